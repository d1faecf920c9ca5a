// cmaes_check MEMBERS FUNCTION DIMENSION SEED GENERATIONS [EDGE]: pagmo's cmaes and that of
// cmaes.hpp side by side. Prints a line a generation: how far their populations are apart (the
// largest difference of a coordinate, as a share of its range), the relative difference of their
// best values, and how many times cmaes.hpp has renewed its eigenvectors. With EDGE the ranges
// differ from number to number, from 1 to EDGE times the usual, around the best point: with equal
// ranges the first eigenvectors are not unique, and rounding decides which are found.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

#include "cmaes.hpp"
#include "functions.hpp"

struct stretched : task {
    double edge = 1;
    std::pair<std::vector<double>, std::vector<double>> get_bounds() const
    {
        auto bounds = task::get_bounds();
        for (size_t i = 0; i < best.size(); i++) {
            double by = 1 + (edge - 1) * static_cast<double>(i) / static_cast<double>(best.size());
            bounds.first[i] = best[i] + (bounds.first[i] - best[i]) * by;
            bounds.second[i] = best[i] + (bounds.second[i] - best[i]) * by;
        }
        return bounds;
    }
};

int main(int argc, char **argv)
{
    if (argc != 6 && argc != 7)
        return 2;
    unsigned members = std::atoi(argv[1]), seed = std::atoi(argv[4]),
             generations = std::atoi(argv[5]);
    stretched t;
    static_cast<task &>(t) = draw(argv[2], std::atoi(argv[3]), seed);
    if (argc == 7)
        t.edge = std::atof(argv[6]);
    auto bounds = t.get_bounds();
    pagmo::population theirs(pagmo::problem{t}, members, seed);
    pagmo::algorithm one{pagmo::cmaes(1, -1, -1, -1, -1, 0.5, 0, 0, true, true, seed)};
    cmaes ours(t, members, seed);
    std::printf("generation apart best-apart renewed best\n");
    for (unsigned made = 0;; made++) {
        double apart = 0;
        for (unsigned i = 0; i < members; i++)
            for (size_t j = 0; j < t.best.size(); j++)
                apart = std::max(apart, std::fabs(theirs.get_x()[i][j] - ours.people(j, i)) /
                                            (bounds.second[j] - bounds.first[j]));
        double value = theirs.get_f()[theirs.best_idx()][0];
        double own = *std::min_element(ours.values.begin(), ours.values.end());
        std::printf("%u %.2g %.2g %u %.9g\n", made, apart, std::fabs(own / value - 1), ours.renewed,
                    value);
        if (made == generations)
            return 0;
        theirs = one.evolve(theirs);
        ours.generation(t);
    }
}

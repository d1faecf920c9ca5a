// pagmo_run ALGORITHM FUNCTION DIMENSION SEED EVALUATIONS [SECONDS]: one run of pagmo2 (sga, sade, cmaes, xnes).
// ALGORITHM may end with a number of individuals ("cmaes-256"); else it is 100 of sga and sade, 32 of cmaes and xnes.
// Prints "pagmo ALGORITHM FUNCTION DIMENSION SEED VALUE CPU-SECONDS". With SECONDS cmaes and xnes go on generation
// by generation until so many CPU seconds are spent; the name is then ALGORITHM-in-SECONDS-s, and how many
// evaluations were made stands last.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>

#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/algorithms/sade.hpp>
#include <pagmo/algorithms/sga.hpp>
#include <pagmo/algorithms/xnes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

using vector = std::vector<double>;

static double sphere(const vector &z)
{
    double sum = 0;
    for (double x : z)
        sum += x * x;
    return sum;
}

static double rastrigin(const vector &z)
{
    double sum = 0;
    for (double x : z)
        sum += x * x + 10 - 10 * std::cos(2 * M_PI * x);
    return sum;
}

static double ackley(const vector &z)
{
    double squares = 0, waves = 0, n = static_cast<double>(z.size());
    for (double x : z) {
        squares += x * x;
        waves += std::cos(2 * M_PI * x);
    }
    return 20 - 20 * std::exp(-0.2 * std::sqrt(squares / n)) + std::exp(1.0) - std::exp(waves / n);
}

static double rosenbrock(const vector &z)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < z.size(); i++)
        sum += 100 * std::pow(z[i + 1] + 1 - (z[i] + 1) * (z[i] + 1), 2) + z[i] * z[i];
    return sum;
}

static double schwefel(const vector &z)
{
    double sum = 0;
    for (double x : z) {
        double at = x + 420.968746359982, in = std::max(-500.0, std::min(500.0, at));
        sum += 418.9828872724338 - in * std::sin(std::sqrt(std::fabs(in))) + (at - in) * (at - in);
    }
    return sum;
}

struct row {
    const char *name;
    double low, high;
    double (*value)(const vector &);
};

static const row rows[] = {{"sphere", -5.12, 5.12, sphere},
                           {"rastrigin", -5.12, 5.12, rastrigin},
                           {"ackley", -32.768, 32.768, ackley},
                           {"rosenbrock", -5, 10, rosenbrock},
                           {"schwefel", -500, 500, schwefel}};

struct task {
    int which = 0;
    vector best;
    vector fitness(const vector &x) const
    {
        vector z(x);
        for (size_t i = 0; i < z.size(); i++)
            z[i] -= best[i];
        return {rows[which].value(z)};
    }
    std::pair<vector, vector> get_bounds() const
    {
        return {vector(best.size(), rows[which].low), vector(best.size(), rows[which].high)};
    }
};

static pagmo::algorithm make(const std::string &name, unsigned generations, unsigned seed, bool memory)
{
    if (name == "sga")
        return pagmo::algorithm{pagmo::sga(generations, 0.9, 1., 0.02, 1., 2, "exponential",
                                           "polynomial", "tournament", seed)};
    if (name == "sade")
        return pagmo::algorithm{pagmo::sade(generations, 2, 1, 0, 0, false, seed)};
    if (name == "xnes")
        return pagmo::algorithm{
            pagmo::xnes(generations, -1, -1, -1, -1, 0, 0, memory, true, seed)};
    return pagmo::algorithm{
        pagmo::cmaes(generations, -1, -1, -1, -1, 0.5, 0, 0, memory, true, seed)};
}

int main(int argc, char **argv)
{
    if (argc != 6 && argc != 7)
        return 2;
    unsigned dimension = std::atoi(argv[3]), seed = std::atoi(argv[4]);
    std::string algorithm = argv[1];
    size_t dash = algorithm.find('-');
    unsigned members = algorithm == "sga" || algorithm == "sade" ? 100 : 32;
    if (dash != std::string::npos) {
        members = std::atoi(algorithm.c_str() + dash + 1);
        algorithm.resize(dash);
    }
    if (members < 5)
        return 2;
    unsigned generations = std::atoi(argv[5]) / members - 1;
    std::mt19937 dice(seed + 1000003); // not pagmo's own: its first individual would lie beside the best point
    std::uniform_real_distribution<double> unit(-0.8, 0.8);
    task t;
    while (t.which < 4 && rows[t.which].name != std::string(argv[2]))
        t.which++;
    for (unsigned i = 0; i < dimension; i++)
        t.best.push_back((rows[t.which].low + rows[t.which].high) / 2 +
                         unit(dice) * (rows[t.which].high - rows[t.which].low) / 2);
    std::clock_t began = std::clock();
    pagmo::population people(pagmo::problem{t}, members, seed);
    double least = people.champion_f()[0];
    auto spent = [began] { return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC; };
    if (argc == 7) {
        pagmo::algorithm one = make(algorithm, 1, seed, true); // remembers from call to call
        unsigned done = 0;
        for (; done < generations && spent() < std::atof(argv[6]); done++) {
            people = one.evolve(people);
            least = std::min(least, people.champion_f()[0]);
        }
        std::printf("pagmo %s-in-%s-s %s %u %u %.6g %.3f %u\n", argv[1], argv[6], argv[2], dimension, seed, least,
                    spent(), (done + 1) * members);
        return 0;
    }
    people = make(algorithm, generations, seed, false).evolve(people);
    least = std::min(least, people.champion_f()[0]);
    std::printf("pagmo %s %s %u %u %.6g %.3f\n", argv[1], argv[2], dimension, seed, least, spent());
    return 0;
}

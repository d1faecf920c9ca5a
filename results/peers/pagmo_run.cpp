// pagmo_run ALGORITHM FUNCTION DIMENSION SEED EVALUATIONS [SECONDS]: one run of pagmo2 (sga, sade, cmaes, xnes).
// ALGORITHM may end with a number of individuals ("cmaes-256"); else it is 100 of sga and sade, 32 of cmaes and xnes.
// Prints "pagmo ALGORITHM FUNCTION DIMENSION SEED VALUE CPU-SECONDS". With SECONDS cmaes and xnes go on generation
// by generation until so many CPU seconds are spent; the name is then ALGORITHM-in-SECONDS-s, and how many
// evaluations were made stands last.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/algorithms/sade.hpp>
#include <pagmo/algorithms/sga.hpp>
#include <pagmo/algorithms/xnes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

#include "functions.hpp"

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
    task t = draw(argv[2], dimension, seed);
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

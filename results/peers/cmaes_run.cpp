// cmaes_run MEMBERS FUNCTION DIMENSION SEED EVALUATIONS: one run of pagmo's cmaes in another order
// of multiplication (cmaes.hpp), with the tasks of pagmo_run. Prints "reordered cmaes-MEMBERS
// FUNCTION DIMENSION SEED VALUE CPU-SECONDS".
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "cmaes.hpp"
#include "functions.hpp"

int main(int argc, char **argv)
{
    if (argc != 6)
        return 2;
    unsigned members = std::atoi(argv[1]), dimension = std::atoi(argv[3]),
             seed = std::atoi(argv[4]);
    if (members < 5 || dimension < 1)
        return 2;
    task t = draw(argv[2], dimension, seed);
    std::clock_t began = std::clock();
    cmaes search(t, members, seed);
    for (unsigned made = 2 * members; made <= static_cast<unsigned>(std::atoi(argv[5]));
         made += members)
        search.generation(t);
    std::printf("reordered cmaes-%u %s %u %u %.6g %.3f\n", members, argv[2], dimension, seed,
                search.least, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
    return 0;
}

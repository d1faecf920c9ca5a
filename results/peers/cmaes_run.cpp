// cmaes_run MEMBERS FUNCTION DIMENSION SEED EVALUATIONS [EVERY]: one run of pagmo's cmaes in
// another order of multiplication (cmaes.hpp), with the tasks of pagmo_run. Prints "reordered
// cmaes-MEMBERS FUNCTION DIMENSION SEED VALUE CPU-SECONDS". With EVERY also a line on the way, of
// cmaes-MEMBERS-at-EVALUATIONS, for every EVERY evaluations; their number stands last.
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "cmaes.hpp"
#include "functions.hpp"

int main(int argc, char **argv)
{
    if (argc != 6 && argc != 7)
        return 2;
    unsigned members = std::atoi(argv[1]), dimension = std::atoi(argv[3]),
             seed = std::atoi(argv[4]), evaluations = std::atoi(argv[5]),
             every = argc == 7 ? std::atoi(argv[6]) : 0;
    if (members < 5 || dimension < 1)
        return 2;
    task t = draw(argv[2], dimension, seed);
    std::clock_t began = std::clock();
    auto spent = [began] { return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC; };
    cmaes search(t, members, seed);
    for (unsigned made = 2 * members; made <= evaluations; made += members) {
        search.generation(t);
        if (every == 0 || made / every == (made - members) / every)
            continue;
        std::printf("reordered cmaes-%u-at-%u %s %u %u %.6g %.3f %u\n", members,
                    made / every * every, argv[2], dimension, seed, search.least, spent(), made);
        std::fflush(stdout);
    }
    std::printf("reordered cmaes-%u %s %u %u %.6g %.3f\n", members, argv[2], dimension, seed,
                search.least, spent());
    return 0;
}

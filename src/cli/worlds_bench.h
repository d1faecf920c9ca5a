/* worlds_bench.h - many puzzles, each checked by itself, and what became of all of them: smallworld
 * worlds --bench. Local. */
#ifndef SW_CLI_WORLDS_BENCH_H
#define SW_CLI_WORLDS_BENCH_H

#include "world/puzzle/worlds.h"

/* What is done with every puzzle that is new; 0, or -1 with a sentence to end it all. */
typedef int sw_worlds_use(uint64_t number, const struct sw_puzzle *puzzle, void *context,
                          struct sw_error *error);

/* Goes through the puzzles 0, 1, ... of the seed, the rules in turn, until `count` different
 * ones were found (by the hash of their pairs), checks each, hands it to `use` (may be NULL) and
 * prints a table. Fails if a puzzle is not what worlds.h promises. */
int sw_worlds_bench(const struct sw_worlds *worlds, uint64_t seed, uint64_t count, bool held_out,
                    sw_worlds_use *use, void *context, struct sw_error *error);

#endif

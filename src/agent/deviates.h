/* deviates.h - the random numbers that mutations are made of: of mean 0 and variance 1, a function
 * of their place, with the same bits on every machine. Local.
 */
#ifndef SW_AGENT_DEVIATES_H
#define SW_AGENT_DEVIATES_H

#include "base/random.h"

#include <stddef.h>
#include <stdint.h>

/* Rows: id, name, description. */
#define SW_DEVIATES_ROWS(FIRST, ROW)                                                               \
    FIRST(SW_DEVIATES_BYTES, "bytes",                                                              \
          "the sum of four random bytes, which is never beyond 3.46 deviations; the fastest")      \
    ROW(SW_DEVIATES_NORMAL, "normal",                                                              \
        "normal, up to 6.36 deviations: long jumps are rare, and there are some")

#define SW_DEVIATES_ID(id, ...) id,
enum sw_deviates { SW_DEVIATES_ROWS(SW_DEVIATES_ID, SW_DEVIATES_ID) SW_DEVIATES };

/* Fills out[0..count) from blocks `index`, `index` + 1, ... of (run_seed, SW_RANDOM_MUTATION,
 * litter_seed, pair): one block per 4 values, whichever kind. */
void sw_deviates_draw(enum sw_deviates kind, uint64_t run_seed, uint64_t litter_seed, uint32_t pair,
                      uint32_t index, float *out, size_t count);

#endif

/* wild_match.h - members of one time against those of another, in a world of its own: a time-shift
 * tournament. Local.
 */
#ifndef SW_WILD_WILD_MATCH_H
#define SW_WILD_WILD_MATCH_H

#include "wild/wild_replay.h"

/* Who lived at a time: copies of genomes. */
struct sw_wild_sample {
    uint32_t count;
    float *weights; /* owned: [count][floats] */
};

void sw_wild_sample_free(struct sw_wild_sample *sample); /* zeroed is fine */

/* Up to `most` of those who lived at the beginning of a tick, drawn evenly, twice if need be. */
int sw_wild_sample_at(const struct sw_wild_history *history, uint64_t tick, uint32_t most,
                      struct sw_wild_sample *out, struct sw_error *error);

/* Puts both into match `number`, as many bodies of each, without mutation and newcomers, for so
 * many ticks. living: how many descend from the first and from the second. */
int sw_wild_match(const struct sw_wild_settings *settings, const struct sw_wild_sample side[2],
                  uint64_t number, uint64_t ticks, uint32_t living[2], struct sw_error *error);

#endif

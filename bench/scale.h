/* scale.h - what a run of many ranks would take, from what the parts of a generation take: a model,
 * pure arithmetic on measured constants. Local.
 *
 * The time of a generation is that of the rank with the most work (its share of lives, of worlds
 * and of recombination; what it draws again of islands that are spread), then all meet, and then
 * rank 0 stores while the others wait:
 *
 *   live     litters * litter * member + hosted * island
 *   breed    hosted * (step + members * recombine) + (hosted members - own) * noise + homes * pack
 *   meet     latency * rounds * log2 ranks + (scores of spread islands + records) / bandwidth
 *   store    members * put + islands * put of one + commit
 */
#ifndef SW_BENCH_SCALE_H
#define SW_BENCH_SCALE_H

#include "base/error.h"

#include <stdint.h>
#include <stdio.h>

/* Seconds, measured on one core; bytes of records. */
struct sw_scale_costs {
    double island, member;          /* a life: what an island takes, and each member beside it */
    double step, recombine;         /* breeding: an island, and each child */
    double noise;                   /* one member's mutation drawn again */
    double pack_island, pack;       /* records of an island, and of each member */
    double put_island, put, commit; /* the store: an island, a member, a generation */
    double record_island, record;   /* bytes of records */
    double keyframe;                /* bytes of an island's keyframe */
    double latency, bandwidth;      /* of the network: seconds a message, bytes a second */
};

struct sw_scale_run {
    uint64_t ranks, members, islands; /* members of all islands */
    uint32_t litter;                  /* members */
    uint64_t keyframe_every;
};

struct sw_scale_forecast {
    uint64_t litters, hosted;        /* of the busiest rank */
    double live, breed, meet, store; /* seconds of a generation, as above */
    double seconds, alone;           /* their sum; the same on one rank */
    double efficiency;               /* alone / (ranks * seconds) */
    double sent;                     /* bytes of all ranks in a generation */
    double growth;                   /* bytes of the store in a generation, keyframes included */
    double lost[4];                  /* seconds beyond an even share: SW_LOSS_ROWS */
    uint64_t limit;                  /* ranks at which efficiency falls below 0.9; 0: never */
};

/* Where time is lost: id, and what it is called. */
#define SW_LOSS_ROWS(ROW)                                                                          \
    ROW(SW_LOSS_UNEVEN, "litters that cannot be dealt evenly")                                     \
    ROW(SW_LOSS_SPREAD, "islands that several ranks share: each draws their worlds and recombines" \
                        " them")                                                                   \
    ROW(SW_LOSS_MEETING, "messages")                                                               \
    ROW(SW_LOSS_STORE, "rank 0, which stores alone")

#define SW_LOSS_ID(id, name) id,
enum sw_loss { SW_LOSS_ROWS(SW_LOSS_ID) SW_LOSSES };

const char *sw_loss_name(enum sw_loss loss);

/* ranks, members, islands and litter are 1 or more, members a multiple of islands. */
struct sw_scale_forecast sw_scale_forecast(const struct sw_scale_costs *costs,
                                           const struct sw_scale_run *run);

#endif

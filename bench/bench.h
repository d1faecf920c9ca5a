/* bench.h - how fast things are, one figure at a time.
 *
 * A figure is a row of the table in command_bench.c, which also is the help and what
 * bench/README.md explains. Figures are measured in groups (a file each), since what one needs
 * others need as well. Every timing is the median of several repetitions that each take long enough
 * for the clock. All functions are Local but those of the exchange group and of scale.
 */
#ifndef SW_BENCH_BENCH_H
#define SW_BENCH_BENCH_H

#include "population/exchange.h"
#include "population/genome.h"
#include "life/life.h"

/* What most figures share: a run's defaults in memory, with one generation of one island. */
struct sw_bench {
    const char *wanted; /* NULL: all */
    bool json;
    bool wall;        /* time by the wall clock (what waits for disks), else in core-seconds */
    uint32_t told;    /* figures printed */
    char rowless[64]; /* the first figure that has no row (command_bench.c); "": all have */

    struct sw_settings settings;
    struct sw_brain_layout layout;
    struct sw_breeder breeder;
    struct sw_worlds *worlds;
    struct sw_batch *batch; /* of a life */
    struct sw_individual parent;
    struct sw_noise **noise; /* [litters] */
    struct sw_litter *litter;
    uint32_t litters;
    struct sw_exchange *exchange;
    struct sw_error *error; /* of whatever is measured */
};

int sw_bench_begin(struct sw_bench *bench, struct sw_error *error);
void sw_bench_end(struct sw_bench *bench);

/* Median seconds of one call of work(context). -1 if it failed (work returns -1). */
double sw_bench_time(const struct sw_bench *bench, int (*work)(void *context), void *context);

/* Two pieces of work, timed by turns so that a busy machine slows both alike. seconds: the median
 * of each. Returns the median of how many times as long the second takes, or -1 if one failed. */
double sw_bench_compare(const struct sw_bench *bench, int (*const work[2])(void *context),
                        void *const context[2], double seconds[2]);

/* Tells a figure; its row gives unit and description. Figures that were not asked for are dropped.
 * One without a row is an internal error, which its group ends with. */
#define SW_BENCH_ALONE (-1.0) /* ratio of a figure that is compared with nothing */
void sw_bench_tell(struct sw_bench *bench, const char *name, double value, double ratio);

/* The same for a figure of the engine that is measured beside the plain one (tests/reference),
 * whose value is told too. ratio: how many times as long the plain one takes. */
void sw_bench_tell_beside(struct sw_bench *bench, const char *name, double value, double plain,
                          double ratio);

/* Whether any figure with this name, or beginning with it, was asked for. */
bool sw_bench_wants(const struct sw_bench *bench, const char *name);

/* The groups. Each returns 0, or -1 with bench->error. */
int sw_bench_agent(struct sw_bench *bench);
int sw_bench_world(struct sw_bench *bench);
int sw_bench_store(struct sw_bench *bench);
int sw_bench_kernel(struct sw_bench *bench);
int sw_bench_function(struct sw_bench *bench);
int sw_bench_body(struct sw_bench *bench);
int sw_bench_wild(struct sw_bench *bench);       /* of the group body */
int sw_bench_split(struct sw_bench *bench);      /* the same */
int sw_bench_wild_ranks(struct sw_bench *bench); /* Collective; of the group exchange */
int sw_bench_split_ranks(struct sw_bench *bench); /* the same */
int sw_bench_forecast(struct sw_bench *bench);
int sw_bench_context(struct sw_bench *bench);
int sw_bench_think(struct sw_bench *bench);
int sw_bench_exchange(struct sw_bench *bench); /* Collective */

/* Collective. A generation but the store: lives, scores, records to rank 0, the next parents
 * (bench_exchange.c). */
struct sw_generation;
struct sw_breeding;
int sw_bench_live(struct sw_bench *bench, struct sw_generation *generation,
                  struct sw_breeding *breeding);

/* Seconds to pack and store a generation of so many islands of so many members; negative: failed
 * (bench_store.c). */
double sw_bench_store_seconds(struct sw_bench *bench, int64_t islands, int64_t members);

/* What is asked of `bench scale`. */
struct sw_bench_scale_request {
    uint64_t ranks, members, islands; /* islands 0: as many as the default size gives */
    uint64_t latency, bandwidth;      /* of the network: microseconds, gigabits a second */
};

/* Collective. Foretells a run of many ranks from what its parts take here, and lives short runs on
 * the ranks that there are, beside what is foretold for them (bench_scale.c). */
int sw_bench_scale(struct sw_bench *bench, const struct sw_bench_scale_request *request);

/* Prints what the engine does as hashes, a part at a time, and one of them all (bench_signature.c).
 * Needs json and error of the bench only. 0, or -1 with bench->error. */
int sw_bench_signature(struct sw_bench *bench);

/* One plain batched pass over worlds, as if nothing were shared and nothing mutated: one network,
 * 32 worlds a tile (bench_plain.c). */
struct sw_plain;

struct sw_plain *sw_plain_create(const struct sw_brain_layout *layout, const char *kernel,
                                 const struct sw_action_set *action_set, struct sw_error *error);
void sw_plain_destroy(struct sw_plain *plain); /* NULL is fine */

/* `tiles` tiles of 32 rows; row r of tile t lives through world (32 t + r) % worlds. With `shared`
 * each world's cells are summed once for all rows, as a brood does. Returns the sum of the rows'
 * log likelihoods, so that nothing can be left out; NAN when out of memory. */
double sw_plain_pass(struct sw_plain *plain, const float *weights, const struct sw_batch *batch,
                     uint32_t tiles, bool shared);

#endif

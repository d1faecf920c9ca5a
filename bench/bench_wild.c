#include "bench/bench.h"
#include "bench/bench_turns.h"

#include "base/clock.h"
#include "wild/ranks/wild_circle.h"

#include <stdlib.h>

/* Bodies of as many genomes in the wild. They are so rich that nobody starves, and do not divide.
 * Some are eaten, and newcomers take their places one a tick: so those that live are counted. */
enum { WILD_BODIES = 512, WILD_TICKS = 8, TURNS = 7, TURN_TICKS = 64 };

/* This rank's part of a full world. */
static struct sw_wild_life *begin_wild(struct sw_bench *bench, uint32_t rank, uint32_t ranks)
{
    static const char *const set[] = {
        "wild.width=64",       "wild.height=64",      "wild.plants=512",
        "wild.bodies=512",     "wild.most=512",       "wild.least=512",
        "wild.energy=1000000", "wild.divide=1000000", "wild.age=1000000000"};
    struct sw_wild_settings settings;
    struct sw_wild_life *life;

    if (sw_wild_settings_read(NULL, set, sizeof set / sizeof *set, &settings, bench->error) != 0)
        return NULL;
    life = sw_wild_life_create(&settings, bench->error);
    if (life != NULL && sw_wild_life_share(life, rank, ranks, bench->error) != 0) {
        sw_wild_life_destroy(life);
        return NULL;
    }
    for (int i = 0; life != NULL && i < WILD_BODIES; i++)
        sw_wild_life_arrive(life, 0);
    return life;
}

struct wild {
    struct sw_wild_life *life;
    double bodies, ticks; /* that lived, in all ticks so far */
};

static int live_wild(void *context)
{
    struct wild *wild = context;

    for (int tick = 0; tick < WILD_TICKS; tick++) {
        wild->bodies += wild->life->world->bodies;
        wild->ticks++;
        sw_wild_life_tick(wild->life, NULL);
    }
    return 0;
}

int sw_bench_wild(struct sw_bench *bench)
{
    struct wild wild = {NULL, 0, 0};
    double seconds;

    if (!sw_bench_wants(bench, "body.wild"))
        return 0;
    wild.life = begin_wild(bench, 0, 1);
    if (wild.life == NULL)
        return -1;
    seconds = sw_bench_time(bench, live_wild, &wild);
    if (seconds >= 0)
        sw_bench_tell(bench, "body.wild", wild.bodies / wild.ticks * WILD_TICKS / seconds,
                      SW_BENCH_ALONE);
    sw_wild_life_destroy(wild.life);
    return seconds < 0 ? -1 : 0;
}

/* ---- on ranks ---- */

/* Of the same ticks of the same world, held by all ranks and by rank 0 alone. */
struct turn {
    double wall[2]; /* seconds of the clock, on rank 0: of all, of one */
    double work[2]; /* core-seconds without waiting: of the busiest rank, of one */
};

static int take_turn(struct sw_bench *bench, struct sw_wild_circle *circle,
                     struct sw_wild_life *alone, struct turn *turn)
{
    struct sw_exchange *exchange = bench->exchange;
    int failed = sw_exchange_agree(exchange, 0, bench->error);
    double wall = sw_clock_seconds(), work = sw_bench_worked(exchange);

    for (int i = 0; i < TURN_TICKS && failed == 0; i++)
        failed = sw_wild_circle_tick(circle, NULL, bench->error);
    turn->wall[0] = sw_clock_seconds() - wall;
    turn->work[0] = sw_bench_worked(exchange) - work;
    if (failed != 0)
        return -1;
    turn->work[0] = 1e-6 * sw_exchange_most(exchange, (uint32_t)(1e6 * turn->work[0]));
    wall = sw_clock_seconds();
    work = sw_bench_worked(exchange);
    for (int i = 0; i < TURN_TICKS && exchange->rank == 0; i++)
        sw_wild_life_tick(alone, NULL);
    turn->wall[1] = sw_clock_seconds() - wall;
    turn->work[1] = sw_bench_worked(exchange) - work;
    return 0;
}

static int take_turns(struct sw_bench *bench, struct sw_wild_circle *circle,
                      struct sw_wild_life *alone)
{
    uint64_t before = sw_exchange_sent(bench->exchange), sent;
    double wall[TURNS], work[TURNS], wall_ratio[TURNS], work_ratio[TURNS];

    for (int i = 0; i < TURNS; i++) {
        struct turn turn;

        if (take_turn(bench, circle, alone, &turn) != 0)
            return -1;
        wall[i] = turn.wall[0];
        work[i] = turn.work[0];
        wall_ratio[i] = turn.wall[1] / turn.wall[0];
        work_ratio[i] = turn.work[1] / turn.work[0];
    }
    sent = sw_exchange_sum(bench->exchange, sw_exchange_sent(bench->exchange) - before);
    if (bench->exchange->rank != 0)
        return 0;
    sw_bench_tell(bench, "exchange.wild", TURN_TICKS / sw_bench_median(wall, TURNS),
                  sw_bench_median(wall_ratio, TURNS));
    sw_bench_tell(bench, "exchange.wild.work", TURN_TICKS / sw_bench_median(work, TURNS),
                  sw_bench_median(work_ratio, TURNS));
    sw_bench_tell(bench, "exchange.wild.bytes", (double)sent / TURNS / TURN_TICKS, SW_BENCH_ALONE);
    return 0;
}

int sw_bench_wild_ranks(struct sw_bench *bench)
{
    struct sw_exchange *exchange = bench->exchange;
    struct sw_wild_circle circle = {.failed = false};
    struct sw_wild_life *split, *alone;
    int failed;

    if (!sw_bench_wants(bench, "exchange.wild"))
        return 0;
    split = begin_wild(bench, exchange->rank, exchange->ranks);
    alone = begin_wild(bench, 0, 1);
    failed = split == NULL || alone == NULL;
    if (!failed)
        failed = sw_wild_circle_create(&circle, exchange, split, bench->error);
    failed = sw_exchange_agree(exchange, failed, bench->error);
    if (failed == 0)
        failed = take_turns(bench, &circle, alone);
    sw_wild_circle_destroy(&circle);
    sw_wild_life_destroy(split);
    sw_wild_life_destroy(alone);
    return failed;
}

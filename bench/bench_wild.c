#include "bench/bench.h"
#include "bench/bench_turns.h"

#include "base/clock.h"
#include "base/log.h"
#include "wild/ranks/wild_circle.h"
#include "wild/ranks/wild_deal.h"

#include <stdio.h>
#include <string.h>

/* Bodies of as many genomes in the wild. They are so rich that nobody starves, and do not divide.
 * Some are eaten, and newcomers take their places one a tick: so those that live are counted. */
enum { WILD_BODIES = 512, WILD_TICKS = 8, TURNS = 7, TURN_TICKS = 64 };

/* A full world: cells to each side, bodies, and as many plants. */
struct size {
    const char *name;
    int64_t side;
    uint32_t bodies;
};

static const struct size usual = {"exchange.wild", 64, WILD_BODIES},
                         large = {"exchange.wild.large", 256, 8 * WILD_BODIES};

/* This rank's part of it. */
static struct sw_wild_life *begin_wild(struct sw_bench *bench, const struct size *size,
                                       uint32_t rank, uint32_t ranks)
{
    static const char *const set[] = {
        "wild.width=64",       "wild.height=64",      "wild.plants=512",
        "wild.bodies=512",     "wild.most=512",       "wild.least=512",
        "wild.energy=1000000", "wild.divide=1000000", "wild.age=1000000000"};
    struct sw_wild_settings settings;
    struct sw_wild_life *life;

    if (sw_wild_settings_read(NULL, set, sizeof set / sizeof *set, &settings, bench->error) != 0)
        return NULL;
    settings.width = settings.height = size->side;
    settings.plants = settings.bodies = settings.most = settings.least = size->bodies;
    life = sw_wild_life_create(&settings, bench->error);
    if (life != NULL && sw_wild_life_share(life, rank, ranks, bench->error) != 0) {
        sw_wild_life_destroy(life);
        return NULL;
    }
    for (uint32_t i = 0; life != NULL && i < size->bodies; i++)
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
    wild.life = begin_wild(bench, &usual, 0, 1);
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

/* The same ticks of the same world. */
enum { WHOLE, BLOCKS, ALONE, WAYS };

struct held {
    struct sw_wild_life *life[WAYS];
    struct sw_wild_circle circle; /* all ranks have all of it */
    struct sw_wild_blocks blocks; /* each has a block */
    bool low;                     /* the world cannot be cut into so many */
};

static int tick_of(struct sw_bench *bench, struct held *held, int way)
{
    struct sw_wild_birth arrived;

    if (way == WHOLE)
        return sw_wild_circle_tick(&held->circle, NULL, bench->error);
    if (way == BLOCKS && bench->exchange->ranks > 1)
        return sw_wild_blocks_tick(&held->blocks, &arrived, bench->error);
    if (bench->exchange->rank == 0)
        sw_wild_life_tick(held->life[way], NULL);
    return 0;
}

/* wall: seconds of the clock, on rank 0; work: core-seconds without waiting, of the busiest rank;
 * sent: bytes, of all. */
struct turn {
    double wall[WAYS], work[WAYS], sent[WAYS];
};

static int take_turn(struct sw_bench *bench, struct held *held, struct turn *turn)
{
    struct sw_exchange *exchange = bench->exchange;

    for (int way = 0; way < WAYS; way++) {
        double wall, work;
        uint64_t sent;
        int failed;

        if (way == BLOCKS && held->low)
            continue;
        failed = sw_exchange_agree(exchange, 0, bench->error);
        wall = sw_clock_seconds();
        work = sw_bench_worked(exchange);
        sent = sw_exchange_sent(exchange);
        for (int i = 0; i < TURN_TICKS && failed == 0; i++)
            failed = tick_of(bench, held, way);
        if (failed != 0)
            return -1;
        turn->wall[way] = sw_clock_seconds() - wall;
        turn->work[way] = sw_bench_worked(exchange) - work;
        turn->sent[way] = (double)sw_exchange_sum(exchange, sw_exchange_sent(exchange) - sent);
        turn->work[way] = 1e-6 * sw_exchange_most(exchange, (uint32_t)(1e6 * turn->work[way]));
    }
    return 0;
}

static void tell_way(struct sw_bench *bench, const char *name, const struct turn *turn, int way)
{
    double value[3][TURNS], ratio[2][TURNS];
    char row[64];

    for (int i = 0; i < TURNS; i++) {
        value[0][i] = turn[i].wall[way];
        value[1][i] = turn[i].work[way];
        value[2][i] = turn[i].sent[way];
        ratio[0][i] = turn[i].wall[ALONE] / turn[i].wall[way];
        ratio[1][i] = turn[i].work[ALONE] / turn[i].work[way];
    }
    sw_bench_tell(bench, name, TURN_TICKS / sw_bench_median(value[0], TURNS),
                  sw_bench_median(ratio[0], TURNS));
    snprintf(row, sizeof row, "%s.work", name);
    sw_bench_tell(bench, row, TURN_TICKS / sw_bench_median(value[1], TURNS),
                  sw_bench_median(ratio[1], TURNS));
    snprintf(row, sizeof row, "%s.bytes", name);
    sw_bench_tell(bench, row, sw_bench_median(value[2], TURNS) / TURN_TICKS, SW_BENCH_ALONE);
}

static int take_turns(struct sw_bench *bench, struct held *held, const struct size *size)
{
    struct turn turn[TURNS];
    char name[48];

    for (int i = 0; i < TURNS; i++)
        if (take_turn(bench, held, &turn[i]) != 0)
            return -1;
    if (bench->exchange->rank != 0)
        return 0;
    snprintf(name, sizeof name, "%s.blocks", size->name);
    tell_way(bench, size->name, turn, WHOLE);
    if (!held->low)
        tell_way(bench, name, turn, BLOCKS);
    return 0;
}

/* Whether a world has too few rows to be cut into so many blocks, which is said then. */
static bool is_low(const struct size *size, const struct sw_wild_settings *settings,
                   const struct sw_exchange *exchange)
{
    struct sw_error error = {0};

    if (sw_wild_block_check(settings, exchange->ranks, &error) == 0)
        return false;
    if (exchange->rank == 0)
        sw_log_info("%s.blocks is passed over: %s", size->name, error.text);
    return true;
}

/* On one rank blocks are the world alone. */
static int hold(struct sw_bench *bench, struct held *held, const struct size *size)
{
    struct sw_exchange *exchange = bench->exchange;
    int failed;

    held->life[WHOLE] = begin_wild(bench, size, exchange->rank, exchange->ranks);
    held->life[ALONE] = exchange->rank == 0 ? begin_wild(bench, size, 0, 1) : NULL;
    failed = held->life[WHOLE] == NULL || (exchange->rank == 0 && held->life[ALONE] == NULL);
    if (failed == 0)
        failed = sw_wild_circle_create(&held->circle, exchange, held->life[WHOLE], bench->error);
    failed = sw_exchange_agree(exchange, failed, bench->error);
    held->low =
        failed == 0 && exchange->ranks > 1 && is_low(size, &held->life[WHOLE]->settings, exchange);
    if (held->low)
        return 0;
    if (exchange->ranks > 1)
        return sw_wild_deal_out(exchange, failed, held->life[ALONE], &held->life[BLOCKS],
                                &held->blocks, bench->error);
    held->life[BLOCKS] = begin_wild(bench, size, 0, 1);
    return failed != 0 || held->life[BLOCKS] == NULL ? -1 : 0;
}

static int measure_size(struct sw_bench *bench, const struct size *size)
{
    struct held held;
    int failed;

    memset(&held, 0, sizeof held);
    failed = hold(bench, &held, size);
    if (failed == 0)
        failed = take_turns(bench, &held, size);
    sw_wild_circle_destroy(&held.circle);
    sw_wild_blocks_close(&held.blocks);
    for (int way = 0; way < WAYS; way++)
        sw_wild_life_destroy(held.life[way]);
    return failed;
}

int sw_bench_wild_ranks(struct sw_bench *bench)
{
    if (!sw_bench_wants(bench, "exchange.wild"))
        return 0;
    /* Who asked for the large one alone gets that. */
    if ((bench->wanted == NULL || strncmp(bench->wanted, large.name, strlen(large.name)) != 0) &&
        measure_size(bench, &usual) != 0)
        return -1;
    return sw_bench_wants(bench, large.name) ? measure_size(bench, &large) : 0;
}

/* bench_split.c - crews of bodies that come from islands: all worlds split over the ranks, beside
 * as many bodies in as many worlds of which none is. */
#include "bench/bench.h"
#include "bench/bench_turns.h"

#include "base/clock.h"
#include "population/generation.h"
#include "population/run.h"
#include "world/body/body_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 128 /* of a rank */, TURNS = 9, GENERATIONS = 1, TICKS = 60, WORLDS = 32 };

/* A run in memory. */
struct split_stand {
    struct sw_settings settings;
    struct sw_brain_layout layout;
    struct sw_breeder breeder;
    struct sw_breeding breeding;
    struct sw_generation generation;
};

/* islands: 1, on all ranks, or as many as there are ranks. Local. */
static int build(struct sw_bench *bench, struct split_stand *stand, const char *game,
                 uint32_t islands)
{
    struct sw_brain_shape shape;
    char set[8][48];
    const char *sets[8];

    snprintf(set[0], sizeof set[0], "worlds.source=body:%s", game);
    snprintf(set[1], sizeof set[1], "run.islands=%u", islands);
    snprintf(set[2], sizeof set[2], "run.members=%u", MEMBERS * bench->exchange->ranks / islands);
    snprintf(set[3], sizeof set[3], "body.crew=island");
    snprintf(set[4], sizeof set[4], "body.speech=normal");
    snprintf(set[5], sizeof set[5], "body.ticks=%d", TICKS);
    snprintf(set[6], sizeof set[6], "life.worlds=%d", WORLDS);
    snprintf(set[7], sizeof set[7], "phase2.from=-1");
    for (int i = 0; i < 8; i++)
        sets[i] = set[i];
    if (sw_run_settings(NULL, sets, 8, &stand->settings, bench->error) != 0)
        return -1;
    shape = sw_settings_shape(&stand->settings);
    if (sw_brain_layout(&shape, &stand->layout, bench->error) != 0 ||
        sw_breeder_create(&stand->breeder, &stand->settings, &stand->layout, bench->error) != 0 ||
        sw_breeding_begin_among(&stand->breeding, &stand->settings, &stand->breeder,
                                bench->exchange, bench->error) != 0)
        return -1;
    return sw_generation_create(&stand->generation, &stand->settings, &stand->layout, NULL,
                                bench->exchange, bench->error);
}

static void clear(struct split_stand *stand)
{
    if (stand->generation.settings != NULL)
        sw_generation_destroy(&stand->generation);
    if (stand->breeding.settings != NULL)
        sw_breeding_end(&stand->breeding);
    if (stand->breeder.settings != NULL)
        sw_breeder_destroy(&stand->breeder);
}

/* Seconds of the clock, and core-seconds of the busiest rank without those in which it met others.
 */
struct split_turn {
    double wall, work;
};

/* Collective. Lives of the same generation, again and again. */
static int take_turn(struct sw_bench *bench, struct split_stand *stand, struct split_turn *turn)
{
    struct sw_exchange *exchange = bench->exchange;
    int failed = sw_exchange_host(exchange, &stand->breeding.hosting, bench->error);

    turn->wall = sw_clock_seconds();
    turn->work = sw_bench_worked(exchange);
    for (int i = 0; i < GENERATIONS && failed == 0; i++)
        failed = sw_generation_live(&stand->generation, &stand->breeding, bench->error);
    turn->wall = sw_clock_seconds() - turn->wall;
    turn->work = sw_bench_worked(exchange) - turn->work;
    sw_exchange_unhost(exchange);
    turn->work = 1e-6 * sw_exchange_most(exchange, (uint32_t)(1e6 * turn->work));
    return failed;
}

static void tell(struct sw_bench *bench, const char *game, const char *what, double value,
                 double ratio)
{
    char name[64];

    snprintf(name, sizeof name, "exchange.split.%s%s", game, what);
    sw_bench_tell(bench, name, value, ratio);
}

/* By turns, so that a busy machine slows both alike. */
static int take_turns(struct sw_bench *bench, const char *game, struct split_stand *split,
                      struct split_stand *whole)
{
    double wall[TURNS], work[TURNS], wall_ratio[TURNS], work_ratio[TURNS];
    double bodies = (double)MEMBERS * bench->exchange->ranks * WORLDS * TICKS * GENERATIONS;
    struct sw_body_split_count count;
    uint64_t bytes, ticks;

    for (int i = 0; i < TURNS; i++) {
        struct split_turn turn[2];

        if (take_turn(bench, split, &turn[0]) != 0 || take_turn(bench, whole, &turn[1]) != 0)
            return -1;
        wall[i] = turn[0].wall;
        work[i] = turn[0].work;
        wall_ratio[i] = turn[1].wall / turn[0].wall;
        work_ratio[i] = turn[1].work / turn[0].work;
    }
    count = sw_generation_crews_count(&split->generation);
    bytes = sw_exchange_sum(bench->exchange, count.bytes);
    ticks = sw_exchange_sum(bench->exchange, count.ticks);
    if (bench->exchange->rank != 0)
        return 0;
    tell(bench, game, "", bodies / sw_bench_median(wall, TURNS),
         sw_bench_median(wall_ratio, TURNS));
    tell(bench, game, ".work", bodies / sw_bench_median(work, TURNS),
         sw_bench_median(work_ratio, TURNS));
    tell(bench, game, ".bytes", ticks == 0 ? 0 : (double)bytes / (double)ticks, SW_BENCH_ALONE);
    return 0;
}

static int measure(struct sw_bench *bench, const char *game)
{
    struct split_stand *stand = sw_allocate(2, sizeof *stand, "measuring crews", bench->error);
    int failed = stand == NULL;

    for (uint32_t i = 0; i < 2 && !failed; i++)
        failed = build(bench, &stand[i], game, i == 0 ? 1 : bench->exchange->ranks) != 0;
    failed = sw_exchange_agree(bench->exchange, failed, bench->error);
    if (failed == 0)
        failed = take_turns(bench, game, &stand[0], &stand[1]);
    for (uint32_t i = 0; i < 2 && stand != NULL; i++)
        clear(&stand[i]);
    free(stand);
    return failed;
}

/* ---- what a rank does, by itself ---- */

/* Half of the members of an island, whose other half is on a rank that there is not: it is taken to
 * do and say what mine do. Or all members of an island of half the size. */
struct split_half {
    struct sw_bench *bench;
    struct sw_body_split *split;
    struct sw_body_world begun[WORLDS];
    struct sw_noise *noise;
    float *parent;
    uint32_t ranks;
};

static void begin_none(void *context, uint32_t half, struct sw_body_letter *letter,
                       uint32_t letters)
{
    (void)context, (void)half, (void)letter, (void)letters;
}

static void echo(void *context, uint32_t half, struct sw_body_letter *letter, uint32_t letters)
{
    (void)context, (void)half;
    for (uint32_t i = 0; i < letters; i++)
        for (size_t k = 0; k < letter[i].in_size; k++)
            letter[i].in[k] = letter[i].out[k % letter[i].out_size];
}

static int live_half(void *context)
{
    struct split_half *half = context;
    uint32_t from[3] = {0, MEMBERS, 2 * MEMBERS};
    struct sw_body_isle isle = {.first = 0, .ranks = half->ranks, .from = from};
    struct sw_error differs = {0}; /* from the other rank, as it must */

    sw_body_split_clear(half->split);
    sw_body_split_join(half->split, &isle, half->begun);
    for (uint32_t i = 0; i < MEMBERS / (2 * SW_NOISE_PAIRS); i++)
        sw_body_split_litter(half->split, half->parent, half->noise, SW_NOISE_PAIRS);
    sw_body_split_live(half->split, 0, &differs);
    return 0;
}

static int begin_half(struct sw_bench *bench, const struct sw_brain_layout *layout,
                      struct split_half *half, uint32_t ranks)
{
    const struct sw_body_game *game = sw_body_game_find("forage-four");
    struct sw_body_split_size size = {
        .worlds = WORLDS, .members = ranks * MEMBERS, .mine = MEMBERS, .isles = 1, .ranks = ranks};

    half->bench = bench;
    half->ranks = ranks;
    half->parent = sw_allocate_floats(layout->floats, "measuring crews", bench->error);
    half->noise = sw_noise_create(layout, bench->error);
    half->split = sw_body_split_create(
        layout, game,
        (struct sw_body_crew_rules){TICKS, false, SW_BODY_SPEECH_NORMAL, SW_BODY_SCORE_ENERGY},
        size, (struct sw_body_post){NULL, begin_none, echo}, bench->error);
    if (half->parent == NULL || half->noise == NULL || half->split == NULL)
        return -1;
    sw_brain_founder(layout, 1, 0, half->parent);
    sw_noise_draw(half->noise, 1, 2, SW_NOISE_PAIRS, 0.4f, SW_GROUP_ALL, false);
    for (uint64_t i = 0; i < WORLDS; i++)
        sw_body_begin(&half->begun[i], game, i, false);
    return 0;
}

int sw_bench_split(struct sw_bench *bench)
{
    int (*const work[2])(void *) = {live_half, live_half};
    struct sw_brain_shape shape = {
        .features = 32,
        .memory = 32,
        .body = sw_body_senses(sw_body_game_find("forage-four")),
        .plastic = SW_PLASTIC_DELTA,
        .recalls = true,
        .speaks = true,
    };
    struct sw_brain_layout layout;
    struct split_half *half;
    double seconds[2], ratio = -1;

    if (!sw_bench_wants(bench, "body.split"))
        return 0;
    half = sw_allocate(2, sizeof *half, "measuring crews", bench->error);
    if (half != NULL && sw_brain_layout(&shape, &layout, bench->error) == 0 &&
        begin_half(bench, &layout, &half[0], 2) == 0 &&
        begin_half(bench, &layout, &half[1], 1) == 0)
        ratio = sw_bench_compare(bench, work, (void *const[2]){&half[0], &half[1]}, seconds);
    if (ratio >= 0)
        sw_bench_tell(bench, "body.split", (double)WORLDS * TICKS * MEMBERS / seconds[0], ratio);
    for (uint32_t i = 0; i < 2 && half != NULL; i++) {
        sw_body_split_destroy(half[i].split);
        sw_noise_destroy(half[i].noise);
        free(half[i].parent);
    }
    free(half);
    return ratio < 0 ? -1 : 0;
}

int sw_bench_split_ranks(struct sw_bench *bench)
{
    static const char *const games[] = {"forage-four", "meadow"};

    for (int i = 0; i < 2; i++) {
        char name[64];

        snprintf(name, sizeof name, "exchange.split.%s", games[i]);
        if (sw_bench_wants(bench, name) && measure(bench, games[i]) != 0)
            return -1;
    }
    return 0;
}

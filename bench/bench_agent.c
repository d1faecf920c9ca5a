#include "bench/bench.h"

#include <math.h>
#include <stdlib.h>

/* A generation of the defaults: one parent, its litters, the worlds of a life. */
struct brood_work {
    struct sw_bench *bench;
    struct sw_life *life;
    struct sw_brood brood;
    const struct sw_seat *seat, *mouth;
    uint8_t *said;
    float *score;
};

static int live(void *context)
{
    struct brood_work *work = context;

    return sw_life_edit(work->life, &work->brood, work->bench->batch, work->seat,
                        SW_FITNESS_LIKELIHOOD, work->said, work->score, work->bench->error);
}

static int speak_and_live(void *context)
{
    struct brood_work *work = context;

    if (sw_life_speak(work->life, &work->brood, work->bench->batch, work->mouth, NULL, work->said,
                      work->bench->error) != 0)
        return -1;
    return live(context);
}

struct plain_work {
    struct sw_bench *bench;
    struct sw_plain *plain;
    const float *weights;
    uint32_t tiles;
    bool shared;
    volatile double sum; /* so that no compiler leaves the pass out */
};

static int pass_plainly(void *context)
{
    struct plain_work *work = context;

    work->sum +=
        sw_plain_pass(work->plain, work->weights, work->bench->batch, work->tiles, work->shared);
    return isnan(work->sum) ? -1 : 0;
}

/* Makes some members and lets each live by itself, worlds as rows. */
enum { MATERIALISED = 4 };

static int materialise(void *context)
{
    struct plain_work *work = context;

    for (uint32_t slot = 0; slot < MATERIALISED; slot++) {
        struct sw_individual member;

        if (sw_genome_member(&work->bench->breeder, &work->bench->litter[0], slot,
                             &work->bench->parent, slot, &member, work->bench->error) != 0)
            return -1;
        work->sum +=
            sw_plain_pass(work->plain, member.weights, work->bench->batch, work->tiles, false);
        sw_individual_free(&member);
    }
    return 0;
}

static int draw_noise(void *context)
{
    struct sw_bench *bench = context;

    sw_litter_noise(&bench->breeder, &bench->litter[0], SW_LITTER_PAIRS, bench->noise[0]);
    return 0;
}

struct step_work {
    struct sw_bench *bench;
    struct sw_births births;
    float *score;
};

static int recombine(void *context)
{
    struct step_work *work = context;
    struct sw_individual next;

    if (sw_genome_recombine(&work->bench->breeder, 0, &work->births, work->score, NULL,
                            &work->bench->parent, work->bench->noise, 1, &next,
                            work->bench->error) != 0)
        return -1;
    sw_individual_free(&next);
    return 0;
}

static uint64_t ticks_of(const struct sw_batch *batch)
{
    uint64_t ticks = 0;

    for (uint32_t i = 0; i < batch->worlds; i++)
        ticks += batch->puzzle[i].teacher.length + 1u;
    return ticks;
}

/* Litters' noise for what a phase evolves. */
static void draw_all(struct sw_bench *bench, uint8_t evolve)
{
    for (uint32_t i = 0; i < bench->litters; i++) {
        bench->litter[i].evolve = evolve;
        sw_litter_noise(&bench->breeder, &bench->litter[i], SW_LITTER_PAIRS, bench->noise[i]);
    }
}

/* Tells `name` with how many times as long it takes as the brood pass. `share` is the part of the
 * brood's evaluations that one call makes. */
static int compare(struct brood_work *brood, int (*work)(void *), void *context, double share,
                   const char *name)
{
    struct sw_bench *bench = brood->bench;
    double evaluations = bench->litters * (double)SW_LITTER_MEMBERS * bench->batch->worlds * share;
    int (*const works[2])(void *) = {live, work};
    void *const contexts[2] = {brood, context};
    double seconds[2], ratio = sw_bench_compare(bench, works, contexts, seconds);

    if (ratio < 0)
        return -1;
    sw_bench_tell(bench, name, evaluations / seconds[1], ratio / share);
    return 0;
}

static int measure_plain(struct brood_work *work)
{
    struct sw_bench *bench = work->bench;
    struct plain_work plain = {.bench = bench, .weights = bench->parent.weights};
    struct sw_action_set action_set = sw_settings_action_set(&bench->settings);
    int result = -1;

    plain.plain = sw_plain_create(&bench->layout, "portable", &action_set, bench->error);
    if (plain.plain == NULL)
        return -1;
    plain.tiles = bench->litters * bench->batch->worlds;
    if (compare(work, pass_plainly, &plain, 1, "agent.plain") != 0)
        goto out;
    plain.shared = true;
    if (compare(work, pass_plainly, &plain, 1, "agent.plain.shared") != 0)
        goto out;
    plain.tiles = (bench->batch->worlds + SW_TILE - 1) / SW_TILE;
    result =
        compare(work, materialise, &plain,
                MATERIALISED / (bench->litters * (double)SW_LITTER_MEMBERS), "agent.materialised");
out:
    sw_plain_destroy(plain.plain);
    return result;
}

static int measure_solo(struct brood_work *work)
{
    struct sw_bench *bench = work->bench;
    double members = bench->litters * (double)SW_LITTER_MEMBERS;
    double evaluations = members * bench->batch->worlds;
    struct sw_action_set action_set = sw_settings_action_set(&bench->settings);
    struct brood_work blas = *work;
    double seconds;
    int result = -1;

    draw_all(bench, SW_GROUP_SIGHT | SW_GROUP_THOUGHT);
    work->seat = blas.seat = sw_game_editor(sw_game_row(SW_GAME_SOLO));
    blas.life = sw_life_create(&bench->layout, "blas", &action_set,
                               sw_settings_ticks(&bench->settings), bench->error);
    seconds = blas.life == NULL ? -1 : sw_bench_time(bench, live, work);
    if (seconds >= 0) {
        sw_bench_tell(bench, "agent.ticks", members * (double)ticks_of(bench->batch) / seconds,
                      SW_BENCH_ALONE);
        sw_bench_tell(bench, "agent.evaluations", evaluations / seconds, SW_BENCH_ALONE);
        sw_bench_tell(bench, "agent.evaluation", seconds / evaluations * 1e6, SW_BENCH_ALONE);
        result = compare(work, live, &blas, 1, "agent.blas");
    }
    sw_life_destroy(blas.life);
    return result == 0 ? measure_plain(work) : -1;
}

static int measure_relay(struct brood_work *work)
{
    struct sw_bench *bench = work->bench;
    const struct sw_game *game = sw_game_row(SW_GAME_RULE_RELAY);
    double members = bench->litters * (double)SW_LITTER_MEMBERS, seconds;

    draw_all(bench, SW_GROUP_LANGUAGE);
    work->mouth = sw_game_speaker(game);
    work->seat = sw_game_editor(game);
    work->said = sw_allocate((size_t)bench->litters * SW_LITTER_MEMBERS * bench->batch->worlds *
                                 bench->layout.shape.length,
                             1, "measuring", bench->error);
    if (work->said == NULL || (seconds = sw_bench_time(bench, speak_and_live, work)) < 0)
        return -1;
    sw_bench_tell(bench, "agent.relay",
                  members * (double)(ticks_of(bench->batch) + bench->batch->worlds) / seconds,
                  SW_BENCH_ALONE);
    return 0;
}

static int measure_births(struct sw_bench *bench, float *score)
{
    struct step_work work = {
        .bench = bench, .births = {true, bench->litters, bench->litter}, .score = score};
    double noise, step;

    draw_all(bench, SW_GROUP_SIGHT | SW_GROUP_THOUGHT);
    noise = sw_bench_time(bench, draw_noise, bench);
    step = sw_bench_time(bench, recombine, &work);
    if (noise < 0 || step < 0)
        return -1;
    sw_bench_tell(bench, "agent.noise", SW_LITTER_MEMBERS / noise, SW_BENCH_ALONE);
    sw_bench_tell(bench, "agent.recombination", bench->litters * (double)SW_LITTER_MEMBERS / step,
                  SW_BENCH_ALONE);
    return 0;
}

int sw_bench_agent(struct sw_bench *bench)
{
    struct brood_work work = {.bench = bench,
                              .brood = {.weights = bench->parent.weights,
                                        .noise = (const struct sw_noise *const *)bench->noise,
                                        .litters = bench->litters}};
    struct sw_action_set action_set = sw_settings_action_set(&bench->settings);
    int result = -1;

    work.score =
        sw_allocate_floats((size_t)bench->litters * SW_LITTER_MEMBERS, "measuring", bench->error);
    work.life = sw_life_create(&bench->layout, "portable", &action_set,
                               sw_settings_ticks(&bench->settings), bench->error);
    if (work.life != NULL && work.score != NULL && measure_solo(&work) == 0 &&
        measure_relay(&work) == 0)
        result = measure_births(bench, work.score);
    sw_life_destroy(work.life);
    free(work.said);
    free(work.score);
    return result;
}

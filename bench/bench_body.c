#include "bench/bench.h"

#include "base/random.h"
#include "body/body_crew.h"
#include "world/body/body_look.h"
#include "tests/reference/plain_body.h"
#include "world/body/body_imitate.h"
#include "world/body/body_step.h"

#include <stdlib.h>

enum { WORLDS = 8, TICKS = 64 };

/* Worlds of one game with acts drawn beforehand; every round begins from the same states. */
struct stand {
    const struct sw_body_game *game;
    struct sw_body_world begun[WORLDS], world[WORLDS];
    struct sw_plain_body_world plain_begun, plain;
    uint8_t act[TICKS][SW_BODY_SEATS];
    uint64_t sum; /* of hashes, so that nothing can be left out */
};

static int step(void *context)
{
    struct stand *stand = context;

    for (int i = 0; i < WORLDS; i++) {
        stand->world[i] = stand->begun[i];
        for (int tick = 0; tick < TICKS; tick++)
            sw_body_step(&stand->world[i], stand->act[tick], NULL);
        stand->sum += (uint64_t)stand->world[i].ground;
    }
    return 0;
}

static int step_plain(void *context)
{
    struct stand *stand = context;

    for (int i = 0; i < WORLDS; i++) {
        sw_plain_body_take(&stand->plain, &stand->begun[i]);
        for (int tick = 0; tick < TICKS; tick++)
            sw_plain_body_step(&stand->plain, stand->act[tick], NULL);
        stand->sum += (uint64_t)stand->plain.ground;
    }
    return 0;
}

static int look(void *context)
{
    struct stand *stand = context;
    struct sw_body_percept percept = {0};

    for (int i = 0; i < WORLDS; i++)
        for (int tick = 0; tick < TICKS; tick++)
            for (uint32_t seat = 0; seat < stand->game->bodies; seat++) {
                sw_body_look(&stand->begun[i], seat, &percept);
                stand->sum += percept.row[0];
            }
    return 0;
}

static int look_plain(void *context)
{
    struct stand *stand = context;
    struct sw_body_percept percept;

    for (int i = 0; i < WORLDS; i++) {
        sw_plain_body_take(&stand->plain, &stand->begun[i]);
        for (int tick = 0; tick < TICKS; tick++)
            for (uint32_t seat = 0; seat < stand->game->bodies; seat++) {
                sw_plain_body_look(&stand->plain, seat, &percept);
                stand->sum += percept.row[0];
            }
    }
    return 0;
}

/* A litter in crews of four that speak: perception, brains and worlds. */
struct crews {
    struct sw_brain_layout layout;
    struct sw_body_world begun[WORLDS];
    struct sw_body_crew *crew;
    struct sw_noise *noise;
    float *parent, score[2 * SW_NOISE_PAIRS];
};

static int live(void *context)
{
    struct crews *crews = context;

    sw_body_crew_litter(crews->crew, crews->begun, WORLDS, NULL, crews->parent, crews->noise,
                        SW_NOISE_PAIRS, 1.0f, crews->score);
    return 0;
}

static int begin_crews(struct crews *crews, struct sw_error *error)
{
    const struct sw_body_game *game = sw_body_game_find("forage-four");
    struct sw_brain_shape shape = {
        .features = 16,
        .memory = 16,
        .body = sw_body_senses(game),
        .plastic = SW_PLASTIC_DELTA,
        .recalls = true,
        .speaks = true,
    };

    if (sw_brain_layout(&shape, &crews->layout, error) != 0)
        return -1;
    crews->parent = sw_allocate_floats(crews->layout.floats, "measuring crews", error);
    crews->noise = sw_noise_create(&crews->layout, error);
    crews->crew = sw_body_crew_create(
        &crews->layout, game,
        (struct sw_body_crew_rules){TICKS, false, SW_BODY_SPEECH_NORMAL, SW_BODY_SCORE_ENERGY},
        error);
    if (crews->parent == NULL || crews->noise == NULL || crews->crew == NULL)
        return -1;
    sw_brain_founder(&crews->layout, 1, 0, crews->parent);
    sw_noise_draw(crews->noise, 1, 2, SW_NOISE_PAIRS, 0.4f, SW_GROUP_ALL, false);
    for (uint64_t i = 0; i < WORLDS; i++)
        sw_body_begin(&crews->begun[i], game, i, false);
    return 0;
}

static int measure_crews(struct sw_bench *bench)
{
    struct crews *crews;
    double seconds;
    int failed;

    if (!sw_bench_wants(bench, "body.crews"))
        return 0;
    crews = sw_allocate(1, sizeof *crews, "measuring crews", bench->error);
    if (crews == NULL)
        return -1;
    failed = begin_crews(crews, bench->error);
    if (failed == 0) {
        seconds = sw_bench_time(bench, live, crews);
        failed = seconds < 0 ? -1 : 0;
        if (failed == 0)
            sw_bench_tell(bench, "body.crews", WORLDS * TICKS * 2 * SW_NOISE_PAIRS / seconds,
                          SW_BENCH_ALONE);
    }
    sw_body_crew_destroy(crews->crew);
    sw_noise_destroy(crews->noise);
    free(crews->parent);
    free(crews);
    return failed;
}

static void prepare(struct stand *stand, const char *game, enum sw_body_imitation imitates)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 6);

    stand->game = sw_body_game_find(game);
    for (uint64_t i = 0; i < WORLDS; i++)
        sw_body_begin(&stand->begun[i], stand->game, i, false);
    for (int i = 0; i < WORLDS; i++)
        stand->begun[i].imitates = (uint8_t)imitates;
    for (int tick = 0; tick < TICKS; tick++)
        for (uint32_t seat = 0; seat < SW_BODY_SEATS; seat++)
            stand->act[tick][seat] =
                (uint8_t)sw_dice_below(&dice, sw_body_choices(stand->game, imitates));
}

static int tell(struct sw_bench *bench, struct stand *stand, const char *name,
                int (*fast)(void *context), int (*plain)(void *context))
{
    int (*const work[2])(void *) = {fast, plain};
    void *const context[2] = {stand, stand};
    double seconds[2], ticks = WORLDS * TICKS * stand->game->bodies;
    double ratio = sw_bench_compare(bench, work, context, seconds);

    if (ratio < 0)
        return -1;
    sw_bench_tell_beside(bench, name, ticks / seconds[0], ticks / seconds[1], ratio);
    return 0;
}

int sw_bench_body(struct sw_bench *bench)
{
    static const struct {
        const char *name, *game;
        int (*fast)(void *context), (*plain)(void *context);
        enum sw_body_imitation imitates;
    } rows[] = {
        {"body.step", "pit", step, step_plain, SW_IMITATION_NO},
        {"body.step.one", "forage", step, step_plain, SW_IMITATION_NO},
        {"body.step.imitate", "pit", step, step_plain, SW_IMITATION_YES},
        {"body.look", "pit", look, look_plain, SW_IMITATION_NO},
    };
    struct stand *stand = sw_allocate(1, sizeof *stand, "measuring bodies", bench->error);
    int failed = stand == NULL ? -1 : 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows && failed == 0; i++) {
        if (!sw_bench_wants(bench, rows[i].name))
            continue;
        prepare(stand, rows[i].game, rows[i].imitates);
        failed = tell(bench, stand, rows[i].name, rows[i].fast, rows[i].plain);
    }
    free(stand);
    if (failed == 0)
        failed = measure_crews(bench);
    if (failed == 0)
        failed = sw_bench_split(bench);
    return failed == 0 ? sw_bench_wild(bench) : failed;
}

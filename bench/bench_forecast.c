/* bench_forecast.c - what a forecast costs beside the deed itself, and beside a plain pass. */
#include "bench/bench.h"

#include "forecast/dream.h"
#include "forecast/forecast_life.h"
#include "tests/reference/plain_forecast.h"

#include <stdlib.h>

enum { EPISODES = 64, HIDDEN = 128, LESSONS = 64, STEP = 32, SCHOOL = 4096 };

/* Deeds drawn beforehand, and a network that has learned a little and forecasts them. */
struct forecasting {
    struct sw_brain_layout layout;
    struct sw_episode_rules rules;
    struct sw_episode episode[EPISODES];
    struct sw_forecast_percept percept[EPISODES];
    struct sw_forecast_mind *mind;
    struct sw_dream *dream;
    struct sw_forecast_life *life;
    float *weights, *moments; /* [floats]; [3][floats]: of Adam, and the way back */
    uint64_t sum;             /* so that nothing can be left out */
};

static int forecast(void *context)
{
    struct forecasting *at = context;

    for (int i = 0; i < EPISODES; i++) {
        struct sw_grid out;

        sw_dream_step(at->dream, at->weights, &at->episode[i].step[0], &at->episode[i].grid, &out);
        at->sum += sw_dream_said(at->dream)->passes + out.cell[0][0];
    }
    return 0;
}

static int do_deeds(void *context)
{
    struct forecasting *at = context;

    for (int i = 0; i < EPISODES; i++) {
        struct sw_canvas canvas;

        sw_episode_begin(&at->episode[i].step[0], &at->episode[i].grid, &canvas);
        sw_deed_do(&at->episode[i].step[0].deed, &canvas);
        at->sum += canvas.grid.cell[0][0];
    }
    return 0;
}

static int pass(void *context)
{
    struct forecasting *at = context;
    uint8_t fate[SW_FORECAST_KINDS_MAX];

    for (int i = 0; i < EPISODES; i++) {
        sw_forecast_mind_think(at->mind, at->weights, &at->percept[i]);
        sw_forecast_mind_choose(at->mind, &at->percept[i], fate);
        at->sum += fate[0];
    }
    return 0;
}

static int pass_plain(void *context)
{
    struct forecasting *at = context;
    uint8_t fate[SW_FORECAST_KINDS_MAX];

    for (int i = 0; i < EPISODES; i++) {
        sw_plain_forecast(&at->layout, at->weights, &at->percept[i], fate);
        at->sum += fate[0];
    }
    return 0;
}

static void teach(struct forecasting *at, uint32_t lessons, float rate)
{
    uint64_t steps = 0;
    uint32_t floats = at->layout.floats;
    struct sw_forecast_lessons how = {.episodes = lessons,
                                      .step = STEP,
                                      .learn = SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                      .rate = rate,
                                      .steps = &steps,
                                      .first = at->moments,
                                      .second = at->moments + floats,
                                      .back = at->moments + 2 * (size_t)floats};

    sw_forecast_life_learn(at->life, &how, 1, 0, 0, 0, at->weights);
}

static int learn(void *context)
{
    teach(context, LESSONS, 1e-6f);
    return 0;
}

static int prepare(struct forecasting *at, struct sw_forecast_senses senses, struct sw_error *error)
{
    struct sw_brain_shape shape = {.hidden = HIDDEN, .forecast = senses};
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 73);

    at->rules = (struct sw_episode_rules){.theme = sw_forecast_theme_find("all"),
                                          .side_min = 10,
                                          .side_max = 10,
                                          .colours = 6,
                                          .organisms_min = 2,
                                          .organisms_max = 6};
    sw_episode_rules_begin(&at->rules);
    if (sw_brain_layout(&shape, &at->layout, error) != 0)
        return -1;
    at->mind = sw_forecast_mind_create(&at->layout, error);
    at->dream = sw_dream_create(&at->layout, error);
    at->life = sw_forecast_life_create(&at->layout, &at->rules, 0, error);
    at->weights = sw_allocate_floats(at->layout.floats, "measuring forecasts", error);
    at->moments = sw_allocate_floats(3 * (size_t)at->layout.floats, "measuring forecasts", error);
    if (at->mind == NULL || at->dream == NULL || at->life == NULL || at->weights == NULL ||
        at->moments == NULL)
        return -1;
    sw_brain_founder(&at->layout, 1, 0, at->weights);
    sw_brain_founder(&at->layout, 2, 0, at->moments + 2 * (size_t)at->layout.floats);
    teach(at, SCHOOL, 0.03f); /* so that it takes about as many passes as there are */
    for (int i = 0; i < EPISODES; i++) {
        struct sw_outlook outlook;
        struct sw_canvas canvas;

        sw_episode_draw(&at->rules, &dice, 1, &at->episode[i]);
        sw_episode_begin(&at->episode[i].step[0], &at->episode[i].grid, &canvas);
        sw_outlook_of(&canvas, &at->episode[i].step[0].deed, &outlook);
        sw_outlook_perceive(&outlook, NULL, &at->percept[i]);
    }
    return 0;
}

static void clear(struct forecasting *at)
{
    sw_forecast_mind_destroy(at->mind);
    sw_dream_destroy(at->dream);
    sw_forecast_life_destroy(at->life);
    free(at->weights);
    free(at->moments);
}

static int tell(struct sw_bench *bench, struct forecasting *at)
{
    int (*const step[2])(void *) = {forecast, do_deeds};
    int (*const passes[2])(void *) = {pass, pass_plain};
    int (*const lessons[2])(void *) = {learn, do_deeds};
    void *const context[2] = {at, at};
    double seconds[2], ratio;

    if (sw_bench_wants(bench, "forecast.step") || sw_bench_wants(bench, "forecast.deed")) {
        ratio = sw_bench_compare(bench, step, context, seconds);
        if (ratio < 0)
            return -1;
        sw_bench_tell(bench, "forecast.step", EPISODES / seconds[0], ratio);
        sw_bench_tell(bench, "forecast.deed", EPISODES / seconds[1], SW_BENCH_ALONE);
    }
    if (sw_bench_wants(bench, "forecast.pass")) {
        ratio = sw_bench_compare(bench, passes, context, seconds);
        if (ratio < 0)
            return -1;
        sw_bench_tell_beside(bench, "forecast.pass", EPISODES / seconds[0], EPISODES / seconds[1],
                             ratio);
    }
    if (sw_bench_wants(bench, "forecast.lesson")) {
        if (sw_bench_compare(bench, lessons, context, seconds) < 0)
            return -1;
        sw_bench_tell(bench, "forecast.lesson", LESSONS / seconds[0], SW_BENCH_ALONE);
    }
    return 0;
}

static int tell_organisms(struct sw_bench *bench, struct forecasting *at)
{
    int (*const step[2])(void *) = {forecast, do_deeds};
    void *const context[2] = {at, at};
    double seconds[2], ratio = sw_bench_compare(bench, step, context, seconds);

    if (ratio < 0)
        return -1;
    sw_bench_tell(bench, "forecast.organism", EPISODES / seconds[0], ratio);
    return 0;
}

static int measure(struct sw_bench *bench, struct sw_forecast_senses senses,
                   int (*told)(struct sw_bench *, struct forecasting *))
{
    struct forecasting *at = sw_allocate(1, sizeof *at, "measuring forecasts", bench->error);
    int failed = at == NULL ? -1 : 0;

    if (failed == 0)
        failed = prepare(at, senses, bench->error) != 0 || told(bench, at) != 0 ? -1 : 0;
    if (at != NULL)
        clear(at);
    free(at);
    return failed;
}

int sw_bench_forecast(struct sw_bench *bench)
{
    if (sw_bench_wants(bench, "forecast") && measure(bench, sw_outlook_senses(), tell) != 0)
        return -1;
    return sw_bench_wants(bench, "forecast.organism")
               ? measure(bench, sw_organism_senses(), tell_organisms)
               : 0;
}

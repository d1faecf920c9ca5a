/* bench_context.c - worlds of drawn physics beside the plain double, and what it costs to find out
 * from a transition beside a forecast alone. */
#include "bench/bench.h"

#include "forecast/context_life.h"
#include "tests/reference/plain_set.h"

#include <stdlib.h>

enum { TRANSITIONS = 64, HIDDEN = 128, SIDE = 10 };

/* Transitions of one world, and a founder that meets them. */
struct finding {
    struct sw_brain_layout layout;
    struct sw_physics_set set[TRANSITIONS];
    struct sw_transition transition[TRANSITIONS];
    struct sw_forecast_percept percept[TRANSITIONS];
    struct sw_context_mind *mind;
    float *weights;
    uint64_t sum; /* so that nothing can be left out */
};

static int step(void *context)
{
    struct finding *at = context;

    for (int i = 0; i < TRANSITIONS; i++) {
        struct sw_grid out;

        sw_physics_set_do(&at->set[i], &at->transition[i].deed, &at->transition[i].before, &out);
        at->sum += out.cell[0][0];
    }
    return 0;
}

static int step_plain(void *context)
{
    struct finding *at = context;

    for (int i = 0; i < TRANSITIONS; i++) {
        struct sw_grid out;

        sw_plain_set_do(&at->set[i], &at->transition[i].deed, &at->transition[i].before, &out);
        at->sum += out.cell[0][0];
    }
    return 0;
}

static void show(struct finding *at, bool still)
{
    sw_context_mind_begin(at->mind, at->weights, NULL);
    for (int i = 0; i < TRANSITIONS; i++)
        at->sum += sw_context_mind_live(at->mind, &at->percept[i], at->weights, NULL, still) < -1;
}

static int find_out(void *context)
{
    show(context, false);
    return 0;
}

static int look_on(void *context)
{
    show(context, true);
    return 0;
}

static int prepare(struct finding *at, struct sw_error *error)
{
    struct sw_brain_shape shape = {.hidden = HIDDEN, .forecast = sw_context_senses()};
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 84);
    struct sw_episode_rules rules = {.theme = sw_forecast_theme_find("context"),
                                     .side_min = SIDE,
                                     .side_max = SIDE,
                                     .colours = 5,
                                     .organisms_min = 4,
                                     .organisms_max = 10};

    sw_episode_rules_begin(&rules);
    if (sw_brain_layout(&shape, &at->layout, error) != 0)
        return -1;
    at->mind = sw_context_mind_create(&at->layout, error);
    at->weights = sw_allocate_floats(at->layout.floats, "measuring worlds in context", error);
    if (at->mind == NULL || at->weights == NULL)
        return -1;
    sw_brain_founder(&at->layout, 1, 0, at->weights);
    for (int i = 0; i < TRANSITIONS; i++) {
        sw_context_set_draw(&rules, SW_PHYSICS_MET, &dice, &at->set[i]);
        sw_context_draw(&rules, &at->set[i], &dice, &at->transition[i]);
        sw_context_perceive(&at->transition[i], true, &at->percept[i]);
    }
    return 0;
}

static int tell(struct sw_bench *bench, struct finding *at)
{
    int (*const steps[2])(void *) = {step, step_plain};
    int (*const shows[2])(void *) = {find_out, look_on};
    void *const context[2] = {at, at};
    double seconds[2], ratio;

    if (sw_bench_wants(bench, "context.step")) {
        ratio = sw_bench_compare(bench, steps, context, seconds);
        if (ratio < 0)
            return -1;
        sw_bench_tell_beside(bench, "context.step", TRANSITIONS / seconds[0],
                             TRANSITIONS / seconds[1], ratio);
    }
    if (sw_bench_wants(bench, "context.shown") || sw_bench_wants(bench, "context.forecast")) {
        ratio = sw_bench_compare(bench, shows, context, seconds);
        if (ratio < 0)
            return -1;
        sw_bench_tell(bench, "context.shown", TRANSITIONS / seconds[0], ratio);
        sw_bench_tell(bench, "context.forecast", TRANSITIONS / seconds[1], SW_BENCH_ALONE);
    }
    return 0;
}

int sw_bench_context(struct sw_bench *bench)
{
    struct finding *at = sw_allocate(1, sizeof *at, "measuring worlds in context", bench->error);
    int failed = at == NULL ? -1 : 0;

    if (failed == 0 && sw_bench_wants(bench, "context"))
        failed = prepare(at, bench->error) != 0 || tell(bench, at) != 0 ? -1 : 0;
    if (at != NULL) {
        sw_context_mind_destroy(at->mind);
        free(at->weights);
    }
    free(at);
    return failed;
}

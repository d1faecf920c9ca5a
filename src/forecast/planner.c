#include "forecast/planner.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A canvas that some program is believed to make. */
struct state {
    struct sw_grid grid;
    uint64_t hash;
    uint32_t before; /* the state that the last step was done to */
    uint32_t wrong;  /* cells that differ from the goal */
    uint8_t step, depth;
    bool open; /* not gone on from yet */
};

struct sw_planner {
    struct sw_dream *dream; /* borrowed */
    uint32_t programs, states;
    struct state *state; /* [programs + 1] */
};

struct sw_planner *sw_planner_create(uint32_t programs, struct sw_dream *dream,
                                     struct sw_error *error)
{
    struct sw_planner *planner = sw_allocate(1, sizeof *planner, "making room to plan", error);

    if (planner == NULL)
        return NULL;
    planner->dream = dream;
    planner->programs = programs;
    planner->state =
        sw_allocate((size_t)programs + 1, sizeof *planner->state, "making room to plan", error);
    if (planner->state != NULL)
        return planner;
    free(planner);
    return NULL;
}

void sw_planner_destroy(struct sw_planner *planner)
{
    if (planner != NULL)
        free(planner->state);
    free(planner);
}

/* Whether the canvas of the newest state was met before. */
static bool met(const struct sw_planner *planner)
{
    const struct state *new = &planner->state[planner->states];

    for (uint32_t i = 0; i < planner->states; i++)
        if (planner->state[i].hash == new->hash &&
            sw_grid_equal(&planner->state[i].grid, &new->grid))
            return true;
    return false;
}

/* The open state nearest to the goal; of equal ones that of fewer steps, then the older. -1: none.
 */
static int64_t nearest(const struct sw_planner *planner)
{
    int64_t best = -1;

    for (uint32_t i = 0; i < planner->states; i++) {
        const struct state *state = &planner->state[i];

        if (state->open && state->depth < SW_PLAN_STEPS &&
            (best < 0 || state->wrong < planner->state[best].wrong ||
             (state->wrong == planner->state[best].wrong &&
              state->depth < planner->state[best].depth)))
            best = i;
    }
    return best;
}

static void trace(const struct sw_planner *planner, uint32_t from, struct sw_goal_plan *out)
{
    out->length = planner->state[from].depth;
    for (uint32_t at = from; planner->state[at].depth > 0; at = planner->state[at].before)
        out->step[planner->state[at].depth - 1] = planner->state[at].step;
}

static void plan_blindly(const struct sw_goal *goal, uint64_t seed, struct sw_goal_plan *out)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FORECAST_GOAL, 0, SW_GOAL_KINDS);

    out->found = true;
    out->tried = 1;
    out->length = goal->hidden;
    for (uint32_t i = 0; i < goal->hidden; i++)
        out->step[i] = (uint8_t)sw_dice_below(&dice, goal->actions);
}

/* Goes on from a state by every action. Whether one is believed to reach the end. */
static bool go_on(struct sw_planner *planner, const struct sw_plan_model *model,
                  const struct sw_grid *end, uint32_t from, struct sw_goal_plan *out)
{
    planner->state[from].open = false;
    for (uint32_t i = 0; i < model->actions && out->tried < planner->programs; i++) {
        struct state *new = &planner->state[planner->states];

        out->tried++;
        model->make(model->context, i, &planner->state[from].grid, &new->grid);
        new->hash = sw_grid_hash(&new->grid);
        if (met(planner))
            continue;
        new->before = from;
        new->wrong = sw_grid_difference(&new->grid, end);
        new->step = (uint8_t)i;
        new->depth = (uint8_t)(planner->state[from].depth + 1);
        new->open = true;
        planner->states++;
        if (new->wrong == 0) {
            out->found = true;
            trace(planner, planner->states - 1, out);
            return true;
        }
    }
    return false;
}

void sw_planner_search(struct sw_planner *planner, const struct sw_plan_model *model,
                       const struct sw_grid *begin, const struct sw_grid *end,
                       struct sw_goal_plan *out)
{
    struct state *first = &planner->state[0];
    int64_t from;

    *out = (struct sw_goal_plan){.found = false};
    memset(first, 0, sizeof *first);
    sw_grid_copy(&first->grid, begin);
    first->hash = sw_grid_hash(&first->grid);
    first->wrong = sw_grid_difference(begin, end);
    first->open = true;
    planner->states = 1;
    while (out->tried < planner->programs && (from = nearest(planner)) >= 0)
        if (go_on(planner, model, end, (uint32_t)from, out))
            return;
}

/* Whose forecasts of a goal's actions are asked for; no weights: what the world makes of them. */
struct engine {
    struct sw_dream *dream;
    const float *weights;
    const struct sw_goal *goal;
};

static void simulate(void *context, uint32_t action, const struct sw_grid *from, struct sw_grid *to)
{
    const struct engine *engine = context;

    sw_episode_do(&engine->goal->action[action], from, to);
}

static void imagine(void *context, uint32_t action, const struct sw_grid *from, struct sw_grid *to)
{
    const struct engine *engine = context;

    sw_dream_step(engine->dream, engine->weights, &engine->goal->action[action], from, to);
}

void sw_planner_plan(struct sw_planner *planner, enum sw_plan_engine engine, const float *weights,
                     const struct sw_goal *goal, uint64_t seed, struct sw_goal_plan *out)
{
    struct engine asked = {planner->dream, weights, goal};
    struct sw_plan_model model = {
        .actions = goal->actions,
        .make = engine == SW_PLAN_IMAGINE && weights != NULL ? imagine : simulate,
        .context = &asked,
    };

    assert(engine != SW_PLAN_POLICY);
    if (engine == SW_PLAN_BLIND) {
        *out = (struct sw_goal_plan){.found = false};
        plan_blindly(goal, seed, out);
        return;
    }
    sw_planner_search(planner, &model, &goal->begin, &goal->end, out);
}

bool sw_plan_holds(const struct sw_goal_plan *plan, const struct sw_goal *goal)
{
    struct sw_grid grid = goal->begin, next;

    for (uint32_t i = 0; i < plan->length; i++) {
        sw_episode_do(&goal->action[plan->step[i]], &grid, &next);
        sw_grid_copy(&grid, &next);
    }
    return sw_grid_equal(&grid, &goal->end);
}

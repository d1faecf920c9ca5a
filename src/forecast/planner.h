/* planner.h - plans programs that make one canvas another: one planner, and engines that say what a
 * step makes of a canvas. Local.
 *
 * What may be done and what it makes of a canvas is a model: of the actions of a goal puzzle, or of
 * codes that somebody hears (codes/code_plan.h).
 *
 * Search is best first, by how many cells differ from the goal, then by the number of steps. A
 * program is one that was tried and one more step; trying it is one call of the engine. What the
 * engine believes to be a canvas that was met before is not tried on. The first program that the
 * engine believes to reach the goal is the plan. Whether it does is for the world to say.
 */
#ifndef SW_FORECAST_PLANNER_H
#define SW_FORECAST_PLANNER_H

#include "forecast/dream.h"
#include "world/forecast/goal.h"

#define SW_PLAN_STEPS 8u

/* simulate: the world itself. imagine: own forecasts. blind: no engine, a program drawn evenly from
 * what may be done, of as many steps as the hidden one. policy: no engine and no search
 * (forecast/goal_policy.h acts it, and sw_planner_plan does not). */
#define SW_PLAN_ENGINES(FIRST, ROW)                                                                \
    FIRST(SW_PLAN_SIMULATE, "simulate")                                                            \
    ROW(SW_PLAN_IMAGINE, "imagine")                                                                \
    ROW(SW_PLAN_BLIND, "blind")                                                                    \
    ROW(SW_PLAN_POLICY, "policy")

#define SW_PLAN_ID(id, ...) id,
enum sw_plan_engine { SW_PLAN_ENGINES(SW_PLAN_ID, SW_PLAN_ID) SW_PLAN_ENGINE_COUNT };

struct sw_goal_plan {
    bool found;                  /* the engine believes that it reaches the goal */
    uint32_t tried;              /* programs, up to and with this one */
    uint32_t length;             /* steps */
    uint8_t step[SW_PLAN_STEPS]; /* indices of actions */
};

/* What is planned in: at most 256 actions, and what one makes of a canvas. */
struct sw_plan_model {
    uint32_t actions;
    void (*make)(void *context, uint32_t action, const struct sw_grid *from, struct sw_grid *to);
    void *context;
};

struct sw_planner; /* opaque: room for the programs of one search */

/* programs: the most that are tried for one goal. dream: borrowed, for imagine; NULL if nobody
 * imagines. NULL if memory is short. */
struct sw_planner *sw_planner_create(uint32_t programs, struct sw_dream *dream,
                                     struct sw_error *error);
void sw_planner_destroy(struct sw_planner *planner); /* NULL is fine */

/* A program that the model believes to make one canvas another, if one is found. */
void sw_planner_search(struct sw_planner *planner, const struct sw_plan_model *model,
                       const struct sw_grid *begin, const struct sw_grid *end,
                       struct sw_goal_plan *out);

/* weights: of whoever imagines; NULL for the others. seed: of blind programs. */
void sw_planner_plan(struct sw_planner *planner, enum sw_plan_engine engine, const float *weights,
                     const struct sw_goal *goal, uint64_t seed, struct sw_goal_plan *out);

/* Whether the plan reaches the goal in the world. */
bool sw_plan_holds(const struct sw_goal_plan *plan, const struct sw_goal *goal);

#endif

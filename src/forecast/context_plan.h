/* context_plan.h - planning in worlds whose physics nobody is told: goals in a world of an
 * examination, and plans that are made in what was found out about it. Local.
 *
 * A goal is made as those of known deeds are (world/forecast/goal.h): by a hidden program of two to
 * four deeds, each of which changes the canvas. A deed is a tick, or a push of one colour one of
 * four ways. The planner (forecast/planner.h) searches, and its engine is the mind of who was shown
 * transitions of this world; or the world itself, as a reference that no member has.
 */
#ifndef SW_FORECAST_CONTEXT_PLAN_H
#define SW_FORECAST_CONTEXT_PLAN_H

#include "forecast/context_exam.h"
#include "forecast/planner.h"

#define SW_CONTEXT_ACTIONS_MAX (1u + 4u * (SW_COLOURS - 1u))

struct sw_context_goal {
    struct sw_physics_set set; /* of the world */
    struct sw_grid begin, end;
    uint32_t hidden;                /* steps of the hidden program */
    uint8_t program[SW_GOAL_STEPS]; /* [hidden] its actions */
    uint32_t actions;
    struct sw_physics_deed action[SW_CONTEXT_ACTIONS_MAX]; /* what a step may be */
};

/* The goal of world `number`; false if none was found in many scenes. */
bool sw_context_goal_draw(const struct sw_context_exam *exam, uint64_t number,
                          struct sw_context_goal *out);

/* A program that is believed to reach the goal, if one is found. believed: what was found out
 * (sw_context_find_out); NULL: the world itself. */
void sw_context_goal_plan(struct sw_planner *planner, struct sw_context_examiner *believed,
                          const struct sw_context_goal *goal, struct sw_goal_plan *out);

/* A program that is drawn evenly, of as many steps as the hidden one. */
void sw_context_goal_guess(const struct sw_context_exam *exam, uint64_t number,
                           const struct sw_context_goal *goal, struct sw_goal_plan *out);

/* Whether the plan reaches the goal in the world. */
bool sw_context_goal_holds(const struct sw_goal_plan *plan, const struct sw_context_goal *goal);

#endif

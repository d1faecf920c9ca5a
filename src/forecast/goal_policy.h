/* goal_policy.h - a policy for goal puzzles, which acts without a model and without a search: it
 * sees the canvas and the goal, as agents see a demonstration, and does the action that it finds
 * likeliest. Then it sees what came of it. It is no part of a member: it is taught here. Local.
 *
 * It learns by rule mirror from goals that nobody is asked: what it should have done is the next
 * step of the hidden program. What it says of an action is a sum of two parts, of its deed and of
 * its colour (agent/code_brain.h, who speaks).
 */
#ifndef SW_FORECAST_GOAL_POLICY_H
#define SW_FORECAST_GOAL_POLICY_H

#include "forecast/planner.h"

#define SW_POLICY_LESSONS 4096u /* goals of a generation */

struct sw_goal_policy; /* opaque */

/* rules: begun; copied. seed: of its weights and lessons. NULL if memory is short. */
struct sw_goal_policy *sw_goal_policy_create(const struct sw_episode_rules *rules, uint64_t seed,
                                             struct sw_error *error);
void sw_goal_policy_destroy(struct sw_goal_policy *policy); /* NULL is fine */

/* So many generations of lessons; without any it acts by what its random weights say. -1 when out
 * of memory. */
int sw_goal_policy_teach(struct sw_goal_policy *policy, uint32_t generations,
                         struct sw_error *error);

/* What it does, step by step in the world, until the goal is reached or SW_PLAN_STEPS are over: one
 * program is tried, and found says that the goal was reached. -1 when out of memory. */
int sw_goal_policy_act(struct sw_goal_policy *policy, const struct sw_goal *goal,
                       struct sw_goal_plan *out, struct sw_error *error);

#endif

/* goal.h - goal puzzles: a canvas, another that it is to become, and what may be done. Local.
 *
 * A goal is made by a hidden program of two to four steps, each of which changes the canvas. What
 * may be done in a step: the organisms of one colour are selected, and pushed or slid one of four
 * ways; in goals of eating there is also the act by which big eats small.
 */
#ifndef SW_WORLD_FORECAST_GOAL_H
#define SW_WORLD_FORECAST_GOAL_H

#include "world/forecast/episode.h"

#define SW_GOAL_ACTIONS_MAX 48u
#define SW_GOAL_STEPS       4u /* most steps of a hidden program */

enum sw_goal_kind { SW_GOAL_PUSH, SW_GOAL_SLIDE, SW_GOAL_EAT, SW_GOAL_KINDS };

const char *sw_goal_name(enum sw_goal_kind kind); /* "push", ... */

struct sw_goal {
    struct sw_grid begin, end;
    uint32_t hidden;                /* steps of the hidden program */
    uint8_t program[SW_GOAL_STEPS]; /* [hidden] its actions */
    uint32_t actions;
    struct sw_episode_step action[SW_GOAL_ACTIONS_MAX]; /* what a step may be */
};

/* The goal of a number; false if none was found in many scenes. rules: begun; sides, colours and
 * organisms count. */
bool sw_goal_draw(const struct sw_episode_rules *rules, enum sw_goal_kind kind, uint64_t seed,
                  uint64_t number, struct sw_goal *out);

#endif

/* replay_dream.h - what `smallworld replay --dream` shows: deeds that a forecaster lives in its own
 * forecasts, beside the world, and how far the dream holds. Local. */
#ifndef SW_REPORT_REPLAY_DREAM_H
#define SW_REPORT_REPLAY_DREAM_H

#include "archive/rebuild.h"
#include "draw/render.h"
#include "forecast/imagination.h"
#include "world/forecast/goal.h"

struct sw_replay_dream {
    const char *member;
    uint64_t number; /* of the episode, or of the goal, as eval counts them */
    bool plans;      /* it lives the program that it plans for a goal, and not an episode */
    enum sw_goal_kind goal;
    uint64_t programs; /* the most that it tries for a plan */
    enum sw_render_style style;
};

/* On stdout: a picture a step of what is dreamt, what really comes and which cells differ; then
 * measures after 1, 2, 4 and 8 steps. Runs of worlds in context, whose deeds have to be found out,
 * and a goal that is not found are errors (exit code 2). */
int sw_replay_dream(struct sw_archive *archive, const struct sw_replay_dream *wish,
                    struct sw_error *error);

/* The same of an agent that solves puzzles and has a forecast expert: its program for a puzzle,
 * edit by edit, on the first test canvas as it imagines it and as it really is. On stdout. */
int sw_replay_imagined(const struct sw_imagination *imagination, const struct sw_program *program,
                       const struct sw_puzzle *puzzle, enum sw_render_style style,
                       struct sw_error *error);

#endif

/* replay_gif.h - a replay as an animated GIF. Local. */
#ifndef SW_CLI_REPLAY_GIF_H
#define SW_CLI_REPLAY_GIF_H

#include "base/error.h"
#include "world/puzzle/puzzle.h"

/* What is shown of a life in one puzzle. Texts are borrowed. */
struct sw_replay_scenes {
    const struct sw_puzzle *puzzle;
    const struct sw_program *program; /* of whoever edits */
    const char *title;                /* member, game, puzzle */
    const char *said;                 /* under the demonstrations: who sees them and says what */
    const char *heard;                /* under the edits: who hears what; NULL: nobody speaks */
};

/* Writes the demonstrations, then each test canvas under the program, edit by edit, into a file. */
int sw_replay_gif(const struct sw_replay_scenes *scenes, const char *path, struct sw_error *error);

#endif

/* eval_request.h - what smallworld eval is asked, and the runs whose members sit at no puzzles.
 * Local. */
#ifndef SW_CLI_EVAL_REQUEST_H
#define SW_CLI_EVAL_REQUEST_H

#include "archive/rebuild.h"
#include "base/error.h"
#include "lang/channel.h"
#include "life/game.h"

#define SW_EVAL_PATHS_MAX 4096

/* The command line. Texts are borrowed from it. A bool says that an option was given. */
struct sw_eval_request {
    const char *folder, *member, *source, *listener, *plan;
    enum sw_game_id game;
    enum sw_channel_mode channel;
    uint64_t puzzles, seed, reverse, thoughts, tune, passes;
    double spread;
    bool gamed, channelled, counted, seeded, families, json, thinks, spreads, passed;
    const char *arc[SW_EVAL_PATHS_MAX];
    uint32_t arcs;
};

/* Examines vectors, bodies or forecasters and prints what it found. What has no meaning for them is
 * refused by name. Returns 0, or -1 with an error. */
int sw_eval_without_puzzles(struct sw_archive *archive, const struct sw_eval_request *request,
                            struct sw_error *error);

#endif

/* talk.h - a person takes a seat: speaks to an agent, listens to one, or solves alone. Plain lines
 * in and out, so that it works on a terminal and through a pipe alike. Local. */
#ifndef SW_DIALOGUE_TALK_H
#define SW_DIALOGUE_TALK_H

#include "dialogue/corpus.h"
#include "draw/render.h"

enum sw_talk_seat { SW_TALK_SPEAKER, SW_TALK_LISTENER, SW_TALK_SOLVER, SW_TALK_SEATS };

const char *sw_talk_seat_name(uint32_t seat); /* NULL if there is none */

struct sw_talk {
    struct sw_seated *agent; /* borrowed, as all of it */
    const struct sw_worlds *worlds;
    enum sw_game_id game; /* somebody speaks in it */
    enum sw_talk_seat seat;
    enum sw_render_style style;
    uint64_t first, puzzles; /* of the examination; 0 puzzles: until the input ends */
    FILE *in, *out;
};

/* Goes from puzzle to puzzle until the input ends or says "quit", and sums up. What is typed and
 * cannot be understood is said, and asked for again. */
int sw_talk(const struct sw_talk *talk, struct sw_error *error);

#endif

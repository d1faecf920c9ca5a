/* seated.h - a member of a run that has taken its seat: rebuilt, with the life that it lives.
 * Local. */
#ifndef SW_DIALOGUE_SEATED_H
#define SW_DIALOGUE_SEATED_H

#include "archive/rebuild.h"
#include "base/file.h"
#include "life/life.h"

struct sw_seated {
    struct sw_archive archive; /* owned */
    struct sw_life *life;      /* owned */
    struct sw_individual member;
    uint64_t id;
};

/* Opens the run and seats a member (a number, "best" or "founder"). Runs whose members are vectors
 * on a function have no seats (exit code 2). Closed by sw_seated_close, also after a failure. */
int sw_seated_open(struct sw_seated *seated, const char *folder, const char *member,
                   struct sw_error *error);

/* The same by "RUN", "RUN:ID", "RUN:best" or "RUN:founder"; what is behind the last colon is part
 * of the folder's name if it is none of these. `folder` is room for the name, which is borrowed
 * until sw_seated_close. */
int sw_seated_find(struct sw_seated *seated, const char *text, char folder[SW_PATH_MAX],
                   struct sw_error *error);

/* Seats another member of the same run. */
int sw_seated_take(struct sw_seated *seated, uint64_t id, struct sw_error *error);
void sw_seated_close(struct sw_seated *seated);

struct sw_party sw_seated_party(const struct sw_seated *seated); /* borrows */

/* -1 (exit code 2) with a sentence that names `folder`, the listener's, if what a speaker of this
 * shape says is no utterance to it: another length or vocabulary, or other eyes. */
int sw_seated_match(const struct sw_brain_shape *speaker, const struct sw_seated *listener,
                    const char *folder, struct sw_error *error);

/* Whether a text names a member (best, founder, a number) and not a run. */
bool sw_seated_is_member(const char *text);

/* A game in which somebody speaks: `wanted` if it is one, or the first of the table. */
enum sw_game_id sw_game_with_words(enum sw_game_id wanted);

/* Turns of a dialogue on the run's puzzles: one for each law in a row, at most; 1 where nobody
 * takes turns. */
uint32_t sw_seated_turns(const struct sw_seated *seated, enum sw_game_id game);

/* The game in which the seat that edits sees the demonstrations itself. */
enum sw_game_id sw_game_without_words(void);

#endif

/* history.h - a language through time: what the ancestors of a member said. Local. */
#ifndef SW_DIALOGUE_HISTORY_H
#define SW_DIALOGUE_HISTORY_H

#include "dialogue/language.h"

#define SW_HISTORY_ROWS 1000u

enum sw_history_format { SW_HISTORY_TEXT, SW_HISTORY_CSV, SW_HISTORY_JSON };

/* For each multiple of `every` generations the ancestor of the seated member (or itself) that lived
 * then is rebuilt and examined on the same puzzles; one row each, the founder first. Leaves another
 * member seated. More than SW_HISTORY_ROWS rows are refused (exit code 2). */
int sw_history(struct sw_seated *seated, const struct sw_worlds *worlds, enum sw_game_id game,
               uint64_t seed, uint32_t puzzles, uint64_t every, enum sw_history_format format,
               FILE *out, struct sw_error *error);

#endif

/* action_set.h - which edits an agent can make: a part of the vocabulary, numbered by its own rows,
 * so that a head of an agent has no outputs for edits that nobody ever needs. Local.
 */
#ifndef SW_WORLD_PUZZLE_ACTION_SET_H
#define SW_WORLD_PUZZLE_ACTION_SET_H

#include "base/hash.h"
#include "world/puzzle/worlds.h"

struct sw_action_set {
    uint32_t count;                    /* rows, stop included */
    sw_edit_token token[SW_EDITS_MAX]; /* token of each row, ascending; row 0 is stop */
    uint16_t row[SW_EDITS_MAX];        /* row of each token; 0 for those that are not in it */
};

/* The whole vocabulary: row and token are the same. */
struct sw_action_set sw_action_set_all(void);

/* What the teachers of these worlds use: of all rules of the laws, also of those held out; of
 * files, all edits that the search for their teachers tries (world/puzzle/teacher_search.h). A
 * function of the settings alone: no file is read, nothing is allocated. -1 with a sentence if the
 * settings are wrong. */
int sw_action_set_taught(const struct sw_worlds_settings *settings, struct sw_action_set *out,
                         struct sw_error *error);

/* Ticks in which every teacher of these worlds can be written: one more than the longest of a
 * single law has edits, times the laws in a row, with the two that a background takes; at most
 * SW_PROGRAM_MAX. 0 for files. A function of the settings alone. -1 with a sentence if they are
 * wrong. */
int sw_action_set_ticks(const struct sw_worlds_settings *settings, uint32_t *ticks,
                        struct sw_error *error);

/* Tells sets apart: a hash of the names of the edits, in the order of rows. Returns `mark`. */
char *sw_action_set_mark(const struct sw_action_set *set, char mark[SW_HASH_TEXT]);

/* What is in one of two sets. */
struct sw_action_set sw_action_set_join(const struct sw_action_set *a,
                                        const struct sw_action_set *b);

#endif

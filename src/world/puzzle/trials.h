/* trials.h - programs tried on the demonstrations of a puzzle, an edit at a time.
 *
 *   state 0        every canvas as it is shown, the hand empty
 *   +- select.largest -> 1       a state is what a program leaves of every canvas, with the hand
 *   +- select.top     -> 1       the same everywhere: the same state, and nothing is done twice
 *      1 +- hand.3    -> 2
 *        2 +- act.recolour -> 3  it fits if every canvas equals its target
 *
 * What programs share is edited once, and programs that come to the same share what follows. A
 * canvas is edited when something is asked of it and not before: where the first canvas of a state
 * is like no other, and not its target, the others are never touched. The tests are not looked at.
 * Edits that come back to something (docs/edits.md, those marked memory) run from the start.
 *
 * Memory is bounded, and nothing is allocated after the creation. All functions are Local.
 */
#ifndef SW_WORLD_PUZZLE_TRIALS_H
#define SW_WORLD_PUZZLE_TRIALS_H

#include "world/puzzle/action_set.h"

struct sw_trials; /* opaque */

/* Room for so many steps, each to a state of its own at most. `action_set` (only looked at): the
 * edits that may be tried. */
struct sw_trials *sw_trials_create(uint32_t steps, const struct sw_action_set *action_set,
                                   struct sw_error *error);
void sw_trials_destroy(struct sw_trials *trials); /* NULL is fine */

/* Bytes that it takes. */
size_t sw_trials_bytes(uint32_t steps);

/* From the next beginning on edits are made by the engine (borrowed), so a program fits if it does
 * so there. NULL, so at first: by the interpreter. */
void sw_trials_imagine(struct sw_trials *trials, const struct sw_edit_engine *engine);

/* Begins anew: only state 0 is there. The puzzle is borrowed. */
void sw_trials_begin(struct sw_trials *trials, const struct sw_puzzle *puzzle);

/* Makes one edit (not stop) more: *next is the state that it leads to. False if there is no room
 * left, or no demonstration. Until the next beginning a state keeps its number. */
bool sw_trials_step(struct sw_trials *trials, uint32_t state, sw_edit_token token, uint32_t *next);

enum sw_trial_outcome {
    SW_TRIAL_FITS,  /* every demonstration has become its target */
    SW_TRIAL_FAILS, /* not every one has */
    SW_TRIAL_KNOWN  /* the state was tried before */
};

/* Tries the programs that end in the state. */
enum sw_trial_outcome sw_trials_try(struct sw_trials *trials, uint32_t state);

/* Canvases that were edited since the beginning: by one edit, or from the start. */
uint64_t sw_trials_edited(const struct sw_trials *trials);

#endif

/* likelihood.h - how unlikely the operations of a search are for a task, as a scorer from outside
 * sees it, such as a policy (policy/policy.h).
 *
 * An operation is a program over the edit vocabulary, so its probability is the product of those of
 * its edits, each after the edits before it. All operations are one tree of edits:
 *
 *   (start) -+- select.largest -+- act.crop           the scorer is asked after the start,
 *            |                  +- act.keep           and then after the likeliest beginnings,
 *            +- hand.3 - select.colour - act.keep     SW_LIKELIHOOD_ROUNDS tiles of them
 *
 * Behind a beginning after which it was not asked an edit has its mean probability over all
 * beginnings after which it was. Edits that only bring a mode back are free (see
 * sw_likelihood_free). Edits that the scorer does not know have its uniform share.
 *
 * All numbers are surprises, -log p in tenths of a nat, whole and at most
 * SW_LIKELIHOOD_SURPRISE_MAX for one edit: the same on every machine. Local.
 */
#ifndef SW_SEARCH_LIKELIHOOD_H
#define SW_SEARCH_LIKELIHOOD_H

#include "search/operations.h"
#include "search/states.h"
#include "world/puzzle/puzzle.h"

#define SW_LIKELIHOOD_TILE         32 /* beginnings that are scored together */
#define SW_LIKELIHOOD_ROUNDS       4
#define SW_LIKELIHOOD_SURPRISE_MAX 255
#define SW_LIKELIHOOD_PASSES       4 /* in which an ordered expansion applies operations */

/* The beginning of a program: edits, borrowed. */
struct sw_beginning {
    const sw_edit_token *token;
    uint32_t length;
};

/* Writes the surprise of every edit after each of `count` <= SW_LIKELIHOOD_TILE beginnings, for the
 * demonstrations of the puzzle: surprise[count][SW_EDITS_MAX], by token. -1 if it fails. */
typedef int sw_score(void *context, const struct sw_puzzle *puzzle,
                     const struct sw_beginning *beginning, uint32_t count,
                     uint8_t (*surprise)[SW_EDITS_MAX], struct sw_error *error);

struct sw_scorer {
    sw_score *score;
    void *context;
};

struct sw_likelihood; /* opaque: the tree, and what is known for one task */

/* `operations` is borrowed. */
struct sw_likelihood *sw_likelihood_create(const struct sw_operations *operations,
                                           struct sw_error *error);
void sw_likelihood_destroy(struct sw_likelihood *likelihood); /* NULL is fine */

/* Asks a scorer about a task, in place of the task before. -1 if it fails. */
int sw_likelihood_take(struct sw_likelihood *likelihood, const struct sw_scorer *scorer,
                       const struct sw_puzzle *puzzle, struct sw_error *error);

/* True for an edit that only brings a mode back, or stands between two operations: it says nothing
 * of what is done. */
bool sw_likelihood_free(sw_edit_token token);

uint32_t sw_likelihood_operation(const struct sw_likelihood *likelihood, uint32_t operation);

/* Of edits in a row, wherever they stand in a program. */
uint32_t sw_likelihood_tokens(const struct sw_likelihood *likelihood, const sw_edit_token *token,
                              uint32_t count);

/* Of all operations of the program of a state; what was proposed has none, nor has the root. */
uint32_t sw_likelihood_state(const struct sw_likelihood *likelihood, const struct sw_states *states,
                             uint32_t state);

/* States in the order in which layers and cell features are made of them: by their cost, with what
 * they are less likely than others at so many hundredths of an edit a nat; equal ones as they came.
 */
struct sw_listing {
    const struct sw_likelihood *likelihood; /* NULL: states in the order in which they came */
    uint32_t weight;
    const uint32_t *state; /* [states]; NULL without a likelihood */
};

/* Writes the order of all states: state[states]. */
void sw_likelihood_list(const struct sw_likelihood *likelihood, const struct sw_states *states,
                        uint32_t weight, uint64_t *room, uint32_t *state);

static inline uint32_t sw_listing_at(const struct sw_listing *listing, uint32_t i)
{
    return listing->state != NULL ? listing->state[i] : i;
}

/* The pass of an ordered expansion in which an operation is applied: 0 for the likeliest 64, 1 for
 * the next 448, 2 for the next 3,584, 3 for the others. */
uint32_t sw_likelihood_pass(const struct sw_likelihood *likelihood, uint32_t operation);

/* Bit p: the subtree of a node (operations.h) has an operation of pass p. */
uint32_t sw_likelihood_passes(const struct sw_likelihood *likelihood, uint32_t node);

/* What a surprise adds to a cost in tenths of an edit, at so many hundredths of an edit a nat. */
static inline uint32_t sw_likelihood_term(uint32_t surprise, uint32_t weight)
{
    return surprise * weight / 100;
}

#endif

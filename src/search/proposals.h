/* proposals.h - programs that somebody from outside, such as a policy (policy/policy.h), proposes
 * for a task, best first.
 *
 * Each is run on the canvases. What makes all demonstrations right becomes a state, and so an
 * answer. What comes near can become one, too: where all images have their targets' sizes and fewer
 * wrong cells than the canvases have, or a demonstration is right, that changes. So it can be a
 * layer of an answer, or a feature of cells. Local.
 */
#ifndef SW_SEARCH_PROPOSALS_H
#define SW_SEARCH_PROPOSALS_H

#include "search/operations.h"
#include "search/states.h"

#define SW_PROPOSALS_MAX 1024 /* of one task */

/* Writes up to `most` programs for the puzzle, the best first: cost (in tenths), length and tokens
 * of each row. Returns how many, or -1. */
typedef int sw_propose(void *context, const struct sw_puzzle *puzzle, uint32_t most,
                       struct sw_operation *row, struct sw_error *error);

struct sw_proposer {
    sw_propose *propose;
    void *context;
};

struct sw_proposals; /* opaque: the programs of one task */

struct sw_proposals *sw_proposals_create(struct sw_error *error);
void sw_proposals_destroy(struct sw_proposals *proposals); /* NULL is fine */

/* Has somebody propose programs for a task, in place of those of the task before. */
int sw_proposals_ask(struct sw_proposals *proposals, const struct sw_proposer *proposer,
                     const struct sw_puzzle *puzzle, struct sw_error *error);

/* Makes states of the programs that make all demonstrations right (`fits`), or of those that come
 * near: of the task's canvases, which are the states' root. The states borrow the programs. -1: out
 * of memory. */
int sw_proposals_take(struct sw_proposals *proposals, struct sw_states *states, bool fits,
                      struct sw_error *error);

#endif

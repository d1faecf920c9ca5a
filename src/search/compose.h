/* compose.h - writes the programs of answers that are put together of several states: token by
 * token, by name, into a candidate; and checks a candidate by replaying it. Local, no allocation.
 */
#ifndef SW_SEARCH_COMPOSE_H
#define SW_SEARCH_COMPOSE_H

#include "search/answers.h"
#include "search/states.h"

/* A program in the making. A token too many is dropped and makes it `broken`; so does a word that
 * the vocabulary does not have (a bug of ours: tests look for it). */
struct sw_draft {
    struct sw_candidate *candidate; /* borrowed: its tokens are written */
    bool broken;
    uint8_t mode; /* enum sw_edit_mode, as the tokens so far leave it */
};

/* Begins a program in `candidate`. */
struct sw_draft sw_compose(struct sw_candidate *candidate);

void sw_compose_token(struct sw_draft *draft, uint32_t token);
void sw_compose_words(struct sw_draft *draft, const char *words); /* by blanks */
void sw_compose_number(struct sw_draft *draft, uint32_t number);  /* takes it in hand */
void sw_compose_mode(struct sw_draft *draft, uint8_t mode);       /* if it is another */

/* The program of a state, from the untouched canvas on. */
void sw_compose_state(struct sw_draft *draft, const struct sw_states *states, uint32_t state);

/* True if the candidate's program turns as many demonstrations into their targets as it claims to
 * reproduce, and every test into the candidate's output. */
bool sw_compose_verify(const struct sw_states *states, const struct sw_candidate *candidate);

#endif

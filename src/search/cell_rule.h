/* rule.h - answers by learnt tables: what one to three cell features say of a cell decides what
 * becomes of it.
 *
 * Cells of the demonstrations for which the cell features say the same (that have one key) must all
 * be kept, or all take one colour, or all take it from the same place (a pointer: what they see
 * above them, the rarest colour, ...). The keys of the tests should all have been seen; cells with
 * another one are kept, at a price. Sets of cell features are found by witnesses: pairs of cells
 * that no table could treat alike. Each cell feature has one bit for every witness that says
 * whether it tells the two apart, so a set of cell features that may do is one whose bits together
 * are all ones; every set that turns out not to do gives a new witness. (The idea is
 * counterexample-guided search, Solar-Lezama et al. 2006.) One demonstration may be left out of it
 * all: then a table is an answer that makes the others right, whatever becomes of that one. Local.
 */
#ifndef SW_SEARCH_CELL_RULE_H
#define SW_SEARCH_CELL_RULE_H

#include "search/answers.h"
#include "search/cover.h"
#include "search/placement.h"

#define SW_CELL_RULE_OF_ALL UINT32_MAX /* demonstrations */

struct sw_cell_rule_settings {
    uint32_t bases;    /* nearest states tried as a base beside the input */
    uint32_t states;   /* other states whose images are cell features: so many of the first */
    uint32_t near;     /* and so many of those nearest to the targets */
    uint32_t pointers; /* states that keys may take their colours from, 0..SW_POINTER_STATES */
    uint32_t most;     /* cell features in one rule, 1..3 */
    uint32_t pairs,
        triples;       /* of the so many cheapest cell features, two or three are taken together */
    uint32_t left_out; /* a demonstration that need not come out right, or SW_CELL_RULE_OF_ALL */
    uint32_t checks;   /* sets of cell features that are looked at in full, for each base */
    /* Prices in tenths. */
    uint32_t rule_cost;         /* for the rule */
    uint32_t cell_feature_cost; /* for each cell feature after the first, beside its own */
    uint32_t kept_cost;         /* for each key that is kept */
    uint32_t key_cost;          /* for each key that is not kept */
    uint32_t lone_cost;         /* beside, if only one of several demonstrations shows the key */
    uint32_t pointer_cost;      /* beside, if it takes its colour from elsewhere */
    uint32_t state_cost;  /* for each state that keys take their colours from, beside its own */
    uint32_t unseen_cost; /* if some key of a test is unknown */
    struct sw_listing listing;              /* of the states that are looked at */
    const struct sw_likelihood *likelihood; /* of what answers are made of; NULL: none is told */
};

struct sw_cell_rule_settings sw_cell_rule_settings_usual(void);

/* Adds the rules within the frame to the answers, every one replayed before. 0, or -1 if memory
 * runs out. `composed` may be NULL. */
int sw_cell_rule_search(const struct sw_states *states, const struct sw_placement *frame,
                        const struct sw_cell_rule_settings *settings, struct sw_answers *answers,
                        struct sw_composed *composed, struct sw_error *error);

#endif

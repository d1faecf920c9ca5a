/* law_filter.h - what rules claim of every pair that they make: so that of hundreds of them only a
 * few have to be run to say which explain a pair. A claim that a pair contradicts settles it; one
 * that it does not says nothing. Local, pure but for sw_law_filter_set. */
#ifndef SW_WORLD_LAW_LAW_FILTER_H
#define SW_WORLD_LAW_LAW_FILTER_H

#include "world/law/law.h"

#define SW_RULES_MAX 2048

/* The claims of many rules, claim by claim, so that a pair is held against eight of them at
 * once. */
struct sw_law_filter {
    uint16_t effects[SW_RULES_MAX]; /* enum sw_law_effect */
    uint16_t ink[SW_RULES_MAX];     /* bit c: paints c only; SW_LAW_FILTER_NONE: claims nothing */
    uint16_t from[SW_RULES_MAX];    /* the same of the colour that is painted over */
    uint16_t others[SW_RULES_MAX];  /* bit c: no cell of c ever comes or goes */
    uint16_t asks[SW_RULES_MAX];    /* bit c: without a cell of c nothing is selected */
};

enum { SW_LAW_FILTER_NONE = 1 << SW_COLOURS };

/* Writes the claims of a rule to the place `at`. */
void sw_law_filter_set(struct sw_law_filter *claims, uint32_t at, const struct sw_rule *rule);

/* Writes those of the first `count` rules whose claims the pair with this signature does not
 * contradict to place[], ascending; returns how many. */
uint32_t sw_law_filter_pass(const struct sw_law_filter *claims, uint32_t count,
                            const struct sw_signature *signature, uint16_t place[SW_RULES_MAX]);

#endif

/* rule_text.h - sets of rules as people write them: names of laws, with or without their
 * parameters, separated by commas. Local.
 *
 * A name stands for every choice that it leaves open or writes as "*" ("fill" is fill.1, fill.2,
 * ...; "recolour.*.3" every property), "all" for everything, and a "-" before a name takes its
 * rules out again; a text that begins with a "-" starts from all. "fill>gravity" names a
 * composition: a rule of the first name directly followed by one of the second.
 */
#ifndef SW_WORLD_LAW_RULE_TEXT_H
#define SW_WORLD_LAW_RULE_TEXT_H

#include "world/law/law.h"

/* One name: a law, and a choice for each parameter or -1. */
struct sw_rule_name {
    uint32_t law;
    int choice[2];
    bool full; /* nothing is left open */
};

/* A composition by name. */
struct sw_rule_pattern {
    struct sw_rule_name first, second;
    char text[96];
};

#define SW_RULE_PATTERNS_MAX 32

bool sw_rule_covered(const struct sw_rule_name *name, const struct sw_rule *rule);

/* Whether the text names the rule: 1, 0, or -1 with a sentence (unknown names are told with the
 * nearest known one). The last name that covers it decides. `hindered` (may be NULL) says what
 * keeps the rule from being shown: then it is not wanted, and naming it in full is an error.
 * Compositions are passed over. */
int sw_rule_wanted(const char *text, const struct sw_rule *rule, const char *hindered,
                   struct sw_error *error);

/* Whether a law that is added to the table can be one of the text's: it says all, or takes out of
 * all. */
bool sw_rules_open(const char *text);

/* The compositions of the text; returns how many, or -1 with a sentence. */
int sw_rule_patterns(const char *text, struct sw_rule_pattern pattern[SW_RULE_PATTERNS_MAX],
                     struct sw_error *error);

#endif

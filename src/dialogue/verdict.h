/* verdict.h - what the languages of several runs say together: in how many a protocol has formed,
 * and whether it may be said of their recipe that the language carries the rule. Local. */
#ifndef SW_DIALOGUE_VERDICT_H
#define SW_DIALOGUE_VERDICT_H

#include "dialogue/language.h"

/* One run. */
struct sw_witness {
    const char *folder; /* borrowed */
    uint64_t member;
    uint32_t rules, messages;
    double solved[SW_WAYS];
    struct sw_evidence evidence;
    bool formed, carries; /* by sw_claim_formed; by the rule, over its puzzles */
};

struct sw_verdict {
    uint32_t runs;
    struct sw_witness *witness; /* [runs], owned */
    uint32_t formed, carry;
    struct sw_evidence over; /* intervals over runs */
    bool held[SW_CONDITIONS], carries;
};

/* Room for so many runs; -1 when out of memory. sw_verdict_clear releases it. */
int sw_verdict_create(struct sw_verdict *verdict, uint32_t runs, struct sw_error *error);
void sw_verdict_clear(struct sw_verdict *verdict);

/* Notes what has been measured of a run. */
void sw_verdict_hear(struct sw_verdict *verdict, uint32_t run, const char *folder, uint64_t member,
                     const struct sw_corpus *corpus, const struct sw_language *language);

/* Weighs all runs, once each has been heard. */
int sw_verdict_weigh(struct sw_verdict *verdict, struct sw_error *error);

/* A line for each run and the verdict, 80 columns wide; a line for each run as CSV; one object.
 * chance_as_drawn is what guesses as rules are met give: chance, but in games by turns less. */
int sw_verdict_text(const struct sw_verdict *verdict, FILE *out, struct sw_error *error);
void sw_verdict_csv(const struct sw_verdict *verdict, FILE *out);
void sw_verdict_json(const struct sw_verdict *verdict, FILE *out);

#endif

/* claim.h - when "the language carries the meaning" may be said. Local.
 *
 * One rule over a struct of measures; whatever prints the sentence asks it.
 */
#ifndef SW_LANG_CLAIM_H
#define SW_LANG_CLAIM_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* A mean with its 95 % interval (normal: 1.96 standard errors). */
struct sw_estimate {
    double mean, low, high;
    uint32_t count;
};

/* Of `count` values; the interval of fewer than two has no width. NaN for none. */
struct sw_estimate sw_estimate_of(const double *value, uint32_t count);

/* The same for a few values, such as one of each run: the interval is Student's. */
struct sw_estimate sw_estimate_of_few(const double *value, uint32_t count);

/* (normal - shuffled) / (oracle - shuffled): how much of what could be gained by words is gained.
 * NaN unless oracle > shuffled. */
double sw_claim_recovered(double normal, double shuffled, double oracle);

/* What the claim rests on. The first two are differences of shares of solved puzzles. */
struct sw_evidence {
    struct sw_estimate over_shuffled, over_self; /* normal - shuffled, normal - self */
    double recovered;
    double shuffled, chance; /* share solved with other words, and by a blind guess of the rule */
    double uneven; /* how much less is solved by guesses as rules are met than by the best, which
                      `chance` is; 0 where all rules are met alike */
    uint32_t shuffled_count;      /* puzzles that `shuffled` is a share of */
    double follow, follow_chance; /* swap follow rate, and what a blind guess follows */
    struct sw_estimate influence; /* causal influence, bits, corrected */
    struct sw_estimate decoded;   /* decoder from the message alone - majority baseline */
    bool constant_form;           /* timing, length and position of what is said never differ */
};

enum sw_claim_condition {
    SW_CONDITION_SHUFFLED,  /* normal - shuffled > 0, 95 % interval */
    SW_CONDITION_SELF,      /* normal - self > 0, 95 % interval */
    SW_CONDITION_RECOVERED, /* R > 0.5 */
    SW_CONDITION_CHANCE,    /* shuffled within 2 standard errors of chance - uneven .. chance */
    SW_CONDITION_FOLLOW,    /* swap follow rate > 2 x chance */
    SW_CONDITION_INFLUENCE, /* corrected causal influence > 0 */
    SW_CONDITION_DECODER,   /* the message alone tells more than the majority */
    SW_CONDITION_FORM,      /* it does so with constant timing, length and position */
    SW_CONDITIONS
};

/* In words: "normal is above shuffled". */
const char *sw_claim_condition_name(enum sw_claim_condition condition);

/* Sets held[condition] for each; true if all hold. A measure that is NaN does not hold. */
bool sw_claim(const struct sw_evidence *evidence, bool held[SW_CONDITIONS]);

/* Whether a protocol has formed: R > 0.5, and shuffled is near chance. */
bool sw_claim_formed(const struct sw_evidence *evidence);

/* What `count` runs, two or more, say together: shares and R are means over runs, intervals are
 * over runs and not over puzzles, and the form is constant if it is in every run. -1 when out of
 * memory. */
int sw_claim_over(const struct sw_evidence *run, uint32_t count, struct sw_evidence *out,
                  struct sw_error *error);

/* How far the shuffled share is from chance, in standard errors of a share (0 if there are no
 * puzzles); where rules are met unevenly, how far above the best guess or below guesses as they are
 * met, and 0 between. */
double sw_chance_deviation(const struct sw_evidence *evidence);

#endif

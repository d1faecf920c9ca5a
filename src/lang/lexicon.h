/* lexicon.h - which words stand for what: counts of (rule, message), read both ways. Local. */
#ifndef SW_LANG_LEXICON_H
#define SW_LANG_LEXICON_H

#include "base/error.h"
#include "lang/claim.h"

#include <stdint.h>

/* Rules are labels 0..rules-1, messages too. */
struct sw_lexicon {
    uint32_t rules, messages, count; /* count: of pairs */
    uint32_t *said;                  /* [rules][messages]; owned */
    uint32_t *of_rule, *of_message;  /* sums; owned */
};

/* Counts pairs of labels. The result is released by sw_lexicon_clear, also after a failure. */
int sw_lexicon_count(struct sw_lexicon *lexicon, const uint32_t *rule, uint32_t rules,
                     const uint32_t *message, uint32_t messages, uint32_t count,
                     struct sw_error *error);
void sw_lexicon_clear(struct sw_lexicon *lexicon);

static inline uint32_t sw_lexicon_said(const struct sw_lexicon *lexicon, uint32_t rule,
                                       uint32_t message)
{
    return lexicon->said[(uint64_t)rule * lexicon->messages + message];
}

/* The messages of a rule, the most frequent first (ties: the lower label): writes up to `most`
 * labels and returns how many different ones there are. And the rules of a message. */
uint32_t sw_lexicon_messages(const struct sw_lexicon *lexicon, uint32_t rule, uint32_t *message,
                             uint32_t most);
uint32_t sw_lexicon_rules(const struct sw_lexicon *lexicon, uint32_t message, uint32_t *rule,
                          uint32_t most);

/* Share of all pairs whose message is the most frequent one of their rule; of all whose rule is
 * the most frequent one of their message. */
double sw_lexicon_consistency(const struct sw_lexicon *lexicon);
double sw_lexicon_clarity(const struct sw_lexicon *lexicon);

/* Who knows only the message, and what the others said: each pair's rule is guessed as the most
 * frequent one of the other pairs with that message, or of all others if there are none. The
 * baseline always guesses the rule that is the most frequent of all, the pair itself included, so
 * that words without meaning are below it. Shares of right guesses, and their difference. */
struct sw_decoder {
    double decoded, majority;
    struct sw_estimate gain;
};
int sw_lexicon_decode(const struct sw_lexicon *lexicon, const uint32_t *rule,
                      const uint32_t *message, struct sw_decoder *out, struct sw_error *error);

/* How strongly two yes-or-no facts go together, -1..1 (phi, Pearson's correlation of the two):
 * `first` and `second` of `count` have them, `both` have both. 0 if one is always or never so. */
double sw_association(uint32_t both, uint32_t first, uint32_t second, uint32_t count);

#endif

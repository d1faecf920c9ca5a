#include "lang/lexicon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int sw_lexicon_count(struct sw_lexicon *lexicon, const uint32_t *rule, uint32_t rules,
                     const uint32_t *message, uint32_t messages, uint32_t count,
                     struct sw_error *error)
{
    static const char what[] = "counting words";

    *lexicon = (struct sw_lexicon){.rules = rules, .messages = messages, .count = count};
    lexicon->said = sw_allocate((size_t)rules * messages + 1, sizeof(uint32_t), what, error);
    lexicon->of_rule = sw_allocate(rules + 1u, sizeof(uint32_t), what, error);
    lexicon->of_message = sw_allocate(messages + 1u, sizeof(uint32_t), what, error);
    if (lexicon->said == NULL || lexicon->of_rule == NULL || lexicon->of_message == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        lexicon->said[(uint64_t)rule[i] * messages + message[i]]++;
        lexicon->of_rule[rule[i]]++;
        lexicon->of_message[message[i]]++;
    }
    return 0;
}

void sw_lexicon_clear(struct sw_lexicon *lexicon)
{
    free(lexicon->said);
    free(lexicon->of_rule);
    free(lexicon->of_message);
    memset(lexicon, 0, sizeof *lexicon);
}

/* Keeps the `most` labels of the highest counts in `kept`, of which there are `held` so far. */
static void keep(const uint32_t *count_of, uint64_t step, uint32_t label, uint32_t *kept,
                 uint32_t held, uint32_t most)
{
    uint32_t at = held < most ? held : most;

    while (at > 0 && count_of[kept[at - 1] * step] < count_of[label * step]) {
        if (at < most)
            kept[at] = kept[at - 1];
        at--;
    }
    if (at < most)
        kept[at] = label;
}

static uint32_t list(const uint32_t *count_of, uint64_t step, uint32_t labels, uint32_t *kept,
                     uint32_t most)
{
    uint32_t held = 0;

    for (uint32_t label = 0; label < labels; label++)
        if (count_of[label * step] > 0)
            keep(count_of, step, label, kept, held++, most);
    return held;
}

uint32_t sw_lexicon_messages(const struct sw_lexicon *lexicon, uint32_t rule, uint32_t *message,
                             uint32_t most)
{
    return list(lexicon->said + (uint64_t)rule * lexicon->messages, 1, lexicon->messages, message,
                most);
}

uint32_t sw_lexicon_rules(const struct sw_lexicon *lexicon, uint32_t message, uint32_t *rule,
                          uint32_t most)
{
    return list(lexicon->said + message, lexicon->messages, lexicon->rules, rule, most);
}

double sw_lexicon_consistency(const struct sw_lexicon *lexicon)
{
    double same = 0;

    for (uint32_t rule = 0; rule < lexicon->rules; rule++) {
        uint32_t first = 0;

        if (sw_lexicon_messages(lexicon, rule, &first, 1) > 0)
            same += sw_lexicon_said(lexicon, rule, first);
    }
    return lexicon->count == 0 ? 0 : same / lexicon->count;
}

double sw_lexicon_clarity(const struct sw_lexicon *lexicon)
{
    double same = 0;

    for (uint32_t message = 0; message < lexicon->messages; message++) {
        uint32_t first = 0;

        if (sw_lexicon_rules(lexicon, message, &first, 1) > 0)
            same += sw_lexicon_said(lexicon, first, message);
    }
    return lexicon->count == 0 ? 0 : same / lexicon->count;
}

/* The most frequent label if one pair of `own` is taken away; UINT32_MAX if nothing is left. */
static uint32_t most_frequent(const uint32_t *count_of, uint64_t step, uint32_t labels,
                              uint32_t own)
{
    uint32_t best = UINT32_MAX, most = 0;

    for (uint32_t label = 0; label < labels; label++) {
        uint32_t here = count_of[label * step] - (label == own);

        if (here > most) {
            most = here;
            best = label;
        }
    }
    return best;
}

int sw_lexicon_decode(const struct sw_lexicon *lexicon, const uint32_t *rule,
                      const uint32_t *message, struct sw_decoder *out, struct sw_error *error)
{
    double *gain = sw_allocate(lexicon->count + 1u, sizeof *gain, "counting words", error);
    uint32_t blind = most_frequent(lexicon->of_rule, 1, lexicon->rules, UINT32_MAX);

    memset(out, 0, sizeof *out);
    if (gain == NULL)
        return -1;
    for (uint32_t i = 0; i < lexicon->count; i++) {
        uint32_t told =
            most_frequent(lexicon->said + message[i], lexicon->messages, lexicon->rules, rule[i]);

        if (told == UINT32_MAX)
            told = most_frequent(lexicon->of_rule, 1, lexicon->rules, rule[i]);
        out->decoded += told == rule[i];
        out->majority += blind == rule[i];
        gain[i] = (told == rule[i]) - (double)(blind == rule[i]);
    }
    out->gain = sw_estimate_of(gain, lexicon->count);
    out->decoded /= lexicon->count > 0 ? lexicon->count : (double)NAN;
    out->majority /= lexicon->count > 0 ? lexicon->count : (double)NAN;
    free(gain);
    return 0;
}

double sw_association(uint32_t both, uint32_t first, uint32_t second, uint32_t count)
{
    double n = count, x = first, y = second;
    double spread = x * (n - x) * y * (n - y);

    return spread > 0 ? (n * both - x * y) / sqrt(spread) : 0;
}

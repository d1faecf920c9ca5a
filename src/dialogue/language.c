#include "dialogue/language.h"

#include "lang/labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Places of nulls: id of SW_RANDOM_LANGUAGE. */
enum { NULL_RULE = 1, NULL_ACT = 2, NULL_OWN = 3 };

bool sw_language_homonym(const struct sw_lexicon *lexicon, uint32_t message)
{
    uint32_t first = 0;

    if (sw_lexicon_rules(lexicon, message, &first, 1) < 2)
        return false;
    return 10 * (uint64_t)sw_lexicon_said(lexicon, first, message) <
           9 * (uint64_t)lexicon->of_message[message];
}

/* What messages tell of programs, which are numbered first. */
static int tell_of(const struct sw_corpus *corpus, bool own, uint32_t shuffles,
                   struct sw_information *out, struct sw_error *error)
{
    uint64_t *key = sw_allocate(corpus->count + 1u, sizeof *key, "measuring a language", error);
    uint32_t *act = sw_allocate(corpus->count + 1u, sizeof *act, "measuring a language", error);
    int64_t acts = -1;
    int result = -1;

    for (uint32_t i = 0; i < corpus->count && key != NULL; i++)
        key[i] = own ? corpus->saying[i].own : corpus->saying[i].act;
    if (key != NULL && act != NULL)
        acts = sw_labels_number(key, corpus->count, act, NULL, error);
    if (acts >= 0)
        result =
            sw_information(corpus->message, corpus->messages, act, (uint32_t)acts, corpus->count,
                           corpus->seed, own ? NULL_OWN : NULL_ACT, shuffles, out, error);
    free(key);
    free(act);
    return result;
}

static int measure_form(const struct sw_corpus *corpus, const uint8_t *tokens, uint32_t shuffles,
                        struct sw_language *out, struct sw_error *error)
{
    uint32_t fifth = (shuffles + 4) / 5;

    if (sw_topography(corpus->attribute, corpus->attributes, tokens, corpus->length, corpus->count,
                      corpus->seed, shuffles, &out->topography, error) != 0 ||
        sw_disentanglement_positional(tokens, corpus->length, corpus->attribute, corpus->attributes,
                                      corpus->count, corpus->seed, fifth, &out->positional,
                                      error) != 0)
        return -1;
    return sw_disentanglement_bag_of_symbols(tokens, corpus->length, corpus->vocabulary,
                                             corpus->attribute, corpus->attributes, corpus->count,
                                             corpus->seed, fifth, &out->bag, error);
}

static void count_words(const struct sw_corpus *corpus, struct sw_language *out)
{
    const struct sw_lexicon *lexicon = &corpus->lexicon;

    for (uint32_t rule = 0; rule < lexicon->rules; rule++)
        out->synonyms +=
            exp2(sw_information_entropy(lexicon->said + (uint64_t)rule * lexicon->messages,
                                        lexicon->messages)) /
            lexicon->rules;
    for (uint32_t message = 0; message < lexicon->messages; message++)
        out->homonyms += sw_language_homonym(lexicon, message);
    out->consistency = sw_lexicon_consistency(lexicon);
    out->clarity = sw_lexicon_clarity(lexicon);
}

/* Differences puzzle by puzzle, which have narrower intervals than those of two means. */
static int measure_ways(const struct sw_corpus *corpus, struct sw_language *out,
                        struct sw_error *error)
{
    double *value = sw_allocate(corpus->count + 1u, sizeof *value, "measuring a language", error);
    struct sw_evidence *evidence = &out->evidence;

    if (value == NULL)
        return -1;
    for (uint32_t way = 0; way < SW_WAYS; way++) {
        for (uint32_t i = 0; i < corpus->count; i++)
            value[i] = corpus->saying[i].exact[way];
        out->solved[way] = sw_estimate_of(value, corpus->count);
    }
    for (uint32_t i = 0; i < corpus->count; i++)
        value[i] = (double)corpus->saying[i].exact[SW_WAY_NORMAL] -
                   (double)corpus->saying[i].exact[SW_WAY_SHUFFLED];
    evidence->over_shuffled = sw_estimate_of(value, corpus->count);
    for (uint32_t i = 0; i < corpus->count; i++)
        value[i] = (double)corpus->saying[i].exact[SW_WAY_NORMAL] -
                   (double)corpus->saying[i].exact[SW_WAY_SELF];
    evidence->over_self = sw_estimate_of(value, corpus->count);
    evidence->chance = corpus->chance;
    evidence->uneven = corpus->uneven;
    free(value);
    return 0;
}

static bool one_length(const struct sw_corpus *corpus)
{
    for (uint32_t i = 1; i < corpus->count; i++)
        if (sw_utterance_said(corpus->saying[i].said, corpus->length) !=
            sw_utterance_said(corpus->saying[0].said, corpus->length))
            return false;
    return true;
}

static void gather_evidence(const struct sw_corpus *corpus, struct sw_language *out)
{
    struct sw_evidence *evidence = &out->evidence;

    evidence->shuffled = out->solved[SW_WAY_SHUFFLED].mean;
    evidence->shuffled_count = corpus->count;
    evidence->recovered = sw_claim_recovered(out->solved[SW_WAY_NORMAL].mean, evidence->shuffled,
                                             out->solved[SW_WAY_ORACLE].mean);
    evidence->follow = corpus->swaps.follow;
    evidence->follow_chance = corpus->swaps.chance;
    evidence->influence = corpus->influences.bits;
    evidence->decoded = out->decoder.gain;
    /* All is said in the same tick and comes from nowhere: the listener sees no speaker. */
    evidence->constant_form = !corpus->ends || one_length(corpus);
    out->carries = sw_claim(evidence, out->held);
}

int sw_language_measure(const struct sw_corpus *corpus, uint32_t shuffles, struct sw_language *out,
                        struct sw_error *error)
{
    uint32_t L = corpus->length, fifth = (shuffles + 4) / 5;
    uint8_t *tokens = sw_allocate((size_t)corpus->count * L + 1, 1, "measuring a language", error);
    int result = tokens == NULL ? -1 : 0;

    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < corpus->count && result == 0; i++)
        memcpy(tokens + (size_t)i * L, corpus->saying[i].said, L);
    out->capacity = L * log2(corpus->vocabulary);
    out->has_own = !corpus->cross;
    if (result == 0)
        result = sw_information(corpus->message, corpus->messages, corpus->rule, corpus->rules,
                                corpus->count, corpus->seed, NULL_RULE, fifth, &out->rule, error);
    if (result == 0)
        result = tell_of(corpus, false, fifth, &out->act, error);
    if (result == 0 && out->has_own)
        result = tell_of(corpus, true, fifth, &out->own, error);
    if (result == 0)
        result = measure_form(corpus, tokens, shuffles, out, error);
    if (result == 0)
        result = sw_lexicon_decode(&corpus->lexicon, corpus->rule, corpus->message, &out->decoder,
                                   error);
    if (result == 0)
        result = measure_ways(corpus, out, error);
    if (result == 0) {
        count_words(corpus, out);
        gather_evidence(corpus, out);
    }
    free(tokens);
    return result;
}

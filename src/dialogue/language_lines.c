#include "dialogue/language_lines.h"

#include "base/json.h"

#include <inttypes.h>

/* A puzzle's fields as text. None of them holds a comma or a quote. */
struct line {
    char rule[160], law[160], parameters[160], said[SW_UTTERANCE_MAX + 1],
        heard[SW_UTTERANCE_MAX + 1], edits[SW_PROGRAM_MAX * 24];
};

static void write_line(const struct sw_corpus *corpus, const struct sw_saying *saying,
                       struct line *line)
{
    sw_corpus_rule_name(corpus, saying, line->rule, sizeof line->rule);
    sw_corpus_law_name(corpus, saying, line->law, sizeof line->law);
    sw_corpus_parameters(corpus, saying, line->parameters, sizeof line->parameters);
    sw_utterance_print(saying->said, corpus->length, line->said);
    sw_utterance_print(saying->heard, corpus->length, line->heard);
    sw_program_print(&saying->edits, line->edits, sizeof line->edits);
}

void sw_language_csv(const struct sw_corpus *corpus, FILE *out)
{
    struct line line;

    fprintf(out, "puzzle%s,rule,law,parameters,message,heard,edits,exact\n",
            corpus->turns > 1 ? ",turn" : "");
    for (uint32_t i = 0; i < corpus->count; i++) {
        write_line(corpus, &corpus->saying[i], &line);
        fprintf(out, "%" PRIu32, i / corpus->turns);
        if (corpus->turns > 1)
            fprintf(out, ",%" PRIu32, i % corpus->turns + 1);
        fprintf(out, ",%s,%s,%s,%s,%s,%s,%d\n", line.rule, line.law, line.parameters, line.said,
                line.heard, line.edits, corpus->saying[i].exact[SW_WAY_NORMAL]);
    }
}

void sw_language_json(const struct sw_corpus *corpus, FILE *out)
{
    struct line line;

    for (uint32_t i = 0; i < corpus->count; i++) {
        struct sw_json json = {.out = out};

        write_line(corpus, &corpus->saying[i], &line);
        sw_json_open(&json, NULL, '{');
        sw_json_count(&json, "puzzle", i / corpus->turns);
        if (corpus->turns > 1)
            sw_json_count(&json, "turn", i % corpus->turns + 1);
        sw_json_text(&json, "rule", line.rule);
        sw_json_text(&json, "law", line.law);
        sw_json_text(&json, "parameters", line.parameters);
        sw_json_text(&json, "message", line.said);
        sw_json_text(&json, "heard", line.heard);
        sw_json_text(&json, "edits", line.edits);
        sw_json_switch(&json, "exact", corpus->saying[i].exact[SW_WAY_NORMAL]);
        sw_json_close(&json, '}');
    }
}

static void json_null(struct sw_json *json, const struct sw_null *null)
{
    sw_json_real(json, "null", null->mean);
    sw_json_real(json, "null_high", null->high);
    sw_json_real(json, "p", null->p);
}

static void json_estimate(struct sw_json *json, const char *key, const struct sw_estimate *estimate)
{
    sw_json_open(json, key, '{');
    sw_json_real(json, "mean", estimate->mean);
    sw_json_real(json, "low", estimate->low);
    sw_json_real(json, "high", estimate->high);
    sw_json_close(json, '}');
}

static void json_information(struct sw_json *json, const char *key,
                             const struct sw_information *information)
{
    sw_json_open(json, key, '{');
    sw_json_real(json, "bits", information->plain);
    sw_json_real(json, "corrected", information->plain - information->bias);
    json_null(json, &information->null);
    sw_json_close(json, '}');
}

static void json_form(struct sw_json *json, const struct sw_language *language)
{
    const struct sw_disentanglement *form[] = {&language->positional, &language->bag};
    static const char *const name[] = {"positional_disentanglement",
                                       "bag_of_symbols_disentanglement"};

    sw_json_open(json, "topographic_similarity", '{');
    sw_json_real(json, "value", language->topography.similarity);
    sw_json_switch(json, "constant", language->topography.constant);
    json_null(json, &language->topography.null);
    sw_json_close(json, '}');
    for (int i = 0; i < 2; i++) {
        sw_json_open(json, name[i], '{');
        sw_json_real(json, "value", form[i]->value);
        sw_json_switch(json, "unknown", form[i]->unknown);
        json_null(json, &form[i]->null);
        sw_json_close(json, '}');
    }
}

static void json_claim(struct sw_json *json, const struct sw_language *language)
{
    sw_json_open(json, "claim", '{');
    sw_json_switch(json, "carries", language->carries);
    sw_json_open(json, "conditions", '[');
    for (uint32_t i = 0; i < SW_CONDITIONS; i++) {
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "condition", sw_claim_condition_name((enum sw_claim_condition)i));
        sw_json_switch(json, "holds", language->held[i]);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

static void json_behaviour(struct sw_json *json, const struct sw_corpus *corpus,
                           const struct sw_language *language)
{
    json_estimate(json, "causal_influence", &corpus->influences.bits);
    sw_json_real(json, "flip_rate", corpus->influences.flips);
    sw_json_count(json, "swaps", corpus->swaps.count);
    sw_json_real(json, "swap_follow", corpus->swaps.follow);
    sw_json_real(json, "swap_stay", corpus->swaps.stay);
    sw_json_real(json, "swap_chance", corpus->swaps.chance);
    sw_json_real(json, "decoded", language->decoder.decoded);
    sw_json_real(json, "majority", language->decoder.majority);
    sw_json_real(json, "recovered", language->evidence.recovered);
    sw_json_real(json, "chance", language->evidence.chance);
    if (corpus->turns > 1)
        sw_json_real(json, "chance_as_drawn",
                     language->evidence.chance - language->evidence.uneven);
    json_estimate(json, "over_shuffled", &language->evidence.over_shuffled);
    json_estimate(json, "over_self", &language->evidence.over_self);
}

static void json_channels(struct sw_json *json, const char *key,
                          const double share[SW_CHANNEL_MODES])
{
    sw_json_open(json, key, '{');
    for (uint32_t i = 0; i < SW_CHANNEL_MODES; i++)
        sw_json_real(json, sw_channel_row((enum sw_channel_mode)i)->name, share[i]);
    sw_json_close(json, '}');
}

static void json_talk(struct sw_json *json, const struct sw_turn_talk *talk)
{
    sw_json_open(json, "dialogues", '{');
    sw_json_count(json, "puzzles", talk->puzzles);
    json_channels(json, "exact", talk->exact);
    json_channels(json, "unmended", talk->unmended);
    sw_json_count(json, "mending", talk->mending);
    sw_json_real(json, "mended", talk->mended);
    sw_json_count(json, "later_turns", talk->later);
    sw_json_real(json, "answers", talk->answers);
    sw_json_close(json, '}');
}

void sw_language_measures(const struct sw_corpus *corpus, const struct sw_language *language,
                          const struct sw_turn_talk *talk, uint64_t speaker, uint64_t listener,
                          FILE *out)
{
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "speaker", speaker);
    sw_json_count(&json, "listener", listener);
    sw_json_count(&json, "puzzles", corpus->count);
    sw_json_count(&json, "seed", corpus->seed);
    sw_json_count(&json, "rules", corpus->rules);
    sw_json_count(&json, "messages", corpus->messages);
    sw_json_count(&json, "words_in_use", corpus->words);
    sw_json_open(&json, "exact", '{');
    for (uint32_t way = 0; way < SW_WAYS; way++)
        json_estimate(&json, sw_way_name((enum sw_way)way), &language->solved[way]);
    sw_json_close(&json, '}');
    sw_json_real(&json, "message_entropy", language->rule.first);
    sw_json_real(&json, "rule_entropy", language->rule.second);
    sw_json_real(&json, "capacity", language->capacity);
    json_information(&json, "rule_information", &language->rule);
    json_information(&json, "coordination", &language->act);
    if (language->has_own)
        json_information(&json, "speaker_consistency", &language->own);
    sw_json_real(&json, "consistency", language->consistency);
    sw_json_real(&json, "clarity", language->clarity);
    sw_json_real(&json, "synonyms", language->synonyms);
    sw_json_count(&json, "homonyms", language->homonyms);
    json_form(&json, language);
    json_behaviour(&json, corpus, language);
    json_claim(&json, language);
    if (talk != NULL)
        json_talk(&json, talk);
    sw_json_close(&json, '}');
}

#include "dialogue/corpus.h"

#include "base/hash.h"
#include "dialogue/blind_guess.h"
#include "lang/labels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *description;
} ways[SW_WAYS] = {
    [SW_WAY_NORMAL] = {"normal", "what was said of this puzzle"},
    [SW_WAY_SILENT] = {"silent", "nothing"},
    [SW_WAY_CONSTANT] = {"constant", "always the most frequent message"},
    [SW_WAY_SHUFFLED] = {"shuffled", "what was said of another puzzle"},
    [SW_WAY_SELF] = {"self", "what the listener would say itself"},
    [SW_WAY_ORACLE] = {"oracle", "nothing, but it sees the demonstrations"},
};

const char *sw_way_name(enum sw_way way)
{
    return (unsigned)way < SW_WAYS ? ways[way].name : NULL;
}

const char *sw_way_description(enum sw_way way)
{
    return (unsigned)way < SW_WAYS ? ways[way].description : NULL;
}

/* ---- attributes of rules ---- */

/* For each rule in a row its law, and twice each kind of parameter: a law has up to two. */
enum { KINDS = 1 + 2 * SW_PARAMETERS, ATTRIBUTES = KINDS * SW_PARTS_MAX };

static const struct sw_rule *part_of(const struct sw_corpus *corpus, const struct sw_saying *saying,
                                     uint32_t part)
{
    return sw_worlds_rule(corpus->worlds, saying->part[part]);
}

/* All attributes of a rule: 0 where it has no such part or parameter, else 1 + the choice. */
static void attributes_of(const struct sw_corpus *corpus, const struct sw_saying *saying,
                          uint32_t out[ATTRIBUTES])
{
    memset(out, 0, ATTRIBUTES * sizeof *out);
    for (uint32_t p = 0; p < saying->parts; p++) {
        const struct sw_rule *rule = part_of(corpus, saying, p);
        const struct sw_law *law = sw_law_row(rule->law);
        uint32_t *at = out + p * KINDS;

        at[0] = 1u + rule->law;
        for (uint32_t k = 0; k < 2; k++) {
            uint32_t kind = law->parameter[k];
            uint32_t second = k == 1 && law->parameter[0] == law->parameter[1];

            if (kind != SW_PARAMETER_NONE)
                at[1 + 2 * kind + second] = 1u + rule->parameter[k];
        }
    }
}

static const char *attribute_name(uint32_t attribute)
{
    uint32_t kind = attribute % KINDS;

    return kind == 0 ? "law" : sw_law_parameter_name((enum sw_law_parameter)((kind - 1) / 2));
}

const char *sw_corpus_choice(const struct sw_corpus *corpus, uint32_t puzzle, uint32_t attribute)
{
    uint32_t choice = corpus->attribute[(uint64_t)puzzle * corpus->attributes + attribute];

    if (choice == 0)
        return "-";
    if (strcmp(corpus->attribute_name[attribute], "law") == 0)
        return sw_law_row(choice - 1)->name;
    for (uint32_t kind = 1; kind < SW_PARAMETERS; kind++)
        if (strcmp(corpus->attribute_name[attribute],
                   sw_law_parameter_name((enum sw_law_parameter)kind)) == 0)
            return sw_law_choice_name((enum sw_law_parameter)kind, choice - 1);
    return "-";
}

/* Keeps the attributes that differ between puzzles. */
static int note_attributes(struct sw_corpus *corpus, struct sw_error *error)
{
    uint32_t first[ATTRIBUTES], here[ATTRIBUTES], kept[ATTRIBUTES];
    bool differs[ATTRIBUTES] = {false};

    for (uint32_t i = 0; i < corpus->count; i++) {
        attributes_of(corpus, &corpus->saying[i], i == 0 ? first : here);
        for (uint32_t a = 0; a < ATTRIBUTES && i > 0; a++)
            differs[a] |= here[a] != first[a];
    }
    for (uint32_t a = 0; a < ATTRIBUTES; a++)
        if (differs[a])
            kept[corpus->attributes++] = a;
    corpus->attribute_name =
        sw_allocate(corpus->attributes + 1u, sizeof(char *), "describing rules", error);
    corpus->attribute = sw_allocate((size_t)corpus->count * corpus->attributes + 1,
                                    sizeof(uint32_t), "describing rules", error);
    if (corpus->attribute_name == NULL || corpus->attribute == NULL)
        return -1;
    for (uint32_t k = 0; k < corpus->attributes; k++)
        corpus->attribute_name[k] = attribute_name(kept[k]);
    for (uint32_t i = 0; i < corpus->count; i++) {
        attributes_of(corpus, &corpus->saying[i], here);
        for (uint32_t k = 0; k < corpus->attributes; k++)
            corpus->attribute[(size_t)i * corpus->attributes + k] = here[kept[k]];
    }
    return 0;
}

/* ---- names ---- */

static void append(char *text, size_t size, const char *before, const char *more)
{
    size_t used = strlen(text);

    snprintf(text + used, size - used, "%s%s", before, more);
}

void sw_corpus_rule_name(const struct sw_corpus *corpus, const struct sw_saying *saying, char *text,
                         size_t size)
{
    text[0] = '\0';
    for (uint32_t p = 0; p < saying->parts; p++)
        append(text, size, p > 0 ? ">" : "", part_of(corpus, saying, p)->name);
}

void sw_corpus_law_name(const struct sw_corpus *corpus, const struct sw_saying *saying, char *text,
                        size_t size)
{
    text[0] = '\0';
    for (uint32_t p = 0; p < saying->parts; p++)
        append(text, size, p > 0 ? ">" : "", sw_law_row(part_of(corpus, saying, p)->law)->name);
}

void sw_corpus_parameters(const struct sw_corpus *corpus, const struct sw_saying *saying,
                          char *text, size_t size)
{
    text[0] = '\0';
    for (uint32_t p = 0; p < saying->parts; p++) {
        const struct sw_rule *rule = part_of(corpus, saying, p);
        const struct sw_law *law = sw_law_row(rule->law);

        for (uint32_t k = 0; k < 2; k++) {
            if (law->parameter[k] == SW_PARAMETER_NONE)
                continue;
            append(text, size, text[0] == '\0' ? "" : " ",
                   sw_law_parameter_name(law->parameter[k]));
            append(text, size, "=", sw_law_choice_name(law->parameter[k], rule->parameter[k]));
        }
    }
}

/* ---- collecting ---- */

struct collecting {
    struct sw_corpus *corpus;
    const enum sw_way *way;      /* of each evaluation */
    struct sw_blind_guess guess; /* by turns */
};

static uint64_t program_key(const struct sw_program *program)
{
    return sw_hash(program->token, program->length * sizeof *program->token);
}

static void note(void *context, uint32_t evaluation, uint64_t puzzle, const struct sw_puzzle *asked,
                 const struct sw_answer *answer)
{
    struct collecting *collecting = context;
    struct sw_saying *saying = &collecting->corpus->saying[puzzle];
    enum sw_way way = collecting->way[evaluation];

    saying->exact[way] = answer->exact;
    if (way == SW_WAY_ORACLE)
        saying->own = program_key(&answer->program);
    if (way != SW_WAY_NORMAL)
        return;
    saying->parts = asked->parts;
    memcpy(saying->part, asked->part, sizeof saying->part);
    memcpy(saying->said, answer->said, sizeof saying->said);
    memcpy(saying->heard, answer->heard, sizeof saying->heard);
    saying->edits = answer->program;
    saying->act = program_key(&answer->program);
    collecting->corpus->chance +=
        sw_worlds_chance_among(collecting->corpus->worlds, asked, collecting->corpus->held_out);
    if (collecting->corpus->turns > 1)
        sw_blind_guess_add(&collecting->guess, puzzle / collecting->corpus->turns, asked);
}

static int listen(struct sw_corpus *corpus, struct sw_seated *speaker, struct sw_seated *listener,
                  enum sw_game_id game, struct sw_error *error)
{
    static const enum sw_way order[] = {SW_WAY_NORMAL, SW_WAY_SILENT, SW_WAY_SHUFFLED, SW_WAY_SELF,
                                        SW_WAY_ORACLE};
    static const enum sw_channel_mode channel[] = {SW_CHANNEL_NORMAL, SW_CHANNEL_SILENT,
                                                   SW_CHANNEL_SHUFFLED, SW_CHANNEL_SELF,
                                                   SW_CHANNEL_NORMAL};
    enum { SITTINGS = sizeof order / sizeof *order };
    struct collecting collecting = {.corpus = corpus, .way = order};
    struct sw_evaluation evaluation[SITTINGS];
    struct sw_result results[SITTINGS];
    struct sw_examiner examiner;
    int result =
        sw_examiner_create(&examiner, &speaker->archive.settings, &speaker->archive.layout, error);

    memset(results, 0, sizeof results);
    for (uint32_t i = 0; i < SITTINGS; i++)
        evaluation[i] = (struct sw_evaluation){
            .weights = speaker->member.weights,
            .game = order[i] == SW_WAY_ORACLE ? sw_game_without_words() : game,
            .channel = channel[i],
            .words = corpus->words};
    examiner.seed = corpus->seed;
    examiner.turns = corpus->turns;
    examiner.held_out = corpus->held_out;
    examiner.answered = note;
    examiner.context = &collecting;
    if (corpus->cross)
        examiner.listener = sw_seated_party(listener);
    if (result == 0 && corpus->turns > 1)
        result = sw_blind_guess_create(&collecting.guess, corpus->worlds, corpus->held_out,
                                       corpus->owners, error);
    if (result == 0)
        result = sw_examine_worlds(&examiner, corpus->worlds, 0, corpus->count, evaluation,
                                   SITTINGS, results, error);
    corpus->chance /= corpus->count > 0 ? corpus->count : (double)NAN;
    if (result == 0 && corpus->turns > 1) {
        corpus->chance = sw_blind_guess_best(&collecting.guess);
        corpus->uneven = fmax(corpus->chance - sw_blind_guess_drawn(&collecting.guess), 0);
    }
    sw_blind_guess_clear(&collecting.guess);
    for (uint32_t i = 0; i < SITTINGS; i++)
        sw_result_clear(&results[i]);
    sw_examiner_destroy(&examiner);
    return result;
}

/* Single rules come in the order of the table, then those of several. */
static uint64_t rule_key(const struct sw_saying *saying)
{
    uint64_t key = (uint64_t)saying->parts << 60;

    for (uint32_t p = 0; p < saying->parts; p++)
        key |= (uint64_t)saying->part[p] << 20 * (SW_PARTS_MAX - 1 - p);
    return key;
}

static int label(struct sw_corpus *corpus, struct sw_error *error)
{
    uint64_t *key = sw_allocate(corpus->count + 1u, sizeof *key, "counting words", error);
    int64_t rules = -1, messages = -1;

    for (uint32_t i = 0; i < corpus->count && key != NULL; i++)
        key[i] = rule_key(&corpus->saying[i]);
    if (key != NULL)
        rules = sw_labels_number(key, corpus->count, corpus->rule, corpus->rule_at, error);
    for (uint32_t i = 0; i < corpus->count && rules >= 0; i++)
        key[i] = sw_utterance_number(corpus->saying[i].said, corpus->length);
    if (rules >= 0)
        messages = sw_labels_number(key, corpus->count, corpus->message, corpus->message_at, error);
    free(key);
    if (messages < 0)
        return -1;
    corpus->rules = (uint32_t)rules;
    corpus->messages = (uint32_t)messages;
    for (uint32_t i = 0; i < corpus->count; i++) {
        corpus->saying[i].rule = corpus->rule[i];
        corpus->saying[i].message = corpus->message[i];
    }
    return sw_lexicon_count(&corpus->lexicon, corpus->rule, corpus->rules, corpus->message,
                            corpus->messages, corpus->count, error);
}

static int make_room(struct sw_corpus *corpus, struct sw_error *error)
{
    static const char what[] = "listening";

    corpus->saying = sw_allocate(corpus->count + 1u, sizeof *corpus->saying, what, error);
    corpus->rule = sw_allocate(corpus->count + 1u, sizeof(uint32_t), what, error);
    corpus->message = sw_allocate(corpus->count + 1u, sizeof(uint32_t), what, error);
    corpus->rule_at = sw_allocate(corpus->count + 1u, sizeof(uint32_t), what, error);
    corpus->message_at = sw_allocate(corpus->count + 1u, sizeof(uint32_t), what, error);
    return corpus->saying == NULL || corpus->rule == NULL || corpus->message == NULL ||
                   corpus->rule_at == NULL || corpus->message_at == NULL
               ? -1
               : 0;
}

int sw_corpus_collect(struct sw_corpus *corpus, struct sw_seated *speaker,
                      struct sw_seated *listener, const struct sw_worlds *worlds,
                      enum sw_game_id game, uint64_t seed, uint32_t puzzles, bool held_out,
                      struct sw_error *error)
{
    const struct sw_brain_shape *shape = &speaker->archive.layout.shape;

    *corpus = (struct sw_corpus){
        .worlds = worlds,
        .count = puzzles,
        .length = shape->length,
        .vocabulary = shape->vocabulary,
        .words = speaker->life->mind->words,
        .turns = sw_seated_turns(speaker, game),
        .owners = sw_game_editor(sw_game_row(game))->owns ? listener->life->tools.members : 1,
        .seed = seed,
        .held_out = held_out,
        .ends = speaker->archive.settings.language.end,
        .cross = listener != speaker};
    if (make_room(corpus, error) != 0 || listen(corpus, speaker, listener, game, error) != 0 ||
        label(corpus, error) != 0)
        return -1;
    return note_attributes(corpus, error);
}

void sw_corpus_clear(struct sw_corpus *corpus)
{
    free(corpus->saying);
    free(corpus->rule);
    free(corpus->message);
    free(corpus->rule_at);
    free(corpus->message_at);
    free(corpus->attribute_name);
    free(corpus->attribute);
    sw_lexicon_clear(&corpus->lexicon);
    memset(corpus, 0, sizeof *corpus);
}

double sw_corpus_share(const struct sw_corpus *corpus, enum sw_way way)
{
    double solved = 0;

    for (uint32_t i = 0; i < corpus->count; i++)
        solved += corpus->saying[i].exact[way];
    return solved / (corpus->count > 0 ? corpus->count : (double)NAN);
}

#include "dialogue/body_language.h"

#include "base/json.h"
#include "base/table.h"
#include "body/body_words.h"
#include "lang/claim.h"
#include "lang/influence.h"
#include "lang/information.h"
#include "lang/labels.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SHUFFLES = 200, NAME = 80, SITUATIONS = 1 << SW_BODY_COLOURS, WORDS = SW_BODY_TOKENS };

_Static_assert((int)SW_BODY_EVENTS <= (int)SITUATIONS, "situations have room");

/* What the words of a member come to. */
struct measures {
    uint64_t member;
    uint32_t count[SITUATIONS][WORDS];
    double chance[WORDS]; /* of each word among those that are said; silence: 0 */
    struct sw_information information;
    struct sw_estimate influence;
    double flips; /* mean chance that two words call for different acts */
};

bool sw_body_language_of(const struct sw_archive *archive)
{
    return sw_settings_body(&archive->settings) != NULL;
}

/* ---- names ---- */

/* A letter as in docs/language.md: the first word is a; silence is a stroke. */
static char letter_of(uint32_t word)
{
    return word == 0 ? '-' : (char)('a' + word - 1);
}

static void name_event(uint32_t event, char text[NAME])
{
    static const char *const names[SW_EVENT_EATEN] = {"nothing", "stopped", "ate meat"};

    if (event < SW_EVENT_EATEN)
        snprintf(text, NAME, "%s", names[event]);
    else
        snprintf(text, NAME, "colour %u %s", (event - SW_EVENT_EATEN) / 2 + 1,
                 (event - SW_EVENT_EATEN) % 2 ? "fed" : "poisoned");
}

static void name_mask(uint32_t mask, char text[NAME])
{
    size_t used = 0;

    text[0] = '\0';
    for (uint32_t colour = 0; colour < SW_BODY_COLOURS; colour++)
        if (mask >> colour & 1)
            used += (size_t)snprintf(text + used, NAME - used, "%s%u", used > 0 ? " and " : "",
                                     colour + 1);
    snprintf(text + used, NAME - used, " feed");
}

static void name_situation(const struct sw_body_words *words, uint32_t situation, char text[NAME])
{
    (words->guided ? name_mask : name_event)(situation, text);
}

/* ---- measures ---- */

static int inform(const struct sw_body_words *words, const struct sw_body_language *request,
                  struct sw_information *out, struct sw_error *error)
{
    static const char doing[] = "measuring words";
    uint64_t *key = sw_allocate(words->count + 1u, sizeof *key, doing, error);
    uint32_t *word = sw_allocate(words->count + 1u, sizeof *word, doing, error);
    uint32_t *situation = sw_allocate(words->count + 1u, sizeof *situation, doing, error);
    int64_t different = -1, situations = -1;
    int result = -1;

    if (key == NULL || word == NULL || situation == NULL)
        goto out;
    for (uint32_t i = 0; i < words->count; i++)
        key[i] = words->word[i];
    different = sw_labels_number(key, words->count, word, NULL, error);
    for (uint32_t i = 0; i < words->count; i++)
        key[i] = words->situation[i];
    situations = sw_labels_number(key, words->count, situation, NULL, error);
    if (different >= 0 && situations >= 0)
        result = sw_information(word, (uint32_t)different, situation, (uint32_t)situations,
                                words->count, request->seed, 0, SHUFFLES, out, error);
out:
    free(key);
    free(word);
    free(situation);
    return result;
}

static void find_chances(const struct sw_body_words *words, struct measures *measures)
{
    uint32_t said = 0, of[WORDS] = {0};

    for (uint32_t i = 0; i < words->count; i++) {
        measures->count[words->situation[i]][words->word[i]]++;
        of[words->word[i]]++;
        said += words->word[i] != 0;
    }
    for (uint32_t word = 1; word < WORDS && said > 0; word++)
        measures->chance[word] = (double)of[word] / said;
}

static int find_influence(const struct sw_body_words *words, struct measures *measures,
                          struct sw_error *error)
{
    double *bits = sw_allocate(words->states + 1u, sizeof *bits, "measuring words", error);

    if (bits == NULL)
        return -1;
    for (uint32_t i = 0; i < words->states; i++) {
        const uint32_t *act = words->act + (size_t)i * WORDS;
        double does[WORDS][SW_BODY_ACTS] = {{0}};

        for (uint32_t word = 0; word < WORDS; word++)
            does[word][act[word]] = 1;
        bits[i] = sw_influence(measures->chance, does[0], WORDS, SW_BODY_ACTS);
        measures->flips += sw_flip_rate(measures->chance, act, WORDS) / words->states;
    }
    measures->influence = sw_estimate_of(bits, words->states);
    free(bits);
    return 0;
}

/* ---- printing ---- */

static int print_situations(const struct sw_body_words *words, const struct measures *measures,
                            FILE *out, struct sw_error *error)
{
    struct sw_column columns[WORDS + 2] = {{"said of", SW_ALIGN_LEFT}, {"times", SW_ALIGN_RIGHT}};
    char title[WORDS][2], name[NAME];
    struct sw_table *table;
    int result;

    for (uint32_t word = 0; word < WORDS; word++) {
        title[word][0] = letter_of(word);
        title[word][1] = '\0';
        columns[2 + word] = (struct sw_column){title[word], SW_ALIGN_RIGHT};
    }
    table = sw_table_create(columns, WORDS + 2, error);
    if (table == NULL)
        return -1;
    for (uint32_t situation = 0; situation < words->situations; situation++) {
        uint32_t times = 0;

        for (uint32_t word = 0; word < WORDS; word++)
            times += measures->count[situation][word];
        if (times == 0)
            continue;
        name_situation(words, situation, name);
        sw_table_cell(table, "%s", name);
        sw_table_cell(table, "%u", times);
        for (uint32_t word = 0; word < WORDS; word++)
            sw_table_cell(table, "%.0f %%", 100.0 * measures->count[situation][word] / times);
    }
    result = sw_table_print(table, out, SW_TABLE_WIDTH, error);
    sw_table_destroy(table);
    return result;
}

static int tell_text(const struct sw_archive *archive, const struct sw_body_language *request,
                     const struct sw_body_words *words, const struct measures *measures, FILE *out,
                     struct sw_error *error)
{
    const struct sw_information *information = &measures->information;

    fprintf(out, "member %" PRIu64 " speaks in %s, in %" PRIu64 " worlds that no life met\n\n",
            measures->member, sw_settings_body(&archive->settings)->name, request->worlds);
    if (print_situations(words, measures, out, error) != 0)
        return -1;
    fprintf(out,
            "\n-: silence; a to g: words\n"
            "a word tells %.2f of %.2f bits, silence counted as one; shuffled %.2f,\n"
            "at most %.2f (p = %.3f)\n",
            information->plain, information->second, information->null.mean, information->null.high,
            information->null.p);
    if (words->states == 0)
        fputs("no listener could be asked: none heard one word alone\n", out);
    else
        fprintf(out,
                "another word changes the next act: %.3f bits (%.3f to %.3f),\n"
                "%.1f %% of %u times\n",
                measures->influence.mean, measures->influence.low, measures->influence.high,
                100 * measures->flips, words->states);
    return 0;
}

static void situation_json(struct sw_json *json, const struct sw_body_words *words,
                           uint32_t situation, const uint32_t *count)
{
    char name[NAME];

    name_situation(words, situation, name);
    sw_json_open(json, NULL, '{');
    sw_json_text(json, "situation", name);
    sw_json_open(json, "words", '[');
    for (uint32_t word = 0; word < WORDS; word++)
        sw_json_count(json, NULL, count[word]);
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

static void tell_json(const struct sw_archive *archive, const struct sw_body_language *request,
                      const struct sw_body_words *words, const struct measures *measures, FILE *out)
{
    static const uint32_t none[WORDS];
    const struct sw_information *information = &measures->information;
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", measures->member);
    sw_json_text(&json, "game", sw_settings_body(&archive->settings)->name);
    sw_json_count(&json, "worlds", request->worlds);
    sw_json_count(&json, "worlds_seed", request->seed);
    sw_json_open(&json, "situations", '[');
    for (uint32_t situation = 0; situation < words->situations; situation++)
        if (memcmp(measures->count[situation], none, sizeof none) != 0)
            situation_json(&json, words, situation, measures->count[situation]);
    sw_json_close(&json, ']');
    sw_json_real(&json, "information", information->plain);
    sw_json_real(&json, "entropy", information->second);
    sw_json_real(&json, "bias", information->bias);
    sw_json_real(&json, "null_mean", information->null.mean);
    sw_json_real(&json, "null_high", information->null.high);
    sw_json_real(&json, "null_p", information->null.p);
    sw_json_count(&json, "states", words->states);
    sw_json_real(&json, "influence", measures->influence.mean);
    sw_json_real(&json, "influence_low", measures->influence.low);
    sw_json_real(&json, "influence_high", measures->influence.high);
    sw_json_real(&json, "flip_rate", measures->flips);
    sw_json_close(&json, '}');
}

static int weigh(struct sw_archive *archive, const struct sw_body_language *request,
                 struct sw_body_words *words, struct measures *measures, struct sw_error *error)
{
    struct sw_individual member = {0};
    int result = -1;

    if (sw_archive_member(archive, request->member, &measures->member, error) != 0 ||
        sw_archive_rebuild(archive, measures->member, true, &member, error) != 0)
        return -1;
    result = sw_body_words_collect(&archive->layout, sw_settings_body_rules(&archive->settings),
                                   member.weights, request->seed, request->worlds, words, error);
    sw_individual_free(&member);
    if (result != 0)
        return -1;
    find_chances(words, measures);
    if (inform(words, request, &measures->information, error) != 0)
        return -1;
    return find_influence(words, measures, error);
}

int sw_body_language(struct sw_archive *archive, const struct sw_body_language *request, FILE *out,
                     struct sw_error *error)
{
    struct sw_body_words words = {0};
    struct measures measures = {0};
    int result = -1;

    if (archive->layout.shape.speaks == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the bodies of this run have no words: set body.speech to normal, in a game "
                       "of several bodies");
    if (weigh(archive, request, &words, &measures, error) != 0)
        goto out;
    result = 0;
    if (request->json)
        tell_json(archive, request, &words, &measures, out);
    else
        result = tell_text(archive, request, &words, &measures, out, error);
out:
    sw_body_words_clear(&words);
    return result;
}

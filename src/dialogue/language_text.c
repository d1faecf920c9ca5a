#include "dialogue/language_text.h"
#include "dialogue/claim_text.h"

#include "base/number.h"
#include "base/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 160, LISTED = 8, LETTERS = 20, LAWS = 16, WIDTH = SW_TABLE_WIDTH };

static void message_text(const struct sw_corpus *corpus, uint32_t message,
                         char text[SW_UTTERANCE_MAX + 1])
{
    sw_utterance_print(corpus->saying[corpus->message_at[message]].said, corpus->length, text);
}

/* The message that is said most of a rule. */
static void rule_message(const struct sw_corpus *corpus, uint32_t rule,
                         char text[SW_UTTERANCE_MAX + 1])
{
    uint32_t message = 0;

    sw_lexicon_messages(&corpus->lexicon, rule, &message, 1);
    message_text(corpus, message, text);
}

static void rule_text(const struct sw_corpus *corpus, uint32_t rule, char text[NAME])
{
    sw_corpus_rule_name(corpus, &corpus->saying[corpus->rule_at[rule]], text, NAME);
}

/* ---- the short lexicon ---- */

/* Rules that are one law: they come first. If there are none, all. */
static uint32_t listed_rules(const struct sw_corpus *corpus)
{
    uint32_t rules = 0;

    while (rules < corpus->rules && corpus->saying[corpus->rule_at[rules]].parts == 1)
        rules++;
    return rules > 0 ? rules : corpus->rules;
}

/* The first of the rules from `first` on that has other laws; sets the laws' name. */
static uint32_t family_of(const struct sw_corpus *corpus, uint32_t first, char law[NAME])
{
    uint32_t until = first + 1, rules = listed_rules(corpus);
    char other[NAME];

    sw_corpus_law_name(corpus, &corpus->saying[corpus->rule_at[first]], law, NAME);
    while (until < rules) {
        sw_corpus_law_name(corpus, &corpus->saying[corpus->rule_at[until]], other, NAME);
        if (strcmp(law, other) != 0)
            break;
        until++;
    }
    return until;
}

/* What sets a rule apart within its laws: "right", "largest.3", or "". */
static void choice_text(const struct sw_corpus *corpus, uint32_t rule, const char *law,
                        char text[NAME])
{
    size_t length = strlen(law);

    rule_text(corpus, rule, text);
    if (strncmp(text, law, length) == 0 && (text[length] == '.' || text[length] == '\0'))
        memmove(text, text + length + (text[length] == '.'),
                strlen(text + length) + 1 - (text[length] == '.'));
}

/* One line: "gravity   up had, down fad", cut where it ends. */
static void family_line(const struct sw_corpus *corpus, uint32_t first, uint32_t until,
                        const char *law, uint32_t width, FILE *out)
{
    uint32_t column = (uint32_t)fprintf(out, "%-*.*s", (int)width, (int)width, law);

    for (uint32_t rule = first; rule < until; rule++) {
        char choice[NAME], word[SW_UTTERANCE_MAX + 1], piece[NAME + SW_UTTERANCE_MAX + 8];
        uint32_t length;

        choice_text(corpus, rule, law, choice);
        rule_message(corpus, rule, word);
        length = (uint32_t)snprintf(piece, sizeof piece, "  %s%s%s", choice,
                                    choice[0] != '\0' ? " " : "", word);
        if (column + length > WIDTH - (rule + 1 < until ? 4 : 0)) {
            fputs(" ...", out);
            break;
        }
        fputs(piece, out);
        column += length;
    }
    fputc('\n', out);
}

void sw_language_lexicon(const struct sw_corpus *corpus, FILE *out)
{
    uint32_t rules = listed_rules(corpus), count = 0, width = 0, shown = 0;
    char law[NAME], puzzles[SW_NUMBER_TEXT];

    for (uint32_t rule = 0; rule < rules; count++) {
        rule = family_of(corpus, rule, law);
        width = strlen(law) > width ? (uint32_t)strlen(law) : width;
    }
    fprintf(out, "The message said most of each rule (%.0f %% of %s puzzles):\n\n",
            100 * sw_lexicon_consistency(&corpus->lexicon),
            sw_number_count(corpus->count, puzzles));
    for (uint32_t rule = 0; rule < rules && shown < LAWS; shown++) {
        uint32_t until = family_of(corpus, rule, law);

        family_line(corpus, rule, until, law, width < 24 ? width : 24, out);
        rule = until;
    }
    if (count > shown || rules < corpus->rules)
        fprintf(out, "and %u laws more, and %u rules of several laws in a row\n", count - shown,
                corpus->rules - rules);
    fprintf(out, "%u messages for %u rules; solved %.1f %%, hearing of another puzzle %.1f %%\n",
            corpus->messages, corpus->rules, 100 * sw_corpus_share(corpus, SW_WAY_NORMAL),
            100 * sw_corpus_share(corpus, SW_WAY_SHUFFLED));
}

/* ---- rule -> words ---- */

static void words_cell(struct sw_table *table, const struct sw_corpus *corpus, uint32_t rule)
{
    uint32_t message[LISTED] = {0};
    uint32_t found = sw_lexicon_messages(&corpus->lexicon, rule, message, LISTED);
    char text[NAME] = "";

    for (uint32_t i = 0; i < found && i < LISTED; i++) {
        size_t used = strlen(text);
        char word[SW_UTTERANCE_MAX + 1];

        message_text(corpus, message[i], word);
        if (used > 34) {
            snprintf(text + used, sizeof text - used, "  +%u", found - i);
            break;
        }
        snprintf(text + used, sizeof text - used, "%s%s %u", i > 0 ? "  " : "", word,
                 sw_lexicon_said(&corpus->lexicon, rule, message[i]));
    }
    sw_table_cell(table, "%s", text);
}

static double share_exact(const struct sw_corpus *corpus, uint32_t rule)
{
    double solved = 0;

    for (uint32_t i = 0; i < corpus->count; i++)
        solved += corpus->rule[i] == rule && corpus->saying[i].exact[SW_WAY_NORMAL];
    return solved / corpus->lexicon.of_rule[rule];
}

static int print(struct sw_table *table, FILE *out, struct sw_error *error)
{
    struct sw_error failed = {0};
    int result = sw_table_print(table, out, WIDTH, &failed);

    sw_table_destroy(table);
    if (result == 0 || ferror(out))
        return 0;
    return sw_fail(error, (enum sw_exit)failed.code, "%s", failed.text);
}

static int print_rules(const struct sw_corpus *corpus, FILE *out, struct sw_error *error)
{
    static const struct sw_column columns[] = {{"rule", SW_ALIGN_LEFT},
                                               {"puzzles", SW_ALIGN_RIGHT},
                                               {"same", SW_ALIGN_RIGHT},
                                               {"exact", SW_ALIGN_RIGHT},
                                               {"messages, with how often", SW_ALIGN_LEFT}};
    struct sw_table *table = sw_table_create(columns, 5, error);

    if (table == NULL)
        return -1;
    for (uint32_t rule = 0; rule < corpus->rules; rule++) {
        uint32_t message = 0, all = corpus->lexicon.of_rule[rule];
        char name[NAME];

        sw_lexicon_messages(&corpus->lexicon, rule, &message, 1);
        rule_text(corpus, rule, name);
        sw_table_cell(table, "%s", name);
        sw_table_cell(table, "%u", all);
        sw_table_cell(table, "%.0f",
                      100.0 * sw_lexicon_said(&corpus->lexicon, rule, message) / all);
        sw_table_cell(table, "%.0f", 100 * share_exact(corpus, rule));
        words_cell(table, corpus, rule);
    }
    fputs("From rules to messages, in percent. same: puzzles with the rule's first one.\n\n", out);
    return print(table, out, error);
}

/* ---- letters -> what they go with ---- */

/* A letter at a place, and the choice of an attribute that it goes with most. */
struct letter {
    uint32_t place, token, said;
    struct {
        double strength;
        uint32_t puzzle, attribute; /* a puzzle that has the choice */
    } with[2];
};

static void associate(const struct sw_corpus *corpus, struct letter *letter, uint32_t attribute,
                      uint32_t puzzle)
{
    uint32_t choice = corpus->attribute[(uint64_t)puzzle * corpus->attributes + attribute];
    uint32_t both = 0, has = 0;
    double strength;

    for (uint32_t i = 0; i < corpus->count; i++) {
        bool here = corpus->attribute[(uint64_t)i * corpus->attributes + attribute] == choice;

        has += here;
        both += here && corpus->saying[i].said[letter->place] == letter->token;
    }
    strength = sw_association(both, letter->said, has, corpus->count);
    for (uint32_t k = 0; k < 2; k++)
        if (strength > letter->with[k].strength) {
            if (k == 0)
                letter->with[1] = letter->with[0];
            letter->with[k].strength = strength;
            letter->with[k].puzzle = puzzle;
            letter->with[k].attribute = attribute;
            return;
        }
}

/* A choice that a rule makes: the attribute, and the first puzzle in which it is made so. */
struct made {
    uint32_t attribute, puzzle;
};

/* All choices that rules make, each once. NULL when out of memory; released by free(). */
static struct made *find_choices(const struct sw_corpus *corpus, uint32_t *count,
                                 struct sw_error *error)
{
    size_t most = (size_t)corpus->attributes * corpus->rules + 1;
    struct made *made = sw_allocate(most, sizeof *made, "describing words", error);

    *count = 0;
    for (uint32_t a = 0; a < corpus->attributes && made != NULL; a++) {
        const uint32_t *column = corpus->attribute + a;
        uint32_t first = *count;

        for (uint32_t rule = 0; rule < corpus->rules; rule++) {
            uint32_t puzzle = corpus->rule_at[rule], at = first;
            uint32_t choice = column[(uint64_t)puzzle * corpus->attributes];

            while (at < *count && column[(uint64_t)made[at].puzzle * corpus->attributes] != choice)
                at++;
            if (at == *count && choice != 0)
                made[(*count)++] = (struct made){a, puzzle};
        }
    }
    return made;
}

static int stronger(const void *a, const void *b)
{
    const struct letter *x = a, *y = b;

    if (x->with[0].strength != y->with[0].strength)
        return x->with[0].strength > y->with[0].strength ? -1 : 1;
    return x->place != y->place ? (x->place < y->place ? -1 : 1)
                                : (x->token > y->token) - (x->token < y->token);
}

static void with_cell(struct sw_table *table, const struct sw_corpus *corpus,
                      const struct letter *letter, uint32_t k)
{
    if (letter->with[k].strength <= 0) {
        sw_table_cell(table, "%s", "");
        sw_table_cell(table, "%s", "");
        return;
    }
    sw_table_cell(table, "%s %s", corpus->attribute_name[letter->with[k].attribute],
                  sw_corpus_choice(corpus, letter->with[k].puzzle, letter->with[k].attribute));
    sw_table_cell(table, "%.2f", letter->with[k].strength);
}

static int print_letter_table(const struct sw_corpus *corpus, const struct letter *letter,
                              uint32_t letters, FILE *out, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"place", SW_ALIGN_RIGHT},    {"letter", SW_ALIGN_LEFT},    {"said", SW_ALIGN_RIGHT},
        {"goes with", SW_ALIGN_LEFT}, {"strength", SW_ALIGN_RIGHT}, {"and", SW_ALIGN_LEFT},
        {"", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 7, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < letters && i < LETTERS; i++) {
        uint8_t token = (uint8_t)letter[i].token;
        char word[2];

        sw_utterance_print(&token, 1, word);
        sw_table_cell(table, "%u", letter[i].place + 1);
        sw_table_cell(table, "%s", word);
        sw_table_cell(table, "%u", letter[i].said);
        with_cell(table, corpus, &letter[i], 0);
        with_cell(table, corpus, &letter[i], 1);
    }
    fprintf(out, "\nFrom letters to rules: the %u that go most strongly with something (phi).\n\n",
            letters < LETTERS ? letters : (unsigned)LETTERS);
    return print(table, out, error);
}

static int print_letters(const struct sw_corpus *corpus, FILE *out, struct sw_error *error)
{
    struct letter *letter = sw_allocate((size_t)corpus->length * corpus->vocabulary, sizeof *letter,
                                        "describing words", error);
    uint32_t letters = 0, choices = 0;
    struct made *made = letter == NULL ? NULL : find_choices(corpus, &choices, error);
    int result;

    if (made == NULL) {
        free(letter);
        return -1;
    }
    for (uint32_t place = 0; place < corpus->length; place++)
        for (uint32_t token = 0; token < corpus->vocabulary; token++) {
            struct letter *here = &letter[letters];

            *here = (struct letter){.place = place, .token = token};
            for (uint32_t i = 0; i < corpus->count; i++)
                here->said += corpus->saying[i].said[place] == token;
            if (here->said == 0)
                continue;
            for (uint32_t i = 0; i < choices; i++)
                associate(corpus, here, made[i].attribute, made[i].puzzle);
            letters++;
        }
    qsort(letter, letters, sizeof *letter, stronger);
    result = print_letter_table(corpus, letter, letters, out, error);
    free(letter);
    free(made);
    return result;
}

/* ---- synonyms, homonyms ---- */

static void print_homonym(const struct sw_corpus *corpus, uint32_t message, FILE *out)
{
    uint32_t rule[3] = {0};
    uint32_t found = sw_lexicon_rules(&corpus->lexicon, message, rule, 3);
    char word[SW_UTTERANCE_MAX + 1], name[NAME];

    message_text(corpus, message, word);
    fprintf(out, "  %s:", word);
    for (uint32_t i = 0; i < found && i < 3; i++) {
        rule_text(corpus, rule[i], name);
        fprintf(out, "%s %.30s %u", i > 0 ? "," : "", name,
                sw_lexicon_said(&corpus->lexicon, rule[i], message));
    }
    fputs(found > 3 ? ", ...\n" : "\n", out);
}

/* The homonym that is said most among those after `last`; the number of messages if none is left.
 * The order: how often it is said, then its label. */
static uint32_t next_homonym(const struct sw_corpus *corpus, uint32_t last)
{
    const uint32_t *said = corpus->lexicon.of_message;
    uint32_t best = corpus->messages;

    for (uint32_t m = 0; m < corpus->messages; m++) {
        bool after =
            last == corpus->messages || said[m] < said[last] || (said[m] == said[last] && m > last);

        if (after && sw_language_homonym(&corpus->lexicon, m) &&
            (best == corpus->messages || said[m] > said[best]))
            best = m;
    }
    return best;
}

static void print_synonyms(const struct sw_corpus *corpus, const struct sw_language *language,
                           FILE *out)
{
    uint32_t shown = 0, message = corpus->messages;

    fprintf(out,
            "\nSynonyms: a rule has %.1f messages in the mean (2 to their entropy).\n"
            "Homonyms: %u of %u messages are of several rules, none with nine in ten.\n",
            language->synonyms, language->homonyms, corpus->messages);
    while (shown < LISTED && shown < language->homonyms) {
        message = next_homonym(corpus, message);
        print_homonym(corpus, message, out);
        shown++;
    }
    if (language->homonyms > shown)
        fprintf(out, "  and %u more\n", language->homonyms - shown);
}

/* ---- ways of breaking the channel ---- */

static int print_ways(const struct sw_corpus *corpus, const struct sw_language *language, FILE *out,
                      struct sw_error *error)
{
    static const struct sw_column columns[] = {{"channel", SW_ALIGN_LEFT},
                                               {"exact", SW_ALIGN_RIGHT},
                                               {"95 %", SW_ALIGN_RIGHT},
                                               {"what the listener hears", SW_ALIGN_LEFT}};
    struct sw_table *table = sw_table_create(columns, 4, error);

    if (table == NULL)
        return -1;
    for (uint32_t way = 0; way < SW_WAYS; way++) {
        const struct sw_estimate *solved = &language->solved[way];

        sw_table_cell(table, "%s", sw_way_name((enum sw_way)way));
        sw_table_cell(table, "%.1f", 100 * solved->mean);
        sw_table_cell(table, "%.1f-%.1f", 100 * fmax(0, solved->low), 100 * fmin(1, solved->high));
        sw_table_cell(table, "%s", sw_way_description((enum sw_way)way));
    }
    fprintf(out, "\nThe channel: share of %u puzzles solved, in percent (%s blind guess: %.1f).\n\n",
            corpus->count, corpus->turns > 1 ? "best" : "a", 100 * language->evidence.chance);
    return print(table, out, error);
}

/* ---- measures ---- */

static void null_cells(struct sw_table *table, const struct sw_null *null)
{
    sw_table_cell(table, "%.2f", null->mean);
    sw_table_cell(table, "%.2f", null->high);
    sw_table_cell(table, "%.3f", null->p);
}

static void information_row(struct sw_table *table, const char *name,
                            const struct sw_information *information)
{
    sw_table_cell(table, "%s", name);
    sw_table_cell(table, "%.2f", information->plain);
    sw_table_cell(table, "%.2f", information->plain - information->bias);
    null_cells(table, &information->null);
}

static void form_row(struct sw_table *table, const char *name, double value, bool unknown,
                     const struct sw_null *null)
{
    sw_table_cell(table, "%s", name);
    if (unknown) {
        sw_table_cell(table, "-");
        sw_table_end_row(table);
        return;
    }
    sw_table_cell(table, "%.2f", value);
    sw_table_cell(table, "%.2f", value - null->mean);
    null_cells(table, null);
}

static int print_measures(const struct sw_language *language, FILE *out, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"measure", SW_ALIGN_LEFT}, {"value", SW_ALIGN_RIGHT},  {"corrected", SW_ALIGN_RIGHT},
        {"null", SW_ALIGN_RIGHT},   {"97.5 %", SW_ALIGN_RIGHT}, {"p", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 6, error);

    if (table == NULL)
        return -1;
    information_row(table, "bits, message and rule", &language->rule);
    information_row(table, "bits, message and what is done", &language->act);
    if (language->has_own)
        information_row(table, "bits, message and own edits", &language->own);
    form_row(table, "topographic similarity", language->topography.similarity,
             language->topography.constant, &language->topography.null);
    form_row(table, "positional disentanglement", language->positional.value,
             language->positional.unknown, &language->positional.null);
    form_row(table, "bag-of-symbols disentanglement", language->bag.value, language->bag.unknown,
             &language->bag.null);
    fprintf(out,
            "\nMeasures. null: with messages dealt out anew. corrected: less the bias of\n"
            "counting (bits), or less the null. own edits: what the speaker would do itself.\n"
            "Entropy: messages %.2f bits, rules %.2f; the channel could carry %.2f.\n\n",
            language->rule.first, language->rule.second, language->capacity);
    return print(table, out, error);
}

static void print_listening(const struct sw_corpus *corpus, const struct sw_language *language,
                            FILE *out)
{
    const struct sw_influences *influences = &corpus->influences;

    fprintf(out,
            "\nCausal influence: %.2f bits (95 %%: %.2f to %.2f) of %.2f, on %u\n"
            "canvases with %u messages each; another message changes the edits in %.0f %%.\n",
            influences->bits.mean, influences->bits.low, influences->bits.high, influences->entropy,
            influences->states, influences->messages, 100 * influences->flips);
    fprintf(out,
            "Exchanged messages: of %u results %.1f %% are right by the message, %.1f %% by\n"
            "the puzzle; %s blind guess follows %.1f %%.\n",
            corpus->swaps.count, 100 * corpus->swaps.follow, 100 * corpus->swaps.stay,
            corpus->turns > 1 ? "the best" : "a", 100 * corpus->swaps.chance);
    fprintf(out,
            "From the message alone %.1f %% of rules can be named, without it %.1f %%.\nRecovered "
            "gain: %.2f of 1.\n",
            100 * language->decoder.decoded, 100 * language->decoder.majority,
            language->evidence.recovered);
}

/* ---- the claim ---- */

static int print_claim(const struct sw_language *language, FILE *out, struct sw_error *error)
{
    uint32_t broken = 0;

    fputs("\nMay it be said that the language carries the rule? (95 % intervals over puzzles)\n\n",
          out);
    if (sw_claim_table(&language->evidence, language->held, &broken, out, error) != 0)
        return -1;
    if (language->carries)
        fputs("\nAll conditions hold: the language of this run carries the rule. Whether its\n"
              "recipe leads there takes more seeds than one.\n",
              out);
    else
        fprintf(out, "\n%u of %u conditions %s not hold, so this cannot be said.\n", broken,
                (unsigned)SW_CONDITIONS, broken == 1 ? "does" : "do");
    return 0;
}

int sw_language_report(const struct sw_corpus *corpus, const struct sw_language *language,
                       FILE *out, struct sw_error *error)
{
    if (print_rules(corpus, out, error) != 0 || print_letters(corpus, out, error) != 0)
        return -1;
    print_synonyms(corpus, language, out);
    if (print_ways(corpus, language, out, error) != 0 || print_measures(language, out, error) != 0)
        return -1;
    print_listening(corpus, language, out);
    return print_claim(language, out, error);
}

#include "world/law/rule_text.h"
#include "base/parameter.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { CANDIDATES_MAX = 256 };

/* A word of the text as it may be printed. */
static void printable(const char *word, size_t length, char *text, size_t size)
{
    if (length >= size)
        length = size - 1;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)(word[i] >= ' ' && word[i] <= '~' ? word[i] : '?');
    text[length] = '\0';
}

static int unknown(const char *what, const char *word, size_t length, const char *const *candidates,
                   uint32_t count, struct sw_error *error)
{
    char text[64], list[384] = "";
    const char *nearest;
    size_t used = 0;

    printable(word, length, text, sizeof text);
    nearest = sw_nearest(text, candidates, count);
    if (nearest != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "there is no %s \"%s\"; did you mean \"%s\"?", what,
                       text, nearest);
    for (uint32_t i = 0; i < count && used < sizeof list; i++)
        used +=
            (size_t)snprintf(list + used, sizeof list - used, i > 0 ? ", %s" : "%s", candidates[i]);
    if (used >= sizeof list)
        return sw_fail(error, SW_EXIT_USAGE,
                       "there is no %s \"%s\"; smallworld worlds --list lists all %u", what, text,
                       count);
    return sw_fail(error, SW_EXIT_USAGE, "there is no %s \"%s\"; choose from %s", what, text, list);
}

/* One choice of a parameter; text..text+length is the word. */
static int parse_choice(enum sw_law_parameter parameter, const char *text, size_t length,
                        int *choice, struct sw_error *error)
{
    const char *candidates[CANDIDATES_MAX];
    uint32_t choices = sw_law_choices(parameter);

    if (length == 1 && *text == '*')
        return 0;
    for (uint32_t c = 0; c < choices; c++) {
        candidates[c] = sw_law_choice_name(parameter, c);
        if (strlen(candidates[c]) == length && memcmp(candidates[c], text, length) == 0)
            *choice = (int)c;
    }
    if (*choice < 0)
        return unknown(sw_law_parameter_name(parameter), text, length, candidates, choices, error);
    return 0;
}

static int parse_name(const char *text, size_t length, struct sw_rule_name *out,
                      struct sw_error *error)
{
    const char *end = text + length, *dot = memchr(text, '.', length);
    int law = sw_law_find(text, dot != NULL ? (size_t)(dot - text) : length);
    const struct sw_law *row;

    if (law < 0) {
        const char *candidates[CANDIDATES_MAX];
        uint32_t count = sw_law_count();

        for (uint32_t i = 0; i < count; i++)
            candidates[i] = sw_law_row(i)->name;
        return unknown("law", text, dot != NULL ? (size_t)(dot - text) : length, candidates, count,
                       error);
    }
    row = sw_law_row((uint32_t)law);
    *out = (struct sw_rule_name){.law = (uint32_t)law, .choice = {-1, -1}, .full = true};
    for (int i = 0; i < 2; i++) {
        if (row->parameter[i] == SW_PARAMETER_NONE) {
            out->choice[i] = 0;
            continue;
        }
        if (dot != NULL) {
            text = dot + 1;
            dot = memchr(text, '.', (size_t)(end - text));
            if (parse_choice(row->parameter[i], text, (size_t)((dot != NULL ? dot : end) - text),
                             &out->choice[i], error) != 0)
                return -1;
        }
        out->full = out->full && out->choice[i] >= 0;
    }
    if (dot != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "the law %s takes no parameter \"%.*s\"", row->name,
                       (int)(end - dot - 1 < 40 ? end - dot - 1 : 40), dot + 1);
    return 0;
}

/* The next word of the text, without blanks around it; false at the end. Empty words are passed
 * over. */
static bool next_word(const char **text, const char **word, size_t *length)
{
    while (**text != '\0') {
        size_t size = strcspn(*text, ",");
        const char *from = *text, *end = from + size;

        *text = end + (*end == ',');
        while (from < end && isspace((unsigned char)*from))
            from++;
        while (end > from && isspace((unsigned char)end[-1]))
            end--;
        if (from == end)
            continue;
        *word = from;
        *length = (size_t)(end - from);
        return true;
    }
    return false;
}

bool sw_rule_covered(const struct sw_rule_name *name, const struct sw_rule *rule)
{
    return name->law == rule->law &&
           (name->choice[0] < 0 || name->choice[0] == rule->parameter[0]) &&
           (name->choice[1] < 0 || name->choice[1] == rule->parameter[1]);
}

int sw_rule_wanted(const char *text, const struct sw_rule *rule, const char *hindered,
                   struct sw_error *error)
{
    const char *word;
    size_t length;
    int wanted = 0;

    for (bool first = true; next_word(&text, &word, &length); first = false) {
        struct sw_rule_name name = {.law = 0};
        bool without = *word == '-';

        if (memchr(word, '>', length) != NULL)
            continue;
        word += without;
        length -= without;
        wanted = wanted || (without && first);
        if (length == 3 && memcmp(word, "all", 3) == 0) {
            wanted = !without;
            continue;
        }
        if (parse_name(word, length, &name, error) != 0)
            return -1;
        if (!sw_rule_covered(&name, rule))
            continue;
        if (name.full && !without && hindered != NULL)
            return sw_fail(error, SW_EXIT_USAGE, "the law %s needs %s", rule->name, hindered);
        wanted = !without;
    }
    return hindered == NULL && wanted;
}

bool sw_rules_open(const char *text)
{
    const char *word;
    size_t length;

    for (bool first = true; next_word(&text, &word, &length); first = false)
        if ((first && *word == '-') || (length == 3 && memcmp(word, "all", 3) == 0))
            return true;
    return false;
}

static const char *trimmed(const char *from, const char *end, size_t *length)
{
    while (from < end && isspace((unsigned char)*from))
        from++;
    while (end > from && isspace((unsigned char)end[-1]))
        end--;
    *length = (size_t)(end - from);
    return from;
}

int sw_rule_patterns(const char *text, struct sw_rule_pattern pattern[SW_RULE_PATTERNS_MAX],
                     struct sw_error *error)
{
    const char *word;
    size_t length;
    int count = 0;

    while (next_word(&text, &word, &length)) {
        const char *arrow = memchr(word, '>', length), *from;
        size_t part;

        if (arrow == NULL)
            continue;
        if (count == SW_RULE_PATTERNS_MAX)
            return sw_fail(error, SW_EXIT_USAGE, "more than %d compositions are held out",
                           SW_RULE_PATTERNS_MAX);
        from = trimmed(word, arrow, &part);
        if (parse_name(from, part, &pattern[count].first, error) != 0)
            return -1;
        from = trimmed(arrow + 1, word + length, &part);
        if (memchr(from, '>', part) != NULL)
            return sw_fail(error, SW_EXIT_USAGE,
                           "a composition that is held out has two laws: \"fill>gravity\"");
        if (parse_name(from, part, &pattern[count].second, error) != 0)
            return -1;
        printable(word, length, pattern[count].text, sizeof pattern[count].text);
        count++;
    }
    return count;
}

#include "world/puzzle/rules.h"
#include "world/puzzle/explain.h"

#include <stdlib.h>
#include <string.h>

struct sw_rules {
    uint32_t count, held, patterns;
    struct sw_rule rule[SW_RULES_MAX];
    struct sw_law_needs needs[SW_RULES_MAX];
    uint32_t family_first[UINT8_MAX + 1], family_count[UINT8_MAX + 1]; /* by law; not held out */
    struct sw_rule_pattern pattern[SW_RULE_PATTERNS_MAX];
    struct sw_explain *explain;
};

/* --- which rules --- */

static bool divisible(int low, int high)
{
    for (int side = low; side <= high; side++)
        if (side > 3 && (side % 2 == 0 || side % 3 == 0 || (side > 5 && side % 5 == 0)))
            return true;
    return false;
}

/* NULL if the limits allow the rule, else what stands in the way. */
static const char *hindrance(const struct sw_law_needs *needs, const struct sw_rules_limits *limits)
{
    if (needs->colours > limits->colours)
        return "more colours (worlds.colours)";
    if (needs->organisms > limits->organisms)
        return "more organisms (worlds.organisms_max)";
    if (needs->blocks && !divisible(limits->side_min, limits->side_max))
        return "sides that can be divided (worlds.side_max)";
    if (needs->side_max < limits->side_min)
        return "smaller canvases (worlds.side_min)";
    if (needs->side_min > limits->side_max)
        return "larger canvases (worlds.side_max)";
    return NULL;
}

/* The rule that the walk stands at: 1 if the text names it and worlds within the limits can show
 * it, 0 if not, -1 on an error. */
static int mean_wanted(const struct sw_law_walk *walk, const char *text,
                       const struct sw_rules_limits *limits, struct sw_rule *rule,
                       struct sw_law_needs *needs, struct sw_error *error)
{
    if (sw_law_mean(walk->law, walk->choice, rule, error) != 0)
        return -1;
    *needs = sw_rule_needs(rule);
    return sw_rule_wanted(text, rule, hindrance(needs, limits), error);
}

/* Adds the rules of the text that are held out, or those that are not. */
static int add_rules(struct sw_rules *rules, const char *text, const char *hold_out, bool held,
                     const struct sw_rules_limits *limits, struct sw_error *error)
{
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_rule rule;
        struct sw_law_needs needs;
        int wanted = mean_wanted(&walk, text, limits, &rule, &needs, error), out;

        if (wanted < 0)
            return -1;
        out = sw_rule_wanted(hold_out, &rule, NULL, error);
        if (out < 0)
            return sw_error_prefix(error, "worlds.hold_out");
        if (wanted == 0 || (out == 1) != held)
            continue;
        if (rules->count == SW_RULES_MAX)
            return sw_fail(error, SW_EXIT_USAGE,
                           "the laws \"%.200s\" have over %d rules; name fewer", text,
                           SW_RULES_MAX);
        rules->needs[rules->count] = needs;
        if (!held && rules->family_count[walk.law]++ == 0)
            rules->family_first[walk.law] = rules->count;
        rules->rule[rules->count++] = rule;
        rules->held += held;
    }
    return 0;
}

static bool any_covered(const struct sw_rules *rules, const struct sw_rule_name *name)
{
    for (uint32_t i = 0; i < rules->count; i++)
        if (sw_rule_covered(name, &rules->rule[i]))
            return true;
    return false;
}

static int add_patterns(struct sw_rules *rules, const char *hold_out, struct sw_error *error)
{
    int count = sw_rule_patterns(hold_out, rules->pattern, error);

    if (count < 0)
        return sw_error_prefix(error, "worlds.hold_out");
    rules->patterns = (uint32_t)count;
    for (int i = 0; i < count; i++)
        if (!any_covered(rules, &rules->pattern[i].first) ||
            !any_covered(rules, &rules->pattern[i].second))
            return sw_fail(error, SW_EXIT_USAGE,
                           "worlds.hold_out: %s is not a composition of laws of these worlds",
                           rules->pattern[i].text);
    return 0;
}

/* Something that is to be held out must be there: else lives meet what the user thinks they do
 * not. */
static int check_held(const struct sw_rules *rules, const char *hold_out, struct sw_error *error)
{
    if (rules->held == 0 && rules->patterns == 0 && hold_out[strspn(hold_out, ", \t")] != '\0')
        return sw_fail(error, SW_EXIT_USAGE,
                       "worlds.hold_out = \"%.200s\" names none of these worlds' laws, so "
                       "nothing would be held out",
                       hold_out);
    if (rules->held == rules->count)
        return sw_fail(error, SW_EXIT_USAGE, "worlds.hold_out = \"%.200s\" leaves no law for lives",
                       hold_out);
    return 0;
}

struct sw_rules *sw_rules_create(const char *text, const char *hold_out,
                                 const struct sw_rules_limits *limits, struct sw_error *error)
{
    struct sw_rules *rules = sw_allocate(1, sizeof *rules, "listing the laws", error);

    if (rules == NULL)
        return NULL;
    if (add_rules(rules, text, hold_out, false, limits, error) != 0 ||
        add_rules(rules, text, hold_out, true, limits, error) != 0)
        goto failed;
    if (rules->count == 0) {
        sw_fail(error, SW_EXIT_USAGE,
                "the laws \"%.200s\" leave nothing to show with these canvases, colours and "
                "organisms; \"all\" uses every law that fits",
                text);
        goto failed;
    }
    if (add_patterns(rules, hold_out, error) != 0 || check_held(rules, hold_out, error) != 0)
        goto failed;
    rules->explain = sw_explain_create(rules->rule, rules->count, error);
    if (rules->explain == NULL)
        goto failed;
    return rules;
failed:
    sw_rules_destroy(rules);
    return NULL;
}

int sw_rules_vocabulary(const char *text, const struct sw_rules_limits *limits, bool *used,
                        struct sw_error *error)
{
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_rule rule;
        struct sw_law_needs needs;
        int wanted = mean_wanted(&walk, text, limits, &rule, &needs, error);

        if (wanted < 0)
            return -1;
        for (uint32_t t = 0; wanted == 1 && t < rule.teacher.length; t++)
            used[rule.teacher.token[t]] = true;
    }
    return 0;
}

int sw_rules_longest(const char *text, const struct sw_rules_limits *limits, uint32_t *longest,
                     struct sw_error *error)
{
    *longest = 0;
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_rule rule;
        struct sw_law_needs needs;
        int wanted = mean_wanted(&walk, text, limits, &rule, &needs, error);

        if (wanted < 0)
            return -1;
        if (wanted == 1 && rule.teacher.length > *longest)
            *longest = rule.teacher.length;
    }
    return 0;
}

void sw_rules_destroy(struct sw_rules *rules)
{
    if (rules != NULL)
        sw_explain_destroy(rules->explain);
    free(rules);
}

uint32_t sw_rules_count(const struct sw_rules *rules)
{
    return rules->count;
}

uint32_t sw_rules_held(const struct sw_rules *rules)
{
    return rules->held;
}

const struct sw_rule *sw_rules_row(const struct sw_rules *rules, uint32_t index)
{
    return index < rules->count ? &rules->rule[index] : NULL;
}

const struct sw_law_needs *sw_rules_needs(const struct sw_rules *rules, uint32_t index)
{
    return index < rules->count ? &rules->needs[index] : NULL;
}

void sw_rules_family(const struct sw_rules *rules, uint32_t law, uint32_t *first, uint32_t *count)
{
    *first = rules->family_first[law];
    *count = rules->family_count[law];
}

uint32_t sw_rules_patterns(const struct sw_rules *rules)
{
    return rules->patterns;
}

const struct sw_rule_pattern *sw_rules_pattern(const struct sw_rules *rules, uint32_t index)
{
    return index < rules->patterns ? &rules->pattern[index] : NULL;
}

bool sw_rules_apart(const struct sw_rules *rules, uint32_t first, uint32_t second)
{
    for (uint32_t i = 0; i < rules->patterns; i++)
        if (sw_rule_covered(&rules->pattern[i].first, &rules->rule[first]) &&
            sw_rule_covered(&rules->pattern[i].second, &rules->rule[second]))
            return true;
    return false;
}

uint32_t sw_rules_solve(const struct sw_rules *rules, const struct sw_pair *pair, bool *solves)
{
    return sw_explain_pair(rules->explain, pair, solves);
}

uint32_t sw_rules_standing(const struct sw_rules *rules, const struct sw_puzzle *puzzle,
                           uint32_t own, bool *stands)
{
    return sw_explain_puzzle(rules->explain, puzzle, own, stands);
}

bool sw_rules_rival(const struct sw_rules *rules, const struct sw_puzzle *puzzle, uint32_t own)
{
    return sw_explain_rival(rules->explain, puzzle, own);
}

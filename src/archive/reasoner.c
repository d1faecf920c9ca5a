#include "archive/reasoner.h"

#include "base/error.h"
#include "world/puzzle/explain.h"

#include <stdlib.h>
#include <string.h>

/* Rules stand in the order of the sets that bring them; one that several sets have stands once. */
struct sw_reasoner {
    struct sw_rule *rule; /* [SW_RULES_MAX], owned */
    uint16_t since[SW_RULES_MAX];
    uint32_t rules, sets;
    struct sw_explain *explain; /* owned */
};

static uint32_t find(const struct sw_reasoner *reasoner, const struct sw_rule *rule)
{
    uint32_t i = 0;

    while (i < reasoner->rules && strcmp(reasoner->rule[i].name, rule->name) != 0)
        i++;
    return i;
}

static int learn_set(struct sw_reasoner *reasoner, const struct sw_settings *settings,
                     struct sw_error *error)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    struct sw_worlds *worlds = sw_worlds_create(&wanted, NULL, NULL, error);

    for (uint32_t i = 0; worlds != NULL && i < sw_worlds_rows(worlds); i++) {
        const struct sw_rule *rule = sw_worlds_rule(worlds, i);

        if (find(reasoner, rule) < reasoner->rules)
            continue;
        if (reasoner->rules == SW_RULES_MAX) {
            sw_worlds_destroy(worlds);
            return sw_fail(error, SW_EXIT_FAILED,
                           "all sets together have over %u rules, too many to be told apart",
                           (unsigned)SW_RULES_MAX);
        }
        reasoner->since[reasoner->rules] = (uint16_t)reasoner->sets;
        reasoner->rule[reasoner->rules++] = *rule;
    }
    reasoner->sets++;
    sw_worlds_destroy(worlds);
    return worlds == NULL ? -1 : 0;
}

struct sw_reasoner *sw_reasoner_create(const struct sw_settings *settings,
                                       const struct sw_taught *set, uint32_t sets,
                                       struct sw_error *error)
{
    static const char what[] = "listing the rules of all sets";
    struct sw_reasoner *reasoner = sw_allocate(1, sizeof *reasoner, what, error);
    struct sw_settings *own = sw_allocate(1, sizeof *own, what, error);
    int result = reasoner == NULL || own == NULL ? -1 : 0;

    if (result == 0) {
        reasoner->rule = sw_allocate(SW_RULES_MAX, sizeof *reasoner->rule, what, error);
        result = reasoner->rule == NULL ? -1 : 0;
    }
    for (uint32_t j = 0; j < sets && result == 0; j++) {
        *own = *settings;
        snprintf(own->worlds.laws, sizeof own->worlds.laws, "%s", set[j].laws);
        result = learn_set(reasoner, own, error);
    }
    if (result == 0) {
        reasoner->explain = sw_explain_create(reasoner->rule, reasoner->rules, error);
        result = reasoner->explain == NULL ? -1 : 0;
    }
    free(own);
    if (result == 0)
        return reasoner;
    sw_reasoner_destroy(reasoner);
    return NULL;
}

void sw_reasoner_destroy(struct sw_reasoner *reasoner)
{
    if (reasoner == NULL)
        return;
    sw_explain_destroy(reasoner->explain);
    free(reasoner->rule);
    free(reasoner);
}

bool sw_reasoner_answer(const struct sw_reasoner *reasoner, const struct sw_worlds *worlds,
                        const struct sw_puzzle *puzzle, double *right)
{
    bool stands[SW_RULES_MAX];
    uint32_t own, standing = 0, good = 0, next = 0;

    if (puzzle->parts != 1 || puzzle->ground != 0) {
        double ceiling = sw_worlds_ceiling(worlds, puzzle);

        for (uint32_t k = 0; k < reasoner->sets; k++)
            right[k] = ceiling;
        return ceiling >= 1;
    }
    own = find(reasoner, sw_worlds_rule(worlds, puzzle->part[0]));
    sw_explain_puzzle(reasoner->explain, puzzle, own, stands);
    for (uint32_t k = 0; k < reasoner->sets; k++) {
        for (; next < reasoner->rules && reasoner->since[next] == k; next++) {
            if (!stands[next])
                continue;
            standing++;
            good += next == own || sw_puzzle_exact(puzzle, &reasoner->rule[next].teacher);
        }
        right[k] = standing > 0 ? (double)good / standing : 0;
    }
    return good == standing && standing > 0;
}

#include "selection/scheme_private.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define ROW(function, row_name, text, brief, ...)                                                  \
    {.name = row_name, .description = text, .parents = function, __VA_ARGS__},

static const struct sw_scheme table[] = {SW_SCHEME_ROWS(ROW, ROW)};

uint32_t sw_scheme_count(void)
{
    return sizeof table / sizeof *table;
}

const struct sw_scheme *sw_scheme_row(uint32_t index)
{
    return index < sw_scheme_count() ? &table[index] : NULL;
}

/* Whether the scratch has room: callers make it for the most there can be. */
static bool fits(const struct sw_selector *selector, const struct sw_selection *selection,
                 const struct sw_candidates *candidates, const struct sw_scheme *scheme)
{
    return candidates->count >= 1 && candidates->standing <= candidates->count &&
           candidates->count <= selector->most && candidates->width <= selector->width &&
           selection->litters <= selector->litters && selection->cells <= SW_CELLS_MAX &&
           (scheme->observes != SW_OBSERVED_BEHAVIOUR || candidates->width <= SW_BEHAVIOUR_MAX);
}

uint32_t sw_scheme_survive(const struct sw_scheme *scheme, struct sw_selector *selector,
                           const struct sw_selection *selection,
                           const struct sw_candidates *candidates, struct sw_dice *dice,
                           uint32_t *survivor)
{
    assert(fits(selector, selection, candidates, scheme));
    if (scheme->survive == NULL)
        return 0;
    return scheme->survive(selector, selection, candidates, dice, survivor);
}

void sw_scheme_parents(const struct sw_scheme *scheme, struct sw_selector *selector,
                       const struct sw_selection *selection, const struct sw_candidates *candidates,
                       struct sw_dice *dice, struct sw_choice *choice)
{
    assert(fits(selector, selection, candidates, scheme));
    scheme->parents(selector, selection, candidates, dice, choice);
}

uint32_t sw_scheme_most_parents(const struct sw_scheme *scheme,
                                const struct sw_selection *selection)
{
    if (scheme->recombines)
        return 1;
    return selection->crossover > 0 ? 2 * selection->litters : selection->litters;
}

uint32_t sw_scheme_elites(const struct sw_scheme *scheme, const struct sw_selection *selection)
{
    if (!sw_scheme_uses(scheme, "elites"))
        return 0;
    return sw_elites_of(selection);
}

bool sw_scheme_uses(const struct sw_scheme *scheme, const char *key)
{
    char word[32];

    snprintf(word, sizeof word, " %s ", key);
    return strstr(scheme->uses, word) != NULL;
}

#include "world/puzzle/action_set.h"
#include "world/puzzle/composition.h"
#include "world/puzzle/teacher_search.h"

#include <string.h>

_Static_assert(SW_EDITS_MAX <= UINT16_MAX, "a row has two bytes, and one is no edit");

/* Numbers the tokens of the set. */
static struct sw_action_set number(const bool *used)
{
    struct sw_action_set out = {.count = 1};

    for (uint32_t token = 1; token < sw_edit_count(); token++) {
        if (!used[token])
            continue;
        out.row[token] = (uint16_t)out.count;
        out.token[out.count++] = (sw_edit_token)token;
    }
    return out;
}

struct sw_action_set sw_action_set_all(void)
{
    bool used[SW_EDITS_MAX];

    memset(used, true, sizeof used);
    return number(used);
}

struct sw_action_set sw_action_set_join(const struct sw_action_set *a,
                                        const struct sw_action_set *b)
{
    bool used[SW_EDITS_MAX] = {false};

    for (uint32_t row = 0; row < a->count; row++)
        used[a->token[row]] = true;
    for (uint32_t row = 0; row < b->count; row++)
        used[b->token[row]] = true;
    return number(used);
}

int sw_action_set_taught(const struct sw_worlds_settings *settings, struct sw_action_set *out,
                         struct sw_error *error)
{
    bool used[SW_EDITS_MAX] = {false};

    if (strcmp(settings->source, "generated") != 0) {
        sw_teacher_vocabulary(used);
    } else {
        struct sw_rules_limits limits = sw_worlds_limits(settings);

        if (sw_rules_vocabulary(settings->laws, &limits, used, error) != 0)
            return -1;
        sw_composition_vocabulary(settings->compose > 1, settings->background > 0, used);
    }
    *out = number(used);
    if (out->count == 1)
        return sw_fail(error, SW_EXIT_USAGE, "the laws \"%.200s\" leave nothing to be taught",
                       settings->laws);
    return 0;
}

int sw_action_set_ticks(const struct sw_worlds_settings *settings, uint32_t *ticks,
                        struct sw_error *error)
{
    struct sw_rules_limits limits = sw_worlds_limits(settings);
    uint32_t laws = settings->compose > 1 ? (uint32_t)settings->compose : 1, longest;

    *ticks = 0;
    if (strcmp(settings->source, "generated") != 0)
        return 0;
    if (sw_rules_longest(settings->laws, &limits, &longest, error) != 0)
        return -1;
    *ticks = (longest + 1) * laws + (settings->background > 0 ? 2 : 0);
    if (*ticks > SW_PROGRAM_MAX)
        *ticks = SW_PROGRAM_MAX;
    return 0;
}

char *sw_action_set_mark(const struct sw_action_set *set, char mark[SW_HASH_TEXT])
{
    uint64_t hash = set->count;

    for (uint32_t i = 0; i < set->count; i++) {
        const char *name = sw_edit_row(set->token[i])->name;
        uint64_t part[2] = {hash, sw_hash(name, strlen(name))};

        hash = sw_hash(part, sizeof part);
    }
    return sw_hash_print(hash, mark);
}

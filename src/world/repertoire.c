#include "world/repertoire.h"
#include "world/composition.h"
#include "world/teacher_search.h"

#include <string.h>

/* Numbers the tokens of the set. */
static struct sw_repertoire number(const bool *used)
{
    struct sw_repertoire out = {.count = 1};

    for (uint32_t token = 1; token < sw_edit_count(); token++) {
        if (!used[token])
            continue;
        out.row[token] = (uint8_t)out.count;
        out.token[out.count++] = (uint8_t)token;
    }
    return out;
}

struct sw_repertoire sw_repertoire_all(void)
{
    bool used[256];

    memset(used, true, sizeof used);
    return number(used);
}

int sw_repertoire_taught(const struct sw_worlds_settings *settings, struct sw_repertoire *out,
                         struct sw_error *error)
{
    bool used[256] = {false};

    if (strcmp(settings->source, "generated") != 0) {
        sw_teacher_vocabulary(used);
    } else {
        struct sw_meanings_limits limits = sw_worlds_limits(settings);
        struct sw_meanings *meanings = sw_meanings_create(
            settings->laws, settings->hold_out != NULL ? settings->hold_out : "", &limits, error);

        if (meanings == NULL)
            return -1;
        for (uint32_t i = 0; i < sw_meanings_count(meanings); i++) {
            const struct sw_program *teacher = &sw_meanings_row(meanings, i)->teacher;

            for (uint32_t t = 0; t < teacher->length; t++)
                used[teacher->token[t]] = true;
        }
        sw_meanings_destroy(meanings);
        sw_composition_vocabulary(settings->compose > 1, settings->background > 0, used);
    }
    *out = number(used);
    return 0;
}

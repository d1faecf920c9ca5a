#include "wild/wild_settings.h"

#include "base/file.h"
#include "wild/wild_world.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONFIG_LIMIT (1u << 20)

#define AT(field) offsetof(struct sw_wild_settings, field)
#define INTEGER(key, field, initial, low, high, unit, help)                                        \
    {                                                                                              \
        "wild", key, SW_PARAMETER_INTEGER, AT(field), initial, low, high, NULL, unit, help, 0,     \
            NULL, SW_INT64                                                                         \
    }
#define CHOICE(key, field, initial, rows, help)                                                    \
    {                                                                                              \
        "wild", key, SW_PARAMETER_CHOICE, AT(field), initial, 0, 0, SW_CHOICES(rows), NULL,        \
            help SW_CHOICES_HELP(rows), 0, NULL, SW_INT64                                          \
    }

static const struct sw_parameter rows[] = {
    INTEGER("seed", seed, "1", 0, 9e15, NULL,
            "The whole run is a function of this number and the config."),
    INTEGER("ticks", ticks, "20000", 1, 1e12, "ticks", "Length of the run."),
    INTEGER("report", report, "1000", 1, 1e6, "ticks",
            "Ticks of a page: after each page figures are printed and the run is stored, so it can "
            "be resumed from there."),
    INTEGER("width", width, "30", 8, SW_WILD_SIDE_MAX, "cells",
            "Width of the world. It is a torus: what leaves it on one side comes in on the other."),
    INTEGER("height", height, "30", 8, SW_WILD_SIDE_MAX, "cells", "Height of the world."),
    INTEGER("plants", plants, "200", 4, 524288, "plants",
            "Plants at the beginning, which is also the most there can be: one that was eaten "
            "grows again elsewhere."),
    INTEGER(
        "growth", growth, "1", 1, 65536, "plants",
        "How many plants of each colour grow again in a tick, at most: what the world can feed."),
    INTEGER("bodies", bodies, "40", 1, SW_WILD_BODIES_MAX, "bodies",
            "Founders, each with a genome of its own."),
    INTEGER("least", least, "20", 0, SW_WILD_BODIES_MAX, "bodies",
            "While fewer bodies live, newcomers with fresh genomes arrive, one a tick. 0: a world "
            "may die out."),
    INTEGER("most", most, "400", 1, SW_WILD_BODIES_MAX, "bodies",
            "While so many bodies live, nobody divides."),
    INTEGER("energy", energy, "400", 2, 1000000, "units",
            "Energy of a founder and of a newcomer; a plant has 100."),
    INTEGER("divide", divide, "600", 102, 1000000, "units",
            "The least energy that a body needs to divide."),
    INTEGER("harm", harm, "40", 0, 10000, "units", "What a plant that poisons costs its eater."),
    INTEGER("age", age, "2000", 0, 1e9, "ticks", "A body of this age dies. 0: nobody dies of age."),
    INTEGER("reversal", reversal, "0", 0, 1e9, "ticks",
            "Ticks after which food and poison change places, again and again. 0: never."),
    CHOICE("mind", mind, "brain", SW_WILD_MIND_ROWS, "What chooses the acts. "),
    CHOICE("plastic", plastic, "delta", SW_BODY_PLASTIC_ROWS,
           "Where the value of a plant's colour comes from. "),
    CHOICE("speech", speech, "none", SW_WILD_SPEECH_ROWS, "One word a tick. "),
    {"wild", "memory", SW_PARAMETER_SWITCH, AT(recalls), "yes", 0, 1, NULL, NULL,
     "Brains have a recurrent memory.", 0, NULL, SW_INT64},
    {"wild", "features", SW_PARAMETER_INTEGER, AT(features), "16", 16, 64, NULL, NULL,
     "Features of sight, K.", 16, NULL, SW_INT64},
    {"wild", "width_of_memory", SW_PARAMETER_INTEGER, AT(memory), "16", 16, 256, NULL, NULL,
     "Numbers that the memory holds, M.", 16, NULL, SW_INT64},
    {"wild", "strength", SW_PARAMETER_REAL, AT(strength), "0.05", 0, 4, NULL, NULL,
     "Strength of a mutation, in units of each tensor's scale. 0: children equal their parents.", 0,
     NULL, SW_INT64},
    INTEGER("worlds", worlds, "1", 1, SW_WILD_WORLDS_MAX, "worlds",
            "How many worlds there are, each of wild.width x wild.height cells. Each draws which "
            "plants feed in it. wild.plants, growth, bodies and least are of each world, wild.most "
            "is of all."),
    {"wild", "migration", SW_PARAMETER_REAL, AT(migration), "0", 0, 1, NULL, NULL,
     "Probability in a tick that a body walks into another world, to the same cell there.", 0, NULL,
     SW_INT64},
    {"wild", "trophic", SW_PARAMETER_SWITCH, AT(trophic), "no", 0, 1, NULL, NULL,
     "Keeps of each page what bodies of each size ate: plants, meat, and bodies of each size.", 0,
     NULL, SW_INT64},
    INTEGER("keyframes", keyframes, "0", 0, 1e9, "pages",
            "Every so many pages the state is kept, and films of earlier pages begin there. 0: "
            "never, and they live the run again from its beginning."),
    CHOICE("imitate", imitate, "no", SW_WILD_IMITATION_ROWS, "Imitation as an act. "),
    INTEGER(
        "speech_cost", speech_cost, "0", 0, 1000, "units",
        "What a word costs the body that says it; silence is free. It goes to the ground, as all "
        "costs do."),
};

const struct sw_parameters sw_wild_table = {rows, sizeof rows / sizeof *rows,
                                            "smallworld wild --settings"};

int sw_wild_settings_check(const struct sw_wild_settings *settings, struct sw_error *error)
{
    int64_t cells = settings->width * settings->height, worlds = settings->worlds;

    if (worlds * cells > SW_WILD_CELLS_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "wild.worlds is %lld, of %lld cells each, and all together have %u at most; "
                       "use fewer worlds, or smaller ones",
                       (long long)worlds, (long long)cells, SW_WILD_CELLS_MAX);
    if (settings->plants + settings->bodies > cells / 2)
        return sw_fail(error, SW_EXIT_USAGE,
                       "wild.plants and wild.bodies are %lld and %lld, and fill over half of the "
                       "%lld cells; use fewer, or a larger world",
                       (long long)settings->plants, (long long)settings->bodies, (long long)cells);
    if (settings->plants % SW_WILD_COLOURS != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "wild.plants is %lld, and plants have %u colours; use a multiple of %u",
                       (long long)settings->plants, SW_WILD_COLOURS, SW_WILD_COLOURS);
    if (worlds * settings->bodies > settings->most || worlds * settings->least > settings->most)
        return sw_fail(error, SW_EXIT_USAGE,
                       "wild.bodies is %lld and wild.least %lld%s, and wild.most is %lld; raise "
                       "wild.most",
                       (long long)settings->bodies, (long long)settings->least,
                       worlds > 1 ? " in each world" : "", (long long)settings->most);
    if (settings->plastic == SW_PLASTIC_READ && !settings->recalls)
        return sw_fail(error, SW_EXIT_USAGE,
                       "wild.plastic = read reads values from memory, and wild.memory = no: set "
                       "memory = yes, or use another source of values");
    return 0;
}

static bool acts_at_random(const struct sw_wild_settings *settings)
{
    return settings->mind == SW_WILD_MIND_RANDOM;
}

static bool has_no_memory(const struct sw_wild_settings *settings)
{
    return !settings->recalls;
}

static bool has_no_words(const struct sw_wild_settings *settings)
{
    return settings->speech == SW_WILD_SPEECH_NONE;
}

static bool has_one_world(const struct sw_wild_settings *settings)
{
    return settings->worlds == 1;
}

static bool has_no_keyframe(const struct sw_wild_settings *settings)
{
    return settings->ticks / settings->report < settings->keyframes;
}

bool sw_wild_settings_stored(const struct sw_parameter *row, const void *settings)
{
    static const char *const later[] = {"worlds",    "migration", "trophic",
                                        "keyframes", "imitate",   "speech_cost"};
    struct sw_wild_settings initial;
    bool came_later = false;

    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        came_later |= strcmp(row->key, later[i]) == 0;
    if (!came_later)
        return true;
    memset(&initial, 0, sizeof initial);
    return sw_parameters_defaults(sw_wild_table, &initial, NULL) != 0 ||
           !sw_parameter_same(row, settings, &initial);
}

bool sw_wild_keyframe(const struct sw_wild_settings *settings, uint64_t page)
{
    return settings->keyframes > 0 && page > 0 && page % (uint64_t)settings->keyframes == 0;
}

void sw_wild_settings_idle(const struct sw_wild_settings *settings,
                           void (*tell)(const char *sentence, void *context), void *context)
{
    static const char by_chance[] = "wild.mind = random: no brain chooses";
    static const struct {
        const char *key, *why;
        bool (*idle)(const struct sw_wild_settings *settings);
    } table[] = {
        {"plastic", by_chance, acts_at_random},
        {"speech", by_chance, acts_at_random},
        {"speech_cost", by_chance, acts_at_random},
        {"speech_cost", "wild.speech = none: nobody says a word", has_no_words},
        {"memory", by_chance, acts_at_random},
        {"features", by_chance, acts_at_random},
        {"width_of_memory", by_chance, acts_at_random},
        {"width_of_memory", "wild.memory = no", has_no_memory},
        {"migration", "wild.worlds = 1", has_one_world},
        {"keyframes", "wild.ticks ends the run before so many pages", has_no_keyframe},
    };
    struct sw_wild_settings initial;
    char sentence[160];

    memset(&initial, 0, sizeof initial);
    if (sw_parameters_defaults(sw_wild_table, &initial, NULL) != 0)
        return;
    for (size_t i = 0; i < sw_wild_table.count; i++)
        for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
            const struct sw_parameter *row = &sw_wild_table.row[i];

            if (strcmp(row->key, table[k].key) != 0 || !table[k].idle(settings) ||
                sw_parameter_same(row, settings, &initial))
                continue;
            snprintf(sentence, sizeof sentence, "wild.%s has no effect here, because %s", row->key,
                     table[k].why);
            tell(sentence, context);
            break;
        }
}

int sw_wild_settings_read(const char *path, const char *const *set, uint32_t sets,
                          struct sw_wild_settings *out, struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    if (sw_parameters_defaults(sw_wild_table, out, error) != 0)
        return -1;
    if (path != NULL) {
        size_t size;
        char *text = sw_file_read(path, CONFIG_LIMIT, &size, error);
        int failed;

        if (text == NULL) {
            if (error != NULL && error->code != 0 && !sw_file_exists(path))
                error->code = SW_EXIT_USAGE; /* a name that was mistyped */
            return -1;
        }
        failed = sw_parameters_read(sw_wild_table, out, text, size, path, error);
        free(text);
        if (failed != 0)
            return -1;
    }
    for (uint32_t i = 0; i < sets; i++)
        if (sw_parameters_assign(sw_wild_table, out, set[i], error) != 0)
            return -1;
    return sw_wild_settings_check(out, error);
}

struct sw_brain_shape sw_wild_settings_shape(const struct sw_wild_settings *settings)
{
    struct sw_brain_shape shape = {
        .features = (uint32_t)settings->features,
        .memory = (uint32_t)settings->memory,
        .body = sw_wild_senses(),
        .plastic = (uint32_t)settings->plastic,
        .recalls = settings->recalls,
        .speaks = settings->speech != SW_WILD_SPEECH_NONE,
    };

    shape.body.acts = sw_wild_choices(settings);

    return shape;
}

#include "weights/weights_private.h"

#include "lang/utterance.h"

#include <stdio.h>
#include <string.h>

/* Sides of an array of two, or -1 with a sentence. */
static int sides_of(struct sw_weights_bytes file, const char *name, uint32_t side[2],
                    struct sw_error *error)
{
    bool npz = file.size >= 4 && memcmp(file.at, "PK\3\4", 4) == 0;
    int sides;

    if (!npz && (file.size < 9 || file.at[8] != '{'))
        return sw_fail(error, SW_EXIT_USAGE, "it is neither an npz nor a safetensors file");
    side[0] = side[1] = 1;
    sides =
        npz ? sw_npz_sides(file, name, side, error) : sw_safetensors_sides(file, name, side, error);
    if (sides == 1) { /* of one row */
        side[1] = side[0];
        side[0] = 1;
    }
    return sides;
}

static int needed(struct sw_weights_bytes file, const char *name, uint32_t side[2],
                  struct sw_error *error)
{
    int sides = sides_of(file, name, side, error);

    if (sides == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "it has no array \"%s\"; the genome of a member that sees puzzles has one",
                       name);
    return sides < 0 ? -1 : 0;
}

/* Of a forecast expert, if it has one. Whether its words are of organisms the file does not say. */
static int foresight_of(struct sw_weights_bytes file, struct sw_brain_shape *shape,
                        struct sw_error *error)
{
    uint32_t table[2], verbs[2];
    int sides = sides_of(file, "forecast.cell.table", table, error);

    if (sides <= 0)
        return sides;
    if (needed(file, "forecast.verb.fate", verbs, error) != 0)
        return -1;
    shape->foresight =
        (struct sw_forecast_senses){.rows = table[0], .verbs = verbs[0], .fates = verbs[1]};
    return 0;
}

int sw_weights_shape(const void *bytes, size_t size, struct sw_brain_shape *shape,
                     struct sw_error *error)
{
    struct sw_weights_bytes file = {bytes, size};
    uint32_t table[2], dense[2], words[2], head[2], speech[2], thought[2], gate[2], length = 1;
    int sides = 1;

    memset(shape, 0, sizeof *shape);
    if (needed(file, "sight.table", table, error) != 0 ||
        needed(file, "sight.dense", dense, error) != 0 ||
        needed(file, "hearing.table", words, error) != 0 ||
        needed(file, "edit.head", head, error) != 0 ||
        needed(file, "speech.dense", speech, error) != 0)
        return -1;
    while (length < SW_UTTERANCE_MAX &&
           (words[0] % length != 0 || words[0] / length > SW_VOCABULARY_MAX))
        length++;
    *shape = (struct sw_brain_shape){
        .sight_rows = table[0],
        .features = table[1],
        .hidden = dense[1],
        .memory = head[0],
        .edits = head[1],
        .vocabulary = words[0] / length,
        .length = length,
        .decision_ticks = 3,
    };
    if (speech[0] != dense[1] + head[0] && head[1] > 0) {
        shape->source = SW_SPEECH_DECISION;
        shape->decision_ticks = speech[0] / head[1];
    }
    for (; sides > 0 && shape->experts <= SW_EXPERTS_MAX; shape->experts += sides > 0) {
        char name[24];

        snprintf(name, sizeof name, "thought.%u", shape->experts);
        sides = sides_of(file, name, thought, error);
    }
    if (sides < 0)
        return -1;
    sides = sides_of(file, "gate", gate, error); /* of a brain that grows, in place of a router */
    if (sides == 0) {
        sides = sides_of(file, "gate.eyes", gate, error); /* and each expert has eyes of its own */
        shape->own_eyes = sides > 0;
    }
    if (sides > 0 && shape->experts > 0)
        shape->prototypes = gate[0] / shape->experts;
    return sides < 0 ? -1 : foresight_of(file, shape, error);
}

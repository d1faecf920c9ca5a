#include "population/resume.h"

#include "base/pack.h"
#include "population/keyframe.h"
#include "population/resume_private.h"
#include "population/transit.h"

#include <stdlib.h>
#include <string.h>

struct keyframe_place {
    uint64_t id;
    const void *bytes; /* in the message */
    size_t size;
};

struct departure_place {
    uint64_t left;
    uint32_t from;
    const void *bytes; /* in the message */
    size_t size;
};

struct resumption {
    uint64_t base, generation, first;
    uint32_t islands;                 /* that the message is of */
    size_t members;                   /* of all these */
    uint32_t width;                   /* of what is observed */
    float *score;                     /* [rounds][members] */
    float *observed;                  /* [rounds][members][width]; NULL if nothing is observed */
    float *family;                    /* [rounds][islands of the run], where parents were judged */
    struct sw_stood *stood;           /* [islands] who stood at base; NULL: nobody stands */
    struct sw_refounding *refounding; /* [refoundings] when base began */
    uint32_t refoundings;
    struct sw_strategy (*strategy)[2]; /* [islands] before base and at it; NULL: none has any */
    struct departure_place *departure; /* [departures] in the order of generations and islands */
    uint32_t departures;
    struct keyframe_place *keyframe;
    uint32_t keyframes;
    const struct sw_brain_layout *layout;
};

static void end(struct resumption *resumption)
{
    for (uint32_t i = 0; i < resumption->islands && resumption->stood != NULL; i++) {
        free(resumption->stood[i].id);
        free(resumption->stood[i].score);
        free(resumption->stood[i].observed);
    }
    free(resumption->stood);
    free(resumption->score);
    free(resumption->observed);
    free(resumption->family);
    free(resumption->refounding);
    free(resumption->strategy);
    free(resumption->departure);
    free(resumption->keyframe);
}

/* Finds the keyframe of an id in the message. */
static int keyframe_of(void *context, uint64_t id, struct sw_individual *out,
                       struct sw_error *error)
{
    const struct resumption *resumption = context;

    for (uint32_t i = 0; i < resumption->keyframes; i++) {
        const struct keyframe_place *place = &resumption->keyframe[i];

        if (place->id != id)
            continue;
        if (sw_keyframe_read(place->bytes, place->size, resumption->layout, out, error) != 0)
            return -1;
        if (out->id == id)
            return 0;
        sw_individual_free(out);
        break;
    }
    return sw_fail(
        error, SW_EXIT_DAMAGED,
        "the keyframe of member %llu is missing from the store; the run cannot be resumed "
        "(its earlier members can still be read)",
        (unsigned long long)id);
}

/* What one island got in one round. */
static void read_round(struct sw_unpack *reader, uint32_t members, uint32_t width, float *score,
                       float *observed)
{
    sw_unpack_floats(reader, "scores", score, members);
    if (width > 0)
        sw_unpack_floats(reader, "observations", observed, (size_t)members * width);
}

static void read_lived(struct sw_unpack *reader, const struct sw_settings *settings,
                       struct sw_schedule *schedule, struct resumption *resumption)
{
    uint32_t islands = resumption->islands, all = settings->run.islands;
    uint32_t members = settings->run.members, width = resumption->width;
    uint32_t strings = sw_unpack_array(reader, "scores", UINT32_MAX, 1);
    size_t rounds = (size_t)(resumption->generation - resumption->first);

    if (!reader->failed && ((islands > 0 && rounds > strings) || /* an idle rank hosts none */
                            strings != sw_resume_all(settings, schedule, islands, resumption->first,
                                                     resumption->generation)))
        sw_unpack_refuse(reader, "scores", "are of another number of generations");
    if (reader->failed || strings == 0)
        return;
    resumption->score =
        sw_allocate_floats(rounds * islands * members + 1, "resuming", reader->error);
    resumption->observed =
        sw_allocate_floats(rounds * islands * members * width + 1, "resuming", reader->error);
    resumption->family = sw_allocate_floats(rounds * all, "resuming", reader->error);
    reader->failed =
        resumption->score == NULL || resumption->observed == NULL || resumption->family == NULL;
    for (size_t at = 0; at < rounds && !reader->failed; at++) {
        for (uint32_t i = 0; i < islands && !reader->failed; i++) {
            size_t place = (at * islands + i) * members;

            read_round(reader, members, width, resumption->score + place,
                       resumption->observed + place * width);
        }
        if (sw_breeding_judges(schedule, resumption->first + at))
            sw_unpack_floats(reader, "scores of parents", resumption->family + at * all, all);
    }
}

static void read_island(struct sw_unpack *reader, const struct sw_settings *settings,
                        uint32_t width, struct sw_stood *stood)
{
    uint32_t count = sw_unpack_array(reader, "standing members", settings->selection.standing, 1);
    float *rows;

    if (reader->failed)
        return;
    stood->standing = count;
    stood->id = sw_allocate(count + 1, sizeof *stood->id, "resuming", reader->error);
    stood->score = sw_allocate_floats(count + 1, "resuming", reader->error);
    stood->observed = sw_allocate_floats((size_t)count * width + 1, "resuming", reader->error);
    rows = sw_allocate_floats((size_t)count * (1 + width) + 1, "resuming", reader->error);
    reader->failed =
        stood->id == NULL || stood->score == NULL || stood->observed == NULL || rows == NULL;
    for (uint32_t i = 0; i < count && !reader->failed; i++)
        stood->id[i] = sw_unpack_uint(reader, "standing member", UINT64_MAX);
    if (!reader->failed)
        sw_unpack_floats(reader, "standing scores", rows, (size_t)count * (1 + width));
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        stood->score[i] = rows[(size_t)i * (1 + width)];
        memcpy(stood->observed + (size_t)i * width, rows + (size_t)i * (1 + width) + 1,
               width * sizeof *rows);
    }
    free(rows);
}

static void read_standing(struct sw_unpack *reader, const struct sw_settings *settings,
                          struct resumption *resumption)
{
    uint32_t islands = resumption->islands;
    bool anybody = sw_resume_stands(settings) && resumption->base > 0;
    uint32_t strings = sw_unpack_array(reader, "standing members", UINT32_MAX, 1);

    if (!reader->failed && strings != (anybody ? 2 * islands : 0))
        sw_unpack_refuse(reader, "standing members", "are of another number of islands");
    if (reader->failed || !anybody)
        return;
    resumption->stood =
        sw_allocate((size_t)islands + 1, sizeof *resumption->stood, "resuming", reader->error);
    reader->failed = resumption->stood == NULL;
    for (uint32_t i = 0; i < islands && !reader->failed; i++)
        read_island(reader, settings, resumption->width, &resumption->stood[i]);
}

static void read_refoundings(struct sw_unpack *reader, const struct sw_settings *settings,
                             struct resumption *resumption)
{
    uint64_t last = (uint64_t)settings->run.islands - 1;
    uint32_t count = sw_unpack_array(reader, "refoundings", UINT32_MAX, 1);

    if (!reader->failed && count % 3 != 0)
        sw_unpack_refuse(reader, "refoundings", "are not three numbers each");
    if (reader->failed || count == 0)
        return;
    resumption->refoundings = count / 3;
    resumption->refounding = sw_allocate(resumption->refoundings, sizeof *resumption->refounding,
                                         "resuming", reader->error);
    reader->failed = resumption->refounding == NULL;
    for (uint32_t i = 0; i < resumption->refoundings && !reader->failed; i++) {
        struct sw_refounding *refounding = &resumption->refounding[i];

        refounding->island = (uint32_t)sw_unpack_uint(reader, "refounded island", last);
        refounding->parent = (uint32_t)sw_unpack_uint(reader, "refounding island", last);
        refounding->mate = (uint32_t)sw_unpack_uint(reader, "refounding island", last);
    }
}

static void read_strategies(struct sw_unpack *reader, const struct sw_settings *settings,
                            struct resumption *resumption)
{
    bool any = sw_resume_owns(settings, resumption->base);
    uint32_t count = sw_unpack_array(reader, "own settings", UINT32_MAX, 1);

    if (!reader->failed && count != (any ? 2 * SW_OWNS * resumption->islands : 0))
        sw_unpack_refuse(reader, "own settings", "are of another number of islands");
    if (reader->failed || count == 0)
        return;
    resumption->strategy =
        sw_allocate(resumption->islands, sizeof *resumption->strategy, "resuming", reader->error);
    reader->failed = resumption->strategy == NULL;
    for (uint32_t i = 0; i < count && !reader->failed; i++)
        resumption->strategy[i / (2 * SW_OWNS)][i / SW_OWNS % 2].power[i % SW_OWNS] =
            (int16_t)((int)sw_unpack_uint(reader, "own setting", 2 * SW_OWN_POWER_MOST) -
                      SW_OWN_POWER_MOST);
}

static void read_departures(struct sw_unpack *reader, const struct sw_settings *settings,
                            struct resumption *resumption)
{
    uint32_t count = sw_unpack_array(reader, "departures", UINT32_MAX, 1);

    if (!reader->failed && count % 3 != 0)
        sw_unpack_refuse(reader, "departures", "are not three values each");
    if (reader->failed || count == 0)
        return;
    resumption->departures = count / 3;
    resumption->departure = sw_allocate(resumption->departures, sizeof *resumption->departure,
                                        "resuming", reader->error);
    reader->failed = resumption->departure == NULL;
    for (uint32_t i = 0; i < resumption->departures && !reader->failed; i++) {
        struct departure_place *place = &resumption->departure[i];

        place->left = sw_unpack_uint(reader, "generation of a departure", UINT64_MAX);
        place->from = (uint32_t)sw_unpack_uint(reader, "island of a departure",
                                               (uint64_t)settings->run.islands - 1);
        place->bytes = sw_unpack_bytes(reader, "departure", SIZE_MAX, &place->size);
    }
}

static void read_keyframes(struct sw_unpack *reader, struct resumption *resumption)
{
    uint32_t count = sw_unpack_array(reader, "keyframes", UINT32_MAX, 1);

    if (!reader->failed && count % 2 != 0)
        sw_unpack_refuse(reader, "keyframes", "are no pairs of an id and its record");
    if (reader->failed || count == 0)
        return;
    resumption->keyframes = count / 2;
    resumption->keyframe =
        sw_allocate(resumption->keyframes, sizeof *resumption->keyframe, "resuming", reader->error);
    reader->failed = resumption->keyframe == NULL;
    for (uint32_t i = 0; i < resumption->keyframes && !reader->failed; i++) {
        struct keyframe_place *place = &resumption->keyframe[i];

        place->id = sw_unpack_uint(reader, "keyframe's id", UINT64_MAX);
        place->bytes = sw_unpack_bytes(reader, "keyframe", SIZE_MAX, &place->size);
    }
}

static int read_message(const void *message, size_t size, const struct sw_settings *settings,
                        struct sw_schedule *schedule, struct resumption *resumption,
                        struct sw_error *error)
{
    uint64_t every = (uint64_t)settings->run.keyframe_every;
    struct sw_unpack reader;

    if (sw_unpack_begin(&reader, message, size, "resume", SW_RESUME_VERSION, SW_RESUME_FIELDS,
                        error) != 0)
        return -1;
    resumption->base = sw_unpack_uint(&reader, "base", UINT64_MAX);
    resumption->generation = sw_unpack_uint(&reader, "generation", UINT64_MAX);
    if (!reader.failed && (resumption->base > resumption->generation ||
                           resumption->generation - resumption->base >= every))
        sw_unpack_refuse(&reader, "base", "is not that of its generation");
    resumption->first = sw_resume_first(resumption->base);
    sw_schedule_unpack(schedule, &reader);
    read_lived(&reader, settings, schedule, resumption);
    read_standing(&reader, settings, resumption);
    read_refoundings(&reader, settings, resumption);
    read_strategies(&reader, settings, resumption);
    read_departures(&reader, settings, resumption);
    read_keyframes(&reader, resumption);
    return sw_unpack_end(&reader);
}

/* Of islands that were refounded when base began the message says who stood earlier. */
static void note_earlier(struct resumption *resumption, const struct sw_hosting *hosting)
{
    for (uint32_t i = 0; i < resumption->refoundings && resumption->stood != NULL; i++) {
        uint32_t island = resumption->refounding[i].island;

        if (sw_hosting_here(hosting, island))
            resumption->stood[island - hosting->first_island].earlier = true;
    }
}

static struct sw_lived round_of(const struct resumption *resumption,
                                const struct sw_breeding *breeding, uint64_t generation)
{
    size_t round = (size_t)(generation - resumption->first), at = round * resumption->members;

    return (struct sw_lived){
        .score = resumption->score + at,
        .observed = resumption->width == 0 ? NULL : resumption->observed + at * resumption->width,
        .family = sw_breeding_judges(breeding->breeder->schedule, generation)
                      ? resumption->family + round * breeding->islands
                      : NULL,
    };
}

static int restore_departures(struct resumption *resumption, struct sw_breeding *breeding,
                              struct sw_error *error)
{
    int result = 0;

    for (uint32_t i = 0; i < resumption->departures && result == 0; i++) {
        const struct departure_place *place = &resumption->departure[i];

        result = sw_transit_restore(breeding, resumption->base, place->left, place->from,
                                    place->bytes, place->size, keyframe_of, resumption, error);
    }
    return result;
}

/* Reads the message, and stands where its keyframes are. */
static int stand_at_base(const void *message, size_t size, struct sw_breeding *breeding,
                         struct resumption *resumption, struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    struct sw_error wrong = {0};
    int result =
        read_message(message, size, settings, breeding->breeder->schedule, resumption, &wrong);
    struct sw_lived lived;

    if (result != 0) /* no file is damaged: another rank has sent this */
        sw_fail(error, wrong.code == SW_EXIT_DAMAGED ? SW_EXIT_INTERNAL : SW_EXIT_FAILED,
                "what rank 0 sent cannot be used: %s", wrong.text);
    if (breeding->exchange != NULL)
        result = sw_exchange_agree(breeding->exchange, result, error);
    if (result != 0 || resumption->base == 0)
        return result;
    note_earlier(resumption, &breeding->hosting);
    lived = round_of(resumption, breeding, resumption->base - 1);
    lived.planned = true;
    lived.refounding = resumption->refounding;
    lived.refoundings = resumption->refoundings;
    lived.strategy = (const struct sw_strategy(*)[2])resumption->strategy;
    result = restore_departures(resumption, breeding, error);
    if (breeding->exchange != NULL && settings->migration.delay > 0)
        result = sw_exchange_agree(breeding->exchange, result, error);
    if (result == 0)
        result = sw_breeding_restore(breeding, resumption->base, &lived, resumption->stood,
                                     keyframe_of, resumption, error);
    return breeding->exchange == NULL ? result
                                      : sw_exchange_agree(breeding->exchange, result, error);
}

int sw_resume_restore(const void *message, size_t size, struct sw_breeding *breeding,
                      struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    uint32_t islands = sw_hosting_hosted(&breeding->hosting);
    struct resumption resumption = {.layout = breeding->breeder->layout,
                                    .width = sw_settings_observed(settings),
                                    .islands = islands,
                                    .members = (size_t)islands * (size_t)settings->run.members};
    int result = stand_at_base(message, size, breeding, &resumption, error);

    for (uint64_t i = resumption.base; i < resumption.generation && result == 0; i++) {
        struct sw_lived lived = round_of(&resumption, breeding, i);

        result = sw_breeding_advance(breeding, &lived, error);
        if (breeding->exchange != NULL)
            result = sw_exchange_agree(breeding->exchange, result, error);
    }
    end(&resumption);
    return result;
}

int sw_resume_generations(struct sw_store *store, uint64_t *out, struct sw_error *error)
{
    const void *bytes;
    size_t length;
    int result = sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &length, error);

    if (result == 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "the store does not say how far the run had come");
    return result < 0 ? -1 : sw_state_unpack(bytes, length, out, error);
}

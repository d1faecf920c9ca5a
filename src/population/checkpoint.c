#include "population/checkpoint.h"

#include "base/pack.h"
#include "population/keyframe.h"
#include "population/recall.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int put(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
               void *bytes, size_t size, struct sw_error *error)
{
    int result;

    if (bytes == NULL)
        return -1;
    result = sw_store_put(store, kind, first, second, bytes, size, error);
    free(bytes);
    return result;
}

int sw_checkpoint_begin(struct sw_store *store, const struct sw_settings *settings,
                        const struct sw_brain_layout *layout, const char *config,
                        const char *version, struct sw_error *error)
{
    struct sw_run_record record = {
        .seed = (uint64_t)settings->seed,
        .parameters = layout->floats,
        .behaviour = SW_BEHAVIOUR,
        .space = sw_settings_space(settings),
        .config = (char *)config,
        .version = (char *)version,
    };
    size_t size = 0;
    void *bytes = sw_run_pack(&record, &size, error);

    if (put(store, SW_STORE_RUN, 0, 0, bytes, size, error) != 0)
        return -1;
    bytes = sw_state_pack(0, &size, error);
    if (put(store, SW_STORE_STATE, 0, 0, bytes, size, error) != 0)
        return -1;
    return sw_store_commit(store, error);
}

int sw_checkpoint_generation(struct sw_store *store, const struct sw_breeding *breeding,
                             const float *scores, struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    uint64_t generation = breeding->generation;

    for (uint32_t island = 0; island < breeding->islands; island++) {
        const float *mine = scores + (size_t)island * (size_t)settings->members;
        struct sw_statistics statistics =
            sw_breeding_statistics(sw_schedule_at(breeding->breeder->schedule, generation, island),
                                   generation, island, mine);
        size_t size = 0;
        void *bytes = sw_births_pack(&breeding->island[island].births, &size, error);

        if (put(store, SW_STORE_BIRTHS, generation, island, bytes, size, error) != 0)
            return -1;
        bytes = sw_scores_pack(mine, (uint32_t)settings->members, &size, error);
        if (put(store, SW_STORE_SCORES, generation, island, bytes, size, error) != 0)
            return -1;
        bytes = sw_statistics_pack(&statistics, &size, error);
        if (put(store, SW_STORE_STATISTICS, generation, island, bytes, size, error) != 0)
            return -1;
    }
    return 0;
}

int sw_checkpoint_commit(struct sw_store *store, const struct sw_breeding *breeding,
                         const struct sw_brain_layout *layout, struct sw_error *error)
{
    size_t size = 0;
    void *bytes;

    if (breeding->generation % (uint64_t)breeding->settings->keyframe_every == 0 &&
        sw_keyframes_put(store, breeding, layout, error) != 0)
        return -1;
    bytes = sw_state_pack(breeding->generation, &size, error);
    if (put(store, SW_STORE_STATE, 0, 0, bytes, size, error) != 0)
        return -1;
    return sw_store_commit(store, error);
}

/* The message is one record "resume": the base generation (of the last keyframes), the present
 * one, the scores of the generation before base (if base > 0) and of all from base on, a string of
 * floats for each island; the keyframes, each an id and its record; and which conditions of events
 * were met (population/schedule.h). */
enum { RESUME_VERSION = 2, RESUME_FIELDS = 4 + SW_SCHEDULE_FIELDS };

struct gathering {
    struct sw_pack *pack; /* NULL: only counted */
    struct sw_store *store;
    struct sw_error *error;
    uint32_t count;
};

static int gather_scores(struct gathering *gathering, const struct sw_settings *settings,
                         uint64_t generation)
{
    uint32_t members = (uint32_t)settings->members;
    float *scores = sw_allocate_floats(members, "resuming", gathering->error);
    int result = scores == NULL ? -1 : 0;

    for (uint32_t island = 0; island < (uint32_t)settings->islands && result == 0; island++) {
        const void *bytes;
        size_t size;
        int found = sw_store_get(gathering->store, SW_STORE_SCORES, generation, island, &bytes,
                                 &size, gathering->error);

        if (found == 0)
            sw_fail(gathering->error, SW_EXIT_DAMAGED,
                    "the scores of generation %llu on island %u are missing from the store",
                    (unsigned long long)generation, island);
        result = found <= 0 ? -1 : sw_scores_unpack(bytes, size, scores, members, gathering->error);
        if (result == 0)
            sw_pack_floats(gathering->pack, scores, members);
    }
    free(scores);
    return result;
}

/* Called for each id that was born in the generation before base: some are keyframes. */
static int gather_keyframe(struct gathering *gathering, uint64_t id)
{
    const void *bytes;
    size_t size;
    int found =
        sw_store_get(gathering->store, SW_STORE_KEYFRAME, id, 0, &bytes, &size, gathering->error);

    if (found <= 0)
        return found;
    gathering->count++;
    if (gathering->pack != NULL) {
        sw_pack_uint(gathering->pack, id);
        sw_pack_bytes(gathering->pack, bytes, size);
    }
    return 0;
}

static int gather_keyframes(struct gathering *gathering, const struct sw_settings *settings,
                            uint64_t base)
{
    struct sw_identity_space space = sw_settings_space(settings);
    int result = 0;

    gathering->count = 0;
    for (uint32_t island = 0; island < space.islands && base > 0 && result == 0; island++)
        for (uint32_t slot = 0; slot <= space.members && result == 0; slot++)
            result = gather_keyframe(gathering, sw_identity_id(space, base - 1, island, slot));
    return result;
}

/* What the stored statistics say of conditions. */
static int gather_events(struct gathering *gathering, const struct sw_settings *settings,
                         uint64_t generations)
{
    struct sw_schedule *schedule = sw_schedule_create(settings, gathering->error);
    int result = schedule == NULL
                     ? -1
                     : sw_schedule_recall(schedule, gathering->store, (uint32_t)settings->islands,
                                          generations, gathering->error);

    if (result == 0)
        sw_schedule_pack(schedule, gathering->pack);
    sw_schedule_destroy(schedule);
    return result;
}

/* How many generations' scores the message holds. */
static uint64_t rounds_of(uint64_t base, uint64_t generation)
{
    return generation - base + (base > 0 ? 1 : 0);
}

void *sw_checkpoint_gather(struct sw_store *store, const struct sw_settings *settings, size_t *size,
                           struct sw_error *error)
{
    struct gathering gathering = {NULL, store, error, 0};
    uint64_t base, generation, strings;
    const void *bytes;
    size_t length;
    void *message;
    int result = sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &length, error);

    if (result == 0)
        sw_fail(error, SW_EXIT_DAMAGED, "the store does not say how far the run had come");
    if (result <= 0 || sw_state_unpack(bytes, length, &generation, error) != 0)
        return NULL;
    base = generation - generation % (uint64_t)settings->keyframe_every;
    strings = rounds_of(base, generation) * (uint64_t)settings->islands;
    if (strings > UINT32_MAX) {
        sw_fail(error, SW_EXIT_FAILED,
                "the scores since the last keyframes are too many for one message");
        return NULL;
    }
    if (gather_keyframes(&gathering, settings, base) !=
        0) /* how many there are stands before them */
        return NULL;
    gathering.pack = sw_pack_begin("resume", RESUME_VERSION, RESUME_FIELDS);
    if (gathering.pack == NULL) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while resuming");
        return NULL;
    }
    sw_pack_uint(gathering.pack, base);
    sw_pack_uint(gathering.pack, generation);
    sw_pack_array(gathering.pack, (uint32_t)strings);
    result = 0;
    for (uint64_t at = base > 0 ? base - 1 : 0; at < generation && result == 0; at++)
        result = gather_scores(&gathering, settings, at);
    sw_pack_array(gathering.pack, 2 * gathering.count);
    if (result == 0)
        result = gather_keyframes(&gathering, settings, base);
    if (result == 0)
        result = gather_events(&gathering, settings, generation);
    message = sw_pack_end(gathering.pack, size, error);
    if (result != 0) {
        free(message);
        return NULL;
    }
    return message;
}

/* ---- what the other ranks make of it ---- */

struct keyframe_place {
    uint64_t id;
    const void *bytes; /* in the message */
    size_t size;
};

struct resumption {
    uint64_t base, generation, rounds;
    float *scores; /* [rounds][islands][members] */
    size_t each;   /* floats of a round */
    struct keyframe_place *keyframe;
    uint32_t keyframes;
    const struct sw_brain_layout *layout;
};

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

static void read_scores(struct sw_unpack *reader, const struct sw_settings *settings,
                        struct resumption *resumption)
{
    uint32_t islands = (uint32_t)settings->islands, members = (uint32_t)settings->members;
    uint32_t strings = sw_unpack_array(reader, "scores", UINT32_MAX, 1 + 4 * members);

    if (!reader->failed && strings != resumption->rounds * islands)
        sw_unpack_refuse(reader, "scores", "are of another number of generations");
    if (reader->failed || strings == 0)
        return;
    resumption->scores = sw_allocate_floats((size_t)strings * members, "resuming", reader->error);
    reader->failed = resumption->scores == NULL;
    for (uint32_t i = 0; i < strings && !reader->failed; i++)
        sw_unpack_floats(reader, "scores", resumption->scores + (size_t)i * members, members);
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
    uint64_t every = (uint64_t)settings->keyframe_every;
    struct sw_unpack reader;

    if (sw_unpack_begin(&reader, message, size, "resume", RESUME_VERSION, RESUME_FIELDS, error) !=
        0)
        return -1;
    resumption->base = sw_unpack_uint(&reader, "base", UINT64_MAX);
    resumption->generation = sw_unpack_uint(&reader, "generation", UINT64_MAX);
    if (!reader.failed && (resumption->base > resumption->generation ||
                           resumption->generation - resumption->base >= every))
        sw_unpack_refuse(&reader, "base", "is not that of its generation");
    resumption->rounds = rounds_of(resumption->base, resumption->generation);
    read_scores(&reader, settings, resumption);
    read_keyframes(&reader, resumption);
    sw_schedule_unpack(schedule, &reader);
    return sw_unpack_end(&reader);
}

int sw_checkpoint_restore(const void *message, size_t size, struct sw_breeding *breeding,
                          struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    struct resumption resumption = {.layout = breeding->breeder->layout};
    size_t each = (size_t)settings->islands * (size_t)settings->members;
    struct sw_error wrong = {0};
    int result =
        read_message(message, size, settings, breeding->breeder->schedule, &resumption, &wrong);
    const float *at = resumption.scores;

    if (result != 0) /* no file is damaged: another rank has sent this */
        sw_fail(error, wrong.code == SW_EXIT_DAMAGED ? SW_EXIT_INTERNAL : SW_EXIT_FAILED,
                "what rank 0 sent cannot be used: %s", wrong.text);
    if (result == 0 && resumption.base > 0) {
        result =
            sw_breeding_restore(breeding, resumption.base, at, keyframe_of, &resumption, error);
        at += each;
    }
    for (uint64_t i = resumption.base; i < resumption.generation && result == 0; i++, at += each)
        result = sw_breeding_advance(breeding, at, NULL, error);
    free(resumption.scores);
    free(resumption.keyframe);
    return result;
}

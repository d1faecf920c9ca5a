#include "population/checkpoint.h"

#include "population/rebuild.h"

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
            sw_breeding_statistics(settings, generation, island, mine);
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

/* The message: base generation, present generation, then (if base > 0) the scores of the generation
 * before base, all scores from base on, and the keyframes, each behind its head. Same machine
 * family on all ranks, as MPI itself assumes here. */
struct message_head {
    uint64_t base, generation, keyframes;
};

/* Before each keyframe, so that those of others are passed over unread: islands may be thousands.
 */
struct keyframe_head {
    uint64_t id, size;
};

struct gathering {
    FILE *out;
    struct sw_store *store;
    struct sw_error *error;
    uint64_t count;
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
            fwrite(scores, sizeof *scores, members, gathering->out);
    }
    free(scores);
    return result;
}

/* Called for each keyframe of a generation: those whose ids were born in the generation before
 * base. */
static int gather_keyframe(void *context, uint64_t id)
{
    struct gathering *gathering = context;
    const void *bytes;
    size_t size;
    struct keyframe_head head = {.id = id};
    int found =
        sw_store_get(gathering->store, SW_STORE_KEYFRAME, id, 0, &bytes, &size, gathering->error);

    if (found <= 0)
        return found;
    head.size = size;
    fwrite(&head, sizeof head, 1, gathering->out);
    fwrite(bytes, 1, size, gathering->out);
    gathering->count++;
    return 0;
}

void *sw_checkpoint_gather(struct sw_store *store, const struct sw_settings *settings, size_t *size,
                           struct sw_error *error)
{
    struct sw_identity_space space = sw_settings_space(settings);
    struct message_head head = {0};
    struct gathering gathering = {NULL, store, error, 0};
    const void *bytes;
    size_t length;
    char *message = NULL;
    bool failed;
    int result = sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &length, error);

    if (result == 0)
        sw_fail(error, SW_EXIT_DAMAGED, "the store does not say how far the run had come");
    if (result <= 0 || sw_state_unpack(bytes, length, &head.generation, error) != 0)
        return NULL;
    head.base = head.generation - head.generation % (uint64_t)settings->keyframe_every;
    gathering.out = open_memstream(&message, size);
    if (gathering.out == NULL) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while resuming");
        return NULL;
    }
    fwrite(&head, sizeof head, 1, gathering.out);
    result = 0;
    for (uint64_t at = head.base > 0 ? head.base - 1 : 0; at < head.generation && result == 0; at++)
        result = gather_scores(&gathering, settings, at);
    for (uint32_t island = 0; island < space.islands && head.base > 0 && result == 0; island++)
        for (uint32_t slot = 0; slot <= space.members && result == 0; slot++)
            result =
                gather_keyframe(&gathering, sw_identity_id(space, head.base - 1, island, slot));
    failed = ferror(gathering.out) != 0;
    if ((fclose(gathering.out) != 0 || failed) && result == 0)
        result = sw_fail(error, SW_EXIT_FAILED, "out of memory while resuming");
    if (result != 0) {
        free(message);
        return NULL;
    }
    head.keyframes = gathering.count;
    memcpy(message, &head, sizeof head);
    return message;
}

struct keyframes {
    const char *bytes;
    size_t size;
    uint64_t count;
    const struct sw_brain_layout *layout;
};

/* Finds the keyframe of an id in the message. */
static int keyframe_of(void *context, uint64_t id, struct sw_individual *out,
                       struct sw_error *error)
{
    const struct keyframes *keyframes = context;
    const char *at = keyframes->bytes;
    size_t left = keyframes->size;

    for (uint64_t i = 0; i < keyframes->count; i++) {
        struct keyframe_head head;

        if (left < sizeof head)
            break;
        memcpy(&head, at, sizeof head);
        at += sizeof head;
        left -= sizeof head;
        if (head.size > left)
            break;
        if (head.id == id) {
            if (sw_keyframe_read(at, head.size, keyframes->layout, out, error) != 0)
                return -1;
            if (out->id == id)
                return 0;
            sw_individual_free(out);
            break;
        }
        at += head.size;
        left -= head.size;
    }
    return sw_fail(
        error, SW_EXIT_DAMAGED,
        "the keyframe of member %llu is missing from the store; the run cannot be resumed "
        "(its earlier members can still be read)",
        (unsigned long long)id);
}

int sw_checkpoint_restore(const void *message, size_t size, struct sw_breeding *breeding,
                          struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    size_t each = (size_t)settings->islands * (size_t)settings->members * sizeof(float);
    struct message_head head;
    struct keyframes keyframes = {.layout = breeding->nursery->layout};
    float *scores;
    const char *at;
    uint64_t rounds;
    int result = 0;

    if (size < sizeof head)
        return sw_fail(error, SW_EXIT_INTERNAL, "the message of rank 0 is too short");
    memcpy(&head, message, sizeof head);
    at = (const char *)message + sizeof head;
    rounds = head.generation - head.base + (head.base > 0 ? 1 : 0);
    if (head.base > head.generation || rounds > (size - sizeof head) / each)
        return sw_fail(error, SW_EXIT_INTERNAL, "the message of rank 0 is too short");
    keyframes.bytes = at + rounds * each;
    keyframes.size = size - sizeof head - rounds * each;
    keyframes.count = head.keyframes;
    scores = sw_allocate_floats(each / sizeof(float), "resuming", error);
    if (scores == NULL)
        return -1;
    if (head.base > 0) {
        memcpy(scores, at, each);
        at += each;
        result = sw_breeding_restore(breeding, head.base, scores, keyframe_of, &keyframes, error);
    }
    for (uint64_t i = head.base; i < head.generation && result == 0; i++, at += each) {
        memcpy(scores, at, each);
        result = sw_breeding_advance(breeding, scores, NULL, error);
    }
    free(scores);
    return result;
}

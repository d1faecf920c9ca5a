#include "population/checkpoint.h"

#include "population/keyframe.h"

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

static int put_observed(struct sw_store *store, const struct sw_breeding *breeding, uint32_t island,
                        const float *observed, struct sw_error *error)
{
    uint32_t members = (uint32_t)breeding->settings->members, width = breeding->breeder->width;
    size_t size = 0;
    void *bytes;

    if (width == 0)
        return 0;
    bytes =
        sw_observed_pack(observed + (size_t)island * members * width, members, width, &size, error);
    return put(store, SW_STORE_OBSERVED, breeding->generation, island, bytes, size, error);
}

static int put_families(struct sw_store *store, const struct sw_breeding *breeding,
                        const float *family, struct sw_error *error)
{
    size_t size = 0;
    void *bytes;

    if (family == NULL)
        return 0;
    bytes = sw_scores_pack(family, breeding->islands, &size, error);
    return put(store, SW_STORE_FAMILIES, breeding->generation, 0, bytes, size, error);
}

int sw_checkpoint_generation(struct sw_store *store, const struct sw_breeding *breeding,
                             const struct sw_lived *lived, struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    uint64_t generation = breeding->generation;

    for (uint32_t island = 0; island < breeding->islands; island++) {
        const float *mine = lived->score + (size_t)island * (size_t)settings->members;
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
        if (put(store, SW_STORE_STATISTICS, generation, island, bytes, size, error) != 0 ||
            put_observed(store, breeding, island, lived->observed, error) != 0)
            return -1;
    }
    return put_families(store, breeding, lived->family, error);
}

/* Who stands after the generation that was lived last. */
static int put_standing(struct sw_store *store, const struct sw_breeding *breeding,
                        struct sw_error *error)
{
    size_t most = (size_t)breeding->settings->standing, size = 0;
    uint64_t *ids;
    int result = 0;

    if (!breeding->breeder->stands)
        return 0;
    ids = sw_allocate(most, sizeof *ids, "storing who stands", error);
    if (ids == NULL)
        return -1;
    for (uint32_t i = 0; i < breeding->islands && result == 0; i++) {
        const struct sw_island *island = &breeding->island[i];
        void *bytes;

        for (uint32_t j = 0; j < island->standing; j++)
            ids[j] = island->stand[j].individual.id;
        bytes = sw_standing_pack(ids, island->standing, &size, error);
        result = put(store, SW_STORE_STANDING, breeding->generation - 1, i, bytes, size, error);
    }
    free(ids);
    return result;
}

/* What choosing the parents of the next generation did. */
static int put_realised(struct sw_store *store, const struct sw_breeding *breeding,
                        struct sw_error *error)
{
    int result = 0;

    for (uint32_t i = 0; i < breeding->islands && result == 0; i++) {
        size_t size = 0;
        void *bytes = sw_realised_pack(&breeding->island[i].realised, &size, error);

        result = put(store, SW_STORE_SELECTION, breeding->generation - 1, i, bytes, size, error);
    }
    return result;
}

/* How islands were refounded after the generation that was lived last. */
static int put_refoundings(struct sw_store *store, const struct sw_breeding *breeding,
                           struct sw_error *error)
{
    for (uint32_t i = 0; i < breeding->islands; i++) {
        size_t size = 0;
        void *bytes;

        if (!breeding->island[i].refounded)
            continue;
        bytes = sw_refounded_pack(&breeding->island[i].origin, &size, error);
        if (put(store, SW_STORE_REFOUNDING, breeding->generation - 1, i, bytes, size, error) != 0)
            return -1;
    }
    return 0;
}

int sw_checkpoint_commit(struct sw_store *store, const struct sw_breeding *breeding,
                         const struct sw_brain_layout *layout, struct sw_error *error)
{
    size_t size = 0;
    void *bytes;

    if (put_standing(store, breeding, error) != 0 || put_refoundings(store, breeding, error) != 0 ||
        put_realised(store, breeding, error) != 0)
        return -1;
    if (breeding->generation % (uint64_t)breeding->settings->keyframe_every == 0 &&
        sw_keyframes_put(store, breeding, layout, error) != 0)
        return -1;
    bytes = sw_state_pack(breeding->generation, &size, error);
    if (put(store, SW_STORE_STATE, 0, 0, bytes, size, error) != 0)
        return -1;
    return sw_store_commit(store, error);
}

#include "population/checkpoint.h"

#include "population/keyframe.h"
#include "record/programs.h"
#include "record/surface.h"
#include "population/transit.h"

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
        .seed = settings->run.seed,
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

/* ---- records on their way: a head, then the record ---- */

struct record_head {
    uint64_t first, size;
    uint32_t second, kind;
};

void sw_records_free(struct sw_records *records)
{
    free(records->bytes);
    memset(records, 0, sizeof *records);
}

int sw_records_add(struct sw_records *records, enum sw_store_kind kind, uint64_t first,
                   uint32_t second, void *bytes, size_t size, struct sw_error *error)
{
    struct record_head head = {first, size, second, (uint32_t)kind};
    size_t wanted = records->size + sizeof head + size;

    if (bytes == NULL)
        return -1;
    if (wanted > records->room) {
        uint8_t *more = sw_allocate(2 * wanted, 1, "storing a generation", error);

        if (more == NULL) {
            free(bytes);
            return -1;
        }
        if (records->size > 0)
            memcpy(more, records->bytes, records->size);
        free(records->bytes);
        records->bytes = more;
        records->room = 2 * wanted;
    }
    memcpy(records->bytes + records->size, &head, sizeof head);
    memcpy(records->bytes + records->size + sizeof head, bytes, size);
    records->size = wanted;
    free(bytes);
    return 0;
}

/* The next record of a list: 1, 0 at its end, -1 if it is no record. */
static int next_record(const uint8_t *bytes, size_t size, size_t *at, struct record_head *head,
                       const uint8_t **record, struct sw_error *error)
{
    *record = NULL;
    if (*at == size)
        return 0;
    if (size - *at >= sizeof *head) {
        memcpy(head, bytes + *at, sizeof *head);
        *at += sizeof *head;
        if (head->size <= size - *at) {
            *record = bytes + *at;
            *at += head->size;
            return 1;
        }
    }
    return sw_fail(error, SW_EXIT_INTERNAL, "what another rank wants to be stored is not a record");
}

/* ---- what homes pack ---- */

static int add_observed(struct sw_records *records, const struct sw_breeding *breeding,
                        uint32_t island, const float *observed, struct sw_error *error)
{
    uint32_t members = breeding->settings->run.members, width = breeding->breeder->width;
    size_t size = 0;
    void *bytes;

    if (width == 0)
        return 0;
    bytes = sw_observed_pack(observed, members, width, &size, error);
    return sw_records_add(records, SW_STORE_OBSERVED, breeding->generation, island, bytes, size,
                          error);
}

/* What the members carry from the parents that they are mutations of. */
static int add_surfaces(struct sw_records *records, const struct sw_breeding *breeding,
                        uint32_t number, struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    const struct sw_island *island = sw_breeding_island(breeding, number);
    struct sw_identity_space space = sw_settings_space(settings);
    uint32_t litter = sw_settings_litter(settings);
    size_t size = 0;
    uint64_t *surfaces;
    void *bytes;

    if (!settings->run.surface)
        return 0;
    surfaces = sw_allocate(space.members, sizeof *surfaces, "storing surfaces", error);
    if (surfaces == NULL)
        return -1;
    for (uint32_t slot = 0; slot < space.members; slot++)
        surfaces[slot] =
            sw_genome_surface(breeding->breeder, &island->parent[island->parent_of[slot / litter]],
                              sw_identity_id(space, breeding->generation, number, slot));
    bytes = sw_surfaces_pack(surfaces, space.members, &size, error);
    free(surfaces);
    return sw_records_add(records, SW_STORE_SURFACES, breeding->generation, number, bytes, size,
                          error);
}

/* What they wrote in the probe worlds, if they were asked. */
static int add_programs(struct sw_records *records, const struct sw_breeding *breeding,
                        const struct sw_lived *lived, uint32_t island, struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    size_t room = (size_t)sw_settings_litters(settings) * sw_settings_litter(settings), size = 0;
    uint32_t worlds = settings->run.probes;
    void *bytes;

    if (lived->programs == NULL)
        return 0;
    bytes = sw_programs_pack(lived->programs +
                                 (island - breeding->hosting.first_island) * room * worlds,
                             settings->run.members, worlds, &size, error);
    return sw_records_add(records, SW_STORE_PROGRAMS, breeding->generation, island, bytes, size,
                          error);
}

/* Rank 0 speaks for all islands: every rank has the same. */
static int add_families(struct sw_records *records, const struct sw_breeding *breeding,
                        const float *family, struct sw_error *error)
{
    size_t size = 0;
    void *bytes;

    if (family == NULL || breeding->hosting.rank != 0)
        return 0;
    bytes = sw_scores_pack(family, breeding->islands, &size, error);
    return sw_records_add(records, SW_STORE_FAMILIES, breeding->generation, 0, bytes, size, error);
}

static int add_lived(struct sw_records *records, const struct sw_breeding *breeding,
                     const struct sw_lived *lived, uint32_t island, struct sw_error *error)
{
    const struct sw_settings *settings = breeding->settings;
    uint64_t generation = breeding->generation;
    size_t at = (island - breeding->hosting.first_island) * (size_t)settings->run.members, size = 0;
    const float *mine = lived->score + at;
    struct sw_statistics statistics = sw_breeding_statistics(
        sw_schedule_at(breeding->breeder->schedule, generation, island), generation, island, mine);
    void *bytes = sw_births_pack(&sw_breeding_island(breeding, island)->births, &size, error);

    if (sw_records_add(records, SW_STORE_BIRTHS, generation, island, bytes, size, error) != 0)
        return -1;
    bytes = sw_scores_pack(mine, settings->run.members, &size, error);
    if (sw_records_add(records, SW_STORE_SCORES, generation, island, bytes, size, error) != 0)
        return -1;
    bytes = sw_statistics_pack(&statistics, &size, error);
    if (sw_records_add(records, SW_STORE_STATISTICS, generation, island, bytes, size, error) != 0 ||
        add_surfaces(records, breeding, island, error) != 0 ||
        add_programs(records, breeding, lived, island, error) != 0)
        return -1;
    return add_observed(
        records, breeding, island,
        lived->observed == NULL ? NULL : lived->observed + at * breeding->breeder->width, error);
}

int sw_checkpoint_lived(struct sw_records *records, const struct sw_breeding *breeding,
                        const struct sw_lived *lived, struct sw_error *error)
{
    for (uint32_t i = breeding->hosting.first_home; i < breeding->hosting.end_home; i++)
        if (add_lived(records, breeding, lived, i, error) != 0)
            return -1;
    return add_families(records, breeding, lived->family, error);
}

/* Who stands after the generation that was lived last. */
static int add_standing(struct sw_records *records, const struct sw_breeding *breeding,
                        uint32_t number, struct sw_error *error)
{
    const struct sw_island *island = sw_breeding_island(breeding, number);
    size_t size = 0;
    uint64_t *ids;
    void *bytes;

    if (!breeding->breeder->stands)
        return 0;
    ids = sw_allocate((size_t)island->standing + 1, sizeof *ids, "storing who stands", error);
    if (ids == NULL)
        return -1;
    for (uint32_t j = 0; j < island->standing; j++)
        ids[j] = island->stand[j].individual.id;
    bytes = sw_standing_pack(ids, island->standing, &size, error);
    free(ids);
    return sw_records_add(records, SW_STORE_STANDING, breeding->generation - 1, number, bytes, size,
                          error);
}

/* What choosing the parents of the next generation did. */
static int add_realised(struct sw_records *records, const struct sw_breeding *breeding,
                        uint32_t number, struct sw_error *error)
{
    size_t size = 0;
    void *bytes = sw_realised_pack(&sw_breeding_island(breeding, number)->realised, &size, error);

    return sw_records_add(records, SW_STORE_SELECTION, breeding->generation - 1, number, bytes,
                          size, error);
}

/* How the island was refounded after the generation that was lived last. */
static int add_refounding(struct sw_records *records, const struct sw_breeding *breeding,
                          uint32_t number, struct sw_error *error)
{
    const struct sw_island *island = sw_breeding_island(breeding, number);
    size_t size = 0;
    void *bytes;

    if (!island->refounded)
        return 0;
    bytes = sw_refounded_pack(&island->origin, &size, error);
    return sw_records_add(records, SW_STORE_REFOUNDING, breeding->generation - 1, number, bytes,
                          size, error);
}

bool sw_checkpoint_keyframes(const struct sw_breeding *breeding)
{
    return breeding->generation % (uint64_t)breeding->settings->run.keyframe_every == 0;
}

int sw_checkpoint_bred(struct sw_records *records, struct sw_records *keyframes,
                       const struct sw_breeding *breeding, struct sw_error *error)
{
    for (uint32_t i = breeding->hosting.first_home; i < breeding->hosting.end_home; i++)
        if (add_standing(records, breeding, i, error) != 0 ||
            add_refounding(records, breeding, i, error) != 0 ||
            add_realised(records, breeding, i, error) != 0)
            return -1;
    if (sw_transit_pack(records, breeding, error) != 0)
        return -1;
    return sw_checkpoint_keyframes(breeding) ? sw_keyframes_pack(keyframes, breeding, error) : 0;
}

/* ---- what rank 0 does with them ---- */

/* Who stands may have been stored before. */
static int is_there(struct sw_store *store, const struct record_head *head, struct sw_error *error)
{
    const void *there;
    size_t size;

    return head->kind != SW_STORE_KEYFRAME ? 0
                                           : sw_store_get(store, SW_STORE_KEYFRAME, head->first,
                                                          head->second, &there, &size, error);
}

int sw_checkpoint_put(struct sw_store *store, const void *bytes, size_t size,
                      struct sw_error *error)
{
    struct record_head head;
    const uint8_t *record;
    size_t at = 0;
    int more;

    while ((more = next_record(bytes, size, &at, &head, &record, error)) > 0) {
        int there = is_there(store, &head, error);

        if (there < 0 ||
            (there == 0 && sw_store_put(store, (enum sw_store_kind)head.kind, head.first,
                                        head.second, record, head.size, error) != 0))
            return -1;
    }
    return more;
}

int sw_checkpoint_best(const void *bytes, size_t size, struct sw_statistics *out,
                       struct sw_error *error)
{
    struct record_head head;
    const uint8_t *record;
    uint32_t best = UINT32_MAX;
    size_t at = 0;

    while (next_record(bytes, size, &at, &head, &record, error) > 0) {
        struct sw_statistics statistics;

        if (head.kind != SW_STORE_STATISTICS)
            continue;
        if (sw_statistics_unpack(record, head.size, &statistics, error) != 0)
            return -1;
        if (best != UINT32_MAX &&
            (statistics.mean < out->mean || (statistics.mean == out->mean && head.second > best)))
            continue;
        best = head.second;
        *out = statistics;
    }
    return best == UINT32_MAX ? -1 : 0;
}

int sw_checkpoint_commit(struct sw_store *store, const struct sw_breeding *breeding,
                         struct sw_error *error)
{
    size_t size = 0;
    void *bytes = sw_state_pack(breeding->generation, &size, error);

    if (put(store, SW_STORE_STATE, 0, 0, bytes, size, error) != 0)
        return -1;
    return sw_store_commit(store, error);
}

int sw_checkpoint_generation(struct sw_store *store, const struct sw_breeding *breeding,
                             const struct sw_lived *lived, struct sw_error *error)
{
    struct sw_records records = {0};
    int result = sw_checkpoint_lived(&records, breeding, lived, error);

    if (result == 0)
        result = sw_checkpoint_put(store, records.bytes, records.size, error);
    sw_records_free(&records);
    return result;
}

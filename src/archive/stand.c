#include "archive/rebuild.h"
#include "population/resume.h"

#include <stdlib.h>
#include <string.h>

/* The generation of the last keyframes at or before `generation` that it can go on from. */
static uint64_t base_of(const struct sw_archive *archive, uint64_t generation)
{
    uint64_t due = generation - generation % (uint64_t)archive->settings.run.keyframe_every;

    return due > archive->branched ? due : archive->branched;
}

int sw_archive_lived(struct sw_archive *archive, uint64_t generation, struct sw_lived *out,
                     float **room, struct sw_error *error)
{
    struct sw_archive *then = sw_archive_at(archive, generation);
    const struct sw_settings *settings = &then->settings;
    struct sw_identity_space space = archive->record.space;
    size_t all = (size_t)space.islands * space.members, width = archive->breeder.width;
    float *observed;

    *room = sw_allocate_floats(all * (1 + width) + space.islands, "reading a generation", error);
    if (*room == NULL)
        return -1;
    observed = width > 0 ? *room + all : NULL;
    *out = (struct sw_lived){.score = *room, .observed = observed};
    for (uint32_t i = 0; i < space.islands; i++)
        if (sw_resume_lived(
                archive->store, settings, generation, i, *room + (size_t)i * space.members,
                width > 0 ? observed + (size_t)i * space.members * width : NULL, error) != 0) {
            free(*room);
            *room = NULL;
            return -1;
        }
    if (!sw_breeding_judges(then->breeder.schedule, generation))
        return 0;
    out->family = *room + all * (1 + width);
    if (sw_resume_family(archive->store, settings, generation, *room + all * (1 + width), error) ==
        0)
        return 0;
    free(*room);
    *room = NULL;
    return -1;
}

/* One generation on, by what is stored. */
static int advance(struct sw_archive *archive, struct sw_error *error)
{
    struct sw_lived lived;
    float *room;
    int result = sw_archive_lived(archive, archive->stood.generation, &lived, &room, error);

    if (result == 0)
        result = sw_breeding_advance(&archive->stood, &lived, error);
    free(room);
    return result;
}

static int stand_anew(struct sw_archive *archive, uint64_t generation, struct sw_error *error)
{
    void *message;
    size_t size;
    int result;

    if (archive->stood.settings != NULL)
        sw_breeding_end(&archive->stood);
    message = sw_resume_gather(archive->store, &archive->settings, generation,
                               (struct sw_resume_part){.end = archive->record.space.islands}, &size,
                               error);
    if (message == NULL)
        return -1;
    result = sw_breeding_begin(&archive->stood, &archive->settings, &archive->breeder, error);
    if (result == 0)
        result = sw_resume_restore(message, size, &archive->stood, error);
    free(message);
    return result;
}

struct sw_breeding *sw_archive_stand(struct sw_archive *whole, uint64_t generation,
                                     struct sw_error *error)
{
    struct sw_archive *archive = sw_archive_at(whole, generation);
    struct sw_breeding *stood = &archive->stood;
    bool near = stood->settings != NULL && stood->generation <= generation &&
                base_of(archive, generation) <= stood->generation;
    int result = sw_archive_teach(archive, error);

    if (result == 0 && !near)
        result = stand_anew(archive, generation, error);
    while (result == 0 && stood->generation < generation)
        result = advance(archive, error);
    if (result == 0)
        return stood;
    if (stood->settings != NULL)
        sw_breeding_end(stood);
    return NULL;
}

int sw_archive_standing(struct sw_archive *archive, uint64_t lived, uint32_t island, uint64_t *id,
                        struct sw_error *error)
{
    struct sw_identity_space space = archive->record.space;
    struct sw_statistics statistics;
    const void *bytes;
    size_t size;
    int found;

    *id = island;
    if (lived == 0)
        return 0;
    *id = sw_identity_id(space, lived - 1, island, space.members);
    if (sw_schedule_scheme(sw_archive_at(archive, lived - 1)->breeder.schedule, lived - 1, island)
            ->recombines)
        return 0;
    found =
        sw_store_get(archive->store, SW_STORE_STATISTICS, lived - 1, island, &bytes, &size, error);
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the statistics of generation %llu on island %u are missing from the store",
                       (unsigned long long)(lived - 1), island);
    if (found < 0 || sw_statistics_unpack(bytes, size, &statistics, error) != 0)
        return -1;
    *id = statistics.best_id;
    return 0;
}

#include "archive/rebuild.h"
#include "population/checkpoint.h"

#include <stdlib.h>
#include <string.h>

/* The generation of the last keyframes at or before `generation`. */
static uint64_t base_of(const struct sw_archive *archive, uint64_t generation)
{
    return generation - generation % (uint64_t)archive->settings.keyframe_every;
}

/* One generation on, by the stored scores. */
static int advance(struct sw_archive *archive, struct sw_error *error)
{
    struct sw_identity_space space = archive->record.space;
    uint64_t generation = archive->stood.generation;
    float *scores =
        sw_allocate_floats((size_t)space.islands * space.members, "reading a generation", error);
    int result = scores == NULL ? -1 : 0;

    for (uint32_t i = 0; i < space.islands && result == 0; i++)
        result = sw_archive_scores(archive, generation, i, scores + (size_t)i * space.members,
                                   error);
    if (result == 0)
        result = sw_breeding_advance(&archive->stood, scores, NULL, error);
    free(scores);
    return result;
}

static int stand_anew(struct sw_archive *archive, uint64_t generation, struct sw_error *error)
{
    void *message;
    size_t size;
    int result;

    if (archive->stood.settings != NULL)
        sw_breeding_end(&archive->stood);
    message = sw_checkpoint_gather_at(archive->store, &archive->settings, generation, &size, error);
    if (message == NULL)
        return -1;
    result = sw_breeding_begin(&archive->stood, &archive->settings, &archive->breeder, error);
    if (result == 0)
        result = sw_checkpoint_restore(message, size, &archive->stood, error);
    free(message);
    return result;
}

const struct sw_breeding *sw_archive_stand(struct sw_archive *archive, uint64_t generation,
                                           struct sw_error *error)
{
    struct sw_breeding *stood = &archive->stood;
    bool near = stood->settings != NULL && stood->generation <= generation &&
                base_of(archive, generation) <= stood->generation;
    int result = near ? 0 : stand_anew(archive, generation, error);

    while (result == 0 && stood->generation < generation)
        result = advance(archive, error);
    if (result == 0)
        return stood;
    if (stood->settings != NULL)
        sw_breeding_end(stood);
    return NULL;
}

#include "population/keyframe.h"

#include "agent/growth.h"
#include "settings/niche.h"

#include <stdlib.h>
#include <string.h>

int sw_keyframe_read(const void *bytes, size_t size, const struct sw_brain_layout *layout,
                     struct sw_individual *out, struct sw_error *error)
{
    struct sw_keyframe keyframe;
    float **from[] = {&keyframe.weights,      &keyframe.first_moment,  &keyframe.second_moment,
                      &keyframe.length_path,  &keyframe.learned_first, &keyframe.learned_second,
                      &keyframe.learned_back, &keyframe.birth,         &keyframe.anchor,
                      &keyframe.importance,   &keyframe.marks};
    float **to[] = {&out->weights,      &out->first,         &out->second,
                    &out->length_path,  &out->learned.first, &out->learned.second,
                    &out->learned.back, &out->birth,         &out->anchor,
                    &out->importance,   &out->marks};
    int failed = 0;

    memset(out, 0, sizeof *out);
    if (sw_keyframe_unpack(bytes, size, &keyframe, error) != 0)
        return -1;
    if (keyframe.parameters != layout->floats)
        failed = sw_fail(error, SW_EXIT_DAMAGED, "a keyframe has %u weights, not %u",
                         keyframe.parameters, layout->floats);
    for (int i = 0; i < 11 && !failed; i++) {
        if (*from[i] == NULL)
            continue;
        *to[i] = sw_allocate_floats(layout->floats, "reading a keyframe", error);
        failed = *to[i] == NULL;
        if (!failed)
            memcpy(*to[i], *from[i], layout->floats * sizeof(float));
    }
    out->id = keyframe.id;
    out->steps = keyframe.steps;
    out->line = keyframe.line;
    out->surface = keyframe.surface;
    out->genes = keyframe.genes;
    out->sigma = keyframe.sigma;
    out->learned.steps = keyframe.learned_steps;
    sw_keyframe_free(&keyframe);
    if (failed)
        sw_individual_free(out);
    return failed;
}

struct keyframe_writer {
    struct sw_records *records;
    const struct sw_breeding *breeding;
    struct sw_error *error;
};

/* Born before the last keyframes, it has stood since. */
static bool was_stored(const struct sw_breeding *breeding, uint64_t id)
{
    struct sw_identity identity = sw_identity_of(sw_settings_space(breeding->settings), id);
    uint64_t every = (uint64_t)breeding->settings->run.keyframe_every;

    return !identity.founder && identity.generation + every < breeding->generation;
}

static int pack_keyframe(void *context, const struct sw_individual *parent)
{
    struct keyframe_writer *writer = context;
    struct sw_keyframe keyframe = {
        .id = parent->id,
        .steps = parent->steps,
        .lined = writer->breeding->breeder->replays,
        .line = parent->line,
        .surfaced = writer->breeding->settings->run.surface,
        .surface = parent->surface,
        /* Also of who came from a run whose members learned. */
        .has_genes = writer->breeding->breeder->grows || parent->genes.power != 0 ||
                     parent->genes.feedback != 0,
        .genes = parent->genes,
        .parameters = writer->breeding->breeder->layout->floats,
        .weights = parent->weights,
        .first_moment = parent->first,
        .second_moment = parent->second,
        .sigma = parent->sigma,
        .length_path = parent->length_path,
        .learned_steps = parent->learned.steps,
        .learned_first = parent->learned.first,
        .learned_second = parent->learned.second,
        .learned_back = parent->learned.back,
        .birth = parent->birth,
        .anchor = parent->anchor,
        .importance = parent->importance,
        .marks = parent->marks,
    };
    size_t size = 0;
    void *bytes;

    if (was_stored(writer->breeding, parent->id))
        return 0;
    bytes = sw_keyframe_pack(&keyframe, &size, writer->error);
    return sw_records_add(writer->records, SW_STORE_KEYFRAME, parent->id, 0, bytes, size,
                          writer->error);
}

int sw_keyframes_pack(struct sw_records *records, const struct sw_breeding *breeding,
                      struct sw_error *error)
{
    struct keyframe_writer writer = {records, breeding, error};

    return sw_breeding_parents(breeding, pack_keyframe, &writer);
}

int sw_founder_put(struct sw_store *store, const struct sw_brain_layout *layout,
                   const float *weights, struct sw_error *error)
{
    struct sw_keyframe keyframe = {.parameters = layout->floats, .weights = (float *)weights};
    size_t size;
    void *bytes = sw_keyframe_pack(&keyframe, &size, error);
    int result =
        bytes == NULL ? -1 : sw_store_put(store, SW_STORE_FOUNDER, 0, 0, bytes, size, error);

    free(bytes);
    return result;
}

int sw_founder_get(struct sw_store *store, const struct sw_brain_layout *layout, float **weights,
                   struct sw_error *error)
{
    struct sw_individual founder;
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_FOUNDER, 0, 0, &bytes, &size, error);

    *weights = NULL;
    if (found <= 0)
        return found;
    if (sw_keyframe_read(bytes, size, layout, &founder, error) != 0)
        return -1;
    *weights = founder.weights;
    founder.weights = NULL;
    sw_individual_free(&founder);
    return 0;
}

int sw_founder_check(const struct sw_settings *settings, struct sw_schedule *schedule,
                     const struct sw_brain_layout *layout, const float *founder, const char *name,
                     struct sw_error *error)
{
    uint32_t experts = layout->shape.experts, open, taught;

    if (founder == NULL || !sw_growth_is(&layout->shape))
        return 0;
    open = sw_growth_open(layout, founder);
    taught = (uint32_t)__builtin_popcount(open);
    if ((open & (open + 1)) != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: experts are opened one after another, and expert %d has no prototypes "
                       "while a later one has; take a founder that a run has made",
                       name, __builtin_ctz(~open) + 1);
    for (uint32_t island = 0; island < settings->run.islands; island++) {
        uint32_t stages = sw_schedule_stages_most(settings, schedule, island);

        if (taught + stages > experts)
            return sw_fail(error, SW_EXIT_USAGE,
                           "%s: %u of its %u experts are taught, and island %u of the run may come "
                           "to %u stages, each of which opens one more; take a founder with fewer",
                           name, taught, experts, island, stages);
    }
    return 0;
}

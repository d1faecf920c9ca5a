#include "population/keyframe.h"

#include <stdlib.h>
#include <string.h>

int sw_keyframe_read(const void *bytes, size_t size, const struct sw_brain_layout *layout,
                     struct sw_individual *out, struct sw_error *error)
{
    struct sw_keyframe keyframe;
    float **from[] = {&keyframe.weights, &keyframe.first_moment, &keyframe.second_moment,
                      &keyframe.length_path};
    float **to[] = {&out->weights, &out->first, &out->second, &out->length_path};
    int failed = 0;

    memset(out, 0, sizeof *out);
    if (sw_keyframe_unpack(bytes, size, &keyframe, error) != 0)
        return -1;
    if (keyframe.parameters != layout->floats)
        failed = sw_fail(error, SW_EXIT_DAMAGED, "a keyframe has %u weights, not %u",
                         keyframe.parameters, layout->floats);
    for (int i = 0; i < 4 && !failed; i++) {
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
    out->sigma = keyframe.sigma;
    sw_keyframe_free(&keyframe);
    if (failed)
        sw_individual_free(out);
    return failed;
}

struct keyframe_writer {
    struct sw_store *store;
    const struct sw_brain_layout *layout;
    struct sw_error *error;
    bool lined;
};

static int put_keyframe(void *context, const struct sw_individual *parent)
{
    struct keyframe_writer *writer = context;
    struct sw_keyframe keyframe = {
        .id = parent->id,
        .steps = parent->steps,
        .lined = writer->lined,
        .line = parent->line,
        .parameters = writer->layout->floats,
        .weights = parent->weights,
        .first_moment = parent->first,
        .second_moment = parent->second,
        .sigma = parent->sigma,
        .length_path = parent->length_path,
    };
    const void *there;
    size_t size;
    int found =
        sw_store_get(writer->store, SW_STORE_KEYFRAME, parent->id, 0, &there, &size, writer->error);
    void *bytes;
    int result;

    if (found != 0)
        return found < 0 ? -1 : 0; /* who stands may have been stored before */
    bytes = sw_keyframe_pack(&keyframe, &size, writer->error);

    if (bytes == NULL)
        return -1;
    result =
        sw_store_put(writer->store, SW_STORE_KEYFRAME, parent->id, 0, bytes, size, writer->error);
    free(bytes);
    return result;
}

int sw_keyframes_put(struct sw_store *store, const struct sw_breeding *breeding,
                     const struct sw_brain_layout *layout, struct sw_error *error)
{
    struct keyframe_writer writer = {store, layout, error, breeding->breeder->replays};

    return sw_breeding_parents(breeding, put_keyframe, &writer);
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

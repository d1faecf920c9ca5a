#include "population/vectors.h"

#include "record/record.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

struct sw_vectors {
    struct sw_landscape *landscape; /* owned */
    uint32_t floats, width;
    float *member; /* [floats] scratch */
};

struct sw_vectors *sw_vectors_create(const struct sw_settings *settings,
                                     const struct sw_brain_layout *layout, struct sw_error *error)
{
    const struct sw_function *function = sw_settings_function(settings);
    struct sw_vectors *vectors = sw_allocate(1, sizeof *vectors, "evaluating vectors", error);

    if (vectors == NULL)
        return NULL;
    vectors->floats = layout->floats;
    vectors->width = sw_function_width(function);
    vectors->member = sw_allocate_floats(layout->floats, "evaluating vectors", error);
    vectors->landscape =
        sw_landscape_create(function, settings->worlds.dimension, settings->worlds.shift,
                            settings->worlds.rotate, settings->run.seed, error);
    if (vectors->member != NULL && vectors->landscape != NULL)
        return vectors;
    sw_vectors_destroy(vectors);
    return NULL;
}

void sw_vectors_destroy(struct sw_vectors *vectors)
{
    if (vectors == NULL)
        return;
    sw_landscape_destroy(vectors->landscape);
    free(vectors->member);
    free(vectors);
}

/* Scores are finite floats. */
static float score_of(double value)
{
    return value < (double)FLT_MAX ? (float)-value : -FLT_MAX;
}

void sw_vectors_litter(struct sw_vectors *vectors, const float *parent,
                       const struct sw_noise *noise, uint32_t pairs, float *score, float *observed)
{
    memset(score, 0, SW_LITTER_MEMBERS * sizeof *score);
    if (observed != NULL)
        memset(observed, 0, (size_t)SW_LITTER_MEMBERS * vectors->width * sizeof *observed);
    for (uint32_t i = 0; i < 2 * pairs; i++) {
        float *seen = observed == NULL ? NULL : observed + (size_t)i * vectors->width;

        memcpy(vectors->member, parent, vectors->floats * sizeof *parent);
        sw_mutation_apply(noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, vectors->member);
        score[i] = score_of(sw_landscape_value(vectors->landscape, vectors->member, seen));
    }
}

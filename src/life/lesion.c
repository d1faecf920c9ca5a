#include "life/lesion.h"

#include "agent/forecast_brain.h"
#include "agent/growth.h"
#include "world/sight/sight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Gates are open for good at this: sigmoid(60) is 1. */
#define GATE_OPEN 60.0f

static void silence(const struct sw_brain_layout *layout, float *weights, uint32_t tensor)
{
    const struct sw_tensor *of = &layout->tensor[tensor];

    memset(weights + of->offset, 0, (size_t)of->rows * of->stride * sizeof *weights);
}

/* Rows of the eye's table, by the names of their groups. */
static void silence_rows(const struct sw_brain_layout *layout, float *weights,
                         const char *const *names, uint32_t count)
{
    const struct sw_tensor *table = &layout->tensor[SW_SIGHT_TABLE];

    for (uint32_t i = 0; i < sw_sight_group_count(); i++) {
        const struct sw_sight_group *group = sw_sight_group_row(i);

        for (uint32_t k = 0; k < count; k++)
            if (strcmp(group->name, names[k]) == 0)
                memset(weights + table->offset + (size_t)group->first * table->stride, 0,
                       (size_t)group->count * table->stride * sizeof *weights);
    }
}

/* The update gate is open whatever comes, so nothing of m stays in m'. */
static void forget(const struct sw_brain_layout *layout, float *weights)
{
    static const enum sw_tensor_id gated[] = {SW_MEMORY_SIGHT, SW_MEMORY_CANVAS, SW_MEMORY_EDIT};
    uint32_t M = layout->shape.memory;
    float *bias = weights + layout->tensor[SW_MEMORY_BIAS].offset;

    silence(layout, weights, SW_MEMORY_RECURRENT);
    for (size_t i = 0; i < sizeof gated / sizeof *gated; i++) {
        const struct sw_tensor *of = &layout->tensor[gated[i]];

        for (uint32_t row = 0; row < of->rows; row++)
            memset(weights + of->offset + (size_t)row * of->stride, 0, M * sizeof *weights);
    }
    for (uint32_t i = 0; i < M; i++)
        bias[i] = GATE_OPEN;
}

void sw_lesion_remove(enum sw_lesion lesion, const struct sw_brain_layout *layout, float *weights)
{
    static const char *const colours[] = {"before.view", "after.view", "becomes", "was"};
    static const char *const organisms[] = {"before.organism", "after.organism", "towards"};
    static const char *const relations[] = {"between", "within", "beside"};

    switch (lesion) {
    case SW_LESION_SIGHT:
        silence(layout, weights, SW_SIGHT_TABLE);
        silence(layout, weights, SW_SIGHT_DENSE);
        silence(layout, weights, SW_SIGHT_BIAS);
        break;
    case SW_LESION_COLOURS:
        silence_rows(layout, weights, colours, sizeof colours / sizeof *colours);
        break;
    case SW_LESION_ORGANISMS:
        silence_rows(layout, weights, organisms, sizeof organisms / sizeof *organisms);
        break;
    case SW_LESION_RELATIONS:
        silence_rows(layout, weights, relations, sizeof relations / sizeof *relations);
        break;
    case SW_LESION_MEMORY:
        forget(layout, weights);
        break;
    case SW_LESION_EDITS:
        silence(layout, weights, SW_MEMORY_EDIT);
        break;
    case SW_LESION_EXPERTS:
        for (uint32_t t = SW_THOUGHT; t < sw_foresight_first(layout); t++)
            silence(layout, weights, t);
        break;
    default:
        break;
    }
}

/* A weight is the part's if it is a number after the removal, whatever it was. */
int sw_lesion_hold(enum sw_lesion lesion, const struct sw_brain_layout *layout, uint8_t *owner,
                   struct sw_error *error)
{
    float *mark = sw_allocate_floats(layout->floats, "removing a part", error);

    if (mark == NULL)
        return -1;
    for (uint32_t i = 0; i < layout->floats; i++)
        mark[i] = NAN;
    sw_lesion_remove(lesion, layout, mark);
    for (uint32_t i = 0; i < layout->floats; i++)
        if (!isnan(mark[i]))
            owner[i] = SW_OWNER_NOBODY;
    free(mark);
    return 0;
}

#include "agent/body_brain.h"

#include "agent/brain_private.h"

#include <math.h>
#include <string.h>

#define NAME(id, name, help) name,

const char *sw_body_plastic_name(uint32_t plastic)
{
    static const char *const names[] = {SW_BODY_PLASTIC_ROWS(NAME, NAME)};

    return names[plastic];
}

/* As many rows as there are, or none where the settings switch a tensor off. */
static struct sw_tensor_row only(bool on, struct sw_tensor_row row)
{
    if (!on)
        row.rows = row.columns = 0;
    return row;
}

int sw_body_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                         struct sw_error *error)
{
    const struct sw_body_senses *senses = &shape->body;
    uint32_t K = shape->features, M = shape->memory, A = senses->acts, W = senses->words;
    enum sw_body_plastic plastic = (enum sw_body_plastic)shape->plastic;
    bool recalls = shape->recalls, speaks = shape->speaks, muses = speaks && !shape->tells;
    bool heeds = shape->heeds && plastic != SW_PLASTIC_READ && plastic != SW_PLASTIC_TOLD;
    bool values = plastic != SW_PLASTIC_NONE || heeds;
    float from_look = 1.0f / sqrtf((float)K), from_memory = 1.0f / sqrtf((float)M);

    if (sw_brain_check("features", K, 16, 64, SW_LANES, error) != 0 ||
        sw_brain_check("memory", M, 16, 256, SW_LANES, error) != 0)
        return -1;
    if (plastic == SW_PLASTIC_READ && !recalls)
        return sw_fail(error, SW_EXIT_USAGE,
                       "body.plastic = read reads values from memory, and body.memory = no: set "
                       "memory = yes, or use another source of values");
    memset(layout, 0, sizeof *layout);
    layout->shape = *shape;

    /* In the order of enum sw_body_tensor. */
    const struct sw_tensor_row rows[SW_BODY_TENSORS] = {
        {"look.table", SW_TENSOR_TABLE, SW_GROUP_SIGHT, senses->rows, K, 0.3f},
        {"look.bias", SW_TENSOR_VECTOR, SW_GROUP_SIGHT, 1, K, 0.1f},
        only(values, (struct sw_tensor_row){"value.table", SW_TENSOR_TABLE, SW_GROUP_SIGHT,
                                            senses->places, K, 0.3f}),
        only(recalls, (struct sw_tensor_row){"memory.look", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, K,
                                             2 * M, from_look}),
        only(recalls, (struct sw_tensor_row){"memory.recurrent", SW_TENSOR_DENSE, SW_GROUP_THOUGHT,
                                             M, 2 * M, from_memory}),
        only(recalls, (struct sw_tensor_row){"memory.event", SW_TENSOR_TABLE, SW_GROUP_THOUGHT,
                                             senses->events, 2 * M, 0.5f}),
        only(recalls, (struct sw_tensor_row){"memory.act", SW_TENSOR_TABLE, SW_GROUP_THOUGHT, A,
                                             2 * M, 0.5f}),
        only(recalls, (struct sw_tensor_row){"memory.bias", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1,
                                             2 * M, 0.1f}),
        {"act.look", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, K, A, from_look},
        only(recalls, (struct sw_tensor_row){"act.memory", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, M, A,
                                             from_memory}),
        {"act.event", SW_TENSOR_TABLE, SW_GROUP_THOUGHT, senses->events, A, 0.3f},
        {"act.bias", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, A, 0.1f},
        only(plastic == SW_PLASTIC_DELTA || plastic == SW_PLASTIC_OPEN,
             (struct sw_tensor_row){"plastic.start", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1,
                                    senses->colours, 0.3f}),
        only(plastic == SW_PLASTIC_DELTA, (struct sw_tensor_row){"plastic.rates", SW_TENSOR_VECTOR,
                                                                 SW_GROUP_THOUGHT, 1, 2, 0.3f}),
        only(plastic == SW_PLASTIC_OPEN,
             (struct sw_tensor_row){"plastic.table", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1,
                                    senses->events * senses->colours, 0.3f}),
        only(plastic == SW_PLASTIC_READ,
             (struct sw_tensor_row){"read.memory", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, M,
                                    senses->colours, from_memory}),
        only(muses, (struct sw_tensor_row){"say.look", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, K, W,
                                           from_look}),
        only(muses && recalls, (struct sw_tensor_row){"say.memory", SW_TENSOR_DENSE,
                                                      SW_GROUP_THOUGHT, M, W, from_memory}),
        only(speaks, (struct sw_tensor_row){"say.event", SW_TENSOR_TABLE, SW_GROUP_THOUGHT,
                                            senses->events, W, 0.3f}),
        only(muses,
             (struct sw_tensor_row){"say.bias", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, W, 0.1f}),
        only(heeds, (struct sw_tensor_row){"plastic.words", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1,
                                           W * senses->colours, 0.3f}),
    };

    for (uint32_t i = 0; i < SW_BODY_TENSORS; i++)
        sw_brain_append(layout, rows[i]);
    return 0;
}

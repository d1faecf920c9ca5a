/* brain_private.h - how tensors are laid out one after another: for the files that shape brains. */
#ifndef SW_AGENT_BRAIN_PRIVATE_H
#define SW_AGENT_BRAIN_PRIVATE_H

#include "agent/brain.h"

struct sw_tensor_row {
    const char *name;
    enum sw_tensor_kind kind;
    enum sw_tensor_group group;
    uint32_t rows, columns;
    float scale;
};

/* Appends a tensor behind the last one of the layout. */
void sw_brain_append(struct sw_brain_layout *layout, struct sw_tensor_row row);

/* Refuses (exit code 2) a part of a shape that is out of range. */
int sw_brain_check(const char *what, uint32_t value, uint32_t low, uint32_t high, uint32_t multiple,
                   struct sw_error *error);

#endif

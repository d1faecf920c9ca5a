#include "agent/mind.h"

#include <stdlib.h>
#include <string.h>

/* Mean over cells times this: the mean's part of the pooled features stands beside the maximum's.
 */
#define POOL_GAIN 8.0f

/* The mean over changed cells times this is added: few cells change, and they tell the law. */
#define CHANGE_GAIN 4.0f

int sw_encoding_take(struct sw_encoding *encoding, const struct sw_mind *mind, const float *weights,
                     const struct sw_percept *percept, struct sw_error *error)
{
    const struct sw_tensor *table = &mind->layout->tensor[SW_SIGHT_TABLE];
    float all, changed;

    if (encoding->capacity < percept->kinds) {
        uint32_t capacity = percept->kinds + percept->kinds / 2 + 64;
        float *room = sw_allocate_floats((size_t)capacity * (table->stride + 17),
                                         "looking at a puzzle", error);

        if (room == NULL)
            return -1;
        free(encoding->base);
        encoding->base = room;
        encoding->coefficient = room + (size_t)capacity * table->stride;
        encoding->count = encoding->coefficient + (size_t)capacity * 16;
        encoding->capacity = capacity;
    }
    encoding->percept = percept;
    encoding->kinds = percept->kinds;
    encoding->cells = percept->cells;
    all = POOL_GAIN / (float)percept->cells;
    changed = percept->changed_cells == 0 ? 0.0f : CHANGE_GAIN / (float)percept->changed_cells;
    for (uint32_t i = 0; i < percept->kinds; i++)
        encoding->count[i] = (float)percept->count[i] * (percept->changed[i] ? all + changed : all);
    mind->kernel.sum_rows(weights + table->offset, table->stride, percept->row, percept->rows,
                          SW_PERCEPT_ROWS_PER_CELL, percept->kinds, encoding->base);
    return 0;
}

void sw_encoding_free(struct sw_encoding *encoding)
{
    free(encoding->base);
    memset(encoding, 0, sizeof *encoding);
}

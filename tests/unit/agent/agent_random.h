/* agent_random.h - random arrays, percepts and weights for tests of agents. */
#ifndef SW_TESTS_UNIT_AGENT_AGENT_RANDOM_H
#define SW_TESTS_UNIT_AGENT_AGENT_RANDOM_H

#include "agent/mutation.h"
#include "base/percept.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* Uniform in -size..size, a function of `place`. */
static inline void random_floats(uint64_t place, float size, float *out, size_t count)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 0);

    for (size_t i = 0; i < count; i++)
        out[i] = size * (2.0f * sw_dice_unit(&dice) - 1.0f);
}

static inline float *make_floats(uint64_t place, float size, size_t count)
{
    float *out = sw_allocate_floats(count, "testing", NULL);

    if (out == NULL)
        abort();
    random_floats(place, size, out, count);
    return out;
}

/* A percept of its own allocation, with room for 64 kinds; free with drop_percept. */
static inline struct sw_percept *make_percept(uint64_t place, uint32_t table_rows, bool canvas_only)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, place, 0);
    struct sw_percept *percept = calloc(1, sizeof *percept);

    if (percept == NULL)
        abort();
    percept->canvas_only = canvas_only;
    percept->capacity = 64;
    percept->kinds = 1 + sw_dice_below(&dice, 64);
    percept->count = calloc(64, sizeof *percept->count);
    percept->changed = calloc(64, sizeof *percept->changed);
    percept->rows = calloc(64, sizeof *percept->rows);
    percept->row = calloc((size_t)64 * SW_PERCEPT_ROWS_PER_CELL, sizeof *percept->row);
    if (percept->count == NULL || percept->changed == NULL || percept->rows == NULL ||
        percept->row == NULL)
        abort();
    for (uint32_t i = 0; i < percept->kinds; i++) {
        percept->count[i] = (uint16_t)sw_dice_between(&dice, 1, 9);
        percept->cells += percept->count[i];
        percept->changed[i] = !canvas_only && i % 3 == 0;
        percept->changed_cells += percept->changed[i] ? percept->count[i] : 0;
        percept->rows[i] = (uint8_t)sw_dice_between(&dice, 1, 20);
        for (uint32_t l = 0; l < percept->rows[i]; l++)
            percept->row[i * SW_PERCEPT_ROWS_PER_CELL + l] =
                (uint16_t)sw_dice_below(&dice, table_rows);
    }
    return percept;
}

static inline void drop_percept(struct sw_percept *percept)
{
    free(percept->count);
    free(percept->changed);
    free(percept->rows);
    free(percept->row);
    free(percept);
}

#endif

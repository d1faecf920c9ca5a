#include "world/forecast/percept_kinds.h"

#include <string.h>

static uint32_t hash(const struct sw_percept_rows *rows, uint64_t right)
{
    uint32_t sum = (uint32_t)(right ^ right >> 32) * 0x9e3779b1u;

    for (uint32_t i = 0; i < rows->rows; i++)
        sum = (sum ^ rows->row[i]) * 0x01000193u;
    return (sum ^ sum >> 15) & (SW_PERCEPT_SLOTS - 1);
}

void sw_percept_kinds_begin(struct sw_percept_kinds *kinds, struct sw_forecast_percept *percept,
                            uint8_t verb)
{
    memset(kinds, 0, sizeof *kinds);
    percept->verb = verb;
    percept->cells = percept->kinds = 0;
}

static uint16_t kind_of(struct sw_percept_kinds *kinds, struct sw_forecast_percept *percept,
                        const struct sw_percept_rows *rows, uint64_t right)
{
    uint32_t at = hash(rows, right), kind;

    for (; kinds->slot[at] != 0; at = (at + 1) & (SW_PERCEPT_SLOTS - 1)) {
        kind = kinds->slot[at] - 1u;
        if (percept->right[kind] == right && percept->rows[kind] == rows->rows &&
            memcmp(percept->row[kind], rows->row, rows->rows * sizeof *rows->row) == 0)
            return (uint16_t)kind;
    }
    kind = percept->kinds++;
    kinds->slot[at] = (uint16_t)(kind + 1);
    percept->right[kind] = right;
    percept->rows[kind] = (uint8_t)rows->rows;
    memcpy(percept->row[kind], rows->row, rows->rows * sizeof *rows->row);
    return (uint16_t)kind;
}

void sw_percept_kinds_add(struct sw_percept_kinds *kinds, struct sw_forecast_percept *percept,
                          const struct sw_percept_rows *rows, uint64_t right)
{
    uint16_t kind = kind_of(kinds, percept, rows, right);

    percept->kind[percept->cells++] = kind;
}

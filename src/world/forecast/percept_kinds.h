/* percept_kinds.h - how a percept is filled: cells with the same rows and the same right fates are
 * of one kind. Local. */
#ifndef SW_WORLD_FORECAST_PERCEPT_KINDS_H
#define SW_WORLD_FORECAST_PERCEPT_KINDS_H

#include "base/forecast_percept.h"

enum { SW_PERCEPT_SLOTS = 2048 }; /* of the table of kinds; a power of two, above 900 */

/* Rows of one cell. */
struct sw_percept_rows {
    uint32_t rows;
    uint16_t row[SW_FORECAST_ROWS_MAX];
};

struct sw_percept_kinds {
    uint16_t slot[SW_PERCEPT_SLOTS]; /* 1 + kind; 0: empty */
};

static inline void sw_percept_rows_add(struct sw_percept_rows *rows, uint32_t row)
{
    rows->row[rows->rows++] = (uint16_t)row;
}

/* An empty percept. */
void sw_percept_kinds_begin(struct sw_percept_kinds *kinds, struct sw_forecast_percept *percept,
                            uint8_t verb);

/* The next cell of the percept: of a kind that there is, or of a new one. */
void sw_percept_kinds_add(struct sw_percept_kinds *kinds, struct sw_forecast_percept *percept,
                          const struct sw_percept_rows *rows, uint64_t right);

#endif

/* forecast_percept.h - what a forecaster perceives of a canvas that something is done to: for every
 * kind of cell the numbers of its table rows. The world fills it, the agent reads it; neither knows
 * the other.
 */
#ifndef SW_BASE_FORECAST_PERCEPT_H
#define SW_BASE_FORECAST_PERCEPT_H

#include <stdint.h>

#define SW_FORECAST_ROWS_MAX  32u  /* rows that one kind of cell may have */
#define SW_FORECAST_KINDS_MAX 900u /* cells of the largest canvas */

/* How many rows there are, for the tables of a brain. */
struct sw_forecast_senses {
    uint32_t rows;  /* of the table of what is seen of a cell */
    uint32_t verbs; /* what can be done to a canvas, whichever way it is turned */
    uint32_t fates; /* what can become of a cell, or of an organism, at most 64 */
    /* Where what things are is found out in context, else 0: rows 0 .. slots * entities - 1 say
     * which entity is in which slot of a cell's surroundings, row = slot * entities + entity. */
    uint32_t slots, entities;
    uint32_t facts;     /* numbers that say what an entity is */
    uint32_t organisms; /* 1: what is said is said of organisms, and not of cells */
};

/* Cells with the same rows (and, where what came is known, the same right fates) are one kind. */
struct sw_forecast_percept {
    uint8_t verb;
    uint32_t cells, kinds;                 /* cells: or organisms */
    uint16_t kind[SW_FORECAST_KINDS_MAX];  /* [cells] of each cell, row by row */
    uint64_t right[SW_FORECAST_KINDS_MAX]; /* [kinds] bit f: fate f makes what came; 0: unknown */
    uint8_t rows[SW_FORECAST_KINDS_MAX];   /* [kinds] */
    uint16_t row[SW_FORECAST_KINDS_MAX][SW_FORECAST_ROWS_MAX];
};

#endif

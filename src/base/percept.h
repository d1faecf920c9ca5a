/* percept.h - what a world shows and an agent sees: a bag of cells, each a list of table rows.
 *
 * The world describes every cell by the numbers of the features that it has (its surroundings, its
 * organism's attributes, its relations to mirrored cells); sight sums its table's rows at those
 * numbers. Cells with the same rows are stored once with their count, so a mostly empty canvas is
 * small. The world fills a percept, the agent reads it; neither knows the other.
 */
#ifndef SW_BASE_PERCEPT_H
#define SW_BASE_PERCEPT_H

#include <stdbool.h>
#include <stdint.h>

#define SW_PERCEPT_ROWS_PER_CELL 80u

/* One allocation owned by whoever called sw_percept_create; arrays are borrowed from it. */
struct sw_percept {
    bool canvas_only;       /* a canvas without its target */
    uint32_t cells;         /* cells shown in all */
    uint32_t kinds;         /* different cells: entries of the arrays below */
    uint32_t capacity;      /* entries for which there is room */
    uint16_t *count;        /* [kinds] how many cells of this kind */
    uint32_t changed_cells; /* cells of the kinds that changed */
    uint8_t *changed;       /* [kinds] 1 if such a cell differs between the frames */
    uint8_t *rows;          /* [kinds] how many rows this kind has, <= SW_PERCEPT_ROWS_PER_CELL */
    uint16_t *row;          /* [kinds][SW_PERCEPT_ROWS_PER_CELL] ascending table rows */
};

#endif

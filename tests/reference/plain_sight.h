/* plain_sight.h - what an eye is shown, row by row and cell by cell: the twin of world/sight/sight.h,
 * written from what its table says. A kind of cell is found among those before it by comparing
 * rows; where the groups of the table begin is all that is shared. Local, no allocation. */
#ifndef SW_PLAIN_SIGHT_H
#define SW_PLAIN_SIGHT_H

#include "tests/reference/plain_world.h"
#include "world/sight/sight.h"

enum { SW_PLAIN_KINDS = 4096 };

struct sw_plain_kind {
    uint32_t count, rows;
    bool changed; /* the cell changes: its colour is another one in the target */
    uint16_t row[SW_PERCEPT_ROWS_PER_CELL]; /* ascending */
};

/* Caller-owned, large (some 700 kB). Kinds in the order of their first cells. */
struct sw_plain_percept {
    uint32_t cells, changed_cells, kinds;
    struct sw_plain_kind kind[SW_PLAIN_KINDS];
};

/* As sw_sight_demonstrations and sw_sight_canvas. False if there are too many kinds of cells. */
bool sw_plain_sight_demonstrations(const struct sw_puzzle *puzzle, struct sw_plain_percept *out);
bool sw_plain_sight_canvas(const struct sw_grid *canvas, struct sw_plain_percept *out);

/* Whether both say the same. */
bool sw_plain_sight_same(const struct sw_plain_percept *plain, const struct sw_percept *percept);

#endif

/* edit_reach.h - how far acts reach: which cells an act can change, told from what is selected and
 * without doing it. So one that cannot have made what became of a canvas need not be tried. Local,
 * pure. */
#ifndef SW_WORLD_EDIT_EDIT_REACH_H
#define SW_WORLD_EDIT_EDIT_REACH_H

#include "world/edit/edit_row.h"

/* Which cells a pair changes. */
struct sw_change {
    bool sized;             /* the target has another size; then only that is told */
    uint8_t width, height;  /* of the target */
    struct sw_mask cells;   /* that have changed */
    uint32_t rows, columns; /* bit y, bit x: a cell of it has changed */
};

void sw_change_of(const struct sw_grid *canvas, const struct sw_grid *target,
                  struct sw_change *out);

/* Whether an act of this reach (enum sw_edit_reach), done to this canvas, can have made just this
 * change. The canvas is what the change began with. */
bool sw_reach_allows(uint16_t reach, const struct sw_canvas *canvas,
                     const struct sw_change *change);

#endif

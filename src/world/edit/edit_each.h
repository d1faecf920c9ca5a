/* edit_each.h - does what a row says to a canvas, whole or piece by piece. Only the interpreter and
 * the edit `again` include it: all others call sw_edit_do (world/edit/edit.h), so that a program
 * means the same wherever it is run. Local, nothing fails. */
#ifndef SW_WORLD_EDIT_EDIT_EACH_H
#define SW_WORLD_EDIT_EDIT_EACH_H

#include "world/edit/edit_row.h"

/* Does what the row says, and nothing around it. A row marked `memory` wants a canvas with one. */
static inline void sw_edit_run(const struct sw_edit *row, struct sw_canvas *canvas)
{
    if (row->apply != NULL)
        row->apply(canvas);
    else if (row->apply_with != NULL)
        row->apply_with(canvas, row->parameter);
    else
        canvas->mode = row->mode(canvas->mode);
}

/* Does the act, to each selected piece by itself if so asked (see the row `each`), and keeps right
 * what depends on the canvas's size and place: the anchor, the focus, the anatomy. */
void sw_edit_change(struct sw_canvas *canvas, const struct sw_edit *row, bool each);

#endif

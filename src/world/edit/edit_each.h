/* edit_each.h - does an act to a canvas, whole or piece by piece. Only the interpreter and the edit
 * `again` include it. Local, nothing fails. */
#ifndef SW_WORLD_EDIT_EDIT_EACH_H
#define SW_WORLD_EDIT_EDIT_EACH_H

#include "world/edit/edit_row.h"

/* Does the act, to each selected piece by itself if so asked (see the row `each`), and keeps right
 * what depends on the canvas's size and place: the anchor, the focus, the anatomy. */
void sw_edit_change(struct sw_canvas *canvas, const struct sw_edit *row, bool each);

#endif

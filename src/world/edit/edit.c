/* edit.c - the interpreter: applies one edit token to a canvas. */
#include "world/edit/edit.h"
#include "world/edit/edit_each.h"

static bool changes(const struct sw_edit *row)
{
    return row->group == SW_EDIT_ACT || row->group == SW_EDIT_CONTROL;
}

static void keep_previous(const struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;

    memory->previous = (struct sw_layer){canvas->grid, canvas->x, canvas->y};
    memory->previous_selection = canvas->selection;
    memory->previous_whole = canvas->whole;
    memory->has_previous = true;
}

/* Selects, or takes in hand, on the canvas that the eye holds: the hand goes there and back. Places
 * mean the same cells of the first canvas. */
static void apply_held(struct sw_canvas *canvas, const struct sw_edit *row)
{
    const struct sw_layer *held = &canvas->memory->held;
    const struct sw_grid *grid = &canvas->grid;
    struct sw_canvas there = *canvas;
    int dx = canvas->x - held->x, dy = canvas->y - held->y;
    int width = held->grid.width, height = held->grid.height;
    struct sw_mask anchor;

    there.grid = held->grid;
    there.x = held->x;
    there.y = held->y;
    there.anatomy = NULL;
    there.selection = sw_mask_shift(canvas->selection, dx, dy, width, height);
    there.anchor = sw_mask_shift(canvas->anchor, dx, dy, width, height);
    if (canvas->whole)
        sw_canvas_select_whole(&there);
    anchor = there.anchor;
    sw_edit_run(row, &there);
    canvas->colour = there.colour;
    canvas->number = there.number;
    if (row->group == SW_EDIT_HAND)
        return;
    sw_canvas_select(canvas, sw_mask_shift(there.selection, -dx, -dy, grid->width, grid->height));
    if (there.whole)
        sw_canvas_select_whole(canvas);
    if (!sw_mask_equal(&anchor, &there.anchor))
        canvas->anchor = sw_mask_shift(there.anchor, -dx, -dy, grid->width, grid->height);
}

static void act(struct sw_canvas *canvas, const struct sw_edit *row, uint32_t token)
{
    if (canvas->memory != NULL)
        keep_previous(canvas);
    canvas->last_act = (sw_edit_token)token;
    canvas->last_each = canvas->each;
    canvas->each = false;
    sw_edit_change(canvas, row, canvas->last_each);
}

static inline void do_row(struct sw_canvas *canvas, const struct sw_edit *row, uint32_t token)
{
    if (row == NULL || (row->memory && canvas->memory == NULL))
        return;
    bool looks = row->group == SW_EDIT_SELECT || row->group == SW_EDIT_HAND;
    if (row->group == SW_EDIT_ACT)
        act(canvas, row, token);
    else if (looks && canvas->memory != NULL && canvas->memory->holding)
        apply_held(canvas, row);
    else
        sw_edit_run(row, canvas);
}

void sw_edit_do(struct sw_canvas *canvas, uint32_t token)
{
    do_row(canvas, sw_edit_row(token), token);
}

bool sw_edit_step(struct sw_canvas *canvas, uint32_t token)
{
    const struct sw_edit *row = sw_edit_row(token);

    do_row(canvas, row, token);
    return row == NULL || sw_edit_found(row, canvas);
}

bool sw_edit_apply(struct sw_canvas *canvas, uint32_t token)
{
    const struct sw_edit *row = sw_edit_row(token);

    if (row == NULL)
        return false;
    if (!changes(row)) {
        sw_edit_do(canvas, token);
        return false;
    }
    struct sw_grid before;
    sw_grid_copy(&before, &canvas->grid);
    sw_edit_do(canvas, token);
    return !sw_grid_equal(&before, &canvas->grid);
}

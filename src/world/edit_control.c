/* edit_control.c - what counts as an organism, where the eye looks, and tokens about tokens: do it
 * for each piece, do it again, take it back, begin again, change the background. */
#include "world/edit_private.h"
#include "world/edit_each.h"

#include <string.h>

enum { AGAIN_MAX = 64 };

/* Any mode but that of panels means again organisms whose cells hang together. */
static void take_mode(struct sw_canvas *canvas, uint8_t with, uint8_t without)
{
    canvas->mode = (uint8_t)((canvas->mode | with) & ~(without | SW_MODE_PANELS | SW_MODE_APART));
}

void sw_mode_four(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_mode(canvas, SW_MODE_FOUR, 0);
}

void sw_mode_eight(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_mode(canvas, 0, SW_MODE_FOUR);
}

void sw_mode_colour(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_mode(canvas, 0, SW_MODE_ANY);
}

void sw_mode_any(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_mode(canvas, SW_MODE_ANY, 0);
}

void sw_mode_panels(struct sw_canvas *canvas, uint8_t unused)
{
    bool again = (canvas->mode & SW_MODE_PANELS) != 0;

    (void)unused;
    canvas->mode = (uint8_t)(canvas->mode & ~(SW_MODE_PANELS | SW_MODE_APART));
    canvas->mode |= again ? SW_MODE_APART : SW_MODE_PANELS;
}

/* --- the eye --- */

void sw_eye_hold(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->memory->holding = !canvas->memory->holding;
    if (canvas->memory->holding)
        canvas->memory->held = (struct sw_layer){canvas->grid, canvas->x, canvas->y};
}

/* Layers, the piece in hand, what `ground` changed and where the eye looks stay. */
void sw_mode_fresh(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->selection = canvas->anchor = sw_mask_none();
    canvas->whole = canvas->each = false;
    canvas->colour = canvas->number = 1;
    canvas->mode = 0;
    canvas->last_act = 0;
    if (canvas->memory != NULL)
        canvas->memory->holding = false;
}

void sw_focus_move(struct sw_canvas *canvas, uint8_t direction)
{
    int x = canvas->focus_x + (direction == SW_RIGHT) - (direction == SW_LEFT);
    int y = canvas->focus_y + (direction == SW_DOWN) - (direction == SW_UP);

    if (x < 0 || y < 0 || x >= canvas->grid.width || y >= canvas->grid.height)
        return;
    canvas->focus_x = (uint8_t)x;
    canvas->focus_y = (uint8_t)y;
}

void sw_focus_selection(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_box box = sw_mask_box(&canvas->selection);

    (void)unused;
    if (sw_mask_empty(&canvas->selection))
        return;
    canvas->focus_x = (uint8_t)((box.x0 + box.x1 - 1) / 2);
    canvas->focus_y = (uint8_t)((box.y0 + box.y1 - 1) / 2);
}

void sw_zoom_in(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_box box = sw_canvas_window(canvas);

    (void)unused;
    if (box.x1 - box.x0 > 1 || box.y1 - box.y0 > 1)
        canvas->zoom++;
}

void sw_zoom_out(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->zoom = (uint8_t)(canvas->zoom - (canvas->zoom > 0));
}

/* --- tokens about tokens --- */

void sw_control_each(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->each = true;
}

/* Until nothing changes; something that goes round in circles ends after 64 times. */
void sw_control_again(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_edit *act = sw_edit_row(canvas->last_act);

    (void)unused;
    if (canvas->last_act == 0)
        return;
    for (int i = 0; i < AGAIN_MAX; i++) {
        struct sw_grid before;

        sw_grid_copy(&before, &canvas->grid);
        sw_edit_change(canvas, act, canvas->last_each);
        if (sw_grid_equal(&before, &canvas->grid))
            return;
    }
}

void sw_control_undo(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_edit_memory *memory = canvas->memory;
    const struct sw_layer *previous = &memory->previous;

    (void)unused;
    if (!memory->has_previous)
        return;
    memory->has_previous = false;
    sw_canvas_become(canvas, previous, canvas->x - previous->x, canvas->y - previous->y);
    canvas->selection = memory->previous_selection;
    canvas->whole = memory->previous_whole;
}

static void swap_with_empty(struct sw_grid *grid, uint8_t colour)
{
    struct sw_mask empty = sw_grid_colour(grid, 0), other = sw_grid_colour(grid, colour);

    sw_grid_paint(grid, &empty, colour);
    sw_grid_paint(grid, &other, 0);
}

/* What is remembered changes its ground with the canvas; only the input stays as it was. */
static void swap_memory(struct sw_edit_memory *memory, uint8_t colour)
{
    for (uint32_t k = 0; k < memory->layers; k++)
        swap_with_empty(&memory->layer[k].grid, colour);
    if (memory->holding)
        swap_with_empty(&memory->held.grid, colour);
    if (memory->has_piece)
        swap_with_empty(&memory->piece, colour);
    if (memory->has_previous)
        swap_with_empty(&memory->previous.grid, colour);
}

void sw_control_restart(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_edit_memory *memory = canvas->memory;

    (void)unused;
    memory->holding = false;
    memory->has_previous = false;
    if (canvas->ground != 0)
        swap_memory(memory, canvas->ground);
    *canvas = sw_canvas_of(&memory->input);
    canvas->memory = memory;
}

/* The commonest colour is that of most cells, 0 included; the lower on a tie. */
void sw_control_ground(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask full = sw_mask_full(canvas->grid.width, canvas->grid.height);
    uint32_t census[SW_COLOURS];
    uint8_t ground = canvas->ground;

    (void)unused;
    canvas->ground = 0;
    if (ground == 0) {
        sw_grid_census(&canvas->grid, &full, census);
        for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
            if (census[colour] > census[ground])
                ground = colour;
        canvas->ground = ground;
    }
    if (ground == 0)
        return;
    swap_with_empty(&canvas->grid, ground);
    canvas->anatomy = NULL;
    if (canvas->memory != NULL)
        swap_memory(canvas->memory, ground);
}

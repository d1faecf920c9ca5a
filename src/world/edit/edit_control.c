/* edit_control.c - what counts as an organism, where the eye looks, and tokens about tokens: do it
 * for each piece, do it again, take it back, begin again, change the background. */
#include "world/edit/edit_each.h"
#include "world/edit/edit_parts.h"
#include "world/edit/edit_table.h"

#include <string.h>

enum { AGAIN_MAX = 64 };

static void nothing(struct sw_canvas *canvas)
{
    (void)canvas;
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit stop_rows[] = {
    {"stop", SW_EDIT_STOP, "ends the program", .apply = nothing},
};
/* clang-format on */

SW_EDIT_PART(stop);

/* --- modes --- */

/* Organisms that need not hang together. Any mode but that of panels ends it. */
#define LOOSE (SW_MODE_PANELS | SW_MODE_APART)

static uint8_t mode_four(uint8_t mode)
{
    return (uint8_t)((mode | SW_MODE_FOUR) & ~LOOSE);
}

static uint8_t mode_eight(uint8_t mode)
{
    return (uint8_t)(mode & ~(SW_MODE_FOUR | LOOSE));
}

static uint8_t mode_colour(uint8_t mode)
{
    return (uint8_t)(mode & ~(SW_MODE_ANY | LOOSE));
}

static uint8_t mode_any(uint8_t mode)
{
    return (uint8_t)((mode | SW_MODE_ANY) & ~LOOSE);
}

static uint8_t mode_panels(uint8_t mode)
{
    bool again = (mode & SW_MODE_PANELS) != 0;

    return (uint8_t)((mode & ~LOOSE) | (again ? SW_MODE_APART : SW_MODE_PANELS));
}

/* --- the eye --- */

static void eye_hold(struct sw_canvas *canvas)
{
    canvas->memory->holding = !canvas->memory->holding;
    if (canvas->memory->holding)
        canvas->memory->held = (struct sw_layer){canvas->grid, canvas->x, canvas->y};
}

/* Layers, the piece in hand, what `ground` changed and where the eye looks stay. */
static void mode_fresh(struct sw_canvas *canvas)
{
    canvas->selection = canvas->anchor = sw_mask_none();
    canvas->whole = canvas->each = false;
    canvas->colour = canvas->number = 1;
    canvas->mode = 0;
    canvas->last_act = 0;
    if (canvas->memory != NULL)
        canvas->memory->holding = false;
}

static void focus_move(struct sw_canvas *canvas, uint8_t direction)
{
    int x = canvas->focus_x + (direction == SW_RIGHT) - (direction == SW_LEFT);
    int y = canvas->focus_y + (direction == SW_DOWN) - (direction == SW_UP);

    if (x < 0 || y < 0 || x >= canvas->grid.width || y >= canvas->grid.height)
        return;
    canvas->focus_x = (uint8_t)x;
    canvas->focus_y = (uint8_t)y;
}

static void focus_selection(struct sw_canvas *canvas)
{
    struct sw_box box = sw_mask_box(&canvas->selection);

    if (sw_mask_empty(&canvas->selection))
        return;
    canvas->focus_x = (uint8_t)((box.x0 + box.x1 - 1) / 2);
    canvas->focus_y = (uint8_t)((box.y0 + box.y1 - 1) / 2);
}

static void zoom_in(struct sw_canvas *canvas)
{
    struct sw_box box = sw_canvas_window(canvas);

    if (box.x1 - box.x0 > 1 || box.y1 - box.y0 > 1)
        canvas->zoom++;
}

static void zoom_out(struct sw_canvas *canvas)
{
    canvas->zoom = (uint8_t)(canvas->zoom - (canvas->zoom > 0));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit mode_rows[] = {
    {"mode.four", SW_EDIT_MODE,
     "cells that touch by their corners only do not belong to one organism", .mode = mode_four},
    {"mode.eight", SW_EDIT_MODE,
     "cells that touch by their corners belong to one organism (the default)", .mode = mode_eight},
    {"mode.colour", SW_EDIT_MODE, "only cells of one colour belong to one organism (the default)",
     .mode = mode_colour},
    {"mode.any", SW_EDIT_MODE, "cells of any colour but 0 belong to one organism",
     .mode = mode_any},
    {"mode.panels", SW_EDIT_MODE,
     "the panels between separators, or else the halves of the longer side, count as organisms "
     "until another mode is taken; the second time, all cells of one colour do (of any colour, "
     "with mode.any before), wherever they lie; the third time, panels again",
     .mode = mode_panels},
    {"eye.hold", SW_EDIT_MODE,
     "what selects or takes in hand looks at the canvas as it is now, whatever is painted "
     "afterwards; the second time, at the canvas as it is again",
     .apply = eye_hold, .memory = true},
    {"fresh", SW_EDIT_MODE,
     "the hand is empty as at first: nothing selected, no anchor, colour and number 1, organisms "
     "by eight neighbours and colour, nothing held",
     .apply = mode_fresh, .fresh = true},
    {"focus.up", SW_EDIT_MODE, "moves the focus of the eye one cell up, not beyond the edge",
     .apply_with = focus_move, .parameter = SW_UP},
    {"focus.down", SW_EDIT_MODE, "moves the focus of the eye one cell down, not beyond the edge",
     .apply_with = focus_move, .parameter = SW_DOWN},
    {"focus.left", SW_EDIT_MODE, "moves the focus of the eye one cell left, not beyond the edge",
     .apply_with = focus_move, .parameter = SW_LEFT},
    {"focus.right", SW_EDIT_MODE, "moves the focus of the eye one cell right, not beyond the edge",
     .apply_with = focus_move, .parameter = SW_RIGHT},
    {"focus.selection", SW_EDIT_MODE, "moves the focus to the middle of the selection",
     .apply = focus_selection},
    {"zoom.in", SW_EDIT_MODE, "the eye sees half as far around the focus", .apply = zoom_in},
    {"zoom.out", SW_EDIT_MODE,
     "the eye sees twice as far around the focus, at most the whole canvas (the default)",
     .apply = zoom_out},
};
/* clang-format on */

SW_EDIT_PART(mode);

/* --- tokens about tokens --- */

static void control_each(struct sw_canvas *canvas)
{
    canvas->each = true;
}

/* Until nothing changes; something that goes round in circles ends after 64 times. */
static void control_again(struct sw_canvas *canvas)
{
    const struct sw_edit *act = sw_edit_row(canvas->last_act);

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

static void control_undo(struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;
    const struct sw_layer *previous = &memory->previous;

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

static void control_restart(struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;

    memory->holding = false;
    memory->has_previous = false;
    if (canvas->ground != 0)
        swap_memory(memory, canvas->ground);
    *canvas = sw_canvas_of(&memory->input);
    canvas->memory = memory;
}

/* The commonest colour is that of most cells, 0 included; the lower on a tie. */
static void control_ground(struct sw_canvas *canvas)
{
    struct sw_mask full = sw_mask_full(canvas->grid.width, canvas->grid.height);
    uint32_t census[SW_COLOURS];
    uint8_t ground = canvas->ground;

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

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit control_rows[] = {
    {"each", SW_EDIT_CONTROL,
     "the next act is done to each selected piece by itself, as if its box were the canvas; the "
     "results are laid back in place",
     .apply = control_each},
    {"again", SW_EDIT_CONTROL, "does the last act again and again until nothing changes",
     .apply = control_again},
    {"undo", SW_EDIT_CONTROL, "takes the last act back, and what was done of it again",
     .apply = control_undo, .memory = true},
    {"restart", SW_EDIT_CONTROL,
     "everything becomes what it was at first, but layers and the piece in hand stay",
     .apply = control_restart, .memory = true, .restarts = true, .looks_back = true, .fresh = true},
    {"ground", SW_EDIT_CONTROL,
     "the commonest colour and colour 0 change places, so that it is the background; the second "
     "time, back",
     .apply = control_ground},
};
/* clang-format on */

SW_EDIT_PART(control);

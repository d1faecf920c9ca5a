/* canvas.c - a canvas: how it begins, is copied, hashed, selected as a whole, cut, and becomes
 * another. */
#include "world/edit/canvas.h"
#include "base/hash.h"

#include <stddef.h>
#include <string.h>

/* What a canvas has beside its grid and the two masks, which are copied row by row. The pointers
 * come first, so that none lies across two of the pieces in which compilers copy: it would have to
 * wait for both until it can be read. */
#define HAND offsetof(struct sw_canvas, anatomy)

void sw_canvas_begin(struct sw_canvas *canvas, const struct sw_grid *grid)
{
    sw_grid_copy(&canvas->grid, grid);
    canvas->selection = sw_mask_none();
    canvas->anchor = sw_mask_none();
    memset((char *)canvas + HAND, 0, sizeof *canvas - HAND);
    canvas->colour = 1;
    canvas->number = 1;
    canvas->focus_x = grid->width / 2;
    canvas->focus_y = grid->height / 2;
}

struct sw_canvas sw_canvas_of(const struct sw_grid *grid)
{
    struct sw_canvas canvas;

    sw_canvas_begin(&canvas, grid);
    return canvas;
}

void sw_canvas_copy_hand(struct sw_canvas *to, const struct sw_canvas *from)
{
    to->selection = from->selection;
    to->anchor = from->anchor;
    memcpy((char *)to + HAND, (const char *)from + HAND, sizeof *to - HAND);
}

void sw_canvas_copy(struct sw_canvas *to, const struct sw_canvas *from)
{
    sw_grid_copy(&to->grid, &from->grid);
    sw_canvas_copy_hand(to, from);
}

void sw_canvas_remember(struct sw_canvas *canvas, struct sw_edit_memory *memory)
{
    memory->input = canvas->grid;
    memory->layers = 0;
    memory->holding = false;
    memory->has_piece = false;
    memory->has_previous = false;
    canvas->memory = memory;
}

void sw_edit_memory_copy(struct sw_edit_memory *to, const struct sw_edit_memory *from)
{
    to->input = from->input;
    to->layers = from->layers;
    memcpy(to->layer, from->layer, from->layers * sizeof *to->layer);
    to->holding = from->holding;
    if (from->holding)
        to->held = from->held;
    to->has_piece = from->has_piece;
    if (from->has_piece) {
        to->piece = from->piece;
        to->piece_mask = from->piece_mask;
    }
    to->has_previous = from->has_previous;
    if (from->has_previous) {
        to->previous = from->previous;
        to->previous_selection = from->previous_selection;
        to->previous_whole = from->previous_whole;
    }
}

/* --- hashes --- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

static uint64_t hash_of_grid(const struct sw_grid *grid)
{
    return mix(sw_hash(grid->cell, (size_t)grid->height * SW_STRIDE),
               (uint64_t)grid->width << 8 | grid->height) |
           1;
}

static uint64_t hash_of_memory(const struct sw_edit_memory *memory)
{
    uint64_t hash = memory->layers;

    for (uint32_t i = 0; i < memory->layers; i++)
        hash = mix(mix(hash, hash_of_grid(&memory->layer[i].grid)),
                   (uint64_t)(uint8_t)memory->layer[i].x << 8 | (uint8_t)memory->layer[i].y);
    if (memory->holding)
        hash = mix(hash, hash_of_grid(&memory->held.grid));
    if (memory->has_piece)
        hash = mix(mix(hash, hash_of_grid(&memory->piece)),
                   sw_hash(&memory->piece_mask, sizeof memory->piece_mask));
    if (memory->has_previous)
        hash = mix(mix(mix(hash, hash_of_grid(&memory->previous.grid)),
                       sw_hash(&memory->previous_selection, sizeof memory->previous_selection)),
                   (uint64_t)memory->previous_whole << 16 |
                       (uint64_t)(uint8_t)memory->previous.x << 8 | (uint8_t)memory->previous.y);
    return hash;
}

uint64_t sw_canvas_hash_grid(const struct sw_canvas *canvas)
{
    return hash_of_grid(&canvas->grid);
}

uint64_t sw_canvas_hash(const struct sw_canvas *canvas, uint64_t grid_hash, uint64_t before)
{
    size_t rows = canvas->grid.height * sizeof(uint32_t);
    uint64_t hash = sw_hash(&canvas->selection, rows);

    hash = mix(hash, (uint64_t)canvas->whole | (uint64_t)canvas->each << 1 |
                         (uint64_t)canvas->mode << 8 | (uint64_t)canvas->ground << 16 |
                         (uint64_t)canvas->colour << 24 | (uint64_t)canvas->number << 32 |
                         (uint64_t)(uint8_t)canvas->x << 40 | (uint64_t)(uint8_t)canvas->y << 48);
    hash = mix(hash, sw_hash(&canvas->anchor, rows));
    hash = mix(hash, grid_hash);
    if (canvas->memory != NULL)
        hash = mix(hash, hash_of_memory(canvas->memory));
    return mix(before, hash);
}

/* --- what is selected, and where the canvas lies --- */

void sw_canvas_select_whole(struct sw_canvas *canvas)
{
    canvas->selection = sw_mask_full(canvas->grid.width, canvas->grid.height);
    canvas->whole = true;
}

static int8_t bounded(int place)
{
    return (int8_t)(place < -99 ? -99 : place > 99 ? 99 : place);
}

void sw_canvas_shift_place(struct sw_canvas *canvas, int dx, int dy)
{
    canvas->x = bounded(canvas->x + dx);
    canvas->y = bounded(canvas->y + dy);
}

void sw_canvas_settle(struct sw_canvas *canvas, int dx, int dy)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int x = canvas->focus_x + dx, y = canvas->focus_y + dy;

    canvas->anchor = sw_mask_shift(canvas->anchor, dx, dy, width, height);
    canvas->focus_x = (uint8_t)(x < 0 ? 0 : x < width ? x : width - 1);
    canvas->focus_y = (uint8_t)(y < 0 ? 0 : y < height ? y : height - 1);
}

void sw_canvas_crop(struct sw_canvas *canvas, struct sw_box box)
{
    sw_grid_cut(&canvas->grid, box);
    sw_canvas_shift_place(canvas, box.x0, box.y0);
    sw_canvas_select_whole(canvas);
}

void sw_canvas_become(struct sw_canvas *canvas, const struct sw_layer *layer, int dx, int dy)
{
    canvas->grid = layer->grid;
    canvas->x = layer->x;
    canvas->y = layer->y;
    canvas->anatomy = NULL;
    sw_canvas_select(canvas, sw_mask_none());
    sw_canvas_settle(canvas, dx, dy);
}

/* --- the eye --- */

struct sw_box sw_canvas_window(const struct sw_canvas *canvas)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int reach = (width > height ? width : height) >> canvas->zoom;
    int x = canvas->focus_x < width ? canvas->focus_x : width - 1;
    int y = canvas->focus_y < height ? canvas->focus_y : height - 1;
    int x0 = x - reach / 2, y0 = y - reach / 2;
    int x1 = x0 + (reach > 0 ? reach : 1), y1 = y0 + (reach > 0 ? reach : 1);

    if (canvas->zoom == 0)
        return (struct sw_box){0, 0, (uint8_t)width, (uint8_t)height};
    x0 = x0 < 0 ? 0 : x0;
    y0 = y0 < 0 ? 0 : y0;
    return (struct sw_box){(uint8_t)x0, (uint8_t)y0, (uint8_t)(x1 < width ? x1 : width),
                           (uint8_t)(y1 < height ? y1 : height)};
}

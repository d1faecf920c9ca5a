/* edit_layer.c - what edits can come back to: saved layers that are laid over each other, the piece
 * in hand, the canvas as it was at first and before the last act.
 *
 * Two canvases of one size meet corner on corner, wherever they came from; of two sizes, as they
 * lay on the first canvas. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_piece.h"

#include <string.h>

/* How far a layer's cells lie from the canvas's: cell (x, y) of the layer is (x + dx, y + dy). */
static void offset_of(const struct sw_canvas *canvas, const struct sw_layer *layer, int *dx,
                      int *dy)
{
    bool one_size =
        canvas->grid.width == layer->grid.width && canvas->grid.height == layer->grid.height;

    *dx = one_size ? 0 : layer->x - canvas->x;
    *dy = one_size ? 0 : layer->y - canvas->y;
}

/* The layer saved last, or NULL. */
static struct sw_layer *top_of(const struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;

    return memory->layers == 0 ? NULL : &memory->layer[memory->layers - 1];
}

/* Lays `upper`, moved by (dx, dy), on `lower`; 0 is transparent. Returns the cells that it took. */
static struct sw_mask lay(struct sw_grid *lower, const struct sw_grid *upper, int dx, int dy)
{
    struct sw_mask laid = sw_mask_none();

    for (int y = 0; y < upper->height; y++) {
        int to_y = y + dy;

        if (to_y < 0 || to_y >= lower->height)
            continue;
        for (int x = 0; x < upper->width; x++) {
            int to_x = x + dx;

            if (upper->cell[y][x] == 0 || to_x < 0 || to_x >= lower->width)
                continue;
            lower->cell[to_y][to_x] = upper->cell[y][x];
            sw_mask_set(&laid, to_x, to_y);
        }
    }
    return laid;
}

static void take_away(struct sw_canvas *canvas)
{
    canvas->memory->layers--;
}

/* --- rows: selecting --- */

/* Cells of a layer, on the canvas. */
static void select_there(struct sw_canvas *canvas, const struct sw_layer *layer,
                         struct sw_mask cells)
{
    int dx, dy;

    offset_of(canvas, layer, &dx, &dy);
    sw_canvas_select(canvas, sw_mask_shift(cells, dx, dy, canvas->grid.width, canvas->grid.height));
}

static void select_layer(struct sw_canvas *canvas)
{
    const struct sw_layer *layer = top_of(canvas);

    if (layer != NULL)
        select_there(canvas, layer, sw_grid_occupied(&layer->grid));
}

static void select_layer_colour(struct sw_canvas *canvas)
{
    const struct sw_layer *layer = top_of(canvas);

    if (layer != NULL)
        select_there(canvas, layer, sw_grid_colour(&layer->grid, canvas->colour));
}

/* Where another colour is the ground, cells of that colour were empty. */
static void select_input(struct sw_canvas *canvas)
{
    struct sw_layer input = {canvas->memory->input, 0, 0};
    struct sw_mask empty = sw_grid_colour(&input.grid, canvas->ground);

    select_there(canvas, &input,
                 sw_mask_minus(sw_mask_full(input.grid.width, input.grid.height), empty));
}

/* Cells beyond what there was before the act count as having been empty. */
static void select_edited(struct sw_canvas *canvas)
{
    const struct sw_layer *before = &canvas->memory->previous;
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask changed = sw_mask_none();
    int dx, dy;

    if (!canvas->memory->has_previous) {
        sw_canvas_select(canvas, changed);
        return;
    }
    offset_of(canvas, before, &dx, &dy);
    for (int y = 0; y < grid->height; y++) {
        bool row = y - dy >= 0 && y - dy < before->grid.height;

        for (int x = 0; x < grid->width; x++) {
            bool inside = row && x - dx >= 0 && x - dx < before->grid.width;
            uint8_t was = inside ? before->grid.cell[y - dy][x - dx] : 0;

            if (grid->cell[y][x] != was)
                sw_mask_set(&changed, x, y);
        }
    }
    sw_canvas_select(canvas, changed);
}

/* Places where the piece may lie so that the cell (x, y) of it is right: shifts of one colour's
 * plane, met. Then every place marks the cells that it takes. */
static void select_matches(struct sw_canvas *canvas)
{
    const struct sw_edit_memory *memory = canvas->memory;
    const struct sw_grid *grid = &canvas->grid, *piece = &memory->piece;
    int wide = grid->width - piece->width + 1, high = grid->height - piece->height + 1;
    struct sw_mask plane[SW_COLOURS], place, cells = sw_mask_none();

    if (!memory->has_piece)
        return;
    if (wide <= 0 || high <= 0) {
        sw_canvas_select(canvas, cells);
        return;
    }
    sw_grid_planes(grid, plane);
    place = sw_mask_full(wide, high);
    for (int y = 0; y < piece->height; y++) {
        for (uint32_t row = memory->piece_mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            const struct sw_mask *same = &plane[piece->cell[y][x]];
            uint32_t any = 0;

            for (int to = 0; to < high; to++)
                any |= place.row[to] &= same->row[to + y] >> x;
            if (any == 0) {
                sw_canvas_select(canvas, cells);
                return;
            }
        }
    }
    for (int y = 0; y < piece->height; y++)
        for (uint32_t row = memory->piece_mask.row[y]; row != 0; row &= row - 1)
            for (int to = 0; to < high; to++)
                cells.row[to + y] |= place.row[to] << __builtin_ctz(row);
    sw_canvas_select(canvas, cells);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit remembered_rows[] = {
    {"select.matches", SW_EDIT_SELECT,
     "selects the cells of every place where the piece in hand is found, cell by cell",
     .apply = select_matches, .memory = true},
    {"select.edited", SW_EDIT_SELECT, "selects the cells that the last act changed",
     .apply = select_edited, .memory = true},
    {"select.input", SW_EDIT_SELECT,
     "selects the cells that were not empty on the canvas as it was at first",
     .apply = select_input, .memory = true, .looks_back = true},
    {"select.layer", SW_EDIT_SELECT, "selects the cells where the layer saved last is not empty",
     .apply = select_layer, .memory = true},
    {"select.layer.colour", SW_EDIT_SELECT,
     "selects the cells where the layer saved last has the colour in hand, also 0",
     .apply = select_layer_colour, .memory = true, .coloured = true},
};
/* clang-format on */

SW_EDIT_PART(remembered);

/* --- rows: the piece in hand --- */

static void hand_copy(struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;
    struct sw_box box = sw_mask_box(&canvas->selection);

    if (sw_mask_empty(&canvas->selection))
        return;
    memory->piece = sw_grid_crop(&canvas->grid, box);
    memory->piece_mask = sw_mask_shift(canvas->selection, -box.x0, -box.y0, memory->piece.width,
                                       memory->piece.height);
    memory->has_piece = true;
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit lift_rows[] = {
    {"hand.copy", SW_EDIT_HAND, "takes a copy of the selected cells in hand: the piece in hand",
     .apply = hand_copy, .memory = true, .lifts = true},
};
/* clang-format on */

SW_EDIT_PART(lift);

/* Lays the piece in hand at all places at once, a later place (row by row) over an earlier one: a
 * cell is painted by the last place that reaches it, and of two places that reach it the later one
 * does so with an earlier cell of the piece. */
static struct sw_mask lay_piece(struct sw_canvas *canvas, const struct sw_mask *places, int dx,
                                int dy)
{
    const struct sw_edit_memory *memory = canvas->memory;
    struct sw_mask laid = sw_mask_none();
    int width = canvas->grid.width, height = canvas->grid.height;

    for (int y = 0; y < memory->piece.height; y++) {
        for (uint32_t row = memory->piece_mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            struct sw_mask cells = sw_mask_shift(*places, x + dx, y + dy, width, height);

            cells = sw_mask_minus(cells, laid);
            sw_grid_paint(&canvas->grid, &cells, memory->piece.cell[y][x]);
            laid = sw_mask_or(laid, cells);
        }
    }
    return laid;
}

/* Selected cells that are all empty are one piece here. */
static void act_paste(struct sw_canvas *canvas)
{
    struct sw_organism piece[SW_ORGANISMS_MAX];
    struct sw_mask corners = sw_mask_none();
    uint32_t count;

    if (!canvas->memory->has_piece || sw_mask_empty(&canvas->selection))
        return;
    count = sw_canvas_pieces(canvas, piece);
    for (uint32_t k = 0; k < count; k++)
        sw_mask_set(&corners, piece[k].box.x0, piece[k].box.y0);
    if (count == 0) {
        struct sw_box box = sw_mask_box(&canvas->selection);

        sw_mask_set(&corners, box.x0, box.y0);
    }
    sw_canvas_select(canvas, lay_piece(canvas, &corners, 0, 0));
}

static void act_stamp(struct sw_canvas *canvas)
{
    const struct sw_grid *piece = &canvas->memory->piece;
    struct sw_mask places = canvas->selection;

    if (!canvas->memory->has_piece || sw_mask_empty(&places))
        return;
    sw_canvas_select(
        canvas, lay_piece(canvas, &places, -((piece->width - 1) / 2), -((piece->height - 1) / 2)));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit paste_rows[] = {
    {"act.paste", SW_EDIT_ACT,
     "the piece in hand is laid with its top left corner on that of each selected piece's box, "
     "over what is there",
     .apply = act_paste, .memory = true},
    {"act.stamp", SW_EDIT_ACT,
     "the piece in hand is laid with its middle on every selected cell, over what is there",
     .apply = act_stamp, .memory = true},
};
/* clang-format on */

SW_EDIT_PART(paste);

/* --- rows: layers --- */

static void layer_save(struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;

    if (memory->layers == SW_LAYERS_MAX) {
        memmove(&memory->layer[0], &memory->layer[1], (SW_LAYERS_MAX - 1) * sizeof *memory->layer);
        memory->layers--;
    }
    memory->layer[memory->layers++] = (struct sw_layer){canvas->grid, canvas->x, canvas->y};
}

static void layer_turn(struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;
    struct sw_layer top;

    if (memory->layers < 2)
        return;
    top = memory->layer[memory->layers - 1];
    memmove(&memory->layer[1], &memory->layer[0], (memory->layers - 1u) * sizeof top);
    memory->layer[0] = top;
}

static void layer_over(struct sw_canvas *canvas)
{
    struct sw_layer result;
    struct sw_mask laid;
    int dx, dy;

    if (top_of(canvas) == NULL)
        return;
    result = *top_of(canvas);
    offset_of(canvas, &result, &dx, &dy);
    laid = lay(&result.grid, &canvas->grid, -dx, -dy);
    sw_canvas_become(canvas, &result, -dx, -dy);
    sw_canvas_select(canvas, laid);
    take_away(canvas);
}

static void layer_under(struct sw_canvas *canvas)
{
    const struct sw_layer *layer = top_of(canvas);
    int dx, dy;

    if (layer == NULL)
        return;
    offset_of(canvas, layer, &dx, &dy);
    sw_canvas_select(canvas, lay(&canvas->grid, &layer->grid, dx, dy));
    canvas->anatomy = NULL;
    take_away(canvas);
}

static void layer_erase(struct sw_canvas *canvas)
{
    struct sw_layer result;
    struct sw_mask gone;
    int dx, dy;

    if (top_of(canvas) == NULL)
        return;
    result = *top_of(canvas);
    offset_of(canvas, &result, &dx, &dy);
    gone = sw_mask_shift(sw_grid_occupied(&canvas->grid), -dx, -dy, result.grid.width,
                         result.grid.height);
    sw_grid_paint(&result.grid, &gone, 0);
    sw_canvas_become(canvas, &result, -dx, -dy);
    sw_canvas_select(canvas, sw_grid_occupied(&canvas->grid));
    take_away(canvas);
}

/* The canvas beside or below the layer, tops or left sides in line; the rest is empty. */
static void put_beside(struct sw_canvas *canvas, int dx, int dy)
{
    struct sw_layer result = *top_of(canvas);
    const struct sw_grid *layer = &top_of(canvas)->grid, *grid = &canvas->grid;
    int width = grid->width + dx, height = grid->height + dy;

    width = width > layer->width ? width : layer->width;
    height = height > layer->height ? height : layer->height;
    if (width > SW_SIDE_MAX || height > SW_SIDE_MAX)
        return;
    result.grid = sw_grid_empty(width, height);
    lay(&result.grid, layer, 0, 0);
    lay(&result.grid, grid, dx, dy);
    sw_canvas_become(canvas, &result, dx, dy);
    sw_canvas_select_whole(canvas);
    take_away(canvas);
}

static void layer_right(struct sw_canvas *canvas)
{
    if (top_of(canvas) != NULL)
        put_beside(canvas, top_of(canvas)->grid.width, 0);
}

static void layer_below(struct sw_canvas *canvas)
{
    if (top_of(canvas) != NULL)
        put_beside(canvas, 0, top_of(canvas)->grid.height);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit layer_rows[] = {
    {"layer.save", SW_EDIT_CONTROL, "saves the canvas as the topmost layer", .apply = layer_save,
     .memory = true},
    {"layer.over", SW_EDIT_CONTROL,
     "lays the canvas over the layer saved last, 0 being transparent, and takes that layer away",
     .apply = layer_over, .memory = true},
    {"layer.under", SW_EDIT_CONTROL,
     "lays the layer saved last over the canvas, 0 being transparent, and takes that layer away",
     .apply = layer_under, .memory = true},
    {"layer.erase", SW_EDIT_CONTROL,
     "the canvas becomes the layer saved last without the cells that are not empty now, and that "
     "layer is taken away",
     .apply = layer_erase, .memory = true},
    {"layer.right", SW_EDIT_CONTROL,
     "puts the canvas to the right of the layer saved last, and takes that layer away",
     .apply = layer_right, .memory = true},
    {"layer.below", SW_EDIT_CONTROL,
     "puts the canvas below the layer saved last, and takes that layer away", .apply = layer_below,
     .memory = true},
    {"layer.turn", SW_EDIT_CONTROL, "the layer saved last goes below all other layers",
     .apply = layer_turn, .memory = true},
};
/* clang-format on */

SW_EDIT_PART(layer);

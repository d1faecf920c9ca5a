/* edit_act.c - the acts on the selection that most programs need: recolour, delete, keep, slide,
 * push, turn, complete, repeat, copy, outline, fill, hollow, eat, crop. */
#include "world/edit_lay.h"
#include "world/physics.h"

#include <string.h>

static struct sw_mask full_of(const struct sw_grid *grid)
{
    return sw_mask_full(grid->width, grid->height);
}

static void select_pieces(struct sw_canvas *canvas, const struct sw_organism *pieces,
                          uint32_t count)
{
    struct sw_mask cells = sw_mask_none();

    for (uint32_t k = 0; k < count; k++) {
        for (int y = pieces[k].box.y0; y < pieces[k].box.y1; y++)
            cells.row[y] |= pieces[k].mask.row[y];
    }
    sw_canvas_select(canvas, cells);
}

void sw_act_recolour(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    if (canvas->colour != SW_COLOUR_OWN)
        sw_grid_paint(&canvas->grid, &canvas->selection, canvas->colour);
}

void sw_act_delete(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_grid_paint(&canvas->grid, &canvas->selection, 0);
    sw_canvas_select(canvas, sw_mask_none());
}

void sw_act_keep(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask rest = sw_mask_minus(full_of(&canvas->grid), canvas->selection);

    (void)unused;
    if (!sw_mask_empty(&canvas->selection))
        sw_grid_paint(&canvas->grid, &rest, 0);
}

void sw_act_slide(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    uint32_t count = sw_canvas_solid_bodies(canvas, pieces);

    if (count == 0)
        return;
    sw_physics_slide(&canvas->grid, pieces, count, (enum sw_direction)direction);
    select_pieces(canvas, pieces, count);
}

void sw_act_push(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX], others[SW_ORGANISMS_MAX];
    struct sw_mask rest = sw_mask_minus(full_of(&canvas->grid), canvas->selection);
    uint32_t count = sw_canvas_solid_bodies(canvas, pieces);

    if (count == 0)
        return;
    for (uint32_t k = 0; k < count; k++)
        rest = sw_mask_minus(rest, pieces[k].mask);
    uint32_t other_count = sw_organisms(&canvas->grid, &rest, sw_canvas_connection(canvas), others);
    sw_physics_push(&canvas->grid, pieces, count, others, other_count,
                    (enum sw_direction)direction);
    select_pieces(canvas, pieces, count);
}

/* All pieces are taken up first and then laid down in the order of their first cells: a later one
 * lies on top of an earlier one, and on top of whatever was there. */
void sw_act_turn(struct sw_canvas *canvas, uint8_t symmetry)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    struct sw_mask full = full_of(&canvas->grid), cells = sw_mask_none();
    enum sw_symmetry turn = (enum sw_symmetry)symmetry;
    bool plain = sw_canvas_plain(canvas);
    struct sw_grid before;

    if (canvas->whole) {
        struct sw_box box = {0, 0, canvas->grid.width, canvas->grid.height};
        if (!sw_mask_empty(&canvas->anchor))
            canvas->anchor = sw_mask_symmetry(&canvas->anchor, box, turn);
        sw_grid_turn(&canvas->grid, turn);
        sw_canvas_select_whole(canvas);
        return;
    }
    uint32_t count = sw_canvas_pieces(canvas, pieces);
    if (count == 0)
        return;
    if (!plain)
        before = canvas->grid;
    for (uint32_t k = 0; k < count; k++)
        cells = sw_mask_or(cells, pieces[k].mask);
    sw_grid_paint(&canvas->grid, &cells, 0);
    cells = sw_mask_none();
    for (uint32_t k = 0; k < count; k++) {
        struct sw_mask image = sw_mask_symmetry(&pieces[k].mask, pieces[k].box, turn);
        image = sw_mask_and(image, full);
        if (plain)
            sw_grid_paint(&canvas->grid, &image, pieces[k].colour);
        else
            sw_lay(&canvas->grid, &before, pieces[k].box, turn, 0, 0, &image);
        cells = sw_mask_or(cells, image);
    }
    sw_canvas_select(canvas, cells);
}

void sw_act_complete(struct sw_canvas *canvas, uint8_t symmetry)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    struct sw_grid *grid = &canvas->grid;
    struct sw_laying laying;

    if (canvas->whole) {
        struct sw_grid image = sw_grid_symmetry(grid, (enum sw_symmetry)symmetry);
        for (int y = 0; y < grid->height; y++) {
            for (int x = 0; x < SW_STRIDE; x++) {
                uint8_t own = grid->cell[y][x];
                grid->cell[y][x] = own != 0 ? own : image.cell[y][x];
            }
        }
        return;
    }
    uint32_t count = sw_canvas_pieces(canvas, pieces);
    if (count == 0)
        return;
    sw_laying_begin(canvas, &laying);
    for (uint32_t k = 0; k < count; k++)
        sw_laying_add(canvas, &laying, &pieces[k], (enum sw_symmetry)symmetry, 0, 0,
                      sw_mask_symmetry(&pieces[k].mask, pieces[k].box, (enum sw_symmetry)symmetry));
    sw_canvas_select(canvas, laying.selected);
}

/* One copy of the piece beside it, or (repeat) copies up to the edge. */
static struct sw_mask copies_of(const struct sw_organism *piece, enum sw_direction direction,
                                bool repeat, int width, int height)
{
    struct sw_mask out = sw_mask_none();
    struct sw_box box = piece->box;
    int wide = box.x1 - box.x0, high = box.y1 - box.y0;
    uint32_t inside = (1u << width) - 1u;

    if (direction == SW_LEFT || direction == SW_RIGHT) {
        int room = direction == SW_LEFT ? box.x1 : width - box.x0;
        int last = repeat ? room : wide;
        for (int y = box.y0; y < box.y1; y++) {
            uint32_t row = piece->mask.row[y];
            for (int shift = wide; shift <= last; shift += wide)
                out.row[y] |= direction == SW_LEFT ? row >> shift : row << shift & inside;
        }
    } else {
        int step = direction == SW_UP ? -1 : 1;
        int y = direction == SW_UP ? box.y0 - 1 : box.y1;
        int left = repeat ? height : high;
        for (; y >= 0 && y < height && left > 0; y += step, left--)
            out.row[y] = piece->mask.row[box.y0 + (y - box.y0 + SW_SIDE_MAX * high) % high];
    }
    return out;
}

/* The same where pieces have more than one colour: copy by copy. */
static void carry_copies(struct sw_canvas *canvas, struct sw_laying *laying,
                         const struct sw_organism *piece, enum sw_direction direction, bool repeat)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int dx = (direction == SW_RIGHT) - (direction == SW_LEFT);
    int dy = (direction == SW_DOWN) - (direction == SW_UP);

    dx *= piece->box.x1 - piece->box.x0;
    dy *= piece->box.y1 - piece->box.y0;
    for (int k = 1; k == 1 || repeat; k++) {
        struct sw_mask cells = sw_mask_shift(piece->mask, k * dx, k * dy, width, height);
        if (sw_mask_empty(&cells))
            return;
        sw_laying_add(canvas, laying, piece, SW_IDENTITY, k * dx, k * dy, cells);
    }
}

static void lay_copies(struct sw_canvas *canvas, enum sw_direction direction, bool repeat)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    int width = canvas->grid.width, height = canvas->grid.height;
    uint32_t count = sw_canvas_pieces(canvas, pieces);
    struct sw_laying laying;

    if (count == 0)
        return;
    sw_laying_begin(canvas, &laying);
    for (uint32_t k = 0; k < count; k++) {
        if (laying.plain)
            sw_laying_add(canvas, &laying, &pieces[k], SW_IDENTITY, 0, 0,
                          copies_of(&pieces[k], direction, repeat, width, height));
        else
            carry_copies(canvas, &laying, &pieces[k], direction, repeat);
    }
    sw_canvas_select(canvas, laying.selected);
}

void sw_act_repeat(struct sw_canvas *canvas, uint8_t direction)
{
    if (!canvas->whole)
        lay_copies(canvas, (enum sw_direction)direction, true);
}

void sw_act_copy(struct sw_canvas *canvas, uint8_t direction)
{
    if (!canvas->whole) {
        lay_copies(canvas, (enum sw_direction)direction, false);
        return;
    }
    /* A copy beside the whole canvas: the canvas grows, if there is room. Which side it grows to
     * makes no difference. */
    struct sw_grid *grid = &canvas->grid;
    bool across = direction == SW_LEFT || direction == SW_RIGHT;
    struct sw_mask places = sw_mask_full(2, 2);
    if (2 * (across ? grid->width : grid->height) > SW_SIDE_MAX)
        return;
    sw_lay_tiles(grid, across ? 2 : 1, across ? 1 : 2, &places);
    sw_canvas_select_whole(canvas);
}

void sw_act_outline(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask ring = sw_mask_grow(canvas->selection, 8, grid->width, grid->height);

    (void)unused;
    ring = sw_mask_minus(sw_mask_minus(ring, canvas->selection), sw_grid_occupied(grid));
    if (canvas->colour == SW_COLOUR_OWN)
        ring = sw_paint_claims(canvas, &ring, 8);
    else
        sw_grid_paint(&canvas->grid, &ring, canvas->colour);
    sw_canvas_select(canvas, ring);
}

/* Euler's formula says it at once of cells that all hang together; a panel's need not. */
static bool may_have_hole(const struct sw_canvas *canvas, const struct sw_organism *piece)
{
    return (canvas->mode & SW_MODE_PANELS) != 0 || sw_mask_has_hole(&piece->mask, piece->box);
}

/* A whole canvas has the holes of everything on it; in their own colours, of each organism. What
 * lies within another piece comes later and paints over it. */
void sw_act_fill(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid), filled = sw_mask_none();

    (void)unused;
    if (canvas->whole && canvas->colour != SW_COLOUR_OWN) {
        filled = sw_mask_holes(&occupied, grid->width, grid->height);
        sw_grid_paint(grid, &filled, canvas->colour);
        sw_canvas_select(canvas, filled);
        return;
    }
    uint32_t count = sw_canvas_bodies(canvas, pieces);
    for (uint32_t k = 0; k < count; k++) {
        if (!may_have_hole(canvas, &pieces[k]))
            continue;
        struct sw_mask holes = sw_mask_holes(&pieces[k].mask, grid->width, grid->height);
        holes = sw_mask_minus(holes, occupied);
        sw_grid_paint(grid, &holes, sw_canvas_ink(canvas, pieces[k].colour));
        filled = sw_mask_or(filled, holes);
    }
    sw_canvas_select(canvas, filled);
}

void sw_act_hollow(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask narrow, inside = sw_mask_none();

    (void)unused;
    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t row = canvas->selection.row[y];
        narrow.row[y] = row & row << 1 & row >> 1;
    }
    for (int y = 1; y < SW_STRIDE - 1; y++)
        inside.row[y] = narrow.row[y - 1] & narrow.row[y] & narrow.row[y + 1];
    sw_grid_paint(&canvas->grid, &inside, 0);
    sw_canvas_select(canvas, sw_mask_minus(canvas->selection, inside));
}

void sw_act_eat(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint8_t neighbours = (canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8;
    uint32_t count =
        sw_organisms(&canvas->grid, NULL, (struct sw_connection){neighbours, true}, organisms);
    struct sw_mask eaten = sw_mask_none();

    (void)unused;
    sw_physics_eat(&canvas->grid, organisms, count);
    for (uint32_t k = 0; k < count; k++) {
        int y = organisms[k].box.y0, x = __builtin_ctz(organisms[k].mask.row[y]);
        if (canvas->grid.cell[y][x] != organisms[k].colour)
            eaten = sw_mask_or(eaten, organisms[k].mask);
    }
    sw_canvas_select(canvas, eaten);
}

void sw_act_crop(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    if (sw_mask_empty(&canvas->selection))
        return;
    sw_canvas_crop(canvas, sw_mask_box(&canvas->selection));
}

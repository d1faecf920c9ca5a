/* edit_act.c - the acts of the edit table. */
#include "world/edit_private.h"
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
    uint32_t count = sw_canvas_bodies(canvas, pieces);

    if (count == 0)
        return;
    sw_physics_slide(&canvas->grid, pieces, count, (enum sw_direction)direction);
    select_pieces(canvas, pieces, count);
}

void sw_act_push(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX], others[SW_ORGANISMS_MAX];
    struct sw_mask rest = sw_mask_minus(full_of(&canvas->grid), canvas->selection);
    uint32_t count = sw_canvas_bodies(canvas, pieces);

    if (count == 0)
        return;
    uint32_t other_count =
        sw_organisms(&canvas->grid, &rest, (struct sw_connection){8, true}, others);
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

    if (canvas->whole) {
        canvas->grid = sw_grid_symmetry(&canvas->grid, (enum sw_symmetry)symmetry);
        sw_canvas_select_whole(canvas);
        return;
    }
    uint32_t count = sw_canvas_pieces(canvas, pieces);
    if (count == 0)
        return;
    for (uint32_t k = 0; k < count; k++)
        cells = sw_mask_or(cells, pieces[k].mask);
    sw_grid_paint(&canvas->grid, &cells, 0);
    cells = sw_mask_none();
    for (uint32_t k = 0; k < count; k++) {
        struct sw_mask image =
            sw_mask_symmetry(&pieces[k].mask, pieces[k].box, (enum sw_symmetry)symmetry);
        image = sw_mask_and(image, full);
        sw_grid_paint(&canvas->grid, &image, pieces[k].colour);
        cells = sw_mask_or(cells, image);
    }
    sw_canvas_select(canvas, cells);
}

/* Paints the cells that are still empty; `occupied` and `selected` grow by them. */
static void lay(struct sw_canvas *canvas, struct sw_mask cells, uint8_t colour,
                struct sw_mask *occupied, struct sw_mask *selected)
{
    cells = sw_mask_minus(cells, *occupied);
    if (sw_mask_empty(&cells))
        return;
    sw_grid_paint(&canvas->grid, &cells, colour);
    *occupied = sw_mask_or(*occupied, cells);
    *selected = sw_mask_or(*selected, cells);
}

void sw_act_complete(struct sw_canvas *canvas, uint8_t symmetry)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    struct sw_grid *grid = &canvas->grid;

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
    struct sw_mask occupied = sw_grid_occupied(grid), selected = canvas->selection;
    for (uint32_t k = 0; k < count; k++)
        lay(canvas, sw_mask_symmetry(&pieces[k].mask, pieces[k].box, (enum sw_symmetry)symmetry),
            pieces[k].colour, &occupied, &selected);
    sw_canvas_select(canvas, selected);
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

static void lay_copies(struct sw_canvas *canvas, enum sw_direction direction, bool repeat)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    int width = canvas->grid.width, height = canvas->grid.height;
    uint32_t count = sw_canvas_pieces(canvas, pieces);

    if (count == 0)
        return;
    struct sw_mask occupied = sw_grid_occupied(&canvas->grid), selected = canvas->selection;
    for (uint32_t k = 0; k < count; k++)
        lay(canvas, copies_of(&pieces[k], direction, repeat, width, height), pieces[k].colour,
            &occupied, &selected);
    sw_canvas_select(canvas, selected);
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
    int width = grid->width, height = grid->height;
    if (direction == SW_LEFT || direction == SW_RIGHT) {
        if (2 * width > SW_SIDE_MAX)
            return;
        for (int y = 0; y < height; y++)
            memcpy(&grid->cell[y][width], grid->cell[y], (size_t)width);
        grid->width = (uint8_t)(2 * width);
    } else {
        if (2 * height > SW_SIDE_MAX)
            return;
        memcpy(grid->cell[height], grid->cell[0], (size_t)height * SW_STRIDE);
        grid->height = (uint8_t)(2 * height);
    }
    sw_canvas_select_whole(canvas);
}

void sw_act_outline(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask ring = sw_mask_grow(canvas->selection, 8, grid->width, grid->height);

    (void)unused;
    ring = sw_mask_minus(sw_mask_minus(ring, canvas->selection), sw_grid_occupied(grid));
    sw_grid_paint(&canvas->grid, &ring, canvas->colour);
    sw_canvas_select(canvas, ring);
}

void sw_act_fill(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid), holes = sw_mask_none();

    (void)unused;
    if (canvas->whole) {
        holes = sw_mask_holes(&occupied, grid->width, grid->height);
    } else {
        uint32_t count = sw_canvas_pieces(canvas, pieces);
        sw_organisms_mark(grid, pieces, count, SW_HAS_HOLE);
        for (uint32_t k = 0; k < count; k++) {
            if ((pieces[k].attributes & SW_HAS_HOLE) != 0)
                holes =
                    sw_mask_or(holes, sw_mask_holes(&pieces[k].mask, grid->width, grid->height));
        }
        holes = sw_mask_minus(holes, occupied);
    }
    sw_grid_paint(&canvas->grid, &holes, canvas->colour);
    sw_canvas_select(canvas, holes);
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
    uint32_t count = sw_organisms(&canvas->grid, NULL, (struct sw_connection){8, true}, organisms);
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
    canvas->grid = sw_grid_crop(&canvas->grid, sw_mask_box(&canvas->selection));
    sw_canvas_select_whole(canvas);
}

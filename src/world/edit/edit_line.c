/* edit_line.c - acts that draw rays and whole lines. They leave the selection on the cells that the
 * lines come from, so that rays to several sides follow each other; what was drawn is
 * select.edited. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_ray.h"

enum diagonal { DIAGONAL_UP_LEFT, DIAGONAL_UP_RIGHT, DIAGONAL_DOWN_LEFT, DIAGONAL_DOWN_RIGHT };

static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1}, step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};

/* Rays of different colours never want the same cell: what is not empty stops them. */
static void act_shoot(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_mask empty = sw_grid_vacant(&canvas->grid);
    struct sw_inks inks;

    sw_canvas_inks(canvas, &inks);
    for (uint32_t i = 0; i < inks.count; i++) {
        struct sw_mask ray =
            sw_mask_ray(&inks.cells[i], &empty, step_x[direction], step_y[direction]);

        sw_grid_paint(&canvas->grid, &ray, inks.colour[i]);
    }
}

/* The cells of `cells` whose neighbour at (dx, dy) neither belongs to them nor has their colour. */
static struct sw_mask facing(const struct sw_mask *cells, const struct sw_mask digit[4], int dx,
                             int dy)
{
    struct sw_mask out = *cells;

    for (int y = 0; y < SW_SIDE_MAX; y++) {
        int from = y + dy;
        uint32_t same = UINT32_MAX, any = 0, beside;

        if (from < 0)
            continue;
        beside = dx < 0 ? cells->row[from] << 1 : dx > 0 ? cells->row[from] >> 1 : cells->row[from];
        for (int k = 0; k < 4; k++) {
            uint32_t row = digit[k].row[from];

            row = dx < 0 ? row << 1 : dx > 0 ? row >> 1 : row;
            same &= ~(row ^ digit[k].row[y]);
            any |= row;
        }
        out.row[y] &= ~(beside | (same & any));
    }
    return out;
}

/* Only cells at a corner that points there: else a box would send out a broad band, and the corners
 * at its sides rays along it. */
static void act_shoot_diagonal(struct sw_canvas *canvas, uint8_t diagonal)
{
    int dx = diagonal == DIAGONAL_UP_LEFT || diagonal == DIAGONAL_DOWN_LEFT ? -1 : 1;
    int dy = diagonal == DIAGONAL_UP_LEFT || diagonal == DIAGONAL_UP_RIGHT ? -1 : 1;
    struct sw_mask sources = sw_canvas_sources(canvas), empty = sw_grid_vacant(&canvas->grid);
    struct sw_mask digit[4], corner;
    struct sw_inks inks;

    sw_grid_digits(&canvas->grid, digit);
    corner = sw_mask_and(facing(&sources, digit, dx, 0), facing(&sources, digit, 0, dy));
    sw_canvas_inks(canvas, &inks);
    for (uint32_t i = 0; i < inks.count; i++) {
        struct sw_mask seed = sw_mask_and(inks.cells[i], corner);
        struct sw_mask ray = sw_mask_ray(&seed, &empty, dx, dy);

        sw_grid_paint(&canvas->grid, &ray, inks.colour[i]);
    }
}

/* A ray is drawn where the ray back from what it should meet passes too. */
static void act_reach(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_mask empty = sw_grid_vacant(&canvas->grid), goal = sw_grid_occupied(&canvas->grid);
    int dx = step_x[direction], dy = step_y[direction];
    struct sw_inks inks;

    if (!sw_mask_empty(&canvas->anchor)) {
        goal = canvas->anchor;
        empty = sw_mask_minus(empty, goal);
    }
    goal = sw_mask_ray(&goal, &empty, -dx, -dy);
    sw_canvas_inks(canvas, &inks);
    for (uint32_t i = 0; i < inks.count; i++) {
        struct sw_mask ray = sw_mask_and(sw_mask_ray(&inks.cells[i], &empty, dx, dy), goal);

        sw_grid_paint(&canvas->grid, &ray, inks.colour[i]);
    }
}

/* All rays of one colour at once, from the lowest row up: those on their way right and those on
 * their way left. */
static struct sw_mask bouncing(const struct sw_mask *seed, const struct sw_mask *empty, int width,
                               int height)
{
    struct sw_mask out = sw_mask_none();
    uint32_t right = 0, left = 0, last = 1u << (width - 1);

    for (int y = height - 1; y > 0; y--) {
        uint32_t turn;

        right |= seed->row[y];
        turn = right & last;
        right = (right & ~last) | (left & 1u);
        left = (left & ~1u) | turn;
        if (width > 1) {
            right <<= 1;
            left >>= 1;
        }
        right &= empty->row[y - 1];
        left &= empty->row[y - 1];
        out.row[y - 1] = right | left;
    }
    return out;
}

static void act_bounce(struct sw_canvas *canvas)
{
    struct sw_mask empty = sw_grid_vacant(&canvas->grid);
    struct sw_inks inks;

    sw_canvas_inks(canvas, &inks);
    for (uint32_t i = 0; i < inks.count; i++) {
        struct sw_mask ray =
            bouncing(&inks.cells[i], &empty, canvas->grid.width, canvas->grid.height);

        sw_grid_paint(&canvas->grid, &ray, inks.colour[i]);
    }
}

/* --- whole lines --- */

/* Lines in the pieces' own colours: each cell of a line takes that of the nearest cell that the
 * line comes from, and none in the middle between two colours. */
static void own_lines(struct sw_canvas *canvas, const struct sw_mask *empty, unsigned axis)
{
    struct sw_mask full = sw_mask_full(canvas->grid.width, canvas->grid.height);
    struct sw_colour_sets sets;

    sw_wave(&canvas->grid, &canvas->selection, &full, axis, &sets);
    sw_paint_sets(&canvas->grid, empty, &sets);
}

static void act_line_row(struct sw_canvas *canvas)
{
    struct sw_mask line = sw_grid_vacant(&canvas->grid), sources = sw_canvas_sources(canvas);

    if (canvas->colour == SW_COLOUR_OWN) {
        own_lines(canvas, &line, SW_AXIS_ROW);
        return;
    }
    for (int y = 0; y < SW_STRIDE; y++)
        line.row[y] = sources.row[y] != 0 ? line.row[y] : 0;
    sw_grid_paint(&canvas->grid, &line, canvas->colour);
}

static void act_line_column(struct sw_canvas *canvas)
{
    struct sw_mask line = sw_grid_vacant(&canvas->grid), sources = sw_canvas_sources(canvas);
    uint32_t columns = 0;

    if (canvas->colour == SW_COLOUR_OWN) {
        own_lines(canvas, &line, SW_AXIS_COLUMN);
        return;
    }
    for (int y = 0; y < SW_STRIDE; y++)
        columns |= sources.row[y];
    for (int y = 0; y < SW_STRIDE; y++)
        line.row[y] &= columns;
    sw_grid_paint(&canvas->grid, &line, canvas->colour);
}

/* In own colours rising lines lie over falling ones. */
static void act_line_diagonal(struct sw_canvas *canvas)
{
    struct sw_mask empty = sw_grid_vacant(&canvas->grid), sources = sw_canvas_sources(canvas);
    struct sw_mask full = sw_mask_full(canvas->grid.width, canvas->grid.height), line;

    if (canvas->colour == SW_COLOUR_OWN) {
        struct sw_colour_sets falling, rising;

        sw_wave(&canvas->grid, &canvas->selection, &full, SW_AXIS_FALLING, &falling);
        sw_wave(&canvas->grid, &canvas->selection, &full, SW_AXIS_RISING, &rising);
        sw_paint_sets(&canvas->grid, &empty, &falling);
        sw_paint_sets(&canvas->grid, &empty, &rising);
        return;
    }
    line = sources;
    for (int dx = -1; dx <= 1; dx += 2) {
        line = sw_mask_or(line, sw_mask_ray(&sources, &full, dx, -1));
        line = sw_mask_or(line, sw_mask_ray(&sources, &full, dx, 1));
    }
    line = sw_mask_and(line, empty);
    sw_grid_paint(&canvas->grid, &line, canvas->colour);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit line_rows[] = {
    {"act.shoot.up", SW_EDIT_ACT,
     "the selected cells extend up over empty cells until something is in the way, in the colour "
     "in hand",
     .apply_with = act_shoot, .parameter = SW_UP, .coloured = true,
     .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.shoot.down", SW_EDIT_ACT,
     "the selected cells extend down over empty cells until something is in the way, in the colour "
     "in hand",
     .apply_with = act_shoot, .parameter = SW_DOWN, .coloured = true,
     .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.shoot.left", SW_EDIT_ACT,
     "the selected cells extend left over empty cells until something is in the way, in the colour "
     "in hand",
     .apply_with = act_shoot, .parameter = SW_LEFT, .coloured = true,
     .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.shoot.right", SW_EDIT_ACT,
     "the selected cells extend right over empty cells until something is in the way, in the "
     "colour in hand",
     .apply_with = act_shoot, .parameter = SW_RIGHT, .coloured = true,
     .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
    {"act.shoot.up.left", SW_EDIT_ACT,
     "the selected cells at a corner that points up and left extend there over empty cells until "
     "something is in the way, in the colour in hand",
     .apply_with = act_shoot_diagonal, .parameter = DIAGONAL_UP_LEFT, .coloured = true,
     .reach = SW_REACH_UP | SW_REACH_LEFT},
    {"act.shoot.up.right", SW_EDIT_ACT,
     "the selected cells at a corner that points up and right extend there over empty cells until "
     "something is in the way, in the colour in hand",
     .apply_with = act_shoot_diagonal, .parameter = DIAGONAL_UP_RIGHT, .coloured = true,
     .reach = SW_REACH_UP | SW_REACH_RIGHT},
    {"act.shoot.down.left", SW_EDIT_ACT,
     "the selected cells at a corner that points down and left extend there over empty cells until "
     "something is in the way, in the colour in hand",
     .apply_with = act_shoot_diagonal, .parameter = DIAGONAL_DOWN_LEFT, .coloured = true,
     .reach = SW_REACH_DOWN | SW_REACH_LEFT},
    {"act.shoot.down.right", SW_EDIT_ACT,
     "the selected cells at a corner that points down and right extend there over empty cells "
     "until something is in the way, in the colour in hand",
     .apply_with = act_shoot_diagonal, .parameter = DIAGONAL_DOWN_RIGHT, .coloured = true,
     .reach = SW_REACH_DOWN | SW_REACH_RIGHT},
    {"act.reach.up", SW_EDIT_ACT,
     "the selected cells extend up over empty cells to the anchor or, without one, to the next "
     "organism, in the colour in hand; those that would come to the edge do not",
     .apply_with = act_reach, .parameter = SW_UP, .coloured = true,
     .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.reach.down", SW_EDIT_ACT,
     "the selected cells extend down over empty cells to the anchor or, without one, to the next "
     "organism, in the colour in hand; those that would come to the edge do not",
     .apply_with = act_reach, .parameter = SW_DOWN, .coloured = true,
     .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.reach.left", SW_EDIT_ACT,
     "the selected cells extend left over empty cells to the anchor or, without one, to the next "
     "organism, in the colour in hand; those that would come to the edge do not",
     .apply_with = act_reach, .parameter = SW_LEFT, .coloured = true,
     .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.reach.right", SW_EDIT_ACT,
     "the selected cells extend right over empty cells to the anchor or, without one, to the next "
     "organism, in the colour in hand; those that would come to the edge do not",
     .apply_with = act_reach, .parameter = SW_RIGHT, .coloured = true,
     .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
    {"act.bounce", SW_EDIT_ACT,
     "each selected cell sends a ray up and right over empty cells that the sides throw back, up "
     "to the top edge or a cell that is not empty, in the colour in hand",
     .apply = act_bounce, .coloured = true, .reach = SW_REACH_UP},
    {"act.line.row", SW_EDIT_ACT,
     "the empty cells of the rows of selected cells take the colour in hand", .apply = act_line_row,
     .coloured = true, .reach = SW_REACH_ROWS},
    {"act.line.column", SW_EDIT_ACT,
     "the empty cells of the columns of selected cells take the colour in hand",
     .apply = act_line_column, .coloured = true, .reach = SW_REACH_COLUMNS},
    {"act.line.diagonal", SW_EDIT_ACT,
     "the empty cells of both diagonals of selected cells take the colour in hand",
     .apply = act_line_diagonal, .coloured = true},
};
/* clang-format on */

SW_EDIT_PART(line);

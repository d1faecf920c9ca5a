/* edit_act.c - the acts on the selection that most programs need: recolour, delete, keep, slide,
 * push, turn, complete, repeat, copy, outline, fill, hollow, eat, crop. */
#include "world/edit/edit_lay.h"
#include "world/edit/edit_parts.h"
#include "world/physics/physics.h"

#include <string.h>

static struct sw_mask full_of(const struct sw_grid *grid)
{
    return sw_mask_full(grid->width, grid->height);
}

static void add_pieces(struct sw_mask *cells, const struct sw_organism *pieces, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        for (int y = pieces[k].box.y0; y < pieces[k].box.y1; y++)
            cells->row[y] |= pieces[k].mask.row[y];
    }
}

static void select_pieces(struct sw_canvas *canvas, const struct sw_organism *pieces,
                          uint32_t count)
{
    struct sw_mask cells = sw_mask_none();

    add_pieces(&cells, pieces, count);
    sw_canvas_select(canvas, cells);
}

static void act_recolour(struct sw_canvas *canvas)
{
    if (canvas->colour != SW_COLOUR_OWN)
        sw_grid_paint(&canvas->grid, &canvas->selection, canvas->colour);
}

static void act_delete(struct sw_canvas *canvas)
{
    sw_grid_paint(&canvas->grid, &canvas->selection, 0);
    sw_canvas_select(canvas, sw_mask_none());
}

static void act_keep(struct sw_canvas *canvas)
{
    struct sw_mask rest = sw_mask_minus(full_of(&canvas->grid), canvas->selection);

    if (!sw_mask_empty(&canvas->selection))
        sw_grid_paint(&canvas->grid, &rest, 0);
}

/* The bodies, in `out`: physics moves them. Returns how many. */
static uint32_t take_bodies(const struct sw_canvas *canvas,
                            struct sw_organism out[SW_ORGANISMS_MAX])
{
    uint32_t count;
    const struct sw_organism *bodies = sw_canvas_solid_bodies(canvas, out, &count);

    if (bodies != out)
        memcpy(out, bodies, count * sizeof *out);
    return count;
}

static void act_slide(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    uint32_t count = take_bodies(canvas, pieces);

    if (count == 0)
        return;
    sw_physics_slide(&canvas->grid, pieces, count, (enum sw_direction)direction);
    select_pieces(canvas, pieces, count);
}

/* The organisms of the anatomy that lie in the rest; false if there is none, or if one lies there
 * in part. */
static bool known_others(const struct sw_canvas *canvas, const struct sw_mask *rest,
                         struct sw_organism *out, uint32_t *count)
{
    const struct sw_organism *organism;
    uint32_t all;

    if (canvas->anatomy == NULL || !sw_canvas_connected(canvas))
        return false;
    organism = sw_canvas_marked(canvas, 0, out, &all);
    *count = 0;
    for (uint32_t k = 0; k < all; k++) {
        uint32_t in = 0, beside = 0;

        for (int y = organism[k].box.y0; y < organism[k].box.y1; y++) {
            in |= organism[k].mask.row[y] & rest->row[y];
            beside |= organism[k].mask.row[y] & ~rest->row[y];
        }
        if (in != 0 && beside != 0)
            return false;
        if (in != 0)
            out[(*count)++] = organism[k];
    }
    return all < SW_ORGANISMS_MAX;
}

static void act_push(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX], others[SW_ORGANISMS_MAX];
    uint32_t count = take_bodies(canvas, pieces), other_count = 0;
    struct sw_mask rest;

    if (count == 0)
        return;
    rest = sw_mask_minus(full_of(&canvas->grid), canvas->selection);
    for (uint32_t k = 0; k < count; k++)
        rest = sw_mask_minus(rest, pieces[k].mask);
    if (!known_others(canvas, &rest, others, &other_count))
        other_count = sw_canvas_label(canvas, &rest, others);
    sw_physics_push(&canvas->grid, pieces, count, others, other_count,
                    (enum sw_direction)direction);
    select_pieces(canvas, pieces, count);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit basic_rows[] = {
    {"act.recolour", SW_EDIT_ACT, "the selected cells take the colour in hand",
     .apply = act_recolour, .coloured = true, .tool = SW_TOOL_PAINT, .reach = SW_REACH_INSIDE},
    {"act.delete", SW_EDIT_ACT, "the selected cells become empty", .apply = act_delete,
     .tool = SW_TOOL_SHAPE, .reach = SW_REACH_INSIDE},
    {"act.keep", SW_EDIT_ACT, "all cells but the selected ones become empty", .apply = act_keep,
     .tool = SW_TOOL_SHAPE, .reach = SW_REACH_OUTSIDE},
    {"act.slide.up", SW_EDIT_ACT, "the selected organisms slide up until they touch something",
     .apply_with = act_slide, .parameter = SW_UP, .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.slide.down", SW_EDIT_ACT, "the selected organisms slide down until they touch something",
     .apply_with = act_slide, .parameter = SW_DOWN, .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.slide.left", SW_EDIT_ACT, "the selected organisms slide left until they touch something",
     .apply_with = act_slide, .parameter = SW_LEFT, .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.slide.right", SW_EDIT_ACT,
     "the selected organisms slide right until they touch something", .apply_with = act_slide,
     .parameter = SW_RIGHT, .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
    {"act.push.up", SW_EDIT_ACT,
     "the selected organisms move one cell up and push what is in their way",
     .apply_with = act_push, .parameter = SW_UP},
    {"act.push.down", SW_EDIT_ACT,
     "the selected organisms move one cell down and push what is in their way",
     .apply_with = act_push, .parameter = SW_DOWN},
    {"act.push.left", SW_EDIT_ACT,
     "the selected organisms move one cell left and push what is in their way",
     .apply_with = act_push, .parameter = SW_LEFT},
    {"act.push.right", SW_EDIT_ACT,
     "the selected organisms move one cell right and push what is in their way",
     .apply_with = act_push, .parameter = SW_RIGHT},
};
/* clang-format on */

SW_EDIT_PART(basic);

static void turn_canvas(struct sw_canvas *canvas, enum sw_symmetry turn)
{
    struct sw_box box = {0, 0, canvas->grid.width, canvas->grid.height};

    if (!sw_mask_empty(&canvas->anchor))
        canvas->anchor = sw_mask_symmetry(&canvas->anchor, box, turn);
    sw_grid_turn(&canvas->grid, turn);
    sw_canvas_select_whole(canvas);
}

/* All pieces are taken up first and then laid down in the order of their first cells: a later one
 * lies on top of an earlier one, and on top of whatever was there. */
static void act_turn(struct sw_canvas *canvas, uint8_t symmetry)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    enum sw_symmetry turn = (enum sw_symmetry)symmetry;
    struct sw_mask cells = sw_mask_none();
    bool plain = sw_canvas_plain(canvas);
    struct sw_grid before;
    struct sw_rows image;
    uint32_t count;

    if (canvas->whole) {
        turn_canvas(canvas, turn);
        return;
    }
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);
    if (count == 0)
        return;
    if (!plain)
        sw_grid_copy(&before, &canvas->grid);
    add_pieces(&cells, pieces, count);
    sw_grid_paint(&canvas->grid, &cells, 0);
    cells = sw_mask_none();
    for (uint32_t k = 0; k < count; k++) {
        sw_rows_image(&canvas->grid, &pieces[k], turn, 0, 0, &image);
        if (plain)
            sw_rows_paint(&canvas->grid, &image, pieces[k].colour);
        else
            sw_lay(&canvas->grid, &before, pieces[k].box, turn, 0, 0, &image);
        for (int y = 0; y < image.count; y++)
            cells.row[image.y + y] |= image.row[y];
    }
    sw_canvas_select(canvas, cells);
}

static void complete_canvas(struct sw_grid *grid, enum sw_symmetry symmetry)
{
    struct sw_grid image;

    sw_grid_copy(&image, grid);
    sw_grid_turn(&image, symmetry);
    for (int y = 0; y < grid->height; y++) {
        uint8_t *own = grid->cell[y];
        for (int x = 0; x < SW_STRIDE; x++)
            own[x] = (uint8_t)(own[x] | (image.cell[y][x] & -(own[x] == 0)));
    }
}

static void act_complete(struct sw_canvas *canvas, uint8_t symmetry)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_laying laying;
    struct sw_rows image;
    uint32_t count;

    if (canvas->whole) {
        complete_canvas(&canvas->grid, (enum sw_symmetry)symmetry);
        return;
    }
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);
    if (count == 0)
        return;
    sw_laying_begin(canvas, &laying);
    for (uint32_t k = 0; k < count; k++) {
        sw_rows_image(&canvas->grid, &pieces[k], (enum sw_symmetry)symmetry, 0, 0, &image);
        sw_laying_add(canvas, &laying, &pieces[k], (enum sw_symmetry)symmetry, 0, 0, &image);
    }
    sw_canvas_select(canvas, laying.selected);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit turn_rows[] = {
    {"act.mirror.x", SW_EDIT_ACT, "each piece is mirrored left-right within its box",
     .apply_with = act_turn, .parameter = SW_MIRROR_X, .reach = SW_REACH_BOXES},
    {"act.mirror.y", SW_EDIT_ACT, "each piece is mirrored top-bottom within its box",
     .apply_with = act_turn, .parameter = SW_MIRROR_Y, .reach = SW_REACH_BOXES},
    {"act.turn.90", SW_EDIT_ACT,
     "each piece is turned clockwise; the top left corner of its box stays", .apply_with = act_turn,
     .parameter = SW_ROTATE_90},
    {"act.turn.180", SW_EDIT_ACT, "each piece is turned upside down within its box",
     .apply_with = act_turn, .parameter = SW_ROTATE_180, .reach = SW_REACH_BOXES},
    {"act.turn.270", SW_EDIT_ACT,
     "each piece is turned anticlockwise; the top left corner of its box stays",
     .apply_with = act_turn, .parameter = SW_ROTATE_270},
    {"act.transpose", SW_EDIT_ACT,
     "each piece's rows become its columns; the top left corner of its box stays",
     .apply_with = act_turn, .parameter = SW_TRANSPOSE},
    {"act.complete.x", SW_EDIT_ACT,
     "each piece is laid over by its left-right mirror image, on empty cells",
     .apply_with = act_complete, .parameter = SW_MIRROR_X, .tool = SW_TOOL_COPY,
     .reach = SW_REACH_BOXES},
    {"act.complete.y", SW_EDIT_ACT,
     "each piece is laid over by its top-bottom mirror image, on empty cells",
     .apply_with = act_complete, .parameter = SW_MIRROR_Y, .tool = SW_TOOL_COPY,
     .reach = SW_REACH_BOXES},
};
/* clang-format on */

SW_EDIT_PART(turn);

/* One copy of the piece beside it, or (repeat) copies up to the edge. */
static void copies_of(const struct sw_grid *grid, const struct sw_organism *piece,
                      enum sw_direction direction, bool repeat, struct sw_rows *out)
{
    struct sw_box box = piece->box;
    int wide = box.x1 - box.x0, high = box.y1 - box.y0;
    uint32_t inside = (1u << grid->width) - 1u;

    if (direction == SW_LEFT || direction == SW_RIGHT) {
        int room = direction == SW_LEFT ? box.x1 : grid->width - box.x0;
        int last = repeat ? room : wide;
        out->y = box.y0;
        out->count = high;
        for (int k = 0; k < high; k++) {
            uint32_t row = piece->mask.row[box.y0 + k];
            out->row[k] = 0;
            for (int shift = wide; shift <= last; shift += wide)
                out->row[k] |= direction == SW_LEFT ? row >> shift : row << shift & inside;
        }
        return;
    }
    /* From row `begin` to `end`, row y shows the piece's row that is as far from its first one as
     * y is, but for whole heights. */
    int begin = direction == SW_DOWN ? box.y1 : repeat || box.y0 < high ? 0 : box.y0 - high;
    int end = direction == SW_UP                       ? box.y0
              : repeat || box.y1 + high > grid->height ? grid->height
                                                       : box.y1 + high;
    out->y = begin;
    out->count = end - begin;
    for (int y = begin; y < end; y++)
        out->row[y - begin] = piece->mask.row[box.y0 + (y - box.y0 + SW_SIDE_MAX * high) % high];
}

/* The same where pieces have more than one colour: copy by copy. */
static void carry_copies(struct sw_canvas *canvas, struct sw_laying *laying,
                         const struct sw_organism *piece, enum sw_direction direction, bool repeat)
{
    int dx = (direction == SW_RIGHT) - (direction == SW_LEFT);
    int dy = (direction == SW_DOWN) - (direction == SW_UP);
    struct sw_rows copy;

    dx *= piece->box.x1 - piece->box.x0;
    dy *= piece->box.y1 - piece->box.y0;
    for (int k = 1; k == 1 || repeat; k++) {
        int x0 = piece->box.x0 + k * dx, x1 = piece->box.x1 + k * dx;
        int y0 = piece->box.y0 + k * dy, y1 = piece->box.y1 + k * dy;
        if (x1 <= 0 || y1 <= 0 || x0 >= canvas->grid.width || y0 >= canvas->grid.height)
            return;
        sw_rows_image(&canvas->grid, piece, SW_IDENTITY, k * dx, k * dy, &copy);
        sw_laying_add(canvas, laying, piece, SW_IDENTITY, k * dx, k * dy, &copy);
    }
}

static void lay_copies(struct sw_canvas *canvas, enum sw_direction direction, bool repeat)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_laying laying;
    struct sw_rows copies;
    uint32_t count;
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);

    if (count == 0)
        return;
    sw_laying_begin(canvas, &laying);
    for (uint32_t k = 0; k < count; k++) {
        if (!laying.plain) {
            carry_copies(canvas, &laying, &pieces[k], direction, repeat);
            continue;
        }
        copies_of(&canvas->grid, &pieces[k], direction, repeat, &copies);
        sw_laying_add(canvas, &laying, &pieces[k], SW_IDENTITY, 0, 0, &copies);
    }
    sw_canvas_select(canvas, laying.selected);
}

static void act_repeat(struct sw_canvas *canvas, uint8_t direction)
{
    if (!canvas->whole)
        lay_copies(canvas, (enum sw_direction)direction, true);
}

static void act_copy(struct sw_canvas *canvas, uint8_t direction)
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

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit copy_rows[] = {
    {"act.repeat.up", SW_EDIT_ACT,
     "copies of each piece, side by side, fill the empty cells up to the edge",
     .apply_with = act_repeat, .parameter = SW_UP, .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.repeat.down", SW_EDIT_ACT,
     "copies of each piece, side by side, fill the empty cells down to the edge",
     .apply_with = act_repeat, .parameter = SW_DOWN, .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.repeat.left", SW_EDIT_ACT,
     "copies of each piece, side by side, fill the empty cells left to the edge",
     .apply_with = act_repeat, .parameter = SW_LEFT, .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.repeat.right", SW_EDIT_ACT,
     "copies of each piece, side by side, fill the empty cells right to the edge",
     .apply_with = act_repeat, .parameter = SW_RIGHT, .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
    {"act.copy.up", SW_EDIT_ACT,
     "one copy of each piece beside it (up), on empty cells; the whole canvas grows",
     .apply_with = act_copy, .parameter = SW_UP, .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.copy.down", SW_EDIT_ACT,
     "one copy of each piece beside it (down), on empty cells; the whole canvas grows",
     .apply_with = act_copy, .parameter = SW_DOWN, .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.copy.left", SW_EDIT_ACT,
     "one copy of each piece beside it (left), on empty cells; the whole canvas grows",
     .apply_with = act_copy, .parameter = SW_LEFT, .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.copy.right", SW_EDIT_ACT,
     "one copy of each piece beside it (right), on empty cells; the whole canvas grows",
     .apply_with = act_copy, .parameter = SW_RIGHT, .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
};
/* clang-format on */

SW_EDIT_PART(copy);

static void act_outline(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask ring = sw_mask_grow(canvas->selection, 8, grid->width, grid->height);

    ring = sw_mask_minus(sw_mask_minus(ring, canvas->selection), sw_grid_occupied(grid));
    if (canvas->colour == SW_COLOUR_OWN)
        ring = sw_paint_claims(canvas, &ring, 8);
    else
        sw_grid_paint(&canvas->grid, &ring, canvas->colour);
    sw_canvas_select(canvas, ring);
}

/* Euler's formula says it at once of cells that all hang together; others need not. */
static bool may_have_hole(const struct sw_canvas *canvas, const struct sw_organism *piece)
{
    struct sw_box box = piece->box;

    if (piece->cells < 4 || box.x1 - box.x0 < 3 || box.y1 - box.y0 < 3)
        return false;
    return !sw_canvas_connected(canvas) || sw_mask_has_hole(&piece->mask, box);
}

/* A whole canvas has the holes of everything on it; in their own colours, of each organism. What
 * lies within another piece comes later and paints over it. */
static void act_fill(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid), filled = sw_mask_none();
    uint32_t count;

    if (canvas->whole && canvas->colour != SW_COLOUR_OWN) {
        filled = sw_mask_holes(&occupied, grid->width, grid->height);
        sw_grid_paint(grid, &filled, canvas->colour);
        sw_canvas_select(canvas, filled);
        return;
    }
    const struct sw_organism *pieces = sw_canvas_view_bodies(canvas, room, &count);
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

static void act_hollow(struct sw_canvas *canvas)
{
    struct sw_mask inside = sw_mask_core(&canvas->selection);

    sw_grid_paint(&canvas->grid, &inside, 0);
    sw_canvas_select(canvas, sw_mask_minus(canvas->selection, inside));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit outline_rows[] = {
    {"act.outline", SW_EDIT_ACT, "the empty cells around the selection take the colour in hand",
     .apply = act_outline, .coloured = true, .reach = SW_REACH_RING},
    {"act.fill", SW_EDIT_ACT, "the holes of each piece take the colour in hand", .apply = act_fill,
     .coloured = true, .reach = SW_REACH_BOXES},
    {"act.hollow", SW_EDIT_ACT,
     "selected cells whose eight neighbours are all selected become empty", .apply = act_hollow,
     .tool = SW_TOOL_SHAPE, .reach = SW_REACH_INSIDE},
};
/* clang-format on */

SW_EDIT_PART(outline);

static void act_eat(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint8_t neighbours = (canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8;
    const struct sw_organism *organisms = room;
    struct sw_mask eaten = sw_mask_none();
    uint32_t count;

    if ((canvas->mode & SW_MODE_ANY) == 0 && sw_canvas_connected(canvas))
        organisms = sw_canvas_marked(canvas, 0, room, &count);
    else
        count = sw_organisms(&canvas->grid, NULL, (struct sw_connection){neighbours, true}, room);
    sw_physics_eat(&canvas->grid, organisms, count);
    for (uint32_t k = 0; k < count; k++) {
        int y = organisms[k].box.y0, x = __builtin_ctz(organisms[k].mask.row[y]);
        if (canvas->grid.cell[y][x] != organisms[k].colour)
            eaten = sw_mask_or(eaten, organisms[k].mask);
    }
    sw_canvas_select(canvas, eaten);
}

static void act_crop(struct sw_canvas *canvas)
{
    if (sw_mask_empty(&canvas->selection))
        return;
    sw_canvas_crop(canvas, sw_mask_box(&canvas->selection));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit crop_rows[] = {
    {"act.eat", SW_EDIT_ACT,
     "big eats small: every organism takes the colour of the largest neighbour that is larger than "
     "it",
     .apply = act_eat, .tool = SW_TOOL_PAINT},
    {"act.crop", SW_EDIT_ACT, "the canvas becomes the box around the selection", .apply = act_crop,
     .reach = SW_REACH_CROP},
};
/* clang-format on */

SW_EDIT_PART(crop);

/* edit_move.c - the acts that move what is selected: by a step, round the canvas, to the anchor, to
 * the corner, into order; and mirror images beside it. */
#include "world/edit/edit_lay.h"
#include "world/edit/edit_parts.h"
#include "world/physics/physics.h"

#include <stdlib.h>
#include <string.h>

static int step_x(enum sw_direction direction)
{
    return (direction == SW_RIGHT) - (direction == SW_LEFT);
}

static int step_y(enum sw_direction direction)
{
    return (direction == SW_DOWN) - (direction == SW_UP);
}

/* Takes the selected cells up and lays them down elsewhere; the selection goes along. */
static void move_selection(struct sw_canvas *canvas, int dx, int dy)
{
    struct sw_grid before;

    sw_grid_copy(&before, &canvas->grid);
    sw_grid_paint(&canvas->grid, &canvas->selection, 0);
    sw_lay_moved(&canvas->grid, &before, &canvas->selection, dx, dy);
    if (!canvas->whole)
        canvas->selection = sw_mask_shift(canvas->selection, dx, dy, before.width, before.height);
}

static void act_move(struct sw_canvas *canvas, uint8_t direction)
{
    move_selection(canvas, step_x((enum sw_direction)direction),
                   step_y((enum sw_direction)direction));
}

static void act_origin(struct sw_canvas *canvas)
{
    struct sw_box box = sw_mask_box(&canvas->selection);

    if (canvas->whole) {
        canvas->x = 0;
        canvas->y = 0;
    } else if (box.x0 != 0 || box.y0 != 0) {
        move_selection(canvas, -box.x0, -box.y0);
    }
}

/* --- round the canvas --- */

static struct sw_mask roll_mask(const struct sw_mask *mask, int dx, int dy, int width, int height)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < height; y++) {
        uint32_t row = mask->row[(y - dy + height) % height];
        if (dx > 0)
            row = row << 1 | row >> (width - 1);
        else if (dx < 0)
            row = row >> 1 | row << (width - 1);
        out.row[y] = row & ((1u << width) - 1u);
    }
    return out;
}

static void act_roll(struct sw_canvas *canvas, uint8_t direction)
{
    int dx = step_x((enum sw_direction)direction), dy = step_y((enum sw_direction)direction);
    struct sw_grid *grid = &canvas->grid;
    int width = grid->width, height = grid->height;
    uint8_t kept[SW_STRIDE];

    canvas->selection = roll_mask(&canvas->selection, dx, dy, width, height);
    canvas->anchor = roll_mask(&canvas->anchor, dx, dy, width, height);
    switch (direction) {
    case SW_UP:
        memcpy(kept, grid->cell[0], sizeof kept);
        memmove(grid->cell[0], grid->cell[1], (size_t)(height - 1) * SW_STRIDE);
        memcpy(grid->cell[height - 1], kept, sizeof kept);
        break;
    case SW_DOWN:
        memcpy(kept, grid->cell[height - 1], sizeof kept);
        memmove(grid->cell[1], grid->cell[0], (size_t)(height - 1) * SW_STRIDE);
        memcpy(grid->cell[0], kept, sizeof kept);
        break;
    default:
        for (int y = 0; y < height; y++) {
            uint8_t *row = grid->cell[y];
            uint8_t last = row[dx > 0 ? width - 1 : 0];
            memmove(row + (dx > 0), row + (dx < 0), (size_t)width - 1);
            row[dx > 0 ? 0 : width - 1] = last;
        }
    }
}

/* --- to the anchor --- */

/* The direction in which the anchor lies from the box, and nearest: straight on, so that a line of
 * cells leads from the one to the other. SW_DIRECTIONS if it does not. */
static enum sw_direction towards(const struct sw_mask *anchor, struct sw_box box)
{
    uint32_t across = 0, columns = (box.x1 < 32 ? (1u << box.x1) : 0) - (1u << box.x0);
    enum sw_direction best = SW_DIRECTIONS;
    int nearest = SW_STRIDE;

    for (int y = box.y0 - 1; y >= 0; y--) {
        if ((anchor->row[y] & columns) != 0) {
            nearest = box.y0 - 1 - y;
            best = SW_UP;
            break;
        }
    }
    for (int y = box.y1; y < SW_SIDE_MAX && y - box.y1 < nearest; y++) {
        if ((anchor->row[y] & columns) != 0) {
            nearest = y - box.y1;
            best = SW_DOWN;
        }
    }
    for (int y = box.y0; y < box.y1; y++)
        across |= anchor->row[y];
    uint32_t left = across & ((1u << box.x0) - 1u), right = across >> box.x1;
    if (left != 0 && box.x0 - 32 + __builtin_clz(left) < nearest) {
        nearest = box.x0 - 32 + __builtin_clz(left);
        best = SW_LEFT;
    }
    if (right != 0 && __builtin_ctz(right) < nearest)
        best = SW_RIGHT;
    return best;
}

/* Those that go one way slide together; ways come in the order of the directions. */
static void act_gather(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX], group[SW_ORGANISMS_MAX];
    enum sw_direction way[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;

    if (sw_mask_empty(&canvas->anchor))
        return;
    const struct sw_organism *pieces = sw_canvas_solid_bodies(canvas, room, &count);
    for (uint32_t k = 0; k < count; k++) {
        way[k] = SW_DIRECTIONS;
        if (!sw_mask_overlap(&pieces[k].mask, &canvas->anchor))
            way[k] = towards(&canvas->anchor, pieces[k].box);
        else
            cells = sw_mask_or(cells, pieces[k].mask);
    }
    for (enum sw_direction direction = 0; direction <= SW_DIRECTIONS; direction++) {
        uint32_t members = 0;
        for (uint32_t k = 0; k < count; k++) {
            if (way[k] == direction)
                group[members++] = pieces[k];
        }
        if (members > 0 && direction < SW_DIRECTIONS)
            sw_physics_slide(&canvas->grid, group, members, direction);
        for (uint32_t k = 0; k < members; k++)
            cells = sw_mask_or(cells, group[k].mask);
    }
    if (count > 0)
        sw_canvas_select(canvas, cells);
}

/* Half of an even number, the nearer to 0 of an odd one. */
static int between(int from, int to)
{
    return (to - from) / 2;
}

static void act_align(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_box anchor = sw_mask_box(&canvas->anchor);
    struct sw_mask taken = sw_mask_none(), cells = sw_mask_none();
    struct sw_grid before;
    struct sw_rows moved;
    uint32_t count;

    if (sw_mask_empty(&canvas->anchor))
        return;
    const struct sw_organism *pieces = sw_canvas_solid_bodies(canvas, room, &count);
    if (count == 0)
        return;
    sw_grid_copy(&before, &canvas->grid);
    for (uint32_t k = 0; k < count; k++)
        taken = sw_mask_or(taken, pieces[k].mask);
    sw_grid_paint(&canvas->grid, &taken, 0);
    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = pieces[k].box;
        int dx = between(box.x0 + box.x1, anchor.x0 + anchor.x1);
        int dy = between(box.y0 + box.y1, anchor.y0 + anchor.y1);
        if (abs(dx) <= abs(dy))
            dy = 0;
        else
            dx = 0;
        sw_rows_image(&canvas->grid, &pieces[k], SW_IDENTITY, dx, dy, &moved);
        sw_lay(&canvas->grid, &before, box, SW_IDENTITY, dx, dy, &moved);
        for (int y = 0; y < moved.count; y++)
            cells.row[moved.y + y] |= moved.row[y];
    }
    sw_canvas_select(canvas, cells);
}

/* Whether a box of this size at (x, y) is inside the canvas. */
static bool fits(const struct sw_grid *grid, struct sw_box box, int x, int y)
{
    return x + box.x1 - box.x0 <= grid->width && y + box.y1 - box.y0 <= grid->height;
}

static void act_swap_places(struct sw_canvas *canvas)
{
    struct sw_mask first = canvas->selection, second = canvas->anchor;
    struct sw_box here = sw_mask_box(&first), there = sw_mask_box(&second);
    struct sw_grid before;
    int dx = there.x0 - here.x0, dy = there.y0 - here.y0;

    sw_grid_copy(&before, &canvas->grid);
    if (sw_mask_empty(&first) || sw_mask_empty(&second) || sw_mask_overlap(&first, &second) ||
        !fits(&before, here, there.x0, there.y0) || !fits(&before, there, here.x0, here.y0))
        return;
    sw_grid_paint(&canvas->grid, &first, 0);
    sw_grid_paint(&canvas->grid, &second, 0);
    sw_lay_moved(&canvas->grid, &before, &second, -dx, -dy);
    sw_lay_moved(&canvas->grid, &before, &first, dx, dy);
    canvas->anchor = sw_mask_shift(second, -dx, -dy, before.width, before.height);
    sw_canvas_select(canvas, sw_mask_shift(first, dx, dy, before.width, before.height));
}

/* --- in order --- */

/* A piece that stands in a line of others, from `from` to before `to` along it. */
struct standing {
    const struct sw_organism *piece;
    int from, to;
};

/* Sorts them along the line; false if two of them stand side by side. */
static bool stand_in_line(struct standing *place, uint32_t count)
{
    for (uint32_t k = 1; k < count; k++) {
        struct standing one = place[k];
        uint32_t to = k;

        for (; to > 0 && place[to - 1].from > one.from; to--)
            place[to] = place[to - 1];
        place[to] = one;
    }
    for (uint32_t k = 1; k < count; k++)
        if (place[k].from < place[k - 1].to)
            return false;
    return true;
}

/* Who stands in which place afterwards: the smallest first, or the largest; equal ones keep their
 * order. */
static void order_by_size(const struct standing *place, uint32_t count, bool largest_first,
                          uint16_t *who)
{
    for (uint32_t k = 0; k < count; k++) {
        int cells = place[k].piece->cells;
        uint32_t to = k;

        for (; to > 0; to--) {
            int before = place[who[to - 1]].piece->cells;

            if (largest_first ? before >= cells : before <= cells)
                break;
            who[to] = who[to - 1];
        }
        who[to] = (uint16_t)k;
    }
}

static void act_order(struct sw_canvas *canvas, uint8_t direction)
{
    bool across = direction == SW_LEFT || direction == SW_RIGHT;
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct standing place[SW_ORGANISMS_MAX];
    uint16_t who[SW_ORGANISMS_MAX];
    struct sw_mask taken = sw_mask_none(), laid = sw_mask_none();
    struct sw_grid before;
    uint32_t count;
    int next;

    const struct sw_organism *pieces = sw_canvas_solid_bodies(canvas, room, &count);
    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = pieces[k].box;

        place[k] =
            (struct standing){&pieces[k], across ? box.x0 : box.y0, across ? box.x1 : box.y1};
        taken = sw_mask_or(taken, pieces[k].mask);
    }
    if (count < 2 || !stand_in_line(place, count))
        return;
    order_by_size(place, count, direction == SW_LEFT || direction == SW_UP, who);
    sw_grid_copy(&before, &canvas->grid);
    sw_grid_paint(&canvas->grid, &taken, 0);
    next = place[0].from;
    for (uint32_t k = 0; k < count; k++) {
        const struct standing *one = &place[who[k]];
        int by = next - one->from, dx = across ? by : 0, dy = across ? 0 : by;

        sw_lay_moved(&canvas->grid, &before, &one->piece->mask, dx, dy);
        laid =
            sw_mask_or(laid, sw_mask_shift(one->piece->mask, dx, dy, before.width, before.height));
        next += one->to - one->from;
        if (k + 1 < count)
            next += place[k + 1].from - place[k].to;
    }
    sw_canvas_select(canvas, laid);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit move_rows[] = {
    {"act.move.up", SW_EDIT_ACT,
     "the selected cells move one cell up, over what is there; what leaves the canvas is lost",
     .apply_with = act_move, .parameter = SW_UP, .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.move.down", SW_EDIT_ACT,
     "the selected cells move one cell down, over what is there; what leaves the canvas is lost",
     .apply_with = act_move, .parameter = SW_DOWN, .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.move.left", SW_EDIT_ACT,
     "the selected cells move one cell left, over what is there; what leaves the canvas is lost",
     .apply_with = act_move, .parameter = SW_LEFT, .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.move.right", SW_EDIT_ACT,
     "the selected cells move one cell right, over what is there; what leaves the canvas is lost",
     .apply_with = act_move, .parameter = SW_RIGHT, .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
    {"act.roll.up", SW_EDIT_ACT,
     "the whole canvas moves one cell up; what leaves it comes in on the other side",
     .apply_with = act_roll, .parameter = SW_UP},
    {"act.roll.down", SW_EDIT_ACT,
     "the whole canvas moves one cell down; what leaves it comes in on the other side",
     .apply_with = act_roll, .parameter = SW_DOWN},
    {"act.roll.left", SW_EDIT_ACT,
     "the whole canvas moves one cell left; what leaves it comes in on the other side",
     .apply_with = act_roll, .parameter = SW_LEFT},
    {"act.roll.right", SW_EDIT_ACT,
     "the whole canvas moves one cell right; what leaves it comes in on the other side",
     .apply_with = act_roll, .parameter = SW_RIGHT},
    {"act.gather", SW_EDIT_ACT,
     "the selected organisms slide towards the anchor, in the direction in which it lies, until "
     "they touch something",
     .apply = act_gather},
    {"act.align", SW_EDIT_ACT,
     "the selected organisms move along the axis on which they are nearer to it until they stand "
     "in line with the anchor",
     .apply = act_align},
    {"act.origin", SW_EDIT_ACT,
     "the selection moves to the top left corner of the canvas; the whole canvas to where the "
     "first one had it",
     .apply = act_origin},
    {"act.order.up", SW_EDIT_ACT,
     "selected pieces that stand one after another change places, larger ones further up; the gaps "
     "between them stay",
     .apply_with = act_order, .parameter = SW_UP},
    {"act.order.down", SW_EDIT_ACT,
     "selected pieces that stand one after another change places, larger ones further down; the "
     "gaps between them stay",
     .apply_with = act_order, .parameter = SW_DOWN},
    {"act.order.left", SW_EDIT_ACT,
     "selected pieces that stand one after another change places, larger ones further left; the "
     "gaps between them stay",
     .apply_with = act_order, .parameter = SW_LEFT},
    {"act.order.right", SW_EDIT_ACT,
     "selected pieces that stand one after another change places, larger ones further right; the "
     "gaps between them stay",
     .apply_with = act_order, .parameter = SW_RIGHT},
    {"act.swap.places", SW_EDIT_ACT,
     "selection and anchor change places, top left corner for top left corner",
     .apply = act_swap_places},
};
/* clang-format on */

SW_EDIT_PART(move);

/* --- mirror images beside --- */

/* The canvas and its image side by side; the one that comes first is the image if it is laid up or
 * left. */
static void reflect_canvas(struct sw_canvas *canvas, enum sw_direction direction)
{
    bool across = direction == SW_LEFT || direction == SW_RIGHT;
    struct sw_grid *grid = &canvas->grid, image;
    int width = grid->width, height = grid->height;

    if ((across ? width : height) * 2 > SW_SIDE_MAX)
        return;
    sw_grid_copy(&image, grid);
    sw_grid_turn(direction == SW_LEFT || direction == SW_UP ? grid : &image,
                 across ? SW_MIRROR_X : SW_MIRROR_Y);
    if (across) {
        for (int y = 0; y < height; y++) {
            uint8_t line[2 * SW_STRIDE];
            memcpy(line, grid->cell[y], SW_STRIDE);
            memcpy(&line[width], image.cell[y], SW_STRIDE);
            memcpy(grid->cell[y], line, SW_STRIDE);
        }
        grid->width = (uint8_t)(2 * width);
    } else {
        for (int y = 0; y < height; y++)
            memcpy(grid->cell[height + y], image.cell[y], SW_STRIDE);
        grid->height = (uint8_t)(2 * height);
    }
    sw_canvas_select_whole(canvas);
}

static void act_reflect(struct sw_canvas *canvas, uint8_t direction)
{
    enum sw_symmetry symmetry =
        direction == SW_LEFT || direction == SW_RIGHT ? SW_MIRROR_X : SW_MIRROR_Y;
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_laying laying;
    struct sw_rows image;
    uint32_t count;

    if (canvas->whole) {
        reflect_canvas(canvas, (enum sw_direction)direction);
        return;
    }
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);
    if (count == 0)
        return;
    sw_laying_begin(canvas, &laying);
    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = pieces[k].box;
        int dx = step_x((enum sw_direction)direction) * (box.x1 - box.x0);
        int dy = step_y((enum sw_direction)direction) * (box.y1 - box.y0);
        sw_rows_image(&canvas->grid, &pieces[k], symmetry, dx, dy, &image);
        sw_laying_add(canvas, &laying, &pieces[k], symmetry, dx, dy, &image);
    }
    sw_canvas_select(canvas, laying.selected);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit reflect_rows[] = {
    {"act.reflect.up", SW_EDIT_ACT,
     "one mirror image of each piece beside it (up), on empty cells; the whole canvas grows",
     .apply_with = act_reflect, .parameter = SW_UP, .reach = SW_REACH_UP | SW_REACH_COLUMNS},
    {"act.reflect.down", SW_EDIT_ACT,
     "one mirror image of each piece beside it (down), on empty cells; the whole canvas grows",
     .apply_with = act_reflect, .parameter = SW_DOWN, .reach = SW_REACH_DOWN | SW_REACH_COLUMNS},
    {"act.reflect.left", SW_EDIT_ACT,
     "one mirror image of each piece beside it (left), on empty cells; the whole canvas grows",
     .apply_with = act_reflect, .parameter = SW_LEFT, .reach = SW_REACH_LEFT | SW_REACH_ROWS},
    {"act.reflect.right", SW_EDIT_ACT,
     "one mirror image of each piece beside it (right), on empty cells; the whole canvas grows",
     .apply_with = act_reflect, .parameter = SW_RIGHT, .reach = SW_REACH_RIGHT | SW_REACH_ROWS},
};
/* clang-format on */

SW_EDIT_PART(reflect);

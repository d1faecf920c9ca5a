/* edit_connect.c - acts that draw between selected cells and acts that flood: connect, path, flood,
 * spread. They leave the selection on what they have drawn. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_ray.h"

#include <limits.h>

/* The cells of `free` between two of `ends` on a line in the direction (dx, dy). */
static struct sw_mask between(const struct sw_mask *ends, const struct sw_mask *free, int dx,
                              int dy)
{
    return sw_mask_and(sw_mask_ray(ends, free, dx, dy), sw_mask_ray(ends, free, -dx, -dy));
}

/* Draws the connections along one axis in the colour in hand or, each cell, in the colour of the
 * nearer end; the middle between two colours stays empty. Returns what was drawn. */
static struct sw_mask draw(struct sw_canvas *canvas, const struct sw_mask *ends,
                           const struct sw_mask *line, enum sw_axis axis)
{
    struct sw_colour_sets sets;

    if (canvas->colour != SW_COLOUR_OWN) {
        sw_grid_paint(&canvas->grid, line, canvas->colour);
        return *line;
    }
    sw_wave(&canvas->grid, ends, line, axis, &sets);
    return sw_paint_sets(&canvas->grid, line, &sets);
}

/* Columns lie over rows. */
static void act_connect(struct sw_canvas *canvas)
{
    struct sw_mask ends = sw_canvas_sources(canvas), vacant = sw_grid_vacant(&canvas->grid);
    struct sw_mask row, column, drawn;

    vacant = sw_mask_minus(vacant, ends);
    row = between(&ends, &vacant, 1, 0);
    column = between(&ends, &vacant, 0, 1);
    drawn = draw(canvas, &ends, &row, SW_AXIS_ROW);
    sw_canvas_select(canvas, sw_mask_or(drawn, draw(canvas, &ends, &column, SW_AXIS_COLUMN)));
}

/* Connects cells of one colour; lines in the second direction lie over those in the first. */
static void connect_alike(struct sw_canvas *canvas, const int8_t dx[2], const int8_t dy[2])
{
    struct sw_mask planes[SW_COLOURS], vacant = sw_grid_vacant(&canvas->grid);
    struct sw_mask drawn = sw_mask_none();

    sw_grid_planes(&canvas->grid, planes);
    for (int turn = 0; turn < 2; turn++) {
        for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
            struct sw_mask ends = sw_mask_and(planes[colour], canvas->selection), line;

            if (sw_mask_empty(&ends))
                continue;
            line = between(&ends, &vacant, dx[turn], dy[turn]);
            sw_grid_paint(&canvas->grid, &line, sw_canvas_ink(canvas, colour));
            drawn = sw_mask_or(drawn, line);
        }
    }
    sw_canvas_select(canvas, drawn);
}

static void act_connect_alike(struct sw_canvas *canvas)
{
    static const int8_t dx[2] = {1, 0}, dy[2] = {0, 1};

    connect_alike(canvas, dx, dy);
}

/* Without a colour in hand only cells of one colour are connected. */
static void act_connect_diagonal(struct sw_canvas *canvas)
{
    static const int8_t dx[2] = {1, -1}, dy[2] = {1, 1};
    struct sw_mask ends = sw_canvas_sources(canvas), vacant = sw_grid_vacant(&canvas->grid), line;

    if (canvas->colour == SW_COLOUR_OWN) {
        connect_alike(canvas, dx, dy);
        return;
    }
    vacant = sw_mask_minus(vacant, ends);
    line = between(&ends, &vacant, dx[0], dy[0]);
    line = sw_mask_or(line, between(&ends, &vacant, dx[1], dy[1]));
    sw_grid_paint(&canvas->grid, &line, canvas->colour);
    sw_canvas_select(canvas, line);
}

/* --- path --- */

static struct sw_mask grow_four(struct sw_mask mask, const struct sw_grid *grid)
{
    return sw_mask_grow(mask, 4, grid->width, grid->height);
}

static bool at(const struct sw_mask *mask, const struct sw_grid *grid, int x, int y)
{
    return x >= 0 && y >= 0 && x < grid->width && y < grid->height && sw_mask_get(mask, x, y);
}

static const int8_t step_x[4] = {0, 0, 1, -1}, step_y[4] = {1, -1, 0, 0};

struct path {
    struct sw_mask cells;
    int x, y; /* the source that it comes from */
    int corners;
};

/* The way back from the cell (x, y), reached in wave `wave` (from 0), to the sources, straight on
 * from `direction` as long as that is a shortest way. `third` has the waves whose number has the
 * same rest by 3: neighbours' waves differ by one at most, so that tells them apart. */
static struct path way_back(const struct sw_grid *grid, const struct sw_mask third[3],
                            const struct sw_mask *sources, int wave, int x, int y, int direction)
{
    struct path out = {sw_mask_none(), x, y, 0};

    sw_mask_set(&out.cells, x, y);
    for (; wave >= 0; wave--) {
        const struct sw_mask *before = wave == 0 ? sources : &third[(wave - 1) % 3];
        int from = direction;

        for (int i = 0; !at(before, grid, out.x + step_x[direction], out.y + step_y[direction]);
             i++)
            direction = i;
        out.corners += direction != from;
        out.x += step_x[direction];
        out.y += step_y[direction];
        if (wave > 0)
            sw_mask_set(&out.cells, out.x, out.y);
    }
    return out;
}

/* Of the ways back from the cells beside the anchor that were reached first, the one with the
 * fewest corners; of these one that comes to the anchor in a column, then the first. */
static struct path straightest(const struct sw_canvas *canvas, const struct sw_mask third[3],
                               const struct sw_mask *sources, int wave, struct sw_mask reached)
{
    enum { ENOUGH = 16 }; /* ways that are looked at */
    const struct sw_grid *grid = &canvas->grid;
    struct path best = {.corners = INT_MAX};
    int x, y;

    for (int turn = 0; turn < 4; turn++) {
        struct sw_mask left = reached;

        for (int i = 0; i < ENOUGH && sw_mask_first(&left, &x, &y); i++) {
            left.row[y] &= left.row[y] - 1;
            if (!at(&canvas->anchor, grid, x - step_x[turn], y - step_y[turn]))
                continue;
            struct path path = way_back(grid, third, sources, wave, x, y, turn);
            if (path.corners < best.corners)
                best = path;
        }
    }
    return best;
}

static void act_path(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask sources = sw_canvas_sources(canvas), open = sw_grid_vacant(grid);
    struct sw_mask third[3] = {{{0}}, {{0}}, {{0}}}, front = sources, goal, reached;
    struct path path;

    if (sw_mask_empty(&sources) || sw_mask_empty(&canvas->anchor))
        return;
    open = sw_mask_minus(sw_mask_minus(open, sources), canvas->anchor);
    goal = grow_four(canvas->anchor, grid);
    if (sw_mask_overlap(&goal, &sources))
        return;
    for (int wave = 0;; wave++) {
        front = sw_mask_and(grow_four(front, grid), open);
        if (sw_mask_empty(&front))
            return;
        third[wave % 3] = sw_mask_or(third[wave % 3], front);
        open = sw_mask_minus(open, front);
        reached = sw_mask_and(front, goal);
        if (sw_mask_empty(&reached))
            continue;
        path = straightest(canvas, third, &sources, wave, reached);
        break;
    }
    sw_grid_paint(&canvas->grid, &path.cells, sw_canvas_ink(canvas, grid->cell[path.y][path.x]));
    sw_canvas_select(canvas, path.cells);
}

/* --- flood and spread --- */

/* In own colours: where several reach the same cell, the nearest (in steps over empty cells) wins,
 * and none where two are as near. */
static void act_flood(struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask empty = sw_grid_vacant(grid), flooded = sw_mask_none(),
                   contested = sw_mask_none();
    struct sw_inks inks;

    sw_canvas_inks(canvas, &inks);
    for (uint32_t i = 0; i < inks.count; i++) {
        struct sw_mask seed = grow_four(inks.cells[i], grid);

        inks.cells[i] = sw_mask_flood(seed, empty, 4);
        contested = sw_mask_or(contested, sw_mask_and(flooded, inks.cells[i]));
        flooded = sw_mask_or(flooded, inks.cells[i]);
    }
    if (!sw_mask_empty(&contested)) {
        struct sw_colour_sets sets;

        sw_wave(grid, &canvas->selection, &empty, SW_AXIS_ROW | SW_AXIS_COLUMN, &sets);
        flooded = sw_paint_sets(grid, &empty, &sets);
    } else {
        for (uint32_t i = 0; i < inks.count; i++)
            sw_grid_paint(grid, &inks.cells[i], inks.colour[i]);
    }
    sw_canvas_select(canvas, flooded);
}

static void act_spread(struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask full = sw_mask_full(grid->width, grid->height), empty = sw_grid_vacant(grid);
    struct sw_colour_sets sets;

    sw_wave(grid, &canvas->selection, &full, SW_AXIS_ROW | SW_AXIS_COLUMN, &sets);
    sw_canvas_select(canvas, sw_paint_sets(grid, &empty, &sets));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit connect_rows[] = {
    {"act.connect", SW_EDIT_ACT,
     "the empty cells between two selected cells of one row or column, with nothing else between, "
     "take the colour in hand",
     .apply = act_connect, .coloured = true, .reach = SW_REACH_HULL},
    {"act.connect.alike", SW_EDIT_ACT,
     "the empty cells between two selected cells of one colour in one row or column, with nothing "
     "else between, take the colour in hand",
     .apply = act_connect_alike, .coloured = true, .reach = SW_REACH_HULL},
    {"act.connect.diagonal", SW_EDIT_ACT,
     "the empty cells between two selected cells of one diagonal, with nothing else between, take "
     "the colour in hand or, without one, that of both if they have the same",
     .apply = act_connect_diagonal, .coloured = true, .reach = SW_REACH_HULL},
    {"act.path", SW_EDIT_ACT,
     "the shortest way over empty cells from the selection to the anchor takes the colour in hand",
     .apply = act_path, .coloured = true},
    {"act.flood", SW_EDIT_ACT,
     "the empty cells that the selection reaches over empty cells, side by side, take the colour "
     "in hand",
     .apply = act_flood, .coloured = true},
    {"act.spread", SW_EDIT_ACT,
     "every empty cell takes the colour of the selected cell nearest to it in steps to four sides; "
     "where two colours are as near it stays empty",
     .apply = act_spread},
};
/* clang-format on */

SW_EDIT_PART(connect);

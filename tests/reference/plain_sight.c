#include "tests/reference/plain_sight.h"

#include <assert.h>
#include <string.h>

/* The groups of the table that are written here; a cell's rows ascend if its groups follow each
 * other in this order. */
enum group {
    BIAS,
    CANVAS,
    SIZES,
    CELL_BEFORE,
    CELL_AFTER,
    BEFORE_VIEW,
    BEFORE_ORGANISM,
    AFTER_VIEW,
    AFTER_ORGANISM,
    BETWEEN,
    WITHIN,
    BESIDE,
    BECOMES,
    WAS,
    TOWARDS,
    GROUPS
};

static const char *const names[GROUPS] = {
    "bias",           "canvas",      "sizes",           "cell.before",
    "cell.after",     "before.view", "before.organism", "after.view",
    "after.organism", "between",     "within",          "beside",
    "becomes",        "was",         "towards"};

enum { OUTSIDE = SW_COLOURS, VIEW_CODES = SW_COLOURS + 1, ATTRIBUTES = 8, RELATION_CODES = 5 };

struct eye {
    uint16_t first[GROUPS];
    struct sw_plain_percept *out;
    bool full; /* there was a kind too many */
};

/* A frame and what is said of its organisms. */
struct frame {
    const struct sw_grid *grid;
    struct sw_plain_organisms organisms;
};

static void open_eye(struct sw_plain_percept *out, struct eye *eye)
{
    uint32_t count = sw_sight_group_count();

    for (int group = 0; group < GROUPS; group++) {
        uint32_t i = 0;

        while (i < count && strcmp(sw_sight_group_row(i)->name, names[group]) != 0)
            i++;
        assert(i < count);
        eye->first[group] = sw_sight_group_row(i)->first;
    }
    eye->out = out;
    eye->full = false;
    out->cells = out->changed_cells = out->kinds = 0;
}

static void look(const struct sw_grid *grid, struct frame *out)
{
    out->grid = grid;
    sw_plain_label(grid, NULL, (struct sw_connection){8, true}, &out->organisms);
    sw_plain_describe(grid, &out->organisms);
}

static int colour_at(const struct sw_grid *grid, int x, int y)
{
    return x < 0 || y < 0 || x >= grid->width || y >= grid->height ? OUTSIDE : grid->cell[y][x];
}

static void put(const struct eye *eye, struct sw_plain_kind *cell, enum group group, int offset)
{
    assert(cell->rows < SW_PERCEPT_ROWS_PER_CELL);
    cell->row[cell->rows++] = (uint16_t)(eye->first[group] + offset);
}

static void step_of(int direction, int *dx, int *dy)
{
    *dx = direction == SW_LEFT ? -1 : direction == SW_RIGHT;
    *dy = direction == SW_UP ? -1 : direction == SW_DOWN;
}

/* Whether something lies in the direction, however far. */
static bool lies(const struct sw_grid *grid, int x, int y, int direction)
{
    int dx, dy;

    step_of(direction, &dx, &dy);
    do {
        x += dx;
        y += dy;
    } while (colour_at(grid, x, y) == 0);
    return colour_at(grid, x, y) != OUTSIDE;
}

static void put_view(const struct eye *eye, struct sw_plain_kind *cell, const struct frame *frame,
                     enum group view, int x, int y)
{
    uint16_t label = frame->organisms.label[y][x];
    int place = 0;

    for (int dx = -1; dx <= 1; dx++)
        for (int dy = -1; dy <= 1; dy++)
            put(eye, cell, view, place++ * VIEW_CODES + colour_at(frame->grid, x + dx, y + dy));
    for (int bit = 0; bit < ATTRIBUTES && label != 0; bit++)
        if (frame->organisms.organism[label - 1].attributes >> bit & 1)
            put(eye, cell, view + 1, bit);
    for (int direction = 0; direction < SW_DIRECTIONS; direction++)
        if (lies(frame->grid, x, y, direction))
            put(eye, cell, view + 1, ATTRIBUTES + direction);
}

static int relation(uint8_t after, uint8_t other)
{
    if (after == 0 && other == 0)
        return 0;
    if (after == other)
        return 1;
    if (other == 0)
        return 2;
    return after == 0 ? 3 : 4;
}

/* The cell of `other` where the symmetries take (x, y); only a square one has all eight. */
static void put_relations(const struct eye *eye, struct sw_plain_kind *cell, enum group group,
                          const struct sw_grid *after, const struct sw_grid *other, int from, int x,
                          int y)
{
    int right = after->width - 1 - x, bottom = after->height - 1 - y;
    const int to[8][2] = {{x, y}, {right, y},  {x, bottom}, {right, bottom},
                          {y, x}, {bottom, x}, {y, right},  {bottom, right}};

    for (int k = from; k < (after->width == after->height ? 8 : 4); k++)
        put(eye, cell, group,
            (k - from) * RELATION_CODES +
                relation(after->cell[y][x], other->cell[to[k][1]][to[k][0]]));
}

static void put_beside(const struct eye *eye, struct sw_plain_kind *cell,
                       const struct sw_grid *after, const struct sw_grid *before, int x, int y)
{
    for (int direction = 0; direction < SW_DIRECTIONS; direction++) {
        int dx, dy;

        step_of(direction, &dx, &dy);
        if (colour_at(before, x + dx, y + dy) != OUTSIDE)
            put(eye, cell, BESIDE,
                direction * RELATION_CODES +
                    relation(after->cell[y][x], before->cell[y + dy][x + dx]));
    }
}

static void put_change(const struct eye *eye, struct sw_plain_kind *cell,
                       const struct sw_grid *after, const struct sw_grid *before, int x, int y)
{
    if (after->cell[y][x] == before->cell[y][x])
        return;
    cell->changed = true;
    put(eye, cell, BECOMES, after->cell[y][x]);
    put(eye, cell, WAS, before->cell[y][x]);
    for (int direction = 0; direction < SW_DIRECTIONS; direction++)
        if (lies(before, x, y, direction))
            put(eye, cell, TOWARDS, direction);
}

/* Counts a cell: one of a kind that is there, or the first of its kind. */
static void take(struct eye *eye, const struct sw_plain_kind *cell)
{
    struct sw_plain_percept *out = eye->out;

    out->cells++;
    out->changed_cells += cell->changed;
    for (uint32_t k = 0; k < out->kinds; k++) {
        if (out->kind[k].rows == cell->rows &&
            memcmp(out->kind[k].row, cell->row, cell->rows * sizeof cell->row[0]) == 0) {
            out->kind[k].count++;
            return;
        }
    }
    if (out->kinds == SW_PLAIN_KINDS) {
        eye->full = true;
        return;
    }
    out->kind[out->kinds] = *cell;
    out->kind[out->kinds++].count = 1;
}

static void describe_frame(struct eye *eye, const struct sw_grid *grid, enum group mark)
{
    struct frame frame;

    look(grid, &frame);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            struct sw_plain_kind cell = {.rows = 0};

            put(eye, &cell, BIAS, 0);
            if (mark != CANVAS)
                put(eye, &cell, SIZES, 0);
            put(eye, &cell, mark, 0);
            put_view(eye, &cell, &frame, mark == CELL_AFTER ? AFTER_VIEW : BEFORE_VIEW, x, y);
            if (mark == CELL_AFTER)
                put_relations(eye, &cell, WITHIN, grid, grid, 1, x, y);
            take(eye, &cell);
        }
    }
}

static void describe_pair(struct eye *eye, const struct sw_pair *pair)
{
    const struct sw_grid *before = &pair->canvas, *after = &pair->target;
    struct frame first, second;

    if (before->width != after->width || before->height != after->height) {
        describe_frame(eye, before, CELL_BEFORE);
        describe_frame(eye, after, CELL_AFTER);
        return;
    }
    look(before, &first);
    look(after, &second);
    for (int y = 0; y < after->height; y++) {
        for (int x = 0; x < after->width; x++) {
            struct sw_plain_kind cell = {.rows = 0};

            put(eye, &cell, BIAS, 0);
            put_view(eye, &cell, &first, BEFORE_VIEW, x, y);
            put_view(eye, &cell, &second, AFTER_VIEW, x, y);
            put_relations(eye, &cell, BETWEEN, after, before, 0, x, y);
            put_relations(eye, &cell, WITHIN, after, after, 1, x, y);
            put_beside(eye, &cell, after, before, x, y);
            put_change(eye, &cell, after, before, x, y);
            take(eye, &cell);
        }
    }
}

bool sw_plain_sight_demonstrations(const struct sw_puzzle *puzzle, struct sw_plain_percept *out)
{
    struct eye eye;

    open_eye(out, &eye);
    for (int d = 0; d < puzzle->demonstrations; d++)
        describe_pair(&eye, &puzzle->demonstration[d]);
    return !eye.full;
}

bool sw_plain_sight_canvas(const struct sw_grid *canvas, struct sw_plain_percept *out)
{
    struct eye eye;

    open_eye(out, &eye);
    describe_frame(&eye, canvas, CANVAS);
    return !eye.full;
}

bool sw_plain_sight_same(const struct sw_plain_percept *plain, const struct sw_percept *percept)
{
    if (plain->cells != percept->cells || plain->kinds != percept->kinds ||
        plain->changed_cells != percept->changed_cells)
        return false;
    for (uint32_t k = 0; k < plain->kinds; k++) {
        const struct sw_plain_kind *kind = &plain->kind[k];
        const uint16_t *row = percept->row + (size_t)k * SW_PERCEPT_ROWS_PER_CELL;

        if (kind->count != percept->count[k] || kind->rows != percept->rows[k] ||
            kind->changed != (percept->changed[k] != 0) ||
            memcmp(kind->row, row, kind->rows * sizeof *row) != 0)
            return false;
    }
    return true;
}

#include "tests/reference/plain_set.h"

#include <string.h>

/* Each cell is asked by itself what becomes of it. Rows are found by name. */
struct asked {
    const struct sw_physics_set *set;
    const struct sw_grid *grid;
    int width, height;
};

static const int step_x[4] = {0, 0, -1, 1}, step_y[4] = {-1, 1, 0, 0};

static uint32_t row_of(const char *name)
{
    uint32_t row = 0;

    while (strcmp(sw_physics_row(row)->name, name) != 0)
        row++;
    return row;
}

static bool chosen(const struct asked *at, const char *name, const char *option)
{
    uint32_t row = row_of(name);

    return strcmp(sw_physics_row(row)->option[at->set->choice[row]], option) == 0;
}

/* The colour that a row names in a place; 0: none. */
static int named(const struct asked *at, const char *name, int place)
{
    return at->set->colour[row_of(name)][place];
}

/* -1: outside. */
static int colour_at(const struct asked *at, int x, int y)
{
    return x < 0 || y < 0 || x >= at->width || y >= at->height ? -1 : at->grid->cell[y][x];
}

static bool beside(const struct asked *at, int x, int y, int colour)
{
    for (int i = 0; i < 4; i++)
        if (colour > 0 && colour_at(at, x + step_x[i], y + step_y[i]) == colour)
            return true;
    return false;
}

/* Marks all cells that hang together with one. */
static uint16_t measure(const struct asked *at, int x, int y, bool in[SW_SIDE_MAX][SW_STRIDE])
{
    uint16_t cells = 1;
    bool grows = true;

    memset(in, 0, SW_SIDE_MAX * sizeof *in);
    in[y][x] = true;
    while (grows) {
        grows = false;
        for (int v = 0; v < at->height; v++)
            for (int u = 0; u < at->width; u++)
                for (int i = 0; i < 4; i++) {
                    int to_x = u + step_x[i], to_y = v + step_y[i];

                    if (in[v][u] && colour_at(at, to_x, to_y) == at->grid->cell[y][x] &&
                        !in[to_y][to_x]) {
                        in[to_y][to_x] = true;
                        cells++;
                        grows = true;
                    }
                }
    }
    return cells;
}

/* Whether the organism of a cell has a side on one that is larger, or of a higher colour. */
static bool preyed(const struct asked *at, int x, int y)
{
    bool in[SW_SIDE_MAX][SW_STRIDE], other[SW_SIDE_MAX][SW_STRIDE];
    uint16_t cells = measure(at, x, y, in);
    int mine = at->grid->cell[y][x];

    for (int v = 0; v < at->height; v++)
        for (int u = 0; u < at->width; u++)
            for (int i = 0; i < 4 && in[v][u]; i++) {
                int to_x = u + step_x[i], to_y = v + step_y[i], theirs = colour_at(at, to_x, to_y);

                if (theirs <= 0 || theirs == mine)
                    continue;
                if (chosen(at, "eat", "colour") ? theirs > mine
                                                : measure(at, to_x, to_y, other) > cells)
                    return true;
            }
    return false;
}

/* What becomes of a cell before anything falls; -1: nothing has happened to it. */
static int reacted(const struct asked *at, int x, int y)
{
    int mine = at->grid->cell[y][x], one = named(at, "touch", 0), two = named(at, "touch", 1);

    if (mine == 0)
        return -1;
    if (mine != named(at, "fire", 0) && beside(at, x, y, named(at, "fire", 0)))
        return 0;
    if (mine == one && beside(at, x, y, two))
        return chosen(at, "touch", "vanish") ? 0 : named(at, "touch", 2);
    if (mine == two && beside(at, x, y, one) && chosen(at, "touch", "third"))
        return named(at, "touch", 2);
    if (!chosen(at, "eat", "nobody") && preyed(at, x, y))
        return 0;
    return -1;
}

/* The cell that is `steps` in a direction; false: there is none. */
static bool reach(const struct asked *at, int *x, int *y, int direction, int steps)
{
    *x += steps * step_x[direction];
    *y += steps * step_y[direction];
    if (colour_at(at, *x, *y) >= 0)
        return true;
    *x = (*x + at->width) % at->width;
    *y = (*y + at->height) % at->height;
    return chosen(at, "border", "wrap");
}

static bool falls(const struct asked *at, int x, int y, int direction)
{
    int mine = at->grid->cell[y][x], glass = named(at, "glass", 0), glue = named(at, "glue", 0);

    if (mine == 0 || mine == glass || mine == glue || beside(at, x, y, glue) ||
        reacted(at, x, y) >= 0 || !reach(at, &x, &y, direction, 1))
        return false;
    return at->grid->cell[y][x] == 0 || (at->grid->cell[y][x] == glass && reacted(at, x, y) < 0);
}

static int ticked(const struct asked *at, int x, int y)
{
    int mine = at->grid->cell[y][x], now = reacted(at, x, y), growing = named(at, "growth", 0);

    if (now >= 0)
        return now;
    for (int d = 0; d < 4; d++) {
        int from_x = x, from_y = y;

        if (!chosen(at, "gravity", sw_direction_name((enum sw_direction)d)))
            continue;
        if (falls(at, x, y, d))
            return 0;
        if (reach(at, &from_x, &from_y, d, -1) && falls(at, from_x, from_y, d))
            return at->grid->cell[from_y][from_x];
    }
    return mine == 0 && beside(at, x, y, growing) ? growing : mine;
}

/* Whether a push moves a cell: something that pushes stands at it or behind it, and what is before
 * that can move. */
static bool shoved(const struct asked *at, const struct sw_physics_deed *deed, int x, int y)
{
    int back_x = x, back_y = y, load = 0, first = 0, last = 0;
    bool alike = true;

    if (at->grid->cell[y][x] == 0)
        return false;
    while (colour_at(at, back_x, back_y) > 0 && at->grid->cell[back_y][back_x] != deed->hand) {
        back_x -= step_x[deed->direction];
        back_y -= step_y[deed->direction];
    }
    if (colour_at(at, back_x, back_y) <= 0)
        return false;
    while (colour_at(at, back_x, back_y) > 0) {
        last = at->grid->cell[back_y][back_x];
        if (last != deed->hand) {
            first = load == 0 ? last : first;
            alike = alike && last == first;
            load++;
        }
        back_x += step_x[deed->direction];
        back_y += step_y[deed->direction];
    }
    if (colour_at(at, back_x, back_y) < 0) {
        back_x = (back_x + at->width) % at->width;
        back_y = (back_y + at->height) % at->height;
        if (!chosen(at, "border", "wrap") || at->grid->cell[back_y][back_x] != 0)
            return false;
    }
    return chosen(at, "push", "row") || load == 0 || (chosen(at, "push", "one") && load == 1) ||
           (chosen(at, "push", "alike") && alike);
}

static int pushed(const struct asked *at, const struct sw_physics_deed *deed, int x, int y)
{
    int from_x = x, from_y = y;

    if (reach(at, &from_x, &from_y, deed->direction, -1) && shoved(at, deed, from_x, from_y))
        return at->grid->cell[from_y][from_x];
    return shoved(at, deed, x, y) ? 0 : at->grid->cell[y][x];
}

void sw_plain_set_do(const struct sw_physics_set *set, const struct sw_physics_deed *deed,
                     const struct sw_grid *grid, struct sw_grid *out)
{
    struct asked at = {.set = set, .grid = grid, .width = grid->width, .height = grid->height};

    sw_grid_clear(out, grid->width, grid->height);
    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            out->cell[y][x] = (uint8_t)(deed->push ? pushed(&at, deed, x, y) : ticked(&at, x, y));
}

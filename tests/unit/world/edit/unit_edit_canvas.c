/* unit_edit_canvas.c - the acts that make new canvases (edit_canvas.c, edit_panel.c) on random ones
 * against what their rows say, cell by cell. */
#include "tests/unit/world/edit/edit_twin.h"

/* --- new canvases --- */

static void plain_trim(struct plain *p)
{
    if (p->was.width < 3 || p->was.height < 3)
        return;
    renew(p, p->was.width - 2, p->was.height - 2);
    foreach (&p->grid, x, y)
        p->grid.cell[y][x] = was(p, x + 1, y + 1);
    p->x = 1;
    p->y = 1;
}

static void plain_pad(struct plain *p)
{
    int width = p->was.width, height = p->was.height;

    if (!renew(p, width + 2, height + 2))
        return;
    foreach (&p->grid, x, y) {
        bool side = x == 0 || x == width + 1, end = y == 0 || y == height + 1;
        int from_x = x == 0 ? 0 : x > width ? width - 1 : x - 1;
        int from_y = y == 0 ? 0 : y > height ? height - 1 : y - 1;
        uint8_t own = side && end ? 0 : was(p, from_x, from_y);
        p->grid.cell[y][x] = side || end ? ink(p, own) : own;
    }
    p->x = -1;
    p->y = -1;
}

static void plain_blank(struct plain *p)
{
    if (p->colour == SW_COLOUR_OWN)
        return;
    foreach (&p->grid, x, y)
        p->grid.cell[y][x] = p->colour;
    all_selected(p);
}

static void plain_scale(struct plain *p)
{
    int n = p->number;

    if (n > 1 && renew(p, p->was.width * n, p->was.height * n))
        foreach (&p->grid, x, y)
            p->grid.cell[y][x] = was(p, x / n, y / n);
}

static void plain_stretch_x(struct plain *p)
{
    int n = p->number;

    if (n > 1 && renew(p, p->was.width * n, p->was.height))
        foreach (&p->grid, x, y)
            p->grid.cell[y][x] = was(p, x / n, y);
}

static void plain_reduce(struct plain *p)
{
    int n = p->number;

    if (n < 2 || p->was.width % n != 0 || p->was.height % n != 0)
        return;
    renew(p, p->was.width / n, p->was.height / n);
    foreach (&p->grid, x, y) {
        uint32_t cells[SW_COLOURS] = {0};
        for (int k = 0; k < n * n; k++)
            cells[was(p, x * n + k % n, y * n + k / n)]++;
        p->grid.cell[y][x] = commonest(cells);
    }
}

static void plain_unscale(struct plain *p)
{
    int best = 1;

    for (int n = 2; n <= SW_SIDE_MAX; n++) {
        bool fits = p->was.width % n == 0 && p->was.height % n == 0;
        foreach (&p->was, x, y)
            fits = fits && was(p, x, y) == was(p, x / n * n, y / n * n);
        best = fits ? n : best;
    }
    if (best > 1 && renew(p, p->was.width / best, p->was.height / best))
        foreach (&p->grid, x, y)
            p->grid.cell[y][x] = was(p, x * best, y * best);
}

static void plain_tile(struct plain *p)
{
    int n = p->number, width = p->was.width, height = p->was.height;

    if (n > 1 && renew(p, width * n, height * n))
        foreach (&p->grid, x, y)
            p->grid.cell[y][x] = was(p, x % width, y % height);
}

static void plain_product(struct plain *p)
{
    int width = p->was.width, height = p->was.height;
    bool all = p->whole || nowhere(&p->before);

    if (!renew(p, width * width, height * height))
        return;
    foreach (&p->grid, x, y) {
        int place_x = x / width, place_y = y / height;
        if (all ? was(p, place_x, place_y) != 0 : chosen(p, place_x, place_y))
            p->grid.cell[y][x] = was(p, x % width, y % height);
    }
}

static void keep_lines(struct plain *p, const bool *row, const bool *column)
{
    int width = 0, height = 0, to_y = 0, first_x = -1, first_y = -1;

    for (int x = 0; x < p->was.width; x++)
        width += column[x];
    for (int y = 0; y < p->was.height; y++)
        height += row[y];
    if ((width == p->was.width && height == p->was.height) || !renew(p, width, height))
        return;
    for (int y = 0; y < p->was.height; y++) {
        int to_x = 0;
        if (!row[y])
            continue;
        first_y = first_y < 0 ? y : first_y;
        for (int x = 0; x < p->was.width; x++) {
            if (!column[x])
                continue;
            first_x = first_x < 0 ? x : first_x;
            p->grid.cell[to_y][to_x++] = was(p, x, y);
        }
        to_y++;
    }
    p->x = first_x;
    p->y = first_y;
}

static void plain_drop_empty(struct plain *p)
{
    bool row[SW_SIDE_MAX] = {false}, column[SW_SIDE_MAX] = {false};

    foreach (&p->was, x, y)
        if (was(p, x, y) != 0) {
            row[y] = true;
            column[x] = true;
        }
    keep_lines(p, row, column);
}

static void plain_drop_double(struct plain *p)
{
    bool row[SW_SIDE_MAX] = {true}, column[SW_SIDE_MAX] = {true};

    foreach (&p->was, x, y) {
        row[y] = row[y] || was(p, x, y) != was(p, x, y - 1);
        column[x] = column[x] || was(p, x, y) != was(p, x - 1, y);
    }
    keep_lines(p, row, column);
}

static void plain_drop_selected(struct plain *p)
{
    bool row[SW_SIDE_MAX] = {false}, column[SW_SIDE_MAX] = {false};

    foreach (&p->was, x, y) {
        row[y] = row[y] || !chosen(p, x, y);
        column[x] = column[x] || !chosen(p, x, y);
    }
    keep_lines(p, row, column);
}

static int cells_of_row(const struct plain *p, int y)
{
    int count = 0;

    for (int x = 0; x < p->was.width; x++)
        count += was(p, x, y) != 0;
    return count;
}

static void plain_sort_rows(struct plain *p)
{
    renew(p, p->was.width, p->was.height);
    for (int y = 0; y < p->was.height; y++) {
        int place = 0;
        for (int other = 0; other < p->was.height; other++)
            place += cells_of_row(p, other) < cells_of_row(p, y) ||
                     (cells_of_row(p, other) == cells_of_row(p, y) && other < y);
        for (int x = 0; x < p->was.width; x++)
            p->grid.cell[place][x] = was(p, x, y);
    }
}

static void line_up(struct plain *p, bool across)
{
    int width = 0, height = 0, place = 0;
    bool done[SW_ORGANISMS_MAX] = {false};

    for (uint32_t k = 0; k < p->pieces; k++) {
        int wide = p->piece[k].box.x1 - p->piece[k].box.x0;
        int high = p->piece[k].box.y1 - p->piece[k].box.y0;
        width = across ? width + wide : wide > width ? wide : width;
        height = !across ? height + high : high > height ? high : height;
    }
    if (!renew(p, width, height))
        return;
    for (uint32_t left = p->pieces; left > 0; left--) {
        uint32_t next = SW_ORGANISMS_MAX;
        for (uint32_t k = 0; k < p->pieces; k++) {
            if (!done[k] && (next == SW_ORGANISMS_MAX || p->piece[k].cells > p->piece[next].cells))
                next = k;
        }
        struct sw_box box = p->piece[next].box;
        done[next] = true;
        for (int y = box.y0; y < box.y1; y++) {
            for (int x = box.x0; x < box.x1; x++) {
                if (sw_mask_get(&p->piece[next].mask, x, y))
                    put(p, x - box.x0 + (across ? place : 0), y - box.y0 + (across ? 0 : place),
                        was(p, x, y), true);
            }
        }
        place += across ? box.x1 - box.x0 : box.y1 - box.y0;
    }
}

static void plain_queue(struct plain *p)
{
    line_up(p, true);
}

static void plain_pile(struct plain *p)
{
    line_up(p, false);
}

static void plain_bar(struct plain *p)
{
    uint32_t cells[SW_COLOURS] = {0};
    int length = p->parameter == 1 ? 1 : p->number;

    foreach (&p->was, x, y)
        if (chosen(p, x, y))
            cells[was(p, x, y)]++;
    uint8_t colour = ink(p, commonest(cells));
    if ((p->colour == SW_COLOUR_OWN && colour == 0) || !renew(p, length, 1))
        return;
    for (int x = 0; x < length; x++)
        p->grid.cell[0][x] = colour;
}

static void plain_single(struct plain *p)
{
    p->parameter = 1;
    plain_bar(p);
}

/* --- panels --- */

/* Whether the row (or column) has one colour, not 0, and two cells or more; gives the colour. */
static bool is_line(const struct plain *p, bool row, int place, uint8_t *colour)
{
    int length = row ? p->was.width : p->was.height;

    for (int k = 0; k < length; k++) {
        uint8_t cell = row ? was(p, k, place) : was(p, place, k);
        if (k == 0)
            *colour = cell;
        if (cell == 0 || cell != *colour)
            return false;
    }
    return length > 1;
}

/* Which panel a cell is in, by the number of separators before it; -1: in none. Returns how many
 * panels there are, in each direction. */
static void find_panels(const struct plain *p, int across[SW_SIDE_MAX], int down[SW_SIDE_MAX],
                        int *wide, int *high)
{
    uint32_t lines[SW_COLOURS] = {0};
    uint8_t colour = 0, divider;

    for (int place = 0; place < SW_SIDE_MAX; place++) {
        if (place < p->was.height && is_line(p, true, place, &colour))
            lines[colour]++;
        if (place < p->was.width && is_line(p, false, place, &colour))
            lines[colour]++;
    }
    divider = commonest(lines);
    *wide = *high = 0;
    for (int place = 0; place < SW_SIDE_MAX; place++) {
        bool row = is_line(p, true, place, &colour) && colour == divider;
        bool column = is_line(p, false, place, &colour) && colour == divider;
        down[place] = across[place] = -1;
        if (place < p->was.height && !row) {
            *high += place == 0 || down[place - 1] < 0;
            down[place] = *high - 1;
        }
        if (place < p->was.width && !column) {
            *wide += place == 0 || across[place - 1] < 0;
            across[place] = *wide - 1;
        }
    }
    if (*wide * *high > 1)
        return;
    bool side = p->was.width >= p->was.height;
    int length = side ? p->was.width : p->was.height;
    for (int place = 0; place < SW_SIDE_MAX; place++) {
        int half = place < length / 2 ? 0 : place >= length - length / 2 && place < length ? 1 : -1;
        across[place] = side ? half : place < p->was.width ? 0 : -1;
        down[place] = !side ? half : place < p->was.height ? 0 : -1;
    }
    *wide = side && length > 1 ? 2 : 1;
    *high = !side && length > 1 ? 2 : 1;
}

static int first_of(const int *number, int panel)
{
    int place = 0;

    while (number[place] != panel)
        place++;
    return place;
}

static int length_of(const int *number, int panel)
{
    int count = 0;

    for (int place = 0; place < SW_SIDE_MAX; place++)
        count += number[place] == panel;
    return count;
}

static void plain_panels(struct plain *p)
{
    int across[SW_SIDE_MAX], down[SW_SIDE_MAX], wide, high;
    bool own = p->colour == SW_COLOUR_OWN;

    find_panels(p, across, down, &wide, &high);
    for (int i = 1; i < wide; i++) {
        if (length_of(across, i) != length_of(across, 0))
            return;
    }
    for (int j = 1; j < high; j++) {
        if (length_of(down, j) != length_of(down, 0))
            return;
    }
    if (wide * high < 2 || (own && p->parameter == 3) ||
        !renew(p, length_of(across, 0), length_of(down, 0)))
        return;
    foreach (&p->grid, x, y) {
        int filled = 0, count = wide * high;
        uint8_t first = 0, colour = 0;
        for (int k = count - 1; k >= 0; k--) {
            uint8_t cell = was(p, first_of(across, k % wide) + x, first_of(down, k / wide) + y);
            filled += cell != 0;
            colour = cell != 0 ? cell : colour;
            first = cell;
        }
        const bool fill[] = {filled > 0, filled == count, filled == 1, filled == 0,
                             filled == 1 && first != 0};
        if (fill[p->parameter])
            p->grid.cell[y][x] = ink(p, colour);
    }
}

static void plain_panels_cells(struct plain *p)
{
    int across[SW_SIDE_MAX], down[SW_SIDE_MAX], wide, high;

    find_panels(p, across, down, &wide, &high);
    if (wide * high < 2)
        return;
    renew(p, wide, high);
    foreach (&p->grid, i, j) {
        uint32_t cells[SW_COLOURS] = {0};
        foreach (&p->was, x, y)
            if (across[x] == i && down[y] == j)
                cells[was(p, x, y)]++;
        p->grid.cell[j][i] = commonest(cells);
    }
}

static const struct twin acts[] = {{"act.trim", plain_trim},
                                   {"act.pad", plain_pad},
                                   {"act.blank", plain_blank},
                                   {"act.scale", plain_scale},
                                   {"act.stretch.x", plain_stretch_x},
                                   {"act.reduce", plain_reduce},
                                   {"act.unscale", plain_unscale},
                                   {"act.tile", plain_tile},
                                   {"act.product", plain_product},
                                   {"act.drop.empty", plain_drop_empty},
                                   {"act.drop.double", plain_drop_double},
                                   {"act.drop.selected", plain_drop_selected},
                                   {"act.sort.rows", plain_sort_rows},
                                   {"act.queue", plain_queue},
                                   {"act.pile", plain_pile},
                                   {"act.single", plain_single},
                                   {"act.bar", plain_bar},
                                   {"act.panels.cells", plain_panels_cells},
                                   {"act.panels.", plain_panels}};

START_TEST(test_acts)
{
    compare_acts(acts, sizeof acts / sizeof *acts, 23, 30000);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_canvas");
    TCase *t = tcase_create("edit_canvas");

    tcase_add_test(t, test_acts);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

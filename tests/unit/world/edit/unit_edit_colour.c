/* unit_edit_colour.c - the acts that give cells and pieces other colours, on random canvases,
 * against plain loops over cells. */
#include "tests/unit/world/edit/edit_twin.h"

static bool in_piece(const struct sw_organism *piece, int x, int y)
{
    return sw_mask_get(&piece->mask, x, y);
}

static bool in_box(struct sw_box box, int x, int y)
{
    return x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1;
}

static void paint(struct plain *p, const struct sw_organism *piece, uint8_t colour)
{
    foreach (&p->was, x, y)
        if (in_piece(piece, x, y))
            p->grid.cell[y][x] = colour;
}

static void plain_swap_colours(struct plain *p)
{
    uint32_t cells[SW_COLOURS] = {0};
    uint8_t other;

    if (p->colour == SW_COLOUR_OWN || nowhere(&p->before))
        return;
    foreach (&p->was, x, y)
        if (chosen(p, x, y))
            cells[was(p, x, y)]++;
    other = commonest(cells);
    if (other == p->colour)
        return;
    nothing_selected(p);
    foreach (&p->was, x, y) {
        if (was(p, x, y) == other)
            put(p, x, y, p->colour, true);
        else if (was(p, x, y) == p->colour)
            put(p, x, y, other, true);
    }
}

/* The colours of the piece's cells, or of all cells of its box: how many but 0, and the first two.
 */
static int colours_of(const struct plain *p, const struct sw_organism *piece, bool all,
                      uint8_t colour[2])
{
    bool present[SW_COLOURS] = {false};
    int count = 0;

    foreach (&p->was, x, y)
        if (all ? in_box(piece->box, x, y) : in_piece(piece, x, y))
            present[was(p, x, y)] = true;
    for (uint8_t k = 1; k < SW_COLOURS; k++)
        if (present[k] && count++ < 2)
            colour[count - 1] = k;
    return count;
}

static bool any_vacant(const struct plain *p)
{
    bool out = false;

    foreach (&p->was, x, y)
        out = out || was(p, x, y) == 0;
    return out;
}

static void plain_invert(struct plain *p)
{
    for (uint32_t k = 0; k < p->pieces; k++) {
        const struct sw_organism *piece = &p->piece[k];
        uint8_t colour[2] = {0, 0};
        int count = colours_of(p, piece, false, colour);
        bool all = p->whole || count == 1;

        if (count == 1 && !p->whole)
            count = colours_of(p, piece, true, colour);
        if (count == 1 && p->whole && any_vacant(p))
            colour[1] = 0;
        else if (count != 2)
            continue;
        foreach (&p->was, x, y) {
            if (all ? !in_box(piece->box, x, y) : !in_piece(piece, x, y))
                continue;
            if (was(p, x, y) == colour[0])
                p->grid.cell[y][x] = colour[1];
            else if (was(p, x, y) == colour[1])
                p->grid.cell[y][x] = colour[0];
        }
    }
}

static void plain_majority(struct plain *p)
{
    for (uint32_t k = 0; k < p->pieces; k++) {
        uint32_t cells[SW_COLOURS] = {0};

        foreach (&p->was, x, y)
            cells[was(p, x, y)] += in_piece(&p->piece[k], x, y);
        paint(p, &p->piece[k], commonest(cells));
    }
}

/* One more than there are sizes larger than its own. */
static void plain_rank(struct plain *p)
{
    for (uint32_t k = 0; k < p->pieces; k++) {
        int rank = 1;

        for (int size = p->piece[k].cells + 1; size <= 900; size++) {
            bool present = false;
            for (uint32_t j = 0; j < p->pieces; j++)
                present = present || p->piece[j].cells == size;
            rank += present;
        }
        if (rank < SW_COLOURS)
            paint(p, &p->piece[k], (uint8_t)rank);
    }
}

static void plain_tally(struct plain *p)
{
    for (uint32_t k = 0; k < p->pieces; k++)
        if (p->piece[k].cells < SW_COLOURS)
            paint(p, &p->piece[k], (uint8_t)p->piece[k].cells);
}

/* Whether the one piece, turned so, has the shape of the other. */
static bool turned_alike(const struct sw_organism *a, enum sw_symmetry symmetry,
                         const struct sw_organism *b)
{
    int wide = a->box.x1 - a->box.x0, high = a->box.y1 - a->box.y0;

    if (a->cells != b->cells)
        return false;
    for (int y = 0; y < high; y++) {
        for (int x = 0; x < wide; x++) {
            int to_x, to_y;
            if (!in_piece(a, a->box.x0 + x, a->box.y0 + y))
                continue;
            sw_symmetry_cell(symmetry, wide, high, x, y, &to_x, &to_y);
            if (!in_box(b->box, b->box.x0 + to_x, b->box.y0 + to_y) ||
                !in_piece(b, b->box.x0 + to_x, b->box.y0 + to_y))
                return false;
        }
    }
    return true;
}

static void plain_match(struct plain *p)
{
    static struct sw_organism model[SW_ORGANISMS_MAX];
    struct sw_mask rest = sw_mask_none();
    uint32_t count;

    foreach (&p->was, x, y)
        if (was(p, x, y) != 0 && !chosen(p, x, y))
            sw_mask_set(&rest, x, y);
    count = sw_organisms(&p->was, &rest, connection_of(p->mode), model);
    for (uint32_t k = 0; k < p->pieces; k++) {
        bool found = false;

        for (int pass = 0; pass < 2 && !found; pass++) {
            for (uint32_t j = 0; j < count && !found; j++) {
                for (int s = pass; s < (pass == 0 ? 1 : SW_SYMMETRIES) && !found; s++)
                    found = turned_alike(&p->piece[k], (enum sw_symmetry)s, &model[j]);
                if (found)
                    paint(p, &p->piece[k], model[j].colour);
            }
        }
    }
}

static void plain_touch(struct plain *p)
{
    int corners = (p->mode & SW_MODE_FOUR) != 0 ? 0 : 1;

    for (uint32_t k = 0; k < p->pieces; k++) {
        uint32_t cells[SW_COLOURS] = {0};

        foreach (&p->was, x, y) {
            bool touches = false;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    touches = touches || ((corners != 0 || dx == 0 || dy == 0) &&
                                          inside(&p->was, x + dx, y + dy) &&
                                          in_piece(&p->piece[k], x + dx, y + dy));
            cells[was(p, x, y)] += touches && !in_piece(&p->piece[k], x, y);
        }
        if (commonest(cells) != 0)
            paint(p, &p->piece[k], commonest(cells));
    }
}

static void plain_contain(struct plain *p)
{
    for (uint32_t k = 0; k < p->pieces; k++) {
        uint32_t cells[SW_COLOURS] = {0};

        foreach (&p->was, x, y)
            cells[was(p, x, y)] +=
                in_box(p->piece[k].box, x, y) && was(p, x, y) != p->piece[k].colour;
        if (commonest(cells) != 0)
            paint(p, &p->piece[k], commonest(cells));
    }
}

static void plain_take(struct plain *p)
{
    static const int8_t step_x[4] = {0, 0, -1, 1}, step_y[4] = {-1, 1, 0, 0};

    foreach (&p->was, x, y) {
        int at_x = x, at_y = y;
        if (!chosen(p, x, y))
            continue;
        while (inside(&p->was, at_x, at_y) && (was(p, at_x, at_y) == 0 || chosen(p, at_x, at_y))) {
            at_x += step_x[p->parameter];
            at_y += step_y[p->parameter];
        }
        if (inside(&p->was, at_x, at_y))
            p->grid.cell[y][x] = was(p, at_x, at_y);
    }
}

static void plain_denoise(struct plain *p)
{
    bool four = (p->mode & SW_MODE_FOUR) != 0;

    nothing_selected(p);
    foreach (&p->was, x, y) {
        uint32_t cells[SW_COLOURS] = {0}, all = 0;
        bool single = chosen(p, x, y);
        uint8_t best = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if ((dx == 0 && dy == 0) || !inside(&p->was, x + dx, y + dy))
                    continue;
                if (was(p, x + dx, y + dy) != was(p, x, y)) {
                    cells[was(p, x + dx, y + dy)]++;
                    all++;
                } else if (!four || dx == 0 || dy == 0) {
                    single = false;
                }
            }
        }
        if (!single)
            continue;
        for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
            best = cells[colour] > cells[best] ? colour : best;
        put(p, x, y, all > 0 ? best : was(p, x, y), true);
    }
}

/* --- legends --- */

/* Whether all cells of the box, and none beside it, are in the set; and its pairs differ. */
static bool is_legend(const struct plain *p, const struct sw_mask *set, int x0, int y0, int wide,
                      int high)
{
    for (int y = y0 - 1; y <= y0 + high; y++) {
        for (int x = x0 - 1; x <= x0 + wide; x++) {
            bool in_x = x >= x0 && x < x0 + wide, in_y = y >= y0 && y < y0 + high;
            bool in_set = inside(&p->was, x, y) && sw_mask_get(set, x, y);
            if ((in_x && in_y && !in_set) || (in_x != in_y && in_set))
                return false;
        }
    }
    for (int i = 0; i < (wide == 2 ? high : wide); i++)
        if (wide == 2 ? was(p, x0, y0 + i) == was(p, x0 + 1, y0 + i)
                      : was(p, x0 + i, y0) == was(p, x0 + i, y0 + 1))
            return false;
    return true;
}

static bool read_legends(struct plain *p, const struct sw_mask *set, bool legend[30][30],
                         uint8_t map[SW_COLOURS], uint8_t back[SW_COLOURS])
{
    bool any = false;

    foreach (&p->was, x, y) {
        for (int length = 1; length <= SW_SIDE_MAX; length++) {
            for (int turn = 0; turn < 2; turn++) {
                int wide = turn == 0 ? 2 : length, high = turn == 0 ? length : 2;
                if ((turn == 1 && length == 2) || !is_legend(p, set, x, y, wide, high))
                    continue;
                any = true;
                for (int i = 0; i < length; i++) {
                    int ax = turn == 0 ? x : x + i, ay = turn == 0 ? y + i : y;
                    int bx = turn == 0 ? x + 1 : ax, by = turn == 0 ? ay : y + 1;
                    legend[ay][ax] = legend[by][bx] = true;
                    if (map[was(p, ax, ay)] == 0)
                        map[was(p, ax, ay)] = was(p, bx, by);
                    if (back[was(p, bx, by)] == 0)
                        back[was(p, bx, by)] = was(p, ax, ay);
                }
            }
        }
    }
    return any;
}

static void plain_legend(struct plain *p)
{
    struct sw_mask full = sw_mask_none(), rest = full;
    bool legend[30][30] = {{false}};
    uint8_t map[SW_COLOURS] = {0}, back[SW_COLOURS] = {0};

    foreach (&p->was, x, y) {
        if (was(p, x, y) != 0)
            sw_mask_set(&full, x, y);
        if (was(p, x, y) != 0 && !chosen(p, x, y))
            sw_mask_set(&rest, x, y);
    }
    if (!read_legends(p, &rest, legend, map, back))
        read_legends(p, &full, legend, map, back);
    foreach (&p->was, x, y) {
        uint8_t own = was(p, x, y);
        if (!chosen(p, x, y) || legend[y][x] || own == 0)
            continue;
        if (map[own] != 0 || back[own] != 0)
            p->grid.cell[y][x] = map[own] != 0 ? map[own] : back[own];
    }
}

static const struct twin acts[] = {{"act.swap.colours", plain_swap_colours},
                                   {"act.invert", plain_invert},
                                   {"act.majority", plain_majority},
                                   {"act.rank", plain_rank},
                                   {"act.tally", plain_tally},
                                   {"act.match", plain_match},
                                   {"act.touch", plain_touch},
                                   {"act.contain", plain_contain},
                                   {"act.take.", plain_take},
                                   {"act.denoise", plain_denoise},
                                   {"act.legend", plain_legend}};

START_TEST(test_acts)
{
    compare_acts(acts, sizeof acts / sizeof *acts, 14, 42000);
}
END_TEST

START_TEST(test_take_sees_what_the_eye_holds)
{
    struct sw_grid grid = picture_read("3.1");
    struct sw_canvas canvas = sw_canvas_of(&grid);
    struct sw_edit_memory memory;
    static const char *const words[] = {"eye.hold",      "hand.3",     "select.colour",
                                        "act.delete",    "hand.1",     "select.colour",
                                        "act.take.left", "act.take.up"};

    sw_canvas_remember(&canvas, &memory);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        sw_edit_apply(&canvas, sw_edit_find(words[k], strlen(words[k])));
    ck_assert_picture(&canvas.grid, "..3", "taking what a held eye sees");
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_colour");
    TCase *t = tcase_create("edit_colour");

    tcase_add_test(t, test_acts);
    tcase_add_test(t, test_take_sees_what_the_eye_holds);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_edit_pattern.c - the acts that continue periods and turn rings, on canvases with and without
 * them, against plain searches over cells. */
#include "tests/unit/world/edit/edit_sketch.h"

/* --- periods --- */

struct best {
    int found, classes;
    struct sw_plain_sketch sketch;
};

/* Takes the classes, if they are better. `all` of them lie on the canvas or beyond it. */
static void consider(const struct sw_plain_sketch *sketch, int class_of[SW_SIDE_MAX][SW_SIDE_MAX],
                     int all, struct best *best)
{
    int colour[SW_SIDE_MAX * SW_SIDE_MAX], seen = 0, found = 0;

    for (int k = 0; k < SW_SIDE_MAX * SW_SIDE_MAX; k++)
        colour[k] = -1;
    for (int y = 0; y < sketch->height; y++) {
        for (int x = 0; x < sketch->width; x++) {
            int *own = &colour[class_of[y][x]];
            if (sketch->colour[y][x] < 0)
                continue;
            if (*own >= 0 && *own != sketch->colour[y][x])
                return;
            seen += *own < 0;
            *own = sketch->colour[y][x];
        }
    }
    for (int y = 0; y < sketch->height; y++)
        for (int x = 0; x < sketch->width; x++)
            found += sketch->colour[y][x] == -1 && colour[class_of[y][x]] >= 0;
    if (3 * seen > 2 * sketch->cells || (found < sketch->hidden && 2 * seen > sketch->cells) ||
        found == 0 || found < best->found || (found == best->found && all >= best->classes))
        return;
    best->found = found;
    best->classes = all;
    best->sketch = *sketch;
    for (int y = 0; y < sketch->height; y++)
        for (int x = 0; x < sketch->width; x++)
            best->sketch.colour[y][x] = colour[class_of[y][x]];
}

static void try_lattices(const struct sw_plain_sketch *sketch, struct best *best)
{
    int class_of[SW_SIDE_MAX][SW_SIDE_MAX], width = sketch->width, height = sketch->height;
    int wide = sketch->x1 - sketch->x0, high = sketch->y1 - sketch->y0;

    for (int px = 1; px <= width; px++) {
        for (int py = 1; py <= height; py++) {
            for (int shift = 0; shift < px; shift++) {
                if (px * py == width * height ||
                    3 * smaller(px, wide) * smaller(py, high) > 2 * sketch->cells ||
                    (shift > 0 && (px == width || py == height)))
                    continue;
                for (int y = 0; y < height; y++)
                    for (int x = 0; x < width; x++)
                        class_of[y][x] = positive(x - shift * (y / py), px) + px * (y % py);
                consider(sketch, class_of, px * py, best);
            }
        }
    }
}

static void try_stairs(const struct sw_plain_sketch *sketch, struct best *best)
{
    int class_of[SW_SIDE_MAX][SW_SIDE_MAX], width = sketch->width, height = sketch->height;
    int wide = sketch->x1 - sketch->x0, high = sketch->y1 - sketch->y0;

    for (int dy = 1; dy <= high / 2; dy++) {
        for (int dx = -(wide / 2); dx <= wide / 2; dx++) {
            int classes = 0, first = 0; /* on the canvas; within the box */
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    bool follows = y >= dy && x - dx >= 0 && x - dx < width;
                    class_of[y][x] = follows ? class_of[y - dy][x - dx] : classes++;
                }
            }
            for (int y = 0; y < high; y++)
                for (int x = 0; x < wide; x++)
                    first += y < dy || x - dx < 0 || x - dx >= wide;
            if (dx != 0 && 3 * first <= 2 * sketch->cells)
                consider(sketch, class_of, classes, best);
        }
    }
}

static void plain_period(struct plain *p)
{
    static struct sw_plain_sketch sketch;
    static struct best best;

    sketch_of(p, &sketch);
    if (!sketch.motley || sketch.hidden == 0)
        return;
    best.found = best.classes = 0;
    try_lattices(&sketch, &best);
    if (best.found < sketch.hidden)
        try_stairs(&sketch, &best);
    if (best.found == 0)
        return;
    /* Classes of which nothing is known stay as they were. */
    reveal(p, &sketch, &best.sketch);
}

/* --- tiles --- */

/* How many cells are others than the commonest ones of their places; which these are. */
static int exceptions(const struct plain *p, int wide, int high,
                      uint8_t tile[SW_SIDE_MAX][SW_SIDE_MAX])
{
    int cells[SW_SIDE_MAX][SW_SIDE_MAX][SW_COLOURS] = {{{0}}}, count = 0;

    foreach (&p->was, x, y)
        cells[y % high][x % wide][was(p, x, y)]++;
    for (int j = 0; j < high; j++) {
        for (int i = 0; i < wide; i++) {
            tile[j][i] = 0;
            for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
                if (cells[j][i][colour] > cells[j][i][tile[j][i]])
                    tile[j][i] = colour;
        }
    }
    foreach (&p->was, x, y)
        count += was(p, x, y) != tile[y % high][x % wide];
    return count;
}

static void plain_regular(struct plain *p)
{
    int cells = p->was.width * p->was.height, best_wide = 0, best_high = 0;
    uint8_t tile[SW_SIDE_MAX][SW_SIDE_MAX];

    for (int wide = 1; wide <= p->was.width; wide++)
        for (int high = 1; high <= p->was.height; high++)
            if (wide * high * 3 <= cells && exceptions(p, wide, high, tile) * 6 <= cells &&
                (best_wide == 0 || wide * high < best_wide * best_high ||
                 (wide * high == best_wide * best_high && high < best_high))) {
                best_wide = wide;
                best_high = high;
            }
    if (best_wide == 0 || exceptions(p, best_wide, best_high, tile) == 0)
        return;
    nothing_selected(p);
    foreach (&p->was, x, y)
        if (was(p, x, y) != tile[y % best_high][x % best_wide])
            put(p, x, y, tile[y % best_high][x % best_wide], true);
}

/* A tile's copies with some cells wrong, at times too many. */
static void draw_tiles(struct sw_dice *dice, struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid;
    uint32_t wrong = sw_dice_below(dice, (uint32_t)(grid->width * grid->height) / 5 + 1);

    fill_period(dice, grid, 4);
    for (; wrong > 0; wrong--)
        grid->cell[sw_dice_below(dice, grid->height)][sw_dice_below(dice, grid->width)] =
            (uint8_t)sw_dice_below(dice, SW_COLOURS);
}

/* --- rings --- */

static bool within(struct sw_box a, struct sw_box b)
{
    return a.x0 >= b.x0 && a.x1 <= b.x1 && a.y0 >= b.y0 && a.y1 <= b.y1;
}

/* The ring of the box that the cell is on. */
static int ring_of(struct sw_box box, int x, int y)
{
    return smaller(smaller(x - box.x0, box.x1 - 1 - x), smaller(y - box.y0, box.y1 - 1 - y));
}

static void plain_rings(struct plain *p)
{
    for (uint32_t k = 0; k < p->pieces; k++) {
        struct sw_box box = p->piece[k].box;
        int colour[SW_SIDE_MAX], row[SW_SIDE_MAX], place[SW_SIDE_MAX], kinds = 0, rings = 0;
        bool fits = true;

        for (uint32_t j = 0; j < p->pieces; j++)
            if (j != k && within(box, p->piece[j].box) && (j < k || !within(p->piece[j].box, box)))
                fits = false;
        for (int i = 0; i < SW_SIDE_MAX; i++)
            colour[i] = -1;
        for (int y = box.y0; y < box.y1; y++) {
            for (int x = box.x0; x < box.x1; x++) {
                int *own = &colour[ring_of(box, x, y)];
                fits = fits && (*own < 0 || *own == was(p, x, y));
                *own = was(p, x, y);
            }
        }
        for (; rings < SW_SIDE_MAX && colour[rings] >= 0; rings++) {
            if (kinds == 0 || row[kinds - 1] != colour[rings])
                row[kinds++] = colour[rings];
            place[rings] = kinds - 1;
        }
        for (int y = box.y0; y < box.y1 && fits; y++)
            for (int x = box.x0; x < box.x1; x++)
                p->grid.cell[y][x] = (uint8_t)row[kinds - 1 - place[ring_of(box, x, y)]];
    }
}

static void draw_rings(struct sw_dice *dice, struct sw_canvas *canvas)
{
    struct sw_box box = {0, 0, canvas->grid.width, canvas->grid.height};
    uint8_t first = (uint8_t)sw_dice_below(dice, 8);

    foreach (&canvas->grid, x, y)
        canvas->grid.cell[y][x] = (uint8_t)(1 + (ring_of(box, x, y) / 2 + first) % 5);
    canvas->mode |= SW_MODE_ANY;
    if (!canvas->whole)
        canvas->selection = sw_grid_occupied(&canvas->grid);
}

START_TEST(test_period)
{
    compare("act.period", plain_period, 10000, NULL);
}
END_TEST

START_TEST(test_regular)
{
    compare("act.regular", plain_regular, 6000, draw_tiles);
}
END_TEST

START_TEST(test_rings)
{
    compare("act.rings", plain_rings, 20000, draw_rings);
}
END_TEST

START_TEST(test_hidden_period)
{
    uint32_t back = 0, tries = 2000;

    for (uint32_t k = 0; k < tries; k++) {
        struct sw_dice dice = sw_dice_at(24, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid =
            sw_grid_empty(sw_dice_between(&dice, 10, 30), sw_dice_between(&dice, 10, 30));
        struct sw_canvas canvas;

        fill_period(&dice, &grid, 6);
        foreach (&grid, x, y)
            grid.cell[y][x]++;
        canvas = hide(&dice, &grid);
        sw_edit_apply(&canvas, sw_edit_find("act.period", 10));
        back += sw_grid_equal(&canvas.grid, &grid);
    }
    /* Not if all is of one colour, nor always if tiles are large and the canvas is small. */
    ck_assert_uint_gt(back, tries * 9 / 10);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_pattern");
    TCase *t = tcase_create("edit_pattern");

    tcase_add_test(t, test_period);
    tcase_add_test(t, test_regular);
    tcase_add_test(t, test_rings);
    tcase_add_test(t, test_hidden_period);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

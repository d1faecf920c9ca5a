/* edit_period.c - continues a pattern that repeats over cells that are not known.
 *
 * A lattice is told by (px, py, shift): the pattern stays the same when moved by (px, 0) or by
 * (shift, py). The cells that these moves carry onto each other are a class; a lattice fits if no
 * class holds two colours, and then every class with a known cell says what its others are. To
 * test one, rows are folded onto px bits, and then rows onto py rows; each fold is an OR of the
 * digits that are 1 and, apart, of those that are 0: two colours in one class leave a digit in
 * both. A figure that moves on without repeating sideways (a staircase) has px = 0. */
#include "world/edit_known.h"

#include <string.h>

bool sw_canvas_known(const struct sw_canvas *canvas, struct sw_known *out)
{
    uint32_t colour = canvas->colour == SW_COLOUR_OWN ? 0 : canvas->colour;
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask full = sw_mask_full(grid->width, grid->height);

    out->unknown = sw_grid_colour(grid, (uint8_t)colour);
    if (sw_mask_empty(&out->unknown))
        return false;
    out->known = sw_mask_minus(full, out->unknown);
    out->cells = sw_mask_count(&out->known);
    if (out->cells == 0)
        return false;
    out->width = grid->width;
    out->height = grid->height;
    sw_grid_digits(grid, out->digit);
    for (int k = 0; k < 4; k++)
        out->digit[k] = sw_mask_and(out->digit[k], out->known);
    return true;
}

bool sw_known_motley(const struct sw_known *known)
{
    for (int k = 0; k < 4; k++)
        if (!sw_mask_empty(&known->digit[k]) && !sw_mask_equal(&known->digit[k], &known->known))
            return true;
    return false;
}

void sw_canvas_reveal(struct sw_canvas *canvas, const struct sw_mask *found,
                      const struct sw_mask digit[4])
{
    sw_paint_digits(&canvas->grid, found, digit);
    sw_canvas_select(canvas, *found);
}

/* --- lattices --- */

struct lattice {
    int px, py, shift; /* px 0: no repetition sideways */
};

/* Digits that are 1 (0..3) and digits that are 0 (4..7) of every class that is known; a row has px
 * bits, or the canvas's width without repetition sideways. */
struct fold {
    struct sw_mask plane[8];
};

static uint32_t low_bits(int count)
{
    return count >= 32 ? UINT32_MAX : (1u << count) - 1u;
}

/* Moved by `by` bits to the left, or right if it is negative; |by| < 32. */
static uint32_t moved(uint32_t row, int by)
{
    return by >= 0 ? row << by : row >> -by;
}

static uint32_t turned_right(uint32_t row, int by, int length)
{
    return by == 0 ? row : (row >> by | row << (length - by)) & low_bits(length);
}

/* A quick look before folding: whether known cells px apart are alike, whatever the rows. */
static bool alike_sideways(const struct sw_known *known, int px)
{
    uint32_t differ = 0;

    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t both = known->known.row[y] & known->known.row[y] >> px, other = 0;

        for (int k = 0; k < 4; k++)
            other |= known->digit[k].row[y] ^ known->digit[k].row[y] >> px;
        differ |= both & other;
    }
    return differ == 0;
}

/* Folds every row onto px bits; false if two colours meet. */
static bool fold_rows(const struct sw_known *known, int px, struct fold *out)
{
    uint32_t differ = 0;

    for (int k = 0; k < 4; k++) {
        for (int y = 0; y < SW_STRIDE; y++) {
            uint32_t one = known->digit[k].row[y], zero = known->known.row[y] & ~one;

            for (int step = px; step < known->width; step *= 2) {
                one |= one >> step;
                zero |= zero >> step;
            }
            one &= low_bits(px);
            zero &= low_bits(px);
            out->plane[k].row[y] = one;
            out->plane[4 + k].row[y] = zero;
            differ |= one & zero;
        }
    }
    return differ == 0;
}

/* Folds folded rows onto py of them, each py rows turned back by `shift` more; false if two colours
 * meet, which mostly shows in the first rows. */
static bool fold_columns(const struct fold *rows, struct lattice lattice, int height,
                         struct fold *out)
{
    int turn = 0, to = 0;

    for (int y = 0; y < height; y++) {
        uint32_t differ = 0;

        if (y < lattice.py) {
            for (int k = 0; k < 8; k++)
                out->plane[k].row[y] = rows->plane[k].row[y];
            continue;
        }
        if (to == 0) {
            turn += lattice.shift;
            turn = turn >= lattice.px ? turn - lattice.px : turn;
        }
        for (int k = 0; k < 8; k++)
            out->plane[k].row[to] |= turned_right(rows->plane[k].row[y], turn, lattice.px);
        for (int k = 0; k < 4; k++)
            differ |= out->plane[k].row[to] & out->plane[4 + k].row[to];
        if (differ != 0)
            return false;
        to = to + 1 == lattice.py ? 0 : to + 1;
    }
    return true;
}

/* Folds in steps of (shift, py) without repetition sideways: every row of `out` holds what is known
 * of the classes of its cells from the rows above it, itself and, after the way back, below. */
static bool fold_stairs(const struct sw_known *known, struct lattice lattice, struct fold *out)
{
    uint32_t inside = low_bits(known->width);

    for (int y = 0; y < known->height; y++) {
        uint32_t differ = 0;

        for (int k = 0; k < 4; k++) {
            uint32_t one = known->digit[k].row[y], zero = known->known.row[y] & ~one;

            if (y >= lattice.py) {
                one |= moved(out->plane[k].row[y - lattice.py], lattice.shift) & inside;
                zero |= moved(out->plane[4 + k].row[y - lattice.py], lattice.shift) & inside;
            }
            out->plane[k].row[y] = one;
            out->plane[4 + k].row[y] = zero;
            differ |= one & zero;
        }
        if (differ != 0)
            return false;
    }
    for (int y = known->height - 1 - lattice.py; y >= 0; y--)
        for (int k = 0; k < 8; k++)
            out->plane[k].row[y] |=
                moved(out->plane[k].row[y + lattice.py], -lattice.shift) & inside;
    return true;
}

/* What the fold says of every cell of the canvas. */
static void unfold(const struct fold *fold, struct lattice lattice, int width, int height,
                   struct fold *out)
{
    for (int y = 0; y < height; y++) {
        int turn = lattice.shift * (y / lattice.py) % lattice.px;

        for (int k = 0; k < 8; k++) {
            uint32_t row = fold->plane[k].row[y % lattice.py];

            row = turned_right(row, turn == 0 ? 0 : lattice.px - turn, lattice.px);
            for (int step = lattice.px; step < width; step *= 2)
                row |= row << step;
            out->plane[k].row[y] = row & low_bits(width);
        }
    }
}

/* --- the search --- */

struct search {
    const struct sw_known *known;
    struct sw_box box; /* of what is known */
    uint32_t hidden;   /* unknown cells */
    uint32_t found;    /* of them, those that the best lattice tells */
    uint32_t classes;  /* of the best one */
    struct fold best;  /* unfolded */
};

/* Takes the lattice (unfolded in `fold`) if it tells more unknown cells than the best so far, or as
 * many with fewer classes. A third of what is known must be repetition, or half where it does not
 * tell everything: else almost any large lattice fits. */
static void consider(struct search *search, const struct fold *fold, uint32_t classes,
                     uint32_t known_classes)
{
    const struct sw_known *known = search->known;
    uint32_t found = 0;

    for (int y = 0; y < known->height; y++)
        found +=
            sw_row_count((fold->plane[0].row[y] | fold->plane[4].row[y]) & known->unknown.row[y]);
    if (known->cells * 2 < known_classes * 3)
        return;
    if (found < search->hidden && known->cells < known_classes * 2)
        return;
    if (found < search->found || (found == search->found && classes >= search->classes))
        return;
    search->found = found;
    search->classes = classes;
    for (int k = 0; k < 8; k++)
        memcpy(search->best.plane[k].row, fold->plane[k].row,
               (size_t)known->height * sizeof(uint32_t));
}

/* Whether a lattice with so many classes may still be taken. */
static bool worth(const struct search *search, uint32_t classes)
{
    return search->found < search->hidden || classes < search->classes;
}

static uint32_t least(int a, int b)
{
    return (uint32_t)(a < b ? a : b);
}

/* All lattices with repetition sideways, or none but downwards (px the width). */
static void search_lattices(struct search *search, int px, const struct fold *rows)
{
    const struct sw_known *known = search->known;
    int wide = search->box.x1 - search->box.x0, high = search->box.y1 - search->box.y0;
    struct fold fold, full;

    for (int py = 1; py <= known->height; py++) {
        uint32_t classes = (uint32_t)(px * py), known_classes = 0;
        int shifts = px == known->width || py == known->height ? 1 : px;

        if ((px == known->width && py == known->height) || !worth(search, classes))
            return;
        if (least(px, wide) * least(py, high) > known->cells)
            continue;
        for (int shift = 0; shift < shifts; shift++) {
            struct lattice lattice = {px, py, shift};

            if (!worth(search, classes))
                return;
            if (!fold_columns(rows, lattice, known->height, &fold))
                continue;
            known_classes = 0;
            for (int y = 0; y < py; y++)
                known_classes += sw_row_count(fold.plane[0].row[y] | fold.plane[4].row[y]);
            unfold(&fold, lattice, known->width, known->height, &full);
            consider(search, &full, classes, known_classes);
        }
    }
}

/* Figures that move on in steps of (shift, py), py > 0 and shift not 0. */
static void search_stairs(struct search *search)
{
    const struct sw_known *known = search->known;
    int wide = search->box.x1 - search->box.x0, high = search->box.y1 - search->box.y0;
    struct fold fold;

    for (int py = 1; py * 2 <= high; py++) {
        for (int shift = -(wide / 2); shift * 2 <= wide; shift++) {
            struct lattice lattice = {0, py, shift};
            int across = shift < 0 ? -shift : shift;
            uint32_t seen = (uint32_t)(wide * high - (wide - across) * (high - py)), first = 0;
            uint32_t classes = (uint32_t)(known->width * known->height -
                                          (known->width - across) * (known->height - py));

            if (shift == 0 || seen * 3 > known->cells * 2 || !worth(search, classes) ||
                !fold_stairs(known, lattice, &fold))
                continue;
            /* Classes are counted at their first cells: those that no cell of the canvas leads to.
             */
            for (int y = 0; y < known->height; y++) {
                uint32_t row = low_bits(known->width);

                if (y >= py)
                    row &= ~moved(row, shift);
                first += sw_row_count(row & (fold.plane[0].row[y] | fold.plane[4].row[y]));
            }
            consider(search, &fold, classes, first);
        }
    }
}

void sw_act_period(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_known known;
    struct search search;
    struct fold rows;
    struct sw_mask found = sw_mask_none();

    (void)unused;
    if (!sw_canvas_known(canvas, &known) || !sw_known_motley(&known))
        return;
    search.known = &known;
    search.box = sw_mask_box(&known.known);
    search.hidden = sw_mask_count(&known.unknown);
    search.found = 0;
    search.classes = 0;
    for (int px = 1; px <= known.width && worth(&search, (uint32_t)px); px++)
        if ((px == known.width || alike_sideways(&known, px)) && fold_rows(&known, px, &rows))
            search_lattices(&search, px, &rows);
    if (search.found < search.hidden)
        search_stairs(&search);
    if (search.found == 0)
        return;
    for (int y = 0; y < known.height; y++)
        found.row[y] =
            (search.best.plane[0].row[y] | search.best.plane[4].row[y]) & known.unknown.row[y];
    sw_canvas_reveal(canvas, &found, search.best.plane);
}

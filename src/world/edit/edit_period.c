/* edit_period.c - continues a pattern that repeats over cells that are not known.
 *
 * A lattice is told by (px, py, shift): the pattern stays the same when moved by (px, 0) or by
 * (shift, py). The cells that these moves carry onto each other are a class; a lattice fits if no
 * class holds two colours, and then every class with a known cell says what its others are. To
 * test one, rows are folded onto px bits, and then rows onto py rows. A figure that moves on
 * without repeating sideways (a staircase) has px = 0.
 *
 * Almost all lattices are refused by a look at one pair of rows: the row with the most changes of
 * colour and the one that should repeat it. For lattices with repetition sideways all shifts are
 * looked at together, as a set of bits. */
#include "world/edit/edit_known.h"
#include "world/edit/edit_parts.h"

#include <string.h>

/* --- lattices --- */

struct lattice {
    int px, py, shift; /* px 0: no repetition sideways */
};

/* What is known of the cells of every class. A row has px bits, or the canvas's width without
 * repetition sideways. */
struct fold {
    struct sw_mask known, digit[4];
};

static uint32_t low_bits(int count)
{
    return count >= 32 ? UINT32_MAX : (1u << count) - 1u;
}

/* Moved by `by` bits to the left, or right if it is negative; |by| < 32. */
static inline uint32_t moved(uint32_t row, int by)
{
    return by >= 0 ? row << by : row >> -by;
}

static inline uint32_t turned_right(uint32_t row, int by, int length)
{
    return by == 0 ? row : (row >> by | row << (length - by)) & low_bits(length);
}

/* A quick look before folding: whether known cells px apart are alike, whatever the rows. */
static bool alike_sideways(const struct sw_known *known, int px)
{
    uint32_t differ = 0;

    for (int y = 0; y < known->height; y++) {
        uint32_t both = known->known.row[y] & known->known.row[y] >> px, other = 0;

        for (int k = 0; k < 4; k++)
            other |= known->digit[k].row[y] ^ known->digit[k].row[y] >> px;
        differ |= both & other;
    }
    return differ == 0;
}

/* Folds every row onto px bits (those of the canvas; others are not written); false if two colours
 * meet. */
static bool fold_rows(const struct sw_known *known, int px, struct fold *out)
{
    uint32_t differ = 0;

    for (int y = 0; y < known->height; y++) {
        uint32_t row = known->known.row[y];

        for (int step = px; step < known->width; step *= 2)
            row |= row >> step;
        out->known.row[y] = row & low_bits(px);
    }
    for (int k = 0; k < 4; k++) {
        for (int y = 0; y < known->height; y++) {
            uint32_t one = known->digit[k].row[y], zero = known->known.row[y] & ~one;

            for (int step = px; step < known->width; step *= 2) {
                one |= one >> step;
                zero |= zero >> step;
            }
            one &= low_bits(px);
            out->digit[k].row[y] = one;
            differ |= one & zero;
        }
    }
    return differ == 0;
}

/* The shifts (a bit for each) for which rows `py` apart hold different colours in one class. */
static uint32_t wrong_shifts(const struct fold *rows, int px, int py, int height)
{
    uint32_t wrong = 0, all = low_bits(px);

    for (int y = 0; y + py < height && wrong != all; y++) {
        uint32_t below = rows->known.row[y + py];

        if (below == 0)
            continue;
        for (uint32_t row = rows->known.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            uint32_t unlike = 0;

            for (int k = 0; k < 4; k++)
                unlike |= rows->digit[k].row[y + py] ^ (0u - (rows->digit[k].row[y] >> x & 1u));
            wrong |= turned_right(below & unlike, x, px);
        }
    }
    return wrong;
}

/* Folds folded rows onto py of them, each py rows turned back by `shift` more; false if two colours
 * meet. */
static bool fold_columns(const struct fold *rows, struct lattice lattice, int height,
                         struct fold *out)
{
    int turn = 0, to = 0;

    for (int y = 0; y < lattice.py; y++) {
        out->known.row[y] = rows->known.row[y];
        for (int k = 0; k < 4; k++)
            out->digit[k].row[y] = rows->digit[k].row[y];
    }
    for (int y = lattice.py; y < height; y++) {
        uint32_t own, unlike = 0;

        if (to == 0) {
            turn += lattice.shift;
            turn = turn >= lattice.px ? turn - lattice.px : turn;
        }
        own = turned_right(rows->known.row[y], turn, lattice.px);
        for (int k = 0; k < 4; k++) {
            uint32_t one = turned_right(rows->digit[k].row[y], turn, lattice.px);

            unlike |= out->digit[k].row[to] ^ one;
            out->digit[k].row[to] |= one;
        }
        if ((own & out->known.row[to] & unlike) != 0)
            return false;
        out->known.row[to] |= own;
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
        uint32_t own = known->known.row[y], above = 0, unlike = 0;

        if (y >= lattice.py)
            above = moved(out->known.row[y - lattice.py], lattice.shift) & inside;
        for (int k = 0; k < 4; k++) {
            uint32_t one = known->digit[k].row[y], before = 0;

            if (y >= lattice.py)
                before = moved(out->digit[k].row[y - lattice.py], lattice.shift) & inside;
            unlike |= one ^ before;
            out->digit[k].row[y] = one | before;
        }
        if ((own & above & unlike) != 0)
            return false;
        out->known.row[y] = own | above;
    }
    for (int y = known->height - 1 - lattice.py; y >= 0; y--) {
        out->known.row[y] |= moved(out->known.row[y + lattice.py], -lattice.shift) & inside;
        for (int k = 0; k < 4; k++)
            out->digit[k].row[y] |=
                moved(out->digit[k].row[y + lattice.py], -lattice.shift) & inside;
    }
    return true;
}

static uint32_t unfolded(uint32_t row, int turn, int px, int width)
{
    row = turned_right(row, turn == 0 ? 0 : px - turn, px);
    for (int step = px; step < width; step *= 2)
        row |= row << step;
    return row & low_bits(width);
}

/* What the fold says of every cell of the canvas. */
static void unfold(const struct fold *fold, struct lattice lattice, int width, int height,
                   struct fold *out)
{
    for (int y = 0; y < height; y++) {
        int turn = lattice.shift * (y / lattice.py) % lattice.px, from = y % lattice.py;

        out->known.row[y] = unfolded(fold->known.row[from], turn, lattice.px, width);
        for (int k = 0; k < 4; k++)
            out->digit[k].row[y] = unfolded(fold->digit[k].row[from], turn, lattice.px, width);
    }
}

/* --- the search --- */

struct search {
    const struct sw_known *known;
    struct sw_box box; /* of what is known */
    int busy;          /* the row with the most changes of colour */
    uint32_t hidden;   /* unknown cells */
    uint32_t found;    /* of them, those that the best lattice tells */
    uint32_t classes;  /* of the best one */
    struct fold best;  /* unfolded */
};

/* A quick look before folding: whether the busiest row is like the one (shift, py) from it. */
static inline bool alike_below(const struct search *search, int py, int shift)
{
    const struct sw_known *known = search->known;
    int y = search->busy + py < known->height ? search->busy : search->busy - py;
    uint32_t both, unlike = 0;

    if (y < 0)
        return true;
    both = moved(known->known.row[y], shift) & known->known.row[y + py];
    for (int k = 0; k < 4; k++)
        unlike |= moved(known->digit[k].row[y], shift) ^ known->digit[k].row[y + py];
    return (both & unlike) == 0;
}

/* Takes the lattice (unfolded in `fold`) if it tells more unknown cells than the best so far, or as
 * many with fewer classes. A third of what is known must be repetition, or half where it does not
 * tell everything: else almost any large lattice fits. */
static void consider(struct search *search, const struct fold *fold, uint32_t classes,
                     uint32_t known_classes)
{
    const struct sw_known *known = search->known;
    uint32_t found = 0;

    if (known->cells * 2 < known_classes * 3)
        return;
    for (int y = 0; y < known->height; y++)
        found += sw_row_count(fold->known.row[y] & known->unknown.row[y]);
    if (found < search->hidden && known->cells < known_classes * 2)
        return;
    if (found < search->found || (found == search->found && classes >= search->classes))
        return;
    search->found = found;
    search->classes = classes;
    search->best = *fold;
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

static void try_lattice(struct search *search, struct lattice lattice, const struct fold *rows)
{
    const struct sw_known *known = search->known;
    struct fold fold, full;
    uint32_t known_classes = 0;

    if (!fold_columns(rows, lattice, known->height, &fold))
        return;
    for (int y = 0; y < lattice.py; y++)
        known_classes += sw_row_count(fold.known.row[y]);
    memset(&full, 0, sizeof full);
    unfold(&fold, lattice, known->width, known->height, &full);
    consider(search, &full, (uint32_t)(lattice.px * lattice.py), known_classes);
}

/* All lattices with repetition sideways, or none but downwards (px the width). */
static void search_lattices(struct search *search, int px, const struct fold *rows)
{
    const struct sw_known *known = search->known;
    int wide = search->box.x1 - search->box.x0, high = search->box.y1 - search->box.y0;

    for (int py = 1; py <= known->height; py++) {
        uint32_t classes = (uint32_t)(px * py), right = 1;

        if ((px == known->width && py == known->height) || !worth(search, classes))
            return;
        if (least(px, wide) * least(py, high) * 3 > known->cells * 2)
            return;
        if (px == known->width)
            right = alike_below(search, py, 0);
        else if (py < known->height)
            right = low_bits(px) & ~wrong_shifts(rows, px, py, known->height);
        for (; right != 0 && worth(search, classes); right &= right - 1)
            try_lattice(search, (struct lattice){px, py, __builtin_ctz(right)}, rows);
    }
}

/* Figures that move on in steps of (shift, py), py > 0 and shift not 0. */
static void search_stairs(struct search *search)
{
    const struct sw_known *known = search->known;
    int wide = search->box.x1 - search->box.x0, high = search->box.y1 - search->box.y0;
    struct fold fold;

    memset(&fold, 0, sizeof fold);
    for (int py = 1; py * 2 <= high; py++) {
        for (int shift = -(wide / 2); shift * 2 <= wide; shift++) {
            struct lattice lattice = {0, py, shift};
            int across = shift < 0 ? -shift : shift;
            uint32_t seen = (uint32_t)(wide * high - (wide - across) * (high - py)), first = 0;
            uint32_t classes = (uint32_t)(known->width * known->height -
                                          (known->width - across) * (known->height - py));

            if (shift == 0 || seen * 3 > known->cells * 2 || !alike_below(search, py, shift) ||
                !worth(search, classes) || !fold_stairs(known, lattice, &fold))
                continue;
            /* Classes are counted at their first cells: those that no cell of the canvas leads to.
             */
            for (int y = 0; y < known->height; y++) {
                uint32_t row = low_bits(known->width);

                if (y >= py)
                    row &= ~moved(row, shift);
                first += sw_row_count(row & fold.known.row[y]);
            }
            consider(search, &fold, classes, first);
        }
    }
}

static void act_period(struct sw_canvas *canvas)
{
    struct sw_known known;
    struct search search;
    struct fold rows;

    if (!sw_canvas_known(canvas, &known) || !sw_known_motley(&known))
        return;
    search.known = &known;
    search.box = sw_mask_box(&known.known);
    search.busy = sw_known_busiest(&known);
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
    search.best.known = sw_mask_and(search.best.known, known.unknown);
    sw_canvas_reveal(canvas, &search.best.known, search.best.digit);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit period_rows[] = {
    {"act.period", SW_EDIT_ACT,
     "the cells of the colour in hand are continued from the pattern that all other cells repeat, "
     "with the smallest period that fits",
     .apply = act_period, .coloured = true},
};
/* clang-format on */

SW_EDIT_PART(period);

/* organism.c - labelling by runs, and attributes.
 *
 * A canvas is read as runs: stretches of cells of one row that belong together. Runs of
 * neighbouring rows that touch are joined in a union-find whose roots are always the lowest run, so
 * a component's root is the run with its first cell, and components come out in the order of their
 * first cells (He, Chao, Suzuki 2008, "A run-based two-scan labeling algorithm", with bit rows for
 * the scans). */
#include "world/organism.h"

#include <string.h>

#define RUNS_MAX (SW_SIDE_MAX * SW_SIDE_MAX)

struct run {
    uint8_t x0, x1, y, colour; /* cells x0 <= x < x1 */
};

static uint16_t root_of(uint16_t *parent, uint16_t run)
{
    while (parent[run] != run) {
        parent[run] = parent[parent[run]];
        run = parent[run];
    }
    return run;
}

static void join(uint16_t *parent, uint16_t a, uint16_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

/* Fills runs and parents, returns the number of runs. A run asks for the cells of its colour above
 * it by one look at the four binary digits of that row: most runs of a motley canvas have none. */
static uint32_t find_runs(const struct sw_grid *grid, const struct sw_mask *within,
                          struct sw_connection connection, struct run *runs, uint16_t *parent)
{
    uint32_t count = 0, above_first = 0, above_cells = 0, above_starts = 0, above[4] = {0};
    uint32_t corners = connection.neighbours == 8 ? UINT32_MAX : 0;
    bool one_colour = connection.one_colour;

    for (int y = 0; y < grid->height; y++) {
        uint32_t digit[4], row, first = count, starts, bounds;

        sw_grid_row_digits(grid, y, digit);
        row = digit[0] | digit[1] | digit[2] | digit[3];
        if (within != NULL)
            row &= within->row[y];
        starts = row & ~(row << 1);
        if (one_colour) /* and cells that differ in colour from the cell to their left */
            starts |= row & ((digit[0] ^ digit[0] << 1) | (digit[1] ^ digit[1] << 1) |
                             (digit[2] ^ digit[2] << 1) | (digit[3] ^ digit[3] << 1));
        bounds = starts | ~row; /* bits 30 and 31 always end a run */

        for (uint32_t left = starts; left != 0; left &= left - 1) {
            uint32_t x0 = (uint32_t)__builtin_ctz(left);
            uint32_t x1 = (uint32_t)__builtin_ctz(bounds & ~((2u << x0) - 1u));
            uint32_t span = (1u << x1) - (1u << x0);
            uint32_t touch = (span | ((span << 1 | span >> 1) & corners)) & above_cells;
            uint8_t colour = grid->cell[y][x0];

            runs[count] = (struct run){(uint8_t)x0, (uint8_t)x1, (uint8_t)y, colour};
            parent[count] = (uint16_t)count;
            if (one_colour && touch != 0) {
                for (uint32_t k = 0; k < 4; k++)
                    touch &= above[k] ^ ((colour >> k & 1u) - 1u);
            }
            while (touch != 0) {
                /* The run above that holds the lowest touching cell, by its place among the starts.
                 */
                uint32_t upto = touch ^ (touch - 1);
                uint32_t run = above_first + sw_row_count(above_starts & upto) - 1;
                join(parent, (uint16_t)run, (uint16_t)count);
                touch &= ~((1u << runs[run].x1) - 1u);
            }
            count++;
        }
        above_first = first;
        above_cells = row;
        above_starts = starts;
        memcpy(above, digit, sizeof above);
    }
    return count;
}

uint8_t sw_organism_commonest(const struct sw_grid *grid, const struct sw_organism *organism)
{
    uint16_t cells[16] = {0};
    uint32_t best = 0;

    for (int y = organism->box.y0; y < organism->box.y1; y++) {
        for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1)
            cells[grid->cell[y][__builtin_ctz(row)] & 15]++;
    }
    for (uint32_t colour = 1; colour < SW_COLOURS; colour++) {
        if (best == 0 || cells[colour] > cells[best])
            best = colour;
    }
    return (uint8_t)best;
}

uint32_t sw_organisms(const struct sw_grid *grid, const struct sw_mask *within,
                      struct sw_connection connection, struct sw_organism out[SW_ORGANISMS_MAX])
{
    struct run runs[RUNS_MAX];
    uint16_t parent[RUNS_MAX];
    uint16_t label[RUNS_MAX];
    uint32_t run_count = find_runs(grid, within, connection, runs, parent);
    uint32_t count = 0;

    for (uint32_t k = 0; k < run_count; k++) {
        const struct run *run = &runs[k];
        uint16_t root = root_of(parent, (uint16_t)k);
        if (root == k) {
            label[k] = (uint16_t)count;
            if (count == SW_ORGANISMS_MAX)
                continue;
            struct sw_organism *organism = &out[count++];
            organism->mask = sw_mask_none();
            organism->box = (struct sw_box){run->x0, run->y, run->x1, run->y};
            organism->cells = 0;
            organism->colour = run->colour;
            organism->attributes = 0;
        } else {
            label[k] = label[root];
            if (label[k] == SW_ORGANISMS_MAX)
                continue;
        }
        struct sw_organism *organism = &out[label[k]];
        organism->mask.row[run->y] |= (1u << run->x1) - (1u << run->x0);
        organism->cells = (uint16_t)(organism->cells + run->x1 - run->x0);
        if (run->x0 < organism->box.x0)
            organism->box.x0 = run->x0;
        if (run->x1 > organism->box.x1)
            organism->box.x1 = run->x1;
        organism->box.y1 = (uint8_t)(run->y + 1);
    }
    if (!connection.one_colour) {
        for (uint32_t k = 0; k < count; k++)
            out[k].colour = sw_organism_commonest(grid, &out[k]);
    }
    return count;
}

bool sw_organism_same_shape(const struct sw_organism *a, const struct sw_organism *b)
{
    int height = a->box.y1 - a->box.y0;

    if (a->cells != b->cells || height != b->box.y1 - b->box.y0 ||
        a->box.x1 - a->box.x0 != b->box.x1 - b->box.x0)
        return false;
    for (int y = 0; y < height; y++) {
        if (a->mask.row[a->box.y0 + y] >> a->box.x0 != b->mask.row[b->box.y0 + y] >> b->box.x0)
            return false;
    }
    return true;
}

static bool same_colour(const struct sw_organism *a, const struct sw_organism *b)
{
    return a->colour == b->colour;
}

/* The one organism that differs from all others, which are alike; `count` if there is none. */
static uint32_t odd_one(const struct sw_organism *organisms, uint32_t count,
                        bool (*alike)(const struct sw_organism *, const struct sw_organism *))
{
    uint32_t odd = count;

    if (count < 3)
        return count;
    /* Of three that are not alike at least one pair must be, and the common kind is that pair's. */
    uint32_t common = alike(&organisms[0], &organisms[1])   ? 0
                      : alike(&organisms[0], &organisms[2]) ? 0
                                                            : 1;
    for (uint32_t k = 0; k < count; k++) {
        if (k == common || alike(&organisms[common], &organisms[k]))
            continue;
        if (odd != count)
            return count;
        odd = k;
    }
    return odd;
}

/* The organism with the most (sign 1) or fewest (sign -1) cells, if nobody has as many. */
static uint32_t extreme_one(const struct sw_organism *organisms, uint32_t count, int sign)
{
    uint32_t best = 0;
    bool tie = false;

    if (count < 2)
        return count;
    for (uint32_t k = 1; k < count; k++) {
        int more = sign * ((int)organisms[k].cells - (int)organisms[best].cells);
        if (more > 0) {
            best = k;
            tie = false;
        } else if (more == 0) {
            tie = true;
        }
    }
    return tie ? count : best;
}

static bool symmetric_under(const struct sw_grid *grid, const struct sw_organism *organism,
                            enum sw_symmetry symmetry)
{
    struct sw_box box = organism->box;
    struct sw_mask image = sw_mask_symmetry(&organism->mask, box, symmetry);

    if (!sw_mask_equal(&image, &organism->mask))
        return false;
    for (int y = box.y0; y < box.y1; y++) {
        int other_y = symmetry == SW_MIRROR_Y ? box.y0 + box.y1 - 1 - y : y;
        for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            int other_x = symmetry == SW_MIRROR_X ? box.x0 + box.x1 - 1 - x : x;
            if (grid->cell[y][x] != grid->cell[other_y][other_x])
                return false;
        }
    }
    return true;
}

void sw_organisms_mark(const struct sw_grid *grid, struct sw_organism *organisms, uint32_t count,
                       uint32_t attributes)
{
    for (uint32_t k = 0; k < count; k++) {
        struct sw_organism *organism = &organisms[k];
        struct sw_box box = organism->box;
        uint32_t found = 0;

        if (box.x0 == 0 || box.y0 == 0 || box.x1 == grid->width || box.y1 == grid->height)
            found |= SW_TOUCHES_BORDER;
        if (organism->cells == (box.x1 - box.x0) * (box.y1 - box.y0))
            found |= SW_RECTANGLE;
        /* Four cells around a fifth are the smallest hole. */
        if ((attributes & SW_HAS_HOLE) != 0 && (found & SW_RECTANGLE) == 0 &&
            organism->cells >= 4 && box.x1 - box.x0 >= 3 && box.y1 - box.y0 >= 3 &&
            sw_mask_has_hole(&organism->mask, box))
            found |= SW_HAS_HOLE;
        if ((attributes & SW_SYMMETRIC) != 0 && (symmetric_under(grid, organism, SW_MIRROR_X) ||
                                                 symmetric_under(grid, organism, SW_MIRROR_Y)))
            found |= SW_SYMMETRIC;
        organism->attributes = (uint8_t)(found & attributes);
    }

    struct {
        uint32_t attribute, index;
    } single[4] = {
        {SW_LARGEST, count}, {SW_SMALLEST, count}, {SW_ODD_SHAPE, count}, {SW_ODD_COLOUR, count}};
    if ((attributes & SW_LARGEST) != 0)
        single[0].index = extreme_one(organisms, count, 1);
    if ((attributes & SW_SMALLEST) != 0)
        single[1].index = extreme_one(organisms, count, -1);
    if ((attributes & SW_ODD_SHAPE) != 0)
        single[2].index = odd_one(organisms, count, sw_organism_same_shape);
    if ((attributes & SW_ODD_COLOUR) != 0)
        single[3].index = odd_one(organisms, count, same_colour);
    for (int k = 0; k < 4; k++) {
        if (single[k].index < count)
            organisms[single[k].index].attributes |= (uint8_t)single[k].attribute;
    }
}

void sw_organisms_describe(const struct sw_grid *grid, struct sw_organism *organisms,
                           uint32_t count)
{
    sw_organisms_mark(grid, organisms, count, 0xff);
}

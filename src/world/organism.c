/* organism.c - labelling, and attributes.
 *
 * Cells that are not labelled yet are taken in the order of reading; from the first of them its
 * organism is flooded, row by row: what a row touches in the next one, and from there the stretches
 * of cells that belong together. A pass down and a pass up are enough unless the organism winds;
 * then there are more, until nothing is added. For few and small organisms, as most canvases have,
 * that is quicker than joining runs (He, Chao, Suzuki 2008), which costs as much for every row. */
#include "world/organism.h"

#include <string.h>

/* The cells that are left to be labelled, and the binary digits of all rows' colours. */
struct field {
    uint32_t rest[SW_STRIDE];
    uint32_t digit[SW_STRIDE][4];
    int height;
    uint32_t corners; /* all bits with 8 neighbours, none with 4 */
};

/* What an organism can consist of: the cells left of its colour, by row, as far as it was asked
 * for. */
struct reachable {
    uint32_t row[SW_STRIDE];
    uint32_t flip[4]; /* of the colour: 0 where a digit is 1, else all bits */
    bool one_colour;
};

static uint32_t reachable_row(const struct field *field, const struct reachable *cells, int y)
{
    const uint32_t *digit = field->digit[y];

    if (!cells->one_colour)
        return field->rest[y];
    return field->rest[y] & (digit[0] ^ cells->flip[0]) & (digit[1] ^ cells->flip[1]) &
           (digit[2] ^ cells->flip[2]) & (digit[3] ^ cells->flip[3]);
}

static void begin_field(const struct sw_grid *grid, const struct sw_mask *within,
                        struct sw_connection connection, struct field *field)
{
    field->height = grid->height;
    field->corners = connection.neighbours == 8 ? UINT32_MAX : 0;
    for (int y = 0; y < grid->height; y++) {
        uint32_t *digit = field->digit[y];

        sw_grid_row_digits(grid, y, digit);
        field->rest[y] = digit[0] | digit[1] | digit[2] | digit[3];
        if (within != NULL)
            field->rest[y] &= within->row[y];
    }
}

/* The stretches of `row` that hold a seed: upwards by the carry of an addition, which runs to the
 * end of a stretch (further seeds in it are added back), downwards bit by bit. */
static inline uint32_t stretches(uint32_t seed, uint32_t row)
{
    uint32_t more;

    seed |= row & ~(row + seed);
    while ((more = seed >> 1 & row & ~seed) != 0)
        seed |= more;
    return seed;
}

static inline uint32_t beside(uint32_t row, uint32_t corners)
{
    return row | ((row << 1 | row >> 1) & corners);
}

/* Floods the organism whose first cell is (x, y); returns the row behind its last. */
static int flood(const struct field *field, struct reachable *cells, int x, int y, uint32_t *row)
{
    int known = y + 1, end = y + 1; /* rows that can be reached, and that are */
    bool more = true;

    cells->row[y] = reachable_row(field, cells, y);
    row[y] = stretches(1u << x, cells->row[y]);
    while (more) {
        for (int r = y + 1; r < field->height; r++) {
            uint32_t seed;

            if (r == known)
                cells->row[known++] = reachable_row(field, cells, r);
            seed = beside(row[r - 1], field->corners) & cells->row[r] & ~row[r];
            if (seed == 0 && r >= end)
                break;
            if (seed == 0)
                continue;
            row[r] |= stretches(seed, cells->row[r]);
            end = r >= end ? r + 1 : end;
        }
        more = false;
        for (int r = end - 2; r >= y; r--) {
            uint32_t seed = beside(row[r + 1], field->corners) & cells->row[r] & ~row[r];

            if (seed == 0)
                continue;
            row[r] |= stretches(seed, cells->row[r]);
            more = true;
        }
    }
    return end;
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
    struct reachable cells = {.one_colour = connection.one_colour};
    struct field field;
    uint32_t count = 0;

    begin_field(grid, within, connection, &field);
    for (int y = 0; y < grid->height; y++) {
        while (field.rest[y] != 0 && count < SW_ORGANISMS_MAX) {
            struct sw_organism *organism = &out[count++];
            int x = __builtin_ctz(field.rest[y]), end;
            uint8_t colour = grid->cell[y][x];
            uint32_t columns = 0, size = 0;

            for (uint32_t k = 0; k < 4; k++)
                cells.flip[k] = (colour >> k & 1u) - 1u;
            organism->mask = sw_mask_none();
            end = flood(&field, &cells, x, y, organism->mask.row);
            for (int r = y; r < end; r++) {
                uint32_t row = organism->mask.row[r];

                field.rest[r] &= ~row;
                columns |= row;
                size += sw_row_count(row);
            }
            organism->box = (struct sw_box){(uint8_t)__builtin_ctz(columns), (uint8_t)y,
                                            (uint8_t)(32 - __builtin_clz(columns)), (uint8_t)end};
            organism->cells = (uint16_t)size;
            organism->colour =
                connection.one_colour ? colour : sw_organism_commonest(grid, organism);
            organism->attributes = 0;
        }
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

/* Whether the organism's cells are their own mirror image in its box, row by row: most are not, and
 * that shows in the first rows. */
static bool same_mirrored(const struct sw_organism *organism, bool across)
{
    struct sw_box box = organism->box;
    const uint32_t *row = organism->mask.row;

    for (int y = box.y0; y < box.y1; y++) {
        uint32_t image = row[box.y0 + box.y1 - 1 - y];

        if (across) {
            image = 0;
            for (uint32_t left = row[y]; left != 0; left &= left - 1)
                image |= 1u << (box.x0 + box.x1 - 1 - __builtin_ctz(left));
        }
        if (image != row[y])
            return false;
    }
    return true;
}

static bool symmetric_under(const struct sw_grid *grid, const struct sw_organism *organism,
                            bool across)
{
    struct sw_box box = organism->box;

    if (!same_mirrored(organism, across))
        return false;
    for (int y = box.y0; y < box.y1; y++) {
        int other_y = across ? y : box.y0 + box.y1 - 1 - y;
        for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            int other_x = across ? box.x0 + box.x1 - 1 - x : x;
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
        if ((attributes & SW_SYMMETRIC) != 0 &&
            (symmetric_under(grid, organism, false) || symmetric_under(grid, organism, true)))
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

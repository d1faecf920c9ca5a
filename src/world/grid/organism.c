/* organism.c - labelling, and attributes.
 *
 * Cells that are not labelled yet are taken in the order of reading; from the first of them its
 * organism is flooded, row by row: what a row touches in the next one, and from there the stretches
 * of cells that belong together. A pass down and a pass up are enough unless the organism winds;
 * then there are more, until nothing is added. For few and small organisms, as most canvases have,
 * that is quicker than joining runs (He, Chao, Suzuki 2008), which costs as much for every row.
 *
 * A canvas of at most 16x12 fits into two registers of x86-64. There an organism grows as a whole,
 * by one cell to all sides at once, and the only branch that depends on what it looks like is
 * whether it still grows. On larger ones organisms are larger, and flooding rows gains by that. */
#include "world/grid/organism.h"

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

/* What is told of an organism beside its mask. */
static void complete(const struct sw_grid *grid, struct sw_connection connection, uint8_t colour,
                     uint32_t columns, int top, int end, uint32_t cells,
                     struct sw_organism *organism)
{
    organism->box = (struct sw_box){(uint8_t)__builtin_ctz(columns), (uint8_t)top,
                                    (uint8_t)(32 - __builtin_clz(columns)), (uint8_t)end};
    organism->cells = (uint16_t)cells;
    organism->colour = connection.one_colour ? colour : sw_organism_commonest(grid, organism);
    organism->attributes = 0;
}

#ifdef __SSE2__
enum { SMALL_WIDTH = 16, SMALL_HEIGHT = 12, HALF = 8 };

/* Sixteen rows of sixteen cells, eight in each half; the last four are empty. */
struct small {
    __m128i half[2];
};

static inline uint64_t row_of(const struct sw_grid *grid, int y, __m128i colour)
{
    __m128i cells = _mm_loadu_si128((const __m128i *)(const void *)grid->cell[y]);

    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(cells, colour));
}

static inline long long four_rows(const struct sw_grid *grid, int y, __m128i colour)
{
    return (long long)(row_of(grid, y, colour) | row_of(grid, y + 1, colour) << 16 |
                       row_of(grid, y + 2, colour) << 32 | row_of(grid, y + 3, colour) << 48);
}

/* The cells of the colour. Rows beyond the canvas are there, and empty. */
static struct small small_colour(const struct sw_grid *grid, uint8_t colour)
{
    __m128i wanted = _mm_set1_epi8((char)colour);
    long long beyond = colour == 0 ? -1 : 0, last = beyond;
    struct small out;

    out.half[0] = _mm_set_epi64x(four_rows(grid, 4, wanted), four_rows(grid, 0, wanted));
    if (grid->height > HALF)
        last = four_rows(grid, HALF, wanted);
    out.half[1] = _mm_set_epi64x(beyond, last);
    return out;
}

static inline struct small small_and(struct small a, struct small b)
{
    for (int i = 0; i < 2; i++)
        a.half[i] = _mm_and_si128(a.half[i], b.half[i]);
    return a;
}

/* a without b */
static inline struct small small_minus(struct small a, struct small b)
{
    for (int i = 0; i < 2; i++)
        a.half[i] = _mm_andnot_si128(b.half[i], a.half[i]);
    return a;
}

/* Bit y: row y is not empty. */
static inline uint32_t small_rows(struct small a)
{
    __m128i none = _mm_setzero_si128();
    __m128i empty =
        _mm_packs_epi16(_mm_cmpeq_epi16(a.half[0], none), _mm_cmpeq_epi16(a.half[1], none));

    return (uint32_t)_mm_movemask_epi8(empty) ^ 0xffffu;
}

/* Grown by a cell to 4 neighbours, or to 8 if `corners` has all bits. */
static inline struct small small_grow(struct small a, __m128i corners)
{
    __m128i wide[2], from[2], up, down;

    for (int i = 0; i < 2; i++) {
        wide[i] = _mm_or_si128(_mm_slli_epi16(a.half[i], 1), _mm_srli_epi16(a.half[i], 1));
        from[i] = _mm_or_si128(a.half[i], _mm_and_si128(wide[i], corners));
        wide[i] = _mm_or_si128(a.half[i], wide[i]);
    }
    up = _mm_or_si128(_mm_srli_si128(from[0], 2), _mm_slli_si128(from[1], 14));
    down = _mm_or_si128(_mm_slli_si128(from[1], 2), _mm_srli_si128(from[0], 14));
    a.half[0] = _mm_or_si128(wide[0], _mm_or_si128(up, _mm_slli_si128(from[0], 2)));
    a.half[1] = _mm_or_si128(wide[1], _mm_or_si128(down, _mm_srli_si128(from[1], 2)));
    return a;
}

/* What hangs together with the cell (x, y) in `within`. Whether it still grows is asked after two
 * steps: one too many changes nothing. */
static inline struct small small_flood(int x, int y, struct small within, __m128i corners)
{
    static const uint16_t row[4 * HALF - 1] = {[2 * HALF - 1] = 0xffff};
    __m128i column = _mm_set1_epi16((short)(1u << x)), same;
    struct small out, before;

    for (int i = 0; i < 2; i++) {
        const uint16_t *from = row + 2 * HALF - 1 - y + i * HALF;

        out.half[i] = _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)from), column);
    }
    do {
        before = out;
        out = small_and(small_grow(out, corners), within);
        out = small_and(small_grow(out, corners), within);
        same = _mm_and_si128(_mm_cmpeq_epi16(out.half[0], before.half[0]),
                             _mm_cmpeq_epi16(out.half[1], before.half[1]));
    } while (_mm_movemask_epi8(same) != 0xffff);
    return out;
}

static inline __m128i count_nibbles(__m128i row)
{
    const __m128i twos = _mm_set1_epi8(0x55), fours = _mm_set1_epi8(0x33);

    row = _mm_sub_epi16(row, _mm_and_si128(_mm_srli_epi16(row, 1), twos));
    return _mm_add_epi16(_mm_and_si128(row, fours), _mm_and_si128(_mm_srli_epi16(row, 2), fours));
}

static inline uint32_t small_count(struct small a)
{
    const __m128i low = _mm_set1_epi8(0x0f);
    __m128i sum = _mm_add_epi16(count_nibbles(a.half[0]), count_nibbles(a.half[1]));

    sum = _mm_add_epi16(_mm_and_si128(sum, low), _mm_and_si128(_mm_srli_epi16(sum, 4), low));
    sum = _mm_sad_epu8(sum, _mm_setzero_si128());
    return (uint32_t)_mm_cvtsi128_si32(_mm_add_epi16(sum, _mm_srli_si128(sum, 8)));
}

static inline uint32_t small_columns(struct small a)
{
    __m128i any = _mm_or_si128(a.half[0], a.half[1]);

    any = _mm_or_si128(any, _mm_srli_si128(any, 8));
    any = _mm_or_si128(any, _mm_srli_si128(any, 4));
    any = _mm_or_si128(any, _mm_srli_si128(any, 2));
    return (uint32_t)_mm_cvtsi128_si32(any) & 0xffffu;
}

static inline void small_write(struct small a, struct sw_mask *out)
{
    const __m128i none = _mm_setzero_si128();
    __m128i *to = (__m128i *)(void *)out->row;

    for (int i = 0; i < 2; i++) {
        _mm_storeu_si128(to + 2 * i, _mm_unpacklo_epi16(a.half[i], none));
        _mm_storeu_si128(to + 2 * i + 1, _mm_unpackhi_epi16(a.half[i], none));
    }
    for (int i = 4; i < 8; i++)
        _mm_storeu_si128(to + i, none);
}

static struct small small_read(const struct sw_mask *mask)
{
    const __m128i *from = (const __m128i *)(const void *)mask->row;
    struct small out;

    for (int i = 0; i < 2; i++) {
        /* Sixteen bits are packed as signed numbers. */
        __m128i first = _mm_slli_epi32(_mm_loadu_si128(from + 2 * i), 16);
        __m128i second = _mm_slli_epi32(_mm_loadu_si128(from + 2 * i + 1), 16);

        out.half[i] = _mm_packs_epi32(_mm_srai_epi32(first, 16), _mm_srai_epi32(second, 16));
    }
    return out;
}

static uint32_t small_organisms(const struct sw_grid *grid, const struct sw_mask *within,
                                struct sw_connection connection,
                                struct sw_organism out[SW_ORGANISMS_MAX])
{
    const __m128i corners = _mm_set1_epi16(connection.neighbours == 8 ? -1 : 0);
    struct small rest = {{_mm_set1_epi16(-1), _mm_set1_epi16(-1)}}, plane[16];
    uint32_t count = 0, known = 0, rows;

    rest = small_minus(within != NULL ? small_read(within) : rest, small_colour(grid, 0));
    while ((rows = small_rows(rest)) != 0 && count < SW_ORGANISMS_MAX) {
        struct sw_organism *organism = &out[count++];
        struct small cells = rest;
        uint16_t row[2 * HALF];
        int x, y = __builtin_ctz(rows);
        uint8_t colour;

        memcpy(row, &rest, sizeof row);
        x = __builtin_ctz(row[y]);
        colour = grid->cell[y][x] & 15;
        if (connection.one_colour) {
            if ((known >> colour & 1u) == 0)
                plane[colour] = small_colour(grid, colour);
            known |= 1u << colour;
            cells = small_and(cells, plane[colour]);
        }
        cells = small_flood(x, y, cells, corners);
        rest = small_minus(rest, cells);
        small_write(cells, &organism->mask);
        complete(grid, connection, colour, small_columns(cells), y,
                 32 - __builtin_clz(small_rows(cells)), small_count(cells), organism);
    }
    return count;
}
#endif

uint32_t sw_organisms(const struct sw_grid *grid, const struct sw_mask *within,
                      struct sw_connection connection, struct sw_organism out[SW_ORGANISMS_MAX])
{
    struct reachable cells = {.one_colour = connection.one_colour};
    struct field field;
    uint32_t count = 0;

#ifdef __SSE2__
    if (grid->width <= SMALL_WIDTH && grid->height <= SMALL_HEIGHT)
        return small_organisms(grid, within, connection, out);
#endif
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
            complete(grid, connection, colour, columns, y, end, size, organism);
        }
    }
    return count;
}

/* By insertion: canvases have few organisms, and their order is asked for in the midst of edits and
 * steps, where a call of qsort costs more than the order does. */
void sw_organisms_by_size(const struct sw_organism *organisms, uint32_t count, uint16_t *order)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t place = k;

        for (; place > 0 && organisms[order[place - 1]].cells < organisms[k].cells; place--)
            order[place] = order[place - 1];
        order[place] = (uint16_t)k;
    }
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

/* trend.c - measures images and finds what their numbers do in all demonstrations. */
#include "search/trend.h"

#include <string.h>

#define CELLS_MAX (SW_SIDE_MAX * SW_SIDE_MAX)

/* --- measures --- */

/* A connected piece in the making: its cells, as y * SW_SIDE_MAX + x. */
struct piece {
    uint32_t cells, top, left;
    bool at_edge;
    uint16_t cell[CELLS_MAX];
};

/* Takes the piece of one colour that the cell belongs to; all of it is marked. */
static void take_piece(const struct sw_grid *grid, bool eight, int y, int x,
                       bool marked[SW_SIDE_MAX][SW_SIDE_MAX], struct piece *piece)
{
    uint8_t colour = grid->cell[y][x];

    piece->cells = 0;
    piece->top = (uint32_t)y;
    piece->left = (uint32_t)x;
    piece->at_edge = false;
    marked[y][x] = true;
    piece->cell[piece->cells++] = (uint16_t)(y * SW_SIDE_MAX + x);
    for (uint32_t i = 0; i < piece->cells; i++) {
        int from_y = piece->cell[i] / SW_SIDE_MAX, from_x = piece->cell[i] % SW_SIDE_MAX;

        piece->left = (uint32_t)from_x < piece->left ? (uint32_t)from_x : piece->left;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int to_y = from_y + dy, to_x = from_x + dx;

                if ((!eight && dy != 0 && dx != 0) || (dy == 0 && dx == 0))
                    continue;
                if (to_y < 0 || to_x < 0 || to_y >= grid->height || to_x >= grid->width) {
                    piece->at_edge = true;
                    continue;
                }
                if (marked[to_y][to_x] || grid->cell[to_y][to_x] != colour)
                    continue;
                marked[to_y][to_x] = true;
                piece->cell[piece->cells++] = (uint16_t)(to_y * SW_SIDE_MAX + to_x);
            }
        }
    }
}

static void add_kind(struct sw_measures *measures, enum sw_kind kind, uint64_t value)
{
    uint32_t bit = (uint32_t)(value % (64 * SW_KIND_WORDS));

    measures->kinds[kind][bit / 64] |= (uint64_t)1 << bit % 64;
}

/* The same for the same shape anywhere: cells count from the corner of the box, in any order. */
static uint64_t shape_of(const struct piece *piece)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < piece->cells; i++) {
        uint64_t at = piece->cell[i] - piece->top * SW_SIDE_MAX - piece->left + 1;

        at *= 0x9e3779b97f4a7c15u;
        sum += (at ^ at >> 29) * 0xbf58476d1ce4e5b9u;
    }
    return sum ^ sum >> 32;
}

static void measure_organism(const struct piece *piece, uint8_t colour,
                             struct sw_measures *measures)
{
    uint16_t *number = measures->number, cells = (uint16_t)piece->cells;
    uint64_t shape = shape_of(piece);

    if (number[SW_MEASURE_ORGANISMS]++ == 0 || cells < number[SW_MEASURE_SMALLEST])
        number[SW_MEASURE_SMALLEST] = cells;
    if (cells > number[SW_MEASURE_LARGEST])
        number[SW_MEASURE_LARGEST] = cells;
    number[SW_MEASURE_DOTS] = (uint16_t)(number[SW_MEASURE_DOTS] + (cells == 1));
    add_kind(measures, SW_KIND_SIZE, cells);
    add_kind(measures, SW_KIND_SHAPE, shape);
    add_kind(measures, SW_KIND_COLOURED, (shape ^ colour) * 0x9e3779b97f4a7c15u >> 32);
}

static void measure_pieces(const struct sw_grid *grid, bool eight, struct sw_measures *measures)
{
    bool marked[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}};
    uint16_t *number = measures->number;
    struct piece piece;

    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            if (marked[y][x] || (eight && grid->cell[y][x] == 0))
                continue;
            take_piece(grid, eight, y, x, marked, &piece);
            if (eight) {
                measure_organism(&piece, grid->cell[y][x], measures);
            } else if (grid->cell[y][x] != 0) {
                number[SW_MEASURE_FOUR]++;
            } else {
                number[SW_MEASURE_ROOMS]++;
                number[SW_MEASURE_HOLES] =
                    (uint16_t)(number[SW_MEASURE_HOLES] + (piece.at_edge ? 0 : 1));
            }
        }
    }
}

/* Rows that no row above equals. */
static uint16_t different_rows(const struct sw_grid *grid)
{
    uint16_t count = 0;

    for (int y = 0; y < grid->height; y++) {
        int other = 0;

        while (other < y && memcmp(grid->cell[other], grid->cell[y], grid->width) != 0)
            other++;
        count = (uint16_t)(count + (other == y));
    }
    return count;
}

void sw_measures_of(const struct sw_grid *grid, struct sw_measures *measures)
{
    struct sw_grid across = sw_grid_symmetry(grid, SW_TRANSPOSE);
    uint16_t *number = measures->number, colours = 0;

    memset(measures, 0, sizeof *measures);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            uint8_t colour = grid->cell[y][x];

            colours |= (uint16_t)(1u << colour);
            number[SW_MEASURE_CELLS] = (uint16_t)(number[SW_MEASURE_CELLS] + (colour != 0));
            number[SW_MEASURE_EDGES] =
                (uint16_t)(number[SW_MEASURE_EDGES] +
                           (x + 1 < grid->width && grid->cell[y][x + 1] != colour) +
                           (y + 1 < grid->height && grid->cell[y + 1][x] != colour));
        }
    }
    measures->kinds[SW_KIND_COLOUR][0] = colours;
    number[SW_MEASURE_COLOURS] = (uint16_t)sw_row_count(colours & ~1u);
    number[SW_MEASURE_ROWS] = different_rows(grid);
    number[SW_MEASURE_COLUMNS] = different_rows(&across);
    measure_pieces(grid, true, measures);
    measure_pieces(grid, false, measures);
}

/* --- trends --- */

static bool none_beyond(const uint64_t *kinds, const uint64_t *of)
{
    uint64_t beyond = 0;

    for (uint32_t w = 0; w < SW_KIND_WORDS; w++)
        beyond |= kinds[w] & ~of[w];
    return beyond == 0;
}

static bool is_cut_out(const struct sw_grid *canvas, const struct sw_grid *part)
{
    if (part->width == canvas->width && part->height == canvas->height)
        return false;
    for (int y = 0; y + part->height <= canvas->height; y++) {
        for (int x = 0; x + part->width <= canvas->width; x++) {
            int row = 0;

            while (row < part->height &&
                   memcmp(canvas->cell[y + row] + x, part->cell[row], part->width) == 0)
                row++;
            if (row == part->height)
                return true;
        }
    }
    return false;
}

/* The trends that one canvas and its image follow, compared with the numbers of the trend. */
static struct sw_trends followed(const struct sw_trend *trend, const struct sw_measures *from,
                                 const struct sw_measures *to)
{
    struct sw_trends out = {0};

    for (uint32_t m = 0; m < SW_MEASURES; m++) {
        int had = from->number[m], has = to->number[m];

        out.same |= (uint16_t)((has == trend->number[m]) << m);
        out.step |= (uint16_t)((has - had == trend->step[m]) << m);
        out.no_more |= (uint16_t)((has <= had) << m);
        out.no_fewer |= (uint16_t)((has >= had) << m);
    }
    for (uint32_t k = 0; k < SW_KINDS; k++) {
        out.none_new |= (uint8_t)(none_beyond(to->kinds[k], from->kinds[k]) << k);
        out.none_lost |= (uint8_t)(none_beyond(from->kinds[k], to->kinds[k]) << k);
    }
    return out;
}

void sw_trend_of(const struct sw_puzzle *puzzle, struct sw_trend *trend)
{
    struct sw_trends *holds = &trend->holds;

    memset(trend, 0, sizeof *trend);
    trend->puzzle = puzzle;
    memset(holds, 0xff, offsetof(struct sw_trends, cut));
    holds->cut = true;
    for (uint32_t k = 0; k < puzzle->demonstrations; k++) {
        const struct sw_pair *pair = &puzzle->demonstration[k];
        struct sw_measures from, to;
        struct sw_trends own;

        sw_measures_of(&pair->canvas, &from);
        sw_measures_of(&pair->target, &to);
        for (uint32_t m = 0; m < SW_MEASURES && k == 0; m++) {
            trend->number[m] = to.number[m];
            trend->step[m] = (int16_t)(to.number[m] - from.number[m]);
        }
        own = followed(trend, &from, &to);
        holds->same &= own.same;
        holds->step &= own.step;
        holds->no_more &= own.no_more;
        holds->no_fewer &= own.no_fewer;
        holds->none_new &= own.none_new;
        holds->none_lost &= own.none_lost;
        holds->cut = holds->cut && is_cut_out(&pair->canvas, &pair->target);
    }
    for (uint32_t t = 0; t < puzzle->tests; t++)
        sw_measures_of(&puzzle->test[t].canvas, &trend->canvas[t]);
}

void sw_trend_judge(const struct sw_trend *trend, uint32_t test, const struct sw_grid *output,
                    struct sw_trends *broken)
{
    const struct sw_trends *holds = &trend->holds;
    struct sw_measures own;
    struct sw_trends kept;

    sw_measures_of(output, &own);
    kept = followed(trend, &trend->canvas[test], &own);
    broken->same |= (uint16_t)(holds->same & ~kept.same);
    broken->step |= (uint16_t)(holds->step & ~kept.step);
    broken->no_more |= (uint16_t)(holds->no_more & ~kept.no_more);
    broken->no_fewer |= (uint16_t)(holds->no_fewer & ~kept.no_fewer);
    broken->none_new |= (uint8_t)(holds->none_new & ~kept.none_new);
    broken->none_lost |= (uint8_t)(holds->none_lost & ~kept.none_lost);
    broken->cut =
        broken->cut || (holds->cut && !is_cut_out(&trend->puzzle->test[test].canvas, output));
}

/* Numbers hang together: after three broken trends of one sort more of them say nothing. */
static uint32_t some(uint32_t a, uint32_t b)
{
    uint32_t count = sw_row_count(a) + sw_row_count(b);

    return count < 3 ? count : 3;
}

/* Fitted as the costs in prior.c were, then cut to two thirds: the tasks do not feel it, and
 * generated puzzles, where chance makes more trends, are right more often. */
uint32_t sw_trends_cost(const struct sw_trends *broken)
{
    enum { SAME = 6, STEP = 3, BOUND = 3, KINDS = 4, CUT = 10 };

    return SAME * some(broken->same, 0) + STEP * some(broken->step, 0) +
           BOUND * some(broken->no_more, broken->no_fewer) +
           KINDS * some(broken->none_new, broken->none_lost) + CUT * broken->cut;
}

/* edit_symmetry.c - continues a drawing over cells that are not known, from the symmetry that the
 * known ones have.
 *
 * A move is one of the symmetries of the canvas and then a shift: together any mirror in a row,
 * column or diagonal, any turn, about any cell, side or corner. It fits if known cells only ever
 * come to lie on known cells of their own colour; how many do tells how sure that is. Of the
 * mirrors those are taken that are surest together and meet in one centre; without mirrors, the
 * surest turn. Then each cell that is not known takes what one of the moves carries there, again
 * and again.
 */
#include "world/edit/edit_known.h"
#include "world/edit/edit_parts.h"

#include <stdlib.h>
#include <string.h>

struct move {
    enum sw_symmetry symmetry;
    int dx, dy;
};

struct drawing {
    struct sw_known known;
    struct sw_box box; /* of the known cells */
    struct sw_known_image image[SW_SYMMETRIES];
    uint32_t ready; /* bit s: image[s] is up to date */
    int busy;       /* the row that most moves do not pass */
    uint32_t share; /* a move is sure if one in so many known cells confirms it */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static const struct sw_known_image *image_of(struct drawing *drawing, enum sw_symmetry symmetry)
{
    struct sw_known_image *image = &drawing->image[symmetry];

    if ((drawing->ready >> symmetry & 1u) != 0)
        return image;
    drawing->ready |= 1u << symmetry;
    sw_known_image(&drawing->known, symmetry,
                   sw_symmetry_parts(symmetry).transpose && symmetry != SW_TRANSPOSE
                       ? image_of(drawing, SW_TRANSPOSE)
                       : NULL,
                   image);
    return image;
}

/* --- how well a move fits --- */

/* The known cells of the rows y0 <= y < y1 that the shifted image covers with known cells, counted;
 * `differ` is not 0 if one of them covers another colour. */
static inline uint32_t compare(const struct sw_known *known, const struct sw_known_image *image,
                               int dx, int dy, int y0, int y1, uint32_t *differ)
{
    int left = dx > 0 ? dx : 0, right = dx < 0 ? -dx : 0;
    const uint32_t *covers = image->known + SW_APRON - dy;
    uint32_t count = 0, unlike = 0;

    for (int y = y0; y < y1; y++) {
        uint32_t both = known->known.row[y] & covers[y] << left >> right, other = 0;

        for (int k = 0; k < 4; k++)
            other |= known->digit[k].row[y] ^ image->digit[k][SW_APRON + y - dy] << left >> right;
        unlike |= both & other;
        count += sw_row_count(both);
    }
    *differ = unlike;
    return count;
}

/* The same of one row, whether nothing differs. */
static inline bool row_fits(const struct sw_known *known, const struct sw_known_image *image,
                            int dx, int dy, int y)
{
    int left = dx > 0 ? dx : 0, right = dx < 0 ? -dx : 0, from = SW_APRON + y - dy;
    uint32_t unlike = 0;

    for (int k = 0; k < 4; k++)
        unlike |= known->digit[k].row[y] ^ image->digit[k][from] << left >> right;
    return (known->known.row[y] & image->known[from] << left >> right & unlike) == 0;
}

/* Known cells that a mirror leaves in their place: they confirm nothing. (A turn leaves one at
 * most.) */
static uint32_t fixed_cells(const struct sw_known *known, const struct move *move)
{
    int width = known->width, height = known->height;
    uint32_t count = 0;

    for (int y = 0; y < height; y++) {
        int x = SW_STRIDE; /* the cell of the row that stays */

        if (move->symmetry == SW_MIRROR_X && (width - 1 + move->dx) % 2 == 0)
            x = (width - 1 + move->dx) / 2;
        else if (move->symmetry == SW_MIRROR_Y && 2 * y == height - 1 + move->dy)
            count += sw_row_count(known->known.row[y]);
        else if (move->symmetry == SW_TRANSPOSE)
            x = y + move->dx;
        else if (move->symmetry == SW_ANTI_TRANSPOSE)
            x = height - 1 - y + move->dx;
        if (x >= 0 && x < width)
            count += known->known.row[y] >> x & 1u;
    }
    return count;
}

/* Tests the move: how sure it is, 0 if it does not fit or is not surer than `least`. */
static uint32_t sureness(struct drawing *drawing, enum sw_symmetry symmetry, int dx, int dy,
                         uint32_t least)
{
    const struct sw_known *known = &drawing->known;
    const struct sw_known_image *image = image_of(drawing, symmetry);
    struct move move = {symmetry, dx, dy};
    int y0 = drawing->box.y0, y1 = drawing->box.y1;
    uint32_t differ, sure, fixed;

    if (dx <= -SW_STRIDE || dx >= SW_STRIDE || dy <= -SW_STRIDE || dy >= SW_STRIDE)
        return 0;
    if (!row_fits(known, image, dx, dy, drawing->busy))
        return 0;
    sure = compare(known, image, dx, dy, y0, y1, &differ);
    if (differ != 0 || sure <= least)
        return 0;
    fixed = fixed_cells(known, &move);
    sure -= fixed;
    return sure > least && sure * drawing->share >= known->cells - fixed ? sure : 0;
}

/* --- which moves are tried --- */

enum mirror { ACROSS, DOWN, FALLING, RISING, MIRRORS };

/* Mirrors by what is the same for a cell and its image: the sum of their columns, the sum of their
 * rows, how far their diagonal lies to the right of the canvas's, the sum of row and column. */
static struct move mirror_move(const struct sw_known *known, enum mirror kind, int place)
{
    int last_x = known->width - 1, last_y = known->height - 1;

    switch (kind) {
    case ACROSS:
        return (struct move){SW_MIRROR_X, place - last_x, 0};
    case DOWN:
        return (struct move){SW_MIRROR_Y, 0, place - last_y};
    case FALLING:
        return (struct move){SW_TRANSPOSE, place, -place};
    default:
        return (struct move){SW_ANTI_TRANSPOSE, place - last_y, place - last_x};
    }
}

/* The mirrors of the centre (a / 2, b / 2); how sure they are together. */
static uint32_t at_centre(const uint32_t sure[MIRRORS][4 * SW_STRIDE], int a, int b)
{
    uint32_t sum = sure[ACROSS][a] + sure[DOWN][b];

    if ((a + b) % 2 == 0)
        sum += sure[FALLING][2 * SW_STRIDE + (a - b) / 2] + sure[RISING][(a + b) / 2];
    return sum;
}

/* The mirrors of the best centre. It lies so that a quarter of what is known may face the rest. */
static uint32_t search_mirrors(struct drawing *drawing, struct move out[MIRRORS])
{
    struct sw_box box = drawing->box;
    int wide = box.x1 - box.x0, high = box.y1 - box.y0, best_a = 0, best_b = 0;
    int across = box.x0 + box.x1 - 1, down = box.y0 + box.y1 - 1;
    int reach_x = wide * 3 / 4, reach_y = high * 3 / 4;
    int reach = least(reach_x, reach_y);
    const int middle[MIRRORS] = {across, down, (across - down) / 2, (across + down) / 2};
    const int reaches[MIRRORS] = {reach_x, reach_y, reach, reach};
    uint32_t sure[MIRRORS][4 * SW_STRIDE], best = 0, count = 0, any = 0;

    memset(sure, 0, sizeof sure);
    for (int kind = 0; kind < MIRRORS; kind++) {
        int zero = kind == FALLING ? 2 * SW_STRIDE : 0;

        for (int at = middle[kind] - reaches[kind]; at <= middle[kind] + reaches[kind]; at++) {
            struct move move = mirror_move(&drawing->known, (enum mirror)kind, at);

            sure[kind][zero + at] = sureness(drawing, move.symmetry, move.dx, move.dy, 0);
            any |= sure[kind][zero + at];
        }
    }
    if (any == 0)
        return 0;
    for (int b = down - reach_y; b <= down + reach_y; b++) {
        for (int a = across - reach_x; a <= across + reach_x; a++) {
            uint32_t sum = at_centre(sure, a, b);

            if (sum > best || (sum == best && abs(a - across) + abs(b - down) <
                                                  abs(best_a - across) + abs(best_b - down))) {
                best = sum;
                best_a = a;
                best_b = b;
            }
        }
    }
    for (int kind = 0; kind < MIRRORS; kind++) {
        const int place[MIRRORS] = {best_a, best_b, (best_a - best_b) / 2, (best_a + best_b) / 2};

        if (kind >= FALLING && (best_a + best_b) % 2 != 0)
            break;
        if (sure[kind][place[kind] + (kind == FALLING ? 2 * SW_STRIDE : 0)] > 0)
            out[count++] = mirror_move(&drawing->known, (enum mirror)kind, place[kind]);
    }
    return count;
}

/* The turn about a centre near the middle of what is known; false if there is none. In large
 * drawings it lies nearer to the middle, and in those of one colour, which nothing speaks against
 * turning about other places, very near. */
static bool search_turns(struct drawing *drawing, enum sw_symmetry symmetry, struct move *best)
{
    const struct sw_known *known = &drawing->known;
    struct sw_box box = drawing->box;
    int across = box.x0 + box.x1 - 1, down = box.y0 + box.y1 - 1;
    int side = least(box.x1 - box.x0, box.y1 - box.y0);
    int reach = side / 4 > 4 ? side / 4 : least(4, side * 3 / 4);
    int best_off = 0;
    uint32_t surest = 0;

    if (drawing->share == 2)
        reach = least(reach, 2);
    for (int b = down - reach; b <= down + reach; b++) {
        for (int a = across - reach; a <= across + reach; a++) {
            struct move move = {symmetry, a - (known->width - 1), b - (known->height - 1)};
            int off = abs(a - across) + abs(b - down);
            uint32_t sure;

            if (symmetry == SW_ROTATE_90) {
                /* (x, y) goes to ((a + b) / 2 - y, (b - a) / 2 + x). */
                if ((a + b) % 2 != 0)
                    continue;
                move.dx = (a + b) / 2 - (known->height - 1);
                move.dy = (b - a) / 2;
            }
            sure = sureness(drawing, symmetry, move.dx, move.dy, surest == 0 ? 0 : surest - 1);
            if (sure > surest || (sure == surest && sure > 0 && off < best_off)) {
                surest = sure;
                best_off = off;
                *best = move;
            }
        }
    }
    return surest > 0;
}

/* --- filling --- */

/* Carries what the move brings to unknown cells; returns whether there was any. */
static bool carry(struct drawing *drawing, const struct move *move)
{
    struct sw_known *known = &drawing->known;
    const struct sw_known_image *image = image_of(drawing, move->symmetry);
    int left = move->dx > 0 ? move->dx : 0, right = move->dx < 0 ? -move->dx : 0;
    uint32_t any = 0;

    for (int y = 0; y < known->height; y++) {
        int from = SW_APRON + y - move->dy;
        uint32_t cells = image->known[from] << left >> right & known->unknown.row[y];

        for (int k = 0; k < 4; k++)
            known->digit[k].row[y] |= image->digit[k][from] << left >> right & cells;
        known->known.row[y] |= cells;
        known->unknown.row[y] &= ~cells;
        any |= cells;
    }
    if (any != 0)
        drawing->ready = 0;
    return any != 0;
}

static void carry_all(struct drawing *drawing, const struct move *move, uint32_t count)
{
    bool more = true;

    while (more) {
        more = false;
        for (uint32_t i = 0; i < count; i++)
            more = carry(drawing, &move[i]) || more;
    }
}

static void begin_drawing(struct drawing *drawing)
{
    drawing->box = sw_mask_box(&drawing->known.known);
    drawing->ready = 0;
    drawing->busy = sw_known_busiest(&drawing->known);
    drawing->share = sw_known_motley(&drawing->known) ? 4 : 2;
}

bool sw_known_turn(struct sw_known *known)
{
    struct drawing drawing;
    struct move move;

    drawing.known = *known;
    begin_drawing(&drawing);
    if (!search_turns(&drawing, SW_ROTATE_90, &move))
        return false;
    carry_all(&drawing, &move, 1);
    *known = drawing.known;
    return true;
}

static void act_symmetry(struct sw_canvas *canvas)
{
    struct drawing drawing;
    struct move move[MIRRORS];
    struct sw_mask before;
    uint32_t count;

    if (!sw_canvas_known(canvas, &drawing.known))
        return;
    begin_drawing(&drawing);
    before = drawing.known.unknown;
    count = search_mirrors(&drawing, move);
    for (int i = 0; i < 2 && count == 0; i++)
        count = search_turns(&drawing, i == 0 ? SW_ROTATE_90 : SW_ROTATE_180, move);
    carry_all(&drawing, move, count);
    before = sw_mask_minus(before, drawing.known.unknown);
    if (!sw_mask_empty(&before))
        sw_canvas_reveal(canvas, &before, drawing.known.digit);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit symmetry_rows[] = {
    {"act.symmetry", SW_EDIT_ACT,
     "the cells of the colour in hand are continued from the symmetry that all other cells have: "
     "the best mirror of each kind or, without mirrors, the best turn",
     .apply = act_symmetry, .coloured = true},
};
/* clang-format on */

SW_EDIT_PART(symmetry);

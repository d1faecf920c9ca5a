/* edit_symmetry.c - continues a drawing over cells that are not known, from the symmetry that the
 * known ones have.
 *
 * A move is one of the symmetries of the canvas and then a shift: together any mirror in a row,
 * column or diagonal, any turn, about any cell, side or corner. It fits if known cells only ever
 * come to lie on known cells of their own colour; how many do tells how sure that is. Of every kind
 * of mirror the surest is taken, or without mirrors the surest turn; then each cell that is
 * not known takes what one of the moves carries there, again and again. */
#include "world/edit_known.h"

#include <string.h>

enum { APRON = SW_STRIDE }; /* empty rows above and below, so that images can be read shifted */

/* The known cells and their colours' digits: as they are, or under a symmetry. */
struct image {
    uint32_t known[SW_STRIDE + 2 * APRON];
    uint32_t digit[4][SW_STRIDE + 2 * APRON];
};

struct move {
    enum sw_symmetry symmetry;
    int dx, dy;
    uint32_t sure; /* known cells that lie on known cells, themselves left out */
};

struct drawing {
    struct sw_known known;
    struct sw_box box; /* of the known cells */
    struct image image[SW_SYMMETRIES];
    uint32_t ready; /* bit s: image[s] is up to date */
};

/* --- images --- */

static uint32_t reversed(uint32_t row)
{
    row = (row >> 1 & 0x55555555u) | (row & 0x55555555u) << 1;
    row = (row >> 2 & 0x33333333u) | (row & 0x33333333u) << 2;
    row = (row >> 4 & 0x0f0f0f0fu) | (row & 0x0f0f0f0fu) << 4;
    row = (row >> 8 & 0x00ff00ffu) | (row & 0x00ff00ffu) << 8;
    return row >> 16 | row << 16;
}

/* 32 x 32 bits, rows for columns: blocks of 16, 8, ... bits change places. */
static void transpose(uint32_t row[SW_STRIDE])
{
    uint32_t low = 0x0000ffffu;

    for (int size = 16; size > 0; size /= 2, low ^= low << size) {
        for (int y = 0; y < SW_STRIDE; y++) {
            if ((y & size) != 0)
                continue;
            uint32_t change = (row[y] >> size ^ row[y + size]) & low;
            row[y] ^= change << size;
            row[y + size] ^= change;
        }
    }
}

static void plane_under(const struct sw_mask *plane, enum sw_symmetry symmetry, int width,
                        int height, uint32_t *out)
{
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);
    struct sw_mask turned = *plane;
    int to_width = parts.transpose ? height : width, to_height = parts.transpose ? width : height;

    if (parts.transpose)
        transpose(turned.row);
    if (parts.mirror_x)
        for (int y = 0; y < SW_STRIDE; y++)
            turned.row[y] = reversed(turned.row[y]) >> (SW_STRIDE - to_width);
    memset(out, 0, APRON * sizeof *out);
    memset(out + APRON + to_height, 0, (size_t)(SW_STRIDE - to_height + APRON) * sizeof *out);
    for (int y = 0; y < to_height; y++)
        out[APRON + y] = turned.row[parts.mirror_y ? to_height - 1 - y : y];
}

static const struct image *image_of(struct drawing *drawing, enum sw_symmetry symmetry)
{
    const struct sw_known *known = &drawing->known;
    struct image *image = &drawing->image[symmetry];

    if ((drawing->ready >> symmetry & 1u) == 0) {
        plane_under(&known->known, symmetry, known->width, known->height, image->known);
        for (int k = 0; k < 4; k++)
            plane_under(&known->digit[k], symmetry, known->width, known->height, image->digit[k]);
        drawing->ready |= 1u << symmetry;
    }
    return image;
}

/* --- how well a move fits --- */

/* The known cells of the rows y0 <= y < y1 that the shifted image covers with known cells, counted;
 * `differ` is not 0 if one of them covers another colour. */
static inline uint32_t compare(const struct sw_known *known, const struct image *image, int dx,
                               int dy, int y0, int y1, uint32_t *differ)
{
    int left = dx > 0 ? dx : 0, right = dx < 0 ? -dx : 0;
    const uint32_t *covers = image->known + APRON - dy;
    uint32_t count = 0, unlike = 0;

    for (int y = y0; y < y1; y++) {
        uint32_t both = known->known.row[y] & covers[y] << left >> right, other = 0;

        for (int k = 0; k < 4; k++)
            other |= known->digit[k].row[y] ^ image->digit[k][APRON + y - dy] << left >> right;
        unlike |= both & other;
        count += sw_row_count(both);
    }
    *differ = unlike;
    return count;
}

/* Known cells that the move leaves in their place: they confirm nothing. */
static uint32_t fixed_cells(const struct sw_known *known, const struct move *move)
{
    uint32_t count = 0;

    for (int y = 0; y < known->height; y++) {
        uint32_t row = known->known.row[y];

        for (int to_x, to_y; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);

            sw_symmetry_cell(move->symmetry, known->width, known->height, x, y, &to_x, &to_y);
            count += to_x + move->dx == x && to_y + move->dy == y;
        }
    }
    return count;
}

/* Makes `best` this move if it fits, is sure enough and surer than it. */
static void try_move(struct drawing *drawing, enum sw_symmetry symmetry, int dx, int dy,
                     struct move *best)
{
    enum { LOOK = 4 }; /* rows that most moves do not pass */
    const struct sw_known *known = &drawing->known;
    const struct image *image = image_of(drawing, symmetry);
    struct move move = {symmetry, dx, dy, 0};
    int y0 = drawing->box.y0, y1 = drawing->box.y1, middle = (y0 + y1) / 2;
    uint32_t differ;

    if (dx <= -SW_STRIDE || dx >= SW_STRIDE || dy <= -SW_STRIDE || dy >= SW_STRIDE)
        return;
    compare(known, image, dx, dy, middle, middle + LOOK < y1 ? middle + LOOK : y1, &differ);
    if (differ != 0)
        return;
    move.sure = compare(known, image, dx, dy, y0, y1, &differ);
    if (differ != 0 || move.sure <= best->sure || move.sure * 2 < known->cells)
        return;
    move.sure -= fixed_cells(known, &move);
    if (move.sure > best->sure && move.sure * 2 >= known->cells)
        *best = move;
}

/* --- which moves are tried --- */

/* Mirrors whose line lies in the middle half of what is known. x + x' = across for cells mirrored
 * left-right, y + y' = down for those mirrored top-bottom; a diagonal is told by what it adds. */
static uint32_t search_mirrors(struct drawing *drawing, struct move move[4])
{
    int width = drawing->known.width, height = drawing->known.height;
    struct sw_box box = drawing->box;
    int wide = box.x1 - box.x0, high = box.y1 - box.y0, count = 0;
    int across = box.x0 + box.x1 - 1, down = box.y0 + box.y1 - 1;
    int reach = (wide < high ? wide : high) / 2;

    memset(move, 0, 4 * sizeof *move);
    for (int sum = across - wide / 2; sum <= across + wide / 2; sum++)
        try_move(drawing, SW_MIRROR_X, sum - (width - 1), 0, &move[0]);
    for (int sum = down - high / 2; sum <= down + high / 2; sum++)
        try_move(drawing, SW_MIRROR_Y, 0, sum - (height - 1), &move[1]);
    for (int add = (across - down) / 2 - reach; add <= (across - down) / 2 + reach; add++)
        try_move(drawing, SW_TRANSPOSE, add, -add, &move[2]);
    for (int sum = (across + down) / 2 - reach; sum <= (across + down) / 2 + reach; sum++)
        try_move(drawing, SW_ANTI_TRANSPOSE, sum - (height - 1), sum - (width - 1), &move[3]);
    for (int i = 0; i < 4; i++)
        if (move[i].sure > 0)
            move[count++] = move[i];
    return (uint32_t)count;
}

/* The turn about a centre near the middle of what is known: of one colour there is little to hold
 * against a centre further off. */
static void search_turns(struct drawing *drawing, enum sw_symmetry symmetry, struct move *best)
{
    const struct sw_known *known = &drawing->known;
    struct sw_box box = drawing->box;
    int across = box.x0 + box.x1 - 1, down = box.y0 + box.y1 - 1;
    int wide = box.x1 - box.x0, high = box.y1 - box.y0, reach = (wide < high ? wide : high) / 4;

    if (!sw_known_motley(known))
        reach = reach < 2 ? reach : 2;
    *best = (struct move){symmetry, 0, 0, 0};
    for (int b = down - reach; b <= down + reach; b++) {
        for (int a = across - reach; a <= across + reach; a++) {
            if (symmetry == SW_ROTATE_180)
                try_move(drawing, symmetry, a - (known->width - 1), b - (known->height - 1), best);
            else if ((a + b) % 2 == 0)
                /* (x, y) goes to ((a + b) / 2 - y, (b - a) / 2 + x). */
                try_move(drawing, symmetry, (a + b) / 2 - (known->height - 1), (b - a) / 2, best);
        }
    }
}

/* --- filling --- */

/* Carries what the move brings to unknown cells; returns whether there was any. */
static bool carry(struct drawing *drawing, const struct move *move)
{
    struct sw_known *known = &drawing->known;
    const struct image *image = image_of(drawing, move->symmetry);
    int left = move->dx > 0 ? move->dx : 0, right = move->dx < 0 ? -move->dx : 0;
    uint32_t any = 0;

    for (int y = 0; y < known->height; y++) {
        int from = APRON + y - move->dy;
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

void sw_act_symmetry(struct sw_canvas *canvas, uint8_t unused)
{
    struct drawing drawing;
    struct move move[4];
    struct sw_mask before;
    uint32_t count;

    (void)unused;
    if (!sw_canvas_known(canvas, &drawing.known))
        return;
    drawing.box = sw_mask_box(&drawing.known.known);
    drawing.ready = 0;
    before = drawing.known.unknown;
    count = search_mirrors(&drawing, move);
    for (int i = 0; i < 2 && count == 0; i++) {
        search_turns(&drawing, i == 0 ? SW_ROTATE_90 : SW_ROTATE_180, move);
        count = move->sure > 0;
    }
    carry_all(&drawing, move, count);
    before = sw_mask_minus(before, drawing.known.unknown);
    if (!sw_mask_empty(&before))
        sw_canvas_reveal(canvas, &before, drawing.known.digit);
}

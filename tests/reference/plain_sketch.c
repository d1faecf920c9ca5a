#include "tests/reference/plain_sketch.h"

#include <stdlib.h>
#include <string.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

void sw_plain_sketch_measure(struct sw_plain_sketch *sketch)
{
    int first = -1;

    sketch->cells = sketch->hidden = sketch->x1 = sketch->y1 = 0;
    sketch->x0 = sketch->y0 = SW_SIDE_MAX;
    sketch->motley = false;
    for (int y = 0; y < sketch->height; y++) {
        for (int x = 0; x < sketch->width; x++) {
            int colour = sketch->colour[y][x];

            sketch->hidden += colour == -1;
            if (colour < 0)
                continue;
            first = first < 0 ? colour : first;
            sketch->motley = sketch->motley || colour != first;
            sketch->cells++;
            sketch->x0 = least(x, sketch->x0);
            sketch->y0 = least(y, sketch->y0);
            sketch->x1 = x >= sketch->x1 ? x + 1 : sketch->x1;
            sketch->y1 = y >= sketch->y1 ? y + 1 : sketch->y1;
        }
    }
}

void sw_plain_sketch_of(const struct sw_grid *in, int hidden, struct sw_plain_sketch *out)
{
    memset(out, 0, sizeof *out);
    out->width = in->width;
    out->height = in->height;
    for (int y = 0; y < in->height; y++)
        for (int x = 0; x < in->width; x++)
            out->colour[y][x] = in->cell[y][x] == hidden ? -1 : in->cell[y][x];
    sw_plain_sketch_measure(out);
}

int sw_plain_known(const struct sw_plain_sketch *sketch, int x, int y)
{
    return x >= 0 && y >= 0 && x < sketch->width && y < sketch->height ? sketch->colour[y][x] : -2;
}

void sw_plain_carried(const struct sw_plain_carry *carry, int x, int y, int *to_x, int *to_y)
{
    int a = carry->a, b = carry->b;

    *to_x = carry->kind == SW_PLAIN_ACROSS || carry->kind == SW_PLAIN_HALF ? a - x
            : carry->kind == SW_PLAIN_DOWN                                 ? x
            : carry->kind == SW_PLAIN_FALLING                              ? y + a
            : carry->kind == SW_PLAIN_RISING                               ? a - y
                                                                           : (a + b) / 2 - y;
    *to_y = carry->kind == SW_PLAIN_ACROSS    ? y
            : carry->kind == SW_PLAIN_DOWN    ? a - y
            : carry->kind == SW_PLAIN_HALF    ? b - y
            : carry->kind == SW_PLAIN_FALLING ? x - a
            : carry->kind == SW_PLAIN_RISING  ? a - x
                                              : (b - a) / 2 + x;
}

/* How many known cells come to lie on others of their colour; 0 if one does not, or too few. */
static int sureness(const struct sw_plain_sketch *sketch, struct sw_plain_carry carry)
{
    int sure = 0, fixed = 0, share = sketch->motley ? 4 : 2;

    for (int y = 0; y < sketch->height; y++) {
        for (int x = 0; x < sketch->width; x++) {
            int to_x, to_y;

            sw_plain_carried(&carry, x, y, &to_x, &to_y);
            if (sketch->colour[y][x] < 0 || sw_plain_known(sketch, to_x, to_y) < 0)
                continue;
            if (sketch->colour[y][x] != sw_plain_known(sketch, to_x, to_y))
                return 0;
            if (to_x == x && to_y == y && carry.kind < SW_PLAIN_MIRRORS)
                fixed++;
            else
                sure++;
        }
    }
    return sure * share >= sketch->cells - fixed ? sure : 0;
}

enum { PLACES = 4 * SW_STRIDE, MIDDLE = 2 * SW_STRIDE }; /* of mirrors, from -MIDDLE on */

/* The mirrors of one kind, at the places where a quarter of what is known faces the rest. */
static void measure_mirrors(const struct sw_plain_sketch *sketch, enum sw_plain_carry_kind kind,
                            int sure[PLACES])
{
    int wide = sketch->x1 - sketch->x0, high = sketch->y1 - sketch->y0;
    int across = sketch->x0 + sketch->x1 - 1, down = sketch->y0 + sketch->y1 - 1;
    int reach = kind == SW_PLAIN_ACROSS ? wide * 3 / 4
                : kind == SW_PLAIN_DOWN ? high * 3 / 4
                                        : least(wide * 3 / 4, high * 3 / 4);
    int middle = kind == SW_PLAIN_ACROSS    ? across
                 : kind == SW_PLAIN_DOWN    ? down
                 : kind == SW_PLAIN_FALLING ? (across - down) / 2
                                            : (across + down) / 2;

    for (int k = 0; k < PLACES; k++)
        sure[k] = 0;
    for (int place = middle - reach; place <= middle + reach; place++)
        sure[MIDDLE + place] = sureness(sketch, (struct sw_plain_carry){kind, place, 0});
}

int sw_plain_mirrors(const struct sw_plain_sketch *sketch,
                     struct sw_plain_carry out[SW_PLAIN_MIRRORS])
{
    int wide = sketch->x1 - sketch->x0, high = sketch->y1 - sketch->y0, count = 0;
    int across = sketch->x0 + sketch->x1 - 1, down = sketch->y0 + sketch->y1 - 1;
    int most = 0, least_off = 0, sure[SW_PLAIN_MIRRORS][PLACES];

    for (int kind = 0; kind < SW_PLAIN_MIRRORS; kind++)
        measure_mirrors(sketch, (enum sw_plain_carry_kind)kind, sure[kind]);
    for (int b = down - high * 3 / 4; b <= down + high * 3 / 4; b++) {
        for (int a = across - wide * 3 / 4; a <= across + wide * 3 / 4; a++) {
            const int place[SW_PLAIN_MIRRORS] = {a, b, (a - b) / 2, (a + b) / 2};
            int kinds = (a + b) % 2 == 0 ? SW_PLAIN_MIRRORS : SW_PLAIN_FALLING, sum = 0;
            int off = abs(a - across) + abs(b - down);

            for (int kind = 0; kind < kinds; kind++)
                sum += sure[kind][MIDDLE + place[kind]];
            if (sum == 0 || sum < most || (sum == most && off >= least_off))
                continue;
            most = sum;
            least_off = off;
            count = 0;
            for (int kind = 0; kind < kinds; kind++)
                if (sure[kind][MIDDLE + place[kind]] > 0)
                    out[count++] =
                        (struct sw_plain_carry){(enum sw_plain_carry_kind)kind, place[kind], 0};
        }
    }
    return count;
}

bool sw_plain_turn(const struct sw_plain_sketch *sketch, enum sw_plain_carry_kind kind,
                   struct sw_plain_carry *out)
{
    int side = least(sketch->x1 - sketch->x0, sketch->y1 - sketch->y0);
    int across = sketch->x0 + sketch->x1 - 1, down = sketch->y0 + sketch->y1 - 1;
    int reach = side / 4 > 4 ? side / 4 : least(4, side * 3 / 4), most = 0, least_off = 0;

    if (!sketch->motley)
        reach = least(reach, 2);
    for (int b = down - reach; b <= down + reach; b++) {
        for (int a = across - reach; a <= across + reach; a++) {
            struct sw_plain_carry turn = {kind, a, b};
            int off = abs(a - across) + abs(b - down), sure;

            if (kind == SW_PLAIN_QUARTER && (a + b) % 2 != 0)
                continue;
            sure = sureness(sketch, turn);
            if (sure == 0 || sure < most || (sure == most && off >= least_off))
                continue;
            most = sure;
            least_off = off;
            *out = turn;
        }
    }
    return most > 0;
}

void sw_plain_carry_on(struct sw_plain_sketch *sketch, const struct sw_plain_carry *carry,
                       int count)
{
    bool more = true;

    while (more) {
        more = false;
        for (int k = 0; k < count; k++) {
            struct sw_plain_sketch before = *sketch;

            for (int y = 0; y < sketch->height; y++) {
                for (int x = 0; x < sketch->width; x++) {
                    int to_x, to_y;

                    sw_plain_carried(&carry[k], x, y, &to_x, &to_y);
                    if (before.colour[y][x] < 0 || sw_plain_known(&before, to_x, to_y) != -1)
                        continue;
                    sketch->colour[to_y][to_x] = before.colour[y][x];
                    more = true;
                }
            }
        }
    }
}

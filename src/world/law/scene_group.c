/* scene_group.c - organisms that belong together: cells in line, a legend, things in rings, several
 * colours in one, an anchor with what stands in line with it. */
#include "world/law/scene_group.h"

#include <string.h>

enum { TRIES = 12 };

static const struct sw_shape dot = {.row = {1}, .width = 1, .height = 1};

static bool blocked_at(const struct sw_sketch *sketch, int x, int y)
{
    return x < 0 || y < 0 || x >= sketch->width || y >= sketch->height ||
           (sketch->blocked[y] >> x & 1u) != 0;
}

/* Two single cells in the direction (dx, dy), with free cells between them that mostly stay so. */
static bool lay_pair(struct sw_sketch *sketch, int dx, int dy, struct sw_dice *dice)
{
    int longest = dx == 0 ? sketch->height : dy == 0 ? sketch->width : sketch->width;

    if (longest > sketch->height && dy != 0)
        longest = sketch->height;
    if (longest < 3)
        return false;
    for (int i = 0; i < TRIES; i++) {
        int apart = sw_dice_between(dice, 2, longest - 1), k = 0;
        int x = (int)sw_dice_below(dice, (uint32_t)sketch->width);
        int y = (int)sw_dice_below(dice, (uint32_t)sketch->height);
        uint8_t colour = sw_scene_colour(sketch->colours, 0, dice);

        while (k <= apart && !blocked_at(sketch, x + k * dx, y + k * dy))
            k++;
        if (k <= apart)
            continue;
        sw_sketch_draw(sketch, &dot, x, y, colour);
        if (sw_once_in(dice, 2))
            colour = sw_scene_colour(sketch->colours, 0, dice);
        sw_sketch_draw(sketch, &dot, x + apart * dx, y + apart * dy, colour);
        if (!sw_once_in(dice, 4))
            for (k = 1; k < apart; k++)
                sketch->blocked[y + k * dy] |= 1u << (x + k * dx);
        return true;
    }
    return false;
}

static bool lay_pairs(struct sw_sketch *sketch, bool slope, struct sw_dice *dice)
{
    int pairs = 1 + (int)sw_dice_below(dice, 2), laid = 0;

    for (int i = 0; i < pairs; i++) {
        bool one = sw_once_in(dice, 2);

        laid += slope ? lay_pair(sketch, 1, one ? 1 : -1, dice) : lay_pair(sketch, one, !one, dice);
    }
    return laid > 0;
}

/* Touching single cells of two colours; organisms are to have the colour of the first. */
static bool lay_legend(struct sw_sketch *sketch, struct sw_dice *dice)
{
    int pairs = sketch->colours > 3 ? 1 + (int)sw_dice_below(dice, 2) : 1, laid = 0;
    bool across = sw_once_in(dice, 2);

    for (int i = 0; i < pairs; i++) {
        struct sw_shape both = sw_shape_rectangle(across ? 2 : 1, across ? 1 : 2);
        uint8_t from = sw_scene_colour(sketch->colours, sketch->wanted[0], dice);
        uint8_t to = sw_scene_colour(sketch->colours, from, dice);

        if (!sw_sketch_lay(sketch, &both, from, sketch->blocked, NULL, dice))
            continue;
        sw_sketch_draw(sketch, &dot, sketch->drawn[sketch->count - 1].x + across,
                       sketch->drawn[sketch->count - 1].y + !across, to);
        sketch->wanted[laid++] = from;
    }
    return laid > 0;
}

/* Rings in rings, without gaps; or a ring with single cells inside. */
static bool lay_nest(struct sw_sketch *sketch, bool room, struct sw_dice *dice)
{
    int least = room && sketch->width > 5 && sketch->height > 5 ? 4 : 3;
    int wide = sketch->width / 2 + 1, high = sketch->height / 2 + 1;
    int width = sw_dice_between(dice, least, wide > least ? wide : least);
    int height = sw_dice_between(dice, least, high > least ? high : least);
    bool packed = !room && sw_once_in(dice, 2);
    struct sw_shape shape;
    uint8_t colour = sw_scene_colour(sketch->colours, 0, dice);
    int x, y;

    if (!room) {
        width = width > 7 ? 7 : width;
        height = height > 7 ? 7 : height;
    }
    shape = sw_shape_rectangle(width, height);
    if (!sw_sketch_lay(sketch, &shape, colour, sketch->blocked, NULL, dice))
        return false;
    x = sketch->drawn[sketch->count - 1].x;
    y = sketch->drawn[sketch->count - 1].y;
    if (packed) {
        for (int ring = 1; ring < 3 && width - 2 * ring > 0 && height - 2 * ring > 0; ring++) {
            shape = sw_shape_rectangle(width - 2 * ring, height - 2 * ring);
            colour = sw_scene_colour(sketch->colours, colour, dice);
            sw_sketch_draw(sketch, &shape, x + ring, y + ring, colour);
        }
        return true;
    }
    shape = sw_shape_rectangle(width - 2, height - 2);
    sw_sketch_draw(sketch, &shape, x + 1, y + 1, 0);
    for (int i = room && sw_once_in(dice, 3) ? 0 : 1; i < 2; i++) {
        uint8_t other = sw_scene_colour(sketch->colours, room ? 0 : colour, dice);

        /* A cell of the wall's own colour beside the wall would be a part of it: give it another.
         */
        if (other == colour)
            other = sw_scene_colour(sketch->colours, colour, dice);
        int down = (int)sw_dice_below(dice, (uint32_t)height - 2);
        int right = (int)sw_dice_below(dice, (uint32_t)width - 2);
        sw_sketch_draw(sketch, &dot, x + 1 + right, y + 1 + down, other);
    }
    return true;
}

/* An organism some of whose cells have a second colour. */
static bool lay_motley(struct sw_sketch *sketch, struct sw_dice *dice)
{
    int most = sketch->width * sketch->height / 4;
    struct sw_shape shape = sw_shape_grown(sw_dice_between(dice, 3,
                                                           most > SW_SHAPE_CELLS ? SW_SHAPE_CELLS
                                                           : most > 3            ? most
                                                                                 : 3),
                                           dice);
    uint8_t colour = sw_scene_colour(sketch->colours, 0, dice);
    uint32_t any = 0;
    int x, y;

    if (!sw_sketch_lay(sketch, &shape, colour, sketch->blocked, NULL, dice))
        return false;
    x = sketch->drawn[sketch->count - 1].x;
    y = sketch->drawn[sketch->count - 1].y;
    for (int r = 0; r < shape.height; r++) {
        shape.row[r] &= sw_dice_bits(dice) & (any == 0 ? UINT32_MAX : sw_dice_bits(dice));
        any |= shape.row[r];
    }
    if (any == 0)
        shape = sw_shape_rectangle(1, 1);
    sw_sketch_draw(sketch, &shape, x, y, sw_scene_colour(sketch->colours, colour, dice));
    return true;
}

/* An organism of the first ink, and one or two that share rows or columns with it. */
static bool lay_anchor(struct sw_sketch *sketch, struct sw_dice *dice)
{
    uint8_t ink = sketch->ink[0] != 0 ? sketch->ink[0] : sw_scene_colour(sketch->colours, 0, dice);
    struct sw_shape shape = sw_shape_grown(sw_dice_between(dice, 1, 5), dice);
    uint32_t band[SW_SKETCH_ROWS] = {0}, columns = 0;
    int laid = 0, wanted, last = sketch->count;

    if (sw_once_in(dice, 3)) {
        int side = sketch->width < sketch->height ? sketch->width : sketch->height;
        int length = sw_dice_between(dice, 2, side / 2 + 1);

        shape = sw_once_in(dice, 2) ? sw_shape_rectangle(length, 1) : sw_shape_rectangle(1, length);
    }
    if (!sw_sketch_lay(sketch, &shape, ink, sketch->blocked, NULL, dice))
        return false;
    columns = ((1u << shape.width) - 1) << sketch->drawn[last].x;
    for (int y = 0; y < sketch->height; y++)
        band[y] = y >= sketch->drawn[last].y && y < sketch->drawn[last].y + shape.height
                      ? UINT32_MAX
                      : columns;
    wanted = 1 + (int)sw_dice_below(dice, 2);
    for (int i = 0; i < wanted; i++) {
        shape = sw_shape_grown(sw_dice_between(dice, 1, 4), dice);
        laid += sw_sketch_lay(sketch, &shape, sw_scene_colour(sketch->colours, ink, dice),
                              sketch->blocked, band, dice);
    }
    return laid > 0;
}

bool sw_sketch_group(struct sw_sketch *sketch, uint32_t need, struct sw_dice *dice)
{
    switch (need) {
    case SW_SCENE_INLINE:
        return lay_pairs(sketch, false, dice);
    case SW_SCENE_SLOPE:
        return lay_pairs(sketch, true, dice);
    case SW_SCENE_LEGEND:
        return sketch->colours > 1 && lay_legend(sketch, dice);
    case SW_SCENE_NEST:
        return sketch->colours > 1 && lay_nest(sketch, false, dice);
    case SW_SCENE_ROOMS:
        return sketch->colours > 1 && lay_nest(sketch, true, dice);
    case SW_SCENE_MOTLEY:
        return sketch->colours > 1 && lay_motley(sketch, dice);
    default:
        return sketch->colours > 1 && lay_anchor(sketch, dice);
    }
}

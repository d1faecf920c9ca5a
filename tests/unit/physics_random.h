/* physics_random.h - canvases and rules for tests of worlds that run a million times: drawn with as
 * few numbers as possible, mostly small. */
#ifndef SW_TESTS_UNIT_PHYSICS_RANDOM_H
#define SW_TESTS_UNIT_PHYSICS_RANDOM_H

#include "base/random.h"
#include "world/physics/physics_step.h"

#include <string.h>

/* Mostly 3 to 8 cells wide, one canvas in 64 up to the largest. */
static inline int quick_side(struct sw_dice *dice, bool large)
{
    return large ? sw_dice_between(dice, 1, SW_SIDE_MAX) : sw_dice_between(dice, 1, 8);
}

/* Noise of any density and number of colours, with a few rectangles and frames laid over it. */
static inline struct sw_grid quick_canvas(struct sw_dice *dice, uint32_t number)
{
    int width = quick_side(dice, number % 64 == 0), height = quick_side(dice, number % 64 == 0);
    struct sw_grid out = sw_grid_empty(width, height);
    uint32_t style = sw_dice_bits(dice), colours = 1 + style % 9, density = style >> 8 & 255;

    if ((style >> 16 & 3) == 0)
        density = 0;
    for (int y = 0; y < height; y++) {
        uint32_t word = 0;
        for (int x = 0; x < width; x++, word >>= 8) {
            if (x % 4 == 0)
                word = sw_dice_bits(dice);
            if ((word & 255) < density)
                out.cell[y][x] = (uint8_t)(1 + (word & 255) % colours);
        }
    }
    for (uint32_t left = style >> 24 & 3; left > 0; left--) {
        uint32_t bits = sw_dice_bits(dice);
        int x0 = (int)(bits & 255) % width, y0 = (int)(bits >> 8 & 255) % height;
        int x1 = x0 + (int)(bits >> 16 & 7) % (width - x0);
        int y1 = y0 + (int)(bits >> 19 & 7) % (height - y0);
        bool frame = (bits >> 22 & 1) != 0;
        uint8_t colour = (uint8_t)((bits >> 23) % (colours + 1));
        for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
                if (!frame || x == x0 || x == x1 || y == y0 || y == y1)
                    out.cell[y][x] = colour;
    }
    return out;
}

static inline struct sw_physics_rules random_rules(struct sw_dice *dice)
{
    struct sw_physics_rules rules = sw_physics_rules_none();
    uint32_t bits = sw_dice_bits(dice), more = sw_dice_bits(dice), walkers = sw_dice_bits(dice);

    rules.connection = (struct sw_connection){(bits & 1) != 0 ? 4 : 8, (bits & 6) != 0};
    rules.gravity = (uint8_t)(bits >> 3 & 7);
    if (rules.gravity > SW_DIRECTIONS)
        rules.gravity = SW_DIRECTIONS;
    for (int colour = 1; colour < SW_COLOURS; colour++, walkers >>= 3)
        if ((walkers & 4) != 0)
            rules.heading[colour] = (uint8_t)(walkers & 3);
    rules.push = (bits >> 6 & 1) != 0;
    rules.turn_back = (bits >> 7 & 1) != 0;
    rules.slide = (bits >> 8 & 3) == 0;
    rules.merge = (uint8_t)((bits >> 10 & 3) % 3);
    rules.eat = (uint8_t)((bits >> 12 & 3) % 3);
    rules.grow = (uint8_t)(4 * ((bits >> 14 & 3) % 3));
    rules.walls = (uint16_t)(more & more >> 16 & bits >> 20 & 0x3fe);
    rules.floats = (uint16_t)(more >> 5 & bits >> 18 & 0x3fe);
    rules.growing = (uint16_t)(more >> 10 & 0x3fe);
    rules.brittle = (uint16_t)(more >> 20 & 0x3fe);
    return rules;
}

#endif

/* world_picture.h - for the tests of worlds: canvases drawn as text, and random ones.
 *
 * A picture has one line per row; lines are separated by newlines or '/'; '.' is empty, a digit is
 * a colour. Everything drawn at random comes from the dice that the test gives. */
#ifndef SW_TESTS_UNIT_WORLD_PICTURE_H
#define SW_TESTS_UNIT_WORLD_PICTURE_H

#include "base/random.h"
#include "world/grid/grid.h"

#include <check.h>
#include <stdio.h>

/* ck_assert tells the parent process of every condition that holds; in loops over cells that would
 * be most of the work. This one speaks only when the condition does not hold. */
#define quick_assert(condition)                                                                    \
    do {                                                                                           \
        if (!(condition))                                                                          \
            ck_abort_msg("not so: %s", #condition);                                                \
    } while (0)

static inline struct sw_grid picture_read(const char *picture)
{
    struct sw_grid out = sw_grid_empty(1, 1);
    int x = 0, y = 0;

    for (; *picture != '\0'; picture++) {
        if (*picture == '/' || *picture == '\n') {
            ck_assert_msg(x == out.width, "the rows of a picture differ in length");
            x = 0;
            y++;
            continue;
        }
        quick_assert(x < SW_SIDE_MAX && y < SW_SIDE_MAX);
        ck_assert_msg(*picture == '.' || (*picture >= '0' && *picture <= '9'),
                      "a picture has dots and digits only");
        out.cell[y][x] = (uint8_t)(*picture == '.' ? 0 : *picture - '0');
        x++;
        if (y == 0)
            out.width = (uint8_t)x;
        out.height = (uint8_t)(y + 1);
    }
    ck_assert_msg(x == out.width, "the rows of a picture differ in length");
    return out;
}

/* The cells of a picture that are not empty. */
static inline struct sw_mask picture_mask(const char *picture)
{
    struct sw_grid grid = picture_read(picture);
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < grid.height; y++) {
        for (int x = 0; x < grid.width; x++) {
            if (grid.cell[y][x] != 0)
                sw_mask_set(&out, x, y);
        }
    }
    return out;
}

/* The grid as a picture with newlines; text has room for 31 * 30 + 1 bytes. */
static inline const char *picture_write(const struct sw_grid *grid, char text[1024])
{
    size_t length = 0;

    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++)
            text[length++] = (char)(grid->cell[y][x] == 0 ? '.' : '0' + grid->cell[y][x]);
        text[length++] = '\n';
    }
    text[length] = '\0';
    return text;
}

#define ck_assert_picture(grid, expected, what)                                                    \
    do {                                                                                           \
        char got_[1024], want_[1024];                                                              \
        struct sw_grid want_grid_ = picture_read(expected);                                        \
        ck_assert_msg(sw_grid_equal(grid, &want_grid_), "%s gives\n%sinstead of\n%s", what,        \
                      picture_write(grid, got_), picture_write(&want_grid_, want_));               \
    } while (0)

/* A random canvas of the size. Density and number of colours vary from canvas to canvas, and half
 * of the canvases have rectangles instead of single cells, so that big and holed organisms come up.
 */
static inline struct sw_grid random_grid(struct sw_dice *dice, int width, int height)
{
    struct sw_grid out = sw_grid_empty(width, height);
    uint32_t colours = sw_dice_below(dice, 9) + 1, density = sw_dice_below(dice, 101);

    if (sw_dice_below(dice, 2) == 0) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (sw_dice_below(dice, 100) < density)
                    out.cell[y][x] = (uint8_t)(1 + sw_dice_below(dice, colours));
            }
        }
        return out;
    }
    for (uint32_t left = sw_dice_below(dice, 12); left > 0; left--) {
        int x0 = (int)sw_dice_below(dice, (uint32_t)width);
        int y0 = (int)sw_dice_below(dice, (uint32_t)height);
        int x1 = sw_dice_between(dice, x0, width - 1), y1 = sw_dice_between(dice, y0, height - 1);
        bool frame = sw_dice_below(dice, 2) == 0;
        uint8_t colour = (uint8_t)sw_dice_below(dice, colours + 1);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                if (!frame || x == x0 || x == x1 || y == y0 || y == y1)
                    out.cell[y][x] = colour;
            }
        }
    }
    return out;
}

/* A random size: often small, sometimes the largest. */
static inline int random_side(struct sw_dice *dice)
{
    uint32_t kind = sw_dice_below(dice, 8);

    if (kind == 0)
        return SW_SIDE_MAX;
    return sw_dice_between(dice, 1, kind < 5 ? 8 : SW_SIDE_MAX);
}

static inline struct sw_grid random_canvas(struct sw_dice *dice)
{
    int width = random_side(dice);

    return random_grid(dice, width, random_side(dice));
}

/* What every canvas must be, whatever was done to it. */
static inline void assert_sound(const struct sw_grid *grid)
{
    quick_assert(grid->width >= 1 && grid->width <= SW_SIDE_MAX);
    quick_assert(grid->height >= 1 && grid->height <= SW_SIDE_MAX);
    for (int y = 0; y < SW_SIDE_MAX; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            bool inside = x < grid->width && y < grid->height;
            if (grid->cell[y][x] > (inside ? SW_COLOURS - 1 : 0))
                ck_abort_msg("cell (%d, %d) of a %dx%d canvas is %d", x, y, grid->width,
                             grid->height, grid->cell[y][x]);
        }
    }
}

#endif

/* scene_layout.c - canvases that are no organisms on an empty ground: panels, patterns with a
 * hidden part, pictures, and pictures enlarged. */
#include "world/law/scene_layout.h"

#include <string.h>

/* Up to four colours that are used, none of them `than`. */
struct palette {
    uint8_t colour[4];
    int count;
};

static struct palette choose_palette(const struct sw_scene *scene, int most, uint8_t than,
                                     struct sw_dice *dice)
{
    struct palette palette = {.count = 1 + (int)sw_dice_below(dice, (uint32_t)most)};

    for (int i = 0; i < palette.count; i++)
        palette.colour[i] = sw_scene_colour(scene->colours, than, dice);
    return palette;
}

static uint8_t ink_of(const struct sw_scene *scene, struct sw_dice *dice)
{
    return scene->ink[0] != 0 ? scene->ink[0] : sw_scene_colour(scene->colours, 0, dice);
}

/* A cell of the palette, or empty: `full` of 8 throws give a colour. */
static uint8_t random_cell(const struct palette *palette, uint32_t full, struct sw_dice *dice)
{
    uint32_t bits = sw_dice_bits(dice);

    return bits >> 29 < full ? palette->colour[(bits & 0xffffu) * (uint32_t)palette->count >> 16]
                             : 0;
}

/* How many panels a side is cut into: the choices with lines between them, and without. */
struct cut {
    uint8_t across, down;
    bool lines;
};

static uint32_t find_cuts(const struct sw_scene *scene, struct cut cut[16])
{
    int width = scene->width, height = scene->height;
    uint32_t count = 0;

    for (int k = 2; k <= 4; k++) {
        if ((width - (k - 1)) % k == 0 && (width - (k - 1)) / k >= 2)
            cut[count++] = (struct cut){(uint8_t)k, 1, true};
        if ((height - (k - 1)) % k == 0 && (height - (k - 1)) / k >= 2)
            cut[count++] = (struct cut){1, (uint8_t)k, true};
    }
    if (width % 2 == 1 && height % 2 == 1 && width > 4 && height > 4)
        cut[count++] = (struct cut){2, 2, true};
    if (width >= height && width > 3)
        cut[count++] = (struct cut){2, 1, false};
    if (height > width && height > 3)
        cut[count++] = (struct cut){1, 2, false};
    return count;
}

static bool draw_panels(const struct sw_scene *scene, struct sw_dice *dice, struct sw_grid *out)
{
    struct cut choice[16], cut;
    uint32_t count = find_cuts(scene, choice), full = 2 + sw_dice_below(dice, 4);
    bool one_colour = sw_once_in(dice, 2);
    uint8_t line = sw_scene_colour(scene->colours, 0, dice);
    uint8_t colour = sw_scene_colour(scene->colours, line, dice);
    int wide, high;

    if (count == 0)
        return false;
    cut = choice[sw_dice_below(dice, count)];
    sw_grid_clear(out, scene->width, scene->height);
    wide = (scene->width - (cut.lines ? cut.across - 1 : 0)) / cut.across;
    high = (scene->height - (cut.lines ? cut.down - 1 : 0)) / cut.down;
    for (int j = 0; j < cut.down; j++) {
        for (int i = 0; i < cut.across; i++) {
            struct palette palette = {.colour = {colour}, .count = 1};
            /* Without lines the last panel ends at the edge, and an odd middle stays empty. */
            int x0 = cut.lines ? i * (wide + 1) : i * (scene->width - wide);
            int y0 = cut.lines ? j * (high + 1) : j * (scene->height - high);

            if (!one_colour)
                palette.colour[0] = sw_scene_colour(scene->colours, line, dice);
            for (int y = 0; y < high; y++)
                for (int x = 0; x < wide; x++)
                    out->cell[y0 + y][x0 + x] = random_cell(&palette, full, dice);
        }
    }
    for (int y = 0; y < scene->height && cut.lines; y++)
        for (int x = 0; x < scene->width; x++)
            if ((cut.across > 1 && x % (wide + 1) == wide) ||
                (cut.down > 1 && y % (high + 1) == high))
                out->cell[y][x] = line;
    return true;
}

/* Hides one or two boxes, each at most half as wide and as high as the canvas. */
static void hide(struct sw_grid *grid, uint8_t ink, struct sw_dice *dice)
{
    int patches = sw_once_in(dice, 3) ? 2 : 1;

    for (int i = 0; i < patches; i++) {
        int width = sw_dice_between(dice, 1, grid->width / 2 > 5 ? 5 : grid->width / 2);
        int height = sw_dice_between(dice, 1, grid->height / 2 > 5 ? 5 : grid->height / 2);
        int x0 = sw_dice_between(dice, 0, grid->width - width);
        int y0 = sw_dice_between(dice, 0, grid->height - height);

        for (int y = y0; y < y0 + height; y++)
            memset(&grid->cell[y][x0], ink, (size_t)width);
    }
}

static bool draw_period(const struct sw_scene *scene, struct sw_dice *dice, struct sw_grid *out)
{
    uint8_t ink = ink_of(scene, dice), tile[4][4];
    struct palette palette = choose_palette(scene, 4, ink, dice);
    int widest = scene->width / 2 > 4 ? 4 : scene->width / 2;
    int highest = scene->height / 2 > 4 ? 4 : scene->height / 2;
    int width = sw_dice_between(dice, 1, widest);
    int height = sw_dice_between(dice, width == 1 && highest > 1 ? 2 : 1, highest);
    int slant = sw_once_in(dice, 3) ? 1 : 0;

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            tile[y][x] = random_cell(&palette, 7, dice);
    sw_grid_clear(out, scene->width, scene->height);
    for (int y = 0; y < scene->height; y++)
        for (int x = 0; x < scene->width; x++)
            out->cell[y][x] = tile[y % height][(x + slant * (y / height)) % width];
    hide(out, ink, dice);
    return true;
}

/* Symmetric about one axis, both, or by half turns. */
static bool draw_mirrors(const struct sw_scene *scene, struct sw_dice *dice, struct sw_grid *out)
{
    uint8_t ink = ink_of(scene, dice);
    struct palette palette = choose_palette(scene, 4, ink, dice);
    uint32_t kind = sw_dice_below(dice, 5), full = 3 + sw_dice_below(dice, 5);
    int width = scene->width, height = scene->height;

    sw_grid_clear(out, width, height);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            int across = width - 1 - x, down = height - 1 - y;
            uint8_t colour;

            if (kind == 0   ? x > across
                : kind == 1 ? y > down
                : kind == 2 ? y > down || (y == down && x > across)
                            : x > across || y > down)
                continue;
            colour = random_cell(&palette, full, dice);
            out->cell[y][x] = colour;
            if (kind == 0 || kind > 2)
                out->cell[y][across] = colour;
            if (kind == 1 || kind > 2)
                out->cell[down][x] = colour;
            if (kind > 1)
                out->cell[down][across] = colour;
        }
    }
    hide(out, ink, dice);
    return true;
}

static void draw_picture(const struct sw_scene *scene, struct sw_dice *dice, struct sw_grid *out)
{
    struct palette palette = choose_palette(scene, 3, 0, dice);
    uint32_t full = 2 + sw_dice_below(dice, 5);

    sw_grid_clear(out, scene->width, scene->height);
    for (int y = 0; y < scene->height; y++)
        for (int x = 0; x < scene->width; x++)
            out->cell[y][x] = random_cell(&palette, full, dice);
}

/* Where each row (or column) of the enlarged picture comes from: in equal steps, or in random
 * ones. */
static void stretch(int length, int factor, uint8_t from[SW_SIDE_MAX], struct sw_dice *dice)
{
    int at = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (factor > 0 ? i % factor == 0 : sw_once_in(dice, 2)))
            at++;
        from[i] = (uint8_t)at;
    }
}

static bool draw_blocks(const struct sw_scene *scene, struct sw_dice *dice, struct sw_grid *out)
{
    uint8_t column[SW_SIDE_MAX], row[SW_SIDE_MAX];
    struct sw_grid small;
    int factor = 0;

    for (int k = 2; k <= 5; k++)
        if (scene->width % k == 0 && scene->height % k == 0 && (factor == 0 || sw_once_in(dice, 2)))
            factor = k;
    if (sw_once_in(dice, 3))
        factor = 0;
    stretch(scene->width, factor, column, dice);
    stretch(scene->height, factor, row, dice);
    draw_picture(scene, dice, &small);
    sw_grid_clear(out, scene->width, scene->height);
    for (int y = 0; y < scene->height; y++)
        for (int x = 0; x < scene->width; x++)
            out->cell[y][x] = small.cell[row[y]][column[x]];
    return true;
}

bool sw_layout_draw(const struct sw_scene *scene, uint32_t need, struct sw_dice *dice,
                    struct sw_grid *out)
{
    switch (need) {
    case SW_SCENE_PANELS:
        return draw_panels(scene, dice, out);
    case SW_SCENE_PERIOD:
        return draw_period(scene, dice, out);
    case SW_SCENE_MIRRORS:
        return draw_mirrors(scene, dice, out);
    case SW_SCENE_BLOCKS:
        return draw_blocks(scene, dice, out);
    default:
        draw_picture(scene, dice, out);
        return true;
    }
}

/* edit_plain.h - for the tests of edits: a canvas told plainly, one cell at a time, with its
 * organisms found by walking from cell to cell. Nothing here uses masks or the code under test but
 * to read the canvas that it is given. */
#ifndef SW_TESTS_UNIT_WORLD_EDIT_EDIT_PLAIN_H
#define SW_TESTS_UNIT_WORLD_EDIT_EDIT_PLAIN_H

#include "base/random.h"
#include "world/edit/edit.h"
#include "tests/unit/world_picture.h"

#include <stdlib.h>
#include <string.h>

#define SIDE   SW_SIDE_MAX
#define BODIES 900

struct plain_body {
    int colour, cells, x0, y0, x1, y1; /* x0 <= x < x1 */
};

/* Cells belong to bodies by number; -1: to none. */
struct plain_bodies {
    int count;
    int of[SIDE][SIDE];
    struct plain_body body[BODIES];
};

struct plain {
    int width, height, x, y;
    int cell[SIDE][SIDE];
    bool selected[SIDE][SIDE], anchor[SIDE][SIDE], whole;
    int colour, number, focus_x, focus_y;
    bool four, any, panels, apart;
};

static inline struct plain plain_of(const struct sw_canvas *canvas)
{
    struct plain out;

    memset(&out, 0, sizeof out);
    out.width = canvas->grid.width;
    out.height = canvas->grid.height;
    out.x = canvas->x;
    out.y = canvas->y;
    for (int y = 0; y < out.height; y++) {
        for (int x = 0; x < out.width; x++) {
            out.cell[y][x] = canvas->grid.cell[y][x];
            out.selected[y][x] = sw_mask_get(&canvas->selection, x, y);
            out.anchor[y][x] = sw_mask_get(&canvas->anchor, x, y);
        }
    }
    out.whole = canvas->whole;
    out.colour = canvas->colour;
    out.number = canvas->number;
    out.focus_x = canvas->focus_x;
    out.focus_y = canvas->focus_y;
    out.four = (canvas->mode & SW_MODE_FOUR) != 0;
    out.any = (canvas->mode & SW_MODE_ANY) != 0;
    out.panels = (canvas->mode & SW_MODE_PANELS) != 0;
    out.apart = (canvas->mode & SW_MODE_APART) != 0;
    return out;
}

static inline bool plain_inside(const struct plain *plain, int x, int y)
{
    return x >= 0 && y >= 0 && x < plain->width && y < plain->height;
}

/* The colour there, -1 beyond the edge. */
static inline int plain_at(const struct plain *plain, int x, int y)
{
    return plain_inside(plain, x, y) ? plain->cell[y][x] : -1;
}

static inline bool plain_selected(const struct plain *plain, int x, int y)
{
    return plain_inside(plain, x, y) && plain->selected[y][x];
}

/* The commonest of counted colours (1) or the rarest (-1), not 0, the lower on a tie; or 0. */
static inline int plain_extreme(const int *cells, int sign)
{
    int best = 0;

    for (int colour = 1; colour < 10; colour++)
        if (cells[colour] > 0 && (best == 0 || sign * cells[colour] > sign * cells[best]))
            best = colour;
    return best;
}

/* Whether one step leads from cell to cell: to a neighbour, or anywhere if bodies may lie apart. */
static inline bool plain_step(const struct plain *plain, int x, int y, int to_x, int to_y)
{
    int across = abs(to_x - x), down = abs(to_y - y);

    if (!plain->any && plain->cell[to_y][to_x] != plain->cell[y][x])
        return false;
    return plain->apart || (plain->four ? across + down == 1 : across <= 1 && down <= 1);
}

/* Walks over the cells of one body. */
static inline void plain_walk(const struct plain *plain, struct plain_bodies *out, bool chosen,
                              int x, int y, int number)
{
    int stack[BODIES][2], top = 0, census[10] = {0};
    struct plain_body *body = &out->body[number];

    *body = (struct plain_body){.x0 = SIDE, .y0 = SIDE};
    stack[top][0] = x;
    stack[top++][1] = y;
    out->of[y][x] = number;
    while (top > 0) {
        x = stack[--top][0];
        y = stack[top][1];
        body->cells++;
        census[plain->cell[y][x]]++;
        body->x0 = x < body->x0 ? x : body->x0;
        body->y0 = y < body->y0 ? y : body->y0;
        body->x1 = x >= body->x1 ? x + 1 : body->x1;
        body->y1 = y >= body->y1 ? y + 1 : body->y1;
        int reach = plain->apart ? SIDE : 1;

        for (int to_y = y - reach; to_y <= y + reach; to_y++) {
            for (int to_x = x - reach; to_x <= x + reach; to_x++) {
                if (plain_at(plain, to_x, to_y) <= 0 || out->of[to_y][to_x] >= 0 ||
                    (chosen && !plain->selected[to_y][to_x]) ||
                    !plain_step(plain, x, y, to_x, to_y))
                    continue;
                out->of[to_y][to_x] = number;
                stack[top][0] = to_x;
                stack[top++][1] = to_y;
            }
        }
    }
    body->colour = plain_extreme(census, 1);
}

static inline bool plain_line(const struct plain *plain, bool row, int at)
{
    int length = row ? plain->width : plain->height;

    for (int k = 0; k < length; k++)
        if ((row ? plain->cell[at][k] : plain->cell[k][at]) !=
            (row ? plain->cell[at][0] : plain->cell[0][at]))
            return false;
    return length > 1 && (row ? plain->cell[at][0] : plain->cell[0][at]) != 0;
}

/* Lines of the colour that has most of them part panels; else the longer side is halved. */
static inline void plain_panels(const struct plain *plain, struct plain_bodies *out)
{
    int lines[10] = {0}, colour, left[2][SIDE], right[2][SIDE], count[2] = {0};

    for (int k = 0; k < plain->height; k++)
        lines[plain->cell[k][0]] += plain_line(plain, true, k);
    for (int k = 0; k < plain->width; k++)
        lines[plain->cell[0][k]] += plain_line(plain, false, k);
    lines[0] = 0;
    colour = plain_extreme(lines, 1);
    for (int axis = 0; axis < 2; axis++) {
        int length = axis == 0 ? plain->width : plain->height;
        bool open = false;

        for (int k = 0; k < length; k++) {
            int own = axis == 0 ? plain->cell[0][k] : plain->cell[k][0];

            if (plain_line(plain, axis == 1, k) && own == colour) {
                open = false;
                continue;
            }
            if (!open)
                left[axis][count[axis]++] = k;
            open = true;
            right[axis][count[axis] - 1] = k + 1;
        }
    }
    if (count[0] * count[1] < 2) {
        int axis = plain->width >= plain->height ? 0 : 1;
        int length = axis == 0 ? plain->width : plain->height;

        count[axis] = length < 2 ? 0 : 2;
        left[axis][0] = 0;
        right[axis][0] = length / 2;
        left[axis][1] = length - length / 2;
        right[axis][1] = length;
        count[1 - axis] = 1;
        left[1 - axis][0] = 0;
        right[1 - axis][0] = axis == 0 ? plain->height : plain->width;
    }
    for (int j = 0; j < count[1]; j++) {
        for (int i = 0; i < count[0]; i++) {
            struct plain_body body = {0, 0, left[0][i], left[1][j], right[0][i], right[1][j]};
            int census[10] = {0};

            for (int y = body.y0; y < body.y1; y++) {
                for (int x = body.x0; x < body.x1; x++) {
                    if (plain->cell[y][x] == 0)
                        continue;
                    body.cells++;
                    census[plain->cell[y][x]]++;
                    out->of[y][x] = out->count;
                }
            }
            body.colour = plain_extreme(census, 1);
            out->body[out->count++] = body;
        }
    }
}

/* The canvas's organisms, or those of its selected cells. More than 256 are cells of none. */
static inline void plain_organisms(const struct plain *plain, bool chosen, struct plain_bodies *out)
{
    out->count = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            out->of[y][x] = -1;
    if (plain->panels) {
        bool met[100] = {false};

        plain_panels(plain, out);
        for (int k = 0; k < out->count; k++)
            for (int y = out->body[k].y0; y < out->body[k].y1; y++)
                for (int x = out->body[k].x0; x < out->body[k].x1; x++)
                    met[k] = met[k] || plain->selected[y][x];
        for (int k = 0; k < out->count && chosen; k++)
            out->body[k].cells = met[k] ? out->body[k].cells : -1; /* not there */
        return;
    }
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            if (plain->cell[y][x] != 0 && out->of[y][x] < 0 && (!chosen || plain->selected[y][x]))
                plain_walk(plain, out, chosen, x, y, out->count++);
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            out->of[y][x] = out->of[y][x] < SW_ORGANISMS_MAX ? out->of[y][x] : -1;
    out->count = out->count < SW_ORGANISMS_MAX ? out->count : SW_ORGANISMS_MAX;
}

/* The selected pieces: the canvas if it is selected as a whole, else as above. */
static inline void plain_pieces(const struct plain *plain, struct plain_bodies *out)
{
    int census[10] = {0};

    if (!plain->whole) {
        plain_organisms(plain, true, out);
        return;
    }
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            out->of[y][x] = 0;
            census[plain->cell[y][x]]++;
        }
    }
    out->count = 1;
    out->body[0] = (struct plain_body){
        plain_extreme(census, 1), plain->width * plain->height, 0, 0, plain->width, plain->height};
}

/* A canvas with something selected, an anchor, something in hand and any mode. */
static inline struct sw_canvas plain_random(struct sw_dice *dice)
{
    static const uint8_t modes[] = {0,
                                    0,
                                    0,
                                    SW_MODE_FOUR,
                                    SW_MODE_ANY,
                                    SW_MODE_FOUR | SW_MODE_ANY,
                                    SW_MODE_PANELS,
                                    SW_MODE_APART,
                                    SW_MODE_APART | SW_MODE_FOUR,
                                    SW_MODE_APART | SW_MODE_ANY};
    struct sw_grid grid = random_canvas(dice), shape = random_grid(dice, grid.width, grid.height);
    struct sw_canvas canvas = sw_canvas_of(&grid);
    uint32_t kind = sw_dice_below(dice, 6);

    if (sw_dice_below(dice, 4) == 0) { /* separators */
        uint8_t colour = (uint8_t)(1 + sw_dice_below(dice, 9));
        int column = (int)sw_dice_below(dice, grid.width);
        int row = (int)sw_dice_below(dice, grid.height);

        for (int y = 0; y < grid.height; y++)
            canvas.grid.cell[y][column] = colour;
        for (int x = 0; x < grid.width && kind % 2 == 0; x++)
            canvas.grid.cell[row][x] = colour;
    }
    canvas.mode = modes[sw_dice_below(dice, sizeof modes)];
    canvas.colour = (uint8_t)sw_dice_below(dice, SW_COLOURS + 1);
    canvas.number = (uint8_t)sw_dice_below(dice, kind == 0 ? 256 : kind < 3 ? 40 : 4);
    canvas.focus_x = (uint8_t)sw_dice_below(dice, grid.width);
    canvas.focus_y = (uint8_t)sw_dice_below(dice, grid.height);
    canvas.anchor = sw_grid_occupied(&shape);
    shape = random_grid(dice, grid.width, grid.height);
    if (kind < 3)
        canvas.selection = sw_grid_occupied(&shape);
    else if (kind < 5)
        sw_edit_apply(&canvas, 1 + sw_dice_below(dice, 20));
    return canvas;
}

/* What the canvas holds is what was told plainly. */
static inline void plain_same(const struct sw_canvas *canvas, const struct plain *want,
                              const char *name)
{
    struct sw_grid grid = sw_grid_empty(want->width, want->height);

    assert_sound(&canvas->grid);
    for (int y = 0; y < want->height; y++)
        for (int x = 0; x < want->width; x++)
            grid.cell[y][x] = (uint8_t)want->cell[y][x];
    if (!sw_grid_equal(&canvas->grid, &grid)) {
        char got[1024], text[1024];

        ck_abort_msg("%s gives\n%sinstead of\n%s", name, picture_write(&canvas->grid, got),
                     picture_write(&grid, text));
    }
    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            bool selected = plain_selected(want, x, y);
            bool anchor = plain_inside(want, x, y) && want->anchor[y][x];

            if (sw_mask_get(&canvas->selection, x, y) != selected) {
                char text[1024];

                ck_abort_msg("after %s (hand %d, number %d, mode %d) cell (%d, %d) is %sselected "
                             "of\n%s",
                             name, canvas->colour, canvas->number, canvas->mode, x, y,
                             selected ? "not " : "", picture_write(&canvas->grid, text));
            }
            if (sw_mask_get(&canvas->anchor, x, y) != anchor)
                ck_abort_msg("after %s the anchor at (%d, %d) is wrong", name, x, y);
        }
    }
    if (canvas->whole != want->whole || canvas->colour != want->colour ||
        canvas->number != want->number)
        ck_abort_msg("after %s whole is %d, colour %d not %d, number %d not %d", name,
                     canvas->whole, canvas->colour, want->colour, canvas->number, want->number);
    if (canvas->x != want->x || canvas->y != want->y)
        ck_abort_msg("after %s the canvas lies at (%d, %d)", name, canvas->x, canvas->y);
}

static inline sw_edit_token token_of(const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "there is no edit '%s'", name);
    return (sw_edit_token)token;
}

#endif

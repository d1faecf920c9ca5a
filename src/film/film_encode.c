#include "film/film_encode.h"

static void cells(const struct sw_film_model *model, const struct sw_film_state *state,
                  const struct sw_grid *next, struct sw_film_edits *out);
static void rectangles(const struct sw_film_model *model, const struct sw_film_state *state,
                       const struct sw_grid *next, struct sw_film_edits *out);

static const struct sw_film_encoder encoders[SW_FILM_ENCODERS] = {
    [SW_FILM_CELLS] = {"cells", "cells that change, one by one", cells},
    [SW_FILM_RECTANGLES] = {"rectangles", "cells that change, by rectangles", rectangles},
    [SW_FILM_ORGANISMS] = {"organisms", "organisms that move, change, ...",
                           sw_film_encode_organisms},
    [SW_FILM_PROGRAMS] = {"programs", "organisms and the agents' own edits",
                          sw_film_encode_programs},
};

const struct sw_film_encoder *sw_film_encoder_row(enum sw_film_encoder_id id)
{
    return id < SW_FILM_ENCODERS ? &encoders[id] : NULL;
}

void sw_film_encode_cells(const struct sw_grid *from, const struct sw_grid *next,
                          struct sw_film_edits *out)
{
    for (int y = 0; y < next->height; y++) {
        for (int x = 0; x < next->width; x++) {
            if (from->cell[y][x] == next->cell[y][x])
                continue;
            out->edit[out->count++] = (struct sw_film_edit){
                .kind = SW_FILM_CELL, .x = (uint8_t)x, .y = (uint8_t)y, .colour = next->cell[y][x]};
        }
    }
}

/* The rectangle of cells of `plane` around (x, y) with the most cells of `wrong`; of several the
 * smallest, then the first. Rows y0..y1 leave the columns that all of them have; those around x are
 * the widest rectangle of these rows. */
static struct sw_box best_box(const struct sw_mask *plane, const struct sw_mask *wrong, int x,
                              int y)
{
    struct sw_box best = {(uint8_t)x, (uint8_t)y, (uint8_t)(x + 1), (uint8_t)(y + 1)};
    uint32_t most = 0, area = 0, above = UINT32_MAX;

    for (int y0 = y; y0 >= 0 && (above & plane->row[y0]) >> x & 1u; y0--) {
        uint32_t columns = above &= plane->row[y0];

        for (int y1 = y; y1 < SW_STRIDE && (columns & plane->row[y1]) >> x & 1u; y1++) {
            uint32_t right, left, span, count = 0, size;

            columns &= plane->row[y1];
            right = (uint32_t)__builtin_ctz(~(columns >> x)) + (uint32_t)x;
            left = ~columns & ((1u << x) - 1u);
            left = left == 0 ? 0 : 32u - (uint32_t)__builtin_clz(left);
            span = (1u << right) - (1u << left);
            for (int i = y0; i <= y1; i++)
                count += sw_row_count(wrong->row[i] & span);
            size = (right - left) * (uint32_t)(y1 - y0 + 1);
            if (count > most || (count == most && size < area)) {
                most = count;
                area = size;
                best =
                    (struct sw_box){(uint8_t)left, (uint8_t)y0, (uint8_t)right, (uint8_t)(y1 + 1)};
            }
        }
    }
    return best;
}

/* Shrinks the box to the wrong cells in it: it need not paint what is right already. */
static struct sw_box tighten(struct sw_box box, const struct sw_mask *wrong)
{
    struct sw_mask inside = sw_mask_and(sw_box_mask(box), *wrong);

    return sw_mask_box(&inside);
}

void sw_film_encode_rectangles(const struct sw_grid *from, const struct sw_grid *next,
                               struct sw_film_edits *out)
{
    struct sw_mask plane[SW_COLOURS], wrong = sw_mask_none();
    uint32_t first = out->count;
    int x, y;

    for (y = 0; y < next->height; y++)
        for (x = 0; x < next->width; x++)
            if (from->cell[y][x] != next->cell[y][x])
                sw_mask_set(&wrong, x, y);
    if (sw_mask_empty(&wrong))
        return;
    sw_grid_planes(next, plane);
    while (sw_mask_first(&wrong, &x, &y)) {
        uint8_t colour = next->cell[y][x];
        struct sw_mask mine = sw_mask_and(wrong, plane[colour]), painted;
        struct sw_box box = tighten(best_box(&plane[colour], &mine, x, y), &mine);
        struct sw_film_edit edit = {.kind = SW_FILM_RECTANGLE,
                                    .x = box.x0,
                                    .y = box.y0,
                                    .width = (uint8_t)(box.x1 - box.x0),
                                    .height = (uint8_t)(box.y1 - box.y0),
                                    .colour = colour};
        uint32_t at = out->count++;

        /* In the order of their places: rectangles that paint right cells only may come in any. */
        while (at > first && (out->edit[at - 1].y > edit.y ||
                              (out->edit[at - 1].y == edit.y && out->edit[at - 1].x > edit.x))) {
            out->edit[at] = out->edit[at - 1];
            at--;
        }
        if (edit.width == 1 && edit.height == 1)
            edit.kind = SW_FILM_CELL;
        out->edit[at] = edit;
        painted = sw_box_mask(box);
        wrong = sw_mask_minus(wrong, painted);
    }
}

/* The canvas in the size of the next frame, what is in both staying where it is. */
static struct sw_grid resized(const struct sw_film_state *state, const struct sw_grid *next,
                              struct sw_film_edits *out)
{
    struct sw_film_state copy = {.grid = state->grid};

    out->count = 0;
    if (next->width != state->grid.width || next->height != state->grid.height) {
        out->edit[out->count] = (struct sw_film_edit){
            .kind = SW_FILM_CANVAS, .width = next->width, .height = next->height};
        sw_film_apply(&copy, &out->edit[out->count++]);
    }
    return copy.grid;
}

static void cells(const struct sw_film_model *model, const struct sw_film_state *state,
                  const struct sw_grid *next, struct sw_film_edits *out)
{
    struct sw_grid grid = resized(state, next, out);

    (void)model;
    sw_film_encode_cells(&grid, next, out);
}

static void rectangles(const struct sw_film_model *model, const struct sw_film_state *state,
                       const struct sw_grid *next, struct sw_film_edits *out)
{
    struct sw_grid grid = resized(state, next, out);

    (void)model;
    sw_film_encode_rectangles(&grid, next, out);
}

uint64_t sw_film_cost(const struct sw_film_model *model, const struct sw_film_state *state,
                      const struct sw_film_edits *edits)
{
    struct sw_film_coder coder = sw_film_counter();
    struct sw_film_model own = *model;
    struct sw_film_state copy = {.grid = state->grid, .last = state->last};
    struct sw_film_edit end = {.kind = SW_FILM_END};

    for (uint32_t i = 0; i < edits->count; i++) {
        struct sw_film_edit edit = edits->edit[i];

        sw_film_code_edit(&coder, &own, &copy, &edit);
    }
    sw_film_code_edit(&coder, &own, &copy, &end);
    return coder.cost;
}

#include "film/film_pixels.h"

#include "film/film_model.h"

#include <stdlib.h>

struct pixels {
    struct sw_film_bit size, change[2][2][2][2][2];
    struct sw_film_bit colour[SW_COLOURS][SW_COLOURS][16];
};

static bool changed_at(const struct sw_grid *a, const struct sw_grid *b, int x, int y)
{
    return x >= 0 && y >= 0 && x < a->width && a->cell[y][x] != b->cell[y][x];
}

/* One frame of the size of the one before; `older`: the one before that, or the same as before. */
static void code_frame(struct sw_film_coder *coder, struct pixels *model,
                       const struct sw_grid *older, const struct sw_grid *before,
                       const struct sw_grid *grid)
{
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            bool changed = changed_at(before, grid, x, y);
            struct sw_film_bit *bit =
                &model->change[changed_at(before, grid, x - 1, y)][changed_at(
                    before, grid, x, y - 1)][changed_at(before, grid, x + 1, y - 1)]
                              [changed_at(older, before, x, y)][before->cell[y][x] == 0];

            sw_film_code_bit(coder, bit, changed);
            if (changed)
                sw_film_code_tree(
                    coder, model->colour[before->cell[y][x]][x > 0 ? grid->cell[y][x - 1] : 0], 4,
                    SW_COLOURS, grid->cell[y][x]);
        }
    }
}

size_t sw_film_pixels_size(const struct sw_grid *frame, uint32_t count)
{
    struct sw_film_coder coder = sw_film_writer();
    struct pixels *model = malloc(sizeof *model);
    struct sw_grid copy = frame[0];
    size_t size = SIZE_MAX;
    uint8_t *bytes;

    if (model == NULL)
        return size;
    sw_film_bits_reset(&model->size, sizeof *model / sizeof model->size);
    sw_film_code_grid(&coder, &copy);
    for (uint32_t i = 1; i < count; i++) {
        const struct sw_grid *before = &frame[i - 1], *older = i > 1 ? &frame[i - 2] : before;
        bool other = before->width != frame[i].width || before->height != frame[i].height;

        if (older->width != before->width || older->height != before->height)
            older = before;
        sw_film_code_bit(&coder, &model->size, other);
        if (other) {
            sw_film_code_below(&coder, SW_SIDE_MAX, frame[i].width - 1u);
            sw_film_code_below(&coder, SW_SIDE_MAX, frame[i].height - 1u);
            copy = frame[i];
            sw_film_code_grid(&coder, &copy);
        } else {
            code_frame(&coder, model, older, before, &frame[i]);
        }
    }
    free(model);
    bytes = sw_film_writer_end(&coder, &size);
    if (bytes == NULL)
        size = SIZE_MAX;
    free(bytes);
    return size;
}

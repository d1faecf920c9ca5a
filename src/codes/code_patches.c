#include "codes/code_patches.h"

#include "codes/code_cluster.h"
#include "codes/code_film.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A patch is one of CODES for each of its cells: a colour, or outside of the canvas. */
enum { SIDE = 2, CELLS = SIDE * SIDE, CODES = SW_COLOURS + 1, WIDTH = CELLS * CODES };
enum { PATCHES = 6000, FILM_STEPS = 4, ROUNDS = 20 };

struct sw_code_patches {
    uint32_t centres;
    float *centre; /* [centres][WIDTH] */
};

static void take(const struct sw_grid *frame, int x0, int y0, float *point)
{
    memset(point, 0, WIDTH * sizeof *point);
    for (int i = 0; i < CELLS; i++) {
        int x = x0 + i % SIDE, y = y0 + i / SIDE;
        bool outside = x >= frame->width || y >= frame->height;

        point[i * CODES + (outside ? SW_COLOURS : frame->cell[y][x])] = 1.0f;
    }
}

/* The likeliest colour of each cell that a centre has. */
static void lay(const float *centre, int x0, int y0, struct sw_grid *out)
{
    for (int i = 0; i < CELLS; i++) {
        int x = x0 + i % SIDE, y = y0 + i / SIDE;
        const float *share = centre + i * CODES;
        uint8_t best = 0;

        for (uint8_t c = 1; c < SW_COLOURS; c++)
            if (share[c] > share[best])
                best = c;
        if (x < out->width && y < out->height)
            out->cell[y][x] = best;
    }
}

static uint32_t gather(uint64_t seed, float *point)
{
    struct sw_code_edit edit[SW_CODE_EDITS_MAX];
    uint32_t edits = sw_code_edits_list(edit), count = 0;
    struct sw_code_film film;

    for (uint64_t number = 0; count < PATCHES; number++) {
        sw_code_film_draw(edit, edits, SW_CODE_SET_LESSONS, seed, number, FILM_STEPS, &film);
        for (uint32_t i = 1; i <= film.steps; i++)
            for (int y = 0; y < film.frame[i].height; y += SIDE)
                for (int x = 0; x < film.frame[i].width && count < PATCHES; x += SIDE)
                    take(&film.frame[i], x, y, point + (size_t)count++ * WIDTH);
    }
    return count;
}

struct sw_code_patches *sw_code_patches_create(uint32_t centres, uint64_t seed,
                                               struct sw_error *error)
{
    static const char doing[] = "clustering patches";
    struct sw_code_patches *patches = sw_allocate(1, sizeof *patches, doing, error);
    float *point = sw_allocate_floats((size_t)PATCHES * WIDTH, doing, error);
    uint32_t *label = sw_allocate(PATCHES, sizeof *label, doing, error);

    if (patches != NULL)
        patches->centre = sw_allocate_floats((size_t)centres * WIDTH, doing, error);
    if (patches == NULL || point == NULL || label == NULL || patches->centre == NULL) {
        sw_code_patches_destroy(patches);
        patches = NULL;
    } else {
        patches->centres = centres;
        sw_code_cluster(point, gather(seed, point), WIDTH, centres, seed, 0, ROUNDS,
                        patches->centre, label);
    }
    free(point);
    free(label);
    return patches;
}

void sw_code_patches_destroy(struct sw_code_patches *patches)
{
    if (patches != NULL)
        free(patches->centre);
    free(patches);
}

void sw_code_patches_make(const struct sw_code_patches *patches, const struct sw_grid *frame,
                          struct sw_grid *out)
{
    sw_grid_clear(out, frame->width, frame->height);
    for (int y = 0; y < frame->height; y += SIDE)
        for (int x = 0; x < frame->width; x += SIDE) {
            float point[WIDTH];
            uint32_t at;

            take(frame, x, y, point);
            at = sw_code_nearest(point, WIDTH, patches->centre, patches->centres);
            lay(patches->centre + (size_t)at * WIDTH, x, y, out);
        }
}

double sw_code_patches_bits(const struct sw_code_patches *patches, const struct sw_grid *frame)
{
    int across = (frame->width + SIDE - 1) / SIDE, down = (frame->height + SIDE - 1) / SIDE;

    return across * down * log2(patches->centres);
}

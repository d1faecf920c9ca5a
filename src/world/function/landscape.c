#include "world/function/landscape.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The places at which a landscape draws: id of SW_RANDOM_FUNCTION. */
enum { DRAWS_BEST, DRAWS_ORDER, DRAWS_BLOCKS };

struct sw_landscape {
    const struct sw_function *function;
    uint32_t dimension;
    double *z;       /* [dimension]: what the function is given */
    double *best;    /* [dimension], NULL if neither shifted nor rotated */
    double *away;    /* [dimension] scratch; NULL without rotation, as the rest */
    uint32_t *order; /* [dimension] the coordinates of the blocks, one block after another */
    double *block;   /* their matrices, row by row, one after another */
};

static uint32_t block_side(uint32_t dimension, uint32_t first)
{
    return dimension - first < SW_LANDSCAPE_BLOCK ? dimension - first : SW_LANDSCAPE_BLOCK;
}

static double dot(const double *a, const double *b, uint32_t n)
{
    double sum = 0;

    for (uint32_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Makes row `at` of a matrix a unit vector orthogonal to those before it. False if it is as good as
 * one of their sums. */
static bool orthonormal(double *matrix, uint32_t at, uint32_t side)
{
    double *row = matrix + (size_t)at * side, size = sqrt(dot(row, row, side)), left;

    if (!(size > 0))
        return false;
    for (int round = 0; round < 2; round++)
        for (uint32_t k = 0; k < at; k++) {
            const double *other = matrix + (size_t)k * side;
            double share = dot(row, other, side);

            for (uint32_t i = 0; i < side; i++)
                row[i] -= share * other[i];
        }
    left = sqrt(dot(row, row, side));
    if (left < 1e-6 * size)
        return false;
    for (uint32_t i = 0; i < side; i++)
        row[i] /= left;
    return true;
}

/* One block; a row that the ones before it span is drawn again. */
static void draw_block(uint64_t seed, uint32_t number, uint32_t side, double *matrix)
{
    uint32_t drawn = 0;

    for (uint32_t row = 0; row < side;) {
        float noise[SW_LANDSCAPE_BLOCK];

        sw_random_noise(seed, SW_RANDOM_FUNCTION, DRAWS_BLOCKS, number,
                        drawn++ * SW_LANDSCAPE_BLOCK, noise, side);
        for (uint32_t i = 0; i < side; i++)
            matrix[(size_t)row * side + i] = (double)noise[i];
        row += orthonormal(matrix, row, side);
    }
}

static void draw_rotation(struct sw_landscape *landscape, uint64_t seed)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FUNCTION, DRAWS_ORDER, 0);
    uint32_t number = 0;

    sw_dice_permutation(&dice, landscape->order, landscape->dimension);
    for (uint32_t first = 0; first < landscape->dimension; first += SW_LANDSCAPE_BLOCK, number++)
        draw_block(seed, number, block_side(landscape->dimension, first),
                   landscape->block + (size_t)first * SW_LANDSCAPE_BLOCK);
}

/* What the table has no single best point for turns about the middle of its range. */
static double pivot(const struct sw_function *function)
{
    return isnan(function->best) ? 0.5 * (function->low + function->high) : function->best;
}

static void draw_best(struct sw_landscape *landscape, bool shift, uint64_t seed)
{
    const struct sw_function *function = landscape->function;
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FUNCTION, DRAWS_BEST, 0);
    double span = function->high - function->low;

    for (uint32_t i = 0; i < landscape->dimension; i++) {
        double share = 0.1 + 0.8 * (double)sw_dice_unit(&dice);

        landscape->best[i] =
            shift ? (double)(float)(function->low + share * span) : pivot(function);
    }
}

struct sw_landscape *sw_landscape_create(const struct sw_function *function, uint32_t dimension,
                                         bool shift, bool rotate, uint64_t seed,
                                         struct sw_error *error)
{
    const char *what = "laying out a function";
    struct sw_landscape *landscape = sw_allocate(1, sizeof *landscape, what, error);

    if (landscape == NULL)
        return NULL;
    shift = shift && function->moves;
    rotate = rotate && function->moves;
    landscape->function = function;
    landscape->dimension = dimension;
    landscape->z = sw_allocate(dimension, sizeof(double), what, error);
    if (shift || rotate)
        landscape->best = sw_allocate(dimension, sizeof(double), what, error);
    if (rotate) {
        landscape->away = sw_allocate(dimension, sizeof(double), what, error);
        landscape->order = sw_allocate(dimension, sizeof(uint32_t), what, error);
        landscape->block =
            sw_allocate((size_t)dimension * SW_LANDSCAPE_BLOCK, sizeof(double), what, error);
    }
    if (landscape->z == NULL || ((shift || rotate) && landscape->best == NULL) ||
        (rotate &&
         (landscape->away == NULL || landscape->order == NULL || landscape->block == NULL))) {
        sw_landscape_destroy(landscape);
        return NULL;
    }
    if (shift || rotate)
        draw_best(landscape, shift, seed);
    if (rotate)
        draw_rotation(landscape, seed);
    return landscape;
}

void sw_landscape_destroy(struct sw_landscape *landscape)
{
    if (landscape == NULL)
        return;
    free(landscape->z);
    free(landscape->best);
    free(landscape->away);
    free(landscape->order);
    free(landscape->block);
    free(landscape);
}

/* z - pivot = R away, block by block: coordinate j, times its row of the block, is added to all. */
static void rotate_vector(const struct sw_landscape *landscape)
{
    const double middle = pivot(landscape->function);
    uint32_t n = landscape->dimension;

    for (uint32_t first = 0; first < n; first += SW_LANDSCAPE_BLOCK) {
        const double *matrix = landscape->block + (size_t)first * SW_LANDSCAPE_BLOCK;
        const uint32_t *order = landscape->order + first;
        uint32_t side = block_side(n, first);
        double sum[SW_LANDSCAPE_BLOCK] = {0};

        for (uint32_t j = 0; j < side; j++) {
            double part = landscape->away[order[j]];

            for (uint32_t i = 0; i < side; i++)
                sum[i] += part * matrix[(size_t)j * side + i];
        }
        for (uint32_t i = 0; i < side; i++)
            landscape->z[order[i]] = middle + sum[i];
    }
}

double sw_landscape_value(struct sw_landscape *landscape, const float *x, float *observed)
{
    const struct sw_function *function = landscape->function;
    const double *best = landscape->best;
    double *z = landscape->block != NULL ? landscape->away : landscape->z;
    double back = landscape->block != NULL || best == NULL ? 0 : pivot(function);
    uint32_t n = landscape->dimension;

    for (uint32_t i = 0; i < n; i++) {
        double at = (double)x[i];

        at = at > -SW_FUNCTION_FAR ? at : -SW_FUNCTION_FAR; /* also of what is no number */
        z[i] = at < SW_FUNCTION_FAR ? at : SW_FUNCTION_FAR;
    }
    for (uint32_t i = 0; i < n && best != NULL; i++)
        z[i] = z[i] - best[i] + back;
    if (landscape->block != NULL)
        rotate_vector(landscape);
    if (observed != NULL && function->observe != NULL)
        function->observe(landscape->z, n, observed);
    return function->value(landscape->z, n);
}

double sw_landscape_distance(const struct sw_landscape *landscape, const float *x)
{
    const struct sw_function *function = landscape->function;
    double sum = 0;

    if (isnan(function->best))
        return (double)NAN;
    for (uint32_t i = 0; i < landscape->dimension; i++) {
        double d = (double)x[i] - (landscape->best != NULL ? landscape->best[i] : function->best);

        sum += d * d;
    }
    return sqrt(sum);
}

uint64_t sw_landscape_bytes(uint32_t dimension, bool rotate)
{
    return (uint64_t)dimension *
           (2 * sizeof(double) +
            (rotate ? sizeof(double) + sizeof(uint32_t) + SW_LANDSCAPE_BLOCK * sizeof(double) : 0));
}

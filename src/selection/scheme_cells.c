/* MAP-Elites: the best of each cell of the space of behaviours stands. */
#include "selection/scheme_private.h"

#include <stdlib.h>
#include <string.h>

#define SAMPLES_EACH  16u /* points a centroid */
#define SAMPLES_LEAST 4096u
#define SWEEPS        12u

struct grid {
    const struct sw_candidates *candidates;
    uint32_t cells;
};

/* The cell of one descriptor; what is outside of [0, 1] is in the cell at the border. */
static uint32_t cell_of(const struct grid *grid, uint32_t candidate, uint32_t index)
{
    const struct sw_candidates *candidates = grid->candidates;
    double x = (double)candidates->observed[(size_t)candidate * candidates->width + index];
    double at = x * grid->cells;

    return at >= grid->cells ? grid->cells - 1 : at > 0 ? (uint32_t)at : 0;
}

static int compare_cells(const struct grid *grid, uint32_t one, uint32_t other)
{
    for (uint32_t i = 0; i < grid->candidates->width; i++) {
        uint32_t a = cell_of(grid, one, i), b = cell_of(grid, other, i);

        if (a != b)
            return a < b ? -1 : 1;
    }
    return 0;
}

static int by_cell(const void *a, const void *b, void *context)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    int result = compare_cells(context, one, other);

    return result != 0 ? result : one < other ? -1 : one > other;
}

/* selector->cell <- a number for each candidate's cell of the grid. Returns how many are taken. */
static uint32_t number_cells(struct sw_selector *selector, const struct sw_candidates *candidates,
                             uint32_t cells)
{
    struct grid grid = {candidates, cells};
    uint32_t *order = selector->order, number = 0;

    for (uint32_t i = 0; i < candidates->count; i++)
        order[i] = i;
    qsort_r(order, candidates->count, sizeof *order, by_cell, &grid);
    for (uint32_t i = 0; i < candidates->count; i++) {
        number += i > 0 && compare_cells(&grid, order[i - 1], order[i]) != 0;
        selector->cell[order[i]] = number;
    }
    return number + 1;
}

/* The best of each cell, ties to the lower index; if more than may stand, the best of these. */
static uint32_t champions(struct sw_selector *selector, const struct sw_selection *selection,
                          const struct sw_candidates *candidates, uint32_t cells,
                          uint32_t *survivor)
{
    uint32_t *champion = selector->champion, count = 0;

    for (uint32_t i = 0; i < cells; i++)
        champion[i] = UINT32_MAX;
    for (uint32_t i = 0; i < candidates->count; i++) {
        uint32_t *best = &champion[selector->cell[i]];

        if (*best == UINT32_MAX || candidates->score[i] > candidates->score[*best])
            *best = i;
    }
    sw_order_by_score(candidates->score, candidates->count, selector->order);
    for (uint32_t i = 0; i < candidates->count && count < selection->standing_most; i++) {
        uint32_t candidate = selector->order[i];

        if (champion[selector->cell[candidate]] == candidate)
            selector->order[count++] = candidate;
    }
    return sw_write_survivors(selector->order, count, survivor);
}

/* MAP-Elites (Mouret and Clune 2015): a grid of `cells` a descriptor. */
SW_SCHEME_SURVIVE(sw_map_elites_survive)
{
    uint32_t cells = number_cells(selector, candidates, selection->cells);

    (void)dice;
    return champions(selector, selection, candidates, cells, survivor);
}

/* ---- centroidal Voronoi tessellation ---- */

/* The nearest centroid, ties to the first. Without descriptors there is one cell. */
static uint32_t nearest_centroid(const struct sw_selector *selector, uint32_t width, uint32_t cells,
                                 const float *point)
{
    const double *centroid = selector->centroid;
    double least = 0;
    uint32_t nearest = 0;

    for (uint32_t i = 0; i < cells; i++, centroid += width) {
        double sum = 0;

        for (uint32_t j = 0; j < width; j++) {
            double apart = (double)point[j] - centroid[j];

            sum += apart * apart;
        }
        if (i == 0 || sum < least) {
            least = sum;
            nearest = i;
        }
    }
    return nearest;
}

static void throw_point(struct sw_dice *dice, uint32_t width, float *point)
{
    for (uint32_t i = 0; i < width; i++)
        point[i] = sw_dice_unit(dice);
}

/* One sweep of Lloyd's algorithm over the same random points; a cell without points stays. */
static void sweep(struct sw_selector *selector, uint32_t width, uint32_t cells)
{
    struct sw_dice dice = sw_dice_at(0, SW_RANDOM_CENTROIDS, width, cells);
    double *centroid = selector->centroid, *sum = centroid + (size_t)cells * width;
    uint32_t *points = selector->champion, samples = SAMPLES_EACH * cells;

    memset(sum, 0, (size_t)cells * width * sizeof *sum);
    memset(points, 0, cells * sizeof *points);
    samples = samples > SAMPLES_LEAST ? samples : SAMPLES_LEAST;
    for (uint32_t i = 0; i < samples; i++) {
        float point[SW_BEHAVIOUR_MAX];
        uint32_t cell;

        throw_point(&dice, width, point);
        cell = nearest_centroid(selector, width, cells, point);
        points[cell]++;
        for (uint32_t j = 0; j < width; j++)
            sum[(size_t)cell * width + j] += (double)point[j];
    }
    for (uint32_t i = 0; i < cells; i++)
        for (uint32_t j = 0; j < width && points[i] > 0; j++)
            centroid[(size_t)i * width + j] = sum[(size_t)i * width + j] / points[i];
}

/* Centroids depend on width and cells alone: they are the same in every run. */
static void place_centroids(struct sw_selector *selector, uint32_t width, uint32_t cells)
{
    struct sw_dice dice = sw_dice_at(0, SW_RANDOM_CENTROIDS, width, cells);

    if (selector->centroid_width == width && selector->centroid_cells == cells)
        return;
    for (uint32_t i = 0; i < cells; i++) {
        float point[SW_BEHAVIOUR_MAX];

        throw_point(&dice, width, point);
        for (uint32_t j = 0; j < width; j++)
            selector->centroid[(size_t)i * width + j] = (double)point[j];
    }
    for (uint32_t i = 0; i < SWEEPS; i++)
        sweep(selector, width, cells);
    selector->centroid_width = width;
    selector->centroid_cells = cells;
}

/* CVT-MAP-Elites (Vassiliades, Chatzilygeroudis and Mouret 2018): `cells` in all, as even as
 * Lloyd's algorithm makes them in any number of dimensions. */
SW_SCHEME_SURVIVE(sw_cvt_survive)
{
    uint32_t width = candidates->width;

    (void)dice;
    place_centroids(selector, width, selection->cells);
    for (uint32_t i = 0; i < candidates->count; i++)
        selector->cell[i] = width == 0 ? 0
                                       : nearest_centroid(selector, width, selection->cells,
                                                          candidates->observed + (size_t)i * width);
    return champions(selector, selection, candidates, selection->cells, survivor);
}

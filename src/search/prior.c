/* prior.c - regularities of the demonstrations. */
#include "search/prior.h"

#include <string.h>

static uint16_t colours_of(const struct sw_grid *grid)
{
    struct sw_mask full = sw_mask_full(grid->width, grid->height);
    uint32_t census[SW_COLOURS];
    uint16_t out = 0;

    sw_grid_census(grid, &full, census);
    for (uint32_t colour = 0; colour < SW_COLOURS; colour++)
        if (census[colour] > 0)
            out |= (uint16_t)(1u << colour);
    return out;
}

static bool symmetric(const struct sw_grid *grid, enum sw_symmetry symmetry)
{
    struct sw_grid image = sw_grid_symmetry(grid, symmetry);

    return sw_grid_equal(grid, &image);
}

static bool same_size(const struct sw_grid *a, const struct sw_grid *b)
{
    return a->width == b->width && a->height == b->height;
}

static uint32_t occupied(const struct sw_grid *grid)
{
    struct sw_mask mask = sw_grid_occupied(grid);

    return sw_mask_count(&mask);
}

/* The colours that change, and into what. */
static void transitions(const struct sw_grid *canvas, const struct sw_grid *target,
                        uint16_t becomes[SW_COLOURS])
{
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            if (canvas->cell[y][x] != target->cell[y][x])
                becomes[canvas->cell[y][x]] |= (uint16_t)(1u << target->cell[y][x]);
}

/* One side's relation between canvas and target; 0 for both if there is none for all. */
static void relate(uint8_t canvas, uint8_t target, bool first, uint8_t *scale, uint8_t *reduce)
{
    uint8_t up = target % canvas == 0 ? target / canvas : 0;
    uint8_t down = canvas % target == 0 ? canvas / target : 0;

    if (first) {
        *scale = up;
        *reduce = down;
    }
    if (*scale != up)
        *scale = 0;
    if (*reduce != down)
        *reduce = 0;
}

struct sw_prior sw_prior_of(const struct sw_puzzle *puzzle)
{
    struct sw_prior prior;
    bool changes = true, covered = true;

    memset(&prior, 0, sizeof prior);
    prior.same_size = prior.one_size = prior.palette_kept = prior.palette_one = true;
    prior.more = prior.fewer = prior.as_many = true;
    prior.always = UINT16_MAX;
    prior.symmetries = UINT8_MAX;
    prior.width = puzzle->demonstration[0].target.width;
    prior.height = puzzle->demonstration[0].target.height;
    for (uint32_t k = 0; k < puzzle->demonstrations; k++) {
        const struct sw_grid *canvas = &puzzle->demonstration[k].canvas;
        const struct sw_grid *target = &puzzle->demonstration[k].target;
        uint16_t before = colours_of(canvas), after = colours_of(target);
        uint32_t had = occupied(canvas), has = occupied(target);

        prior.same_size = prior.same_size && same_size(canvas, target);
        prior.one_size =
            prior.one_size && target->width == prior.width && target->height == prior.height;
        relate(canvas->width, target->width, k == 0, &prior.scale_x, &prior.reduce_x);
        relate(canvas->height, target->height, k == 0, &prior.scale_y, &prior.reduce_y);
        prior.palette_kept = prior.palette_kept && before == after;
        prior.palette_one =
            prior.palette_one && after == colours_of(&puzzle->demonstration[0].target);
        prior.always &= after;
        if (!sw_grid_equal(canvas, target)) /* else nothing is shown of its colours */
            prior.known |= before | after;
        for (uint32_t s = 1; s < SW_SYMMETRIES; s++)
            if (!symmetric(target, (enum sw_symmetry)s))
                prior.symmetries &= (uint8_t) ~(1u << s);
        changes = changes && !sw_grid_equal(canvas, target);
        prior.more = prior.more && has >= had;
        prior.fewer = prior.fewer && has <= had;
        prior.as_many = prior.as_many && has == had;
    }
    for (uint32_t k = 0; k < puzzle->demonstrations; k++) {
        const struct sw_grid *canvas = &puzzle->demonstration[k].canvas;
        const struct sw_grid *target = &puzzle->demonstration[k].target;

        covered = covered && (colours_of(target) & ~(colours_of(canvas) | prior.always)) == 0;
        if (prior.same_size)
            transitions(canvas, target, prior.becomes);
    }
    for (uint32_t colour = 0; colour < SW_COLOURS; colour++)
        if (prior.becomes[colour] != 0)
            prior.leaves |= (uint16_t)(1u << colour);
    prior.symmetries &= (uint8_t)~1u;
    prior.holds[SW_REGULAR_COLOURS] = covered;
    prior.holds[SW_REGULAR_PALETTE] = prior.palette_kept || prior.palette_one;
    prior.holds[SW_REGULAR_CHANGE] = changes;
    prior.holds[SW_REGULAR_SIZE] = true;
    prior.holds[SW_REGULAR_SYMMETRY] = prior.symmetries != 0;
    prior.holds[SW_REGULAR_GROUND] = prior.same_size && (prior.leaves & (prior.leaves - 1)) == 0;
    prior.holds[SW_REGULAR_LEAVES] = prior.same_size && (prior.leaves & (prior.leaves - 1)) != 0;
    prior.holds[SW_REGULAR_BECOMES] = prior.same_size;
    prior.holds[SW_REGULAR_TRANSITION] = prior.same_size;
    prior.holds[SW_REGULAR_COUNT] = prior.more || prior.fewer;
    return prior;
}

static bool fits_size(const struct sw_prior *prior, const struct sw_grid *canvas,
                      const struct sw_grid *output)
{
    bool related_x = (prior->scale_x != 0 && output->width == canvas->width * prior->scale_x) ||
                     (prior->reduce_x != 0 && output->width * prior->reduce_x == canvas->width);
    bool related_y = (prior->scale_y != 0 && output->height == canvas->height * prior->scale_y) ||
                     (prior->reduce_y != 0 && output->height * prior->reduce_y == canvas->height);
    bool relation =
        (prior->scale_x | prior->reduce_x) != 0 && (prior->scale_y | prior->reduce_y) != 0;

    if (prior->one_size && output->width == prior->width && output->height == prior->height)
        return true;
    if (relation && related_x && related_y)
        return true;
    return !prior->one_size && !relation;
}

uint32_t sw_prior_broken(const struct sw_prior *prior, const struct sw_grid *canvas,
                         const struct sw_grid *output)
{
    uint16_t before = colours_of(canvas), after = colours_of(output);
    bool broken[SW_REGULARITIES] = {false};
    uint32_t set = 0;

    broken[SW_REGULAR_COLOURS] = (after & ~(before | prior->always)) != 0;
    broken[SW_REGULAR_PALETTE] = !(prior->palette_kept && after == before) &&
                                 !(prior->palette_one && after == prior->always);
    broken[SW_REGULAR_CHANGE] = sw_grid_equal(canvas, output);
    broken[SW_REGULAR_SIZE] = !fits_size(prior, canvas, output);
    for (uint32_t s = 1; s < SW_SYMMETRIES; s++)
        if ((prior->symmetries >> s & 1u) != 0 && !symmetric(output, (enum sw_symmetry)s))
            broken[SW_REGULAR_SYMMETRY] = true;
    if (same_size(canvas, output)) {
        uint16_t becomes[SW_COLOURS] = {0}, leaves = 0, enters = 0, entered = 0;

        transitions(canvas, output, becomes);
        for (uint32_t colour = 0; colour < SW_COLOURS; colour++) {
            leaves |= (uint16_t)(becomes[colour] != 0 ? 1u << colour : 0);
            enters |= becomes[colour];
            entered |= prior->becomes[colour];
            broken[SW_REGULAR_TRANSITION] =
                broken[SW_REGULAR_TRANSITION] ||
                ((becomes[colour] & ~prior->becomes[colour] & prior->known) != 0 &&
                 (prior->known >> colour & 1u) != 0);
        }
        broken[SW_REGULAR_GROUND] = broken[SW_REGULAR_LEAVES] =
            (leaves & ~prior->leaves & prior->known) != 0;
        broken[SW_REGULAR_BECOMES] = (enters & ~entered & prior->known) != 0;
    }
    broken[SW_REGULAR_COUNT] = (prior->more && occupied(output) < occupied(canvas)) ||
                               (prior->fewer && occupied(output) > occupied(canvas));
    for (uint32_t r = 0; r < SW_REGULARITIES; r++)
        set |= (uint32_t)(prior->holds[r] && broken[r]) << r;
    return set;
}

/* Twelve times the logarithm of how much oftener wrong candidates break them than right ones. */
static const uint8_t costs[SW_REGULARITIES] = {
    [SW_REGULAR_COLOURS] = 29, [SW_REGULAR_PALETTE] = 17,   [SW_REGULAR_CHANGE] = 34,
    [SW_REGULAR_SIZE] = 18,    [SW_REGULAR_SYMMETRY] = 11,  [SW_REGULAR_GROUND] = 28,
    [SW_REGULAR_BECOMES] = 8,  [SW_REGULAR_TRANSITION] = 5, [SW_REGULAR_LEAVES] = 4,
    [SW_REGULAR_COUNT] = 23,
};

uint32_t sw_prior_cost(const struct sw_prior *prior, const struct sw_grid *canvas,
                       const struct sw_grid *output)
{
    uint32_t broken = sw_prior_broken(prior, canvas, output), cost = 0;

    for (uint32_t r = 0; r < SW_REGULARITIES; r++)
        cost += (broken >> r & 1u) != 0 ? costs[r] : 0;
    return cost;
}

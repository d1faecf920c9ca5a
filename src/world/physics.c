/* physics.c - slide, push, eat.
 *
 * Sliding: bodies that are not held all move together, so their union is one mask that is moved
 * until it meets what is held; only then is it asked again which bodies are held. What is held
 * stays held: it rests on a chain that ends in a wall or an obstacle. So the number of rounds is at
 * most the number of bodies, and each step in between costs one pass over the rows. */
#include "world/physics.h"

#include <string.h>

#define BODIES_MAX (2 * SW_ORGANISMS_MAX)

static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1};
static const int8_t step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};

/* One thing that can move, and how far it has. */
struct body {
    struct sw_organism *organism;
    uint8_t shift;
    bool held; /* it can move no further */
};

/* The box of `box` moved by `shift` cells. */
static struct sw_box moved_box(struct sw_box box, enum sw_direction direction, int shift)
{
    int dx = step_x[direction] * shift, dy = step_y[direction] * shift;

    return (struct sw_box){(uint8_t)(box.x0 + dx), (uint8_t)(box.y0 + dy), (uint8_t)(box.x1 + dx),
                           (uint8_t)(box.y1 + dy)};
}

/* Cells that a body can still move before the wall, from where it was at first. */
static int room(const struct sw_grid *grid, struct sw_box box, enum sw_direction direction)
{
    switch (direction) {
    case SW_UP:
        return box.y0;
    case SW_DOWN:
        return grid->height - box.y1;
    case SW_LEFT:
        return box.x0;
    default:
        return grid->width - box.x1;
    }
}

/* Row y of the mask after it moved by `shift` cells; the caller has seen to it that it has room. */
static uint32_t moved_row(const struct sw_mask *mask, enum sw_direction direction, int shift, int y)
{
    switch (direction) {
    case SW_UP:
        return y + shift < SW_STRIDE ? mask->row[y + shift] : 0;
    case SW_DOWN:
        return y >= shift ? mask->row[y - shift] : 0;
    case SW_LEFT:
        return mask->row[y] >> shift;
    default:
        return mask->row[y] << shift;
    }
}

/* Whether the body, moved by `shift`, meets the mask. */
static bool meets(const struct sw_organism *organism, enum sw_direction direction, int shift,
                  const struct sw_mask *mask)
{
    struct sw_box box = moved_box(organism->box, direction, shift);
    uint32_t both = 0;

    for (int y = box.y0; y < box.y1; y++)
        both |= moved_row(&organism->mask, direction, shift, y) & mask->row[y];
    return both != 0;
}

static void add_moved(struct sw_mask *mask, const struct sw_organism *organism,
                      enum sw_direction direction, int shift)
{
    struct sw_box box = moved_box(organism->box, direction, shift);

    for (int y = box.y0; y < box.y1; y++)
        mask->row[y] |= moved_row(&organism->mask, direction, shift, y);
}

/* Marks every body that is held when what is in `fixed` stands still, and adds it to `fixed`.
 * Passes over the bodies until nothing is added: a least fixed point, so the order does not matter.
 * Returns how many are not held. */
static uint32_t hold(const struct sw_grid *grid, struct body *bodies, uint32_t count,
                     enum sw_direction direction, struct sw_mask *fixed)
{
    uint32_t loose;
    bool added = true;

    do {
        loose = 0;
        added = false;
        for (uint32_t k = 0; k < count; k++) {
            struct body *body = &bodies[k];
            if (body->held)
                continue;
            int next = body->shift + 1;
            if (room(grid, body->organism->box, direction) >= next &&
                !meets(body->organism, direction, next, fixed)) {
                loose++;
                continue;
            }
            body->held = true;
            added = true;
            add_moved(fixed, body->organism, direction, body->shift);
        }
    } while (added && loose > 0);
    return loose;
}

/* Writes what moved into the grid and into the bodies. */
static void settle(struct sw_grid *grid, struct body *bodies, uint32_t count,
                   enum sw_direction direction)
{
    struct sw_grid before = *grid;

    for (uint32_t k = 0; k < count; k++) {
        const struct sw_organism *organism = bodies[k].organism;
        if (bodies[k].shift == 0)
            continue;
        for (int y = organism->box.y0; y < organism->box.y1; y++) {
            for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1)
                grid->cell[y][__builtin_ctz(row)] = 0;
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        struct sw_organism *organism = bodies[k].organism;
        int shift = bodies[k].shift;
        int dx = step_x[direction] * shift, dy = step_y[direction] * shift;
        if (shift == 0)
            continue;
        for (int y = organism->box.y0; y < organism->box.y1; y++) {
            for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1) {
                int x = __builtin_ctz(row);
                grid->cell[y + dy][x + dx] = before.cell[y][x];
            }
        }
        organism->mask = sw_mask_shift(organism->mask, dx, dy, grid->width, grid->height);
        organism->box = moved_box(organism->box, direction, shift);
    }
}

/* Adds bodies for the organisms, and takes their cells from the obstacles. */
static uint32_t enlist(struct body *bodies, uint32_t count, struct sw_organism *organisms,
                       uint32_t organism_count, struct sw_mask *fixed)
{
    for (uint32_t k = 0; k < organism_count && count < BODIES_MAX; k++) {
        struct sw_organism *organism = &organisms[k];
        if (organism->cells == 0)
            continue;
        bodies[count++] = (struct body){organism, 0, false};
        for (int y = organism->box.y0; y < organism->box.y1; y++)
            fixed->row[y] &= ~organism->mask.row[y];
    }
    return count;
}

bool sw_physics_slide(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                      enum sw_direction direction)
{
    struct body body[BODIES_MAX];
    struct sw_mask fixed = sw_grid_occupied(grid);
    uint32_t body_count = enlist(body, 0, bodies, count, &fixed);
    bool moved = false;

    while (hold(grid, body, body_count, direction, &fixed) > 0) {
        struct sw_mask loose = sw_mask_none();
        int left = SW_SIDE_MAX, steps = 1;

        for (uint32_t k = 0; k < body_count; k++) {
            if (body[k].held)
                continue;
            int walls = room(grid, body[k].organism->box, direction) - body[k].shift;
            if (walls < left)
                left = walls;
            add_moved(&loose, body[k].organism, direction, body[k].shift);
        }
        for (; steps < left; steps++) {
            struct sw_mask next =
                sw_mask_shift(loose, step_x[direction] * (steps + 1),
                              step_y[direction] * (steps + 1), grid->width, grid->height);
            if (sw_mask_overlap(&next, &fixed))
                break;
        }
        for (uint32_t k = 0; k < body_count; k++) {
            if (!body[k].held)
                body[k].shift = (uint8_t)(body[k].shift + steps);
        }
        moved = true;
    }
    if (moved)
        settle(grid, body, body_count, direction);
    return moved;
}

bool sw_physics_push(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                     struct sw_organism *others, uint32_t other_count, enum sw_direction direction)
{
    struct body body[BODIES_MAX];
    struct sw_mask fixed = sw_grid_occupied(grid);
    uint32_t pushers = enlist(body, 0, bodies, count, &fixed);
    uint32_t body_count = enlist(body, pushers, others, other_count, &fixed);
    struct sw_mask front = sw_mask_none();
    bool moved = false, grew = true;

    hold(grid, body, body_count, direction, &fixed);
    for (uint32_t k = 0; k < pushers; k++) {
        if (body[k].held)
            continue;
        body[k].shift = 1;
        moved = true;
        add_moved(&front, body[k].organism, direction, 1);
    }
    /* What stands where something moves to is not held (else the pusher would be): it moves too. */
    while (grew) {
        grew = false;
        for (uint32_t k = pushers; k < body_count; k++) {
            if (body[k].held || body[k].shift != 0 ||
                !meets(body[k].organism, direction, 0, &front))
                continue;
            body[k].shift = 1;
            grew = true;
            add_moved(&front, body[k].organism, direction, 1);
        }
    }
    if (moved)
        settle(grid, body, body_count, direction);
    return moved;
}

/* Whether a is to be taken for the largest rather than b: more cells, then the earlier first cell.
 */
static bool comes_before(const struct sw_organism *a, const struct sw_organism *b)
{
    if (a->cells != b->cells)
        return a->cells > b->cells;
    if (a->box.y0 != b->box.y0)
        return a->box.y0 < b->box.y0;
    return __builtin_ctz(a->mask.row[a->box.y0]) < __builtin_ctz(b->mask.row[b->box.y0]);
}

bool sw_physics_eat(struct sw_grid *grid, const struct sw_organism *organisms, uint32_t count)
{
    uint16_t label[SW_SIDE_MAX + 2][SW_STRIDE + 2]; /* 1 + organism, with an empty frame around */
    uint16_t eater[SW_ORGANISMS_MAX + 1];           /* the same; 0: none */
    static const int8_t side[4][2] = {{1, 0}, {-1, 1}, {0, 1}, {1, 1}};
    bool changed = false;

    if (count > SW_ORGANISMS_MAX)
        count = SW_ORGANISMS_MAX;
    memset(label, 0, sizeof label);
    memset(eater, 0, sizeof eater);
    for (uint32_t k = 0; k < count; k++) {
        for (int y = organisms[k].box.y0; y < organisms[k].box.y1; y++) {
            for (uint32_t row = organisms[k].mask.row[y]; row != 0; row &= row - 1)
                label[y + 1][__builtin_ctz(row) + 1] = (uint16_t)(k + 1);
        }
    }
    for (int y = 1; y <= grid->height; y++) {
        for (int x = 1; x <= grid->width; x++) {
            uint16_t here = label[y][x];
            for (int k = 0; here != 0 && k < 4; k++) {
                uint16_t there = label[y + side[k][1]][x + side[k][0]];
                if (there == 0 || there == here)
                    continue;
                const struct sw_organism *a = &organisms[here - 1], *b = &organisms[there - 1];
                if (a->colour == b->colour || a->cells == b->cells)
                    continue;
                uint16_t small = a->cells < b->cells ? here : there;
                uint16_t large = a->cells < b->cells ? there : here;
                if (eater[small] == 0 ||
                    comes_before(&organisms[large - 1], &organisms[eater[small] - 1]))
                    eater[small] = large;
            }
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        if (eater[k + 1] == 0)
            continue;
        sw_grid_paint(grid, &organisms[k].mask, organisms[eater[k + 1] - 1].colour);
        changed = true;
    }
    return changed;
}

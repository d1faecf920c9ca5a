/* physics_step.c - walking and falling.
 *
 * Who may move is found by bit rows: a body is one loop over the rows of its box, and what it must
 * not enter is one set of cells for each direction ("blocked"), the edges included. A body that
 * turns out to be held joins that set, until nobody new is held. The set that is left is the
 * largest one that can move together, whatever the order of the visits. */
#include "world/physics_change.h"

#include <string.h>
#include <xxhash.h>

#define NOWHERE SW_DIRECTIONS

/* A set of cells with a margin: the cell (x, y) is bit x + 1 of row[y + 1], so that a step in any
 * direction stays inside and the edges are cells like others. */
struct field {
    uint32_t row[SW_STRIDE + 2];
};

static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1};
static const int8_t step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};

static bool has(uint16_t set, uint8_t colour)
{
    return set >> colour & 1;
}

/* ---- fields ---- */

/* Adds the cells where the body is once it has moved to `direction` (NOWHERE: where it is). */
static void add(struct field *field, const struct sw_organism *body, uint8_t direction)
{
    int dx = direction < NOWHERE ? step_x[direction] : 0;
    int dy = direction < NOWHERE ? step_y[direction] : 0;

    for (int y = body->box.y0; y < body->box.y1; y++)
        field->row[y + 1 + dy] |= body->mask.row[y] << (1 + dx);
}

static bool meets(const struct field *field, const struct sw_organism *body, uint8_t direction)
{
    int dx = direction < NOWHERE ? step_x[direction] : 0;
    int dy = direction < NOWHERE ? step_y[direction] : 0;
    uint32_t common = 0;

    for (int y = body->box.y0; y < body->box.y1; y++)
        common |= field->row[y + 1 + dy] & body->mask.row[y] << (1 + dx);
    return common != 0;
}

/* The edges and the obstacles. */
static void surround(struct field *field, const struct sw_physics_world *world)
{
    uint32_t sides = ~(((1u << world->grid.width) - 1u) << 1);

    field->row[0] = UINT32_MAX;
    for (int y = 0; y < world->grid.height; y++)
        field->row[y + 1] = sides | world->fixed.row[y] << 1;
    field->row[world->grid.height + 1] = UINT32_MAX;
}

/* ---- who moves ---- */

/* way[k]: where body k means to go, or NOWHERE. */
struct plan {
    uint8_t way[SW_ORGANISMS_MAX];
    uint32_t used; /* bit d: some body means to go to d */
    struct field blocked[SW_DIRECTIONS];
};

/* Blocked for those who go to d: edges, obstacles and all bodies that do not go to d. */
static void block(const struct sw_physics_world *world, struct plan *plan)
{
    struct field around;

    surround(&around, world);
    plan->used = 0;
    for (uint32_t k = 0; k < world->count; k++) {
        if (plan->way[k] == NOWHERE)
            add(&around, &world->body[k], NOWHERE);
        else
            plan->used |= 1u << plan->way[k];
    }
    for (uint32_t d = 0; d < SW_DIRECTIONS; d++) {
        if ((plan->used & 1u << d) == 0)
            continue;
        plan->blocked[d] = around;
        if (plan->used == 1u << d)
            break;
        for (uint32_t k = 0; k < world->count; k++) {
            if (plan->way[k] != NOWHERE && plan->way[k] != d)
                add(&plan->blocked[d], &world->body[k], NOWHERE);
        }
    }
}

/* Takes their way from all who are held. Bodies that were labelled by reading order are best
 * visited from the end when they move down or to the right; the outcome is the same either way. */
static void hold(const struct sw_physics_world *world, struct plan *plan)
{
    bool backwards = (plan->used & (1u << SW_DOWN | 1u << SW_RIGHT)) != 0, more = true;
    uint32_t count = world->count;

    while (more) {
        more = false;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t k = backwards ? count - 1 - i : i;
            uint8_t way = plan->way[k];
            if (way == NOWHERE || !meets(&plan->blocked[way], &world->body[k], way))
                continue;
            plan->way[k] = NOWHERE;
            add(&plan->blocked[way], &world->body[k], NOWHERE);
            more = true;
        }
    }
}

/* Whoever has no heading and stands in `ahead` is asked to go to d too (bit d of `asked`), and what
 * it enters is added to `ahead`, until nobody new stands there. */
static void follow(const struct sw_physics_world *world, uint8_t d, struct field *ahead,
                   uint8_t *asked)
{
    bool more = true;

    while (more) {
        more = false;
        for (uint32_t k = 0; k < world->count; k++) {
            if (world->heading[k] != NOWHERE || (asked[k] & 1u << d) != 0 ||
                !meets(ahead, &world->body[k], NOWHERE))
                continue;
            asked[k] |= (uint8_t)(1u << d);
            add(ahead, &world->body[k], d);
            more = true;
        }
    }
}

/* Whom the walkers that still have a way push: bit d of asked[k]. */
static void ask(const struct sw_physics_world *world, const struct plan *plan, uint32_t used,
                uint8_t *asked)
{
    memset(asked, 0, world->count);
    for (uint8_t d = 0; d < SW_DIRECTIONS; d++) {
        struct field ahead;

        if ((used & 1u << d) == 0)
            continue;
        memset(&ahead, 0, sizeof ahead);
        for (uint32_t k = 0; k < world->count; k++) {
            if (world->heading[k] == d && plan->way[k] == d)
                add(&ahead, &world->body[k], d);
        }
        follow(world, d, &ahead, asked);
    }
}

/* Those who are pushed mean to go where they are pushed, if that is one way only. */
static void give_way(const struct sw_physics_world *world, struct plan *plan, uint32_t used)
{
    uint8_t asked[SW_ORGANISMS_MAX];

    ask(world, plan, used, asked);
    for (uint32_t k = 0; k < world->count; k++) {
        if (world->heading[k] == NOWHERE && asked[k] != 0 && (asked[k] & (asked[k] - 1)) == 0)
            plan->way[k] = (uint8_t)__builtin_ctz(asked[k]);
    }
}

/* Those whose pushers are all held stay after all. */
static void stay(const struct sw_physics_world *world, struct plan *plan)
{
    uint8_t asked[SW_ORGANISMS_MAX];

    ask(world, plan, plan->used, asked);
    for (uint32_t k = 0; k < world->count; k++) {
        if (world->heading[k] == NOWHERE && asked[k] == 0)
            plan->way[k] = NOWHERE;
    }
}

/* Holds all who mean to enter a cell that others enter from another side. Returns true if any. */
static bool contest(const struct sw_physics_world *world, struct plan *plan)
{
    struct field once, twice;
    bool any = false;

    if ((plan->used & (plan->used - 1)) == 0)
        return false;
    memset(&once, 0, sizeof once);
    memset(&twice, 0, sizeof twice);
    /* Two bodies that go the same way cannot enter the same cell. */
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        uint8_t way = plan->way[k];
        if (way == NOWHERE)
            continue;
        for (int y = body->box.y0; y < body->box.y1; y++) {
            uint32_t row = body->mask.row[y] << (1 + step_x[way]);
            twice.row[y + 1 + step_y[way]] |= once.row[y + 1 + step_y[way]] & row;
            once.row[y + 1 + step_y[way]] |= row;
        }
    }
    for (uint32_t k = 0; k < world->count; k++) {
        uint8_t way = plan->way[k];
        if (way == NOWHERE || !meets(&twice, &world->body[k], way))
            continue;
        plan->way[k] = NOWHERE;
        add(&plan->blocked[way], &world->body[k], NOWHERE);
        any = true;
    }
    return any;
}

/* ---- moving ---- */

static void move_body(struct sw_organism *body, int dx, int dy)
{
    struct sw_box box = body->box;
    uint32_t carried = 0;

    if (dy == 0) {
        for (int y = box.y0; y < box.y1; y++)
            body->mask.row[y] = dx < 0 ? body->mask.row[y] >> 1 : body->mask.row[y] << 1;
    } else if (dy > 0) {
        for (int y = box.y0; y <= box.y1; y++) {
            uint32_t row = body->mask.row[y];
            body->mask.row[y] = carried;
            carried = row;
        }
    } else {
        for (int y = box.y1 - 1; y >= box.y0 - 1; y--) {
            uint32_t row = body->mask.row[y];
            body->mask.row[y] = carried;
            carried = row;
        }
    }
    body->box = (struct sw_box){(uint8_t)(box.x0 + dx), (uint8_t)(box.y0 + dy),
                                (uint8_t)(box.x1 + dx), (uint8_t)(box.y1 + dy)};
}

/* Moves all bodies that have a way, in the grid and in themselves. */
static bool move(struct sw_physics_world *world, const struct plan *plan)
{
    struct sw_mask leaving[SW_DIRECTIONS];
    uint32_t used = 0;

    for (uint32_t k = 0; k < world->count; k++) {
        struct sw_organism *body = &world->body[k];
        uint8_t way = plan->way[k];
        if (way == NOWHERE)
            continue;
        if ((used & 1u << way) == 0) {
            leaving[way] = sw_mask_none();
            used |= 1u << way;
        }
        for (int y = body->box.y0; y < body->box.y1; y++)
            leaving[way].row[y] |= body->mask.row[y];
        move_body(body, step_x[way], step_y[way]);
    }
    if (used == 0)
        return false;
    sw_grid_step(&world->grid, leaving, used);
    return true;
}

static bool walk_one(struct sw_physics_world *world, bool push, struct plan *plan)
{
    uint32_t used = 0;

    for (uint32_t k = 0; k < world->count; k++) {
        plan->way[k] = world->heading[k];
        if (world->heading[k] != NOWHERE)
            used |= 1u << world->heading[k];
    }
    if (used == 0)
        return false;
    if (push)
        give_way(world, plan, used);
    block(world, plan);
    hold(world, plan);
    if (push)
        stay(world, plan);
    if (contest(world, plan)) {
        hold(world, plan);
        if (push)
            stay(world, plan);
    }
    return move(world, plan);
}

/* What the walkers hit that could not move: they break it, and turn round. */
static bool hit(struct sw_physics_world *world, const struct sw_physics_rules *rules,
                const struct plan *plan)
{
    struct sw_mask brittle = sw_mask_none();
    struct field ahead;
    bool turned = false;

    memset(&ahead, 0, sizeof ahead);
    for (uint32_t k = 0; k < world->count; k++) {
        struct sw_organism *body = &world->body[k];
        uint8_t heading = world->heading[k];
        if (has(rules->brittle, body->colour))
            brittle = sw_mask_or(brittle, body->mask);
        if (heading == NOWHERE || plan->way[k] != NOWHERE)
            continue;
        /* Its own cells are not before it. */
        for (int y = body->box.y0; y < body->box.y1; y++) {
            int to = y + step_y[heading];
            uint32_t own = to >= 0 ? body->mask.row[to] << 1 : 0;
            ahead.row[to + 1] |= body->mask.row[y] << (1 + step_x[heading]) & ~own;
        }
        if (rules->turn_back) {
            world->heading[k] ^= 1; /* up and down, left and right stand side by side */
            turned = true;
        }
    }
    if (rules->brittle == 0)
        return turned;
    for (int y = 0; y < SW_STRIDE; y++)
        brittle.row[y] &= ahead.row[y + 1] >> 1;
    return sw_physics_cut(world, &brittle, rules->connection.neighbours) || turned;
}

static bool walk(struct sw_physics_world *world, const struct sw_physics_rules *rules)
{
    struct plan plan;
    bool any = false;

    for (uint32_t k = 0;; k++) {
        if (k == world->count)
            return false;
        if (world->heading[k] != NOWHERE)
            break;
    }
    while (walk_one(world, rules->push, &plan)) {
        any = true;
        if (!rules->slide)
            break;
    }
    if (rules->turn_back || rules->brittle != 0)
        any = hit(world, rules, &plan) || any;
    return any;
}

static bool fall(struct sw_physics_world *world, const struct sw_physics_rules *rules)
{
    struct plan plan;
    bool any = false, more = true;

    while (more) {
        for (uint32_t k = 0; k < world->count; k++)
            plan.way[k] = has(rules->floats, world->body[k].colour) ? NOWHERE : rules->gravity;
        block(world, &plan);
        hold(world, &plan);
        more = move(world, &plan);
        any = any || more;
        more = more && rules->slide;
    }
    return any;
}

/* ---- worlds ---- */

struct sw_physics_rules sw_physics_rules_none(void)
{
    struct sw_physics_rules rules;

    memset(&rules, 0, sizeof rules);
    rules.connection = (struct sw_connection){8, true};
    rules.gravity = NOWHERE;
    memset(rules.heading, NOWHERE, sizeof rules.heading);
    return rules;
}

void sw_physics_begin(struct sw_physics_world *world, const struct sw_grid *grid,
                      const struct sw_physics_rules *rules)
{
    struct sw_mask loose = sw_grid_occupied(grid);

    world->grid = *grid;
    world->fixed = loose;
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        if (has(rules->walls, colour))
            loose = sw_mask_minus(loose, sw_grid_colour(grid, colour));
    }
    world->count = sw_organisms(grid, &loose, rules->connection, world->body);
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        uint8_t heading = rules->heading[body->colour];
        for (int y = body->box.y0; y < body->box.y1; y++)
            world->fixed.row[y] &= ~body->mask.row[y];
        world->heading[k] = heading < NOWHERE ? heading : NOWHERE;
    }
}

bool sw_physics_step(struct sw_physics_world *world, const struct sw_physics_rules *rules)
{
    bool any = walk(world, rules);

    if (rules->gravity < NOWHERE)
        any = fall(world, rules) || any;
    if (rules->eat != SW_EAT_NEVER || rules->merge != SW_MERGE_NEVER)
        any = sw_physics_touch(world, rules) || any;
    if (rules->grow != 0 && rules->growing != 0)
        any = sw_physics_grow(world, rules) || any;
    return any;
}

uint64_t sw_physics_hash(const struct sw_physics_world *world)
{
    uint64_t sum = sw_grid_hash(&world->grid);

    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        uint32_t words[SW_STRIDE + 1];
        uint32_t length = 0;
        words[length++] = (uint32_t)body->box.y0 << 8 | world->heading[k];
        for (int y = body->box.y0; y < body->box.y1; y++)
            words[length++] = body->mask.row[y];
        sum += XXH3_64bits(words, length * sizeof *words);
    }
    return sum;
}

/* Brent 1980, "An improved Monte Carlo factorization algorithm": the state is compared with one
 * kept from earlier, which is replaced after 1, 2, 4, 8, ... steps. */
enum sw_physics_end sw_physics_settle(struct sw_physics_world *world,
                                      const struct sw_physics_rules *rules, uint32_t limit,
                                      uint32_t *steps)
{
    uint64_t kept = sw_physics_hash(world);
    uint32_t since = 0, span = 1, done = 0;
    enum sw_physics_end end = SW_PHYSICS_LIMIT;

    while (done < limit) {
        if (!sw_physics_step(world, rules)) {
            end = SW_PHYSICS_REST;
            break;
        }
        done++;
        uint64_t now = sw_physics_hash(world);
        if (now == kept) {
            end = SW_PHYSICS_CYCLE;
            break;
        }
        if (++since == span) {
            kept = now;
            span = span < UINT32_MAX / 2 ? 2 * span : span;
            since = 0;
        }
    }
    if (steps != NULL)
        *steps = done;
    return end;
}

/* physics_step.c - walking and falling.
 *
 * Who may move is found by bit rows: a body is one loop over the rows of its box, and for each
 * direction there is one set of cells from which nobody may go there ("wall"): something is before
 * them that does not go there as well. A body that turns out to be held adds to that set, until
 * nobody new is held. What is left is the largest set of bodies that can move together, whatever
 * the order of the visits. */
#include "world/physics_change.h"

#include <string.h>
#include <xxhash.h>

#define NOWHERE SW_DIRECTIONS

static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1};
static const int8_t step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};

static bool has(uint16_t set, uint8_t colour)
{
    return set >> colour & 1;
}

/* ---- sets of cells ---- */

/* Most bodies have no more than four rows: these are read all at once, since a loop whose end the
 * processor guesses wrong takes longer. Rows outside the box are empty. */
enum { FOUR = 4 };

static bool is_low(const struct sw_organism *body)
{
    return body->box.y1 - body->box.y0 <= FOUR;
}

/* Where to begin so that the four rows, and one more for a body that moves down, are there. */
static int first_of_four(const struct sw_organism *body)
{
    return body->box.y0 < SW_STRIDE - 1 - FOUR ? body->box.y0 : SW_STRIDE - 1 - FOUR;
}

static void add(struct sw_mask *cells, const struct sw_organism *body)
{
    if (is_low(body)) {
        int begin = first_of_four(body);
        for (int i = 0; i < FOUR; i++)
            cells->row[begin + i] |= body->mask.row[begin + i];
        return;
    }
    for (int y = body->box.y0; y < body->box.y1; y++)
        cells->row[y] |= body->mask.row[y];
}

static bool meets(const struct sw_mask *cells, const struct sw_organism *body)
{
    uint32_t common = 0;

    for (int y = body->box.y0; y < body->box.y1; y++)
        common |= cells->row[y] & body->mask.row[y];
    return common != 0;
}

/* Moved by one cell. What leaves the canvas is not cut off, only what leaves the 32 rows. */
static struct sw_mask moved(const struct sw_mask *cells, uint8_t direction)
{
    struct sw_mask out = *cells;

    if (direction == SW_UP) {
        for (int y = 0; y < SW_STRIDE - 1; y++)
            out.row[y] = cells->row[y + 1];
        out.row[SW_STRIDE - 1] = 0;
    } else if (direction == SW_DOWN) {
        for (int y = 1; y < SW_STRIDE; y++)
            out.row[y] = cells->row[y - 1];
        out.row[0] = 0;
    } else if (direction == SW_LEFT) {
        for (int y = 0; y < SW_STRIDE; y++)
            out.row[y] >>= 1;
    } else {
        for (int y = 0; y < SW_STRIDE; y++)
            out.row[y] <<= 1;
    }
    return out;
}

static uint8_t opposite(uint8_t direction)
{
    return direction ^ 1; /* up and down, left and right stand side by side */
}

/* ---- who moves ---- */

/* Who means to go where. */
struct plan {
    uint8_t way[SW_ORGANISMS_MAX];       /* enum sw_direction or NOWHERE, of each body */
    uint32_t used;                       /* bit d: some body means to go to d */
    struct sw_mask solid;                /* obstacles and bodies */
    struct sw_mask passive;              /* bodies that have no way of their own */
    struct sw_mask going[SW_DIRECTIONS]; /* bodies that mean to go there, where it is used */
};

/* Bodies that mean to go where plan->way says. */
static void set_out(const struct sw_physics_world *world, struct plan *plan)
{
    plan->used = 0;
    plan->passive = sw_mask_none();
    for (uint32_t k = 0; k < world->count; k++)
        plan->used |= 1u << plan->way[k];
    plan->used &= (1u << SW_DIRECTIONS) - 1u;
    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1)
        plan->going[__builtin_ctz(rest)] = sw_mask_none();
    for (uint32_t k = 0; k < world->count; k++) {
        uint8_t way = plan->way[k];
        add(way == NOWHERE ? &plan->passive : &plan->going[way], &world->body[k]);
    }
    plan->solid = sw_mask_or(world->fixed, plan->passive);
    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1)
        plan->solid = sw_mask_or(plan->solid, plan->going[__builtin_ctz(rest)]);
}

/* Takes body k's way from it. */
static void stop(const struct sw_physics_world *world, struct plan *plan, uint32_t k)
{
    const struct sw_organism *body = &world->body[k];
    uint32_t *row = plan->going[plan->way[k]].row;

    for (int y = body->box.y0; y < body->box.y1; y++)
        row[y] &= ~body->mask.row[y];
    plan->way[k] = NOWHERE;
}

/* The cells before which the canvas ends. */
static struct sw_mask edge(const struct sw_grid *grid, uint8_t direction)
{
    struct sw_mask out = sw_mask_none();

    if (direction == SW_UP || direction == SW_DOWN) {
        out.row[direction == SW_UP ? 0 : grid->height - 1] = UINT32_MAX;
    } else {
        for (int y = 0; y < SW_STRIDE; y++)
            out.row[y] = direction == SW_LEFT ? 1u : 1u << (grid->width - 1);
    }
    return out;
}

/* Stops all who go to d and are held. Bodies that were labelled by reading order are best visited
 * from the end when they move down or to the right; the outcome is the same either way. */
static void hold_one(const struct sw_physics_world *world, struct plan *plan, uint8_t d)
{
    struct sw_mask *going = &plan->going[d];
    struct sw_mask wall = sw_mask_minus(plan->solid, *going);
    bool backwards = d == SW_DOWN || d == SW_RIGHT, more;

    wall = sw_mask_or(moved(&wall, opposite(d)), edge(&world->grid, d));
    more = sw_mask_overlap(going, &wall);
    while (more) {
        more = false;
        for (uint32_t i = 0; i < world->count; i++) {
            uint32_t k = backwards ? world->count - 1 - i : i;
            const struct sw_organism *body = &world->body[k];
            if (plan->way[k] != d || !meets(&wall, body))
                continue;
            stop(world, plan, k);
            /* Now it is a wall itself; look again if that holds somebody. */
            uint32_t common = 0;
            for (int y = body->box.y0; y < body->box.y1; y++) {
                uint32_t row = body->mask.row[y];
                int to = y - step_y[d];
                if (to < 0)
                    continue;
                row = step_x[d] < 0 ? row << 1 : row >> step_x[d];
                wall.row[to] |= row;
                common |= row & going->row[to];
            }
            more = more || common != 0;
        }
    }
}

/* What goes another way blocks like what stays, so no direction asks how another turns out. */
static void hold(const struct sw_physics_world *world, struct plan *plan)
{
    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1)
        hold_one(world, plan, (uint8_t)__builtin_ctz(rest));
}

/* Whom the walkers push that still have a way: bit d of asked[k]. Those who stand before a walker,
 * those who stand before these, and so on. Returns false if nobody is pushed (asked is not set). */
static bool ask(const struct sw_physics_world *world, const struct plan *plan, uint8_t *asked)
{
    bool any = false;

    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1) {
        uint8_t d = (uint8_t)__builtin_ctz(rest);
        struct sw_mask pushing = sw_mask_minus(plan->going[d], plan->passive);
        struct sw_mask ahead = moved(&pushing, d);
        bool more = sw_mask_overlap(&ahead, &plan->passive);
        if (more && !any) {
            memset(asked, 0, world->count);
            any = true;
        }
        while (more) {
            more = false;
            for (uint32_t k = 0; k < world->count; k++) {
                if (world->heading[k] != NOWHERE || (asked[k] & 1u << d) != 0 ||
                    !meets(&ahead, &world->body[k]))
                    continue;
                asked[k] |= (uint8_t)(1u << d);
                add(&pushing, &world->body[k]);
                more = true;
            }
            ahead = moved(&pushing, d);
        }
    }
    return any;
}

/* Those who are pushed mean to go where they are pushed, if that is one way only. Returns true if
 * anybody is pushed. */
static bool give_way(const struct sw_physics_world *world, struct plan *plan)
{
    uint8_t asked[SW_ORGANISMS_MAX];
    bool any = ask(world, plan, asked);

    for (uint32_t k = 0; any && k < world->count; k++) {
        if (asked[k] == 0 || (asked[k] & (asked[k] - 1)) != 0)
            continue;
        plan->way[k] = (uint8_t)__builtin_ctz(asked[k]);
        add(&plan->going[plan->way[k]], &world->body[k]);
    }
    return any;
}

/* Those whose pushers are all held stay after all. */
static void stay(const struct sw_physics_world *world, struct plan *plan)
{
    uint8_t asked[SW_ORGANISMS_MAX];
    bool any = ask(world, plan, asked);

    for (uint32_t k = 0; k < world->count; k++) {
        if (world->heading[k] == NOWHERE && plan->way[k] != NOWHERE && !(any && asked[k] != 0))
            stop(world, plan, k);
    }
}

/* Stops all who mean to enter a cell that others enter from another side. Two bodies that go the
 * same way never do. Returns true if there are any. */
static bool contest(const struct sw_physics_world *world, struct plan *plan)
{
    struct sw_mask once = sw_mask_none(), twice = sw_mask_none();

    if ((plan->used & (plan->used - 1)) == 0)
        return false;
    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1) {
        int d = __builtin_ctz(rest);
        struct sw_mask ahead = moved(&plan->going[d], (uint8_t)d);
        twice = sw_mask_or(twice, sw_mask_and(once, ahead));
        once = sw_mask_or(once, ahead);
    }
    if (sw_mask_empty(&twice))
        return false;
    for (uint32_t k = 0; k < world->count; k++) {
        struct sw_mask before;
        if (plan->way[k] == NOWHERE)
            continue;
        before = moved(&twice, opposite(plan->way[k]));
        if (meets(&before, &world->body[k]))
            stop(world, plan, k);
    }
    return true;
}

/* ---- moving ---- */

static void move_body(struct sw_organism *body, int dx, int dy)
{
    bool low = is_low(body);
    int begin = low ? first_of_four(body) : body->box.y0, end = low ? begin + FOUR : body->box.y1;
    uint32_t rows[SW_STRIDE], *from = &body->mask.row[begin], *to = from + dy;

    if (low) {
        for (int i = 0; i < FOUR; i++) {
            rows[i] = from[i] << (1 + dx) >> 1; /* columns end at 29 */
            from[i] = 0;
        }
        for (int i = 0; i < FOUR; i++)
            to[i] |= rows[i];
    } else {
        for (int i = 0; i < end - begin; i++) {
            rows[i] = from[i] << (1 + dx) >> 1;
            from[i] = 0;
        }
        for (int i = 0; i < end - begin; i++)
            to[i] = rows[i];
    }
    body->box.x0 = (uint8_t)(body->box.x0 + dx);
    body->box.x1 = (uint8_t)(body->box.x1 + dx);
    body->box.y0 = (uint8_t)(body->box.y0 + dy);
    body->box.y1 = (uint8_t)(body->box.y1 + dy);
}

/* Moves all bodies that have a way, in the grid and in themselves. */
static bool move(struct sw_physics_world *world, const struct plan *plan)
{
    uint32_t used = 0;

    for (uint32_t k = 0; k < world->count; k++) {
        uint8_t way = plan->way[k];
        if (way == NOWHERE)
            continue;
        used |= 1u << way;
        move_body(&world->body[k], step_x[way], step_y[way]);
    }
    if (used != 0)
        sw_grid_step(&world->grid, plan->going, used);
    return used != 0;
}

static bool walk_one(struct sw_physics_world *world, bool push, struct plan *plan)
{
    memcpy(plan->way, world->heading, world->count);
    set_out(world, plan);
    if (plan->used == 0)
        return false;
    push = push && give_way(world, plan);
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
    struct sw_mask cells = sw_mask_none();
    bool turned = false;

    for (uint32_t k = 0; k < world->count; k++) {
        uint8_t heading = world->heading[k];
        if (heading == NOWHERE || plan->way[k] != NOWHERE)
            continue;
        if (rules->brittle != 0) { /* its own cells are not before it */
            struct sw_mask ahead = moved(&world->body[k].mask, heading);
            cells = sw_mask_or(cells, sw_mask_minus(ahead, world->body[k].mask));
        }
        if (rules->turn_back) {
            world->heading[k] = opposite(heading);
            turned = true;
        }
    }
    if (rules->brittle != 0) {
        struct sw_mask brittle = sw_mask_none();
        for (uint32_t k = 0; k < world->count; k++) {
            if (has(rules->brittle, world->body[k].colour))
                add(&brittle, &world->body[k]);
        }
        cells = sw_mask_and(cells, brittle);
        turned = sw_physics_cut(world, &cells, rules->connection.neighbours) || turned;
    }
    return turned;
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
        set_out(world, &plan);
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

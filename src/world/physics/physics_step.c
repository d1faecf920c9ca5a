/* physics_step.c - walking and falling.
 *
 * Who may move is found by bit rows: a body is one loop over the rows of its box, and for each
 * direction there is one set of cells from which nobody may go there ("wall"): something is before
 * them that does not go there as well. A body that turns out to be held adds to that set, until
 * nobody new is held. What is left is the largest set of bodies that can move together, whatever
 * the order of the visits. */
#include "world/physics/physics_step.h"
#include "world/physics/physics_change.h"

#include <string.h>
#include <xxhash.h>

#define NOWHERE SW_DIRECTIONS

static const int8_t step_x[SW_DIRECTIONS + 1] = {0, 0, -1, 1, 0};
static const int8_t step_y[SW_DIRECTIONS + 1] = {-1, 1, 0, 0, 0};

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

static uint8_t opposite(uint8_t direction)
{
    return direction ^ 1; /* up and down, left and right stand side by side */
}

/* The rows of the canvas of `cells` without those of `less`, moved by one cell; what comes in from
 * outside the canvas is `outside`, none or all bits. What leaves it to the right is not cut off. */
static void move_cells(const struct sw_grid *grid, const struct sw_mask *cells,
                       const struct sw_mask *less, uint8_t direction, uint32_t outside,
                       struct sw_mask *out)
{
    const uint32_t *row = cells->row, *gone = less->row;
    int height = grid->height;

    switch (direction) {
    case SW_UP:
        for (int y = 1; y < height; y++)
            out->row[y - 1] = row[y] & ~gone[y];
        out->row[height - 1] = outside;
        break;
    case SW_DOWN:
        for (int y = 1; y < height; y++)
            out->row[y] = row[y - 1] & ~gone[y - 1];
        out->row[0] = outside;
        break;
    case SW_LEFT:
        outside &= 1u << (grid->width - 1);
        for (int y = 0; y < height; y++)
            out->row[y] = (row[y] & ~gone[y]) >> 1 | outside;
        break;
    default:
        outside &= 1u;
        for (int y = 0; y < height; y++)
            out->row[y] = (row[y] & ~gone[y]) << 1 | outside;
    }
}

/* Whether the first rows of two masks have a cell in common. */
static bool overlap(const struct sw_mask *a, const struct sw_mask *b, int height)
{
    uint32_t common = 0;

    for (int y = 0; y < height; y++)
        common |= a->row[y] & b->row[y];
    return common != 0;
}

/* ---- who moves ---- */

/* Who means to go where. */
struct plan {
    uint8_t way[SW_ORGANISMS_MAX];       /* enum sw_direction or NOWHERE, of each body */
    uint32_t used;                       /* bit d: some body means to go to d */
    struct sw_mask solid;                /* obstacles and bodies; the canvas's rows only */
    struct sw_mask passive;              /* bodies that have no way of their own */
    struct sw_mask going[SW_DIRECTIONS]; /* bodies that mean to go there, where it is used */
};

/* Bodies that mean to go where plan->way says. */
static void set_out(const struct sw_physics_world *world, struct plan *plan)
{
    int height = world->grid.height;

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
    for (int y = 0; y < height; y++)
        plan->solid.row[y] = world->fixed.row[y] | plan->passive.row[y];
    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1) {
        const uint32_t *going = plan->going[__builtin_ctz(rest)].row;
        for (int y = 0; y < height; y++)
            plan->solid.row[y] |= going[y];
    }
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

/* Stops all who go to d and are held. Bodies that were labelled by reading order are best visited
 * from the end when they move down or to the right; the outcome is the same either way. */
static void hold_one(const struct sw_physics_world *world, struct plan *plan, uint8_t d)
{
    struct sw_mask *going = &plan->going[d], wall;
    bool backwards = d == SW_DOWN || d == SW_RIGHT, more;

    move_cells(&world->grid, &plan->solid, going, opposite(d), UINT32_MAX, &wall);
    wall.row[world->grid.height] = 0;
    more = overlap(going, &wall, world->grid.height);
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
    const struct sw_grid *grid = &world->grid;
    const struct sw_mask none = sw_mask_none();
    struct sw_mask ahead;
    bool any = false;

    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1) {
        uint8_t d = (uint8_t)__builtin_ctz(rest);
        struct sw_mask pushing;
        bool more;
        move_cells(grid, &plan->going[d], &plan->passive, d, 0, &ahead);
        more = overlap(&ahead, &plan->passive, grid->height);
        if (!more)
            continue;
        if (!any)
            memset(asked, 0, world->count);
        any = true;
        pushing = sw_mask_minus(plan->going[d], plan->passive);
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
            move_cells(grid, &pushing, &none, d, 0, &ahead);
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
    const struct sw_mask none = sw_mask_none();
    struct sw_mask once = none, twice = none, ahead;
    int height = world->grid.height;
    uint32_t any = 0;

    if ((plan->used & (plan->used - 1)) == 0)
        return false;
    for (uint32_t rest = plan->used; rest != 0; rest &= rest - 1) {
        uint8_t d = (uint8_t)__builtin_ctz(rest);
        move_cells(&world->grid, &plan->going[d], &none, d, 0, &ahead);
        for (int y = 0; y < height; y++) {
            twice.row[y] |= once.row[y] & ahead.row[y];
            once.row[y] |= ahead.row[y];
            any |= twice.row[y];
        }
    }
    if (any == 0)
        return false;
    for (uint32_t k = 0; k < world->count; k++) {
        if (plan->way[k] == NOWHERE)
            continue;
        move_cells(&world->grid, &twice, &none, opposite(plan->way[k]), 0, &ahead);
        if (meets(&ahead, &world->body[k]))
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

    /* Rows outside the box are empty, so nothing that was just written need be read again, which
     * would have to wait for the writing. */
    if (low) {
        for (int i = 0; i < FOUR; i++)
            rows[i] = from[i] << (1 + dx) >> 1; /* columns end at 29 */
        memset(from, 0, FOUR * sizeof *from);
        memcpy(to, rows, FOUR * sizeof *to);
    } else {
        for (int i = 0; i < end - begin; i++)
            rows[i] = from[i] << (1 + dx) >> 1;
        memset(from, 0, (size_t)(end - begin) * sizeof *from);
        memcpy(to, rows, (size_t)(end - begin) * sizeof *to);
    }
    body->box.x0 = (uint8_t)(body->box.x0 + dx);
    body->box.x1 = (uint8_t)(body->box.x1 + dx);
    body->box.y0 = (uint8_t)(body->box.y0 + dy);
    body->box.y1 = (uint8_t)(body->box.y1 + dy);
}

/* Moves all bodies that have a way, in the grid and in themselves; those that have none, by
 * nothing: to ask would take longer. */
static bool move(struct sw_physics_world *world, const struct plan *plan)
{
    uint32_t used = 0;

    for (uint32_t k = 0; k < world->count; k++) {
        uint8_t way = plan->way[k];
        used |= 1u << way;
        move_body(&world->body[k], step_x[way], step_y[way]);
    }
    used &= (1u << SW_DIRECTIONS) - 1u;
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

/* The brittle cells that walkers have right before them that could not move. */
static struct sw_mask hit_cells(const struct sw_physics_world *world,
                                const struct sw_physics_rules *rules, const struct plan *plan)
{
    const struct sw_mask none = sw_mask_none();
    struct sw_mask cells = none, brittle = none;

    for (uint32_t k = 0; k < world->count; k++) {
        struct sw_mask ahead = none;
        if (has(rules->brittle, world->body[k].colour))
            add(&brittle, &world->body[k]);
        if (world->heading[k] == NOWHERE || plan->way[k] != NOWHERE)
            continue;
        move_cells(&world->grid, &world->body[k].mask, &none, world->heading[k], 0, &ahead);
        /* Its own cells are not before it. */
        cells = sw_mask_or(cells, sw_mask_minus(ahead, world->body[k].mask));
    }
    return sw_mask_and(cells, brittle);
}

/* The walkers that could not move turn round. */
static bool turn_back(struct sw_physics_world *world, const struct plan *plan)
{
    uint8_t any = 0;

    for (uint32_t k = 0; k < world->count; k++) {
        uint8_t turns = (uint8_t)((world->heading[k] != NOWHERE) & (plan->way[k] == NOWHERE));
        world->heading[k] ^= turns; /* opposite directions differ in the lowest bit */
        any |= turns;
    }
    return any != 0;
}

static bool walk(struct sw_physics_world *world, const struct sw_physics_rules *rules)
{
    struct sw_mask hit;
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
    if (rules->brittle != 0)
        hit = hit_cells(world, rules, &plan);
    if (rules->turn_back)
        any = turn_back(world, &plan) || any;
    if (rules->brittle != 0)
        any = sw_physics_cut(world, &hit, rules->connection.neighbours) || any;
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

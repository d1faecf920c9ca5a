#include "world/body/body_forage.h"

#include "base/division.h"
#include "world/body/body_private.h"

#define UNSEEN 1000 /* how old what was never seen counts, ticks */
#define STEP   4    /* how much older it must be to be worth a step more, ticks */

/* What may be walked through, one search bolder than the one before. */
enum courage { AROUND_ALL, THROUGH_POISON, THROUGH_BOXES, COURAGES };

/* A search from where the body stands, breadth first. */
struct search {
    const struct sw_body_world *world;
    struct sw_body_forager *forager;
    enum courage courage;
    uint16_t queue[SW_BODY_CELLS];
    uint16_t steps[SW_BODY_CELLS]; /* 1 + steps to it; 0: not reached */
    uint8_t first[SW_BODY_CELLS];  /* act */
};

/* The window. Bodies will have gone on, so where they stand is remembered as empty. */
static void look(struct sw_body_forager *forager, const struct sw_body_world *world, uint32_t cell)
{
    int x = sw_body_x(cell), y = sw_body_y(cell), reach = SW_BODY_REACH;
    int width = world->game->width, height = world->game->height;

    for (int down = -reach; down <= reach; down++)
        for (int right = -reach; right <= reach; right++) {
            uint32_t at = sw_body_cell(x + right, y + down);

            if (world->game->torus)
                at = sw_body_cell((x + right + width) % width, (y + down + height) % height);
            forager->thing[at] =
                world->thing[at] >= SW_THING_BODY ? (uint8_t)SW_THING_NONE : world->thing[at];
            forager->seen[at] = world->tick + 1;
        }
}

static bool feeds(const struct search *search, uint32_t cell)
{
    uint8_t thing = search->forager->thing[cell];

    return sw_thing_is_plant(thing) ? search->world->physics.feeds >> (thing - SW_THING_PLANT) & 1
                                    : thing == SW_THING_MEAT;
}

/* Whether a way may lead through a cell, as far as the body knows. */
static bool is_open(const struct search *search, uint32_t cell)
{
    const struct sw_body_world *world = search->world;
    uint8_t thing = search->forager->thing[cell];

    if (world->thing[cell] == SW_THING_WALL)
        return false;
    if (search->forager->seen[cell] == world->tick + 1 && world->thing[cell] >= SW_THING_BODY)
        return false; /* who stands in sight */
    return thing == SW_THING_NONE || feeds(search, cell) ||
           (search->courage >= THROUGH_POISON && sw_thing_is_plant(thing)) ||
           (search->courage >= THROUGH_BOXES && thing == SW_THING_BOX);
}

/* How much a cell is worth a look: the longer it was not seen, and the nearer, the more. */
static int64_t interest(const struct search *search, uint32_t cell)
{
    uint32_t seen = search->forager->seen[cell];
    int64_t age = seen == 0 ? UNSEEN : (int64_t)search->world->tick + 1 - seen;

    return age - (int64_t)STEP * (search->steps[cell] - 1);
}

/* The first act on the way to food or, where none is known, to the best place to look at; a wait if
 * the way leads nowhere. */
static uint8_t find_way(struct search *search, uint32_t from)
{
    uint8_t act = SW_BODY_WAIT;
    int64_t best = 0;

    search->queue[0] = (uint16_t)from;
    search->steps[from] = 1;
    for (uint32_t i = 0, found = 1; i < found; i++) {
        uint32_t cell = search->queue[i];

        if (cell != from && feeds(search, cell))
            return search->first[cell];
        if (cell != from && (act == SW_BODY_WAIT || interest(search, cell) > best)) {
            best = interest(search, cell);
            act = search->first[cell];
        }
        for (uint32_t direction = 0; direction < SW_DIRECTIONS; direction++) {
            uint32_t next = sw_body_next(search->world, cell, direction);

            if (search->steps[next] != 0 || !is_open(search, next))
                continue;
            search->steps[next] = (uint16_t)(search->steps[cell] + 1);
            search->first[next] =
                (uint8_t)(cell == from ? SW_BODY_UP + direction : search->first[cell]);
            search->queue[found++] = (uint16_t)next;
        }
    }
    return act;
}

/* Two bodies that mean to enter one cell both stay, and would do so for ever. */
static bool gives_way(const struct sw_body_world *world, uint32_t seat, uint8_t *act)
{
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_BODY_ACT, world->tick, seat);

    if (world->body[seat].event != SW_EVENT_BLOCKED)
        return false;
    *act = (uint8_t)sw_dice_below(&dice, SW_BODY_ACTS_SIMPLE);
    return sw_dice_below(&dice, 2) == 0;
}

/* Whether it has the energy, and faces an empty cell while a seat is free. */
static bool divides(const struct sw_body_world *world, uint32_t seat)
{
    const struct sw_body *body = &world->body[seat];
    bool vacant = false;

    for (uint32_t other = 0; other < world->game->bodies; other++)
        vacant |= !sw_body_taken(&world->body[other]);
    return vacant && sw_may_divide(body->energy, world->game->divides) &&
           world->thing[sw_body_next(world, body->cell, body->heading)] == SW_THING_NONE;
}

uint8_t sw_body_forage(struct sw_body_forager *forager, const struct sw_body_world *world,
                       uint32_t seat)
{
    uint32_t cell = world->body[seat].cell;
    uint8_t act;

    look(forager, world, cell);
    if (world->game->divides > 0 && divides(world, seat))
        return SW_BODY_DIVIDE;
    if (gives_way(world, seat, &act))
        return act;
    act = SW_BODY_WAIT;
    for (enum courage courage = AROUND_ALL; courage < COURAGES && act == SW_BODY_WAIT; courage++) {
        struct search search = {.world = world, .forager = forager, .courage = courage};

        act = find_way(&search, cell);
    }
    return act;
}

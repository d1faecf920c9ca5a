#include "world/body/body_route.h"

#include "world/body/body_private.h"

#include <string.h>

/* A body in a cell with a heading: 4 * cell + heading. */
enum { STATES = SW_DIRECTIONS * SW_BODY_CELLS };

/* A search from where the body is, breadth first. */
struct search {
    const struct sw_body_world *world;
    const uint8_t *taken;
    uint32_t own, cell; /* where the body stands now, and what is looked for */
    bool faces;
    uint16_t queue[STATES];
    uint16_t steps[STATES]; /* 1 + acts; 0: not reached */
    uint8_t first[STATES];  /* act */
};

static bool arrives(const struct search *search, uint32_t state)
{
    uint32_t cell = state / SW_DIRECTIONS, heading = state % SW_DIRECTIONS;

    return search->faces ? sw_body_next(search->world, cell, heading) == search->cell
                         : cell == search->cell;
}

static bool may_enter(const struct search *search, uint32_t cell)
{
    if (search->taken != NULL && search->taken[cell])
        return false;
    return search->world->thing[cell] == SW_THING_NONE || cell == search->own ||
           (!search->faces && cell == search->cell);
}

/* Where an act leads: into the next cell, or, against what stands there, only to another heading.
 */
static uint32_t after(const struct search *search, uint32_t state, uint32_t direction)
{
    uint32_t cell = state / SW_DIRECTIONS, next = sw_body_next(search->world, cell, direction);

    return SW_DIRECTIONS * (may_enter(search, next) ? next : cell) + direction;
}

struct sw_body_route sw_body_find_route(const struct sw_body_world *world, uint32_t seat,
                                        uint32_t cell, bool faces, const uint8_t *taken)
{
    const struct sw_body *body = &world->body[seat];
    struct search search = {
        .world = world, .taken = taken, .own = body->cell, .cell = cell, .faces = faces};
    uint32_t begin = SW_DIRECTIONS * body->cell + body->heading, found = 1;

    search.queue[0] = (uint16_t)begin;
    search.steps[begin] = 1;
    for (uint32_t i = 0; i < found; i++) {
        uint32_t state = search.queue[i];

        if (arrives(&search, state))
            return (struct sw_body_route){search.steps[state] - 1u, search.first[state]};
        for (uint32_t direction = 0; direction < SW_DIRECTIONS; direction++) {
            uint32_t next = after(&search, state, direction);

            if (search.steps[next] != 0)
                continue;
            search.steps[next] = (uint16_t)(search.steps[state] + 1);
            search.first[next] =
                (uint8_t)(state == begin ? SW_BODY_UP + direction : search.first[state]);
            search.queue[found++] = (uint16_t)next;
        }
    }
    return (struct sw_body_route){SW_BODY_NO_WAY, SW_BODY_WAIT};
}

struct sw_body_route sw_body_claim_nearest(const struct sw_body_world *world, uint32_t seat,
                                           bool (*wanted)(const struct sw_body_world *world,
                                                          uint32_t cell),
                                           uint8_t *claimed, const uint8_t *taken)
{
    struct sw_body_route best = {SW_BODY_NO_WAY, SW_BODY_WAIT};
    uint32_t nearest = 0;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++) {
        struct sw_body_route route;

        if (claimed[cell] || !wanted(world, cell))
            continue;
        route = sw_body_find_route(world, seat, cell, false, taken);
        if (route.steps < best.steps) {
            best = route;
            nearest = cell;
        }
    }
    if (best.steps != SW_BODY_NO_WAY)
        claimed[nearest] = 1;
    return best;
}

void sw_body_follow(const struct sw_body_world *world, uint32_t seat, struct sw_body_route route,
                    uint8_t *taken, uint8_t *act)
{
    act[seat] = route.act;
    if (sw_act_goes(route.act))
        taken[sw_body_next(world, world->body[seat].cell, route.act - (uint32_t)SW_BODY_UP)] = 1;
}

/* body_divide.c - bodies that divide: who does, where a child stands, and which seat it has. */
#include "base/division.h"
#include "world/body/body_private.h"

/* A child that is to be born. */
struct birth {
    uint16_t cell;
    uint8_t parent;
};

static bool divides(const struct sw_body_world *world, const struct sw_body *body)
{
    return body->alive && body->act == SW_BODY_DIVIDE &&
           sw_may_divide(body->energy, world->game->divides);
}

/* The empty cell that a body means for its child; 0: it does not divide, or stands before
 * something. */
static uint32_t meant(const struct sw_body_world *world, const struct sw_body *body)
{
    uint32_t cell = divides(world, body) ? sw_body_next(world, body->cell, body->heading) : 0;

    return cell != 0 && world->thing[cell] == SW_THING_NONE ? cell : 0;
}

/* In the order of cells, so that seats of parents say nothing. */
static void insert(struct birth *birth, uint32_t count, struct birth one)
{
    for (; count > 0 && birth[count - 1].cell > one.cell; count--)
        birth[count] = birth[count - 1];
    birth[count] = one;
}

static void bear(struct sw_body_world *world, uint32_t seat, struct birth birth)
{
    struct sw_body *parent = &world->body[birth.parent], *child = &world->body[seat];
    struct sw_division units = sw_divide(parent->energy, SW_BODY_MEAL);

    sw_body_settle(world, seat, birth.cell, parent->heading);
    parent->energy = units.parent;
    child->energy = units.child;
    child->parent = birth.parent;
    child->founder = parent->founder;
    world->births |= (uint16_t)(1u << seat);
}

void sw_body_divide(struct sw_body_world *world, uint8_t *claim)
{
    struct birth birth[SW_BODY_SEATS];
    uint32_t cell[SW_BODY_SEATS], births = 0, vacant = 0, seats = world->game->bodies;

    for (uint32_t seat = 0; seat < seats; seat++) {
        cell[seat] = meant(world, &world->body[seat]);
        if (cell[seat] != 0)
            claim[cell[seat]]++;
        vacant += !sw_body_taken(&world->body[seat]);
    }
    for (uint32_t seat = 0; seat < seats; seat++)
        if (cell[seat] != 0 && claim[cell[seat]] == 1)
            insert(birth, births++, (struct birth){(uint16_t)cell[seat], (uint8_t)seat});
    for (uint32_t seat = 0; seat < seats; seat++)
        claim[cell[seat]] = 0;
    for (uint32_t seat = 0, i = 0; births <= vacant && i < births; seat++)
        if (!sw_body_taken(&world->body[seat]))
            bear(world, seat, birth[i++]);
}

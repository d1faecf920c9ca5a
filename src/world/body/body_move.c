#include "world/body/body_private.h"

#define DONE 0x80u /* of a claim: what was there has moved; the other bits are directions */

/* What a body that goes would move: the cells from its own to the last one before an empty cell. */
struct push {
    uint32_t first, last, target;
    uint8_t direction;
};

static bool goes(const struct sw_body *body, uint8_t direction)
{
    return body->alive && sw_act_goes(body->act) && body->act - SW_BODY_UP == direction;
}

/* What a thing weighs for those who push it in this world; more than all of them are if it stands.
 */
static uint32_t weight(const struct sw_body_world *world, uint8_t thing)
{
    uint8_t yields = world->physics.yields;
    bool gives;

    if (thing >= SW_THING_BODY)
        return yields & SW_YIELD_BODIES ? world->body[thing - SW_THING_BODY].size : UINT16_MAX;
    if (thing == SW_THING_ANIMAL)
        return UINT16_MAX;
    gives = yields & (sw_thing_is_food(thing) ? SW_YIELD_FOOD : SW_YIELD_LOOSE);
    return !gives ? UINT16_MAX : thing == SW_THING_STONE ? 2 : 1;
}

/* Whether the body can go: fills in the push. */
static bool can_push(const struct sw_body_world *world, const struct sw_body *body,
                     struct push *push)
{
    uint32_t strength = body->size, heavy = 0, cell = body->cell;
    uint8_t direction = (uint8_t)(body->act - SW_BODY_UP);

    *push = (struct push){.first = cell, .last = cell, .direction = direction};
    for (;;) {
        uint8_t thing;

        cell = sw_body_next(world, cell, direction);
        thing = world->thing[cell];
        if (thing == SW_THING_NONE)
            break;
        if (thing == SW_THING_WALL || cell == push->first)
            return false;
        if (thing >= SW_THING_BODY && goes(&world->body[thing - SW_THING_BODY], direction))
            strength += world->body[thing - SW_THING_BODY].size;
        else
            heavy += weight(world, thing);
        push->last = cell;
    }
    push->target = cell;
    return strength >= heavy;
}

/* Claims for a direction all cells of a push and the one that it enters, or takes claims back. */
static void stake(const struct sw_body_world *world, const struct push *push, uint8_t *claim,
                  bool back)
{
    for (uint32_t cell = push->first;; cell = sw_body_next(world, cell, push->direction)) {
        if (back)
            claim[cell] = 0;
        else
            claim[cell] |= (uint8_t)(1u << push->direction);
        if (cell == push->target)
            return;
    }
}

/* Whether no other direction claims any of its cells. */
static bool is_alone(const struct sw_body_world *world, const struct push *push,
                     const uint8_t *claim)
{
    for (uint32_t cell = push->first;; cell = sw_body_next(world, cell, push->direction)) {
        if ((claim[cell] & ~DONE) != 1u << push->direction)
            return false;
        if (cell == push->target)
            return true;
    }
}

static void shift(struct sw_body_world *world, uint32_t from, uint32_t to)
{
    uint8_t thing = world->thing[from];

    world->thing[to] = thing;
    world->thing[from] = SW_THING_NONE;
    if (thing >= SW_THING_BODY)
        world->body[thing - SW_THING_BODY].cell = (uint16_t)to;
    if (!sw_thing_is_food(thing)) /* only food has energy in its cell */
        return;
    world->energy[to] = world->energy[from];
    world->energy[from] = 0;
}

static uint32_t opposite(uint32_t direction)
{
    return direction ^ 1; /* up and down, left and right */
}

/* Carries the cells one step, from the last to the first; those that another push of the row has
 * carried already are passed over. */
static void carry(struct sw_body_world *world, const struct push *push, uint8_t *claim)
{
    uint32_t to = push->target;

    for (uint32_t cell = push->last;; cell = sw_body_next(world, cell, opposite(push->direction))) {
        if (!(claim[cell] & DONE)) {
            claim[cell] |= DONE;
            shift(world, cell, to);
        }
        if (cell == push->first)
            return;
        to = cell;
    }
}

void sw_body_move(struct sw_body_world *world, uint8_t *claim)
{
    struct push push[SW_BODY_SEATS];
    uint32_t pushes = 0, alone = 0, at[SW_BODY_SEATS];

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];

        at[seat] = body->cell;
        if (!body->alive || !sw_act_goes(body->act))
            continue;
        pushes += can_push(world, body, &push[pushes]);
    }
    for (uint32_t i = 0; i < pushes; i++)
        stake(world, &push[i], claim, false);
    for (uint32_t i = 0; i < pushes; i++)
        alone |= (uint32_t)is_alone(world, &push[i], claim) << i;
    for (uint32_t i = 0; i < pushes; i++)
        if (alone >> i & 1)
            carry(world, &push[i], claim);
    for (uint32_t i = 0; i < pushes; i++)
        stake(world, &push[i], claim, true);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];

        if (body->alive && sw_act_goes(body->act) && body->event == SW_EVENT_NONE &&
            body->cell == at[seat])
            body->event = SW_EVENT_BLOCKED;
    }
}

/* body_private.h - what the files of this room share. */
#ifndef SW_WORLD_BODY_BODY_PRIVATE_H
#define SW_WORLD_BODY_BODY_PRIVATE_H

#include "base/random.h"
#include "world/body/body_world.h"

#define SW_BODY_SEARCH 4096u /* cells that are tried when a world begins */
#define SW_BODY_TRIES  16u   /* cells that a plant tries in a tick before it waits for the next */

/* An empty cell, where plants grow if `grows`; 0 if none of so many tries found one. */
uint32_t sw_body_place(const struct sw_body_world *world, struct sw_dice *dice, bool grows,
                       uint32_t tries);

/* A plant on an empty cell, its energy from the ground and, if that lacks it, from the sun. */
void sw_body_plant(struct sw_body_world *world, uint32_t cell, uint32_t colour);

/* A newborn body on an empty cell. */
void sw_body_settle(struct sw_body_world *world, uint32_t seat, uint32_t cell, uint32_t heading);

/* Who divides in a tick, and who is born (body_divide.c). claim: as below. */
void sw_body_divide(struct sw_body_world *world, uint8_t *claim);

/* What plants make that came beside others in a tick. before: what stood where when it began. */
void sw_body_touch(struct sw_body_world *world, const uint8_t *before);

/* The moves of a tick. claim: [SW_BODY_CELLS], scratch of a step, 0 before and after. It is no part
 * of a world: one that all worlds use by turns stays in the cache. */
void sw_body_move(struct sw_body_world *world, uint8_t *claim);

static inline bool sw_thing_is_plant(uint8_t thing)
{
    return thing >= SW_THING_PLANT && thing < SW_THING_PLANT + SW_BODY_COLOURS;
}

static inline bool sw_thing_is_food(uint8_t thing)
{
    return thing == SW_THING_MEAT || sw_thing_is_plant(thing);
}

/* Whether a seat of a crew with a task only speaks, since it can but wait. It perceives the target
 * and nothing else, and beside it no other seat is heard. */
static inline bool sw_body_only_speaks(const struct sw_body_game *game, uint32_t seat)
{
    return game->rights != NULL && game->rights[seat].acts == SW_BODY_WAIT + 1;
}

static inline bool sw_act_goes(uint8_t act)
{
    return act >= SW_BODY_UP && act <= SW_BODY_RIGHT;
}

#endif

/* body_lay.h - how tasks lay out a world: dice, places, distances. Local. */
#ifndef SW_WORLD_BODY_BODY_LAY_H
#define SW_WORLD_BODY_BODY_LAY_H

#include "world/body/body_private.h"
#include "world/body/body_task.h"

/* The layout of a world, and its target: each has dice of its own, so that a complement differs in
 * its target alone. */
static inline struct sw_dice sw_body_layout_dice(const struct sw_body_world *world)
{
    return sw_dice_at(world->seed, SW_RANDOM_BODY_LAYOUT, 0, 0);
}

static inline struct sw_dice sw_body_target_dice(const struct sw_body_world *world, bool complement)
{
    return sw_dice_at(world->seed, SW_RANDOM_BODY_TARGET, complement, 0);
}

/* How many targets there may be in a game, of so many that the task knows. */
static inline uint32_t sw_body_targets(const struct sw_body_game *game, uint32_t all)
{
    return game->targets > 0 && game->targets < all ? game->targets : all;
}

static inline bool sw_body_inside(const struct sw_body_world *world, int x, int y)
{
    return x >= 0 && y >= 0 && x < world->game->width && y < world->game->height;
}

/* Cells in x and in y between two cells. */
uint32_t sw_body_distance(uint32_t a, uint32_t b);

/* An empty cell that is no goal, at most `reach` cells away in x and in y; any such cell of the
 * world if a few tries find none so near. */
uint32_t sw_body_place_near(const struct sw_body_world *world, struct sw_dice *dice, uint32_t cell,
                            uint32_t reach);

/* Bodies from seat `first` on, near a cell. */
void sw_body_settle_near(struct sw_body_world *world, struct sw_dice *dice, uint32_t first,
                         uint32_t cell, uint32_t reach);

/* The first cell that holds a thing; 0 if none does. */
uint32_t sw_body_find_thing(const struct sw_body_world *world, enum sw_thing thing);

/* Progress of a crew that has brought something from `begun` to `now` cells of its goal. */
int32_t sw_body_nearer(uint32_t begun, uint32_t now);

#endif

/* body_split_born.c - bodies that are born within a life in crews of islands: a newborn is thought
 * for on the rank that has the seat it descends from. */
#include "body/ranks/body_split_private.h"

#include "world/body/body_look.h"
#include "world/body/body_turn.h"

bool sw_body_split_free(const struct sw_body_split *split, uint32_t seat)
{
    return seat % split->game->bodies >= sw_body_founders(split->game);
}

/* Islands may differ in what newborns are. */
static void lead(struct sw_body_split *split, uint32_t at)
{
    const struct sw_body_split_isle *isle = &split->isle[split->replica[at].isle];

    sw_body_newborns_lead(split->newborns, isle->mutation, isle->given);
}

/* Who is not mine, or does not live, does nothing until another rank says so. */
static void think_one(struct sw_body_split *split, uint32_t at, uint32_t seat)
{
    const struct sw_body_world *world = &split->world[at];
    uint32_t place = at * split->game->bodies + seat;
    struct sw_body_percept percept;

    split->act[place] = SW_BODY_WAIT;
    split->say[place] = 0;
    if (!world->body[seat].alive || split->who[sw_body_split_founder(split, place)] < 0)
        return;
    sw_body_look(world, seat, &percept);
    sw_body_newborns_think(split->newborns, place, &percept, &split->act[place],
                           &split->say[place]);
    split->act[place] = sw_body_meant(world, seat, split->act[place]);
}

void sw_body_split_think_born(struct sw_body_split *split, uint32_t half)
{
    if (split->newborns == NULL)
        return;
    for (uint32_t at = half == 0 ? 0 : split->end[half - 1]; at < split->end[half]; at++) {
        lead(split, at);
        for (uint32_t seat = sw_body_founders(split->game); seat < split->game->bodies; seat++)
            think_one(split, at, seat);
    }
}

void sw_body_split_bear(struct sw_body_split *split, uint32_t at)
{
    const struct sw_body_world *world = &split->world[at];
    uint32_t seats = split->game->bodies;

    if (world->births == 0)
        return;
    lead(split, at);
    for (uint32_t seat = 0; seat < seats; seat++) {
        uint32_t place = at * seats + seat;
        int32_t who = split->who[sw_body_split_founder(split, place)];
        const float *parent;

        if (!(world->births >> seat & 1) || who < 0)
            continue;
        parent = sw_body_newborns_genome(split->newborns, at * seats + world->body[seat].parent);
        if (parent == NULL)
            parent = split->weights + (size_t)who * split->layout->floats;
        sw_body_newborns_bear(split->newborns, place, parent, world, seat);
    }
}

/* wild_life.h - a world in the wild with its genomes: who thinks what, who is whose child. Local.
 *
 * Each body has a genome of its own: the parent's weights, moved by a mutation that the run's seed
 * and the child's id draw. So a genome is rebuilt from the births alone, bit for bit, and no weight
 * is ever stored. What a life learns (memory, values of colours) is empty at birth.
 *
 *     home h:  weights[h * floats ..]   state[h * (16 + M) ..]: values of colours, memory
 */
#ifndef SW_WILD_WILD_LIFE_H
#define SW_WILD_WILD_LIFE_H

#include "agent/body_mind.h"
#include "agent/mutation.h"
#include "wild/wild_world.h"

#define SW_WILD_VALUES 16u /* floats of a state before its memory */

struct sw_wild_life {
    struct sw_wild_settings settings;
    struct sw_brain_layout layout;
    struct sw_wild_world *world;
    struct sw_body_mind *mind; /* of one body at a time */
    struct sw_noise *noise;
    float *weights, *state; /* [homes] */
    uint32_t state_floats;
    uint32_t *vacant; /* homes that are free: a stack */
    uint32_t homes, vacancies;
    uint8_t *act, *say; /* [SW_WILD_ROOM] */
};

/* An empty life of a world that has begun: nobody is in it. NULL if memory is short. */
struct sw_wild_life *sw_wild_life_create(const struct sw_wild_settings *settings,
                                         struct sw_error *error);
void sw_wild_life_destroy(struct sw_wild_life *life); /* NULL is fine */

/* A home with the genome of a founder or of a child. UINT32_MAX if all are taken, which no world
 * within its settings does. */
uint32_t sw_wild_life_found(struct sw_wild_life *life, uint64_t id);
uint32_t sw_wild_life_bear(struct sw_wild_life *life, uint32_t parent_home, uint64_t id);
void sw_wild_life_leave(struct sw_wild_life *life, uint32_t home);

/* Gives a home the mind of one who begins to live: nothing is learned yet. */
void sw_wild_life_wake(struct sw_wild_life *life, uint32_t home);

/* XXH3 of the weights. */
uint64_t sw_wild_life_hash(const struct sw_wild_life *life, uint32_t home);

/* One who came from nowhere. NULL if there was no room. */
struct sw_wild_body *sw_wild_life_arrive(struct sw_wild_life *life);

/* One tick of all: newcomers if too few live, then perception, acts, births and deaths. Afterwards
 * world->birth has the hashes of the genomes; newcomers are told by `arrived` (NULL: nobody asks),
 * which holds the one that came: id 0 if none did. */
void sw_wild_life_tick(struct sw_wild_life *life, struct sw_wild_birth *arrived);

#endif

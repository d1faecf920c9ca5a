/* wild_life.h - a world in the wild with its genomes: who thinks what, who is whose child.
 *
 * Each body has a genome of its own: the parent's weights, moved by a mutation that the run's seed
 * and the child's id draw. So a genome is rebuilt from the births alone, bit for bit, and no weight
 * is ever stored. What a life learns (memory, values of colours) is empty at birth.
 *
 *     home h:  weights[h * floats ..]   state[h * (16 + M) ..]: values of colours, memory
 *
 * Several ranks may hold one life. Each has the whole world, and the genomes and minds of the
 * bodies whose `rank` it is; the homes of the others are SW_WILD_ELSEWHERE. Which rank that is,
 * every rank computes alike from the world: a founder or newcomer goes where the fewest are. A
 * child stays with its parent, so that no genome moves, unless its rank has by then over `slack`
 * more bodies than the one with the fewest, where it goes then. So a lineage that sweeps does not
 * fill one rank.
 *
 * Who walks into another world stays on its rank: every rank has all worlds.
 *
 * All functions are Local.
 */
#ifndef SW_WILD_WILD_LIFE_H
#define SW_WILD_WILD_LIFE_H

#include "agent/body_mind.h"
#include "agent/mutation.h"
#include "wild/wild_world.h"

#define SW_WILD_VALUES    16u /* floats of a state before its memory */
#define SW_WILD_ELSEWHERE UINT32_MAX
#define SW_WILD_SLACK     16u /* slack: bodies / (16 * ranks) + 1 */

struct sw_wild_life {
    struct sw_wild_settings settings;
    struct sw_brain_layout layout;
    struct sw_wild_world *world;
    struct sw_body_mind *mind; /* of one body at a time */
    struct sw_noise *noise;
    float *weights, *state; /* [homes] */
    uint32_t state_floats;
    uint32_t *vacant; /* homes that are free: a stack */
    uint32_t homes, vacancies, homes_most; /* more are made as they are needed */
    uint8_t *act, *say; /* [world->room] */
    uint32_t rank, ranks;
    uint32_t *load; /* [ranks] scratch: bodies of each */
};

/* An empty life of a world that has begun: nobody is in it. NULL if memory is short. */
struct sw_wild_life *sw_wild_life_create(const struct sw_wild_settings *settings,
                                         struct sw_error *error);
void sw_wild_life_destroy(struct sw_wild_life *life); /* NULL is fine */

/* The same with homes that are made as they are needed, and there may be no memory for one. */
struct sw_wild_life *sw_wild_life_create_lean(const struct sw_wild_settings *settings,
                                              struct sw_error *error);

/* A lean life of these settings whose world is a part of what they say, of the size of `part`:
 * nothing has begun in it. */
struct sw_wild_life *sw_wild_life_create_part(const struct sw_wild_settings *settings,
                                              const struct sw_wild_settings *part,
                                              struct sw_error *error);

/* A life as another is, of one rank: they go on apart from each other. NULL if memory is short. */
struct sw_wild_life *sw_wild_life_copy(const struct sw_wild_life *life, struct sw_error *error);

/* One rank's part of a life that nobody is in yet. */
int sw_wild_life_share(struct sw_wild_life *life, uint32_t rank, uint32_t ranks,
                       struct sw_error *error);

/* A home with the genome of a founder or of a child. UINT32_MAX if all are taken, which no world
 * within its settings does, or if there is no memory for more. */
uint32_t sw_wild_life_found(struct sw_wild_life *life, uint64_t id);
uint32_t sw_wild_life_bear(struct sw_wild_life *life, uint32_t parent_home, uint64_t id);
void sw_wild_life_leave(struct sw_wild_life *life, uint32_t home); /* ELSEWHERE is fine */

/* A home for a genome that comes from elsewhere, whose weights are to be filled. In a lean life
 * no pointer to a weight or mind outlives this. */
uint32_t sw_wild_life_enter(struct sw_wild_life *life);
float *sw_wild_life_weights(const struct sw_wild_life *life, uint32_t home);

/* What a life has learned: [state_floats]. */
float *sw_wild_life_mind(const struct sw_wild_life *life, uint32_t home);

/* A home has its parent's weights: makes them those of the child, who begins to live. */
void sw_wild_life_mutate(struct sw_wild_life *life, uint32_t home, uint64_t id);

/* Gives a home the mind of one who begins to live: nothing is learned yet. */
void sw_wild_life_wake(struct sw_wild_life *life, uint32_t home);

/* XXH3 of the weights. */
uint64_t sw_wild_life_hash(const struct sw_wild_life *life, uint32_t home);

/* One who came from nowhere into world w. NULL if there was no room. */
struct sw_wild_body *sw_wild_life_arrive(struct sw_wild_life *life, uint32_t w);

/* The founders of a life that nobody is in. */
void sw_wild_life_people(struct sw_wild_life *life);

/* What a body at home here does and says: into act and say. Before the first of a tick, begin. */
void sw_wild_life_think_begin(struct sw_wild_life *life);
void sw_wild_life_think(struct sw_wild_life *life, uint32_t body);

/* What there is to say of one who arrived: with its hash, where it is at home. */
struct sw_wild_birth sw_wild_life_birth_of(const struct sw_wild_life *life,
                                           const struct sw_wild_body *body);

/* A tick in three parts. decide: a newcomer into the emptiest world in which too few live, then what
 * my bodies do and say, in life->act and life->say; `arrived` (NULL: nobody asks) becomes the one
 * that came, id 0 if none did, with its hash where it is at home. step: the acts of all, births and
 * deaths; it says on which rank each newborn is. settle: my newborns' genomes, whose hashes
 * world->birth has afterwards. One whose parent is elsewhere has entered before, with its parent's
 * weights. */
void sw_wild_life_decide(struct sw_wild_life *life, struct sw_wild_birth *arrived);
void sw_wild_life_step(struct sw_wild_life *life);
void sw_wild_life_settle(struct sw_wild_life *life);

/* All of that, on one rank. */
void sw_wild_life_tick(struct sw_wild_life *life, struct sw_wild_birth *arrived);

#endif

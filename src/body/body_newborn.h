/* body_newborn.h - the brains of bodies that are born within a life: each has the genome of its
 * parent, mutated, and thinks by itself. Local.
 *
 * A litter's products are shared by bodies of one genome; a newborn has another one, so it is
 * computed alone, one row at a time (as in the wild). Its mutation is that of a litter's first pair
 * (agent/mutation.h), and its seed a function of
 *
 *     the genome of its parent, the seed of its world, the tick in which it is born, its seat
 *
 * and of nothing else: every rank, a run that goes on and `check` make the same.
 */
#ifndef SW_BODY_BODY_NEWBORN_H
#define SW_BODY_BODY_NEWBORN_H

#include "agent/body_mind.h"
#include "agent/mutation.h"
#include "world/body/body_world.h"

/* How newborns differ from their parents. */
struct sw_body_mutation {
    float strength; /* 0: they do not */
    uint8_t evolve; /* groups of tensors that are touched */
};

struct sw_body_newborns; /* opaque; has scratch */

/* Places for so many at a time: a place is a number that the caller gives to a seat of a world.
 * NULL if memory is short. */
struct sw_body_newborns *sw_body_newborns_create(const struct sw_brain_layout *layout,
                                                 uint32_t places, struct sw_error *error);
void sw_body_newborns_destroy(struct sw_body_newborns *newborns); /* NULL is fine */

/* Bytes that one takes, about. */
uint64_t sw_body_newborns_bytes(uint32_t places, uint32_t floats);

/* Nobody has been born. given, control: as in struct sw_body_mind, of all who will be. */
void sw_body_newborns_clear(struct sw_body_newborns *newborns, struct sw_body_mutation mutation,
                            float given, enum sw_body_control control);

/* From now on, where members differ in it; who was born stays as it is. */
void sw_body_newborns_lead(struct sw_body_newborns *newborns, struct sw_body_mutation mutation,
                           float given);

/* The genome of a newborn; NULL: nobody was born into this place. Borrowed until the next clear. */
const float *sw_body_newborns_genome(const struct sw_body_newborns *newborns, uint32_t place);

/* The body of `seat` was born in the last tick of a world: it has a place, and remembers nothing.
 * parent: a genome, which may be that of another newborn. */
void sw_body_newborns_bear(struct sw_body_newborns *newborns, uint32_t place, const float *parent,
                           const struct sw_body_world *world, uint32_t seat);

/* One tick of a newborn: what it does and says. */
void sw_body_newborns_think(struct sw_body_newborns *newborns, uint32_t place,
                            const struct sw_body_percept *percept, uint8_t *act, uint8_t *say);

#endif

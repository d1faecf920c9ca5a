/* vectors.h - members that are plain vectors, evaluated on a test function: what takes the place of
 * a life where worlds.source = function:NAME. The score is the value with its sign turned. Local.
 */
#ifndef SW_POPULATION_VECTORS_H
#define SW_POPULATION_VECTORS_H

#include "agent/mutation.h"
#include "settings/settings.h"
#include "world/function/landscape.h"

struct sw_vectors; /* opaque; has scratch */

/* For settings that name a function. NULL if memory is short. */
struct sw_vectors *sw_vectors_create(const struct sw_settings *settings,
                                     const struct sw_brain_layout *layout, struct sw_error *error);
void sw_vectors_destroy(struct sw_vectors *vectors); /* NULL is fine */

/* A litter: the first 2 * pairs of its 32 members, each parent +- noise; the rest score 0. score:
 * [32]. observed: [32][width of the function], or NULL. */
void sw_vectors_litter(struct sw_vectors *vectors, const float *parent,
                       const struct sw_noise *noise, uint32_t pairs, float *score, float *observed);

#endif

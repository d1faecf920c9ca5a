/* generation_private.h - what the files of generation share. Local, but where they say Collective.
 */
#ifndef SW_POPULATION_GENERATION_PRIVATE_H
#define SW_POPULATION_GENERATION_PRIVATE_H

#include "population/generation.h"

/* Where a litter of the run stands among those of the islands that I host. */
size_t sw_hosted_litter(const struct sw_generation *generation, uint64_t litter);

/* The first row of one of my litters among the rows of all of them. */
size_t sw_rows_at(const struct sw_generation *generation, uint64_t litter);

/* Collective. From the rows of my litters to the litters of the islands that I host. talked:
 * whether speakers' costs count. */
int sw_generation_gather(struct sw_generation *generation, bool talked, struct sw_error *error);

/* From litters to members: scores, and what was observed. relays: somebody speaks. */
void sw_generation_settle(struct sw_generation *generation, const struct sw_breeding *breeding,
                          bool relays);

#endif

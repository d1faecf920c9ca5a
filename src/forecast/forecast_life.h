/* forecast_life.h - what happens between birth and score of members that forecast: the deeds that a
 * generation sees done, how likely each member held what came, and what a parent learns. Local.
 *
 * An episode of a life is one deed in one scene. Of a deed that is forecast in passes one pass is
 * seen, any of them evenly, also the last, in which nothing changes any more. All members of an
 * island see the same. Who forecasts by organism sees the deed at once, and is taught the words
 * that come nearest to what came (world/forecast/organism_edit.h). Where physics is found out in
 * context an episode is a world instead (forecast/context_life.h).
 */
#ifndef SW_FORECAST_FORECAST_LIFE_H
#define SW_FORECAST_FORECAST_LIFE_H

#include "agent/forecast_mind.h"
#include "agent/mutation.h"
#include "forecast/lessons.h"
#include "world/forecast/episode.h"

struct sw_forecast_life; /* opaque; has scratch */

/* layout: of a forecaster, or of a brain with a forecast expert, whose weights are then the whole
 * brain's everywhere below; borrowed. rules: begun. episodes: of a life. NULL if memory is short.
 */
struct sw_forecast_life *sw_forecast_life_create(const struct sw_brain_layout *layout,
                                                 const struct sw_episode_rules *rules,
                                                 uint32_t episodes, struct sw_error *error);
void sw_forecast_life_destroy(struct sw_forecast_life *life); /* NULL is fine */

/* Bytes that one takes, about. */
uint64_t sw_forecast_life_bytes(uint32_t episodes, const struct sw_brain_layout *layout);

/* Other rules, as events or an island's section set them; before it meets or learns. */
void sw_forecast_life_rules(struct sw_forecast_life *life, const struct sw_episode_rules *rules);

/* The episodes of an island's life in a generation. */
void sw_forecast_life_meet(struct sw_forecast_life *life, uint64_t seed, uint64_t generation,
                           uint32_t island);

/* A litter in the episodes that were met: the first 2 * pairs of its 32 members, each parent +-
 * noise; the rest score 0. Score: mean log likelihood of what came of each kind of cell, never
 * above 0. score: [32]. */
void sw_forecast_life_litter(struct sw_forecast_life *life, const float *parent,
                             const struct sw_noise *noise, uint32_t pairs, float *score);

/* The score of one member by itself in the episodes that were met; not in context. */
float sw_forecast_life_alone(struct sw_forecast_life *life, const float *weights);

/* Learns from lessons number `first`, `first` + 1, ...: moves weights and what is remembered. */
void sw_forecast_life_learn(struct sw_forecast_life *life, const struct sw_forecast_lessons *how,
                            uint64_t seed, uint64_t generation, uint32_t island, uint32_t first,
                            float *weights);

#endif

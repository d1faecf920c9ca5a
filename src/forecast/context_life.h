/* context_life.h - lives in worlds whose physics is found out: a life meets worlds of rules that
 * are drawn, and in each sees transitions one after another, which it forecasts first and then
 * knows. Local.
 *
 * A world shows SW_CONTEXT_SHOWN transitions and one more. All members of an island see the same.
 * Fast weights are empty when a world begins. A score is the mean log likelihood of what came, over
 * all transitions of all worlds: what was found out early pays more often.
 */
#ifndef SW_FORECAST_CONTEXT_LIFE_H
#define SW_FORECAST_CONTEXT_LIFE_H

#include "agent/context_mind.h"
#include "agent/mutation.h"
#include "forecast/lessons.h"
#include "world/forecast/context.h"

struct sw_context_life; /* opaque; has scratch */

/* layout: borrowed, with facts. rules: begun. worlds: of a life. NULL if memory is short. */
struct sw_context_life *sw_context_life_create(const struct sw_brain_layout *layout,
                                               const struct sw_episode_rules *rules,
                                               uint32_t worlds, struct sw_error *error);
void sw_context_life_destroy(struct sw_context_life *life); /* NULL is fine */

/* Bytes that one takes, about. */
uint64_t sw_context_life_bytes(uint32_t worlds, const struct sw_brain_layout *layout);

/* Other rules; before it meets or learns. */
void sw_context_life_rules(struct sw_context_life *life, const struct sw_episode_rules *rules);

/* The worlds of an island's life in a generation. */
void sw_context_life_meet(struct sw_context_life *life, uint64_t seed, uint64_t generation,
                          uint32_t island);

/* A litter in the worlds that were met, as sw_forecast_life_litter. score: [32]. */
void sw_context_life_litter(struct sw_context_life *life, const float *parent,
                            const struct sw_noise *noise, uint32_t pairs, float *score);

/* Learns from lessons number `first`, `first` + 1, ..., each a world: moves weights and what is
 * remembered. A world counts as SW_CONTEXT_SHOWN of how->episodes (rounded up to whole worlds) and
 * of how->step, which is a multiple of that. */
void sw_context_life_learn(struct sw_context_life *life, const struct sw_forecast_lessons *how,
                           uint64_t seed, uint64_t generation, uint32_t island, uint32_t first,
                           float *weights);

#endif

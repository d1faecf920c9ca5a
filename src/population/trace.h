/* trace.h - every tick of every member's life, as text, for debug populations. Local. */
#ifndef SW_POPULATION_TRACE_H
#define SW_POPULATION_TRACE_H

#include "population/generation.h"

#include <stdio.h>

/* Prints the lives of all members of the generation whose litters this rank holds (so on one rank
 * of all), in the first world of their island: a line for each tick and seat. Each hears the
 * partner that its life had (life.partner), who is named. What its words cost it
 * (language.ambiguity, language.cost) is told beside its score. Members are materialised for it, so
 * it is for handfuls. */
int sw_trace_generation(struct sw_generation *generation, const struct sw_breeding *breeding,
                        FILE *out, struct sw_error *error);

/* Prints one answer tick by tick, each line behind `prefix`. */
void sw_trace_answer(const struct sw_answer *answer, enum sw_game_id game,
                     enum sw_channel_mode channel, uint32_t length, const char *prefix, FILE *out);

#endif

/* judge.h - islands' parents judged on fresh worlds, the same for all: what says which islands die
 * out. */
#ifndef SW_POPULATION_JUDGE_H
#define SW_POPULATION_JUDGE_H

#include "population/generation.h"

/* Collective. Scores of the parents of all islands in the present phase's game, into
 * generation->family. Of several parents the first. The worlds are no life's. */
int sw_judge(struct sw_generation *generation, const struct sw_breeding *breeding,
             struct sw_error *error);

#endif

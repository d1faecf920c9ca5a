/* measures_print.h - the measures of a tree of the living for people, and as JSON. Local. */
#ifndef SW_PHYLOGENY_MEASURES_PRINT_H
#define SW_PHYLOGENY_MEASURES_PRINT_H

#include "base/json.h"
#include "phylogeny/measures.h"
#include "phylogeny/words.h"

#include <stdio.h>

/* now: the last time of the run. */
void sw_tree_measures_print(const struct sw_tree_measures *measures,
                            const struct sw_tree_words *words, uint64_t now, FILE *out);

/* The object "living". */
void sw_tree_measures_json(struct sw_json *json, const struct sw_tree_measures *measures,
                           const struct sw_tree_words *words);

#endif

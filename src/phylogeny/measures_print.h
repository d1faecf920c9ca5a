/* measures_print.h - the measures of a tree of the living for people, and as JSON. Local. */
#ifndef SW_PHYLOGENY_MEASURES_PRINT_H
#define SW_PHYLOGENY_MEASURES_PRINT_H

#include "base/json.h"
#include "phylogeny/measures.h"

#include <stdio.h>

/* What a run calls them. */
struct sw_tree_words {
    const char *node;  /* "member" */
    const char *root;  /* "founder" */
    const char *time;  /* "generation" */
    const char *times; /* "generations" */
};

/* now: the last time of the run. */
void sw_tree_measures_print(const struct sw_tree_measures *measures,
                            const struct sw_tree_words *words, uint64_t now, FILE *out);

/* The object "living". nodes: the key of how many there are, as "members". */
void sw_tree_measures_json(struct sw_json *json, const struct sw_tree_measures *measures,
                           const char *nodes);

#endif

/* wild_lineage.h - who descends from whom in a run of the wild, for people and for other programs.
 * Local.
 *
 * Formats are those of phylogeny/format.h; times are ticks. Each has a body's birth (an arrival has
 * no parent), where it was born, and of the dead how they ended. csv is the ALife data standard:
 * id, ancestor_list ("[none]" for arrivals), origin_time, destruction_time ("inf" for the living),
 * then our own: kind, x, y, world, cause, size, killer; the last three are empty for the living.
 */
#ifndef SW_WILD_REPORT_WILD_LINEAGE_H
#define SW_WILD_REPORT_WILD_LINEAGE_H

#include "phylogeny/format.h"
#include "phylogeny/tree.h"
#include "wild/wild_history.h"

#include <stdio.h>

/* A part of a run: as if it had begun with those who were alive at tick since, who have no parents
 * then, and ended before tick until. {0, UINT64_MAX} is all of it. */
struct sw_wild_span {
    uint64_t since, until;
};

/* Who was born and died when, by id. */
struct sw_wild_lives {
    const struct sw_wild_history *history; /* borrowed */
    struct sw_wild_span span;
    uint64_t bodies; /* ids that were born before the end of the span */
    uint64_t *death; /* [bodies + 1] by id: its place among deaths + 1; 0: it lives; owned */
};

/* Before a failure nothing is owned. */
int sw_wild_lives_read(struct sw_wild_lives *lives, const struct sw_wild_history *history,
                       struct sw_wild_span span, struct sw_error *error);
void sw_wild_lives_clear(struct sw_wild_lives *lives);

/* 0: it has none, or was born before the span. */
uint64_t sw_wild_lives_parent(const struct sw_wild_lives *lives, uint64_t id);

/* The ancestors of those who live at the end: nodes as archive/living.h. out: empty. */
int sw_wild_lives_tree(const struct sw_wild_lives *lives, struct sw_tree *out,
                       struct sw_error *error);

/* One body and its ancestors, from it to the arrival that it descends from. id: 0: the last born of
 * those who live. */
int sw_wild_print_ancestry(const struct sw_wild_lives *lives, uint64_t id,
                           enum sw_phylogeny_format format, FILE *out, struct sw_error *error);

/* Everyone, by id. */
int sw_wild_print_everyone(const struct sw_wild_lives *lives, enum sw_phylogeny_format format,
                           FILE *out, struct sw_error *error);

/* The tree of the living; the parent of each is the node above it. */
int sw_wild_print_living(const struct sw_wild_lives *lives, enum sw_phylogeny_format format,
                         FILE *out, struct sw_error *error);

#endif

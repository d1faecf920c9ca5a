/* phylogeny.h - lineages written for people and for other programs. Local.
 *
 * One individual's ancestry (from it to its founder), everyone, and the tree of the living can be
 * written. The first two are streamed: memory does not grow with the run, but for Newick with the
 * number of branches that are too deep (phylogeny/newick.h).
 *
 * text: a table for people.
 *
 * csv: the ALife data standard for phylogenies. Columns: id, ancestor_list ("[none]" for founders,
 * "[12]" for children of one, "[12,7]" for children of two parents, the first of which gave the
 * litter its place), origin_time, destruction_time ("inf" for the living), then our own: kind,
 * generation, island, slot, seed, pair, strength, score, marks, empty where there is nothing to
 * say. Times are generations (lineage.h). The ancestor of a recombined parent is the parent it was
 * before: by mass it comes from that one, and all children of the generation moved it.
 * Marks are words: "migrant", a parent was born on another island; "refounded", its island had died
 * out and began again from these parents; "kin", other islands' steps have moved it too;
 * "crossed", it has two parents. A line of descent and the tree of the living name the first one
 * alone, since the second need not be in them.
 *
 * newick: labels are ids, branch lengths the generations between two origins; nothing stands before
 * a tree, a semicolon and a line end behind it; one tree for each founder, and another for what is
 * nested too deep in it. Of two parents the first counts.
 *
 * dot: a digraph from parents to children, for Graphviz.
 *
 * json: one object with generations, islands, members and lineage: an array of objects, each on a
 * line of its own.
 */
#ifndef SW_ARCHIVE_PHYLOGENY_H
#define SW_ARCHIVE_PHYLOGENY_H

#include "archive/lineage.h"
#include "phylogeny/format.h"

#include <stdio.h>

#define SW_PHYLOGENY_MANY 100000u /* from so many members on the size is said before */

/* One individual's ancestry, the individual first. */
int sw_phylogeny_ancestry(struct sw_lineage *lineage, uint64_t id, enum sw_phylogeny_format format,
                          FILE *out, struct sw_error *error);

/* Everyone, by id (newick: by tree). A failure may come when a part is written already. */
int sw_phylogeny_everyone(struct sw_lineage *lineage, enum sw_phylogeny_format format, FILE *out,
                          struct sw_error *error);

/* The ancestors of the living only (archive/living.h), by id. The parent of each is the node above
 * it. */
int sw_phylogeny_pruned(struct sw_lineage *lineage, enum sw_phylogeny_format format, FILE *out,
                        struct sw_error *error);

#endif

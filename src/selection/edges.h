/* edges.h - a list of edges between islands as text: FROM TO [PROBABILITY]. The text may come from
 * anywhere: each edge is checked, and a message says where the first wrong one stands. Local.
 */
#ifndef SW_SELECTION_EDGES_H
#define SW_SELECTION_EDGES_H

#include "selection/topology.h"

struct sw_edges {
    uint32_t count;
    struct sw_edge *edge; /* [count] in (to, from) order, each pair once; owned */
};

/* Reads edges of islands 0..islands-1. With a `name` the text is a file: one edge a line, # begins
 * a comment, blank lines are passed over. Without (NULL) it is the setting migration.edges: edges
 * are separated by commas. An island that is not there, an edge from an island to itself, a pair
 * that stands twice, a probability outside 0..1 and an empty list are refused (exit code 2).
 * Released by sw_edges_free; nothing is left behind on failure. */
int sw_edges_read(const char *text, size_t size, const char *name, uint32_t islands,
                  struct sw_edges *out, struct sw_error *error);
void sw_edges_free(struct sw_edges *edges);

/* Of an edge that is in the list. O(log count). */
double sw_edges_probability(const struct sw_edges *edges, uint32_t from, uint32_t to);

#endif

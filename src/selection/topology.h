/* topology.h - which island receives from which: the directed edges of migration, each with the
 * probability that it carries something when migration is due. Knows islands by number (0..n-1).
 *
 * One table of rows: adding a topology is adding a row and a function. The edges are a function of
 * the rule, the number of islands and the seed, so every rank finds the same. Kept as one bit for
 * each ordered pair of islands (2 MB for 4,096 islands), so `full` costs no more than `ring`.
 * Local.
 */
#ifndef SW_SELECTION_TOPOLOGY_H
#define SW_SELECTION_TOPOLOGY_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The topologies: function in topology.c, name and description (the help of migration.topology,
 * without a full stop), and which settings a row reads. Configs name topologies, so a row may stand
 * anywhere. */
#define SW_TOPOLOGY_ROWS(FIRST, ROW)                                                               \
    FIRST(ring, "ring", "each island receives from the one before it, the first from the last")    \
    ROW(unconnected, "unconnected", "no island receives", .empty = true)                           \
    ROW(both_ways, "both-ways", "each receives from the one before it and the one after it")       \
    ROW(torus, "torus",                                                                            \
        "islands lie row by row in a grid as square as their number allows, which closes on "      \
        "itself, and each receives from its four neighbours")                                      \
    ROW(full, "full", "each receives from all others")                                             \
    ROW(random_degree, "random", "each receives from migration.degree others, drawn by the seed",  \
        .degree = true)                                                                            \
    ROW(small_world, "small-world",                                                                \
        "each exchanges with migration.degree / 2 (rounded up) islands on either side, and the "   \
        "share migration.rewire of these links goes to an island drawn by the seed (Watts and "    \
        "Strogatz 1998)",                                                                          \
        .degree = true, .rewires = true)                                                           \
    ROW(listed, "edges", "the edges in migration.edges", .lists = true)

#define SW_EDGES_FILE "file:" /* what an edge list that is in a file begins with */

struct sw_topology; /* opaque */

struct sw_topology_row {
    const char *name, *description;
    bool degree, rewires, lists; /* whether it reads the setting of that name */
    bool empty;                  /* it has no edge */
    /* Sets the edges of `topology`; the list of edges is read before. */
    void (*build)(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed);
};

/* What the config says. */
struct sw_topology_rule {
    uint32_t row;      /* of the table */
    uint32_t degree;   /* 1 or more; what n islands cannot have is cut */
    double rewire;     /* 0..1 */
    const char *edges; /* "FROM TO [PROBABILITY], FROM TO [PROBABILITY], ..."; borrowed */
};

struct sw_edge {
    uint32_t from, to;
    double probability; /* 0..1; 1 but for listed edges that say another */
};

const struct sw_topology_row *sw_topology_row(uint32_t index); /* NULL behind the last */

/* islands: 1..4096. No island receives from itself, and none twice from one. A list that is wrong
 * is refused (exit code 2) by its first wrong edge. Released by sw_topology_destroy (NULL is fine).
 */
struct sw_topology *sw_topology_create(const struct sw_topology_rule *rule, uint32_t islands,
                                       uint64_t seed, struct sw_error *error);
void sw_topology_destroy(struct sw_topology *topology);

/* The edges into island `to` in the order of `from`. Begin with edge->from = UINT32_MAX; false
 * after the last. */
bool sw_topology_next(const struct sw_topology *topology, uint32_t to, struct sw_edge *edge);

/* The edges of a file as migration.edges holds them, in the order of TO and FROM, so that a run
 * keeps what the file said when it began. One edge a line, # begins a comment. `name` stands in
 * messages, with the line; `text` need not end in a 0. `out` has room for `room` bytes; a list that
 * does not fit is refused. */
int sw_topology_file(const char *text, size_t size, const char *name, uint32_t islands, char *out,
                     size_t room, struct sw_error *error);

#endif

/* migration.h - who moves to which island: pure functions on scores, and on what was observed.
 * Knows no weights and no ranks; randomness is a function of (seed, generation, island).
 *
 * In a generation in which migration is due each edge of the topology carries, with its probability
 * times the rate. What it carries: of an island that recombines, the one parent; of others, its
 * emigrants. Those that arrive on an island are taken in order of their scores, highest first
 * (ties: the lower island, then the order in which they left). Each that the policy admits becomes
 * the parent of one litter in place of a native; of litters of one parent the last gives way. So an
 * island takes at most as many as it has litters. An island that recombines has one parent: the
 * arrival of the highest mean score becomes the parent of all its litters, if the policy admits it.
 *
 * Where migrants are under way for some generations (migration.delay) the same is done in two
 * parts: sw_migration_carries and sw_migration_leave say who leaves for where, sw_migration_admit
 * who is taken when they arrive.
 *
 * Three tables of rows; adding a way is adding a row and a function. Local.
 */
#ifndef SW_SELECTION_MIGRATION_H
#define SW_SELECTION_MIGRATION_H

#include "base/random.h"
#include "selection/topology.h"

#define SW_MIGRATION_DELAY_MAX 64 /* generations that a migrant is under way */

#define SW_EMIGRANT_PARENT                                                                         \
    UINT32_MAX /* not a candidate but the parent that recombination makes                          \
                */

/* Rows: function in migration.c, name and description (the help of the setting, without a full
 * stop). Configs name rows. */
#define SW_EMIGRANTS_ROWS(FIRST, ROW)                                                              \
    FIRST(highest, "best", "the highest scores")                                                   \
    ROW(drawn, "random", "any, drawn with equal chances")                                          \
    ROW(novel, "most-novel",                                                                       \
        "those farthest from all others of the island in what the scheme observes (the largest "   \
        "mean squared distance), else in score")

#define SW_IMMIGRANTS_ROWS(FIRST, ROW)                                                             \
    FIRST(last, "last", "the island's last litter, under truncation one of the worst parent")      \
    ROW(lowest, "worst", "the litter of the parent with the lowest score")                         \
    ROW(any, "random", "a litter drawn with equal chances")                                        \
    ROW(nearest, "most-similar",                                                                   \
        "the litter whose parent is nearest to the immigrant in what the scheme observes, else "   \
        "in "                                                                                      \
        "score")

#define SW_MIGRATION_POLICY_ROWS(FIRST, ROW)                                                       \
    FIRST(above_best, "better", "if it scored higher than the island's best")                      \
    ROW(above_parent, "fair", "if it scored higher than the parent that gives way")                \
    ROW(always, "always", "whatever it scored")

/* What the config says. */
struct sw_migration {
    uint32_t emigrants, immigrants, policy; /* rows of the tables */
    uint32_t migrants;                      /* over an edge, 1 or more */
    double rate;                            /* 0..1 */
};

/* An island as migration finds it, in the generation that was scored; arrays are borrowed. */
struct sw_migration_island {
    uint32_t count;        /* candidates, 1 or more */
    const float *score;    /* [count], finite, higher is better */
    uint32_t width;        /* of what is observed; 0: nothing. The same on all islands */
    const float *observed; /* [count][width] */
    uint32_t litters;      /* to be born next, 1 or more */
    const uint32_t
        *parent; /* [litters] the candidate that each has as parent; unread if recombines */
    bool recombines;
};

/* Litter `litter` of island `to` has as parent candidate `candidate` of island `from`. */
struct sw_move {
    uint32_t to, litter, from, candidate;
};

/* Somebody who comes to an island. */
struct sw_arrival {
    double score;
    uint32_t from, candidate; /* of island `from`; the caller's number where it is long gone */
    uint32_t place;           /* the place-th that left */
    const float *observed;    /* [width] or NULL; borrowed */
};

/* Whether migration is due when the children of `generation` are planned. every: 0 is never. */
bool sw_migration_due(uint64_t every, uint64_t generation);

/* Writes at most the sum of all islands' litters into `move`, islands in order; *count is how many.
 * -1 if memory is short. O(members log members) and as many steps as edges carry. Between an island
 * that recombines and one that does not: the first receives nothing of the second, the second
 * receives emigrants of the first. */
int sw_migrate(const struct sw_migration *rule, const struct sw_topology *topology,
               const struct sw_migration_island *island, uint32_t islands, uint64_t seed,
               uint64_t generation, struct sw_move *move, uint32_t *count, struct sw_error *error);

/* Finds the next edge that carries into island `to`: edge->from is UINT32_MAX before the first.
 * dice: of SW_RANDOM_MIGRATION, the generation and `to`. */
bool sw_migration_carries(const struct sw_migration *rule, const struct sw_topology *topology,
                          uint32_t to, struct sw_dice *dice, struct sw_edge *edge);

/* The emigrants of island `from`, `most` or as many as it has: candidates into out[most], in the
 * order in which they leave. -1 if memory is short. */
int sw_migration_leave(const struct sw_migration *rule, const struct sw_migration_island *island,
                       uint32_t from, uint32_t most, uint64_t seed, uint64_t generation,
                       uint32_t *out, uint32_t *count, struct sw_error *error);

/* Who of those that come to island `to` is taken. Sorts the arrivals. taken: scratch, [litters].
 * Writes at most [litters] moves, and returns how many. */
uint32_t sw_migration_admit(const struct sw_migration *rule,
                            const struct sw_migration_island *island, uint32_t to,
                            struct sw_arrival *arrival, uint32_t arrivals, struct sw_dice *dice,
                            bool *taken, struct sw_move *move);

#endif

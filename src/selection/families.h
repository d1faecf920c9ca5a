/* families.h - which islands live on: selection between islands, as schemes select within one.
 * Knows islands by number (0..n-1), their scores and their lines; no weights, no ranks.
 *
 * Every families.every generations a share of the islands is culled, and each is refounded from
 * islands that live on. A *line* is all islands that descend from one island of the beginning; a
 * guard keeps so many lines alive. Local.
 */
#ifndef SW_SELECTION_FAMILIES_H
#define SW_SELECTION_FAMILIES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows: function in families.c, name and description (the help of the setting, without a full
 * stop). */
#define SW_CULL_ROWS(FIRST, ROW)                                                                   \
    FIRST(poorest, "poorest", "those with the lowest scores")                                      \
    ROW(unchosen, "drawn",                                                                         \
        "those that are left when the scheme has drawn the islands that live on, each once")       \
    ROW(crowded, "crowded",                                                                        \
        "as poorest, once each score above the worst is divided by how many islands' parents "     \
        "write alike programs there (fitness sharing: Goldberg and Richardson 1987), so that "     \
        "families that do other things live on")

/* How an island is refounded: id, name, description, and whether two islands take part. */
#define SW_REFOUND_ROWS(FIRST, ROW)                                                                \
    FIRST(SW_REFOUND_COPY, "copy", "the parent of a better island", .mates = 1)                    \
    ROW(SW_REFOUND_AVERAGE, "average", "the mean of the weights of two", .mates = 2)               \
    ROW(SW_REFOUND_TENSOR, "cross-tensor", "each tensor from one of two", .mates = 2)              \
    ROW(SW_REFOUND_EXPERT, "cross-expert",                                                         \
        "each thought expert, and all else as one part, from one of two", .mates = 2)

#define SW_REFOUND_ID(id, ...) id,
enum sw_refound { SW_REFOUND_ROWS(SW_REFOUND_ID, SW_REFOUND_ID) SW_REFOUNDS };

/* What the config says. */
struct sw_families {
    uint32_t cull;    /* row of SW_CULL_ROWS */
    uint32_t refound; /* enum sw_refound */
    double share;   /* of the islands that are culled, 0..1; what it comes to: sw_families_culled */
    uint32_t guard; /* fewest lines that stay alive; as 1 if 0 */
};

/* Island `island` dies out and is refounded from `parent` and `mate` (the same where one is enough,
 * or only one lives on). */
struct sw_refounding {
    uint32_t island, parent, mate;
};

/* Whether culling is due when the children of `generation` are planned. every: 0 is never. */
bool sw_families_due(uint64_t every, uint64_t generation);

/* How many of n islands a share is: rounded to the nearest, 1 or more unless the share is 0, and
 * fewer than all. The guard may spare some of them. */
uint32_t sw_families_culled(double share, uint32_t islands);

/* Fitness sharing between islands, for the row `crowded`. score: [islands] as above; becomes
 *
 *   worst + (score - worst) / m_i,   m_i = sum over j of max(0, 1 - d_ij / mean d)
 *
 * d_ij is in how many of the worlds the parents of i and j write different programs, its mean is
 * over all pairs. m_i counts the island itself, so it is 1 or more; it is the number of islands if
 * all write the same. program: [islands][worlds] numbers that are equal where programs are. Sums
 * run in the order of islands. Time grows with islands squared * worlds. */
void sw_families_crowd(float *score, const uint32_t *program, uint32_t islands, uint32_t worlds);

/* Whether a row looks at programs. */
bool sw_families_crowds(uint32_t cull);

/* Who dies out, and from whom each is refounded. score: [islands] of each island's parent on fresh
 * worlds, finite, higher is better; ties go to the lower island. births: [islands] the share of
 * births that a scheme gives each island as a candidate (`expected` of a choice), 0 or more. line:
 * [islands] the founding island that each descends from.
 *
 * Islands come to die one by one, as the row orders them; one that is the last of its line lives on
 * if `guard` lines or fewer are alive. Parents and mates are drawn by `births` from those that live
 * on and scored higher, if there are any, else from all that live on; where these have no births,
 * the one with the highest score is taken. A mate is another than the parent if there is one to
 * draw. Randomness is a function of (seed, generation). Refoundings come in the order of islands;
 * out: [islands]. -1 if memory is short. */
int sw_families_next(const struct sw_families *rule, const float *score, const float *births,
                     const uint32_t *line, uint32_t islands, uint64_t seed, uint64_t generation,
                     struct sw_refounding *out, uint32_t *count, struct sw_error *error);

/* How far apart islands of one founder stay that add each other's steps with weight w to their own,
 * as a share of the way that each has come: the square root of 2 - 2c, where c = (2w + (n-2)w^2) /
 * (1 + (n-1)w^2) is the correlation of two islands' steps (their own are uncorrelated and of one
 * length). 1.41 at w = 0; 0 at w = 1: one family. n: 2 or more; w: 0..1. */
double sw_families_distance(uint32_t islands, double weight);

#endif

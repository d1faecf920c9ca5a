/* selected.h - what selection did in a stored run, generation by generation and island by island:
 * pressure as it was realised, who descends from whom, how behaviours spread, which islands were
 * refounded, and what elites scored again. Local.
 *
 * Reads all births once, and beside them what the store holds of a generation. What it does not
 * hold is left out: NaN, 0 or false below say so.
 */
#ifndef SW_ARCHIVE_SELECTED_H
#define SW_ARCHIVE_SELECTED_H

#include "archive/rebuild.h"
#include "record/programs.h"

#define SW_SELECTED_BACK      16u /* generations, of `ancestors` */
#define SW_SELECTED_NO_COMMON UINT64_MAX

/* The parents of some members, followed to their founders along first parents (a mate is not
 * followed). */
struct sw_descent {
    uint32_t parents;     /* different ones */
    uint32_t ancestors;   /* of these, different ones that lived SW_SELECTED_BACK generations ago */
    uint32_t lines;       /* different founders */
    uint64_t coalescence; /* generations since the birth of the parents' most recent common
                             ancestor; SW_SELECTED_NO_COMMON: they have none */
    double overlap;       /* of the members' mutations (archive/overlap.h) */
};

struct sw_selected {
    uint64_t generation;
    uint32_t island;
    /* Who of this generation breeds: */
    bool recorded; /* false: an older program kept no record of it */
    struct sw_realised realised;
    /* Variance effective size, by births: one over the probability that two children of the next
     * generation have the same parent, (N k - 1) / (k - 1 + V / k) for N that could breed with k
     * children on the mean and variance V (Crow and Denniston 1988, Evolution 42, of haploids). A
     * child of two is half a child of each. NaN in the last generation, whose children are not
     * born. */
    double effective_size;
    /* Of whom this generation is born: */
    struct sw_descent descent;
    struct sw_descent everywhere; /* of the members of all islands */
    /* Root of the mean squared distance of what the scheme observed (behaviour, objectives, or
     * scores world by world) from the island's mean; NaN if it observes nothing. */
    double spread;
    /* What members write in the probe worlds (run.probes); false: they were not asked. */
    bool probed;
    struct sw_programs programs;
    uint32_t elites;  /* clones of members that were chosen: each once, though a pair is alike */
    double elite_gap; /* mean of what they scored again minus what they scored when they were
                         chosen: below 0 as far as that was luck; NaN without elites */
    /* Families: */
    double family;        /* score of the island's parent on fresh worlds; NaN: not judged */
    bool refounded;       /* its next parent comes from these islands: */
    uint32_t from[2];     /* of the parent, of the mate; the same: one alone */
    double from_score[2]; /* what the parents of these scored on fresh worlds */
    double own[SW_OWNS];  /* what the island multiplies settings by; NaN: it is not its own */
};

/* Calls `visit` for each island of each generation, in this order; what it returns other than 0
 * ends the walk and is returned. */
int sw_selected_each(struct sw_archive *archive,
                     int (*visit)(void *context, const struct sw_selected *selected), void *context,
                     struct sw_error *error);

/* The same, generation by generation, so that a run that is still written can be followed. Begins
 * before generation 0; NULL if memory is short; released by sw_selected_end (NULL is fine). */
struct sw_selected_walk; /* opaque */
struct sw_selected_walk *sw_selected_begin(struct sw_archive *archive, struct sw_error *error);
void sw_selected_end(struct sw_selected_walk *walk);

/* Calls `visit` for each island of the next generation, which `archive` must hold: the run as it
 * was opened first, or opened again since. effective_size is known if it holds one more. */
int sw_selected_next(struct sw_selected_walk *walk, struct sw_archive *archive,
                     int (*visit)(void *context, const struct sw_selected *selected), void *context,
                     struct sw_error *error);

/* What members wrote in the probe worlds when they were asked last: means over the islands, and the
 * generation. Returns 1, 0 if the run has none, -1. */
int sw_selected_programs(struct sw_archive *archive, struct sw_programs *out, uint64_t *generation,
                         struct sw_error *error);

/* Means over up to `samples` generations, evenly chosen, and all islands, of the intensity and the
 * effective number of parents. *found: how many records they are of; 0 if the run has none. */
int sw_selected_mean(struct sw_archive *archive, uint32_t samples, double *intensity,
                     double *parents, uint64_t *found, struct sw_error *error);

#endif

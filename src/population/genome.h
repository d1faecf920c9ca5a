/* genome.h - individuals: weights and what their optimiser remembers; made from founders, mutations
 * and recombinations.
 *
 * Every individual is a function of (run seed, settings, births, scores), so each can be rebuilt
 * bit for bit from a keyframe or the founder on. Local.
 */
#ifndef SW_POPULATION_GENOME_H
#define SW_POPULATION_GENOME_H

#include "agent/mutation.h"
#include "population/record.h"
#include "population/schedule.h"
#include "population/settings.h"
#include "selection/scheme.h"

struct sw_individual {
    uint64_t id;
    uint64_t steps;        /* recombination steps since the optimiser was fresh */
    uint32_t line;         /* the island whose founder it descends from */
    float *weights;        /* [layout->floats], owned */
    float *first, *second; /* [layout->floats] each: moments of Adam, or under selection.update =
                              cma the path of the mean and the variances; NULL: no such state */
    float *length_path;    /* [layout->floats] of cma's step length; NULL: not made by cma */
    double sigma;          /* cma's step length, in units of the tensor's scale; 0: none */
};

void sw_individual_free(struct sw_individual *individual);

/* A copy, moments included. */
int sw_individual_copy(const struct sw_individual *from, uint32_t floats, struct sw_individual *out,
                       struct sw_error *error);

/* What making individuals needs; one for each run, shared by whatever makes them. */
struct sw_breeder {
    const struct sw_settings *settings;   /* borrowed */
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_schedule *schedule;         /* owned: what changes in the run's course */
    const float *founder;       /* [layout->floats], borrowed: what all founders are; NULL: each is
                                   drawn */
    struct sw_kernel kernel;    /* always portable: recombination gives the same bits everywhere */
    struct sw_noise *noise;     /* scratch */
    float *gradient;            /* scratch */
    float *deviation, *squares; /* scratch of cma; NULL where members are no vectors */
    struct sw_selector *selector; /* scratch of the scheme */
    struct sw_choice choice;      /* scratch */
    bool stands;                  /* members stand in its schemes: in all of them or in none */
    enum sw_observed observes;    /* what its schemes observe: all the same */
    uint32_t width;               /* of what is observed of each member */
    bool shares;  /* islands may come to move by each other's steps (families.share) */
    bool replays; /* making an individual may take more than its ancestors in a row: all islands
                     as they stood */
    float *candidate_score, *candidate_observed; /* scratch: of who stands and of newcomers */
    uint32_t *survivor;                          /* scratch */
};

int sw_breeder_create(struct sw_breeder *breeder, const struct sw_settings *settings,
                      const struct sw_brain_layout *layout, struct sw_error *error);
void sw_breeder_destroy(struct sw_breeder *breeder);

/* Weights of two parents crossed, by a litter's seed. crossing: a row of SW_CROSSING_ROWS. Owned by
 * the caller. */
float *sw_genome_cross(const struct sw_breeder *breeder, uint32_t crossing, uint64_t seed,
                       const float *parent, const float *mate, struct sw_error *error);

/* The founder of an island: its own, or with families.founder = one the genome of island 0's. */
int sw_genome_founder(struct sw_breeder *breeder, uint32_t island, struct sw_individual *out,
                      struct sw_error *error);

/* A member of a litter (slot: 0..31 within it) of `parent`. It has no optimiser state. */
int sw_genome_member(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error);

/* The parent that all children of `generation` on an island make of their common parent: scores
 * [members]. `noises` (may be NULL) lends litters whose noise is drawn (and scaled) already:
 * [litters], NULL where it is not. */
int sw_genome_recombine(struct sw_breeder *breeder, uint64_t generation,
                        const struct sw_births *births, const float *scores,
                        const struct sw_individual *parent, struct sw_noise *const *noises,
                        uint64_t id, struct sw_individual *out, struct sw_error *error);

/* Draws the noise of one litter. `pairs`: how many of its 16 exist (the last litter may be short).
 */
void sw_litter_noise(const struct sw_breeder *breeder, const struct sw_litter *litter,
                     uint32_t pairs, struct sw_noise *noise);

/* The strength of the litters that are born in a generation: under selection.update = cma what the
 * parent's step length is, or `otherwise` where none was adapted, as in a phase's first. */
float sw_genome_strength(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                         const struct sw_individual *parent, float otherwise);

/* Scales the noise of a litter that is born in `generation` by the deviations that the parent
 * adapted; where it did not, the noise stays what it is. */
void sw_genome_deviate(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                       const struct sw_individual *parent, uint32_t pairs, struct sw_noise *noise);

/* Pairs of litter `index` of an island. */
uint32_t sw_litter_pairs(const struct sw_settings *settings, uint32_t index);

#endif

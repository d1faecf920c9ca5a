/* genome.h - individuals: weights and what their optimiser remembers; made from founders, mutations
 * and recombinations.
 *
 * Every individual is a function of (run seed, settings, births, scores), so each can be rebuilt
 * bit for bit from a keyframe or the founder on. Local.
 */
#ifndef SW_POPULATION_GENOME_H
#define SW_POPULATION_GENOME_H

#include "agent/mutation.h"
#include "life/lesion.h"
#include "life/lesson.h"
#include "record/record.h"
#include "selection/learning_genes.h"
#include "settings/schedule.h"
#include "settings/settings.h"
#include "selection/scheme.h"

struct sw_individual {
    uint64_t id;
    uint64_t steps;        /* recombination steps since the optimiser was fresh */
    uint32_t line;         /* the island whose founder it descends from */
    uint64_t surface;      /* its bits of descent (record/surface.h); 0 without run.surface */
    float *weights;        /* [layout->floats], owned */
    float *first, *second; /* [layout->floats] each: moments of Adam, or under selection.update =
                              cma the path of the mean and the variances; NULL: no such state */
    float *length_path;    /* [layout->floats] of cma's step length; NULL: not made by cma */
    double sigma;          /* cma's step length, in units of the tensor's scale; 0: none */
    /* What learning remembers (first NULL: it never learned, or each life anew); owned. `back` is
     * NULL but by rule mirror. */
    struct sw_learned learned;
    float *birth; /* [layout->floats] the weights that it was born with, if those are inherited and
                     are not `weights`; else NULL; owned */
    struct sw_learning_genes genes; /* how it learns, where members do; else all 0 */
    /* What its lineage keeps of earlier laws (keeping.way); owned, NULL: nothing yet. */
    float *anchor;     /* [layout->floats] the weights with which the present laws began */
    float *importance; /* [layout->floats] of each weight for the laws before */
    /* [layout->floats], of which selection/priority.h says what is used: how well its lineage
     * learned each rule (learning.draw); owned, NULL: not asked. */
    float *marks;
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
    struct sw_selector *selector;     /* scratch of the scheme */
    struct sw_choice choice;          /* scratch */
    bool stands;                      /* members stand in its schemes: in all of them or in none */
    enum sw_observed observes;        /* what its schemes observe: all the same */
    uint32_t width;                   /* of what is observed of each member */
    struct sw_strategy_rule strategy; /* which settings are an island's own */
    bool recombines; /* some scheme of the course does: else individuals are weights alone */
    bool shares;     /* islands may come to move by each other's steps (families.share) */
    bool credits;    /* its schemes give credit: all of them or none */
    bool grows;      /* members learn within their lives (learning.who = members) */
    bool replays;    /* making an individual may take more than its ancestors in a row: all islands
                        as they stood */
    struct sw_schooling *schooling; /* owned: where parents learn; NULL: nobody taught it yet */
    float *candidate_score, *candidate_observed; /* scratch: of who stands and of newcomers */
    uint32_t *survivor;                          /* scratch */
    /* Arrays of weights of parents that are gone, for those to come: pages that were touched
     * before.
     */
    struct sw_spares {
        float **array;
        uint32_t count, room;
    } spares;
    /* Where some weights are held (agent/growth.h), whose they are, [layout->floats], owned; NULL:
     * none is held. */
    uint8_t *owner;
    uint64_t summed; /* litters that recombination has summed so far: a measure of its work */
};

int sw_breeder_create(struct sw_breeder *breeder, const struct sw_settings *settings,
                      const struct sw_brain_layout *layout, struct sw_error *error);
void sw_breeder_destroy(struct sw_breeder *breeder);

/* Keeps the arrays of an individual that is gone for others to come, or frees them. */
void sw_breeder_spare(struct sw_breeder *breeder, struct sw_individual *gone);

/* An array of weights, of any content, from those that were kept; released by free(). */
float *sw_breeder_spared(struct sw_breeder *breeder, struct sw_error *error);

/* Gives the breeder the worlds that parents learn in (those of the config, borrowed). It must have
 * them before a parent is recombined, where the config has a rule of learning; elsewhere they are
 * ignored. Once is enough. */
int sw_breeder_teach(struct sw_breeder *breeder, const struct sw_worlds *worlds,
                     struct sw_error *error);
void sw_schooling_destroy(struct sw_schooling *schooling, uint32_t litters); /* NULL is fine */

/* Whether the config has parents learn, and the breeder still needs worlds for it. */
bool sw_breeder_untaught(const struct sw_breeder *breeder);

/* Where the scheme gives credit (breeder->credits; sw_breeder_teach is needed then as well): the
 * sum of credit over all children of a generation, into breeder->gradient. */
int sw_genome_credit(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                     const struct sw_births *births, const float *observed,
                     const struct sw_individual *parent, struct sw_noise *const *noises,
                     struct sw_error *error);

/* The life of a member that is born in a generation, as far as it learns in it: its genes, and what
 * it learns. parent: whose learning it goes on from. Where members do not learn it does nothing. */
int sw_genome_grow_up(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                      const struct sw_individual *parent, bool clone, struct sw_individual *out,
                      struct sw_error *error);

/* The life of a parent that is ready to be born at the end of a generation: it learns, if parents
 * do then, and is pulled to what it keeps. before: the parent of its generation, whose learning it
 * goes on from. */
int sw_genome_learn(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                    const struct sw_individual *before, struct sw_individual *out,
                    struct sw_error *error);

/* Weights of two parents crossed, by a litter's seed. crossing: a row of SW_CROSSING_ROWS. Owned by
 * the caller. */
float *sw_genome_cross(const struct sw_breeder *breeder, uint32_t crossing, uint64_t seed,
                       const float *parent, const float *mate, struct sw_error *error);

/* The founder of an island: its own, or with families.founder = one the genome of island 0's. */
int sw_genome_founder(struct sw_breeder *breeder, uint32_t island, struct sw_individual *out,
                      struct sw_error *error);

/* The surface of `id`, a child of `parent`, or what becomes of the parent; 0 without run.surface.
 * Of two parents the first gives it. */
uint64_t sw_genome_surface(const struct sw_breeder *breeder, const struct sw_individual *parent,
                           uint64_t id);

/* The weights that the children of a parent start from. Borrowed. */
const float *sw_genome_inherited(const struct sw_breeder *breeder,
                                 const struct sw_individual *parent);

/* A member of a litter (slot: 0..31 within it) of `parent`. It has no optimiser state. Where
 * members learn it is grown up: it has learned in its life. */
int sw_genome_member(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error);

/* The same with the litter's noise, drawn and scaled as the litter's. */
int sw_genome_grow(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                   const struct sw_noise *noise, const struct sw_individual *parent, uint64_t id,
                   struct sw_individual *out, struct sw_error *error);

/* The parent that all children of `generation` on an island make of their common parent: scores
 * [members], observed [members][width] (where the scheme gives credit; else unused). `noises` (may
 * be NULL) lends litters whose noise is drawn (and scaled) already: [litters], NULL where it is
 * not. */
int sw_genome_recombine(struct sw_breeder *breeder, uint64_t generation,
                        const struct sw_births *births, const float *scores, const float *observed,
                        const struct sw_individual *parent, struct sw_noise *const *noises,
                        uint64_t id, struct sw_individual *out, struct sw_error *error);

/* Draws the noise of one litter. `pairs`: how many of its 16 exist (the last litter may be short).
 */
void sw_litter_noise(const struct sw_breeder *breeder, const struct sw_litter *litter,
                     uint32_t pairs, struct sw_noise *noise);

/* The config's selection as an island with these settings of its own selects. settings: those in
 * force. */
struct sw_selection sw_genome_selection(const struct sw_breeder *breeder,
                                        const struct sw_settings *settings,
                                        struct sw_strategy strategy);

/* A strength of the config as an island has it with settings of its own. */
float sw_genome_own_strength(const struct sw_breeder *breeder, struct sw_strategy strategy,
                             float strength);

/* The strength of the litters that are born in a generation: under selection.update = cma what the
 * parent's step length is, or `otherwise` where none was adapted, as in a phase's first. */
float sw_genome_strength(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                         const struct sw_individual *parent, float otherwise);

/* The part that agents grow up without (agent.without). */
enum sw_lesion sw_genome_lesion(const struct sw_breeder *breeder);

/* Whether an island lives, learns and evolves in a generation; under keeping.way = islands only the
 * one of the laws that are taught does, and the others stand still. */
bool sw_genome_awake(const struct sw_breeder *breeder, uint64_t generation, uint32_t island);

/* The expert that is taught in a generation of an island: that of its stage, where the brain grows;
 * else 0. */
uint8_t sw_genome_expert(const struct sw_breeder *breeder, uint64_t generation, uint32_t island);

/* Scales the noise of a litter that is born in `generation` by the deviations that the parent
 * adapted, where it did; and where weights are held, they get none. */
void sw_genome_deviate(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                       const struct sw_individual *parent, uint32_t pairs, struct sw_noise *noise);

/* Pairs of litter `index` of an island. */
uint32_t sw_litter_pairs(const struct sw_settings *settings, uint32_t index);

#endif

/* record.h - what the store's records say, packed as MessagePack with a kind and a version.
 *
 * Reading trusts nothing: lengths, kinds, versions and ranges are checked, and NaN or infinity
 * among scores is refused. All functions are Local.
 *
 * Individuals are numbered so that an id says where it was born, and no index is needed. With
 * `members` per island:
 * - id < islands: the founder of island `id`;
 * - id = islands + (generation * islands + island) * (members + 1) + slot: everyone else.
 *
 * Slots 0..members-1 are the generation's children, slot `members` is the parent that recombination
 * makes of them (it does not exist under other schemes).
 *
 * What it costs: a litter of 32 members packs into 19 to 26 bytes and their scores into 128, so
 * with 256 members on an island a birth and its score take 4.8 bytes
 * (tests/unit/population/unit_record measures it).
 */
#ifndef SW_RECORD_RECORD_H
#define SW_RECORD_RECORD_H

#include "base/error.h"
#include "selection/learning_genes.h"
#include "selection/realised.h"
#include "selection/strategy.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_LITTER_PAIRS   16u /* antithetic pairs of a litter: what one vector evaluates at once */
#define SW_LITTER_MEMBERS 32u /* the most members of a litter */

#define SW_ISLANDS_MAX        (1u << 16)
#define SW_ISLAND_MEMBERS_MAX (1u << 24)

struct sw_identity_space {
    uint32_t islands, members; /* of each island; 1..SW_ISLANDS_MAX, 1..SW_ISLAND_MEMBERS_MAX */
    uint32_t litter;           /* members of a litter, even, up to 32; 0 is 32 */
};

struct sw_identity {
    bool founder;
    uint64_t generation; /* 0 for founders */
    uint32_t island, slot;
};

uint64_t sw_identity_id(struct sw_identity_space space, uint64_t generation, uint32_t island,
                        uint32_t slot);
struct sw_identity sw_identity_of(struct sw_identity_space space, uint64_t id);

/* Members of a litter, and litters of an island (the last may be short). */
uint32_t sw_identity_litter(struct sw_identity_space space);
uint32_t sw_identity_litters(struct sw_identity_space space);

bool sw_identity_space_valid(struct sw_identity_space space);

/* How many generations have ids of 64 bits: sw_identity_id takes generations below this. */
uint64_t sw_identity_generations(struct sw_identity_space space);

/* How an individual came to be. */
enum sw_birth_kind {
    SW_BIRTH_FOUNDER = 0,
    SW_BIRTH_MUTATION = 1, /* parent + strength * noise(seed, pair), sign by the slot's parity */
    SW_BIRTH_CLONE = 2,    /* an elite: the parent again */
    SW_BIRTH_RECOMBINATION = 3, /* the parent moved by all its children, weighted by score */
    SW_BIRTH_REFOUNDING =
        4 /* in its place: a copy of other islands' parents, crossed and mutated */
};

/* One litter: up to 16 antithetic pairs of one parent. With n members a litter, slot s of an island
 * lives in litter s / n, pair s % n / 2; even slots add the noise, odd ones subtract it. With
 * clone, pair 0 of the litter is the unchanged parent. */
struct sw_litter {
    uint64_t parent; /* id */
    uint64_t mate;   /* id of the second parent: the two are crossed by `seed`; parent: none */
    uint64_t seed;   /* noise of pair p: counter (SW_RANDOM_MUTATION, seed, p) */
    float strength;
    uint8_t evolve; /* which groups of tensors the noise touches: bits of enum sw_tensor_group */
    bool clone;
};

/* One individual's birth, read off its litter. */
struct sw_birth {
    uint64_t id, parent, mate; /* mate: parent if there is none */
    enum sw_birth_kind kind;
    uint64_t seed;
    uint32_t pair;
    float strength; /* signed */
    uint8_t evolve;
};

struct sw_births {
    bool recombines; /* slot `members` exists: made of these children and their scores */
    uint32_t litters;
    struct sw_litter *litter;    /* [litters] */
    struct sw_strategy strategy; /* the island's own settings, which the strengths follow already */
};

struct sw_statistics {
    double best, mean, deviation; /* of the island's scores in this generation */
    uint64_t best_id;             /* lowest id on a tie */
    uint8_t phase;                /* row of the phase table */
};

/* Weights and optimiser state of one individual: up to four arrays of `parameters` floats. */
struct sw_keyframe {
    uint64_t id;
    uint64_t steps; /* recombination steps so far */
    bool lined;     /* `line` says something; where not, an older program wrote the record */
    uint32_t line;  /* the island whose founder it descends from */
    uint32_t parameters;
    float *weights;       /* [parameters] */
    float *first_moment;  /* [parameters], NULL where the scheme has none */
    float *second_moment; /* [parameters], NULL with first_moment */
    double sigma;         /* step length of cma; says something with length_path */
    float *length_path;   /* [parameters], NULL where no cma made it; there with both moments */
    /* What learning within a life remembers: all NULL where nobody learns. */
    uint64_t learned_steps;
    float *learned_first, *learned_second; /* [parameters] moments; NULL together */
    float *learned_back; /* [parameters] the way back, where it moves: then there with both */
    float *birth;        /* [parameters] the weights of birth, where those are inherited */
    float *anchor;       /* [parameters] the weights that it is pulled to; NULL: none */
    float *importance;   /* [parameters] how much each is; NULL: all alike; only with anchor */
    float *marks;        /* [parameters] how well rules were learned; NULL: not asked */
    bool surfaced;       /* `surface` says something */
    uint64_t surface;    /* record/surface.h */
    bool has_genes;      /* `genes` say something */
    struct sw_learning_genes genes;
};

struct sw_run_record {
    uint64_t seed;
    uint32_t parameters; /* of a brain */
    uint32_t behaviour;  /* SW_BEHAVIOUR of the program that began the run */
    struct sw_identity_space space;
    char *config;  /* effective config as INI text */
    char *version; /* of the program that began the run; left out of the digest */
};

/* Each pack_* returns a buffer to free() with its size, or NULL. Each unpack_* fills the struct,
 * whose pointers are then owned by the caller and released by the matching free_*; -1 (exit code 3)
 * says what is wrong. */
void *sw_births_pack(const struct sw_births *births, size_t *size, struct sw_error *error);
int sw_births_unpack(const void *bytes, size_t size, struct sw_births *out, struct sw_error *error);
void sw_births_free(struct sw_births *births);

void *sw_scores_pack(const float *scores, uint32_t count, size_t *size, struct sw_error *error);
/* count: how many there must be. */
int sw_scores_unpack(const void *bytes, size_t size, float *out, uint32_t count,
                     struct sw_error *error);

/* Observations of an island's members: [count][width], finite. */
void *sw_observed_pack(const float *observed, uint32_t count, uint32_t width, size_t *size,
                       struct sw_error *error);
int sw_observed_unpack(const void *bytes, size_t size, float *out, uint32_t count, uint32_t width,
                       struct sw_error *error);

/* Whether the record holds finite observations of `count` members, of whatever width. */
int sw_observed_check(const void *bytes, size_t size, uint32_t count, struct sw_error *error);

/* From whom a culled island was refounded. Where islands recombine, how the parent of its next
 * litters was made; in other schemes they are litters of the parents of the island's litters. */
struct sw_refounded {
    uint32_t island[2];    /* that it comes from: of the parent, of the mate */
    uint64_t parent, mate; /* ids of their parents; the same: one alone */
    uint8_t refound;       /* enum sw_refound */
    uint64_t seed;         /* of the crossing and of the mutation */
    float strength;        /* of the mutation; 0: none */
    uint8_t evolve;        /* groups of tensors that it touches */
};

void *sw_refounded_pack(const struct sw_refounded *refounded, size_t *size, struct sw_error *error);
int sw_refounded_unpack(const void *bytes, size_t size, struct sw_refounded *out,
                        struct sw_error *error);

#define SW_NOBODY UINT64_MAX /* instead of an id */

/* Who left an island in a generation, and is under way. Emigrants with the id SW_NOBODY are not
 * packed. */
struct sw_departure {
    uint64_t due; /* the generation after which they arrive */
    uint32_t emigrants, ways;
    struct sw_emigrant {
        uint64_t id;
        bool parent;  /* the one parent of an island that recombines; else a candidate */
        double score; /* its own, of a parent the mean of its island */
    } * emigrant;     /* [emigrants] in the order in which they left */
    uint32_t width;   /* of what is observed; 0: nothing */
    float *observed;  /* [emigrants][width], finite */
    struct sw_route {
        uint32_t to; /* an island: all emigrants of this kind go there */
        bool parent;
    } * way; /* [ways] in the order of islands */
};

void *sw_departure_pack(const struct sw_departure *departure, size_t *size, struct sw_error *error);
int sw_departure_unpack(const void *bytes, size_t size, struct sw_departure *out,
                        struct sw_error *error);
void sw_departure_free(struct sw_departure *departure);

/* What choosing parents did (selection/realised.h); finite. */
void *sw_realised_pack(const struct sw_realised *realised, size_t *size, struct sw_error *error);
int sw_realised_unpack(const void *bytes, size_t size, struct sw_realised *out,
                       struct sw_error *error);

/* Ids of who stands on an island. out: owned by the caller, *count of them. */
void *sw_standing_pack(const uint64_t *ids, uint32_t count, size_t *size, struct sw_error *error);
int sw_standing_unpack(const void *bytes, size_t size, uint64_t **out, uint32_t *count,
                       struct sw_error *error);

void *sw_statistics_pack(const struct sw_statistics *statistics, size_t *size,
                         struct sw_error *error);
int sw_statistics_unpack(const void *bytes, size_t size, struct sw_statistics *out,
                         struct sw_error *error);

void *sw_keyframe_pack(const struct sw_keyframe *keyframe, size_t *size, struct sw_error *error);
int sw_keyframe_unpack(const void *bytes, size_t size, struct sw_keyframe *out,
                       struct sw_error *error);
void sw_keyframe_free(struct sw_keyframe *keyframe);

void *sw_run_pack(const struct sw_run_record *run, size_t *size, struct sw_error *error);
int sw_run_unpack(const void *bytes, size_t size, struct sw_run_record *out,
                  struct sw_error *error);
void sw_run_free(struct sw_run_record *run);

void *sw_state_pack(uint64_t generations, size_t *size, struct sw_error *error);
int sw_state_unpack(const void *bytes, size_t size, uint64_t *generations, struct sw_error *error);

#endif

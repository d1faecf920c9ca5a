/* lineage_private.h - what the files of lineages share: births as they are read and remembered
 * (lineage_births.c), members and walks (lineage.c), children (lineage_children.c). Local. */
#ifndef SW_ARCHIVE_LINEAGE_PRIVATE_H
#define SW_ARCHIVE_LINEAGE_PRIVATE_H

#include "archive/lineage.h"

#define REMEMBERED 8u         /* generations */
#define RECOMBINED UINT32_MAX /* instead of a litter: the parent made of all children */
#define NAMED                                                                                      \
    (UINT32_MAX - 1u) /* instead of a litter: it lives: a mate, it stands, or is under way */

/* One litter, or the recombined parent, of a generation, or somebody who is only named, sorted by
 * parent, island, litter: whom a parent's children are, and who is named at all, is one binary
 * search. */
struct entry {
    uint64_t parent;
    uint32_t island, litter;
};

struct remembered {
    bool filled;
    uint64_t generation;
    uint32_t entries;
    struct entry *entry;
    struct sw_births *births;       /* [islands] */
    struct sw_refounded *refounded; /* [islands] seed and parent 0, strength < 0: not refounded */
};

struct sw_lineage {
    struct sw_store *store;
    struct sw_identity_space space;
    uint64_t generations; /* that are looked at: what comes later is not there */
    uint64_t since;       /* who was born before it has no parents */
    struct remembered remembered[REMEMBERED]; /* generation g stands at g % REMEMBERED */
    float *scores;                            /* [members] of the place below */
    bool scores_read;
    uint64_t scores_generation;
    uint32_t scores_island;
    struct sw_schedule *schedule; /* borrowed; NULL: kin are not known */
    uint16_t *line; /* [generations][islands] whose founder a recombined parent comes from; NULL
                       until it is asked for */
};

/* The births of a completed generation; borrowed until REMEMBERED others were asked for. */
const struct remembered *sw_lineage_recall(struct sw_lineage *lineage, uint64_t generation,
                                           struct sw_error *error);
void sw_lineage_forget(struct remembered *remembered, uint32_t islands);

/* The first entry of a parent, or the number of entries if it is not named. */
uint32_t sw_lineage_entry(const struct remembered *births, uint64_t parent);

/* Reads a birth off its litter; false if the slot stayed empty. */
bool sw_lineage_birth_at(struct sw_identity_space space, const struct remembered *births,
                         uint64_t id, uint32_t island, uint32_t slot, struct sw_birth *out);

/* Who lived before a generation and is alive in it, in the order of ids; as sw_lineage_living. */
uint64_t *sw_lineage_named(struct sw_lineage *lineage, uint64_t generation, size_t *count,
                           struct sw_error *error);

/* Whether other islands' steps have moved the parent that an island made of a generation. */
int sw_lineage_kin(struct sw_lineage *lineage, uint64_t generation, uint32_t island, bool *kin,
                   struct sw_error *error);

#endif

/* lineage.h - who was born of whom: any birth, the walk to the founder, and everyone in order.
 * Local.
 *
 * Nothing is indexed: an id says where its birth is recorded (record/record.h), so a walk of n
 * generations is n look-ups, and everyone is one pass over the births.
 *
 * Who lives when, in generations (the unit of time of all exports):
 * - a founder begins at 0, a child or a recombined parent in the generation of its id;
 * - it is alive in that generation and in every following one, without a pause, whose litters name
 *   it as their parent;
 * - it ends in the generation after the last one in which it was alive; who was alive in
 *   the last completed generation has not ended.
 * So a child that is not chosen lives for one generation. A recombined parent is made of a
 * generation's children and is that generation's; its parent is the parent that its
 * litters name, of which it is a moved copy (all the children moved it, by their scores).
 */
#ifndef SW_ARCHIVE_LINEAGE_H
#define SW_ARCHIVE_LINEAGE_H

#include "record/record.h"
#include "settings/schedule.h"
#include "store/store.h"

#define SW_LINEAGE_LIVING UINT64_MAX

struct sw_lineage; /* opaque: remembers the births of some generations; the store is borrowed */

/* Reads the run's record and how far it is. NULL with a sentence if that cannot be read. */
struct sw_lineage *sw_lineage_open(struct sw_store *store, struct sw_error *error);
void sw_lineage_close(struct sw_lineage *lineage); /* NULL is fine */

struct sw_identity_space sw_lineage_space(const struct sw_lineage *lineage);
uint64_t sw_lineage_generations(const struct sw_lineage *lineage); /* completed, or `until` */
uint64_t sw_lineage_since(const struct sw_lineage *lineage);

/* Tells by which settings the run went, so that kin are known (population/kin.h); borrowed. */
void sw_lineage_schedule(struct sw_lineage *lineage, struct sw_schedule *schedule);

/* From now on as if the run had ended before generation `until`, and had begun with those who were
 * alive in generation `since` (0: with the founders). since < until <= generations, or both 0;
 * otherwise -1 with SW_EXIT_USAGE. */
int sw_lineage_between(struct sw_lineage *lineage, uint64_t since, uint64_t until,
                       struct sw_error *error);

/* One individual with what its life says. A parent is always of an earlier generation than its
 * children, so a walk along `parent` ends. */
struct sw_lineage_member {
    struct sw_birth birth; /* parent of a founder: its own id */
    struct sw_identity identity;
    bool first;     /* a founder, or born before `since`: the parents of these are not told */
    bool migrant;   /* a parent was born on another island, and is no refounder */
    bool refounded; /* its island had been refounded by its parents */
    bool crossed;   /* it has two parents */
    bool kin;       /* a recombined parent that other islands' steps have moved too */
    uint64_t origin, destruction; /* SW_LINEAGE_LIVING if it has not ended */
    bool scored;                  /* founders and recombined parents are not */
    float score;
};

/* -1 also if nobody has the id, or who has it died before `since`; then with SW_EXIT_USAGE and
 * which ids there are. */
int sw_lineage_member(struct sw_lineage *lineage, uint64_t id, struct sw_lineage_member *out,
                      struct sw_error *error);

/* visit returns 0 to go on; anything else ends the walk and is returned. */
typedef int sw_lineage_visit(void *context, const struct sw_lineage_member *member);

/* The birth alone, which takes the records of one generation and not those of a life. */
int sw_lineage_birth(struct sw_lineage *lineage, uint64_t id, struct sw_birth *out,
                     struct sw_error *error);

/* From an individual to its founder (or who was born before `since`), both included, along first
 * parents. Memory does not grow with the length. */
int sw_lineage_walk(struct sw_lineage *lineage, uint64_t id, sw_lineage_visit *visit, void *context,
                    struct sw_error *error);

/* Who was alive at the beginning: founders, or who was born before `since` and lived then; in the
 * order of ids. */
int sw_lineage_each_first(struct sw_lineage *lineage, sw_lineage_visit *visit, void *context,
                          struct sw_error *error);

/* Everyone, in the order of ids: these, then generation by generation, island by island. */
int sw_lineage_each(struct sw_lineage *lineage, sw_lineage_visit *visit, void *context,
                    struct sw_error *error);

/* A place in the list of one individual's children, which come in the order of their ids. */
struct sw_lineage_place {
    uint64_t parent, generation; /* whose litters are looked at */
    uint32_t litter, slot;       /* within them */
};

struct sw_lineage_place sw_lineage_children(const struct sw_lineage *lineage, uint64_t parent);

/* The next child: 1 with its id, 0 when there are no more, -1 if damaged. */
int sw_lineage_next_child(struct sw_lineage *lineage, struct sw_lineage_place *place,
                          uint64_t *child, struct sw_error *error);

/* Who is alive at the end, in the order of ids: a new array of *count of them, owned by the
 * caller; NULL on failure. */
uint64_t *sw_lineage_living(struct sw_lineage *lineage, size_t *count, struct sw_error *error);

/* 0 if everyone can be reached from the first through sw_lineage_next_child. -1 (exit code 3) if
 * some generation names a parent that was no longer alive. Reads all births once. */
int sw_lineage_connected(struct sw_lineage *lineage, struct sw_error *error);

#endif

/* ancestry.h - a tree of parents, and when those who are alive had a common ancestor. Knows ids and
 * generations; no store. Local.
 *
 * Individuals are added after their parents. Each remembers its parent and one ancestor further
 * back (a jump pointer; Myers 1983, "An applicative random-access stack"), so that an ancestor at
 * any depth is found in steps that grow as the logarithm of the depth:
 *
 *     depth  0 <- 1 <- 2 <- 3 <- 4 <- 5 <- 6 <- 7      parent: the one before
 *     jump   0    0    0    2    ...                    where two jumps of one length meet, both
 *
 * Branches without anybody alive are forgotten now and then, so that memory follows the number of
 * those who have living descendants and not that of all who ever lived.
 */
#ifndef SW_ARCHIVE_ANCESTRY_H
#define SW_ARCHIVE_ANCESTRY_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_ANCESTRY_NONE UINT32_MAX

struct sw_ancestry; /* opaque */

struct sw_ancestry *sw_ancestry_create(struct sw_error *error);
void sw_ancestry_destroy(struct sw_ancestry *ancestry); /* NULL is fine */

/* An individual's place in the tree, or SW_ANCESTRY_NONE. Places hold until sw_ancestry_keep. */
uint32_t sw_ancestry_find(const struct sw_ancestry *ancestry, uint64_t id);

/* Adds an individual that is not there yet. parent: its place, SW_ANCESTRY_NONE of a founder.
 * generation: in which it was born, not before its parent. mutated: its birth changed something; a
 * founder's and a clone's did not. -1 if memory is short. */
int sw_ancestry_add(struct sw_ancestry *ancestry, uint64_t id, uint64_t generation, uint32_t parent,
                    bool mutated, uint32_t *place, struct sw_error *error);

/* Says who is alive: [count] ids that are there. Others than these and their ancestors may be
 * forgotten, and places change. -1 if memory is short. */
int sw_ancestry_keep(struct sw_ancestry *ancestry, const uint64_t *alive, uint32_t count,
                     struct sw_error *error);

/* The most recent common ancestor of two, which may be one of them; SW_ANCESTRY_NONE if they have
 * different founders. */
uint32_t sw_ancestry_common(const struct sw_ancestry *ancestry, uint32_t a, uint32_t b);

/* The last ancestor, or itself, that was born in a generation or before; its founder if all were
 * born later. */
uint32_t sw_ancestry_at(const struct sw_ancestry *ancestry, uint32_t place, uint64_t generation);

/* An order of all in which the descendants of everyone stand side by side, behind it: below 0 if a
 * stands before b. */
int sw_ancestry_compare(const struct sw_ancestry *ancestry, uint32_t a, uint32_t b);

/* How many births that changed something lie between its founder and itself, its own included. */
uint32_t sw_ancestry_mutations(const struct sw_ancestry *ancestry, uint32_t place);

/* Its id; in which generation it was born; the place of its founder. */
uint64_t sw_ancestry_id(const struct sw_ancestry *ancestry, uint32_t place);
uint64_t sw_ancestry_born(const struct sw_ancestry *ancestry, uint32_t place);
uint32_t sw_ancestry_founder(const struct sw_ancestry *ancestry, uint32_t place);

#endif

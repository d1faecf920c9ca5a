/* operations.h - short edit programs that make one state of another: the moves of the search.
 *
 * Operations are written as templates over the vocabulary (operations_table.c): a family has a text
 * in which $NAME stands for each alternative of a set in turn, "$PIECE act.crop" for
 * "select.largest act.crop", "select.smallest act.crop" and so on. An operation stands by itself:
 * what it does depends on the canvas alone, and it leaves the hand (mode, background, layers) as it
 * was, so that programs of states are operations in a row. Every law of the worlds
 * (world/law/law.h) is an operation too: what its teacher does, on the canvases as they are.
 * Operations that begin alike share their beginning in a tree, and beginnings that come to the same
 * hand are done once (expand.h). Local; one table serves all tasks and never changes.
 */
#ifndef SW_SEARCH_OPERATIONS_H
#define SW_SEARCH_OPERATIONS_H

#include "base/error.h"
#include "world/edit/edit.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_OPERATION_TOKENS_MAX 28
#define SW_OPERATIONS_MAX       32768
#define SW_OPERATION_LEVELS_MAX SW_OPERATION_TOKENS_MAX
#define SW_OPERATION_NONE       UINT16_MAX

/* The text of a family, and what holds for all its operations. */
struct sw_family {
    const char *name;
    uint8_t tier; /* 0: tried on every state, 1: on early ones, 2: on the root only */
    uint8_t cost; /* in tenths, before what its alternatives add */
    bool strict;  /* worth nothing if a demonstration in which something is to be done is not
                     changed */
    const char *text;
};

/* The alternatives of $NAME, divided by '|'; "+5" behind one adds to the cost. */
struct sw_alternatives {
    const char *name, *text;
};

#define SW_GROUPS_MAX 64 /* families of one name are a group, for ablations */

uint32_t sw_family_count(void);

/* Writes every family's group into group[sw_family_count()] (unless NULL); returns how many groups
 * there are. The last one is of no family: it is what the teachers of the worlds' laws do. */
uint32_t sw_family_groups(uint8_t *group);
const char *sw_family_group_name(uint32_t group); /* NULL if there is none */

const struct sw_family *sw_family_row(uint32_t family);
const struct sw_alternatives *sw_alternatives_find(const char *name, uint32_t length);

struct sw_operation {
    uint16_t cost;   /* in tenths */
    uint16_t reads;  /* colours (bit c) that have to occur on the canvases */
    uint16_t paints; /* colours that have to occur in the targets */
    uint8_t group;
    uint8_t tier;
    bool strict;
    uint8_t length;
    sw_edit_token token[SW_OPERATION_TOKENS_MAX];
};

/* A node of the tree: tokens behind those of its parent, which is the last node before it that is
 * one level up. */
struct sw_operation_node {
    uint8_t level, length;
    uint8_t tier;           /* the lowest in its subtree */
    bool strict;            /* all operations in its subtree are */
    bool memory;            /* one of them needs a memory */
    uint16_t operation;     /* that ends here, or SW_OPERATION_NONE */
    uint16_t reads, paints; /* colours that all operations in its subtree need */
    uint64_t groups;        /* bit g: its subtree has operations of group g */
    uint32_t after;         /* the first node behind its subtree */
    uint64_t shape;         /* equal if the subtrees below are equal, tokens and ends */
    sw_edit_token token[SW_OPERATION_TOKENS_MAX];
};

struct sw_operations; /* opaque */

/* Expands the families. A text that does not parse is a bug of ours and reported as such. */
struct sw_operations *sw_operations_create(struct sw_error *error);
void sw_operations_destroy(struct sw_operations *operations); /* NULL is fine */

/* NULL beyond the last one. */
const struct sw_operation *sw_operations_row(const struct sw_operations *operations,
                                             uint32_t operation);

uint32_t sw_operations_nodes(const struct sw_operations *operations);
const struct sw_operation_node *sw_operations_node(const struct sw_operations *operations,
                                                   uint32_t node);

#endif

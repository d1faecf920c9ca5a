/* edit_table.h - the edit vocabulary: one table of rows drives the interpreter, the names, the
 * help, the docs and the tests. Local. */
#ifndef SW_WORLD_EDIT_EDIT_TABLE_H
#define SW_WORLD_EDIT_EDIT_TABLE_H

#include "world/edit/edit_row.h"

#include <stddef.h>

#define SW_EDITS_MAX 1024 /* the vocabulary holds no more; 0..SW_EDITS_MAX - 1 are tokens */

/* The table; tokens are its indices. Token 0 is "stop"; there are at most SW_EDITS_MAX. */
uint32_t sw_edit_count(void);
const struct sw_edit *sw_edit_row(uint32_t token); /* NULL if there is no such token */

/* The token of a name (name_length bytes), or -1. */
int sw_edit_find(const char *name, size_t name_length);

/* What an edit is done with; none if it is everybody's, or there is no such token. "move", ... */
enum sw_edit_tool sw_edit_tool(uint32_t token);
const char *sw_edit_tool_name(enum sw_edit_tool tool); /* NULL if there is no such tool */

/* "select", "hand", ...; and what the tokens of the group do, in a sentence. */
const char *sw_edit_group_name(enum sw_edit_group group);
const char *sw_edit_group_description(enum sw_edit_group group);

#endif

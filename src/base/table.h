/* table.h - a table of text for people: aligned columns, at most 80 columns wide unless told
 * otherwise. Local.
 *
 *     static const struct sw_column columns[] = {{"law", SW_ALIGN_LEFT}, {"exact",
 * SW_ALIGN_RIGHT}}; struct sw_table *table = sw_table_create(columns, 2, error);
 *     sw_table_cell(table, "%s", name);
 *     sw_table_cell(table, "%.1f %%", share);
 *     ... sw_table_print(table, stdout, 80, error); sw_table_destroy(table);
 *
 * Cells fill rows from left to right. A failure to allocate is kept and reported by sw_table_print,
 * so that filling needs no checks.
 */
#ifndef SW_BASE_TABLE_H
#define SW_BASE_TABLE_H

#include "base/error.h"

#include <stdint.h>
#include <stdio.h>

#define SW_TABLE_WIDTH 80u

enum sw_align { SW_ALIGN_LEFT, SW_ALIGN_RIGHT };

struct sw_column {
    const char *title; /* borrowed as long as the table lives */
    enum sw_align align;
};

struct sw_table; /* opaque */

struct sw_table *sw_table_create(const struct sw_column *columns, uint32_t count,
                                 struct sw_error *error);
void sw_table_destroy(struct sw_table *table); /* NULL is fine */

/* Adds one cell. Control characters are shown as \xNN. */
void sw_table_cell(struct sw_table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Leaves the rest of a row that was begun empty. */
void sw_table_end_row(struct sw_table *table);

/* A rule between the rows before and after. */
void sw_table_rule(struct sw_table *table);

/* Prints titles (none, if all are empty), a rule and the rows. Two spaces stand between columns and
 * none at a line's end. If it is wider than `width` (0: no limit), left-aligned columns, the widest
 * first, are cut and end in "..". -1 if a cell could not be kept or the stream failed. */
int sw_table_print(const struct sw_table *table, FILE *out, uint32_t width, struct sw_error *error);

#endif

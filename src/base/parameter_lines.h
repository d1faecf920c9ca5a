/* parameter_lines.h - settings that are lines of text instead of keys: [events], [island 3]. Rows
 * of a table with the type SW_PARAMETER_LINES; for parameter*.c and for whoever reads the lines.
 * Local.
 *
 * The field holds the lines as a config would say them, each ended by a newline, without comments;
 * where sections have headings ([island 3], [islands 4-7]) the lines of each stand below it. So
 * equal settings are equal texts, and what is printed reads back as it was. */
#ifndef SW_BASE_PARAMETER_LINES_H
#define SW_BASE_PARAMETER_LINES_H

#include "base/parameter.h"

#define SW_LINES_HEADING_MAX 64 /* bytes of what follows a section's name, with its final 0 */

/* The row whose lines stand in a section of this name (`length` bytes of it), or NULL. */
const struct sw_parameter *sw_lines_row(struct sw_parameters table, const char *section,
                                        size_t length);

/* What follows the name of a section ("4-7" of "islands 4-7"; "" where nothing may), checked. */
int sw_lines_heading(const struct sw_parameter *row, const char *section,
                     char heading[SW_LINES_HEADING_MAX], const char *where, struct sw_error *error);

/* Adds a line below a heading: below all others, or below those of the same heading. Refused if the
 * row's check refuses it, if the heading has this key already, or if there is no room. */
int sw_lines_add(const struct sw_parameter *row, char *lines, const char *heading, const char *text,
                 const char *where, struct sw_error *error);

/* What --set does: "events", "2" sets the second line, or adds it behind the first; "island 3",
 * "selection.pressure" sets this key below its heading. An empty value takes a line out of
 * [events]. */
int sw_lines_set(const struct sw_parameter *row, char *lines, const char *section, const char *key,
                 const char *value, const char *where, struct sw_error *error);

/* Prints them with the headings of their sections, or nothing if there are none. */
void sw_lines_print(const struct sw_parameter *row, const char *lines, FILE *out);

/* Copies the line at *at (SW_LINES_MAX bytes hold any) and moves *at behind it; false behind the
 * last. */
bool sw_lines_next(const char **at, char *line);

#endif

/* wild_print.h - what smallworld wild prints: a line for each page while a world goes on, and of a
 * stored one its table, its JSON lines, its chronicle, and how it differs from its shadows. Local.
 */
#ifndef SW_WILD_REPORT_WILD_PRINT_H
#define SW_WILD_REPORT_WILD_PRINT_H

#include "wild/wild_modes.h"
#include "wild/wild_shadow.h"

#include <stdio.h>

void sw_wild_print_heading(FILE *out);
/* before: the figures of the page before. */
void sw_wild_print_line(const struct sw_wild_figures *before, const struct sw_wild_figures *now,
                        FILE *out);

/* At most so many lines, evenly over the pages. */
void sw_wild_print_table(const struct sw_wild_history *history, uint64_t lines, FILE *out);
/* modes: NULL: they were not asked for. */
void sw_wild_print_json(const struct sw_wild_history *history, const struct sw_wild_kinship *kin,
                        const struct sw_wild_modes *modes, FILE *out);

/* Of several worlds: how many walked, and who is where in the end. */
void sw_wild_print_worlds(const struct sw_wild_history *history, FILE *out);

/* Where there is imitation: the share of ticks in which bodies choose it. */
void sw_wild_print_imitation(const struct sw_wild_history *history, FILE *out);

/* CSV: one row a birth, a death or a walk, in the order of time. */
void sw_wild_print_chronicle(const struct sw_wild_history *history, FILE *out);

/* The second half of a run beside so many shadows. kin: of the run. */
int sw_wild_print_shadows(const struct sw_wild_history *history, const struct sw_wild_kinship *kin,
                          uint32_t shadows, FILE *out, struct sw_error *error);

#endif

/* wild_measures.h - what smallworld wild prints of a run beside its pages: the MODES measures, and
 * what words are worth. Local.
 */
#ifndef SW_WILD_REPORT_WILD_MEASURES_H
#define SW_WILD_REPORT_WILD_MEASURES_H

#include "base/json.h"
#include "wild/wild_modes.h"

#include <stdio.h>

/* Of all pages, by rebuilding genomes. *modes: [pages], released by free(). */
int sw_wild_measure_modes(const struct sw_wild_history *history, struct sw_wild_modes **modes,
                          struct sw_error *error);

/* At most so many lines, evenly over the pages. */
void sw_wild_print_modes(const struct sw_wild_history *history, const struct sw_wild_modes *modes,
                         uint64_t lines, FILE *out);

/* One page, into an object. */
void sw_wild_modes_json(struct sw_json *json, const struct sw_wild_modes *modes);

/* Lives so many repeats from a state, and prints what words tell and who lives better: as text or
 * as one JSON object. */
int sw_wild_print_speech(const struct sw_wild_life *state, uint64_t repeats, uint64_t ticks,
                         bool json, FILE *out, struct sw_error *error);

#endif

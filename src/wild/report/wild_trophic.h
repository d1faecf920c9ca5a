/* wild_trophic.h - who ate what in a run of the wild, by size, as text and as JSON. Local. */
#ifndef SW_WILD_REPORT_WILD_TROPHIC_H
#define SW_WILD_REPORT_WILD_TROPHIC_H

#include "base/json.h"
#include "wild/wild_meals.h"

/* The table of a whole run; nothing of one that did not keep it (wild.trophic = no). */
void sw_wild_print_trophic(const struct sw_wild_history *history, FILE *out);

/* A list of one page, an object a size that ate: units from plants, from meat, and from bodies of
 * each smaller size. */
void sw_wild_trophic_json(struct sw_json *json, const struct sw_wild_meals *meals);

#endif

/* niche.h - what keeping.way makes of sets of laws: islands, a niche for each set; experts, one for
 * each stage of the run. Local. */
#ifndef SW_SETTINGS_NICHE_H
#define SW_SETTINGS_NICHE_H

#include "settings/schedule.h"

/* Whether each set of laws has an island (keeping.way = islands); only who solves puzzles has laws.
 */
bool sw_settings_niches(const struct sw_settings *settings);

/* Whether each stage opens an expert, and those before it are frozen (keeping.way = experts). */
bool sw_settings_grows(const struct sw_settings *settings);

/* Which set of laws, in the order in which island 0 first met them, it is taught in a generation: 0
 * is the first. Laws that come again have their old number. */
uint32_t sw_schedule_niche(struct sw_schedule *schedule, uint64_t generation);

/* The most stages that an island can come to before the run ends. Events that wait for a condition
 * may act at any time, so each of them counts. */
uint32_t sw_schedule_stages_most(const struct sw_settings *settings, struct sw_schedule *schedule,
                                 uint32_t island);

/* What the way to keep cannot go on with: events, laws and phases of the whole course. -1 (exit
 * code 2) with a sentence. */
int sw_niche_check(const struct sw_settings *settings, struct sw_schedule *schedule,
                   struct sw_error *error);

#endif

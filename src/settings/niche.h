/* niche.h - sets of laws by number: under keeping.way = islands each of them has an island. Local. */
#ifndef SW_SETTINGS_NICHE_H
#define SW_SETTINGS_NICHE_H

#include "settings/schedule.h"

/* Which set of laws, in the order in which island 0 first met them, it is taught in a generation: 0
 * is the first. Laws that come again have their old number. */
uint32_t sw_schedule_niche(struct sw_schedule *schedule, uint64_t generation);

#endif

/* resume_private.h - the form of the message of resume.h, for the side that writes it (resume.c)
 * and the side that reads it (resume_read.c). Local.
 *
 * One record "resume":
 *   the base generation (of the last keyframes), the present one; which conditions of events were
 * met (settings/schedule.h), which says with what settings the rounds were lived;
 *   of each round (the generation before base if base > 0, and all from base on) and island of the
 * part a string of scores, and one of what was observed if the scheme observes anything; and, where
 * parents were judged, a string of their scores; of each such island who stood at base, or before
 * it was refounded then (sw_stood.earlier, which the refoundings say): ids, then a string of
 * (score, observations) of each (no islands: nobody stands); which islands were refounded when base
 * began: three numbers each (island, from, mate's island); where islands have settings of their
 * own, those of each island of the part before base and at it; who left an island and is under way
 * or has just arrived: generation, island, and the record of each; the keyframes, each an id and
 * its record.
 *
 * Schemes that a run mixes observe the same, and members stand in all or in none (sw_course_check):
 * so the settings of the config say the shape of all rounds.
 */
#ifndef SW_POPULATION_RESUME_PRIVATE_H
#define SW_POPULATION_RESUME_PRIVATE_H

#include "population/breeding.h"
#include "settings/schedule.h"

enum { SW_RESUME_VERSION = 6, SW_RESUME_FIELDS = 8 + SW_SCHEDULE_FIELDS };

/* Whether islands have settings of their own when `base` begins. */
static inline bool sw_resume_owns(const struct sw_settings *settings, uint64_t base)
{
    return base > 0 && sw_settings_strategy(settings).which != 0;
}

/* How many strings rounds from `first` to before `end` have: each island's, and of the judged. */
static inline uint64_t sw_resume_all(const struct sw_settings *settings,
                                     struct sw_schedule *schedule, uint32_t islands, uint64_t first,
                                     uint64_t end)
{
    uint64_t strings = 0;

    for (uint64_t at = first; at < end; at++)
        strings += (uint64_t)islands * (sw_settings_observed(settings) > 0 ? 2 : 1) +
                   (sw_breeding_judges(schedule, at) ? 1 : 0);
    return strings;
}

/* The first generation of the message. */
static inline uint64_t sw_resume_first(uint64_t base)
{
    return base > 0 ? base - 1 : 0;
}

static inline bool sw_resume_stands(const struct sw_settings *settings)
{
    return sw_scheme_row((uint32_t)settings->selection.scheme)->survive != NULL;
}

#endif

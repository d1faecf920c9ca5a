/* course.h - what happens in the course of a run, told to people: when each event acts, and which
 * cannot act. Local.
 */
#ifndef SW_SETTINGS_COURSE_H
#define SW_SETTINGS_COURSE_H

#include "settings/schedule.h"

/* Calls `tell` for each event: "events.1 acts at generation 2000: at 50% phase 2"; with what was
 * observed so far. Nothing without events. */
void sw_course_list(const struct sw_schedule *schedule, const struct sw_settings *settings,
                    void (*tell)(const char *sentence, void *context), void *context);

/* Calls `tell` for each line of an island's section: "[island 3] selection.pressure = 0.9". */
void sw_course_islands(const struct sw_settings *settings,
                       void (*tell)(const char *sentence, void *context), void *context);

/* Calls `tell` with "events.2 has no effect here, because ..." for each event, and each line of an
 * island's section, that nothing can come of. For sw_effects (settings/effect.h). */
void sw_course_effects(const struct sw_settings *settings,
                       void (*tell)(const char *sentence, void *context), void *context);

/* Refuses (exit code 2) events and sections that are wrong beside the other settings: a phase that
 * is not there, a ramp that ends before it begins, settings that contradict each other once an
 * event has set one of them, schemes that cannot be mixed in one run. For
 * sw_settings_check. */
int sw_course_check(const struct sw_settings *settings, struct sw_error *error);

#endif

/* schedule.h - the settings that a generation of an island is lived with: those of the config,
 * changed by [island 3] from the start and by [events] on the way. Local.
 *
 * A pure function of (config, generation, island) and, for events that wait for a condition, of the
 * statistics of the generations completed before. Every rank observes the same scores in the same
 * order, so conditions are met in the same generation everywhere. Nothing of this is stored: when a
 * run goes on or is read, its stored statistics are observed again (sw_schedule_recall in
 * population/resume.h). `check` compares these with the scores that they are made of, so there is
 * no second record that could say something else.
 *
 * Of two events that set the same key the one that began later counts, and of two that began in the
 * same generation the one that stands below. An event that names no islands acts on all of them,
 * also on those whose section sets the key. */
#ifndef SW_SETTINGS_SCHEDULE_H
#define SW_SETTINGS_SCHEDULE_H

#include "settings/event.h"
#include "settings/settings.h"

#define SW_NEVER UINT64_MAX /* a generation that does not come */

struct sw_schedule; /* opaque: events, what each island differs in, which conditions were met */

/* Reads the events and the islands' sections of a config. settings are borrowed. NULL (exit code 2)
 * with a sentence if one is wrong. Released by sw_schedule_destroy. */
struct sw_schedule *sw_schedule_create(const struct sw_settings *settings, struct sw_error *error);
void sw_schedule_destroy(struct sw_schedule *schedule);

/* The settings in force while `generation` lives on `island` and when its scores are selected from.
 * Their phases are those that are known then (sw_settings_phase, sw_settings_rate read them as
 * always); their events and islands' sections are empty. Borrowed, and good until settings of a
 * generation two or more away are asked for, or a generation is observed. Without events and
 * sections these are the run's settings themselves. */
const struct sw_settings *sw_schedule_at(struct sw_schedule *schedule, uint64_t generation,
                                         uint32_t island);

/* The stages that an island has come to by a generation: laws (worlds.laws, borrowed), and from
 * which generation on. Laws that follow themselves are no new stage. Returns how many there are. */
#define SW_TAUGHT_MAX (SW_EVENTS_MAX + 1)
struct sw_taught {
    const char *laws;
    uint64_t from;
};
uint32_t sw_schedule_taught(struct sw_schedule *schedule, uint64_t generation, uint32_t island,
                            struct sw_taught stage[SW_TAUGHT_MAX]);

/* The scheme in force then. */
const struct sw_scheme *sw_schedule_scheme(struct sw_schedule *schedule, uint64_t generation,
                                           uint32_t island);

/* The statistics of a completed generation: one call for each island, in order, and generation
 * after generation. What was observed before is passed over. A condition that a generation meets
 * acts from the next one on. */
void sw_schedule_observe(struct sw_schedule *schedule, uint64_t generation, uint32_t island,
                         const struct sw_statistics *statistics);

/* Whether any event waits for a condition: else nothing need be observed. */
bool sw_schedule_waits(const struct sw_schedule *schedule);

/* The events of this kind that act between the generation before `generation` and that one, in the
 * order of the config: the first behind `after` (NULL: of all), or NULL. For SW_EVENT_MIGRATE and
 * SW_EVENT_CULL. */
const struct sw_event *sw_schedule_next(const struct sw_schedule *schedule,
                                        enum sw_event_action action, uint64_t generation,
                                        const struct sw_event *after);

/* How many generations the run has, as far as it is known: all, or those before an event stops it,
 * and then that event in *why (NULL where none does; may be NULL). */
uint64_t sw_schedule_end(const struct sw_schedule *schedule, const struct sw_event **why);

/* The generation from which an event acts; SW_NEVER for one whose condition was not met yet, or
 * that acts time and again. */
uint64_t sw_schedule_begun(const struct sw_schedule *schedule, uint32_t event);

/* The events of the run and how many, in the order of the config; borrowed. */
const struct sw_event *sw_schedule_events(const struct sw_schedule *schedule, uint32_t *count);

/* The generation that a time of the config names. */
uint64_t sw_schedule_time(const struct sw_settings *settings, struct sw_event_time time);

/* What was observed, as fields of a message from rank 0 to the others: written, and read into a
 * schedule of the same config; one that has observed more keeps what it knows. */
enum { SW_SCHEDULE_FIELDS = 2 };
struct sw_pack;
struct sw_unpack;
void sw_schedule_pack(const struct sw_schedule *schedule, struct sw_pack *pack);
void sw_schedule_unpack(struct sw_schedule *schedule, struct sw_unpack *reader);

/* The settings of a class of islands as an event leaves them. */
struct sw_course_stage {
    const struct sw_settings *settings; /* its phases are those of the config */
    uint32_t island;                    /* one of the class */
    uint64_t generation;                /* from here on */
};

/* Calls visit for the settings that every class of islands begins with, and for those that it comes
 * to in each generation in which an event sets something; a ramp counts at its two ends. An event
 * that waits is tried as if it had been met at once, each by itself. Returns what visit returns, at
 * the first that is not 0. */
int sw_schedule_stages(struct sw_schedule *schedule,
                       int (*visit)(void *context, const struct sw_course_stage *stage,
                                    struct sw_error *error),
                       void *context, struct sw_error *error);

/* Whether some event of a config begins a phase within the run, as far as it is known. */
bool sw_schedule_begins(const struct sw_settings *settings, uint32_t phase);

#endif

/* world_sets.h - the worlds of a run whose [worlds] change in its course or differ between islands.
 * Local.
 */
#ifndef SW_SETTINGS_WORLD_SETS_H
#define SW_SETTINGS_WORLD_SETS_H

#include "life/batch.h"
#include "settings/settings.h"

/* The edits that the teachers of all these worlds use: of every set of laws that the config, an
 * event or an island's section names, within the widest bounds that any of them sets. So it has
 * whatever any combination of them needs. A function of the config alone. -1 with a sentence if the
 * laws are wrong. */
int sw_world_sets_taught(const struct sw_settings *settings, struct sw_action_set *out,
                         struct sw_error *error);

/* Ticks in which every teacher of all these worlds can be written (sw_action_set_ticks); 0 for
 * files. */
int sw_world_sets_ticks(const struct sw_settings *settings, uint32_t *ticks,
                        struct sw_error *error);

/* What the seeds of a run depend on beside its config: where the config, an event or an island's
 * section says worlds.laws = all, XXH3 of the names of all laws that this program knows, and 0
 * elsewhere or if memory is short. */
uint64_t sw_world_sets_rules(const struct sw_settings *settings);

/* Tries to make the worlds of every stage of the run's course (sw_schedule_stages), so that no run
 * ends in its middle because of laws that nobody knows. -1 with a sentence that says from which
 * generation on, and on which island. */
int sw_world_sets_check(const struct sw_settings *settings, struct sw_error *error);

/* Worlds by what [worlds] says, made when they are first asked for. */
struct sw_world_sets;

/* The most earlier sets of laws that are met again (keeping.way = replay): the last ones. */
#define SW_REPLAYED_MAX 32u

/* settings: of the run, and `worlds` made from them; both borrowed. Released by
 * sw_world_sets_destroy. */
struct sw_world_sets *sw_world_sets_create(const struct sw_settings *settings,
                                           const struct sw_worlds *worlds, struct sw_error *error);
void sw_world_sets_destroy(struct sw_world_sets *sets);

/* The worlds of the settings of a generation and island (sw_schedule_at). Borrowed, and good until
 * others are asked for. NULL with a sentence if there can be none. Files are the run's own,
 * whatever the rest says. */
const struct sw_worlds *sw_world_sets_of(struct sw_world_sets *sets,
                                         const struct sw_settings *settings,
                                         struct sw_error *error);

struct sw_schedule;

/* What an island meets again of the laws before those of a generation, as keeping.way says; nothing
 * else changes of [worlds]. Good until other worlds are asked for: ask for those of the generation
 * first. */
int sw_world_sets_replay(struct sw_world_sets *sets, struct sw_schedule *schedule,
                         uint64_t generation, uint32_t island, struct sw_replay *out,
                         struct sw_error *error);

#endif

#include "population/run_record.h"

#include "settings/world_sets.h"
#include "store/journal.h"

#include <string.h>

int sw_run_read(struct sw_store *store, struct sw_run_record *record, struct sw_settings *settings,
                struct sw_brain_layout *layout, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_RUN, 0, 0, &bytes, &size, error);

    if (found == 0 && sw_store_get(store, SW_STORE_WILD_RUN, 0, 0, &bytes, &size, error) == 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "this is a world in the wild, which has no generations: examine it with "
                       "smallworld wild RUN, or smallworld lineage RUN");
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the store holds no run record: the run was stopped before it began; begin "
                       "it again");
    if (found < 0 || sw_run_unpack(bytes, size, record, error) != 0)
        return -1;
    return sw_run_interpret(record, settings, layout, error);
}

int sw_run_interpret(const struct sw_run_record *record, struct sw_settings *settings,
                     struct sw_brain_layout *layout, struct sw_error *error)
{
    struct sw_brain_shape shape;

    memset(settings, 0, sizeof *settings);
    if (sw_behaviour_check(record->behaviour, NULL, record->version, error) != 0 ||
        sw_parameters_defaults(sw_settings_table, settings, error) != 0 ||
        sw_parameters_read(sw_settings_table, settings, record->config, strlen(record->config),
                           "the stored config", error) != 0 ||
        sw_settings_check(settings, error) != 0 ||
        sw_behaviour_check(record->behaviour, settings, record->version, error) != 0)
        return -1;
    shape = sw_settings_shape(settings);
    if (sw_brain_layout(&shape, layout, error) != 0)
        return -1;
    if (record->parameters != layout->floats || record->space.islands != settings->run.islands ||
        record->space.members != settings->run.members ||
        record->space.litter != sw_settings_space(settings).litter)
        return sw_fail(
            error, SW_EXIT_DAMAGED,
            "the run was made by a version of smallworld whose agents have %u weights, not %u; "
            "use that version (%s)",
            record->parameters, layout->floats, record->version);
    return 0;
}

struct rules {
    uint64_t here; /* sw_world_sets_rules of this program */
    struct sw_error *error;
};

static int compare_rules(void *context, const struct sw_start *start)
{
    const struct rules *rules = context;

    if (start->rules == 0 || start->rules == rules->here)
        return 0;
    return sw_fail(rules->error, SW_EXIT_USAGE,
                   "worlds.laws depends on all laws, and this program knows others than %s%s%s, "
                   "which wrote this run: its seeds would mean other puzzles; continue with that "
                   "program, or begin a new run",
                   start->version, start->commit[0] != '\0' ? ", commit " : "", start->commit);
}

int sw_run_same_rules(struct sw_store *store, const struct sw_settings *stored,
                      struct sw_error *error)
{
    struct rules rules = {sw_world_sets_rules(stored), error};

    return rules.here == 0 ? 0 : sw_journal_each(store, compare_rules, &rules, error);
}

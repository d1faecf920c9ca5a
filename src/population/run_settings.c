#include "population/run_private.h"

#include "base/file.h"
#include "population/resume.h"
#include "population/run_record.h"
#include "settings/world_sets.h"
#include "store/runfolder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CONFIG_LIMIT (1u << 20)

/* Whether a config that could not be read is the user's mistake: no such file, a folder, far too
 * large. A right that is missing, a disk that does not read and memory that is short are none. */
static bool misnamed(const char *config)
{
    struct stat status;

    if (stat(config, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG;
    return S_ISDIR(status.st_mode) || status.st_size > (off_t)CONFIG_LIMIT;
}

int sw_run_settings(const char *config, const char *const *set, uint32_t sets,
                    struct sw_settings *out, struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    if (sw_parameters_defaults(sw_settings_table, out, error) != 0)
        return -1;
    if (config != NULL) {
        size_t size;
        char *text = sw_file_read(config, CONFIG_LIMIT, &size, error);
        int failed;

        if (text == NULL) {
            if (error != NULL && error->code != 0 && misnamed(config))
                error->code = SW_EXIT_USAGE;
            return -1;
        }
        failed = sw_parameters_read(sw_settings_table, out, text, size, config, error);
        free(text);
        if (failed != 0 && error != NULL && strstr(error->text, "no section [wild]") != NULL) {
            *error = (struct sw_error){0}; /* in place of that sentence */
            return sw_fail(error, SW_EXIT_USAGE,
                           "%.300s is a config of the wild: smallworld wild begins it", config);
        }
        if (failed != 0)
            return -1;
    }
    for (uint32_t i = 0; i < sets; i++)
        if (sw_parameters_assign(sw_settings_table, out, set[i], error) != 0)
            return -1;
    if (sw_settings_read_edges(out, error) != 0)
        return -1;
    return sw_settings_check(out, error);
}

bool sw_run_may_change(const struct sw_parameter *row)
{
    return strcmp(row->section, "output") == 0 || strcmp(row->key, "map_megabytes") == 0 ||
           strcmp(row->key, "sync") == 0;
}

/* Files may lie elsewhere now: what they hold is compared. */
static bool both_files(const struct sw_parameter *row, const struct sw_settings *a,
                       const struct sw_settings *b)
{
    return strcmp(row->section, "worlds") == 0 && strcmp(row->key, "source") == 0 &&
           sw_taskfiles_needed(a) && sw_taskfiles_needed(b);
}

const char *sw_run_difference(const struct sw_settings *a, const struct sw_settings *b,
                              char text[96])
{
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];

        if (!sw_parameter_same(row, a, b) && !sw_run_may_change(row) && !both_files(row, a, b)) {
            snprintf(text, 96, "%s.%s", row->section, row->key);
            return text;
        }
    }
    return NULL;
}

/* Files that were given for a run that goes on: where its own lie now. The run keeps its config. */
static int move_files(struct sw_taskfiles *files, const struct sw_settings *stored,
                      struct sw_settings *settings, struct sw_error *error)
{
    if (strcmp(stored->worlds.source, settings->worlds.source) == 0)
        return 0;
    if (files->tasks.count == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the run does not say which tasks its ARC files held (an older smallworld "
                       "began it), so other tasks cannot be compared with them: resume it with its "
                       "own worlds.source = %.300s",
                       stored->worlds.source);
    if (sw_taskfiles_move(files, stored, settings->worlds.source, error) != 0)
        return -1;
    memcpy(settings->worlds.source, stored->worlds.source, sizeof settings->worlds.source);
    return 0;
}

/* A time of an event that moves with the length of the run. */
static bool moves(const struct sw_settings *a, const struct sw_settings *b,
                  struct sw_event_time time, uint64_t end)
{
    uint64_t before = sw_schedule_time(a, time), after = sw_schedule_time(b, time);

    return time.given && before != after && (before < end || after < end);
}

/* Events that would have acted at other times. */
static int same_events(const struct sw_schedule *schedule, const struct sw_settings *a,
                       const struct sw_settings *b, uint64_t end, struct sw_error *error)
{
    uint32_t count;
    const struct sw_event *events = sw_schedule_events(schedule, &count);
    char line[SW_LINES_MAX];

    for (uint32_t i = 0; i < count; i++) {
        bool ramp = events[i].trigger == SW_EVENT_RAMP &&
                    sw_schedule_time(a, events[i].from) < end &&
                    sw_schedule_time(a, events[i].to) != sw_schedule_time(b, events[i].to);

        if (!ramp && !moves(a, b, events[i].from, end) && !moves(a, b, events[i].to, end))
            continue;
        sw_event_text(a, events[i].line, line);
        return sw_fail(error, SW_EXIT_USAGE,
                       "a run of %lld generations would have been another before generation %llu: "
                       "events.%u moves with the length (%.200s)",
                       (long long)b->run.generations, (unsigned long long)end, events[i].line,
                       line);
    }
    return 0;
}

/* Whether what a generation learns by, and what its worlds are, stay where the run has another
 * length. */
static bool same_lives(const struct sw_settings *before, const struct sw_settings *after,
                       uint64_t generation)
{
    return (!sw_settings_learns(before, generation) ||
            sw_settings_learning_rate(before, generation) ==
                sw_settings_learning_rate(after, generation)) &&
           (sw_settings_body(before) == NULL ||
            sw_settings_poison(before, generation) == sw_settings_poison(after, generation));
}

static int same_rates(struct sw_schedule *a, struct sw_schedule *b, uint32_t islands, uint64_t end,
                      struct sw_error *error)
{
    for (uint64_t g = 0; g < end; g++)
        for (uint32_t i = 0; i < islands; i++) {
            const struct sw_settings *before = sw_schedule_at(a, g, i);
            const struct sw_settings *after = sw_schedule_at(b, g, i);
            uint32_t phase = sw_settings_phase(before, g, NULL);

            if (!same_lives(before, after, g))
                return sw_fail(error, SW_EXIT_USAGE,
                               "a run of another length would have been another from generation "
                               "%llu on: what changes until its end (learning.rate, the poison of "
                               "bodies) would change more slowly",
                               (unsigned long long)g);
            if (phase == sw_settings_phase(after, g, NULL) &&
                (!sw_schedule_scheme(a, g, i)->recombines ||
                 sw_settings_rate(before, g) == sw_settings_rate(after, g)))
                continue;
            return sw_fail(error, SW_EXIT_USAGE,
                           "a run of another length would have been another from generation %llu "
                           "on: the rate of phase%u goes to its rate_end where the phase ends, and "
                           "that moves",
                           (unsigned long long)g, phase + 1);
        }
    return 0;
}

int sw_run_same_course(struct sw_store *store, const struct sw_settings *a,
                       const struct sw_settings *b, uint64_t end, struct sw_error *error)
{
    bool uniform = a->events[0] == '\0' && a->differing[0] == '\0';
    struct sw_schedule *before = sw_schedule_create(a, error);
    struct sw_schedule *after = sw_schedule_create(b, error);
    uint32_t islands = a->run.islands;
    int result = before == NULL || after == NULL ? -1 : 0;

    if (result == 0 && (sw_schedule_recall(before, store, islands, end, error) != 0 ||
                        sw_schedule_recall(after, store, islands, end, error) != 0))
        result = -1;
    if (result == 0)
        result = same_events(before, a, b, end, error);
    if (result == 0)
        result = same_rates(before, after, uniform ? 1 : islands, end, error);
    sw_schedule_destroy(before);
    sw_schedule_destroy(after);
    return result;
}

/* A run that goes on to another end than it was begun with. */
static int lengthen(struct sw_store *store, const struct sw_run_options *options,
                    struct sw_settings *stored, struct sw_settings *settings,
                    struct sw_error *error)
{
    struct sw_error reason = {0};
    uint64_t done = 0;
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &size, error);

    if (found < 0 || (found > 0 && sw_state_unpack(bytes, size, &done, error) != 0))
        return -1;
    if ((uint64_t)options->generations < done)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the run in %s has %llu generations already: --generations=%lld is less",
                       options->folder, (unsigned long long)done, (long long)options->generations);
    settings->run.generations = options->generations;
    if (sw_settings_check(settings, error) != 0)
        return -1;
    if (sw_run_same_course(store, stored, settings, done, &reason) != 0)
        return sw_fail(error, (enum sw_exit)reason.code, "%s%s", reason.text,
                       reason.code == SW_EXIT_USAGE
                           ? "; to continue from here anyway, branch it: run --from=RUN --set "
                             "run.generations=N -o NEW"
                           : "");
    stored->run.generations = settings->run.generations;
    return 0;
}

/* The settings that a stored run goes on with, which those given may not contradict, and the files
 * of its worlds. */
int sw_run_resumed(struct sw_store *store, const struct sw_run_options *options,
                   struct sw_settings *settings, struct sw_taskfiles *files, struct sw_error *error)
{
    struct sw_run_record record = {0};
    struct sw_brain_layout layout;
    struct sw_settings stored;
    char name[96];
    int failed = sw_run_read(store, &record, &stored, &layout, error);

    sw_run_free(&record);
    if (failed != 0 || sw_run_same_rules(store, &stored, error) != 0 ||
        sw_taskfiles_get(store, files, error) < 0)
        return -1;
    *settings = stored;
    if (options->config != NULL &&
        sw_run_settings(options->config, options->set, options->sets, settings, error) != 0)
        return -1;
    for (uint32_t i = 0; i < options->sets && options->config == NULL; i++)
        if (sw_parameters_assign(sw_settings_table, settings, options->set[i], error) != 0)
            return -1;
    if (sw_settings_read_edges(settings, error) != 0)
        return -1;
    if (options->generations > 0 && lengthen(store, options, &stored, settings, error) != 0)
        return -1;
    if (sw_run_difference(&stored, settings, name) == NULL)
        return move_files(files, &stored, settings, error);
    return sw_fail(
        error, SW_EXIT_USAGE,
        "%s differs from the config that the run in %s was begun with; a run keeps its config "
        "(omit the config to resume with the stored one, or begin a new run with another -o)",
        name, options->folder);
}

/* The settings of a run that is begun; its folder is only looked at. */
int sw_run_fresh(const struct sw_run_options *options, struct sw_settings *settings,
                 struct sw_error *error)
{
    if (sw_run_settings(options->config, options->set, options->sets, settings, error) != 0)
        return -1;
    return options->folder == NULL ? 0 : sw_runfolder_fresh(options->folder, error);
}

/* Whether there is a run to go on with. --resume with a config begins one where none has begun, so
 * that one command does for both; without a config that is refused by opening the store. 1, 0, -1.
 */
int sw_run_goes_on(const struct sw_run_options *options, struct sw_error *error)
{
    int state;

    if (!options->resume || options->config == NULL)
        return options->resume;
    state = sw_runfolder_look(options->folder, error);
    return state < 0 ? -1 : state == SW_RUNFOLDER_RUN;
}

int sw_run_worlds(const struct sw_run_options *options, bool resume,
                  const struct sw_settings *settings, const struct sw_taskfiles *files,
                  void (*told)(const char *sentence, void *context), void *context,
                  struct sw_worlds **out, struct sw_error *error)
{
    struct sw_worlds_settings worlds = sw_settings_worlds(settings);

    *out = NULL;
    if (!sw_settings_puzzles(settings))
        return 0;
    if (sw_world_sets_check(settings, error) != 0)
        return -1;
    *out = resume ? sw_taskfiles_worlds(files, settings, options->folder, told, context, error)
                  : sw_worlds_create(&worlds, told, context, error);
    return *out == NULL ? -1 : 0;
}

int sw_run_footprint(const struct sw_settings *settings, uint32_t ranks, struct sw_footprint *out,
                     struct sw_error *error)
{
    struct sw_brain_shape shape = sw_settings_shape(settings);
    struct sw_brain_layout layout;

    if (sw_brain_layout(&shape, &layout, error) != 0)
        return -1;
    *out = sw_footprint(settings, &layout, ranks > 0 ? ranks : 1);
    return 0;
}

/* Refuses what this machine cannot hold before it is begun. */
int sw_run_memory(const struct sw_settings *settings, uint32_t ranks, uint32_t ranks_here,
                  struct sw_error *error)
{
    struct sw_footprint footprint;

    if (sw_run_footprint(settings, ranks, &footprint, error) != 0)
        return -1;
    return sw_footprint_check(&footprint, sw_machine_memory(ranks_here), error);
}

int sw_run_try(const struct sw_run_options *options,
               void (*warn)(const char *sentence, void *context), struct sw_settings *out,
               struct sw_error *error)
{
    struct sw_taskfiles files = {0};
    struct sw_worlds *worlds = NULL;
    struct sw_store *store;
    int failed, resume = sw_run_goes_on(options, error);

    if (resume < 0)
        return -1;
    if (resume) {
        store = sw_store_open(options->folder, false, false, error);
        failed = store == NULL || sw_run_resumed(store, options, out, &files, error) != 0 ||
                 sw_store_verify(store, error) != 0; /* as the resume will */
        sw_store_close(store);
    } else {
        failed = sw_run_fresh(options, out, error);
    }
    failed = failed || sw_run_memory(out, options->ranks, options->ranks_here, error) != 0;
    failed = failed || sw_run_worlds(options, resume, out, &files, warn, NULL, &worlds, error) != 0;
    sw_taskfiles_free(&files);
    sw_worlds_destroy(worlds);
    return failed ? -1 : 0;
}

#include "experiment/gather.h"

#include "archive/examination.h"
#include "archive/partner.h"
#include "experiment/plan.h"
#include "experiment/survey.h"
#include "store/runfolder.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char what[] = "comparing runs";

static void warn(const struct sw_compared *comparison, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void warn(const struct sw_compared *comparison, const char *format, ...)
{
    char text[SW_PATH_MAX + 256];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    comparison->asked.warn(text);
}

/* ---- which runs ---- */

/* One more, whose folder becomes the comparison's. */
static int add_run(struct sw_compared *comparison, const char *folder, struct sw_error *error)
{
    struct sw_compared_run *run;

    if (comparison->runs == SW_COMPARED_RUNS)
        return sw_fail(error, SW_EXIT_USAGE, "these are more than %u runs", SW_COMPARED_RUNS);
    run = &comparison->run[comparison->runs++];
    run->folder = strdup(folder);
    run->settings = sw_allocate(1, sizeof *run->settings, what, error);
    if (run->folder != NULL && run->settings != NULL)
        return 0;
    return sw_fail(error, SW_EXIT_FAILED, "out of memory while %s", what);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in a folder, sorted, whatever order the file system has. */
static int list_folder(const char *folder, char ***names, uint32_t *count, struct sw_error *error)
{
    DIR *open = opendir(folder);
    struct dirent *entry;
    uint32_t room = 0;

    *names = NULL;
    *count = 0;
    if (open == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "%s cannot be read: %s", folder, strerror(errno));
    while ((entry = readdir(open)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (*count == room) {
            char **more = realloc(*names, (room = 2 * room + 64) * sizeof *more);

            if (more == NULL)
                break;
            *names = more;
        }
        (*names)[*count] = strdup(entry->d_name);
        if ((*names)[*count] == NULL)
            break;
        ++*count;
    }
    closedir(open);
    if (entry != NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading %s", folder);
    if (*count > 0)
        qsort(*names, *count, sizeof **names, compare_texts);
    return 0;
}

/* The runs right below a folder. */
static int add_below(struct sw_compared *comparison, const char *folder, struct sw_error *error)
{
    char **names, path[SW_PATH_MAX];
    uint32_t count, before = comparison->runs;
    int result = list_folder(folder, &names, &count, error);

    for (uint32_t i = 0; i < count && result == 0; i++) {
        result = sw_path_join(path, folder, names[i], error);
        if (result == 0 && sw_runfolder_look(path, NULL) == SW_RUNFOLDER_RUN)
            result = add_run(comparison, path, error);
    }
    for (uint32_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    if (result == 0 && comparison->runs == before)
        return sw_fail(error, SW_EXIT_FAILED,
                       "there is no run in %s, nor right below it; runs are made by: smallworld "
                       "sweep CONFIG -o %s --vary section.key=value,value --seeds=1-5",
                       folder, folder);
    return result;
}

/* The runs of a sweep in the order of its list; those that are not begun are told. */
static int add_sweep(struct sw_compared *comparison, const char *folder, struct sw_error *error)
{
    struct sw_sweep_plan plan;
    char path[SW_PATH_MAX];
    uint32_t missing = 0;
    int result = sw_plan_read(&plan, folder, error);

    if (result != 0)
        return -1;
    for (uint32_t i = 0; i < plan.trials && result == 0; i++) {
        result = sw_path_join(path, folder, plan.trial[i].name, error);
        if (result == 0 && sw_runfolder_look(path, NULL) == SW_RUNFOLDER_RUN)
            result = add_run(comparison, path, error);
        else
            missing++;
    }
    if (result == 0 && missing > 0)
        warn(comparison, "%u of %u runs in %s are not begun: smallworld sweep -o %s makes them",
             missing, plan.trials, folder, folder);
    sw_plan_clear(&plan);
    return result;
}

static int add_folder(struct sw_compared *comparison, const char *folder, struct sw_error *error)
{
    int state = sw_runfolder_look(folder, error);

    if (state < 0)
        return -1;
    if (state == SW_RUNFOLDER_RUN)
        return add_run(comparison, folder, error);
    if (!sw_folder_exists(folder))
        return sw_fail(error, SW_EXIT_FAILED, "there is no folder %s", folder);
    return sw_plan_there(folder) ? add_sweep(comparison, folder, error)
                                 : add_below(comparison, folder, error);
}

/* Settings and length of one run. *fits: it is long enough to be compared. */
static int read_head(struct sw_compared *comparison, struct sw_compared_run *run, bool *fits,
                     struct sw_error *error)
{
    uint64_t at = comparison->asked.at, end;
    struct sw_archive archive;

    if (sw_archive_open(&archive, run->folder, false, error) != 0)
        return -1;
    *run->settings = archive.settings;
    end = at > 0 ? at : sw_schedule_end(archive.breeder.schedule, NULL);
    *fits = archive.generations >= end && end > 0;
    run->generations = end;
    run->births = (uint64_t)archive.record.space.islands * archive.record.space.members;
    if (!*fits)
        warn(comparison,
             "%s is left out: it has %" PRIu64 " of %" PRIu64 " generations (--at=G compares after "
             "G of them)",
             run->folder, archive.generations, end);
    sw_archive_close(&archive);
    return 0;
}

static void clear_run(struct sw_compared_run *run)
{
    free(run->folder);
    free(run->settings);
    memset(run, 0, sizeof *run);
}

int sw_gather_runs(struct sw_compared *comparison, char *const *folders, uint32_t count,
                   struct sw_error *error)
{
    uint32_t kept = 0, all;

    comparison->run = sw_allocate(SW_COMPARED_RUNS, sizeof *comparison->run, what, error);
    if (comparison->run == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        if (add_folder(comparison, folders[i], error) != 0)
            return -1;
    all = comparison->runs;
    for (uint32_t i = 0; i < all; i++) {
        struct sw_compared_run *run = &comparison->run[i];
        bool fits;

        if (read_head(comparison, run, &fits, error) != 0)
            return -1;
        if (!fits) {
            clear_run(run);
            continue;
        }
        if (run->generations > comparison->longest)
            comparison->longest = run->generations;
        if (kept != i) {
            comparison->run[kept] = *run;
            memset(run, 0, sizeof *run);
        }
        kept++;
    }
    comparison->runs = kept;
    if (kept == 0)
        return sw_fail(error, SW_EXIT_FAILED,
                       "no run is done, so there is nothing to compare (--at=G compares after G "
                       "generations)");
    return 0;
}

/* ---- what the metric came to ---- */

struct reading {
    struct sw_compared *comparison;
    struct sw_compared_run *run;
    uint32_t islands, island; /* so far, of the generation */
    double pooled;
    uint32_t known; /* of the islands, those that have a value */
    uint32_t phase;
    double sum; /* of the window */
    uint64_t window, begin;
    uint64_t *in; /* [SW_CURVE_POINTS] generations with a value in each stretch */
};

static void pool(struct reading *reading, double value)
{
    enum sw_metric_pool how = reading->comparison->asked.metric->pool;

    if (isnan(value))
        return;
    if (reading->known == 0)
        reading->pooled = value;
    else if (how == SW_POOL_MOST)
        reading->pooled = fmax(reading->pooled, value);
    else if (how == SW_POOL_LEAST)
        reading->pooled = fmin(reading->pooled, value);
    else
        reading->pooled += value;
    reading->known++;
}

/* A generation is complete. */
static void take(struct reading *reading, uint64_t generation, uint32_t phase)
{
    struct sw_compared_run *run = reading->run;
    const struct sw_comparing *asked = &reading->comparison->asked;
    double value = reading->pooled;
    uint32_t at = (uint32_t)(generation * SW_CURVE_POINTS / reading->comparison->longest);

    if (generation >= reading->begin && phase != reading->phase) {
        reading->sum = 0; /* scores of two phases are no one thing */
        reading->window = 0;
        run->from = generation;
    }
    reading->phase = phase;
    if (reading->known == 0)
        return;
    if (asked->metric->pool == SW_POOL_MEAN)
        value /= reading->known;
    run->curve[at] = reading->in[at] == 0 ? value : run->curve[at] + value;
    reading->in[at]++;
    if (asked->targeted && value >= asked->target && isinf(run->reached))
        run->reached = (double)generation + 1;
    if (generation < reading->begin)
        return;
    reading->sum += value;
    reading->window++;
}

static int visit(void *context, const struct sw_place *place)
{
    struct reading *reading = context;

    if (place->generation >= reading->run->generations)
        return 1;
    if (place->island == 0) {
        reading->known = 0;
        reading->pooled = 0;
    }
    pool(reading, sw_metric_value(reading->comparison->asked.metric, place));
    if (place->island + 1 == reading->islands)
        take(reading, place->generation, place->statistics.phase);
    return 0;
}

static int read_metric(struct reading *reading, struct sw_error *error)
{
    const struct sw_comparing *asked = &reading->comparison->asked;
    struct sw_compared_run *run = reading->run;
    struct sw_survey *survey =
        sw_survey_open(run->folder, asked->metric->need | SW_NEEDS_STATISTICS, error);
    uint64_t last = asked->last > 0 ? asked->last : (run->generations + 9) / 10;
    int result;

    if (survey == NULL)
        return -1;
    reading->islands = sw_survey_archive(survey)->record.space.islands;
    reading->begin = run->generations > last ? run->generations - last : 0;
    run->from = reading->begin;
    run->to = run->generations - 1;
    run->reached = HUGE_VAL;
    for (uint32_t i = 0; i < SW_CURVE_POINTS; i++)
        run->curve[i] = (double)NAN;
    result = sw_survey_each(survey, false, visit, reading, error);
    sw_survey_close(survey);
    for (uint32_t i = 0; i < SW_CURVE_POINTS; i++)
        if (reading->in[i] > 0)
            run->curve[i] /= (double)reading->in[i];
    if (result < 0)
        return -1;
    if (reading->window == 0 && asked->puzzles == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: %s is not known in generations %" PRIu64 "-%" PRIu64
                       "; compare another --metric (smallworld table --list)",
                       run->folder, asked->metric->name, run->from, run->to);
    run->value = reading->sum / (double)reading->window;
    return 0;
}

/* ---- what the best member can do ---- */

static int evaluate(struct sw_archive *archive, uint32_t puzzles, double *share,
                    struct sw_error *error)
{
    struct sw_individual member = {0};
    struct sw_worlds *worlds = NULL;
    struct sw_examiner examiner = {0};
    struct sw_result marks = {0};
    struct sw_evaluation evaluation = {.game = (enum sw_game_id)sw_archive_game(archive),
                                       .channel = SW_CHANNEL_NORMAL};
    uint64_t id;
    int result = sw_archive_member(archive, "best", &id, error);

    if (result == 0)
        result = sw_archive_rebuild(archive, id, true, &member, error);
    if (result == 0)
        result = sw_archive_worlds(archive, NULL, NULL, &worlds, error);
    if (result == 0)
        result = sw_examiner_create(&examiner, &archive->settings, &archive->layout, error);
    if (result == 0) {
        uint32_t most = sw_worlds_pool(worlds);

        evaluation.weights = member.weights;
        evaluation.words = sw_archive_words(archive, id);
        result =
            sw_examine_worlds(&examiner, worlds, 0, most > 0 && puzzles > most ? most : puzzles,
                              &evaluation, 1, &marks, error);
    }
    *share = marks.all.exact;
    sw_result_clear(&marks);
    if (examiner.life != NULL)
        sw_examiner_destroy(&examiner);
    sw_worlds_destroy(worlds);
    sw_individual_free(&member);
    return result;
}

static int examine(const struct sw_compared *comparison, struct sw_compared_run *run,
                   struct sw_error *error)
{
    struct sw_archive archive;
    int result = sw_archive_open(&archive, run->folder, false, error);

    if (result != 0)
        return -1;
    if (!sw_settings_puzzles(&archive.settings))
        result = sw_fail(error, SW_EXIT_USAGE,
                         "the members of %s solve no puzzles (worlds.source = %.100s): omit --eval "
                         "(--metric=best is the best score)",
                         run->folder, archive.settings.worlds.source);
    else if (archive.generations != run->generations)
        result = sw_fail(error, SW_EXIT_USAGE,
                         "--eval examines the last generation, and %s has lived on after "
                         "generation %" PRIu64 ": give it without --at",
                         run->folder, run->generations);
    else
        result = evaluate(&archive, comparison->asked.puzzles, &run->value, error);
    sw_archive_close(&archive);
    return result;
}

int sw_gather_values(struct sw_compared *comparison, struct sw_error *error)
{
    uint64_t in[SW_CURVE_POINTS];

    for (uint32_t i = 0; i < comparison->runs; i++) {
        struct reading reading = {.comparison = comparison, .run = &comparison->run[i], .in = in};

        memset(in, 0, sizeof in);
        reading.run->curve = sw_allocate(SW_CURVE_POINTS, sizeof *reading.run->curve, what, error);
        if (reading.run->curve == NULL || read_metric(&reading, error) != 0)
            return -1;
        if (comparison->asked.puzzles > 0 && examine(comparison, reading.run, error) != 0)
            return -1;
    }
    return 0;
}

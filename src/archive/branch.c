#include "archive/branch.h"

#include "archive/branch_record.h"
#include "base/file.h"
#include "population/checkpoint.h"
#include "population/keyframe.h"
#include "population/resume.h"
#include "population/run.h"
#include "population/run_record.h"
#include "population/transit.h"
#include "settings/world_sets.h"
#include "store/runfolder.h"

#include <stdlib.h>
#include <string.h>

struct work {
    const struct sw_branch *order;
    struct sw_archive archive; /* of the run that it begins from */
    struct sw_archive *last;   /* whose settings the generation before the branch lived by */
    uint64_t generation;
    struct sw_settings settings; /* of the new run */
    struct sw_brain_layout layout;
    bool changed; /* what lives can tell */
    struct sw_store *store;
    struct sw_error *error;
};

/* ---- settings ---- */

static int refuse(struct sw_error *error, const char *what, const char *why)
{
    return sw_fail(error, SW_EXIT_USAGE, "%s: a branch keeps %s", what, why);
}

static int read_settings(struct work *work, struct sw_error *error)
{
    const struct sw_branch *order = work->order;

    if (order->config != NULL)
        return sw_run_settings(order->config, order->set, order->sets, &work->settings, error);
    work->settings = work->last->settings;
    for (uint32_t i = 0; i < order->sets; i++)
        if (sw_parameters_assign(sw_settings_table, &work->settings, order->set[i], error) != 0)
            return -1;
    if (sw_settings_read_edges(&work->settings, error) != 0)
        return -1;
    return sw_settings_check(&work->settings, error);
}

/* What founders' memories keep is no matter of shape. */
static bool same_shape(const struct sw_settings *a, const struct sw_settings *b)
{
    struct sw_brain_shape x = sw_settings_shape(a), y = sw_settings_shape(b);
    struct sw_action_set p = sw_settings_action_set(a), q = sw_settings_action_set(b);

    x.retention = y.retention;
    return memcmp(&x, &y, sizeof x) == 0 && memcmp(&p, &q, sizeof p) == 0 &&
           a->agent.without == b->agent.without;
}

/* Whether parents were judged in the generation before, by the new settings as by the old. */
static int check_judging(struct work *work, struct sw_error *error)
{
    struct sw_schedule *schedule = sw_schedule_create(&work->settings, error);
    uint64_t before = work->generation - 1;
    int result = schedule == NULL ? -1
                                  : sw_schedule_recall(schedule, work->archive.store,
                                                       work->settings.run.islands, before, error);

    if (result == 0 && sw_breeding_judges(schedule, before) !=
                           sw_breeding_judges(work->last->breeder.schedule, before))
        result = refuse(error, "families.every differs",
                        "whether parents were judged in the generation before it: branch at "
                        "another generation");
    sw_schedule_destroy(schedule);
    return result;
}

/* What the population cannot go on with. */
static int check_settings(struct work *work, struct sw_error *error)
{
    const struct sw_settings *old = &work->last->settings, *new = &work->settings;
    struct sw_identity_space x = sw_settings_space(old), y = sw_settings_space(new);
    const struct sw_scheme *a = sw_scheme_row((uint32_t)old->selection.scheme);
    const struct sw_scheme *b = sw_scheme_row((uint32_t) new->selection.scheme);

    if (x.islands != y.islands || x.members != y.members ||
        sw_identity_litter(x) != sw_identity_litter(y))
        return refuse(error, "run.islands, run.members or life.litter differs",
                      "them, since ids say where a member was born");
    if (new->run.surface != old->run.surface)
        return refuse(error, "run.surface differs", "whether members carry surfaces");
    if (old->migration.delay != new->migration.delay)
        return refuse(error, "migration.delay differs", "it, for the migrants under way");
    if (!same_shape(old, new))
        return refuse(error, "the agents differ (sections agent, body, language or worlds)",
                      "their shape, since it continues with their weights");
    if (sw_settings_shape(old).retention != sw_settings_shape(new).retention)
        return refuse(error, "body.retention differs", "it, since it says what founders were");
    if (a->recombines != b->recombines || (a->survive == NULL) != (b->survive == NULL) ||
        sw_settings_observed(old) != sw_settings_observed(new))
        return refuse(error, "selection.scheme differs too much",
                      "whether the scheme recombines, lets members stand, and what it observes "
                      "(an event of [events] can change the scheme later on)");
    if (b->survive != NULL && new->selection.standing < old->selection.standing)
        return refuse(error, "selection.standing is lower",
                      "the members that stand: give as many or more");
    return check_judging(work, error);
}

/* Whether lives can tell the new run from the old one. */
static int compare_settings(struct work *work, struct sw_error *error)
{
    struct sw_settings *same = sw_allocate(1, sizeof *same, "branching a run", error);
    struct sw_error reason = {0};
    char name[96];

    if (same == NULL)
        return -1;
    *same = work->settings;
    same->run.generations = work->last->settings.run.generations;
    work->changed = sw_run_difference(&work->last->settings, same, name) != NULL;
    free(same);
    if (work->changed || sw_run_same_course(work->archive.store, &work->last->settings,
                                            &work->settings, work->generation, &reason) == 0)
        return 0;
    if (reason.code != SW_EXIT_USAGE)
        return sw_fail(error, (enum sw_exit)reason.code, "%s", reason.text);
    work->changed = true;
    return 0;
}

/* ---- what is copied ---- */

/* Whether a record was there when the generation began. */
static bool was_there(const struct work *work, enum sw_store_kind kind, uint64_t first)
{
    switch (kind) {
    case SW_STORE_KEYFRAME:
        return sw_identity_of(work->archive.record.space, first).founder ||
               sw_identity_of(work->archive.record.space, first).generation < work->generation;
    case SW_STORE_FILES:
        return !work->changed || !sw_taskfiles_needed(&work->settings) ||
               strcmp(work->settings.worlds.source, work->archive.settings.worlds.source) == 0;
    case SW_STORE_DEPARTURE: /* who leaves last is chosen by the new settings */
        return first + (work->changed ? 1 : 0) < work->generation;
    case SW_STORE_RUN:
    case SW_STORE_STATE:
    case SW_STORE_JOURNAL:
        return false;
    default:
        return first < work->generation;
    }
}

static int copy_record(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                       const void *bytes, size_t size, const struct sw_error *damage)
{
    struct work *work = context;

    if (bytes == NULL)
        return sw_fail(work->error, SW_EXIT_DAMAGED, "%s", damage->text);
    if (!was_there(work, kind, first))
        return 0;
    return sw_store_put(work->store, kind, first, second, bytes, size, work->error);
}

static int put(struct work *work, enum sw_store_kind kind, uint64_t first, void *bytes, size_t size)
{
    int result =
        bytes == NULL ? -1 : sw_store_put(work->store, kind, first, 0, bytes, size, work->error);

    free(bytes);
    return result;
}

/* The config as text; owned by the caller. */
static char *print_config(const struct sw_settings *settings, struct sw_error *error)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    bool failed = out == NULL;

    if (out != NULL) {
        sw_parameters_print(sw_settings_table, settings, false, out);
        failed = ferror(out) != 0;
        failed |= fclose(out) != 0;
    }
    if (!failed)
        return text;
    free(text);
    sw_fail(error, SW_EXIT_FAILED, "out of memory while writing the config");
    return NULL;
}

/* The records of the run, and of what it was part of before. */
static int put_run(struct work *work)
{
    struct sw_run_record record = {
        .seed = work->settings.run.seed,
        .parameters = work->layout.floats,
        .behaviour = work->changed ? SW_BEHAVIOUR : work->last->record.behaviour,
        .space = sw_settings_space(&work->settings),
        .config = print_config(&work->settings, work->error),
        .version = (char *)work->order->version,
    };
    struct sw_branch_record branch = {(char *)work->order->from, work->last->record};
    size_t size = 0;
    void *bytes;
    int result;

    if (record.config == NULL)
        return -1;
    bytes = sw_run_pack(&record, &size, work->error);
    result = put(work, SW_STORE_RUN, 0, bytes, size);
    free(record.config);
    if (result != 0 || !work->changed)
        return result;
    bytes = sw_branch_pack(&branch, &size, work->error);
    return put(work, SW_STORE_BRANCH, work->generation, bytes, size);
}

/* ---- the population by the new settings ---- */

static int get_individual(void *context, uint64_t id, struct sw_individual *out,
                          struct sw_error *error)
{
    return sw_archive_rebuild(context, id, true, out, error);
}

struct stood {
    struct sw_stood *island; /* [islands]; NULL: nobody stands */
    struct sw_refounding *refounding;
    struct sw_strategy (*strategy)[2]; /* [islands] before and now, by the new settings */
    uint32_t islands, refoundings;
};

static void free_stood(struct stood *stood)
{
    for (uint32_t i = 0; i < stood->islands && stood->island != NULL; i++) {
        free(stood->island[i].id);
        free(stood->island[i].score);
        free(stood->island[i].observed);
    }
    free(stood->island);
    free(stood->refounding);
    free(stood->strategy);
}

/* Who stood when the generation began, and which islands were refounded then. */
static int read_stood(struct work *work, struct stood *stood, struct sw_error *error)
{
    const struct sw_settings *settings = &work->last->settings;
    bool stands = sw_scheme_row((uint32_t)settings->selection.scheme)->survive != NULL;

    *stood = (struct stood){.islands = settings->run.islands};
    stood->refounding =
        sw_allocate(stood->islands, sizeof *stood->refounding, "branching a run", error);
    if (stands)
        stood->island =
            sw_allocate(stood->islands, sizeof *stood->island, "branching a run", error);
    stood->strategy =
        sw_allocate(stood->islands, sizeof *stood->strategy, "branching a run", error);
    if (stood->refounding == NULL || stood->strategy == NULL || (stands && stood->island == NULL))
        return -1;
    for (uint32_t i = 0; i < stood->islands; i++) {
        struct sw_refounded refounded;
        int found =
            sw_resume_refounded(work->archive.store, work->generation - 1, i, &refounded, error);

        if (found < 0 ||
            (stands && sw_resume_stood(work->archive.store, settings, work->generation, i,
                                       &stood->island[i], error) != 0) ||
            sw_resume_strategy(work->archive.store, &work->settings, work->generation, i,
                               stood->strategy[i], error) != 0)
            return -1;
        if (found > 0)
            stood->refounding[stood->refoundings++] = (struct sw_refounding){
                .island = i, .parent = refounded.island[0], .mate = refounded.island[1]};
    }
    return 0;
}

/* Those who are under way when the branch begins arrive in it. */
static int take_departures(struct work *work, struct sw_breeding *breeding, struct sw_error *error)
{
    uint64_t first, end;

    sw_transit_needed(&work->settings, work->generation, &first, &end);
    for (uint64_t left = first; left < end; left++)
        for (uint32_t from = 0; from < work->settings.run.islands; from++) {
            const void *bytes;
            size_t size;
            int found = sw_store_get(work->archive.store, SW_STORE_DEPARTURE, left, from, &bytes,
                                     &size, error);

            if (found < 0 ||
                (found > 0 && sw_transit_restore(breeding, work->generation, left, from, bytes,
                                                 size, get_individual, &work->archive, error) != 0))
                return -1;
        }
    return 0;
}

/* Selects from the generation before, and puts keyframes of whoever breeds. */
static int put_population(struct work *work, struct sw_breeding *breeding, struct sw_error *error)
{
    struct sw_records keyframes = {0};
    struct stood stood;
    struct sw_lived lived;
    float *room = NULL;
    int result = sw_archive_lived(&work->archive, work->generation - 1, &lived, &room, error);

    if (result != 0)
        return -1;
    result = read_stood(work, &stood, error);
    if (result == 0) {
        lived.family = NULL;
        lived.planned = true;
        lived.refounding = stood.refounding;
        lived.refoundings = stood.refoundings;
        lived.strategy = (const struct sw_strategy(*)[2])stood.strategy;
        result = take_departures(work, breeding, error);
    }
    if (result == 0)
        result = sw_breeding_restore(breeding, work->generation, &lived, stood.island,
                                     get_individual, &work->archive, error);
    if (result == 0)
        result = sw_keyframes_pack(&keyframes, breeding, error);
    if (result == 0)
        result = sw_transit_pack(&keyframes, breeding, error);
    if (result == 0)
        result = sw_checkpoint_put(work->store, keyframes.bytes, keyframes.size, error);
    if (result == 0)
        result = sw_checkpoint_commit(work->store, breeding, error);
    sw_records_free(&keyframes);
    free_stood(&stood);
    free(room);
    return result;
}

static int commit_changed(struct work *work, struct sw_error *error)
{
    struct sw_breeder breeder = {0};
    struct sw_breeding breeding = {0};
    int result = sw_breeder_create(&breeder, &work->settings, &work->layout, error);

    breeder.founder = work->archive.founder;
    if (result == 0)
        result = sw_schedule_recall(breeder.schedule, work->archive.store,
                                    work->settings.run.islands, work->generation, error);
    if (result == 0)
        result = sw_breeding_begin(&breeding, &work->settings, &breeder, error);
    if (result == 0)
        result = put_population(work, &breeding, error);
    if (breeding.settings != NULL)
        sw_breeding_end(&breeding);
    if (breeder.settings != NULL)
        sw_breeder_destroy(&breeder);
    return result;
}

static int commit_same(struct work *work, struct sw_error *error)
{
    size_t size = 0;
    void *bytes = sw_state_pack(work->generation, &size, error);

    if (put(work, SW_STORE_STATE, 0, bytes, size) != 0)
        return -1;
    return sw_store_commit(work->store, error);
}

/* ---- the whole ---- */

/* The worlds that the new settings ask for, which may not be there; and what their files hold. */
static int put_worlds(struct work *work, void (*warn)(const char *sentence, void *context),
                      void *context, struct sw_error *error)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(&work->settings);
    struct sw_worlds *worlds;
    int result = 0;

    if (!work->changed || !sw_settings_puzzles(&work->settings))
        return 0;
    if (sw_world_sets_check(&work->settings, error) != 0)
        return -1;
    if (was_there(work, SW_STORE_FILES, 0) && sw_taskfiles_needed(&work->settings))
        return 0;
    worlds = sw_worlds_create(&wanted, warn, context, error);
    if (worlds == NULL)
        return -1;
    if (work->store != NULL)
        result = sw_taskfiles_put(work->store, &work->settings, worlds, error);
    sw_worlds_destroy(worlds);
    return result;
}

static int find_generation(struct work *work, struct sw_error *error)
{
    uint64_t all = work->archive.generations;

    work->generation = work->order->generation == SW_BRANCH_LAST ? all : work->order->generation;
    if (work->generation == 0 || work->generation > all)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "there is nothing to branch at generation %llu of %s, which has completed "
            "%llu: give 1 to %llu behind the @ (a run that begins with founders is begun "
            "by its config)",
            (unsigned long long)work->generation, work->order->from, (unsigned long long)all,
            (unsigned long long)all);
    work->last = sw_archive_at(&work->archive, work->generation - 1);
    return 0;
}

/* Whether experts are left for the stages of the new settings. */
static int check_founder(struct work *work, struct sw_error *error)
{
    struct sw_schedule *schedule = sw_schedule_create(&work->settings, error);
    int result = schedule == NULL ? -1
                                  : sw_founder_check(&work->settings, schedule, &work->layout,
                                                     work->archive.founder, "the founder", error);

    sw_schedule_destroy(schedule);
    return result;
}

static int prepare(struct work *work, void (*warn)(const char *sentence, void *context),
                   void *context, struct sw_error *error)
{
    struct sw_brain_shape shape;

    if (find_generation(work, error) != 0 || read_settings(work, error) != 0 ||
        check_settings(work, error) != 0 || compare_settings(work, error) != 0 ||
        sw_run_same_rules(work->archive.store, &work->settings, error) != 0)
        return -1;
    shape = sw_settings_shape(&work->settings);
    if (sw_brain_layout(&shape, &work->layout, error) != 0 || check_founder(work, error) != 0 ||
        sw_runfolder_fresh(work->order->folder, error) != 0)
        return -1;
    return put_worlds(work, warn, context, error); /* tried, before anything is made */
}

static int make(struct work *work, struct sw_error *error)
{
    work->error = error;
    work->store = sw_store_create(work->order->folder, (uint64_t)work->settings.run.map_megabytes,
                                  true, error);
    if (work->store == NULL)
        return -1;
    if (sw_store_walk(work->archive.store, copy_record, work, error) != 0 || put_run(work) != 0 ||
        put_worlds(work, NULL, NULL, error) != 0)
        return -1;
    return work->changed ? commit_changed(work, error) : commit_same(work, error);
}

int sw_branch(const struct sw_branch *order, void (*warn)(const char *sentence, void *context),
              void *context, struct sw_error *error)
{
    struct work *work = sw_allocate(1, sizeof *work, "branching a run", error);
    int result;

    if (work == NULL)
        return -1;
    work->order = order;
    result = sw_archive_open(&work->archive, order->from, false, error);
    if (result == 0) {
        result = prepare(work, warn, context, error);
        if (result == 0)
            result = make(work, error);
        sw_store_close(work->store);
        sw_archive_close(&work->archive);
    }
    free(work);
    return result;
}

#include "experiment/sweep.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/signals.h"
#include "experiment/job.h"
#include "experiment/survey.h"
#include "population/run.h"
#include "store/runfolder.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PAUSE_NANOSECONDS 20000000
#define ASK_SECONDS       0.2 /* a stop is asked for again */
#define WORDS_MAX         64u /* of a command: 24 that launch, 8 of run, two for each key */
#define WORD_MAX          (SW_PATH_MAX + SW_PLAN_NAME)
#define LOG_TAIL          4096

/* ---- how far a run is ---- */

static int read_last(struct sw_archive *archive, struct sw_trial_status *out,
                     struct sw_error *error)
{
    uint32_t islands = archive->record.space.islands;

    out->mean = 0;
    out->best = -HUGE_VAL;
    for (uint32_t i = 0; i < islands; i++) {
        struct sw_statistics statistics;

        if (sw_survey_statistics(archive, archive->generations - 1, i, &statistics, error) != 0)
            return -1;
        out->mean += statistics.mean / islands;
        out->best = fmax(out->best, statistics.best);
    }
    return 0;
}

/* 1 if the run is another one. */
static int look(const char *path, const struct sw_settings *wanted, struct sw_trial_status *out,
                struct sw_error *error)
{
    struct sw_archive archive;
    char name[96];
    int result = sw_archive_open(&archive, path, false, error);

    if (result != 0)
        return -1;
    if (sw_plan_difference(&archive.settings, wanted, name) != NULL) {
        sw_fail(error, SW_EXIT_USAGE,
                "%s holds a run with another %s than the sweep's; move it elsewhere, or give -o "
                "another folder",
                path, name);
        result = 1;
    } else {
        out->generations = archive.generations;
        out->end = sw_schedule_end(archive.breeder.schedule, NULL);
        out->state = out->generations >= out->end ? SW_TRIAL_DONE : SW_TRIAL_BEGUN;
        result = archive.generations > 0 ? read_last(&archive, out, error) : 0;
    }
    sw_archive_close(&archive);
    return result;
}

int sw_trial_look(const struct sw_sweep_plan *plan, const char *folder, uint32_t trial,
                  struct sw_trial_status *out, struct sw_error *error)
{
    struct sw_settings *wanted = sw_allocate(1, sizeof *wanted, "looking at a sweep", error);
    char path[SW_PATH_MAX];
    int result = wanted == NULL ? -1 : 0, state;

    *out = (struct sw_trial_status){.mean = (double)NAN, .best = (double)NAN};
    if (result == 0)
        result = sw_plan_settings(plan, trial, wanted, error);
    if (result == 0)
        result = sw_path_join(path, folder, plan->trial[trial].name, error);
    if (result == 0) {
        out->end = wanted->run.generations;
        state = sw_runfolder_look(path, &out->why);
        result = state == SW_RUNFOLDER_RUN ? look(path, wanted, out, &out->why)
                 : state < 0               ? -1
                                           : 0;
        if (result < 0)
            out->state = SW_TRIAL_FAILED;
        result = result > 0 ? sw_fail(error, SW_EXIT_USAGE, "%s", out->why.text) : 0;
    }
    free(wanted);
    return result;
}

/* How many generations a run that is written has by now, as a reader sees it; no more than a guess
 * for the progress line. */
static uint64_t generations_now(const char *path, uint64_t before)
{
    struct sw_store *store = sw_store_open(path, false, false, NULL);
    uint64_t generations = before;
    const void *bytes;
    size_t size;

    if (store != NULL && sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &size, NULL) > 0)
        (void)sw_state_unpack(bytes, size, &generations, NULL);
    sw_store_close(store);
    return generations;
}

/* ---- the words of a run ---- */

struct words {
    char *word[WORDS_MAX + 1]; /* NULL behind the last */
    uint32_t count;
    char room[WORDS_MAX][WORD_MAX];
};

static void add(struct words *words, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct words *words, const char *format, ...)
{
    va_list list;

    assert(words->count < WORDS_MAX);
    va_start(list, format);
    vsnprintf(words->room[words->count], WORD_MAX, format, list);
    va_end(list);
    words->word[words->count] = words->room[words->count];
    words->count++;
}

static void compose(const struct sw_sweep *sweep, uint32_t trial, struct words *words)
{
    const struct sw_trial *row = &sweep->plan->trial[trial];

    memset(words, 0, sizeof *words);
    for (uint32_t i = 0; sweep->launch[i] != NULL; i++)
        add(words, "%s", sweep->launch[i]);
    add(words, "%s", sweep->program);
    add(words, "run");
    add(words, "%s/sweep.conf", sweep->folder);
    add(words, "-o");
    add(words, "%s/%s", sweep->folder, row->name);
    add(words, "--resume");
    for (uint32_t i = 0; i < sweep->plan->keys; i++) {
        add(words, "--set");
        add(words, "%s=%s", sweep->plan->key[i], row->value[i]);
    }
    add(words, "--set");
    add(words, "run.seed=%" PRId64, row->seed);
}

/* A word as a shell takes it. */
static void print_word(const char *word, FILE *out)
{
    bool plain =
        word[0] != '\0' && word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789_-+=.,:/@%")] == '\0';

    if (plain) {
        fputs(word, out);
        return;
    }
    putc('\'', out);
    for (; *word != '\0'; word++)
        if (*word == '\'')
            fputs("'\\''", out);
        else
            putc(*word, out);
    putc('\'', out);
}

void sw_sweep_print_words(const struct sw_sweep *sweep, uint32_t trial, FILE *out)
{
    struct words *words = sw_allocate(1, sizeof *words, "telling a command", NULL);

    if (words == NULL)
        return;
    compose(sweep, trial, words);
    for (uint32_t i = 0; i < words->count; i++) {
        fputs(i > 0 ? " " : "", out);
        print_word(words->word[i], out);
    }
    putc('\n', out);
    free(words);
}

/* ---- running ---- */

struct slot {
    struct sw_job job;
    uint32_t trial;
};

struct running {
    struct sw_sweep *sweep;
    struct slot *slot; /* [jobs]; job.pid 0: free */
    uint32_t used;
    bool *ended; /* [trials]: nothing is left to do */
    bool warned;
    double begun, asked;
    uint64_t begun_at; /* generations that were there */
};

static bool is_wanted(const struct sw_sweep *sweep, uint32_t trial)
{
    return sweep->only == 0 || sweep->only == (int64_t)trial + 1;
}

static int path_of(const struct sw_sweep *sweep, uint32_t trial, char path[SW_PATH_MAX],
                   struct sw_error *error)
{
    return sw_path_join(path, sweep->folder, sweep->plan->trial[trial].name, error);
}

static int log_of(const struct sw_sweep *sweep, uint32_t trial, char path[SW_PATH_MAX],
                  struct sw_error *error)
{
    char inside[SW_PLAN_NAME + 8];

    snprintf(inside, sizeof inside, "logs/%s", sweep->plan->trial[trial].name);
    return sw_path_join(path, sweep->folder, inside, error);
}

static int start(struct running *running, struct slot *slot, uint32_t trial, struct sw_error *error)
{
    const struct sw_sweep *sweep = running->sweep;
    struct words *words = sw_allocate(1, sizeof *words, "starting a run", error);
    char log[SW_PATH_MAX];
    int result = words == NULL ? -1 : log_of(sweep, trial, log, error);

    if (result == 0) {
        compose(sweep, trial, words);
        slot->trial = trial;
        result = sw_job_start(&slot->job, words->word, log, error);
    }
    free(words);
    running->used += result == 0;
    return result;
}

/* The last sentence of the program in a run's log, or none. */
static void last_words(const char *log, char *text, size_t size)
{
    FILE *file = fopen(log, "re");
    char tail[LOG_TAIL + 1], *line, *rest = tail;
    size_t length;

    text[0] = '\0';
    if (file == NULL)
        return;
    if (fseek(file, -LOG_TAIL, SEEK_END) != 0)
        rewind(file);
    length = fread(tail, 1, LOG_TAIL, file);
    fclose(file);
    tail[length] = '\0';
    while ((line = strsep(&rest, "\n")) != NULL)
        if (strncmp(line, "smallworld: ", 12) == 0 && strncmp(line + 12, "warning: ", 9) != 0)
            snprintf(text, size, "%s", line + 12);
}

static void fail(struct running *running, uint32_t trial, int code)
{
    struct sw_trial_status *status = &running->sweep->status[trial];
    char log[SW_PATH_MAX], words[512];

    if (log_of(running->sweep, trial, log, NULL) != 0)
        log[0] = '\0';
    last_words(log, words, sizeof words);
    status->state = SW_TRIAL_FAILED;
    status->why = (struct sw_error){0};
    if (code > 128)
        sw_fail(&status->why, SW_EXIT_FAILED, "killed by signal %d (see %s)", code - 128, log);
    else if (words[0] != '\0')
        sw_fail(&status->why, SW_EXIT_FAILED, "%s", words);
    else
        sw_fail(&status->why, SW_EXIT_FAILED, "ended with exit code %d (see %s)", code, log);
    sw_log_warning("%s failed: %s", running->sweep->plan->trial[trial].name, status->why.text);
}

/* A run's process is gone: how far it came is in its store. */
static int finish(struct running *running, uint32_t trial, int code, struct sw_error *error)
{
    struct sw_sweep *sweep = running->sweep;

    running->used--;
    running->ended[trial] = true;
    if (sw_trial_look(sweep->plan, sweep->folder, trial, &sweep->status[trial], error) != 0)
        return -1;
    if (code == SW_EXIT_STOPPED)
        sweep->stopped++;
    else if (code != SW_EXIT_DONE || sweep->status[trial].state != SW_TRIAL_DONE)
        fail(running, trial, code);
    return 0;
}

static int reap(struct running *running, struct sw_error *error)
{
    int code;

    for (uint32_t i = 0; i < running->sweep->jobs; i++)
        if (running->slot[i].job.pid != 0 && sw_job_ended(&running->slot[i].job, &code) &&
            finish(running, running->slot[i].trial, code, error) != 0)
            return -1;
    return 0;
}

static bool is_running(const struct running *running, uint32_t trial)
{
    for (uint32_t i = 0; i < running->sweep->jobs; i++)
        if (running->slot[i].job.pid != 0 && running->slot[i].trial == trial)
            return true;
    return false;
}

/* A run that somebody else writes (a job of an array, a run that is just stopping) is left alone;
 * once that has ended, it may be done. */
static int leave_busy(struct running *running, uint32_t trial, const char *path, bool *busy,
                      struct sw_error *error)
{
    struct sw_sweep *sweep = running->sweep;

    *busy = sw_runfolder_busy(path);
    if (*busy) {
        if (!running->warned)
            sw_log_warning("another process writes %s: waiting for it",
                           sweep->plan->trial[trial].name);
        running->warned = true;
        return 0;
    }
    if (sw_trial_look(sweep->plan, sweep->folder, trial, &sweep->status[trial], error) != 0)
        return -1;
    running->ended[trial] = sweep->status[trial].state == SW_TRIAL_DONE;
    return 0;
}

/* Starts runs in the slots that are free. *waiting: some are left for later. */
static int fill_slots(struct running *running, bool *waiting, struct sw_error *error)
{
    struct sw_sweep *sweep = running->sweep;
    uint32_t slot = 0;

    *waiting = false;
    for (uint32_t trial = 0; trial < sweep->plan->trials; trial++) {
        char path[SW_PATH_MAX];
        bool busy;

        if (running->ended[trial] || is_running(running, trial))
            continue;
        *waiting = true;
        if (running->used == sweep->jobs)
            return 0;
        if (path_of(sweep, trial, path, error) != 0 ||
            leave_busy(running, trial, path, &busy, error) != 0)
            return -1;
        if (busy || running->ended[trial])
            continue;
        while (running->slot[slot].job.pid != 0)
            slot++;
        if (start(running, &running->slot[slot], trial, error) != 0)
            return -1;
    }
    return 0;
}

static void ask_to_stop(struct running *running, double now)
{
    if (now - running->asked < ASK_SECONDS)
        return;
    running->asked = now;
    for (uint32_t i = 0; i < running->sweep->jobs; i++)
        if (running->slot[i].job.pid != 0)
            sw_job_stop(&running->slot[i].job);
}

/* Generations that are there, and that all runs will have. */
static void count(const struct sw_sweep *sweep, uint64_t *there, uint64_t *all, uint32_t *done,
                  uint32_t *failed)
{
    *there = *all = 0;
    *done = *failed = 0;
    for (uint32_t i = 0; i < sweep->plan->trials; i++) {
        if (!is_wanted(sweep, i))
            continue;
        *there += sweep->status[i].generations;
        *all += sweep->status[i].end;
        *done += sweep->status[i].state == SW_TRIAL_DONE;
        *failed += sweep->status[i].state == SW_TRIAL_FAILED;
    }
}

static void report(struct running *running, double now)
{
    struct sw_sweep *sweep = running->sweep;
    uint64_t there, all;
    uint32_t done, failed;
    char left[SW_DURATION_TEXT], path[SW_PATH_MAX], trouble[32] = "";
    double rate;

    if (!sw_log_progress_due(now))
        return;
    for (uint32_t i = 0; i < sweep->jobs; i++) {
        struct sw_trial_status *status = &sweep->status[running->slot[i].trial];

        if (running->slot[i].job.pid != 0 &&
            path_of(sweep, running->slot[i].trial, path, NULL) == 0)
            status->generations = generations_now(path, status->generations);
    }
    count(sweep, &there, &all, &done, &failed);
    rate = (double)(there - running->begun_at) / (now - running->begun);
    if (failed > 0)
        snprintf(trouble, sizeof trouble, ", %u failed", failed);
    sw_log_progress(now, "%u of %u runs done, %u running%s  %.0f %% of the generations  %s left",
                    done, sweep->only != 0 ? 1 : sweep->plan->trials, running->used, trouble,
                    all > 0 ? 100.0 * (double)there / (double)all : 0.0,
                    sw_duration_print(rate > 0 ? (double)(all - there) / rate : -1, left));
}

static int go_on(struct running *running, struct sw_error *error)
{
    static const struct timespec pause = {.tv_nsec = PAUSE_NANOSECONDS};
    bool waiting = true;

    while (running->used > 0 || waiting) {
        double now = sw_clock_seconds();

        if (reap(running, error) != 0)
            return -1;
        if (sw_signals_take() == SW_REQUEST_STOP) {
            waiting = false;
            ask_to_stop(running, now);
        } else if (fill_slots(running, &waiting, error) != 0) {
            return -1;
        }
        if (running->used > 0 || waiting) {
            report(running, now);
            nanosleep(&pause, NULL);
        }
    }
    return 0;
}

/* However it ends, no run goes on. */
static void stop_all(struct running *running)
{
    static const struct timespec pause = {.tv_nsec = PAUSE_NANOSECONDS};
    int code;

    while (running->used > 0) {
        ask_to_stop(running, sw_clock_seconds());
        nanosleep(&pause, NULL);
        for (uint32_t i = 0; i < running->sweep->jobs; i++)
            if (running->slot[i].job.pid != 0 && sw_job_ended(&running->slot[i].job, &code))
                running->used--;
    }
}

int sw_sweep_run(struct sw_sweep *sweep, struct sw_error *error)
{
    static const char what[] = "making the runs of a sweep";
    struct running running = {.sweep = sweep, .begun = sw_clock_seconds()};
    uint64_t all;
    uint32_t done, failed;
    int result;

    running.slot = sw_allocate(sweep->jobs, sizeof *running.slot, what, error);
    running.ended = sw_allocate(sweep->plan->trials, sizeof *running.ended, what, error);
    result = running.slot == NULL || running.ended == NULL ? -1 : 0;
    for (uint32_t i = 0; i < sweep->plan->trials && result == 0; i++)
        running.ended[i] = !is_wanted(sweep, i) || sweep->status[i].state == SW_TRIAL_DONE ||
                           sweep->status[i].state == SW_TRIAL_FAILED;
    count(sweep, &running.begun_at, &all, &done, &failed);
    if (result == 0)
        result = go_on(&running, error);
    stop_all(&running);
    sw_log_progress_end();
    free(running.slot);
    free(running.ended);
    return result;
}

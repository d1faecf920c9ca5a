/* What goes wrong on one rank alone. Memory runs out, at every allocation of a run in turn (on n
 * ranks at every n-th): all ranks come back, with one result and one sentence, and the run goes on
 * from there to the bits that it would have had.
 *
 * A rank that waits for ever is ended by an alarm. As SQLite tests itself.
 */
#include "base/file.h"
#include "base/log.h"
#include "archive/digest.h"
#include "population/run.h"
#include "tests/mpi/refusing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECONDS_MOST  900 /* of one attempt: no measure of speed, an end for what hangs */
#define GENERATIONS   4
#define RESUME_EVERY  9 /* one failure in so many is resumed and its run compared */
#define ATTEMPTS_MOST 100000
#define STORE_MOST    (16u << 20) /* bytes of a file of the store */

/* Two islands whose litters fall apart between ranks, a phase alone and one of talk with partners
 * on other ranks, a keyframe and a migration on the way; on two ranks migrants are under way when
 * the keyframe is made. */
static const char *settings[] = {
    "run.generations=4",    "run.islands=2",        "run.members=34",
    "run.keyframe_every=2", "agent.features=16",    "agent.hidden=16",
    "agent.memory=16",      "agent.experts=1",      "life.worlds=1",
    "life.partner=other",   "phase2.from=1",        "migration.every=2",
    "worlds.laws=mirror",   "phase2.evolve=speech", "output.progress_every=3600",
    "migration.delay=0",
};

static int run(const char *name, bool resume, uint64_t refuse_at, struct sw_error *error)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_run_options options = {.folder = path,
                                     .config = NULL,
                                     .set = settings,
                                     .sets = sizeof settings / sizeof *settings,
                                     .resume = resume,
                                     .stop_at = -1,
                                     .version = "test"};
    int result;

    alarm(SECONDS_MOST);
    path_of(name, path);
    memset(error, 0, sizeof *error);
    refused = false;
    until_refused = refuse_at;
    result = sw_run(&exchange, &options, error);
    until_refused = 0;
    snprintf(said, sizeof said, "%s with allocation %llu refused: \"%s\"",
             resume ? "--resume" : "run", (unsigned long long)refuse_at, error->text);
    return result;
}

static void remove_run(const char *name)
{
    static const char *const files[] = {"/store/begun/data.mdb",
                                        "/store/begun/lock.mdb",
                                        "/store/begun",
                                        "/store/data.mdb",
                                        "/store/lock.mdb",
                                        "/store/anchor",
                                        "/store/writer",
                                        "/store",
                                        ""};
    char path[WORK_FOLDER_MAX + 96];

    for (size_t i = 0; i < sizeof files / sizeof *files && exchange.rank == 0; i++) {
        snprintf(path, sizeof path, "%s/%s%s", work, name, files[i]);
        remove(path);
    }
}

/* Rank 0: the digest of a finished run. */
static void digest_of(const char *name, char text[SW_RUN_DIGEST_TEXT])
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_run_digest digest;
    struct sw_error error = {0};
    struct sw_store *store;

    text[0] = '\0';
    if (exchange.rank != 0)
        return;
    path_of(name, path);
    store = sw_store_open(path, false, false, &error);
    EXPECT(store != NULL);
    if (sw_run_digest(store, NULL, NULL, &digest, &error) != 0)
        fprintf(stderr, "%s\n", error.text);
    EXPECT(digest.wrong == 0 && digest.generations == GENERATIONS);
    memcpy(text, digest.text, SW_RUN_DIGEST_TEXT);
    sw_store_close(store);
}

/* What failed goes on, or was never begun: then it is begun in the folder that was left. */
static void go_on(const char *reference)
{
    char digest[SW_RUN_DIGEST_TEXT];
    struct sw_error error;

    if (run("failing", true, 0, &error) != 0) {
        EXPECT(error.code != 0);
        EXPECT(run("failing", false, 0, &error) == 0);
    }
    digest_of("failing", digest);
    EXPECT(strcmp(digest, reference) == 0);
}

/* One attempt; returns whether an allocation was refused at all. */
static bool attempt(bool resume, uint32_t rank, uint64_t refuse_at, const char *reference)
{
    struct sw_error error;
    int result = run("failing", resume, exchange.rank == rank ? refuse_at : 0, &error);
    bool any = ended_alike(result, &error);

    if (result == 0 || refuse_at % RESUME_EVERY == 0)
        go_on(reference);
    return any;
}

/* From the beginning. */
static uint64_t fail_runs(uint32_t rank, const char *reference)
{
    uint64_t at = 1 + rank;

    for (;; at += exchange.ranks) {
        remove_run("failing");
        if (!attempt(false, rank, at, reference))
            return at - 1;
        EXPECT(at < ATTEMPTS_MOST);
    }
}

/* A run that stops between two keyframes. */
static void stop_between(const char *name)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_run_options options = {.folder = path,
                                     .set = settings,
                                     .sets = sizeof settings / sizeof *settings,
                                     .stop_at = GENERATIONS - 1,
                                     .version = "test"};
    struct sw_error error = {0};

    path_of(name, path);
    EXPECT(sw_run(&exchange, &options, &error) == 0);
}

/* On rank 0; others wait. A run that nobody holds is what its files are. */
static void copy_run(const char *from, const char *to)
{
    static const char *const files[] = {"data.mdb", "anchor", "writer"};
    char source[WORK_FOLDER_MAX + 96], target[WORK_FOLDER_MAX + 96];
    struct sw_error error = {0};

    remove_run(to);
    if (exchange.rank == 0) {
        snprintf(target, sizeof target, "%s/%s/store", work, to);
        EXPECT(sw_folder_make(target, &error) == 0);
    }
    for (size_t i = 0; i < sizeof files / sizeof *files && exchange.rank == 0; i++) {
        size_t size = 0;
        char *bytes;

        snprintf(source, sizeof source, "%s/%s/store/%s", work, from, files[i]);
        snprintf(target, sizeof target, "%s/%s/store/%s", work, to, files[i]);
        bytes = sw_file_read(source, STORE_MOST, &size, &error);
        EXPECT(bytes != NULL);
        EXPECT(sw_file_write(target, bytes, size, &error) == 0);
        free(bytes);
    }
    EXPECT(sw_exchange_most(&exchange, 0) == 0);
}

/* Resuming what stopped between two keyframes. */
static uint64_t fail_resumes(uint32_t rank, const char *reference)
{
    uint64_t at = 1 + rank;

    for (;; at += exchange.ranks) {
        copy_run("stopped", "failing");
        if (!attempt(true, rank, at, reference))
            return at - 1;
        EXPECT(at < ATTEMPTS_MOST);
    }
}

/* Every rank in a folder of its own, with a file of the same name: with the same content the run is
 * lived, with another on one rank it is refused everywhere. */
static int run_on_files(const char *name, bool differs, struct sw_error *error)
{
    char path[WORK_FOLDER_MAX + 64], home[WORK_FOLDER_MAX + 64], file[WORK_FOLDER_MAX + 96];
    const char *const sets[] = {"worlds.source=arc:files", "run.generations=2", "run.members=34",
                                "phase1.fitness=progress", "phase2.from=-1"};
    struct sw_run_options options = {
        .folder = path, .set = sets, .sets = 5, .stop_at = -1, .version = "test"};
    int colour = differs && exchange.rank + 1 == exchange.ranks ? 4 : 3, result;
    FILE *out;

    path_of(name, path);
    snprintf(home, sizeof home, "%s/home-%u", work, exchange.rank);
    snprintf(file, sizeof file, "%s/files", home);
    mkdir(home, 0700);
    mkdir(file, 0700);
    snprintf(file, sizeof file, "%s/files/task.json", home);
    out = fopen(file, "w");
    EXPECT(out != NULL);
    fprintf(out,
            "{\"train\": [{\"input\": [[1, 0]], \"output\": [[0, 1]]},\n"
            "{\"input\": [[0, %d]], \"output\": [[%d, 0]]}], \"test\": [{\"input\": [[1]], "
            "\"output\": [[1]]}]}\n",
            colour, colour);
    EXPECT(fclose(out) == 0 && chdir(home) == 0);
    memset(error, 0, sizeof *error);
    result = sw_run(&exchange, &options, error);
    EXPECT(chdir("/") == 0);
    remove(file);
    snprintf(file, sizeof file, "%s/files", home);
    rmdir(file);
    rmdir(home);
    remove_run(name);
    return result;
}

static void test_files(void)
{
    struct sw_error error;

    EXPECT(run_on_files("files", false, &error) == 0);
    if (exchange.ranks == 1)
        return;
    EXPECT(run_on_files("files", true, &error) == -1);
    EXPECT(error.code == SW_EXIT_FAILED && strstr(error.text, "arc:files") != NULL);
}

int main(void)
{
    struct sw_error error = {0};
    struct sw_log_settings log = sw_log_defaults();
    char reference[SW_RUN_DIGEST_TEXT];

    if (sw_exchange_begin(&exchange, &error) != 0) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    log.level = SW_LOG_QUIET;
    sw_log_setup(log);
    make_work();
    if (exchange.ranks == 2)
        settings[sizeof settings / sizeof *settings - 1] = "migration.delay=1";
    EXPECT(run("whole", false, 0, &error) == 0);
    digest_of("whole", reference);
    stop_between("stopped");
    for (uint32_t rank = 0;
         rank<exchange.ranks; rank += exchange.ranks> 1 ? exchange.ranks - 1 : 1) {
        uint64_t runs = fail_runs(rank, reference), resumes = fail_resumes(rank, reference);

        EXPECT(runs > 100 || exchange.rank != rank);
        if (exchange.rank == 0)
            printf(
                "rank %u of %u: %llu allocations of a run, %llu of a resume, one in %u refused\n",
                rank, exchange.ranks, (unsigned long long)runs, (unsigned long long)resumes,
                exchange.ranks);
    }
    test_files();
    remove_run("failing");
    remove_run("stopped");
    remove_run("whole");
    if (exchange.rank == 0)
        work_folder_drop(work);
    sw_exchange_end(&exchange);
    return 0;
}

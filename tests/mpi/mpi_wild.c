/* What goes wrong in a world that several ranks hold: a world that differs on one rank is found in
 * the same tick, and memory that runs out on one rank, at every allocation of a run in turn (on n
 * ranks at every n-th), ends all ranks with one result and one sentence; what was stored goes on to
 * the bits that it would have had. A rank that waits for ever is ended by an alarm. */
#include "base/log.h"
#include "tests/mpi/wild_trial.h"

#define ATTEMPTS_MOST 100000

static const char *const set[] = {
    "wild.width=12",   "wild.height=12", "wild.plants=40",   "wild.bodies=12",
    "wild.divide=200", "wild.report=20", "wild.ticks=60",    "wild.speech=normal",
    "wild.least=8",    "wild.most=24",   "wild.features=16", "wild.width_of_memory=16"};

/* ---- worlds that differ ---- */

enum { PLANTED = 6 };

/* Something that a bug, or a bit that flips, could change on one rank. */
static void plant(struct sw_wild_world *world, int what)
{
    struct sw_wild_body *last = &world->body[world->bodies - 1];

    switch (what) {
    case 0:
        last->energy++;
        break;
    case 1:
        last->heading ^= 1;
        break;
    case 2:
        world->ground++;
        break;
    case 3:
        world->due[0][1]++;
        break;
    case 4:
        world->bodies--; /* a body that only others know of */
        break;
    default:
        while (last->rank != exchange.rank)
            last--;
        last->rank = 0; /* who thinks for it */
    }
}

static void test_planted(int what)
{
    struct sw_wild_settings settings = settings_of(set, sizeof set / sizeof *set);
    struct sw_wild_run run;
    struct sw_error error = {0};
    char sentence[128];
    int result;

    begin(&run, &settings, false, "differs");
    EXPECT(sw_wild_run_on(&run, 30, NULL, NULL, &error) == 0);
    snprintf(sentence, sizeof sentence, "the worlds of ranks 0 and %u differ at tick 30",
             exchange.ranks - 1);
    if (exchange.rank + 1 == exchange.ranks)
        plant(run.life->world, what);
    result = sw_wild_run_on(&run, TICKS, NULL, NULL, &error);
    snprintf(said, sizeof said, "planted %d: \"%s\"", what, error.text);
    EXPECT(result == -1);
    EXPECT(error.code == SW_EXIT_INTERNAL);
    EXPECT(strstr(error.text, sentence) != NULL);
    EXPECT(agreed(text_number(error.text)));
    sw_wild_run_close(&run);
    drop("differs");
}

/* ---- memory that runs out ---- */

/* A run from its beginning, or gone on with, up to a tick. */
static int live(const char *name, bool resume, uint64_t until, uint64_t refuse_at,
                struct sw_error *error)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_wild_settings settings = settings_of(set, sizeof set / sizeof *set);
    struct sw_wild_run run = {.life = NULL};
    int result;

    alarm(SECONDS_MOST);
    path_of(name, path);
    memset(error, 0, sizeof *error);
    refused = false;
    until_refused = refuse_at;
    result = resume ? sw_wild_run_resume(&run, &exchange, path, true, error)
                    : sw_wild_run_begin(&run, &exchange, 0, path, &settings, error);
    if (result == 0)
        result = sw_wild_run_on(&run, until, NULL, NULL, error);
    until_refused = 0;
    sw_wild_run_close(&run);
    snprintf(said, sizeof said, "%s with allocation %llu refused: \"%s\"",
             resume ? "resume" : "begin", (unsigned long long)refuse_at, error->text);
    return result;
}

static bool attempt(bool resume, uint32_t rank, uint64_t refuse_at)
{
    struct sw_error error;
    int result = live("failing", resume, TICKS, exchange.rank == rank ? refuse_at : 0, &error);

    return ended_alike(result, &error);
}

static uint64_t fail_at_each(bool resume, uint32_t rank, uint64_t whole)
{
    uint64_t at = 1 + rank;

    for (;; at += exchange.ranks) {
        struct sw_error error;
        bool any;

        if (resume)
            EXPECT(live("failing", false, TICKS / 3, 0, &error) == 0);
        any = attempt(resume, rank, at);
        if (resume) {
            EXPECT(live("failing", true, TICKS, 0, &error) == 0);
            EXPECT(digest_of("failing") == whole);
        }
        drop("failing");
        if (!any)
            return at - 1;
        EXPECT(at < ATTEMPTS_MOST);
    }
}

int main(void)
{
    struct sw_error error = {0};
    struct sw_log_settings log = sw_log_defaults();
    uint64_t whole;

    if (sw_exchange_begin(&exchange, &error) != 0) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    log.level = SW_LOG_QUIET;
    sw_log_setup(log);
    make_work();
    EXPECT(live("whole", false, TICKS, 0, &error) == 0);
    whole = digest_of("whole");
    for (int what = 0; what < PLANTED && exchange.ranks > 1; what++)
        test_planted(what);
    for (uint32_t rank = 0;
         rank<exchange.ranks; rank += exchange.ranks> 1 ? exchange.ranks - 1 : 1) {
        uint64_t runs = fail_at_each(false, rank, whole), resumes = fail_at_each(true, rank, whole);

        EXPECT(runs > 30 || exchange.rank != rank);
        if (exchange.rank == 0)
            printf(
                "rank %u of %u: %llu allocations of a run, %llu of a resume, one in %u refused\n",
                rank, exchange.ranks, (unsigned long long)runs, (unsigned long long)resumes,
                exchange.ranks);
    }
    drop("whole");
    if (exchange.rank == 0)
        work_folder_drop(work);
    sw_exchange_end(&exchange);
    return 0;
}

/* What goes wrong in worlds that several ranks hold: a replica that differs on one rank ends the
 * run on all with one sentence, as do messages that no rank sends and memory that runs out on one
 * rank (on n ranks at every n-th allocation); what was stored goes on to the bits that it would
 * have had. The linker puts the functions below in the place of a step, of a message, and of what
 * makes room for crews. */
#include "archive/digest.h"
#include "base/log.h"
#include "body/ranks/body_split.h"
#include "population/generation_private.h"
#include "population/run.h"
#include "tests/mpi/refusing.h"

#include <unistd.h>

#define SECONDS_MOST  900 /* of one attempt: no measure of speed, an end for what hangs */
#define GENERATIONS   4
#define STOP          2
#define RESUME_EVERY  9 /* one failure in so many is resumed and its run compared */
#define ATTEMPTS_MOST 100000

/* Five litters of one island: on each number of ranks it lives on all of them. */
static const char *const settings[] = {
    "run.generations=4",         "run.islands=1",   "run.members=18",   "life.litter=4",
    "worlds.source=body:pit",    "body.ticks=20",   "body.crew=island", "body.speech=normal",
    "agent.features=16",         "agent.memory=16", "life.worlds=4",    "phase2.from=-1",
    "output.progress_every=3600"};

/* ---- what is planted ---- */

enum { NOTHING, STEP, WORD, LENGTH };
static struct {
    int where, what;
    uint32_t tick; /* of worlds */
} planted;

void __real_sw_body_step(struct sw_body_world *world, const uint8_t *act, const uint8_t *say);
void __wrap_sw_body_step(struct sw_body_world *world, const uint8_t *act, const uint8_t *say);

void __wrap_sw_body_step(struct sw_body_world *world, const uint8_t *act, const uint8_t *say)
{
    __real_sw_body_step(world, act, say);
    if (planted.where != STEP || world->tick != planted.tick)
        return;
    if (planted.what == 0)
        world->body[world->game->bodies - 1].energy++;
    else if (planted.what == 1)
        world->ground++;
    else
        world->mark[sw_body_cell(1, 1)] ^= 1;
}

void __real_sw_exchange_round_begin(struct sw_exchange *to, enum sw_traffic kind,
                                    struct sw_letter *letter, uint32_t letters, void *room);
void __wrap_sw_exchange_round_begin(struct sw_exchange *to, enum sw_traffic kind,
                                    struct sw_letter *letter, uint32_t letters, void *room);

void __wrap_sw_exchange_round_begin(struct sw_exchange *to, enum sw_traffic kind,
                                    struct sw_letter *letter, uint32_t letters, void *room)
{
    for (uint32_t i = 0; i < letters; i++)
        if (!letter[i].incoming && planted.where == WORD)
            *(uint8_t *)letter[i].bytes = (uint8_t)planted.what; /* an act or a word too much */
        else if (!letter[i].incoming && planted.where == LENGTH)
            letter[i].size--;
    __real_sw_exchange_round_begin(to, kind, letter, letters, room);
}

static uint64_t refuse_in_crews; /* the allocation of what makes room for crews that fails */

struct sw_generation_crews *
__real_sw_generation_crews_create(const struct sw_generation *generation,
                                  const struct sw_brain_layout *layout, struct sw_error *error);
struct sw_generation_crews *
__wrap_sw_generation_crews_create(const struct sw_generation *generation,
                                  const struct sw_brain_layout *layout, struct sw_error *error);

struct sw_generation_crews *
__wrap_sw_generation_crews_create(const struct sw_generation *generation,
                                  const struct sw_brain_layout *layout, struct sw_error *error)
{
    struct sw_generation_crews *crews;

    until_refused = refuse_in_crews;
    crews = __real_sw_generation_crews_create(generation, layout, error);
    until_refused = 0;
    return crews;
}

/* ---- runs ---- */

static int run(const char *name, bool resume, int64_t stop_at, struct sw_error *error)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_run_options options = {.folder = path,
                                     .set = settings,
                                     .sets = resume ? 0 : sizeof settings / sizeof *settings,
                                     .resume = resume,
                                     .stop_at = stop_at,
                                     .version = "test"};
    int result;

    alarm(SECONDS_MOST);
    path_of(name, path);
    memset(error, 0, sizeof *error);
    refused = false;
    result = sw_run(&exchange, &options, error);
    snprintf(said, sizeof said, "planted %d, %d at %u, allocation %llu refused: %d, \"%s\"",
             planted.where, planted.what, planted.tick, (unsigned long long)refuse_in_crews, result,
             error->text);
    return result;
}

static void drop(const char *name)
{
    char path[WORK_FOLDER_MAX + 64];

    path_of(name, path);
    if (exchange.rank == 0)
        work_folder_drop(path);
    EXPECT(sw_exchange_most(&exchange, 0) == 0); /* others wait until it is gone */
}

/* On rank 0: all that a run has stored. */
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
    EXPECT(sw_run_digest(store, NULL, NULL, &digest, &error) == 0);
    EXPECT(digest.wrong == 0 && digest.generations == GENERATIONS);
    memcpy(text, digest.text, SW_RUN_DIGEST_TEXT);
    sw_store_close(store);
}

/* What was stored goes on to the digest of the whole run. */
static void go_on(const char *whole)
{
    char digest[SW_RUN_DIGEST_TEXT];
    struct sw_error error;

    EXPECT(run("failing", true, -1, &error) == 0);
    digest_of("failing", digest);
    EXPECT(strcmp(digest, whole) == 0);
    drop("failing");
}

/* From generation STOP on something is planted on the last rank. */
static void test_planted(int where, int what, uint32_t tick, const char *sentence,
                         const char *whole)
{
    struct sw_error error;
    int result;

    EXPECT(run("failing", false, STOP, &error) == 0);
    if (exchange.rank + 1 == exchange.ranks) {
        planted.where = where;
        planted.what = what;
        planted.tick = tick;
    }
    result = run("failing", true, -1, &error);
    planted.where = NOTHING;
    EXPECT(result == -1);
    EXPECT(error.code == SW_EXIT_INTERNAL);
    EXPECT(strstr(error.text, sentence) != NULL);
    EXPECT(strstr(error.text, "generation 2 at tick") != NULL);
    EXPECT(strncmp(error.text, "world ", 6) == 0 || strncmp(error.text, "rank ", 5) == 0);
    EXPECT(agreed(text_number(error.text)));
    go_on(whole);
}

static void test_all_planted(const char *whole)
{
    char differs[2][128], odd[64];
    uint32_t last = exchange.ranks - 1;

    snprintf(differs[0], sizeof differs[0],
             "of island 0 differs on ranks 0 and %u in generation 2 at tick %u:", last,
             SW_BODY_SPLIT_EVERY);
    snprintf(differs[1], sizeof differs[1],
             "of island 0 differs on ranks 0 and %u in generation 2 at tick 20:", last);
    snprintf(odd, sizeof odd, "rank %u said what no rank says of world 0, crew", last);
    for (int what = 0; what < 3; what++) {
        test_planted(STEP, what, 7, differs[0], whole);
        test_planted(STEP, what, 18, differs[1], whole);
    }
    test_planted(WORD, SW_BODY_ACTS_OWN, 0, odd, whole); /* the first act that there is not */
    test_planted(WORD, 16 * SW_BODY_TOKENS, 0, odd, whole); /* the first such word */
    test_planted(LENGTH, 0, 0, odd, whole);
}

static uint64_t fail_at_each(uint32_t rank, const char *whole)
{
    for (uint64_t at = 1 + rank;; at += exchange.ranks) {
        struct sw_error error;
        bool any;
        int result;

        EXPECT(run("failing", false, STOP, &error) == 0);
        refuse_in_crews = exchange.rank == rank ? at : 0;
        result = run("failing", true, -1, &error);
        any = ended_alike(result, &error);
        refuse_in_crews = 0;
        EXPECT(any == (result != 0)); /* all of this room is needed */
        if (!any) {
            drop("failing");
            return at - 1;
        }
        if (at % RESUME_EVERY == 0)
            go_on(whole);
        else
            drop("failing");
        EXPECT(at < ATTEMPTS_MOST);
    }
}

int main(void)
{
    struct sw_error error = {0};
    struct sw_log_settings log = sw_log_defaults();
    char whole[SW_RUN_DIGEST_TEXT];
    uint64_t allocations;

    if (sw_exchange_begin(&exchange, &error) != 0) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    log.level = SW_LOG_QUIET;
    sw_log_setup(log);
    make_work();
    EXPECT(run("whole", false, -1, &error) == 0);
    digest_of("whole", whole);
    if (exchange.ranks > 1)
        test_all_planted(whole);
    allocations = fail_at_each(exchange.ranks - 1, whole);
    EXPECT(allocations > 20 || exchange.rank + 1 != exchange.ranks);
    if (exchange.rank == 0)
        printf("%u ranks: digest %s, of %llu allocations one in %u refused\n", exchange.ranks,
               whole, (unsigned long long)allocations, exchange.ranks);
    drop("whole");
    if (exchange.rank == 0)
        work_folder_drop(work);
    sw_exchange_end(&exchange);
    return 0;
}

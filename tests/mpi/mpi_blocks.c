/* What goes wrong in a world that is cut into blocks: memory that changes by itself on one rank,
 * next to a border, in the halo or in what all know of the whole, is found in the same tick, ends
 * all ranks with one result and one sentence, and is not stored. Without it the run ends well. A
 * rank that waits for ever is ended by an alarm. */
#include "base/log.h"
#include "tests/mpi/wild_trial.h"

#define AT 30

static const char *const set[] = {"wild.width=16",  "wild.height=40",     "wild.plants=80",
                                  "wild.bodies=60", "wild.divide=200",    "wild.report=20",
                                  "wild.ticks=60",  "wild.speech=normal", "wild.least=50",
                                  "wild.most=300",  "wild.features=16",   "wild.width_of_memory=16",
                                  "wild.growth=4",  "wild.imitate=yes"};

/* ---- one bit ---- */

enum { PLANTED = 11, WHOLE = 6 }; /* from WHOLE on: of what all know */

static struct sw_wild_body *next_to_border(struct sw_wild_run *run)
{
    struct sw_wild_world *world = run->life->world;

    for (uint32_t i = 0; i < world->bodies; i++)
        if (sw_wild_block_border(&run->blocks.block, SW_WILD_ABOVE, world->body[i].cell) !=
            SW_WILD_NOWHERE)
            return &world->body[i];
    EXPECT(false);
    return NULL;
}

/* The bit may be any of these; each is one of its number. */
static void flip(struct sw_wild_run *run, int what)
{
    struct sw_wild_page *page = &run->blocks.border[SW_WILD_BELOW].other;
    struct sw_wild_whole *whole = &run->blocks.whole;
    uint32_t row;

    EXPECT(page->bodies > 0);
    switch (what) {
    case 0:
        page->body[page->bodies - 1].energy ^= 4;
        break;
    case 1:
        page->body[0].heading ^= 1;
        break;
    case 2:
        page->thing[page->cells / 2] ^= 1;
        break;
    case 3:
        page->energy[page->cells - 1] ^= 1;
        break;
    case 4:
        next_to_border(run)->energy ^= 1;
        break;
    case 5:
        row = sw_wild_block_row(&run->blocks.block, SW_WILD_BELOW, false, 0, 3);
        run->life->world->energy[row] ^= 1;
        break;
    case 6:
        whole->ground ^= 1;
        break;
    case 7:
        whole->due[2] ^= 1;
        break;
    case 8:
        whole->next_id ^= 2;
        break;
    case 9:
        whole->living[0] ^= 1;
        break;
    default:
        whole->events ^= 1;
    }
}

static void test_flipped(int what, uint64_t until)
{
    struct sw_wild_settings settings = settings_of(set, sizeof set / sizeof *set);
    struct sw_wild_run run;
    struct sw_error error = {0};
    uint64_t before;
    char sentence[128];
    int result;

    begin(&run, &settings, true, "differs");
    EXPECT(sw_wild_run_on(&run, AT, NULL, NULL, &error) == 0);
    before = digest_of("differs");
    if (exchange.rank + 1 == exchange.ranks)
        flip(&run, what);
    result = sw_wild_run_on(&run, until, NULL, NULL, &error);
    snprintf(said, sizeof said, "flipped %d: \"%s\"", what, error.text);
    snprintf(sentence, sizeof sentence, "at tick %d ", AT);
    EXPECT(result == -1);
    EXPECT(error.code == SW_EXIT_INTERNAL);
    EXPECT(strncmp(error.text, sentence, strlen(sentence)) == 0);
    if (what < WHOLE)
        EXPECT(strstr(error.text, "next to the border of ranks") != NULL);
    else
        EXPECT(strstr(error.text, "do not know the same of the whole world") != NULL);
    EXPECT(agreed(text_number(error.text)));
    sw_wild_run_close(&run);
    EXPECT(digest_of("differs") == before);
    drop("differs");
}

/* A run to `stop`, and from there to the end; its digest, on rank 0. */
static uint64_t digest_of_run(bool cut, uint64_t stop)
{
    struct sw_wild_settings settings = settings_of(set, sizeof set / sizeof *set);
    struct sw_wild_run run;
    struct sw_error error = {0};
    uint64_t digest;

    begin(&run, &settings, cut, "run");
    EXPECT(sw_wild_run_on(&run, stop, NULL, NULL, &error) == 0);
    if (stop < TICKS)
        EXPECT(sw_wild_run_on(&run, TICKS, NULL, NULL, &error) == 0);
    EXPECT(!cut || exchange.ranks == 1 || run.blocks.ticks == TICKS);
    sw_wild_run_close(&run);
    digest = digest_of("run");
    drop("run");
    return digest;
}

/* A page ends where a run is stopped: so it is another digest than without. */
static void test_whole(void)
{
    uint64_t whole = digest_of_run(false, TICKS), stopped = digest_of_run(false, AT);

    EXPECT(digest_of_run(true, TICKS) == whole);
    EXPECT(digest_of_run(true, AT) == stopped);
    EXPECT(exchange.rank != 0 || whole != stopped);
}

/* ---- memory that runs out, as a run begins ---- */

static bool attempt(uint32_t rank, uint64_t refuse_at)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_wild_settings settings = settings_of(set, sizeof set / sizeof *set);
    struct sw_wild_run run = {.cut = true};
    struct sw_error error = {0};
    int result;

    alarm(SECONDS_MOST);
    path_of("failing", path);
    refused = false;
    until_refused = exchange.rank == rank ? refuse_at : 0;
    result = sw_wild_run_begin(&run, &exchange, 0, path, &settings, &error);
    until_refused = 0;
    sw_wild_run_close(&run);
    snprintf(said, sizeof said, "allocation %llu refused: \"%s\"", (unsigned long long)refuse_at,
             error.text);
    drop("failing");
    return ended_alike(result, &error);
}

int main(void)
{
    struct sw_error error = {0};
    struct sw_log_settings log = sw_log_defaults();

    if (sw_exchange_begin(&exchange, &error) != 0) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    log.level = SW_LOG_QUIET;
    sw_log_setup(log);
    make_work();
    test_whole();
    for (int what = 0; what < PLANTED && exchange.ranks > 1; what++) {
        test_flipped(what, TICKS);
        test_flipped(what, AT + 1); /* the tick that finds it ends a page */
    }
    for (uint32_t rank = 0; rank < 2 && exchange.ranks > 1; rank++) {
        uint64_t at = 1;

        while (attempt(rank, at))
            at += 7;
        EXPECT(at > 30 || exchange.rank != rank);
    }
    if (exchange.rank == 0)
        work_folder_drop(work);
    sw_exchange_end(&exchange);
    return 0;
}

#include "cli/worlds_bench.h"
#include "base/hash.h"
#include "base/number.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

/* What became of one family of laws, by the first law of each puzzle. */
struct family {
    uint64_t puzzles, gave_up;
    struct sw_worlds_tally tally;
};

struct bench {
    const struct sw_worlds *worlds;
    uint64_t *hash; /* of the puzzles so far: an open table, 0 is free */
    uint64_t room, puzzles, drawn, doubles, gave_up, total;
    struct sw_worlds_tally tally;
    struct family *family;    /* by law; behind them one for compositions that are held out */
    uint64_t pairs, sides[3]; /* canvases up to 10, up to 20, larger */
};

/* True if the hash is new. */
static bool remember(struct bench *bench, uint64_t hash)
{
    uint64_t at;

    hash += hash == 0;
    for (at = hash % bench->room; bench->hash[at] != 0; at = at + 1 == bench->room ? 0 : at + 1)
        if (bench->hash[at] == hash)
            return false;
    bench->hash[at] = hash;
    return true;
}

static void add_tally(struct sw_worlds_tally *to, const struct sw_worlds_tally *from)
{
    uint64_t *sum = (uint64_t *)to;
    const uint64_t *part = (const uint64_t *)from;

    for (size_t i = 0; i < sizeof *to / sizeof *sum; i++)
        sum[i] += part[i];
}

/* Every promise, by running the teacher as anybody would. */
static int check(const struct bench *bench, const struct sw_puzzle *puzzle, struct sw_error *error)
{
    const char *wrong = NULL;
    char name[256];

    if (!sw_puzzle_explains(puzzle, &puzzle->teacher))
        wrong = "its teacher does not explain a demonstration";
    else if (!sw_puzzle_exact(puzzle, &puzzle->teacher))
        wrong = "its teacher does not solve the test";
    for (int i = 0; i < puzzle->demonstrations && wrong == NULL; i++)
        if (sw_grid_equal(&puzzle->demonstration[i].canvas, &puzzle->demonstration[i].target))
            wrong = "a demonstration changes nothing";
    if (wrong == NULL && sw_grid_equal(&puzzle->test[0].canvas, &puzzle->test[0].target))
        wrong = "the test changes nothing";
    if (wrong == NULL)
        return 0;
    sw_worlds_name(bench->worlds, puzzle, name, sizeof name);
    return sw_fail(error, SW_EXIT_INTERNAL, "puzzle %" PRIu64 " (%s): %s; please report this",
                   puzzle->id, name, wrong);
}

static void count_sizes(struct bench *bench, const struct sw_puzzle *puzzle)
{
    for (int i = 0; i <= puzzle->demonstrations; i++) {
        const struct sw_grid *canvas =
            i < puzzle->demonstrations ? &puzzle->demonstration[i].canvas : &puzzle->test[0].canvas;
        int side = canvas->width > canvas->height ? canvas->width : canvas->height;

        bench->pairs++;
        bench->sides[side <= 10 ? 0 : side <= 20 ? 1 : 2]++;
    }
}

static uint32_t family_of(const struct bench *bench, uint32_t rule)
{
    const struct sw_rule *row = sw_worlds_rule(bench->worlds, rule);

    return row != NULL ? row->law : sw_law_count();
}

static void print_counts(const struct bench *bench, double seconds)
{
    const struct sw_worlds_tally *t = &bench->tally;
    const struct {
        const char *name;
        uint64_t count;
        const char *what;
    } rows[] = {
        {"puzzles", bench->puzzles, "different ones, each checked"},
        {"  composed", t->composed, "several laws in a row"},
        {"  background", t->grounded, "on a colour other than 0"},
        {"  occluded", t->occluded, "with a part of every canvas hidden"},
        {"  distracted", t->distracted, "with organisms that play no part"},
        {"doubles", bench->doubles, "rejected: the same pairs again"},
        {"ambiguous", t->ambiguous, "rejected: another law explains it otherwise"},
        {"stuck", t->stuck, "begun anew: the law hardly shows in such worlds"},
        {"gave up", bench->gave_up, "no scene in 10,000 throws"},
        {"throws", t->throws, "scenes begun"},
        {"  no scene", t->no_scene, "organisms or panels did not fit"},
        {"  no show", t->no_show, "the law changes nothing, or selects nothing or all"},
        {"  not ours", t->not_ours, "canvases of examinations (or of lives)"},
        {"  seen", t->seen, "a canvas that the puzzle has"},
        {"  no ground", t->no_ground, "the background's colour is used"},
        {"  pairs", t->pairs, "taken"},
        {"side <= 10", bench->sides[0], "canvases of so many cells a side"},
        {"side <= 20", bench->sides[1], ""},
        {"side <= 30", bench->sides[2], ""},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        printf("%-14s %12" PRIu64 "%s%s\n", rows[i].name, rows[i].count,
               rows[i].what[0] != '\0' ? "  " : "", rows[i].what);
    printf("%-14s %12.1f  of one core\n", "seconds", seconds);
    printf("%-14s %12.0f  drawn and checked\n", "puzzles/second",
           seconds > 0 ? (double)bench->drawn / seconds : 0.0);
}

static int print_families(const struct bench *bench, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"law", SW_ALIGN_LEFT},        {"puzzles", SW_ALIGN_RIGHT}, {"throws/pair", SW_ALIGN_RIGHT},
        {"ambiguous", SW_ALIGN_RIGHT}, {"stuck", SW_ALIGN_RIGHT},   {"gave up", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 6, error);

    if (table == NULL)
        return -1;
    for (uint32_t law = 0; law <= sw_law_count(); law++) {
        const struct family *family = &bench->family[law];
        const struct sw_worlds_tally *t = &family->tally;
        char text[SW_NUMBER_TEXT];

        if (t->attempts == 0)
            continue;
        sw_table_cell(table, "%s", law < sw_law_count() ? sw_law_row(law)->name : "(composed)");
        sw_table_cell(table, "%" PRIu64, family->puzzles);
        sw_table_cell(table, "%.1f", (double)t->throws / (double)(t->pairs > 0 ? t->pairs : 1));
        sw_table_cell(
            table, "%s",
            sw_number_share((double)t->ambiguous / (double)(t->puzzles + t->ambiguous > 0
                                                                ? t->puzzles + t->ambiguous
                                                                : 1),
                            text));
        sw_table_cell(table, "%" PRIu64, t->stuck);
        sw_table_cell(table, "%" PRIu64, family->gave_up);
    }
    return sw_print_table(table, error);
}

/* One number: drawn, checked, counted. */
static int take(struct bench *bench, uint64_t seed, uint64_t number, uint32_t rule,
                struct sw_puzzle *puzzle, sw_worlds_use *use, void *context, struct sw_error *error)
{
    struct family *family = &bench->family[family_of(bench, rule)];
    enum sw_purpose purpose =
        rule < sw_worlds_rules(bench->worlds) ? SW_RANDOM_PUZZLE : SW_RANDOM_EXAMINATION;
    struct sw_worlds_tally tally = {0};
    struct sw_error refused = {0};
    uint64_t hash;

    if (sw_worlds_puzzle_tally(bench->worlds, seed, purpose, number, rule, puzzle, &tally,
                               &refused) != 0) {
        bench->gave_up++;
        family->gave_up++;
    }
    add_tally(&bench->tally, &tally);
    add_tally(&family->tally, &tally);
    if (refused.code != 0)
        return 0;
    bench->drawn++;
    if (check(bench, puzzle, error) != 0)
        return -1;
    hash = sw_task_hash(puzzle);
    if (!remember(bench, hash)) {
        bench->doubles++;
        return 0;
    }
    bench->total += hash;
    bench->puzzles++;
    family->puzzles++;
    count_sizes(bench, puzzle);
    return use != NULL ? use(number, puzzle, context, error) : 0;
}

static int go_through(struct bench *bench, uint64_t seed, uint64_t count, bool held_out,
                      sw_worlds_use *use, void *context, struct sw_error *error)
{
    uint32_t open = sw_worlds_rules(bench->worlds), held = sw_worlds_held(bench->worlds);
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "drawing worlds", error);
    char hash[SW_HASH_TEXT];
    clock_t began = clock();
    int result = puzzle == NULL ? -1 : 0;

    for (uint64_t i = 0; result == 0 && bench->puzzles < count; i++) {
        uint32_t rule = held_out ? open + (uint32_t)(i % held) : (uint32_t)(i % open);

        if (i == 4 * count + open + held) {
            result = sw_fail(error, SW_EXIT_FAILED,
                             "among %" PRIu64 " puzzles there are only %" PRIu64
                             " different ones; give a smaller --count or larger worlds",
                             i, bench->puzzles);
            break;
        }
        result = take(bench, seed, i, rule, puzzle, use, context, error);
    }
    free(puzzle);
    if (result != 0)
        return -1;
    print_counts(bench, (double)(clock() - began) / CLOCKS_PER_SEC);
    printf("%-14s %12u\n", "rules", held_out ? held : open);
    printf("hash of all    %s\n\n", sw_hash_print(bench->total, hash));
    return print_families(bench, error);
}

int sw_worlds_bench(const struct sw_worlds *worlds, uint64_t seed, uint64_t count, bool held_out,
                    sw_worlds_use *use, void *context, struct sw_error *error)
{
    struct bench bench = {.worlds = worlds, .room = 2 * count + 1};
    int result = -1;

    bench.hash = sw_allocate(bench.room, sizeof *bench.hash, "remembering puzzles", error);
    bench.family = sw_allocate(sw_law_count() + 1, sizeof *bench.family, "counting puzzles", error);
    if (bench.hash != NULL && bench.family != NULL)
        result = go_through(&bench, seed, count, held_out, use, context, error);
    free(bench.hash);
    free(bench.family);
    return result;
}

/* unit_worlds.c - what the generator promises, checked by brute force; settings; the file source.
 */
#include "world/puzzle/arc.h"
#include "world/puzzle/worlds.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "tests/unit/world_picture.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct sw_worlds_settings usual = {.laws = "all",
                                                .source = "generated",
                                                .side_min = 7,
                                                .side_max = 7,
                                                .square = true,
                                                .colours = 4,
                                                .organisms_min = 2,
                                                .organisms_max = 4,
                                                .demonstrations_min = 2,
                                                .demonstrations_max = 3,
                                                .discriminating = true};

static struct sw_worlds *create(const struct sw_worlds_settings *settings)
{
    struct sw_error error = {0};
    struct sw_worlds *worlds = sw_worlds_create(settings, NULL, NULL, &error);

    ck_assert_msg(worlds != NULL, "%s", error.text);
    return worlds;
}

static void draw(const struct sw_worlds *worlds, uint64_t seed, enum sw_purpose purpose,
                 uint64_t number, uint32_t rule, struct sw_puzzle *out)
{
    struct sw_error error = {0};

    ck_assert_msg(sw_worlds_puzzle(worlds, seed, purpose, number, rule, out, &error) == 0, "%s",
                  error.text);
}

START_TEST(test_every_puzzle_shows_its_law)
{
    struct sw_worlds_settings settings = usual;
    struct sw_worlds *worlds;
    static struct sw_puzzle puzzle;

    settings.side_max = 10;
    settings.discriminating = false;
    settings.demonstrations_max = 4;
    worlds = create(&settings);
    for (uint32_t m = 0; m < sw_worlds_rules(worlds); m++) {
        const struct sw_rule *rule = sw_worlds_rule(worlds, m);

        for (uint64_t n = 0; n < 10; n++) {
            draw(worlds, 1, SW_RANDOM_PUZZLE, n, m, &puzzle);
            ck_assert_uint_eq(puzzle.id, n);
            ck_assert_uint_eq(puzzle.rule, m);
            ck_assert(puzzle.has_teacher && puzzle.test_has_target[0]);
            ck_assert_double_eq((double)puzzle.teacher_progress, 1.0);
            ck_assert_int_eq(puzzle.tests, 1);
            ck_assert_int_ge(puzzle.demonstrations, 2);
            ck_assert_int_le(puzzle.demonstrations, 4);
            ck_assert(sw_program_equal(&puzzle.teacher, &rule->teacher));
            ck_assert(sw_puzzle_explains(&puzzle, &puzzle.teacher));
            ck_assert(sw_puzzle_exact(&puzzle, &puzzle.teacher));
            for (int i = 0; i <= puzzle.demonstrations; i++) {
                const struct sw_pair *pair =
                    i < puzzle.demonstrations ? &puzzle.demonstration[i] : &puzzle.test[0];

                ck_assert(!sw_grid_equal(&pair->canvas, &pair->target));
                ck_assert_int_eq(pair->canvas.width, pair->canvas.height);
                ck_assert_int_ge(pair->canvas.width, 7);
                ck_assert_int_le(pair->canvas.width, 10);
                for (int j = 0; j < i; j++)
                    ck_assert(!sw_grid_equal(&pair->canvas, &puzzle.demonstration[j].canvas));
            }
        }
    }
    sw_worlds_destroy(worlds);
}
END_TEST

START_TEST(test_pure_function)
{
    struct sw_worlds *worlds = create(&usual), *again = create(&usual);
    static struct sw_puzzle one, two;

    for (uint64_t n = 0; n < 300; n++) {
        uint32_t m = (uint32_t)(n % sw_worlds_rules(worlds));
        uint64_t number = n * 0x9e3779b97f4a7c15u;

        draw(worlds, 5, SW_RANDOM_PUZZLE, number, m, &one);
        memset(&two, 0xff, sizeof two);
        draw(again, 5, SW_RANDOM_PUZZLE, number, m, &two);
        ck_assert_uint_eq(sw_puzzle_hash(&one), sw_puzzle_hash(&two));
        draw(again, 6, SW_RANDOM_PUZZLE, number, m, &two);
        ck_assert_uint_ne(sw_puzzle_hash(&one), sw_puzzle_hash(&two));
        draw(again, 5, SW_RANDOM_PUZZLE, number + 1, m, &two);
        ck_assert_uint_ne(sw_puzzle_hash(&one), sw_puzzle_hash(&two));
    }
    sw_worlds_destroy(worlds);
    sw_worlds_destroy(again);
}
END_TEST

/* What seeds mean is part of the results: if these change, every experiment's figures do. */
START_TEST(test_what_seeds_mean)
{
    struct sw_worlds *worlds = create(&usual);
    static struct sw_puzzle puzzle;
    uint64_t sum = 0;

    for (uint32_t m = 0; m < sw_worlds_rules(worlds); m++) {
        draw(worlds, 1, SW_RANDOM_PUZZLE, m, m, &puzzle);
        sum = sum * 31 + sw_puzzle_hash(&puzzle);
    }
    ck_assert_msg(sum == UINT64_C(0xafd09e04cf6a8999), "the puzzles of seed 1 sum to 0x%016llx",
                  (unsigned long long)sum);
    sw_worlds_destroy(worlds);
}
END_TEST

static bool solves(const struct sw_rule *rule, const struct sw_pair *pair)
{
    struct sw_grid result = sw_program_run(&rule->teacher, &pair->canvas);

    return sw_grid_equal(&result, &pair->target);
}

/* Everything that the teacher selects is there. */
static bool finds_all(const struct sw_rule *rule, const struct sw_grid *grid)
{
    struct sw_canvas canvas = sw_canvas_of(grid);
    struct sw_edit_memory memory;

    sw_canvas_remember(&canvas, &memory);
    for (int t = 0; t < rule->teacher.length; t++) {
        const struct sw_edit *edit = sw_edit_row(rule->teacher.token[t]);

        sw_edit_apply(&canvas, rule->teacher.token[t]);
        if (edit->group == SW_EDIT_SELECT && strcmp(edit->name, "select.anchor") != 0 &&
            sw_mask_empty(&canvas.selection))
            return false;
    }
    return true;
}

static bool explains(const struct sw_rule *rule, const struct sw_pair *pair)
{
    return solves(rule, pair) && finds_all(rule, &pair->canvas);
}

/* Counts by brute force the rules that explain the demonstrations, and those of them that are
 * right on the test. */
static void count_standing(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle,
                           uint32_t *standing, uint32_t *right, uint32_t *chance)
{
    *standing = *right = *chance = 0;
    for (uint32_t m = 0; m < sw_worlds_rows(worlds); m++) {
        const struct sw_rule *rule = sw_worlds_rule(worlds, m);
        bool stands = true, answers = solves(rule, &puzzle->test[0]);

        for (int d = 0; d < puzzle->demonstrations; d++)
            stands = stands && explains(rule, &puzzle->demonstration[d]);
        *standing += stands;
        *right += stands && answers;
        *chance += explains(rule, &puzzle->test[0]);
    }
}

START_TEST(test_discriminating)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle;
    struct sw_worlds *plain, *worlds;
    uint32_t ambiguous = 0;

    settings.demonstrations_min = settings.demonstrations_max = 1;
    worlds = create(&settings);
    settings.discriminating = false;
    plain = create(&settings);
    for (uint64_t n = 0; n < 60; n++) {
        uint32_t m = (uint32_t)((n * 7919 + (uint64_t)_i) % sw_worlds_rules(worlds)), standing,
                 right, chance;

        draw(worlds, 2, SW_RANDOM_PUZZLE, n, m, &puzzle);
        count_standing(worlds, &puzzle, &standing, &right, &chance);
        ck_assert_uint_ge(standing, 1);
        ck_assert_uint_eq(standing, right);
        ck_assert_double_eq(sw_worlds_ceiling(worlds, &puzzle), 1.0);
        ck_assert_double_eq_tol(sw_worlds_chance(worlds, &puzzle),
                                (double)chance / sw_worlds_rules(worlds), 1e-12);

        draw(plain, 2, SW_RANDOM_PUZZLE, n, m, &puzzle);
        count_standing(plain, &puzzle, &standing, &right, &chance);
        ck_assert_double_eq_tol(sw_worlds_ceiling(plain, &puzzle), (double)right / standing, 1e-12);
        ambiguous += right < standing;
    }
    ck_assert_uint_gt(ambiguous, 3); /* else the setting would be for nothing */
    sw_worlds_destroy(worlds);
    sw_worlds_destroy(plain);
}
END_TEST

/* No canvas of an examination is a canvas of a life, also in worlds so small that chance would
 * bring many together. */
START_TEST(test_lives_and_examinations_share_nothing)
{
    enum { PUZZLES = 1500, ROOM = 4 * PUZZLES };
    struct sw_worlds_settings settings = usual;
    static uint64_t seen[2][ROOM];
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;
    uint32_t count[2] = {0, 0};

    settings.laws = "gravity,mirror";
    settings.side_min = settings.side_max = 3;
    settings.colours = 1;
    settings.organisms_min = 1;
    settings.organisms_max = 2;
    settings.demonstrations_min = settings.demonstrations_max = 1;
    settings.discriminating = false;
    worlds = create(&settings);
    for (int exam = 0; exam < 2; exam++) {
        for (uint64_t n = 0; n < PUZZLES; n++) {
            draw(worlds, 3, exam ? SW_RANDOM_EXAMINATION : SW_RANDOM_PUZZLE, n,
                 (uint32_t)(n % sw_worlds_rules(worlds)), &puzzle);
            seen[exam][count[exam]++] = sw_grid_hash(&puzzle.demonstration[0].canvas);
            seen[exam][count[exam]++] = sw_grid_hash(&puzzle.test[0].canvas);
        }
    }
    for (uint32_t i = 0; i < count[0]; i++)
        for (uint32_t j = 0; j < count[1]; j++)
            quick_assert(seen[0][i] != seen[1][j]);
    sw_worlds_destroy(worlds);
}
END_TEST

START_TEST(test_sizes_and_laws)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;
    bool different = false;

    settings.square = false;
    settings.side_min = 5;
    settings.side_max = 30;
    settings.colours = 9;
    settings.discriminating = false;
    worlds = create(&settings);
    for (uint32_t m = 0; m < sw_worlds_rules(worlds); m++) {
        draw(worlds, 1, SW_RANDOM_PUZZLE, m, m, &puzzle);
        different = different || puzzle.test[0].canvas.width != puzzle.test[0].canvas.height;
    }
    ck_assert(different);
    ck_assert_ptr_null(sw_worlds_rule(worlds, sw_worlds_rules(worlds)));
    ck_assert_uint_eq(sw_worlds_pool(worlds), 0);
    ck_assert_uint_eq(sw_worlds_files(worlds).files, 0);
    sw_worlds_destroy(worlds);
    sw_worlds_destroy(NULL);
}
END_TEST

START_TEST(test_settings)
{
    static const struct {
        struct sw_worlds_settings settings;
        const char *sentence;
    } cases[] = {
        {{"all", "generated", 2, 9, false, 4, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.side_min = 2 is not within 3..30"},
        {{"all", "generated", 7, 31, false, 4, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.side_max = 31 is not within 3..30"},
        {{"all", "generated", 10, 9, false, 4, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.side_min = 10 is more than worlds.side_max = 9"},
        {{"all", "generated", 7, 9, false, 0, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.colours = 0 is not within 1..9"},
        {{"all", "generated", 7, 9, false, 10, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.colours = 10 is not within 1..9"},
        {{"all", "generated", 7, 9, false, 4, 0, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.organisms_min = 0 is not within 1..30"},
        {{"all", "generated", 7, 9, false, 4, 5, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.organisms_min = 5 is more than worlds.organisms_max = 4"},
        {{"all", "generated", 7, 9, false, 4, 2, 4, 0, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.demonstrations_min = 0 is not within 1..12"},
        {{"all", "generated", 7, 9, false, 4, 2, 4, 2, 13, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.demonstrations_max = 13 is not within 1..12"},
        {{"all", "generated", 7, 9, false, 4, 2, 4, 2, 1, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.demonstrations_min = 2 is more than worlds.demonstrations_max = 1"},
        {{"fil", "generated", 7, 9, false, 4, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.laws: there is no law \"fil\"; did you mean \"fill\"?"},
        {{"all", "arcs", 7, 9, false, 4, 2, 4, 2, 3, true, NULL, 1, 0, 0, 0, 0, NULL},
         "worlds.source = \"arcs\" is neither \"generated\" nor "
         "\"arc:PATH[:PATH...]\", \"function:NAME\", \"body:NAME\" or \"forecast:NAME\""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sw_error error = {0};

        ck_assert_ptr_null(sw_worlds_create(&cases[i].settings, NULL, NULL, &error));
        ck_assert_str_eq(error.text, cases[i].sentence);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    }
}
END_TEST

START_TEST(test_worlds_that_cannot_be)
{
    struct sw_worlds_settings settings = usual;
    struct sw_error error = {0};
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;

    /* On 3x3 cells no ring leaves room for a second organism, unless it touches and has another
     * colour.
     */
    settings.colours = 1;
    settings.laws = "delete.holed";
    settings.side_min = settings.side_max = 3;
    worlds = create(&settings);
    ck_assert_int_eq(sw_worlds_puzzle(worlds, 1, SW_RANDOM_PUZZLE, 1, 0, &puzzle, &error), -1);
    ck_assert_str_eq(error.text,
                     "in 10000 throws no scenes could be drawn that show the law delete.holed; "
                     "allow larger canvases (worlds.side_max), more organisms or more "
                     "demonstrations, or leave it out: worlds.laws=all,-delete.holed");
    error.code = 0;
    ck_assert_int_eq(sw_worlds_puzzle(worlds, 1, SW_RANDOM_PUZZLE, 1, 1, &puzzle, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_INTERNAL);
    sw_worlds_destroy(worlds);
}
END_TEST

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(test_file_source)
{
    char folder[WORK_FOLDER_MAX], path[WORK_FOLDER_MAX + 64], source[WORK_FOLDER_MAX + 8];
    struct sw_worlds_settings settings = usual;
    struct sw_error error = {0};
    static struct sw_puzzle one, two;
    struct sw_worlds *worlds;

    ck_assert(work_folder_make(folder));
    snprintf(path, sizeof path, "%s/task.json", folder);
    write_text(path, "{\"train\": [{\"input\": [[1,0]], \"output\": [[0,1]]},"
                     "{\"input\": [[2,0,0]], \"output\": [[0,0,2]]}],"
                     "\"test\": [{\"input\": [[3,0]]}]}");
    snprintf(source, sizeof source, "arc:%s", folder);
    settings.source = source;
    worlds = create(&settings);
    ck_assert_uint_eq(sw_worlds_rules(worlds), 0);
    ck_assert_ptr_null(sw_worlds_rule(worlds, 0));
    ck_assert_uint_eq(sw_worlds_pool(worlds), 2);
    ck_assert_uint_eq(sw_worlds_files(worlds).tasks, 1);
    draw(worlds, 1, SW_RANDOM_PUZZLE, 0, 0, &one);
    draw(worlds, 2, SW_RANDOM_PUZZLE, 2, 99, &two);
    ck_assert_uint_eq(sw_puzzle_hash(&one), sw_puzzle_hash(&two));
    draw(worlds, 1, SW_RANDOM_PUZZLE, 1, 0, &two);
    ck_assert_uint_ne(sw_puzzle_hash(&one), sw_puzzle_hash(&two));
    ck_assert(isnan(sw_worlds_ceiling(worlds, &one)));
    ck_assert_double_eq(sw_worlds_chance(worlds, &one), 0.0);
    sw_worlds_destroy(worlds);
    ck_assert_int_eq(unlink(path), 0);

    ck_assert_ptr_null(sw_worlds_create(&settings, NULL, NULL, &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("worlds");
    TCase *t = tcase_create("worlds");

    tcase_add_test(t, test_every_puzzle_shows_its_law);
    tcase_add_test(t, test_pure_function);
    tcase_add_test(t, test_what_seeds_mean);
    tcase_add_loop_test(t, test_discriminating, 0, 10);
    tcase_add_test(t, test_lives_and_examinations_share_nothing);
    tcase_add_test(t, test_sizes_and_laws);
    tcase_add_test(t, test_settings);
    tcase_add_test(t, test_worlds_that_cannot_be);
    tcase_add_test(t, test_file_source);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_solver.c - small tasks are solved by the program that one would write; the same search twice
 * finds the same; budgets hold; what the tests' targets say changes nothing. */
#include "search/solver.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

struct solving {
    struct sw_solver *solver;
    struct sw_answers *answers;
    struct sw_puzzle puzzle;
    struct sw_effort effort;
};

static void begin(struct solving *solving)
{
    struct sw_error error = {0};

    memset(solving, 0, sizeof *solving);
    solving->solver = sw_solver_create(&error);
    solving->answers = sw_answers_create(&error);
    ck_assert_msg(solving->solver != NULL && solving->answers != NULL, "%s", error.text);
}

static void end(struct solving *solving)
{
    sw_answers_destroy(solving->answers);
    sw_solver_destroy(solving->solver);
    sw_solver_destroy(NULL);
}

static void solve(struct solving *solving, const struct sw_solver_settings *settings)
{
    struct sw_error error = {0};

    ck_assert_msg(sw_solve(solving->solver, &solving->puzzle, settings, solving->answers,
                           &solving->effort, &error) == 0,
                  "%s", error.text);
}

/* The demonstrations and the test: canvas, target, canvas, target, ... */
static void task(struct solving *solving, const char *const *picture, int pictures)
{
    struct sw_puzzle *puzzle = &solving->puzzle;

    memset(puzzle, 0, sizeof *puzzle);
    for (int i = 0; i + 3 < pictures; i += 2)
        puzzle->demonstration[puzzle->demonstrations++] =
            (struct sw_pair){picture_read(picture[i]), picture_read(picture[i + 1])};
    puzzle->test[0] =
        (struct sw_pair){picture_read(picture[pictures - 2]), picture_read(picture[pictures - 1])};
    puzzle->test_has_target[0] = true;
    puzzle->tests = 1;
}

static const struct {
    const char *program; /* of the best answer; NULL: any */
    enum sw_candidate_kind kind;
    int pictures;
    const char *picture[8];
} tasks[] = {
    {"select.everything act.mirror.x",
     SW_CANDIDATE_STATE,
     6,
     {"12./3..", ".21/..3", "..4/.55", "4../55.", "67./.8.", ".76/.8."}},
    {"select.organisms act.slide.down",
     SW_CANDIDATE_STATE,
     6,
     {"11./.../...", ".../.../11.", "33./.2./...", ".../33./.2.", "..4/5../...", ".../.../5.4"}},
    {"select.largest act.crop",
     SW_CANDIDATE_STATE,
     6,
     {"11..5.5/11...../...22.5", "11/11", "6..6.6/..44../6.44.6", "44/44", "..7../.77.8/.....",
      ".7/77"}},
    {"act.product",
     SW_CANDIDATE_STATE,
     6,
     {"1./.1", "1.../.1../..1./...1", "22/2.", "2222/2.2./22../2...", ".3/..",
      "...3/..../..../...."}},
    {NULL,
     SW_CANDIDATE_COVER, /* holes become 4, and 2s go right */
     6,
     {"111../1.1../111../...../2....", "111../141../111../...../22222",
      ".2.../...../..555/..5.5/..555", ".2222/...../..555/..545/..555",
      "2..../.888./.8.8./.888./.2...", "22222/.888./.848./.888./.2222"}},
};

START_TEST(test_tasks)
{
    static struct solving solving;
    struct sw_solver_settings settings = sw_solver_settings_usual(12000);
    const struct sw_candidate *best;
    char text[8192];

    begin(&solving);
    task(&solving, tasks[_i].picture, tasks[_i].pictures);
    solve(&solving, &settings);
    ck_assert_uint_gt(sw_answers_count(solving.answers), 0);
    best = sw_answers_row(solving.answers, 0);
    sw_tokens_print(best->token, best->length, text, sizeof text);
    ck_assert_uint_eq(best->demonstrations, solving.puzzle.demonstrations);
    ck_assert_msg(sw_grid_equal(&best->output[0], &solving.puzzle.test[0].target), "%s", text);
    if (tasks[_i].program != NULL)
        ck_assert_str_eq(text, tasks[_i].program);
    if (tasks[_i].program != NULL)
        ck_assert_int_eq(best->kind, tasks[_i].kind);
    end(&solving);
}
END_TEST

/* Every answer is a program that, replayed, makes it. */
START_TEST(test_replay)
{
    static struct solving solving;
    struct sw_solver_settings settings = sw_solver_settings_usual(12000);

    begin(&solving);
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
        task(&solving, tasks[i].picture, tasks[i].pictures);
        solve(&solving, &settings);
        for (uint32_t r = 0; r < sw_answers_count(solving.answers); r++) {
            const struct sw_candidate *row = sw_answers_row(solving.answers, r);
            struct sw_grid made =
                sw_tokens_run(row->token, row->length, &solving.puzzle.test[0].canvas);
            uint32_t right = 0;

            ck_assert(sw_grid_equal(&made, &row->output[0]));
            for (uint32_t d = 0; d < solving.puzzle.demonstrations; d++) {
                const struct sw_pair *pair = &solving.puzzle.demonstration[d];

                made = sw_tokens_run(row->token, row->length, &pair->canvas);
                right += sw_grid_equal(&made, &pair->target);
            }
            ck_assert_uint_eq(right, row->demonstrations);
        }
    }
    end(&solving);
}
END_TEST

/* Sums up all that a search found. */
static uint64_t summary(const struct solving *solving)
{
    uint64_t sum = solving->effort.applications * 31u + solving->effort.states;

    for (uint32_t r = 0; r < sw_answers_count(solving->answers); r++) {
        const struct sw_candidate *row = sw_answers_row(solving->answers, r);

        sum = sum * 1000003u + row->cost;
        for (uint32_t k = 0; k < row->length; k++)
            sum = sum * 1000003u + row->token[k];
        sum = sum * 1000003u + sw_grid_hash(&row->output[0]);
    }
    return sum;
}

START_TEST(test_same)
{
    static struct solving solving, other;
    struct sw_solver_settings settings = sw_solver_settings_usual(9000);
    struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, 0, 0);
    size_t last = sizeof tasks / sizeof *tasks - 1;
    uint64_t first;

    begin(&solving);
    begin(&other);
    task(&solving, tasks[last].picture, tasks[last].pictures);
    solve(&solving, &settings);
    first = summary(&solving);
    /* Again, after another task, and with other targets of the test. */
    task(&solving, tasks[0].picture, tasks[0].pictures);
    solve(&solving, &settings);
    ck_assert(summary(&solving) != first);
    task(&solving, tasks[last].picture, tasks[last].pictures);
    solve(&solving, &settings);
    ck_assert(summary(&solving) == first);
    solving.puzzle.test[0].target = random_grid(&dice, 5, 5);
    solve(&solving, &settings);
    ck_assert(summary(&solving) == first);
    solving.puzzle.test_has_target[0] = false;
    solve(&solving, &settings);
    ck_assert(summary(&solving) == first);
    other.puzzle = solving.puzzle;
    solve(&other, &settings);
    ck_assert(summary(&other) == first);
    end(&solving);
    end(&other);
}
END_TEST

START_TEST(test_budget)
{
    static struct solving solving;
    struct sw_dice dice = sw_dice_at(6, SW_RANDOM_TEST, 0, 0);
    const uint32_t budgets[] = {20, 700, 5000, 13000};
    uint32_t last = 0;

    begin(&solving);
    for (int d = 0; d < 3; d++) {
        struct sw_grid canvas = random_grid(&dice, 8, 8), target = random_grid(&dice, 8, 8);

        target.cell[7][7] = (uint8_t)d; /* nothing explains this */
        solving.puzzle.demonstration[d] = (struct sw_pair){canvas, target};
    }
    solving.puzzle.demonstrations = 3;
    solving.puzzle.test[0] = (struct sw_pair){random_grid(&dice, 8, 8), sw_grid_empty(1, 1)};
    solving.puzzle.tests = 1;
    for (size_t b = 0; b < sizeof budgets / sizeof *budgets; b++) {
        struct sw_solver_settings settings = sw_solver_settings_usual(budgets[b]);

        solve(&solving, &settings);
        ck_assert_uint_le(solving.effort.applications, budgets[b]);
        ck_assert_uint_gt(solving.effort.applications, budgets[b] / 3);
        ck_assert_uint_eq(solving.effort.runs, (uint64_t)solving.effort.applications * 4);
        ck_assert_uint_gt(solving.effort.applications, last);
        last = solving.effort.applications;
    }
    end(&solving);
}
END_TEST

/* What is left out is not used. */
START_TEST(test_without)
{
    static struct solving solving;
    struct sw_solver_settings settings = sw_solver_settings_usual(3000);

    begin(&solving);
    task(&solving, tasks[2].picture, tasks[2].pictures);
    settings.cover = settings.rule = false;
    for (uint32_t g = 0; g < sw_family_groups(NULL); g++)
        if (strcmp(sw_family_group_name(g), "pick") == 0)
            settings.groups &= ~(1ull << g);
    solve(&solving, &settings);
    for (uint32_t r = 0; r < sw_answers_count(solving.answers); r++) {
        const struct sw_candidate *row = sw_answers_row(solving.answers, r);
        char text[8192];

        sw_tokens_print(row->token, row->length, text, sizeof text);
        ck_assert_str_ne(text, "select.largest act.crop");
        ck_assert_int_eq(row->kind, SW_CANDIDATE_STATE);
    }
    settings.groups = 0;
    solve(&solving, &settings);
    ck_assert_uint_eq(sw_answers_count(solving.answers), 0);
    ck_assert_uint_eq(solving.effort.states, 1);
    end(&solving);
}
END_TEST

static bool states_alone(const struct sw_answers *answers)
{
    for (uint32_t r = 0; r < sw_answers_count(answers); r++)
        if (sw_answers_row(answers, r)->kind != SW_CANDIDATE_STATE)
            return false;
    return true;
}

/* How much the first answer costs says how far the search goes. */
START_TEST(test_ends)
{
    enum { ANY = 60000 };
    static struct solving solving;
    struct sw_solver_settings settings = sw_solver_settings_usual(6000);
    char first[8192], later[8192];

    begin(&solving);
    /* One program: layers and tables are left out if it is cheap enough. */
    task(&solving, tasks[3].picture, tasks[3].pictures);
    settings.sure_cost = 0;
    settings.stop_cost = ANY;
    solve(&solving, &settings);
    ck_assert_uint_eq(solving.effort.stages, 1);
    ck_assert(!states_alone(solving.answers));
    settings.sure_cost = ANY;
    solve(&solving, &settings);
    ck_assert_uint_eq(solving.effort.stages, 1);
    ck_assert_uint_gt(sw_answers_count(solving.answers), 0);
    ck_assert(states_alone(solving.answers));
    /* Layers: one stage, two of them, all. What comes in doubt has to be better by so much. */
    task(&solving, tasks[4].picture, tasks[4].pictures);
    solve(&solving, &settings);
    ck_assert_uint_eq(solving.effort.stages, 1);
    sw_tokens_print(sw_answers_row(solving.answers, 0)->token,
                    sw_answers_row(solving.answers, 0)->length, first, sizeof first);
    settings.stop_cost = 0;
    settings.last_cost = settings.doubt = ANY;
    solve(&solving, &settings);
    ck_assert_uint_eq(solving.effort.stages, 2);
    sw_tokens_print(sw_answers_row(solving.answers, 0)->token,
                    sw_answers_row(solving.answers, 0)->length, later, sizeof later);
    ck_assert_str_eq(first, later);
    settings.sure_cost = settings.last_cost = 0;
    solve(&solving, &settings);
    ck_assert_uint_eq(solving.effort.stages, settings.stages);
    end(&solving);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("solver");
    TCase *all = tcase_create("solver");

    tcase_add_loop_test(all, test_tasks, 0, (int)(sizeof tasks / sizeof *tasks));
    tcase_add_test(all, test_replay);
    tcase_add_test(all, test_same);
    tcase_add_test(all, test_budget);
    tcase_add_test(all, test_without);
    tcase_add_test(all, test_ends);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)

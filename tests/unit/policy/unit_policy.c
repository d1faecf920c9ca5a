/* unit_policy.c - a genome in a file thinks as the one that was written; the number of its edits
 * says which they are; a genome of another eye or of other edits is refused. */
#include "policy/policy.h"

#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "tests/unit/world_picture.h"
#include "weights/weights_file.h"

#include <math.h>

static struct sw_error error;
static char folder[WORK_FOLDER_MAX];

static void enter(void)
{
    ck_assert(work_folder_make(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    ck_assert(chdir("/") == 0 && work_folder_drop(folder));
}

/* What the teachers of all laws use, two in a row, with so many colours. */
static struct sw_action_set taught(int colours)
{
    struct sw_worlds_settings worlds = {.laws = "all",
                                        .source = "generated",
                                        .side_min = 5,
                                        .side_max = 12,
                                        .colours = colours,
                                        .organisms_min = 1,
                                        .organisms_max = 6,
                                        .demonstrations_min = 2,
                                        .demonstrations_max = 3,
                                        .compose = 2};
    struct sw_action_set out;

    ck_assert_msg(sw_action_set_taught(&worlds, &out, &error) == 0, "%s", error.text);
    return out;
}

static struct sw_brain_shape shape_of(uint32_t edits)
{
    return (struct sw_brain_shape){.sight_rows = sw_sight_rows(),
                                   .features = 16,
                                   .hidden = 16,
                                   .memory = 16,
                                   .experts = 2,
                                   .edits = edits,
                                   .vocabulary = 16,
                                   .length = 3,
                                   .decision_ticks = 3};
}

static void write_founder(const struct sw_brain_shape *shape, const char *path)
{
    struct sw_brain_layout layout;
    float *weights;

    ck_assert_msg(sw_brain_layout(shape, &layout, &error) == 0, "%s", error.text);
    weights = calloc(layout.floats, sizeof *weights);
    sw_brain_founder(&layout, 7, 0, weights);
    ck_assert_msg(sw_weights_write(&layout, weights, NULL, path, &error) == 0, "%s", error.text);
    free(weights);
}

static const struct sw_thinking_settings thinking = {
    .thoughts = 40, .ticks = 6, .looks = 1, .puzzles = 1};

/* The programs are of edits that the genome knows, and the same each time. */
START_TEST(test_think)
{
    const int colours[] = {9, 0};
    struct sw_action_set set = colours[_i] > 0 ? taught(colours[_i]) : sw_action_set_all();
    struct sw_brain_shape shape = shape_of(set.count);
    struct sw_puzzle puzzle = {.demonstrations = 2};
    struct sw_thought thought, again;
    const struct sw_program *program;
    struct sw_policy *policy;
    struct sw_program first;
    uint32_t programs;

    puzzle.demonstration[0] = (struct sw_pair){picture_read("12./3.."), picture_read("55./5..")};
    puzzle.demonstration[1] = (struct sw_pair){picture_read("..4/.55"), picture_read("7../...")};
    write_founder(&shape, "founder.npz");
    policy = sw_policy_open("founder.npz", &thinking, &error);
    ck_assert_msg(policy != NULL, "%s", error.text);
    ck_assert_int_eq(sw_policy_think(policy, &puzzle, &thought, &error), 0);
    programs = sw_policy_programs(policy, &program);
    ck_assert_uint_eq(programs, thought.tried);
    ck_assert_uint_gt(programs, 0);
    for (uint32_t i = 0; i < programs; i++)
        for (uint32_t k = 0; k < program[i].length; k++)
            ck_assert(set.row[program[i].token[k]] > 0);
    first = program[0];
    ck_assert_int_eq(sw_policy_think(policy, &puzzle, &again, &error), 0);
    ck_assert_uint_eq(sw_policy_programs(policy, &program), programs);
    ck_assert_uint_eq(again.tried, thought.tried);
    ck_assert_uint_eq(first.length, program[0].length);
    ck_assert_int_eq(memcmp(first.token, program[0].token, first.length * sizeof *first.token), 0);
    sw_policy_close(policy);
}
END_TEST

/* Probabilities sum to one; a beginning is scored alike in any row and company; what the head does
 * not have gets its share, and so does what follows it. */
START_TEST(test_score)
{
    static uint8_t surprise[3][SW_EDITS_MAX], alone[1][SW_EDITS_MAX];
    struct sw_action_set set = taught(9);
    struct sw_brain_shape shape = shape_of(set.count);
    struct sw_puzzle puzzle = {.demonstrations = 1};
    struct sw_program beginning[3] = {{0}};
    struct sw_policy *policy;
    uint32_t unknown = 0;
    double sum = 0;

    puzzle.demonstration[0] = (struct sw_pair){picture_read("12./3.."), picture_read("55./5..")};
    write_founder(&shape, "founder.npz");
    policy = sw_policy_open("founder.npz", &thinking, &error);
    ck_assert_msg(policy != NULL, "%s", error.text);
    while (unknown == 0 || set.row[unknown] != 0)
        unknown++;
    ck_assert_uint_lt(unknown, sw_edit_count());
    ck_assert_int_eq(sw_program_parse("select.largest hand.3", &beginning[1], &error), 0);
    beginning[2] = beginning[1];
    beginning[2].token[0] = (sw_edit_token)unknown;
    ck_assert_int_eq(sw_policy_score(policy, &puzzle, beginning, 3, surprise, &error), 0);
    for (uint32_t i = 0; i < set.count; i++)
        sum += exp(-surprise[0][set.token[i]] / 10.0);
    ck_assert_msg(sum > 0.95 && sum < 1.05, "%g", sum);
    ck_assert_uint_eq(surprise[0][unknown], surprise[1][unknown]);
    ck_assert_uint_eq(surprise[0][unknown], (uint32_t)(log(sw_edit_count()) * 10 + 0.5));
    for (uint32_t t = 0; t < sw_edit_count(); t++)
        ck_assert_uint_eq(surprise[2][t], surprise[0][unknown]);
    ck_assert_int_ne(memcmp(surprise[0], surprise[1], sizeof *surprise), 0);
    ck_assert_int_eq(sw_policy_score(policy, &puzzle, &beginning[1], 1, alone, &error), 0);
    ck_assert_int_eq(memcmp(alone[0], surprise[1], sizeof *surprise), 0);
    sw_policy_close(policy);
}
END_TEST

START_TEST(test_refused)
{
    struct sw_brain_shape shape = shape_of(taught(8).count);

    write_founder(&shape, "other.safetensors");
    ck_assert_ptr_null(sw_policy_open("other.safetensors", &thinking, &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "other.safetensors: it knows "));
    memset(&error, 0, sizeof error);
    shape = shape_of(taught(9).count);
    shape.sight_rows--;
    write_founder(&shape, "other.safetensors");
    ck_assert_ptr_null(sw_policy_open("other.safetensors", &thinking, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "its eye has "));
    memset(&error, 0, sizeof error);
    ck_assert_ptr_null(sw_policy_open("none.npz", &thinking, &error));
    sw_policy_close(NULL);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("policy");
    TCase *all = tcase_create("policy");

    tcase_add_checked_fixture(all, enter, leave);
    tcase_add_loop_test(all, test_think, 0, 2);
    tcase_add_test(all, test_score);
    tcase_add_test(all, test_refused);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)

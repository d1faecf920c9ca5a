/* Tests of archive/branch_record and store/journal: there and back, and bytes that are cut or
 * changed. */
#include "archive/branch_record.h"
#include "store/journal.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/unit_test.h"

static struct sw_branch_record branch_of(void)
{
    return (struct sw_branch_record){.folder = (char *)"runs/first",
                                     .run = {.seed = 7,
                                             .parameters = 10,
                                             .behaviour = 5,
                                             .space = {2, 64, 0},
                                             .config = (char *)"[run]\nseed = 7\n",
                                             .version = (char *)"test"}};
}

START_TEST(test_branch)
{
    struct sw_branch_record branch = branch_of(), back;
    struct sw_error error = {0};
    size_t size;
    void *bytes = sw_branch_pack(&branch, &size, &error);

    ck_assert_int_eq(sw_branch_unpack(bytes, size, &back, &error), 0);
    ck_assert_str_eq(back.folder, "runs/first");
    ck_assert_str_eq(back.run.config, branch.run.config);
    ck_assert_uint_eq(back.run.seed, 7);
    ck_assert_uint_eq(back.run.space.members, 64);
    sw_branch_free(&back);
    free(bytes);
}
END_TEST

/* Whatever the bytes say: an answer and no crash; cut ones are refused. */
START_TEST(test_hostile)
{
    struct sw_branch_record branch = branch_of(), back;
    struct sw_error error = {0};
    size_t size;
    uint8_t *bytes = sw_branch_pack(&branch, &size, &error);
    struct sw_start start;

    for (size_t cut = 0; cut < size; cut++) {
        error = (struct sw_error){0};
        ck_assert_int_eq(sw_branch_unpack(bytes, cut, &back, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    }
    for (size_t i = 0; i < size; i++)
        for (int bit = 0; bit < 8; bit++) {
            error = (struct sw_error){0};
            bytes[i] ^= (uint8_t)(1 << bit);
            if (sw_branch_unpack(bytes, size, &back, &error) == 0)
                sw_branch_free(&back);
            else
                ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
            error = (struct sw_error){0};
            ck_assert_int_eq(sw_start_unpack(bytes, size, &start, &error), -1);
            bytes[i] ^= (uint8_t)(1 << bit);
        }
    free(bytes);
}
END_TEST

static int check_start(void *context, const struct sw_start *start)
{
    uint64_t *number = context;

    ck_assert_uint_eq(start->when, 1000 + *number);
    ck_assert_uint_eq(start->ranks, *number + 1);
    ck_assert_str_eq(start->command, "smallworld run 'a b' -o r");
    ++*number;
    return 0;
}

START_TEST(test_journal)
{
    struct sw_store *store = small_store();
    struct sw_error error = {0};
    uint64_t number = 0;

    ck_assert_int_eq(sw_journal_each(store, check_start, &number, &error), 0);
    ck_assert_uint_eq(number, 0);
    for (uint32_t i = 0; i < 3; i++) {
        struct sw_start start = {.when = 1000 + i, .ranks = i + 1, .hosts = 1};

        strcpy(start.command, "smallworld run 'a b' -o r");
        ck_assert_int_eq(sw_journal_put(store, &start, &error), 0);
        ck_assert_int_eq(sw_store_commit(store, &error), 0);
    }
    ck_assert_int_eq(sw_journal_each(store, check_start, &number, &error), 0);
    ck_assert_uint_eq(number, 3);
    drop_store(store);
}
END_TEST

START_TEST(test_command)
{
    char *words[] = {(char *)"run", (char *)"a b", (char *)"it's", (char *)"", (char *)"--x=1"};
    char out[SW_START_COMMAND], *big = malloc(3 * SW_START_COMMAND);

    sw_start_command(words, 5, out);
    ck_assert_str_eq(out, "run 'a b' 'it'\\''s' '' --x=1");
    memset(big, 'x', 3 * SW_START_COMMAND - 1);
    big[3 * SW_START_COMMAND - 1] = '\0';
    words[1] = big;
    sw_start_command(words, 5, out);
    ck_assert_uint_le(strlen(out), SW_START_COMMAND - 1);
    ck_assert_uint_gt(strlen(out), SW_START_COMMAND / 2);
    free(big);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("branch");
    TCase *tcase = tcase_create("branch");

    tcase_add_test(tcase, test_branch);
    tcase_add_test(tcase, test_hostile);
    tcase_add_test(tcase, test_journal);
    tcase_add_test(tcase, test_command);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_orders.c - what orders a search by name; and how unlikely operations are: the product over
 * their edits, the mean where nobody was asked, nothing for modes brought back; the table of cell
 * features; passes that hold every operation once; an ordered expansion makes the same states, and
 * the likeliest first. */
#include "search/cell_features.h"
#include "search/orders.h"
#include "search/solver.h"
#include "tests/unit/search/search_task.h"
#include "tests/unit/unit_test.h"
#include "world/edit/feature.h"

static struct sw_error error;

static sw_edit_token edit(const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "there is no edit %s", name);
    return (sw_edit_token)token;
}

START_TEST(test_parse)
{
    static const char *const wrong[] = {"",
                                        "roots",
                                        "root,",
                                        "root,,states",
                                        "root:0",
                                        "root:1001",
                                        "root:",
                                        "root:5x",
                                        "none,root",
                                        "states:-1",
                                        "ROOT",
                                        ",root",
                                        "root:99999999999999999999"};
    uint16_t weight[SW_ORDERS];

    for (uint32_t i = 0; i < SW_ORDERS; i++) {
        const struct sw_order_row *row = sw_order_row((enum sw_order)i);

        ck_assert_int_eq(sw_orders_parse(row->name, weight, &error), 0);
        for (uint32_t k = 0; k < SW_ORDERS; k++)
            ck_assert_uint_eq(weight[k], k == i ? row->weight : 0);
        ck_assert_uint_gt(row->weight, 0);
        ck_assert_uint_gt(strlen(row->help), 0);
    }
    ck_assert_int_eq(sw_orders_parse("answers:7,root:1000", weight, &error), 0);
    ck_assert_uint_eq(weight[SW_ORDER_ANSWERS], 7);
    ck_assert_uint_eq(weight[SW_ORDER_ROOT], 1000);
    ck_assert_uint_eq(weight[SW_ORDER_STATES], 0);
    ck_assert_int_eq(sw_orders_parse("none", weight, &error), 0);
    for (uint32_t k = 0; k < SW_ORDERS; k++)
        ck_assert_uint_eq(weight[k], 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memset(&error, 0, sizeof error);
        ck_assert_msg(sw_orders_parse(wrong[i], weight, &error) == -1, "%s", wrong[i]);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(error.text, "there is no order \""));
    }
}
END_TEST

/* A scorer for which every edit is `others` unlikely, and a program's edits are not. */
struct scored {
    const char *program;
    uint8_t others;
    uint32_t asked, fails;
};

static int score(void *context, const struct sw_puzzle *puzzle,
                 const struct sw_beginning *beginning, uint32_t count,
                 uint8_t (*surprise)[SW_EDITS_MAX], struct sw_error *why)
{
    struct scored *scored = context;
    sw_edit_token token[SW_OPERATION_TOKENS_MAX];
    size_t length = 0;

    ck_assert_uint_le(count, SW_LIKELIHOOD_TILE);
    for (int t = 0; t < puzzle->tests; t++)
        ck_assert(!puzzle->test_has_target[t]);
    if (scored->fails)
        return sw_fail(why, SW_EXIT_FAILED, "nothing to say");
    ck_assert_int_eq(sw_tokens_parse(scored->program, token, SW_OPERATION_TOKENS_MAX, &length, why),
                     0);
    for (uint32_t i = 0; i < count; i++) {
        memset(surprise[i], scored->others, sizeof surprise[i]);
        if (beginning[i].length < length &&
            (beginning[i].length == 0 ||
             memcmp(beginning[i].token, token, beginning[i].length * sizeof *token) == 0))
            surprise[i][token[beginning[i].length]] = 1;
        scored->asked++;
    }
    return 0;
}

static uint32_t operation_of(const struct task *task, const char *words)
{
    char text[1024];

    for (uint32_t i = 0; sw_operations_row(task->operations, i) != NULL; i++) {
        const struct sw_operation *row = sw_operations_row(task->operations, i);

        sw_tokens_print(row->token, row->length, text, sizeof text);
        if (strcmp(text, words) == 0)
            return i;
    }
    ck_abort_msg("there is no operation %s", words);
    return 0;
}

static struct sw_likelihood *take(struct task *task, struct scored *scored)
{
    struct sw_likelihood *likelihood = sw_likelihood_create(task->operations, &error);
    struct sw_scorer scorer = {score, scored};

    ck_assert_ptr_nonnull(likelihood);
    ck_assert_int_eq(sw_likelihood_take(likelihood, &scorer, &task->puzzle, &error), 0);
    return likelihood;
}

static void mirrored(struct task *task)
{
    task_clear(task);
    task_demonstrate(task, picture_read("12./3.."), picture_read(".21/..3"));
    task_demonstrate(task, picture_read("..4/.55"), picture_read("4../55."));
    task_ask(task, picture_read("67./.8."));
}

START_TEST(test_operations)
{
    static struct task task;
    struct scored scored = {"select.largest act.keep", 60, 0, 0};
    struct sw_likelihood *likelihood;
    const struct sw_operation *row;
    sw_edit_token keep = edit("act.keep");
    uint32_t first;

    task_begin(&task);
    mirrored(&task);
    likelihood = take(&task, &scored);
    ck_assert_uint_eq(scored.asked, 1 + SW_LIKELIHOOD_ROUNDS * SW_LIKELIHOOD_TILE);
    first = operation_of(&task, "select.largest act.keep");
    ck_assert_uint_eq(sw_likelihood_operation(likelihood, first), 2);
    ck_assert_uint_eq(
        sw_likelihood_operation(likelihood, operation_of(&task, "select.smallest act.keep")), 120);
    /* What brings the mode back is free, and nobody was asked after two edits of 60. */
    ck_assert_uint_eq(
        sw_likelihood_operation(likelihood, operation_of(&task, "mode.any select.largest act.keep "
                                                                "mode.colour")),
        120 + sw_likelihood_tokens(likelihood, &keep, 1));
    /* Once in so many contexts is likelier than never, and less likely than there. */
    ck_assert_uint_lt(sw_likelihood_tokens(likelihood, &keep, 1), 60);
    ck_assert_uint_gt(sw_likelihood_tokens(likelihood, &keep, 1), 1);
    ck_assert_uint_eq(sw_likelihood_pass(likelihood, first), 0);
    for (uint32_t i = 0; (row = sw_operations_row(task.operations, i)) != NULL; i++)
        ck_assert_uint_ge(sw_likelihood_operation(likelihood, i), 2);
    scored.fails = 1;
    ck_assert_int_eq(
        sw_likelihood_take(likelihood, &(struct sw_scorer){score, &scored}, &task.puzzle, &error),
        -1);
    sw_likelihood_destroy(likelihood);
    sw_likelihood_destroy(NULL);
    task_end(&task);
}
END_TEST

START_TEST(test_free)
{
    static const char *const free_edits[] = {"mode.eight", "mode.colour", "fresh", "stop"};
    uint32_t count = 0;

    for (size_t i = 0; i < sizeof free_edits / sizeof *free_edits; i++)
        ck_assert(sw_likelihood_free(edit(free_edits[i])));
    for (uint32_t t = 0; t < sw_edit_count(); t++)
        count += sw_likelihood_free((sw_edit_token)t);
    ck_assert_uint_eq(count, sizeof free_edits / sizeof *free_edits);
}
END_TEST

/* Each kind of cell feature has the edits that select by it. */
START_TEST(test_cell_features)
{
    static struct task task;
    struct scored scored = {"select.largest act.crop", 50, 0, 0};
    struct sw_likelihood *likelihood;
    sw_edit_token where = sw_feature_token(SW_FEATURE_COLOUR);
    sw_edit_token near[2] = {edit("hand.3"), sw_feature_token(SW_FEATURE_NEAR)};
    sw_edit_token largest = edit("select.largest"), layer = edit("select.layer");
    sw_edit_token touching[3] = {edit("hand.4"), edit("select.colour"), edit("select.touching")};
    struct sw_cell_feature feature = {.kind = SW_CELL_FEATURE_WHERE, .what = SW_FEATURE_COLOUR};

    task_begin(&task);
    mirrored(&task);
    task_expand(&task, 200);
    likelihood = take(&task, &scored);
    ck_assert_uint_eq(sw_cell_feature_surprise(&feature, likelihood, task.states),
                      sw_likelihood_tokens(likelihood, &where, 1));
    feature = (struct sw_cell_feature){.kind = SW_CELL_FEATURE_NEAR, .what = 3};
    ck_assert_uint_eq(sw_cell_feature_surprise(&feature, likelihood, task.states),
                      sw_likelihood_tokens(likelihood, near, 2));
    feature = (struct sw_cell_feature){.kind = SW_CELL_FEATURE_SELECTED, .what = 3};
    ck_assert_uint_eq(sw_cell_feature_surprise(&feature, likelihood, task.states),
                      sw_likelihood_tokens(likelihood, &largest, 1));
    ck_assert_uint_lt(sw_likelihood_tokens(likelihood, &largest, 1), 50);
    feature = (struct sw_cell_feature){.kind = SW_CELL_FEATURE_COLOURED, .colour = 4};
    ck_assert_uint_eq(sw_cell_feature_surprise(&feature, likelihood, task.states),
                      sw_likelihood_tokens(likelihood, touching, 3));
    feature = (struct sw_cell_feature){.kind = SW_CELL_FEATURE_COLOURS, .state = 1};
    ck_assert_uint_eq(sw_cell_feature_surprise(&feature, likelihood, task.states),
                      sw_likelihood_state(likelihood, task.states, 1));
    feature.kind = SW_CELL_FEATURE_OCCUPIED;
    ck_assert_uint_eq(sw_cell_feature_surprise(&feature, likelihood, task.states),
                      sw_likelihood_state(likelihood, task.states, 1) +
                          sw_likelihood_tokens(likelihood, &layer, 1));
    ck_assert_uint_eq(sw_likelihood_state(likelihood, task.states, 0), 0);
    ck_assert_uint_eq(
        sw_likelihood_state(likelihood, task.states, 1),
        sw_likelihood_operation(likelihood, sw_states_row(task.states, 1)->operation));
    sw_likelihood_destroy(likelihood);
    task_end(&task);
}
END_TEST

/* Every operation ends in one pass, and every node knows the passes below it. */
START_TEST(test_passes)
{
    static struct task task;
    struct scored scored = {"select.largest act.crop", 40, 0, 0};
    struct sw_likelihood *likelihood;
    uint32_t in_pass[SW_LIKELIHOOD_PASSES] = {0}, count = 0;

    task_begin(&task);
    mirrored(&task);
    likelihood = take(&task, &scored);
    for (; sw_operations_row(task.operations, count) != NULL; count++)
        in_pass[sw_likelihood_pass(likelihood, count)]++;
    ck_assert_uint_eq(in_pass[0], 64);
    ck_assert_uint_eq(in_pass[1], 448);
    ck_assert_uint_eq(in_pass[2], 3584);
    for (uint32_t i = 0; i < sw_operations_nodes(task.operations); i++) {
        const struct sw_operation_node *node = sw_operations_node(task.operations, i);
        uint32_t passes = 0;

        for (uint32_t k = i; k < node->after; k++) {
            uint16_t operation = sw_operations_node(task.operations, k)->operation;

            if (operation != SW_OPERATION_NONE)
                passes |= 1u << sw_likelihood_pass(likelihood, operation);
        }
        ck_assert_uint_eq(sw_likelihood_passes(likelihood, i), passes);
    }
    sw_likelihood_destroy(likelihood);
    task_end(&task);
}
END_TEST

static bool has_state(const struct sw_states *states, const struct sw_states *other, uint32_t s)
{
    for (uint32_t i = 0; i < sw_states_count(states); i++) {
        bool same = true;

        for (uint32_t k = 0; k < sw_states_canvases(states) && same; k++) {
            const struct sw_layer *a = sw_states_image(states, sw_states_row(states, i)->image[k]);
            const struct sw_layer *b = sw_states_image(other, sw_states_row(other, s)->image[k]);

            same = a->x == b->x && a->y == b->y && sw_grid_equal(&a->grid, &b->grid);
        }
        if (same)
            return true;
    }
    return false;
}

START_TEST(test_expansion)
{
    static struct task plain, ordered;
    struct scored scored = {"select.everything act.mirror.x", 40, 0, 0};
    struct sw_expansion all = {.tier = 2, .groups = UINT64_MAX, .limit = UINT32_MAX};
    struct sw_likelihood *likelihood;
    uint32_t first;

    task_begin(&plain);
    task_begin(&ordered);
    mirrored(&plain);
    mirrored(&ordered);
    task_expand(&plain, 0);
    task_expand(&ordered, 0);
    likelihood = take(&ordered, &scored);
    sw_expand(plain.expander, plain.states, 0, &all);
    first = sw_expand_fitted(plain.expander);
    all.likelihood = likelihood;
    sw_expand(ordered.expander, ordered.states, 0, &all);
    ck_assert_uint_gt(sw_expand_fitted(ordered.expander), 0);
    ck_assert_uint_lt(sw_expand_fitted(ordered.expander), first);
    ck_assert_uint_eq(sw_states_count(plain.states), sw_states_count(ordered.states));
    for (uint32_t s = 0; s < sw_states_count(plain.states); s++)
        ck_assert(has_state(ordered.states, plain.states, s));
    sw_likelihood_destroy(likelihood);
    task_end(&ordered);
    task_end(&plain);
}
END_TEST

/* Two states that cost the same: the likelier one comes first in a listing. */
START_TEST(test_listing)
{
    static struct task task;
    struct scored scored = {"select.everything act.mirror.x", 200, 0, 0};
    struct sw_likelihood *likelihood;
    uint64_t room[2000];
    uint32_t listed[2000], count, before = 0;

    task_begin(&task);
    mirrored(&task);
    task_expand(&task, 300);
    likelihood = take(&task, &scored);
    count = sw_states_count(task.states);
    ck_assert_uint_lt(count, 2000);
    sw_likelihood_list(likelihood, task.states, 10, room, listed);
    ck_assert_uint_eq(listed[0], 0);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t key =
            sw_states_row(task.states, listed[i])->cost +
            sw_likelihood_term(sw_likelihood_state(likelihood, task.states, listed[i]), 10);

        ck_assert_uint_ge(key, before);
        before = key;
        for (uint32_t k = 0; k < i; k++)
            ck_assert_uint_ne(listed[k], listed[i]);
    }
    sw_likelihood_destroy(likelihood);
    task_end(&task);
}
END_TEST

/* The same cost: the answer of the likelier program is ranked first, whichever came first. */
START_TEST(test_answers)
{
    static struct sw_candidate candidate[2];
    struct sw_answers *answers = sw_answers_create(&error);

    for (uint32_t i = 0; i < 2; i++) {
        candidate[i].demonstrations = candidate[i].tests = 1;
        candidate[i].cost = 20;
        candidate[i].surprise = i == 0 ? 90 : 30;
        candidate[i].output[0] = picture_read(i == 0 ? "1" : "2");
    }
    for (uint32_t weight = 0; weight <= 10; weight += 10) {
        sw_answers_clear(answers);
        sw_answers_weigh(answers, weight);
        ck_assert(sw_answers_add(answers, &candidate[0]));
        ck_assert(sw_answers_add(answers, &candidate[1]));
        ck_assert_uint_eq(sw_answers_row(answers, 0)->surprise, weight == 0 ? 90 : 30);
        sw_answers_clear(answers);
        sw_answers_weigh(answers, weight);
        ck_assert(sw_answers_add(answers, &candidate[1]));
        ck_assert(sw_answers_add(answers, &candidate[0]));
        ck_assert_uint_eq(sw_answers_row(answers, 0)->surprise, 30);
        ck_assert_uint_eq(sw_answers_row(answers, 0)->cost, 20);
    }
    sw_answers_destroy(answers);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("orders");
    TCase *all = tcase_create("orders");

    tcase_set_timeout(all, 120);
    tcase_add_test(all, test_parse);
    tcase_add_test(all, test_operations);
    tcase_add_test(all, test_free);
    tcase_add_test(all, test_cell_features);
    tcase_add_test(all, test_passes);
    tcase_add_test(all, test_expansion);
    tcase_add_test(all, test_listing);
    tcase_add_test(all, test_answers);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)

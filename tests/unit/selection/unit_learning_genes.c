/* Genes of learning are functions of who is born; they go a step at most, stay within the bound,
 * and say rates that come back exactly. */
#include "selection/learning_genes.h"

#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { TIMES = 6000, SEED = 3 };

static const struct sw_gene_rule rule = {2, 8, 0.25};

START_TEST(a_bound_is_so_many_steps)
{
    ck_assert_int_eq(sw_gene_most(&rule), 3);
    ck_assert_int_eq(sw_gene_most(&(struct sw_gene_rule){2, 7.9, 0}), 2);
    ck_assert_int_eq(sw_gene_most(&(struct sw_gene_rule){1.25, 1, 0}), 0);
    ck_assert_int_eq(sw_gene_most(&(struct sw_gene_rule){1, 1e6, 0}), 0);
    ck_assert_int_eq(sw_gene_most(&(struct sw_gene_rule){1.0001, 1e6, 0}), SW_GENE_POWER_MOST);
}
END_TEST

START_TEST(rates_are_powers)
{
    ck_assert_double_eq(sw_genes_rate(&rule, (struct sw_learning_genes){0, 0}), 1.0);
    ck_assert_double_eq(sw_genes_rate(&rule, (struct sw_learning_genes){3, 0}), 8.0);
    ck_assert_double_eq(sw_genes_rate(&rule, (struct sw_learning_genes){-2, 9}), 0.25);
}
END_TEST

START_TEST(a_birth_goes_a_step_and_no_further)
{
    struct sw_learning_genes parent = {1, 7}, top = {3, 0}, bottom = {-3, 0};
    uint32_t steps[3] = {0}, own = 0;

    for (uint64_t id = 100; id < 100 + TIMES; id++) {
        struct sw_learning_genes child = sw_genes_inherit(&rule, parent, SEED, id);
        struct sw_learning_genes again = sw_genes_inherit(&rule, parent, SEED, id);

        ck_assert(child.power == again.power && child.feedback == again.feedback);
        ck_assert_int_le(abs(child.power - parent.power), 1);
        steps[child.power - parent.power + 1]++;
        ck_assert(child.feedback == 7 || child.feedback == id + 1);
        own += child.feedback == id + 1;
        ck_assert_int_le(sw_genes_inherit(&rule, top, SEED, id).power, 3);
        ck_assert_int_ge(sw_genes_inherit(&rule, bottom, SEED, id).power, -3);
    }
    /* Five deviations of 6,000 throws: 183 of a third, 168 of a quarter. */
    for (int i = 0; i < 3; i++)
        ck_assert_int_lt(abs((int)steps[i] - TIMES / 3), 183);
    ck_assert_int_lt(abs((int)own - TIMES / 4), 168);
}
END_TEST

START_TEST(a_clone_keeps_what_is_within_the_bound)
{
    for (int power = -5; power <= 5; power++) {
        struct sw_learning_genes clone =
            sw_genes_keep(&rule, (struct sw_learning_genes){(int16_t)power, 7});

        ck_assert_int_eq(clone.power, power > 3 ? 3 : power < -3 ? -3 : power);
        ck_assert_uint_eq(clone.feedback, 7);
    }
}
END_TEST

START_TEST(what_does_not_mutate_stays)
{
    const struct sw_gene_rule still = {1, 16, 0};

    for (uint64_t id = 0; id < 200; id++) {
        struct sw_learning_genes child =
            sw_genes_inherit(&still, (struct sw_learning_genes){0, 5}, SEED, id);

        ck_assert_int_eq(child.power, 0);
        ck_assert_uint_eq(child.feedback, 5);
    }
}
END_TEST

START_TEST(feedback_is_of_who_drew_it)
{
    ck_assert_uint_eq(sw_genes_seed((struct sw_learning_genes){4, 0}, SEED), SEED);
    ck_assert_uint_eq(sw_genes_seed((struct sw_learning_genes){4, 9}, SEED),
                      sw_genes_seed((struct sw_learning_genes){0, 9}, SEED));
    ck_assert_uint_ne(sw_genes_seed((struct sw_learning_genes){0, 9}, SEED),
                      sw_genes_seed((struct sw_learning_genes){0, 10}, SEED));
    ck_assert_uint_ne(sw_genes_seed((struct sw_learning_genes){0, 9}, SEED),
                      sw_genes_seed((struct sw_learning_genes){0, 9}, SEED + 1));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("learning genes");
    TCase *t = tcase_create("genes of learning");

    tcase_add_test(t, a_bound_is_so_many_steps);
    tcase_add_test(t, rates_are_powers);
    tcase_add_test(t, a_birth_goes_a_step_and_no_further);
    tcase_add_test(t, a_clone_keeps_what_is_within_the_bound);
    tcase_add_test(t, what_does_not_mutate_stays);
    tcase_add_test(t, feedback_is_of_who_drew_it);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* Tests of experiment/plan: which runs a grid has, what they are called, and that the manifest
 * reads back as it was written, whatever the values are. */
#include "experiment/plan.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#include <stdio.h>
#include <string.h>

static char folder[WORK_FOLDER_MAX];
static char config[WORK_FOLDER_MAX + 16];

static void begin(void)
{
    FILE *file;

    ck_assert(work_folder_make(folder));
    snprintf(config, sizeof config, "%s/base.conf", folder);
    file = fopen(config, "w");
    fputs("[run]\nseed = 5\nmembers = 64\n", file);
    fclose(file);
}

static void end(void)
{
    ck_assert(work_folder_drop(folder));
}

static void make(struct sw_sweep_plan *plan, const char *const *vary, uint32_t varies,
                 const char *seeds)
{
    struct sw_plan_wish wish = {.config = config, .vary = vary, .varies = varies, .seeds = seeds};
    struct sw_error error = {0};

    ck_assert_msg(sw_plan_make(plan, &wish, &error) == 0, "%s", error.text);
}

static void check_same(const struct sw_sweep_plan *a, const struct sw_sweep_plan *b)
{
    char name[96];

    ck_assert_ptr_null(sw_plan_difference(&a->base, &b->base, name));
    ck_assert_uint_eq(a->keys, b->keys);
    ck_assert_uint_eq(a->trials, b->trials);
    for (uint32_t i = 0; i < a->trials; i++) {
        ck_assert_str_eq(a->trial[i].name, b->trial[i].name);
        ck_assert_int_eq(a->trial[i].seed, b->trial[i].seed);
        for (uint32_t k = 0; k < a->keys; k++)
            ck_assert_str_eq(a->trial[i].value[k], b->trial[i].value[k]);
    }
}

START_TEST(grid)
{
    static const char *const vary[] = {"phase1.rate=0.1,1e-2", "phase2.rate=0.2",
                                       "run.members=32,64"};
    static const char *const names[] = {"phase1.rate-0.1_phase2.rate-0.2_members-32_seed-2",
                                        "phase1.rate-0.1_phase2.rate-0.2_members-32_seed-9",
                                        "phase1.rate-0.1_phase2.rate-0.2_members-64_seed-2",
                                        "phase1.rate-0.1_phase2.rate-0.2_members-64_seed-9",
                                        "phase1.rate-0.01_phase2.rate-0.2_members-32_seed-2",
                                        "phase1.rate-0.01_phase2.rate-0.2_members-32_seed-9",
                                        "phase1.rate-0.01_phase2.rate-0.2_members-64_seed-2",
                                        "phase1.rate-0.01_phase2.rate-0.2_members-64_seed-9"};
    struct sw_error error = {0};
    struct sw_settings settings;
    struct sw_sweep_plan plan;

    make(&plan, vary, 3, "2,9");
    ck_assert_uint_eq(plan.trials, 8);
    for (uint32_t i = 0; i < 8; i++)
        ck_assert_str_eq(plan.trial[i].name, names[i]);
    ck_assert_int_eq(sw_plan_settings(&plan, 7, &settings, &error), 0);
    ck_assert_int_eq(settings.run.seed, 9);
    ck_assert_int_eq(settings.run.members, 64);
    ck_assert_double_eq(settings.phase[0].rate, 0.01);
    ck_assert_double_eq(settings.phase[1].rate, 0.2);
    sw_plan_clear(&plan);
    make(&plan, NULL, 0, NULL);
    ck_assert_uint_eq(plan.trials, 1);
    ck_assert_str_eq(plan.trial[0].name, "seed-5");
    sw_plan_clear(&plan);
}
END_TEST

/* Values that are no names: they are told apart, and the manifest keeps them to the byte. */
START_TEST(round_trip)
{
    static const char *const vary[] = {"worlds.laws=gravity,mirror|mirror,gravity|gravity , mirror",
                                       "migration.edges=0>1|0>1, 1>0",
                                       "selection.pressure=0.25,0.5"};
    struct sw_error error = {0};
    struct sw_sweep_plan plan, read;

    make(&plan, vary, 3, "1-2");
    ck_assert_uint_eq(plan.trials, 24);
    for (uint32_t i = 0; i < plan.trials; i++) {
        ck_assert_ptr_null(strpbrk(plan.trial[i].name, "/, >|"));
        for (uint32_t k = 0; k < i; k++)
            ck_assert_str_ne(plan.trial[i].name, plan.trial[k].name);
    }
    ck_assert(!sw_plan_there(folder));
    ck_assert_int_eq(sw_plan_write(&plan, folder, &error), 0);
    ck_assert(sw_plan_there(folder));
    ck_assert_msg(sw_plan_read(&read, folder, &error) == 0, "%s", error.text);
    check_same(&plan, &read);
    sw_plan_clear(&plan);
    sw_plan_clear(&read);
}
END_TEST

START_TEST(growth)
{
    static const char *const few[] = {"selection.pressure=0.2,0.4"},
                             *const more[] = {"selection.pressure=0.3,0.4,0.2"};
    struct sw_error error = {0};
    struct sw_sweep_plan plan, wanted;
    uint32_t added;

    make(&plan, few, 1, "1");
    make(&wanted, more, 1, "1-2");
    ck_assert_int_eq(sw_plan_extend(&plan, &wanted, folder, &added, &error), 0);
    ck_assert_uint_eq(added, 4);
    ck_assert_uint_eq(plan.trials, 6);
    ck_assert_str_eq(plan.trial[1].name, "pressure-0.4_seed-1");
    ck_assert_str_eq(plan.trial[2].name, "pressure-0.3_seed-1");
    ck_assert_str_eq(plan.trial[5].value[0], "0.2");
    sw_plan_clear(&wanted);
    make(&wanted, more, 1, "1-2");
    ck_assert_int_eq(sw_plan_extend(&plan, &wanted, folder, &added, &error), 0);
    ck_assert_uint_eq(added, 0);
    sw_plan_clear(&wanted);
    make(&wanted, few, 1, "1-2");
    ck_assert_int_eq(sw_plan_extend(&plan, &wanted, folder, &added, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    sw_plan_clear(&wanted);
    sw_plan_clear(&plan);
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("plan");
    TCase *part = tcase_create("plan");

    tcase_add_checked_fixture(part, begin, end);
    tcase_add_test(part, grid);
    tcase_add_test(part, round_trip);
    tcase_add_test(part, growth);
    suite_add_tcase(all, part);
    return all;
}

SW_TEST_MAIN(suite)

#include "settings/settings.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct sw_settings defaults(void)
{
    struct sw_settings settings;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    ck_assert_msg(sw_parameters_defaults(sw_settings_table, &settings, &error) == 0, "%s",
                  error.text);
    return settings;
}

static int refused(const char *set, const char *words)
{
    struct sw_settings settings = defaults();
    struct sw_error error = {0};
    int failed = sw_parameters_assign(sw_settings_table, &settings, set, &error);

    if (failed == 0)
        failed = sw_settings_check(&settings, &error);
    if (failed == 0)
        return 0;
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_msg(strstr(error.text, words) != NULL, "%s: %s", set, error.text);
    return 1;
}

START_TEST(defaults_hold)
{
    struct sw_settings settings = defaults();
    struct sw_error error = {0};

    ck_assert_msg(sw_settings_check(&settings, &error) == 0, "%s", error.text);
    ck_assert_uint_eq(sw_settings_litters(&settings), 8);
}
END_TEST

START_TEST(every_row_is_documented)
{
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];
        const char *why = row->key;
        struct sw_error error = {0};

        ck_assert_msg(strlen(row->help) >= 20 && row->help[strlen(row->help) - 1] == '.', "%s.%s",
                      row->section, why);
        ck_assert_msg(sw_parameter_check(row, row->initial, "default", &error) == 0, "%s",
                      error.text);
        if (row->type == SW_PARAMETER_INTEGER || row->type == SW_PARAMETER_REAL)
            ck_assert_msg(isfinite(row->minimum) && isfinite(row->maximum) &&
                              row->minimum < row->maximum,
                          "%s has no bounds", why);
        for (uint32_t j = 0; j < i; j++) {
            const struct sw_parameter *other = &sw_settings_table.row[j];

            ck_assert_msg(strcmp(row->section, other->section) != 0 ||
                              strcmp(row->key, other->key) != 0,
                          "%s.%s stands twice", row->section, why);
            ck_assert_msg(row->offset != other->offset, "%s and %s share a field", why, other->key);
        }
    }
}
END_TEST

START_TEST(what_is_printed_reads_back)
{
    struct sw_settings settings = defaults(), again = defaults();
    struct sw_error error = {0};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    settings.run.seed = 77;
    settings.selection.pressure = 0.123456789;
    settings.phase[3].from = 4500;
    settings.phase[3].channel = 3;
    sw_parameters_print(sw_settings_table, &settings, true, out);
    fclose(out);
    ck_assert_msg(sw_parameters_read(sw_settings_table, &again, text, size, "printed", &error) == 0,
                  "%s", error.text);
    ck_assert_mem_eq(&settings, &again, sizeof settings);
    free(text);
}
END_TEST

START_TEST(contradictions_are_refused)
{
    char early[64];

    ck_assert(refused("run.members=33", "even"));
    ck_assert(refused("phase1.from=3", "starts at 0"));
    ck_assert(refused("phase1.from=-1", "starts at 0"));
    ck_assert(refused("phase2.from=0", "in order"));
    snprintf(early, sizeof early, "phase3.from=%lld", (long long)defaults().phase[1].from - 1);
    ck_assert(refused(early, "in order"));
    ck_assert(refused("worlds.side_min=8", "side_min"));
    ck_assert(refused("worlds.organisms_min=9", "organisms_min"));
    ck_assert(refused("worlds.demonstrations_min=3", "demonstrations_min"));
    ck_assert(refused("phase1.evolve=language", "language"));
    ck_assert(refused("phase1.evolve=speech", "language"));
    ck_assert(refused("agent.features=24", "16"));
    ck_assert(refused("migration.topology=edges", "migration.edges names no edge"));
    ck_assert(refused("run.member=4", "run.members"));
    ck_assert(!refused("phase1.evolve=sight", ""));
    ck_assert(!refused("run.members=34", ""));
}
END_TEST

/* Whatever a value is, its key is named if it is refused. */
START_TEST(what_is_refused_is_named)
{
    char longest[2001];
    const char *values[] = {"-7", "no such.", longest};
    uint32_t refusals = 0;

    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];

        if (row->type == SW_PARAMETER_LINES)
            continue;
        for (uint32_t j = 0; j < sizeof values / sizeof *values; j++) {
            struct sw_settings settings = defaults();
            struct sw_error error = {0};
            char name[128];

            snprintf(name, sizeof name, "%s.%s", row->section, row->key);
            if (sw_parameters_set(sw_settings_table, &settings, row->section, row->key, values[j],
                                  "--set", &error) == 0 &&
                sw_settings_check(&settings, &error) == 0)
                continue;
            refusals++;
            ck_assert_msg(strstr(error.text, name) != NULL, "%s=%.20s: %s", name, values[j],
                          error.text);
            ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        }
    }
    ck_assert_uint_ge(refusals, 2 * sw_settings_table.count);
}
END_TEST

START_TEST(phases_follow_each_other)
{
    struct sw_settings settings = defaults();
    uint64_t until;

    settings.run.generations = 100;
    settings.phase[1].from = 30;
    settings.phase[2].from = -1;
    settings.phase[3].from = 60;
    ck_assert_uint_eq(sw_settings_phase(&settings, 0, &until), 0);
    ck_assert_uint_eq(until, 30);
    ck_assert_uint_eq(sw_settings_phase(&settings, 29, NULL), 0);
    ck_assert_uint_eq(sw_settings_phase(&settings, 30, &until), 1);
    ck_assert_uint_eq(until, 60);
    ck_assert_uint_eq(sw_settings_phase(&settings, 59, NULL), 1);
    ck_assert_uint_eq(sw_settings_phase(&settings, 60, &until), 3);
    ck_assert_uint_eq(until, 100);
    ck_assert_uint_eq(sw_settings_phase(&settings, 99, NULL), 3);
    /* A phase that begins after the run's end shortens nothing. */
    settings.phase[3].from = 1000;
    ck_assert_uint_eq(sw_settings_phase(&settings, 50, &until), 1);
    ck_assert_uint_eq(until, 100);
}
END_TEST

START_TEST(rates_fall_geometrically)
{
    struct sw_settings settings = defaults();
    float last = INFINITY;

    settings.run.generations = 1000;
    settings.phase[0].rate = 0.08;
    settings.phase[0].rate_end = 0.005;
    settings.phase[1].from = 400;
    settings.phase[1].rate = 0.5;
    settings.phase[1].rate_end = 0.5;
    ck_assert(sw_settings_rate(&settings, 0) == 0.08f);
    ck_assert_double_eq_tol((double)sw_settings_rate(&settings, 200), 0.02, 1e-7);
    ck_assert_double_eq_tol((double)sw_settings_rate(&settings, 100), 0.04, 1e-7);
    ck_assert_double_eq_tol((double)sw_settings_rate(&settings, 399), 0.005, 5e-5);
    for (uint64_t i = 0; i < 400; i++) {
        float rate = sw_settings_rate(&settings, i);
        double exact = 0.08 * pow(0.005 / 0.08, (double)i / 400);

        ck_assert(rate < last);
        ck_assert_double_eq_tol((double)rate, exact, 1e-8);
        last = rate;
    }
    for (uint64_t i = 400; i < 1000; i += 37)
        ck_assert_double_eq_tol((double)sw_settings_rate(&settings, i), 0.5, 1e-6);
    /* Beyond the schedule: its end. */
    ck_assert(sw_settings_rate(&settings, 1000) == 0.5f);
}
END_TEST

START_TEST(phases_say_what_evolves)
{
    static const struct {
        const char *name;
        uint8_t groups;
    } rows[] = {{"all", SW_GROUP_ALL},
                {"solo", SW_GROUP_SIGHT | SW_GROUP_THOUGHT},
                {"language", SW_GROUP_HEARING | SW_GROUP_SPEECH},
                {"sight", SW_GROUP_SIGHT},
                {"thought", SW_GROUP_THOUGHT},
                {"hearing", SW_GROUP_HEARING},
                {"speech", SW_GROUP_SPEECH}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sw_settings settings = defaults();
        char set[64];

        snprintf(set, sizeof set, "phase2.evolve=%s", rows[i].name);
        ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, set, NULL), 0);
        ck_assert_uint_eq(sw_phase_evolves(&settings.phase[1]), rows[i].groups);
    }
}
END_TEST

START_TEST(choices_agree_with_the_tables_they_name)
{
    struct sw_settings settings = defaults();

    for (uint32_t i = 0; i < sw_scheme_count(); i++) {
        char set[64];

        snprintf(set, sizeof set, "selection.scheme=%s", sw_scheme_row(i)->name);
        ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, set, NULL), 0);
        ck_assert_int_eq(settings.selection.scheme, (int)i);
    }
    ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, "run.kernel=blas", NULL),
                     0);
    ck_assert_str_eq(sw_settings_kernel(&settings), "blas");
    ck_assert_int_eq(
        sw_parameters_assign(sw_settings_table, &settings, "run.kernel=portable", NULL), 0);
    ck_assert_str_eq(sw_settings_kernel(&settings), "portable");
}
END_TEST

START_TEST(litters_are_rounded_up)
{
    struct sw_settings settings = defaults();
    static const int64_t members[] = {2, 32, 34, 64, 66, 256};
    static const uint32_t litters[] = {1, 1, 2, 2, 3, 8};

    for (int i = 0; i < 6; i++) {
        uint32_t pairs = 0;

        settings.run.members = members[i];
        ck_assert_uint_eq(sw_settings_litters(&settings), litters[i]);
        for (uint32_t j = 0; j < litters[i]; j++)
            pairs += sw_litter_pairs(&settings, j);
        ck_assert_uint_eq(pairs, (uint32_t)members[i] / 2);
    }
}
END_TEST

/* Ticks that are not stated hold the longest teacher. */
START_TEST(ticks_fit_the_teachers)
{
    static const struct {
        const char *set[2];
        uint32_t ticks;
    } cases[] = {
        {{NULL, NULL}, 5},
        {{"worlds.laws=gather", NULL}, 7},
        {{"worlds.laws=fill,add", NULL}, 12},
        {{"worlds.laws=all", NULL}, 14},
        {{"worlds.laws=fill", "worlds.compose=2"}, 8},
        {{"worlds.laws=all", "worlds.compose=3"}, SW_PROGRAM_MAX},
        {{"worlds.laws=fill", "worlds.background=0.5"}, 6},
        {{"worlds.laws=all", "life.ticks=3"}, 3},
        {{"worlds.laws=fill", "events.1=at 10 set worlds.laws add"}, 12},
        {{"worlds.laws=fill", "events.1=at 10 set worlds.compose 3"}, 12},
        {{"worlds.source=arc:/nowhere", NULL}, 5},
    };
    struct sw_settings settings;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, &error), 0);
    for (int i = 0; i < 2 && cases[_i].set[i] != NULL; i++)
        ck_assert_msg(
            sw_parameters_assign(sw_settings_table, &settings, cases[_i].set[i], &error) == 0, "%s",
            error.text);
    ck_assert_uint_eq(sw_settings_ticks(&settings), cases[_i].ticks);
}
END_TEST

/* Older runs go on where nothing of theirs has changed, and nowhere else. */
START_TEST(runs_of_older_behaviour_are_read_where_it_is_the_same)
{
    static const struct {
        const char *set;
        int now, looks, before; /* 0: read; -1: refused */
    } cases[] = {
        {"run.seed=1", 0, 0, 0},
        {"selection.scheme=truncation", 0, 0, -1},
        {"keeping.way=replay", 0, 0, 0},
        {"keeping.way=experts", 0, -1, -1},
    };
    struct sw_settings settings = defaults();
    struct sw_error error = {0};

    ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, cases[_i].set, &error), 0);
    ck_assert_int_eq(sw_behaviour_check(SW_BEHAVIOUR, &settings, "1", &error), cases[_i].now);
    ck_assert_int_eq(sw_behaviour_check(SW_BEHAVIOUR_LOOKS, &settings, "1", &error),
                     cases[_i].looks);
    ck_assert_int_eq(sw_behaviour_check(SW_BEHAVIOUR_BEFORE, &settings, "1", &error),
                     cases[_i].before);
    ck_assert_int_eq(sw_behaviour_check(SW_BEHAVIOUR_BEFORE - 1, &settings, "1", &error), -1);
    ck_assert_int_eq(sw_behaviour_check(SW_BEHAVIOUR + 1, &settings, "1", &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "use that version to read it"));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("settings");
    TCase *t = tcase_create("settings");

    tcase_add_test(t, defaults_hold);
    tcase_add_test(t, every_row_is_documented);
    tcase_add_test(t, what_is_printed_reads_back);
    tcase_add_test(t, contradictions_are_refused);
    tcase_add_test(t, what_is_refused_is_named);
    tcase_add_test(t, phases_follow_each_other);
    tcase_add_test(t, rates_fall_geometrically);
    tcase_add_test(t, phases_say_what_evolves);
    tcase_add_test(t, choices_agree_with_the_tables_they_name);
    tcase_add_test(t, litters_are_rounded_up);
    tcase_add_loop_test(t, ticks_fit_the_teachers, 0, 11);
    tcase_add_loop_test(t, runs_of_older_behaviour_are_read_where_it_is_the_same, 0, 4);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_rules.c - a run of all laws goes on only in a program that knows the same laws. */
#include "population/checkpoint.h"
#include "population/run_private.h"
#include "settings/world_sets.h"
#include "store/journal.h"
#include "tests/unit/unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];
static struct sw_settings settings;
static struct sw_store *store;

/* A store whose run meets these laws, and was started once by a program that knows `rules`. */
static void begin(const char *laws, const char *event, uint64_t rules)
{
    struct sw_start start = {.version = "9.9", .commit = "abcdef", .rules = rules};
    struct sw_error error = {0};
    struct sw_brain_layout layout;
    struct sw_brain_shape shape;
    char *config = NULL;
    size_t size;
    FILE *text = open_memstream(&config, &size);

    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, &error), 0);
    snprintf(settings.worlds.laws, sizeof settings.worlds.laws, "%s", laws);
    snprintf(settings.events, sizeof settings.events, "%s", event);
    sw_parameters_print(sw_settings_table, &settings, false, text);
    ck_assert_int_eq(fclose(text), 0);
    shape = sw_settings_shape(&settings);
    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    strcpy(folder, "/tmp/smallworld-unit-rules-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    store = sw_store_create(folder, 64, false, &error);
    ck_assert_msg(store != NULL, "%s", error.text);
    ck_assert_int_eq(sw_journal_put(store, &start, &error), 0);
    ck_assert_msg(sw_checkpoint_begin(store, &settings, &layout, config, "9.9", &error) == 0, "%s",
                  error.text);
    free(config);
}

/* Resumes it, and removes it. */
static int resume(struct sw_error *error)
{
    struct sw_run_options options = {.folder = folder, .resume = true};
    struct sw_taskfiles files = {0};
    struct sw_settings out;
    char command[128];
    int result = sw_run_resumed(store, &options, &out, &files, error);

    sw_taskfiles_free(&files);
    sw_store_close(store);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
    return result;
}

static uint64_t rules_of(const char *laws, const char *event)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, &error), 0);
    snprintf(settings.worlds.laws, sizeof settings.worlds.laws, "%s", laws);
    snprintf(settings.events, sizeof settings.events, "%s", event);
    return sw_world_sets_rules(&settings);
}

START_TEST(only_all_depends_on_the_laws_that_there_are)
{
    ck_assert_uint_eq(rules_of("gravity,mirror", ""), 0);
    ck_assert_uint_ne(rules_of("all", ""), 0);
    ck_assert_uint_eq(rules_of("all,-mirror", ""), rules_of("all", ""));
    ck_assert_uint_eq(rules_of("-mirror", ""), rules_of("all", ""));
    ck_assert_uint_eq(rules_of("gravity,all", ""), rules_of("all", ""));
    ck_assert_uint_eq(rules_of("gravity,-mirror", ""), 0);
    ck_assert_uint_eq(rules_of("gravity", "at 5 set worlds.laws all\n"), rules_of("all", ""));
}
END_TEST

START_TEST(only_puzzles_have_laws)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, &error), 0);
    strcpy(settings.worlds.laws, "all");
    ck_assert_uint_ne(sw_world_sets_rules(&settings), 0);
    strcpy(settings.worlds.source, "function:sphere");
    ck_assert_uint_eq(sw_world_sets_rules(&settings), 0);
}
END_TEST

START_TEST(the_same_laws_go_on)
{
    struct sw_error error = {0};

    begin("all", "", rules_of("all", ""));
    ck_assert_msg(resume(&error) == 0, "%s", error.text);
}
END_TEST

START_TEST(other_laws_are_refused)
{
    struct sw_error error = {0};

    begin("all", "", rules_of("all", "") + 1);
    ck_assert_int_ne(resume(&error), 0);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "others than 9.9, commit abcdef"));
    error = (struct sw_error){0};
    begin("gravity", "at 5 set worlds.laws all\n", rules_of("all", "") + 1);
    ck_assert_int_ne(resume(&error), 0);
}
END_TEST

START_TEST(laws_by_name_and_runs_of_before_go_on)
{
    struct sw_error error = {0};

    begin("gravity,mirror", "", 0);
    ck_assert_msg(resume(&error) == 0, "%s", error.text);
    begin("all", "", 0);
    ck_assert_msg(resume(&error) == 0, "%s", error.text);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("rules");
    TCase *t = tcase_create("rules");

    tcase_add_test(t, only_all_depends_on_the_laws_that_there_are);
    tcase_add_test(t, only_puzzles_have_laws);
    tcase_add_test(t, the_same_laws_go_on);
    tcase_add_test(t, other_laws_are_refused);
    tcase_add_test(t, laws_by_name_and_runs_of_before_go_on);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

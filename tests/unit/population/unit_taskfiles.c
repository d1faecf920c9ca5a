#include "settings/taskfiles.h"

#include "base/file.h"
#include "archive/rebuild.h"
#include "archive/audit.h"
#include "tests/unit/unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];
static int warned;

static void warn(const char *sentence, void *context)
{
    ck_assert_ptr_eq(context, &warned);
    ck_assert_ptr_nonnull(strstr(sentence, "does not say"));
    warned++;
}

/* A task of two demonstrations in which colour becomes another. */
static void write_task(const char *name, int from, int to)
{
    char text[400], path[128];
    struct sw_error error = {0};
    int size =
        snprintf(text, sizeof text,
                 "{\"train\":[{\"input\":[[%d,0]],\"output\":[[%d,0]]},{\"input\":[[0,%d,0]],"
                 "\"output\":[[0,%d,0]]}],\"test\":[{\"input\":[[%d]]}]}",
                 from, to, from, to, from);

    snprintf(path, sizeof path, "%s/%s.json", folder, name);
    ck_assert_msg(sw_file_write(path, text, (size_t)size, &error) == 0, "%s", error.text);
}

static struct sw_settings begin(void)
{
    struct sw_settings settings;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, &error), 0);
    strcpy(folder, "/tmp/smallworld-unit-taskfiles-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    write_task("b", 1, 2);
    write_task("c", 3, 4);
    write_task("d", 5, 6);
    snprintf(settings.worlds.source, sizeof settings.worlds.source, "arc:%s", folder);
    return settings;
}

static void end(void)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static struct sw_worlds *fresh(const struct sw_settings *settings)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    struct sw_error error = {0};
    struct sw_worlds *worlds = sw_worlds_create(&wanted, NULL, NULL, &error);

    ck_assert_msg(worlds != NULL, "%s", error.text);
    return worlds;
}

static uint64_t puzzle_id(const struct sw_worlds *worlds, uint64_t number)
{
    static struct sw_puzzle puzzle;

    ck_assert_int_eq(
        sw_worlds_puzzle(worlds, 0, SW_RANDOM_PUZZLE, number, SW_RULE_NONE, &puzzle, NULL), 0);
    return puzzle.id;
}

START_TEST(renamed_files_keep_their_numbers)
{
    struct sw_settings settings = begin();
    struct sw_worlds *before = fresh(&settings), *after;
    struct sw_taskfiles files;
    struct sw_error error = {0};
    char from[128], to[128];

    ck_assert_int_eq(sw_taskfiles_of(&settings, before, &files, &error), 0);
    ck_assert_uint_eq(files.tasks.count, 3);
    ck_assert_str_eq(files.source, settings.worlds.source);
    snprintf(from, sizeof from, "%s/d.json", folder);
    snprintf(to, sizeof to, "%s/a.json", folder);
    ck_assert_int_eq(rename(from, to), 0);
    after = fresh(&settings);
    ck_assert_uint_ne(puzzle_id(before, 0), puzzle_id(after, 0)); /* the name's order */
    sw_worlds_destroy(after);
    after = sw_taskfiles_worlds(&files, &settings, NULL, warn, &warned, &error);
    ck_assert_msg(after != NULL, "%s", error.text);
    ck_assert_uint_eq(sw_worlds_pool(before), 6);
    for (uint64_t i = 0; i < 12; i++)
        ck_assert_uint_eq(puzzle_id(before, i), puzzle_id(after, i));
    ck_assert_int_eq(warned, 0);
    sw_worlds_destroy(before);
    sw_worlds_destroy(after);
    sw_taskfiles_free(&files);
    end();
}
END_TEST

START_TEST(other_files_are_refused)
{
    struct sw_settings settings = begin();
    struct sw_worlds *worlds = fresh(&settings);
    struct sw_taskfiles files;
    struct sw_error error = {0};
    char path[128];

    ck_assert_int_eq(sw_taskfiles_of(&settings, worlds, &files, &error), 0);
    sw_worlds_destroy(worlds);
    write_task("c", 3, 7);
    write_task("new", 8, 9);
    snprintf(path, sizeof path, "%s/d.json", folder);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_ptr_null(sw_taskfiles_worlds(&files, &settings, NULL, warn, &warned, &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "/c.json has changed, "));
    ck_assert_ptr_nonnull(strstr(error.text, "/d.json is missing, "));
    ck_assert_ptr_nonnull(strstr(error.text, "/new.json is new; "));
    sw_taskfiles_free(&files);
    end();
}
END_TEST

/* What an older program began says nothing of its files: read, with a warning, and a difference in
 * lives is then no damage. */
START_TEST(old_runs_are_read)
{
    struct sw_settings settings = begin();
    struct sw_taskfiles none = {0};
    struct sw_error error = {0};
    struct sw_worlds *worlds = sw_taskfiles_worlds(&none, &settings, NULL, warn, &warned, &error);
    struct sw_archive archive = {.settings = settings};

    ck_assert_msg(worlds != NULL, "%s", error.text);
    ck_assert_int_eq(warned, 1);
    sw_worlds_destroy(worlds);
    ck_assert(!sw_audit_certain(&archive));
    archive.files.tasks.count = 1;
    ck_assert(sw_audit_certain(&archive));
    archive.settings.run.kernel = 1;
    ck_assert(!sw_audit_certain(&archive));
    archive = (struct sw_archive){.settings = settings};
    strcpy(archive.settings.worlds.source, "generated");
    ck_assert(sw_audit_certain(&archive));
    end();
}
END_TEST

/* Whatever comes as a record is read or refused, and names what it is. */
START_TEST(records_come_back_or_are_refused)
{
    struct sw_task task[2] = {{7, "tasks/a.json"}, {UINT64_MAX, ""}};
    struct sw_taskfiles files = {(char *)"arc:/a:/b", {2, task}}, back;
    struct sw_error error = {0};
    size_t size = 0;
    uint8_t *bytes = sw_taskfiles_pack(&files, &size, &error);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(sw_taskfiles_unpack(bytes, size, &back, &error), 0);
    ck_assert_str_eq(back.source, "arc:/a:/b");
    ck_assert_uint_eq(back.tasks.count, 2);
    ck_assert_uint_eq(back.tasks.task[1].hash, UINT64_MAX);
    ck_assert_str_eq(back.tasks.task[0].name, "tasks/a.json");
    sw_taskfiles_free(&back);
    for (size_t cut = 0; cut < size; cut++) {
        error.code = 0;
        ck_assert_int_eq(sw_taskfiles_unpack(bytes, cut, &back, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    }
    for (size_t at = 0; at < size; at++)
        for (int value = 0; value < 256; value++) {
            uint8_t was = bytes[at];

            bytes[at] = (uint8_t)value;
            error.code = 0;
            if (sw_taskfiles_unpack(bytes, size, &back, &error) != 0)
                ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
            sw_taskfiles_free(&back);
            bytes[at] = was;
        }
    free(bytes);
}
END_TEST

/* Lists of any tasks: each found once, whatever their order, and doubles by twos. */
START_TEST(lists_are_matched)
{
    struct sw_task_list wanted, found;
    struct sw_error error = {0};
    uint32_t order[64];

    for (uint32_t round = 0; round < 200; round++) {
        struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, round, 0);
        uint32_t count = sw_dice_below(&dice, 65);
        bool seen[64] = {false};

        ck_assert_int_eq(sw_task_list_create(&wanted, count, &error), 0);
        ck_assert_int_eq(sw_task_list_create(&found, count, &error), 0);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t other = sw_dice_below(&dice, i + 1);

            wanted.task[i].hash = sw_dice_below(&dice, 30);
            found.task[i] = found.task[other];
            found.task[other] = wanted.task[i];
        }
        ck_assert_int_eq(sw_task_list_match(&wanted, &found, order, &error), 0);
        for (uint32_t i = 0; i < count; i++) {
            ck_assert_uint_eq(wanted.task[i].hash, found.task[order[i]].hash);
            ck_assert(!seen[order[i]]);
            seen[order[i]] = true;
        }
        if (count > 0) {
            found.task[count / 2].hash = 1000;
            ck_assert_int_eq(sw_task_list_match(&wanted, &found, order, &error), -1);
            error.code = 0;
        }
        sw_task_list_free(&wanted);
        sw_task_list_free(&found);
    }
}
END_TEST

START_TEST(names_are_harmless_and_short)
{
    static struct sw_task task;
    char path[600];

    sw_task_name(&task, "a\033[31m/b.json");
    ck_assert_str_eq(task.name, "a\\x1b[31m/b.json");
    memset(path, 'x', sizeof path);
    strcpy(path + 500, "/\xc3\xa9nd.json");
    sw_task_name(&task, path);
    ck_assert_int_eq(strncmp(task.name, "...x", 4), 0);
    ck_assert_str_eq(task.name + strlen(task.name) - 10, "/\xc3\xa9nd.json");
    ck_assert_uint_eq(strlen(task.name), SW_TASK_NAME - 1);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("taskfiles");
    TCase *t = tcase_create("taskfiles");

    tcase_add_test(t, renamed_files_keep_their_numbers);
    tcase_add_test(t, other_files_are_refused);
    tcase_add_test(t, old_runs_are_read);
    tcase_add_test(t, records_come_back_or_are_refused);
    tcase_add_test(t, lists_are_matched);
    tcase_add_test(t, names_are_harmless_and_short);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* A run that was written by living passes the audit; one in which a record was replaced by another
 * that is sound in itself does not. */
#include "archive/audit.h"

#include "population/checkpoint.h"
#include "archive/digest.h"
#include "population/generation.h"
#include "record/programs.h"

#include "tests/unit/archive/store_advanced.h"
#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#include <stdlib.h>

#define GENERATIONS 14u

static struct fixture f;
static char folder[WORK_FOLDER_MAX];

/* Lives a small run into a new folder. */
static void live(const char *set)
{
    struct sw_worlds_settings settings;
    struct sw_generation generation;
    struct sw_exchange exchange;
    struct sw_breeding breeding;
    struct sw_worlds *worlds;
    struct sw_store *store;
    char *config = NULL;
    size_t size;
    FILE *out;

    ck_assert(work_folder_make(folder));
    fixture_settings(&f, "run.islands=2", "migration.every=3", "phase2.from=7", "life.worlds=3",
                     "run.keyframe_every=5", "life.partner=other", set, NULL);
    settings = sw_settings_worlds(&f.settings);
    out = open_memstream(&config, &size);
    sw_parameters_print(sw_settings_table, &f.settings, false, out);
    fclose(out);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    store = sw_store_create(folder, 64, false, &f.error);
    ck_assert_msg(store != NULL, "%s", f.error.text);
    sw_exchange_alone(&exchange);
    ck_assert_int_eq(sw_checkpoint_begin(store, &f.settings, &f.layout, config, "test", &f.error),
                     0);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    ck_assert_int_eq(
        sw_generation_create(&generation, &f.settings, &f.layout, worlds, &exchange, &f.error), 0);
    for (uint32_t i = 0; i < GENERATIONS; i++) {
        ck_assert_msg(sw_generation_live(&generation, &breeding, &f.error) == 0, "%s",
                      f.error.text);
        ck_assert_int_eq(
            sw_checkpoint_generation(
                store, &breeding,
                &(struct sw_lived){.score = generation.score,
                                   .programs = sw_generation_lived(&generation).programs},
                &f.error),
            0);
        ck_assert_int_eq(sw_breeding_advance(&breeding,
                                             &(struct sw_lived){.score = generation.score,
                                                                .noise = generation.noise},
                                             &f.error),
                         0);
        ck_assert_int_eq(store_advanced(store, &breeding, &f.error), 0);
    }
    sw_generation_destroy(&generation);
    sw_breeding_end(&breeding);
    sw_store_close(store);
    sw_worlds_destroy(worlds);
    free(config);
}

static void leave(void)
{
    fixture_end(&f);
    ck_assert(work_folder_drop(folder));
}

struct heard {
    uint32_t count;
    char first[512];
};

static void hear(void *context, const char *sentence)
{
    struct heard *heard = context;

    if (heard->count++ == 0)
        snprintf(heard->first, sizeof heard->first, "%s", sentence);
}

/* All audits; returns how much is wrong. */
static uint64_t audit(struct heard *heard, struct sw_audit *counts)
{
    struct sw_archive archive;
    struct sw_audit all = {.archive = &archive, .complain = hear, .context = heard};
    struct sw_run_digest digest;
    bool differs;

    memset(heard, 0, sizeof *heard);
    ck_assert_msg(sw_archive_open(&archive, folder, false, &f.error) == 0, "%s", f.error.text);
    /* Whatever was put in is a sound record in its place. */
    ck_assert_int_eq(sw_run_digest(archive.store, NULL, NULL, &digest, &f.error), 0);
    ck_assert_int_eq(sw_audit_statistics(&all, &f.error), 0);
    ck_assert_int_eq(sw_audit_keyframes(&all, &f.error), 0);
    ck_assert_int_eq(sw_audit_members(&all, 20, &f.error), 0);
    ck_assert_msg(sw_audit_lives(&all, GENERATIONS, &differs, &f.error) == 0, "%s", f.error.text);
    ck_assert_uint_eq(all.wrong, heard->count);
    sw_archive_close(&archive);
    if (counts != NULL)
        *counts = all;
    return all.wrong;
}

static void replace(enum sw_store_kind kind, uint64_t first, uint32_t second, void *bytes,
                    size_t size)
{
    struct sw_store *store = sw_store_open(folder, true, false, &f.error);

    ck_assert_msg(store != NULL && bytes != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_store_put(store, kind, first, second, bytes, size, &f.error), 0);
    ck_assert_int_eq(sw_store_commit(store, &f.error), 0);
    sw_store_close(store);
    free(bytes);
}

static void said(struct heard *heard, const char *words)
{
    ck_assert_uint_gt(audit(heard, NULL), 0);
    ck_assert_msg(strstr(heard->first, words) != NULL, "%s", heard->first);
}

START_TEST(a_run_that_was_lived_passes)
{
    static const char *const sets[] = {NULL, "selection.scheme=truncation",
                                       "selection.scheme=tournament", "run.kernel=blas"};
    struct sw_audit counts;
    struct heard heard;

    live(sets[_i]);
    ck_assert_msg(audit(&heard, &counts) == 0, "%s", heard.first);
    ck_assert_uint_ge(counts.keyframes, 2);
    ck_assert_uint_eq(counts.members, 20);
    ck_assert_uint_eq(counts.generations, GENERATIONS);
    leave();
}
END_TEST

START_TEST(another_score_is_found)
{
    struct sw_archive archive;
    struct sw_statistics statistics;
    struct heard heard;
    float scores[72];
    size_t size;
    void *bytes;

    live(NULL);
    ck_assert_int_eq(sw_archive_open(&archive, folder, false, &f.error), 0);
    ck_assert_int_eq(sw_archive_scores(&archive, 9, 1, scores, &f.error), 0);
    sw_archive_close(&archive);
    scores[3] += 0.5f;
    bytes = sw_scores_pack(scores, 72, &size, &f.error);
    replace(SW_STORE_SCORES, 9, 1, bytes, size);
    said(&heard, "the statistics of generation 9 on island 1");
    /* Statistics to match do not help: the next keyframe and the lives do not agree. */
    statistics = sw_breeding_statistics(&f.settings, 9, 1, scores);
    bytes = sw_statistics_pack(&statistics, &size, &f.error);
    replace(SW_STORE_STATISTICS, 9, 1, bytes, size);
    said(&heard, "keyframe");
    leave();
}
END_TEST

START_TEST(another_keyframe_is_found)
{
    struct sw_archive archive;
    struct sw_keyframe keyframe;
    struct heard heard;
    uint64_t id = 0;
    uint32_t second;
    const void *bytes;
    size_t size;
    void *changed;

    live(NULL);
    ck_assert_int_eq(sw_archive_open(&archive, folder, false, &f.error), 0);
    ck_assert_int_eq(sw_store_before(archive.store, SW_STORE_KEYFRAME, UINT64_MAX, &id, &second,
                                     &bytes, &size, &f.error),
                     1);
    ck_assert_int_eq(sw_keyframe_unpack(bytes, size, &keyframe, &f.error), 0);
    sw_archive_close(&archive);
    keyframe.weights[100] += 1e-6f;
    changed = sw_keyframe_pack(&keyframe, &size, &f.error);
    sw_keyframe_free(&keyframe);
    replace(SW_STORE_KEYFRAME, id, 0, changed, size);
    said(&heard, "the keyframe of member");
    leave();
}
END_TEST

START_TEST(another_birth_is_found)
{
    struct sw_archive archive;
    struct sw_births births;
    struct heard heard;
    size_t size;
    void *bytes;

    live("selection.scheme=truncation");
    ck_assert_int_eq(sw_archive_open(&archive, folder, false, &f.error), 0);
    ck_assert_int_eq(sw_archive_births(&archive, GENERATIONS - 1, 0, &births, &f.error), 0);
    sw_archive_close(&archive);
    births.litter[2].seed ^= 1;
    bytes = sw_births_pack(&births, &size, &f.error);
    sw_births_free(&births);
    replace(SW_STORE_BIRTHS, GENERATIONS - 1, 0, bytes, size);
    ck_assert_uint_ge(audit(&heard, NULL),
                      2); /* it does not follow, and its lives score otherwise */
    ck_assert_msg(strstr(heard.first, "births of generation 13") != NULL, "%s", heard.first);
    leave();
}
END_TEST

START_TEST(another_program_is_found)
{
    const uint32_t program[72][2] = {{0}};
    struct heard heard;
    size_t size;
    void *bytes;

    live("run.probes=2");
    ck_assert_msg(audit(&heard, NULL) == 0, "%s", heard.first);
    bytes = sw_programs_pack(program[0], 72, 2, &size, &f.error);
    replace(SW_STORE_PROGRAMS, 0, 1, bytes, size);
    said(&heard, "island 1 writes other programs in the probe worlds");
    leave();
}
END_TEST

/* Opens the run and takes its digest, which is refused; returns what is said. */
static const char *refusal(struct sw_error *error)
{
    struct sw_run_digest digest;
    struct sw_store *store = sw_store_open(folder, false, false, &f.error);

    *error = (struct sw_error){0};
    ck_assert_msg(store != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_run_digest(store, NULL, NULL, &digest, error), -1);
    sw_store_close(store);
    return error->text;
}

START_TEST(programs_that_nobody_was_asked_for_are_found)
{
    const uint32_t program[72][3] = {{0}};
    struct sw_error error;
    size_t size;
    void *bytes;

    live("run.probes=2");
    bytes = sw_programs_pack(program[0], 72, 3, &size, &f.error);
    replace(SW_STORE_PROGRAMS, 0, 1, bytes, size);
    ck_assert_ptr_ne(strstr(refusal(&error), "another number of probe worlds"), NULL);
    leave();
    live("run.probes=2");
    bytes = sw_programs_pack(program[0], 72, 2, &size, &f.error);
    replace(SW_STORE_PROGRAMS, 7, 0, bytes, size);
    ck_assert_ptr_ne(strstr(refusal(&error), "in which nobody is probed"), NULL);
    leave();
}
END_TEST

START_TEST(worlds_that_are_gone_are_told)
{
    struct sw_archive archive;
    struct sw_audit all = {.archive = &archive};
    struct sw_error error = {0};
    bool differs;

    live(NULL);
    ck_assert_int_eq(sw_archive_open(&archive, folder, false, &f.error), 0);
    strcpy(archive.settings.worlds.source, "arc:/nowhere/at/all");
    ck_assert_int_eq(sw_audit_lives(&all, 1, &differs, &error), -1);
    ck_assert_msg(strstr(error.text, "/nowhere/at/all") != NULL, "%s", error.text);
    ck_assert_uint_eq(all.wrong, 0);
    sw_archive_close(&archive);
    leave();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("audit");
    TCase *t = tcase_create("audit");

    tcase_add_loop_test(t, a_run_that_was_lived_passes, 0, 4);
    tcase_add_test(t, another_score_is_found);
    tcase_add_test(t, another_keyframe_is_found);
    tcase_add_test(t, another_birth_is_found);
    tcase_add_test(t, another_program_is_found);
    tcase_add_test(t, programs_that_nobody_was_asked_for_are_found);
    tcase_add_test(t, worlds_that_are_gone_are_told);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

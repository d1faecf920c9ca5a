/* unit_examination.c - what examinations count, against plain counting. */
#include "archive/examination.h"
#include "tests/unit/life/examine_alone.h"
#include "tests/unit/agent/agent_random.h"
#include "lang/utterance.h"
#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "world/puzzle/arc.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fixture run;
static struct sw_examiner examiner;
static struct sw_worlds *worlds;

/* The agents, and worlds with these laws, of which several demonstrations allow more than one. */
static void begin(const char *laws)
{
    struct sw_worlds_settings settings;

    fixture_settings(&run, laws, "worlds.discriminating=no", "worlds.demonstrations_min=1",
                     "worlds.demonstrations_max=2", "worlds.organisms_min=1", NULL);
    ck_assert_int_eq(sw_examiner_create(&examiner, &run.settings, &run.layout, &run.error), 0);
    settings = sw_settings_worlds(&run.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &run.error);
    ck_assert_msg(worlds != NULL, "%s", run.error.text);
}

static void end(void)
{
    sw_worlds_destroy(worlds);
    sw_examiner_destroy(&examiner);
    fixture_end(&run);
}

/* Weights that write this program whatever is seen: its tokens must differ. Each edit sets a memory
 * of its own, which makes the next one likely. */
static float *taught(const char *text, struct sw_program *program)
{
    const struct sw_tensor *edits = &run.layout.tensor[SW_MEMORY_EDIT];
    const struct sw_tensor *head = &run.layout.tensor[SW_EDIT_HEAD];
    const struct sw_tensor *bias = &run.layout.tensor[SW_EDIT_BIAS];
    float *weights = fixture_floats(run.layout.floats);

    memset(weights, 0, run.layout.floats * sizeof *weights);
    ck_assert_msg(sw_program_parse(text, program, &run.error) == 0, "%s", run.error.text);
    weights[bias->offset + run.action_set.row[program->token[0]]] = 1.0f;
    for (uint32_t i = 0; i < program->length; i++) {
        uint16_t place = run.action_set.row[program->token[i]];
        float *row = weights + edits->offset + (uint64_t)place * edits->stride;
        uint16_t next = i + 1 < program->length ? run.action_set.row[program->token[i + 1]] : 0;

        row[i] = 30.0f;
        row[run.layout.shape.memory + i] = 30.0f;
        weights[head->offset + (uint64_t)i * head->stride + next] = 10.0f * (float)(i + 1);
    }
    return weights;
}

static float *random_weights(uint64_t place)
{
    return make_floats(place, 1.0f, run.layout.floats);
}

static void examine(uint64_t first, uint32_t puzzles, const struct sw_evaluation *evaluation,
                    uint32_t evaluations, struct sw_result *results)
{
    ck_assert_msg(sw_examine_worlds(&examiner, worlds, first, puzzles, evaluation, evaluations,
                                    results, &run.error) == 0,
                  "%s", run.error.text);
}

static void same_marks(const struct sw_marks *a, const struct sw_marks *b)
{
    ck_assert_uint_eq(a->puzzles, b->puzzles);
    ck_assert(a->puzzles == 0 ? isnan(a->exact) && isnan(b->exact) : a->exact == b->exact);
    ck_assert(a->puzzles == 0 || a->progress == b->progress);
    ck_assert(a->puzzles == 0 || a->chance == b->chance || (isnan(a->chance) && isnan(b->chance)));
    ck_assert(a->puzzles == 0 || a->ceiling == b->ceiling ||
              (isnan(a->ceiling) && isnan(b->ceiling)));
}

static void same_results(const struct sw_result *a, const struct sw_result *b)
{
    same_marks(&a->all, &b->all);
    ck_assert_uint_eq(a->rules, b->rules);
    for (uint32_t i = 0; i < sw_law_count(); i++)
        same_marks(&a->family[i], &b->family[i]);
    for (uint32_t i = 0; i < a->rules; i++)
        same_marks(&a->rule[i], &b->rule[i]);
    ck_assert_uint_eq(a->messages, b->messages);
    ck_assert_uint_eq(a->sight_runs, b->sight_runs);
}

struct tally {
    uint32_t puzzles;
    double exact, progress, chance, ceiling;
};

static void expect_marks(const struct sw_marks *marks, const struct tally *tally)
{
    ck_assert_uint_eq(marks->puzzles, tally->puzzles);
    if (tally->puzzles == 0) {
        ck_assert(isnan(marks->exact) && isnan(marks->progress) && isnan(marks->chance) &&
                  isnan(marks->ceiling));
        return;
    }
    ck_assert_double_eq_tol(marks->exact, tally->exact / tally->puzzles, 1e-12);
    ck_assert_double_eq_tol(marks->progress, tally->progress / tally->puzzles, 1e-12);
    ck_assert_double_eq_tol(marks->chance, tally->chance / tally->puzzles, 1e-12);
    ck_assert_double_eq_tol(marks->ceiling, tally->ceiling / tally->puzzles, 1e-12);
}

START_TEST(test_marks_are_plain_counts)
{
    enum { FIRST = 7, PUZZLES = 131 };
    static struct tally all, family[256], rule[64];
    static struct sw_puzzle puzzle;
    struct sw_program program;
    struct sw_evaluation evaluation = {.game = SW_GAME_SOLO};
    struct sw_result result;
    float *weights;

    begin("worlds.laws=mirror,turn,complete,gravity,recolour.largest");
    evaluation.weights = weights = taught("select.everything act.mirror.x", &program);
    examine(FIRST, PUZZLES, &evaluation, 1, &result);
    for (uint64_t n = FIRST; n < FIRST + PUZZLES; n++) {
        uint32_t m = (uint32_t)(n % sw_worlds_rules(worlds));
        struct tally *tallies[] = {&all, &rule[m], &family[sw_worlds_rule(worlds, m)->law]};

        ck_assert_int_eq(
            sw_worlds_puzzle(worlds, 1, SW_RANDOM_EXAMINATION, n, m, &puzzle, &run.error), 0);
        for (int t = 0; t < 3; t++) {
            tallies[t]->puzzles++;
            tallies[t]->exact += sw_puzzle_exact(&puzzle, &program) ? 1 : 0;
            tallies[t]->progress += (double)sw_puzzle_progress(&puzzle, &program);
            tallies[t]->chance += sw_worlds_chance(worlds, &puzzle);
            tallies[t]->ceiling += sw_worlds_ceiling(worlds, &puzzle);
        }
    }
    expect_marks(&result.all, &all);
    for (uint32_t i = 0; i < sw_law_count(); i++)
        expect_marks(&result.family[i], &family[i]);
    ck_assert_uint_eq(result.rules, sw_worlds_rules(worlds));
    for (uint32_t i = 0; i < result.rules; i++) {
        expect_marks(&result.rule[i], &rule[i]);
        if (strcmp(sw_worlds_rule(worlds, i)->name, "mirror.x") == 0)
            ck_assert_double_eq(result.rule[i].exact, 1.0);
    }
    ck_assert(result.all.exact > 0.03 && result.all.exact < 0.9);
    ck_assert(result.all.ceiling > 0.5 && result.all.ceiling < 1.0);
    ck_assert_uint_eq(result.sight_runs, PUZZLES);
    ck_assert_uint_eq(result.hearing_runs, 0);
    ck_assert_uint_eq(result.messages, 0);
    sw_result_clear(&result);
    sw_result_clear(&result);
    free(weights);
    end();
}
END_TEST

/* What is held out is examined on apart; and what several laws in a row have made counts by itself.
 */
START_TEST(test_held_out)
{
    struct sw_evaluation evaluation = {.game = SW_GAME_SOLO};
    struct sw_program program;
    struct sw_result result;
    float *weights;

    begin("worlds.laws=mirror,turn.180,delete.largest");
    ck_assert_uint_eq(sw_worlds_held(worlds), 0);
    end();
    begin("worlds.hold_out=mirror.x,mirror.y>delete");
    evaluation.weights = weights = taught("select.everything act.mirror.x", &program);
    ck_assert_uint_eq(sw_worlds_held(worlds), 2);
    examine(0, 60, &evaluation, 1, &result);
    ck_assert_uint_eq(result.all.puzzles, 60);
    ck_assert_uint_eq(result.composed.puzzles, 0);
    for (uint32_t m = sw_worlds_rules(worlds); m < sw_worlds_rows(worlds); m++)
        ck_assert_uint_eq(result.rule[m].puzzles, 0);
    ck_assert(result.all.exact < 0.5);
    sw_result_clear(&result);

    examiner.held_out = true;
    examine(0, 60, &evaluation, 1, &result);
    examiner.held_out = false;
    ck_assert_uint_eq(result.all.puzzles, 60);
    ck_assert_uint_eq(result.composed.puzzles, 30);
    ck_assert_uint_eq(result.rule[sw_worlds_rules(worlds)].puzzles, 30);
    ck_assert_double_eq(result.rule[sw_worlds_rules(worlds)].exact, 1.0);
    sw_result_clear(&result);
    free(weights);
    end();
}
END_TEST

START_TEST(test_blocks_do_not_show)
{
    static const uint32_t block[] = {0, 1, 4, 5, 30, 49, 50, 51};
    struct sw_evaluation evaluation[3];
    struct sw_result whole[3], parts[3];
    float *weights[3];

    begin("worlds.laws=mirror,gravity,fill");
    for (uint32_t s = 0; s < 3; s++) {
        weights[s] = random_weights(s);
        evaluation[s] =
            (struct sw_evaluation){.weights = weights[s],
                                   .game = s == 0 ? SW_GAME_SOLO : SW_GAME_RULE_RELAY,
                                   .channel = s == 2 ? SW_CHANNEL_SELF : SW_CHANNEL_NORMAL};
    }
    examine(0, 50, evaluation, 3, whole);
    for (uint32_t i = 0; i < sizeof block / sizeof *block; i++) {
        examiner.block = block[i];
        examine(0, 50, evaluation, 3, parts);
        for (uint32_t s = 0; s < 3; s++) {
            same_results(&whole[s], &parts[s]);
            sw_result_clear(&parts[s]);
        }
    }
    /* An evaluation alone is the same as among others. */
    for (uint32_t s = 0; s < 3; s++) {
        examine(0, 50, &evaluation[s], 1, parts);
        same_results(&whole[s], &parts[0]);
        sw_result_clear(&parts[0]);
        sw_result_clear(&whole[s]);
        free(weights[s]);
    }
    end();
}
END_TEST

/* The same by hand: blocks of 5 and less, each with its own shuffle. */
START_TEST(test_every_channel)
{
    enum { PUZZLES = 13, L = 3 };
    struct sw_life *life;
    float *weights;

    begin("worlds.laws=mirror,gravity,fill");
    examiner.block = 5; /* taken as 4: 13 puzzles are 4 blocks of 3 and 4 */
    examiner.seed = 5;
    weights = random_weights(3);
    life = sw_life_create(&run.layout, "portable", &run.action_set, 5, &run.error);
    for (int channel = 0; channel < SW_CHANNEL_MODES; channel++) {
        struct sw_evaluation evaluation = {.weights = weights,
                                           .game = SW_GAME_RULE_RELAY,
                                           .channel = (enum sw_channel_mode)channel};
        struct sw_result result;
        double progress = 0, exact = 0;
        uint8_t said[PUZZLES * L];

        examine(100, PUZZLES, &evaluation, 1, &result);
        for (uint32_t b = 0; b < 4; b++) {
            uint32_t from = PUZZLES * b / 4, until = PUZZLES * (b + 1) / 4;
            struct sw_batch *batch = sw_batch_create(until - from, &run.error);
            struct sw_answer answer[4];
            uint32_t source[4];

            ck_assert_int_eq(sw_batch_examination(batch, worlds, 5, 100 + from, true, &run.error),
                             0);
            sw_channel_shuffle(5, 100 + from, 0xffffff, until - from, source);
            for (uint32_t i = 0; i < until - from; i++)
                ck_assert_uint_ne(source[i], i);
            ck_assert_int_eq(examine_alone(life, weights, batch, SW_GAME_RULE_RELAY,
                                           (enum sw_channel_mode)channel, source, answer,
                                           &run.error),
                             0);
            for (uint32_t i = 0; i < until - from; i++) {
                progress += (double)answer[i].progress;
                exact += answer[i].exact ? 1 : 0;
                memcpy(said + (from + i) * L, answer[i].said, L);
            }
            sw_batch_destroy(batch);
        }
        ck_assert_uint_eq(result.all.puzzles, PUZZLES);
        ck_assert_double_eq_tol(result.all.progress, progress / PUZZLES, 1e-12);
        ck_assert_double_eq_tol(result.all.exact, exact / PUZZLES, 1e-12);
        ck_assert_uint_eq(result.messages, sw_utterance_distinct(said, L, PUZZLES));
        ck_assert_uint_gt(result.messages, 1);
        /* Each world is seen by the mouth (or twice by the listener), and its canvas by the
         * listener. */
        ck_assert_uint_eq(result.sight_runs, 2 * PUZZLES);
        ck_assert_int_eq(result.hearing_runs > 0, channel != SW_CHANNEL_SILENT);
        sw_result_clear(&result);
    }
    sw_life_destroy(life);
    free(weights);
    end();
}
END_TEST

START_TEST(test_few_puzzles)
{
    struct sw_evaluation evaluation[2];
    struct sw_result result[2];
    float *weights;

    begin("worlds.laws=mirror");
    weights = random_weights(1);
    evaluation[0] = (struct sw_evaluation){
        .weights = weights, .game = SW_GAME_RULE_RELAY, .channel = SW_CHANNEL_NORMAL};
    evaluation[1] = (struct sw_evaluation){
        .weights = weights, .game = SW_GAME_RULE_RELAY, .channel = SW_CHANNEL_SHUFFLED};
    examine(0, 0, evaluation, 2, result);
    ck_assert_uint_eq(result[0].all.puzzles, 0);
    ck_assert(isnan(result[0].all.exact) && isnan(result[0].all.ceiling));
    ck_assert_uint_eq(result[0].messages, 0);
    for (int i = 0; i < 2; i++)
        sw_result_clear(&result[i]);
    examine(0, 1, evaluation, 1, result);
    ck_assert_uint_eq(result[0].messages, 1);
    sw_result_clear(&result[0]);
    examine(0, 2, evaluation, 2, result);
    for (int i = 0; i < 2; i++)
        sw_result_clear(&result[i]);
    ck_assert_int_eq(sw_examine_worlds(&examiner, worlds, 0, 1, evaluation, 2, result, &run.error),
                     -1);
    ck_assert_int_eq(run.error.code, SW_EXIT_USAGE);
    for (int i = 0; i < 2; i++)
        sw_result_clear(&result[i]);
    /* With 4 as the most, no number of puzzles leaves a block of one. */
    examiner.block = 4;
    memset(&run.error, 0, sizeof run.error);
    for (uint32_t puzzles = 2; puzzles < 20; puzzles++) {
        examine(0, puzzles, evaluation, 2, result);
        for (int i = 0; i < 2; i++)
            sw_result_clear(&result[i]);
    }
    free(weights);
    end();
}
END_TEST

static char folder[WORK_FOLDER_MAX];

static void make_folder(void)
{
    ck_assert(work_folder_make(folder));
}

static FILE *open_file(const char *name)
{
    char path[WORK_FOLDER_MAX + 64];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    return file;
}

/* A task with three tests: `solved` of them are mirrored, the others are not; `told` have an
 * output. */
static void write_task(const char *name, uint64_t number, int tests, int solved, int told)
{
    static struct sw_puzzle puzzle, other;
    FILE *file = open_file(name);

    ck_assert_int_eq(sw_worlds_puzzle(worlds, 9, SW_RANDOM_PUZZLE, number, 0, &puzzle, &run.error),
                     0);
    puzzle.tests = (uint8_t)tests;
    for (int i = 0; i < tests; i++) {
        ck_assert_int_eq(sw_worlds_puzzle(worlds, 9, SW_RANDOM_PUZZLE,
                                          1000 + number * 10 + (uint64_t)i, 0, &other, &run.error),
                         0);
        puzzle.test[i] = other.test[0];
        puzzle.test_has_target[i] = i < told;
        if (i >= solved)
            puzzle.test[i].target.cell[0][0] ^= 1;
    }
    sw_arc_write(&puzzle, file);
    fclose(file);
}

static void clear_folder(void)
{
    ck_assert(work_folder_drop(folder));
}

struct refusals {
    uint32_t count;
    char last[800];
};

static void refuse(const char *sentence, void *context)
{
    struct refusals *refusals = context;

    refusals->count++;
    snprintf(refusals->last, sizeof refusals->last, "%s", sentence);
}

START_TEST(test_files)
{
    struct sw_program program;
    struct sw_evaluation evaluation = {.game = SW_GAME_SOLO};
    struct sw_file_marks marks;
    struct refusals refusals = {0};
    FILE *file;

    begin("worlds.laws=mirror.x");
    evaluation.weights = taught("select.everything act.mirror.x", &program);
    make_folder();
    write_task("a.json", 1, 1, 1, 1); /* solved */
    write_task("b.json", 2, 3, 3, 3); /* solved, three outputs */
    write_task("c.json", 3, 3, 2, 3); /* one output wrong */
    write_task("d.json", 4, 2, 2, 1); /* the second output is not told */
    file = open_file("e.json");
    fputs("{\"train\": [{\"input\": [[1]], \"out", file);
    fclose(file);
    file = open_file("f.json");
    fputs("{\"train\": [{\"input\": [[", file);
    for (int i = 0; i < 31; i++)
        fputs(i > 0 ? ",0" : "0", file);
    fputs("]], \"output\": [[1]]}], \"test\": [{\"input\": [[1]]}]}", file);
    fclose(file);
    file = open_file("g.txt");
    fputs("not a task", file);
    fclose(file);
    ck_assert_msg(sw_examine_files(&examiner, folder, &evaluation, refuse, &refusals, &marks,
                                   &run.error) == 0,
                  "%s", run.error.text);
    ck_assert_uint_eq(marks.tasks, 4);
    ck_assert_uint_eq(marks.outputs, 1 + 3 + 3 + 1);
    ck_assert_uint_eq(marks.unknown, 1);
    ck_assert_uint_eq(marks.solved_outputs, 1 + 3 + 2 + 1);
    ck_assert_uint_eq(marks.solved_tasks, 2);
    ck_assert_uint_eq(marks.refused, 2);
    ck_assert_uint_eq(refusals.count, 1);
    ck_assert_ptr_nonnull(strstr(refusals.last, "4 of 6 files are used; 2 are left out, such as "));
    ck_assert_ptr_nonnull(strstr(refusals.last, "e.json: not JSON"));
    ck_assert_double_gt(marks.progress, 0.7);
    ck_assert_double_lt(marks.progress, 1.0);
    /* One file, and a path that is not there. */
    {
        char path[WORK_FOLDER_MAX + 64];

        snprintf(path, sizeof path, "%s/b.json", folder);
        ck_assert_int_eq(
            sw_examine_files(&examiner, path, &evaluation, NULL, NULL, &marks, &run.error), 0);
        ck_assert_uint_eq(marks.tasks, 1);
        ck_assert_uint_eq(marks.solved_outputs, 3);
        ck_assert_double_eq(marks.progress, 1.0);
        snprintf(path, sizeof path, "%s/e.json", folder);
        ck_assert_int_eq(
            sw_examine_files(&examiner, path, &evaluation, NULL, NULL, &marks, &run.error), 0);
        ck_assert_uint_eq(marks.tasks, 0);
        ck_assert_uint_eq(marks.refused, 1);
        ck_assert(isnan(marks.progress));
        snprintf(path, sizeof path, "%s/none", folder);
        ck_assert_int_eq(
            sw_examine_files(&examiner, path, &evaluation, NULL, NULL, &marks, &run.error), -1);
        ck_assert_ptr_nonnull(strstr(run.error.text, path));
    }
    clear_folder();
    free((float *)(uintptr_t)evaluation.weights);
    end();
}
END_TEST

/* More files than the desk holds, in every game and channel: none is lost or counted twice. */
START_TEST(test_many_files)
{
    struct sw_program program;
    float *weights;

    begin("worlds.laws=mirror.x");
    weights = taught("select.everything act.mirror.x", &program);
    examiner.block = 4;
    make_folder();
    for (uint32_t files = 1; files < 14; files++) {
        char name[16];

        snprintf(name, sizeof name, "%02u.json", files);
        write_task(name, files, 2, files % 3 == 0 ? 1 : 2, 2);
        for (int channel = 0; channel < SW_CHANNEL_MODES; channel++) {
            struct sw_evaluation evaluation = {.weights = weights,
                                               .game = SW_GAME_RULE_RELAY,
                                               .channel = (enum sw_channel_mode)channel};
            struct sw_file_marks marks;
            struct sw_error error = {0};
            int result =
                sw_examine_files(&examiner, folder, &evaluation, NULL, NULL, &marks, &error);

            if (files == 1 && channel == SW_CHANNEL_SHUFFLED) {
                ck_assert_int_eq(result, -1);
                ck_assert_int_eq(error.code, SW_EXIT_USAGE);
                continue;
            }
            ck_assert_msg(result == 0, "%s", error.text);
            ck_assert_uint_eq(marks.tasks, files);
            ck_assert_uint_eq(marks.outputs, 2 * files);
            ck_assert_uint_eq(marks.solved_outputs, 2 * files - files / 3);
            ck_assert_uint_eq(marks.solved_tasks, files - files / 3);
        }
    }
    clear_folder();
    free(weights);
    end();
}
END_TEST

/* Worlds from files have no laws: progress and exact are told, chance and ceiling are not known. */
START_TEST(test_pool)
{
    struct sw_worlds_settings settings;
    struct sw_program program;
    struct sw_evaluation evaluation = {.game = SW_GAME_SOLO};
    struct sw_worlds *generated;
    struct sw_result result;
    char source[WORK_FOLDER_MAX + 8];

    begin("worlds.laws=mirror.x");
    make_folder();
    settings = sw_settings_worlds(&run.settings);
    settings.demonstrations_min = settings.demonstrations_max = 3;
    generated = worlds;
    worlds = sw_worlds_create(&settings, NULL, NULL, &run.error);
    write_task("a.json", 1, 1, 1, 1);
    write_task("b.json", 2, 1, 1, 1);
    sw_worlds_destroy(worlds);
    snprintf(source, sizeof source, "arc:%s", folder);
    settings.source = source;
    worlds = sw_worlds_create(&settings, NULL, NULL, &run.error);
    ck_assert_msg(worlds != NULL, "%s", run.error.text);
    evaluation.weights = taught("select.everything act.mirror.x", &program);
    examine(0, sw_worlds_pool(worlds), &evaluation, 1, &result);
    ck_assert_uint_eq(result.all.puzzles, 6);
    ck_assert_double_eq(result.all.exact, 1.0);
    ck_assert_double_eq(result.all.progress, 1.0);
    ck_assert(isnan(result.all.chance) && isnan(result.all.ceiling));
    ck_assert_uint_eq(result.rules, 0);
    ck_assert_ptr_null(result.rule);
    for (uint32_t i = 0; i < sw_law_count(); i++)
        ck_assert_uint_eq(result.family[i].puzzles, 0);
    sw_result_clear(&result);
    clear_folder();
    free((float *)(uintptr_t)evaluation.weights);
    sw_worlds_destroy(generated);
    end();
}
END_TEST

/* An evaluation that says no number of words leaves that of the mind, and none changes it. */
START_TEST(test_words_are_the_minds)
{
    struct sw_evaluation evaluation = {.game = SW_GAME_RULE_RELAY};
    struct sw_result result;
    float *weights;

    begin("worlds.laws=mirror,gravity,fill");
    examiner.seed = 5;
    examiner.life->mind->words = 1;
    evaluation.weights = weights = random_weights(3);
    examine(100, 13, &evaluation, 1, &result);
    ck_assert_uint_eq(result.messages, 1);
    sw_result_clear(&result);
    evaluation.words = run.layout.shape.vocabulary;
    examine(100, 13, &evaluation, 1, &result);
    ck_assert_uint_gt(result.messages, 1);
    ck_assert_uint_eq(examiner.life->mind->words, 1);
    sw_result_clear(&result);
    free(weights);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("examination");
    TCase *c = tcase_create("examination");

    tcase_add_test(c, test_marks_are_plain_counts);
    tcase_add_test(c, test_words_are_the_minds);
    tcase_add_test(c, test_held_out);
    tcase_add_test(c, test_blocks_do_not_show);
    tcase_add_test(c, test_every_channel);
    tcase_add_test(c, test_few_puzzles);
    tcase_add_test(c, test_files);
    tcase_add_test(c, test_many_files);
    tcase_add_test(c, test_pool);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

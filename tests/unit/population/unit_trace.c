#include "population/trace.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static char *text;

static const char *answer_text(enum sw_game_id game, enum sw_channel_mode channel,
                               const char *program, bool exact)
{
    struct sw_answer answer = {.said = {1, 5, 0}, .heard = {2, 2, 15}, .exact = exact};
    struct sw_error error = {0};
    size_t size;
    FILE *out = open_memstream(&text, &size);

    answer.progress = exact ? 1.0f : 0.25f;
    ck_assert_int_eq(sw_program_parse(program, &answer.program, &error), 0);
    sw_trace_answer(&answer, game, channel, 3, "> ", out);
    fclose(out);
    return text;
}

static void says(const char *expected)
{
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(a_solver_sees_and_edits)
{
    answer_text(SW_GAME_SOLO, SW_CHANNEL_NORMAL, "select.largest act.delete", true);
    says("> tick 0  solver    sees the demonstrations\n"
         "> tick 0  solver    edits select.largest\n"
         "> tick 1  solver    edits act.delete\n"
         "> tick 2  solver    stops: exact, progress 1.00\n");
    answer_text(SW_GAME_SOLO, SW_CHANNEL_NORMAL, "", false);
    says("> tick 0  solver    sees the demonstrations\n"
         "> tick 0  solver    stops: not exact, progress 0.25\n");
}
END_TEST

START_TEST(a_speaker_speaks_and_a_listener_hears)
{
    answer_text(SW_GAME_RULE_RELAY, SW_CHANNEL_NORMAL, "act.recolour", false);
    says("> tick 0  speaker   sees the demonstrations, says \"bfa\"\n"
         "> tick 1  listener  sees the canvas, hears \"ccp\"\n"
         "> tick 1  listener  edits act.recolour\n"
         "> tick 2  listener  stops: not exact, progress 0.25\n");
    answer_text(SW_GAME_RULE_RELAY, SW_CHANNEL_SELF, "", true);
    says("> tick 0  listener  sees the canvas, says \"bfa\"\n"
         "> tick 1  listener  sees the canvas, hears \"ccp\"\n"
         "> tick 1  listener  stops: exact, progress 1.00\n");
    answer_text(SW_GAME_RULE_RELAY, SW_CHANNEL_SILENT, "", false);
    says("> tick 0  listener  sees the canvas\n"
         "> tick 0  listener  stops: not exact, progress 0.25\n");
}
END_TEST

/* Everybody that this process hosts, one head line each, in the order of ids. */
START_TEST(a_generation_is_everybody)
{
    struct fixture f;
    struct sw_worlds_settings settings;
    struct sw_exchange exchange;
    struct sw_breeding breeding;
    struct sw_generation generation;
    struct sw_worlds *worlds;
    size_t size;
    FILE *out;
    char *line, *rest;
    uint32_t heads = 0, costs = 0;
    double score = 0;

    fixture_settings(&f, "run.members=6", "run.islands=2", "phase1.game=rule-relay",
                     "phase1.evolve=all", NULL);
    settings = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_ptr_nonnull(worlds);
    sw_exchange_alone(&exchange);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    ck_assert_int_eq(
        sw_generation_create(&generation, &f.settings, &f.layout, worlds, &exchange, &f.error), 0);
    ck_assert_int_eq(sw_generation_live(&generation, &breeding, &f.error), 0);
    out = open_memstream(&text, &size);
    ck_assert_int_eq(sw_trace_generation(&generation, &breeding, out, &f.error), 0);
    fclose(out);
    for (line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        unsigned long long member, parent;
        double done, cost;

        if (sscanf(line, "  the score is %lf for what was done, less %lf for", &done, &cost) == 2) {
            ck_assert_double_eq_tol(done - cost, score, 2e-4);
            costs++;
            continue;
        }
        if (sscanf(line, "generation 0  member %llu  parent %llu  score %lf ", &member, &parent,
                   &score) != 3) {
            ck_assert_msg(strncmp(line, "  tick ", 7) == 0, "%s", line);
            continue;
        }
        ck_assert_uint_eq(member,
                          sw_identity_id(sw_settings_space(&f.settings), 0, heads / 6, heads % 6));
        heads++;
    }
    ck_assert_uint_eq(heads, 12);
    ck_assert(costs > 0 && costs <= heads);
    free(text);
    sw_generation_destroy(&generation);
    sw_breeding_end(&breeding);
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("trace");
    TCase *t = tcase_create("trace");

    tcase_add_test(t, a_solver_sees_and_edits);
    tcase_add_test(t, a_speaker_speaks_and_a_listener_hears);
    tcase_add_test(t, a_generation_is_everybody);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* Settings at their limits: lives of a few generations that are finite, that leave nothing behind
 * for the next generation, and that a resumed run lives again to the same bits. */
#include "population/checkpoint.h"
#include "population/generation.h"
#include "archive/rebuild.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#define GENERATIONS 4

/* Up to ten assignments over the small settings of the fixture, then NULL. */
static const char *const extremes[][11] = {
    {"run.members=2"},
    {"run.members=2", "life.worlds=1", "life.partner=other", "selection.scheme=truncation"},
    {"run.members=34", "life.partner=other", "selection.scheme=tournament",
     "selection.pressure=0.9999", "selection.elites=4096"},
    {"run.members=34", "selection.scheme=truncation", "selection.pressure=0.0001",
     "selection.elites=4096", "phase2.channel=shuffled"},
    {"run.members=2", "selection.pressure=0.9999", "life.worlds=1", "phase2.channel=shuffled"},
    {"run.islands=40", "run.members=2", "life.worlds=1", "migration.every=1"},
    {"run.islands=5", "run.members=34", "life.worlds=1", "migration.every=1",
     "selection.scheme=truncation", "life.partner=other", "selection.elites=2"},
    {"run.members=34", "agent.features=64", "agent.hidden=256", "agent.memory=256",
     "agent.experts=16", "language.vocabulary=64", "language.length=8", "life.ticks=12",
     "life.worlds=2"},
    {"run.members=34", "agent.features=64", "agent.hidden=256", "agent.memory=256",
     "agent.experts=16", "language.vocabulary=64", "language.length=8",
     "language.speak_from=decision", "phase2.evolve=all", "life.worlds=2"},
    {"run.members=2", "agent.features=16", "agent.hidden=16", "agent.memory=256", "life.worlds=1"},
    {"run.members=34", "language.vocabulary=2", "language.length=1", "life.ticks=1",
     "language.speak_from=decision", "phase2.fitness=exact"},
    {"run.members=34", "life.ticks=12", "phase1.fitness=exact", "phase2.fitness=progress"},
    {"run.members=34", "run.seed=9000000000000000"},
    {"run.members=34", "run.seed=0", "run.kernel=blas"},
    {"run.members=34", "run.generations=1000000000", "phase2.from=2"},
    {"run.members=34", "language.ambiguity=1000000", "phase2.channel=self"},
    {"run.members=34", "phase2.channel=silent", "phase2.evolve=all", "life.partner=other"},
    {"run.members=34", "worlds.side_min=30", "worlds.side_max=30", "life.worlds=1",
     "worlds.organisms_max=30", "worlds.demonstrations_min=12", "worlds.demonstrations_max=12"},
    {"run.members=34", "worlds.side_min=3", "worlds.side_max=3", "worlds.laws=mirror",
     "worlds.colours=1", "worlds.demonstrations_min=1", "worlds.demonstrations_max=1",
     "worlds.organisms_min=1", "worlds.organisms_max=1"},
    {"run.members=34", "phase2.evolve=speech", "phase2.strength=10", "phase1.strength=0.001"},
    {"run.members=34", "phase2.from=1", "phase3.from=2", "phase3.game=rule-relay",
     "phase3.evolve=hearing", "phase4.from=3", "phase4.game=rule-relay", "phase4.evolve=sight"},
};

static struct fixture f;
static struct sw_worlds *worlds;
static struct sw_exchange exchange;

static void begin(int row)
{
    const char *const *set = extremes[row];
    struct sw_worlds_settings settings;

    /* fixture_settings ends at the first NULL. */
    fixture_settings(&f, "phase2.from=2", set[0], set[1], set[2], set[3], set[4], set[5], set[6],
                     set[7], set[8], set[9], NULL);
    settings = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    sw_exchange_alone(&exchange);
}

static void end(void)
{
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}

static void create(struct sw_generation *generation)
{
    ck_assert_msg(
        sw_generation_create(generation, &f.settings, &f.layout, worlds, &exchange, &f.error) == 0,
        "%s", f.error.text);
}

static void live(struct sw_generation *generation, const struct sw_breeding *breeding)
{
    ck_assert_msg(sw_generation_live(generation, breeding, &f.error) == 0, "%s", f.error.text);
}

/* One workspace lives all generations; another is made for each anew, as a resumed run would. */
START_TEST(limits_are_lived)
{
    struct sw_generation lasting, fresh;
    struct sw_breeding breeding;
    size_t members;

    begin(_i);
    members = (size_t)f.settings.run.islands * (size_t)f.settings.run.members;
    create(&lasting);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint64_t number = 0; number < GENERATIONS; number++) {
        ck_assert_uint_eq(breeding.generation, number);
        live(&lasting, &breeding);
        create(&fresh);
        live(&fresh, &breeding);
        ck_assert_mem_eq(lasting.score, fresh.score, members * sizeof(float));
        sw_generation_destroy(&fresh);
        for (size_t i = 0; i < members; i++)
            ck_assert_msg(fabsf(lasting.score[i]) <= 1e7f, "score %g", (double)lasting.score[i]);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding,
                                &(struct sw_lived){.score = lasting.score, .noise = lasting.noise},
                                &f.error),
            0);
    }
    sw_breeding_end(&breeding);
    sw_generation_destroy(&lasting);
    end();
}
END_TEST

START_TEST(populations_that_cannot_be_counted_are_refused)
{
    static const struct {
        int64_t islands, members;
        bool fine;
    } rows[] = {{1, 1048576, true},    {4096, 2, true},     {128, 1048576, true},
                {256, 1048576, false}, {4096, 65504, true}, {4096, 65506, false},
                {4096, 1048576, false}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sw_settings settings;
        struct sw_error error = {0};

        memset(&settings, 0, sizeof settings);
        ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, &error), 0);
        settings.run.islands = rows[i].islands;
        settings.run.members = rows[i].members;
        ck_assert_int_eq(sw_settings_check(&settings, &error), rows[i].fine ? 0 : -1);
        ck_assert_int_eq(error.code, rows[i].fine ? 0 : SW_EXIT_USAGE);
    }
}
END_TEST

static void put(struct sw_store *store, enum sw_store_kind kind, uint64_t first, void *bytes,
                const size_t *size)
{
    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(sw_store_put(store, kind, first, 0, bytes, *size, &f.error), 0);
    free(bytes);
}

/* Every record is whole and well formed; together they say what cannot be. */
START_TEST(records_that_contradict_the_run_are_refused)
{
    char folder[WORK_FOLDER_MAX], *config = NULL;
    struct sw_births births = {.recombines = true, .litters = 1};
    struct sw_keyframe keyframe = {0};
    struct sw_litter litter = {.strength = 0.1f, .evolve = SW_GROUP_ALL};
    struct sw_individual member;
    struct sw_archive archive;
    struct sw_store *store;
    struct sw_error error = {0};
    float scores[2] = {0.0f, -1.0f};
    size_t size;
    FILE *out;
    uint64_t recombined, child;

    fixture_settings(&f, "selection.scheme=tournament", "run.members=2", NULL);
    recombined = sw_identity_id(sw_settings_space(&f.settings), 0, 0, 2);
    child = sw_identity_id(sw_settings_space(&f.settings), 0, 0, 1);
    out = open_memstream(&config, &size);
    sw_parameters_print(sw_settings_table, &f.settings, false, out);
    fclose(out);
    ck_assert(work_folder_make(folder));
    store = sw_store_create(folder, 64, false, &f.error);
    ck_assert_msg(store != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_checkpoint_begin(store, &f.settings, &f.layout, config, "test", &f.error),
                     0);
    births.litter = &litter;
    keyframe.id = recombined;
    keyframe.parameters = f.layout.floats;
    keyframe.weights = fixture_floats(f.layout.floats);
    put(store, SW_STORE_BIRTHS, 0, sw_births_pack(&births, &size, &f.error), &size);
    put(store, SW_STORE_SCORES, 0, sw_scores_pack(scores, 2, &size, &f.error), &size);
    put(store, SW_STORE_STATE, 0, sw_state_pack(1, &size, &f.error), &size);
    put(store, SW_STORE_KEYFRAME, child, sw_keyframe_pack(&keyframe, &size, &f.error), &size);
    ck_assert_int_eq(sw_store_commit(store, &f.error), 0);
    sw_store_close(store);
    ck_assert_msg(sw_archive_open(&archive, folder, false, &f.error) == 0, "%s", f.error.text);
    /* A recombined parent of tournaments. */
    ck_assert_int_eq(sw_archive_rebuild(&archive, recombined, true, &member, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error.text, "tournament") != NULL, "%s", error.text);
    /* A keyframe of somebody else. */
    error.code = 0;
    ck_assert_int_eq(sw_archive_rebuild(&archive, child, true, &member, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error.text, "keyframe") != NULL, "%s", error.text);
    sw_archive_close(&archive);
    ck_assert(work_folder_drop(folder));
    free(keyframe.weights);
    free(config);
    fixture_end(&f);
}
END_TEST

/* Evolution finds it if a likelihood can pass 1: logits of any size. */
START_TEST(no_edit_is_more_than_certain)
{
    static const float sizes[] = {1.0f, 50.0f, 100.0f, 1000.0f, -50.0f, -100.0f, -1000.0f};
    uint16_t none[SW_TILE];
    struct sw_mind *mind;
    float *weights, likelihood[SW_TILE];

    fixture_settings(&f, NULL);
    weights = fixture_floats(f.layout.floats);
    mind = sw_mind_create(&f.layout, "portable", &f.error);
    sw_mind_previous(none, SW_EDIT_NONE);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint32_t edits = f.layout.shape.edits;
        double sum = 0;

        /* One edit stands out by 2, all are far from 0. */
        for (uint32_t token = 0; token < edits; token++)
            weights[f.layout.tensor[SW_EDIT_BIAS].offset + token] =
                sizes[i] + (token == 7 ? 2.0f : 0.0f);
        for (uint32_t token = 0; token < edits; token++) {
            sw_mind_begin(mind, weights, NULL);
            sw_mind_think(mind, none);
            sw_mind_edit_likelihood(mind, token, likelihood);
            ck_assert_msg(likelihood[0] <= 0.0f, "likelihood %g around %g", (double)likelihood[0],
                          (double)sizes[i]);
            sum += exp((double)likelihood[0]);
        }
        ck_assert_msg(fabs(sum - 1.0) < 1e-3, "likelihoods around %g add up to %g",
                      (double)sizes[i], sum);
    }
    sw_mind_destroy(mind);
    free(weights);
    fixture_end(&f);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("extremes");
    TCase *c = tcase_create("extremes");

    tcase_add_loop_test(c, limits_are_lived, 0, (int)(sizeof extremes / sizeof *extremes));
    tcase_add_test(c, no_edit_is_more_than_certain);
    tcase_add_test(c, populations_that_cannot_be_counted_are_refused);
    tcase_add_test(c, records_that_contradict_the_run_are_refused);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

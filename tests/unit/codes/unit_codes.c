/* unit_codes.c - games of codes: learning against the measured slope of the likelihood, films of
 * which every edit is found again, patches, clusters, and what some lessons are worth. */
#include "codes/code_cluster.h"
#include "codes/code_exam.h"
#include "codes/code_plan.h"
#include "tests/unit/unit_test.h"
#include "world/sight/sight.h"

#include <math.h>

enum { FEATURES = 16, HIDDEN = 32 };

struct fixture {
    struct sw_code_shape shape;
    struct sw_brain_layout layout;
    struct sw_code_mind *mind;
    struct sw_percept *seen;
    struct sw_forecast_percept *percept;
    float *weights, *gradient;
    struct sw_code_film film;
};

static void set_up(struct fixture *fixture, enum sw_code_form form)
{
    struct sw_error error = {0};
    struct sw_forecast_senses senses = sw_context_senses();
    struct sw_code_edit edit[SW_CODE_EDITS_MAX];
    uint32_t edits = sw_code_edits_list(edit);

    memset(fixture, 0, sizeof *fixture);
    fixture->shape = (struct sw_code_shape){.form = form,
                                            .length = 2,
                                            .vocabulary = 5,
                                            .numbers = 3,
                                            .sight_rows = sw_sight_rows(),
                                            .cell_rows = senses.rows,
                                            .fates = senses.fates,
                                            .features = FEATURES,
                                            .hidden = HIDDEN};
    ck_assert_int_eq(sw_code_brain_layout(&fixture->shape, &fixture->layout, &error), 0);
    fixture->mind = sw_code_mind_create(&fixture->shape, &fixture->layout, &error);
    fixture->seen = sw_percept_create(64, &error);
    fixture->percept = calloc(1, sizeof *fixture->percept);
    fixture->weights = calloc(fixture->layout.floats, sizeof *fixture->weights);
    fixture->gradient = calloc(fixture->layout.floats, sizeof *fixture->gradient);
    ck_assert_ptr_nonnull(fixture->mind);
    ck_assert_ptr_nonnull(fixture->seen);
    sw_code_brain_founder(&fixture->layout, 3, fixture->weights);
    sw_code_film_draw(edit, edits, SW_CODE_SET_LESSONS, 1, 0, 4, &fixture->film);
    ck_assert_uint_gt(fixture->film.steps, 0);
}

static void tear_down(struct fixture *fixture)
{
    sw_code_mind_destroy(fixture->mind);
    sw_percept_destroy(fixture->seen);
    free(fixture->percept);
    free(fixture->weights);
    free(fixture->gradient);
}

/* Both see the first step of the film; what is said is in *code. */
static void look(struct fixture *fixture, struct sw_code *code)
{
    struct sw_transition transition = {.deed = {.push = false}};
    struct sw_puzzle *shown = calloc(1, sizeof *shown);
    struct sw_error error = {0};

    shown->demonstrations = 1;
    sw_grid_copy(&shown->demonstration[0].canvas, &fixture->film.frame[0]);
    sw_grid_copy(&shown->demonstration[0].target, &fixture->film.frame[1]);
    ck_assert_int_eq(sw_sight_demonstrations(shown, fixture->seen, &error), 0);
    ck_assert_int_eq(sw_code_mind_look(fixture->mind, fixture->weights, fixture->seen, &error), 0);
    sw_code_mind_say(fixture->mind, code);
    sw_grid_copy(&transition.before, &fixture->film.frame[0]);
    sw_grid_copy(&transition.after, &fixture->film.frame[1]);
    sw_context_perceive(&transition, true, fixture->percept);
    sw_code_mind_see(fixture->mind, fixture->weights, fixture->percept);
    free(shown);
}

static float likelihood(struct fixture *fixture, const struct sw_code *code)
{
    sw_code_mind_hear(fixture->mind, fixture->weights, fixture->percept, code);
    return sw_code_mind_judge(fixture->mind, fixture->percept, code, NULL, NULL, NULL);
}

/* Of vectors all of it is one slope: from the weights of who speaks to what who hears makes. */
static double said_and_heard(struct fixture *fixture)
{
    struct sw_code code;

    look(fixture, &code);
    return (double)likelihood(fixture, &code);
}

/* The weight of a tensor whose slope is steepest, by central differences. */
static void slope_is(struct fixture *fixture, uint32_t tensor, double (*value)(struct fixture *))
{
    const struct sw_tensor *of = &fixture->layout.tensor[tensor];
    uint32_t best = of->offset;
    double up, down, step = 2e-3;
    float was;

    for (uint32_t i = 0; i < of->rows * of->stride; i++)
        if (fabsf(fixture->gradient[of->offset + i]) > fabsf(fixture->gradient[best]))
            best = of->offset + i;
    was = fixture->weights[best];
    fixture->weights[best] = was + (float)step;
    up = value(fixture);
    fixture->weights[best] = was - (float)step;
    down = value(fixture);
    fixture->weights[best] = was;
    ck_assert_msg(fabs((double)fixture->gradient[best]) > 1e-6, "%s learns nothing", of->name);
    ck_assert_msg(fabs((up - down) / (2 * step) - (double)fixture->gradient[best]) <
                      0.03 * fabs((double)fixture->gradient[best]) + 1e-4,
                  "%s: %g instead of %g", of->name, (double)fixture->gradient[best],
                  (up - down) / (2 * step));
}

START_TEST(numbers_learn_the_slope)
{
    struct fixture fixture;
    struct sw_code code;
    float reached[SW_CODE_NUMBERS_MAX];

    set_up(&fixture, SW_CODE_VECTOR);
    look(&fixture, &code);
    sw_code_mind_hear(fixture.mind, fixture.weights, fixture.percept, &code);
    sw_code_mind_judge(fixture.mind, fixture.percept, &code, fixture.weights, fixture.gradient,
                       reached);
    sw_code_mind_learn(fixture.mind, fixture.seen, &code, reached, fixture.weights,
                       fixture.gradient);
    for (uint32_t tensor = 0; tensor < SW_CODE_TENSORS; tensor++)
        slope_is(&fixture, tensor, said_and_heard);
    tear_down(&fixture);
}
END_TEST

/* Of tokens two slopes: of what is heard, and of the log likelihood of what should be said. */
static double heard(struct fixture *fixture)
{
    struct sw_code said, code = {.token = {1, 4}};

    look(fixture, &said);
    return (double)likelihood(fixture, &code);
}

static double said(struct fixture *fixture)
{
    static const uint8_t token[2] = {1, 4};
    struct sw_code code;
    double sum = 0;

    look(fixture, &code);
    for (int l = 0; l < 2; l++) {
        double all = 0;

        for (int v = 0; v < 5; v++)
            all += exp((double)fixture->mind->score[l * 5 + v]);
        sum += (double)fixture->mind->score[l * 5 + token[l]] - log(all);
    }
    return sum;
}

START_TEST(tokens_learn_the_slopes)
{
    struct fixture fixture;
    struct sw_code said_first, code = {.token = {1, 4}};

    set_up(&fixture, SW_CODE_TOKENS);
    look(&fixture, &said_first);
    sw_code_mind_hear(fixture.mind, fixture.weights, fixture.percept, &code);
    sw_code_mind_judge(fixture.mind, fixture.percept, &code, fixture.weights, fixture.gradient,
                       NULL);
    sw_code_mind_learn(fixture.mind, fixture.seen, &code, NULL, fixture.weights, fixture.gradient);
    for (uint32_t tensor = 0; tensor < SW_CODE_TENSORS; tensor++)
        slope_is(&fixture, tensor, tensor <= SW_CODE_SAY_BIAS ? said : heard);
    tear_down(&fixture);
}
END_TEST

START_TEST(films_are_what_they_say)
{
    struct sw_code_edit edit[SW_CODE_EDITS_MAX];
    uint32_t edits = sw_code_edits_list(edit), held = 0, others = 0;
    struct sw_code_film film;

    ck_assert_uint_eq(edits, 44);
    for (uint32_t i = 0; i < edits; i++) {
        held += edit[i].held;
        for (uint32_t k = 0; k < i; k++)
            ck_assert_str_ne(edit[i].name, edit[k].name);
    }
    ck_assert_uint_eq(held, 8);
    for (enum sw_code_set set = 0; set < SW_CODE_SETS; set++)
        for (uint64_t number = 0; number < 20; number++) {
            sw_code_film_draw(edit, edits, set, 7, number, SW_CODE_FILM_STEPS, &film);
            for (uint32_t i = 0; i < film.steps; i++) {
                struct sw_grid made;
                uint32_t found =
                    sw_code_edit_search(edit, edits, &film.frame[i], &film.frame[i + 1]);

                ck_assert_int_eq(edit[film.edit[i]].held, set == SW_CODE_SET_HELD);
                ck_assert(!sw_grid_equal(&film.frame[i], &film.frame[i + 1]));
                ck_assert_uint_lt(found, edits);
                sw_episode_do(&edit[found].step, &film.frame[i], &made);
                ck_assert(sw_grid_equal(&made, &film.frame[i + 1]));
                others += found != film.edit[i];
            }
        }
    ck_assert_uint_lt(others, 400); /* some edits do the same to some canvases */
}
END_TEST

START_TEST(clusters_are_found)
{
    float point[60][2], centre[3][2];
    uint32_t label[60], seen[3] = {0};

    for (uint32_t i = 0; i < 60; i++) {
        point[i][0] = (float)(i % 3) * 10.0f + (float)(i / 3 % 4) * 0.1f;
        point[i][1] = (float)(i / 12) * 0.1f;
    }
    /* Where it begins is drawn; of some beginnings two lie in one cluster. */
    for (uint64_t id = 0; id < 40; id++) {
        bool parted = true;

        sw_code_cluster(point[0], 60, 2, 3, 1, id, 50, centre[0], label);
        memset(seen, 0, sizeof seen);
        for (uint32_t i = 0; i < 60; i++) {
            ck_assert_uint_eq(label[i], sw_code_nearest(point[i], 2, centre[0], 3));
            parted = parted && label[i] == label[i % 3];
            seen[label[i]]++;
        }
        if (parted && seen[0] == 20 && seen[1] == 20 && seen[2] == 20)
            return;
    }
    ck_abort_msg("three clusters that lie apart are never found");
}
END_TEST

START_TEST(more_patches_lose_less)
{
    struct sw_code_exam *few = calloc(1, sizeof *few), *many = calloc(1, sizeof *many);
    struct sw_error error = {0};
    struct sw_code_patches *patches = sw_code_patches_create(4, 1, &error);

    ck_assert_ptr_nonnull(patches);
    sw_code_examine_patches(patches, 10, 1, few);
    sw_code_patches_destroy(patches);
    patches = sw_code_patches_create(256, 1, &error);
    ck_assert_ptr_nonnull(patches);
    sw_code_examine_patches(patches, 10, 1, many);
    sw_code_patches_destroy(patches);
    ck_assert_uint_gt(many->reading[0].depth[SW_CODE_SET_SAME][0].right,
                      few->reading[0].depth[SW_CODE_SET_SAME][0].right);
    ck_assert_double_gt(many->reading[0].bits[SW_CODE_SET_SAME],
                        few->reading[0].bits[SW_CODE_SET_SAME]);
    free(few);
    free(many);
}
END_TEST

/* Mean likelihood after some generations of lessons. */
static double taught(enum sw_code_channel channel)
{
    struct sw_code_rules rules = {.channel = channel,
                                  .length = 2,
                                  .vocabulary = 8,
                                  .numbers = 8,
                                  .features = FEATURES,
                                  .hidden = HIDDEN,
                                  .seed = 1,
                                  .generations = 12,
                                  .rate = 0.03f,
                                  .rate_end = 0.01f};
    struct sw_error error = {0};
    struct sw_code_game *game = sw_code_game_create(&rules, &error);
    double score = 0;

    ck_assert_ptr_nonnull(game);
    for (uint32_t i = 0; i < rules.generations; i++)
        ck_assert_int_eq(sw_code_game_learn(game, &score, &error), 0);
    sw_code_game_destroy(game);
    return score;
}

START_TEST(every_code_is_worth_something)
{
    double nothing = taught(SW_CODE_CHANNEL_NOTHING);

    ck_assert_double_gt(taught(SW_CODE_CHANNEL_EDITS), nothing + 0.02);
    ck_assert_double_gt(taught(SW_CODE_CHANNEL_TOKENS), nothing + 0.01);
    ck_assert_double_gt(taught(SW_CODE_CHANNEL_VECTOR), nothing + 0.02);
}
END_TEST

/* What the world plans with is the table of edits: nearly all goals are reached. A code that was
 * heard in lessons reaches more than one that never was. */
START_TEST(plans_in_codes_reach_goals)
{
    struct sw_code_planned planned[2][SW_CODE_PLANNERS];

    for (uint32_t lessons = 0; lessons < 2; lessons++) {
        struct sw_code_rules rules = {.channel = SW_CODE_CHANNEL_EDITS,
                                      .length = 2,
                                      .vocabulary = 8,
                                      .numbers = 8,
                                      .features = FEATURES,
                                      .hidden = HIDDEN,
                                      .seed = 1,
                                      .generations = 60,
                                      .rate = 0.03f,
                                      .rate_end = 0.01f};
        struct sw_error error = {0};
        struct sw_code_game *game = sw_code_game_create(&rules, &error);
        double score;

        ck_assert_ptr_nonnull(game);
        for (uint32_t i = 0; i < lessons * rules.generations; i++)
            ck_assert_int_eq(sw_code_game_learn(game, &score, &error), 0);
        ck_assert_int_eq(sw_code_plan(game, 24, 5, 300, planned[lessons], &error), 0);
        sw_code_game_destroy(game);
    }
    for (uint32_t p = 0; p < SW_CODE_PLANNERS; p++) {
        const struct sw_code_planned *of = &planned[1][p];

        ck_assert_uint_le(of->goals, 24);
        ck_assert_uint_gt(of->goals, 20);
        ck_assert_uint_eq(of->all_reached + of->failed, of->found);
        for (uint32_t i = 1; i < SW_CODE_PLAN_BUDGETS; i++)
            ck_assert_uint_ge(of->reached[i], of->reached[i - 1]);
        ck_assert_uint_eq(of->reached[SW_CODE_PLAN_BUDGETS - 1], of->all_reached);
    }
    ck_assert_uint_eq(planned[1][SW_CODE_PLAN_WORLD].failed, 0);
    ck_assert_uint_gt(planned[1][SW_CODE_PLAN_WORLD].all_reached, 8);
    ck_assert_uint_gt(planned[1][SW_CODE_PLAN_CODE].all_reached,
                      planned[0][SW_CODE_PLAN_CODE].all_reached);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("codes");
    TCase *t = tcase_create("codes");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, numbers_learn_the_slope);
    tcase_add_test(t, tokens_learn_the_slopes);
    tcase_add_test(t, films_are_what_they_say);
    tcase_add_test(t, clusters_are_found);
    tcase_add_test(t, more_patches_lose_less);
    tcase_add_test(t, every_code_is_worth_something);
    tcase_add_test(t, plans_in_codes_reach_goals);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

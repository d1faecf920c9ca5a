/* unit_forecast_life.c - lives of forecasters: logits against a plain double, learning against the
 * measured slope of the likelihood, litters against their members, and what a lesson is worth. */
#include "forecast/dream.h"
#include "forecast/forecast_life.h"
#include "tests/reference/plain_forecast.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { HIDDEN = 32, EPISODES = 6 };

struct fixture {
    struct sw_brain_layout layout;
    struct sw_episode_rules rules;
    struct sw_forecast_life *life;
    struct sw_forecast_mind *mind;
    struct sw_forecast_percept *percept;
    float *weights;
};

/* by_organism: whose head; the tests below are of both. */
static void set_up(struct fixture *fixture, bool by_organism)
{
    struct sw_error error = {0};
    struct sw_brain_shape shape = {
        .hidden = HIDDEN, .forecast = by_organism ? sw_organism_senses() : sw_outlook_senses()};

    memset(fixture, 0, sizeof *fixture);
    fixture->rules = (struct sw_episode_rules){
        .theme = sw_forecast_theme_find("all"),
        .side_min = 4,
        .side_max = 7,
        .colours = 4,
        .organisms_min = 2,
        .organisms_max = 4,
    };
    sw_episode_rules_begin(&fixture->rules);
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture->layout, &error), 0);
    fixture->life = sw_forecast_life_create(&fixture->layout, &fixture->rules, EPISODES, &error);
    fixture->mind = sw_forecast_mind_create(&fixture->layout, &error);
    fixture->percept = calloc(1, sizeof *fixture->percept);
    fixture->weights = calloc(fixture->layout.floats, sizeof *fixture->weights);
    ck_assert_ptr_nonnull(fixture->life);
    ck_assert_ptr_nonnull(fixture->mind);
    sw_brain_founder(&fixture->layout, 9, 0, fixture->weights);
}

static void tear_down(struct fixture *fixture)
{
    sw_forecast_life_destroy(fixture->life);
    sw_forecast_mind_destroy(fixture->mind);
    free(fixture->percept);
    free(fixture->weights);
}

static void see_organisms(const struct sw_outlook *outlook, const struct sw_grid *end,
                          struct sw_forecast_percept *percept)
{
    struct sw_outlook_relations relations;
    uint64_t right[SW_ORGANISMS_MAX];
    uint8_t word[SW_ORGANISMS_MAX];
    struct sw_organism_edits edits;
    struct sw_grid turned;

    sw_organism_edits_begin(&edits);
    sw_outlook_turn(end, outlook->direction, &turned);
    sw_relations_begin(&relations, outlook);
    sw_relations_find(&relations);
    sw_organism_teach(&edits, &relations, &turned, word, right);
    sw_organism_perceive(&relations, right, percept);
}

/* A deed done to a scene, and what came. */
static void see(struct fixture *fixture, uint64_t number)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, number, 72);
    struct sw_outlook now, next;
    struct sw_episode episode;
    struct sw_canvas canvas;

    sw_episode_draw(&fixture->rules, &dice, 1, &episode);
    sw_episode_begin(&episode.step[0], &episode.grid, &canvas);
    sw_outlook_of(&canvas, &episode.step[0].deed, &now);
    sw_deed_do(&episode.step[0].deed, &canvas);
    if (fixture->layout.shape.forecast.organisms) {
        see_organisms(&now, &canvas.grid, fixture->percept);
        return;
    }
    sw_outlook_pass(&now, &canvas.grid, &next);
    sw_outlook_perceive(&now, &next, fixture->percept);
}

/* Mean log likelihood, in double precision, from the formulas. */
static double plain_likelihood(const struct fixture *fixture)
{
    const struct sw_forecast_percept *percept = fixture->percept;
    double mean = 0;

    for (uint32_t k = 0; k < percept->kinds; k++) {
        double logit[64], all = 0, good = 0;

        sw_plain_forecast_kind(&fixture->layout, fixture->weights, percept, k, logit);
        for (uint32_t f = 0; f < fixture->layout.shape.forecast.fates; f++) {
            all += exp(logit[f]);
            good += percept->right[k] >> f & 1 ? exp(logit[f]) : 0;
        }
        mean += log(good / all) / percept->kinds;
    }
    return mean;
}

/* Fates are those of the plain double, but for ties that rounding makes. */
START_TEST(fates_are_the_plain_ones)
{
    struct fixture fixture;
    uint32_t differ = 0, cells = 0;

    set_up(&fixture, _i == 1);
    for (uint64_t number = 0; number < 40; number++) {
        uint8_t fate[SW_FORECAST_KINDS_MAX], plain[SW_FORECAST_KINDS_MAX];

        see(&fixture, number);
        sw_forecast_mind_think(fixture.mind, fixture.weights, fixture.percept);
        sw_forecast_mind_choose(fixture.mind, fixture.percept, fate);
        sw_plain_forecast(&fixture.layout, fixture.weights, fixture.percept, plain);
        for (uint32_t i = 0; i < fixture.percept->cells; i++, cells++)
            differ += fate[fixture.percept->kind[i]] != plain[i];
    }
    ck_assert_uint_gt(cells, _i == 1 ? 60 : 600);
    ck_assert_uint_le(differ, cells / 500);
    tear_down(&fixture);
}
END_TEST

/* With the way forth as its way back, learning is the slope of the likelihood. */
START_TEST(learning_is_the_slope)
{
    struct fixture fixture;
    float *gradient;

    set_up(&fixture, _i == 1);
    gradient = calloc(fixture.layout.floats, sizeof *gradient);
    for (uint64_t number = 0; number < 8; number++) {
        double likelihood, step = 1e-3;

        see(&fixture, number);
        likelihood = plain_likelihood(&fixture);
        memset(gradient, 0, fixture.layout.floats * sizeof *gradient);
        sw_forecast_mind_think(fixture.mind, fixture.weights, fixture.percept);
        ck_assert_double_eq_tol((double)sw_forecast_mind_judge(fixture.mind, fixture.percept,
                                                               fixture.weights, gradient),
                                likelihood, 1e-4);
        for (uint32_t t = 0; t < SW_FORECAST_TENSORS; t++) {
            const struct sw_tensor *tensor = &fixture.layout.tensor[t];
            uint32_t best = tensor->offset;
            float was;
            double up, down;

            for (uint32_t i = 0; i < tensor->rows * tensor->stride; i++)
                if (fabsf(gradient[tensor->offset + i]) > fabsf(gradient[best]))
                    best = tensor->offset + i;
            was = fixture.weights[best];
            fixture.weights[best] = was + (float)step;
            up = plain_likelihood(&fixture);
            fixture.weights[best] = was - (float)step;
            down = plain_likelihood(&fixture);
            fixture.weights[best] = was;
            ck_assert_double_gt(fabs((double)gradient[best]), 1e-5);
            ck_assert_double_eq_tol((double)gradient[best], (up - down) / (2 * step),
                                    0.02 * fabs((double)gradient[best]) + 1e-4);
        }
    }
    free(gradient);
    tear_down(&fixture);
}
END_TEST

/* By rule delta only the head is moved. */
START_TEST(delta_moves_the_head)
{
    struct fixture fixture;
    float *gradient;

    set_up(&fixture, _i == 1);
    gradient = calloc(fixture.layout.floats, sizeof *gradient);
    see(&fixture, 1);
    sw_forecast_mind_think(fixture.mind, fixture.weights, fixture.percept);
    sw_forecast_mind_judge(fixture.mind, fixture.percept, NULL, gradient);
    for (uint32_t t = 0; t < SW_FORECAST_TENSORS; t++) {
        const struct sw_tensor *tensor = &fixture.layout.tensor[t];
        bool moved = false;

        for (uint32_t i = 0; i < tensor->rows * tensor->stride; i++)
            moved = moved || gradient[tensor->offset + i] != 0;
        ck_assert_msg(moved == (tensor->group == SW_GROUP_THOUGHT), "%s", tensor->name);
    }
    free(gradient);
    tear_down(&fixture);
}
END_TEST

/* By organism an empty canvas has nobody of whom anything could be said. */
START_TEST(nobody_teaches_nothing)
{
    struct fixture fixture;
    float *gradient;

    set_up(&fixture, true);
    gradient = calloc(fixture.layout.floats, sizeof *gradient);
    fixture.percept->verb = 0;
    fixture.percept->cells = fixture.percept->kinds = 0;
    sw_forecast_mind_think(fixture.mind, fixture.weights, fixture.percept);
    ck_assert(sw_forecast_mind_judge(fixture.mind, fixture.percept, fixture.weights, gradient) ==
              0);
    for (uint32_t i = 0; i < fixture.layout.floats; i++)
        ck_assert(gradient[i] == 0);
    free(gradient);
    tear_down(&fixture);
}
END_TEST

START_TEST(litter_is_its_members)
{
    struct sw_error error = {0};
    struct fixture fixture;
    struct sw_noise *noise, *none;
    float score[2 * SW_NOISE_PAIRS], alone[2 * SW_NOISE_PAIRS], *member;

    set_up(&fixture, _i == 1);
    noise = sw_noise_create(&fixture.layout, &error);
    none = sw_noise_create(&fixture.layout, &error);
    member = calloc(fixture.layout.floats, sizeof *member);
    sw_noise_draw(noise, 3, 4, 5, 0.2f, SW_GROUP_ALL, false);
    sw_noise_draw(none, 3, 4, 0, 0, 0, false);
    sw_forecast_life_meet(fixture.life, 1, 2, 0);
    sw_forecast_life_litter(fixture.life, fixture.weights, noise, 5, score);
    for (uint32_t i = 0; i < 10; i++) {
        memcpy(member, fixture.weights, fixture.layout.floats * sizeof *member);
        sw_mutation_apply(noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, member);
        sw_forecast_life_litter(fixture.life, member, none, 1, alone);
        ck_assert(score[i] == alone[0]);
        ck_assert(score[i] < 0);
        ck_assert(i == 0 || score[i] != score[i - 1]);
    }
    ck_assert(score[10] == 0);
    sw_noise_destroy(noise);
    sw_noise_destroy(none);
    free(member);
    tear_down(&fixture);
}
END_TEST

/* Lessons make what is met later likelier, and dreams truer. */
START_TEST(lessons_teach)
{
    struct sw_error error = {0};
    struct sw_dream_tally before = {0}, after = {0};
    struct sw_dream *dream;
    struct fixture fixture;
    uint64_t steps = 0;
    struct sw_forecast_lessons how = {.episodes = 1600,
                                      .step = 32,
                                      .learn = SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                      .rate = 0.1f,
                                      .fade = 0.003f,
                                      .steps = &steps};

    set_up(&fixture, _i == 1);
    how.first = calloc(fixture.layout.floats, sizeof(float));
    how.second = calloc(fixture.layout.floats, sizeof(float));
    how.back = calloc(fixture.layout.floats, sizeof(float));
    sw_brain_founder(&fixture.layout, 10, 0, how.back);
    dream = sw_dream_create(&fixture.layout, &error);
    ck_assert_ptr_nonnull(dream);
    sw_dream_examine(dream, fixture.weights, &fixture.rules, 1, 0, 100, 2, &before);
    sw_forecast_life_learn(fixture.life, &how, 1, 0, 0, 0, fixture.weights);
    sw_dream_examine(dream, fixture.weights, &fixture.rules, 1, 0, 100, 2, &after);
    ck_assert_uint_eq(steps, 50);
    ck_assert_uint_eq(before.depth[1].episodes, 100);
    ck_assert_uint_eq(before.depth[0].changed, after.depth[0].changed);
    ck_assert_uint_gt(after.depth[0].right, 2 * before.depth[0].right);
    ck_assert_uint_gt(after.depth[0].exact, before.depth[0].exact + 5);
    sw_dream_destroy(dream);
    free(how.first);
    free(how.second);
    free(how.back);
    tear_down(&fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("forecast life");
    TCase *t = tcase_create("forecast life");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, fates_are_the_plain_ones, 0, 2);
    tcase_add_loop_test(t, learning_is_the_slope, 0, 2);
    tcase_add_loop_test(t, delta_moves_the_head, 0, 2);
    tcase_add_test(t, nobody_teaches_nothing);
    tcase_add_loop_test(t, litter_is_its_members, 0, 2);
    tcase_add_loop_test(t, lessons_teach, 0, 2);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

#include "population/vectors.h"

#include "population/generation.h"
#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <float.h>

enum { MEMBERS = 72, LITTERS = 3 };

static struct fixture fixture;

static void begin(const char *source, const char *dimension)
{
    char text[64], size[64];

    snprintf(text, sizeof text, "worlds.source=function:%s", source);
    snprintf(size, sizeof size, "worlds.dimension=%s", dimension);
    fixture_settings(&fixture, text, size, "worlds.shift=yes", "worlds.rotate=yes", NULL);
}

static struct sw_vectors *vectors_of_fixture(void)
{
    struct sw_vectors *vectors =
        sw_vectors_create(&fixture.settings, &fixture.layout, &fixture.error);

    ck_assert_msg(vectors != NULL, "%s", fixture.error.text);
    return vectors;
}

START_TEST(a_member_is_one_vector)
{
    float founder[2][1008], other[1008];

    begin("rosenbrock", "1001");
    ck_assert_uint_eq(fixture.layout.tensors, 1);
    ck_assert_uint_eq(fixture.layout.parameters, 1001);
    ck_assert_uint_eq(fixture.layout.floats, 1008);
    ck_assert(fixture.layout.tensor[0].scale == 15); /* from -5 to 10 */
    for (uint32_t island = 0; island < 2; island++) {
        double sum = 0, low = 10, high = -5;

        sw_brain_founder(&fixture.layout, 7, island, founder[island]);
        for (uint32_t i = 0; i < 1001; i++) {
            sum += (double)founder[island][i] / 1001;
            low = fmin(low, (double)founder[island][i]);
            high = fmax(high, (double)founder[island][i]);
        }
        ck_assert(low >= -5 && low < -4.8 && high < 10 && high > 9.8);
        ck_assert_double_lt(fabs(sum - 2.5), 4 * 15 / sqrt(12.0 * 1001)); /* four deviations */
        for (uint32_t i = 1001; i < 1008; i++)
            ck_assert(founder[island][i] == 0);
    }
    ck_assert_mem_ne(founder[0], founder[1], sizeof founder[0]);
    sw_brain_founder(&fixture.layout, 8, 0, other);
    ck_assert_mem_ne(founder[0], other, sizeof other);
    fixture_end(&fixture);
}
END_TEST

/* Every row of a litter is the member that is built for it, evaluated alone, bit for bit. */
START_TEST(a_litter_is_its_members)
{
    static const char *const sources[] = {"rastrigin", "plane-sphere", "zdt2"};
    const struct sw_function *function;
    struct sw_vectors *vectors;
    struct sw_noise *noise;

    begin(sources[_i], "600");
    function = sw_settings_function(&fixture.settings);
    vectors = vectors_of_fixture();
    noise = sw_noise_create(&fixture.layout, &fixture.error);
    for (uint32_t clone = 0; clone < 2; clone++) {
        struct sw_litter litter = {
            .seed = 5, .strength = 0.1f, .evolve = SW_GROUP_LANGUAGE, .clone = clone != 0};
        struct sw_landscape *landscape =
            sw_landscape_create(function, 600, true, true, 1, &fixture.error);
        float score[SW_LITTER_MEMBERS], seen[SW_LITTER_MEMBERS][2], again[2];
        struct sw_individual parent;

        ck_assert_int_eq(sw_genome_founder(&fixture.breeder, 0, &parent, &fixture.error), 0);
        sw_litter_noise(&fixture.breeder, &litter, 4, noise);
        sw_vectors_litter(vectors, parent.weights, noise, 4, score, &seen[0][0]);
        for (uint32_t slot = 0; slot < SW_LITTER_MEMBERS; slot++) {
            struct sw_individual member;
            double value;

            ck_assert_int_eq(sw_genome_member(&fixture.breeder, &litter, slot, &parent, slot,
                                              &member, &fixture.error),
                             0);
            value = sw_landscape_value(landscape, member.weights, again);
            ck_assert(score[slot] == (slot < 8 ? (float)-value : 0));
            for (uint32_t k = 0; k < sw_function_width(function) && slot < 8; k++)
                ck_assert(seen[slot][k] == again[k]);
            if (function->objectives > 0 && slot < 8)
                ck_assert(seen[slot][0] == score[slot]);
            sw_individual_free(&member);
        }
        ck_assert_int_eq(score[0] == score[1], clone);
        ck_assert(score[2] != score[3]);
        sw_individual_free(&parent);
        sw_landscape_destroy(landscape);
    }
    sw_noise_destroy(noise);
    sw_vectors_destroy(vectors);
    fixture_end(&fixture);
}
END_TEST

/* Scores are finite, however far members have gone. */
START_TEST(scores_are_finite)
{
    struct sw_noise *noise;
    struct sw_vectors *vectors;
    float parent[112], score[SW_LITTER_MEMBERS];

    begin("rosenbrock", "100");
    vectors = vectors_of_fixture();
    noise = sw_noise_create(&fixture.layout, &fixture.error);
    sw_noise_draw(noise, 1, 1, 1, 0.1f, SW_GROUP_ALL, true);
    for (uint32_t i = 0; i < 112; i++)
        parent[i] = i % 2 == 0 ? FLT_MAX : -INFINITY;
    sw_vectors_litter(vectors, parent, noise, 1, score, NULL);
    ck_assert(score[0] == -FLT_MAX);
    sw_noise_destroy(noise);
    sw_vectors_destroy(vectors);
    fixture_end(&fixture);
}
END_TEST

/* The step of recombination along the sum of share times noise, of vectors longer than a tile is
 * wide: against a plain sum. */
START_TEST(a_gradient_is_the_sum_of_noise)
{
    enum { N = 1300, ROOM = 1312 };
    struct sw_noise *noise;
    float share[SW_NOISE_PAIRS], gradient[ROOM];

    begin("sphere", "1300");
    ck_assert_uint_eq(fixture.layout.floats, ROOM);
    noise = sw_noise_create(&fixture.layout, &fixture.error);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
        share[pair] = 0.1f * (float)pair - 0.7f;
    for (uint32_t i = 0; i < ROOM; i++)
        gradient[i] = (float)i;
    sw_mutation_gradient(noise, &fixture.breeder.kernel, share, gradient);
    for (uint32_t i = 0; i < ROOM; i++) {
        double sum = i;

        for (uint32_t pair = 0; pair < SW_NOISE_PAIRS && i < N; pair++)
            sum += (double)share[pair] * (double)noise->pair[pair * fixture.layout.noise + i];
        ck_assert_double_le(fabs((double)gradient[i] - sum), 1e-3 * (i < N));
    }
    sw_noise_destroy(noise);
    fixture_end(&fixture);
}
END_TEST

/* A whole generation, without any worlds: each member's score is its value. */
START_TEST(a_generation_scores_its_members)
{
    struct sw_generation generation;
    struct sw_breeding breeding;
    struct sw_exchange exchange;
    struct sw_landscape *landscape;

    begin("ackley", "50");
    fixture.settings.run.islands = 2;
    sw_exchange_alone(&exchange);
    landscape = sw_landscape_create(sw_settings_function(&fixture.settings), 50, true, true, 1,
                                    &fixture.error);
    ck_assert_int_eq(
        sw_breeding_begin(&breeding, &fixture.settings, &fixture.breeder, &fixture.error), 0);
    ck_assert_msg(sw_generation_create(&generation, &fixture.settings, &fixture.layout, NULL,
                                       &exchange, &fixture.error) == 0,
                  "%s", fixture.error.text);
    for (uint32_t at = 0; at < 3; at++) {
        ck_assert_int_eq(sw_generation_live(&generation, &breeding, &fixture.error), 0);
        for (uint32_t i = 0; i < 2 * MEMBERS; i++) {
            const struct sw_island *island = &breeding.island[i / MEMBERS];
            uint32_t slot = i % MEMBERS, litter = slot / SW_LITTER_MEMBERS;
            struct sw_individual member;

            ck_assert_uint_eq(breeding.litters, LITTERS);
            ck_assert_int_eq(sw_genome_member(&fixture.breeder, &island->births.litter[litter],
                                              slot % SW_LITTER_MEMBERS, &island->parent[0], 0,
                                              &member, &fixture.error),
                             0);
            ck_assert(generation.score[i] ==
                      (float)-sw_landscape_value(landscape, member.weights, NULL));
            sw_individual_free(&member);
        }
        ck_assert_int_eq(sw_breeding_advance(&breeding,
                                             &(struct sw_lived){.score = generation.score,
                                                                .noise = generation.noise},
                                             &fixture.error),
                         0);
    }
    sw_landscape_destroy(landscape);
    sw_generation_destroy(&generation);
    sw_breeding_end(&breeding);
    fixture_end(&fixture);
}
END_TEST

static void refuse(const char *source, const char *dimension, const char *wanted)
{
    struct sw_settings settings = fixture.settings;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, source, &error), 0);
    ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, dimension, &error), 0);
    ck_assert_int_eq(sw_settings_check(&settings, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_msg(strstr(error.text, wanted) != NULL, "%s", error.text);
}

START_TEST(what_is_no_function_is_refused)
{
    begin("sphere", "1");
    refuse("worlds.source=function:rastrign", "worlds.dimension=9",
           "no function \"rastrign\"; did you mean function:rastrigin?");
    refuse("worlds.source=function:", "worlds.dimension=9",
           "no function \"\"; there are sphere, rosenbrock, ");
    refuse("worlds.source=function:rosenbrock", "worlds.dimension=1",
           "worlds.dimension is 1; function:rosenbrock needs at least 2");
    fixture_end(&fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("vectors");
    TCase *t = tcase_create("vectors");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, a_member_is_one_vector);
    tcase_add_loop_test(t, a_litter_is_its_members, 0, 3);
    tcase_add_test(t, scores_are_finite);
    tcase_add_test(t, a_gradient_is_the_sum_of_noise);
    tcase_add_test(t, a_generation_scores_its_members);
    tcase_add_test(t, what_is_no_function_is_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

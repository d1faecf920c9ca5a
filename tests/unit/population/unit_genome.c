#include "population/genome.h"

#include "agent/growth.h"
#include "population/schooling.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct fixture f;

static struct sw_litter litter(uint64_t seed, bool clone, uint8_t evolve)
{
    return (struct sw_litter){
        .parent = 0, .seed = seed, .strength = 0.15f, .evolve = evolve, .clone = clone};
}

START_TEST(founders_differ_by_island_and_seed)
{
    struct sw_individual a, b, c;

    fixture_settings(&f, NULL);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &a, &f.error), 0);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 1, &b, &f.error), 0);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &c, &f.error), 0);
    fixture_same_bits(&f, &a, &c);
    ck_assert_uint_eq(b.id, 1);
    ck_assert_mem_ne(a.weights, b.weights, f.layout.floats * sizeof(float));
    f.settings.run.seed = 2;
    sw_individual_free(&c);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &c, &f.error), 0);
    ck_assert_mem_ne(a.weights, c.weights, f.layout.floats * sizeof(float));
    sw_individual_free(&a);
    sw_individual_free(&b);
    sw_individual_free(&c);
    fixture_end(&f);
}
END_TEST

/* What a mutation is, from its definition: strength * scale * a b^T, and plain noise for a bias,
 * drawn at (seed, litter, pair, tensor). */
static double expected_step(const struct sw_litter *l, uint32_t pair, uint32_t t, uint32_t row,
                            uint32_t column)
{
    const struct sw_tensor *tensor = &f.layout.tensor[t];
    uint64_t seed = f.settings.run.seed;
    float *a = fixture_floats(tensor->rows + 4), *b = fixture_floats(tensor->columns + 4);
    double step = (double)l->strength * (double)tensor->scale;

    if (tensor->kind == SW_TENSOR_VECTOR) {
        sw_random_noise(seed, SW_RANDOM_MUTATION, l->seed, pair, t << 16, b, tensor->columns);
        step *= (double)b[column];
    } else {
        sw_random_noise(seed, SW_RANDOM_MUTATION, l->seed, pair, t << 16, a, tensor->rows);
        sw_random_noise(seed, SW_RANDOM_MUTATION, l->seed, pair, (t << 16) + (1u << 15), b,
                        tensor->columns);
        step *= (double)a[row] * (double)b[column];
    }
    free(a);
    free(b);
    return l->evolve & tensor->group ? step : 0.0;
}

static void check_children(uint8_t evolve)
{
    struct sw_litter l = litter(99, false, evolve);
    struct sw_individual parent, plus, minus;
    static const uint32_t pairs[] = {0, 7, 15};

    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &parent, &f.error), 0);
    for (int p = 0; p < 3; p++) {
        ck_assert_int_eq(
            sw_genome_member(&f.breeder, &l, 2 * pairs[p], &parent, 5, &plus, &f.error), 0);
        ck_assert_int_eq(
            sw_genome_member(&f.breeder, &l, 2 * pairs[p] + 1, &parent, 6, &minus, &f.error), 0);
        ck_assert_uint_eq(plus.id, 5);
        ck_assert_ptr_null(plus.first);
        for (uint32_t t = 0; t < f.layout.tensors; t++) {
            const struct sw_tensor *tensor = &f.layout.tensor[t];

            for (uint32_t i = 0; i < 20; i++) {
                uint32_t row = i * 7 % tensor->rows, column = i * 11 % tensor->columns;
                size_t at = tensor->offset + (size_t)row * tensor->stride + column;
                double step = expected_step(&l, pairs[p], t, row, column);
                double w = (double)parent.weights[at];

                ck_assert_double_eq_tol((double)plus.weights[at], w + step, 1e-6);
                ck_assert_double_eq_tol((double)minus.weights[at], w - step, 1e-6);
            }
            /* Padding stays zero: kernels add it up. */
            for (uint32_t row = 0; row < tensor->rows; row++)
                for (uint32_t i = tensor->columns; i < tensor->stride; i++)
                    ck_assert(plus.weights[tensor->offset + (size_t)row * tensor->stride + i] ==
                              0.0f);
            if (!(evolve & tensor->group))
                ck_assert_mem_eq(plus.weights + tensor->offset, parent.weights + tensor->offset,
                                 (size_t)tensor->rows * tensor->stride * sizeof(float));
        }
        sw_individual_free(&plus);
        sw_individual_free(&minus);
    }
    sw_individual_free(&parent);
}

START_TEST(children_are_the_parent_plus_and_minus_a_mutation)
{
    fixture_settings(&f, NULL);
    check_children(SW_GROUP_ALL);
    check_children(SW_GROUP_SIGHT | SW_GROUP_THOUGHT);
    check_children(SW_GROUP_SPEECH);
    fixture_end(&f);
}
END_TEST

START_TEST(an_elite_is_its_parent_again)
{
    struct sw_litter l = litter(3, true, SW_GROUP_ALL), plain = litter(3, false, SW_GROUP_ALL);
    struct sw_individual parent, child, other;
    size_t size;

    fixture_settings(&f, NULL);
    size = f.layout.floats * sizeof(float);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &parent, &f.error), 0);
    for (uint32_t slot = 0; slot < 4; slot++) {
        ck_assert_int_eq(sw_genome_member(&f.breeder, &l, slot, &parent, 9, &child, &f.error), 0);
        ck_assert_int_eq(sw_genome_member(&f.breeder, &plain, slot, &parent, 9, &other, &f.error),
                         0);
        if (slot < 2)
            ck_assert_mem_eq(child.weights, parent.weights, size);
        else /* the others of the litter are as they would be without */
            ck_assert_mem_eq(child.weights, other.weights, size);
        sw_individual_free(&child);
        sw_individual_free(&other);
    }
    sw_individual_free(&parent);
    fixture_end(&f);
}
END_TEST

/* The recombination step in double precision, from its definition. */
static void reference_step(const struct sw_births *births, const float *scores,
                           const struct sw_individual *parent, double rate, uint64_t steps,
                           double *weights, double *first, double *second)
{
    uint32_t members = f.settings.run.members;
    float *rank = fixture_floats(members);
    uint32_t *order = malloc(2 * members * sizeof *order);

    sw_scheme_rank(scores, members, order, rank);
    for (uint32_t t = 0; t < f.layout.tensors; t++) {
        const struct sw_tensor *tensor = &f.layout.tensor[t];

        for (uint32_t i = 0; i < tensor->rows * tensor->stride; i++) {
            size_t at = tensor->offset + i;
            uint32_t row = i / tensor->stride, column = i % tensor->stride;
            double gradient = 0;

            weights[at] = (double)parent->weights[at];
            if (column >= tensor->columns || i % 37 != 0) /* a sample */
                continue;
            for (uint32_t pair = 0; pair < members / 2; pair++) {
                const struct sw_litter *l = &births->litter[pair / SW_LITTER_PAIRS];
                double unit = (double)l->strength * (double)tensor->scale;
                double floor = f.settings.selection.pressure;
                double up = fmax(0, ((double)rank[2 * pair] - floor) / (1 - floor));
                double down = fmax(0, ((double)rank[2 * pair + 1] - floor) / (1 - floor));

                gradient += 0.5 * (up - down) *
                            expected_step(l, pair % SW_LITTER_PAIRS, t, row, column) / unit;
            }
            first[at] = 0.9 * first[at] + 0.1 * gradient;
            second[at] = 0.99 * second[at] + 0.01 * gradient * gradient;
            if (births->litter[0].evolve & tensor->group) {
                double m = first[at] / (1 - pow(0.9, (double)steps));
                double v = second[at] / (1 - pow(0.99, (double)steps));

                weights[at] += rate * (double)tensor->scale * m / (sqrt(v) + 1e-8);
            }
        }
    }
    free(rank);
    free(order);
}

static void compare_step(const struct sw_individual *next, const struct sw_individual *parent,
                         const double *weights)
{
    uint32_t moved = 0;

    for (uint32_t t = 0; t < f.layout.tensors; t++) {
        const struct sw_tensor *tensor = &f.layout.tensor[t];

        for (uint32_t i = 0; i < tensor->rows * tensor->stride; i += 37) {
            size_t at = tensor->offset + i;

            if (i % tensor->stride >= tensor->columns)
                continue;
            ck_assert_double_eq_tol((double)next->weights[at], weights[at], 2e-4);
            moved += next->weights[at] != parent->weights[at];
        }
    }
    ck_assert_uint_gt(moved, 20);
}

START_TEST(recombination_is_the_ranked_step_by_adam)
{
    struct sw_breeding breeding;
    struct sw_individual next, third;
    float *scores;
    double *weights, *first, *second;

    fixture_settings(&f, "selection.pressure=0.2", "run.islands=1", NULL);
    scores = fixture_floats((size_t)f.settings.run.members);
    weights = calloc(f.layout.floats, sizeof *weights);
    first = calloc(f.layout.floats, sizeof *first);
    second = calloc(f.layout.floats, sizeof *second);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    fixture_scores(&f, 0, scores);
    ck_assert_int_eq(sw_genome_recombine(&f.breeder, 0, &breeding.island[0].births, scores, NULL,
                                         &breeding.island[0].parent[0], NULL, 73, &next, &f.error),
                     0);
    ck_assert_uint_eq(next.id, 73);
    ck_assert_uint_eq(next.steps, 1);
    reference_step(&breeding.island[0].births, scores, &breeding.island[0].parent[0],
                   (double)sw_settings_rate(&f.settings, 0), 1, weights, first, second);
    compare_step(&next, &breeding.island[0].parent[0], weights);
    /* A second step: the moments are remembered. */
    ck_assert_int_eq(sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error),
                     0);
    fixture_same_bits(&f, &breeding.island[0].parent[0], &next);
    fixture_scores(&f, 1, scores);
    ck_assert_int_eq(sw_genome_recombine(&f.breeder, 1, &breeding.island[0].births, scores, NULL,
                                         &next, NULL, 146, &third, &f.error),
                     0);
    ck_assert_uint_eq(third.steps, 2);
    reference_step(&breeding.island[0].births, scores, &next,
                   (double)sw_settings_rate(&f.settings, 1), 2, weights, first, second);
    compare_step(&third, &next, weights);
    sw_individual_free(&next);
    sw_individual_free(&third);
    sw_breeding_end(&breeding);
    free(scores);
    free(weights);
    free(first);
    free(second);
    fixture_end(&f);
}
END_TEST

START_TEST(noise_that_is_drawn_already_gives_the_same_bits)
{
    struct sw_breeding breeding;
    struct sw_noise *noises[3];
    struct sw_individual a, b;
    float *scores;

    fixture_settings(&f, NULL);
    scores = fixture_floats((size_t)f.settings.run.members);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    fixture_scores(&f, 0, scores);
    for (uint32_t i = 0; i < 3; i++) {
        noises[i] = sw_noise_create(&f.layout, &f.error);
        sw_litter_noise(&f.breeder, &breeding.island[0].births.litter[i],
                        sw_litter_pairs(&f.settings, i), noises[i]);
    }
    ck_assert_int_eq(sw_genome_recombine(&f.breeder, 0, &breeding.island[0].births, scores, NULL,
                                         &breeding.island[0].parent[0], NULL, 73, &a, &f.error),
                     0);
    for (int lent = 0; lent < 4; lent++) { /* all, and each missing in turn */
        struct sw_noise *some[3];

        for (int i = 0; i < 3; i++)
            some[i] = i + 1 == lent ? NULL : noises[i];
        ck_assert_int_eq(sw_genome_recombine(&f.breeder, 0, &breeding.island[0].births, scores,
                                             NULL, &breeding.island[0].parent[0], some, 73, &b,
                                             &f.error),
                         0);
        fixture_same_bits(&f, &a, &b);
        sw_individual_free(&b);
    }
    sw_individual_free(&a);
    for (int i = 0; i < 3; i++)
        sw_noise_destroy(noises[i]);
    sw_breeding_end(&breeding);
    free(scores);
    fixture_end(&f);
}
END_TEST

START_TEST(a_new_phase_forgets_the_moments)
{
    struct sw_breeding breeding;
    float *scores;

    fixture_settings(&f, "phase2.from=3", NULL);
    scores = fixture_floats((size_t)f.settings.run.members);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint64_t generation = 0; generation < 6; generation++) {
        static const uint64_t steps[] = {1, 2, 3, 1, 2, 3};

        fixture_scores(&f, generation, scores);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
        ck_assert_uint_eq(breeding.island[0].parent[0].steps, steps[generation]);
    }
    sw_breeding_end(&breeding);
    free(scores);
    fixture_end(&f);
}
END_TEST

/* While the first expert is taught, the way to its prototypes moves: they are where it leads in the
 * end. */
START_TEST(the_gate_holds_what_the_taught_parent_sees)
{
    struct sw_worlds_settings of;
    struct sw_worlds *worlds;
    struct sw_individual founder, taught;
    struct sw_lesson_plan plan = {.expert = 0};
    uint32_t M = 32;

    fixture_settings(&f, "keeping.way=experts", "keeping.prototypes=64", "agent.hidden=32",
                     "agent.memory=32", "learning.rule=mirror", "learning.puzzles=40",
                     "learning.times=3", "phase2.from=-1", "worlds.laws=gravity,mirror", NULL);
    of = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&of, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_breeder_teach(&f.breeder, worlds, &f.error), 0);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &founder, &f.error), 0);
    ck_assert_int_eq(sw_individual_copy(&founder, f.layout.floats, &taught, &f.error), 0);
    ck_assert_msg(sw_genome_learn(&f.breeder, 0, 0, &founder, &taught, &f.error) == 0, "%s",
                  f.error.text);
    ck_assert_uint_eq(sw_growth_open(&f.layout, taught.weights), 1);
    plan.owner = f.breeder.owner;
    plan.met = fixture_floats(40 * (size_t)M);
    ck_assert_int_eq(sw_lesson_look(f.breeder.schooling->lesson, &plan, f.breeder.schooling->batch,
                                    sw_game_editor(sw_game_row(SW_GAME_SOLO)), taught.weights,
                                    &f.error),
                     0);
    for (uint32_t i = 0; i < 40; i++)
        ck_assert_mem_eq(sw_tensor_row(&f.layout, taught.weights, SW_ROUTER, i),
                         plan.met + i * (size_t)M, M / 2 * sizeof(float));
    free(plan.met);
    sw_individual_free(&founder);
    sw_individual_free(&taught);
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("genome");
    TCase *t = tcase_create("genome");

    tcase_add_test(t, founders_differ_by_island_and_seed);
    tcase_add_test(t, children_are_the_parent_plus_and_minus_a_mutation);
    tcase_add_test(t, an_elite_is_its_parent_again);
    tcase_add_test(t, recombination_is_the_ranked_step_by_adam);
    tcase_add_test(t, noise_that_is_drawn_already_gives_the_same_bits);
    tcase_add_test(t, a_new_phase_forgets_the_moments);
    tcase_add_test(t, the_gate_holds_what_the_taught_parent_sees);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

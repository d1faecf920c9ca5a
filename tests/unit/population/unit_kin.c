#include "population/kin.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct fixture f;
static struct sw_breeding breeding;
static float *scores;

static void begin(void)
{
    scores = fixture_floats((size_t)(f.settings.run.islands * f.settings.run.members));
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
}

static void end(void)
{
    sw_breeding_end(&breeding);
    free(scores);
    fixture_end(&f);
}

static uint64_t parent_id(uint32_t island)
{
    return sw_identity_id(sw_settings_space(&f.settings), breeding.generation, island,
                          f.settings.run.members);
}

/* The parents that each island makes for itself, and those that it had: [islands]. */
static void own_steps(struct sw_individual *made, float **old)
{
    for (uint32_t i = 0; i < breeding.islands; i++) {
        ck_assert_int_eq(sw_genome_recombine(
                             &f.breeder, breeding.generation, &breeding.island[i].births,
                             scores + i * (size_t)f.settings.run.members, NULL,
                             &breeding.island[i].parent[0], NULL, parent_id(i), &made[i], &f.error),
                         0);
        old[i] = fixture_floats(f.layout.floats);
        memcpy(old[i], breeding.island[i].parent[0].weights, f.layout.floats * sizeof *old[i]);
    }
}

/* Runs some generations; in each the parents are those of the formula, in double. kin(i, j). */
static void compare(double share, bool (*kin)(uint32_t, uint32_t))
{
    for (uint64_t g = 0; g < 3; g++) {
        struct sw_individual made[4] = {{0}};
        float *old[4];
        double moved = 0;

        fixture_scores(&f, g, scores);
        own_steps(made, old);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
        for (uint32_t i = 0; i < 4; i++)
            for (uint32_t k = 0; k < f.layout.floats; k++) {
                double wanted = (double)made[i].weights[k];

                for (uint32_t j = 0; j < 4; j++)
                    if (j != i && kin(i, j))
                        wanted += share * ((double)made[j].weights[k] - (double)old[j][k]);
                moved += fabs(wanted - (double)made[i].weights[k]);
                ck_assert_double_eq_tol((double)breeding.island[i].parent[0].weights[k], wanted,
                                        1e-5 * (1 + fabs(wanted)));
            }
        ck_assert((moved > 0) == kin(0, 1));
        for (uint32_t i = 0; i < 4; i++) {
            ck_assert_uint_eq(breeding.island[i].parent[0].line, i);
            sw_individual_free(&made[i]);
            free(old[i]);
        }
    }
}

static bool all(uint32_t a, uint32_t b)
{
    return a != b;
}

static bool none(uint32_t a, uint32_t b)
{
    (void)a;
    (void)b;
    return false;
}

START_TEST(islands_of_one_founder_move_together)
{
    fixture_settings(&f, "run.islands=4", "run.members=20", "families.share=0.5",
                     "families.founder=one", NULL);
    begin();
    ck_assert_mem_eq(breeding.island[0].parent[0].weights, breeding.island[3].parent[0].weights,
                     f.layout.floats * sizeof(float));
    ck_assert(sw_kin_share(&breeding));
    compare(0.5, all);
    end();
}
END_TEST

/* With founders of their own no two islands are kin. */
START_TEST(strangers_do_not_share)
{
    fixture_settings(&f, "run.islands=4", "run.members=20", "families.share=0.5", NULL);
    begin();
    ck_assert_mem_ne(breeding.island[0].parent[0].weights, breeding.island[3].parent[0].weights,
                     f.layout.floats * sizeof(float));
    compare(0.5, none);
    end();
}
END_TEST

START_TEST(nothing_is_shared_without_a_share)
{
    fixture_settings(&f, "run.islands=4", "run.members=20", "families.founder=one", NULL);
    begin();
    ck_assert(!sw_kin_share(&breeding));
    compare(0, none);
    end();
}
END_TEST

/* At share 1 islands of one founder are one family: all parents take the same step. */
START_TEST(a_full_share_is_one_family)
{
    fixture_settings(&f, "run.islands=4", "run.members=20", "families.share=1",
                     "families.founder=one", NULL);
    begin();
    for (uint64_t g = 0; g < 3; g++) {
        fixture_scores(&f, g, scores);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
    }
    for (uint32_t k = 0; k < f.layout.floats; k++)
        ck_assert_double_eq_tol((double)breeding.island[0].parent[0].weights[k],
                                (double)breeding.island[2].parent[0].weights[k], 1e-4);
    end();
}
END_TEST

/* Two islands of four die out; each begins again from a parent that was judged: the copy, the mean
 * or a cross, with the mutation on top. The others recombine. */
START_TEST(islands_are_refounded_from_judged_parents)
{
    static const char *const ways[] = {"families.refound=copy", "families.refound=average"};
    static const float family[4] = {-3, 5, -9, 2};
    uint32_t refounded = 0;

    fixture_settings(&f, "run.islands=4", "run.members=20", "families.every=1", "families.cull=0.5",
                     "families.strength=0", ways[_i], NULL);
    begin();
    fixture_scores(&f, 0, scores);
    ck_assert(sw_breeding_judges(f.breeder.schedule, 0));
    ck_assert_int_eq(sw_breeding_advance(&breeding,
                                         &(struct sw_lived){.score = scores, .family = family},
                                         &f.error),
                     0);
    for (uint32_t i = 0; i < 4; i++) {
        const struct sw_island *island = &breeding.island[i];
        struct sw_individual one, other;

        ck_assert_uint_eq(island->births.litter[0].parent,
                          sw_identity_id(sw_settings_space(&f.settings), 0, i, 20));
        ck_assert(island->refounded == (i == 0 || i == 2)); /* the poorest two */
        if (!island->refounded)
            continue;
        refounded++;
        ck_assert(island->origin.island[0] == 1 || island->origin.island[0] == 3);
        ck_assert_int_eq(sw_genome_founder(&f.breeder, island->origin.island[0], &one, NULL), 0);
        ck_assert_int_eq(sw_genome_founder(&f.breeder, island->origin.island[1], &other, NULL), 0);
        for (uint32_t k = 0; k < f.layout.floats; k++)
            ck_assert(island->parent[0].weights[k] ==
                      (island->origin.island[0] == island->origin.island[1]
                           ? one.weights[k]
                           : 0.5f * one.weights[k] + 0.5f * other.weights[k]));
        ck_assert_uint_eq(island->parent[0].line, island->origin.island[0]);
        sw_individual_free(&one);
        sw_individual_free(&other);
    }
    ck_assert_uint_eq(refounded, 2);
    end();
}
END_TEST

/* A guard keeps lines alive: nobody dies out where each island is the last of its line. */
START_TEST(a_guard_keeps_lines)
{
    static const float family[4] = {-3, 5, -9, 2};

    fixture_settings(&f, "run.islands=4", "run.members=20", "families.every=1", "families.cull=0.5",
                     "families.guard=4", NULL);
    begin();
    fixture_scores(&f, 0, scores);
    ck_assert_int_eq(sw_breeding_advance(&breeding,
                                         &(struct sw_lived){.score = scores, .family = family},
                                         &f.error),
                     0);
    for (uint32_t i = 0; i < 4; i++)
        ck_assert(!breeding.island[i].refounded);
    end();
}
END_TEST

/* What an event began counts: the mutation leaves alone what the phase does not evolve. */
START_TEST(a_refounding_mutates_what_the_phase_in_force_evolves)
{
    static const float family[4] = {-3, 5, -9, 2};
    uint32_t refounded = 0;

    fixture_settings(&f, "run.islands=4", "run.members=20", "families.every=1", "families.cull=0.5",
                     "phase2.from=-1", "phase2.evolve=language", "phase2.game=rule-relay",
                     "events.1=at 0 phase 2", NULL);
    begin();
    fixture_scores(&f, 0, scores);
    ck_assert_int_eq(sw_breeding_advance(&breeding,
                                         &(struct sw_lived){.score = scores, .family = family},
                                         &f.error),
                     0);
    for (uint32_t i = 0; i < 4; i++) {
        const struct sw_island *island = &breeding.island[i];

        if (!island->refounded)
            continue;
        refounded++;
        ck_assert_uint_eq(island->origin.evolve, sw_phase_evolves(&f.settings.phase[1]));
    }
    ck_assert_uint_eq(refounded, 2);
    ck_assert_uint_ne(sw_phase_evolves(&f.settings.phase[0]),
                      sw_phase_evolves(&f.settings.phase[1]));
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("kin");
    TCase *t = tcase_create("kin");

    tcase_add_test(t, islands_of_one_founder_move_together);
    tcase_add_test(t, strangers_do_not_share);
    tcase_add_test(t, nothing_is_shared_without_a_share);
    tcase_add_test(t, a_full_share_is_one_family);
    tcase_add_loop_test(t, islands_are_refounded_from_judged_parents, 0, 2);
    tcase_add_test(t, a_guard_keeps_lines);
    tcase_add_test(t, a_refounding_mutates_what_the_phase_in_force_evolves);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

#include "population/breeding.h"

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

static void advance(void)
{
    ck_assert_msg(sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error) ==
                      0,
                  "%s", f.error.text);
}

/* What holds of every generation: litters are full, each parent stands once, its litters side by
 * side, and every litter's seed is its own. */
static void check_islands(void)
{
    uint64_t seeds[64];
    uint32_t count = 0;

    for (uint32_t i = 0; i < breeding.islands; i++) {
        const struct sw_island *island = &breeding.island[i];
        uint32_t seen = 0;

        ck_assert_uint_eq(island->births.litters, sw_settings_litters(&f.settings));
        for (uint32_t j = 0; j < island->births.litters; j++) {
            const struct sw_litter *litter = &island->births.litter[j];
            uint32_t parent = island->parent_of[j];

            ck_assert_uint_lt(parent, island->parents);
            ck_assert_uint_eq(island->parent[parent].id, litter->parent);
            ck_assert_uint_le(parent, seen);
            seen += parent == seen;
            if (j > 0 && island->parent_of[j - 1] != parent)
                ck_assert_uint_eq(parent, island->parent_of[j - 1] + 1);
            for (uint32_t k = 0; k < count; k++)
                ck_assert_uint_ne(seeds[k], litter->seed);
            seeds[count++] = litter->seed;
        }
        ck_assert_uint_eq(seen, island->parents);
    }
}

static uint64_t id_of(uint64_t generation, uint32_t island, uint32_t slot)
{
    return sw_identity_id(sw_settings_space(&f.settings), generation, island, slot);
}

START_TEST(founders_have_all_first_litters)
{
    fixture_settings(&f, "run.islands=3", NULL);
    begin();
    check_islands();
    for (uint32_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(breeding.island[i].parents, 1);
        ck_assert_uint_eq(breeding.island[i].parent[0].id, i);
        for (uint32_t j = 0; j < 3; j++) {
            const struct sw_litter *litter = &breeding.island[i].births.litter[j];

            ck_assert_uint_eq(litter->parent, i);
            ck_assert(litter->strength == 0.15f && !litter->clone);
            ck_assert_uint_eq(litter->evolve, SW_GROUP_SIGHT | SW_GROUP_THOUGHT);
        }
    }
    end();
}
END_TEST

START_TEST(recombination_has_one_parent_for_all)
{
    fixture_settings(&f, "run.islands=2", NULL);
    begin();
    for (uint64_t generation = 0; generation < 25; generation++) {
        fixture_scores(&f, generation, scores);
        advance();
        check_islands();
        ck_assert_uint_eq(breeding.generation, generation + 1);
        for (uint32_t i = 0; i < 2; i++) {
            ck_assert_uint_eq(breeding.island[i].parents, 1);
            ck_assert(breeding.island[i].births.recombines);
            ck_assert_uint_eq(breeding.island[i].parent[0].id,
                              id_of(generation, i, f.settings.run.members));
        }
        /* The phase's strength and groups are those of the generation that is born. */
        ck_assert(breeding.island[0].births.litter[0].strength ==
                  (generation + 1 < 20 ? 0.15f : 0.2f));
    }
    end();
}
END_TEST

START_TEST(truncation_takes_the_best_and_keeps_elites)
{
    fixture_settings(&f, "selection.scheme=truncation", "selection.pressure=0.95",
                     "selection.elites=1", NULL);
    begin();
    for (uint32_t slot = 0; slot < 72; slot++)
        scores[slot] = -(float)slot;
    scores[40] = 3.0f; /* the best 4.55, who breed: 40, 17, 0, 1, 2 */
    scores[17] = 2.0f;
    advance();
    check_islands();
    ck_assert_uint_eq(breeding.island[0].parent[0].id, id_of(0, 0, 40));
    for (uint32_t i = 0; i < breeding.island[0].parents; i++) {
        uint64_t id = breeding.island[0].parent[i].id;

        ck_assert(id == id_of(0, 0, 40) || id == id_of(0, 0, 17) || id <= id_of(0, 0, 2));
    }
    ck_assert(breeding.island[0].births.litter[0].clone);
    ck_assert(!breeding.island[0].births.litter[1].clone);
    ck_assert(!breeding.island[0].births.recombines);
    end();
}
END_TEST

START_TEST(two_survivors_share_the_litters)
{
    fixture_settings(&f, "selection.scheme=truncation", "selection.pressure=0.97",
                     "run.members=160", "selection.elites=0", NULL);
    begin();
    fixture_scores(&f, 0, scores);
    f.settings.selection.pressure = 1.0 - 1.0 / 159;
    advance();
    check_islands(); /* five litters, two parents, side by side: 3 + 2 or 2 + 3 */
    ck_assert_uint_eq(breeding.island[0].parents, 2);
    ck_assert_uint_eq(breeding.island[0].parent_of[1], 0);
    ck_assert_uint_eq(breeding.island[0].parent_of[3], 1);
    end();
}
END_TEST

START_TEST(tournaments_favour_the_good)
{
    double mean = 0, chosen = 0;
    uint32_t count = 0;

    fixture_settings(&f, "selection.scheme=tournament", "selection.pressure=0.75",
                     "selection.elites=0", "run.members=256", NULL);
    begin();
    for (uint64_t generation = 0; generation < 12; generation++) {
        fixture_scores(&f, generation, scores);
        advance();
        check_islands();
        for (uint32_t i = 0; i < 256; i++)
            mean += (double)scores[i] / (256 * 12);
        for (uint32_t i = 0; i < breeding.litters; i++, count++)
            chosen += (double)scores[sw_identity_of(sw_settings_space(&f.settings),
                                                    breeding.island[0].births.litter[i].parent)
                                         .slot];
    }
    /* Scores are uniform in -4..0: the best of 4 is -0.8 on average. */
    ck_assert_double_eq_tol(mean, -2.0, 0.1);
    ck_assert_double_eq_tol(chosen / count, -0.8, 0.2);
    end();
}
END_TEST

/* Gives island i the mean `base[i]`. */
static void set_levels(const float *base)
{
    fixture_scores(&f, breeding.generation, scores);
    for (uint32_t i = 0; i < breeding.islands * 72; i++)
        scores[i] = 0.01f * scores[i] + base[i / 72];
}

START_TEST(better_neighbours_migrate_in_a_ring)
{
    static const float levels[] = {-1, -2, -3}; /* 0 -> 1 and 1 -> 2 are gains, 2 -> 0 is not */

    fixture_settings(&f, "run.islands=3", "migration.every=2", NULL);
    begin();
    set_levels(levels);
    advance(); /* generation 1 is not due */
    for (uint32_t i = 0; i < 3; i++)
        ck_assert_uint_eq(breeding.island[i].parent[0].id, id_of(0, i, 72));
    set_levels(levels);
    advance();
    check_islands();
    ck_assert_uint_eq(breeding.island[0].parent[0].id, id_of(1, 0, 72));
    ck_assert_uint_eq(breeding.island[1].parent[0].id, id_of(1, 0, 72));
    ck_assert_uint_eq(breeding.island[2].parent[0].id, id_of(1, 1, 72));
    /* The migrant is the same individual on both islands. */
    fixture_same_bits(&f, &breeding.island[0].parent[0], &breeding.island[1].parent[0]);
    end();
}
END_TEST

START_TEST(a_migrant_takes_the_last_litter_where_parents_are_many)
{
    static const float levels[] = {-1, -2};

    fixture_settings(&f, "run.islands=2", "migration.every=1", "selection.scheme=truncation",
                     "selection.pressure=0.9", "selection.elites=3", NULL);
    begin();
    set_levels(levels);
    advance();
    check_islands();
    for (uint32_t j = 0; j < 3; j++) {
        uint64_t parent = breeding.island[1].births.litter[j].parent;

        ck_assert_uint_eq(sw_identity_of(sw_settings_space(&f.settings), parent).island,
                          j == 2 ? 0 : 1);
    }
    /* The migrant is a parent here and no elite: it has not lived in these worlds. */
    ck_assert(breeding.island[1].births.litter[1].clone);
    ck_assert(!breeding.island[1].births.litter[2].clone);
    ck_assert(breeding.island[0].births.litter[0].clone); /* one litter is drawn */
    for (uint32_t j = 0; j < 3; j++)
        ck_assert_uint_eq(sw_identity_of(sw_settings_space(&f.settings),
                                         breeding.island[0].births.litter[j].parent)
                              .island,
                          0);
    end();
}
END_TEST

struct kept {
    struct sw_individual list[64];
    uint32_t count;
};

static struct sw_individual copy(const struct sw_individual *from)
{
    struct sw_individual to = *from;
    size_t size = f.layout.floats * sizeof(float);
    float **arrays[] = {&to.weights, &to.first, &to.second};

    for (int i = 0; i < 3; i++)
        if (*arrays[i] != NULL)
            *arrays[i] = memcpy(fixture_floats(f.layout.floats), *arrays[i], size);
    return to;
}

static int keep(void *context, const struct sw_individual *parent)
{
    struct kept *kept = context;

    kept->list[kept->count++] = copy(parent);
    return 0;
}

static int get(void *context, uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    const struct kept *kept = context;

    for (uint32_t i = 0; i < kept->count; i++)
        if (kept->list[i].id == id) {
            *out = copy(&kept->list[i]);
            return 0;
        }
    return sw_fail(error, SW_EXIT_DAMAGED, "no such keyframe");
}

/* Restored from its parents alone, a population goes on as if nothing had been. */
static void check_restore(const char *scheme)
{
    struct sw_breeding again;
    struct kept kept = {.count = 0};

    fixture_settings(&f, scheme, "run.islands=3", "migration.every=2", "selection.pressure=0.8",
                     "phase2.from=5", NULL);
    begin();
    for (uint64_t generation = 0; generation < 5; generation++) {
        fixture_scores(&f, generation, scores);
        advance();
    }
    ck_assert_int_eq(sw_breeding_parents(&breeding, keep, &kept), 0);
    ck_assert_int_eq(sw_breeding_begin(&again, &f.settings, &f.breeder, &f.error), 0);
    ck_assert_msg(sw_breeding_restore(&again, 5, &(struct sw_lived){.score = scores}, NULL, get,
                                      &kept, &f.error) == 0,
                  "%s", f.error.text);
    for (uint64_t generation = 5; generation < 9; generation++) {
        ck_assert_uint_eq(again.generation, breeding.generation);
        for (uint32_t i = 0; i < 3; i++) {
            const struct sw_island *a = &breeding.island[i], *b = &again.island[i];

            ck_assert_uint_eq(a->parents, b->parents);
            for (uint32_t j = 0; j < a->births.litters; j++) {
                ck_assert_uint_eq(a->births.litter[j].parent, b->births.litter[j].parent);
                ck_assert_uint_eq(a->births.litter[j].seed, b->births.litter[j].seed);
                ck_assert_int_eq(a->births.litter[j].clone, b->births.litter[j].clone);
                ck_assert_uint_eq(a->parent_of[j], b->parent_of[j]);
            }
            for (uint32_t j = 0; j < a->parents; j++)
                fixture_same_bits(&f, &a->parent[j], &b->parent[j]);
        }
        fixture_scores(&f, generation, scores);
        advance();
        ck_assert_int_eq(sw_breeding_advance(&again, &(struct sw_lived){.score = scores}, &f.error),
                         0);
    }
    /* A keyframe that is missing is a failure, and leaves the population as it was. */
    kept.list[0].id = UINT64_MAX;
    ck_assert_int_eq(sw_breeding_restore(&again, 5, &(struct sw_lived){.score = scores}, NULL, get,
                                         &kept, &f.error),
                     -1);
    ck_assert_uint_eq(again.generation, breeding.generation);
    for (uint32_t i = 0; i < kept.count; i++)
        sw_individual_free(&kept.list[i]);
    sw_breeding_end(&again);
    end();
}

START_TEST(restored_is_never_stopped)
{
    check_restore("selection.scheme=recombination");
    check_restore("selection.scheme=truncation");
    check_restore("selection.scheme=tournament");
}
END_TEST

START_TEST(statistics_are_of_one_island)
{
    struct sw_statistics statistics;

    fixture_settings(&f, "run.islands=2", NULL);
    begin();
    for (uint32_t slot = 0; slot < 72; slot++)
        scores[72 + slot] = slot % 2 == 0 ? -1.0f : -3.0f;
    statistics = sw_breeding_statistics(&f.settings, 21, 1, scores + 72);
    ck_assert(statistics.best == -1.0 && statistics.mean == -2.0 && statistics.deviation == 1.0);
    ck_assert_uint_eq(statistics.best_id, id_of(21, 1, 0)); /* the lowest of equals */
    ck_assert_uint_eq(statistics.phase, 1);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("breeding");
    TCase *t = tcase_create("breeding");

    tcase_add_test(t, founders_have_all_first_litters);
    tcase_add_test(t, recombination_has_one_parent_for_all);
    tcase_add_test(t, truncation_takes_the_best_and_keeps_elites);
    tcase_add_test(t, two_survivors_share_the_litters);
    tcase_add_test(t, tournaments_favour_the_good);
    tcase_add_test(t, better_neighbours_migrate_in_a_ring);
    tcase_add_test(t, a_migrant_takes_the_last_litter_where_parents_are_many);
    tcase_add_test(t, restored_is_never_stopped);
    tcase_add_test(t, statistics_are_of_one_island);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* population_fixture.h - a small population in memory, for tests: settings, layout, breeder, and
 * scores that need no lives. */
#ifndef SW_TESTS_UNIT_POPULATION_POPULATION_FIXTURE_H
#define SW_TESTS_UNIT_POPULATION_POPULATION_FIXTURE_H

#include "base/random.h"
#include "population/breeding.h"

#include <check.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct fixture {
    struct sw_settings settings;
    struct sw_brain_layout layout;
    struct sw_action_set action_set;
    struct sw_breeder breeder;
    struct sw_error error;
};

/* Defaults, then small sizes, then "section.key=value" up to NULL. */
static inline void fixture_settings(struct fixture *f, ...)
{
    static const char *const small[] = {
        "run.members=72",    "run.generations=40", "run.keyframe_every=6", "agent.features=16",
        "agent.hidden=16",   "agent.memory=16",    "agent.experts=2",      "life.worlds=6",
        "worlds.side_max=7", "phase2.from=20",
    };
    const char *set;
    va_list sets;
    struct sw_brain_shape shape;

    memset(f, 0, sizeof *f);
    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &f->settings, &f->error), 0);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &f->settings, small[i], &f->error),
                         0);
    va_start(sets, f);
    while ((set = va_arg(sets, const char *)) != NULL)
        ck_assert_msg(sw_parameters_assign(sw_settings_table, &f->settings, set, &f->error) == 0,
                      "%s", f->error.text);
    va_end(sets);
    ck_assert_msg(sw_settings_check(&f->settings, &f->error) == 0, "%s", f->error.text);
    shape = sw_settings_shape(&f->settings);
    ck_assert_int_eq(sw_brain_layout(&shape, &f->layout, &f->error), 0);
    f->action_set = sw_settings_action_set(&f->settings);
    ck_assert_int_eq(sw_breeder_create(&f->breeder, &f->settings, &f->layout, &f->error), 0);
}

static inline void fixture_end(struct fixture *f)
{
    sw_breeder_destroy(&f->breeder);
}

/* Scores of a generation: a function of (generation, island, slot). */
static inline void fixture_scores(const struct fixture *f, uint64_t generation, float *scores)
{
    for (uint32_t island = 0; island < f->settings.run.islands; island++) {
        struct sw_dice dice = sw_dice_at(11, SW_RANDOM_TEST, generation, island);

        for (uint32_t slot = 0; slot < f->settings.run.members; slot++)
            scores[island * f->settings.run.members + slot] = -4.0f * sw_dice_unit(&dice);
    }
}

static inline float *fixture_floats(size_t count)
{
    float *floats = sw_allocate_floats(count, "testing", NULL);

    ck_assert_ptr_nonnull(floats);
    return floats;
}

static inline void fixture_same_bits(const struct fixture *f, const struct sw_individual *a,
                                     const struct sw_individual *b)
{
    size_t size = f->layout.floats * sizeof(float);

    ck_assert_uint_eq(a->id, b->id);
    ck_assert_uint_eq(a->steps, b->steps);
    ck_assert_mem_eq(a->weights, b->weights, size);
    ck_assert_int_eq(a->first == NULL, b->first == NULL);
    ck_assert_int_eq(a->second == NULL, b->second == NULL);
    if (a->first != NULL)
        ck_assert_mem_eq(a->first, b->first, size);
    if (a->second != NULL)
        ck_assert_mem_eq(a->second, b->second, size);
    ck_assert(a->sigma == b->sigma);
    ck_assert_int_eq(a->length_path == NULL, b->length_path == NULL);
    if (a->length_path != NULL)
        ck_assert_mem_eq(a->length_path, b->length_path, size);
}

#endif

/* unit_context.c - what is perceived of worlds in context: right fates make what came, turning
 * forth and back is nothing, and what is perceived names colours and not what they are. */
#include "world/forecast/context.h"
#include "tests/unit/unit_test.h"

enum { WORLDS = 1500 };

static struct sw_episode_rules context_rules(void)
{
    struct sw_episode_rules rules = {
        .theme = sw_forecast_theme_find("context"),
        .side_min = 3,
        .side_max = 9,
        .colours = 5,
        .organisms_min = 2,
        .organisms_max = 6,
    };

    sw_episode_rules_begin(&rules);
    return rules;
}

static void draw(const struct sw_episode_rules *rules, uint64_t number, struct sw_physics_set *set,
                 struct sw_transition *out)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, number, 80);

    sw_context_set_draw(rules, SW_PHYSICS_MET, &dice, set);
    sw_context_draw(rules, set, &dice, out);
}

START_TEST(right_fates_make_what_came)
{
    static struct sw_forecast_percept percept;
    struct sw_episode_rules rules = context_rules();
    uint32_t changed = 0, pushes = 0;

    for (uint64_t number = 0; number < WORLDS; number++) {
        uint8_t fate[SW_FORECAST_KINDS_MAX];
        struct sw_transition transition;
        struct sw_physics_set set;
        struct sw_grid end;

        draw(&rules, number, &set, &transition);
        sw_context_perceive(&transition, true, &percept);
        ck_assert_uint_eq(percept.cells,
                          (uint32_t)transition.before.width * transition.before.height);
        for (uint32_t i = 0; i < percept.cells; i++) {
            uint32_t right = percept.right[percept.kind[i]];

            ck_assert_uint_ne(right, 0);
            fate[i] = 0;
            while ((right >> fate[i] & 1) == 0)
                fate[i]++;
        }
        sw_context_settle(&transition, fate, &end);
        ck_assert(sw_grid_equal(&end, &transition.after));
        changed += !sw_grid_equal(&transition.before, &transition.after);
        pushes += transition.deed.push;
    }
    ck_assert_uint_gt(changed, WORLDS * 9 / 10);
    ck_assert(pushes > WORLDS / 5 && pushes < WORLDS / 2);
}
END_TEST

/* Rows are in range and few enough, and what is perceived does not depend on what comes. */
START_TEST(nothing_is_known_beforehand)
{
    static struct sw_forecast_percept knows, blind;
    struct sw_forecast_senses senses = sw_context_senses();
    struct sw_episode_rules rules = context_rules();

    for (uint64_t number = 0; number < WORLDS; number++) {
        struct sw_transition transition;
        struct sw_physics_set set;

        draw(&rules, number, &set, &transition);
        sw_context_perceive(&transition, true, &knows);
        transition.after = transition.before;
        sw_context_perceive(&transition, false, &blind);
        ck_assert_uint_eq(knows.cells, blind.cells);
        ck_assert_uint_eq(knows.verb, blind.verb);
        ck_assert_uint_lt(blind.verb, senses.verbs);
        for (uint32_t i = 0; i < blind.cells; i++) {
            uint32_t one = knows.kind[i], other = blind.kind[i];

            ck_assert_uint_eq(knows.rows[one], blind.rows[other]);
            ck_assert_uint_le(blind.rows[other], SW_FORECAST_ROWS_MAX);
            for (uint32_t r = 0; r < blind.rows[other]; r++) {
                ck_assert_uint_eq(knows.row[one][r], blind.row[other][r]);
                ck_assert_uint_lt(blind.row[other][r], senses.rows);
            }
        }
    }
}
END_TEST

/* Other colours in the same places are perceived in the same slots. */
START_TEST(slots_name_colours)
{
    static struct sw_forecast_percept one, other;
    struct sw_forecast_senses senses = sw_context_senses();
    struct sw_transition transition = {.deed = {.push = false}};

    transition.before = sw_grid_empty(3, 3);
    transition.before.cell[1][1] = 2;
    sw_context_perceive(&transition, false, &one);
    transition.before.cell[1][1] = 7;
    sw_context_perceive(&transition, false, &other);
    ck_assert_uint_eq(one.cells, 9);
    for (uint32_t i = 0; i < one.cells; i++) {
        uint32_t differ = 0;

        for (uint32_t r = 0; r < one.rows[one.kind[i]]; r++) {
            uint32_t a = one.row[one.kind[i]][r], b = other.row[other.kind[i]][r];

            if (a == b)
                continue;
            ck_assert_uint_eq(a / senses.entities, b / senses.entities);
            ck_assert_uint_eq(a % senses.entities, 2);
            ck_assert_uint_eq(b % senses.entities, 7);
            differ++;
        }
        ck_assert_uint_eq(differ, 1); /* the middle is within two steps of all nine, once */
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("context");
    TCase *t = tcase_create("context");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, right_fates_make_what_came);
    tcase_add_test(t, nothing_is_known_beforehand);
    tcase_add_test(t, slots_name_colours);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

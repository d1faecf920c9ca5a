/* unit_physics_set.c - worlds of drawn physics against a plain double; every option is drawn and
 * does something; what is held out is never met; facts say a set in full. */
#include "tests/reference/plain_set.h"
#include "tests/unit/unit_test.h"

enum { WORLDS = 6000, COLOURS = 5, LARGE = 16 }; /* at most as many cells as organisms */

static const struct sw_physics_holds nothing;

static struct sw_dice dice_at(uint64_t number, uint32_t tick)
{
    return sw_dice_at(1, SW_RANDOM_TEST, number, tick);
}

static struct sw_grid draw_scene(struct sw_dice *dice, int most)
{
    struct sw_grid grid =
        sw_grid_empty(sw_dice_between(dice, 1, most), sw_dice_between(dice, 1, most));
    uint32_t dense = 1 + sw_dice_below(dice, 4);

    for (int y = 0; y < grid.height; y++)
        for (int x = 0; x < grid.width; x++)
            if (sw_dice_below(dice, 5) < dense)
                grid.cell[y][x] = (uint8_t)(1 + sw_dice_below(dice, COLOURS));
    return grid;
}

static struct sw_physics_deed draw_deed(struct sw_dice *dice)
{
    return (struct sw_physics_deed){sw_dice_below(dice, 2) == 0,
                                    (uint8_t)(1 + sw_dice_below(dice, COLOURS)),
                                    (uint8_t)sw_dice_below(dice, SW_DIRECTIONS)};
}

START_TEST(worlds_are_the_plain_ones)
{
    uint32_t changed = 0;

    for (uint64_t number = 0; number < WORLDS; number++) {
        struct sw_dice dice = dice_at(number, 1);
        struct sw_grid grid = draw_scene(&dice, number % 50 == 0 ? LARGE : 8), real, plain;
        struct sw_physics_deed deed = draw_deed(&dice);
        struct sw_physics_set set;

        sw_physics_set_draw(SW_PHYSICS_MET, &nothing, COLOURS, &dice, &set);
        sw_physics_set_do(&set, &deed, &grid, &real);
        sw_plain_set_do(&set, &deed, &grid, &plain);
        ck_assert_msg(sw_grid_equal(&real, &plain), "world %d, %s", (int)number,
                      deed.push ? "push" : "tick");
        changed += !sw_grid_equal(&grid, &real);
    }
    ck_assert_uint_gt(changed, WORLDS / 2);
}
END_TEST

/* With one option other than [0], worlds differ from those in which nothing is. */
START_TEST(every_option_does_something)
{
    for (uint32_t row = 0; row < sw_physics_row_count(); row++)
        for (uint32_t option = 1; option < sw_physics_row(row)->options; option++) {
            uint32_t differ = 0;

            for (uint64_t number = 0; number < 200; number++) {
                struct sw_dice dice = dice_at(number, 2);
                struct sw_grid grid = draw_scene(&dice, 8), one, other;
                struct sw_physics_deed deed = draw_deed(&dice);
                struct sw_physics_set set = {.choice = {0}};

                set.choice[6] = 2; /* glass and glue act on what falls */
                sw_physics_set_do(&set, &deed, &grid, &one);
                set.choice[row] = (uint8_t)option;
                for (uint32_t i = 0; i < sw_physics_row(row)->colours[option]; i++)
                    set.colour[row][i] = (uint8_t)(1 + i);
                sw_physics_set_do(&set, &deed, &grid, &other);
                differ += !sw_grid_equal(&one, &other);
            }
            ck_assert_msg(differ > 5 || (row == 6 && option == 2), "%s.%s changes %u of 200",
                          sw_physics_row(row)->name, sw_physics_row(row)->option[option], differ);
        }
    ck_assert_str_eq(sw_physics_row(6)->name, "gravity");
}
END_TEST

/* Of two pools no set is in both. */
START_TEST(what_is_held_out_is_not_met)
{
    enum { SETS = 400 };
    static struct sw_physics_set met[SETS], unseen[SETS];
    struct sw_physics_holds holds;
    struct sw_error error = {0};
    uint32_t fire = 0;

    ck_assert_int_eq(sw_physics_holds_read("glue+border.wrap, fire.one", &holds, &error), 0);
    ck_assert_uint_eq(holds.count, 2);
    for (uint64_t number = 0; number < SETS; number++) {
        struct sw_dice dice = dice_at(number, 3);
        struct sw_physics_set held;

        ck_assert(sw_physics_set_draw(SW_PHYSICS_MET, &holds, COLOURS, &dice, &met[number]));
        ck_assert(sw_physics_set_draw(SW_PHYSICS_UNSEEN, &holds, COLOURS, &dice, &unseen[number]));
        ck_assert(sw_physics_set_draw(SW_PHYSICS_HELD, &holds, COLOURS, &dice, &held));
        for (int i = 0; i < 2; i++) {
            const struct sw_physics_set *set = i == 0 ? &met[number] : &unseen[number];

            ck_assert(set->choice[3] == 0 && (set->choice[2] == 0 || set->choice[0] == 0));
        }
        ck_assert(held.choice[3] != 0 || (held.choice[2] != 0 && held.choice[0] != 0));
        fire += held.choice[3] != 0;
    }
    ck_assert(fire > SETS * 6 / 10 && fire < SETS);
    for (int i = 0; i < SETS; i++)
        for (int j = 0; j < SETS; j++)
            ck_assert_int_ne(memcmp(&met[i], &unseen[j], sizeof *met), 0);
}
END_TEST

static struct sw_physics_holds holds_of(const char *text)
{
    struct sw_physics_holds holds;
    struct sw_error error = {0};

    ck_assert_msg(sw_physics_holds_read(text, &holds, &error) == 0, "%s", error.text);
    return holds;
}

/* One world of 5,760 is drawn; of a pool without worlds it is said that there are none. */
START_TEST(rare_pools_are_drawn_and_empty_ones_said)
{
    struct sw_physics_holds rare = holds_of("border.wrap+glass+glue+fire+touch.vanish+eat.size+"
                                            "gravity.up+growth+push.row");
    struct sw_physics_holds all = holds_of("border.wall, border.wrap");

    for (uint64_t number = 0; number < 3; number++) {
        struct sw_dice dice = dice_at(number, 5);
        struct sw_physics_set set;

        ck_assert(sw_physics_set_draw(SW_PHYSICS_HELD, &rare, COLOURS, &dice, &set));
        for (uint32_t row = 0; row < sw_physics_row_count(); row++)
            ck_assert_uint_ne(set.choice[row], 0);
    }
    for (enum sw_physics_pool pool = SW_PHYSICS_MET; pool <= SW_PHYSICS_HELD; pool++) {
        ck_assert(sw_physics_pool_common(pool, &rare, COLOURS));
        ck_assert_int_eq(sw_physics_pool_common(pool, &all, COLOURS), pool == SW_PHYSICS_HELD);
        ck_assert_int_eq(sw_physics_pool_common(pool, &nothing, COLOURS), pool != SW_PHYSICS_HELD);
    }
}
END_TEST

/* A world has one option of a row: two of them never come together. */
START_TEST(a_row_is_joined_once)
{
    static const char *const twice[] = {"gravity.up+gravity.down", "fire+glue+fire",
                                        "gravity+gravity.up"};
    struct sw_physics_holds holds;

    for (size_t i = 0; i < sizeof twice / sizeof *twice; i++) {
        struct sw_error error = {0};

        ck_assert_int_eq(sw_physics_holds_read(twice[i], &holds, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(error.text, "joins two options of"));
    }
    ck_assert_uint_eq(holds_of("gravity.up, gravity.down").count, 2);
}
END_TEST

START_TEST(bad_names_are_said)
{
    static const char *const bad[] = {"ice", "gravity.north", "fire+", "+fire", "fire.one.two"};
    struct sw_physics_holds holds;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct sw_error error = {0};

        ck_assert_int_eq(sw_physics_holds_read(bad[i], &holds, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(error.text, "there is no physics"));
    }
}
END_TEST

/* Sets that differ have facts that differ, and no colour is of two kinds. */
START_TEST(facts_say_it_all)
{
    enum { SETS = 300 };
    static float fact[SETS][SW_PHYSICS_ENTITIES][SW_PHYSICS_FACTS];
    static struct sw_physics_set set[SETS];

    for (uint64_t number = 0; number < SETS; number++) {
        struct sw_dice dice = dice_at(number, 4);

        sw_physics_set_draw(SW_PHYSICS_MET, &nothing, COLOURS, &dice, &set[number]);
        sw_physics_set_facts(&set[number], fact[number]);
        for (uint32_t i = 1; i <= 3; i++)
            for (uint32_t j = 1; j < i; j++)
                ck_assert(set[number].choice[i] == 0 || set[number].choice[j] == 0 ||
                          set[number].colour[i][0] != set[number].colour[j][0]);
        for (uint64_t other = 0; other < number; other++)
            ck_assert_int_eq(memcmp(&set[number], &set[other], sizeof *set) == 0,
                             memcmp(fact[number], fact[other], sizeof *fact) == 0);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("physics_set");
    TCase *t = tcase_create("physics_set");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, worlds_are_the_plain_ones);
    tcase_add_test(t, every_option_does_something);
    tcase_add_test(t, what_is_held_out_is_not_met);
    tcase_add_test(t, rare_pools_are_drawn_and_empty_ones_said);
    tcase_add_test(t, a_row_is_joined_once);
    tcase_add_test(t, bad_names_are_said);
    tcase_add_test(t, facts_say_it_all);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_outlook.c - deeds in passes come to what the world makes of them at once; right fates make
 * what came; turning forth and back is nothing; kinds are kinds. */
#include "world/forecast/episode.h"
#include "tests/unit/unit_test.h"

#include <string.h>

enum { EPISODES = 1500, PASSES_MAX = 64 };

static struct sw_episode_rules all_rules(void)
{
    struct sw_episode_rules rules = {
        .theme = sw_forecast_theme_find("all"),
        .side_min = 3,
        .side_max = 12,
        .colours = 6,
        .organisms_min = 2,
        .organisms_max = 6,
    };

    sw_episode_rules_begin(&rules);
    return rules;
}

/* The lowest right fate of every cell. */
static void take_right(const struct sw_forecast_percept *percept, uint8_t *fate)
{
    for (uint32_t i = 0; i < percept->cells; i++) {
        uint32_t right = percept->right[percept->kind[i]];

        ck_assert_uint_ne(right, 0);
        fate[i] = 0;
        while ((right >> fate[i] & 1) == 0)
            fate[i]++;
    }
}

START_TEST(passes_come_to_the_deed)
{
    static struct sw_forecast_percept percept;
    struct sw_episode_rules rules = all_rules();
    uint32_t done[64] = {0}, most = 0;

    for (uint64_t number = 0; number < EPISODES; number++) {
        struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, number, 70);
        uint8_t fate[SW_FORECAST_KINDS_MAX];
        struct sw_outlook now, next, settled;
        struct sw_episode episode;
        struct sw_canvas canvas;
        struct sw_grid end;
        uint32_t passes = 0;
        bool going = true;

        sw_episode_draw(&rules, &dice, 1, &episode);
        sw_episode_begin(&episode.step[0], &episode.grid, &canvas);
        sw_outlook_of(&canvas, &episode.step[0].deed, &now);
        sw_outlook_grid(&now, &end);
        ck_assert_msg(sw_grid_equal(&end, &episode.grid), "%s", episode.step[0].deed.name);
        sw_deed_do(&episode.step[0].deed, &canvas);
        for (; going && passes < PASSES_MAX; passes++) {
            sw_outlook_pass(&now, &canvas.grid, &next);
            sw_outlook_perceive(&now, &next, &percept);
            take_right(&percept, fate);
            sw_outlook_settle(&now, fate, &settled);
            ck_assert_msg(sw_grid_equal(&settled.grid, &next.grid), "%s pass %u",
                          episode.step[0].deed.name, passes);
            going = !sw_grid_equal(&now.grid, &next.grid) &&
                    sw_verb_row(now.verb)->passes != SW_PASSES_ONE;
            now = next;
        }
        sw_outlook_grid(&now, &end);
        ck_assert_msg(sw_grid_equal(&end, &canvas.grid), "%s of episode %u",
                      episode.step[0].deed.name, (unsigned)number);
        done[now.verb]++;
        most = passes > most ? passes : most;
    }
    for (uint32_t verb = 0; verb < sw_verb_count(); verb++)
        ck_assert_msg(done[verb] > 0, "%s was never done", sw_verb_row(verb)->name);
    ck_assert_uint_gt(most, 4);
}
END_TEST

START_TEST(directions_are_one_verb)
{
    struct sw_grid square = sw_grid_empty(4, 3);
    struct sw_deed deed[SW_DEEDS_MAX];
    uint32_t deeds = sw_deeds_list(deed), seen = 0;

    /* A cell at the middle of the side that the deed points at is always at the top. */
    for (uint32_t i = 0; i < deeds; i++) {
        static const int at_x[] = {1, 1, 0, 3}, at_y[] = {0, 2, 1, 1};
        struct sw_outlook outlook;
        struct sw_canvas canvas;

        if (strncmp(deed[i].name, "act.move.", 9) != 0)
            continue;
        sw_grid_clear(&square, 4, 3);
        square.cell[at_y[deed[i].direction]][at_x[deed[i].direction]] = 5;
        sw_canvas_begin(&canvas, &square);
        sw_outlook_of(&canvas, &deed[i], &outlook);
        ck_assert_int_eq(outlook.grid.cell[0][1], 5);
        ck_assert_int_eq(outlook.grid.width, deed[i].direction < SW_LEFT ? 4 : 3);
        seen++;
    }
    ck_assert_uint_eq(seen, 4);
    ck_assert_ptr_null(sw_forecast_theme_find("nothing"));
}
END_TEST

START_TEST(cells_of_a_kind_are_alike)
{
    static struct sw_forecast_percept percept;
    struct sw_episode_rules rules = all_rules();
    struct sw_forecast_senses senses = sw_outlook_senses();
    uint64_t cells = 0, kinds = 0;

    for (uint64_t number = 0; number < 50; number++) {
        struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, number, 71);
        struct sw_outlook outlook;
        struct sw_episode episode;
        struct sw_canvas canvas;

        sw_episode_draw(&rules, &dice, 1, &episode);
        sw_episode_begin(&episode.step[0], &episode.grid, &canvas);
        sw_outlook_of(&canvas, &episode.step[0].deed, &outlook);
        sw_outlook_perceive(&outlook, NULL, &percept);
        ck_assert_uint_eq(percept.cells, (uint32_t)(outlook.grid.width * outlook.grid.height));
        for (uint32_t k = 0; k < percept.kinds; k++) {
            ck_assert_uint_le(percept.rows[k], SW_FORECAST_ROWS_MAX);
            for (uint32_t i = 0; i < percept.rows[k]; i++) {
                ck_assert_uint_lt(percept.row[k][i], senses.rows);
                ck_assert(i == 0 || percept.row[k][i] > percept.row[k][i - 1]);
            }
            for (uint32_t j = 0; j < k; j++)
                ck_assert(percept.rows[j] != percept.rows[k] ||
                          memcmp(percept.row[j], percept.row[k],
                                 percept.rows[k] * sizeof percept.row[k][0]) != 0);
        }
        cells += percept.cells;
        kinds += percept.kinds;
    }
    ck_assert_uint_lt(kinds, cells);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("outlook");
    TCase *t = tcase_create("outlook");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, passes_come_to_the_deed);
    tcase_add_test(t, directions_are_one_verb);
    tcase_add_test(t, cells_of_a_kind_are_alike);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

#include "population/game.h"

#include "lang/channel.h"
#include "population/settings.h"
#include "read_doc.h"
#include "selection/scheme.h"
#include "unit_test.h"

START_TEST(games_are_found_by_name)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = sw_game_row((enum sw_game_id)game);

        ck_assert_ptr_nonnull(row);
        ck_assert_int_eq(sw_game_find(row->name), game);
    }
    ck_assert_int_eq(sw_game_find(""), -1);
    ck_assert_int_eq(sw_game_find("Solo"), -1);
    ck_assert_ptr_null(sw_game_row(SW_GAMES));
    ck_assert_ptr_null(sw_game_row((enum sw_game_id) - 1));
}
END_TEST

/* Rights that contradict each other would be a game that cannot be played, or one that gives its
 * answer away. */
START_TEST(seats_have_sound_rights)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = sw_game_row((enum sw_game_id)game);
        bool anybody_speaks = false, anybody_hears = false;

        ck_assert_uint_ge(row->seats, 1);
        ck_assert_uint_le(row->seats, SW_SEATS_MAX);
        for (uint32_t i = 0; i < row->seats; i++) {
            const struct sw_seat *seat = &row->seat[i];

            ck_assert_ptr_nonnull(seat->name);
            ck_assert_msg(seat->edits == (i == row->seats - 1), "%s: who edits stands last",
                          row->name);
            ck_assert_msg(!seat->hears || !seat->sees_demonstrations,
                          "%s: who hears of the demonstrations does not see them", row->name);
            ck_assert_msg(!seat->speaks || !seat->edits, "%s: who speaks cannot edit", row->name);
            anybody_speaks |= seat->speaks;
            anybody_hears |= seat->hears;
        }
        ck_assert_msg(anybody_speaks == anybody_hears, "%s: words need a mouth and an ear",
                      row->name);
        ck_assert_int_eq(anybody_speaks, row->seats > 1);
    }
}
END_TEST

START_TEST(fitnesses_are_found_by_name)
{
    for (int fitness = 0; fitness < SW_FITNESSES; fitness++) {
        const struct sw_fitness *row = sw_fitness_row((enum sw_fitness_id)fitness);

        ck_assert_ptr_nonnull(row);
        ck_assert_int_eq(sw_fitness_find(row->name), fitness);
        ck_assert_uint_gt(strlen(row->description), 10);
    }
    ck_assert_int_eq(sw_fitness_find("luck"), -1);
    ck_assert_ptr_null(sw_fitness_row(SW_FITNESSES));
}
END_TEST

/* The choices of a setting are the rows of a table, in its order: a config stores the place. */
static void check_choices(const char *setting, const char *(*name)(int), int count)
{
    const struct sw_parameter *row = sw_parameters_find(sw_settings_table, setting, NULL);
    char choices[512] = "";

    ck_assert_ptr_nonnull(row);
    for (int i = 0; i < count; i++) {
        if (i > 0)
            strcat(choices, "|");
        strcat(choices, name(i));
    }
    ck_assert_str_eq(row->choices, choices);
}

static const char *game_name(int i)
{
    return sw_game_row((enum sw_game_id)i)->name;
}

static const char *fitness_name(int i)
{
    return sw_fitness_row((enum sw_fitness_id)i)->name;
}

static const char *channel_name(int i)
{
    return sw_channel_row((enum sw_channel_mode)i)->name;
}

static const char *scheme_name(int i)
{
    return sw_scheme_row((uint32_t)i)->name;
}

START_TEST(settings_choose_among_the_tables)
{
    check_choices("phase1.game", game_name, SW_GAMES);
    check_choices("phase1.fitness", fitness_name, SW_FITNESSES);
    check_choices("phase1.channel", channel_name, SW_CHANNEL_MODES);
    check_choices("selection.scheme", scheme_name, (int)sw_scheme_count());
}
END_TEST

START_TEST(the_docs_have_the_games)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = sw_game_row((enum sw_game_id)game);
        char line[512];

        snprintf(line, sizeof line, "| `%s` | %s |", row->name, row->description);
        check_doc_has("language.md", line);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("game");
    TCase *c = tcase_create("game");

    tcase_add_test(c, games_are_found_by_name);
    tcase_add_test(c, seats_have_sound_rights);
    tcase_add_test(c, fitnesses_are_found_by_name);
    tcase_add_test(c, settings_choose_among_the_tables);
    tcase_add_test(c, the_docs_have_the_games);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

#include "life/game.h"

#include "agent/brain.h"
#include "settings/settings.h"
#include "tests/unit/read_doc.h"
#include "selection/scheme.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static const struct sw_game *game_row(int game)
{
    return sw_game_row((enum sw_game_id)game);
}

static const struct sw_fitness *fitness_row(int fitness)
{
    return sw_fitness_row((enum sw_fitness_id)fitness);
}

/* A text of a row becomes a sentence of a config's help and a cell of a table in docs/. */
static void check_text(const char *name, const char *description)
{
    ck_assert_msg(strlen(description) > 10, "%s: the description is too short", name);
    ck_assert_msg(strpbrk(description, "|\n") == NULL &&
                      description[strlen(description) - 1] != '.',
                  "%s: the description is one line without | and a full stop", name);
    ck_assert_msg(strpbrk(name, " |,=") == NULL, "%s: a name is one word", name);
}

START_TEST(every_game_has_its_row)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = game_row(game);

        check_text(row->name, row->description);
        for (int other = 0; other < game; other++)
            ck_assert_str_ne(row->name, game_row(other)->name);
        ck_assert_msg(row->title != NULL && strlen(row->title) <= 8,
                      "%s: a title stands above two columns of figures", row->name);
        if (row->legend != NULL)
            ck_assert_msg(strlen(row->legend) < 300 && row->legend[strlen(row->legend) - 1] == '.',
                          "%s: the legend is a sentence", row->name);
    }
    ck_assert_ptr_null(sw_game_row(SW_GAMES));
    ck_assert_ptr_null(sw_game_row((enum sw_game_id) - 1));
}
END_TEST

/* Rights that contradict each other would be a game that cannot be played. */
START_TEST(seats_have_sound_rights)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = game_row(game);
        uint32_t speak = 0, hear = 0;

        ck_assert_uint_ge(row->seats, 1);
        ck_assert_uint_le(row->seats, SW_SEATS_MAX);
        for (uint32_t i = 0; i < row->seats; i++) {
            const struct sw_seat *seat = &row->seat[i];

            ck_assert_ptr_nonnull(seat->name);
            ck_assert_msg(seat->edits == (i == row->seats - 1), "%s: who edits stands last",
                          row->name);
            ck_assert_msg(seat->sees_demonstrations + seat->sees_canvas + seat->sees_answer == 1,
                          "%s: a seat is shown one thing", row->name);
            ck_assert_msg(!seat->sees_answer || !seat->edits,
                          "%s: who sees the answer would copy it", row->name);
            ck_assert_msg(!seat->speaks || !seat->edits, "%s: who speaks cannot edit", row->name);
            ck_assert_msg(!seat->hears || seat->edits, "%s: who hears edits", row->name);
            speak += seat->speaks;
            hear += seat->hears;
        }
        for (uint32_t i = row->seats; i < SW_SEATS_MAX; i++)
            ck_assert_msg(row->seat[i].name == NULL, "%s has %u seats", row->name, row->seats);
        ck_assert_msg(speak == hear, "%s: words need a mouth and an ear", row->name);
        ck_assert_uint_eq(speak, row->seats - 1);
    }
}
END_TEST

/* Thinking tries every edit of the set, so who thinks has them all. */
START_TEST(who_owns_tools_does_not_think)
{
    for (int game = 0; game < SW_GAMES; game++)
        ck_assert_msg(!sw_game_editor(game_row(game))->owns || !sw_game_thinks(game_row(game)),
                      "%s: whoever thinks would try edits that it does not own",
                      game_row(game)->name);
}
END_TEST

/* What callers are told of a game is what its seats say. */
START_TEST(games_answer_by_their_seats)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = game_row(game);
        const struct sw_seat *editor = sw_game_editor(row), *speaker = sw_game_speaker(row);
        uint8_t uses = sw_game_uses(row);

        ck_assert(editor->edits);
        ck_assert(speaker == NULL || speaker->speaks);
        ck_assert_int_eq(speaker != NULL, editor->hears);
        for (int mode = 0; mode < SW_CHANNEL_MODES; mode++) {
            enum sw_channel_mode channel = (enum sw_channel_mode)mode;

            ck_assert_ptr_eq(sw_game_mouth(row, channel), speaker == NULL              ? NULL
                                                          : channel == SW_CHANNEL_SELF ? editor
                                                                                       : speaker);
            ck_assert_int_eq(sw_game_delivers(row, channel),
                             speaker != NULL && channel != SW_CHANNEL_SILENT);
        }
        ck_assert_int_eq((sw_game_shows(row) & SW_SHOWN_CANVAS) != 0,
                         row->seat[0].sees_canvas || row->seat[row->seats - 1].sees_canvas);
        ck_assert_int_eq((sw_game_shows(row) & SW_SHOWN_ANSWER) != 0,
                         row->seat[0].sees_answer || row->seat[row->seats - 1].sees_answer);
        ck_assert_int_eq(uses & (SW_GROUP_SIGHT | SW_GROUP_THOUGHT),
                         SW_GROUP_SIGHT | SW_GROUP_THOUGHT);
        ck_assert_int_eq((uses & SW_GROUP_SPEECH) != 0, speaker != NULL);
        ck_assert_int_eq((uses & SW_GROUP_HEARING) != 0,
                         editor->hears || (sw_game_shows(row) & SW_SHOWN_CANVAS) != 0);
    }
    ck_assert_uint_eq(sw_game_uses(game_row(SW_GAME_SOLO)), SW_GROUP_SIGHT | SW_GROUP_THOUGHT);
    ck_assert_uint_eq(sw_game_uses(game_row(SW_GAME_RULE_RELAY)), SW_GROUP_ALL);
    ck_assert_str_eq(sw_game_mouth(game_row(SW_GAME_RULE_RELAY), SW_CHANNEL_SELF)->name,
                     "listener");
    ck_assert_uint_eq(sw_game_shows(game_row(SW_GAME_RULE_RELAY)), SW_SHOWN_CANVAS);
    ck_assert_uint_eq(sw_game_shows(game_row(SW_GAME_POINT_AND_PAINT)),
                      SW_SHOWN_CANVAS | SW_SHOWN_ANSWER);
    ck_assert_str_eq(sw_seat_sight(&game_row(SW_GAME_POINT_AND_PAINT)->seat[0]),
                     "test beside its target");
    ck_assert_str_eq(sw_seat_sight(&game_row(SW_GAME_POINT_AND_PAINT)->seat[1]), "test canvas");
    ck_assert_str_eq(sw_seat_sight(&game_row(SW_GAME_SOLO)->seat[0]), "demonstrations");
}
END_TEST

/* Numbers go round, and who edits is the one that speaks next. */
START_TEST(turns_go_round)
{
    for (int game = 0; game < SW_GAMES; game++) {
        const struct sw_game *row = game_row(game);
        bool by_turns = sw_game_takes_turns(row);

        ck_assert_uint_le(row->ring, SW_RING_MAX);
        ck_assert_msg(!row->mends || row->seat[0].sees_answer, "%s: who mends sees what is wrong",
                      row->name);
        for (uint32_t laws = 0; laws < 4; laws++)
            ck_assert_uint_eq(sw_game_turns(row, laws), by_turns && laws > 1 ? laws : 1);
        ck_assert_uint_eq(sw_game_ring(row, 0), row->ring);
        ck_assert_msg(!sw_game_editor(row)->owns || (by_turns && sw_game_speaker(row) != NULL),
                      "%s: who owns tools is told what to do with them", row->name);
        for (uint32_t crew = 2; crew <= SW_RING_MAX && by_turns; crew++)
            for (uint32_t turn = 0; turn < 7; turn++) {
                uint32_t ring = row->open ? crew : row->ring;
                uint32_t teller = sw_game_teller(row, crew, turn);
                uint32_t doer = sw_game_doer(row, crew, turn);

                ck_assert_uint_eq(sw_game_ring(row, crew), ring);
                ck_assert_uint_lt(doer, ring);
                ck_assert_uint_eq(teller, turn % ring);
                if (sw_game_speaker(row) != NULL) {
                    ck_assert_uint_ne(teller, doer);
                    ck_assert_uint_eq(doer, sw_game_teller(row, crew, turn + 1));
                }
            }
    }
    ck_assert(!sw_game_takes_turns(game_row(SW_GAME_SOLO)));
    ck_assert_uint_eq(sw_game_doer(game_row(SW_GAME_STEPS), 0, 5), 0);
    ck_assert_uint_eq(sw_game_doer(game_row(SW_GAME_BOX_RELAY), 3, 1), 0);
    ck_assert_uint_eq(sw_game_doer(game_row(SW_GAME_CREW), 0, 1), 2);
    ck_assert_uint_eq(sw_game_doer(game_row(SW_GAME_CREW), 2, 1), 0);
}
END_TEST

/* Eval has a first column whatever a run plays, and names a game that has a channel. */
START_TEST(eval_finds_what_it_needs)
{
    bool always = false, speaks = false;

    for (int game = 0; game < SW_GAMES; game++) {
        always |= game_row(game)->always;
        speaks |= sw_game_speaker(game_row(game)) != NULL;
    }
    ck_assert(always && speaks);
}
END_TEST

START_TEST(every_fitness_has_its_row)
{
    for (int fitness = 0; fitness < SW_FITNESSES; fitness++) {
        const struct sw_fitness *row = fitness_row(fitness);

        check_text(row->name, row->description);
        for (int other = 0; other < fitness; other++)
            ck_assert_str_ne(row->name, fitness_row(other)->name);
        ck_assert_msg((row->program == NULL) != (row->edit == NULL),
                      "%s scores a program or a teacher's edits", row->name);
        ck_assert_msg(row->program != NULL || !row->wants_progress,
                      "%s: who follows a teacher has no program", row->name);
    }
    ck_assert_ptr_null(sw_fitness_row(SW_FITNESSES));
    ck_assert_ptr_null(sw_fitness_row((enum sw_fitness_id) - 1));
}
END_TEST

/* More is never worth less, and progress counts only where the row says that it is wanted. */
START_TEST(fitness_grows_with_what_it_scores)
{
    for (int fitness = 0; fitness < SW_FITNESSES; fitness++) {
        const struct sw_fitness *row = fitness_row(fitness);
        float last = -INFINITY;

        for (int step = 0; step <= 64 && row->program != NULL; step++) {
            struct sw_outcome outcome = {.progress = (float)step / 64};
            float score = row->program(&outcome);

            ck_assert_msg(isfinite(score) && score >= last, "%s at %g", row->name, step / 64.0);
            ck_assert_msg(step == 0 || row->wants_progress || score == last,
                          "%s counts progress and does not want it", row->name);
            last = score;
            outcome.exact = true;
            outcome.progress = 1;
            ck_assert_msg(row->program(&outcome) >= score, "%s: exact", row->name);
        }
        for (int step = 64; step >= 0 && row->edit != NULL; step--) {
            float score = row->edit(-(float)step / 4);

            ck_assert_msg(isfinite(score) && score >= last, "%s at %g", row->name, -step / 4.0);
            last = score;
        }
    }
}
END_TEST

START_TEST(fitnesses_are_what_they_say)
{
    static const struct sw_outcome none = {false, 0}, half = {false, 0.5f}, all = {true, 1};
    const struct sw_fitness *progress = fitness_row(SW_FITNESS_PROGRESS);
    const struct sw_fitness *exact = fitness_row(SW_FITNESS_EXACT);

    ck_assert(fitness_row(SW_FITNESS_LIKELIHOOD)->edit(-2.5f) == -2.5f);
    ck_assert(progress->program(&none) == 0 && progress->program(&half) == 0.25f &&
              progress->program(&all) == 1);
    ck_assert(exact->program(&none) == 0 && exact->program(&half) == 0 &&
              exact->program(&all) == 1);
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

/* The help of a setting says a sentence of each. */
static void check_help(const char *setting, const char *name, const char *description)
{
    const struct sw_parameter *row = sw_parameters_find(sw_settings_table, setting, NULL);
    char sentence[600];

    snprintf(sentence, sizeof sentence, "%s: %s.", name, description);
    ck_assert_msg(strstr(row->help, sentence) != NULL, "the help of %s lacks \"%s\"", setting,
                  sentence);
}

static const char *game_name(int i)
{
    return game_row(i)->name;
}

static const char *fitness_name(int i)
{
    return fitness_row(i)->name;
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
    for (int i = 0; i < SW_GAMES; i++)
        check_help("phase6.game", game_row(i)->name, game_row(i)->description);
    for (int i = 0; i < SW_FITNESSES; i++)
        check_help("phase6.fitness", fitness_row(i)->name, fitness_row(i)->description);
    for (uint32_t i = 0; i < sw_scheme_count(); i++) {
        char named[64];

        check_help("selection.scheme", sw_scheme_row(i)->name, sw_scheme_row(i)->description);
        snprintf(named, sizeof named, " %s: ", sw_scheme_row(i)->name);
        ck_assert_ptr_nonnull(
            strstr(sw_parameters_find(sw_settings_table, "selection.pressure", NULL)->help, named));
    }
}
END_TEST

START_TEST(the_docs_have_the_tables)
{
    char line[512];

    for (int i = 0; i < SW_GAMES; i++) {
        snprintf(line, sizeof line, "| `%s` | %s |", game_row(i)->name, game_row(i)->description);
        check_doc_has("language.md", line);
    }
    for (int i = 0; i < SW_FITNESSES; i++) {
        snprintf(line, sizeof line, "| `%s` | %s |", fitness_row(i)->name,
                 fitness_row(i)->description);
        check_doc_has("selection.md", line);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("game");
    TCase *c = tcase_create("game");

    tcase_add_test(c, every_game_has_its_row);
    tcase_add_test(c, seats_have_sound_rights);
    tcase_add_test(c, who_owns_tools_does_not_think);
    tcase_add_test(c, games_answer_by_their_seats);
    tcase_add_test(c, turns_go_round);
    tcase_add_test(c, eval_finds_what_it_needs);
    tcase_add_test(c, every_fitness_has_its_row);
    tcase_add_test(c, fitness_grows_with_what_it_scores);
    tcase_add_test(c, fitnesses_are_what_they_say);
    tcase_add_test(c, settings_choose_among_the_tables);
    tcase_add_test(c, the_docs_have_the_tables);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_options.c - what a command line of a run becomes, and the sentence of each that is wrong. */
#include "cli/options.h"
#include "lang/channel.h"
#include "population/game.h"
#include "tests/unit/unit_test.h"

#include <stdio.h>
#include <string.h>

static const struct sw_command look = {.name = "look"};

struct line {
    const char *folder, *member, *arc, *list[16];
    uint32_t lists;
    uint64_t number;
    enum sw_game_id game;
    enum sw_channel_mode channel;
    bool json, numbered, gamed;
    struct sw_error error;
};

/* Reads "look ..." cut at blanks. */
static int read_line(const char *text, bool members, struct line *line)
{
    const struct sw_option options[] = {
        {.name = "json", .given = &line->json},
        {.name = "arc", .word = &line->arc},
        {.name = "list", .word = line->list, .words = &line->lists},
        {.name = "number",
         .number = &line->number,
         .least = 3,
         .most = 9,
         .given = &line->numbered},
        {.name = "game", .take = sw_option_game, .value = &line->game, .given = &line->gamed},
        {.name = "channel", .take = sw_option_channel, .value = &line->channel},
    };
    static char buffer[512];
    char *words[32] = {NULL};
    int count = 0;

    memset(line, 0, sizeof *line);
    snprintf(buffer, sizeof buffer, "look %s", text);
    for (char *word = strtok(buffer, " "); word != NULL; word = strtok(NULL, " "))
        words[count++] = word;
    return sw_options_read(&look, options, sizeof options / sizeof *options, count, words,
                           &line->folder, members ? &line->member : NULL, &line->error);
}

START_TEST(test_places_and_options_in_any_order)
{
    static const char *const texts[] = {
        "run --json --number=4 --arc a --list=x --game rule-relay --list y --channel=self",
        "--list x --channel self --list=y --game=rule-relay run --number 4 --arc=a --json",
        ("--arc=z --number=9 --game=solo run --arc a --json --number=4 --json --list=x --list=y "
         "--game=rule-relay --channel=self"),
    };
    struct line line;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_int_eq(read_line(texts[i], i % 2, &line), SW_EXIT_DONE);
        ck_assert_str_eq(line.folder, "run");
        ck_assert_ptr_null(line.member);
        ck_assert(line.json && line.numbered && line.gamed);
        ck_assert_str_eq(line.arc, "a");
        ck_assert_uint_eq(line.lists, 2);
        ck_assert_str_eq(line.list[0], "x");
        ck_assert_str_eq(line.list[1], "y");
        ck_assert_uint_eq(line.number, 4);
        ck_assert_int_eq(line.game, SW_GAME_RULE_RELAY);
        ck_assert_int_eq(line.channel, SW_CHANNEL_SELF);
    }
    ck_assert_int_eq(read_line("run", true, &line), SW_EXIT_DONE);
    ck_assert(!line.json && !line.numbered && !line.gamed && line.lists == 0);
    ck_assert_int_eq(read_line("run --json 12", true, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.member, "12");
    /* What stands behind "--" is no option. */
    ck_assert_int_eq(read_line("-- --json", true, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.folder, "--json");
    ck_assert(!line.json);
    ck_assert_int_eq(read_line("a --arc -- --json", false, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.arc, "--");
    ck_assert(line.json);
    ck_assert_int_eq(read_line("--json -- -1 -2", true, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.folder, "-1");
    ck_assert_str_eq(line.member, "-2");
    ck_assert_int_eq(read_line("run --", true, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.folder, "run");
}
END_TEST

#define COMMA_AND_NAME(id, name, ...) ", " name

START_TEST(test_what_is_wrong)
{
    static const struct {
        const char *text;
        bool members;
        const char *sentence;
    } wrong[] = {
        {"", false, "say which run: the folder given to run -o"},
        {"--json", true, "say which run: the folder given to run -o"},
        {"a b", false, "there is a second run, \"b\""},
        {"a b c", true, "\"c\" is not understood"},
        {"a --fast", false, "\"--fast\" is not understood"},
        {"a -f", false, "\"-f\" is not understood"},
        {"a --json=yes", false, "\"--json=yes\" is not understood"},
        {"a --arc", false, "--arc wants a value"},
        {"a --number=2", false, "--number=2 is not a whole number from 3 to 9"},
        {"a --number=10", false, "--number=10 is not a whole number from 3 to 9"},
        {"a --number=", false, "--number= is not a whole number from 3 to 9"},
        {"a -- --json", false, "there is a second run, \"--json\""},
        {"--", false, "say which run: the folder given to run -o"},
        {"a --game=chess", false,
         "--game=chess is none of " SW_GAME_ROWS(SW_ROW_NAME, COMMA_AND_NAME)},
        {"a --channel=tv", false, "--channel=tv is none of normal, silent, shuffled, self"},
    };
    struct line line;
    char whole[600];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(read_line(wrong[i].text, wrong[i].members, &line), SW_EXIT_USAGE);
        ck_assert_int_eq(line.error.code, SW_EXIT_USAGE);
        snprintf(whole, sizeof whole, "%s (see smallworld look --help)", wrong[i].sentence);
        ck_assert_str_eq(line.error.text, whole);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("options");
    TCase *t = tcase_create("options");

    tcase_add_test(t, test_places_and_options_in_any_order);
    tcase_add_test(t, test_what_is_wrong);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_options.c - what a command line becomes, the sentence of each that is wrong, and help: from
 * the rows of a command of this test, and of every command. */
#include "cli/options.h"
#include "lang/channel.h"
#include "life/game.h"
#include "tests/unit/unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *folder, *member, *arc, *list[3];
    uint32_t lists;
    uint64_t number;
    enum sw_game_id game;
    enum sw_channel_mode channel;
    bool json, numbered, gamed;
    const char *source;
    struct sw_words rest;
    struct sw_error error;
};

#define AT(field) offsetof(struct line, field)
#define COMMON                                                                                     \
    {"--json", SW_OPTION_FLAG, AT(json), .help = "json"},                                          \
        {"--arc", SW_OPTION_TEXT, AT(arc), .help = "arc", .value = "PATH"},                        \
        {"--list",     SW_OPTION_LIST,     AT(list), .help = "list",                               \
         .value = "X", .lists = AT(lists), .most = 3},                                             \
        {"--number",     SW_OPTION_COUNT, AT(number), .help = "number",     .value = "N",          \
         .initial = "5", .least = 3,      .most = 9,  .given = AT(numbered)},                      \
        SW_OPTION_GAME(AT(game), .given = AT(gamed)), SW_OPTION_CHANNEL(AT(channel)),              \
        {"-s",         SW_OPTION_OTHER,         AT(source), .help = "source",                      \
         .value = "S", .take = sw_option_source},                                                  \
    {                                                                                              \
        NULL                                                                                       \
    }

static const struct sw_option one[] = {SW_OPTION_RUN(AT(folder)), COMMON};
static const struct sw_option two[] = {
    SW_OPTION_RUN(AT(folder)), {"ID", SW_OPTION_TEXT, AT(member), .help = "a member"}, COMMON};
static const struct sw_option many[] = {
    SW_OPTION_RUN(AT(folder)), {"FILE", SW_OPTION_WORDS, AT(rest), .help = "files"}, COMMON};

enum { ONE, TWO, MANY, LOOKS };

static const struct sw_command looks[LOOKS] = {
    {.name = "look", .description = "looks", .options = one, .text = "  look at\n"},
    {.name = "look", .description = "looks", .options = two, .text = "  look at\n"},
    {.name = "look", .description = "looks", .options = many, .text = "  look at\n"},
};

/* Reads "look ..." cut at blanks. */
static int read_line(const char *text, int look, struct line *line)
{
    static char buffer[512];
    static char *words[32];
    int count = 0;

    memset(line, 0, sizeof *line);
    snprintf(buffer, sizeof buffer, "look %s", text);
    for (char *word = strtok(buffer, " "); word != NULL; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
    return sw_options_read(&looks[look], count, words, line, &line->error);
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
        ck_assert_int_eq(read_line(texts[i], i % LOOKS, &line), SW_EXIT_DONE);
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
    ck_assert_int_eq(read_line("run", TWO, &line), SW_EXIT_DONE);
    ck_assert(!line.json && !line.numbered && !line.gamed && line.lists == 0);
    ck_assert_uint_eq(line.number, 5); /* the default */
    ck_assert_int_eq(read_line("run --json 12", TWO, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.member, "12");
    /* What stands behind "--" is no option. */
    ck_assert_int_eq(read_line("-- --json", TWO, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.folder, "--json");
    ck_assert(!line.json);
    ck_assert_int_eq(read_line("a --arc -- --json", ONE, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.arc, "--");
    ck_assert(line.json);
    ck_assert_int_eq(read_line("--json -- -1 -2", TWO, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.folder, "-1");
    ck_assert_str_eq(line.member, "-2");
    ck_assert_int_eq(read_line("run --", TWO, &line), SW_EXIT_DONE);
    ck_assert_str_eq(line.folder, "run");
}
END_TEST

START_TEST(test_words_are_gathered)
{
    static const char *const texts[] = {"run a b c --json", "--json run a --arc=x b --list y c",
                                        "run --arc x a b --json -- c",
                                        "-s worlds.source=arc:x run a b --json c"};
    struct line line;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_int_eq(read_line(texts[i], MANY, &line), SW_EXIT_DONE);
        ck_assert_str_eq(line.folder, "run");
        ck_assert_uint_eq(line.rest.count, 3);
        ck_assert_str_eq(line.rest.word[0], "a");
        ck_assert_str_eq(line.rest.word[1], "b");
        ck_assert_str_eq(line.rest.word[2], "c");
        ck_assert(line.json);
    }
    ck_assert_str_eq(line.source, "arc:x");
    ck_assert_int_eq(read_line("run", MANY, &line), SW_EXIT_DONE);
    ck_assert_uint_eq(line.rest.count, 0);
}
END_TEST

#define COMMA_AND_NAME(id, name, ...) ", " name

START_TEST(test_what_is_wrong)
{
    static const struct {
        const char *text;
        int look;
        const char *sentence;
    } wrong[] = {
        {"", ONE, "say which run: the folder given to run -o"},
        {"--json", TWO, "say which run: the folder given to run -o"},
        {"a b", ONE, "there is a second run, \"b\""},
        {"a b c", TWO, "\"c\" is not understood"},
        {"a --fast", ONE, "\"--fast\" is not understood"},
        {"a -f", ONE, "\"-f\" is not understood"},
        {"a --json=yes", ONE, "\"--json=yes\" is not understood"},
        {"a --arc", ONE, "--arc wants a value"},
        {"a --number=2", ONE, "--number=2 is not a whole number from 3 to 9"},
        {"a --number=10", ONE, "--number=10 is not a whole number from 3 to 9"},
        {"a --number=", ONE, "--number= is not a whole number from 3 to 9"},
        {"a -- --json", ONE, "there is a second run, \"--json\""},
        {"--", ONE, "say which run: the folder given to run -o"},
        {"a --game=chess", ONE,
         "--game=chess is none of " SW_GAME_ROWS(SW_ROW_NAME, COMMA_AND_NAME)},
        {"a --channel=tv", ONE, "--channel=tv is none of normal, silent, shuffled, self, constant"},
        {"a --number=4.0", MANY, "--number=4.0 is not a whole number from 3 to 9"},
        {"a --list=1 --list=2 --list=3 --list=4", ONE, "more than 3 times --list"},
        {"a -s", ONE, "-s wants a value"},
        {"a -s laws=all", ONE,
         "--set can only be worlds.source=arc:PATH[:PATH...] here: where the run's ARC files are "
         "now"},
    };
    struct line line;
    char whole[600];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(read_line(wrong[i].text, wrong[i].look, &line), SW_EXIT_USAGE);
        ck_assert_int_eq(line.error.code, SW_EXIT_USAGE);
        snprintf(whole, sizeof whole, "%s (see smallworld look --help)", wrong[i].sentence);
        ck_assert_str_eq(line.error.text, whole);
    }
}
END_TEST

/* Help as a text; the caller frees it. */
static char *help_of(const struct sw_command *command)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(out);
    sw_options_help(command, out);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

START_TEST(test_help_is_the_rows)
{
    char *help = help_of(&looks[TWO]);

    ck_assert_str_eq(help, "usage: smallworld look RUN [ID] [--json] [--arc=PATH] [--list=X]... "
                           "[--number=N]\n"
                           "    [--game=" SW_GAME_NAMES "]\n"
                           "    [--channel=normal|silent|shuffled|self|constant] [-s S]\n"
                           "\n"
                           "looks\n"
                           "\n"
                           "  RUN         the folder of the run (it may still be going on)\n"
                           "  ID          a member\n"
                           "  --json      json\n"
                           "  --arc=PATH  arc\n"
                           "  --list=X    list\n"
                           "  --number=N  number (default 5)\n"
                           "  --game=" SW_GAME_NAMES "\n"
                           "              default: what the run's last phase plays\n"
                           "  --channel=normal|silent|shuffled|self|constant\n"
                           "              what arrives at the listener (default normal)\n"
                           "  -s S        source\n"
                           "\n"
                           "  look at\n");
    free(help);
}
END_TEST

/* bench belongs to the program, not to the library: tests/cli/t1014-help.sh tries its rows. */
const struct sw_command sw_command_bench = {
    .name = "bench", .description = "", .options = (const struct sw_option[]){{NULL}}, .text = ""};

static const struct sw_command *const commands[] = {SW_COMMAND_ROWS(SW_COMMAND_ADDRESS)};

/* What a table of rows promises to the parser, for every command. */
START_TEST(test_rows_of_every_command)
{
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        const struct sw_option *rows = commands[c]->options;
        char *help = help_of(commands[c]);

        for (uint32_t i = 0; rows[i].name != NULL; i++) {
            const struct sw_option *row = &rows[i];
            bool word = row->name[0] != '-';
            char line[80];

            ck_assert_uint_lt(i, SW_OPTIONS_MAX);
            snprintf(line, sizeof line, "\n  %s",
                     word && row->value != NULL ? row->value : row->name);
            ck_assert_msg(strstr(help, line) != NULL, "%s has no help of %s", commands[c]->name,
                          row->name);
            ck_assert_str_ne(row->help, "");
            ck_assert_msg(word || row->kind == SW_OPTION_FLAG || row->kind == SW_OPTION_CHOICE ||
                              row->value != NULL,
                          "%s: the value of %s has no name", commands[c]->name, row->name);
            ck_assert_int_eq(row->kind == SW_OPTION_CHOICE,
                             row->names != NULL || row->choice != NULL);
            ck_assert_int_eq(row->kind == SW_OPTION_OTHER, row->take != NULL);
            ck_assert(row->kind != SW_OPTION_COUNT || row->most > row->least);
            ck_assert(row->kind != SW_OPTION_LIST || (row->most > 0 && row->lists > 0));
            for (uint32_t k = 0; k < i; k++)
                ck_assert_str_ne(rows[k].name, row->name);
        }
        free(help);
    }
}
END_TEST

/* What a command says to its name and these words; `other` may be NULL. */
static const char *answer(const struct sw_command *command, const char *word, const char *other)
{
    static _Alignas(16) char request[1 << 17];
    static struct sw_error error;
    char *words[] = {(char *)command->name, (char *)word, (char *)other, NULL};

    memset(request, 0, sizeof request);
    memset(&error, 0, sizeof error);
    ck_assert_int_eq(sw_options_read(command, other != NULL ? 3 : 2, words, request, &error),
                     SW_EXIT_USAGE);
    return error.text;
}

static void check_answer(const struct sw_command *command, const char *said, const char *format,
                         const char *word)
{
    char expected[200];

    snprintf(expected, sizeof expected, format, word, command->name);
    ck_assert_str_eq(said, expected);
}

/* Whether the command has an option of this name, or one that it is short for to getopt_long. */
static bool has_option(const struct sw_command *command, const char *name)
{
    for (const struct sw_option *row = command->options; row->name != NULL; row++)
        if (strncmp(row->name, name, strlen(name)) == 0)
            return true;
    return false;
}

/* Every row is parsed as help says, and no option that only other commands have. */
START_TEST(test_what_help_names_is_parsed)
{
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++)
        for (size_t o = 0; o < sizeof commands / sizeof *commands; o++)
            for (const struct sw_option *row = commands[o]->options; row->name != NULL; row++) {
                if (row->name[0] != '-')
                    continue;
                if (c == o && row->kind == SW_OPTION_FLAG)
                    check_answer(commands[c], answer(commands[c], row->name, "--fly"),
                                 "\"%s\" is not understood (see smallworld %s --help)", "--fly");
                else if (c == o)
                    check_answer(commands[c], answer(commands[c], row->name, NULL),
                                 "%s wants a value (see smallworld %s --help)", row->name);
                else if (!has_option(commands[c], row->name))
                    check_answer(commands[c], answer(commands[c], row->name, NULL),
                                 "\"%s\" is not understood (see smallworld %s --help)", row->name);
            }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("options");
    TCase *t = tcase_create("options");

    tcase_add_test(t, test_places_and_options_in_any_order);
    tcase_add_test(t, test_words_are_gathered);
    tcase_add_test(t, test_what_is_wrong);
    tcase_add_test(t, test_help_is_the_rows);
    tcase_add_test(t, test_rows_of_every_command);
    tcase_add_test(t, test_what_help_names_is_parsed);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

#include "cli/options.h"

#include "base/number.h"
#include "base/table.h"
#include "report/print.h"
#include "lang/channel.h"
#include "life/game.h"

#include <stdarg.h>
#include <assert.h>
#include <getopt.h>
#include <inttypes.h>
#include <string.h>

enum {
    FIRST = 256, /* what getopt_long returns for the first row with a long name */
    LABEL = 256, /* bytes of "--format=ansi|plain" */
    WIDEST = 18, /* a longer label has a line of its own */
};

static bool is_word(const struct sw_option *row)
{
    return row->name[0] != '-';
}

static bool takes_value(const struct sw_option *row)
{
    return row->kind != SW_OPTION_FLAG;
}

static bool is_list(const struct sw_option *row)
{
    return row->kind == SW_OPTION_LIST || row->kind == SW_OPTION_WORDS;
}

static size_t append(char *text, size_t size, const char *more)
{
    size_t used = strlen(text);

    return used + (size_t)snprintf(text + used, size - used, "%s", more);
}

static const char *choice(const struct sw_option *row, uint32_t number)
{
    return row->names != NULL ? row->names[number] : row->choice(number);
}

/* The names of a choice, one behind another. */
static void join(const struct sw_option *row, const char *between, char *text, size_t size)
{
    for (uint32_t i = 0; choice(row, i) != NULL; i++) {
        append(text, size, i > 0 ? between : "");
        append(text, size, choice(row, i));
    }
}

/* ---- the parser ---- */

struct reading {
    const struct sw_command *command;
    char **words;
    void *request;
    uint32_t placed;            /* words that are no options, so far */
    bool given[SW_OPTIONS_MAX]; /* by row */
    struct sw_error *error;
};

static int take_count(const struct reading *reading, const struct sw_option *row, const char *text,
                      uint64_t *number)
{
    if (sw_number_unsigned(text, number) && *number >= row->least && *number <= row->most)
        return SW_EXIT_DONE;
    return sw_usage(reading->command, reading->error,
                    "%s=%.100s is not a whole number from %" PRIu64 " to %" PRIu64, row->name, text,
                    row->least, row->most);
}

static int take_choice(const struct reading *reading, const struct sw_option *row, const char *text,
                       uint32_t *number)
{
    char list[LABEL] = "";

    for (uint32_t i = 0; choice(row, i) != NULL; i++)
        if (strcmp(choice(row, i), text) == 0) {
            *number = i;
            return SW_EXIT_DONE;
        }
    join(row, ", ", list, sizeof list);
    if (is_word(row))
        return sw_usage(reading->command, reading->error, "\"%.200s\" is none of %s", text, list);
    return sw_usage(reading->command, reading->error, "%s=%.100s is none of %s", row->name, text,
                    list);
}

static int take_listed(const struct reading *reading, const struct sw_option *row, const char *text,
                       const char **list)
{
    uint32_t *count = (uint32_t *)((char *)reading->request + row->lists);

    if (*count == row->most)
        return sw_usage(reading->command, reading->error, "more than %" PRIu64 " times %s",
                        row->most, row->name);
    list[(*count)++] = text;
    return SW_EXIT_DONE;
}

static void take_word(const struct reading *reading, struct sw_words *list)
{
    if (list->count++ == 0)
        list->word = reading->words + reading->placed;
}

/* `text` is NULL for a flag. */
static int take(const struct reading *reading, const struct sw_option *row, const char *text)
{
    void *at = (char *)reading->request + row->at;

    switch (row->kind) {
    case SW_OPTION_FLAG:
        *(bool *)at = true;
        break;
    case SW_OPTION_TEXT:
        *(const char **)at = text;
        break;
    case SW_OPTION_LIST:
        return take_listed(reading, row, text, at);
    case SW_OPTION_WORDS:
        take_word(reading, at);
        break;
    case SW_OPTION_COUNT:
        return take_count(reading, row, text, at);
    case SW_OPTION_CHOICE:
        return take_choice(reading, row, text, at);
    case SW_OPTION_OTHER:
        return row->take(reading->command, text, at, reading->error);
    }
    return SW_EXIT_DONE;
}

static int take_given(struct reading *reading, uint32_t number, const char *text)
{
    const struct sw_option *row = &reading->command->options[number];

    reading->given[number] = true;
    if (row->given != 0)
        *(bool *)((char *)reading->request + row->given) = true;
    return take(reading, row, text);
}

/* A word that is no option goes to the first row of a word that has none yet, or to a list. */
static int place(struct reading *reading, char *word)
{
    const struct sw_option *row = reading->command->options;
    const char *second = NULL;

    for (uint32_t i = 0; row[i].name != NULL; i++) {
        if (!is_word(&row[i]))
            continue;
        if (!reading->given[i] || row[i].kind == SW_OPTION_WORDS) {
            reading->placed++;
            reading->words[reading->placed] = word;
            return take_given(reading, i, word);
        }
        second = row[i].second;
    }
    if (second != NULL)
        return sw_usage(reading->command, reading->error, "there is a second %s, \"%.200s\"",
                        second, word);
    return sw_usage(reading->command, reading->error, "\"%.200s\" is not understood", word);
}

/* What getopt_long did not take: '?', or ':' for a value that is missing. */
static int refuse(const struct reading *reading, int option)
{
    const char *word = reading->words[optind - 1];

    if (option == ':')
        return sw_usage(reading->command, reading->error, "%.200s wants a value", word);
    return sw_usage(reading->command, reading->error, "\"%.200s\" is not understood", word);
}

/* The rows as getopt_long wants them: letters begin with "+:", which lets words and options mix and
 * tells a missing value from an unknown option. */
static void arrange(const struct sw_option *row, struct option *options, char *letters)
{
    uint32_t count = 0;

    *letters++ = '+';
    *letters++ = ':';
    for (uint32_t i = 0; row[i].name != NULL; i++) {
        assert(i < SW_OPTIONS_MAX);
        if (is_word(&row[i]))
            continue;
        if (row[i].name[1] == '-') {
            options[count++] = (struct option){row[i].name + 2, takes_value(&row[i]) ? 1 : 0, NULL,
                                               FIRST + (int)i};
            continue;
        }
        *letters++ = row[i].name[1];
        if (takes_value(&row[i]))
            *letters++ = ':';
    }
    *letters = '\0';
}

static uint32_t row_of(const struct sw_option *row, int option)
{
    uint32_t i = 0;

    if (option >= FIRST)
        return (uint32_t)(option - FIRST);
    while (row[i].name[0] != '-' || row[i].name[1] != option)
        i++;
    return i;
}

static int read_words(struct reading *reading, int count)
{
    struct option options[SW_OPTIONS_MAX + 1] = {{0}};
    char letters[2 * SW_OPTIONS_MAX + 3];
    int result = SW_EXIT_DONE;

    arrange(reading->command->options, options, letters);
    opterr = 0;
    optind = 0; /* begins anew, whatever was read before */
    while (result == SW_EXIT_DONE && (optind == 0 || optind < count)) {
        int before = optind, option = getopt_long(count, reading->words, letters, options, NULL);

        if (option == '?' || option == ':')
            return refuse(reading, option);
        if (option != -1) {
            result = take_given(reading, row_of(reading->command->options, option), optarg);
            continue;
        }
        /* What stands behind "--" is no option, whatever it begins with. */
        if (optind > before && optind > 1 && strcmp(reading->words[optind - 1], "--") == 0)
            break;
        if (optind < count)
            result = place(reading, reading->words[optind++]);
    }
    while (result == SW_EXIT_DONE && optind < count)
        result = place(reading, reading->words[optind++]);
    return result;
}

int sw_options_read(const struct sw_command *command, int count, char **words, void *request,
                    struct sw_error *error)
{
    struct reading reading = {
        .command = command, .words = words, .request = request, .error = error};
    const struct sw_option *row = command->options;
    int result = SW_EXIT_DONE;

    for (uint32_t i = 0; row[i].name != NULL && result == SW_EXIT_DONE; i++)
        if (row[i].initial != NULL)
            result = take(&reading, &row[i], row[i].initial);
    if (result == SW_EXIT_DONE)
        result = read_words(&reading, count);
    for (uint32_t i = 0; row[i].name != NULL && result == SW_EXIT_DONE; i++)
        if (row[i].missing != NULL && !reading.given[i])
            result = sw_usage(command, error, "%s", row[i].missing);
    return result;
}

/* ---- help ---- */

/* "RUN", "--json", "--seed=S", "-o FOLDER"; "--set section.key=value", where a second = would be
 * hard to read. */
static void label(const struct sw_option *row, char text[LABEL])
{
    snprintf(text, LABEL, "%s", row->name);
    if (is_word(row) && row->value != NULL)
        snprintf(text, LABEL, "%s", row->value);
    if (is_word(row) || !takes_value(row))
        return;
    append(text, LABEL,
           row->name[1] != '-' || (row->value != NULL && strchr(row->value, '=') != NULL) ? " "
                                                                                          : "=");
    if (row->value != NULL)
        append(text, LABEL, row->value);
    else
        join(row, "|", text, LABEL);
}

static void print_usage(const struct sw_command *command, FILE *out)
{
    uint32_t column = (uint32_t)fprintf(out, "usage: smallworld %s", command->name);

    for (const struct sw_option *row = command->options; row->name != NULL; row++) {
        bool needed = row->needed || row->missing != NULL;
        char text[LABEL], token[LABEL + 8];
        uint32_t length;

        label(row, text);
        if (is_word(row) && row->kind == SW_OPTION_CHOICE) {
            text[0] = '\0';
            join(row, "|", text, LABEL);
        }
        length = (uint32_t)snprintf(token, sizeof token, "%s%s%s%s", needed ? "" : "[", text,
                                    needed ? "" : "]", is_list(row) ? "..." : "");
        if (column + 1 + length > SW_TABLE_WIDTH)
            column = (uint32_t)fprintf(out, "\n   ") - 1;
        fprintf(out, " %s", token);
        column += 1 + length;
    }
    fprintf(out, "\n\n");
}

static void print_row(const struct sw_option *row, uint32_t width, FILE *out)
{
    char name[LABEL], text[1024];

    label(row, name);
    if (strlen(name) <= width)
        fprintf(out, "  %-*s  ", (int)width, name);
    else
        fprintf(out, "  %s\n%*s", name, (int)width + 4, "");
    snprintf(text, sizeof text, "%s", row->help);
    if (row->initial != NULL) {
        append(text, sizeof text, " (default ");
        append(text, sizeof text, row->initial);
        append(text, sizeof text, ")");
    }
    sw_print_folded(text, width + 4, SW_TABLE_WIDTH, out);
}

void sw_options_help(const struct sw_command *command, FILE *out)
{
    uint32_t width = 0;

    for (const struct sw_option *row = command->options; row->name != NULL; row++) {
        char text[LABEL];

        label(row, text);
        if (strlen(text) <= WIDEST && strlen(text) > width)
            width = (uint32_t)strlen(text);
    }
    print_usage(command, out);
    fprintf(out, "%s\n\n", command->description);
    for (const struct sw_option *row = command->options; row->name != NULL; row++)
        print_row(row, width, out);
    fprintf(out, "\n%s", command->text);
}

/* ---- what several commands take ---- */

const char *const sw_option_styles[] = {"ansi", "plain", NULL};

const char *sw_option_game(uint32_t number)
{
    return number < SW_GAMES ? sw_game_row((enum sw_game_id)number)->name : NULL;
}

const char *sw_option_channel(uint32_t number)
{
    return number < SW_CHANNEL_MODES ? sw_channel_row((enum sw_channel_mode)number)->name : NULL;
}

int sw_option_source(const struct sw_command *command, const char *text, void *at,
                     struct sw_error *error)
{
    static const char start[] = "worlds.source=";

    if (strncmp(text, start, strlen(start)) != 0 || strncmp(text + strlen(start), "arc:", 4) != 0 ||
        text[strlen(start) + 4] == '\0')
        return sw_usage(command, error,
                        "--set can only be worlds.source=arc:PATH[:PATH...] here: where the run's "
                        "ARC files are now");
    *(const char **)at = text + strlen(start);
    return SW_EXIT_DONE;
}

int sw_usage(const struct sw_command *command, struct sw_error *error, const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    sw_fail(error, SW_EXIT_USAGE, "%s (see smallworld %s --help)", text, command->name);
    return SW_EXIT_USAGE;
}

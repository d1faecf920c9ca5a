#include "cli/options.h"

#include "cli/arguments.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum { FIRST = 256 }; /* what getopt_long returns for the first row */

static bool takes_value(const struct sw_option *row)
{
    return row->word != NULL || row->number != NULL || row->take != NULL;
}

static int take(const struct sw_command *command, const struct sw_option *row, const char *text,
                struct sw_error *error)
{
    char name[64];

    if (row->given != NULL)
        *row->given = true;
    if (row->word != NULL)
        row->word[row->words != NULL ? (*row->words)++ : 0] = text;
    if (row->take != NULL)
        return row->take(command, text, row->value, error);
    if (row->number == NULL)
        return SW_EXIT_DONE;
    snprintf(name, sizeof name, "--%s", row->name);
    return sw_argument_count(command, name, text, row->least, row->most, row->number, error);
}

/* A word that is no option. */
static int place(const struct sw_command *command, const char *word, const char **folder,
                 const char **member, struct sw_error *error)
{
    const char **where = *folder == NULL ? folder : member;

    if (where == NULL)
        return sw_usage(command, error, "there is a second run, \"%.200s\"", word);
    if (*where != NULL)
        return sw_usage(command, error, "\"%.200s\" is not understood", word);
    *where = word;
    return SW_EXIT_DONE;
}

static int require_folder(const struct sw_command *command, const char *folder,
                          struct sw_error *error)
{
    if (folder == NULL)
        return sw_usage(command, error, "say which run: the folder given to run -o");
    return SW_EXIT_DONE;
}

/* What stands behind "--" is no option, whatever it begins with. */
static int place_rest(const struct sw_command *command, int count, char **words,
                      const char **folder, const char **member, struct sw_error *error)
{
    for (int i = 0; i < count; i++) {
        int result = place(command, words[i], folder, member, error);

        if (result != SW_EXIT_DONE)
            return result;
    }
    return require_folder(command, *folder, error);
}

int sw_options_read(const struct sw_command *command, const struct sw_option *options,
                    uint32_t options_count, int count, char **words, const char **folder,
                    const char **member, struct sw_error *error)
{
    struct option rows[SW_OPTIONS_MAX + 1] = {{0}};
    int option, result = SW_EXIT_DONE;

    assert(options_count <= SW_OPTIONS_MAX);
    for (uint32_t i = 0; i < options_count; i++)
        rows[i] =
            (struct option){.name = options[i].name,
                            .has_arg = takes_value(&options[i]) ? required_argument : no_argument,
                            .val = FIRST + (int)i};
    *folder = NULL;
    if (member != NULL)
        *member = NULL;
    opterr = 0;
    optind = 0; /* begins anew, whatever was read before */
    while (result == SW_EXIT_DONE && (optind == 0 || optind < count)) {
        int before = optind;

        option = getopt_long(count, words, "+:", rows, NULL);
        if (option >= FIRST)
            result = take(command, &options[option - FIRST], optarg, error);
        else if (option != -1)
            result = sw_argument_refuse(command, option, words, error);
        else if (optind > before && optind > 1 && strcmp(words[optind - 1], "--") == 0)
            return place_rest(command, count - optind, words + optind, folder, member, error);
        else if (optind < count)
            result = place(command, words[optind++], folder, member, error);
    }
    return result != SW_EXIT_DONE ? result : require_folder(command, *folder, error);
}

int sw_option_game(const struct sw_command *command, const char *text, void *value,
                   struct sw_error *error)
{
    return sw_argument_game(command, text, value, error);
}

int sw_option_source(const struct sw_command *command, const char *text, void *value,
                     struct sw_error *error)
{
    static const char start[] = "worlds.source=";

    if (strncmp(text, start, strlen(start)) != 0 || strncmp(text + strlen(start), "arc:", 4) != 0 ||
        text[strlen(start) + 4] == '\0')
        return sw_usage(command, error,
                        "--set takes nothing here but worlds.source=arc:PATH[:PATH...], where the "
                        "run's ARC files lie now");
    *(const char **)value = text + strlen(start);
    return SW_EXIT_DONE;
}

int sw_option_channel(const struct sw_command *command, const char *text, void *value,
                      struct sw_error *error)
{
    return sw_argument_channel(command, text, value, error);
}

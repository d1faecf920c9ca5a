/* options.h - the command lines of commands about a run: RUN, for some also ID, and options in any
 * order, as a table of rows that say what each option takes and where it goes. Local.
 *
 *     const struct sw_option options[] = {
 *         {.name = "seed", .number = &seed, .most = UINT64_MAX, .given = &seeded},
 *         {.name = "json", .given = &json},
 *     };
 *     return sw_options_read(&sw_command_eval, options, 2, count, words, &folder, NULL, error);
 */
#ifndef SW_CLI_OPTIONS_H
#define SW_CLI_OPTIONS_H

#include "cli/command.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_OPTIONS_MAX 16

/* Of word, number and take one is given; of none, the option takes no value. What is given twice
 * counts as it was given last. */
struct sw_option {
    const char *name;              /* "seed": --seed=S or --seed S */
    bool *given;                   /* becomes true; NULL: it is all the same */
    const char **word;             /* any text, borrowed from the command line */
    uint32_t *words;               /* then `word` is a list, which grows: room for all words */
    uint64_t *number, least, most; /* a whole number from least to most */
    /* Anything else: reads the text into `value`; returns an exit code. */
    int (*take)(const struct sw_command *command, const char *text, void *value,
                struct sw_error *error);
    void *value;
};

/* Reads a command line. `member` may be NULL: the command takes no ID. words[0] is the command's
 * name. Returns SW_EXIT_DONE, or SW_EXIT_USAGE with a sentence. */
int sw_options_read(const struct sw_command *command, const struct sw_option *options,
                    uint32_t options_count, int count, char **words, const char **folder,
                    const char **member, struct sw_error *error);

/* For sw_option.take: value is an enum sw_game_id, an enum sw_channel_mode. */
int sw_option_game(const struct sw_command *command, const char *text, void *value,
                   struct sw_error *error);
/* For --set worlds.source=arc:PATH of commands that read a run: value is a const char *, which
 * becomes "arc:PATH", borrowed from the command line. */
int sw_option_source(const struct sw_command *command, const char *text, void *value,
                     struct sw_error *error);
int sw_option_channel(const struct sw_command *command, const char *text, void *value,
                      struct sw_error *error);

#endif

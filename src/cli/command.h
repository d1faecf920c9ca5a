/* command.h - the table of commands: one row drives the dispatch, the usage and the tests. Adding a
 * command is adding a file and its line in module.am (docs/adding-a-command.md). */
#ifndef SW_CLI_COMMAND_H
#define SW_CLI_COMMAND_H

#include "base/error.h"

struct sw_option;

struct sw_command {
    const char *name;
    const char *description;         /* one line */
    const struct sw_option *options; /* what it takes (cli/options.h); ends in a row without name */
    const char *text;                /* of its help, below the options: notes and examples */
    /* words[0] is the command's name. Returns an exit code (enum sw_exit); a failure leaves its
     * sentence in `error` and main prints it.
     * --help and -h are answered before this is called; -o=VALUE has been refused. */
    int (*main)(int count, char **words, struct sw_error *error);
};

/* SW_COMMAND_ROWS(ROW), as --help lists them: ROW(run) stands for sw_command_run of command_run.c.
 * Made of the list of files in module.am. */
#include "cli/command_rows.h"

#define SW_COMMAND_DECLARE(name) extern const struct sw_command sw_command_##name;
#define SW_COMMAND_ADDRESS(name) &sw_command_##name,

SW_COMMAND_ROWS(SW_COMMAND_DECLARE)

/* Prints a usage sentence into `error` and returns SW_EXIT_USAGE. */
int sw_usage(const struct sw_command *command, struct sw_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

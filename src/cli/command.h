/* command.h - the table of commands: one row drives the dispatch, the usage and the tests. Adding a
 * command is adding a row in smallworld.c and a file. */
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

extern const struct sw_command sw_command_run;
extern const struct sw_command sw_command_eval;
extern const struct sw_command sw_command_replay;
extern const struct sw_command sw_command_worlds;
extern const struct sw_command sw_command_config;
extern const struct sw_command sw_command_inspect;
extern const struct sw_command sw_command_lineage;
extern const struct sw_command sw_command_check;
extern const struct sw_command sw_command_bench;
extern const struct sw_command sw_command_edits;
extern const struct sw_command sw_command_solve;
extern const struct sw_command sw_command_film;

/* Prints a usage sentence into `error` and returns SW_EXIT_USAGE. */
int sw_usage(const struct sw_command *command, struct sw_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

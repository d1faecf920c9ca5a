/* options.h - the command line of a command as a table of rows. The parser, the usage line and the
 * help read the rows, so an option is written once: adding one is adding a row. All functions are
 * Local.
 *
 *     #define AT(field) offsetof(struct request, field)
 *     static const struct sw_option options[] = {
 *         SW_OPTION_RUN(AT(folder)),
 *         {"--seed", SW_OPTION_COUNT, AT(seed), .help = "which ones", .value = "S", .most = 9},
 *         {"--json", SW_OPTION_FLAG, AT(json), .help = "one JSON object instead of a table"},
 *         {.name = NULL},
 *     };
 */
#ifndef SW_CLI_OPTIONS_H
#define SW_CLI_OPTIONS_H

#include "cli/command.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define SW_OPTIONS_MAX 24 /* rows of a command */
#define SW_SETS_MAX    256

/* What a row takes, and what stands at its place in the request. */
enum sw_option_kind {
    SW_OPTION_FLAG,   /* no value; a bool */
    SW_OPTION_TEXT,   /* any text; a const char *, borrowed from the command line */
    SW_OPTION_LIST,   /* texts, one each time it is given; a const char *[most] */
    SW_OPTION_WORDS,  /* all words that are left; a struct sw_words */
    SW_OPTION_COUNT,  /* a whole number from least to most; a uint64_t */
    SW_OPTION_CHOICE, /* one of some names; its number as a uint32_t or an enum */
    SW_OPTION_OTHER,  /* what `take` reads */
};

/* Words that are no options, in their order. */
struct sw_words {
    char **word; /* borrowed from the command line, which is put in order for it */
    uint32_t count;
};

/* What is given twice counts as it was given last. An offset `given` or `lists` of 0 is none. */
struct sw_option {
    const char *name; /* "--seed"; "-o"; "RUN": a word that is no option */
    enum sw_option_kind kind;
    size_t at;                /* where it goes: an offset in the request */
    const char *help;         /* one sentence or more, as one line */
    const char *value;        /* what help calls the value; NULL for a choice: the names */
    const char *initial;      /* the default, which is read first and shown; NULL: none */
    size_t given;             /* a bool: it was on the command line */
    uint64_t least, most;     /* COUNT; LIST: at most so many */
    size_t lists;             /* LIST: a uint32_t, how many there are */
    const char *const *names; /* CHOICE: NULL after the last */
    const char *(*choice)(uint32_t number); /* the same, of what has a table of its own */
    /* OTHER: reads the text; returns an exit code, with a sentence unless it is SW_EXIT_DONE. */
    int (*take)(const struct sw_command *command, const char *text, void *at,
                struct sw_error *error);
    bool needed;         /* the usage line has it without brackets */
    const char *missing; /* what is said if it is not there; NULL: it may be */
    const char *second;  /* the last word: "run" makes "there is a second run" */
};

/* The words of commands about a run. */
#define SW_OPTION_RUN(offset)                                                                      \
    {                                                                                              \
        "RUN", SW_OPTION_TEXT, offset, .help = "the folder of the run (it may still be going on)", \
                                       .missing = "say which run: the folder given to run -o",     \
                                       .second = "run"                                             \
    }
#define SW_OPTION_MEMBER(offset)                                                                   \
    {                                                                                              \
        "--member", SW_OPTION_TEXT, offset,                                                        \
            .help = "a member's number, best (the default) or founder", .value = "ID|best|founder" \
    }
#define SW_OPTION_GAME(offset, ...)                                                                \
    {                                                                                              \
        "--game", SW_OPTION_CHOICE, offset, .help = "default: what the run's last phase plays",    \
                                            .choice = sw_option_game, __VA_ARGS__                  \
    }
#define SW_OPTION_CHANNEL(offset, ...)                                                             \
    {                                                                                              \
        "--channel", SW_OPTION_CHOICE, offset, .help = "what arrives at the listener",             \
                                               .choice = sw_option_channel, .initial = "normal",   \
                                               __VA_ARGS__                                         \
    }
/* A const char *, which becomes "arc:PATH", borrowed from the command line. */
#define SW_OPTION_SOURCE(offset)                                                                   \
    {                                                                                              \
        "--set", SW_OPTION_OTHER, offset,                                                          \
            .help = "where the run's ARC files lie now: the same tasks", .take = sw_option_source, \
            .value = "worlds.source=arc:PATH"                                                      \
    }
#define SW_OPTION_SET(array, number, text)                                                         \
    {                                                                                              \
        "--set", SW_OPTION_LIST, array, .help = text, .value = "section.key=value",                \
                                        .lists = number, .most = SW_SETS_MAX                       \
    }

extern const char *const sw_option_styles[]; /* "ansi", "plain": by SW_STYLE_ANSI... */
const char *sw_option_game(uint32_t number);
const char *sw_option_channel(uint32_t number);
int sw_option_source(const struct sw_command *command, const char *text, void *at,
                     struct sw_error *error);

/* Reads a command line into `request`, which the rows' offsets are of. words[0] is the command's
 * name. Returns SW_EXIT_DONE, or an exit code (SW_EXIT_USAGE) with a sentence. */
int sw_options_read(const struct sw_command *command, int count, char **words, void *request,
                    struct sw_error *error);

/* The usage line, the description, every row, and the command's text, at most 80 columns wide. */
void sw_options_help(const struct sw_command *command, FILE *out);

#endif

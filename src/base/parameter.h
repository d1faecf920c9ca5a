/* parameter.h - settings as one table of rows: the parser, the help, the docs, the commented
 * default config and the tests all read that table. Adding a setting is adding one row and one
 * field. Local.
 *
 * The text form is INI: `[section]`, `key = value`; `#` starts a comment at the start of a line or
 * behind a blank, `;` at the start of a line only. A value may stand in double quotes, in which
 * \\ \" \n \r \t and \xNN are understood; only texts that begin or end in blanks or hold # or
 * control characters need them. An unknown section or key is an error that names the nearest one; a
 * value out of range says the range; both name file and line.
 *
 * The reader is our own and not inih's: that one loses the rest of a line beyond 197 bytes and the
 * rest of a section's name beyond 49 without a word, and joins an indented line to the value above
 * it.
 */
#ifndef SW_BASE_PARAMETER_H
#define SW_BASE_PARAMETER_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define SW_TEXT_MAX  1024 /* bytes of a text setting, with its final 0 */
#define SW_LINES_MAX 8192 /* bytes of a section of lines, with its final 0 */

enum sw_parameter_type {
    SW_PARAMETER_INTEGER, /* enum sw_integer, minimum..maximum */
    SW_PARAMETER_REAL,    /* double, minimum..maximum (finite) */
    SW_PARAMETER_SWITCH,  /* bool: yes|no (also true|false, on|off, 1|0) */
    SW_PARAMETER_CHOICE,  /* int32_t: index into `choices` */
    SW_PARAMETER_TEXT,    /* char[SW_TEXT_MAX] */
    SW_PARAMETER_LINES    /* char[SW_LINES_MAX]: a section of lines (base/parameter_lines.h) */
};

/* What holds an integer. */
enum sw_integer { SW_INT64, SW_UINT32, SW_UINT64 };

/* What a section of lines holds. */
struct sw_parameter_lines {
    bool headed; /* its sections have a name and more: [island 3], [islands 4-7] */
    /* Refuses a line that is wrong by itself. heading: what follows the section's name ("4-7"),
     * NULL where it has none; line: NULL asks for the heading alone. */
    int (*check)(const char *heading, const char *line, const char *where, struct sw_error *error);
};

struct sw_parameter {
    const char *section, *key;
    enum sw_parameter_type type;
    size_t offset;                          /* of the field in the settings struct */
    const char *initial;                    /* the default, as it would be written */
    double minimum, maximum;                /* -HUGE_VAL, HUGE_VAL: no bound */
    const char *choices;                    /* "normal|silent|shuffled", for SW_PARAMETER_CHOICE */
    const char *unit;                       /* "cells", "generations", NULL */
    const char *help;                       /* one sentence or more: what it does, what to try */
    int64_t step;                           /* of an integer: a multiple of it; 0: any */
    const struct sw_parameter_lines *lines; /* of lines */
    enum sw_integer whole;                  /* of an integer: the type of its field */
};

/* A table whose rows are the choices of a parameter is one macro, so that its names and texts are
 * told by settings and help as they stand in it:
 *
 *     #define SW_GAME_ROWS(FIRST, ROW)
 *         FIRST(SW_GAME_SOLO, "solo", "one seat sees", ...)
 *         ROW(SW_GAME_RULE_RELAY, "rule-relay", "one seat speaks", ...)
 *     enum sw_game_id { SW_GAME_ROWS(SW_ROW_ID, SW_ROW_ID) SW_GAMES };
 *     choices = SW_CHOICES(SW_GAME_ROWS)       "solo|rule-relay"
 *     help = SW_CHOICES_HELP(SW_GAME_ROWS)     "solo: one seat sees. rule-relay: one seat speaks."
 */
#define SW_CHOICES(ROWS)                     ROWS(SW_ROW_NAME, SW_ROW_OR_NAME)
#define SW_CHOICES_HELP(ROWS)                ROWS(SW_ROW_HELP, SW_ROW_AND_HELP)
#define SW_ROW_ID(id, ...)                   id,
#define SW_ROW_NAME(id, name, ...)           name
#define SW_ROW_OR_NAME(id, name, ...)        "|" name
#define SW_ROW_HELP(id, name, text, ...)     name ": " text "."
#define SW_ROW_AND_HELP(id, name, text, ...) " " name ": " text "."

struct sw_parameters {
    const struct sw_parameter *row;
    uint32_t count;
    const char *listed_by; /* the command that lists all rows, for refusals; may be NULL */
};

#define SW_LISTED_BY(table) ((table).listed_by != NULL ? (table).listed_by : "the documentation")

/* Writes every default into the settings struct. An initial value that its own row refuses is an
 * internal error. */
int sw_parameters_defaults(struct sw_parameters table, void *settings, struct sw_error *error);

/* Whether the row takes this value: 0, or -1 with a sentence that says what it takes. */
int sw_parameter_check(const struct sw_parameter *row, const char *value, const char *where,
                       struct sw_error *error);

/* What a row takes, in words: "a whole number from 1 to 30 (cells)", "one of normal, silent". */
void sw_parameter_range(const struct sw_parameter *row, char *text, size_t size);

/* Sets one value by "section", "key". `where` ("file.conf line 3", "--set") stands in the sentence.
 */
int sw_parameters_set(struct sw_parameters table, void *settings, const char *section,
                      const char *key, const char *value, const char *where,
                      struct sw_error *error);

/* The same from "section.key=value" (as after --set). What follows the first = is the value, byte
 * for byte. */
int sw_parameters_assign(struct sw_parameters table, void *settings, const char *assignment,
                         struct sw_error *error);

/* Reads INI text (size bytes; `name` for messages) over what the settings hold. A line that is not
 * INI, a key given twice, a NUL byte, or a text over 1 MiB is an error, and then nothing is set. */
int sw_parameters_read(struct sw_parameters table, void *settings, const char *text, size_t size,
                       const char *name, struct sw_error *error);

/* Prints all settings as INI that reads back to the same values, bit for bit (reals in shortest
 * round-trip form). With `comments`, each key stands under its help, unit, range and choices,
 * wrapped at 78 columns. */
void sw_parameters_print(struct sw_parameters table, const void *settings, bool comments,
                         FILE *out);

/* The same without comments, and only the rows that `wanted` says; as one comment paragraph a
 * sentence is printed. */
void sw_parameters_print_some(struct sw_parameters table, const void *settings,
                              bool (*wanted)(const struct sw_parameter *row, const void *settings),
                              FILE *out);
void sw_parameters_comment(const char *sentence, FILE *out);

/* The value of an integer's row, and a value put there, which the caller knows to be within the
 * row's bounds. */
int64_t sw_parameter_integer(const struct sw_parameter *row, const void *settings);
void sw_parameter_put_integer(const struct sw_parameter *row, void *settings, int64_t value);

/* Whether a row has the same value in two settings. */
bool sw_parameter_same(const struct sw_parameter *row, const void *a, const void *b);

/* The value of one row as text, as sw_parameters_print would write it (4 * SW_TEXT_MAX bytes hold
 * any). */
void sw_parameter_value(const struct sw_parameter *row, const void *settings, char *text,
                        size_t size);

/* The row of "section.key", or NULL with a sentence that names the nearest. */
const struct sw_parameter *sw_parameters_find(struct sw_parameters table, const char *name,
                                              struct sw_error *error);

/* The candidate (of count) nearest to `word` by edit distance (a swap of neighbours and a letter's
 * case count as one and nothing), the first of equals, or NULL if none is near (distance over half
 * the word's length). */
const char *sw_nearest(const char *word, const char *const *candidates, uint32_t count);

#endif

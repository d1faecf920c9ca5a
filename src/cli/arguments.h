/* arguments.h - what several commands read from their command lines: strictly, and with a sentence
 * that says what would be taken. All functions are Local.
 *
 * Each returns SW_EXIT_DONE, or SW_EXIT_USAGE with the sentence in `error`.
 */
#ifndef SW_CLI_ARGUMENTS_H
#define SW_CLI_ARGUMENTS_H

#include "base/table.h"
#include "cli/command.h"
#include "lang/channel.h"
#include "population/game.h"
#include "population/settings.h"
#include "draw/render.h"

/* What getopt_long did not take: `option` is '?' or, with an optstring that begins in "+:", ':' for
 * a value that is missing. */
int sw_argument_refuse(const struct sw_command *command, int option, char **words,
                       struct sw_error *error);

/* A whole number from `least` to `most`; `name` is "--puzzles". */
int sw_argument_count(const struct sw_command *command, const char *name, const char *text,
                      uint64_t least, uint64_t most, uint64_t *value, struct sw_error *error);

int sw_argument_game(const struct sw_command *command, const char *text, enum sw_game_id *game,
                     struct sw_error *error);
int sw_argument_channel(const struct sw_command *command, const char *text,
                        enum sw_channel_mode *channel, struct sw_error *error);

/* The place of `text` among `count` names; the sentence lists them. */
int sw_argument_choice(const struct sw_command *command, const char *name, const char *text,
                       const char *const *names, uint32_t count, uint32_t *choice,
                       struct sw_error *error);

/* --format: one of `count` names. */
int sw_argument_format(const struct sw_command *command, const char *text, const char *const *names,
                       uint32_t count, uint32_t *format, struct sw_error *error);

/* Prints words folded at `width` columns; lines after the first stand behind `indent` blanks, where
 * the caller's first has begun. A list that is longer than a line is parted behind commas. Ends the
 * line. */
void sw_print_folded(const char *text, uint32_t indent, uint32_t width, FILE *out);

/* Prints a table on stdout, 80 columns wide, and destroys it. A stdout that fails is not an error
 * here: main finds it at the end and says why. */
int sw_print_table(struct sw_table *table, struct sw_error *error);

/* Passes a sentence on as a warning: for functions that go on after it. */
void sw_warn(const char *sentence, void *context);

/* How pictures are drawn on stdout if nobody says: in colour on a terminal that can, else plain. */
enum sw_render_style sw_style_of_stdout(void);

/* The game of a run's last phase: what its agents were last bred for. */
enum sw_game_id sw_game_of_run(const struct sw_settings *settings);

/* Whether any phase of the run plays the game. */
bool sw_run_plays(const struct sw_settings *settings, enum sw_game_id game);

#endif

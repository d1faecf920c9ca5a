/* print.h - what several commands say and ask: text folded for a terminal, tables, and the
 * games of a run. (What they take is in options.h.) All functions are Local. */
#ifndef SW_REPORT_PRINT_H
#define SW_REPORT_PRINT_H

#include "archive/rebuild.h"
#include "base/json.h"
#include "base/table.h"
#include "life/game.h"
#include "settings/settings.h"
#include "draw/render.h"

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

/* What --format says of it; a command may have formats more. Whatever is neither: nobody says. */
enum { SW_STYLE_ANSI, SW_STYLE_PLAIN, SW_STYLES };
enum sw_render_style sw_style_wanted(uint32_t format);

/* The game of a run's last phase: what its agents were last bred for. */
enum sw_game_id sw_game_of_run(const struct sw_archive *archive);

/* Whether any phase of the run plays the game. */
bool sw_run_plays(const struct sw_settings *settings, enum sw_game_id game);

/* What sets a run apart: an object of the settings that are not at their defaults. */
void sw_print_json_settings(struct sw_json *json, const struct sw_settings *settings);

/* The last keys of an examination: generations, run, run_seed. */
void sw_print_json_run(struct sw_json *json, const struct sw_archive *archive);

#endif

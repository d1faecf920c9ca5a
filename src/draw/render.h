/* render.h - grids, pairs and puzzles as text: for a terminal in ARC's ten colours, or plain.
 * Local.
 *
 *     SW_RENDER_PLAIN   one character a cell: '.' is empty, '1'..'9' are colours
 *     SW_RENDER_ANSI    two blanks a cell on a 24-bit background
 *     SW_RENDER_ANSI256 the same in the 256-colour palette, for older terminals
 *
 * Every line ends in a newline; lines of ANSI text end with their colours reset, so text around a
 * picture is not coloured.
 */
#ifndef SW_DRAW_RENDER_H
#define SW_DRAW_RENDER_H

#include "world/puzzle/puzzle.h"

#include <stdio.h>

enum sw_render_style { SW_RENDER_PLAIN, SW_RENDER_ANSI, SW_RENDER_ANSI256 };

/* ARC's colour for 0..9; `index` is the nearest of the 256-colour palette. */
struct sw_render_colour {
    uint8_t red, green, blue, index;
};

struct sw_render_colour sw_render_colour(uint8_t colour);

/* Prints one grid, each line behind `indent` blanks. */
void sw_render_grid(const struct sw_grid *grid, enum sw_render_style style, int indent, FILE *out);

/* Prints grids side by side, each under its caption (NULL: none) and with its top in one line.
 * Between them stand two blanks, or " -> " in the middle line where `arrow` is set behind the
 * first. */
struct sw_render_column {
    const struct sw_grid *grid; /* NULL: a question mark */
    const char *caption;
};

void sw_render_columns(const struct sw_render_column *column, int count, bool arrow,
                       enum sw_render_style style, int indent, FILE *out);

/* Prints a pair side by side, with an arrow between. `target` may be unknown (then a "?"). */
void sw_render_pair(const struct sw_grid *canvas, const struct sw_grid *target,
                    enum sw_render_style style, int indent, FILE *out);

/* Prints a whole puzzle: its demonstrations, its tests (their targets only if `answers`), and its
 * teacher if it has one and `answers` is set. */
void sw_render_puzzle(const struct sw_puzzle *puzzle, bool answers, enum sw_render_style style,
                      FILE *out);

#endif

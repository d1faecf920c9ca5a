/* edit.h - the edit vocabulary: one table of rows drives the interpreter, the names, the help, the
 * docs and the tests. An edit token either selects, takes something in hand, or acts on what is
 * selected; applied to a puzzle it is applied to every canvas, each resolving "the largest
 * organism" for itself. Local; nothing here allocates or fails: an edit that does not fit (nothing
 * selected, nothing to do) leaves the canvas as it is.
 */
#ifndef SW_WORLD_EDIT_H
#define SW_WORLD_EDIT_H

#include "world/organism.h"

#include <stddef.h>

#define SW_PROGRAM_MAX 12 /* tokens of one program */

/* A canvas with the hand of who edits it. */
struct sw_canvas {
    struct sw_grid grid;
    struct sw_mask selection; /* cells selected; none at first */
    bool whole;               /* the selection is one piece (the canvas), not organisms */
    uint8_t colour;           /* colour in hand; 1 at first */
};

enum sw_edit_group { SW_EDIT_SELECT, SW_EDIT_HAND, SW_EDIT_ACT, SW_EDIT_STOP };

struct sw_edit {
    const char *name;        /* "select.largest", "hand.3", "act.slide.down", "stop" */
    const char *description; /* one line */
    enum sw_edit_group group;
    uint8_t parameter; /* colour, direction, attribute, symmetry: what the function wants */
    void (*apply)(struct sw_canvas *canvas, uint8_t parameter);
};

/* The table; tokens are its indices. Token 0 is "stop". */
uint32_t sw_edit_count(void);
const struct sw_edit *sw_edit_row(uint8_t token); /* NULL if there is no such token */

/* The token of a name (name_length bytes), or -1. */
int sw_edit_find(const char *name, size_t name_length);

struct sw_canvas sw_canvas_of(const struct sw_grid *grid);

/* Applies one token (an unknown one does nothing). Returns true if the grid changed. */
bool sw_edit_apply(struct sw_canvas *canvas, uint8_t token);

/* A program: the tokens of an edit list, without the final stop. */
struct sw_program {
    uint8_t length; /* <= SW_PROGRAM_MAX */
    uint8_t token[SW_PROGRAM_MAX];
};

/* Runs the program on a fresh canvas over `grid`; ends at stop. */
struct sw_grid sw_program_run(const struct sw_program *program, const struct sw_grid *grid);

/* "select.largest hand.3 act.recolour"; returns the length, cut like snprintf. */
size_t sw_program_print(const struct sw_program *program, char *text, size_t size);

/* Reads names separated by blanks. Returns 0, or -1 with the name that is not known (and the
 * nearest one that is). */
struct sw_error;
int sw_program_parse(const char *text, struct sw_program *program, struct sw_error *error);

#endif

/* show.h - what pictures of worlds hold: puzzles on one sheet, and scenes one after the other.
 * Local.
 *
 * A show is a list of scenes: a heading, a canvas with its selection, perhaps the grid that it
 * should become, a caption. All scenes of a show are drawn at one scale into frames of one size.
 */
#ifndef SW_DRAW_SHOW_H
#define SW_DRAW_SHOW_H

#include "base/error.h"
#include "world/puzzle/puzzle.h"

/* A sheet: the demonstrations in a row (or several), below them the tests, with their targets only
 * if `answers`; `title` (may be NULL) above, the teacher below if it is known and `answers`. A PNG,
 * released by free(), or NULL. */
void *sw_puzzle_png(const struct sw_puzzle *puzzle, bool answers, const char *title, size_t *size,
                    struct sw_error *error);

enum sw_show_right {
    SW_SHOW_ALONE,   /* nothing stands to the right */
    SW_SHOW_TARGET,  /* an arrow, and the target */
    SW_SHOW_UNKNOWN, /* an arrow, and a question mark */
};

struct sw_scene_card {
    const char *heading, *caption; /* copied; NULL: none */
    const struct sw_grid *canvas;
    const struct sw_mask *selection; /* NULL: none */
    enum sw_show_right right;
    const struct sw_grid *target;
    int hundredths; /* of a second that it is shown */
};

struct sw_show; /* opaque */
struct sw_show *sw_show_create(struct sw_error *error);
void sw_show_destroy(struct sw_show *show); /* NULL is fine */
int sw_show_add(struct sw_show *show, const struct sw_scene_card *card, struct sw_error *error);

/* Shows how the program edits the canvas: the canvas, a scene for every token under its name, and
 * the end. `words` (may be NULL) stand in all captions' last line, as what was heard. */
int sw_show_add_edits(struct sw_show *show, const char *heading, const char *words,
                      const struct sw_program *program, const struct sw_grid *canvas,
                      const struct sw_grid *target, struct sw_error *error);

/* Each demonstration and each test with a target, edited by the teacher (or, without one, as it is
 * and as it should be). */
int sw_show_add_puzzle(struct sw_show *show, const struct sw_puzzle *puzzle, const char *title,
                       struct sw_error *error);

/* Bytes released by free(), or NULL: an animated GIF of all scenes. */
void *sw_show_gif(const struct sw_show *show, size_t *size, struct sw_error *error);

#endif

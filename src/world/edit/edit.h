/* edit.h - edits and programs of them, applied to canvases, printed and read. An edit token selects
 * cells, takes something in hand, sets how the eye looks, acts on what is selected, or controls
 * what the others do (world/edit/edit_table.h); applied to a puzzle it is applied to every canvas,
 * each resolving "the largest organism" for itself. Local; nothing here allocates, and but for the
 * parsers nothing fails: an edit that does not fit (nothing selected, nothing to do, no room)
 * leaves the canvas as it is.
 */
#ifndef SW_WORLD_EDIT_EDIT_H
#define SW_WORLD_EDIT_EDIT_H

#include "world/edit/canvas.h"
#include "world/edit/edit_table.h"

#include <stddef.h>

#define SW_PROGRAM_MAX 40 /* tokens of one program: up to three laws in a row */

/* Applies one token (an unknown one does nothing). Returns true if the grid changed. */
bool sw_edit_apply(struct sw_canvas *canvas, uint32_t token);

/* The same without telling, which is quicker. This is the one interpreter: whatever runs edits (an
 * agent, a law's teacher, the search for a teacher or for a program) runs them by it. It is as
 * cheap as the canvas: one without memory keeps nothing to come back to, and one with an anatomy
 * labels its first grid once. */
void sw_edit_do(struct sw_canvas *canvas, uint32_t token);

/* What does edits in place of the interpreter: who imagines them (forecast/imagination.h). `edit`
 * does as sw_edit_do: what it leaves depends on owner, canvas and token alone. `own` says whose
 * forecasts they are from now on: weights of a whole brain, borrowed. */
struct sw_edit_engine {
    void (*edit)(void *context, struct sw_canvas *canvas, uint32_t token);
    void (*own)(void *context, const float *weights);
    void *context; /* borrowed */
};

/* The same; false if the edit has found nothing (sw_edit_found). */
bool sw_edit_step(struct sw_canvas *canvas, uint32_t token);

/* After an edit: false if it selects, and nothing is selected now. The exchange of selection and
 * anchor selects nothing new, so it always finds something. */
static inline bool sw_edit_found(const struct sw_edit *row, const struct sw_canvas *canvas)
{
    return row->group != SW_EDIT_SELECT || row->swaps || !sw_mask_empty(&canvas->selection);
}

/* True if the token is among them. */
bool sw_tokens_hold(const sw_edit_token *token, size_t count, int wanted);

/* Less than, equal to or greater than 0: the order of two lists of `count` tokens, by the first
 * that differs; the same on every machine. */
int sw_tokens_compare(const sw_edit_token *a, const sw_edit_token *b, size_t count);

/* True if one of the tokens needs a memory. */
bool sw_tokens_remember(const sw_edit_token *token, size_t count);

/* Applies the tokens to a fresh canvas over `grid` (with a memory if they need one), up to stop. */
struct sw_grid sw_tokens_run(const sw_edit_token *token, size_t count, const struct sw_grid *grid);

/* The same; also says where the result's top left corner lies on the grid. `anatomy` (may be NULL)
 * belongs to `grid`: what is labelled there is used, and what is not is added. */
struct sw_layer sw_tokens_place(const sw_edit_token *token, size_t count,
                                const struct sw_grid *grid, struct sw_anatomy *anatomy);

/* "select.largest hand.3 act.recolour"; returns the length, cut like snprintf. */
size_t sw_tokens_print(const sw_edit_token *token, size_t count, char *text, size_t size);

/* Reads names separated by blanks, at most `capacity`. Returns 0, or -1 with the name that is not
 * known (and the nearest one that is). A final stop is left out. */
struct sw_error;
int sw_tokens_parse(const char *text, sw_edit_token *token, size_t capacity, size_t *count,
                    struct sw_error *error);

/* A program: the tokens of an edit list, without the final stop. */
struct sw_program {
    uint8_t length; /* <= SW_PROGRAM_MAX */
    sw_edit_token token[SW_PROGRAM_MAX];
};

/* Whether two programs are the same edits. */
bool sw_program_equal(const struct sw_program *a, const struct sw_program *b);

/* The three above for a program. */
struct sw_grid sw_program_run(const struct sw_program *program, const struct sw_grid *grid);
size_t sw_program_print(const struct sw_program *program, char *text, size_t size);
int sw_program_parse(const char *text, struct sw_program *program, struct sw_error *error);

#endif

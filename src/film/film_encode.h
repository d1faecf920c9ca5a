/* film_encode.h - how a frame becomes edits: one table of encoders. All functions are Local and
 * allocate nothing. */
#ifndef SW_FILM_FILM_ENCODE_H
#define SW_FILM_FILM_ENCODE_H

#include "film/film_model.h"

/* Edits of one frame, without the end: as many as a canvas has cells, and a new canvas. */
#define SW_FILM_EDITS_MAX 1000

enum sw_film_encoder_id {
    SW_FILM_CELLS,
    SW_FILM_RECTANGLES,
    SW_FILM_ORGANISMS,
    SW_FILM_PROGRAMS,
    SW_FILM_ENCODERS
};

struct sw_film_edits {
    uint32_t count;
    struct sw_film_edit edit[SW_FILM_EDITS_MAX];
};

struct sw_film_encoder {
    const char *name, *description;
    /* Writes edits that turn the state's grid into `next`, exactly; the model says what they would
     * cost. */
    void (*encode)(const struct sw_film_model *model, const struct sw_film_state *state,
                   const struct sw_grid *next, struct sw_film_edits *out);
};

const struct sw_film_encoder *sw_film_encoder_row(enum sw_film_encoder_id id);

/* Appends the edits that give the state's grid, of the same size, the cells of `next`: a cell each,
 * or rectangles that paint right cells only. */
void sw_film_encode_cells(const struct sw_grid *from, const struct sw_grid *next,
                          struct sw_film_edits *out);
void sw_film_encode_rectangles(const struct sw_grid *from, const struct sw_grid *next,
                               struct sw_film_edits *out);

/* What the edits and an end would cost after what the model has seen, in 1024ths of a bit. A state
 * of its own is edited along; the caller's is left alone. */
uint64_t sw_film_cost(const struct sw_film_model *model, const struct sw_film_state *state,
                      const struct sw_film_edits *edits);

/* Finds organisms that moved, changed colour, were copied, ... (film/film_organism.c). */
void sw_film_encode_organisms(const struct sw_film_model *model, const struct sw_film_state *state,
                              const struct sw_grid *next, struct sw_film_edits *out);

/* The same, and programs of the agents' own edits before that (film/film_program.c). Slow: tens of
 * milliseconds for a frame that organisms do not explain cheaply. */
void sw_film_encode_programs(const struct sw_film_model *model, const struct sw_film_state *state,
                             const struct sw_grid *next, struct sw_film_edits *out);

#endif

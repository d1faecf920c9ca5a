/* film_model.h - how a film's first frame, rules and edits become bits; the file format's inner
 * part (docs/video.md tells it to other programs). Local; no allocation.
 */
#ifndef SW_FILM_FILM_MODEL_H
#define SW_FILM_FILM_MODEL_H

#include "film/film_code.h"
#include "film/film_edit.h"

#define SW_FILM_NAMES_MAX 255 /* different edits of the agents' vocabulary in one film */

/* What was coded so far, as it bears on what comes next. */
struct sw_film_model {
    struct sw_film_bit kind[2 * SW_FILM_KINDS][16]; /* by the kind before; at the beginning of a
                                                       frame by the first of the frame before */
    struct sw_film_bit choice[SW_FILM_KINDS][8], connection[SW_FILM_CONNECTIONS], chosen[16];
    struct sw_film_bit some[2]; /* by whether the organism was in the last choice */
    struct sw_film_bit forward, gap[SW_FILM_GAP_BITS];
    struct sw_film_bit same_offset[SW_FILM_KINDS], zero[2], sign[2], distance[2][32];
    struct sw_film_bit symmetry[8], direction[4];
    struct sw_film_bit width[32], height[2][32];   /* height: by whether the width is 1 */
    struct sw_film_bit colour[SW_COLOURS + 1][16]; /* by what is there now; 10: nothing chosen */
    struct sw_film_bit length[8], token[256];
    uint8_t kind_before, first_before;
    bool fresh;     /* at the beginning of a frame */
    int place;      /* of the last edit with a place in this frame, row by row; -1: none */
    int8_t dx, dy;  /* the last offset */
    uint32_t names; /* tokens of the agents' vocabulary that the film uses */
    sw_edit_token name[SW_FILM_NAMES_MAX];
};

void sw_film_model_reset(struct sw_film_model *model);

/* The first frame: each cell by what is left of it and above it. Width and height are known. */
void sw_film_code_grid(struct sw_film_coder *coder, struct sw_grid *grid);

void sw_film_code_rules(struct sw_film_coder *coder, struct sw_physics_rules *rules);

/* Codes an edit and applies it to the state (one that counts changes the model's memory of what was
 * last, and none of its bits). What a coder that reads has read is in `edit`; after a failure that
 * is SW_FILM_END. A token that is new to a film that is written is appended to the model's names.
 */
void sw_film_code_edit(struct sw_film_coder *coder, struct sw_film_model *model,
                       struct sw_film_state *state, struct sw_film_edit *edit);

#endif

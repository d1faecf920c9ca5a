/* code_film.h - films of which every edit is known: a scene, and edits of the organisms of one
 * colour, or of the whole canvas, one after another. Local.
 *
 * Every edit is told by two words: what is done, and to which colour. Some pairs of the two are
 * never shown to who learns.
 */
#ifndef SW_CODES_CODE_FILM_H
#define SW_CODES_CODE_FILM_H

#include "world/forecast/episode.h"

#define SW_CODE_EDITS_MAX  64u
#define SW_CODE_FILM_STEPS 16u /* most edits of a film */
#define SW_CODE_COLOURS    4
#define SW_CODE_ACTS       14u /* different first words */

struct sw_code_edit {
    char name[40];  /* "act.move.left of 3", "act.roll.up" */
    uint8_t act;    /* first word */
    uint8_t colour; /* second word: 1..SW_CODE_COLOURS, 0: of the whole canvas */
    bool held;      /* the pair is never shown to who learns */
    struct sw_episode_step step;
};

/* Writes all edits; returns how many. */
uint32_t sw_code_edits_list(struct sw_code_edit out[SW_CODE_EDITS_MAX]);

/* Which films. */
enum sw_code_set {
    SW_CODE_SET_LESSONS, /* what is learned from */
    SW_CODE_SET_SAME,    /* other films of the same sizes and edits */
    SW_CODE_SET_LARGER,  /* larger canvases */
    SW_CODE_SET_HELD,    /* the edits that were held back */
    SW_CODE_SETS
};

const char *sw_code_set_name(enum sw_code_set set);

struct sw_code_film {
    uint32_t steps; /* that were found, of those asked for */
    uint8_t edit[SW_CODE_FILM_STEPS];
    struct sw_grid frame[SW_CODE_FILM_STEPS + 1];
};

/* Film `number` of a set. Each edit changes the canvas and leaves something on it. */
void sw_code_film_draw(const struct sw_code_edit *edit, uint32_t edits, enum sw_code_set set,
                       uint64_t seed, uint64_t number, uint32_t steps, struct sw_code_film *out);

/* The first edit that makes one frame the next; `edits` if there is none. */
uint32_t sw_code_edit_search(const struct sw_code_edit *edit, uint32_t edits,
                             const struct sw_grid *from, const struct sw_grid *to);

#endif

/* organism_edit.h - what can become of an organism, in words: one table of rows drives what they
 * do, how they print, docs/forecast.md and the tests. A forecaster by organism says one of them of
 * each organism of a canvas; a forecaster by cell says a fate of each cell
 * (world/forecast/outlook.h).
 *
 * Words are said of the outlook, so that "ahead" is where the deed is directed. All organisms of
 * which the same word is said undergo it together, as one selection, and words come in the order of
 * the table. What a word does is done by the edit table; only who undergoes it is forecast. So what
 * is of no organism (a frame, a blank canvas) and what lies between two (a connection) cannot be
 * said. Local; no allocation.
 */
#ifndef SW_WORLD_FORECAST_ORGANISM_EDIT_H
#define SW_WORLD_FORECAST_ORGANISM_EDIT_H

#include "base/forecast_percept.h"
#include "world/forecast/outlook_relations.h"

#define SW_ORGANISM_EDITS_MAX 48u

enum sw_organism_form {
    SW_ORGANISM_STAYS,  /* nothing */
    SW_ORGANISM_PAINTS, /* its cells take a colour */
    SW_ORGANISM_EATEN,  /* they take the colour of the organism's eater */
    SW_ORGANISM_ROLLS,  /* it moves one cell ahead; what leaves the canvas comes in behind */
    SW_ORGANISM_ACTS    /* an act of the edit table */
};

/* What is seen in a next frame where the word may be right, so that the others are not tried. */
enum sw_organism_sign {
    SW_SIGN_NONE,
    SW_SIGN_PAINTED, /* a changed cell of it has the word's colour */
    SW_SIGN_CHANGED, /* a cell of it has changed */
    SW_SIGN_HAND,    /* some changed cell has the colour in hand */
    SW_SIGN_OWN      /* some changed cell has its colour */
};

#define SW_ORGANISM_HAND 10 /* a row's colour: that in hand */

struct sw_organism_edit {
    const char *name, *description;
    enum sw_organism_form form;
    uint8_t colour;  /* 0..9 or SW_ORGANISM_HAND; of those that paint */
    const char *act; /* of the edit table; NULL: none */
    enum sw_organism_sign sign;
};

uint32_t sw_organism_edit_count(void);
const struct sw_organism_edit *sw_organism_edit_row(uint32_t index);

/* The tokens of the acts, read once. */
struct sw_organism_edits {
    sw_edit_token token[SW_ORGANISM_EDITS_MAX];
};
void sw_organism_edits_begin(struct sw_organism_edits *edits);

/* How many rows, verbs and words there are. */
struct sw_forecast_senses sw_organism_senses(void);

/* Fills the percept: its cells are the organisms of the relations, in their order. right:
 * [organisms] bit w: word w makes what came; NULL if it is not known. */
void sw_organism_perceive(const struct sw_outlook_relations *at, const uint64_t *right,
                          struct sw_forecast_percept *percept);

/* What words make of the outlook of the relations: the grid, turned as it is. word: [organisms]. */
void sw_organism_settle(const struct sw_organism_edits *edits,
                        const struct sw_outlook_relations *at, const uint8_t *word,
                        struct sw_grid *out);

/* The words that come nearest to a grid (turned as the outlook is), found by trying those whose
 * sign is seen: first one word for all that may undergo it, then organism by organism. As the
 * matcher of films does, it knows nothing of the deed. Writes a word for each organism and, if
 * `right` is not NULL, all that do as well. Returns how many cells stay wrong: 0 if words can say
 * it. */
uint32_t sw_organism_teach(const struct sw_organism_edits *edits,
                           const struct sw_outlook_relations *at, const struct sw_grid *end,
                           uint8_t *word, uint64_t *right);

#endif

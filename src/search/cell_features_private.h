/* cell_features_private.h - what cell_features.c, cell_features_pointer.c and cell_features_write.c
 * share: the canvases on which selections are tried. Only they include it. Local. */
#ifndef SW_SEARCH_CELL_FEATURES_PRIVATE_H
#define SW_SEARCH_CELL_FEATURES_PRIVATE_H

#include "search/cell_features.h"
#include "world/edit/feature.h"

struct sw_cell_features_bench {
    struct sw_grid grid[SW_IMAGES_MAX];
    struct sw_anatomy anatomy[SW_IMAGES_MAX];
    uint16_t value[SW_SIDE_MAX][SW_STRIDE];
    uint16_t *raw;                  /* of the cell feature in the making */
    uint8_t number[UINT16_MAX + 1]; /* of the raw values met so far + 1; 0 otherwise */
};

/* Canvas k of the base, seen in a mode; its anatomy is shared by all that look at it. */
static inline struct sw_canvas sw_cell_features_canvas(struct sw_cell_features *cell_features,
                                                       uint32_t k, uint8_t mode)
{
    struct sw_cell_features_bench *bench = cell_features->bench;
    struct sw_canvas canvas = sw_canvas_of(&bench->grid[k]);

    canvas.anatomy = &bench->anatomy[k];
    canvas.mode = mode;
    return canvas;
}

/* The words that select what a cell feature of a selection selects. */
const char *sw_cell_features_words(const struct sw_cell_feature *cell_feature);

/* --- cell_features_pointer.c --- */

/* Fills the pointers of the base, and chooses its pointer states. */
void sw_cell_features_fill_pointers(struct sw_cell_features *cell_features);

/* The edits by which selected cells take their colour from there. */
const char *sw_pointer_words(enum sw_pointer pointer);

#endif

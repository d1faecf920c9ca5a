/* planes_private.h - what planes.c, planes_pointer.c and planes_write.c share: the canvases on
 * which selections are tried. Only they include it. Local. */
#ifndef SW_SEARCH_PLANES_PRIVATE_H
#define SW_SEARCH_PLANES_PRIVATE_H

#include "search/planes.h"
#include "world/edit/feature.h"

struct sw_planes_bench {
    struct sw_grid grid[SW_IMAGES_MAX];
    struct sw_anatomy anatomy[SW_IMAGES_MAX];
    uint16_t value[SW_SIDE_MAX][SW_STRIDE];
    uint16_t *raw;                  /* of the plane in the making */
    uint8_t number[UINT16_MAX + 1]; /* of the raw values met so far + 1; 0 otherwise */
};

/* Canvas k of the base, seen in a mode; its anatomy is shared by all that look at it. */
static inline struct sw_canvas sw_planes_canvas(struct sw_planes *planes, uint32_t k, uint8_t mode)
{
    struct sw_planes_bench *bench = planes->bench;
    struct sw_canvas canvas = sw_canvas_of(&bench->grid[k]);

    canvas.anatomy = &bench->anatomy[k];
    canvas.mode = mode;
    return canvas;
}

/* The words that select what a plane of a selection selects. */
const char *sw_planes_words(const struct sw_plane *plane);

/* --- planes_pointer.c --- */

/* Fills the pointers of the base, and chooses its pointer states. */
void sw_planes_fill_pointers(struct sw_planes *planes);

/* The edits by which selected cells take their colour from there. */
const char *sw_pointer_words(enum sw_pointer pointer);

#endif

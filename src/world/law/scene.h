/* scene.h - canvases with a few random organisms, patterns or panels, as the laws need them.
 *
 * One scene maker serves every law, so that a canvas alone does not betray its law: what one law
 * needs (a ring with a hole, an odd one out, organisms that touch, a drawing on one half, panels)
 * turns up in the scenes of all others as well, only less often. Local.
 */
#ifndef SW_WORLD_LAW_SCENE_H
#define SW_WORLD_LAW_SCENE_H

#include "base/random.h"
#include "world/grid/grid.h"
#include "world/law/scene_need.h"

/* Draws a canvas: organisms of 1 to 9 cells (1 to 12 on large canvases; rectangles may have more),
 * apart by at least one empty cell unless they are to touch. Returns 0, or -1 if this throw of the
 * dice came to nothing, for example because the organisms did not fit (throw again: the dice have
 * moved on). */
int sw_scene_draw(const struct sw_scene *scene, uint32_t needs, struct sw_dice *dice,
                  struct sw_grid *out);

/* A random small organism in a random colour on free cells of the canvas, apart from what is there
 * (for distractors). False if there is no room. */
bool sw_scene_bystander(const struct sw_grid *canvas, int colours, struct sw_dice *dice,
                        struct sw_mask *cells, uint8_t *colour);

#endif

/* scene.h - canvases with a few random organisms, as the laws need them.
 *
 * One scene maker serves every law, so that a canvas alone does not betray its law: what one law
 * needs (a ring with a hole, an odd one out, organisms that touch, a drawing on one half) turns up
 * in the scenes of all others as well, only less often. Local.
 */
#ifndef SW_WORLD_SCENE_H
#define SW_WORLD_SCENE_H

#include "base/random.h"
#include "world/grid.h"

/* How a scene is to be drawn. */
struct sw_scene {
    int width, height; /* 3..30 */
    int colours;       /* colours 1..colours are used, 1..9 */
    int organisms_min, organisms_max;
};

/* What a scene must have; a set of bits. */
enum sw_scene_need {
    SW_SCENE_HOLE = 1 << 0,  /* an organism that encloses background */
    SW_SCENE_THICK = 1 << 1, /* an organism with a cell whose eight neighbours belong to it */
    SW_SCENE_ODD = 1 << 2,   /* one organism unlike all others in shape or in colour */
    SW_SCENE_TOUCH = 1 << 3, /* two organisms of different colours that touch */
    SW_SCENE_HALF_X =
        1 << 4, /* drawn on one side of the left-right axis, or symmetric but for a piece */
    SW_SCENE_HALF_Y = 1 << 5 /* the same for the top-bottom axis */
};

/* Draws a canvas: organisms of 1 to 9 cells (a rectangle of up to 16, full or a ring), apart by at
 * least one empty cell unless they are to touch. Returns 0, or -1 if this throw of the dice came to
 * nothing, for example because the organisms did not fit (throw again: the dice have moved on). */
int sw_scene_draw(const struct sw_scene *scene, uint32_t needs, struct sw_dice *dice,
                  struct sw_grid *out);

#endif

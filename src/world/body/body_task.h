/* body_task.h - what a crew of bodies is asked to do in a world: how the world is laid out, how far
 * the crew has come, what moves by itself, and a crew that knows how. Local.
 *
 * A game of bodies whose row names a task is scored by it and not by what is gathered. Each world
 * has a target, drawn by its seed (a colour, or a way), and perhaps cells that are the goal. Seats
 * see both, or do not: struct sw_body_rights. In a task no plant grows again.
 */
#ifndef SW_WORLD_BODY_BODY_TASK_H
#define SW_WORLD_BODY_BODY_TASK_H

#include "world/body/body_world.h"

#define SW_BODY_WHOLE 1000 /* progress of a task that is done */

/* What the target of a world is. */
enum sw_body_target {
    SW_TARGET_COLOUR,
    SW_TARGET_WAY,    /* enum sw_direction */
    SW_TARGET_CORNER, /* bit 0: right, bit 1: lower */
    SW_TARGET_CELLS,  /* how many, less 1 */
    SW_TARGET_SIGHT,  /* always 0: to be where one is not seen */
    SW_TARGET_GOODS   /* the colour that the first seat has; the next seat has the next one */
};

struct sw_body_task {
    const char *name;    /* one word */
    const char *success; /* what is done when it is, in docs, without a full stop */
    const char *graded;  /* what progress counts on the way there, the same */
    enum sw_body_target target;
    bool feels; /* what a body holds it perceives in its own cell */

    /* Places bodies, things and goal in a world that has a frame and nothing else. complement: the
     * same seed with another target. */
    void (*lay)(struct sw_body_world *world, bool complement);

    /* What moves by itself at the end of a tick. NULL: nothing does. */
    void (*turn)(struct sw_body_world *world);

    /* How far the crew has come: SW_BODY_WHOLE if and only if the task is done, 0 where it began;
     * less than 0 if it made matters worse, not below -SW_BODY_WHOLE. */
    int32_t (*progress)(const struct sw_body_world *world);

    /* The same with what was done wrong left out. NULL: nothing is counted as wrong. */
    int32_t (*reached)(const struct sw_body_world *world);

    /* The ceiling: what a crew does that sees all and agrees on all. act: [seats]. */
    void (*solve)(const struct sw_body_world *world, uint8_t *act);
};

extern const struct sw_body_task sw_body_collect, sw_body_carry, sw_body_build, sw_body_draw,
    sw_body_herd, sw_body_hide, sw_body_market;

#endif

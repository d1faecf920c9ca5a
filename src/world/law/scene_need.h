/* scene_need.h - what a scene is to be like, and what it must have so that a law can show. */
#ifndef SW_WORLD_LAW_SCENE_NEED_H
#define SW_WORLD_LAW_SCENE_NEED_H

#include <stdint.h>

/* How a scene is to be drawn. */
struct sw_scene {
    int width, height; /* 3..30 */
    int colours;       /* colours 1..colours are used, 1..9 */
    int organisms_min, organisms_max;
    uint8_t ink[2]; /* colours that SW_SCENE_INK and SW_SCENE_INKS ask for; 0: any */
};

/* What a scene must have; a set of bits. */
enum sw_scene_need {
    SW_SCENE_HOLE = 1 << 0,  /* an organism that encloses background */
    SW_SCENE_THICK = 1 << 1, /* an organism with a cell whose eight neighbours belong to it */
    SW_SCENE_ODD = 1 << 2,   /* one organism unlike all others in shape or in colour */
    SW_SCENE_TOUCH = 1 << 3, /* two organisms of different colours that touch */
    SW_SCENE_HALF_X =
        1 << 4, /* drawn on one side of the left-right axis, or symmetric but for a piece */
    SW_SCENE_HALF_Y = 1 << 5, /* the same for the top-bottom axis */
    SW_SCENE_SQUARE = 1 << 6, /* a full square of at least two cells a side */
    SW_SCENE_LINE = 1 << 7,   /* an organism one cell wide */
    SW_SCENE_DOTS = 1 << 8,   /* organisms of one cell */
    SW_SCENE_TWINS = 1 << 9, /* two organisms of one shape, in different colours if there are any */
    SW_SCENE_INK = 1 << 10,  /* an organism (or the patch) has the first ink */
    SW_SCENE_INKS = 1 << 11, /* another organism has the second ink */
    SW_SCENE_INLINE = 1 << 12,  /* single cells in one row or column */
    SW_SCENE_SLOPE = 1 << 13,   /* single cells on one diagonal */
    SW_SCENE_LEGEND = 1 << 14,  /* touching single cells of two colours, organisms of the first */
    SW_SCENE_NEST = 1 << 15,    /* a ring around something of another colour, or rings in rings */
    SW_SCENE_ROOMS = 1 << 16,   /* a large ring with a single cell inside */
    SW_SCENE_MOTLEY = 1 << 17,  /* an organism of two colours */
    SW_SCENE_ANCHOR = 1 << 18,  /* organisms in line with one of the first ink */
    SW_SCENE_NOISE = 1 << 19,   /* large rectangles, and single cells that are wrong */
    SW_SCENE_PANELS = 1 << 20,  /* two or more panels of one size, mostly with lines between them */
    SW_SCENE_PERIOD = 1 << 21,  /* a pattern that repeats, a part of it hidden by the first ink */
    SW_SCENE_MIRRORS = 1 << 22, /* a symmetric pattern, a part of it hidden by the first ink */
    SW_SCENE_PICTURE = 1 << 23, /* single cells at random */
    SW_SCENE_BLOCKS = 1 << 24,  /* a picture whose rows and columns stand there several times */
    SW_SCENE_NEEDS = 25
};

/* Organisms that belong together (world/law/scene_group.h). */
#define SW_SCENE_GROUPS                                                                            \
    (SW_SCENE_INLINE | SW_SCENE_SLOPE | SW_SCENE_LEGEND | SW_SCENE_NEST | SW_SCENE_ROOMS |         \
     SW_SCENE_MOTLEY | SW_SCENE_ANCHOR)

/* Canvases that are no organisms on an empty ground (world/law/scene_layout.h). */
#define SW_SCENE_LAYOUTS                                                                           \
    (SW_SCENE_PANELS | SW_SCENE_PERIOD | SW_SCENE_MIRRORS | SW_SCENE_PICTURE | SW_SCENE_BLOCKS)

#endif

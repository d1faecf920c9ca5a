/* outlook_relations.h - how the organisms of an outlook stand to each other, to what is selected
 * and to the edges: what percepts of cells and of organisms are made of. Local; no allocation. */
#ifndef SW_WORLD_FORECAST_OUTLOOK_RELATIONS_H
#define SW_WORLD_FORECAST_OUTLOOK_RELATIONS_H

#include "world/forecast/outlook_private.h"

enum {
    SW_RELATION_CODE_NONE = 16, /* no organism: empty, or outside */
    SW_RELATION_CODES = 17,
    SW_RELATION_SIDES = 4, /* up, right, down, left */
    SW_RELATION_LINKS_MAX = 900
};

/* What an organism is: selected, held (what it leans on upwards, through whatever touches, ends at
 * the edge), stuck (the same, but anything that is not selected holds), or pushed (a selected
 * organism that is not held leans on it). */
enum { SW_IS_SELECTED = 1, SW_IS_HELD = 2, SW_IS_STUCK = 4, SW_IS_PUSHED = 8 };

/* All that is asked of the organisms of one outlook. */
struct sw_outlook_relations {
    const struct sw_outlook *outlook; /* borrowed */
    int width, height;
    uint32_t count;
    struct sw_organism organism[SW_ORGANISMS_MAX];
    uint16_t mine[SW_SIDE_MAX][SW_STRIDE]; /* 1 + organism; 0: none */
    uint8_t code[SW_ORGANISMS_MAX + 1];    /* [1 + organism]; [0]: of none */
    uint8_t eater[SW_ORGANISMS_MAX + 1];   /* the same: colour of its eater; 0: nobody */
    uint32_t links;                        /* organism `from` has `to` right above it */
    uint16_t from[SW_RELATION_LINKS_MAX], to[SW_RELATION_LINKS_MAX];
    struct sw_mask holes, boxes, outlines; /* of the selected ones */
    /* 1 + colour seen first, + 16 if selected; 0: the edge */
    uint8_t first[SW_RELATION_SIDES][SW_SIDE_MAX][SW_STRIDE];
    uint8_t beyond[SW_SIDE_MAX][SW_STRIDE]; /* 1 + colour seen first upwards, not selected; 0 */
    uint32_t rows, columns;                 /* bits: hold selected cells */
    uint64_t falling, rising;               /* bits: diagonals that do */
};

static inline bool sw_relations_outside(const struct sw_outlook_relations *at, int x, int y)
{
    return x < 0 || y < 0 || x >= at->width || y >= at->height;
}

static inline bool sw_relations_selected(const struct sw_outlook_relations *at, int x, int y)
{
    return sw_mask_get(&at->outlook->selection, x, y);
}

/* Only the outlook and its size, for percepts of what is near. */
void sw_relations_begin(struct sw_outlook_relations *at, const struct sw_outlook *outlook);

/* After that: the organisms and all that is said of them. */
void sw_relations_find(struct sw_outlook_relations *at);

#endif

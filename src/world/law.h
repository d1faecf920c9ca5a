/* law.h - the laws of small worlds: families with parameters, one table of rows.
 *
 * A law with its parameters chosen is a meaning. A meaning has one program of edit tokens (its
 * teacher) and a scene maker that draws canvases on which the law shows. Adding a law is adding one
 * row and one scene function. Local.
 */
#ifndef SW_WORLD_LAW_H
#define SW_WORLD_LAW_H

#include "base/random.h"
#include "world/edit.h"

/* How a scene is to be drawn. */
struct sw_scene {
    int width, height;  /* 3..30 */
    int colours;        /* colours 1..colours are used, 1..9 */
    int organisms_min, organisms_max;
};

/* Which choice a law's parameter has. */
enum sw_law_parameter {
    SW_PARAMETER_NONE,
    SW_PARAMETER_DIRECTION, /* up, down, left, right */
    SW_PARAMETER_AXIS,      /* mirror x, mirror y */
    SW_PARAMETER_TURN,      /* 90, 180 (90 only on square canvases) */
    SW_PARAMETER_PROPERTY,  /* largest, smallest, odd, border, holed */
    SW_PARAMETER_COLOUR     /* 1..colours */
};

struct sw_law {
    const char *name;        /* "gravity", "fill", "recolour", ... */
    const char *description; /* one line */
    enum sw_law_parameter parameter[2];
    /* Draws a canvas that can show the law. Returns 0, or -1 if this throw of the dice came to
     * nothing (the caller throws again). */
    int (*scene)(const struct sw_scene *scene, const uint8_t parameter[2], struct sw_dice *dice,
                 struct sw_grid *out);
    /* Writes the program of edit tokens for the parameters. */
    void (*teach)(const uint8_t parameter[2], struct sw_program *out);
};

uint32_t sw_law_count(void);
const struct sw_law *sw_law_row(uint32_t index);
int sw_law_find(const char *name, size_t name_length); /* index or -1 */

/* A law with its parameters chosen. */
struct sw_meaning {
    uint8_t law;          /* row of the table */
    uint8_t parameter[2]; /* 0 where there is none */
    struct sw_program teacher;
    char name[48]; /* "recolour.largest.3" */
};

#endif

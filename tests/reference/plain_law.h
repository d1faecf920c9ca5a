/* plain_law.h - every law once more, cell by cell, as plainly as it can be said: no masks, no edit
 * tokens, no program; only what docs/laws.md says of it.
 *
 * It tells what src/world makes of canvases a second time, so that the two can be compared, and
 * timed (tests/unit/world/law/unit_law.c, tests/unit/reference/unit_plain_law.c, `smallworld bench
 * world`). A law is a function and a row in the table at the end of its file (plain_law_*.c). Of
 * src/world only types, empty grids and what the law table calls things and says of needs are used.
 * Canvases with more than SW_ORGANISMS_MAX organisms, which are larger than 16x16, are an
 * exception: there some are overlooked, and by a plain law not always the same ones as by its
 * teacher. Local, no allocation.
 */
#ifndef SW_PLAIN_LAW_H
#define SW_PLAIN_LAW_H

#include "tests/reference/plain_world.h"
#include "world/law/law.h"

/* A canvas and its organisms (8 neighbours, one colour) in the order of their first cells. */
struct sw_plain_scene {
    struct sw_grid grid;
    int count;
    int label[SW_SIDE_MAX][SW_SIDE_MAX]; /* 1..count; 0: empty */
    struct {
        int cells, colour, x0, y0, x1, y1; /* the box includes x1 and y1 */
        uint32_t attributes;               /* SW_LARGEST, ... */
    } of[1 + SW_ORGANISMS_MAX];
};

void sw_plain_see(const struct sw_grid *canvas, struct sw_plain_scene *out);

/* A rule with its plain law found. */
struct sw_plain_rule {
    const struct sw_plain_row *row;
    const char *a, *b; /* its parameters' choices, "" for none */
    bool some;         /* a canvas shows it only if it selects some organisms, but not all */
};

/* False if the rule's law has no plain implementation. */
bool sw_plain_mean(const struct sw_rule *rule, struct sw_plain_rule *out);

/* Writes what the law makes of the scene. True if it can be done: everything that it is about is
 * there. Else the target is what comes of doing it all the same: mostly the canvas as it was. */
bool sw_plain_law(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                  struct sw_grid *target);

/* As sw_rule_shows and sw_explain_pair. The first writes the target in any case. */
bool sw_plain_shows(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                    struct sw_grid *target);
bool sw_plain_explains(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                       const struct sw_grid *target);

/* Size and cells. */
bool sw_plain_equal(const struct sw_grid *a, const struct sw_grid *b);

#endif

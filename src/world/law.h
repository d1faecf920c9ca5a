/* law.h - the laws of small worlds: families with parameters, one table of rows.
 *
 * A law with its parameters chosen is a meaning. A meaning has one program of edit tokens (its
 * teacher), and its law says what a scene must have to show it (world/scene.h). Adding a law is
 * adding one row; parser, generator, help, docs/laws.md and tests read the table. Local.
 */
#ifndef SW_WORLD_LAW_H
#define SW_WORLD_LAW_H

#include "base/error.h"
#include "world/edit.h"
#include "world/scene.h"

/* Which choice a law's parameter has. */
enum sw_law_parameter {
    SW_PARAMETER_NONE,
    SW_PARAMETER_DIRECTION, /* up, down, left, right */
    SW_PARAMETER_AXIS,      /* mirror x, mirror y */
    SW_PARAMETER_TURN,      /* 90, 180 (90 only on square canvases) */
    SW_PARAMETER_PROPERTY,  /* largest, smallest, odd, border, holed */
    SW_PARAMETER_COLOUR     /* 1..colours */
};

/* What can be said of a law's target whatever the canvas; a set of bits. A pair that lacks one of
 * them cannot be the law's work, and that is seen much faster than the program is run. */
enum sw_law_effect {
    SW_EFFECT_SIZE = 1 << 0,   /* the target has the size of the canvas (all others imply it) */
    SW_EFFECT_CENSUS = 1 << 1, /* as many cells of every colour */
    SW_EFFECT_PLACE = 1 << 2,  /* the same cells are empty */
    SW_EFFECT_LESS = 1 << 3,   /* every cell is as it was or has become empty */
    SW_EFFECT_MORE = 1 << 4,   /* every cell is as it was or was empty */
    SW_EFFECT_BITS = 5
};

/* The effects that a pair shows. */
uint32_t sw_effects_of(const struct sw_grid *canvas, const struct sw_grid *target);

struct sw_law {
    const char *name;        /* "gravity", "fill", "recolour", ... */
    const char *description; /* one line */
    const char *teacher; /* edit tokens; $1 and $2 stand for the names of the parameters' choices */
    enum sw_law_parameter parameter[2];
    uint32_t needs;    /* enum sw_scene_need: without it the law can hardly show */
    uint32_t effects;  /* enum sw_law_effect */
    bool square;       /* only on square canvases */
    uint8_t colours;   /* at least so many colours are needed */
    uint8_t organisms; /* at least so many organisms are needed */
};

uint32_t sw_law_count(void);
const struct sw_law *sw_law_row(uint32_t index);
int sw_law_find(const char *name, size_t name_length); /* index or -1 */

/* The choices of a kind of parameter: how many, and the name of each ("down", "x", "90", "largest",
 * "3"; "" for SW_PARAMETER_NONE, which has one choice). */
uint32_t sw_law_choices(enum sw_law_parameter parameter);
const char *sw_law_choice_name(enum sw_law_parameter parameter, uint32_t choice);

/* "direction", "axis", ... */
const char *sw_law_parameter_name(enum sw_law_parameter parameter);

/* A law with its parameters chosen. */
struct sw_meaning {
    uint8_t law;          /* row of the table */
    uint8_t parameter[2]; /* choices; 0 where there is none */
    struct sw_program teacher;
    char name[48]; /* "recolour.largest.3" */
};

/* Fills a meaning of a law. -1 only if the table names an edit that does not exist (our own bug).
 */
int sw_law_mean(uint32_t law, const uint8_t parameter[2], struct sw_meaning *out,
                struct sw_error *error);

/* What a meaning needs of its world, the law's row and its parameters' choices taken together. */
struct sw_law_needs {
    uint32_t scene; /* enum sw_scene_need */
    int colours, organisms;
    bool square;
    bool some; /* it must select some organisms but not all (a law by property) */
};

struct sw_law_needs sw_meaning_needs(const struct sw_meaning *meaning);

/* Writes what the meaning makes of the canvas. True if the canvas shows it: the target differs from
 * the canvas, and a law by property picks some organisms but not all (else target is not written).
 */
bool sw_meaning_shows(const struct sw_meaning *meaning, const struct sw_law_needs *needs,
                      const struct sw_grid *canvas, struct sw_grid *target);

#endif

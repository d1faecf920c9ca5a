/* law.h - the laws of small worlds: families with parameters, one table of rows.
 *
 * A law with its parameters chosen is a rule. A rule has one program of edit tokens (its
 * teacher), and its law says what a scene must have to show it (world/law/scene_need.h). Adding a
 * law is adding one row (law_table.c); parser, generator, help, docs/laws.md and tests read the
 * table. Local.
 */
#ifndef SW_WORLD_LAW_LAW_H
#define SW_WORLD_LAW_LAW_H

#include "base/error.h"
#include "world/edit/edit.h"
#include "world/law/scene.h"

/* Which choice a law's parameter has. */
enum sw_law_parameter {
    SW_PARAMETER_NONE,
    SW_PARAMETER_DIRECTION, /* up, down, left, right */
    SW_PARAMETER_AXIS,      /* mirror x, mirror y */
    SW_PARAMETER_TURN,      /* 90, 180 */
    SW_PARAMETER_PROPERTY,  /* largest, smallest, odd, border, holed */
    SW_PARAMETER_COLOUR,    /* 1..colours */
    SW_PARAMETER_FORM,      /* symmetric, rectangle, square, line, dot */
    SW_PARAMETER_SIDE,      /* top, bottom, leftmost, rightmost */
    SW_PARAMETER_DIAGONAL,  /* nw, ne, sw, se */
    SW_PARAMETER_LINE,      /* row, column, diagonal */
    SW_PARAMETER_OPERATION, /* or, and, xor, nor, less */
    SW_PARAMETER_FACTOR,    /* 2, 3 */
    SW_PARAMETER_GROWTH,    /* right, down */
    SW_PARAMETERS
};

/* Which choices go together where a law has two parameters of one kind. */
enum sw_law_pairing { SW_PAIRING_ANY, SW_PAIRING_DIFFERENT, SW_PAIRING_ASCENDING };

/* What can be said of a law's target whatever the canvas; a set of bits. A pair that lacks one of
 * them cannot be the law's work, and that is seen much faster than the program is run. A pair that
 * nothing has changed shows all of them. */
enum sw_law_effect {
    SW_EFFECT_SIZE = 1 << 0,     /* the target has the size of the canvas */
    SW_EFFECT_CENSUS = 1 << 1,   /* as many cells of every colour, 0 included */
    SW_EFFECT_PLACE = 1 << 2,    /* the same size, and the same cells are empty */
    SW_EFFECT_LESS = 1 << 3,     /* the same size; every cell is as it was or has become empty */
    SW_EFFECT_MORE = 1 << 4,     /* the same size; every cell is as it was or was empty */
    SW_EFFECT_RESIZE = 1 << 5,   /* the target has another size */
    SW_EFFECT_WITHIN = 1 << 6,   /* the target is neither wider nor higher than the canvas */
    SW_EFFECT_BEYOND = 1 << 7,   /* the target is neither narrower nor lower than the canvas */
    SW_EFFECT_ROW = 1 << 8,      /* the target is one row */
    SW_EFFECT_PALETTE = 1 << 9,  /* the target has no colour that the canvas lacks */
    SW_EFFECT_KEEP = 1 << 10,    /* as many cells of every colour but 0 */
    SW_EFFECT_NO_MORE = 1 << 11, /* the same size; of no colour but 0 there are more cells */
    SW_EFFECT_LEAVES = 1 << 12,  /* the same size; some cell has become empty */
    SW_EFFECT_COVERS = 1 << 13,  /* the same size; no cell has become empty */
    SW_EFFECT_BITS = 14
};

/* What a pair shows. */
struct sw_signature {
    uint32_t effects; /* enum sw_law_effect */
    uint16_t ink;     /* bit c: every cell that has changed has become c; if the size has changed,
                         every cell of the target that is not empty is c */
    uint16_t from;    /* bit c: every cell that has changed was c; if the size has changed, all */
    uint16_t changed; /* bit c: some cell has changed from c or to c; 0 if the size has changed */
    uint16_t seen;    /* bit c: the canvas has a cell of this colour */
};

struct sw_signature sw_signature_of(const struct sw_grid *canvas, const struct sw_grid *target);

struct sw_law {
    const char *name;        /* "gravity", "fill", "recolour", ... */
    const char *description; /* one line */
    const char *teacher; /* edit tokens; $1 and $2 stand for the words of the parameters' choices */
    enum sw_law_parameter parameter[2];
    enum sw_law_pairing pairing;
    uint32_t needs;    /* enum sw_scene_need: without it the law can hardly show */
    uint32_t effects;  /* enum sw_law_effect */
    uint8_t ink;       /* 1 or 2: the parameter whose colour is the ink of every pair; 0: none */
    uint8_t from;      /* the same for the colour that every changed cell had */
    bool both;         /* every changed cell had, and has, one of its two parameters' colours */
    bool square;       /* shows on square canvases only */
    bool blocks;       /* shows on canvases whose sides can be divided by 2, 3 or 5 */
    bool some;         /* what it selects must not be all organisms (as for every property) */
    uint8_t colours;   /* at least so many colours are needed */
    uint8_t organisms; /* at least so many organisms are needed */
    uint8_t side_min, side_max; /* canvases on which it can be shown; 0: any */
};

uint32_t sw_law_count(void);
const struct sw_law *sw_law_row(uint32_t index);
int sw_law_find(const char *name, size_t name_length); /* index or -1 */

/* The choices of a kind of parameter: how many, and the name of each ("down", "x", "90", "largest",
 * "3"; "" for SW_PARAMETER_NONE, which has one choice), and what stands for it in a teacher (the
 * name, but for diagonals: "nw" is "up.left"). */
uint32_t sw_law_choices(enum sw_law_parameter parameter);
const char *sw_law_choice_name(enum sw_law_parameter parameter, uint32_t choice);
const char *sw_law_choice_word(enum sw_law_parameter parameter, uint32_t choice);

/* "direction", "axis", ... */
const char *sw_law_parameter_name(enum sw_law_parameter parameter);

/* All choices of all laws that go together (each is a rule), law after law. A walk begins with
 * {0}; false, and nothing more to be read in it, after the last. */
struct sw_law_walk {
    uint32_t law;      /* row of the table */
    uint8_t choice[2]; /* of its parameters */
    uint32_t next;
};
bool sw_law_next(struct sw_law_walk *walk);

/* A law with its parameters chosen. */
struct sw_rule {
    uint8_t law;          /* row of the table */
    uint8_t parameter[2]; /* choices; 0 where there is none */
    struct sw_program teacher;
    char name[48]; /* "recolour.largest.3" */
};

/* Fills a rule of a law. -1 only if the table names an edit that does not exist (our own bug).
 */
int sw_law_mean(uint32_t law, const uint8_t parameter[2], struct sw_rule *out,
                struct sw_error *error);

/* What a rule needs of its world, the law's row and its parameters' choices taken together. */
struct sw_law_needs {
    uint32_t scene;             /* enum sw_scene_need */
    int colours, organisms;     /* at least so many */
    uint8_t side_min, side_max; /* 3..30 */
    bool square, blocks;
    bool some;       /* it must select some organisms but not all (a law by property) */
    bool memory;     /* its teacher has edits that need a memory */
    bool from_first; /* its teacher goes back to the first canvas, so no law can come before it, and
                        no background */
    uint8_t ink[2];  /* colours that its parameters name; 0: none */
};

struct sw_law_needs sw_rule_needs(const struct sw_rule *rule);

/* Writes what the rule makes of the canvas. True if the canvas shows it: the target differs from
 * the canvas and is not empty, all that the teacher selects is there, and a law by property picks
 * some organisms but not all (else target is not written). */
bool sw_rule_shows(const struct sw_rule *rule, const struct sw_law_needs *needs,
                   const struct sw_grid *canvas, struct sw_grid *target);

#endif

/* physics_set.h - what the physics of a world can be: one table of rows, and for each world one
 * choice of each row, drawn by its seed. Local.
 *
 * Something is done to a canvas: a tick passes, or the cells of one colour push one cell one of
 * four ways. Every row has one function, and the rows act in the order of the table, each on the
 * canvas as it was before. A cell that something has happened to is settled: later rows leave it
 * alone. So what becomes of a cell follows from what is around it, and nothing from the order of
 * cells.
 *
 * Adding a physics is one row of the table in physics_set.c and its function.
 */
#ifndef SW_WORLD_PHYSICS_PHYSICS_SET_H
#define SW_WORLD_PHYSICS_PHYSICS_SET_H

#include "base/error.h"
#include "base/random.h"
#include "world/grid/organism.h"

#define SW_PHYSICS_ROWS_MAX     12u
#define SW_PHYSICS_OPTIONS_MAX  5u
#define SW_PHYSICS_COLOURS_MAX  3u  /* that one option names */
#define SW_PHYSICS_FACTS        32u /* numbers that say a set in full, of the world or of a colour */
#define SW_PHYSICS_HOLDS_MAX    8u
#define SW_PHYSICS_ENTITIES     (SW_COLOURS + 1u) /* colours, and the world */
#define SW_PHYSICS_ENTITY_WORLD SW_COLOURS

/* The physics of one world. */
struct sw_physics_set {
    uint8_t choice[SW_PHYSICS_ROWS_MAX]; /* of each row: an option */
    uint8_t colour[SW_PHYSICS_ROWS_MAX]
                  [SW_PHYSICS_COLOURS_MAX]; /* what the option names; 0: none */
};

/* What is done to a canvas. */
struct sw_physics_deed {
    bool push;         /* false: a tick passes */
    uint8_t hand;      /* of a push: the colour that pushes, 1..9 */
    uint8_t direction; /* of a push: enum sw_direction */
};

struct sw_physics_scene; /* a canvas that rows act on: physics_rules.h */

enum sw_physics_when { SW_PHYSICS_ALWAYS, SW_PHYSICS_TICK, SW_PHYSICS_PUSH };

struct sw_physics_row {
    const char *name, *help;
    enum sw_physics_when when;
    uint32_t options;
    const char *option[SW_PHYSICS_OPTIONS_MAX]; /* [0]: nothing special */
    uint8_t colours[SW_PHYSICS_OPTIONS_MAX];    /* how many different colours an option names */
    bool kind; /* it says what a colour is: no colour is of two kinds */
    void (*act)(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
};

uint32_t sw_physics_row_count(void);
const struct sw_physics_row *sw_physics_row(uint32_t index);

/* Sets that lives never meet: each names options that occur together, at most one of a row, or a
 * row. */
struct sw_physics_holds {
    uint32_t count;
    uint16_t option[SW_PHYSICS_HOLDS_MAX][SW_PHYSICS_ROWS_MAX]; /* bits of options; 0: any */
};

/* Reads "fire.one, glue.one+border.wrap": names are a row and an option, or a row alone, which
 * stands for all its options but [0]. -1 (exit code 2) names what is not known, or a row that one
 * combination names twice. */
int sw_physics_holds_read(const char *text, struct sw_physics_holds *out, struct sw_error *error);

/* Which sets are drawn. */
enum sw_physics_pool {
    SW_PHYSICS_MET,    /* those of lives: seven of eight combinations, and nothing that is held */
    SW_PHYSICS_UNSEEN, /* the eighth combinations, which no life meets, and nothing that is held */
    SW_PHYSICS_HELD    /* what is held */
};

/* Draws each row evenly among its options, and colours from 1..colours (4..9), until the set is of
 * the pool. False: none came up, and *out is of another pool. */
bool sw_physics_set_draw(enum sw_physics_pool pool, const struct sw_physics_holds *holds,
                         uint32_t colours, struct sw_dice *dice, struct sw_physics_set *out);

/* Whether a pool is common enough: a set of it comes up in a sixteenth of the throws of a draw.
 * Where it is, a draw that finds none is as good as impossible. */
bool sw_physics_pool_common(enum sw_physics_pool pool, const struct sw_physics_holds *holds,
                            uint32_t colours);

/* The set in full, as facts of each colour and of the world: 0 or 1. */
void sw_physics_set_facts(const struct sw_physics_set *set,
                          float fact[SW_PHYSICS_ENTITIES][SW_PHYSICS_FACTS]);

/* What the world makes of the canvas. */
void sw_physics_set_do(const struct sw_physics_set *set, const struct sw_physics_deed *deed,
                       const struct sw_grid *grid, struct sw_grid *out);

/* How a cell stands to a push, as whoever looks can see it: of the nearest cell of the colour in
 * hand at or behind it in its run of cells that are not empty, how many other cells are before
 * that in the run, and how the run ends. 0: there is none; else 1 + 3 * load + end. */
enum sw_push_load { SW_LOAD_NONE, SW_LOAD_ONE, SW_LOAD_ALIKE, SW_LOAD_MIXED };
enum sw_push_end {
    SW_END_FREE,
    SW_END_ACROSS,
    SW_END_BLOCKED
}; /* across: beyond the edge is free */
#define SW_PUSH_CODES 13u

void sw_push_codes(const struct sw_grid *grid, uint8_t hand, enum sw_direction direction,
                   uint8_t code[SW_SIDE_MAX][SW_STRIDE]);

/* Of each organism (cells of one colour with common sides) of a canvas: whether it has a side on a
 * larger one of another colour, or on one of a higher colour. Masks of their cells. Of more than
 * SW_ORGANISMS_MAX organisms those that come last by reading order neither eat nor are eaten. */
void sw_physics_prey(const struct sw_grid *grid, struct sw_mask *smaller, struct sw_mask *lower);

#endif

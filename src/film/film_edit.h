/* film_edit.h - the edits of films: one table of rows drives what they do, how they are coded, how
 * they print, docs/video.md and the tests.
 *
 * An edit changes the frame before into something nearer to the next one. Where an agent's edits
 * (world/edit/edit.h) say what they mean by properties, these carry operands: a place, an offset,
 * which organisms. The edits that move, copy and recolour act on a *choice*: one organism, all of a
 * colour, all, those that the last such edit left behind, or any set. So what a whole scene does is
 * one edit. "program" takes edits of the agents' vocabulary as they are, and "step" is one step of
 * the film's physics: where a world's rules are known, it is all that there is to say. Local; no
 * allocation.
 */
#ifndef SW_FILM_FILM_EDIT_H
#define SW_FILM_FILM_EDIT_H

#include "world/edit/edit.h"
#include "world/physics/physics_step.h"

#include <stddef.h>

#define SW_FILM_PROGRAM_MAX 6

/* In the file: append only. */
enum sw_film_kind {
    SW_FILM_END,       /* the frame is done */
    SW_FILM_CELL,      /* one cell */
    SW_FILM_RECTANGLE, /* a filled rectangle */
    SW_FILM_CANVAS,    /* another canvas: cut, grown, or both */
    SW_FILM_MOVE,
    SW_FILM_COPY,
    SW_FILM_RECOLOUR,
    SW_FILM_DELETE,
    SW_FILM_TURN,  /* moved under a symmetry */
    SW_FILM_STAMP, /* copied under a symmetry */
    SW_FILM_FILL,
    SW_FILM_OUTLINE,
    SW_FILM_EXTEND,
    SW_FILM_STEP,
    SW_FILM_PROGRAM,
    SW_FILM_KINDS
};

/* What an edit carries, in the order in which it is coded. */
enum sw_film_operand {
    SW_FILM_CHOICE = 1 << 0,    /* choice, connection, and organism, colour or some */
    SW_FILM_PLACE = 1 << 1,     /* x, y */
    SW_FILM_OFFSET = 1 << 2,    /* dx, dy */
    SW_FILM_SYMMETRY = 1 << 3,  /* symmetry */
    SW_FILM_DIRECTION = 1 << 4, /* direction */
    SW_FILM_SIZE = 1 << 5,      /* width, height */
    SW_FILM_COLOUR = 1 << 6,    /* colour */
    SW_FILM_TOKENS = 1 << 7     /* length, token */
};

enum sw_film_choice {
    SW_FILM_LAST,      /* the cells that the last edit with a choice has left behind */
    SW_FILM_ONE,       /* one organism, by its number */
    SW_FILM_OF_COLOUR, /* all organisms of one colour */
    SW_FILM_ALL,
    SW_FILM_SOME, /* a set of organisms */
    SW_FILM_CHOICES
};

/* What counts as an organism for a choice. */
enum sw_film_connection {
    SW_FILM_EIGHT,     /* 8 neighbours, one colour */
    SW_FILM_FOUR,      /* 4 neighbours, one colour */
    SW_FILM_EIGHT_ANY, /* 8 neighbours, any colours */
    SW_FILM_FOUR_ANY,
    SW_FILM_CONNECTIONS
};

struct sw_film_edit {
    uint8_t kind;                         /* enum sw_film_kind */
    uint8_t choice, connection;           /* their enums */
    uint8_t organism;                     /* SW_FILM_ONE: number, in the order of first cells */
    uint8_t chosen;                       /* SW_FILM_OF_COLOUR: 1..9 */
    uint32_t some[SW_ORGANISMS_MAX / 32]; /* SW_FILM_SOME: bit k: organism k */
    uint8_t x, y;
    int8_t dx, dy; /* -29..29 */
    uint8_t symmetry, direction;
    uint8_t width, height; /* 1..30 */
    uint8_t colour;        /* 0..9 */
    uint8_t length;
    sw_edit_token token[SW_FILM_PROGRAM_MAX]; /* of world/edit/edit.h */
};

struct sw_film_row {
    const char *name, *description;
    uint32_t operands; /* enum sw_film_operand */
};

const struct sw_film_row *sw_film_row(enum sw_film_kind kind);

/* The rules of a film's world, and the world. It begins with a frame, and again after every edit
 * that is not a step: only a world that moves by itself remembers headings and what belongs
 * together. */
struct sw_film_physics {
    struct sw_physics_rules rules;
    struct sw_physics_world world;
    bool current; /* the world is what the last step left */
};

/* A frame with what later edits can refer to. */
struct sw_film_state {
    struct sw_grid grid;
    struct sw_mask last;             /* what the last edit with a choice has left behind */
    struct sw_film_physics *physics; /* borrowed; NULL: steps do nothing */
};

struct sw_connection sw_film_connection(enum sw_film_connection connection);

/* The cells that an edit with a choice chooses, given the organisms of its connection. */
struct sw_mask sw_film_chosen(const struct sw_film_edit *edit, const struct sw_film_state *state,
                              const struct sw_organism *organisms, uint32_t count);

/* Applies an edit. Whatever the edit holds, within the ranges above, is taken: cells that leave the
 * canvas are lost, an organism that is not there is no cells. */
void sw_film_apply(struct sw_film_state *state, const struct sw_film_edit *edit);

/* The same where the chosen cells are known already (edits with a choice only). */
void sw_film_apply_to(struct sw_film_state *state, const struct sw_film_edit *edit,
                      const struct sw_mask *chosen);

/* "move organism 3 by 0 1"; returns the length, cut like snprintf. */
size_t sw_film_edit_print(const struct sw_film_edit *edit, char *text, size_t size);

#endif

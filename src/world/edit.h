/* edit.h - the edit vocabulary: one table of rows drives the interpreter, the names, the help, the
 * docs and the tests. An edit token selects cells, takes something in hand, sets how the eye looks,
 * acts on what is selected, or controls what the others do; applied to a puzzle it is applied to
 * every canvas, each resolving "the largest organism" for itself. Local; nothing here allocates or
 * fails: an edit that does not fit (nothing selected, nothing to do, no room) leaves the canvas as
 * it is.
 */
#ifndef SW_WORLD_EDIT_H
#define SW_WORLD_EDIT_H

#include "world/organism.h"

#include <stddef.h>

#define SW_PROGRAM_MAX 40   /* tokens of one program: up to three laws in a row */
#define SW_EDITS_MAX   1024 /* the vocabulary holds no more; 0..SW_EDITS_MAX - 1 are tokens */
#define SW_LAYERS_MAX  8    /* layers saved at once; saving one more forgets the oldest */
#define SW_COLOUR_OWN  10   /* in hand: no colour, pieces paint with their own */

/* An edit token: the row of an edit in the table, below sw_edit_count(). */
typedef uint16_t sw_edit_token;

/* How organisms are seen: a set of bits; 0 at first: 8 neighbours, one colour. */
enum sw_edit_mode {
    SW_MODE_FOUR = 1 << 0,   /* 4 neighbours */
    SW_MODE_ANY = 1 << 1,    /* any colour but 0 */
    SW_MODE_PANELS = 1 << 2, /* panels count as organisms */
    SW_MODE_APART = 1 << 3   /* what belongs together by colour does so wherever it lies */
};

/* What was labelled of one grid, so that many programs that begin on it share the work. */
struct sw_anatomy {
    uint32_t known;     /* bit m: organisms of mode m (of those that hang together) are labelled */
    uint32_t described; /* bit m: of these, all attributes are known */
    uint32_t count[4];  /* by the two lower bits of the mode */
    struct sw_organism organism[4][SW_ORGANISMS_MAX];
};

struct sw_edit_memory;

/* A canvas with the hand of who edits it. */
struct sw_canvas {
    struct sw_grid grid;
    struct sw_mask selection;      /* cells selected; none at first */
    struct sw_mask anchor;         /* the second selection; none at first */
    struct sw_anatomy *anatomy;    /* of `grid`, borrowed; NULL: label anew each time */
    struct sw_edit_memory *memory; /* borrowed; NULL: edits marked `memory` do nothing */
    bool whole;                    /* the selection is one piece (the canvas), not organisms */
    bool each;                     /* the next act is done to each piece by itself */
    uint8_t colour;                /* colour in hand, 0..9 or SW_COLOUR_OWN; 1 at first */
    uint8_t number;                /* number in hand; 1 at first */
    uint8_t mode;                  /* enum sw_edit_mode */
    uint8_t ground;                /* the colour that has changed places with 0; 0: none */
    uint8_t focus_x, focus_y;      /* the cell at the middle of what the eye sees */
    uint8_t zoom;                  /* 0: the eye sees the whole canvas; each step half as far */
    bool last_each;                /* the last act was done to each piece by itself */
    sw_edit_token last_act;        /* that act, for `again`; 0: none */
    int8_t x, y;                   /* where the top left corner lies on the first canvas */
};

/* A layer: a grid and where its top left corner lies on the first canvas. Two of one size meet
 * corner on corner, wherever they lie; two of different sizes as they lie. */
struct sw_layer {
    struct sw_grid grid;
    int8_t x, y;
};

/* What edits can come back to. A canvas borrows one, so two canvases never share it while both are
 * edited. */
struct sw_edit_memory {
    struct sw_grid input; /* the canvas as it was at first */
    struct sw_layer layer[SW_LAYERS_MAX];
    uint8_t layers;
    bool holding; /* what selects or takes in hand looks at `held` */
    struct sw_layer held;
    bool has_piece; /* the piece in hand: a grid and the cells of it that count */
    struct sw_grid piece;
    struct sw_mask piece_mask;
    bool has_previous; /* before the last act, for undo */
    struct sw_layer previous;
    struct sw_mask previous_selection;
    bool previous_whole;
};

enum sw_edit_group {
    SW_EDIT_STOP,
    SW_EDIT_SELECT,
    SW_EDIT_HAND,
    SW_EDIT_MODE,
    SW_EDIT_ACT,
    SW_EDIT_CONTROL,
    SW_EDIT_GROUPS
};

struct sw_edit {
    const char *name; /* "select.largest", "hand.3", "act.slide.down", "stop" */
    enum sw_edit_group group;
    uint8_t parameter; /* colour, direction, attribute, symmetry: what the function wants */
    bool memory;       /* does nothing on a canvas without memory */
    void (*apply)(struct sw_canvas *canvas, uint8_t parameter);
    const char *description; /* one line */
};

/* The table; tokens are its indices. Token 0 is "stop"; there are at most SW_EDITS_MAX. */
uint32_t sw_edit_count(void);
const struct sw_edit *sw_edit_row(uint32_t token); /* NULL if there is no such token */

/* The token of a name (name_length bytes), or -1. */
int sw_edit_find(const char *name, size_t name_length);

/* "select", "hand", ...; and what the tokens of the group do, in a sentence. */
const char *sw_edit_group_name(enum sw_edit_group group);
const char *sw_edit_group_description(enum sw_edit_group group);

/* A fresh hand over the grid, without memory and anatomy; the second in place, which is quicker. */
struct sw_canvas sw_canvas_of(const struct sw_grid *grid);
void sw_canvas_begin(struct sw_canvas *canvas, const struct sw_grid *grid);

/* Copies a canvas; quicker than an assignment. Anatomy and memory are borrowed by both then. */
void sw_canvas_copy(struct sw_canvas *to, const struct sw_canvas *from);

/* The same without the grid, for a canvas that has it already. */
void sw_canvas_copy_hand(struct sw_canvas *to, const struct sw_canvas *from);

/* Gives the canvas a memory, which begins with its grid as the input. */
void sw_canvas_remember(struct sw_canvas *canvas, struct sw_edit_memory *memory);

/* Applies one token (an unknown one does nothing). Returns true if the grid changed. */
bool sw_edit_apply(struct sw_canvas *canvas, uint32_t token);

/* The same without telling, which is quicker. */
void sw_edit_do(struct sw_canvas *canvas, uint32_t token);

/* The box of cells that the eye sees, given focus and zoom: the whole canvas at zoom 0. */
struct sw_box sw_canvas_window(const struct sw_canvas *canvas);

/* True if the token is among them. */
bool sw_tokens_hold(const sw_edit_token *token, size_t count, int wanted);

/* Less than, equal to or greater than 0: the order of two lists of `count` tokens, by the first
 * that differs; the same on every machine. */
int sw_tokens_compare(const sw_edit_token *a, const sw_edit_token *b, size_t count);

/* True if one of the tokens needs a memory. */
bool sw_tokens_remember(const sw_edit_token *token, size_t count);

/* Applies the tokens to a fresh canvas over `grid` (with a memory if they need one), up to stop. */
struct sw_grid sw_tokens_run(const sw_edit_token *token, size_t count, const struct sw_grid *grid);

/* The same; also says where the result's top left corner lies on the grid. `anatomy` (may be NULL)
 * belongs to `grid`: what is labelled there is used, and what is not is added. */
struct sw_layer sw_tokens_place(const sw_edit_token *token, size_t count,
                                const struct sw_grid *grid, struct sw_anatomy *anatomy);

/* "select.largest hand.3 act.recolour"; returns the length, cut like snprintf. */
size_t sw_tokens_print(const sw_edit_token *token, size_t count, char *text, size_t size);

/* Reads names separated by blanks, at most `capacity`. Returns 0, or -1 with the name that is not
 * known (and the nearest one that is). A final stop is left out. */
struct sw_error;
int sw_tokens_parse(const char *text, sw_edit_token *token, size_t capacity, size_t *count,
                    struct sw_error *error);

/* A program: the tokens of an edit list, without the final stop. */
struct sw_program {
    uint8_t length; /* <= SW_PROGRAM_MAX */
    sw_edit_token token[SW_PROGRAM_MAX];
};

/* Whether two programs are the same edits. */
bool sw_program_equal(const struct sw_program *a, const struct sw_program *b);

/* The three above for a program. */
struct sw_grid sw_program_run(const struct sw_program *program, const struct sw_grid *grid);
size_t sw_program_print(const struct sw_program *program, char *text, size_t size);
int sw_program_parse(const char *text, struct sw_program *program, struct sw_error *error);

#endif

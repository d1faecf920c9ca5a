/* canvas.h - a canvas: the grid that is edited, with what is selected of it, what is in hand, how
 * organisms are seen, where the eye looks, and what edits can come back to. The edits themselves
 * are in world/edit/edit.h. Local, nothing allocates or fails.
 *
 *   grid        cells that show                      selection  mask: cells that acts are done to
 *   x, y        its place on the first canvas        anchor     mask: the second selection
 *   colour, number, memory->piece    in hand         mode       what counts as one organism
 *   focus, zoom                      the eye         ground     which colour is the background
 */
#ifndef SW_WORLD_EDIT_CANVAS_H
#define SW_WORLD_EDIT_CANVAS_H

#include "world/grid/organism.h"

#define SW_LAYERS_MAX 8  /* layers saved at once; saving one more forgets the oldest */
#define SW_COLOUR_OWN 10 /* in hand: no colour, pieces paint with their own */

/* An edit token: the row of an edit in the table (world/edit/edit_table.h). */
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

/* A fresh hand over the grid, without memory and anatomy; the second in place, which is quicker. */
struct sw_canvas sw_canvas_of(const struct sw_grid *grid);
void sw_canvas_begin(struct sw_canvas *canvas, const struct sw_grid *grid);

/* Copies a canvas; quicker than an assignment. Anatomy and memory are borrowed by both then. */
void sw_canvas_copy(struct sw_canvas *to, const struct sw_canvas *from);

/* The same without the grid, for a canvas that has it already. */
void sw_canvas_copy_hand(struct sw_canvas *to, const struct sw_canvas *from);

/* Gives the canvas a memory, which begins with its grid as the input. */
void sw_canvas_remember(struct sw_canvas *canvas, struct sw_edit_memory *memory);

/* Copies what the memory holds; quicker than an assignment. */
void sw_edit_memory_copy(struct sw_edit_memory *to, const struct sw_edit_memory *from);

/* A hash of the grid's size and cells, never 0. */
uint64_t sw_canvas_hash_grid(const struct sw_canvas *canvas);

/* A hash of the hand and the memory, and of what `grid_hash` and `before` stand for: whoever hashes
 * many hands on one grid hashes the grid once. Left out is what only `again`, `select.focus` and
 * the like ask for, which no operation of the search has: the last act, focus and zoom; and where
 * the canvas lies that the eye holds. */
uint64_t sw_canvas_hash(const struct sw_canvas *canvas, uint64_t grid_hash, uint64_t before);

/* The box of cells that the eye sees, given focus and zoom: the whole canvas at zoom 0. */
struct sw_box sw_canvas_window(const struct sw_canvas *canvas);

/* --- for edits --- */

static inline void sw_canvas_select(struct sw_canvas *canvas, struct sw_mask cells)
{
    canvas->selection = cells;
    canvas->whole = false;
}

/* Selects the canvas as one piece. */
void sw_canvas_select_whole(struct sw_canvas *canvas);

/* What a piece is painted with: the colour in hand, or its own. */
static inline uint8_t sw_canvas_ink(const struct sw_canvas *canvas, uint8_t own)
{
    return canvas->colour == SW_COLOUR_OWN ? own : canvas->colour;
}

/* The top left corner lies (dx, dy) further on the first canvas (never more than 99 away). */
void sw_canvas_shift_place(struct sw_canvas *canvas, int dx, int dy);

/* After the canvas has got another size or place, its cells now lying (dx, dy) further: the anchor
 * and the focus stay on theirs, as far as the canvas goes. */
void sw_canvas_settle(struct sw_canvas *canvas, int dx, int dy);

/* The canvas becomes the part of it inside the box, which is selected as a whole; its place on the
 * first canvas is kept right, but the anchor and the focus are not settled. */
void sw_canvas_crop(struct sw_canvas *canvas, struct sw_box box);

/* The canvas becomes the layer, with nothing selected; what was its cell (x, y) is (x + dx, y + dy)
 * there, which moves the anchor and the focus. */
void sw_canvas_become(struct sw_canvas *canvas, const struct sw_layer *layer, int dx, int dy);

#endif

/* edit_row.h - a row of the edit vocabulary: what an edit is called, does, and is known to do. What
 * other modules have to know of an edit is a fact in its row; none of them asks for its name.
 * Local.
 */
#ifndef SW_WORLD_EDIT_EDIT_ROW_H
#define SW_WORLD_EDIT_EDIT_ROW_H

#include "world/edit/canvas.h"

enum sw_edit_group {
    SW_EDIT_STOP,
    SW_EDIT_SELECT,
    SW_EDIT_HAND,
    SW_EDIT_MODE,
    SW_EDIT_ACT,
    SW_EDIT_CONTROL,
    SW_EDIT_GROUPS
};

/* How far an act reaches: which cells it can change, told from what is selected; a set of bits, 0
 * if nothing is told. world/edit/edit_reach.h holds a change against it. */
enum sw_edit_reach {
    SW_REACH_INSIDE = 1 << 0,  /* changes only selected cells */
    SW_REACH_OUTSIDE = 1 << 1, /* changes only cells that are not selected */
    SW_REACH_COLUMNS = 1 << 2, /* only columns with selected cells */
    SW_REACH_ROWS = 1 << 3,
    SW_REACH_UP = 1 << 4, /* nothing below the lowest row with selected cells */
    SW_REACH_DOWN = 1 << 5,
    SW_REACH_LEFT = 1 << 6, /* nothing right of them */
    SW_REACH_RIGHT = 1 << 7,
    SW_REACH_HULL = SW_REACH_UP | SW_REACH_DOWN | SW_REACH_LEFT | SW_REACH_RIGHT, /* their box */
    SW_REACH_BOXES = 1 << 8, /* only the boxes of the selected pieces */
    SW_REACH_RING = 1 << 9,  /* only selected cells and their eight neighbours */
    SW_REACH_EDGE = 1 << 10, /* only the canvas's outermost cells, whatever is selected */
    SW_REACH_CROP = 1 << 11, /* the canvas becomes as large as the selection's box */
    SW_REACH_RINGS = 1 << 12 /* a block of three by three cells and more */
};

/* What an act is done with. Where the members of a game own edits, each has some of the tools
 * (life/tools.h), and what is of no tool is everybody's: to select, to take in hand, modes and
 * control. */
enum sw_edit_tool {
    SW_TOOL_NONE,
    SW_TOOL_MOVE,  /* slide, push, roll, gather, align */
    SW_TOOL_PAINT, /* recolour, fill, outline, draw lines */
    SW_TOOL_SHAPE, /* mirror, turn, delete, keep, grow, crop, and other sizes of the canvas */
    SW_TOOL_COPY,  /* copy, repeat, reflect, complete, paste, combine panels */
    SW_TOOLS
};

struct sw_edit {
    const char *name; /* "select.largest", "hand.3", "act.slide.down", "stop" */
    enum sw_edit_group group;
    const char *description; /* one line */

    /* What it does: just one of the three. */
    void (*apply)(struct sw_canvas *canvas);
    void (*apply_with)(struct sw_canvas *canvas, uint8_t parameter);
    uint8_t (*mode)(uint8_t mode); /* it sets the mode (enum sw_edit_mode), and nothing else */

    uint8_t parameter; /* colour, direction, attribute, symmetry: what apply_with wants */
    uint8_t tool;      /* enum sw_edit_tool, where it is not that of its part (edit_parts.h) */

    /* Facts; tests/unit/world/edit/unit_edit_facts.c tries each on thousands of canvases. */
    uint16_t reach;  /* enum sw_edit_reach */
    bool memory;     /* does nothing on a canvas without memory */
    bool coloured;   /* what it does depends on the colour in hand */
    bool digit;      /* takes its parameter in hand, as colour and as number */
    bool seeks;      /* selects nothing if no cell has the colour in hand */
    bool swaps;      /* exchanges the selection and the anchor */
    bool lifts;      /* takes the selected cells in hand; if there are none, what was there stays */
    bool fresh;      /* selection, hand and mode are as at first afterwards */
    bool restarts;   /* the canvas becomes what it was at first */
    bool looks_back; /* what it does depends on the canvas as it was at first */
};

#endif

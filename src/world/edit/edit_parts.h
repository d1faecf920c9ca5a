/* edit_parts.h - the parts of the edit vocabulary, for the files that have them. A part is a list
 * of rows, beside the functions that they name; a file has as many parts as its tokens have places.
 *
 * Adding an edit is adding a row to a part, with its function (docs/adding-a-law.md). Tokens follow
 * the order of the parts here and of the rows in a part, and rows never change places: the rows of
 * an agent's edit head are in this order.
 *
 * After an act the selection follows what moved or changed; rays and whole lines leave it on the
 * cells that they come from, so that several can follow each other. What draws in the colour in
 * hand draws in the colour of the piece (or cell) that it comes from if that is SW_COLOUR_OWN. */
#ifndef SW_WORLD_EDIT_EDIT_PARTS_H
#define SW_WORLD_EDIT_EDIT_PARTS_H

#include "world/edit/edit_row.h"

struct sw_edit_part {
    const struct sw_edit *row;
    uint32_t count;
};

/* The parts in the order of their tokens, with the tool of their edits where a row names none. */
#define SW_EDIT_PARTS(PART)                                                                        \
    PART(stop, SW_TOOL_NONE)                                                                       \
    PART(everything, SW_TOOL_NONE)                                                                 \
    PART(organism, SW_TOOL_NONE)                                                                   \
    PART(background, SW_TOOL_NONE)                                                                 \
    PART(property, SW_TOOL_NONE)                                                                   \
    PART(hole, SW_TOOL_NONE)                                                                       \
    PART(of_colour, SW_TOOL_NONE)                                                                  \
    PART(cell, SW_TOOL_NONE)                                                                       \
    PART(remembered, SW_TOOL_NONE)                                                                 \
    PART(selection, SW_TOOL_NONE)                                                                  \
    PART(where, SW_TOOL_NONE)                                                                      \
    PART(hand, SW_TOOL_NONE)                                                                       \
    PART(lift, SW_TOOL_NONE)                                                                       \
    PART(mode, SW_TOOL_NONE)                                                                       \
    PART(basic, SW_TOOL_MOVE)                                                                      \
    PART(move, SW_TOOL_MOVE)                                                                       \
    PART(turn, SW_TOOL_SHAPE)                                                                      \
    PART(complete_turns, SW_TOOL_COPY)                                                             \
    PART(copy, SW_TOOL_COPY)                                                                       \
    PART(reflect, SW_TOOL_COPY)                                                                    \
    PART(paste, SW_TOOL_COPY)                                                                      \
    PART(outline, SW_TOOL_PAINT)                                                                   \
    PART(shape, SW_TOOL_SHAPE)                                                                     \
    PART(line, SW_TOOL_PAINT)                                                                      \
    PART(connect, SW_TOOL_PAINT)                                                                   \
    PART(period, SW_TOOL_COPY)                                                                     \
    PART(symmetry, SW_TOOL_COPY)                                                                   \
    PART(regular, SW_TOOL_COPY)                                                                    \
    PART(colour, SW_TOOL_PAINT)                                                                    \
    PART(legend, SW_TOOL_PAINT)                                                                    \
    PART(rings, SW_TOOL_PAINT)                                                                     \
    PART(crop, SW_TOOL_SHAPE)                                                                      \
    PART(canvas, SW_TOOL_SHAPE)                                                                    \
    PART(panel, SW_TOOL_COPY)                                                                      \
    PART(control, SW_TOOL_NONE)                                                                    \
    PART(layer, SW_TOOL_NONE)

#define SW_EDIT_DECLARE(part, tool) extern const struct sw_edit_part sw_edits_##part;
SW_EDIT_PARTS(SW_EDIT_DECLARE)

#define SW_EDIT_NUMBER(part, tool) SW_EDIT_PART_##part,
enum { SW_EDIT_PARTS(SW_EDIT_NUMBER) SW_EDIT_PART_COUNT };

/* Makes a part of the rows in the array part_rows; one that is not listed does not compile. */
#define SW_EDIT_PART(part)                                                                         \
    _Static_assert(SW_EDIT_PART_##part < SW_EDIT_PART_COUNT, "a part stands in SW_EDIT_PARTS");    \
    const struct sw_edit_part sw_edits_##part = {part##_rows,                                      \
                                                 sizeof part##_rows / sizeof *part##_rows}

#endif

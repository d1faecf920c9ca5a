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

/* The parts in the order of their tokens. */
#define SW_EDIT_PARTS(PART)                                                                        \
    PART(stop)                                                                                     \
    PART(everything)                                                                               \
    PART(organism)                                                                                 \
    PART(background)                                                                               \
    PART(property)                                                                                 \
    PART(hole)                                                                                     \
    PART(of_colour)                                                                                \
    PART(cell)                                                                                     \
    PART(remembered)                                                                               \
    PART(selection)                                                                                \
    PART(where)                                                                                    \
    PART(hand)                                                                                     \
    PART(lift)                                                                                     \
    PART(mode)                                                                                     \
    PART(basic)                                                                                    \
    PART(move)                                                                                     \
    PART(turn)                                                                                     \
    PART(complete_turns)                                                                           \
    PART(copy)                                                                                     \
    PART(reflect)                                                                                  \
    PART(paste)                                                                                    \
    PART(outline)                                                                                  \
    PART(shape)                                                                                    \
    PART(line)                                                                                     \
    PART(connect)                                                                                  \
    PART(period)                                                                                   \
    PART(symmetry)                                                                                 \
    PART(regular)                                                                                  \
    PART(colour)                                                                                   \
    PART(legend)                                                                                   \
    PART(rings)                                                                                    \
    PART(crop)                                                                                     \
    PART(canvas)                                                                                   \
    PART(panel)                                                                                    \
    PART(control)                                                                                  \
    PART(layer)

#define SW_EDIT_DECLARE(part) extern const struct sw_edit_part sw_edits_##part;
SW_EDIT_PARTS(SW_EDIT_DECLARE)

#define SW_EDIT_NUMBER(part) SW_EDIT_PART_##part,
enum { SW_EDIT_PARTS(SW_EDIT_NUMBER) SW_EDIT_PART_COUNT };

/* Makes a part of the rows in the array part_rows; one that is not listed does not compile. */
#define SW_EDIT_PART(part)                                                                         \
    _Static_assert(SW_EDIT_PART_##part < SW_EDIT_PART_COUNT, "a part stands in SW_EDIT_PARTS");    \
    const struct sw_edit_part sw_edits_##part = {part##_rows,                                      \
                                                 sizeof part##_rows / sizeof *part##_rows}

#endif

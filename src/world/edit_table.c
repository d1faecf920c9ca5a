/* edit_table.c - the rows of the edit vocabulary: what each token is called and does. Here are
 * those that select, take in hand and set modes; edit_table_act.c has the others. Rows may be added
 * anywhere, but never change places: the rows of an agent's edit head are in this order
 * (docs/adding-a-law.md).
 */
#include "world/edit_private.h"

#include <string.h>

static void nothing(struct sw_canvas *canvas, uint8_t unused)
{
    (void)canvas;
    (void)unused;
}

/* clang-format off: name, group, parameter, needs a memory, function; description. */
static const struct sw_edit table[] = {
    {"stop", SW_EDIT_STOP, 0, false, nothing, "ends the program"},

    {"select.everything", SW_EDIT_SELECT, 0, false, sw_select_everything,
     "selects all cells, also empty ones, as one piece: the whole canvas"},
    {"select.organisms", SW_EDIT_SELECT, 0, false, sw_select_organisms, "selects every organism"},
    {"select.background", SW_EDIT_SELECT, 0, false, sw_select_background,
     "selects the empty cells"},
    {"select.largest", SW_EDIT_SELECT, SW_LARGEST, false, sw_select_with,
     "selects the organism with the most cells, if no other has as many"},
    {"select.smallest", SW_EDIT_SELECT, SW_SMALLEST, false, sw_select_with,
     "selects the organism with the fewest cells, if no other has as few"},
    {"select.odd", SW_EDIT_SELECT, 0, false, sw_select_odd,
     "selects the one organism whose shape, or else whose colour, no other has while all others "
     "agree"},
    {"select.border", SW_EDIT_SELECT, SW_TOUCHES_BORDER, false, sw_select_with,
     "selects the organisms that touch the border of the canvas"},
    {"select.inner", SW_EDIT_SELECT, SW_TOUCHES_BORDER, false, sw_select_without,
     "selects the organisms that do not touch the border"},
    {"select.holed", SW_EDIT_SELECT, SW_HAS_HOLE, false, sw_select_with,
     "selects the organisms that enclose a hole"},
    {"select.solid", SW_EDIT_SELECT, SW_HAS_HOLE, false, sw_select_without,
     "selects the organisms without a hole"},
    {"select.symmetric", SW_EDIT_SELECT, SW_SYMMETRIC, false, sw_select_with,
     "selects the organisms that equal their mirror image, left-right or top-bottom"},
    {"select.asymmetric", SW_EDIT_SELECT, SW_SYMMETRIC, false, sw_select_without,
     "selects the organisms that equal neither mirror image"},
    {"select.rectangle", SW_EDIT_SELECT, SW_RECTANGLE, false, sw_select_with,
     "selects the organisms that fill their box"},
    {"select.square", SW_EDIT_SELECT, SW_FORM_SQUARE, false, sw_select_form,
     "selects the organisms that fill a square box of at least two cells a side"},
    {"select.line", SW_EDIT_SELECT, SW_FORM_LINE, false, sw_select_form,
     "selects the organisms that are one cell wide and at least two long"},
    {"select.dot", SW_EDIT_SELECT, SW_FORM_DOT, false, sw_select_form,
     "selects the organisms of one cell"},
    {"select.top", SW_EDIT_SELECT, SW_UP, false, sw_select_outermost,
     "selects the organism that reaches furthest up, if no other reaches as far"},
    {"select.bottom", SW_EDIT_SELECT, SW_DOWN, false, sw_select_outermost,
     "selects the organism that reaches furthest down, if no other reaches as far"},
    {"select.leftmost", SW_EDIT_SELECT, SW_LEFT, false, sw_select_outermost,
     "selects the organism that reaches furthest left, if no other reaches as far"},
    {"select.rightmost", SW_EDIT_SELECT, SW_RIGHT, false, sw_select_outermost,
     "selects the organism that reaches furthest right, if no other reaches as far"},
    {"select.unique", SW_EDIT_SELECT, 0, false, sw_select_unique,
     "selects the organisms whose shape no other has"},
    {"select.motley", SW_EDIT_SELECT, 0, false, sw_select_motley,
     "selects the organism of the most colours, cells of any colour belonging together, if no "
     "other has as many"},
    {"select.most", SW_EDIT_SELECT, 0, false, sw_select_most,
     "selects the organism with the most cells of the colour in hand, cells of any colour "
     "belonging together, if no other has as many"},
    {"select.next", SW_EDIT_SELECT, 0, false, sw_select_next,
     "selects the organism that follows the selected one from largest to smallest, equal ones row "
     "by row; the first if none is selected"},
    {"select.same.shape", SW_EDIT_SELECT, 0, false, sw_select_same_shape,
     "selects the organisms that have the shape of a selected one, themselves included"},
    {"select.same.colour", SW_EDIT_SELECT, 0, false, sw_select_same_colour,
     "selects the organisms that have the colour of a selected one, themselves included"},
    {"select.same.size", SW_EDIT_SELECT, 0, false, sw_select_same_size,
     "selects the organisms that have as many cells as a selected one, themselves included"},
    {"select.touching", SW_EDIT_SELECT, 0, false, sw_select_touching,
     "selects the organisms that touch the selection and are not in it"},
    {"select.inside", SW_EDIT_SELECT, 0, false, sw_select_inside,
     "selects what is not empty and not selected within the boxes of the selected pieces"},
    {"select.holes", SW_EDIT_SELECT, 0, false, sw_select_holes,
     "selects the empty cells that cannot reach the canvas's edge over empty cells"},
    {"select.outside", SW_EDIT_SELECT, 0, false, sw_select_outside,
     "selects the empty cells that reach the canvas's edge over empty cells"},
    {"select.colour", SW_EDIT_SELECT, 0, false, sw_select_colour,
     "selects the organisms of the colour in hand"},
    {"select.others", SW_EDIT_SELECT, 0, false, sw_select_others,
     "selects what is not empty and was not selected"},
    {"select.complement", SW_EDIT_SELECT, 0, false, sw_select_complement,
     "selects all cells, also empty ones, that were not selected"},
    {"select.box", SW_EDIT_SELECT, 0, false, sw_select_box,
     "selects all cells of the boxes of the selected pieces"},
    {"select.room", SW_EDIT_SELECT, 0, false, sw_select_room,
     "selects the empty cells within the boxes of the selected pieces"},
    {"select.between", SW_EDIT_SELECT, 0, false, sw_select_between,
     "selects the empty cells between two selected cells of one row or column"},
    {"select.rim", SW_EDIT_SELECT, 0, false, sw_select_rim,
     "keeps of the selection the cells that have a side which is not selected"},
    {"select.core", SW_EDIT_SELECT, 0, false, sw_select_core,
     "keeps of the selection the cells whose eight neighbours are all selected"},
    {"select.corners", SW_EDIT_SELECT, 0, false, sw_select_corners,
     "selects the corner cells of the boxes of the selected pieces"},
    {"select.centre", SW_EDIT_SELECT, 0, false, sw_select_centre,
     "selects the middle of the box of each selected piece: one, two or four cells"},
    {"select.rows", SW_EDIT_SELECT, 0, false, sw_select_rows,
     "selects all cells of the rows that hold a selected cell"},
    {"select.columns", SW_EDIT_SELECT, 0, false, sw_select_columns,
     "selects all cells of the columns that hold a selected cell"},
    {"select.grow", SW_EDIT_SELECT, 0, false, sw_select_grow,
     "extends the selection by the eight neighbours of its cells"},
    {"select.half.up", SW_EDIT_SELECT, SW_UP, false, sw_select_half,
     "selects the upper half of the canvas, without the middle line of an odd number"},
    {"select.half.down", SW_EDIT_SELECT, SW_DOWN, false, sw_select_half,
     "selects the lower half of the canvas, without the middle line of an odd number"},
    {"select.half.left", SW_EDIT_SELECT, SW_LEFT, false, sw_select_half,
     "selects the left half of the canvas, without the middle line of an odd number"},
    {"select.half.right", SW_EDIT_SELECT, SW_RIGHT, false, sw_select_half,
     "selects the right half of the canvas, without the middle line of an odd number"},
    {"select.separators", SW_EDIT_SELECT, 0, false, sw_select_separators,
     "selects the rows and columns that have one colour from edge to edge, not the background's"},
    {"select.matches", SW_EDIT_SELECT, 0, true, sw_select_matches,
     "selects the cells of every place where the piece in hand is found, cell by cell"},
    {"select.edited", SW_EDIT_SELECT, 0, true, sw_select_edited,
     "selects the cells that the last act changed"},
    {"select.input", SW_EDIT_SELECT, 0, true, sw_select_input,
     "selects the cells that were not empty on the canvas as it was at first"},
    {"select.layer", SW_EDIT_SELECT, 0, true, sw_select_layer,
     "selects the cells where the layer saved last is not empty"},
    {"select.layer.colour", SW_EDIT_SELECT, 0, true, sw_select_layer_colour,
     "selects the cells where the layer saved last has the colour in hand, also 0"},
    {"select.focus", SW_EDIT_SELECT, 0, false, sw_select_focus,
     "selects the cell at the focus of the eye"},
    {"select.anchor", SW_EDIT_SELECT, 0, false, sw_select_anchor,
     "exchanges the selection and the anchor, which is the second selection"},
    {"select.meet", SW_EDIT_SELECT, 0, false, sw_select_meet,
     "keeps of the selection what is also in the anchor"},
    {"select.join", SW_EDIT_SELECT, 0, false, sw_select_join, "adds the anchor to the selection"},
    {"select.less", SW_EDIT_SELECT, 0, false, sw_select_less,
     "takes the anchor out of the selection"},
    {"where.colour", SW_EDIT_SELECT, SW_FEATURE_COLOUR, false, sw_select_where,
     "selects the cells whose colour is the one in hand, also 0"},
    {"where.up", SW_EDIT_SELECT, SW_FEATURE_UP, false, sw_select_where,
     "selects the cells that see the colour in hand above them as the first that is not empty; 0: "
     "none"},
    {"where.down", SW_EDIT_SELECT, SW_FEATURE_DOWN, false, sw_select_where,
     "selects the cells that see the colour in hand below them as the first that is not empty; 0: "
     "none"},
    {"where.left", SW_EDIT_SELECT, SW_FEATURE_LEFT, false, sw_select_where,
     "selects the cells that see the colour in hand to their left as the first that is not empty; "
     "0: none"},
    {"where.right", SW_EDIT_SELECT, SW_FEATURE_RIGHT, false, sw_select_where,
     "selects the cells that see the colour in hand to their right as the first that is not "
     "empty; 0: none"},
    {"where.near", SW_EDIT_SELECT, SW_FEATURE_NEAR, false, sw_select_where,
     "selects the cells with the colour in hand among their eight neighbours"},
    {"where.sides", SW_EDIT_SELECT, SW_FEATURE_SIDES, false, sw_select_where,
     "selects the cells with as many non-empty cells beside them (of four) as the number in hand"},
    {"where.neighbours", SW_EDIT_SELECT, SW_FEATURE_NEIGHBOURS, false, sw_select_where,
     "selects the cells with as many non-empty cells around them (of eight) as the number in hand"},
    {"where.alike", SW_EDIT_SELECT, SW_FEATURE_ALIKE, false, sw_select_where,
     "selects the cells with as many cells of their own colour around them (of eight) as the "
     "number in hand"},
    {"where.row.count", SW_EDIT_SELECT, SW_FEATURE_ROW_COUNT, false, sw_select_where,
     "selects the cells of rows with as many non-empty cells as the number in hand"},
    {"where.column.count", SW_EDIT_SELECT, SW_FEATURE_COLUMN_COUNT, false, sw_select_where,
     "selects the cells of columns with as many non-empty cells as the number in hand"},
    {"where.row", SW_EDIT_SELECT, SW_FEATURE_ROW, false, sw_select_where,
     "selects the cells of the row that the number in hand counts from the top, the first being 0"},
    {"where.column", SW_EDIT_SELECT, SW_FEATURE_COLUMN, false, sw_select_where,
     "selects the cells of the column that the number in hand counts from the left, the first "
     "being 0"},
    {"where.row.parity", SW_EDIT_SELECT, SW_FEATURE_ROW_PARITY, false, sw_select_where,
     "selects the cells of the even (0 in hand) or odd (1) rows, counted from 0"},
    {"where.column.parity", SW_EDIT_SELECT, SW_FEATURE_COLUMN_PARITY, false, sw_select_where,
     "selects the cells of the even (0 in hand) or odd (1) columns, counted from 0"},
    {"where.parity", SW_EDIT_SELECT, SW_FEATURE_PARITY, false, sw_select_where,
     "selects the cells for which row plus column is even (0 in hand) or odd (1)"},
    {"where.ring", SW_EDIT_SELECT, SW_FEATURE_RING, false, sw_select_where,
     "selects the cells as far from the canvas's edge as the number in hand, the outermost being "
     "0"},
    {"where.depth", SW_EDIT_SELECT, SW_FEATURE_DEPTH, false, sw_select_where,
     "selects the cells as far inside their colour as the number in hand, cells at its rim being "
     "0"},
    {"where.distance", SW_EDIT_SELECT, SW_FEATURE_DISTANCE, false, sw_select_where,
     "selects the cells as many steps (to eight neighbours) from the nearest non-empty cell as "
     "the number in hand"},
    {"where.size", SW_EDIT_SELECT, SW_FEATURE_SIZE, false, sw_select_where,
     "selects the cells of organisms with as many cells as the number in hand"},
    {"where.rank", SW_EDIT_SELECT, SW_FEATURE_RANK, false, sw_select_where,
     "selects the cells of the organism that the number in hand counts from the largest, the "
     "first being 0, equal sizes counting as one"},
    {"where.holes", SW_EDIT_SELECT, SW_FEATURE_HOLES, false, sw_select_where,
     "selects the cells of organisms with as many holes as the number in hand"},

    {"hand.0", SW_EDIT_HAND, 0, false, sw_hand_digit,
     "takes colour 0 (empty) in hand, and the number 0"},
    {"hand.1", SW_EDIT_HAND, 1, false, sw_hand_digit, "takes colour 1 in hand, and the number 1"},
    {"hand.2", SW_EDIT_HAND, 2, false, sw_hand_digit, "takes colour 2 in hand, and the number 2"},
    {"hand.3", SW_EDIT_HAND, 3, false, sw_hand_digit, "takes colour 3 in hand, and the number 3"},
    {"hand.4", SW_EDIT_HAND, 4, false, sw_hand_digit, "takes colour 4 in hand, and the number 4"},
    {"hand.5", SW_EDIT_HAND, 5, false, sw_hand_digit, "takes colour 5 in hand, and the number 5"},
    {"hand.6", SW_EDIT_HAND, 6, false, sw_hand_digit, "takes colour 6 in hand, and the number 6"},
    {"hand.7", SW_EDIT_HAND, 7, false, sw_hand_digit, "takes colour 7 in hand, and the number 7"},
    {"hand.8", SW_EDIT_HAND, 8, false, sw_hand_digit, "takes colour 8 in hand, and the number 8"},
    {"hand.9", SW_EDIT_HAND, 9, false, sw_hand_digit, "takes colour 9 in hand, and the number 9"},
    {"hand.ten", SW_EDIT_HAND, 0, false, sw_hand_ten, "adds ten to the number in hand"},
    {"hand.own", SW_EDIT_HAND, 0, false, sw_hand_own,
     "takes no colour in hand: what is painted from a piece has the piece's own colour"},
    {"hand.selected", SW_EDIT_HAND, 0, false, sw_hand_selected,
     "takes the commonest colour of the selection in hand, the lower on a tie; 0 only if all of "
     "it is empty"},
    {"hand.rarest", SW_EDIT_HAND, 0, false, sw_hand_rarest,
     "takes the rarest colour on the canvas in hand, the lower on a tie, never 0"},
    {"hand.commonest", SW_EDIT_HAND, 0, false, sw_hand_commonest,
     "takes the commonest colour on the canvas in hand, the lower on a tie, never 0"},
    {"hand.largest", SW_EDIT_HAND, SW_LARGEST, false, sw_hand_organism,
     "takes the colour of the largest organism in hand, if no other is as large"},
    {"hand.smallest", SW_EDIT_HAND, SW_SMALLEST, false, sw_hand_organism,
     "takes the colour of the smallest organism in hand, if no other is as small"},
    {"hand.unique", SW_EDIT_HAND, 0, false, sw_hand_unique,
     "takes the colour in hand that just one organism has, if there is one such colour"},
    {"hand.anchor", SW_EDIT_HAND, 0, false, sw_hand_anchor,
     "takes the commonest colour of the anchor in hand, the lower on a tie, never 0"},
    {"hand.around", SW_EDIT_HAND, 0, false, sw_hand_around,
     "takes the commonest colour around the selection in hand, the lower on a tie, never 0"},
    {"hand.up", SW_EDIT_HAND, SW_UP, false, sw_hand_seen,
     "takes the commonest colour in hand that the selection sees first upwards"},
    {"hand.down", SW_EDIT_HAND, SW_DOWN, false, sw_hand_seen,
     "takes the commonest colour in hand that the selection sees first downwards"},
    {"hand.left", SW_EDIT_HAND, SW_LEFT, false, sw_hand_seen,
     "takes the commonest colour in hand that the selection sees first to the left"},
    {"hand.right", SW_EDIT_HAND, SW_RIGHT, false, sw_hand_seen,
     "takes the commonest colour in hand that the selection sees first to the right"},
    {"hand.pieces", SW_EDIT_HAND, 0, false, sw_hand_pieces,
     "takes the number of selected pieces in hand; if all is empty, of its regions"},
    {"hand.cells", SW_EDIT_HAND, 0, false, sw_hand_cells,
     "takes the number of selected cells in hand"},
    {"hand.colours", SW_EDIT_HAND, 0, false, sw_hand_colours,
     "takes the number of colours of the selection in hand, 0 not counted"},
    {"hand.copy", SW_EDIT_HAND, 0, true, sw_hand_copy,
     "takes a copy of the selected cells in hand: the piece in hand"},

    {"mode.four", SW_EDIT_MODE, 0, false, sw_mode_four,
     "cells that touch by their corners only do not belong to one organism"},
    {"mode.eight", SW_EDIT_MODE, 0, false, sw_mode_eight,
     "cells that touch by their corners belong to one organism (so at first)"},
    {"mode.colour", SW_EDIT_MODE, 0, false, sw_mode_colour,
     "only cells of one colour belong to one organism (so at first)"},
    {"mode.any", SW_EDIT_MODE, 0, false, sw_mode_any,
     "cells of any colour but 0 belong to one organism"},
    {"mode.panels", SW_EDIT_MODE, 0, false, sw_mode_panels,
     "the panels between separators, or else the halves of the longer side, count as organisms "
     "until another mode is taken; the second time, all cells of one colour do (of any colour, "
     "with mode.any before), wherever they lie; the third time, panels again"},
    {"eye.hold", SW_EDIT_MODE, 0, true, sw_eye_hold,
     "what selects or takes in hand looks at the canvas as it is now, whatever is painted "
     "afterwards; the second time, at the canvas as it is again"},
    {"fresh", SW_EDIT_MODE, 0, false, sw_mode_fresh,
     "the hand is empty as at first: nothing selected, no anchor, colour and number 1, organisms "
     "by eight neighbours and colour, nothing held"},
    {"focus.up", SW_EDIT_MODE, SW_UP, false, sw_focus_move,
     "moves the focus of the eye one cell up, not beyond the edge"},
    {"focus.down", SW_EDIT_MODE, SW_DOWN, false, sw_focus_move,
     "moves the focus of the eye one cell down, not beyond the edge"},
    {"focus.left", SW_EDIT_MODE, SW_LEFT, false, sw_focus_move,
     "moves the focus of the eye one cell left, not beyond the edge"},
    {"focus.right", SW_EDIT_MODE, SW_RIGHT, false, sw_focus_move,
     "moves the focus of the eye one cell right, not beyond the edge"},
    {"focus.selection", SW_EDIT_MODE, 0, false, sw_focus_selection,
     "moves the focus to the middle of the selection"},
    {"zoom.in", SW_EDIT_MODE, 0, false, sw_zoom_in, "the eye sees half as far around the focus"},
    {"zoom.out", SW_EDIT_MODE, 0, false, sw_zoom_out,
     "the eye sees twice as far around the focus, at most the whole canvas (so at first)"},
};
/* clang-format on */

#define ROWS (sizeof table / sizeof *table)

static const struct {
    const char *name, *description;
} groups[SW_EDIT_GROUPS] = {
    [SW_EDIT_STOP] = {"stop", "ends a program"},
    [SW_EDIT_SELECT] = {"select", "choose the cells that acts are done to"},
    [SW_EDIT_HAND] = {"hand", "take a colour, a number or a piece in hand"},
    [SW_EDIT_MODE] = {"mode", "say what counts as an organism, and where the eye looks"},
    [SW_EDIT_ACT] = {"act", "change the canvas"},
    [SW_EDIT_CONTROL] = {"control", "repeat, take back, and lay canvases over each other"},
};

const char *sw_edit_group_name(enum sw_edit_group group)
{
    return groups[group].name;
}

const char *sw_edit_group_description(enum sw_edit_group group)
{
    return groups[group].description;
}

uint32_t sw_edit_count(void)
{
    return (uint32_t)ROWS + sw_edit_acts_count;
}

const struct sw_edit *sw_edit_row(uint32_t token)
{
    if (token < ROWS)
        return &table[token];
    return token < ROWS + sw_edit_acts_count ? &sw_edit_acts[token - ROWS] : NULL;
}

int sw_edit_find(const char *name, size_t name_length)
{
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const char *other = sw_edit_row(token)->name;

        if (strlen(other) == name_length && memcmp(other, name, name_length) == 0)
            return (int)token;
    }
    return -1;
}

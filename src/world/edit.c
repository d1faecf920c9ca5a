/* edit.c - the edit table: selectors, what is in hand, and programs; the acts are in edit_act.c. */
#include "world/edit.h"
#include "base/error.h"
#include "base/parameter.h"
#include "world/edit_act.h"

#include <stdio.h>
#include <string.h>

static void select_cells(struct sw_canvas *canvas, struct sw_mask cells)
{
    canvas->selection = cells;
    canvas->whole = false;
}

static void nothing(struct sw_canvas *canvas, uint8_t unused)
{
    (void)canvas;
    (void)unused;
}

static void select_everything(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->selection = sw_mask_full(canvas->grid.width, canvas->grid.height);
    canvas->whole = true;
}

static void select_organisms(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_cells(canvas, sw_grid_occupied(&canvas->grid));
}

static void select_background(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_cells(canvas, sw_grid_colour(&canvas->grid, 0));
}

/* The organisms that have one of the attributes, or those that have none of them. */
static struct sw_mask marked(const struct sw_grid *grid, uint32_t attributes, bool with)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, (struct sw_connection){8, true}, organisms);
    struct sw_mask cells = sw_mask_none();

    sw_organisms_mark(grid, organisms, count, attributes);
    for (uint32_t k = 0; k < count; k++) {
        if ((organisms[k].attributes != 0) != with)
            continue;
        for (int y = organisms[k].box.y0; y < organisms[k].box.y1; y++)
            cells.row[y] |= organisms[k].mask.row[y];
    }
    return cells;
}

static void select_with(struct sw_canvas *canvas, uint8_t attribute)
{
    select_cells(canvas, marked(&canvas->grid, attribute, true));
}

static void select_without(struct sw_canvas *canvas, uint8_t attribute)
{
    select_cells(canvas, marked(&canvas->grid, attribute, false));
}

static void select_odd(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = marked(&canvas->grid, SW_ODD_SHAPE, true);

    (void)unused;
    if (sw_mask_empty(&cells))
        cells = marked(&canvas->grid, SW_ODD_COLOUR, true);
    select_cells(canvas, cells);
}

static void select_holes(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);

    (void)unused;
    select_cells(canvas, sw_mask_holes(&occupied, grid->width, grid->height));
}

static void select_colour(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_cells(canvas, canvas->colour == 0 ? sw_mask_none()
                                             : sw_grid_colour(&canvas->grid, canvas->colour));
}

static void select_others(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_cells(canvas, sw_mask_minus(sw_grid_occupied(&canvas->grid), canvas->selection));
}

static void hand_colour(struct sw_canvas *canvas, uint8_t colour)
{
    canvas->colour = colour;
}

static void hand_selected(struct sw_canvas *canvas, uint8_t unused)
{
    uint32_t cells[SW_COLOURS], best = 0;

    (void)unused;
    if (sw_mask_empty(&canvas->selection))
        return;
    sw_grid_census(&canvas->grid, &canvas->selection, cells);
    for (uint32_t colour = 1; colour < SW_COLOURS; colour++) {
        if (cells[colour] > 0 && (best == 0 || cells[colour] > cells[best]))
            best = colour;
    }
    canvas->colour = (uint8_t)best;
}

static void hand_rarest(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask full = sw_mask_full(canvas->grid.width, canvas->grid.height);
    uint32_t cells[SW_COLOURS], best = 0;

    (void)unused;
    sw_grid_census(&canvas->grid, &full, cells);
    for (uint32_t colour = 1; colour < SW_COLOURS; colour++) {
        if (cells[colour] > 0 && (best == 0 || cells[colour] < cells[best]))
            best = colour;
    }
    if (best != 0)
        canvas->colour = (uint8_t)best;
}

/* Tokens are stored in genomes, teachers and transcripts: append rows, never move them. */
static const struct sw_edit table[] = {
    {"stop", "ends the program", SW_EDIT_STOP, 0, nothing},

    {"select.everything", "selects all cells, also empty ones, as one piece: the whole canvas",
     SW_EDIT_SELECT, 0, select_everything},
    {"select.organisms", "selects every organism", SW_EDIT_SELECT, 0, select_organisms},
    {"select.background", "selects the empty cells", SW_EDIT_SELECT, 0, select_background},
    {"select.largest", "selects the organism with the most cells, if no other has as many",
     SW_EDIT_SELECT, SW_LARGEST, select_with},
    {"select.smallest", "selects the organism with the fewest cells, if no other has as few",
     SW_EDIT_SELECT, SW_SMALLEST, select_with},
    {"select.odd",
     "selects the one organism whose shape, or else whose colour, no other has while "
     "all others agree",
     SW_EDIT_SELECT, 0, select_odd},
    {"select.border", "selects the organisms that touch the border of the canvas", SW_EDIT_SELECT,
     SW_TOUCHES_BORDER, select_with},
    {"select.inner", "selects the organisms that do not touch the border", SW_EDIT_SELECT,
     SW_TOUCHES_BORDER, select_without},
    {"select.holed", "selects the organisms that enclose a hole", SW_EDIT_SELECT, SW_HAS_HOLE,
     select_with},
    {"select.solid", "selects the organisms without a hole", SW_EDIT_SELECT, SW_HAS_HOLE,
     select_without},
    {"select.symmetric",
     "selects the organisms that equal their mirror image, left-right or "
     "top-bottom",
     SW_EDIT_SELECT, SW_SYMMETRIC, select_with},
    {"select.holes", "selects the empty cells that cannot reach the canvas's edge over empty cells",
     SW_EDIT_SELECT, 0, select_holes},
    {"select.colour", "selects the organisms of the colour in hand", SW_EDIT_SELECT, 0,
     select_colour},
    {"select.others", "selects what is not empty and was not selected", SW_EDIT_SELECT, 0,
     select_others},

    {"hand.0", "takes colour 0 (empty) in hand", SW_EDIT_HAND, 0, hand_colour},
    {"hand.1", "takes colour 1 in hand", SW_EDIT_HAND, 1, hand_colour},
    {"hand.2", "takes colour 2 in hand", SW_EDIT_HAND, 2, hand_colour},
    {"hand.3", "takes colour 3 in hand", SW_EDIT_HAND, 3, hand_colour},
    {"hand.4", "takes colour 4 in hand", SW_EDIT_HAND, 4, hand_colour},
    {"hand.5", "takes colour 5 in hand", SW_EDIT_HAND, 5, hand_colour},
    {"hand.6", "takes colour 6 in hand", SW_EDIT_HAND, 6, hand_colour},
    {"hand.7", "takes colour 7 in hand", SW_EDIT_HAND, 7, hand_colour},
    {"hand.8", "takes colour 8 in hand", SW_EDIT_HAND, 8, hand_colour},
    {"hand.9", "takes colour 9 in hand", SW_EDIT_HAND, 9, hand_colour},
    {"hand.selected",
     "takes the commonest colour of the selection in hand, the lower on a tie; 0 "
     "only if all of it is empty",
     SW_EDIT_HAND, 0, hand_selected},
    {"hand.rarest", "takes the rarest colour on the canvas in hand, the lower on a tie, never 0",
     SW_EDIT_HAND, 0, hand_rarest},

    {"act.recolour", "the selected cells take the colour in hand", SW_EDIT_ACT, 0, sw_act_recolour},
    {"act.delete", "the selected cells become empty", SW_EDIT_ACT, 0, sw_act_delete},
    {"act.keep", "all cells but the selected ones become empty", SW_EDIT_ACT, 0, sw_act_keep},
    {"act.slide.up", "the selected organisms slide up until they touch something", SW_EDIT_ACT,
     SW_UP, sw_act_slide},
    {"act.slide.down", "the selected organisms slide down until they touch something", SW_EDIT_ACT,
     SW_DOWN, sw_act_slide},
    {"act.slide.left", "the selected organisms slide left until they touch something", SW_EDIT_ACT,
     SW_LEFT, sw_act_slide},
    {"act.slide.right", "the selected organisms slide right until they touch something",
     SW_EDIT_ACT, SW_RIGHT, sw_act_slide},
    {"act.push.up", "the selected organisms move one cell up and push what is in their way",
     SW_EDIT_ACT, SW_UP, sw_act_push},
    {"act.push.down", "the selected organisms move one cell down and push what is in their way",
     SW_EDIT_ACT, SW_DOWN, sw_act_push},
    {"act.push.left", "the selected organisms move one cell left and push what is in their way",
     SW_EDIT_ACT, SW_LEFT, sw_act_push},
    {"act.push.right", "the selected organisms move one cell right and push what is in their way",
     SW_EDIT_ACT, SW_RIGHT, sw_act_push},
    {"act.mirror.x", "each piece is mirrored left-right within its box", SW_EDIT_ACT, SW_MIRROR_X,
     sw_act_turn},
    {"act.mirror.y", "each piece is mirrored top-bottom within its box", SW_EDIT_ACT, SW_MIRROR_Y,
     sw_act_turn},
    {"act.turn.90", "each piece is turned clockwise; the top left corner of its box stays",
     SW_EDIT_ACT, SW_ROTATE_90, sw_act_turn},
    {"act.turn.180", "each piece is turned upside down within its box", SW_EDIT_ACT, SW_ROTATE_180,
     sw_act_turn},
    {"act.transpose", "each piece's rows become its columns; the top left corner of its box stays",
     SW_EDIT_ACT, SW_TRANSPOSE, sw_act_turn},
    {"act.complete.x", "each piece is laid over by its left-right mirror image, on empty cells",
     SW_EDIT_ACT, SW_MIRROR_X, sw_act_complete},
    {"act.complete.y", "each piece is laid over by its top-bottom mirror image, on empty cells",
     SW_EDIT_ACT, SW_MIRROR_Y, sw_act_complete},
    {"act.repeat.up", "copies of each piece, side by side, fill the empty cells up to the edge",
     SW_EDIT_ACT, SW_UP, sw_act_repeat},
    {"act.repeat.down", "copies of each piece, side by side, fill the empty cells down to the edge",
     SW_EDIT_ACT, SW_DOWN, sw_act_repeat},
    {"act.repeat.left", "copies of each piece, side by side, fill the empty cells to the left edge",
     SW_EDIT_ACT, SW_LEFT, sw_act_repeat},
    {"act.repeat.right",
     "copies of each piece, side by side, fill the empty cells to the right edge", SW_EDIT_ACT,
     SW_RIGHT, sw_act_repeat},
    {"act.copy.up", "one copy of each piece above it, on empty cells; the whole canvas grows",
     SW_EDIT_ACT, SW_UP, sw_act_copy},
    {"act.copy.down", "one copy of each piece below it, on empty cells; the whole canvas grows",
     SW_EDIT_ACT, SW_DOWN, sw_act_copy},
    {"act.copy.left", "one copy of each piece left of it, on empty cells; the whole canvas grows",
     SW_EDIT_ACT, SW_LEFT, sw_act_copy},
    {"act.copy.right", "one copy of each piece right of it, on empty cells; the whole canvas grows",
     SW_EDIT_ACT, SW_RIGHT, sw_act_copy},
    {"act.outline", "the empty cells around the selection take the colour in hand", SW_EDIT_ACT, 0,
     sw_act_outline},
    {"act.fill", "the holes of each piece take the colour in hand", SW_EDIT_ACT, 0, sw_act_fill},
    {"act.hollow", "selected cells whose eight neighbours are all selected become empty",
     SW_EDIT_ACT, 0, sw_act_hollow},
    {"act.eat",
     "big eats small: every organism takes the colour of the largest neighbour that is "
     "larger than it",
     SW_EDIT_ACT, 0, sw_act_eat},
    {"act.crop", "the canvas becomes the box around the selection", SW_EDIT_ACT, 0, sw_act_crop},
};

#define ROWS (sizeof table / sizeof *table)

uint32_t sw_edit_count(void)
{
    return ROWS;
}

const struct sw_edit *sw_edit_row(uint8_t token)
{
    return token < ROWS ? &table[token] : NULL;
}

int sw_edit_find(const char *name, size_t name_length)
{
    for (size_t k = 0; k < ROWS; k++) {
        if (strlen(table[k].name) == name_length && memcmp(table[k].name, name, name_length) == 0)
            return (int)k;
    }
    return -1;
}

struct sw_canvas sw_canvas_of(const struct sw_grid *grid)
{
    struct sw_canvas canvas;

    canvas.grid = *grid;
    canvas.selection = sw_mask_none();
    canvas.whole = false;
    canvas.colour = 1;
    return canvas;
}

bool sw_edit_apply(struct sw_canvas *canvas, uint8_t token)
{
    if (token >= ROWS)
        return false;
    if (table[token].group != SW_EDIT_ACT) {
        table[token].apply(canvas, table[token].parameter);
        return false;
    }
    struct sw_grid before = canvas->grid;
    table[token].apply(canvas, table[token].parameter);
    return !sw_grid_equal(&before, &canvas->grid);
}

struct sw_grid sw_program_run(const struct sw_program *program, const struct sw_grid *grid)
{
    struct sw_canvas canvas = sw_canvas_of(grid);

    for (uint32_t k = 0; k < program->length && k < SW_PROGRAM_MAX; k++) {
        uint8_t token = program->token[k];
        if (token == 0)
            break;
        if (token < ROWS)
            table[token].apply(&canvas, table[token].parameter);
    }
    return canvas.grid;
}

size_t sw_program_print(const struct sw_program *program, char *text, size_t size)
{
    size_t length = 0;

    if (size > 0)
        text[0] = '\0';
    for (uint32_t k = 0; k < program->length && k < SW_PROGRAM_MAX; k++) {
        const struct sw_edit *row = sw_edit_row(program->token[k]);
        const char *name = row != NULL ? row->name : "unknown";
        size_t left = length < size ? size - length : 0;
        int written =
            snprintf(left > 0 ? text + length : NULL, left, "%s%s", k > 0 ? " " : "", name);
        length += written > 0 ? (size_t)written : 0;
    }
    return length;
}

int sw_program_parse(const char *text, struct sw_program *program, struct sw_error *error)
{
    static const char blanks[] = " \t\r\n";
    const char *names[ROWS];
    struct sw_program out = {0};

    for (size_t k = 0; k < ROWS; k++)
        names[k] = table[k].name;
    for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);
        int token = sw_edit_find(text, length);
        if (token < 0) {
            char word[48];
            snprintf(word, sizeof word, "%.*s", (int)(length < 47 ? length : 47), text);
            for (char *byte = word; *byte != '\0'; byte++) {
                if (*byte < ' ' || *byte > '~')
                    *byte = '?';
            }
            const char *nearest = sw_nearest(word, names, ROWS);
            if (nearest != NULL)
                return sw_fail(error, SW_EXIT_USAGE, "there is no edit '%s'; did you mean '%s'?",
                               word, nearest);
            return sw_fail(error, SW_EXIT_USAGE,
                           "there is no edit '%s'; docs/edits.md lists all %u", word,
                           (unsigned)ROWS);
        }
        text += length;
        if (token == 0) {
            if (text[strspn(text, blanks)] != '\0')
                return sw_fail(error, SW_EXIT_USAGE,
                               "'stop' ends a program, but more follows; leave out what comes "
                               "after it");
            break;
        }
        if (out.length == SW_PROGRAM_MAX)
            return sw_fail(error, SW_EXIT_USAGE,
                           "a program has at most %d edits; leave out some of them",
                           SW_PROGRAM_MAX);
        out.token[out.length++] = (uint8_t)token;
    }
    *program = out;
    return 0;
}

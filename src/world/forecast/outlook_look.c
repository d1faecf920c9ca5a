/* outlook_look.c - what is perceived of each cell of an outlook.
 *
 * Near: the cell, its eight neighbours and how they compare with it. Far: what is seen first in the
 * four directions. Of its organism: whether it is selected, held (what it leans on upwards, through
 * whatever touches, ends at the edge), stuck (the same, but anything that is not selected holds),
 * or pushed (a selected organism that is not held leans on it). The same of the cell below, which
 * may be about to come here. */
#include "world/forecast/outlook_relations.h"
#include "world/forecast/percept_kinds.h"

#include <string.h>

/* Rows of the table, group by group. */
enum {
    ROW_BESIDE,                                /* 8 x 7: outside, empty, ... */
    ROW_CELL = ROW_BESIDE + 8 * 7,             /* 4: empty, not selected, selected; as in hand */
    ROW_COLOUR = ROW_CELL + 4,                 /* 10 */
    ROW_MINE = ROW_COLOUR + 10,                /* 17: what my organism is */
    ROW_BELOW = ROW_MINE + SW_RELATION_CODES,  /* 17: what that of the cell below is */
    ROW_FIRST = ROW_BELOW + SW_RELATION_CODES, /* 4 x 3: edge, not selected, selected */
    ROW_AHEAD =
        ROW_FIRST +
        SW_RELATION_SIDES * 3,  /* 11: the colour seen first upwards beyond the selection; none */
    ROW_LINES = ROW_AHEAD + 11, /* 4: row, column, two diagonals hold selected cells */
    ROW_PLACE = ROW_LINES + 4,  /* 3: in a hole, in a box, on its outline */
    ROW_EATER = ROW_PLACE + 3,  /* 10 */
    ROW_SIDES = ROW_EATER + 10, /* 3: organisms with a side here: 0, 1, more */
    ROW_ROUND = ROW_SIDES + 3,  /* 3: colours of selected cells around: 0, 1, more */
    ROW_CLOSE = ROW_ROUND + 3,  /* 3: the same of those with a side here */
    ROWS = ROW_CLOSE + 3
};

struct sw_forecast_senses sw_outlook_senses(void)
{
    return (struct sw_forecast_senses){.rows = ROWS, .verbs = sw_verb_count(), .fates = SW_FATES};
}

/* ---- rows of a cell ---- */

/* Outside, empty (selected), as here (selected), another colour (selected). */
static uint32_t compare(const struct sw_outlook_relations *at, int x, int y, int to_x, int to_y)
{
    const struct sw_grid *grid = &at->outlook->grid;

    if (sw_relations_outside(at, to_x, to_y))
        return 0;
    if (grid->cell[to_y][to_x] == 0)
        return sw_relations_selected(at, to_x, to_y) ? 6 : 1;
    return (grid->cell[to_y][to_x] == grid->cell[y][x] ? 2u : 4u) +
           (sw_relations_selected(at, to_x, to_y) ? 1 : 0);
}

/* How many organisms have a side on a cell; 2 stands for more. */
static uint32_t count_sides(const struct sw_outlook_relations *at, int x, int y)
{
    uint16_t found = 0;

    for (int i = 0; i < 8; i += 2) {
        int to_x = x + sw_outlook_x[i], to_y = y + sw_outlook_y[i];
        uint16_t other = sw_relations_outside(at, to_x, to_y) ? 0 : at->mine[to_y][to_x];

        if (other == 0 || other == found)
            continue;
        if (found != 0)
            return 2;
        found = other;
    }
    return found != 0 ? 1 : 0;
}

/* How many colours the selected cells around have (step 2: those with a side here); 2 stands for
 * more. */
static uint32_t count_colours(const struct sw_outlook_relations *at, int x, int y, int step)
{
    uint8_t found = 0;

    for (int i = 0; i < 8; i += step) {
        int to_x = x + sw_outlook_x[i], to_y = y + sw_outlook_y[i];
        uint8_t other =
            sw_relations_outside(at, to_x, to_y) || !sw_relations_selected(at, to_x, to_y)
                ? 0
                : at->outlook->grid.cell[to_y][to_x];

        if (other == 0 || other == found)
            continue;
        if (found != 0)
            return 2;
        found = other;
    }
    return found != 0 ? 1 : 0;
}

static void add_far(const struct sw_outlook_relations *at, int x, int y,
                    struct sw_percept_rows *list)
{
    for (uint32_t side = 0; side < SW_RELATION_SIDES; side++) {
        uint8_t first = at->first[side][y][x];

        sw_percept_rows_add(list, ROW_FIRST + side * 3 + (first == 0 ? 0 : first < 16 ? 1 : 2));
    }
    sw_percept_rows_add(list, ROW_AHEAD + at->beyond[y][x]);
    if (at->rows >> y & 1)
        sw_percept_rows_add(list, ROW_LINES);
    if (at->columns >> x & 1)
        sw_percept_rows_add(list, ROW_LINES + 1);
    if (at->falling >> (x - y + SW_STRIDE) & 1)
        sw_percept_rows_add(list, ROW_LINES + 2);
    if (at->rising >> (x + y) & 1)
        sw_percept_rows_add(list, ROW_LINES + 3);
    if (sw_mask_get(&at->holes, x, y))
        sw_percept_rows_add(list, ROW_PLACE);
    if (sw_mask_get(&at->boxes, x, y))
        sw_percept_rows_add(list, ROW_PLACE + 1);
    if (sw_mask_get(&at->outlines, x, y))
        sw_percept_rows_add(list, ROW_PLACE + 2);
}

static void describe(const struct sw_outlook_relations *at, int x, int y,
                     struct sw_percept_rows *list)
{
    uint8_t colour = at->outlook->grid.cell[y][x];

    list->rows = 0;
    for (int i = 0; i < 8; i++)
        sw_percept_rows_add(list, ROW_BESIDE + (uint32_t)i * 7 +
                                      compare(at, x, y, x + sw_outlook_x[i], y + sw_outlook_y[i]));
    sw_percept_rows_add(list, ROW_CELL + (sw_relations_selected(at, x, y) ? 2
                                          : colour != 0                   ? 1
                                                                          : 0));
    if (colour == at->outlook->hand)
        sw_percept_rows_add(list, ROW_CELL + 3);
    sw_percept_rows_add(list, ROW_COLOUR + colour);
    if (at->outlook->near)
        return;
    sw_percept_rows_add(list, ROW_MINE + at->code[at->mine[y][x]]);
    sw_percept_rows_add(list, ROW_BELOW + at->code[y + 1 < at->height ? at->mine[y + 1][x] : 0]);
    add_far(at, x, y, list);
    if (at->eater[at->mine[y][x]] != 0)
        sw_percept_rows_add(list, ROW_EATER + at->eater[at->mine[y][x]]);
    sw_percept_rows_add(list, ROW_SIDES + count_sides(at, x, y));
    sw_percept_rows_add(list, ROW_ROUND + count_colours(at, x, y, 1));
    sw_percept_rows_add(list, ROW_CLOSE + count_colours(at, x, y, 2));
}

void sw_outlook_perceive(const struct sw_outlook *outlook, const struct sw_outlook *next,
                         struct sw_forecast_percept *percept)
{
    struct sw_outlook_relations at;
    struct sw_percept_kinds kinds;

    sw_relations_begin(&at, outlook);
    if (!outlook->near)
        sw_relations_find(&at);
    sw_percept_kinds_begin(&kinds, percept, outlook->verb);
    for (int y = 0; y < at.height; y++)
        for (int x = 0; x < at.width; x++) {
            uint32_t right = next == NULL ? 0 : sw_outlook_right(outlook, next, x, y);
            struct sw_percept_rows list;

            describe(&at, x, y, &list);
            sw_percept_kinds_add(&kinds, percept, &list, right);
        }
}

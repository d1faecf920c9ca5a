/* organism_look.c - what is perceived of each organism of an outlook: what it is
 * (outlook_relations.h), its colour, size and shape, whether it has an eater or a hole, the edges
 * that it touches, and on its four sides what touches it and what its cells see first. */
#include "world/forecast/organism_edit.h"
#include "world/forecast/percept_kinds.h"

/* Rows of the table, group by group. */
enum {
    ROW_CODE,                                 /* 16 */
    ROW_COLOUR = ROW_CODE + 16,               /* 10 */
    ROW_HAND = ROW_COLOUR + 10,               /* 1: of the colour in hand */
    ROW_EATER = ROW_HAND + 1,                 /* 1: it has an eater */
    ROW_HOLE = ROW_EATER + 1,                 /* 1 */
    ROW_SIZE = ROW_HOLE + 1,                  /* 5: 1, 2, 3 or 4, 5 to 8, more cells */
    ROW_WIDE = ROW_SIZE + 5,                  /* 3: 1, 2, more columns */
    ROW_HIGH = ROW_WIDE + 3,                  /* 3: 1, 2, more rows */
    ROW_EDGE = ROW_HIGH + 3,                  /* 4: the edges that it touches */
    ROW_TOUCH = ROW_EDGE + SW_RELATION_SIDES, /* 4 x 2: what touches it: not selected, selected */
    ROW_FIRST = ROW_TOUCH + SW_RELATION_SIDES * 2, /* 4 x 3: edge, not selected, selected */
    ROWS = ROW_FIRST + SW_RELATION_SIDES * 3
};

struct sw_forecast_senses sw_organism_senses(void)
{
    return (struct sw_forecast_senses){
        .rows = ROWS, .verbs = sw_verb_count(), .fates = sw_organism_edit_count(), .organisms = 1};
}

/* Of one side: bits 0 edge, 1 not selected, 2 selected are seen first; 3 and 4: touch it. */
static uint32_t look_aside(const struct sw_outlook_relations *at, uint32_t organism, uint32_t side)
{
    const struct sw_organism *is = &at->organism[organism];
    uint32_t seen = 0;

    for (int y = is->box.y0; y < is->box.y1; y++)
        for (uint32_t row = is->mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            int to_x = x + sw_outlook_x[side * 2], to_y = y + sw_outlook_y[side * 2];
            uint8_t first = at->first[side][y][x];

            if (sw_relations_outside(at, to_x, to_y)) {
                seen |= 1;
                continue;
            }
            if (at->mine[to_y][to_x] == organism + 1)
                continue;
            seen |= first == 0 ? 1 : first < 16 ? 2 : 4;
            if (at->mine[to_y][to_x] != 0)
                seen |= sw_relations_selected(at, to_x, to_y) ? 16 : 8;
        }
    return seen;
}

static void add_sides(const struct sw_outlook_relations *at, uint32_t organism,
                      struct sw_percept_rows *list)
{
    const struct sw_box *box = &at->organism[organism].box;
    const bool touches[SW_RELATION_SIDES] = {box->y0 == 0, box->x1 == at->width,
                                             box->y1 == at->height, box->x0 == 0};

    for (uint32_t side = 0; side < SW_RELATION_SIDES; side++) {
        uint32_t seen = look_aside(at, organism, side);

        if (touches[side])
            sw_percept_rows_add(list, ROW_EDGE + side);
        for (uint32_t i = 0; i < 3; i++)
            if (seen >> i & 1)
                sw_percept_rows_add(list, ROW_FIRST + side * 3 + i);
        for (uint32_t i = 0; i < 2; i++)
            if (seen >> (3 + i) & 1)
                sw_percept_rows_add(list, ROW_TOUCH + side * 2 + i);
    }
}

static uint32_t step(uint32_t count)
{
    return count < 3 ? count - 1 : 2;
}

static void describe(const struct sw_outlook_relations *at, uint32_t organism,
                     struct sw_percept_rows *list)
{
    const struct sw_organism *is = &at->organism[organism];
    uint8_t code = at->code[organism + 1];

    list->rows = 0;
    sw_percept_rows_add(list, ROW_CODE + (at->outlook->near ? code & SW_IS_SELECTED : code));
    sw_percept_rows_add(list, ROW_COLOUR + is->colour);
    if (is->colour == at->outlook->hand)
        sw_percept_rows_add(list, ROW_HAND);
    sw_percept_rows_add(list, ROW_SIZE + (is->cells < 3    ? is->cells - 1u
                                          : is->cells <= 4 ? 2
                                          : is->cells <= 8 ? 3
                                                           : 4));
    sw_percept_rows_add(list, ROW_WIDE + step((uint32_t)(is->box.x1 - is->box.x0)));
    sw_percept_rows_add(list, ROW_HIGH + step((uint32_t)(is->box.y1 - is->box.y0)));
    if (at->outlook->near)
        return;
    if (at->eater[organism + 1] != 0)
        sw_percept_rows_add(list, ROW_EATER);
    if (sw_mask_has_hole(&is->mask, is->box))
        sw_percept_rows_add(list, ROW_HOLE);
    add_sides(at, organism, list);
}

void sw_organism_perceive(const struct sw_outlook_relations *at, const uint64_t *right,
                          struct sw_forecast_percept *percept)
{
    struct sw_percept_kinds kinds;

    sw_percept_kinds_begin(&kinds, percept, at->outlook->verb);
    for (uint32_t k = 0; k < at->count; k++) {
        struct sw_percept_rows list;

        describe(at, k, &list);
        sw_percept_kinds_add(&kinds, percept, &list, right == NULL ? 0 : right[k]);
    }
}

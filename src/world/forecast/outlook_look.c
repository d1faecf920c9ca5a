/* outlook_look.c - what is perceived of each cell of an outlook.
 *
 * Near: the cell, its eight neighbours and how they compare with it. Far: what is seen first in the
 * four directions. Of its organism: whether it is selected, held (what it leans on upwards, through
 * whatever touches, ends at the edge), stuck (the same, but anything that is not selected holds),
 * or pushed (a selected organism that is not held leans on it). The same of the cell below, which
 * may be about to come here. */
#include "world/forecast/outlook_private.h"
#include "world/forecast/percept_kinds.h"

#include <string.h>

enum {
    NOTHING = 16, /* no organism: empty, or outside */
    CODES = 17,
    SIDES = 4, /* up, right, down, left */
    LINKS_MAX = 900
};

/* Rows of the table, group by group. */
enum {
    ROW_BESIDE,                    /* 8 x 7: outside, empty, ... */
    ROW_CELL = ROW_BESIDE + 8 * 7, /* 4: empty, not selected, selected; as in hand */
    ROW_COLOUR = ROW_CELL + 4,     /* 10 */
    ROW_MINE = ROW_COLOUR + 10,    /* 17: what my organism is */
    ROW_BELOW = ROW_MINE + CODES,  /* 17: what that of the cell below is */
    ROW_FIRST = ROW_BELOW + CODES, /* 4 x 3: edge, not selected, selected */
    ROW_AHEAD =
        ROW_FIRST + SIDES * 3,  /* 11: the colour seen first upwards beyond the selection; none */
    ROW_LINES = ROW_AHEAD + 11, /* 4: row, column, two diagonals hold selected cells */
    ROW_PLACE = ROW_LINES + 4,  /* 3: in a hole, in a box, on its outline */
    ROW_EATER = ROW_PLACE + 3,  /* 10 */
    ROW_SIDES = ROW_EATER + 10, /* 3: organisms with a side here: 0, 1, more */
    ROW_ROUND = ROW_SIDES + 3,  /* 3: colours of selected cells around: 0, 1, more */
    ROW_CLOSE = ROW_ROUND + 3,  /* 3: the same of those with a side here */
    ROWS = ROW_CLOSE + 3
};

enum { IS_SELECTED = 1, IS_HELD = 2, IS_STUCK = 4, IS_PUSHED = 8 };

/* All that is asked of the organisms of one outlook. */
struct looking {
    const struct sw_outlook *outlook;
    int width, height;
    uint32_t count;
    struct sw_organism organism[SW_ORGANISMS_MAX];
    uint16_t mine[SW_SIDE_MAX][SW_STRIDE]; /* 1 + organism; 0: none */
    uint8_t code[SW_ORGANISMS_MAX + 1];    /* [0]: of none */
    uint8_t eater[SW_ORGANISMS_MAX + 1];   /* colour of whom it is eaten by; 0: nobody */
    uint32_t links;                        /* organism `from` has `to` right above it */
    uint16_t from[LINKS_MAX], to[LINKS_MAX];
    struct sw_mask holes, boxes, outlines;
    uint8_t first[SIDES][SW_SIDE_MAX][SW_STRIDE]; /* 1 + colour seen first, + 16 if selected */
    uint8_t beyond[SW_SIDE_MAX][SW_STRIDE]; /* 1 + colour seen first upwards, not selected; 0 */
    uint32_t rows, columns;                 /* bits: hold selected cells */
    uint64_t falling, rising;               /* bits: diagonals that do */
};

struct sw_forecast_senses sw_outlook_senses(void)
{
    return (struct sw_forecast_senses){.rows = ROWS, .verbs = sw_verb_count(), .fates = SW_FATES};
}

static bool outside(const struct looking *at, int x, int y)
{
    return x < 0 || y < 0 || x >= at->width || y >= at->height;
}

static bool selected(const struct looking *at, int x, int y)
{
    return sw_mask_get(&at->outlook->selection, x, y);
}

/* ---- organisms ---- */

/* Organisms of a slide are the bodies that there were when it began. */
static void take_bodies(struct looking *at)
{
    uint8_t place[UINT8_MAX + 1] = {0}; /* 1 + organism of a body */

    at->count = 0;
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++) {
            uint8_t body = at->outlook->body[y][x];
            struct sw_organism *organism;

            if (body == 0 || at->outlook->grid.cell[y][x] == 0)
                continue;
            if (place[body] == 0) {
                at->organism[at->count] = (struct sw_organism){.cells = 0};
                place[body] = (uint8_t)++at->count;
            }
            organism = &at->organism[place[body] - 1];
            sw_mask_set(&organism->mask, x, y);
            organism->cells++;
            organism->colour = at->outlook->grid.cell[y][x];
        }
    for (uint32_t k = 0; k < at->count; k++)
        at->organism[k].box = sw_mask_box(&at->organism[k].mask);
}

static void label(struct looking *at)
{
    static const struct sw_connection connection = {8, true};

    if (sw_verb_row(at->outlook->verb)->passes == SW_PASSES_SLIDE)
        take_bodies(at);
    else
        at->count = sw_organisms(&at->outlook->grid, NULL, connection, at->organism);
    memset(at->mine, 0, sizeof at->mine);
    at->code[0] = NOTHING;
    at->eater[0] = 0;
    for (uint32_t k = 0; k < at->count; k++) {
        const struct sw_organism *organism = &at->organism[k];

        for (int y = organism->box.y0; y < organism->box.y1; y++)
            for (int x = organism->box.x0; x < organism->box.x1; x++)
                if (sw_mask_get(&organism->mask, x, y))
                    at->mine[y][x] = (uint16_t)(k + 1);
        at->code[k + 1] =
            sw_mask_overlap(&organism->mask, &at->outlook->selection) ? IS_SELECTED : 0;
        at->eater[k + 1] = 0;
    }
}

/* Who has whom right above it; whoever has the edge there is held and stuck. */
static void link_organisms(struct looking *at)
{
    at->links = 0;
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++) {
            uint16_t mine = at->mine[y][x], above = y == 0 ? 0 : at->mine[y - 1][x];

            if (mine == 0)
                continue;
            if (y == 0)
                at->code[mine] |= IS_HELD | IS_STUCK;
            else if (above != 0 && above != mine) {
                at->from[at->links] = mine;
                at->to[at->links++] = above;
            }
        }
}

/* What one organism is because of the one above it. */
static uint8_t from_above(uint8_t mine, uint8_t above)
{
    if (above & IS_HELD)
        mine |= IS_HELD;
    if ((above & IS_SELECTED) == 0 || (above & IS_STUCK) != 0)
        mine |= IS_STUCK;
    return mine;
}

static void settle_links(struct looking *at)
{
    bool going = true;

    while (going) {
        going = false;
        for (uint32_t i = 0; i < at->links; i++) {
            uint8_t *mine = &at->code[at->from[i]], now = from_above(*mine, at->code[at->to[i]]);

            going = going || now != *mine;
            *mine = now;
        }
    }
    for (uint32_t k = 1; k <= at->count; k++)
        if ((at->code[k] & (IS_SELECTED | IS_HELD)) == IS_SELECTED)
            at->code[k] |= IS_PUSHED;
    for (going = true; going;) {
        going = false;
        for (uint32_t i = 0; i < at->links; i++)
            if ((at->code[at->from[i]] & IS_PUSHED) && !(at->code[at->to[i]] & IS_PUSHED)) {
                at->code[at->to[i]] |= IS_PUSHED;
                going = true;
            }
    }
}

/* Of those that touch and are larger the largest, of these the one whose first cell comes first. */
static void find_eaters(struct looking *at)
{
    uint16_t eater[SW_ORGANISMS_MAX + 1] = {0};

    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++)
            for (int i = 0; i < 8 && at->mine[y][x] != 0; i++) {
                int to_x = x + sw_outlook_x[i], to_y = y + sw_outlook_y[i];
                uint16_t mine = at->mine[y][x], other;

                if (outside(at, to_x, to_y))
                    continue;
                other = at->mine[to_y][to_x];
                if (other == 0 || at->organism[other - 1].cells <= at->organism[mine - 1].cells)
                    continue;
                if (eater[mine] == 0 ||
                    at->organism[other - 1].cells > at->organism[eater[mine] - 1].cells ||
                    (at->organism[other - 1].cells == at->organism[eater[mine] - 1].cells &&
                     other < eater[mine]))
                    eater[mine] = other;
            }
    for (uint32_t k = 1; k <= at->count; k++)
        at->eater[k] = eater[k] == 0 ? 0 : at->organism[eater[k] - 1].colour;
}

static void find_places(struct looking *at)
{
    at->holes = at->boxes = at->outlines = sw_mask_none();
    for (uint32_t k = 0; k < at->count; k++) {
        struct sw_mask box, core;

        if ((at->code[k + 1] & IS_SELECTED) == 0)
            continue;
        at->holes =
            sw_mask_or(at->holes, sw_mask_holes(&at->organism[k].mask, at->width, at->height));
        box = sw_box_mask(at->organism[k].box);
        core = sw_mask_core(&box);
        at->boxes = sw_mask_or(at->boxes, box);
        at->outlines = sw_mask_or(at->outlines, sw_mask_minus(box, core));
    }
}

/* ---- what is seen from afar ---- */

static uint8_t seen(const struct looking *at, int x, int y)
{
    return (uint8_t)(1 + at->outlook->grid.cell[y][x] + (selected(at, x, y) ? 16 : 0));
}

/* One direction: what a cell sees is its neighbour there, or what that sees if it is empty. */
static void look_along(struct looking *at, int side, int dx, int dy)
{
    bool back = dx > 0 || dy > 0;

    for (int i = 0; i < at->width * at->height; i++) {
        int place = back ? at->width * at->height - 1 - i : i;
        int x = place % at->width, y = place / at->width, to_x = x + dx, to_y = y + dy;

        at->first[side][y][x] = outside(at, to_x, to_y) ? 0
                                : at->outlook->grid.cell[to_y][to_x] != 0
                                    ? seen(at, to_x, to_y)
                                    : at->first[side][to_y][to_x];
    }
}

/* Upwards, past whatever is selected. */
static void look_beyond(struct looking *at)
{
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++)
            at->beyond[y][x] = y == 0 ? 0
                               : at->outlook->grid.cell[y - 1][x] != 0 && !selected(at, x, y - 1)
                                   ? (uint8_t)(1 + at->outlook->grid.cell[y - 1][x])
                                   : at->beyond[y - 1][x];
}

static void look_afar(struct looking *at)
{
    look_along(at, 0, 0, -1);
    look_along(at, 1, 1, 0);
    look_along(at, 2, 0, 1);
    look_along(at, 3, -1, 0);
    look_beyond(at);
    at->rows = at->columns = 0;
    at->falling = at->rising = 0;
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++)
            if (selected(at, x, y)) {
                at->rows |= 1u << y;
                at->columns |= 1u << x;
                at->falling |= (uint64_t)1 << (x - y + SW_STRIDE);
                at->rising |= (uint64_t)1 << (x + y);
            }
}

/* ---- rows of a cell ---- */

/* Outside, empty (selected), as here (selected), another colour (selected). */
static uint32_t compare(const struct looking *at, int x, int y, int to_x, int to_y)
{
    const struct sw_grid *grid = &at->outlook->grid;

    if (outside(at, to_x, to_y))
        return 0;
    if (grid->cell[to_y][to_x] == 0)
        return selected(at, to_x, to_y) ? 6 : 1;
    return (grid->cell[to_y][to_x] == grid->cell[y][x] ? 2u : 4u) +
           (selected(at, to_x, to_y) ? 1 : 0);
}

/* How many organisms have a side on a cell; 2 stands for more. */
static uint32_t count_sides(const struct looking *at, int x, int y)
{
    uint16_t found = 0;

    for (int i = 0; i < 8; i += 2) {
        int to_x = x + sw_outlook_x[i], to_y = y + sw_outlook_y[i];
        uint16_t other = outside(at, to_x, to_y) ? 0 : at->mine[to_y][to_x];

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
static uint32_t count_colours(const struct looking *at, int x, int y, int step)
{
    uint8_t found = 0;

    for (int i = 0; i < 8; i += step) {
        int to_x = x + sw_outlook_x[i], to_y = y + sw_outlook_y[i];
        uint8_t other = outside(at, to_x, to_y) || !selected(at, to_x, to_y)
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

static void add_far(const struct looking *at, int x, int y, struct sw_percept_rows *list)
{
    for (uint32_t side = 0; side < SIDES; side++) {
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

static void describe(const struct looking *at, int x, int y, struct sw_percept_rows *list)
{
    uint8_t colour = at->outlook->grid.cell[y][x];

    list->rows = 0;
    for (int i = 0; i < 8; i++)
        sw_percept_rows_add(list, ROW_BESIDE + (uint32_t)i * 7 +
                                      compare(at, x, y, x + sw_outlook_x[i], y + sw_outlook_y[i]));
    sw_percept_rows_add(list, ROW_CELL + (selected(at, x, y) ? 2 : colour != 0 ? 1 : 0));
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

/* All that is not near. */
static void relate(struct looking *at)
{
    label(at);
    link_organisms(at);
    settle_links(at);
    find_eaters(at);
    find_places(at);
    look_afar(at);
}

void sw_outlook_perceive(const struct sw_outlook *outlook, const struct sw_outlook *next,
                         struct sw_forecast_percept *percept)
{
    struct looking at;
    struct sw_percept_kinds kinds;

    at.outlook = outlook;
    at.width = outlook->grid.width;
    at.height = outlook->grid.height;
    if (!outlook->near)
        relate(&at);
    sw_percept_kinds_begin(&kinds, percept, outlook->verb);
    for (int y = 0; y < at.height; y++)
        for (int x = 0; x < at.width; x++) {
            uint32_t right = next == NULL ? 0 : sw_outlook_right(outlook, next, x, y);
            struct sw_percept_rows list;

            describe(&at, x, y, &list);
            sw_percept_kinds_add(&kinds, percept, &list, right);
        }
}

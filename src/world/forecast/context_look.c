/* context_look.c - what is perceived of each cell of a scene whose physics is not known.
 *
 * Of a tick: the colours of the cell, of the twelve cells within two steps of it, and of those that
 * would be beside it if the canvas were a ring; whether its organism and those beside it have a
 * side on a larger one or on one of a higher colour. Of a push, turned upwards: the colours of the
 * cell, of those above and below, and how it and the one below stand to the push. */
#include "world/forecast/context.h"

#include "world/forecast/outlook_private.h"
#include "world/forecast/percept_kinds.h"

#include <string.h>

enum {
    BESIDE = 13, /* cells within two steps */
    SIDES = 4,
    SLOT_ACROSS = BESIDE,
    SLOT_TICK = SLOT_ACROSS + SIDES,
    SLOT_PUSH,
    SLOTS,
    ROW_SMALLER = SLOTS * (int)SW_PHYSICS_ENTITIES, /* 5: of the cell and of those beside it */
    ROW_LOWER = ROW_SMALLER + 5,
    ROW_CODE = ROW_LOWER + 5, /* of the cell, of the one below, of that across the edge below */
    ROWS = ROW_CODE + 3 * (int)SW_PUSH_CODES,
    VERB_TICK = 0,
    VERB_PUSH = 1,
    VERBS
};

/* The cell, its sides, its corners, two steps. */
static const int8_t slot_x[BESIDE] = {0, 0, 1, 0, -1, 1, 1, -1, -1, 0, 2, 0, -2};
static const int8_t slot_y[BESIDE] = {0, -1, 0, 1, 0, -1, 1, 1, -1, -2, 0, 2, 0};

struct looking {
    struct sw_outlook now, next; /* turned */
    bool push;
    struct sw_mask smaller, lower;
    uint8_t code[SW_SIDE_MAX][SW_STRIDE];
};

struct sw_forecast_senses sw_context_senses(void)
{
    return (struct sw_forecast_senses){.rows = ROWS,
                                       .verbs = VERBS,
                                       .fates = SW_FATES,
                                       .slots = SLOTS,
                                       .entities = SW_PHYSICS_ENTITIES,
                                       .facts = SW_PHYSICS_FACTS};
}

/* Outlooks are turned by a deed; any that is forecast in one pass does. */
static void turn(const struct sw_transition *transition, struct sw_outlook *now,
                 struct sw_outlook *next)
{
    struct sw_deed deed = {.direction = transition->deed.push ? transition->deed.direction : SW_UP};
    struct sw_canvas canvas;

    sw_canvas_begin(&canvas, &transition->before);
    canvas.colour = transition->deed.hand;
    sw_outlook_of(&canvas, &deed, now);
    sw_outlook_pass(now, &transition->after, next);
}

static void look(const struct sw_transition *transition, struct looking *at)
{
    turn(transition, &at->now, &at->next);
    at->push = transition->deed.push;
    if (at->push)
        sw_push_codes(&at->now.grid, at->now.hand, SW_UP, at->code);
    else
        sw_physics_prey(&at->now.grid, &at->smaller, &at->lower);
}

static bool inside(const struct sw_grid *grid, int x, int y)
{
    return x >= 0 && y >= 0 && x < grid->width && y < grid->height;
}

static void add_slot(struct sw_percept_rows *rows, int slot, uint32_t entity)
{
    sw_percept_rows_add(rows, (uint32_t)slot * SW_PHYSICS_ENTITIES + entity);
}

/* The colour of a cell beside one; of a side beyond an edge also what is at the opposite edge. */
static void add_beside(const struct sw_grid *grid, int x, int y, int slot,
                       struct sw_percept_rows *rows)
{
    int to_x = x + slot_x[slot], to_y = y + slot_y[slot];

    if (inside(grid, to_x, to_y)) {
        add_slot(rows, slot, grid->cell[to_y][to_x]);
        return;
    }
    add_slot(rows, slot, SW_PHYSICS_ENTITY_WORLD);
    if (slot >= 1 && slot <= SIDES)
        add_slot(
            rows, SLOT_ACROSS + slot - 1,
            grid->cell[(to_y + grid->height) % grid->height][(to_x + grid->width) % grid->width]);
}

static void describe_tick(const struct looking *at, int x, int y, struct sw_percept_rows *rows)
{
    for (int slot = 0; slot < BESIDE; slot++)
        add_beside(&at->now.grid, x, y, slot, rows);
    add_slot(rows, SLOT_TICK, SW_PHYSICS_ENTITY_WORLD);
    for (int slot = 0; slot <= SIDES; slot++) {
        int to_x = x + slot_x[slot], to_y = y + slot_y[slot];

        if (!inside(&at->now.grid, to_x, to_y))
            continue;
        if (sw_mask_get(&at->smaller, to_x, to_y))
            sw_percept_rows_add(rows, (uint32_t)(ROW_SMALLER + slot));
        if (sw_mask_get(&at->lower, to_x, to_y))
            sw_percept_rows_add(rows, (uint32_t)(ROW_LOWER + slot));
    }
}

static void describe_push(const struct looking *at, int x, int y, struct sw_percept_rows *rows)
{
    bool last = y + 1 == at->now.grid.height;

    add_beside(&at->now.grid, x, y, 0, rows);
    add_beside(&at->now.grid, x, y, 1, rows);
    add_beside(&at->now.grid, x, y, 3, rows);
    add_slot(rows, SLOT_PUSH, SW_PHYSICS_ENTITY_WORLD);
    sw_percept_rows_add(rows, (uint32_t)ROW_CODE + at->code[y][x]);
    sw_percept_rows_add(rows, (uint32_t)ROW_CODE + (last ? 2 * SW_PUSH_CODES + at->code[0][x]
                                                         : SW_PUSH_CODES + at->code[y + 1][x]));
}

void sw_context_perceive(const struct sw_transition *transition, bool knows,
                         struct sw_forecast_percept *percept)
{
    struct sw_percept_kinds kinds;
    struct looking at;

    look(transition, &at);
    sw_percept_kinds_begin(&kinds, percept, at.push ? VERB_PUSH : VERB_TICK);
    for (int y = 0; y < at.now.grid.height; y++)
        for (int x = 0; x < at.now.grid.width; x++) {
            uint32_t right = knows ? sw_outlook_right(&at.now, &at.next, x, y) : 0;
            struct sw_percept_rows rows = {.rows = 0};

            if (at.push)
                describe_push(&at, x, y, &rows);
            else
                describe_tick(&at, x, y, &rows);
            sw_percept_kinds_add(&kinds, percept, &rows, right);
        }
}

void sw_context_settle(const struct sw_transition *transition, const uint8_t *fate,
                       struct sw_grid *out)
{
    struct sw_outlook now, next;

    turn(transition, &now, &next);
    sw_outlook_settle(&now, fate, &next);
    sw_outlook_grid(&next, out);
}

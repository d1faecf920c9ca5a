#include "world/forecast/outlook_private.h"

#include "world/physics/physics_step.h"

#include <string.h>

const int8_t sw_outlook_x[8] = {0, 1, 1, 1, 0, -1, -1, -1};
const int8_t sw_outlook_y[8] = {-1, -1, 0, 1, 1, 1, 0, -1};

/* Where the cell (x, y) of the turned canvas lies on the real one, of width x height. */
static void turn_cell(uint8_t direction, int width, int height, int x, int y, int *to_x, int *to_y)
{
    switch (direction) {
    case SW_DOWN:
        *to_x = x, *to_y = height - 1 - y;
        return;
    case SW_LEFT:
        *to_x = y, *to_y = x;
        return;
    case SW_RIGHT:
        *to_x = width - 1 - y, *to_y = x;
        return;
    default:
        *to_x = x, *to_y = y;
    }
}

static bool swaps_sides(uint8_t direction)
{
    return direction == SW_LEFT || direction == SW_RIGHT;
}

void sw_outlook_turn(const struct sw_grid *grid, uint8_t direction, struct sw_grid *out)
{
    int width = grid->width, height = grid->height;

    if (direction == SW_UP) {
        sw_grid_copy(out, grid);
        return;
    }
    if (swaps_sides(direction))
        sw_grid_clear(out, height, width);
    else
        sw_grid_clear(out, width, height);
    for (int y = 0; y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            int real_x, real_y;

            turn_cell(direction, width, height, x, y, &real_x, &real_y);
            out->cell[y][x] = grid->cell[real_y][real_x];
        }
}

void sw_outlook_grid(const struct sw_outlook *outlook, struct sw_grid *out)
{
    const struct sw_grid *grid = &outlook->grid;
    bool swaps = swaps_sides(outlook->direction);
    int width = swaps ? grid->height : grid->width, height = swaps ? grid->width : grid->height;

    sw_grid_clear(out, width, height);
    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++) {
            int real_x, real_y;

            turn_cell(outlook->direction, width, height, x, y, &real_x, &real_y);
            out->cell[real_y][real_x] = grid->cell[y][x];
        }
}

/* Gives the cells of a mask to a body. */
static void mark(struct sw_outlook *outlook, const struct sw_mask *mask, uint8_t body)
{
    for (int y = 0; y < outlook->grid.height; y++)
        for (int x = 0; x < outlook->grid.width; x++)
            if (sw_mask_get(mask, x, y))
                outlook->body[y][x] = body;
}

static void label_bodies(struct sw_outlook *outlook)
{
    static const struct sw_connection connection = {8, true};
    struct sw_organism organism[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(&outlook->grid, NULL, connection, organism);

    for (uint32_t k = 0; k < count && k < UINT8_MAX; k++)
        mark(outlook, &organism[k].mask, (uint8_t)(k + 1));
}

void sw_outlook_of(const struct sw_canvas *canvas, const struct sw_deed *deed,
                   struct sw_outlook *out)
{
    const struct sw_mask *selection = &canvas->selection;

    memset(out, 0, sizeof *out);
    out->hand = canvas->colour;
    out->verb = deed->verb;
    out->direction = deed->direction;
    out->near = deed->near;
    sw_outlook_turn(&canvas->grid, deed->direction, &out->grid);
    for (int y = 0; y < out->grid.height; y++)
        for (int x = 0; x < out->grid.width; x++) {
            int real_x, real_y;

            turn_cell(deed->direction, canvas->grid.width, canvas->grid.height, x, y, &real_x,
                      &real_y);
            /* Of a march those of the colour in hand are meant, whoever is selected. */
            if (sw_verb_row(deed->verb)->form == SW_VERB_MARCH
                    ? out->grid.cell[y][x] == canvas->colour
                    : sw_mask_get(selection, real_x, real_y))
                sw_mask_set(&out->selection, x, y);
        }
    if (sw_verb_row(deed->verb)->passes == SW_PASSES_SLIDE)
        label_bodies(out);
}

/* ---- passes ---- */

/* The bodies that are selected, as organisms. */
static void gather_bodies(const struct sw_outlook *outlook, struct sw_physics_world *world)
{
    uint8_t place[256] = {0}; /* 1 + where a body stands among those gathered */

    world->count = 0;
    world->fixed = sw_mask_none();
    for (int y = 0; y < outlook->grid.height; y++)
        for (int x = 0; x < outlook->grid.width; x++) {
            uint8_t body = outlook->body[y][x];

            if (outlook->grid.cell[y][x] == 0)
                continue;
            if (body == 0 || !sw_mask_get(&outlook->selection, x, y)) {
                sw_mask_set(&world->fixed, x, y);
                continue;
            }
            if (place[body] == 0) {
                world->heading[world->count] = SW_DIRECTIONS;
                world->body[world->count] = (struct sw_organism){.cells = 0};
                place[body] = (uint8_t)++world->count;
            }
            sw_mask_set(&world->body[place[body] - 1].mask, x, y);
            world->body[place[body] - 1].cells++;
            world->body[place[body] - 1].colour = outlook->grid.cell[y][x];
        }
    for (uint32_t k = 0; k < world->count; k++)
        world->body[k].box = sw_mask_box(&world->body[k].mask);
}

/* The selected bodies fall one cell upwards; all else stands. */
static void pass_slide(const struct sw_outlook *outlook, struct sw_outlook *next)
{
    struct sw_physics_rules rules = sw_physics_rules_none();
    struct sw_physics_world before, world;

    gather_bodies(outlook, &before);
    before.grid = outlook->grid;
    world = before;
    rules.gravity = SW_UP;
    sw_physics_step(&world, &rules);
    next->grid = world.grid;
    next->selection = sw_mask_none();
    for (uint32_t k = 0; k < before.count; k++)
        mark(next, &before.body[k].mask, 0);
    for (uint32_t k = 0; k < world.count; k++) {
        int x, y;

        next->selection = sw_mask_or(next->selection, world.body[k].mask);
        if (sw_mask_first(&before.body[k].mask, &x, &y))
            mark(next, &world.body[k].mask, outlook->body[y][x]);
    }
}

/* Of the cells that are not yet as they end, those with a side on a selected cell. */
static void pass_front(const struct sw_outlook *outlook, const struct sw_grid *end,
                       struct sw_outlook *next)
{
    struct sw_mask ring =
        sw_mask_grow(outlook->selection, 4, outlook->grid.width, outlook->grid.height);

    for (int y = 0; y < end->height; y++)
        for (int x = 0; x < end->width; x++)
            if (sw_mask_get(&ring, x, y) && outlook->grid.cell[y][x] != end->cell[y][x]) {
                next->grid.cell[y][x] = end->cell[y][x];
                sw_mask_set(&next->selection, x, y);
            }
}

void sw_outlook_pass(const struct sw_outlook *outlook, const struct sw_grid *end,
                     struct sw_outlook *next)
{
    *next = *outlook;
    switch (sw_verb_row(outlook->verb)->passes) {
    case SW_PASSES_ONE:
        sw_outlook_turn(end, outlook->direction, &next->grid);
        return;
    case SW_PASSES_SLIDE:
        pass_slide(outlook, next);
        return;
    case SW_PASSES_FRONT: {
        struct sw_grid turned;

        sw_outlook_turn(end, outlook->direction, &turned);
        pass_front(outlook, &turned, next);
        return;
    }
    }
}

/* ---- fates ---- */

/* What a fate makes of a cell: its colour, whether it is selected, and of which body it is. */
static uint8_t become(const struct sw_outlook *outlook, int x, int y, uint32_t fate, bool *selected,
                      uint8_t *body)
{
    const struct sw_grid *grid = &outlook->grid;

    *selected = sw_mask_get(&outlook->selection, x, y);
    *body = outlook->body[y][x];
    if (fate == SW_FATE_STAYS)
        return grid->cell[y][x];
    if (fate == SW_FATE_EMPTIES) {
        *selected = false;
        *body = 0;
        return 0;
    }
    if (fate == SW_FATE_HAND) {
        *selected = true;
        return outlook->hand;
    }
    if (fate < SW_FATE_COLOUR) {
        int from_x = x + sw_outlook_x[fate - SW_FATE_NEIGHBOUR];
        int from_y = y + sw_outlook_y[fate - SW_FATE_NEIGHBOUR];

        from_x = from_x < 0 ? grid->width - 1 : from_x >= grid->width ? 0 : from_x;
        from_y = from_y < 0 ? grid->height - 1 : from_y >= grid->height ? 0 : from_y;
        *selected = sw_mask_get(&outlook->selection, from_x, from_y);
        *body = outlook->body[from_y][from_x];
        return grid->cell[from_y][from_x];
    }
    return (uint8_t)(fate - SW_FATE_COLOUR + 1);
}

bool sw_outlook_settle(const struct sw_outlook *outlook, const uint8_t *fate,
                       struct sw_outlook *next)
{
    int width = outlook->grid.width, height = outlook->grid.height;

    *next = *outlook;
    next->selection = sw_mask_none();
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            bool selected;

            next->grid.cell[y][x] =
                become(outlook, x, y, fate[y * width + x], &selected, &next->body[y][x]);
            if (selected)
                sw_mask_set(&next->selection, x, y);
        }
    return !sw_grid_equal(&outlook->grid, &next->grid) ||
           !sw_mask_equal(&outlook->selection, &next->selection);
}

uint32_t sw_outlook_right(const struct sw_outlook *outlook, const struct sw_outlook *next, int x,
                          int y)
{
    bool passes = sw_verb_row(outlook->verb)->passes != SW_PASSES_ONE;
    bool wanted = sw_mask_get(&next->selection, x, y);
    uint32_t right = 0;

    for (uint32_t fate = 0; fate < SW_FATES; fate++) {
        uint8_t body;
        bool selected;

        if (become(outlook, x, y, fate, &selected, &body) == next->grid.cell[y][x] &&
            (!passes || (selected == wanted && body == next->body[y][x])))
            right |= 1u << fate;
    }
    return right;
}

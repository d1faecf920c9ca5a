/* edit_hand.c - the tokens that take a colour or a number in hand. */
#include "world/edit_private.h"
#include "world/edit_ray.h"

static void take_colour(struct sw_canvas *canvas, uint8_t colour)
{
    if (colour != 0)
        canvas->colour = colour;
}

/* A number that is too large to be held stays where it is. */
static void take_number(struct sw_canvas *canvas, uint32_t number)
{
    if (number <= UINT8_MAX)
        canvas->number = (uint8_t)number;
}

static struct sw_mask full_of(const struct sw_grid *grid)
{
    return sw_mask_full(grid->width, grid->height);
}

/* The colour of the cells that is commonest (1) or rarest (-1), 0 only if all are empty. */
static uint8_t colour_of(const struct sw_grid *grid, struct sw_mask cells, int sign)
{
    uint32_t census[SW_COLOURS];

    sw_grid_census(grid, &cells, census);
    return sw_census_extreme(census, sign);
}

void sw_hand_digit(struct sw_canvas *canvas, uint8_t digit)
{
    canvas->colour = digit;
    canvas->number = digit;
}

void sw_hand_ten(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_number(canvas, canvas->number + 10u);
}

void sw_hand_own(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->colour = SW_COLOUR_OWN;
}

void sw_hand_selected(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    if (!sw_mask_empty(&canvas->selection))
        canvas->colour = colour_of(&canvas->grid, canvas->selection, 1);
}

void sw_hand_rarest(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_colour(canvas, colour_of(&canvas->grid, full_of(&canvas->grid), -1));
}

void sw_hand_commonest(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_colour(canvas, colour_of(&canvas->grid, full_of(&canvas->grid), 1));
}

void sw_hand_organism(struct sw_canvas *canvas, uint8_t attribute)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, attribute, room, &count);

    for (uint32_t k = 0; k < count; k++)
        if (count == 1 || (organism[k].attributes & attribute) != 0)
            take_colour(canvas, organism[k].colour);
}

void sw_hand_unique(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, organisms[SW_COLOURS] = {0}, unique = 0;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    uint8_t found = 0;

    (void)unused;
    for (uint32_t k = 0; k < count; k++)
        organisms[organism[k].colour]++;
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        if (organisms[colour] != 1)
            continue;
        found = colour;
        unique++;
    }
    if (unique == 1)
        take_colour(canvas, found);
}

void sw_hand_anchor(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_colour(canvas, colour_of(&canvas->grid, canvas->anchor, 1));
}

void sw_hand_around(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask around = sw_mask_grow(canvas->selection, 8, grid->width, grid->height);

    (void)unused;
    take_colour(canvas, colour_of(grid, sw_mask_minus(around, canvas->selection), 1));
}

/* Looks out of the selection over empty cells; what is selected itself is not seen. */
void sw_hand_seen(struct sw_canvas *canvas, uint8_t direction)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid), free, look;
    int dx = (direction == SW_RIGHT) - (direction == SW_LEFT);
    int dy = (direction == SW_DOWN) - (direction == SW_UP);

    free = sw_mask_minus(full_of(grid), sw_mask_or(occupied, canvas->selection));
    look = sw_mask_or(canvas->selection, sw_mask_ray(&canvas->selection, &free, dx, dy));
    look = sw_mask_shift(look, dx, dy, grid->width, grid->height);
    look = sw_mask_minus(sw_mask_and(look, occupied), canvas->selection);
    take_colour(canvas, colour_of(grid, look, 1));
}

/* Selected cells that are all empty fall into pieces by their sides. */
static uint32_t count_regions(struct sw_mask cells)
{
    uint32_t count = 0;
    int x, y;

    for (; sw_mask_first(&cells, &x, &y); count++) {
        struct sw_mask seed = sw_mask_none();

        sw_mask_set(&seed, x, y);
        cells = sw_mask_minus(cells, sw_mask_flood(seed, cells, 4));
    }
    return count;
}

void sw_hand_pieces(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism piece[SW_ORGANISMS_MAX];
    uint32_t count = sw_canvas_pieces(canvas, piece);

    (void)unused;
    take_number(canvas, count > 0 ? count : count_regions(canvas->selection));
}

void sw_hand_cells(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    take_number(canvas, sw_mask_count(&canvas->selection));
}

void sw_hand_colours(struct sw_canvas *canvas, uint8_t unused)
{
    uint32_t census[SW_COLOURS], count = 0;

    (void)unused;
    sw_grid_census(&canvas->grid, &canvas->selection, census);
    for (int colour = 1; colour < SW_COLOURS; colour++)
        count += census[colour] > 0;
    take_number(canvas, count);
}

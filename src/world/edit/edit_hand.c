/* edit_hand.c - the tokens that take a colour or a number in hand. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_piece.h"
#include "world/edit/edit_ray.h"

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

static void hand_digit(struct sw_canvas *canvas, uint8_t digit)
{
    canvas->colour = digit;
    canvas->number = digit;
}

static void hand_ten(struct sw_canvas *canvas)
{
    take_number(canvas, canvas->number + 10u);
}

static void hand_own(struct sw_canvas *canvas)
{
    canvas->colour = SW_COLOUR_OWN;
}

static void hand_selected(struct sw_canvas *canvas)
{
    if (!sw_mask_empty(&canvas->selection))
        canvas->colour = colour_of(&canvas->grid, canvas->selection, 1);
}

static void hand_rarest(struct sw_canvas *canvas)
{
    take_colour(canvas, colour_of(&canvas->grid, full_of(&canvas->grid), -1));
}

static void hand_commonest(struct sw_canvas *canvas)
{
    take_colour(canvas, colour_of(&canvas->grid, full_of(&canvas->grid), 1));
}

static void hand_organism(struct sw_canvas *canvas, uint8_t attribute)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, attribute, room, &count);

    for (uint32_t k = 0; k < count; k++)
        if (count == 1 || (organism[k].attributes & attribute) != 0)
            take_colour(canvas, organism[k].colour);
}

static void hand_unique(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, organisms[SW_COLOURS] = {0}, unique = 0;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    uint8_t found = 0;

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

static void hand_anchor(struct sw_canvas *canvas)
{
    take_colour(canvas, colour_of(&canvas->grid, canvas->anchor, 1));
}

static void hand_around(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask around = sw_mask_grow(canvas->selection, 8, grid->width, grid->height);

    take_colour(canvas, colour_of(grid, sw_mask_minus(around, canvas->selection), 1));
}

/* Looks out of the selection over empty cells; what is selected itself is not seen. */
static void hand_seen(struct sw_canvas *canvas, uint8_t direction)
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

static void hand_pieces(struct sw_canvas *canvas)
{
    struct sw_organism piece[SW_ORGANISMS_MAX];
    uint32_t count = sw_canvas_pieces(canvas, piece);

    take_number(canvas, count > 0 ? count : count_regions(canvas->selection));
}

static void hand_cells(struct sw_canvas *canvas)
{
    take_number(canvas, sw_mask_count(&canvas->selection));
}

static void hand_colours(struct sw_canvas *canvas)
{
    uint32_t census[SW_COLOURS], count = 0;

    sw_grid_census(&canvas->grid, &canvas->selection, census);
    for (int colour = 1; colour < SW_COLOURS; colour++)
        count += census[colour] > 0;
    take_number(canvas, count);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit hand_rows[] = {
    {"hand.0", SW_EDIT_HAND, "takes colour 0 (empty) in hand, and the number 0",
     .apply_with = hand_digit, .parameter = 0, .digit = true},
    {"hand.1", SW_EDIT_HAND, "takes colour 1 in hand, and the number 1", .apply_with = hand_digit,
     .parameter = 1, .digit = true},
    {"hand.2", SW_EDIT_HAND, "takes colour 2 in hand, and the number 2", .apply_with = hand_digit,
     .parameter = 2, .digit = true},
    {"hand.3", SW_EDIT_HAND, "takes colour 3 in hand, and the number 3", .apply_with = hand_digit,
     .parameter = 3, .digit = true},
    {"hand.4", SW_EDIT_HAND, "takes colour 4 in hand, and the number 4", .apply_with = hand_digit,
     .parameter = 4, .digit = true},
    {"hand.5", SW_EDIT_HAND, "takes colour 5 in hand, and the number 5", .apply_with = hand_digit,
     .parameter = 5, .digit = true},
    {"hand.6", SW_EDIT_HAND, "takes colour 6 in hand, and the number 6", .apply_with = hand_digit,
     .parameter = 6, .digit = true},
    {"hand.7", SW_EDIT_HAND, "takes colour 7 in hand, and the number 7", .apply_with = hand_digit,
     .parameter = 7, .digit = true},
    {"hand.8", SW_EDIT_HAND, "takes colour 8 in hand, and the number 8", .apply_with = hand_digit,
     .parameter = 8, .digit = true},
    {"hand.9", SW_EDIT_HAND, "takes colour 9 in hand, and the number 9", .apply_with = hand_digit,
     .parameter = 9, .digit = true},
    {"hand.ten", SW_EDIT_HAND, "adds ten to the number in hand", .apply = hand_ten},
    {"hand.own", SW_EDIT_HAND,
     "takes no colour in hand: what is painted from a piece has the piece's own colour",
     .apply = hand_own},
    {"hand.selected", SW_EDIT_HAND,
     "takes the commonest colour of the selection in hand, the lower on a tie; 0 only if all of it "
     "is empty",
     .apply = hand_selected},
    {"hand.rarest", SW_EDIT_HAND,
     "takes the rarest colour on the canvas in hand, the lower on a tie, never 0",
     .apply = hand_rarest},
    {"hand.commonest", SW_EDIT_HAND,
     "takes the commonest colour on the canvas in hand, the lower on a tie, never 0",
     .apply = hand_commonest},
    {"hand.largest", SW_EDIT_HAND,
     "takes the colour of the largest organism in hand, if no other is as large",
     .apply_with = hand_organism, .parameter = SW_LARGEST},
    {"hand.smallest", SW_EDIT_HAND,
     "takes the colour of the smallest organism in hand, if no other is as small",
     .apply_with = hand_organism, .parameter = SW_SMALLEST},
    {"hand.unique", SW_EDIT_HAND,
     "takes the colour in hand that just one organism has, if there is one such colour",
     .apply = hand_unique},
    {"hand.anchor", SW_EDIT_HAND,
     "takes the commonest colour of the anchor in hand, the lower on a tie, never 0",
     .apply = hand_anchor},
    {"hand.around", SW_EDIT_HAND,
     "takes the commonest colour around the selection in hand, the lower on a tie, never 0",
     .apply = hand_around},
    {"hand.up", SW_EDIT_HAND,
     "takes the commonest colour in hand that the selection sees first upwards",
     .apply_with = hand_seen, .parameter = SW_UP},
    {"hand.down", SW_EDIT_HAND,
     "takes the commonest colour in hand that the selection sees first downwards",
     .apply_with = hand_seen, .parameter = SW_DOWN},
    {"hand.left", SW_EDIT_HAND,
     "takes the commonest colour in hand that the selection sees first to the left",
     .apply_with = hand_seen, .parameter = SW_LEFT},
    {"hand.right", SW_EDIT_HAND,
     "takes the commonest colour in hand that the selection sees first to the right",
     .apply_with = hand_seen, .parameter = SW_RIGHT},
    {"hand.pieces", SW_EDIT_HAND,
     "takes the number of selected pieces in hand; if all is empty, of its regions",
     .apply = hand_pieces},
    {"hand.cells", SW_EDIT_HAND, "takes the number of selected cells in hand", .apply = hand_cells},
    {"hand.colours", SW_EDIT_HAND,
     "takes the number of colours of the selection in hand, 0 not counted", .apply = hand_colours},
};
/* clang-format on */

SW_EDIT_PART(hand);

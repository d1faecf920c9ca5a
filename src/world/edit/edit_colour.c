/* edit_colour.c - acts that give cells and pieces other colours, after the canvas as it was before
 * the act: no piece sees what became of another. Unless said otherwise the selection stays. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_piece.h"
#include "world/edit/edit_ray.h"

#include <string.h>

/* What acts on pieces work with: the pieces, and the canvas before. */
struct pieces {
    struct sw_grid before;
    struct sw_organism piece[SW_ORGANISMS_MAX];
    uint32_t count;
};

static void take_pieces(const struct sw_canvas *canvas, struct pieces *out)
{
    out->count = sw_canvas_pieces(canvas, out->piece);
    sw_grid_copy(&out->before, &canvas->grid);
}

/* How many cells of the box have each colour; with a mask, only those in it. */
static void count_colours(const struct sw_grid *grid, struct sw_box box, const struct sw_mask *mask,
                          uint32_t census[SW_COLOURS])
{
    memset(census, 0, SW_COLOURS * sizeof *census);
    for (int y = box.y0; y < box.y1; y++) {
        uint32_t row = (1u << box.x1) - (1u << box.x0);

        if (mask != NULL)
            row &= mask->row[y];
        for (; row != 0; row &= row - 1)
            census[grid->cell[y][__builtin_ctz(row)]]++;
    }
}

static void paint_piece(struct sw_canvas *canvas, const struct sw_organism *piece, uint8_t colour)
{
    sw_grid_paint_rows(&canvas->grid, piece->box.y0, &piece->mask.row[piece->box.y0],
                       piece->box.y1 - piece->box.y0, colour);
}

/* --- exchanging colours --- */

static void act_swap_colours(struct sw_canvas *canvas)
{
    struct sw_mask mine, other;
    uint32_t census[SW_COLOURS];
    uint8_t colour;

    if (canvas->colour == SW_COLOUR_OWN || sw_mask_empty(&canvas->selection))
        return;
    sw_grid_census(&canvas->grid, &canvas->selection, census);
    colour = sw_census_extreme(census, 1);
    if (colour == canvas->colour)
        return;
    mine = sw_grid_colour(&canvas->grid, canvas->colour);
    other = sw_grid_colour(&canvas->grid, colour);
    sw_grid_paint(&canvas->grid, &mine, colour);
    sw_grid_paint(&canvas->grid, &other, canvas->colour);
    sw_canvas_select(canvas, sw_mask_or(mine, other));
}

/* The colours but 0 in a census: at most two of them; returns how many there are. */
static uint32_t two_colours(const uint32_t census[SW_COLOURS], uint8_t colour[2])
{
    uint32_t count = 0;

    for (uint8_t k = 1; k < SW_COLOURS; k++) {
        if (census[k] > 0 && count < 2)
            colour[count] = k;
        count += census[k] > 0;
    }
    return count;
}

/* A piece of one colour is looked at with what else lies in its box. On a whole canvas 0 is a
 * colour if there is only one other. */
static void act_invert(struct sw_canvas *canvas)
{
    struct pieces pieces;

    take_pieces(canvas, &pieces);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct sw_organism *piece = &pieces.piece[i];
        uint32_t census[SW_COLOURS], found;
        const struct sw_mask *mask = &piece->mask;
        uint8_t colour[2] = {0, 0};

        count_colours(&pieces.before, piece->box, mask, census);
        found = two_colours(census, colour);
        if (found == 1 && !canvas->whole) {
            mask = NULL;
            count_colours(&pieces.before, piece->box, NULL, census);
            found = two_colours(census, colour);
        }
        if (found != 2 && !(found == 1 && canvas->whole && census[0] > 0))
            continue;
        for (int y = piece->box.y0; y < piece->box.y1; y++) {
            for (int x = piece->box.x0; x < piece->box.x1; x++) {
                uint8_t own = pieces.before.cell[y][x];

                if (mask != NULL && !sw_mask_get(mask, x, y))
                    continue;
                if (own == colour[0] || own == colour[1])
                    canvas->grid.cell[y][x] = own == colour[0] ? colour[1] : colour[0];
            }
        }
    }
}

/* --- a colour for each piece --- */

static void act_majority(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *piece = sw_canvas_view(canvas, room, &count);

    for (uint32_t k = 0; k < count; k++)
        paint_piece(canvas, &piece[k], piece[k].colour);
}

/* A piece's colour is one more than the number of different sizes above its own; from the tenth
 * size on pieces stay as they are. */
static void act_rank(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, last = UINT32_MAX;
    const struct sw_organism *piece = sw_canvas_view(canvas, room, &count);

    for (uint8_t rank = 1; rank < SW_COLOURS; rank++) {
        uint32_t most = 0;

        for (uint32_t k = 0; k < count; k++)
            if (piece[k].cells < last && piece[k].cells > most)
                most = piece[k].cells;
        for (uint32_t k = 0; k < count && most > 0; k++)
            if (piece[k].cells == most)
                paint_piece(canvas, &piece[k], rank);
        last = most;
    }
}

static void act_tally(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *piece = sw_canvas_view(canvas, room, &count);

    for (uint32_t k = 0; k < count; k++)
        if (piece[k].cells < SW_COLOURS)
            paint_piece(canvas, &piece[k], (uint8_t)piece[k].cells);
}

/* --- colours of others --- */

/* The rows of a piece, moved to the top left corner, under a symmetry. */
static struct sw_mask shape_of(const struct sw_organism *piece, enum sw_symmetry symmetry)
{
    struct sw_box box = {0, 0, (uint8_t)(piece->box.x1 - piece->box.x0),
                         (uint8_t)(piece->box.y1 - piece->box.y0)};
    struct sw_mask shape = sw_mask_none();

    for (int y = piece->box.y0; y < piece->box.y1; y++)
        shape.row[y - piece->box.y0] = piece->mask.row[y] >> piece->box.x0;
    return sw_mask_symmetry(&shape, box, symmetry);
}

static bool same_sides(struct sw_box a, struct sw_box b)
{
    int wide = a.x1 - a.x0, high = a.y1 - a.y0, other_wide = b.x1 - b.x0, other_high = b.y1 - b.y0;

    return (wide == other_wide && high == other_high) || (wide == other_high && high == other_wide);
}

/* The model of the piece's shape: one that stands as it does comes before turned and mirrored ones,
 * then the first; NULL if there is none. */
static const struct sw_organism *model_of(const struct sw_organism *piece,
                                          const struct sw_organism *model, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (sw_organism_same_shape(piece, &model[k]))
            return &model[k];
    for (uint32_t k = 0; k < count; k++) {
        struct sw_mask shape;

        if (model[k].cells != piece->cells || !same_sides(model[k].box, piece->box))
            continue;
        shape = shape_of(&model[k], SW_IDENTITY);
        for (int symmetry = 1; symmetry < SW_SYMMETRIES; symmetry++) {
            struct sw_mask turned = shape_of(piece, (enum sw_symmetry)symmetry);

            if (sw_mask_equal(&shape, &turned))
                return &model[k];
        }
    }
    return NULL;
}

static void act_match(struct sw_canvas *canvas)
{
    struct sw_mask rest = sw_mask_minus(sw_grid_occupied(&canvas->grid), canvas->selection);
    struct sw_organism model[SW_ORGANISMS_MAX];
    struct pieces pieces;
    uint32_t count;

    if (sw_mask_empty(&rest) || sw_mask_empty(&canvas->selection))
        return;
    take_pieces(canvas, &pieces);
    count = sw_canvas_label(canvas, &rest, model);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct sw_organism *found = model_of(&pieces.piece[i], model, count);

        if (found != NULL)
            paint_piece(canvas, &pieces.piece[i], found->colour);
    }
}

static void act_touch(struct sw_canvas *canvas)
{
    int connectivity = (canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8;
    struct pieces pieces;

    take_pieces(canvas, &pieces);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct sw_organism *piece = &pieces.piece[i];
        const struct sw_grid *grid = &pieces.before;
        struct sw_mask ring = sw_mask_grow(piece->mask, connectivity, grid->width, grid->height);
        uint32_t census[SW_COLOURS];
        uint8_t colour;

        ring = sw_mask_minus(ring, piece->mask);
        count_colours(grid, sw_mask_box(&ring), &ring, census);
        colour = sw_census_extreme(census, 1);
        if (colour != 0)
            paint_piece(canvas, piece, colour);
    }
}

static void act_contain(struct sw_canvas *canvas)
{
    struct pieces pieces;

    take_pieces(canvas, &pieces);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct sw_organism *piece = &pieces.piece[i];
        uint32_t census[SW_COLOURS];
        uint8_t colour;

        count_colours(&pieces.before, piece->box, NULL, census);
        census[piece->colour] = 0;
        colour = sw_census_extreme(census, 1);
        if (colour != 0)
            paint_piece(canvas, piece, colour);
    }
}

/* --- cell by cell --- */

/* What a cell sees: the canvas that the eye holds, if it has the canvas's size. */
static const struct sw_grid *eyed(const struct sw_canvas *canvas)
{
    const struct sw_edit_memory *memory = canvas->memory;
    bool held = memory != NULL && memory->holding &&
                memory->held.grid.width == canvas->grid.width &&
                memory->held.grid.height == canvas->grid.height;

    return held ? &memory->held.grid : &canvas->grid;
}

/* Selected cells are looked through, so that all of a piece sees what its edge sees. */
static void act_take(struct sw_canvas *canvas, uint8_t direction)
{
    static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1},
                        step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};
    struct sw_grid *grid = &canvas->grid;
    const struct sw_grid *sees = eyed(canvas);
    struct sw_mask rest = sw_mask_minus(sw_grid_occupied(sees), canvas->selection);
    struct sw_mask through = sw_mask_minus(sw_mask_full(grid->width, grid->height), rest);
    struct sw_mask planes[SW_COLOURS];

    if (sw_mask_empty(&canvas->selection) || sw_mask_empty(&rest))
        return;
    sw_grid_planes(sees, planes);
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        struct sw_mask seed = sw_mask_and(planes[colour], rest), seeing;

        if (sw_mask_empty(&seed))
            continue;
        seeing = sw_mask_ray(&seed, &through, -step_x[direction], -step_y[direction]);
        seeing = sw_mask_and(seeing, canvas->selection);
        sw_grid_paint(grid, &seeing, colour);
    }
}

/* The cells of `within` that have no neighbour of their own colour, 0 being one. */
static struct sw_mask single_cells(const struct sw_grid *grid, const struct sw_mask *within,
                                   int connectivity)
{
    struct sw_mask digit[4], full = sw_mask_full(grid->width, grid->height), out = *within;
    uint32_t corners = connectivity == 8 ? UINT32_MAX : 0;

    sw_grid_digits(grid, digit);
    for (int y = 0; y < grid->height; y++) {
        uint32_t like = 0;

        for (int dy = -1; dy <= 1; dy++) {
            uint32_t left = full.row[y] << 1, here = UINT32_MAX, right = full.row[y] >> 1;

            if (y + dy < 0 || y + dy >= grid->height)
                continue;
            for (int k = 0; k < 4; k++) {
                uint32_t own = digit[k].row[y], row = digit[k].row[y + dy];

                left &= ~(own ^ row << 1);
                here &= ~(own ^ row);
                right &= ~(own ^ row >> 1);
            }
            like |= dy == 0 ? left | right : here | ((left | right) & corners);
        }
        out.row[y] &= ~like;
    }
    return out;
}

static void act_denoise(struct sw_canvas *canvas)
{
    int connectivity = (canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8;
    struct sw_mask single = single_cells(&canvas->grid, &canvas->selection, connectivity);
    struct sw_grid before;

    sw_grid_copy(&before, &canvas->grid);
    for (int y = 0; y < before.height; y++) {
        for (uint32_t row = single.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            struct sw_box box = {(uint8_t)(x > 0 ? x - 1 : 0), (uint8_t)(y > 0 ? y - 1 : 0),
                                 (uint8_t)(x + 2 < before.width ? x + 2 : before.width),
                                 (uint8_t)(y + 2 < before.height ? y + 2 : before.height)};
            uint32_t census[SW_COLOURS];
            uint8_t best = 0;

            count_colours(&before, box, NULL, census);
            census[before.cell[y][x]] = 0;
            for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
                best = census[colour] > census[best] ? colour : best;
            canvas->grid.cell[y][x] = census[best] > 0 ? best : before.cell[y][x];
        }
    }
    sw_canvas_select(canvas, single);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit colour_rows[] = {
    {"act.denoise", SW_EDIT_ACT,
     "selected cells without a neighbour of their colour take the commonest colour around them",
     .apply = act_denoise, .reach = SW_REACH_INSIDE},
    {"act.swap.colours", SW_EDIT_ACT,
     "the commonest colour of the selection and the colour in hand change places, all over the "
     "canvas",
     .apply = act_swap_colours, .coloured = true},
    {"act.invert", SW_EDIT_ACT,
     "in every selected piece of two colours (one may lie in its box only) they change places",
     .apply = act_invert, .reach = SW_REACH_BOXES},
    {"act.majority", SW_EDIT_ACT, "each selected piece takes its own commonest colour",
     .apply = act_majority, .reach = SW_REACH_INSIDE},
    {"act.rank", SW_EDIT_ACT,
     "selected pieces take colours by size: 1 the largest, 2 the next, equal sizes alike",
     .apply = act_rank, .reach = SW_REACH_INSIDE},
    {"act.tally", SW_EDIT_ACT,
     "each selected piece takes the colour that is its number of cells, if that is at most 9",
     .apply = act_tally, .reach = SW_REACH_INSIDE},
    {"act.match", SW_EDIT_ACT,
     "each selected piece takes the colour of the one that is not selected and has its shape, also "
     "turned or mirrored",
     .apply = act_match, .reach = SW_REACH_INSIDE},
    {"act.touch", SW_EDIT_ACT,
     "each selected piece takes the commonest colour that touches it, if any does",
     .apply = act_touch, .reach = SW_REACH_INSIDE},
    {"act.contain", SW_EDIT_ACT,
     "each selected piece takes the commonest other colour within its box, if there is one",
     .apply = act_contain, .reach = SW_REACH_INSIDE},
    {"act.take.up", SW_EDIT_ACT,
     "each selected cell takes the colour that it sees first up beyond the selection, if any",
     .apply_with = act_take, .parameter = SW_UP, .reach = SW_REACH_INSIDE},
    {"act.take.down", SW_EDIT_ACT,
     "each selected cell takes the colour that it sees first down beyond the selection, if any",
     .apply_with = act_take, .parameter = SW_DOWN, .reach = SW_REACH_INSIDE},
    {"act.take.left", SW_EDIT_ACT,
     "each selected cell takes the colour that it sees first left beyond the selection, if any",
     .apply_with = act_take, .parameter = SW_LEFT, .reach = SW_REACH_INSIDE},
    {"act.take.right", SW_EDIT_ACT,
     "each selected cell takes the colour that it sees first right beyond the selection, if any",
     .apply_with = act_take, .parameter = SW_RIGHT, .reach = SW_REACH_INSIDE},
};
/* clang-format on */

SW_EDIT_PART(colour);

/* edit_select.c - the tokens that select organisms: by what they are, and by what is selected. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_piece.h"

enum form { FORM_SQUARE, FORM_LINE, FORM_DOT };

static void select_pieces(struct sw_canvas *canvas, const struct sw_organism *piece, uint32_t count)
{
    struct sw_mask cells = sw_mask_none();

    for (uint32_t k = 0; k < count; k++)
        cells = sw_mask_or(cells, piece[k].mask);
    sw_canvas_select(canvas, cells);
}

/* The organism with the greatest value, if it is greater than 0 and no other has as much. */
static void select_greatest(struct sw_canvas *canvas, const struct sw_organism *organism,
                            const uint32_t *value, uint32_t count)
{
    uint32_t best = 0;
    bool tie = false;

    for (uint32_t k = 1; k < count; k++) {
        tie = value[k] == value[best] || (tie && value[k] < value[best]);
        best = value[k] > value[best] ? k : best;
    }
    if (count == 0 || tie || value[best] == 0)
        sw_canvas_select(canvas, sw_mask_none());
    else
        sw_canvas_select(canvas, organism[best].mask);
}

static void select_organisms(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;

    if ((canvas->mode & SW_MODE_PANELS) == 0) {
        sw_canvas_select(canvas, sw_grid_occupied(&canvas->grid));
        return;
    }
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    select_pieces(canvas, organism, count);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit organism_rows[] = {
    {"select.organisms", SW_EDIT_SELECT, "selects every organism", .apply = select_organisms},
};
/* clang-format on */

SW_EDIT_PART(organism);

/* The organisms that have one of the attributes, or those that have none of them. */
static struct sw_mask marked(const struct sw_canvas *canvas, uint32_t attributes, bool with)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, attributes, room, &count);

    for (uint32_t k = 0; k < count; k++) {
        bool has = (organism[k].attributes & attributes) != 0;

        /* A single organism is the largest and the smallest. */
        if (count == 1 && (attributes & (SW_LARGEST | SW_SMALLEST)) != 0)
            has = true;
        if (has == with)
            cells = sw_mask_or(cells, organism[k].mask);
    }
    return cells;
}

static void select_with(struct sw_canvas *canvas, uint8_t attribute)
{
    sw_canvas_select(canvas, marked(canvas, attribute, true));
}

static void select_without(struct sw_canvas *canvas, uint8_t attribute)
{
    sw_canvas_select(canvas, marked(canvas, attribute, false));
}

static void select_odd(struct sw_canvas *canvas)
{
    struct sw_mask cells = marked(canvas, SW_ODD_SHAPE, true);

    if (sw_mask_empty(&cells))
        cells = marked(canvas, SW_ODD_COLOUR, true);
    sw_canvas_select(canvas, cells);
}

/* --- shape, place, colours --- */

static bool has_form(const struct sw_organism *organism, enum form form)
{
    int width = organism->box.x1 - organism->box.x0, height = organism->box.y1 - organism->box.y0;

    if (form == FORM_DOT)
        return organism->cells == 1;
    if (organism->cells != width * height || organism->cells == 1)
        return false;
    return form == FORM_SQUARE ? width == height : width == 1 || height == 1;
}

static void select_form(struct sw_canvas *canvas, uint8_t form)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    for (uint32_t k = 0; k < count; k++)
        if (has_form(&organism[k], (enum form)form))
            cells = sw_mask_or(cells, organism[k].mask);
    sw_canvas_select(canvas, cells);
}

static void select_outermost(struct sw_canvas *canvas, uint8_t direction)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, reach[SW_ORGANISMS_MAX];
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = organism[k].box;

        if (organism[k].cells < (box.x1 - box.x0) * (box.y1 - box.y0))
            box = sw_mask_box(&organism[k].mask); /* a panel's box is not its cells' */
        reach[k] = direction == SW_UP     ? 32u - box.y0
                   : direction == SW_DOWN ? box.y1
                   : direction == SW_LEFT ? 32u - box.x0
                                          : box.x1;
        reach[k] = organism[k].cells > 0 ? reach[k] : 0;
    }
    select_greatest(canvas, organism, reach, count);
}

static void select_unique(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    for (uint32_t k = 0; k < count; k++) {
        uint32_t other = 0;

        while (other < count && (other == k || organism[other].cells != organism[k].cells ||
                                 !sw_organism_same_shape(&organism[k], &organism[other])))
            other++;
        if (other == count)
            cells = sw_mask_or(cells, organism[k].mask);
    }
    sw_canvas_select(canvas, cells);
}

/* Organisms whose cells may have any colours, whatever the mode says of that. */
static const struct sw_organism *motley_organisms(const struct sw_canvas *canvas,
                                                  struct sw_organism room[SW_ORGANISMS_MAX],
                                                  uint32_t *count)
{
    struct sw_canvas other;

    if ((canvas->mode & (SW_MODE_ANY | SW_MODE_PANELS)) != 0)
        return sw_canvas_marked(canvas, 0, room, count);
    other = *canvas;
    other.mode = (uint8_t)((canvas->mode | SW_MODE_ANY) & ~SW_MODE_APART);
    return sw_canvas_marked(&other, 0, room, count);
}

static void select_motley(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, colours[SW_ORGANISMS_MAX];
    const struct sw_organism *organism = motley_organisms(canvas, room, &count);

    for (uint32_t k = 0; k < count; k++) {
        uint32_t set = 0;

        for (int y = organism[k].box.y0; y < organism[k].box.y1; y++)
            for (uint32_t row = organism[k].mask.row[y]; row != 0; row &= row - 1)
                set |= 1u << canvas->grid.cell[y][__builtin_ctz(row)];
        colours[k] = sw_row_count(set);
    }
    select_greatest(canvas, organism, colours, count);
}

static void select_most(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, cells[SW_ORGANISMS_MAX];
    const struct sw_organism *organism = motley_organisms(canvas, room, &count);
    struct sw_mask plane =
        canvas->colour == 0 ? sw_mask_none() : sw_grid_colour(&canvas->grid, canvas->colour);

    for (uint32_t k = 0; k < count; k++) {
        cells[k] = 0;
        for (int y = organism[k].box.y0; y < organism[k].box.y1; y++)
            cells[k] += sw_row_count(organism[k].mask.row[y] & plane.row[y]);
    }
    select_greatest(canvas, organism, cells, count);
}

static void select_colour(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;

    if (canvas->colour == 0 || canvas->colour >= SW_COLOURS) {
        sw_canvas_select(canvas, cells);
        return;
    }
    if ((canvas->mode & (SW_MODE_ANY | SW_MODE_PANELS)) == 0) {
        sw_canvas_select(canvas, sw_grid_colour(&canvas->grid, canvas->colour));
        return;
    }
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    for (uint32_t k = 0; k < count; k++)
        if (organism[k].colour == canvas->colour)
            cells = sw_mask_or(cells, organism[k].mask);
    sw_canvas_select(canvas, cells);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit of_colour_rows[] = {
    {"select.colour", SW_EDIT_SELECT, "selects the organisms of the colour in hand",
     .apply = select_colour, .coloured = true, .seeks = true},
};
/* clang-format on */

SW_EDIT_PART(of_colour);

/* --- by what is selected --- */

static bool overlaps(const struct sw_organism *organism, const struct sw_mask *cells)
{
    uint32_t any = 0;

    for (int y = organism->box.y0; y < organism->box.y1; y++)
        any |= organism->mask.row[y] & cells->row[y];
    return any != 0;
}

/* From large to small, equal ones in the order of their first cells. */
static bool comes_before(const struct sw_organism *a, const struct sw_organism *b)
{
    return a->cells != b->cells ? a->cells > b->cells : a < b;
}

static void select_next(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    const struct sw_organism *last = NULL, *next = NULL;

    for (uint32_t k = 0; k < count; k++)
        if (overlaps(&organism[k], &canvas->selection) &&
            (last == NULL || comes_before(last, &organism[k])))
            last = &organism[k];
    for (uint32_t k = 0; k < count; k++)
        if (organism[k].cells > 0 && (last == NULL || comes_before(last, &organism[k])) &&
            (next == NULL || comes_before(&organism[k], next)))
            next = &organism[k];
    if (next != NULL)
        sw_canvas_select(canvas, next->mask);
}

static bool same_colour(const struct sw_organism *a, const struct sw_organism *b)
{
    return a->colour == b->colour;
}

static bool same_size(const struct sw_organism *a, const struct sw_organism *b)
{
    return a->cells == b->cells;
}

/* Organisms that are like one of the selected pieces. */
static void select_alike(struct sw_canvas *canvas,
                         bool (*alike)(const struct sw_organism *, const struct sw_organism *))
{
    struct sw_organism room[SW_ORGANISMS_MAX], piece[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count, pieces = sw_canvas_bodies(canvas, piece);
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    for (uint32_t k = 0; k < count; k++) {
        uint32_t other = 0;

        while (other < pieces && !alike(&organism[k], &piece[other]))
            other++;
        if (other < pieces)
            cells = sw_mask_or(cells, organism[k].mask);
    }
    sw_canvas_select(canvas, cells);
}

static void select_same_shape(struct sw_canvas *canvas)
{
    select_alike(canvas, sw_organism_same_shape);
}

static void select_same_colour(struct sw_canvas *canvas)
{
    select_alike(canvas, same_colour);
}

static void select_same_size(struct sw_canvas *canvas)
{
    select_alike(canvas, same_size);
}

static void select_touching(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask cells = sw_mask_none(), around;
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    around = sw_mask_grow(canvas->selection, (canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8,
                          grid->width, grid->height);
    for (uint32_t k = 0; k < count; k++)
        if (overlaps(&organism[k], &around) && !overlaps(&organism[k], &canvas->selection))
            cells = sw_mask_or(cells, organism[k].mask);
    sw_canvas_select(canvas, cells);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit property_rows[] = {
    {"select.largest", SW_EDIT_SELECT,
     "selects the organism with the most cells, if no other has as many", .apply_with = select_with,
     .parameter = SW_LARGEST},
    {"select.smallest", SW_EDIT_SELECT,
     "selects the organism with the fewest cells, if no other has as few",
     .apply_with = select_with, .parameter = SW_SMALLEST},
    {"select.odd", SW_EDIT_SELECT,
     "selects the one organism whose shape, or else whose colour, no other has while all others "
     "agree",
     .apply = select_odd},
    {"select.border", SW_EDIT_SELECT, "selects the organisms that touch the border of the canvas",
     .apply_with = select_with, .parameter = SW_TOUCHES_BORDER},
    {"select.inner", SW_EDIT_SELECT, "selects the organisms that do not touch the border",
     .apply_with = select_without, .parameter = SW_TOUCHES_BORDER},
    {"select.holed", SW_EDIT_SELECT, "selects the organisms that enclose a hole",
     .apply_with = select_with, .parameter = SW_HAS_HOLE},
    {"select.solid", SW_EDIT_SELECT, "selects the organisms without a hole",
     .apply_with = select_without, .parameter = SW_HAS_HOLE},
    {"select.symmetric", SW_EDIT_SELECT,
     "selects the organisms that equal their mirror image, left-right or top-bottom",
     .apply_with = select_with, .parameter = SW_SYMMETRIC},
    {"select.asymmetric", SW_EDIT_SELECT, "selects the organisms that equal neither mirror image",
     .apply_with = select_without, .parameter = SW_SYMMETRIC},
    {"select.rectangle", SW_EDIT_SELECT, "selects the organisms that fill their box",
     .apply_with = select_with, .parameter = SW_RECTANGLE},
    {"select.square", SW_EDIT_SELECT,
     "selects the organisms that fill a square box of at least two cells a side",
     .apply_with = select_form, .parameter = FORM_SQUARE},
    {"select.line", SW_EDIT_SELECT,
     "selects the organisms that are one cell wide and at least two long",
     .apply_with = select_form, .parameter = FORM_LINE},
    {"select.dot", SW_EDIT_SELECT, "selects the organisms of one cell", .apply_with = select_form,
     .parameter = FORM_DOT},
    {"select.top", SW_EDIT_SELECT,
     "selects the organism that reaches furthest up, if no other reaches as far",
     .apply_with = select_outermost, .parameter = SW_UP},
    {"select.bottom", SW_EDIT_SELECT,
     "selects the organism that reaches furthest down, if no other reaches as far",
     .apply_with = select_outermost, .parameter = SW_DOWN},
    {"select.leftmost", SW_EDIT_SELECT,
     "selects the organism that reaches furthest left, if no other reaches as far",
     .apply_with = select_outermost, .parameter = SW_LEFT},
    {"select.rightmost", SW_EDIT_SELECT,
     "selects the organism that reaches furthest right, if no other reaches as far",
     .apply_with = select_outermost, .parameter = SW_RIGHT},
    {"select.unique", SW_EDIT_SELECT, "selects the organisms whose shape no other has",
     .apply = select_unique},
    {"select.motley", SW_EDIT_SELECT,
     "selects the organism of the most colours, cells of any colour belonging together, if no "
     "other has as many",
     .apply = select_motley},
    {"select.most", SW_EDIT_SELECT,
     "selects the organism with the most cells of the colour in hand, cells of any colour "
     "belonging together, if no other has as many",
     .apply = select_most, .coloured = true},
    {"select.next", SW_EDIT_SELECT,
     "selects the organism that follows the selected one from largest to smallest, equal ones row "
     "by row; the first if none is selected",
     .apply = select_next},
    {"select.same.shape", SW_EDIT_SELECT,
     "selects the organisms that have the shape of a selected one, themselves included",
     .apply = select_same_shape},
    {"select.same.colour", SW_EDIT_SELECT,
     "selects the organisms that have the colour of a selected one, themselves included",
     .apply = select_same_colour},
    {"select.same.size", SW_EDIT_SELECT,
     "selects the organisms that have as many cells as a selected one, themselves included",
     .apply = select_same_size},
    {"select.touching", SW_EDIT_SELECT,
     "selects the organisms that touch the selection and are not in it", .apply = select_touching},
};
/* clang-format on */

SW_EDIT_PART(property);

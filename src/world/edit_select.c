/* edit_select.c - the tokens that select organisms: by what they are, and by what is selected. */
#include "world/edit_private.h"

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

void sw_select_organisms(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;

    (void)unused;
    if ((canvas->mode & SW_MODE_PANELS) == 0) {
        sw_canvas_select(canvas, sw_grid_occupied(&canvas->grid));
        return;
    }
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    select_pieces(canvas, organism, count);
}

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

void sw_select_with(struct sw_canvas *canvas, uint8_t attribute)
{
    sw_canvas_select(canvas, marked(canvas, attribute, true));
}

void sw_select_without(struct sw_canvas *canvas, uint8_t attribute)
{
    sw_canvas_select(canvas, marked(canvas, attribute, false));
}

void sw_select_odd(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = marked(canvas, SW_ODD_SHAPE, true);

    (void)unused;
    if (sw_mask_empty(&cells))
        cells = marked(canvas, SW_ODD_COLOUR, true);
    sw_canvas_select(canvas, cells);
}

/* --- shape, place, colours --- */

static bool has_form(const struct sw_organism *organism, enum sw_form form)
{
    int width = organism->box.x1 - organism->box.x0, height = organism->box.y1 - organism->box.y0;

    if (form == SW_FORM_DOT)
        return organism->cells == 1;
    if (organism->cells != width * height || organism->cells == 1)
        return false;
    return form == SW_FORM_SQUARE ? width == height : width == 1 || height == 1;
}

void sw_select_form(struct sw_canvas *canvas, uint8_t form)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    for (uint32_t k = 0; k < count; k++)
        if (has_form(&organism[k], (enum sw_form)form))
            cells = sw_mask_or(cells, organism[k].mask);
    sw_canvas_select(canvas, cells);
}

void sw_select_outermost(struct sw_canvas *canvas, uint8_t direction)
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

void sw_select_unique(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    (void)unused;
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

void sw_select_motley(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, colours[SW_ORGANISMS_MAX];
    const struct sw_organism *organism = motley_organisms(canvas, room, &count);

    (void)unused;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t set = 0;

        for (int y = organism[k].box.y0; y < organism[k].box.y1; y++)
            for (uint32_t row = organism[k].mask.row[y]; row != 0; row &= row - 1)
                set |= 1u << canvas->grid.cell[y][__builtin_ctz(row)];
        colours[k] = sw_row_count(set);
    }
    select_greatest(canvas, organism, colours, count);
}

void sw_select_most(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, cells[SW_ORGANISMS_MAX];
    const struct sw_organism *organism = motley_organisms(canvas, room, &count);
    struct sw_mask plane =
        canvas->colour == 0 ? sw_mask_none() : sw_grid_colour(&canvas->grid, canvas->colour);

    (void)unused;
    for (uint32_t k = 0; k < count; k++) {
        cells[k] = 0;
        for (int y = organism[k].box.y0; y < organism[k].box.y1; y++)
            cells[k] += sw_row_count(organism[k].mask.row[y] & plane.row[y]);
    }
    select_greatest(canvas, organism, cells, count);
}

void sw_select_colour(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count;

    (void)unused;
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

void sw_select_next(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);
    const struct sw_organism *last = NULL, *next = NULL;

    (void)unused;
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

void sw_select_same_shape(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_alike(canvas, sw_organism_same_shape);
}

void sw_select_same_colour(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_alike(canvas, same_colour);
}

void sw_select_same_size(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    select_alike(canvas, same_size);
}

void sw_select_touching(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask cells = sw_mask_none(), around;
    uint32_t count;
    const struct sw_organism *organism = sw_canvas_marked(canvas, 0, room, &count);

    (void)unused;
    around = sw_mask_grow(canvas->selection, (canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8,
                          grid->width, grid->height);
    for (uint32_t k = 0; k < count; k++)
        if (overlaps(&organism[k], &around) && !overlaps(&organism[k], &canvas->selection))
            cells = sw_mask_or(cells, organism[k].mask);
    sw_canvas_select(canvas, cells);
}

#include "film/film_match.h"

#include <string.h>

#define TURNS_WRONG_MAX 300 /* with more wrong cells than these, symmetries are not tried */
#define CELLS_MAX       (SW_SIDE_MAX * SW_SIDE_MAX)

struct cell {
    int8_t x, y;
    uint8_t colour;
};

/* What is looked at: the two frames, and one organism at a time. */
struct match {
    const struct sw_grid *grid, *next;
    struct sw_mask wrong, occupied;
    uint32_t wrongs;
    struct cell wrong_cell[CELLS_MAX]; /* with the colour that it should have */
    uint8_t number;                    /* of the organism */
    const struct sw_organism *organism;
    struct cell cell[CELLS_MAX]; /* its image under a symmetry, from the corner of its box */
    struct sw_film_groups *out;
};

static bool same_act(const struct sw_film_edit *a, const struct sw_film_edit *b)
{
    return a->kind == b->kind && a->colour == b->colour && a->dx == b->dx && a->dy == b->dy &&
           a->symmetry == b->symmetry && a->direction == b->direction;
}

/* Adds the organism to the group of its act. */
static void join(struct match *match, struct sw_film_edit edit, int gain)
{
    struct sw_film_groups *out = match->out;
    uint32_t bit = 1u << match->number % 32, i = 0;
    struct sw_film_group *group;

    if (gain <= 0)
        return;
    while (i < out->count && !same_act(&out->group[i].edit, &edit))
        i++;
    if (i == SW_FILM_GROUPS_MAX)
        return;
    group = &out->group[i];
    if (i == out->count) {
        edit.choice = SW_FILM_SOME;
        edit.connection = (uint8_t)out->connection;
        *group = (struct sw_film_group){.edit = edit};
        out->count++;
    }
    if ((group->edit.some[match->number / 32] & bit) != 0)
        return;
    group->edit.some[match->number / 32] |= bit;
    group->gain += (uint32_t)gain;
    if ((uint32_t)gain > group->best) {
        group->best = (uint32_t)gain;
        group->leader = match->number;
    }
}

/* Whether all cells of the mask have one colour in the next frame, and which. */
static bool uniform(const struct match *match, const struct sw_mask *mask, uint8_t *colour)
{
    int x, y;

    if (!sw_mask_first(mask, &x, &y))
        return false;
    *colour = match->next->cell[y][x];
    for (y = 0; y < match->next->height; y++)
        for (uint32_t row = mask->row[y]; row != 0; row &= row - 1)
            if (match->next->cell[y][__builtin_ctz(row)] != *colour)
                return false;
    return true;
}

static int wrong_in(const struct match *match, struct sw_mask mask)
{
    mask = sw_mask_and(mask, match->wrong);
    return (int)sw_mask_count(&mask);
}

/* Edits that change cells where they are: recolour, delete, fill, outline. */
static void match_colours(struct match *match)
{
    const struct sw_mask *mask = &match->organism->mask;
    int width = match->grid->width, height = match->grid->height;
    struct sw_mask around;
    uint8_t colour;

    if (sw_mask_overlap(mask, &match->wrong) && uniform(match, mask, &colour)) {
        struct sw_film_edit edit = {.kind = colour == 0 ? SW_FILM_DELETE : SW_FILM_RECOLOUR,
                                    .colour = colour};
        join(match, edit, wrong_in(match, *mask));
    }
    if (sw_mask_has_hole(mask, match->organism->box)) {
        around = sw_mask_minus(sw_mask_holes(mask, width, height), match->occupied);
        if (uniform(match, &around, &colour) && colour != 0)
            join(match, (struct sw_film_edit){.kind = SW_FILM_FILL, .colour = colour},
                 wrong_in(match, around));
    }
    around = sw_mask_minus(sw_mask_grow(*mask, 8, width, height), match->occupied);
    if (uniform(match, &around, &colour) && colour != 0)
        join(match, (struct sw_film_edit){.kind = SW_FILM_OUTLINE, .colour = colour},
             wrong_in(match, around));
}

static void match_extension(struct match *match, enum sw_direction direction)
{
    static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1}, step_y[SW_DIRECTIONS] = {-1, 1};
    const struct sw_grid *grid = match->grid;
    struct sw_mask path = sw_mask_none();
    int dx = step_x[direction], dy = step_y[direction];

    for (int y = 0; y < grid->height; y++) {
        for (uint32_t row = match->organism->mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row), to_x = x + dx, to_y = y + dy;

            while (to_x >= 0 && to_y >= 0 && to_x < grid->width && to_y < grid->height &&
                   grid->cell[to_y][to_x] == 0) {
                if (match->next->cell[to_y][to_x] != grid->cell[y][x])
                    return;
                sw_mask_set(&path, to_x, to_y);
                to_x += dx;
                to_y += dy;
            }
        }
    }
    join(match, (struct sw_film_edit){.kind = SW_FILM_EXTEND, .direction = (uint8_t)direction},
         wrong_in(match, path));
}

/* Whether the image, its corner at (x0, y0), is in the next frame; its cells go to `placed`. */
static bool fits(const struct match *match, int x0, int y0, struct sw_mask *placed)
{
    uint32_t count = match->organism->cells;

    *placed = sw_mask_none();
    for (uint32_t i = 0; i < count; i++) {
        int x = x0 + match->cell[i].x, y = y0 + match->cell[i].y;

        if (x < 0 || y < 0 || x >= match->next->width || y >= match->next->height ||
            match->next->cell[y][x] != match->cell[i].colour)
            return false;
        sw_mask_set(placed, x, y);
    }
    return true;
}

/* The cells of the organism's image under a symmetry. */
static void draw_image(struct match *match, enum sw_symmetry symmetry)
{
    struct sw_box box = match->organism->box;
    uint32_t count = 0;

    for (int y = box.y0; y < box.y1; y++) {
        for (uint32_t row = match->organism->mask.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row), to_x, to_y;

            sw_symmetry_cell(symmetry, box.x1 - box.x0, box.y1 - box.y0, x - box.x0, y - box.y0,
                             &to_x, &to_y);
            match->cell[count++] =
                (struct cell){(int8_t)to_x, (int8_t)to_y, match->grid->cell[y][x]};
        }
    }
}

/* Where the image can lie: one of two of its cells, the first or the last, comes to lie on a wrong
 * cell. (All others may be right already: a block that moves by one only gains an edge.) */
static void match_image(struct match *match, enum sw_symmetry symmetry)
{
    const struct sw_organism *organism = match->organism;
    bool changes = sw_mask_overlap(&organism->mask, &match->wrong);
    bool turned = symmetry != SW_IDENTITY;

    draw_image(match, symmetry);
    for (uint32_t i = 0; i < 2 * match->wrongs; i++) {
        const struct cell *to = &match->wrong_cell[i / 2];
        const struct cell *from = &match->cell[i % 2 == 0 ? 0 : organism->cells - 1];
        int x0 = to->x - from->x, y0 = to->y - from->y, gain;
        struct sw_film_edit edit = {.dx = (int8_t)(x0 - organism->box.x0),
                                    .dy = (int8_t)(y0 - organism->box.y0),
                                    .symmetry = (uint8_t)symmetry};
        struct sw_mask placed, left;

        if (to->colour != from->colour || !fits(match, x0, y0, &placed))
            continue;
        gain = wrong_in(match, placed);
        if (organism->cells > 1) {
            edit.kind = turned ? SW_FILM_STAMP : SW_FILM_COPY;
            join(match, edit, gain);
        }
        if (!changes)
            continue;
        /* What it leaves behind becomes empty, which may be right or wrong. */
        left = sw_mask_minus(organism->mask, placed);
        for (int y = 0; y < match->next->height; y++)
            for (uint32_t row = left.row[y]; row != 0; row &= row - 1)
                gain += match->next->cell[y][__builtin_ctz(row)] == 0       ? 1
                        : sw_mask_get(&match->wrong, __builtin_ctz(row), y) ? 0
                                                                            : -1;
        edit.kind = turned ? SW_FILM_TURN : SW_FILM_MOVE;
        join(match, edit, gain);
    }
}

void sw_film_match(const struct sw_grid *grid, const struct sw_grid *next,
                   struct sw_film_groups *out)
{
    struct match match = {.grid = grid, .next = next, .out = out};

    out->count = 0;
    match.occupied = sw_grid_occupied(grid);
    for (int y = 0; y < next->height; y++) {
        for (int x = 0; x < next->width; x++) {
            if (grid->cell[y][x] == next->cell[y][x])
                continue;
            sw_mask_set(&match.wrong, x, y);
            if (next->cell[y][x] != 0)
                match.wrong_cell[match.wrongs++] =
                    (struct cell){(int8_t)x, (int8_t)y, next->cell[y][x]};
        }
    }
    for (uint32_t k = 0; k < out->organisms; k++) {
        match.number = (uint8_t)k;
        match.organism = &out->organism[k];
        match_colours(&match);
        for (int direction = 0; direction < SW_DIRECTIONS; direction++)
            match_extension(&match, (enum sw_direction)direction);
        match_image(&match, SW_IDENTITY);
        for (int symmetry = 1; symmetry < SW_SYMMETRIES; symmetry++)
            if (match.organism->cells > 2 && match.wrongs <= TURNS_WRONG_MAX)
                match_image(&match, (enum sw_symmetry)symmetry);
    }
}

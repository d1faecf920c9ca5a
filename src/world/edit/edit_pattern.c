/* edit_pattern.c - turned images laid over each other, tiles, and nested rings. What is hidden
 * behind a colour is continued in edit_period.c and edit_symmetry.c. */
#include "world/edit/edit_known.h"
#include "world/edit/edit_lay.h"
#include "world/edit/edit_parts.h"

#include <string.h>

static const enum sw_symmetry turns[3] = {SW_ROTATE_90, SW_ROTATE_180, SW_ROTATE_270};

enum { AGREED_MIN = 5 }; /* cells: smaller pieces say too little about a centre */

static void complete_whole(struct sw_grid *grid)
{
    struct sw_grid image;

    if (grid->width != grid->height)
        return;
    sw_grid_copy(&image, grid);
    for (int i = 0; i < 3; i++) {
        sw_grid_turn(&image, SW_ROTATE_90);
        for (int y = 0; y < grid->height; y++) {
            uint8_t *own = grid->cell[y];
            const uint8_t *turned = image.cell[y];
            for (int x = 0; x < SW_STRIDE; x++)
                own[x] = (uint8_t)(own[x] | (turned[x] & -(own[x] == 0)));
        }
    }
}

/* Turns the piece about the centre that its cells agree on (it may lack some); returns false if
 * there is none. */
static bool complete_agreed(struct sw_canvas *canvas, struct sw_laying *laying,
                            const struct sw_organism *piece)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask full = sw_mask_full(grid->width, grid->height);
    struct sw_known known = {.width = grid->width, .height = grid->height};

    known.known = piece->mask;
    known.cells = piece->cells;
    known.unknown = sw_mask_minus(full, laying->occupied);
    sw_grid_digits(laying->plain ? grid : &laying->before, known.digit);
    for (int k = 0; k < 4; k++)
        known.digit[k] = sw_mask_and(known.digit[k], piece->mask);
    if (!sw_known_turn(&known))
        return false;
    known.known = sw_mask_minus(known.known, piece->mask);
    sw_paint_digits(&canvas->grid, &known.known, known.digit);
    laying->occupied = sw_mask_or(laying->occupied, known.known);
    laying->selected = sw_mask_or(laying->selected, known.known);
    return true;
}

static void act_complete_turns(struct sw_canvas *canvas)
{
    struct sw_organism piece[SW_ORGANISMS_MAX];
    struct sw_laying laying;

    if (canvas->whole) {
        complete_whole(&canvas->grid);
        return;
    }
    uint32_t count = sw_canvas_pieces(canvas, piece);
    if (count == 0)
        return;
    sw_laying_begin(canvas, &laying);
    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = piece[k].box;

        if (piece[k].cells >= AGREED_MIN && complete_agreed(canvas, &laying, &piece[k]))
            continue;
        for (int i = 0; i < 3 && box.x1 - box.x0 == box.y1 - box.y0; i++) {
            struct sw_rows image;

            sw_rows_image(&canvas->grid, &piece[k], turns[i], 0, 0, &image);
            sw_laying_add(canvas, &laying, &piece[k], turns[i], 0, 0, &image);
        }
    }
    sw_canvas_select(canvas, laying.selected);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit complete_turns_rows[] = {
    {"act.complete.turns", SW_EDIT_ACT,
     "each piece is laid over by its three turned images, on empty cells, about the centre that "
     "most of its cells agree on or else the middle of its box, if that is square",
     .apply = act_complete_turns},
};
/* clang-format on */

SW_EDIT_PART(complete_turns);

/* --- tiles --- */

enum {
    EXCEPTIONS = 6, /* one cell of so many may be wrong */
    COPIES_MIN = 3  /* cells of a tile's place, on the average */
};

/* Cells that differ from the one (dx, dy) further. */
static uint32_t unlike_at(const struct sw_grid *grid, int dx, int dy)
{
    uint32_t count = 0;

    for (int y = 0; y + dy < grid->height; y++)
        for (int x = 0; x + dx < grid->width; x++)
            count += grid->cell[y][x] != grid->cell[y + dy][x + dx];
    return count;
}

/* Writes the grid that consists of copies of the commonest colours of every place of a tile (the
 * lowest of equally common ones); returns how many cells are others. */
static uint32_t tiled(const struct sw_grid *grid, int wide, int high, struct sw_grid *out)
{
    uint32_t wrong = 0;

    *out = sw_grid_empty(grid->width, grid->height);
    for (int j = 0; j < high; j++) {
        for (int i = 0; i < wide; i++) {
            uint32_t census[SW_COLOURS] = {0}, cells = 0;
            uint8_t most = 0;

            for (int y = j; y < grid->height; y += high)
                for (int x = i; x < grid->width; x += wide, cells++)
                    census[grid->cell[y][x]]++;
            for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
                most = census[colour] > census[most] ? colour : most;
            wrong += cells - census[most];
            for (int y = j; y < grid->height; y += high)
                for (int x = i; x < grid->width; x += wide)
                    out->cell[y][x] = most;
        }
    }
    return wrong;
}

/* Tiles in the order of their cells, of as many the flatter first. A wrong cell differs from at
 * most two others a tile away, so most tiles need no more than a look at that. */
static void act_regular(struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid, made;
    uint32_t cells = (uint32_t)grid->width * grid->height;
    bool wide_fits[SW_SIDE_MAX + 1], high_fits[SW_SIDE_MAX + 1];

    for (int wide = 1; wide <= grid->width; wide++)
        wide_fits[wide] = unlike_at(grid, wide, 0) * EXCEPTIONS <= 2 * cells;
    for (int high = 1; high <= grid->height; high++)
        high_fits[high] = unlike_at(grid, 0, high) * EXCEPTIONS <= 2 * cells;
    for (int area = 1; (uint32_t)area * COPIES_MIN <= cells; area++) {
        for (int high = 1; high <= grid->height && high <= area; high++) {
            int wide = area / high;

            if (wide * high != area || wide > grid->width || !wide_fits[wide] || !high_fits[high] ||
                tiled(grid, wide, high, &made) * EXCEPTIONS > cells)
                continue;
            struct sw_mask changed = sw_grid_unlike(grid, &made);
            if (!sw_mask_empty(&changed)) {
                sw_grid_copy(grid, &made);
                sw_canvas_select(canvas, changed);
            }
            return;
        }
    }
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit regular_rows[] = {
    {"act.regular", SW_EDIT_ACT,
     "the canvas becomes the pattern that it nearly is: copies of the smallest tile that agrees "
     "with at least five sixths of its cells",
     .apply = act_regular},
};
/* clang-format on */

SW_EDIT_PART(regular);

/* --- rings --- */

static bool inside(struct sw_box a, struct sw_box b)
{
    return a.x0 >= b.x0 && a.y0 >= b.y0 && a.x1 <= b.x1 && a.y1 <= b.y1;
}

/* The colour of the box's outline, or SW_COLOURS if it has several. */
static uint8_t outline_colour(const struct sw_grid *grid, struct sw_box box)
{
    uint8_t colour = grid->cell[box.y0][box.x0];
    bool same = true;

    for (int x = box.x0; x < box.x1; x++)
        same = same && grid->cell[box.y0][x] == colour && grid->cell[box.y1 - 1][x] == colour;
    for (int y = box.y0; y < box.y1; y++)
        same = same && grid->cell[y][box.x0] == colour && grid->cell[y][box.x1 - 1] == colour;
    return same ? colour : SW_COLOURS;
}

static struct sw_box shrunk(struct sw_box box, int by)
{
    return (struct sw_box){(uint8_t)(box.x0 + by), (uint8_t)(box.y0 + by), (uint8_t)(box.x1 - by),
                           (uint8_t)(box.y1 - by)};
}

/* Rings of one colour that follow each other count as one, so a thick ring stays thick. */
static void turn_rings(struct sw_canvas *canvas, const struct sw_grid *before, struct sw_box box)
{
    int wide = box.x1 - box.x0, high = box.y1 - box.y0,
        ring_count = ((wide < high ? wide : high) + 1) / 2;
    uint8_t colour[SW_SIDE_MAX], kind[SW_SIDE_MAX], kinds = 0;

    for (int i = 0; i < ring_count; i++) {
        uint8_t own = outline_colour(before, shrunk(box, i));

        if (own == SW_COLOURS)
            return;
        if (kinds == 0 || colour[kinds - 1] != own)
            colour[kinds++] = own;
        kind[i] = (uint8_t)(kinds - 1);
    }
    for (int i = 0; i < ring_count; i++) {
        struct sw_mask ring = sw_box_mask(shrunk(box, i));

        sw_grid_paint(&canvas->grid, &ring, colour[kinds - 1 - kind[i]]);
    }
}

static bool has_rings(struct sw_box box)
{
    return box.x1 - box.x0 > 2 && box.y1 - box.y0 > 2;
}

/* Boxes within others are rings of theirs. */
static void act_rings(struct sw_canvas *canvas)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count, kept = 0;
    const struct sw_organism *piece = sw_canvas_view(canvas, room, &count);
    struct sw_box box[SW_ORGANISMS_MAX];
    struct sw_grid before;

    for (uint32_t i = 0; i < count; i++)
        if (has_rings(piece[i].box))
            box[kept++] = piece[i].box;
    if (kept > 0)
        sw_grid_copy(&before, &canvas->grid);
    for (uint32_t i = 0; i < kept; i++) {
        bool outermost = true;

        for (uint32_t k = 0; k < kept && outermost; k++)
            outermost = k == i || !inside(box[i], box[k]) || (k > i && inside(box[k], box[i]));
        if (outermost)
            turn_rings(canvas, &before, box[i]);
    }
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit rings_rows[] = {
    {"act.rings", SW_EDIT_ACT,
     "the nested rings of each selected box change colours, the innermost with the outermost and "
     "so on",
     .apply = act_rings, .reach = SW_REACH_RINGS},
};
/* clang-format on */

SW_EDIT_PART(rings);

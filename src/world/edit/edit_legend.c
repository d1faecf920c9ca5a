/* edit_legend.c - a legend on the canvas says which colour becomes which. */
#include "world/edit/edit_parts.h"

#include <string.h>

/* Adds the pairs of a box full of cells, two wide or two high, to the map: each pair stands side by
 * side across the box. Returns false if it is no legend. */
static bool read_legend(const struct sw_grid *grid, const struct sw_organism *organism,
                        uint8_t map[SW_COLOURS], uint8_t back[SW_COLOURS])
{
    struct sw_box box = organism->box;
    int wide = box.x1 - box.x0, high = box.y1 - box.y0, pairs, down;

    if (organism->cells != wide * high || (wide != 2 && high != 2 && organism->cells != 2))
        return false;
    down = wide == 2 || high == 1; /* pairs stand one below the other, each in a row */
    pairs = organism->cells / 2;
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < pairs; i++) {
            uint8_t first = grid->cell[box.y0 + (down ? i : 0)][box.x0 + (down ? 0 : i)];
            uint8_t second = grid->cell[box.y0 + (down ? i : 1)][box.x0 + (down ? 1 : i)];

            if (turn == 0) {
                if (first == second)
                    return false;
                continue;
            }
            if (map[first] == 0)
                map[first] = second;
            if (back[second] == 0)
                back[second] = first;
        }
    }
    return true;
}

/* The cells of all legends within `within`; what they say is written to map. */
static struct sw_mask find_legends(const struct sw_grid *grid, const struct sw_mask *within,
                                   uint8_t map[SW_COLOURS])
{
    struct sw_organism organism[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, within, (struct sw_connection){4, false}, organism);
    struct sw_mask out = sw_mask_none();
    uint8_t back[SW_COLOURS] = {0};

    memset(map, 0, SW_COLOURS);
    for (uint32_t i = 0; i < count; i++)
        if (read_legend(grid, &organism[i], map, back))
            out = sw_mask_or(out, organism[i].mask);
    /* A colour that only ever comes second becomes its first. */
    for (int colour = 1; colour < SW_COLOURS; colour++)
        map[colour] = map[colour] != 0 ? map[colour] : back[colour];
    return out;
}

static void act_legend(struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid), cells, legend, planes[SW_COLOURS];
    struct sw_mask rest = sw_mask_minus(occupied, canvas->selection);
    uint8_t map[SW_COLOURS];

    if (sw_mask_empty(&canvas->selection))
        return;
    legend = find_legends(grid, &rest, map);
    if (sw_mask_empty(&legend))
        legend = find_legends(grid, &occupied, map);
    if (sw_mask_empty(&legend))
        return;
    cells = sw_mask_minus(canvas->selection, legend);
    sw_grid_planes(grid, planes);
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        struct sw_mask changed = sw_mask_and(planes[colour], cells);

        if (map[colour] != 0)
            sw_grid_paint(grid, &changed, map[colour]);
    }
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit legend_rows[] = {
    {"act.legend", SW_EDIT_ACT,
     "the selected pieces take colours by a legend: pairs of touching single cells not selected "
     "tell which colour becomes which",
     .apply = act_legend, .reach = SW_REACH_INSIDE},
};
/* clang-format on */

SW_EDIT_PART(legend);

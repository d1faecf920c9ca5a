/* planes.c - gathers what rules by table look at. */
#include "search/planes_private.h"
#include "search/bitset.h"
#include "base/hash.h"
#include "world/edit/feature.h"

#include <stdlib.h>
#include <string.h>

/* The modes in which organisms are looked at, and what a plane costs more there: organisms of any
 * colour, of four neighbours, or both; all cells of a colour. */
static const struct {
    uint8_t mode, cost;
} seen_in[] = {{0, 0},
               {SW_MODE_FOUR, 3},
               {SW_MODE_ANY, 6},
               {SW_MODE_FOUR | SW_MODE_ANY, 8},
               {SW_MODE_APART, 3}};
#define MODES (sizeof seen_in / sizeof *seen_in)

/* The selections that make planes; `modes` is the set of those modes (bit m) in which they differ.
 */
static const struct {
    const char *words;
    uint8_t cost, modes;
} selections[] = {
    {"select.background", 8, 0x1},
    {"select.holes", 10, 0x1},
    {"select.outside", 10, 0x1},
    {"select.largest", 10, 0x1f},
    {"select.smallest", 16, 0x1f},
    {"select.odd", 18, 0x1f},
    {"select.border", 17, 0x1f},
    {"select.holed", 11, 0x1f},
    {"select.symmetric", 22, 0x1f},
    {"select.rectangle", 18, 0x1f},
    {"select.square", 18, 0x1f},
    {"select.line", 18, 0x1f},
    {"select.dot", 11, 0x1f},
    {"select.top", 18, 0x15},
    {"select.bottom", 18, 0x15},
    {"select.leftmost", 18, 0x15},
    {"select.rightmost", 18, 0x15},
    {"select.unique", 22, 0x1f},
    {"select.motley", 18, 0x4},
    {"select.separators", 17, 0x1},
    {"select.half.up", 19, 0x1},
    {"select.half.left", 19, 0x1},
    {"select.half.down", 19, 0x1},
    {"select.half.right", 19, 0x1},
    {"select.organisms select.box", 20, 0x1d},
    {"select.organisms select.between", 20, 0x1},
    {"select.organisms select.rim", 20, 0x1},
    {"select.organisms select.core", 20, 0x1},
    {"select.organisms select.corners", 21, 0x15},
    {"select.organisms select.centre", 21, 0x15},
    {"select.largest select.box", 21, 0x15},
    {"select.smallest select.box", 21, 0x15},
    {"select.holes select.grow", 21, 0x1},
    {"select.dot select.rows", 22, 0x1},
    {"select.dot select.columns", 22, 0x1},
    {"select.line select.between", 23, 0x1},
};

/* And those that begin with the organisms of one colour. */
static const struct {
    const char *words;
    uint8_t cost, modes;
} coloured[] = {
    {"select.colour select.touching", 24, 0x1},   {"select.colour select.inside", 24, 0x1},
    {"select.colour select.box", 24, 0x11},       {"select.colour select.between", 24, 0x1},
    {"select.colour select.rows", 24, 0x1},       {"select.colour select.columns", 24, 0x1},
    {"select.colour select.same.shape", 24, 0x1}, {"select.colour select.same.size", 26, 0x1},
    {"select.colour select.room", 26, 0x1},       {"select.most", 24, 0x5},
};
#define SELECTIONS (sizeof selections / sizeof *selections)
#define COLOURED   (sizeof coloured / sizeof *coloured)

const char *sw_planes_words(const struct sw_plane *plane)
{
    return plane->kind == SW_PLANE_COLOURED ? coloured[plane->what].words
                                            : selections[plane->what].words;
}

/* Costs in tenths of an edit: 8 times the logarithm of how much rarer a plane is in right rules of
 * ARC-AGI-1's training tasks than in wrong ones of about the same cost, rounded to families. */
static uint32_t feature_cost(enum sw_feature feature)
{
    switch (feature) {
    case SW_FEATURE_COLOUR:
        return 2;
    case SW_FEATURE_ROW:
    case SW_FEATURE_COLUMN:
        return 26;
    case SW_FEATURE_ALIKE:
        return 22;
    case SW_FEATURE_RING:
    case SW_FEATURE_DEPTH:
    case SW_FEATURE_DISTANCE:
    case SW_FEATURE_ROW_PARITY:
    case SW_FEATURE_COLUMN_PARITY:
    case SW_FEATURE_PARITY:
        return 16;
    case SW_FEATURE_SIDES:
        return 13;
    default:
        return 10;
    }
}

enum { NEAR_COST = 14, COLOURS_COST = 8, OCCUPIED_COST = 13 };

/* --- planes --- */

/* Takes up the plane whose raw values lie in bench->raw, unless another tells the same cells apart
 * (values are numbered in the order in which they come up, so such planes are equal byte by byte).
 */
static void add_plane(struct sw_planes *planes, struct sw_plane plane)
{
    struct sw_planes_bench *bench = planes->bench;
    bool fits = planes->planes < SW_PLANES_MAX;

    plane.value = planes->room + (size_t)planes->planes * planes->cells;
    for (uint32_t i = 0; i < planes->cells && fits; i++) {
        uint8_t *number = &bench->number[bench->raw[i]];

        if (*number == 0) {
            fits = plane.values < SW_PLANE_VALUES_MAX;
            if (!fits)
                break;
            plane.raw[plane.values++] = bench->raw[i];
            *number = (uint8_t)plane.values;
        }
        plane.value[i] = (uint8_t)(*number - 1);
    }
    for (uint32_t v = 0; v < plane.values; v++)
        bench->number[plane.raw[v]] = 0;
    if (!fits || plane.values < 2)
        return;
    plane.hash = sw_hash(plane.value, planes->cells);
    for (uint32_t p = 0; p < planes->planes; p++) {
        if (planes->plane[p].hash != plane.hash)
            continue;
        if (planes->plane[p].cost > plane.cost) {
            plane.value = planes->plane[p].value;
            planes->plane[p] = plane;
        }
        return;
    }
    planes->plane[planes->planes++] = plane;
}

/* A program selects cells that have no value as empty ones: what the raw values say too, unless
 * there are more organisms than are labelled, or no cell to be far from. */
static bool only_empty_without(const struct sw_planes *planes)
{
    bool without = false, told = true;

    for (uint32_t i = 0; i < planes->cells; i++) {
        bool none = planes->bench->raw[i] == SW_FEATURE_NONE;

        without = without || none;
        told = told && none == (planes->colour[i] == 0);
    }
    return told || !without;
}

static void add_features(struct sw_planes *planes)
{
    struct sw_planes_bench *bench = planes->bench;

    for (enum sw_feature feature = 0; feature < SW_FEATURES; feature++) {
        bool of_organisms = feature >= SW_FEATURE_SIZE;

        if (feature == SW_FEATURE_NEAR)
            continue;
        for (uint8_t mode = 0; mode < (of_organisms ? MODES : 1); mode++) {
            for (uint32_t k = 0; k < planes->canvases; k++) {
                struct sw_canvas canvas = sw_planes_canvas(planes, k, seen_in[mode].mode);
                uint16_t *to = bench->raw + planes->first[k];

                sw_feature_plane(&canvas, feature, bench->value);
                for (int y = 0; y < canvas.grid.height; y++, to += canvas.grid.width)
                    memcpy(to, bench->value[y], canvas.grid.width * sizeof *to);
            }
            if (!only_empty_without(planes))
                continue;
            add_plane(planes,
                      (struct sw_plane){.kind = SW_PLANE_FEATURE,
                                        .what = (uint8_t)feature,
                                        .mode = seen_in[mode].mode,
                                        .state = SW_STATE_NONE,
                                        .cost = feature_cost(feature) + seen_in[mode].cost});
        }
    }
    for (uint8_t colour = 0; colour < SW_COLOURS; colour++) {
        for (uint32_t k = 0; k < planes->canvases; k++) {
            struct sw_canvas canvas = sw_planes_canvas(planes, k, 0);
            uint16_t *to = bench->raw + planes->first[k];

            sw_feature_plane(&canvas, SW_FEATURE_NEAR, bench->value);
            for (int y = 0; y < canvas.grid.height; y++)
                for (int x = 0; x < canvas.grid.width; x++)
                    *to++ = bench->value[y][x] >> colour & 1u;
        }
        add_plane(planes, (struct sw_plane){.kind = SW_PLANE_NEAR,
                                            .what = colour,
                                            .state = SW_STATE_NONE,
                                            .cost = NEAR_COST});
    }
}

/* The plane of one selection in one mode; `colour` is in hand. */
static void add_selection(struct sw_planes *planes, const char *words, struct sw_plane plane,
                          uint8_t colour)
{
    struct sw_planes_bench *bench = planes->bench;
    sw_edit_token token[8];
    size_t count = 0;

    if (sw_tokens_parse(words, token, sizeof token / sizeof *token, &count, NULL) != 0)
        return;
    for (uint32_t k = 0; k < planes->canvases; k++) {
        struct sw_canvas canvas = sw_planes_canvas(planes, k, plane.mode);
        uint16_t *to = bench->raw + planes->first[k];

        canvas.colour = colour;
        canvas.number = colour;
        for (size_t i = 0; i < count; i++)
            sw_edit_apply(&canvas, token[i]);
        for (int y = 0; y < canvas.grid.height; y++)
            for (int x = 0; x < canvas.grid.width; x++)
                *to++ = sw_mask_get(&canvas.selection, x, y);
    }
    add_plane(planes, plane);
}

static void add_selections(struct sw_planes *planes)
{
    uint32_t colours = 0;

    for (uint8_t row = 0; row < SELECTIONS; row++)
        for (uint8_t mode = 0; mode < MODES; mode++)
            if ((selections[row].modes >> mode & 1) != 0)
                add_selection(planes, selections[row].words,
                              (struct sw_plane){.kind = SW_PLANE_SELECTED,
                                                .what = row,
                                                .mode = seen_in[mode].mode,
                                                .state = SW_STATE_NONE,
                                                .cost = selections[row].cost + seen_in[mode].cost},
                              0);
    for (uint32_t i = 0; i < planes->cells; i++)
        colours |= 1u << planes->colour[i];
    for (uint8_t row = 0; row < COLOURED; row++)
        for (uint8_t mode = 0; mode < MODES; mode++)
            for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
                if ((coloured[row].modes >> mode & 1) != 0 && (colours >> colour & 1) != 0)
                    add_selection(
                        planes, coloured[row].words,
                        (struct sw_plane){.kind = SW_PLANE_COLOURED,
                                          .what = row,
                                          .mode = seen_in[mode].mode,
                                          .colour = colour,
                                          .state = SW_STATE_NONE,
                                          .cost = coloured[row].cost + seen_in[mode].cost},
                        colour);
}

/* Whether the state's images have the answers' sizes on all canvases. */
static bool fits(const struct sw_planes *planes, const struct sw_state *row)
{
    bool yes = row->sized != 0;

    for (uint32_t k = 0; k < planes->canvases && yes; k++) {
        const struct sw_layer *image = sw_states_image(planes->states, row->image[k]);

        yes = image->grid.width == planes->width[k] && image->grid.height == planes->height[k];
    }
    return yes;
}

static void add_state(struct sw_planes *planes, uint32_t state)
{
    const struct sw_state *row = sw_states_row(planes->states, state);
    struct sw_planes_bench *bench = planes->bench;

    if (planes->listed < SW_PLANES_MAX)
        planes->list[planes->listed++] = state;
    for (int occupied = 0; occupied < 2; occupied++) {
        for (uint32_t k = 0; k < planes->canvases; k++) {
            const struct sw_grid *grid = &sw_states_image(planes->states, row->image[k])->grid;
            uint16_t *to = bench->raw + planes->first[k];

            for (int y = 0; y < grid->height; y++)
                for (int x = 0; x < grid->width; x++)
                    *to++ = occupied ? grid->cell[y][x] != 0 : grid->cell[y][x];
        }
        add_plane(planes,
                  (struct sw_plane){.kind = occupied ? SW_PLANE_OCCUPIED : SW_PLANE_COLOURS,
                                    .state = state,
                                    .cost = row->cost + (occupied ? OCCUPIED_COST : COLOURS_COST)});
    }
}

/* States of the right size on all canvases: the first ones, that is the cheapest. */
static void add_states(struct sw_planes *planes, uint32_t most)
{
    uint32_t count = sw_states_count(planes->states), added = 0;

    for (uint32_t s = 0; s < count && added < most; s++) {
        if (!fits(planes, sw_states_row(planes->states, s)))
            continue;
        added++;
        add_state(planes, s);
    }
}

/* And those with fewest wrong cells. */
static void add_near_states(struct sw_planes *planes, uint32_t most)
{
    uint32_t count = sw_states_count(planes->states), near[SW_PLANES_MAX], nears = 0;

    most = most < SW_PLANES_MAX ? most : SW_PLANES_MAX;
    for (uint32_t s = 0; s < count && most > 0; s++) {
        const struct sw_state *row = sw_states_row(planes->states, s);
        uint32_t at = nears;

        if (row->sized == 0 ||
            (nears == most &&
             row->wrong >= sw_states_row(planes->states, near[nears - 1])->wrong) ||
            !fits(planes, row))
            continue;
        if (nears < most)
            nears++;
        else
            at--;
        for (; at > 0 && sw_states_row(planes->states, near[at - 1])->wrong > row->wrong; at--)
            near[at] = near[at - 1];
        near[at] = s;
    }
    for (uint32_t i = 0; i < nears; i++)
        add_state(planes, near[i]);
}

static int cheaper(const void *a, const void *b)
{
    const struct sw_plane *first = a, *second = b;

    if (first->cost != second->cost)
        return first->cost < second->cost ? -1 : 1;
    return first->value < second->value ? -1 : first->value > second->value;
}

/* --- all together --- */

/* Where the cells are, and what they should become. */
static void lay_out(struct sw_planes *planes)
{
    uint32_t demonstrations = sw_states_demonstrations(planes->states);

    planes->canvases = sw_states_canvases(planes->states);
    for (uint32_t k = 0; k < planes->canvases; k++) {
        planes->first[k] = planes->cells;
        planes->width[k] = planes->frame->width[k];
        planes->height[k] = planes->frame->height[k];
        planes->cells += (uint32_t)planes->width[k] * planes->height[k];
    }
    planes->first[planes->canvases] = planes->cells;
    planes->demonstration_cells = planes->first[demonstrations];
}

static void fill_targets(struct sw_planes *planes)
{
    for (uint32_t k = 0; k < planes->canvases; k++) {
        bool demonstrated = k < sw_states_demonstrations(planes->states);
        uint32_t at = planes->first[k];

        memset(planes->canvas + at, (int)k, planes->first[k + 1] - at);
        for (int y = 0; y < planes->height[k] && demonstrated; y++, at += planes->width[k])
            memcpy(planes->target + at, sw_states_target(planes->states, k)->cell[y],
                   planes->width[k]);
    }
}

static void fill_colours(struct sw_planes *planes)
{
    for (uint32_t k = 0; k < planes->canvases; k++) {
        const struct sw_grid *grid = &planes->bench->grid[k];
        uint32_t at = planes->first[k];

        for (int y = 0; y < grid->height; y++, at += grid->width)
            memcpy(planes->colour + at, grid->cell[y], grid->width);
    }
}

struct sw_planes *sw_planes_create(const struct sw_states *states, const struct sw_placement *frame,
                                   uint32_t state_planes, uint32_t near, struct sw_error *error)
{
    struct sw_planes *planes = sw_allocate(1, sizeof *planes, "learning rules", error);
    size_t rows = SW_PLANES_MAX + 1 + 3 + SW_POINTERS_IN_ALL;

    if (planes == NULL)
        return NULL;
    planes->states = states;
    planes->frame = frame;
    planes->pointer_limit = SW_POINTER_STATES;
    lay_out(planes);
    planes->bench = sw_allocate(1, sizeof *planes->bench, "learning rules", error);
    planes->room = sw_allocate(planes->cells, rows, "learning rules", error);
    if (planes->bench != NULL)
        planes->bench->raw =
            sw_allocate(planes->cells, sizeof *planes->bench->raw, "learning rules", error);
    if (planes->bench == NULL || planes->room == NULL || planes->bench->raw == NULL) {
        sw_planes_destroy(planes);
        return NULL;
    }
    planes->colour = planes->room + (size_t)(SW_PLANES_MAX + 1) * planes->cells;
    planes->target = planes->colour + planes->cells;
    planes->canvas = planes->target + planes->cells;
    for (uint32_t p = 0; p < SW_POINTERS_IN_ALL; p++)
        planes->pointer[p] = planes->canvas + (size_t)(p + 1) * planes->cells;
    fill_targets(planes);
    add_states(planes, state_planes);
    add_near_states(planes, near);
    planes->state_planes = planes->planes;
    memcpy(planes->state_plane, planes->plane, planes->planes * sizeof *planes->plane);
    return planes;
}

void sw_planes_turn_to(struct sw_planes *planes, uint32_t base)
{
    struct sw_planes_bench *bench = planes->bench;

    planes->base = base;
    for (uint32_t k = 0; k < planes->canvases; k++) {
        if (base == SW_STATE_NONE)
            bench->grid[k] = sw_grid_empty(planes->width[k], planes->height[k]);
        else
            bench->grid[k] =
                sw_states_image(planes->states, sw_states_row(planes->states, base)->image[k])
                    ->grid;
        bench->anatomy[k].known = 0;
    }
    memcpy(planes->plane, planes->state_plane, planes->state_planes * sizeof *planes->plane);
    planes->planes = planes->state_planes;
    fill_colours(planes);
    sw_planes_fill_pointers(planes);
    add_features(planes);
    if (base != SW_STATE_NONE)
        add_selections(planes);
    qsort(planes->plane, planes->planes, sizeof *planes->plane, cheaper);
}

void sw_planes_destroy(struct sw_planes *planes)
{
    if (planes == NULL)
        return;
    if (planes->bench != NULL)
        free(planes->bench->raw);
    free(planes->bench);
    free(planes->room);
    free(planes);
}

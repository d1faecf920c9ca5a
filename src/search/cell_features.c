/* cell_features.c - gathers what rules by table look at. */
#include "search/cell_features_private.h"
#include "search/bitset.h"
#include "base/hash.h"
#include "world/edit/feature.h"

#include <stdlib.h>
#include <string.h>

/* The modes in which organisms are looked at, and what a cell feature costs more there: organisms
 * of any colour, of four neighbours, or both; all cells of a colour. */
static const struct {
    uint8_t mode, cost;
} seen_in[] = {{0, 0},
               {SW_MODE_FOUR, 3},
               {SW_MODE_ANY, 6},
               {SW_MODE_FOUR | SW_MODE_ANY, 8},
               {SW_MODE_APART, 3}};
#define MODES (sizeof seen_in / sizeof *seen_in)

/* The selections that make cell features; `modes` is the set of those modes (bit m) in which they
 * differ.
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

const char *sw_cell_features_words(const struct sw_cell_feature *cell_feature)
{
    return cell_feature->kind == SW_CELL_FEATURE_COLOURED ? coloured[cell_feature->what].words
                                                          : selections[cell_feature->what].words;
}

/* Costs in tenths of an edit: 8 times the logarithm of how much rarer a cell feature is in right
 * rules of ARC-AGI-1's training tasks than in wrong ones of about the same cost, rounded to
 * families. */
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

/* --- cell features --- */

/* Takes up the cell feature whose raw values lie in bench->raw, unless another tells the same cells
 * apart (values are numbered in the order in which they come up, so such cell features are equal
 * byte by byte).
 */
static void add_cell_feature(struct sw_cell_features *cell_features,
                             struct sw_cell_feature cell_feature)
{
    struct sw_cell_features_bench *bench = cell_features->bench;
    const struct sw_listing *listing = &cell_features->listing;
    bool fits = cell_features->cell_features < SW_CELL_FEATURES_MAX;

    cell_feature.value =
        cell_features->room + (size_t)cell_features->cell_features * cell_features->cells;
    for (uint32_t i = 0; i < cell_features->cells && fits; i++) {
        uint8_t *number = &bench->number[bench->raw[i]];

        if (*number == 0) {
            fits = cell_feature.values < SW_CELL_FEATURE_VALUES_MAX;
            if (!fits)
                break;
            cell_feature.raw[cell_feature.values++] = bench->raw[i];
            *number = (uint8_t)cell_feature.values;
        }
        cell_feature.value[i] = (uint8_t)(*number - 1);
    }
    for (uint32_t v = 0; v < cell_feature.values; v++)
        bench->number[cell_feature.raw[v]] = 0;
    if (!fits || cell_feature.values < 2)
        return;
    if (listing->likelihood != NULL)
        cell_feature.late = sw_likelihood_term(
            sw_cell_feature_surprise(&cell_feature, listing->likelihood, cell_features->states),
            listing->weight);
    cell_feature.hash = sw_hash(cell_feature.value, cell_features->cells);
    for (uint32_t p = 0; p < cell_features->cell_features; p++) {
        if (cell_features->cell_feature[p].hash != cell_feature.hash)
            continue;
        if (cell_features->cell_feature[p].cost > cell_feature.cost) {
            cell_feature.value = cell_features->cell_feature[p].value;
            cell_features->cell_feature[p] = cell_feature;
        }
        return;
    }
    cell_features->cell_feature[cell_features->cell_features++] = cell_feature;
}

/* A program selects cells that have no value as empty ones: what the raw values say too, unless
 * there are more organisms than are labelled, or no cell to be far from. */
static bool only_empty_without(const struct sw_cell_features *cell_features)
{
    bool without = false, told = true;

    for (uint32_t i = 0; i < cell_features->cells; i++) {
        bool none = cell_features->bench->raw[i] == SW_FEATURE_NONE;

        without = without || none;
        told = told && none == (cell_features->colour[i] == 0);
    }
    return told || !without;
}

static void add_features(struct sw_cell_features *cell_features)
{
    struct sw_cell_features_bench *bench = cell_features->bench;

    for (enum sw_feature feature = 0; feature < SW_FEATURES; feature++) {
        bool of_organisms = feature >= SW_FEATURE_SIZE;

        if (feature == SW_FEATURE_NEAR)
            continue;
        for (uint8_t mode = 0; mode < (of_organisms ? MODES : 1); mode++) {
            for (uint32_t k = 0; k < cell_features->canvases; k++) {
                struct sw_canvas canvas =
                    sw_cell_features_canvas(cell_features, k, seen_in[mode].mode);
                uint16_t *to = bench->raw + cell_features->first[k];

                sw_feature_plane(&canvas, feature, bench->value);
                for (int y = 0; y < canvas.grid.height; y++, to += canvas.grid.width)
                    memcpy(to, bench->value[y], canvas.grid.width * sizeof *to);
            }
            if (!only_empty_without(cell_features))
                continue;
            add_cell_feature(cell_features, (struct sw_cell_feature){.kind = SW_CELL_FEATURE_WHERE,
                                                                     .what = (uint8_t)feature,
                                                                     .mode = seen_in[mode].mode,
                                                                     .state = SW_STATE_NONE,
                                                                     .cost = feature_cost(feature) +
                                                                             seen_in[mode].cost});
        }
    }
    for (uint8_t colour = 0; colour < SW_COLOURS; colour++) {
        for (uint32_t k = 0; k < cell_features->canvases; k++) {
            struct sw_canvas canvas = sw_cell_features_canvas(cell_features, k, 0);
            uint16_t *to = bench->raw + cell_features->first[k];

            sw_feature_plane(&canvas, SW_FEATURE_NEAR, bench->value);
            for (int y = 0; y < canvas.grid.height; y++)
                for (int x = 0; x < canvas.grid.width; x++)
                    *to++ = bench->value[y][x] >> colour & 1u;
        }
        add_cell_feature(cell_features, (struct sw_cell_feature){.kind = SW_CELL_FEATURE_NEAR,
                                                                 .what = colour,
                                                                 .state = SW_STATE_NONE,
                                                                 .cost = NEAR_COST});
    }
}

/* The cell feature of one selection in one mode; `colour` is in hand. */
static void add_selection(struct sw_cell_features *cell_features, const char *words,
                          struct sw_cell_feature cell_feature, uint8_t colour)
{
    struct sw_cell_features_bench *bench = cell_features->bench;
    sw_edit_token token[8];
    size_t count = 0;

    if (sw_tokens_parse(words, token, sizeof token / sizeof *token, &count, NULL) != 0)
        return;
    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        struct sw_canvas canvas = sw_cell_features_canvas(cell_features, k, cell_feature.mode);
        uint16_t *to = bench->raw + cell_features->first[k];

        canvas.colour = colour;
        canvas.number = colour;
        for (size_t i = 0; i < count; i++)
            sw_edit_apply(&canvas, token[i]);
        for (int y = 0; y < canvas.grid.height; y++)
            for (int x = 0; x < canvas.grid.width; x++)
                *to++ = sw_mask_get(&canvas.selection, x, y);
    }
    add_cell_feature(cell_features, cell_feature);
}

static void add_selections(struct sw_cell_features *cell_features)
{
    uint32_t colours = 0;

    for (uint8_t row = 0; row < SELECTIONS; row++)
        for (uint8_t mode = 0; mode < MODES; mode++)
            if ((selections[row].modes >> mode & 1) != 0)
                add_selection(
                    cell_features, selections[row].words,
                    (struct sw_cell_feature){.kind = SW_CELL_FEATURE_SELECTED,
                                             .what = row,
                                             .mode = seen_in[mode].mode,
                                             .state = SW_STATE_NONE,
                                             .cost = selections[row].cost + seen_in[mode].cost},
                    0);
    for (uint32_t i = 0; i < cell_features->cells; i++)
        colours |= 1u << cell_features->colour[i];
    for (uint8_t row = 0; row < COLOURED; row++)
        for (uint8_t mode = 0; mode < MODES; mode++)
            for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
                if ((coloured[row].modes >> mode & 1) != 0 && (colours >> colour & 1) != 0)
                    add_selection(
                        cell_features, coloured[row].words,
                        (struct sw_cell_feature){.kind = SW_CELL_FEATURE_COLOURED,
                                                 .what = row,
                                                 .mode = seen_in[mode].mode,
                                                 .colour = colour,
                                                 .state = SW_STATE_NONE,
                                                 .cost = coloured[row].cost + seen_in[mode].cost},
                        colour);
}

/* Whether the state's images have the answers' sizes on all canvases. */
static bool fits(const struct sw_cell_features *cell_features, const struct sw_state *row)
{
    bool yes = row->sized != 0;

    for (uint32_t k = 0; k < cell_features->canvases && yes; k++) {
        const struct sw_layer *image = sw_states_image(cell_features->states, row->image[k]);

        yes = image->grid.width == cell_features->width[k] &&
              image->grid.height == cell_features->height[k];
    }
    return yes;
}

static void add_state(struct sw_cell_features *cell_features, uint32_t state)
{
    const struct sw_state *row = sw_states_row(cell_features->states, state);
    struct sw_cell_features_bench *bench = cell_features->bench;

    if (cell_features->listed < SW_CELL_FEATURES_MAX)
        cell_features->list[cell_features->listed++] = state;
    for (int occupied = 0; occupied < 2; occupied++) {
        for (uint32_t k = 0; k < cell_features->canvases; k++) {
            const struct sw_grid *grid =
                &sw_states_image(cell_features->states, row->image[k])->grid;
            uint16_t *to = bench->raw + cell_features->first[k];

            for (int y = 0; y < grid->height; y++)
                for (int x = 0; x < grid->width; x++)
                    *to++ = occupied ? grid->cell[y][x] != 0 : grid->cell[y][x];
        }
        add_cell_feature(cell_features,
                         (struct sw_cell_feature){
                             .kind = occupied ? SW_CELL_FEATURE_OCCUPIED : SW_CELL_FEATURE_COLOURS,
                             .state = state,
                             .cost = row->cost + (occupied ? OCCUPIED_COST : COLOURS_COST)});
    }
}

/* States of the right size on all canvases: the first ones, that is the cheapest. */
static void add_states(struct sw_cell_features *cell_features, uint32_t most)
{
    uint32_t count = sw_states_count(cell_features->states), added = 0;

    for (uint32_t i = 0; i < count && added < most; i++) {
        uint32_t s = sw_listing_at(&cell_features->listing, i);

        if (!fits(cell_features, sw_states_row(cell_features->states, s)))
            continue;
        added++;
        add_state(cell_features, s);
    }
}

/* And those with fewest wrong cells. */
static void add_near_states(struct sw_cell_features *cell_features, uint32_t most)
{
    uint32_t count = sw_states_count(cell_features->states), near[SW_CELL_FEATURES_MAX], nears = 0;

    most = most < SW_CELL_FEATURES_MAX ? most : SW_CELL_FEATURES_MAX;
    for (uint32_t s = 0; s < count && most > 0; s++) {
        const struct sw_state *row = sw_states_row(cell_features->states, s);
        uint32_t at = nears;

        if (row->sized == 0 ||
            (nears == most &&
             row->wrong >= sw_states_row(cell_features->states, near[nears - 1])->wrong) ||
            !fits(cell_features, row))
            continue;
        if (nears < most)
            nears++;
        else
            at--;
        for (; at > 0 && sw_states_row(cell_features->states, near[at - 1])->wrong > row->wrong;
             at--)
            near[at] = near[at - 1];
        near[at] = s;
    }
    for (uint32_t i = 0; i < nears; i++)
        add_state(cell_features, near[i]);
}

static int cheaper(const void *a, const void *b)
{
    const struct sw_cell_feature *first = a, *second = b;

    if (first->cost + first->late != second->cost + second->late)
        return first->cost + first->late < second->cost + second->late ? -1 : 1;
    return first->value < second->value ? -1 : first->value > second->value;
}

/* --- all together --- */

/* Where the cells are, and what they should become. */
static void lay_out(struct sw_cell_features *cell_features)
{
    uint32_t demonstrations = sw_states_demonstrations(cell_features->states);

    cell_features->canvases = sw_states_canvases(cell_features->states);
    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        cell_features->first[k] = cell_features->cells;
        cell_features->width[k] = cell_features->frame->width[k];
        cell_features->height[k] = cell_features->frame->height[k];
        cell_features->cells += (uint32_t)cell_features->width[k] * cell_features->height[k];
    }
    cell_features->first[cell_features->canvases] = cell_features->cells;
    cell_features->demonstration_cells = cell_features->first[demonstrations];
}

static void fill_targets(struct sw_cell_features *cell_features)
{
    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        bool demonstrated = k < sw_states_demonstrations(cell_features->states);
        uint32_t at = cell_features->first[k];

        memset(cell_features->canvas + at, (int)k, cell_features->first[k + 1] - at);
        for (int y = 0; y < cell_features->height[k] && demonstrated;
             y++, at += cell_features->width[k])
            memcpy(cell_features->target + at, sw_states_target(cell_features->states, k)->cell[y],
                   cell_features->width[k]);
    }
}

static void fill_colours(struct sw_cell_features *cell_features)
{
    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        const struct sw_grid *grid = &cell_features->bench->grid[k];
        uint32_t at = cell_features->first[k];

        for (int y = 0; y < grid->height; y++, at += grid->width)
            memcpy(cell_features->colour + at, grid->cell[y], grid->width);
    }
}

struct sw_cell_features *sw_cell_features_create(const struct sw_states *states,
                                                 const struct sw_placement *frame,
                                                 uint32_t state_cell_features, uint32_t near,
                                                 const struct sw_listing *listing,
                                                 struct sw_error *error)
{
    struct sw_cell_features *cell_features =
        sw_allocate(1, sizeof *cell_features, "learning rules", error);
    size_t rows = SW_CELL_FEATURES_MAX + 1 + 3 + SW_POINTERS_IN_ALL;

    if (cell_features == NULL)
        return NULL;
    cell_features->states = states;
    cell_features->frame = frame;
    cell_features->listing = *listing;
    cell_features->pointer_limit = SW_POINTER_STATES;
    lay_out(cell_features);
    cell_features->bench = sw_allocate(1, sizeof *cell_features->bench, "learning rules", error);
    cell_features->room = sw_allocate(cell_features->cells, rows, "learning rules", error);
    if (cell_features->bench != NULL)
        cell_features->bench->raw = sw_allocate(
            cell_features->cells, sizeof *cell_features->bench->raw, "learning rules", error);
    if (cell_features->bench == NULL || cell_features->room == NULL ||
        cell_features->bench->raw == NULL) {
        sw_cell_features_destroy(cell_features);
        return NULL;
    }
    cell_features->colour =
        cell_features->room + (size_t)(SW_CELL_FEATURES_MAX + 1) * cell_features->cells;
    cell_features->target = cell_features->colour + cell_features->cells;
    cell_features->canvas = cell_features->target + cell_features->cells;
    for (uint32_t p = 0; p < SW_POINTERS_IN_ALL; p++)
        cell_features->pointer[p] = cell_features->canvas + (size_t)(p + 1) * cell_features->cells;
    fill_targets(cell_features);
    add_states(cell_features, state_cell_features);
    add_near_states(cell_features, near);
    cell_features->state_cell_features = cell_features->cell_features;
    memcpy(cell_features->state_cell_feature, cell_features->cell_feature,
           cell_features->cell_features * sizeof *cell_features->cell_feature);
    return cell_features;
}

void sw_cell_features_turn_to(struct sw_cell_features *cell_features, uint32_t base)
{
    struct sw_cell_features_bench *bench = cell_features->bench;

    cell_features->base = base;
    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        if (base == SW_STATE_NONE)
            bench->grid[k] = sw_grid_empty(cell_features->width[k], cell_features->height[k]);
        else
            bench->grid[k] = sw_states_image(cell_features->states,
                                             sw_states_row(cell_features->states, base)->image[k])
                                 ->grid;
        bench->anatomy[k].known = 0;
    }
    memcpy(cell_features->cell_feature, cell_features->state_cell_feature,
           cell_features->state_cell_features * sizeof *cell_features->cell_feature);
    cell_features->cell_features = cell_features->state_cell_features;
    fill_colours(cell_features);
    sw_cell_features_fill_pointers(cell_features);
    add_features(cell_features);
    if (base != SW_STATE_NONE)
        add_selections(cell_features);
    qsort(cell_features->cell_feature, cell_features->cell_features,
          sizeof *cell_features->cell_feature, cheaper);
}

void sw_cell_features_destroy(struct sw_cell_features *cell_features)
{
    if (cell_features == NULL)
        return;
    if (cell_features->bench != NULL)
        free(cell_features->bench->raw);
    free(cell_features->bench);
    free(cell_features->room);
    free(cell_features);
}

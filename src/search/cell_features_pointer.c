/* cell_features_pointer.c - where cells can take their colour from: what they see, the colours of
 * the whole canvas, and a few other states. */
#include "search/cell_features_private.h"

#include <string.h>

static const char *const pointer_words[SW_POINTERS] = {
    [SW_POINTER_UP] = "act.take.up",
    [SW_POINTER_DOWN] = "act.take.down",
    [SW_POINTER_LEFT] = "act.take.left",
    [SW_POINTER_RIGHT] = "act.take.right",
    [SW_POINTER_RAREST] = "hand.rarest act.recolour",
    [SW_POINTER_COMMONEST] = "hand.commonest act.recolour",
    [SW_POINTER_LARGEST] = "hand.largest act.recolour",
    [SW_POINTER_SMALLEST] = "hand.smallest act.recolour",
    [SW_POINTER_UNIQUE] = "hand.unique act.recolour",
};

/* The colour that the first word takes in hand; SW_POINTER_NOTHING if it takes none (there is no
 * largest organism), so that what is in hand by chance would stay there. */
static uint8_t taken_in_hand(struct sw_canvas *canvas, const char *words)
{
    sw_edit_token token = (sw_edit_token)sw_edit_find(words, strcspn(words, " "));
    uint8_t taken;

    canvas->colour = 1;
    sw_edit_apply(canvas, token);
    taken = canvas->colour;
    canvas->colour = 2;
    sw_edit_apply(canvas, token);
    return taken == canvas->colour ? taken : SW_POINTER_NOTHING;
}

static void fill_named(struct sw_cell_features *cell_features)
{
    struct sw_cell_features_bench *bench = cell_features->bench;
    static const enum sw_feature seen[] = {SW_FEATURE_UP, SW_FEATURE_DOWN, SW_FEATURE_LEFT,
                                           SW_FEATURE_RIGHT};

    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        for (uint32_t p = 0; p < SW_POINTERS; p++) {
            struct sw_canvas canvas = sw_cell_features_canvas(cell_features, k, 0);
            uint32_t at = cell_features->first[k];

            if (p > SW_POINTER_RIGHT) {
                memset(cell_features->pointer[p] + at, taken_in_hand(&canvas, pointer_words[p]),
                       cell_features->first[k + 1] - at);
                continue;
            }
            sw_feature_plane(&canvas, seen[p], bench->value);
            for (int y = 0; y < canvas.grid.height; y++) {
                for (int x = 0; x < canvas.grid.width; x++, at++)
                    cell_features->pointer[p][at] = bench->value[y][x] != 0
                                                        ? (uint8_t)bench->value[y][x]
                                                        : cell_features->colour[at];
            }
        }
    }
}

/* How many of the marked cells the state makes right. */
static uint32_t makes_right(const struct sw_cell_features *cell_features, uint32_t state,
                            const uint8_t *marked)
{
    const struct sw_state *row = sw_states_row(cell_features->states, state);
    uint32_t right = 0;

    for (uint32_t k = 0; cell_features->first[k] < cell_features->demonstration_cells; k++) {
        const struct sw_grid *grid = &sw_states_image(cell_features->states, row->image[k])->grid;
        uint32_t at = cell_features->first[k];

        for (int y = 0; y < grid->height; y++, at += grid->width) {
            uint8_t count = 0; /* at most 32 */

            for (int x = 0; x < grid->width; x++)
                count = (uint8_t)(count + (uint8_t)((grid->cell[y][x] ==
                                                     cell_features->target[at + (uint32_t)x]) &
                                                    marked[at + (uint32_t)x]));
            right += count;
        }
    }
    return right;
}

static void take_colours(const struct sw_cell_features *cell_features, uint32_t state, uint8_t *to)
{
    const struct sw_state *row = sw_states_row(cell_features->states, state);

    for (uint32_t k = 0; k < cell_features->canvases; k++) {
        const struct sw_grid *grid = &sw_states_image(cell_features->states, row->image[k])->grid;

        for (int y = 0; y < grid->height; y++, to += grid->width)
            memcpy(to, grid->cell[y], grid->width);
    }
}

/* Of the listed states, one after the other, that which makes most of the cells right that have to
 * change and that none before makes right (the first of equals, which is cheaper by and large). */
static void choose_pointer_states(struct sw_cell_features *cell_features)
{
    uint32_t most[SW_CELL_FEATURES_MAX], cells = cell_features->demonstration_cells;
    uint8_t *marked = cell_features->room + (size_t)SW_CELL_FEATURES_MAX *
                                                cell_features->cells; /* behind all cell features */

    cell_features->pointer_states = 0;
    for (uint32_t i = 0; i < cells; i++)
        marked[i] = cell_features->colour[i] != cell_features->target[i];
    for (uint32_t i = 0; i < cell_features->listed; i++)
        most[i] = UINT32_MAX;
    while (cell_features->pointer_states < cell_features->pointer_limit) {
        uint8_t *to = cell_features->pointer[SW_POINTERS + cell_features->pointer_states];
        uint32_t best = 0, chosen = 0;

        for (uint32_t i = 0; i < cell_features->listed; i++) {
            if (most[i] <= best)
                continue;
            most[i] = makes_right(cell_features, cell_features->list[i], marked);
            if (most[i] > best) {
                best = most[i];
                chosen = i;
            }
        }
        if (best == 0)
            return;
        take_colours(cell_features, cell_features->list[chosen], to);
        for (uint32_t i = 0; i < cells; i++)
            marked[i] = marked[i] && to[i] != cell_features->target[i];
        cell_features->pointer_state[cell_features->pointer_states++] = cell_features->list[chosen];
    }
}

void sw_cell_features_fill_pointers(struct sw_cell_features *cell_features)
{
    fill_named(cell_features);
    choose_pointer_states(cell_features);
}

const char *sw_pointer_words(enum sw_pointer pointer)
{
    return pointer_words[pointer];
}

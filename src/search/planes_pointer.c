/* planes_pointer.c - where cells can take their colour from: what they see, the colours of the
 * whole canvas, and a few other states. */
#include "search/planes_private.h"

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

static void fill_named(struct sw_planes *planes)
{
    struct sw_planes_bench *bench = planes->bench;
    static const enum sw_feature seen[] = {SW_FEATURE_UP, SW_FEATURE_DOWN, SW_FEATURE_LEFT,
                                           SW_FEATURE_RIGHT};

    for (uint32_t k = 0; k < planes->canvases; k++) {
        for (uint32_t p = 0; p < SW_POINTERS; p++) {
            struct sw_canvas canvas = sw_planes_canvas(planes, k, 0);
            uint32_t at = planes->first[k];

            if (p > SW_POINTER_RIGHT) {
                memset(planes->pointer[p] + at, taken_in_hand(&canvas, pointer_words[p]),
                       planes->first[k + 1] - at);
                continue;
            }
            sw_feature_plane(&canvas, seen[p], bench->value);
            for (int y = 0; y < canvas.grid.height; y++) {
                for (int x = 0; x < canvas.grid.width; x++, at++)
                    planes->pointer[p][at] =
                        bench->value[y][x] != 0 ? (uint8_t)bench->value[y][x] : planes->colour[at];
            }
        }
    }
}

/* How many of the marked cells the state makes right. */
static uint32_t makes_right(const struct sw_planes *planes, uint32_t state, const uint8_t *marked)
{
    const struct sw_state *row = sw_states_row(planes->states, state);
    uint32_t right = 0;

    for (uint32_t k = 0; planes->first[k] < planes->demonstration_cells; k++) {
        const struct sw_grid *grid = &sw_states_image(planes->states, row->image[k])->grid;
        uint32_t at = planes->first[k];

        for (int y = 0; y < grid->height; y++, at += grid->width) {
            uint8_t count = 0; /* at most 32 */

            for (int x = 0; x < grid->width; x++)
                count = (uint8_t)(count +
                                  (uint8_t)((grid->cell[y][x] == planes->target[at + (uint32_t)x]) &
                                            marked[at + (uint32_t)x]));
            right += count;
        }
    }
    return right;
}

static void take_colours(const struct sw_planes *planes, uint32_t state, uint8_t *to)
{
    const struct sw_state *row = sw_states_row(planes->states, state);

    for (uint32_t k = 0; k < planes->canvases; k++) {
        const struct sw_grid *grid = &sw_states_image(planes->states, row->image[k])->grid;

        for (int y = 0; y < grid->height; y++, to += grid->width)
            memcpy(to, grid->cell[y], grid->width);
    }
}

/* Of the listed states, one after the other, that which makes most of the cells right that have to
 * change and that none before makes right (the first of equals, which is cheaper by and large). */
static void choose_pointer_states(struct sw_planes *planes)
{
    uint32_t most[SW_PLANES_MAX], cells = planes->demonstration_cells;
    uint8_t *marked = planes->room + (size_t)SW_PLANES_MAX * planes->cells; /* behind all planes */

    planes->pointer_states = 0;
    for (uint32_t i = 0; i < cells; i++)
        marked[i] = planes->colour[i] != planes->target[i];
    for (uint32_t i = 0; i < planes->listed; i++)
        most[i] = UINT32_MAX;
    while (planes->pointer_states < planes->pointer_limit) {
        uint8_t *to = planes->pointer[SW_POINTERS + planes->pointer_states];
        uint32_t best = 0, chosen = 0;

        for (uint32_t i = 0; i < planes->listed; i++) {
            if (most[i] <= best)
                continue;
            most[i] = makes_right(planes, planes->list[i], marked);
            if (most[i] > best) {
                best = most[i];
                chosen = i;
            }
        }
        if (best == 0)
            return;
        take_colours(planes, planes->list[chosen], to);
        for (uint32_t i = 0; i < cells; i++)
            marked[i] = marked[i] && to[i] != planes->target[i];
        planes->pointer_state[planes->pointer_states++] = planes->list[chosen];
    }
}

void sw_planes_fill_pointers(struct sw_planes *planes)
{
    fill_named(planes);
    choose_pointer_states(planes);
}

const char *sw_pointer_words(enum sw_pointer pointer)
{
    return pointer_words[pointer];
}

#include "search/placement.h"

#include <string.h>

static bool same(const struct sw_placement *a, const struct sw_placement *b, uint32_t canvases)
{
    return memcmp(a->x, b->x, canvases) == 0 && memcmp(a->y, b->y, canvases) == 0 &&
           memcmp(a->width, b->width, canvases) == 0 && memcmp(a->height, b->height, canvases) == 0;
}

static void of_state(const struct sw_states *states, uint32_t index, struct sw_placement *frame)
{
    const struct sw_state *state = sw_states_row(states, index);

    memset(frame, 0, sizeof *frame);
    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        const struct sw_layer *image = sw_states_image(states, state->image[k]);

        frame->x[k] = image->x;
        frame->y[k] = image->y;
        frame->width[k] = image->grid.width;
        frame->height[k] = image->grid.height;
    }
    frame->state = index;
    frame->cost = state->cost;
    frame->length = sw_states_program(states, index, frame->token);
}

static void word(struct sw_placement *frame, const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    if (token >= 0)
        frame->token[frame->length++] = (sw_edit_token)token;
}

static void number(struct sw_placement *frame, uint32_t value)
{
    char digit[8] = "hand.0";

    digit[5] = (char)('0' + value % 10);
    word(frame, digit);
    for (uint32_t tens = value / 10; tens > 0; tens--)
        word(frame, "hand.ten");
}

/* A bar as long as the canvas is high is set upright and stretched. */
static bool of_constant(const struct sw_states *states, struct sw_placement *frame)
{
    const struct sw_grid *first = sw_states_target(states, 0);

    memset(frame, 0, sizeof *frame);
    for (uint32_t k = 1; k < sw_states_demonstrations(states); k++) {
        const struct sw_grid *target = sw_states_target(states, k);

        if (target->width != first->width || target->height != first->height)
            return false;
    }
    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        frame->width[k] = first->width;
        frame->height[k] = first->height;
    }
    frame->state = SW_STATE_NONE;
    frame->cost = 15;
    number(frame, first->height);
    word(frame, "act.bar");
    word(frame, "select.everything");
    word(frame, "act.turn.90");
    number(frame, first->width);
    word(frame, "act.stretch.x");
    return true;
}

/* Keeps frames in the order of cost; of two at the same places the cheaper one. */
static uint32_t insert(struct sw_placement *frame, uint32_t count, uint32_t limit,
                       const struct sw_placement *new, uint32_t canvases)
{
    uint32_t at = count;

    for (uint32_t i = 0; i < count; i++) {
        if (!same(&frame[i], new, canvases))
            continue;
        if (frame[i].cost <= new->cost)
            return count;
        memmove(frame + i, frame + i + 1, (count - i - 1) * sizeof *frame);
        at = --count;
        break;
    }
    while (at > 0 && frame[at - 1].cost > new->cost)
        at--;
    if (at == limit)
        return count;
    count = count < limit ? count + 1 : count;
    memmove(frame + at + 1, frame + at, (count - at - 1) * sizeof *frame);
    frame[at] = *new;
    return count;
}

uint32_t sw_placements_find(const struct sw_states *states, uint32_t limit,
                            struct sw_placement frame[SW_PLACEMENTS_MAX])
{
    uint32_t canvases = sw_states_canvases(states), count = 0;
    struct sw_placement new;

    if (limit > SW_PLACEMENTS_MAX)
        limit = SW_PLACEMENTS_MAX;
    for (uint32_t i = 0; i < sw_states_count(states); i++) {
        const struct sw_state *state = sw_states_row(states, i);

        if (!state->sized || (count == limit && state->cost >= frame[count - 1].cost))
            continue;
        of_state(states, i, &new);
        count = insert(frame, count, limit, &new, canvases);
    }
    if (of_constant(states, &new))
        count = insert(frame, count, limit, &new, canvases);
    return count;
}

#include "search/proposals.h"

#include <stdlib.h>

struct sw_proposals {
    uint32_t count;
    struct sw_operation row[SW_PROPOSALS_MAX];
    struct sw_layer image[SW_IMAGES_MAX];
};

struct sw_proposals *sw_proposals_create(struct sw_error *error)
{
    return sw_allocate(1, sizeof(struct sw_proposals), "starting a search", error);
}

void sw_proposals_destroy(struct sw_proposals *proposals)
{
    free(proposals);
}

int sw_proposals_ask(struct sw_proposals *proposals, const struct sw_proposer *proposer,
                     const struct sw_puzzle *puzzle, struct sw_error *error)
{
    int count =
        proposer->propose(proposer->context, puzzle, SW_PROPOSALS_MAX, proposals->row, error);

    proposals->count = count < 0 ? 0 : (uint32_t)count;
    return count < 0 ? -1 : 0;
}

enum nearness { FAR, NEAR, FITS };

/* What a program has made of the demonstrations. */
static enum nearness nearness_of(const struct sw_proposals *proposals,
                                 const struct sw_states *states)
{
    uint32_t demonstrations = sw_states_demonstrations(states), wrong = 0, right = 0, mended = 0;
    bool sized = true;

    for (uint32_t k = 0; k < demonstrations; k++) {
        const struct sw_grid *grid = &proposals->image[k].grid;
        const struct sw_grid *target = sw_states_target(states, k);

        if (grid->width == target->width && grid->height == target->height) {
            uint32_t off = (uint32_t)sw_grid_difference(grid, target);

            wrong += off;
            right += off == 0;
            mended += off == 0 && !sw_states_keeps(states, k);
        } else {
            sized = false;
        }
    }
    if (right == demonstrations)
        return FITS;
    return mended > 0 || (sized && wrong < sw_states_row(states, 0)->wrong) ? NEAR : FAR;
}

/* Runs a program, and makes a state of what comes of it. */
static void take(struct sw_proposals *proposals, struct sw_states *states,
                 const struct sw_operation *row, enum nearness wanted)
{
    struct sw_image image[SW_IMAGES_MAX];
    uint32_t demonstrations = sw_states_demonstrations(states);
    uint16_t operation;

    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        struct sw_layer *layer = &proposals->image[k];

        if (k == demonstrations && nearness_of(proposals, states) != wanted)
            return;
        *layer = sw_tokens_place(row->token, row->length, sw_states_canvas(states, k), NULL);
        image[k] = (struct sw_image){&layer->grid, layer->x, layer->y};
    }
    operation = sw_states_offer(states, row);
    if (operation != SW_OPERATION_NONE)
        sw_states_add(states, 0, operation, image, NULL);
}

int sw_proposals_take(struct sw_proposals *proposals, struct sw_states *states, bool fits,
                      struct sw_error *error)
{
    for (uint32_t i = 0; i < proposals->count; i++)
        take(proposals, states, &proposals->row[i], fits ? FITS : NEAR);
    return sw_states_failed(states, error);
}

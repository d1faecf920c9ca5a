/* cover_layers.c - gathers the layers that covers are made of. */
#include "search/cover_layers.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

#define ALTERNATIVES 16u
#define LAYER_WORDS  (4u << 20) /* at most so many words of layers: 32 MB */

/* Cells that the head paints wrong, in its own colours or, if that is less, all in the best colour
 * for it. */
static uint32_t least_wrong(const struct sw_cover_layers *set, uint32_t head)
{
    const uint64_t *painted = sw_cover_painted(set, head), *right = painted + set->cells->words;
    uint32_t paints = 0, own = 0, best = 0;

    for (uint32_t w = 0; w < set->cells->words; w++) {
        paints += sw_bits_count(painted[w]);
        own += sw_bits_count(right[w]);
    }
    for (uint32_t colour = 0; colour < SW_COLOURS; colour++) {
        uint32_t hits = 0;

        if (set->cells->target_count[colour] <= best)
            continue;
        for (uint32_t w = 0; w < set->cells->words; w++)
            hits += sw_bits_count(painted[w] & set->cells->target[colour][w]);
        best = hits > best ? hits : best;
    }
    return paints - (own > best ? own : best);
}

static uint64_t tests_of(const struct sw_cover_layers *set, uint32_t layer)
{
    const struct sw_state *row = sw_states_row(set->cells->states, set->layer[layer].state);
    uint64_t hash = 1;

    for (uint32_t k = set->cells->demonstrations; k < sw_states_canvases(set->cells->states); k++) {
        const struct sw_layer *image = sw_states_image(set->cells->states, row->image[k]);
        struct sw_grid grid;

        if (image->grid.width == set->cells->frame->width[k] &&
            image->grid.height == set->cells->frame->height[k]) {
            hash = hash * 0x9e3779b97f4a7c15u + sw_grid_hash(&image->grid);
            continue;
        }
        grid = sw_grid_empty(set->cells->frame->width[k], set->cells->frame->height[k]);
        sw_bitset_lay(set->cells->frame, k, image, SW_COLOUR_OWN, &grid);
        hash = hash * 0x9e3779b97f4a7c15u + sw_grid_hash(&grid);
    }
    return hash | 1;
}

/* The layer that comes next joins those of the head, unless one of them does the same on the tests
 * too. At most ALTERNATIVES of them: the first, which are the cheapest by and large. */
static bool add_alternative(struct sw_cover_layers *set, uint32_t head)
{
    struct sw_cover_layer *own = &set->layer[set->layers];
    uint32_t last = head, count = 0;

    own->tests = tests_of(set, set->layers);
    for (uint32_t l = head; l != SW_COVER_NONE; l = set->layer[l].next, count++) {
        if (set->layer[l].tests == 0)
            set->layer[l].tests = tests_of(set, l);
        if (set->layer[l].tests == own->tests)
            return false;
        last = l;
    }
    if (count > ALTERNATIVES)
        return false;
    set->layer[last].next = set->layers;
    return true;
}

/* Goes over the states in their order, so of states with one effect the first is the head. */
int sw_cover_layers_gather(struct sw_cover_layers *set, const struct sw_bitset *cells,
                           const struct sw_listing *listing, uint32_t states,
                           struct sw_error *error)
{
    uint32_t words = cells->words, count = sw_states_count(cells->states), slots = 1024;
    uint32_t *slot = NULL;

    set->cells = cells;
    if (count > states)
        count = states;
    if (count > LAYER_WORDS / (2 * words))
        count = LAYER_WORDS / (2 * words);
    while (slots < 2 * count)
        slots *= 2;
    set->layer = sw_allocate(count + 1, sizeof *set->layer, "covering", error);
    set->head = sw_allocate(count + 1, sizeof *set->head, "covering", error);
    set->bits = sw_allocate(((size_t)count + 1) * 2 * words, sizeof *set->bits, "covering", error);
    set->least = sw_allocate(count + 1, sizeof *set->least, "covering", error);
    slot = sw_allocate(slots, sizeof *slot, "covering", error);
    if (set->layer == NULL || set->head == NULL || set->bits == NULL || set->least == NULL ||
        slot == NULL) {
        free(slot);
        return -1;
    }
    for (uint32_t at = 0; at < count; at++) {
        uint64_t *bits = set->bits + (size_t)set->heads * 2 * words, any = 0;
        uint32_t s = sw_listing_at(listing, at), i;
        uint32_t cost = sw_states_row(set->cells->states, s)->cost;

        sw_bitset_effect(set->cells, s, bits, bits + words);
        for (uint32_t w = 0; w < words; w++)
            any |= bits[w];
        if (any == 0)
            continue;
        i = (uint32_t)(sw_hash(bits, 2 * words * sizeof *bits) & (slots - 1));
        while (slot[i] != 0 &&
               memcmp(sw_cover_painted(set, slot[i] - 1), bits, 2 * words * sizeof *bits) != 0)
            i = (i + 1) & (slots - 1);
        set->layer[set->layers] = (struct sw_cover_layer){s, cost, SW_COVER_NONE, 0};
        if (slot[i] == 0) {
            set->head[set->heads] = set->layers;
            set->least[set->heads] = least_wrong(set, set->heads);
            slot[i] = ++set->heads;
        } else if (!add_alternative(set, set->head[slot[i] - 1])) {
            continue;
        }
        set->layers++;
    }
    free(slot);
    return 0;
}

void sw_cover_layers_clear(struct sw_cover_layers *set)
{
    free(set->layer);
    free(set->head);
    free(set->bits);
    free(set->least);
}

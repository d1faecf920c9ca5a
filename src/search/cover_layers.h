/* cover_layers.h - the layers that covers are made of: what states do on the demonstrations, each
 * effect once. Only cover.c includes it. Local. */
#ifndef SW_SEARCH_COVER_LAYERS_H
#define SW_SEARCH_COVER_LAYERS_H

#include "base/error.h"
#include "search/bitset.h"
#include "search/likelihood.h"

#define SW_COVER_NONE UINT32_MAX

/* One state's effect. */
struct sw_cover_layer {
    uint32_t state, cost;
    uint32_t next;  /* alternative: another layer with the same effect, or SW_COVER_NONE */
    uint64_t tests; /* hash of what it paints on the tests; 0 while it is not known */
};

struct sw_cover_layers {
    const struct sw_bitset *cells; /* borrowed */
    uint32_t layers, heads;
    struct sw_cover_layer *layer; /* in the order of the listing */
    uint32_t *head;               /* the layers with effects of their own */
    uint64_t *bits;               /* of head i: painted at i * 2 * words, right behind it */
    uint32_t *least; /* of head i: cells that must be covered before it can be laid at all */
};

/* Gathers the layers of the first `states` states of the listing, or of as many as fit in 32 MB. -1
 * if memory runs out; sw_cover_layers_clear either way. */
int sw_cover_layers_gather(struct sw_cover_layers *set, const struct sw_bitset *cells,
                           const struct sw_listing *listing, uint32_t states,
                           struct sw_error *error);
void sw_cover_layers_clear(struct sw_cover_layers *set);

/* The cells that a head paints; behind them, those that it paints right. */
static inline const uint64_t *sw_cover_painted(const struct sw_cover_layers *set, uint32_t head)
{
    return set->bits + (size_t)head * 2 * set->cells->words;
}

#endif

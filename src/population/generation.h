/* generation.h - one generation lives: litters are dealt to ranks, meet their worlds, exchange
 * tokens, and all ranks end up with all scores, in id order. */
#ifndef SW_POPULATION_GENERATION_H
#define SW_POPULATION_GENERATION_H

#include "population/breeding.h"
#include "population/exchange.h"
#include "population/life.h"
#include "population/world_sets.h"

struct sw_generation {
    const struct sw_settings *settings; /* borrowed, as all up to here */
    const struct sw_worlds *worlds;     /* of the config */
    struct sw_exchange *exchange;
    struct sw_life *life;       /* owned, as all below */
    struct sw_world_sets *sets; /* worlds that events and islands' sections ask for */
    uint32_t islands, litters;  /* of each island */
    uint64_t first, end;        /* my litters, among islands * litters */
    struct sw_batch **batch;    /* [islands] worlds of the islands that I host; NULL elsewhere */
    struct sw_noise **noise;    /* [islands * litters] noise of my litters; NULL elsewhere */
    float *litter_score;        /* [islands * litters * 32] */
    float *litter_cost;         /* the same: what its ambiguity costs each speaker */
    float *score;               /* [islands * members]: the result */
    uint8_t *said, *heard;      /* [my litters * 32][worlds][L] */
    uint32_t *source;           /* [islands * litters * 32] whom each member hears */
    uint32_t *shuffled;         /* [worlds] what a shuffled channel delivers */
};

/* Local. */
int sw_generation_create(struct sw_generation *generation, const struct sw_settings *settings,
                         const struct sw_brain_layout *layout, const struct sw_worlds *worlds,
                         struct sw_exchange *exchange, struct sw_error *error);
void sw_generation_destroy(struct sw_generation *generation);

/* The phase of the breeding's present generation; the same on all islands but for its strength and
 * rates. Borrowed, as sw_schedule_at. Local. */
const struct sw_phase *sw_generation_phase(const struct sw_breeding *breeding);

/* Collective. Lives through the breeding's present generation and fills generation->score. A
 * failure on any rank fails on all. */
int sw_generation_live(struct sw_generation *generation, const struct sw_breeding *breeding,
                       struct sw_error *error);

#endif

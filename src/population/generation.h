/* generation.h - one generation lives: litters are dealt to ranks, meet their worlds, exchange
 * tokens, and the ranks that host an island end up with all its scores, in the order of slots. */
#ifndef SW_POPULATION_GENERATION_H
#define SW_POPULATION_GENERATION_H

#include "body/body_life.h"
#include "body/ranks/body_split.h"
#include "forecast/forecast_life.h"
#include "population/breeding.h"
#include "population/exchange.h"
#include "life/life.h"
#include "population/vectors.h"
#include "settings/world_sets.h"

struct sw_generation {
    const struct sw_settings *settings; /* borrowed, as all up to here */
    const struct sw_worlds *worlds;     /* of the config */
    struct sw_exchange *exchange;
    struct sw_life *life;               /* owned; NULL where members solve no puzzles */
    struct sw_vectors *vectors;         /* owned; NULL where they are no vectors */
    struct sw_body_life *bodies;        /* owned; NULL where they are no bodies */
    struct sw_generation_crews *crews;  /* owned; NULL where crews do not come from islands */
    struct sw_forecast_life *forecasts; /* owned; NULL where they forecast nothing */
    struct sw_forecast_life *foresight; /* owned; NULL unless deeds of the forecast experts of those
                                           that solve puzzles count (life.forecasts) */
    struct sw_episode_rules episodes;   /* of these deeds */
    struct sw_own_teacher *own;         /* owned; NULL where no parent teaches itself */
    struct sw_world_sets *sets; /* owned: worlds that events and islands' sections ask for */
    uint32_t islands, litters;  /* of the run; of each island */
    struct sw_hosting hosting;  /* my litters and islands; "hosted" below */
    struct sw_batch **batch;    /* [hosted] worlds of the islands; of a game by turns the present
                                   turn of each */
    struct sw_batch **whole;    /* [hosted] of such a game the worlds; NULL where none is played */
    uint32_t turn;              /* the present turn; 0 where nobody takes turns */
    float *turn_sum;            /* of such a game: sums over turns; NULL where none is played */
    struct sw_noise **noise;    /* [hosted * litters] noise of my litters; NULL elsewhere */
    float *row_score;       /* [my litters * 32] by row of a tile: rows beyond a litter are idle */
    float *row_cost;        /* the same: what its ambiguity costs each speaker */
    float *row_observed;    /* the same, [width] of each; NULL if the scheme observes nothing */
    float *litter_score;    /* [hosted * litters * members of a litter] */
    float *litter_cost;     /* the same */
    float *litter_observed; /* the same, [width] of each */
    float *score;           /* [hosted * members]: the result */
    uint32_t width;         /* what is observed of each member (sw_settings_observed) */
    float *observed;        /* [hosted * members][width]: the result; NULL if nothing is */
    float *family;          /* [islands] parents on fresh worlds, where they are judged */
    bool judged;            /* in the generation that was lived last */
    struct sw_batch *probe; /* [run.probes] worlds; NULL where nobody is probed */
    struct sw_batch *probe_turn; /* of a game by turns a turn of them; NULL where none is played */
    uint32_t *row_programs; /* [my litters * 32][run.probes] numbers of programs (life/life.h) */
    uint32_t *programs;     /* [hosted * litters * members of a litter][run.probes] the same */
    bool probed;            /* in the generation that was lived last */
    uint8_t *said, *heard;  /* [my litters * 32][worlds][L] */
    uint32_t *source;   /* [hosted * litters * 32] the row of its island that each member hears */
    uint32_t *shuffled; /* [worlds] what a shuffled channel delivers */
    struct sw_strangers *strangers; /* owned; NULL until one is heard */
};

/* Local. worlds: NULL if members solve no puzzles. On several ranks the exchange has to
 * know the hosting (sw_exchange_host) before anybody lives. */
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

/* Collective, each home its islands. Scores of the parents of all islands in the present phase's
 * game, on fresh worlds that are
 * the same for all and no life's, into generation->family (generation_judge.c). Of several parents
 * the first. */
int sw_generation_judge(struct sw_generation *generation, const struct sw_breeding *breeding,
                        struct sw_error *error);

/* Collective. What all members write in the probe worlds, in the present phase's game, into
 * generation->programs. Where the game has a speaker, each is told what it says itself. Nobody is
 * scored (generation_judge.c). */
int sw_generation_probe(struct sw_generation *generation, const struct sw_breeding *breeding,
                        struct sw_error *error);

/* The worlds of a life on an island that I host, as they were drawn. Borrowed. Local. */
struct sw_batch *sw_generation_worlds(const struct sw_generation *generation, uint32_t island,
                                      bool by_turns);

/* What was lived on this rank in crews that come from islands (body.crew = island). Local. */
struct sw_body_split_count sw_generation_crews_count(const struct sw_generation *generation);

/* Bytes that such crews take on a rank, about and at most; 0 where there are none. Local. */
uint64_t sw_generation_crews_bytes(const struct sw_settings *settings,
                                   const struct sw_brain_layout *layout, uint32_t ranks);

/* What the members got, for breeding and the store; borrowed. Local. */
struct sw_lived sw_generation_lived(const struct sw_generation *generation);

/* Who hears whom in a generation (life.partner): in one go all members of an island, or of each of
 * its litters, hear the one so many slots behind, counted round. Local. */
struct sw_seating {
    uint32_t members, circle; /* of the island; of a litter, or as many as `members` */
    uint32_t bits;            /* drawn: how many slots behind; unused where each hears itself */
    bool apart;               /* nobody hears itself, but who is alone in its circle */
};
struct sw_seating sw_generation_seating(const struct sw_settings *settings, uint64_t number,
                                        uint32_t island);

/* The slot that the member of a slot hears, and that of who hears it. */
uint32_t sw_seating_speaker(const struct sw_seating *seating, uint32_t slot);
uint32_t sw_seating_listener(const struct sw_seating *seating, uint32_t slot);

#endif

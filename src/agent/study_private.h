/* study_private.h - what a study remembers of its lives: written by study.c, read by
 * study_learn.c. Local. */
#ifndef SW_AGENT_STUDY_PRIVATE_H
#define SW_AGENT_STUDY_PRIVATE_H

#include "agent/study.h"
#include "lang/utterance.h"

/* One look: what a row of the tile was shown, and what its sight made of it. Looks stand in tiles
 * of 32, so that their layers are products of tiles. */
struct sw_look {
    struct sw_encoding encoding;     /* sums of the eye over the percept; owned */
    float deviation[SW_EXPERTS_MAX]; /* 1 / that of the features that each eye pooled */
};

struct sw_look_tile {
    struct sw_look look[SW_TILE];
    float *floats; /* owned: what follows */
    float *pooled; /* [32][2K] as they were pooled */
    float *normal; /* [32][2K] normalised */
    float *hidden; /* [32][H] */
    float *gates;  /* [32][2M] of memory.sight */
    float *error;  /* [32][2M] what reached the gates, over all ticks */
    float *edits;  /* [32][A padded] the error of the edits, over all ticks */
    float *credit; /* [32][H + 2K] that of hidden units, then of features, over all ticks */
};

/* What the rows of the tile heard, and what hearing made of it. */
struct sw_study_ear {
    bool heard; /* since the last beginning */
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];
    float *hidden; /* [32][H]; 0 in a row that hears nothing */
    float *gates;  /* [32][2M] of memory.sight */
    float *error;  /* [32][2M] what reached the gates, over all ticks */
    float *edits;  /* [32][A padded] the error of the edits, over all ticks */
};

/* What all units did in one tick. */
struct sw_study_tick {
    float *floats;  /* owned: what follows */
    float *memory;  /* [32][M] before the tick */
    float *open;    /* [32][M] how far the gates were open */
    float *fresh;   /* [32][M] what they let in */
    float *after;   /* [32][M] memory after the tick */
    float *thought; /* [32][M] what the expert added */
    float *said;    /* [32][M] memory and thought: what the edit head reads */
    float *error;   /* [32][A padded] teacher's edit minus own probabilities */
    uint16_t previous[SW_TILE];
    uint32_t look[SW_TILE]; /* the look before the row's eye; UINT32_MAX: none */
    uint8_t expert[SW_TILE];
    bool heard; /* there were words in the ear */
};

struct sw_study {
    const struct sw_brain_layout *layout; /* borrowed */
    const float *weights;                 /* borrowed */
    struct sw_kernel kernel;
    struct sw_mind *mind; /* owned: sums of the eye are taken as it takes them */
    struct sw_look_tile **look;
    uint32_t looks, fresh_looks; /* in use; from which on sight has not run yet */
    uint32_t look_tiles;
    struct sw_study_tick **tick;
    uint32_t ticks, tick_room;
    uint32_t now[SW_TILE];          /* the look before each row's eye */
    const uint8_t *barred[SW_TILE]; /* as of sw_study_bar; borrowed */
    struct sw_study_ear ear;
    float *memory;     /* [32][M] */
    uint8_t only;      /* the expert that thinks; SW_EXPERT_CHOSEN: the gate's or router's choice */
    float *room[5];    /* scratch: [32][widest] each */
    float *thresholds; /* scratch, [pairs][widest]: what pairs added to the thresholds of a layer */
    size_t thresholds_room;
    float *turned, *back_turned; /* scratch: a tile of activities; a matrix of the way back */
};

/* The tensor that leads from what the looks of a tile show to memory. */
uint32_t sw_study_way_in(const struct sw_look_tile *tile);

#endif

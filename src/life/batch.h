/* batch.h - the worlds of one generation on one island, with what their seats are shown. All
 * members of an island meet the same worlds in a generation; which ones is a function of (seed,
 * generation, island). Local. */
#ifndef SW_LIFE_BATCH_H
#define SW_LIFE_BATCH_H

#include "life/game.h"
#include "world/sight/sight.h"
#include "world/puzzle/worlds.h"

struct sw_batch {
    uint32_t worlds;
    struct sw_puzzle *puzzle;   /* [worlds] */
    struct sw_percept **shown;  /* [worlds] the demonstrations */
    struct sw_percept **canvas; /* [worlds] the test canvas without its target */
    struct sw_percept **answer; /* [worlds] the test canvas beside its target */
    uint32_t *rule;             /* [worlds] which rule a life's world shows, or begins with;
                                      SW_RULE_NONE of an earlier one */
    uint32_t *class_of;         /* [worlds] worlds with the same teacher are of one class; in lives
                                   that need it */
};

struct sw_batch *sw_batch_create(uint32_t worlds, struct sw_error *error);
void sw_batch_destroy(struct sw_batch *batch);

/* What lives meet of earlier worlds: a share of their puzzles, any rule of them alike often. */
struct sw_replay {
    const struct sw_worlds *const *worlds; /* [count], borrowed; generated */
    uint32_t count;
    double share;         /* of puzzles; what is left of a whole one is drawn for */
    uint64_t seed, seeds; /* so many puzzles of each rule, those of this seed; 0: fresh ones */
};

/* What a life's worlds must have. */
struct sw_batch_needs {
    uint8_t shows; /* what is described beside the demonstrations (enum sw_shown) */
    bool teachers; /* each world has a teacher (a fitness that follows it) */
    bool families; /* balanced over families of rules instead of rules */
    bool lessons;  /* with teachers: of several laws in a row one is left (sw_worlds_lesson) */
    bool by_turns; /* nothing is described and classed yet: turns are (life/turns.h) */
    bool classes;  /* class_of says which have the same teacher (games whose seats speak) */
    const struct sw_replay *replay; /* the last worlds are earlier ones; NULL: none are */
    const double *share; /* [rules] the expected share of each, of sum 1; NULL: all alike */
};

/* Fills the batch with the worlds of a life: fresh puzzles balanced over the rules (a random
 * cycle through them) or over their families (a random cycle, and any rule of each), or draws
 * from the pool. */
int sw_batch_life(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                  uint64_t generation, uint32_t island, uint32_t islands,
                  struct sw_batch_needs needs, struct sw_error *error);

/* Fills it with puzzles first..first+worlds-1 of an examination: rules in turn. shows: bits of
 * enum sw_shown. */
int sw_batch_examination(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                         uint64_t first, uint8_t shows, struct sw_error *error);

/* The same, but of what is held out of lives, in turn; sw_worlds_held() is not 0. */
int sw_batch_held_out(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                      uint64_t first, uint8_t shows, struct sw_error *error);

/* Fills it with the probe worlds of a run: puzzles that lives may meet, of rules in random order.
 * shows: bits of enum sw_shown. */
int sw_batch_probe(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                   uint8_t shows, struct sw_error *error);

/* What a seat is shown of a world; NULL: nothing. Borrowed from the batch. */
const struct sw_percept *sw_batch_shown(const struct sw_batch *batch, const struct sw_seat *seat,
                                        uint32_t world);

/* Says in class_of which worlds have the same teacher. */
void sw_batch_classify(struct sw_batch *batch);

/* Describes one puzzle, or all, of batch->puzzle (which the caller has filled). */
int sw_batch_look_at(struct sw_batch *batch, uint32_t world, uint8_t shows, struct sw_error *error);
int sw_batch_look(struct sw_batch *batch, uint8_t shows, struct sw_error *error);

#endif

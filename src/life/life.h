/* life.h - what happens between birth and score: seats perceive, think, speak, hear and edit, tick
 * by tick. A seat is shown its world when a life begins, and again when its edits move its eye
 * (life/refocus.h).
 *
 * A litter lives through all worlds of a batch at once, 16 pairs a vector; an examination lets one
 * network live through many worlds, 32 at a time. Nothing here depends on ranks: seats that sit
 * elsewhere are served by the exchange, with tokens. Local.
 */
#ifndef SW_LIFE_LIFE_H
#define SW_LIFE_LIFE_H

#include "agent/mind.h"
#include "lang/channel.h"
#include "lang/utterance.h"
#include "life/batch.h"
#include "life/game.h"
#include "life/refocus.h"
#include "selection/scheme.h"
#include "world/puzzle/action_set.h"

/* What is observed of members beside their scores. Cases: the score in each world. Behaviour: mean
 * length of programs as a share of a life's ticks, and the mean share of their edits that act (the
 * others select, take in hand or control). Objectives: room for the score, and minus the mean
 * length of programs. */
struct sw_life_notes {
    enum sw_observed kind;
    uint32_t width;
    float *of; /* [litters * 32][width], borrowed */
};

struct sw_life {
    struct sw_mind *mind;            /* owned */
    struct sw_encoding encoding;     /* owned */
    struct sw_refocus *refocus;      /* owned */
    struct sw_action_set action_set; /* which edits the rows of the edit head stand for */
    uint32_t ticks;                  /* most edits of a life in one world, 1..SW_PROGRAM_MAX */
    struct sw_memo *memo;            /* what programs achieved in the present world */
    uint32_t *heard_by; /* [room][2] scratch: member, place of the message that it hears */
    uint32_t room;
    struct sw_life_notes notes; /* what sw_life_edit writes down of each member; kind 0: nothing */
    uint32_t noting;            /* row of the notes at which the present tile begins */
};

/* `action_set` has as many rows as the layout has edits. */
struct sw_life *sw_life_create(const struct sw_brain_layout *layout, const char *kernel,
                               const struct sw_action_set *action_set, uint32_t ticks,
                               struct sw_error *error);
void sw_life_destroy(struct sw_life *life);

/* The children of one parent: litters that share its weights, and so its sums. */
struct sw_brood {
    const float *weights;                /* the parent's */
    const struct sw_noise *const *noise; /* [litters] */
    uint32_t litters;
};

/* A brood's mouths: what each member says of each world, seeing what the seat sees (for channel
 * `self` the listener's). said: [litters * 32][worlds][L]. */
int sw_life_speak(struct sw_life *life, const struct sw_brood *brood, const struct sw_batch *batch,
                  const struct sw_seat *seat, uint8_t *said, struct sw_error *error);

/* A brood's hands: each member's score, summed over worlds in order and divided by their number.
 * heard: [litters * 32][worlds][L], or NULL if nothing arrives. score: [litters * 32]. */
int sw_life_edit(struct sw_life *life, const struct sw_brood *brood, const struct sw_batch *batch,
                 const struct sw_seat *seat, enum sw_fitness_id fitness, const uint8_t *heard,
                 float *score, struct sw_error *error);

/* One world of an examination. */
struct sw_answer {
    struct sw_program program;
    /* L tokens each; meaningful if the game has a speaker. */
    uint8_t said[SW_UTTERANCE_MAX], heard[SW_UTTERANCE_MAX];
    bool exact;
    float progress;
};

/* One network in all seats of the game, in every world of the batch. answers: [worlds]. `source`:
 * for channel shuffled, whose utterance arrives in each world. */
int sw_life_examine(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                    enum sw_game_id game, enum sw_channel_mode channel, const uint32_t *source,
                    struct sw_answer *answers, struct sw_error *error);

/* The same with two networks: `speaker` has the seat whose words arrive, `weights` the others. */
int sw_life_examine_pair(struct sw_life *life, const float *weights, const float *speaker,
                         const struct sw_batch *batch, enum sw_game_id game,
                         enum sw_channel_mode channel, const uint32_t *source,
                         struct sw_answer *answers, struct sw_error *error);

#endif

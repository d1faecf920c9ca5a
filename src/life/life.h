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
#include "life/thinking.h"
#include "life/turns.h"
#include "selection/scheme.h"
#include "world/puzzle/action_set.h"

/* What is observed of members beside their scores. Cases: the score in each world. Ticks: what each
 * of the first width / worlds ticks in each world added, where a life follows teachers. Behaviour:
 * mean length of programs as a share of a life's ticks, and the mean share of their edits that act
 * (the others select, take in hand or control). Objectives: room for the score, and minus the mean
 * length of programs.
 *
 * With `programs` nobody is scored, whatever the fitness, and no teacher is followed: each program
 * that a member writes is mixed into the number that stands there for the world, so that who wrote
 * the same has the same number. */
struct sw_life_notes {
    enum sw_observed kind;
    uint32_t width;
    float *of;          /* [litters * 32][width], borrowed */
    uint32_t *programs; /* [litters * 32][worlds], borrowed; NULL: they are scored */
};

struct sw_life {
    struct sw_mind *mind;            /* owned */
    struct sw_encoding encoding;     /* owned */
    struct sw_refocus *refocus;      /* owned */
    struct sw_action_set action_set; /* which edits the rows of the edit head stand for */
    bool ends;                       /* token 0 ends an utterance; false at first */
    uint32_t delay;                  /* ticks that an utterance is on its way; 0 at first */
    uint32_t ticks;                  /* most edits of a life in one world, 1..SW_PROGRAM_MAX */
    uint32_t crew;                   /* who takes turns around a canvas: life.crew; 0 at first */
    struct sw_tools tools;           /* dealt out to them */
    uint32_t looks;       /* at most so many looks at the demonstrations; 1 at first: only one */
    struct sw_memo *memo; /* what programs achieved in the present world */
    uint32_t *heard_by;   /* [room][2] scratch: member, place of the message that it hears */
    uint32_t room;
    struct sw_thinking *thinking;        /* owned; NULL: who is examined answers at once */
    const struct sw_edit_engine *engine; /* it tries programs there; borrowed; NULL: the world */
    struct sw_verifying *verifying;      /* owned; NULL: who speaks verifies nothing */
    struct sw_life_notes notes; /* what sw_life_edit writes down of each member; kind 0: nothing */
    uint32_t noting;            /* row of the notes at which the present tile begins */
    uint32_t noting_at, noting_ticks; /* where its world's ticks are noted, and how many */
    uint32_t world, worlds;           /* which of how many is lived through */
};

/* `action_set` has as many rows as the layout has edits. */
struct sw_life *sw_life_create(const struct sw_brain_layout *layout, const char *kernel,
                               const struct sw_action_set *action_set, uint32_t ticks,
                               struct sw_error *error);
void sw_life_destroy(struct sw_life *life);

/* From here on so many take turns where a game leaves that open (life.crew); 0, as at first: as
 * many as is usual. */
void sw_life_crew(struct sw_life *life, uint32_t crew);

/* The children of one parent: litters that share its weights, and so its sums. */
struct sw_brood {
    const float *weights;                /* the parent's */
    const struct sw_noise *const *noise; /* [litters] */
    uint32_t litters;
};

/* A brood's mouths: what each member says of each world, seeing what the seat sees (for channel
 * `self` the listener's). told: what each was told in the turn before, which it hears first, as
 * `heard` of sw_life_edit; NULL: nothing. said: [litters * 32][worlds][L], not `told`. */
int sw_life_speak(struct sw_life *life, const struct sw_brood *brood, const struct sw_batch *batch,
                  const struct sw_seat *seat, const uint8_t *told, uint8_t *said,
                  struct sw_error *error);

/* A brood's hands: each member's score, summed over worlds in order and divided by their number.
 * heard: [litters * 32][worlds][L], or NULL if nothing arrives; where the first token is
 * SW_TOKEN_NOTHING that member hears nothing of that world. score: [litters * 32]. */
int sw_life_edit(struct sw_life *life, const struct sw_brood *brood, const struct sw_batch *batch,
                 const struct sw_seat *seat, enum sw_fitness_id fitness, const uint8_t *heard,
                 float *score, struct sw_error *error);

/* The score of one network that nobody shares sums with, in a seat that hears nothing: what
 * sw_life_edit gives a member with these weights, but 32 worlds at a time. Notes: of one member. */
int sw_life_alone(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, enum sw_fitness_id fitness, float *score,
                  struct sw_error *error);

/* What it writes in each world, as notes.programs of a member that shares sums. programs:
 * [worlds], to which the present turn is added; 0 before the first. */
int sw_life_probe(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, uint32_t *programs, struct sw_error *error);

/* From here on a seat that is examined and sees demonstrations thinks before it answers; with no
 * thoughts (0) it answers at once, as at first. */
int sw_life_think(struct sw_life *life, const struct sw_thinking_settings *settings,
                  struct sw_error *error);

/* From here on it tries its programs in the engine (borrowed); NULL, as at first: in the world. */
void sw_life_imagine(struct sw_life *life, const struct sw_edit_engine *engine);

/* From here on a seat that speaks and sees demonstrations first looks for a program that fits them,
 * and speaks of that (life/verifying.h); with no thoughts (0) it does not, as at first. */
int sw_life_verify(struct sw_life *life, const struct sw_thinking_settings *settings,
                   struct sw_error *error);

/* A turn of a dialogue (life/turns.h). */
struct sw_turn {
    uint8_t said[SW_UTTERANCE_MAX], heard[SW_UTTERANCE_MAX];
    struct sw_turn_seats who; /* on channel self who edits is who speaks */
    uint8_t first, end;       /* the turn's edits are the program's first .. end-1 */
    bool mends;               /* the turn behind the last law */
    bool exact;               /* the canvas is then what the turn asked for */
};

/* One world of an examination. The answer is the first program that fits the demonstrations, where
 * thinking has found one, else the first that came to mind: edit by edit the likeliest. */
struct sw_answer {
    struct sw_program program;
    struct sw_program first; /* that came to mind */
    bool first_exact;
    uint32_t tried, found; /* programs tried in thought; which of them fits, 0: none */
    /* L tokens each; meaningful if the game has a speaker. Of several turns the first. */
    uint8_t said[SW_UTTERANCE_MAX], heard[SW_UTTERANCE_MAX];
    /* In a game by turns; 0 elsewhere. Between the turns' edits stands `fresh`: what is in hand
     * does not reach the next turn. */
    uint32_t turns;
    struct sw_turn turn[SW_TURNS_MAX];
    uint32_t waited; /* ticks before it heard, or would have heard, anything */
    bool exact;
    float progress;
};

/* What one network says in every world of the batch, seeing what the seat sees: answers[w].said.
 * told: it first hears answers[w].heard, which it was told in the turn before. */
int sw_life_utter(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, bool told, struct sw_answer *answers,
                  struct sw_error *error);

/* What it does there: if it `hears`, on answers[w].heard. Writes program, exact and progress. */
int sw_life_answer(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                   const struct sw_seat *seat, bool hears, struct sw_answer *answers,
                   struct sw_error *error);

/* A network with the life that it lives: both borrowed. */
struct sw_party {
    struct sw_life *life;
    const float *weights;
};

/* One network in the seat that speaks and another in the seat that edits, in every world of the
 * batch. In a game by turns the first is number 0 and the other all the others; one turn follows
 * another on the canvas as it then is. All hear what is said in a turn. Who takes turns, and with
 * which tools, is as the listener's life says. Their utterances have the same length and
 * vocabulary; all else may differ. answers: [worlds]. `source`: for channel shuffled, whose
 * utterance arrives in each world. */
int sw_life_converse(const struct sw_party *speaker, const struct sw_party *listener,
                     const struct sw_batch *batch, enum sw_game_id game,
                     enum sw_channel_mode channel, const uint32_t *source,
                     struct sw_answer *answers, struct sw_error *error);

#endif

/* body_life.h - what happens between birth and score of members that are bodies: the worlds that a
 * generation meets, lives in them, and what is gathered. Local.
 *
 * All members of an island meet the same worlds in a generation. With `complementary` worlds come
 * in pairs of one layout, in which the two halves of the colours feed: a fixed taste then gathers
 * nothing, and only what learns within its life does. In a game of several seats one member has all
 * seats of a world, or, with `crews`, each seat is another member of the litter (body_crew.h).
 */
#ifndef SW_BODY_BODY_LIFE_H
#define SW_BODY_BODY_LIFE_H

#include "body/body_crew.h"
#include "world/body/body_task.h"

#define SW_BODY_QUARTERS 4u

struct sw_body_rules {
    const struct sw_body_game *game;
    uint32_t worlds, ticks; /* of a life */
    bool complementary;
    bool crews;   /* litters live as crews */
    bool islands; /* crews come from whole islands (ranks/body_split.h); litters are a judge's */
    bool shares;  /* of crews: a score is that of the crew */
    enum sw_body_speech speech;
    uint32_t earshot;     /* cells; 0: SW_BODY_EARSHOT */
    uint32_t speech_cost; /* units that a word costs */
    enum sw_body_imitation imitates;
    bool turned; /* windows are turned with bodies */
    enum sw_body_score score;
    double reversal; /* share of the worlds of lives in which food and poison change places once */
};

/* What was gathered, by quarter of a life, summed over worlds and seats. */
struct sw_body_tally {
    uint64_t lives; /* bodies that lived from the first tick on */
    struct sw_body_quarter {
        int64_t gained, lost;                   /* units, by eating */
        int64_t spoken;                         /* units that words cost */
        uint64_t meals, good;                   /* plants, and those of them that fed */
        uint64_t ticks;                         /* of bodies that lived and may act */
        uint64_t imitated, found;               /* ticks in which they chose to imitate, and those
                                                   of them with a body to imitate */
        uint64_t imitated_meals, imitated_good; /* plants that were eaten so */
    } quarter[SW_BODY_QUARTERS];
    enum sw_body_score score; /* what counts */
    int64_t lived, ticks; /* of those that lived at first: ticks that they did, and could have */
    uint64_t born;        /* bodies that were born */
    uint64_t living;      /* bodies that live at the end */
    /* Of games with a task, at the end of a life. */
    const struct sw_body_task *task; /* borrowed; NULL: there is none */
    int64_t progress;                /* in 1 / SW_BODY_WHOLE of a task, summed over worlds */
    int64_t reached;                 /* the same without mistakes (body_task.h) */
    uint64_t worlds, done;           /* and those of them in which it is done */
};

struct sw_body_life; /* opaque; has scratch */

/* layout: of the game's senses. NULL if memory is short. */
struct sw_body_life *sw_body_life_create(const struct sw_brain_layout *layout,
                                         struct sw_body_rules rules, struct sw_error *error);
void sw_body_life_destroy(struct sw_body_life *life); /* NULL is fine */

/* Bytes that one takes, about. */
uint64_t sw_body_life_bytes(const struct sw_body_rules *rules, uint32_t floats);

/* The worlds of an island's life in a generation. */
void sw_body_life_meet(struct sw_body_life *life, uint64_t seed, uint64_t generation,
                       uint32_t island);

/* The worlds that were met, as they begin: [worlds]. Borrowed, until others are met. */
const struct sw_body_world *sw_body_life_begun(const struct sw_body_life *life);

/* Worlds that no life meets: numbers first, first + 1, ... of an examination; worlds: at most those
 * of a life. */
void sw_body_life_examine(struct sw_body_life *life, uint64_t seed, uint64_t first,
                          uint32_t worlds);

/* What makes lives of litters easier than those of an examination, and may change in the course of
 * a run, and what children differ by in both: it begins with nothing. */
struct sw_body_lead {
    float given;     /* share of the truth in values that are read from memory (body_mind.h) */
    double backplay; /* share of the worlds that begin on the way to the goal (body_backplay.h) */
    double teacher; /* share of the worlds that are lessons (body_lesson.h), of games with a task */
    struct sw_body_mutation mutation; /* of children that are born, also in an examination */
};

/* From now on, also of worlds that are met. */
void sw_body_life_lead(struct sw_body_life *life, struct sw_body_lead lead);

/* A litter in the worlds that were met: the first 2 * pairs of its 32 members, each parent +-
 * noise; the rest score 0. Score: what rules.score says of a body in a world (body_gain.h), as
 * meals gathered, where poison counts `poison` times; in a game with a task its progress in a
 * world, 1 being all, where mistakes count so, or what counts in its place if the world is a
 * lesson. score: [32]. */
void sw_body_life_litter(struct sw_body_life *life, const float *parent,
                         const struct sw_noise *noise, uint32_t pairs, float poison, float *score);

/* Adds what one genome, and its children, gather in the worlds that were met. weights: NULL for
 * bodies that act evenly at random, by the seed of the world. reverse: the tick at which feeding
 * and poisonous colours change places; 0: never. */
void sw_body_life_tally(struct sw_body_life *life, const float *weights,
                        enum sw_body_control control, uint32_t reverse,
                        struct sw_body_tally *tally);

/* The same of bodies that know how, the ceiling: a crew that does the task of the game, or, in a
 * game that bites and has no task, foragers that are told what feeds (world/body/body_forage.h). -1
 * if memory is short. */
int sw_body_life_solve(struct sw_body_life *life, uint32_t reverse, struct sw_body_tally *tally,
                       struct sw_error *error);

/* Whether a game has bodies that know how. */
bool sw_body_life_has_ceiling(const struct sw_body_game *game);

/* What a tile of worlds is like when all have thought, and before they act. Borrowed for the call.
 */
struct sw_body_life_tick {
    const struct sw_body_world *world; /* [worlds] */
    uint32_t worlds;
    const struct sw_body_percept *percept; /* [worlds][seats]; the dead perceive nothing */
    const uint8_t *act, *say;              /* the same; act: as brains chose (body_turn.h) */
    const struct sw_body_mind *mind;       /* row by row the same */
};

/* From now on `watch` is called in each tick of minds that are tallied; NULL: no more. */
void sw_body_life_watch(struct sw_body_life *life,
                        void (*watch)(void *context, const struct sw_body_life_tick *tick),
                        void *context);

/* The score of a tally. */
float sw_body_tally_score(const struct sw_body_tally *tally, float poison);

#endif

/* random.h - randomness as a pure function: what is drawn depends on where, never on when.
 *
 * Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"; Random123),
 * key = the run's seed, counter = (purpose, id, tick, index). There is no generator state to
 * save, and no value depends on the order of calls, on ranks or on time. All functions are Local.
 */
#ifndef SW_BASE_RANDOM_H
#define SW_BASE_RANDOM_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

/* What a number is drawn for. One list, in one place: two uses never share a counter. Append only:
 * the numbers are part of what a seed means. */
enum sw_purpose {
    SW_RANDOM_FOUNDER = 1,     /* id: island, index: parameter block */
    SW_RANDOM_MUTATION = 2,    /* id: litter seed, tick: pair, index: noise block */
    SW_RANDOM_LITTER = 3,      /* id: generation, tick: island: seeds of litters */
    SW_RANDOM_PUZZLE = 4,      /* id: puzzle number, tick: attempt */
    SW_RANDOM_WORLDS = 5,      /* id: generation, tick: island: which puzzles a life meets */
    SW_RANDOM_SEATING = 6,     /* id: generation, tick: island: who speaks to whom */
    SW_RANDOM_CHANNEL = 7,     /* id: generation, tick: island: what a shuffled channel delivers */
    SW_RANDOM_SELECTION = 8,   /* id: generation, tick: island: tournaments */
    SW_RANDOM_EXAMINATION = 9, /* id: puzzle number: puzzles of eval, held out from every life */
    SW_RANDOM_TEST = 10,       /* tests and benchmarks */
    SW_RANDOM_FILM = 11,       /* id: film, tick: attempt: worlds that move by themselves */
    SW_RANDOM_CENTROIDS = 12,  /* seed 0, id: descriptors, tick: cells: points of CVT-MAP-Elites */
    SW_RANDOM_SURVIVAL = 13,   /* id: generation, tick: island: who stands next */
    SW_RANDOM_CROSSING = 14,   /* id: litter seed, index: which of two parents a weight is from */
    SW_RANDOM_TOPOLOGY = 20,   /* id: island (small world: how many): who receives from whom */
    SW_RANDOM_MIGRATION = 21,  /* id: generation, tick: island: which edges carry, and into what */
    SW_RANDOM_EMIGRANTS = 22,  /* id: generation, tick: island: who leaves */
    SW_RANDOM_FAMILIES = 23,   /* id: generation: which islands die out, and who refounds them */
    SW_RANDOM_FUNCTION = 24,   /* id: what of a test function, tick: block */
    SW_RANDOM_LESSON = 27,     /* id: generation, tick: island: which law of several is left */
    SW_RANDOM_BALANCE = 28,    /* id: generation, tick: island: families of a life's worlds */
    SW_RANDOM_FEEDBACK = 29,   /* id: rule's way back, tick: tensor: its weights */
    SW_RANDOM_LESSONS = 30,    /* id: generation, tick: island: seed of a parent's lessons */
    SW_RANDOM_BODY_LIFE = 32,  /* id: generation, tick: island, index: world of bodies: its seed */
    SW_RANDOM_BODY_EXAMINATION = 33, /* id: world: its seed; worlds of eval, held out of lives */
    SW_RANDOM_BODY_WORLD = 34,       /* id: layout, or 1 + law: how a world with bodies begins */
    SW_RANDOM_BODY_GROWTH = 35,      /* id: tick of the world, tick: colour: where plants grow */
    SW_RANDOM_BODY_ACT = 36,         /* id: tick of the world, tick: seat: acts of a random body */
    SW_RANDOM_LANGUAGE = 40,      /* id: which columns, tick: which measure: shuffles of its null */
    SW_RANDOM_SWAPS = 41,         /* id: puzzle number: whose words are exchanged for whose */
    SW_RANDOM_NOISE = 42,         /* id: which of all litters ever: which words arrive as others */
    SW_RANDOM_BOOTSTRAP = 43,     /* id: what is estimated: runs that stand for others */
    SW_RANDOM_SURFACE = 45,       /* id: a member, index: ranks / 128: its bits of descent */
    SW_RANDOM_FORECAST_LIFE = 50, /* id: generation, tick: island, index: which episode */
    SW_RANDOM_FORECAST_LESSON = 51,      /* the same of what a parent learns from */
    SW_RANDOM_FORECAST_EPISODE = 52,     /* id: 0: scene and deeds of an episode, by its own seed */
    SW_RANDOM_FORECAST_EXAMINATION = 53, /* id: episode, tick: steps; those of eval */
    SW_RANDOM_FORECAST_GOAL = 54,        /* id: goal, tick: kind of goal; index: attempt */
    SW_RANDOM_REPLAY = 55,      /* id: generation, tick: island: which old puzzles a life meets */
    SW_RANDOM_PRIORITY = 56,    /* id: generation, tick: island: which rules a parent learns from */
    SW_RANDOM_BODY_TARGET = 57, /* id: 0, or 1: its complement; what a crew is asked for */
    SW_RANDOM_BODY_LAYOUT = 58, /* id: 0: where a world with a task has its crew and things */
    SW_RANDOM_BODY_ANIMAL = 59, /* id: tick of the world: which of equal ways an animal flees */
    SW_RANDOM_BODY_CREW = 60,   /* seed of a world of bodies: which member has which seat */
    SW_RANDOM_WILD_BEGIN =
        61, /* id: 0, tick: which wild world; id: a newcomer, tick 1: its place */
    SW_RANDOM_WILD_GROWTH = 62, /* id: tick of the world, tick: colour: where plants grow */
    SW_RANDOM_WILD_ACT = 63,    /* id: a body, tick: of the world: acts at random */
    SW_RANDOM_WILD_SHADOW = 64, /* id: which shadow: its parents and its dead */
    SW_RANDOM_WILD_MATCH = 65,  /* id: which match: its world, and who is in it */
    SW_RANDOM_PROBE = 66,       /* id: 0: rules of probe worlds; a puzzle number: such a world */
    SW_RANDOM_GENE_RATE = 67,   /* id: a member: whether it learns faster than its parent */
    SW_RANDOM_ARRIVALS = 68, /* id: generation, tick: island: which litters give way to arrivals */
    SW_RANDOM_GENE_FEEDBACK = 69, /* id: a member, tick 0: whether it draws one; 1: its seed */
    SW_RANDOM_CONTEXT_WORLD = 70, /* id: 0: physics and scenes of a world, by its own seed */
    SW_RANDOM_CONTEXT_EXAMINATION = 71, /* id: world, tick: pool and what is drawn; those of eval */
    SW_RANDOM_CONTEXT_TUNING = 72, /* id: world, tick: generation, index: seeds of its lessons */
    SW_RANDOM_OWN = 73, /* id: 2 x generation (+ 1: lessons), tick: island: what is held back */
    SW_RANDOM_HINDSIGHT = 74, /* id: that x 2^20 + puzzle, tick: island: which of what was tried */
    SW_RANDOM_STRATEGY = 75,  /* id: 0, or 1 + generation, tick: island: settings of its own */
    SW_RANDOM_BODY_ISLAND_CREW = 76, /* seed of a world: who of an island sits where; id 1: near */
    SW_RANDOM_IMITATE = 77,   /* id: a body, tick: of the world: whom it imitates, in a control */
    SW_RANDOM_CODE_FILM = 78, /* id: film, tick: which set: scenes and edits of games of codes */
    SW_RANDOM_CODE_FOUNDER = 79, /* id: 0, tick: tensor: weights of such a game */
    SW_RANDOM_CODE_CENTRES = 80, /* id: what is clustered: where k-means begins */
    SW_RANDOM_AUGMENT = 81,      /* id: generation x 2^20 + puzzle, tick: island: other edits */
    SW_RANDOM_WILD_WALK = 83, /* id: a body, tick: of the world: whether it walks, and where to */
    SW_RANDOM_WILD_SHUFFLE = 84, /* id: a body, tick: of the world: whose word is heard of it */
    SW_RANDOM_WILD_SPEECH = 85,  /* id: repeat, tick 0: its seed, 1: the null of what is said */
    SW_RANDOM_STRANGER =
        86,                 /* id: generation: whose parents islands hear, if they hear strangers */
    SW_RANDOM_CONTACT = 87, /* id: generation, tick: island: of which worlds a stranger speaks */
    SW_RANDOM_FOLLOWED = 90, /* id: generation x 2^20 + puzzle, tick: island: what comes after */
};

/* 128 random bits. `tick` uses its low 24 bits (checked by an assertion). */
void sw_random_block(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick,
                     uint32_t index, uint32_t out[4]);

/* The blocks `index`, `index` + 1, ... (which wraps), at hardly more than the price of one. */
enum { SW_RANDOM_BLOCKS = 4 };
void sw_random_blocks(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick,
                      uint32_t index, uint32_t out[SW_RANDOM_BLOCKS][4]);

/* Fills out[0..count) with noise of mean 0 and variance 1: the centred sum of four random bytes,
 * scaled (Irwin-Hall with n = 4; excess kurtosis -0.3, never beyond 3.46). Integers until the last
 * multiplication, so the bits are the same on every machine, without libm. Reads blocks `index`,
 * `index` + 1, ... one block per 4 values. */
void sw_random_noise(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick,
                     uint32_t index, float *out, size_t count);

/* A cursor over the blocks of one place, for code that draws a varying number of values (a scene
 * maker). Two dice with the same place throw the same values. */
enum { SW_DICE_BITS = 4 * SW_RANDOM_BLOCKS };
struct sw_dice {
    uint64_t seed, id;
    enum sw_purpose purpose;
    uint32_t tick, index, used;
    uint32_t bits[SW_DICE_BITS]; /* drawn ahead; `used` of them are thrown */
};

struct sw_dice sw_dice_at(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick);

/* Draws ahead; for sw_dice_bits. */
void sw_dice_refill(struct sw_dice *dice);

/* 32 random bits. */
static inline uint32_t sw_dice_bits(struct sw_dice *dice)
{
    if (dice->used == SW_DICE_BITS)
        sw_dice_refill(dice);
    return dice->bits[dice->used++];
}

/* Uniform in 0..bound-1; bound >= 1. */
static inline uint32_t sw_dice_below(struct sw_dice *dice, uint32_t bound)
{
    assert(bound >= 1);
    return (uint32_t)((uint64_t)sw_dice_bits(dice) * bound >> 32);
}

/* Uniform in low..high, both included. */
static inline int sw_dice_between(struct sw_dice *dice, int low, int high)
{
    assert(low <= high);
    return low + (int)sw_dice_below(dice, (uint32_t)(high - low) + 1u);
}

/* Uniform in [0, 1), 24 bits. */
static inline float sw_dice_unit(struct sw_dice *dice)
{
    return (float)(sw_dice_bits(dice) >> 8) * 0x1p-24f;
}

/* Writes a random permutation of 0..count-1 (Fisher-Yates). */
void sw_dice_permutation(struct sw_dice *dice, uint32_t *out, uint32_t count);

#endif

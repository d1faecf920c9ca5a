/* body_world.h - the state of one world with bodies, how it begins, what it holds. Local; no
 * function allocates.
 *
 * Cells are bytes of rows 32 apart, with a frame of walls two wide around the canvas, so that
 * whoever looks two cells far needs no test for edges:
 *
 *     cell of (x, y) = (y + 2) * 32 + x,    canvas at most 30x30
 *
 * What lies to the left of x = 0 is the end of the row above: a wall as well.
 */
#ifndef SW_WORLD_BODY_BODY_WORLD_H
#define SW_WORLD_BODY_BODY_WORLD_H

#include "world/body/body.h"
#include "world/grid/grid.h"

#define SW_BODY_STRIDE 32u
#define SW_BODY_CELLS  (35u * SW_BODY_STRIDE)
#define SW_BODY_SUN    (INT64_C(1) << 40) /* units that the sun has at first */

/* What a body was last told by its own senses: SW_EVENT_EATEN + 2 * colour + 1 if it fed, + 0 if it
 * poisoned. */
enum sw_body_event {
    SW_EVENT_NONE = 0,
    SW_EVENT_BLOCKED = 1, /* it meant to go, and did not */
    SW_EVENT_MEAT = 2,    /* it ate meat or a body */
    SW_EVENT_EATEN = 3,
    SW_BODY_EVENTS = SW_EVENT_EATEN + 2 * SW_BODY_COLOURS
};

struct sw_body {
    bool alive;
    bool guides;              /* it stays where it is, knows what feeds, and is heard everywhere */
    uint8_t acts;             /* it has the first so many acts */
    uint8_t size, heading;    /* heading: enum sw_direction */
    uint8_t hand;             /* enum sw_thing that is loose or food; SW_THING_NONE */
    uint8_t act, event, said; /* act: what it did, also if it imitated */
    uint8_t shown;            /* what those do who imitate it: the same, but in a control */
    bool imitates;            /* it chose to imitate in the last tick */
    uint8_t parent, founder; /* seats: of its parent, and whom it descends from; 1st ones: itself */
    uint16_t cell;
    int32_t energy, carried; /* carried: energy of what is in the hand */
    uint32_t lived;          /* ticks */
    /* What it did in its life so far. */
    uint32_t meals, good; /* plants eaten, and those of them that fed */
    int32_t gained, lost; /* units, by eating */
    int32_t spoken;       /* units that its words cost */
    struct sw_body_imitated {
        uint32_t ticks, found; /* in which it chose to imitate; those of them with somebody to */
        uint32_t meals, good;  /* those of its plants that it ate by imitating */
    } imitated;
};

struct sw_body_world {
    const struct sw_body_game *game; /* borrowed */
    uint64_t seed;
    uint32_t tick;
    uint32_t earshot;     /* cells in x and in y within which a body is heard */
    uint32_t speech_cost; /* units that a word costs */
    uint32_t turns;       /* the tick at which food and poison change places; 0: never */
    uint8_t imitates;     /* enum sw_body_imitation: whether bodies have that act */
    bool turned;          /* windows are turned with bodies (body_turn.h) */
    bool telepathic;      /* what others within earshot ate is known, as if eaten oneself */
    uint16_t births;      /* bit s: the body of seat s was born in the last tick */
    uint8_t target;       /* of its task: a colour, or enum sw_direction */
    uint32_t begun;       /* of its task: how far away the goal was at first */
    struct sw_body_physics physics;
    uint32_t due[SW_BODY_COLOURS]; /* plants that are to grow */
    int64_t ground, sun;           /* units */
    struct sw_body body[SW_BODY_SEATS];
    uint8_t thing[SW_BODY_CELLS];  /* enum sw_thing */
    uint8_t mark[SW_BODY_CELLS];   /* 1: the ground is marked */
    uint8_t goal[SW_BODY_CELLS];   /* 1: of its task: where something is to be */
    int32_t energy[SW_BODY_CELLS]; /* of plants and meat, 0 elsewhere */
};

/* Whether somebody has ever lived in a seat: who is dead leaves it as it was, and nobody is born
 * into it again. */
static inline bool sw_body_taken(const struct sw_body *body)
{
    return body->size > 0;
}

static inline uint32_t sw_body_cell(int x, int y)
{
    return ((uint32_t)y + 2) * SW_BODY_STRIDE + (uint32_t)x + 2;
}

static inline int sw_body_x(uint32_t cell)
{
    return (int)(cell % SW_BODY_STRIDE) - 2;
}

static inline int sw_body_y(uint32_t cell)
{
    return (int)(cell / SW_BODY_STRIDE) - 2;
}

/* From a cell to the next one in a direction, inside the frame. */
static inline int32_t sw_body_away(uint32_t direction)
{
    static const int32_t away[SW_DIRECTIONS] = {
        [SW_UP] = -(int32_t)SW_BODY_STRIDE,
        [SW_DOWN] = (int32_t)SW_BODY_STRIDE,
        [SW_LEFT] = -1,
        [SW_RIGHT] = 1,
    };

    return away[direction];
}

/* The same of a torus. */
uint32_t sw_body_wrapped(const struct sw_body_world *world, uint32_t cell, uint32_t direction);

/* The cell next to one; a wall of the frame where a canvas that is no torus ends. */
static inline uint32_t sw_body_next(const struct sw_body_world *world, uint32_t cell,
                                    uint32_t direction)
{
    return world->game->torus ? sw_body_wrapped(world, cell, direction)
                              : cell + (uint32_t)sw_body_away(direction);
}

/* A world as its seed has it. complement: the colours that would poison feed, and the reverse; all
 * else is the same; a task has another target. A game with a torus draws no gravity. */
void sw_body_begin(struct sw_body_world *world, const struct sw_body_game *game, uint64_t seed,
                   bool complement);

/* Feeding and poisonous colours change places. */
void sw_body_reverse(struct sw_body_world *world);

/* All units: bodies with their sizes and hands, plants and meat, ground, sun. Never changes. */
int64_t sw_body_ledger(const struct sw_body_world *world);

/* As a canvas for pictures and films: plants in colours 1 to 4, walls of no canvas, boxes and
 * stones 5, meat and animals 6, marks 0, bodies 7, 8 and 9 by seat. */
void sw_body_grid(const struct sw_body_world *world, struct sw_grid *grid);

#endif

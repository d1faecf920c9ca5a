/* body.h - what a world with bodies is made of: acts, hidden physics, games. Each is one table of
 * rows, which parser, help, docs and tests read. Local.
 *
 * A world is a canvas, perhaps a torus. A cell holds nothing or one thing: a wall, a plant of one
 * of a few colours, meat, a box, a stone, an animal, or a body. Ground may be marked under it. A
 * body is one cell with a size from 1 to SW_BODY_SIZE_MAX, a heading, a hand that carries at most
 * one thing, and energy. Energy is a whole number of units and is never made or lost: body_step.h.
 */
#ifndef SW_WORLD_BODY_BODY_H
#define SW_WORLD_BODY_BODY_H

#include <stdbool.h>
#include <stdint.h>

#define SW_BODY_PREFIX "body:" /* what worlds.source begins with */

#define SW_BODY_SEATS    16u /* most bodies of a world */
#define SW_BODY_COLOURS  4u  /* most colours of plants */
#define SW_BODY_SIZE_MAX 9   /* of a body */
#define SW_BODY_MEAL     100 /* energy of a plant; what poison costs; what a size is made of */
#define SW_BODY_EARSHOT  5   /* cells in x and in y within which a body is heard, at first */
#define SW_BODY_TOKENS   8u  /* words; 0 is silence */
#define SW_BODY_REACH    2   /* cells that a body sees to each side */
#define SW_BODY_PLACES   25u /* cells of its window, row by row */

/* What a cell holds, or a hand. */
enum sw_thing {
    SW_THING_NONE = 0,
    SW_THING_WALL = 1,
    SW_THING_BOX = 2,
    SW_THING_STONE = 3,
    SW_THING_MEAT = 4,
    SW_THING_PLANT = 5, /* + colour */
    SW_THING_ANIMAL = 9,
    SW_THING_BODY = 16, /* + seat */
    SW_THINGS = SW_THING_BODY + 16
};

/* id, name, units that it costs, what it does. The first SW_BODY_ACTS_SIMPLE are all that a game
 * without hands has, and the first SW_BODY_ACTS_OWN all that one has in which nobody divides. The
 * order is that of the head of a brain: new rows stand before imitate, which no head has there. */
#define SW_BODY_ACT_ROWS(ROW)                                                                      \
    ROW(SW_BODY_WAIT, "wait", 0, "nothing")                                                        \
    ROW(SW_BODY_UP, "up", 1, "goes one cell up, and pushes what stands in the way")                \
    ROW(SW_BODY_DOWN, "down", 1, "the same downwards")                                             \
    ROW(SW_BODY_LEFT, "left", 1, "the same to the left")                                           \
    ROW(SW_BODY_RIGHT, "right", 1, "the same to the right")                                        \
    ROW(SW_BODY_EAT, "eat", 1, "eats the plant, the meat or the smaller body that it faces")       \
    ROW(SW_BODY_GROW, "grow", 1, "turns 100 units of its energy into a size")                      \
    ROW(SW_BODY_SHED, "shed", 1, "turns a size into meat, on the empty cell that it faces")        \
    ROW(SW_BODY_MARK, "mark", 1, "marks the ground under it, or takes the mark away")              \
    ROW(SW_BODY_PICK, "pick up", 1, "takes the loose thing that it faces into its empty hand")     \
    ROW(SW_BODY_PUT, "put down", 1, "puts what it carries on the empty cell that it faces")        \
    ROW(SW_BODY_DIVIDE, "divide", 1, "puts a child on the empty cell that it faces")               \
    ROW(SW_BODY_IMITATE, "imitate", 0, "does what the nearest body in its window did before")

#define SW_BODY_ACT_ID(id, ...) id,
enum sw_body_act { SW_BODY_ACT_ROWS(SW_BODY_ACT_ID) SW_BODY_ACTS };
#define SW_BODY_ACTS_SIMPLE 5u
#define SW_BODY_ACTS_OWN    ((uint32_t)SW_BODY_DIVIDE) /* all but divide; no game gives imitate */

/* Where there is imitation, it is one more act behind those of the game (body_imitate.h). */
#define SW_BODY_IMITATION_ROWS(FIRST, ROW)                                                         \
    FIRST(SW_IMITATION_NO, "no", "there is no such act")                                           \
    ROW(SW_IMITATION_YES, "yes",                                                                   \
        "one act more: a body does what the nearest body in its window did in the tick before")    \
    ROW(SW_IMITATION_SHUFFLED, "shuffled",                                                         \
        "a control: it does what the same seat of another world did")

#define SW_IMITATION_ID(id, ...) id,
enum sw_body_imitation { SW_BODY_IMITATION_ROWS(SW_IMITATION_ID, SW_IMITATION_ID) SW_IMITATIONS };

const char *sw_body_act_name(uint32_t act);
const char *sw_body_act_help(uint32_t act);
int32_t sw_body_act_cost(uint32_t act);

/* The laws of a world that a body has to find out. Each game says which are drawn by the seed of
 * the world; the others are as the game has them. */
enum sw_body_growth { SW_GROWTH_ANYWHERE, SW_GROWTH_QUARTER, SW_GROWTH_EDGE, SW_GROWTHS };
enum sw_body_yield { SW_YIELD_LOOSE = 1, SW_YIELD_FOOD = 2, SW_YIELD_BODIES = 4 };

struct sw_body_physics {
    uint8_t feeds;   /* bit c: plants of colour c feed; the others poison */
    uint8_t yields;  /* bits of enum sw_body_yield: what gives way when it is pushed */
    uint8_t growth;  /* enum sw_body_growth: where plants grow */
    uint8_t quarter; /* 0..3: which quarter, for SW_GROWTH_QUARTER: bit 0 right, bit 1 lower */
    uint8_t gravity; /* enum sw_direction in which loose things and food fall, or SW_DIRECTIONS */
    uint8_t touch;   /* bits of the two colours that make something when they touch; 0: none do */
    uint8_t makes;   /* the colour that both become; SW_BODY_COLOURS: nothing is left of them */
    uint8_t told_touch, told_makes; /* the two as bodies are told them, in games that tell */
};

/* id, name, what is drawn. */
#define SW_BODY_LAW_ROWS(ROW)                                                                      \
    ROW(SW_LAW_FEEDS, "feeds", "which half of the colours feeds; the other half poisons")          \
    ROW(SW_LAW_YIELDS, "yields",                                                                   \
        "who pushes whom: loose things, food and bodies each give way or stand")                   \
    ROW(SW_LAW_GROWTH, "growth", "where plants grow: anywhere, in one quarter, or at the edge")    \
    ROW(SW_LAW_GRAVITY, "gravity", "whether loose things and food fall, and which way")            \
    ROW(SW_LAW_TOUCH, "touch",                                                                     \
        "which two colours change when one is moved beside the other, and what both become: a "    \
        "colour, or nothing")

#define SW_BODY_LAW_ID(id, ...) id,
enum sw_body_law { SW_BODY_LAW_ROWS(SW_BODY_LAW_ID) SW_BODY_LAWS };

const char *sw_body_law_name(uint32_t law);
const char *sw_body_law_help(uint32_t law);

struct sw_body_task; /* world/body/body_task.h */

/* Of which world bodies are told the laws that a game tells. All but the first are controls. */
enum sw_body_telling { SW_TELLS_TRUTH, SW_TELLS_ANOTHER, SW_TELLS_SAME };

/* What a seat of a crew with a task may not do, and does not perceive. */
struct sw_body_rights {
    bool blind;   /* it does not see the cells that are the goal */
    bool untold;  /* nobody tells it the target */
    bool deaf;    /* it hears nobody */
    uint8_t acts; /* it has only the first so many acts; 0: all of the game */
};

/* A game: a world, who lives in it and what is hidden from them. */
struct sw_body_game {
    const char *name, *description; /* in docs, without a full stop */
    uint8_t width, height;          /* 3..30 */
    bool torus;
    uint8_t bodies, colours;         /* bodies: also seats, one each */
    uint8_t plants, boxes, stones;   /* at the beginning; plants: a multiple of colours */
    bool bites;                      /* what is walked into is eaten; otherwise eating is an act */
    uint8_t acts;                    /* the first so many rows of the acts */
    uint8_t varies;                  /* bit l: law l is drawn */
    struct sw_body_physics physics;  /* of what is not drawn */
    int32_t energy;                  /* of a body at birth, units */
    uint8_t guides;                  /* seats, the last ones, whose bodies only see and speak */
    const struct sw_body_task *task; /* NULL: they are scored by what they gather */
    uint8_t targets;                 /* of the task: drawn of the first so many; 0: of all */
    uint8_t founders;                /* bodies that live at first, in the first seats; 0: all */
    uint8_t tells;                   /* bit l: bodies perceive law l; of SW_LAW_TOUCH alone */
    uint8_t telling; /* enum sw_body_telling: law l of this world, of another, or of the row */
    int32_t divides; /* the least energy that a body divides with; 0: none does */
    const struct sw_body_rights *rights; /* [bodies]; NULL: seats have all rights */
};

/* How many bodies live at first. The other seats are free for those that are born. */
static inline uint32_t sw_body_founders(const struct sw_body_game *game)
{
    return game->founders > 0 ? game->founders : game->bodies;
}

uint32_t sw_body_game_count(void);
const struct sw_body_game *sw_body_game_row(uint32_t index);    /* NULL if there is none */
const struct sw_body_game *sw_body_game_find(const char *name); /* NULL if there is none */
const char *sw_body_game_nearest(const char *word);             /* NULL if none is near */

#endif

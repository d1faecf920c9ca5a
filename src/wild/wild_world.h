/* wild_world.h - the physics of a world in the wild: a torus on which bodies eat, divide and die.
 * It knows no genomes and no scores. Local.
 *
 * A cell holds nothing or one thing: a plant of one of four colours, meat, or a body. Two of the
 * colours feed and two poison; which, is drawn from the seed, and may change places in time.
 *
 * All bodies act at the same time. A tick is, each stage for all bodies at once and never by their
 * order in the array (a cell that several would enter stays empty; food is shared):
 *
 *   choose   Who imitates has the act of another.
 *   pay      A body pays its size, 1 more for every act but waiting, and for a word what
 *            settings.speech_cost says.
 *   turn     Who goes faces that way.
 *   bite     Who goes into a plant or meat eats it. Of n eaters each gets 1/n of its energy, or 1/n
 *            of the harm, rounded down.
 *   devour   Who eats and faces a smaller body gets it, in equal shares with others that do; the
 *            smallest are eaten first, so what they gave goes on.
 *   grow     SW_WILD_MEAL units become a size.
 *   divide   Who has settings.divide units and faces an empty cell puts a child there: a body of
 *            size 1 with half of what is left. What two claim stays empty.
 *   move     Who goes into an empty cell, that nobody else claims.
 *   walk     Where there are several worlds: whom the dice choose, into the same cell of another
 *            one, if that is empty and nobody else claims it.
 *   die      Who has no energy, or is too old. What it was made of stays as meat.
 *   rot      Meat loses a unit.
 *   sprout   Plants that were eaten grow again, from the energy of the ground and, if that lacks
 *            it, of the sun.
 *
 * Costs, harm and remainders go to the ground. So sw_wild_ledger never changes.
 *
 * Bodies stand in the array by ascending id; children are numbered in the order of their cells.
 *
 * There may be several worlds, which share nothing but the ground and the sun: each is a torus of
 * its own, with plants that feed of its own. World w has the cells from w * width * height on.
 */
#ifndef SW_WILD_WILD_WORLD_H
#define SW_WILD_WILD_WORLD_H

#include "base/body_percept.h"
#include "wild/wild_settings.h"

#define SW_WILD_CELLS_MAX  ((uint32_t)(SW_WILD_SIDE_MAX * SW_WILD_SIDE_MAX))
#define SW_WILD_SUN        (INT64_C(1) << 40)
#define SW_WILD_FULL       1000000000 /* units that a body holds; more goes to the ground */
#define SW_WILD_VALUE_MOST 1e6f       /* either way: what a plastic value comes to at most */
#define SW_WILD_BEHAVIOUR  1u         /* raised when the same config comes to another world */
#define SW_WILD_ROOM       (2 * SW_WILD_BODIES_MAX) /* all may divide in one tick */
#define SW_WILD_ARRIVALS   4096u /* beside so many nobody arrives (sw_wild_arrivals) */

/* id, name, units that it costs. The order is that of the head of a brain: append only. */
#define SW_WILD_ACT_ROWS(ROW)                                                                      \
    ROW(SW_WILD_WAIT, "wait", 0)                                                                   \
    ROW(SW_WILD_UP, "up", 1)                                                                       \
    ROW(SW_WILD_DOWN, "down", 1)                                                                   \
    ROW(SW_WILD_LEFT, "left", 1)                                                                   \
    ROW(SW_WILD_RIGHT, "right", 1)                                                                 \
    ROW(SW_WILD_EAT, "eat", 1)                                                                     \
    ROW(SW_WILD_GROW, "grow", 1)                                                                   \
    ROW(SW_WILD_DIVIDE, "divide", 1)

enum sw_wild_act { SW_WILD_ACT_ROWS(SW_ROW_ID) SW_WILD_ACTS };

/* With settings.imitate there is one choice more: to do what the nearest body in the window did in
 * the tick before (wild_imitate.h). */
#define SW_WILD_IMITATE ((uint8_t)SW_WILD_ACTS)

static inline uint32_t sw_wild_choices(const struct sw_wild_settings *settings)
{
    return SW_WILD_ACTS + (settings->imitate != SW_WILD_IMITATION_NO ? 1u : 0u);
}

const char *sw_wild_act_name(uint32_t act);

/* What a cell holds: a plant + its colour, or a body + its place in the array. */
enum {
    SW_WILD_EMPTY = 0,
    SW_WILD_MEAT = 1,
    SW_WILD_PLANT = 2,
    SW_WILD_BODY = SW_WILD_PLANT + (int)SW_WILD_COLOURS
};

/* What a body was last told by its own senses: SW_WILD_EATEN + 2 * colour + 1 if it fed, + 0 if it
 * poisoned. */
enum {
    SW_WILD_NOTHING = 0,
    SW_WILD_BLOCKED = 1,
    SW_WILD_FLESH = 2,
    SW_WILD_EATEN = 3,
    SW_WILD_EVENTS = SW_WILD_EATEN + 2 * (int)SW_WILD_COLOURS
};

#define SW_WILD_CAUSE_ROWS(ROW)                                                                    \
    ROW(SW_WILD_STARVED, "starved")                                                                \
    ROW(SW_WILD_DEVOURED, "eaten")                                                                 \
    ROW(SW_WILD_OLD, "old")

enum sw_wild_cause { SW_WILD_CAUSE_ROWS(SW_ROW_ID) SW_WILD_CAUSES };

const char *sw_wild_cause_name(uint32_t cause);

struct sw_wild_body {
    uint64_t id, parent; /* parent 0: a founder or a newcomer */
    uint64_t born;       /* tick */
    uint32_t cell, home; /* rank, home: where its genome is kept, by whoever keeps genomes */
    uint32_t rank;
    int32_t energy;
    uint8_t size, heading, act, event, said, team; /* team: of its parent */
    uint8_t alive, imitates;                       /* imitates: by choice */
    /* Where a world is cut into blocks (ranks/wild_block.h): whether it is of another block, and a
     * bit for each neighbour that has its genome, too. */
    uint8_t foreign, shared;
    uint32_t children;
};

struct sw_wild_birth {
    uint64_t id, parent;
    uint32_t cell, home, from; /* home, from: home and rank of the parent */
    uint32_t rank;             /* of the child; as the hash it is filled by whoever keeps genomes */
    uint64_t hash, tick;       /* hash: of the genome */
    uint8_t shared;            /* as the parent's */
};

struct sw_wild_death {
    uint64_t id, killer, tick; /* killer: the lowest id of those that ate it; 0: nobody */
    uint32_t cell, home;
    uint8_t cause, size;
};

/* Into another world. */
struct sw_wild_walk {
    uint64_t id, tick;
    uint32_t from, to; /* cells */
    uint32_t units;    /* that it takes along: energy and sizes */
};

/* What happened since the world began. */
struct sw_wild_totals {
    uint64_t arrivals, births, deaths[SW_WILD_CAUSES];
    uint64_t acts[SW_WILD_ACTS], words[SW_WILD_WORDS]; /* by bodies, a tick each */
    uint64_t grazed, scavenged, hunted;                /* units: of plants, of meat, of bodies */
    uint64_t meals, good;             /* plants eaten, and those of them that fed */
    uint64_t young_meals, young_good; /* the same of bodies below SW_WILD_YOUNG ticks */
    /* From here on only where there is imitation: ticks in which bodies chose to imitate, those of
     * them with somebody to imitate, and plants eaten so. */
    uint64_t imitated, found, imitated_meals, imitated_good;
};

#define SW_WILD_YOUNG 50u

/* What a step keeps of each body, [room]: the cell that it claims, who eats it, what it does when
 * those that imitate know it. */
struct sw_wild_scratch {
    uint32_t *aim, *victim, *hunters;
    int32_t *share;
    uint8_t *act;
};

/* What energy is eaten from: a plant, meat, or a body + its size. */
enum {
    SW_WILD_FROM_PLANTS = 0,
    SW_WILD_FROM_MEAT = 1,
    SW_WILD_FROM_BODY = 1,
    SW_WILD_SOURCES = SW_WILD_FROM_BODY + SW_WILD_SIZE_MAX
};

/* Units that bodies of each size got, from each source. Nobody has size 0. */
struct sw_wild_meals {
    uint64_t units[SW_WILD_SIZE_MAX + 1][SW_WILD_SOURCES];
};

struct sw_wild_world {
    struct sw_wild_settings settings;
    uint64_t seed, tick, next_id;
    uint64_t feeds; /* bit SW_WILD_COLOURS * w + c: plants of colour c feed in world w */
    uint32_t due[SW_WILD_WORLDS_MAX][SW_WILD_COLOURS];
    int64_t ground, sun;
    struct sw_wild_totals totals;
    struct sw_wild_meals meals;     /* since whoever looks at them last cleared them */
    uint32_t bodies;                /* that live, between ticks */
    uint32_t births, deaths, walks; /* of the last tick */
    uint32_t cells, room;           /* of the arrays below, which are one allocation with this */
    uint32_t halo;               /* rows above and below that belong to others; 0: a whole world */
    int64_t elsewhere;           /* bodies that only others have; 0: a whole world */
    struct sw_wild_body *body;   /* [room] */
    struct sw_wild_birth *birth; /* [room / 2] */
    struct sw_wild_death *death; /* [room] */
    struct sw_wild_walk *walk;   /* [room] */
    uint32_t *thing;             /* [cells] */
    int32_t *energy;             /* [cells] of plants and meat, 0 elsewhere */
    uint16_t *claim;             /* [cells] scratch of a step; 0 between steps */
    struct sw_wild_scratch scratch; /* of a step */
};

/* Room for a world of these settings, where nothing has begun; NULL if memory is short. bodies: the
 * most that stand in the array at a time, with those that are born in a tick; 0: as many as ever
 * live by the settings. */
struct sw_wild_world *sw_wild_world_create(const struct sw_wild_settings *settings, uint32_t bodies,
                                           struct sw_error *error);
void sw_wild_world_destroy(struct sw_wild_world *world); /* NULL is fine */

/* to: of the same settings and room. */
void sw_wild_world_copy(struct sw_wild_world *to, const struct sw_wild_world *from);

/* An empty world with its plants, and nobody in it. */
void sw_wild_begin(struct sw_wild_world *world, const struct sw_wild_settings *settings,
                   uint64_t seed);

/* Puts somebody without parents on an empty cell of world w, with settings.energy units and a size
 * from the sun; NULL if no cell was found, or beside sw_wild_arrivals bodies. */
struct sw_wild_body *sw_wild_arrive(struct sw_wild_world *world, uint32_t w);

/* Cells of one world and of all; the world of a cell. */
static inline uint32_t sw_wild_plane(const struct sw_wild_settings *settings)
{
    return (uint32_t)(settings->width * settings->height);
}

static inline uint32_t sw_wild_cells(const struct sw_wild_settings *settings)
{
    return sw_wild_plane(settings) * (uint32_t)settings->worlds;
}

static inline uint32_t sw_wild_at(const struct sw_wild_settings *settings, uint32_t cell)
{
    return settings->worlds == 1 ? 0 : cell / sw_wild_plane(settings);
}

/* As many as ever live: beside settings.most bodies nobody divides, and fewer have at most a child
 * each. */
static inline uint32_t sw_wild_bodies_most(const struct sw_wild_settings *settings)
{
    return 2 * (uint32_t)settings->most;
}

/* Beside so many bodies nobody arrives. */
static inline uint32_t sw_wild_arrivals(const struct sw_wild_settings *settings)
{
    uint32_t most = sw_wild_bodies_most(settings);

    if (settings->most > SW_WILD_ARRIVALS)
        return (uint32_t)settings->most;
    return most < SW_WILD_ARRIVALS ? most : SW_WILD_ARRIVALS;
}

/* Bit c: plants of colour c feed in world w. */
static inline uint8_t sw_wild_feeds(const struct sw_wild_world *world, uint32_t w)
{
    return (uint8_t)(world->feeds >> SW_WILD_COLOURS * w & ((1u << SW_WILD_COLOURS) - 1));
}

/* How many live in each world. */
void sw_wild_count(const struct sw_wild_world *world, uint32_t living[SW_WILD_WORLDS_MAX]);

/* What a body does when a tick begins: it says its word, turns and pays, speech_cost for a word
 * that is not silence. What it pays goes to the ground. */
int32_t sw_wild_pay(struct sw_wild_body *body, uint8_t act, uint8_t word, int32_t speech_cost);

/* One tick. act, say: [bodies]; an act that there is not is a wait; say NULL: silence. Then
 * world->birth tells who was born and world->death who died. */
void sw_wild_step(struct sw_wild_world *world, const uint8_t *act, const uint8_t *say);

/* The same in parts, for who has a block of a world alone and knows by messages what is beyond it:
 * all up to `rot`; then, when plants have sprouted, the end of the tick. */
void sw_wild_step_bodies(struct sw_wild_world *world, const uint8_t *act, const uint8_t *say);
void sw_wild_step_end(struct sw_wild_world *world);

#define SW_WILD_SPROUTS 16u /* cells that are tried for a plant; if none is empty none grows */

/* Whether a cell belongs to whom has this world: all do but those of the halo. */
static inline bool sw_wild_inner(const struct sw_wild_world *world, uint32_t cell)
{
    uint32_t width = (uint32_t)world->settings.width, row;

    if (world->halo == 0)
        return true;
    row = cell / width % (uint32_t)world->settings.height;
    return row >= world->halo && row + world->halo < (uint32_t)world->settings.height;
}

/* All units that there are. Never changes. */
int64_t sw_wild_ledger(const struct sw_wild_world *world);

/* XXH3 of all from which a world goes on, and of which rank has whom: what is the same on all ranks
 * between ticks. */
uint64_t sw_wild_hash(const struct sw_wild_world *world);

/* What bodies see, in this order: place * 7 + kind (four colours, meat, a smaller body, another
 * one), then one of four rows of energy, then a row for each word. */
struct sw_body_senses sw_wild_senses(void);
void sw_wild_look(const struct sw_wild_world *world, uint32_t body, struct sw_body_percept *out);

#define SW_WILD_KINDS  7u
#define SW_WILD_LEVELS 4u /* of energy */

/* The kind of what a cell holds, as `self` sees it; SW_WILD_KINDS: nothing. */
uint32_t sw_wild_kind(const struct sw_wild_world *world, const struct sw_wild_body *self,
                      uint32_t cell);
uint32_t sw_wild_level(const struct sw_wild_world *world, int32_t energy);

/* What one sees who sees one thing and nothing else: its place in the window, its kind
 * (SW_WILD_KINDS: nothing), the own energy. Colours 0 and 1 feed, for those who are told. */
void sw_wild_show(uint32_t place, uint32_t kind, uint32_t level, struct sw_body_percept *out);

/* ---- for the files of this room ---- */

/* The cell next to one. heading: up, down, left, right, as the acts are ordered. */
uint32_t sw_wild_next(const struct sw_wild_world *world, uint32_t cell, uint32_t heading);

#endif

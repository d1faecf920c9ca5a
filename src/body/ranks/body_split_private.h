/* body_split_private.h - what the files of body_split share. Local. */
#ifndef SW_BODY_RANKS_BODY_SPLIT_PRIVATE_H
#define SW_BODY_RANKS_BODY_SPLIT_PRIVATE_H

#include "body/body_newborn.h"
#include "body/ranks/body_split.h"

enum {
    SW_BODY_SPLIT_WORLDS = 32, /* different ones of an island that are lived at once, at most */
    SW_BODY_SPLIT_NOT_MINE = -1
};

/* An island that lives here now. */
struct sw_body_split_isle {
    uint32_t number, members;
    uint32_t first, ranks; /* that host it */
    uint32_t lowest;       /* its first member that is mine */
    uint32_t mine, count;  /* my members of it among all of mine: the first, how many */
    uint32_t litter;
    double near;
    float given;
    struct sw_body_mutation mutation;
    struct sw_body_world *begun; /* [worlds] */
};

/* A copy of a world that is held here. */
struct sw_body_replica {
    uint32_t isle, number, copy;
    uint32_t hears; /* the replica whose words it hears, shuffled; UINT32_MAX: none */
};

/* What is held by another rank as well, of one half of the worlds. All in the order in which
 * replicas stand, which is the same on both ranks. */
struct sw_body_neighbour {
    uint32_t *out, *in; /* seats: mine, and its own */
    uint32_t *world;    /* replicas */
    uint32_t outs, ins, worlds;
};

/* What a rank found wrong first. */
struct sw_body_fault {
    bool found, odd; /* odd: it was told what no rank says */
    uint32_t rank;   /* the other one */
    uint32_t island, number, copy, tick;
};

struct sw_body_split {
    const struct sw_brain_layout *layout; /* borrowed */
    const struct sw_body_game *game;      /* borrowed */
    struct sw_body_crew_rules rules;
    struct sw_body_split_size size;
    struct sw_body_post post;

    /* Who lives: my members of the first island, then of the next. */
    struct sw_body_split_isle isle[SW_BODY_SPLIT_ISLES];
    uint32_t isles, mine;
    float *weights;                             /* [size.mine][floats] */
    float *given;                               /* [size.mine] */
    struct sw_body_mind **mind;                 /* [size.mine][2] of each half */
    struct sw_body_gain *gain;                  /* [size.mine] */
    struct sw_body_percept (*percept)[SW_TILE]; /* [size.mine] by row, the first half's first */
    uint32_t *from;                             /* [isles][size.ranks + 1] */
    uint32_t *order;                            /* [size.members] scratch */

    /* Where they live now. */
    uint32_t halves;                                  /* that are lived by turns: 1 or 2 */
    uint32_t end[SW_BODY_SPLIT_HALVES];               /* of the replicas of each half */
    struct sw_body_world *world;                      /* [replicas] */
    struct sw_body_replica *replica;                  /* the same */
    int32_t *who;                                     /* [replicas][seats] of mine, or none; of
                                                         free seats none */
    uint8_t *row;                                     /* the same: of the mind of the half */
    uint32_t *rank;                                   /* [replicas][seats] where the seat lives */
    uint32_t (*chair)[SW_BODY_SPLIT_HALVES][SW_TILE]; /* [size.mine] seats, by row of the mind */
    uint8_t (*rows)[SW_BODY_SPLIT_HALVES];            /* [size.mine] */
    uint8_t *act, *say;                               /* [replicas][seats] */
    struct sw_body_newborns *newborns; /* [replicas][seats], where bodies divide; else NULL */

    /* What crosses; place i of [ranks] is rank size.first + i. */
    struct sw_body_neighbour *beside[SW_BODY_SPLIT_HALVES]; /* [ranks] */
    uint32_t *lists;                                        /* where their lists are */
    uint8_t *bytes;                                         /* of letters */
    uint64_t *hash;                                         /* [replicas] at the last comparison */
    struct sw_body_letter *letter[SW_BODY_SPLIT_HALVES];    /* [ranks] */
    uint32_t letters[SW_BODY_SPLIT_HALVES];
    uint32_t tick;
    struct sw_body_fault fault;
    struct sw_body_split_count count;
};

/* Most replicas that are held at once. all: each rank of an island holds all of its worlds. */
uint32_t sw_body_split_replicas(const struct sw_body_game *game,
                                const struct sw_body_split_size *size, bool all);

/* Most entries of one replica in the lists of all neighbours. */
struct sw_body_split_entries {
    uint32_t outs, ins, worlds;
};

struct sw_body_split_entries sw_body_split_entries(const struct sw_body_game *game,
                                                   const struct sw_body_split_size *size, bool all);

/* Different worlds of an island that are lived at once: so many that a mind has the rows. */
uint32_t sw_body_split_at_once(const struct sw_body_game *game, uint32_t worlds, uint32_t members);

/* Seats everyone in worlds first..first + worlds - 1 of each island, and lists what crosses. */
void sw_body_split_seat(struct sw_body_split *split, uint32_t first, uint32_t worlds);

/* Begins the letters of a half of worlds; acts: with acts and words. With hashes of worlds, if they
 * are compared in this tick. */
void sw_body_split_send(struct sw_body_split *split, uint32_t half, bool acts);

/* Waits for them: what others do and say is known then, and worlds are compared. */
void sw_body_split_hear(struct sw_body_split *split, uint32_t half, bool acts);

/* Whether a seat of a replica (replica * seats + seat) is free at first. */
bool sw_body_split_free(const struct sw_body_split *split, uint32_t seat);

/* Where the seat is taken from that somebody who was born descends from. */
static inline uint32_t sw_body_split_founder(const struct sw_body_split *split, uint32_t seat)
{
    uint32_t seats = split->game->bodies;

    return seat - seat % seats + split->world[seat / seats].body[seat % seats].founder;
}

/* What those of mine that were born do in a half of the worlds (body_split_born.c), and whom the
 * last tick of a replica bore. */
void sw_body_split_think_born(struct sw_body_split *split, uint32_t half);
void sw_body_split_bear(struct sw_body_split *split, uint32_t at);

/* Of all that a replica holds. */
uint64_t sw_body_split_hash(const struct sw_body_world *world);

#endif

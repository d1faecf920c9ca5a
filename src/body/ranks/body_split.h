/* body_split.h - crews whose members come from all litters of an island, on one rank or several: a
 * world whose seats live on different ranks is held by each of them.
 *
 * Every world is lived in copies, until each of the M members of the island has had a seat in it:
 *
 *     copies = M / seats, rounded up;  seat s of copy c is member order[(c * seats + s) % M]
 *     seats: those that are taken at first
 *
 * where order is a permutation that the seed of the world draws. So a crew is a function of the
 * run's seed, generation, island and world, and the ranks have no part in it. Both worlds of a
 * complementary pair have the same crews. In a share of the worlds (`near`), which the seed draws
 * as well, each litter is permuted by itself: then its crews are at home on its rank, but for one
 * that has seats of two litters where the seats do not divide a litter.
 *
 *     rank 0          rank 1
 *     members 0..63   members 64..127     of an island
 *     [0 .  . 3] <--> [. 1  2 .]          a world with four seats: each rank has all of it, and
 *                                         thinks for its own members only
 *
 * A rank holds a replica of each world in which one of its members has a seat. In a tick it sends
 * to each rank beside which it holds worlds one message for all of these: a byte for each of its
 * seats there, act + 16 * word. Then both compute the same tick. The worlds of an island whose
 * genomes caches hold are lived in two halves: while the bytes of one are under way, minds think
 * for the other. Those of a larger one are lived in one part, in which each tick reads the genomes
 * once; and so are shuffled ones. Every SW_BODY_SPLIT_EVERY ticks, and at the end, a message also
 * has the hash of each world that both ranks hold. Replicas that differ end the lives with
 * SW_EXIT_INTERNAL, when all are over: so no rank waits for one that has stopped.
 *
 * Where bodies divide (`founders` seats are taken at first, the others free), a newborn is thought
 * for where the seat is that it descends from, and so is its genome: every rank that has the world
 * knows whose child it is, and the genome of a parent is on the rank of the child. A message then
 * has a byte for each free seat as well, which counts if the sender thinks for who was born there.
 * Their genomes take much room, so such worlds are lived one at a time.
 *
 * What crosses is the caller's business (struct sw_body_post): nothing here knows MPI.
 */
#ifndef SW_BODY_RANKS_BODY_SPLIT_H
#define SW_BODY_RANKS_BODY_SPLIT_H

#include "body/body_crew.h"

#define SW_BODY_SPLIT_EVERY  16u /* ticks from one comparison of hashes to the next */
#define SW_BODY_SPLIT_ISLES  2u  /* islands that live at the same time, at most */
#define SW_BODY_SPLIT_HALVES 2u

/* What goes to one rank and comes from it in a tick. */
struct sw_body_letter {
    uint32_t rank;
    uint8_t *out, *in;
    size_t out_size, in_size; /* in bytes; in_size: the room, and what came after `await` */
};

/* How it goes there. Letters stay where they are until `await` of the same half; halves come by
 * turns. begin: does not wait. */
struct sw_body_post {
    void *context;
    void (*begin)(void *context, uint32_t half, struct sw_body_letter *letter, uint32_t letters);
    void (*await)(void *context, uint32_t half, struct sw_body_letter *letter, uint32_t letters);
};

/* How much room is needed. */
struct sw_body_split_size {
    uint32_t rank;         /* mine */
    uint32_t worlds;       /* of a life */
    uint32_t members;      /* of an island */
    uint32_t mine;         /* of them and of other islands, that live here at the same time */
    uint32_t isles;        /* that do, up to SW_BODY_SPLIT_ISLES */
    uint32_t first, ranks; /* first, first + 1, ...: all ranks that host them */
};

struct sw_body_split; /* opaque; has scratch */

/* size.ranks: 1 where no island is on several ranks; then post is not called, and may be zeroed.
 * NULL if memory is short. Local, as all up to live. */
struct sw_body_split *sw_body_split_create(const struct sw_brain_layout *layout,
                                           const struct sw_body_game *game,
                                           struct sw_body_crew_rules rules,
                                           struct sw_body_split_size size, struct sw_body_post post,
                                           struct sw_error *error);
void sw_body_split_destroy(struct sw_body_split *split); /* NULL is fine */

/* Bytes that one takes, about. */
uint64_t sw_body_split_bytes(const struct sw_brain_layout *layout, const struct sw_body_game *game,
                             enum sw_body_speech speech, struct sw_body_split_size size);

/* An island. Its ranks are neighbours, and have its members in blocks. */
struct sw_body_isle {
    uint32_t number;
    uint32_t first, ranks; /* that host it */
    const uint32_t *from;  /* [ranks + 1] the members of rank first + i: from[i]..from[i + 1] - 1 */
    uint32_t litter;       /* members of a litter; ranks have whole ones */
    double near;           /* share of the worlds whose crews come from one litter each */
    float given;           /* as in sw_body_crew_lead */
    struct sw_body_mutation mutation; /* of those that are born */
};

/* Nobody lives here now. */
void sw_body_split_clear(struct sw_body_split *split);

/* An island comes to live, in worlds that have just begun. worlds: copied; size.worlds of them. */
void sw_body_split_join(struct sw_body_split *split, const struct sw_body_isle *isle,
                        const struct sw_body_world *begun);

/* Its members that are mine, litter by litter in the order of slots: parent +- noise, 2 * pairs. */
void sw_body_split_litter(struct sw_body_split *split, const float *parent,
                          const struct sw_noise *noise, uint32_t pairs);

/* Collective among the ranks that host the islands. Lives of all who came. -1: replicas differ on
 * this rank, or it was told what no rank says; the sentence names the generation. */
int sw_body_split_live(struct sw_body_split *split, uint64_t generation, struct sw_error *error);

/* Of my members of the n-th island that joined, in the order of slots, as sw_body_gain_score has
 * it. */
void sw_body_split_score(const struct sw_body_split *split, uint32_t nth, float poison,
                         float *score);

/* What was lived so far: copies of worlds, counted where their first seat is, those of them with
 * seats on several ranks, and ticks of these; bytes that I sent for them. */
struct sw_body_split_count {
    uint64_t worlds, split, ticks, bytes;
};

struct sw_body_split_count sw_body_split_count(const struct sw_body_split *split);

#endif

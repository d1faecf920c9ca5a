/* wild_blocks.h - the ranks that hold one world in the wild, each a block of it: a tick.
 *
 * A rank has the cells and bodies of its block and the halo (wild_block.h), and thinks for its
 * bodies. Nothing of a rank grows with the whole but the cells that are drawn for plants. A tick:
 *
 *     arrive    a newcomer, if one is due (wild_whole.h)
 *     think     bodies near a border first. What these do and say goes to the neighbour, a byte for
 *               each, behind 8 bytes of a hash of what the neighbour has of them, while all others
 *               think. If the hashes differ no rank goes on (SW_EXIT_INTERNAL).
 *     step      of the block with its halo
 *     tell      each neighbour: what has become of the rows next to the border (wild_page.h), and
 *               behind it the genomes and minds of bodies that crossed it; and all ranks what
 *               is one for the whole
 *     settle    the ids of newborns, their genomes, plants
 *
 * Who crosses a border goes to the other rank, with what it has learned. Its genome stays here,
 * too, as long as it is in the rows next to the border, so that it is sent once if it goes to and
 * fro. A child is on the rank of its cell; if its parent is on another one, the parent's genome is
 * sent.
 */
#ifndef SW_WILD_RANKS_WILD_BLOCKS_H
#define SW_WILD_RANKS_WILD_BLOCKS_H

#include "wild/ranks/wild_whole.h"
#include "wild/wild_life.h"

/* A body that crosses a border, or whose child does. */
struct sw_wild_crossing {
    uint32_t side, cell; /* cell: of the whole */
    uint32_t place;      /* incoming: of the body, or of the birth, in its array */
    uint32_t weights;    /* a home, or ELSEWHERE: the other rank has the genome */
    uint32_t mind;       /* a home, or ELSEWHERE: it has none yet */
    uint64_t id;
    bool birth;
};

struct sw_wild_crossings {
    struct sw_wild_crossing *one;
    uint32_t count, room;
};

/* What goes to one side, and comes from there. */
struct sw_wild_border {
    struct sw_wild_page mine, now, other; /* mine: as the tick began; now: as it ends */
    uint8_t *act, *word;                  /* [mine.bodies] */
    uint8_t *other_act, *other_word;      /* [other.bodies] */
    struct sw_wild_bytes out;
    uint8_t *in;
    size_t in_room, parents; /* parents: bytes of genomes in `out` */
};

struct sw_wild_blocks {
    struct sw_exchange *exchange;
    struct sw_wild_life *life; /* of the block: its world is the part */
    struct sw_wild_block block;
    struct sw_wild_whole whole;
    struct sw_wild_border border[SW_WILD_SIDES];
    struct sw_wild_crossings out, in;
    struct sw_letter *letter; /* [2 * ranks + 4] */
    void *room;
    bool failed;              /* this rank cannot go on, as the error says */
    uint64_t ticks, moved;    /* that were lived here; bodies that came here */
    uint64_t bodies, busiest; /* summed over ticks: all, and those of the rank with the most */
};

/* Local. The life and exchange stay the caller's, and outlive it. blocks: zeroed; closed also after
 * a failure. What the whole has is to be filled in blocks->whole. */
int sw_wild_blocks_create(struct sw_wild_blocks *blocks, struct sw_exchange *exchange,
                          const struct sw_wild_block *block, struct sw_wild_life *life,
                          struct sw_error *error);
void sw_wild_blocks_close(struct sw_wild_blocks *blocks); /* zeroed is fine */

/* Collective. Each rank has its block: the halos are exchanged. */
int sw_wild_blocks_join(struct sw_wild_blocks *blocks, struct sw_error *error);

/* Collective. A tick. Afterwards births, deaths and walks of the world are those of this block, in
 * cells of the whole, and so is *arrived (id 0: none came here). */
int sw_wild_blocks_tick(struct sw_wild_blocks *blocks, struct sw_wild_birth *arrived,
                        struct sw_error *error);

/* Collective. A page ends: halos are compared. A rank whose neighbour differs has failed. */
void sw_wild_blocks_end(struct sw_wild_blocks *blocks, struct sw_error *error);

/* ---- for the files of this room: wild_cross.c ---- */

/* Local, after a step. What crosses either way; then the world has the bodies of the block alone,
 * by ascending id, newborns with ids from whole.next_id on. */
void sw_wild_cross(struct sw_wild_blocks *blocks);

/* Local. Genomes and minds that go to a side, behind its page. */
void sw_wild_cross_tell(struct sw_wild_blocks *blocks, uint32_t side);

/* Local. The bytes that come from there, and what they are. */
size_t sw_wild_cross_most(const struct sw_wild_blocks *blocks, uint32_t side);
void sw_wild_cross_hear(struct sw_wild_blocks *blocks, uint32_t side,
                        struct sw_wild_reading *reading);

/* Local. A page's body is none of it any more; bodies that left are now part of the page. */
void sw_wild_cross_gone(struct sw_wild_blocks *blocks, uint32_t side,
                        const struct sw_wild_body *body);
void sw_wild_cross_keep(struct sw_wild_blocks *blocks, uint32_t side);

#endif

/* wild_page.h - the rows of a world in the wild next to a border between two blocks: what is in
 * them, and how the block that they belong to tells its neighbour what became of them in a tick.
 *
 * Both keep the same page, and both know what its bodies chose. So what a body would have become if
 * it had met nobody is known to both, and a letter says how it came out otherwise:
 *
 *     a number    cells that changed, but for meat that lost a unit; each: how many cells after
 *                 the one before, what it holds, and its energy if it holds something
 *     a byte      for each body of the page, in the order of ids: GONE, MOVED, its energy is not
 *                 what it would be (its difference follows), DONE (it grew, or has a child), and
 *                 what it was told by its senses
 *     a number    bodies that came into these rows; each with all that there is to say of it
 *
 * Numbers have 7 bits a byte, lowest first. Reading trusts nothing. All functions are Local.
 */
#ifndef SW_WILD_RANKS_WILD_PAGE_H
#define SW_WILD_RANKS_WILD_PAGE_H

#include "wild/ranks/wild_block.h"

struct sw_wild_page {
    uint32_t width, worlds, cells;
    int32_t speech_cost;       /* units that a word costs */
    uint8_t *thing;            /* [cells] without bodies */
    int32_t *energy;           /* [cells] */
    struct sw_wild_body *body; /* [room], by ascending id; cell: of the page */
    uint32_t bodies, room;
};

/* Bytes that grow as they are written; the array is released by free(). failed: memory was short.
 */
struct sw_wild_bytes {
    uint8_t *byte;
    size_t size, room;
    bool failed;
};

void sw_wild_bytes_add(struct sw_wild_bytes *bytes, const void *from, size_t size);
void sw_wild_bytes_number(struct sw_wild_bytes *bytes, uint64_t number);

/* What is left to read; failed: it was not what a neighbour sends. */
struct sw_wild_reading {
    const uint8_t *byte;
    size_t size;
    bool failed;
};

const uint8_t *sw_wild_reading_bytes(struct sw_wild_reading *reading, size_t size); /* or NULL */
uint64_t sw_wild_reading_number(struct sw_wild_reading *reading, uint64_t most);

/* page: zeroed; an empty one, to be dropped also after a failure. */
int sw_wild_page_create(struct sw_wild_page *page, const struct sw_wild_block *block,
                        struct sw_error *error);
void sw_wild_page_drop(struct sw_wild_page *page);

/* Takes the own rows next to a side out of a world whose bodies stand by ascending id. */
void sw_wild_page_take(struct sw_wild_page *page, const struct sw_wild_block *block, uint32_t side,
                       const struct sw_wild_world *world);

/* Puts a page into the halo of a side: its bodies stand behind all others of the world. */
void sw_wild_page_put(const struct sw_wild_page *page, const struct sw_wild_block *block,
                      uint32_t side, struct sw_wild_world *world);

/* XXH3 of all of it. */
uint64_t sw_wild_page_hash(const struct sw_wild_page *page);

/* What a page has become: before, as it was when the tick began; act, word: of its bodies. ids from
 * `newborn` on are of newborns, which are told as so many after it. The most bytes that it takes is
 * sw_wild_page_most. Bodies that are still there and yet told to be gone and come again, as those
 * that walked into another world, are marked as foreign in `now`; how many there are. */
uint32_t sw_wild_page_tell(const struct sw_wild_page *before, struct sw_wild_page *now,
                           const uint8_t *act, const uint8_t *word, uint64_t newborn,
                           struct sw_wild_bytes *out);
size_t sw_wild_page_most(const struct sw_wild_page *page);

/* The same on the other side. newborn(context, k, cell): the id of the neighbour's k-th newborn,
 * which is in this cell of the page. gone(context, body): it is none of the page any more, dead or
 * elsewhere. `rank` is that of those that came, and their home is ELSEWHERE. */
struct sw_wild_page_heard {
    uint64_t (*newborn)(void *context, uint64_t k, uint32_t cell);
    void (*gone)(void *context, const struct sw_wild_body *body);
    void *context;
    uint32_t rank, home;
};

void sw_wild_page_hear(struct sw_wild_page *page, const uint8_t *act, const uint8_t *word,
                       const struct sw_wild_page_heard *heard, struct sw_wild_reading *reading);

/* A plant, or a body with the greatest id, that all know of. Where a body finds no room the page is
 * as it was, which the next comparison finds. */
void sw_wild_page_sprout(struct sw_wild_page *page, uint32_t cell, uint32_t colour);
void sw_wild_page_add(struct sw_wild_page *page, const struct sw_wild_body *body);

#endif

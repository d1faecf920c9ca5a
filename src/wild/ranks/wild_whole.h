/* wild_whole.h - what is one for a world in the wild that is cut into blocks, and what no block can
 * decide alone. All ranks know the same of it.
 *
 *     births      are numbered in the order of cells, over all blocks
 *     sun, ground, plants due, and how many live: for `least` and `most`
 *     sprout      a plant grows in the first empty cell of those that are drawn for it: each rank
 *                 says which of them are empty in its block
 *     arrive      the same for a newcomer
 *
 * So once a tick each rank tells all others, in one message of its own:
 *
 *     byte 0      it cannot go on
 *     8 bytes     a hash of what it knows of the whole, as the tick began: if these differ no rank
 *                 goes on (SW_EXIT_INTERNAL)
 *     numbers     of each world: births, bodies, plants eaten by colour; units that came to the
 *                 ground (4 more than which, either way); births, deaths and walks together
 *     bits        the first cells that are drawn for plants, of each world and colour with plants
 *                 due: whether each is an empty cell of its block
 *
 * If these are too few, and where a newcomer is due, they ask again, by a message of bits alone.
 */
#ifndef SW_WILD_RANKS_WILD_WHOLE_H
#define SW_WILD_RANKS_WILD_WHOLE_H

#include "base/random.h"
#include "population/exchange.h"
#include "wild/ranks/wild_page.h"

enum { SW_WILD_BEDS = (int)(SW_WILD_WORLDS_MAX * SW_WILD_COLOURS) }; /* worlds and colours */

/* What one rank's block had in a tick. */
struct sw_wild_tally {
    uint8_t failed;
    uint64_t hash; /* of what it knows of the whole, as the tick began */
    uint64_t births[SW_WILD_WORLDS_MAX], living[SW_WILD_WORLDS_MAX], eaten[SW_WILD_BEDS];
    int64_t ground;
    uint64_t events;
};

struct sw_wild_whole {
    struct sw_exchange *exchange;
    const struct sw_wild_block *block;
    uint64_t next_id, events; /* since the page began */
    int64_t ground, sun;
    uint32_t due[SW_WILD_BEDS];
    uint64_t living[SW_WILD_WORLDS_MAX], bodies;
    struct sw_wild_tally *tally; /* [ranks] of the last tick */

    /* The cells that are drawn for plants: of the whole. */
    struct sw_dice dice[SW_WILD_BEDS];
    uint32_t drawn[SW_WILD_BEDS], first[SW_WILD_BEDS]; /* cells, and where they begin */
    uint32_t *cell;                                    /* [cells] */
    uint8_t *empty, *asked; /* bits: which of them are empty, and which of those asked for again */
    uint32_t cells, cell_room;
    uint32_t *planted, planted_room; /* of this tick: a table by cell, 0 none, cell + 1 */

    struct sw_letter *letter; /* [2 * ranks] */
    void *room;
    struct sw_wild_bytes mine;
    uint8_t *heard; /* [ranks][heard_room] */
    size_t heard_room;
};

/* Local. XXH3 of what is the same on all ranks between ticks. */
enum { SW_WILD_WHOLE_HASH = 8 };
uint64_t sw_wild_whole_hash(const struct sw_wild_whole *whole, const struct sw_wild_world *world);

/* whole: zeroed. */
int sw_wild_whole_create(struct sw_wild_whole *whole, struct sw_exchange *exchange,
                         const struct sw_wild_block *block, struct sw_error *error);
void sw_wild_whole_drop(struct sw_wild_whole *whole);

/* Local. Writes what this rank tells in a tick whose number is that of the world, and puts letters
 * to and from all others behind those in *letters. */
void sw_wild_whole_tell(struct sw_wild_whole *whole, const struct sw_wild_tally *mine,
                        const struct sw_wild_world *world, struct sw_letter *letter,
                        uint32_t *letters);

/* Local, ends all ranks: in the midst of a tick, where others wait, memory is short. */
void sw_wild_whole_short(void) __attribute__((noreturn));

/* Collective. What came: -1 on all if a rank cannot go on, or knows something else. Then births of
 * the tick are known: the id of the k-th of a rank, in the order of its cells. */
int sw_wild_whole_hear(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                       const struct sw_letter *letter, uint32_t letters, struct sw_error *error);
uint64_t sw_wild_whole_newborn(const struct sw_wild_whole *whole, uint32_t rank, uint64_t k);

/* Collective. Counts the tick's births, and lets plants grow: grow(context, cell, colour) for each,
 * a cell of the whole. */
void sw_wild_whole_sprout(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                          void (*grow)(void *context, uint32_t cell, uint32_t colour),
                          void *context);

/* Collective. The newcomer that is due, if there is one: *body, in a cell of the whole, or id 0. */
void sw_wild_whole_arrive(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                          struct sw_wild_body *body);

#endif

/* wild_block.h - a world in the wild that is cut into one block for each rank: which rows are
 * whose. Local, pure.
 *
 * A block is some rows of the torus, over its whole width; of several worlds the same rows of each,
 * so that who walks into another world stays in its block. Beside its own rows a rank has a halo,
 * SW_WILD_HALO rows of the block above and as many of the one below. With these its world is a
 * torus of its own, of `part` settings, on which a tick is computed as on the whole (wild_step.c).
 * What comes out is exact for its own rows, since nothing that is further away than the halo
 * decides on them in a tick:
 *
 *     bite     on what is eaten, all that are next to it decide: 2 rows
 *     devour   who is eaten may have eaten somebody smaller in the same tick, and so on: of sizes 9
 *              to 1 that is a chain of 8 rows, of which the last may just have bitten: 10 rows
 *     divide   who claims a cell depends on its energy after that: 11 rows
 *     move     whether a body leaves depends on who claims the cell that it enters: 12 rows
 *     walk     to the same row of another world, after that
 *
 * What happens in the halo is counted by the block that it belongs to (struct sw_wild_body.foreign,
 * sw_wild_inner). What no block can decide is in wild_whole.h.
 */
#ifndef SW_WILD_RANKS_WILD_BLOCK_H
#define SW_WILD_RANKS_WILD_BLOCK_H

#include "wild/wild_world.h"

#define SW_WILD_HALO    12u
#define SW_WILD_NOWHERE UINT32_MAX

/* Sides of a block. */
enum { SW_WILD_ABOVE, SW_WILD_BELOW, SW_WILD_SIDES };

struct sw_wild_block {
    struct sw_wild_settings whole, part;
    uint32_t rank, ranks;
    uint32_t peer[SW_WILD_SIDES]; /* who is there; of 2 ranks the other one, twice */
    uint32_t first, rows;         /* of the whole */
};

/* Whether a world can be cut so: 2 ranks or more, each with SW_WILD_HALO rows or more. */
int sw_wild_block_check(const struct sw_wild_settings *settings, uint32_t ranks,
                        struct sw_error *error);

struct sw_wild_block sw_wild_block_of(const struct sw_wild_settings *settings, uint32_t rank,
                                      uint32_t ranks);

/* Who has a cell of the whole. */
uint32_t sw_wild_block_owner(const struct sw_wild_block *block, uint32_t cell);

/* A cell of the whole, from one of the part; and back: its cell in the rows of the block itself, or
 * NOWHERE. */
uint32_t sw_wild_block_whole(const struct sw_wild_block *block, uint32_t cell);
uint32_t sw_wild_block_cell(const struct sw_wild_block *block, uint32_t cell);

/* A page is the SW_WILD_HALO rows next to a border, of each world: world, row from above, column.
 * The cell of the halo of a side that a cell of the whole is, as a cell of its page, or NOWHERE;
 * the same of the own rows next to a side, of a cell of the part; and the first cell in the part of
 * a row of a page. */
uint32_t sw_wild_block_beyond(const struct sw_wild_block *block, uint32_t side, uint32_t cell);
uint32_t sw_wild_block_border(const struct sw_wild_block *block, uint32_t side, uint32_t cell);
uint32_t sw_wild_block_row(const struct sw_wild_block *block, uint32_t side, bool beyond,
                           uint32_t world, uint32_t row);

#endif

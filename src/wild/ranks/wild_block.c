#include "wild/ranks/wild_block.h"

int sw_wild_block_check(const struct sw_wild_settings *settings, uint32_t ranks,
                        struct sw_error *error)
{
    uint64_t height = (uint64_t)settings->height;

    if (settings->imitate == SW_WILD_IMITATION_SHUFFLED ||
        settings->speech == SW_WILD_SPEECH_SHUFFLED)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--blocks: with wild.%s = shuffled a body can be drawn from anywhere, and a "
                       "rank knows its own block alone; run it without --blocks",
                       settings->speech == SW_WILD_SPEECH_SHUFFLED ? "speech" : "imitate");
    if (height < 2 * SW_WILD_HALO)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "--blocks: wild.height is %llu, and a block has %u rows at least, so this "
            "world cannot be cut; use a height of %u or more, or run it without --blocks",
            (unsigned long long)height, SW_WILD_HALO, 2 * SW_WILD_HALO);
    if (height / ranks < SW_WILD_HALO)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--blocks: %u ranks have %llu of the %llu rows of wild.height each, and a "
                       "block has %u at least; use %llu ranks at most, or a higher world",
                       ranks, (unsigned long long)(height / ranks), (unsigned long long)height,
                       SW_WILD_HALO, (unsigned long long)(height / SW_WILD_HALO));
    return 0;
}

static uint32_t first_of(uint32_t height, uint32_t rank, uint32_t ranks)
{
    return (uint32_t)((uint64_t)height * rank / ranks);
}

struct sw_wild_block sw_wild_block_of(const struct sw_wild_settings *settings, uint32_t rank,
                                      uint32_t ranks)
{
    uint32_t height = (uint32_t)settings->height;
    struct sw_wild_block block = {.whole = *settings,
                                  .part = *settings,
                                  .rank = rank,
                                  .ranks = ranks,
                                  .peer = {(rank + ranks - 1) % ranks, (rank + 1) % ranks},
                                  .first = first_of(height, rank, ranks)};

    block.rows = first_of(height, rank + 1, ranks) - block.first;
    block.part.height = (int64_t)block.rows + 2 * (int64_t)SW_WILD_HALO;
    return block;
}

/* ---- cells ---- */

struct place {
    uint32_t world, row, column;
};

static struct place place_of(const struct sw_wild_settings *settings, uint32_t cell)
{
    uint32_t width = (uint32_t)settings->width, height = (uint32_t)settings->height;

    return (struct place){cell / width / height, cell / width % height, cell % width};
}

static uint32_t cell_at(const struct sw_wild_block *block, uint32_t height, struct place place)
{
    return (place.world * height + place.row) * (uint32_t)block->whole.width + place.column;
}

/* Rows from the first own one on, around the torus. */
static uint32_t rows_on(const struct sw_wild_block *block, uint32_t row)
{
    uint32_t height = (uint32_t)block->whole.height;

    return (row + height - block->first) % height;
}

uint32_t sw_wild_block_owner(const struct sw_wild_block *block, uint32_t cell)
{
    uint64_t row = place_of(&block->whole, cell).row, height = (uint64_t)block->whole.height;

    return (uint32_t)(((row + 1) * block->ranks - 1) / height);
}

uint32_t sw_wild_block_whole(const struct sw_wild_block *block, uint32_t cell)
{
    struct place place = place_of(&block->part, cell);
    uint32_t height = (uint32_t)block->whole.height;

    place.row = (place.row + block->first + height - SW_WILD_HALO) % height;
    return cell_at(block, height, place);
}

uint32_t sw_wild_block_cell(const struct sw_wild_block *block, uint32_t cell)
{
    struct place place = place_of(&block->whole, cell);

    place.row = rows_on(block, place.row);
    if (place.row >= block->rows)
        return SW_WILD_NOWHERE;
    place.row += SW_WILD_HALO;
    return cell_at(block, (uint32_t)block->part.height, place);
}

uint32_t sw_wild_block_beyond(const struct sw_wild_block *block, uint32_t side, uint32_t cell)
{
    struct place place = place_of(&block->whole, cell);
    uint32_t height = (uint32_t)block->whole.height;
    uint32_t first = side == SW_WILD_ABOVE ? height - SW_WILD_HALO : block->rows;

    place.row = (rows_on(block, place.row) + height - first) % height;
    return place.row < SW_WILD_HALO ? cell_at(block, SW_WILD_HALO, place) : SW_WILD_NOWHERE;
}

/* The row of the part in which a page begins. */
static uint32_t first_row(const struct sw_wild_block *block, uint32_t side, bool beyond)
{
    if (side == SW_WILD_ABOVE)
        return beyond ? 0 : SW_WILD_HALO;
    return beyond ? block->rows + SW_WILD_HALO : block->rows;
}

uint32_t sw_wild_block_border(const struct sw_wild_block *block, uint32_t side, uint32_t cell)
{
    struct place place = place_of(&block->part, cell);
    uint32_t first = first_row(block, side, false);

    if (place.row < first || place.row >= first + SW_WILD_HALO)
        return SW_WILD_NOWHERE;
    place.row -= first;
    return cell_at(block, SW_WILD_HALO, place);
}

uint32_t sw_wild_block_row(const struct sw_wild_block *block, uint32_t side, bool beyond,
                           uint32_t world, uint32_t row)
{
    struct place place = {world, first_row(block, side, beyond) + row, 0};

    return cell_at(block, (uint32_t)block->part.height, place);
}

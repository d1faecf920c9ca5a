#include "wild/ranks/wild_whole.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "base/log.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD = 1 + SW_WILD_WHOLE_HASH };
enum { SPARE = 8, AGAIN = 64, SEARCH = 4096, SEARCH_FIRST = 64, HEARD_ROOM = 4096 };

static uint32_t beds_of(const struct sw_wild_whole *whole)
{
    return SW_WILD_COLOURS * (uint32_t)whole->block->whole.worlds;
}

int sw_wild_whole_create(struct sw_wild_whole *whole, struct sw_exchange *exchange,
                         const struct sw_wild_block *block, struct sw_error *error)
{
    static const char doing[] = "joining blocks";

    whole->exchange = exchange;
    whole->block = block;
    whole->tally = sw_allocate(exchange->ranks, sizeof *whole->tally, doing, error);
    whole->letter = sw_allocate(2 * (size_t)exchange->ranks, sizeof *whole->letter, doing, error);
    whole->room = sw_exchange_letters_room(2 * exchange->ranks, error);
    whole->heard_room = HEARD_ROOM;
    whole->heard = sw_allocate(exchange->ranks, HEARD_ROOM, doing, error);
    return whole->tally == NULL || whole->letter == NULL || whole->room == NULL ||
                   whole->heard == NULL
               ? -1
               : 0;
}

void sw_wild_whole_drop(struct sw_wild_whole *whole)
{
    free(whole->tally);
    free(whole->cell);
    free(whole->empty);
    free(whole->asked);
    free(whole->planted);
    free(whole->letter);
    free(whole->room);
    free(whole->mine.byte);
    free(whole->heard);
    memset(whole, 0, sizeof *whole);
}

/* ---- cells that are drawn ---- */

void sw_wild_whole_short(void)
{
    sw_log_error("out of memory for a block of a world; use more ranks, or machines with more of "
                 "it; --resume goes on from the last page");
    sw_exchange_abort(SW_EXIT_FAILED);
}

/* In the midst of a tick the others wait: so it ends them all. */
static void *resized(void *array, size_t size)
{
    void *larger = realloc(array, size);

    if (larger == NULL)
        sw_wild_whole_short();
    return larger;
}

static void reserve(struct sw_wild_whole *whole, uint32_t cells)
{
    uint32_t room = 2 * cells + AGAIN;

    if (cells < whole->cell_room)
        return;
    whole->cell = resized(whole->cell, room * sizeof *whole->cell);
    whole->empty = resized(whole->empty, room / 8 + 1);
    whole->asked = resized(whole->asked, room / 8 + 1);
    whole->cell_room = room;
}

/* So many cells more of a world's, at `first`. */
static void draw(struct sw_wild_whole *whole, struct sw_dice *dice, uint32_t world, uint32_t first,
                 uint32_t count)
{
    uint32_t plane = sw_wild_plane(&whole->block->whole);

    for (uint32_t i = 0; i < count; i++)
        whole->cell[first + i] = world * plane + sw_dice_below(dice, plane);
}

/* Which of the cells from `first` on are empty in this block, as bits. */
static void look(const struct sw_wild_whole *whole, const struct sw_wild_world *world,
                 uint32_t first, uint32_t count, uint8_t *bits)
{
    memset(bits, 0, count / 8 + 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cell = sw_wild_block_cell(whole->block, whole->cell[first + i]);

        if (cell != SW_WILD_NOWHERE && world->thing[cell] == SW_WILD_EMPTY)
            bits[i / 8] |= (uint8_t)(1u << i % 8);
    }
}

static bool is_set(const uint8_t *bits, uint32_t i)
{
    return bits[i / 8] >> i % 8 & 1;
}

/* As many as are likely to do for all plants that may be due after this tick. */
static void draw_beds(struct sw_wild_whole *whole, const struct sw_wild_world *world)
{
    uint64_t growth = (uint64_t)whole->block->whole.growth;

    whole->cells = 0;
    for (uint32_t bed = 0; bed < beds_of(whole); bed++) {
        uint64_t likely = (uint64_t)whole->due[bed] + SPARE;
        uint32_t count;

        likely = likely < growth ? likely : growth;
        count = (uint32_t)(likely + likely / 2 + SPARE);
        whole->first[bed] = whole->cells;
        whole->drawn[bed] = 0;
        reserve(whole, whole->cells + count);
        whole->dice[bed] = sw_dice_at(world->seed, SW_RANDOM_WILD_GROWTH, world->tick, bed);
        draw(whole, &whole->dice[bed], bed / SW_WILD_COLOURS, whole->cells, count);
        whole->drawn[bed] = count;
        whole->cells += count;
    }
}

/* ---- once a tick ---- */

static uint64_t folded(int64_t number)
{
    return number < 0 ? 2 * (uint64_t)-number - 1 : 2 * (uint64_t)number;
}

static int64_t unfolded(uint64_t number)
{
    return number % 2 == 1 ? -(int64_t)(number / 2) - 1 : (int64_t)(number / 2);
}

/* To and from all others. */
static void address(struct sw_wild_whole *whole, size_t most, struct sw_letter *letter,
                    uint32_t *letters)
{
    uint32_t ranks = whole->exchange->ranks, me = whole->exchange->rank;

    if (most > whole->heard_room) {
        whole->heard = resized(whole->heard, ranks * most);
        whole->heard_room = most;
    }
    for (uint32_t rank = 0; rank < ranks; rank++) {
        if (rank == me)
            continue;
        letter[(*letters)++] = (struct sw_letter){.peer = rank,
                                                  .incoming = true,
                                                  .bytes = whole->heard + rank * whole->heard_room,
                                                  .size = whole->heard_room};
        letter[(*letters)++] =
            (struct sw_letter){.peer = rank, .bytes = whole->mine.byte, .size = whole->mine.size};
    }
}

uint64_t sw_wild_whole_hash(const struct sw_wild_whole *whole, const struct sw_wild_world *world)
{
    uint64_t value[] = {world->tick,
                        world->feeds,
                        world->seed,
                        whole->next_id,
                        whole->events,
                        (uint64_t)whole->ground,
                        (uint64_t)whole->sun,
                        whole->bodies,
                        sw_hash(whole->due, sizeof whole->due),
                        sw_hash(whole->living, sizeof whole->living)};

    return sw_hash(value, sizeof value);
}

void sw_wild_whole_tell(struct sw_wild_whole *whole, const struct sw_wild_tally *mine,
                        const struct sw_wild_world *world, struct sw_letter *letter,
                        uint32_t *letters)
{
    uint32_t worlds = (uint32_t)whole->block->whole.worlds;
    uint8_t head[HEAD] = {mine->failed};

    draw_beds(whole, world);
    whole->tally[whole->exchange->rank] = *mine;
    whole->tally[whole->exchange->rank].hash = sw_wild_whole_hash(whole, world);
    sw_bytes_put_little64(head + 1, whole->tally[whole->exchange->rank].hash);
    whole->mine.size = 0;
    sw_wild_bytes_add(&whole->mine, head, HEAD);
    for (uint32_t w = 0; w < worlds; w++) {
        sw_wild_bytes_number(&whole->mine, mine->births[w]);
        sw_wild_bytes_number(&whole->mine, mine->living[w]);
        for (uint32_t colour = 0; colour < SW_WILD_COLOURS; colour++)
            sw_wild_bytes_number(&whole->mine, mine->eaten[SW_WILD_COLOURS * w + colour]);
    }
    sw_wild_bytes_number(&whole->mine, folded(mine->ground));
    sw_wild_bytes_number(&whole->mine, mine->events);
    reserve(whole, whole->cells);
    look(whole, world, 0, whole->cells, whole->empty);
    sw_wild_bytes_add(&whole->mine, whole->empty, whole->cells / 8 + 1);
    if (whole->mine.failed)
        sw_wild_whole_short();
    address(whole, HEAD + 10 * (size_t)(worlds * (2 + SW_WILD_COLOURS) + 2) + whole->cells / 8 + 1,
            letter, letters);
}

static void hear_bits(struct sw_wild_reading *reading, uint32_t cells, uint8_t *bits)
{
    const uint8_t *heard = sw_wild_reading_bytes(reading, cells / 8 + 1);

    for (uint32_t i = 0; heard != NULL && i <= cells / 8; i++)
        bits[i] |= heard[i];
}

/* What no rank of this program sends. */
static void refuse(const struct sw_wild_whole *whole, uint32_t peer)
{
    sw_log_error("rank %u: what rank %u says of its block cannot be read", whole->exchange->rank,
                 peer);
    sw_exchange_abort(SW_EXIT_INTERNAL);
}

static void hear_tally(struct sw_wild_whole *whole, const struct sw_letter *letter)
{
    struct sw_wild_tally *tally = &whole->tally[letter->peer];
    struct sw_wild_reading reading = {letter->bytes, letter->size, false};
    const uint8_t *head = sw_wild_reading_bytes(&reading, HEAD);
    uint32_t worlds = (uint32_t)whole->block->whole.worlds;

    tally->failed = head == NULL || head[0] != 0;
    tally->hash = head == NULL ? 0 : sw_bytes_little64(head + 1);
    for (uint32_t w = 0; w < worlds; w++) {
        tally->births[w] = sw_wild_reading_number(&reading, SW_WILD_CELLS_MAX);
        tally->living[w] = sw_wild_reading_number(&reading, SW_WILD_CELLS_MAX);
        for (uint32_t colour = 0; colour < SW_WILD_COLOURS; colour++)
            tally->eaten[SW_WILD_COLOURS * w + colour] =
                sw_wild_reading_number(&reading, SW_WILD_CELLS_MAX);
    }
    tally->ground = unfolded(sw_wild_reading_number(&reading, UINT64_MAX));
    tally->events = sw_wild_reading_number(&reading, UINT32_MAX);
    hear_bits(&reading, whole->cells, whole->empty);
    if (reading.failed || reading.size != 0)
        refuse(whole, letter->peer);
}

/* All ranks heard the same, and come to the same. */
static int compare(const struct sw_wild_whole *whole, const struct sw_wild_world *world,
                   struct sw_error *error)
{
    for (uint32_t rank = 1; rank < whole->exchange->ranks; rank++)
        if (whole->tally[rank].hash != whole->tally[0].hash)
            return sw_fail(error, SW_EXIT_INTERNAL,
                           "at tick %llu ranks 0 and %u do not know the same of the whole world: a "
                           "bug of ours, or memory that changed by itself; --resume goes on from "
                           "the last page, which is the same on all",
                           (unsigned long long)world->tick, rank);
    return 0;
}

int sw_wild_whole_hear(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                       const struct sw_letter *letter, uint32_t letters, struct sw_error *error)
{
    bool failed = false;

    for (uint32_t i = 0; i < letters; i++)
        if (letter[i].incoming)
            hear_tally(whole, &letter[i]);
    for (uint32_t rank = 0; rank < whole->exchange->ranks; rank++)
        failed |= whole->tally[rank].failed != 0;
    if (failed)
        return sw_exchange_agree(whole->exchange, whole->tally[whole->exchange->rank].failed,
                                 error);
    return compare(whole, world, error);
}

uint64_t sw_wild_whole_newborn(const struct sw_wild_whole *whole, uint32_t rank, uint64_t k)
{
    uint32_t worlds = (uint32_t)whole->block->whole.worlds, w = 0;
    uint64_t id = whole->next_id;

    for (; w + 1 < worlds && k >= whole->tally[rank].births[w]; w++) {
        k -= whole->tally[rank].births[w];
        for (uint32_t other = 0; other < whole->exchange->ranks; other++)
            id += whole->tally[other].births[w];
    }
    for (uint32_t other = 0; other < rank; other++)
        id += whole->tally[other].births[w];
    return id + k;
}

/* What all ranks had, after ids are known. */
static void add_up(struct sw_wild_whole *whole)
{
    memset(whole->living, 0, sizeof whole->living);
    whole->bodies = 0;
    for (uint32_t rank = 0; rank < whole->exchange->ranks; rank++) {
        const struct sw_wild_tally *tally = &whole->tally[rank];

        for (uint32_t w = 0; w < (uint32_t)whole->block->whole.worlds; w++) {
            whole->next_id += tally->births[w];
            whole->living[w] += tally->living[w];
            whole->bodies += tally->living[w];
        }
        for (uint32_t bed = 0; bed < beds_of(whole); bed++)
            whole->due[bed] += (uint32_t)tally->eaten[bed];
        whole->ground += tally->ground;
        whole->events += tally->events;
    }
}

/* ---- questions ---- */

/* Collective. Which of the cells from `first` on are empty: afterwards in the first bits. */
static void ask(struct sw_wild_whole *whole, const struct sw_wild_world *world, uint32_t first,
                uint32_t count)
{
    uint32_t letters = 0;

    look(whole, world, first, count, whole->asked);
    whole->mine.size = 0;
    sw_wild_bytes_add(&whole->mine, whole->asked, count / 8 + 1);
    if (whole->mine.failed)
        sw_wild_whole_short();
    address(whole, count / 8 + 1, whole->letter, &letters);
    sw_exchange_round(whole->exchange, SW_TRAFFIC_TOKENS, whole->letter, letters, whole->room);
    for (uint32_t i = 0; i < letters; i++) {
        struct sw_wild_reading reading = {whole->letter[i].bytes, whole->letter[i].size, false};

        if (!whole->letter[i].incoming)
            continue;
        hear_bits(&reading, count, whole->asked);
        if (reading.failed || reading.size != 0)
            refuse(whole, whole->letter[i].peer);
    }
}

/* ---- plants ---- */

/* Whether a plant of this tick is in a cell; if not, it is from now on. */
static bool is_planted(struct sw_wild_whole *whole, uint32_t cell)
{
    uint32_t at = cell * 2654435761u & (whole->planted_room - 1);

    while (whole->planted[at] != 0 && whole->planted[at] != cell + 1)
        at = (at + 1) & (whole->planted_room - 1);
    if (whole->planted[at] == cell + 1)
        return true;
    whole->planted[at] = cell + 1;
    return false;
}

/* A table that is at most half full. */
static void clear_planted(struct sw_wild_whole *whole)
{
    uint64_t growth = (uint64_t)whole->block->whole.growth, plants = 0;
    uint32_t room = 64;

    for (uint32_t bed = 0; bed < beds_of(whole); bed++)
        plants += whole->due[bed] < growth ? whole->due[bed] : growth;
    while (room < 2 * plants)
        room *= 2;
    if (room > whole->planted_room) {
        whole->planted = resized(whole->planted, room * sizeof *whole->planted);
        whole->planted_room = room;
    }
    memset(whole->planted, 0, whole->planted_room * sizeof *whole->planted);
}

/* A world's plants of one colour: what of its cells is known. */
struct bed {
    const uint8_t *bits;
    uint32_t at, known, first; /* cells: the next, how many are known, where they begin */
    uint32_t first_bit;
};

/* The next cell that was drawn, and whether it is empty. */
static uint32_t next_cell(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                          uint32_t number, struct bed *bed, bool *empty)
{
    if (bed->at == bed->known) {
        reserve(whole, whole->cells + AGAIN);
        draw(whole, &whole->dice[number], number / SW_WILD_COLOURS, whole->cells, AGAIN);
        ask(whole, world, whole->cells, AGAIN);
        *bed = (struct bed){whole->asked, 0, AGAIN, whole->cells, 0};
    }
    *empty = is_set(bed->bits, bed->first_bit + bed->at);
    return whole->cell[bed->first + bed->at++];
}

static bool sprout_one(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                       uint32_t number, struct bed *bed, uint32_t *cell)
{
    for (uint32_t i = 0; i < SW_WILD_SPROUTS; i++) {
        bool empty;

        *cell = next_cell(whole, world, number, bed, &empty);
        if (empty && !is_planted(whole, *cell))
            return true;
    }
    return false;
}

void sw_wild_whole_sprout(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                          void (*grow)(void *context, uint32_t cell, uint32_t colour),
                          void *context)
{
    uint32_t growth = (uint32_t)whole->block->whole.growth;

    add_up(whole);
    clear_planted(whole);
    for (uint32_t number = 0; number < beds_of(whole); number++) {
        struct bed bed = {whole->empty, 0, whole->drawn[number], whole->first[number],
                          whole->first[number]};
        uint32_t cell;

        for (uint32_t i = 0; i < growth && whole->due[number] > 0; i++) {
            int64_t reused = whole->ground < SW_WILD_MEAL ? whole->ground : SW_WILD_MEAL;

            if (!sprout_one(whole, world, number, &bed, &cell))
                break;
            whole->ground -= reused;
            whole->sun -= SW_WILD_MEAL - reused;
            whole->due[number]--;
            grow(context, cell, number % SW_WILD_COLOURS);
        }
    }
}

/* ---- newcomers ---- */

/* The first empty cell of a world that its dice draw, and the dice behind it; NOWHERE: none is. */
static uint32_t find_room(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                          uint32_t w, struct sw_dice *dice)
{
    uint32_t count = SEARCH_FIRST;

    for (uint32_t tried = 0; tried < SEARCH; tried += count) {
        struct sw_dice ahead = *dice;

        count = tried == 0 ? SEARCH_FIRST : SEARCH - SEARCH_FIRST;
        reserve(whole, count);
        draw(whole, &ahead, w, 0, count);
        ask(whole, world, 0, count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t cell = whole->cell[i];

            draw(whole, dice, w, i, 1);
            if (is_set(whole->asked, i))
                return cell;
        }
    }
    return SW_WILD_NOWHERE;
}

static bool arrive(struct sw_wild_whole *whole, const struct sw_wild_world *world, uint32_t w,
                   struct sw_wild_body *body)
{
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_WILD_BEGIN, whole->next_id, 1);
    uint32_t cell;

    if (whole->bodies >= sw_wild_arrivals(&whole->block->whole))
        return false;
    cell = find_room(whole, world, w, &dice);
    if (cell == SW_WILD_NOWHERE)
        return false;
    *body = (struct sw_wild_body){.id = whole->next_id++,
                                  .born = world->tick,
                                  .cell = cell,
                                  .home = UINT32_MAX,
                                  .rank = sw_wild_block_owner(whole->block, cell),
                                  .energy = (int32_t)world->settings.energy,
                                  .size = 1,
                                  .heading = (uint8_t)sw_dice_below(&dice, 4),
                                  .alive = 1};
    whole->sun -= body->energy + SW_WILD_MEAL;
    whole->living[w]++;
    whole->bodies++;
    whole->events++;
    return true;
}

void sw_wild_whole_arrive(struct sw_wild_whole *whole, const struct sw_wild_world *world,
                          struct sw_wild_body *body)
{
    uint32_t worlds = (uint32_t)whole->block->whole.worlds;
    uint64_t living[SW_WILD_WORLDS_MAX];

    *body = (struct sw_wild_body){.id = 0};
    memcpy(living, whole->living, sizeof living);
    for (uint32_t tried = 0; tried < worlds; tried++) {
        uint32_t w = 0;

        for (uint32_t other = 1; other < worlds; other++)
            if (living[other] < living[w])
                w = other;
        if (living[w] >= (uint64_t)whole->block->whole.least || arrive(whole, world, w, body))
            return;
        living[w] = UINT64_MAX;
    }
}

#include "wild/ranks/wild_blocks.h"

#include "base/bytes.h"
#include "wild/wild_imitate.h"

#include <stdlib.h>
#include <string.h>

enum { HASH = 8 };

static int create_border(struct sw_wild_border *border, const struct sw_wild_block *block,
                         struct sw_error *error)
{
    static const char doing[] = "joining blocks";

    if (sw_wild_page_create(&border->mine, block, error) != 0 ||
        sw_wild_page_create(&border->now, block, error) != 0 ||
        sw_wild_page_create(&border->other, block, error) != 0)
        return -1;
    border->in_room = sw_wild_page_most(&border->mine);
    border->in = sw_allocate(border->in_room, 1, doing, error);
    border->act = sw_allocate(border->mine.room, 1, doing, error);
    border->word = sw_allocate(border->mine.room, 1, doing, error);
    border->other_act = sw_allocate(border->mine.room, 1, doing, error);
    border->other_word = sw_allocate(border->mine.room, 1, doing, error);
    return border->in == NULL || border->act == NULL || border->word == NULL ||
                   border->other_act == NULL || border->other_word == NULL
               ? -1
               : 0;
}

static void close_border(struct sw_wild_border *border)
{
    sw_wild_page_drop(&border->mine);
    sw_wild_page_drop(&border->now);
    sw_wild_page_drop(&border->other);
    free(border->act);
    free(border->word);
    free(border->other_act);
    free(border->other_word);
    free(border->out.byte);
    free(border->in);
}

int sw_wild_blocks_create(struct sw_wild_blocks *blocks, struct sw_exchange *exchange,
                          const struct sw_wild_block *block, struct sw_wild_life *life,
                          struct sw_error *error)
{
    uint32_t letters = 2 * exchange->ranks + 2 * SW_WILD_SIDES;

    blocks->exchange = exchange;
    blocks->life = life;
    blocks->block = *block;
    life->world->halo = SW_WILD_HALO;
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++)
        if (create_border(&blocks->border[side], block, error) != 0)
            return -1;
    blocks->letter = sw_allocate(letters, sizeof *blocks->letter, "joining blocks", error);
    blocks->room = sw_exchange_letters_room(letters, error);
    return blocks->letter == NULL || blocks->room == NULL
               ? -1
               : sw_wild_whole_create(&blocks->whole, exchange, &blocks->block, error);
}

void sw_wild_blocks_close(struct sw_wild_blocks *blocks)
{
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++)
        close_border(&blocks->border[side]);
    sw_wild_whole_drop(&blocks->whole);
    free(blocks->out.one);
    free(blocks->in.one);
    free(blocks->letter);
    free(blocks->room);
    memset(blocks, 0, sizeof *blocks);
}

/* ---- letters to neighbours ---- */

/* What stands in `out` of each side, and room for so much from each. Of two ranks the one above is
 * the one below: what it sends to its upper side comes to my lower one, and is sent first. */
static uint32_t address(struct sw_wild_blocks *blocks, const size_t most[SW_WILD_SIDES])
{
    struct sw_letter *letter = blocks->letter;

    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        struct sw_wild_border *border = &blocks->border[side];

        if (border->out.failed)
            sw_wild_whole_short();
        *letter++ = (struct sw_letter){
            .peer = blocks->block.peer[side], .bytes = border->out.byte, .size = border->out.size};
    }
    for (uint32_t side = SW_WILD_SIDES; side-- > 0;) {
        struct sw_wild_border *border = &blocks->border[side];

        if (border->in_room < most[side]) {
            uint8_t *larger = realloc(border->in, most[side]);

            if (larger == NULL)
                sw_wild_whole_short();
            border->in = larger;
            border->in_room = most[side];
        }
        *letter++ = (struct sw_letter){.peer = blocks->block.peer[side],
                                       .incoming = true,
                                       .bytes = border->in,
                                       .size = border->in_room};
    }
    return 2 * SW_WILD_SIDES;
}

/* What came from a side. */
static struct sw_wild_reading came_from(const struct sw_wild_blocks *blocks, uint32_t side)
{
    const struct sw_letter *letter = &blocks->letter[2 * SW_WILD_SIDES - 1 - side];

    return (struct sw_wild_reading){letter->bytes, letter->size, false};
}

static int differ(const struct sw_wild_blocks *blocks, uint32_t side, struct sw_error *error)
{
    return sw_fail(
        error, SW_EXIT_INTERNAL,
        "at tick %llu the rows next to the border of ranks %u and %u are not the same "
        "on both: a bug of ours, or memory that changed by itself; --resume goes on from "
        "the last page, which is the same on all",
        (unsigned long long)blocks->life->world->tick, blocks->block.peer[side],
        blocks->block.rank);
}

/* A failure that the others hear of in this tick or the next. */
static void fail(struct sw_wild_blocks *blocks, uint32_t side, struct sw_error *error)
{
    if (!blocks->failed)
        differ(blocks, side, error);
    blocks->failed = true;
}

static void put_hash(struct sw_wild_border *border)
{
    uint8_t hash[HASH];

    sw_bytes_put_little64(hash, sw_wild_page_hash(&border->mine));
    border->out.size = 0;
    sw_wild_bytes_add(&border->out, hash, HASH);
}

/* ---- think ---- */

static bool near(const struct sw_wild_blocks *blocks, const struct sw_wild_body *body)
{
    return sw_wild_block_border(&blocks->block, SW_WILD_ABOVE, body->cell) != SW_WILD_NOWHERE ||
           sw_wild_block_border(&blocks->block, SW_WILD_BELOW, body->cell) != SW_WILD_NOWHERE;
}

static void think(struct sw_wild_blocks *blocks, uint32_t bodies, bool borders)
{
    for (uint32_t i = 0; i < bodies; i++)
        if (near(blocks, &blocks->life->world->body[i]) == borders)
            sw_wild_life_think(blocks->life, i);
}

/* What my bodies near a border do and say. */
static void say(struct sw_wild_blocks *blocks, uint32_t side, uint32_t bodies)
{
    const struct sw_wild_life *life = blocks->life;
    struct sw_wild_border *border = &blocks->border[side];
    uint32_t count = 0;

    put_hash(border);
    for (uint32_t i = 0; i < bodies; i++) {
        uint8_t said;

        if (sw_wild_block_border(&blocks->block, side, life->world->body[i].cell) ==
            SW_WILD_NOWHERE)
            continue;
        border->act[count] = sw_wild_resolve(life->world, i, life->act[i]);
        border->word[count] = life->say[i];
        said = (uint8_t)(border->act[count] + 16 * border->word[count]);
        sw_wild_bytes_add(&border->out, &said, 1);
        count++;
    }
}

/* What theirs do and say, who stand from `first` on. */
static void listen(struct sw_wild_blocks *blocks, uint32_t side, uint32_t first,
                   struct sw_error *error)
{
    struct sw_wild_border *border = &blocks->border[side];
    struct sw_wild_reading reading = came_from(blocks, side);
    const uint8_t *hash = sw_wild_reading_bytes(&reading, HASH);
    const uint8_t *said = sw_wild_reading_bytes(&reading, border->other.bodies);

    if (said == NULL || reading.size != 0 ||
        sw_bytes_little64(hash) != sw_wild_page_hash(&border->other))
        fail(blocks, side, error);
    for (uint32_t i = 0; i < border->other.bodies; i++) {
        border->other_act[i] = said != NULL ? said[i] % 16 : SW_WILD_WAIT;
        border->other_word[i] = said != NULL ? said[i] / 16 : 0;
        blocks->life->act[first + i] = border->other_act[i];
        blocks->life->say[first + i] = border->other_word[i];
    }
}

/* Who is in nobody's border rows has a genome that is here alone. */
static void forget_shared(struct sw_wild_blocks *blocks, uint32_t side)
{
    struct sw_wild_world *world = blocks->life->world;

    for (uint32_t i = 0; i < world->bodies; i++)
        if (sw_wild_block_border(&blocks->block, side, world->body[i].cell) == SW_WILD_NOWHERE)
            world->body[i].shared &= (uint8_t) ~(1u << side);
}

static void open_halos(struct sw_wild_blocks *blocks)
{
    struct sw_wild_world *world = blocks->life->world;

    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        forget_shared(blocks, side);
        sw_wild_page_take(&blocks->border[side].mine, &blocks->block, side, world);
    }
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++)
        sw_wild_page_put(&blocks->border[side].other, &blocks->block, side, world);
    world->elsewhere = (int64_t)blocks->whole.bodies - (int64_t)world->bodies;
}

static void decide(struct sw_wild_blocks *blocks, struct sw_error *error)
{
    uint32_t bodies = blocks->life->world->bodies, letters, first = bodies;
    size_t most[SW_WILD_SIDES];

    open_halos(blocks);
    sw_wild_life_think_begin(blocks->life);
    think(blocks, bodies, true);
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        say(blocks, side, bodies);
        most[side] = HASH + blocks->border[side].other.room;
    }
    letters = address(blocks, most);
    sw_exchange_round_begin(blocks->exchange, SW_TRAFFIC_TOKENS, blocks->letter, letters,
                            blocks->room);
    think(blocks, bodies, false);
    sw_exchange_await(blocks->exchange, SW_TRAFFIC_TOKENS, blocks->letter, letters, blocks->room);
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        listen(blocks, side, first, error);
        first += blocks->border[side].other.bodies;
    }
}

/* ---- what has become of it ---- */

struct hearing {
    struct sw_wild_blocks *blocks;
    uint32_t side;
};

static uint64_t newborn_of(void *context, uint64_t k, uint32_t cell)
{
    const struct hearing *hearing = context;

    (void)cell;
    return sw_wild_whole_newborn(&hearing->blocks->whole,
                                 hearing->blocks->block.peer[hearing->side], k);
}

static void gone_from(void *context, const struct sw_wild_body *body)
{
    const struct hearing *hearing = context;

    sw_wild_cross_gone(hearing->blocks, hearing->side, body);
}

/* Those that were told to be gone, and came again: their genomes are here alone. */
static void unshare(struct sw_wild_blocks *blocks, uint32_t side)
{
    const struct sw_wild_page *now = &blocks->border[side].now;
    struct sw_wild_world *world = blocks->life->world;
    uint32_t at = 0;

    for (uint32_t i = 0; i < now->bodies; i++) {
        while (world->body[at].id != now->body[i].id)
            at++;
        if (now->body[i].foreign)
            world->body[at].shared &= (uint8_t) ~(1u << side);
    }
}

static void tell_page(struct sw_wild_blocks *blocks, uint32_t side)
{
    struct sw_wild_border *border = &blocks->border[side];

    border->out.size = 0;
    sw_wild_page_take(&border->now, &blocks->block, side, blocks->life->world);
    if (sw_wild_page_tell(&border->mine, &border->now, border->act, border->word,
                          blocks->whole.next_id, &border->out) > 0)
        unshare(blocks, side);
}

static void hear_page(struct sw_wild_blocks *blocks, uint32_t side, struct sw_wild_reading *reading)
{
    struct sw_wild_border *border = &blocks->border[side];
    struct hearing hearing = {blocks, side};
    struct sw_wild_page_heard heard = {newborn_of, gone_from, &hearing, blocks->block.peer[side],
                                       SW_WILD_ELSEWHERE};

    sw_wild_page_hear(&border->other, border->other_act, border->other_word, &heard, reading);
}

int sw_wild_blocks_join(struct sw_wild_blocks *blocks, struct sw_error *error)
{
    size_t most[SW_WILD_SIDES];
    uint32_t letters;
    int failed = 0;

    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        tell_page(blocks, side);
        most[side] = sw_wild_page_most(&blocks->border[side].mine);
        if (blocks->border[side].out.failed)
            failed = sw_fail(error, SW_EXIT_FAILED, "out of memory while joining blocks");
    }
    if (sw_exchange_agree(blocks->exchange, failed, error) != 0)
        return -1;
    letters = address(blocks, most);
    sw_exchange_round(blocks->exchange, SW_TRAFFIC_CONTROL, blocks->letter, letters, blocks->room);
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        struct sw_wild_reading reading = came_from(blocks, side);

        hear_page(blocks, side, &reading);
        if (reading.failed || reading.size != 0)
            fail(blocks, side, error);
    }
    return 0;
}

static struct sw_wild_tally tally_of(const struct sw_wild_blocks *blocks)
{
    const struct sw_wild_world *world = blocks->life->world;
    struct sw_wild_tally tally = {.failed = blocks->failed,
                                  .ground = world->ground,
                                  .events = (uint64_t)world->births + world->deaths + world->walks};

    for (uint32_t i = 0; i < world->births; i++)
        tally.births[sw_wild_at(&world->settings, world->birth[i].cell)]++;
    for (uint32_t i = 0; i < world->bodies; i++)
        tally.living[sw_wild_at(&world->settings, world->body[i].cell)]++;
    for (uint32_t bed = 0; bed < SW_WILD_BEDS; bed++)
        tally.eaten[bed] = world->due[bed / SW_WILD_COLOURS][bed % SW_WILD_COLOURS];
    return tally;
}

/* Bytes of genomes are counted as such. */
static void recount(struct sw_wild_blocks *blocks, uint32_t side)
{
    struct sw_exchange *exchange = blocks->exchange;
    size_t out = blocks->border[side].parents, in = sw_wild_cross_most(blocks, side);

    exchange->sent[SW_TRAFFIC_TOKENS] -= out;
    exchange->sent[SW_TRAFFIC_PARENTS] += out;
    exchange->received[SW_TRAFFIC_TOKENS] -= in;
    exchange->received[SW_TRAFFIC_PARENTS] += in;
}

/* Pages, genomes, and what is one for all. -1: a rank cannot go on. */
static int tell_all(struct sw_wild_blocks *blocks, struct sw_error *error)
{
    struct sw_wild_tally tally = tally_of(blocks);
    size_t most[SW_WILD_SIDES];
    uint32_t letters, first;

    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        tell_page(blocks, side);
        sw_wild_cross_tell(blocks, side);
        most[side] =
            sw_wild_page_most(&blocks->border[side].mine) + sw_wild_cross_most(blocks, side);
    }
    letters = first = address(blocks, most);
    sw_wild_whole_tell(&blocks->whole, &tally, blocks->life->world, blocks->letter, &letters);
    sw_exchange_round(blocks->exchange, SW_TRAFFIC_TOKENS, blocks->letter, letters, blocks->room);
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++)
        recount(blocks, side);
    return sw_wild_whole_hear(&blocks->whole, blocks->life->world, blocks->letter + first,
                              letters - first, error);
}

/* ---- settle ---- */

static void settle_births(struct sw_wild_blocks *blocks)
{
    struct sw_wild_life *life = blocks->life;
    struct sw_wild_world *world = life->world;
    struct sw_wild_body *newborn = &world->body[world->bodies - world->births];

    for (uint32_t i = 0; i < world->births; i++) {
        struct sw_wild_birth *birth = &world->birth[i];

        newborn[i].id = birth->id = sw_wild_whole_newborn(&blocks->whole, blocks->block.rank, i);
        if (newborn[i].home == SW_WILD_ELSEWHERE)
            newborn[i].home = sw_wild_life_bear(life, birth->home, birth->id);
        else
            sw_wild_life_mutate(life, newborn[i].home, birth->id);
        if (newborn[i].home == SW_WILD_ELSEWHERE)
            sw_wild_whole_short();
        birth->hash = sw_wild_life_hash(life, newborn[i].home);
        birth->rank = blocks->block.rank;
        birth->cell = sw_wild_block_whole(&blocks->block, birth->cell);
    }
}

static void settle_deaths(struct sw_wild_blocks *blocks)
{
    struct sw_wild_world *world = blocks->life->world;

    for (uint32_t i = 0; i < world->deaths; i++) {
        sw_wild_life_leave(blocks->life, world->death[i].home);
        world->death[i].cell = sw_wild_block_whole(&blocks->block, world->death[i].cell);
    }
    for (uint32_t i = 0; i < world->walks; i++) {
        world->walk[i].from = sw_wild_block_whole(&blocks->block, world->walk[i].from);
        world->walk[i].to = sw_wild_block_whole(&blocks->block, world->walk[i].to);
    }
}

static void grow_plant(void *context, uint32_t cell, uint32_t colour)
{
    struct sw_wild_blocks *blocks = context;
    struct sw_wild_world *world = blocks->life->world;
    uint32_t mine = sw_wild_block_cell(&blocks->block, cell);

    if (mine != SW_WILD_NOWHERE) {
        world->thing[mine] = SW_WILD_PLANT + colour;
        world->energy[mine] = SW_WILD_MEAL;
    }
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        uint32_t beyond = sw_wild_block_beyond(&blocks->block, side, cell);

        if (beyond != SW_WILD_NOWHERE)
            sw_wild_page_sprout(&blocks->border[side].other, beyond, colour);
    }
}

/* Births first: a parent's genome may be one that goes. */
static void settle(struct sw_wild_blocks *blocks, struct sw_error *error)
{
    struct sw_wild_reading reading[SW_WILD_SIDES];

    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        struct sw_wild_reading letter = came_from(blocks, side);
        size_t genomes = sw_wild_cross_most(blocks, side);

        reading[side] = letter;
        reading[side].size = letter.size > genomes ? letter.size - genomes : 0;
        letter.byte += reading[side].size;
        letter.size -= reading[side].size;
        sw_wild_cross_hear(blocks, side, &letter);
        if (letter.failed || letter.size != 0)
            fail(blocks, side, error);
    }
    settle_births(blocks);
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        hear_page(blocks, side, &reading[side]);
        sw_wild_cross_keep(blocks, side);
        if (reading[side].failed || reading[side].size != 0)
            fail(blocks, side, error);
    }
    settle_deaths(blocks);
    sw_wild_whole_sprout(&blocks->whole, blocks->life->world, grow_plant, blocks);
    sw_wild_step_end(blocks->life->world);
}

/* ---- a tick ---- */

static void receive(struct sw_wild_blocks *blocks, struct sw_wild_birth *arrived)
{
    struct sw_wild_life *life = blocks->life;
    struct sw_wild_world *world = life->world;
    struct sw_wild_body body;
    uint32_t cell;

    *arrived = (struct sw_wild_birth){.id = 0};
    sw_wild_whole_arrive(&blocks->whole, world, &body);
    if (body.id == 0)
        return;
    cell = body.cell;
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        body.cell = sw_wild_block_beyond(&blocks->block, side, cell);
        if (body.cell != SW_WILD_NOWHERE)
            sw_wild_page_add(&blocks->border[side].other, &body);
    }
    if (body.rank != blocks->block.rank)
        return;
    body.cell = sw_wild_block_cell(&blocks->block, cell);
    body.home = sw_wild_life_found(life, body.id);
    if (body.home == SW_WILD_ELSEWHERE)
        sw_wild_whole_short();
    world->thing[body.cell] = SW_WILD_BODY + world->bodies;
    world->body[world->bodies++] = body;
    world->totals.arrivals++;
    *arrived = sw_wild_life_birth_of(life, &body);
    arrived->cell = cell;
}

/* How evenly bodies are spread, for people. */
static void weigh(struct sw_wild_blocks *blocks)
{
    uint64_t most = 0;

    for (uint32_t rank = 0; rank < blocks->exchange->ranks; rank++) {
        uint64_t bodies = 0;

        for (uint32_t w = 0; w < SW_WILD_WORLDS_MAX; w++)
            bodies += blocks->whole.tally[rank].living[w];
        most = bodies > most ? bodies : most;
    }
    blocks->busiest += most;
    blocks->bodies += blocks->whole.bodies;
    blocks->ticks++;
}

int sw_wild_blocks_tick(struct sw_wild_blocks *blocks, struct sw_wild_birth *arrived,
                        struct sw_error *error)
{
    struct sw_wild_world *world = blocks->life->world;

    receive(blocks, arrived);
    decide(blocks, error);
    world->next_id = blocks->whole.next_id;
    world->ground = 0;
    memset(world->due, 0, sizeof world->due);
    sw_wild_step_bodies(world, blocks->life->act, blocks->life->say);
    sw_wild_cross(blocks);
    if (tell_all(blocks, error) != 0)
        return -1;
    settle(blocks, error);
    weigh(blocks);
    return 0;
}

void sw_wild_blocks_end(struct sw_wild_blocks *blocks, struct sw_error *error)
{
    const size_t most[SW_WILD_SIDES] = {2 * HASH, 2 * HASH};
    uint8_t whole[HASH];
    uint32_t letters;

    sw_bytes_put_little64(whole, sw_wild_whole_hash(&blocks->whole, blocks->life->world));

    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        struct sw_wild_border *border = &blocks->border[side];

        sw_wild_page_take(&border->mine, &blocks->block, side, blocks->life->world);
        put_hash(border);
        sw_wild_bytes_add(&border->out, whole, HASH);
    }
    letters = address(blocks, most);
    sw_exchange_round(blocks->exchange, SW_TRAFFIC_CONTROL, blocks->letter, letters, blocks->room);
    for (uint32_t side = 0; side < SW_WILD_SIDES; side++) {
        struct sw_wild_reading reading = came_from(blocks, side);
        const uint8_t *hash = sw_wild_reading_bytes(&reading, 2 * HASH);

        if (hash == NULL || memcmp(hash + HASH, whole, HASH) != 0 ||
            sw_bytes_little64(hash) != sw_wild_page_hash(&blocks->border[side].other))
            fail(blocks, side, error);
    }
}

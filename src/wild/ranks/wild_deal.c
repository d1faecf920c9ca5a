#include "wild/ranks/wild_deal.h"

#include "base/pack.h"
#include "wild/wild_event.h"

#include <stdlib.h>
#include <string.h>

#define UNITS_MOST (UINT64_C(1) << 60)

/* ---- cells ---- */

/* The first cell of a row of a block, of the whole; row: of all its worlds. */
static uint32_t whole_row(const struct sw_wild_block *block, uint32_t row)
{
    uint32_t width = (uint32_t)block->whole.width, height = (uint32_t)block->whole.height;

    return (row / block->rows * height + block->first + row % block->rows) * width;
}

static uint32_t rows_of(const struct sw_wild_block *block)
{
    return block->rows * (uint32_t)block->whole.worlds;
}

static void pack_row(struct sw_pack *pack, const struct sw_wild_world *world, uint32_t first)
{
    for (uint32_t x = 0; x < (uint32_t)world->settings.width; x++) {
        uint32_t thing = world->thing[first + x];

        sw_pack_uint(pack, thing < SW_WILD_BODY ? thing : SW_WILD_EMPTY);
        sw_pack_uint(pack, (uint64_t)world->energy[first + x]);
    }
}

static void read_row(struct sw_unpack *reader, struct sw_wild_world *world, uint32_t first)
{
    for (uint32_t x = 0; x < (uint32_t)world->settings.width; x++) {
        world->thing[first + x] = (uint32_t)sw_unpack_uint(reader, "cell", SW_WILD_BODY - 1);
        world->energy[first + x] = (int32_t)sw_unpack_uint(reader, "energy", INT32_MAX);
    }
}

/* ---- dealt out ---- */

struct dealing {
    const struct sw_wild_life *all;
    uint32_t ranks;
};

static uint32_t bodies_of(const struct sw_wild_world *world, const struct sw_wild_block *block)
{
    uint32_t bodies = 0;

    for (uint32_t i = 0; i < world->bodies; i++)
        bodies += sw_wild_block_cell(block, world->body[i].cell) != SW_WILD_NOWHERE;
    return bodies;
}

static void pack_numbers(struct sw_pack *pack, const struct sw_wild_world *world)
{
    uint32_t worlds = (uint32_t)world->settings.worlds, living[SW_WILD_WORLDS_MAX];

    sw_wild_count(world, living);
    sw_pack_array(pack, 5 + worlds * (SW_WILD_COLOURS + 1));
    sw_pack_uint(pack, world->tick);
    sw_pack_uint(pack, world->next_id);
    sw_pack_uint(pack, world->feeds);
    sw_pack_uint(pack, (uint64_t)world->ground);
    sw_pack_uint(pack, (uint64_t)world->sun);
    for (uint32_t w = 0; w < worlds; w++) {
        for (uint32_t colour = 0; colour < SW_WILD_COLOURS; colour++)
            sw_pack_uint(pack, world->due[w][colour]);
        sw_pack_uint(pack, living[w]);
    }
}

/* ["wild-block", 1, the record of settings, numbers, cells, bodies, [mind, weights, ...]] */
static void *pack_block(void *context, uint32_t rank, size_t *size, struct sw_error *error)
{
    const struct dealing *dealing = context;
    const struct sw_wild_life *all = dealing->all;
    const struct sw_wild_world *world = all->world;
    struct sw_wild_block block = sw_wild_block_of(&all->settings, rank, dealing->ranks);
    uint32_t bodies = bodies_of(world, &block);
    size_t length = 0;
    void *settings = sw_wild_pack_settings(&all->settings, &length, error);
    struct sw_pack *pack;

    if (settings == NULL)
        return NULL;
    pack = sw_pack_begin("wild-block", 1, 5);
    sw_pack_bytes(pack, settings, length);
    free(settings);
    pack_numbers(pack, world);
    sw_pack_array(pack, 2 * rows_of(&block) * (uint32_t)block.whole.width);
    for (uint32_t row = 0; row < rows_of(&block); row++)
        pack_row(pack, world, whole_row(&block, row));
    sw_pack_array(pack, bodies * SW_WILD_BODY_VALUES);
    for (uint32_t i = 0; i < world->bodies; i++)
        if (sw_wild_block_cell(&block, world->body[i].cell) != SW_WILD_NOWHERE)
            sw_wild_pack_body(pack, &world->body[i], world->body[i].cell);
    sw_pack_array(pack, 2 * bodies);
    for (uint32_t i = 0; i < world->bodies; i++) {
        if (sw_wild_block_cell(&block, world->body[i].cell) == SW_WILD_NOWHERE)
            continue;
        sw_pack_floats(pack, sw_wild_life_mind(all, world->body[i].home), all->state_floats);
        sw_pack_floats(pack, sw_wild_life_weights(all, world->body[i].home), all->layout.floats);
    }
    return sw_pack_end(pack, size, error);
}

/* ---- and taken ---- */

static int read_size(struct sw_unpack *reader, const void *bytes, size_t size,
                     struct sw_wild_settings *settings, struct sw_error *error)
{
    const void *config;
    size_t length = 0;

    sw_unpack_begin(reader, bytes, size, "wild-block", 1, 5, error);
    config = sw_unpack_bytes(reader, "settings", size, &length);
    return reader->failed ? -1 : sw_wild_unpack_settings(config, length, settings, error);
}

static void read_numbers(struct sw_unpack *reader, struct sw_wild_world *world,
                         struct sw_wild_whole *whole)
{
    uint32_t worlds = (uint32_t)world->settings.worlds, count = 5 + worlds * (SW_WILD_COLOURS + 1);

    if (sw_unpack_array(reader, "numbers", count, 1) != count)
        sw_unpack_refuse(reader, "numbers", "has another length");
    world->tick = sw_unpack_uint(reader, "tick", UINT64_MAX);
    whole->next_id = sw_unpack_uint(reader, "next id", UINT64_MAX);
    world->feeds = sw_unpack_uint(reader, "colours that feed", UINT64_MAX);
    whole->ground = (int64_t)sw_unpack_uint(reader, "ground", UNITS_MOST);
    whole->sun = (int64_t)sw_unpack_uint(reader, "sun", UNITS_MOST);
    for (uint32_t w = 0; w < worlds; w++) {
        for (uint32_t colour = 0; colour < SW_WILD_COLOURS; colour++)
            whole->due[SW_WILD_COLOURS * w + colour] =
                (uint32_t)sw_unpack_uint(reader, "plants due", UINT32_MAX);
        whole->living[w] = sw_unpack_uint(reader, "living", SW_WILD_CELLS_MAX);
        whole->bodies += whole->living[w];
    }
}

static void read_block_body(struct sw_unpack *reader, const struct sw_wild_blocks *blocks)
{
    struct sw_wild_world *world = blocks->life->world;
    struct sw_wild_body body = sw_wild_unpack_body(reader, blocks->whole.next_id, world->tick,
                                                   sw_wild_cells(&blocks->block.whole));
    uint32_t cell = sw_wild_block_cell(&blocks->block, body.cell);

    if (reader->failed || cell == SW_WILD_NOWHERE || world->bodies == world->room / 2) {
        sw_unpack_refuse(reader, "bodies", "are not those of the block");
        return;
    }
    body.cell = cell;
    body.rank = blocks->block.rank;
    body.home = sw_wild_life_enter(blocks->life);
    if (body.home == SW_WILD_ELSEWHERE) {
        sw_fail(reader->error, SW_EXIT_FAILED, "out of memory for the genomes of a block");
        reader->failed = true;
        return;
    }
    world->thing[cell] = SW_WILD_BODY + world->bodies;
    world->body[world->bodies++] = body;
}

static void read_all(struct sw_unpack *reader, struct sw_wild_blocks *blocks)
{
    struct sw_wild_life *life = blocks->life;
    struct sw_wild_world *world = life->world;
    const struct sw_wild_block *block = &blocks->block;
    uint32_t cells = 2 * rows_of(block) * (uint32_t)block->whole.width, values;

    read_numbers(reader, world, &blocks->whole);
    if (sw_unpack_array(reader, "cells", cells, 1) != cells)
        sw_unpack_refuse(reader, "cells", "has another length");
    for (uint32_t row = 0; row < rows_of(block); row++)
        read_row(reader, world, sw_wild_block_cell(block, whole_row(block, row)));
    values = sw_unpack_array(reader, "bodies", UINT32_MAX, 1);
    for (uint32_t i = 0; i < values / SW_WILD_BODY_VALUES && !reader->failed; i++)
        read_block_body(reader, blocks);
    if (sw_unpack_array(reader, "genomes", UINT32_MAX, 1) != 2 * world->bodies)
        sw_unpack_refuse(reader, "genomes", "are not as many as bodies");
    for (uint32_t i = 0; i < world->bodies && !reader->failed; i++) {
        sw_unpack_floats(reader, "minds", sw_wild_life_mind(life, world->body[i].home),
                         life->state_floats);
        sw_unpack_floats(reader, "weights", sw_wild_life_weights(life, world->body[i].home),
                         life->layout.floats);
    }
}

static int take_block(struct sw_exchange *exchange, const void *bytes, size_t size,
                      struct sw_wild_life **life, struct sw_wild_blocks *blocks,
                      struct sw_error *error)
{
    struct sw_wild_settings settings;
    struct sw_wild_block block;
    struct sw_unpack reader;

    if (read_size(&reader, bytes, size, &settings, error) != 0)
        return -1;
    block = sw_wild_block_of(&settings, exchange->rank, exchange->ranks);
    *life = sw_wild_life_create_part(&settings, &block.part, error);
    if (*life == NULL || sw_wild_life_share(*life, exchange->rank, exchange->ranks, error) != 0 ||
        sw_wild_blocks_create(blocks, exchange, &block, *life, error) != 0)
        return -1;
    read_all(&reader, blocks);
    return sw_unpack_end(&reader);
}

int sw_wild_deal_out(struct sw_exchange *exchange, int failed, const struct sw_wild_life *all,
                     struct sw_wild_life **life, struct sw_wild_blocks *blocks,
                     struct sw_error *error)
{
    struct dealing dealing = {all, exchange->ranks};
    void *mine = NULL;
    size_t size = 0;

    if (sw_exchange_agree(exchange, failed, error) != 0 ||
        sw_exchange_deal_out(exchange, pack_block, &dealing, &mine, &size, error) != 0)
        return -1;
    failed = take_block(exchange, mine, size, life, blocks, error);
    free(mine);
    if (sw_exchange_agree(exchange, failed, error) != 0)
        return -1;
    if (exchange->rank == 0)
        (*life)->world->totals = all->world->totals;
    return sw_wild_blocks_join(blocks, error);
}

/* ---- gathered ---- */

enum {
    TOTALS = sizeof(struct sw_wild_totals) / sizeof(uint64_t),
    MEALS = sizeof(struct sw_wild_meals) / sizeof(uint64_t)
};

static void pack_values(struct sw_pack *pack, const uint64_t *value, uint32_t count)
{
    sw_pack_array(pack, count);
    for (uint32_t i = 0; i < count; i++)
        sw_pack_uint(pack, value[i]);
}

static void pack_page(struct sw_pack *pack, const struct sw_wild_history *page)
{
    sw_pack_array(pack, (uint32_t)page->births * (1 + SW_WILD_BIRTH_VALUES));
    for (uint64_t i = 0; i < page->births; i++) {
        sw_pack_uint(pack, page->birth[i].id);
        sw_wild_pack_birth(pack, &page->birth[i]);
    }
    sw_wild_pack_deaths(pack, page);
    sw_wild_pack_walks(pack, page);
}

/* ["wild-part", 2, births, deaths, walks, totals, meals, cells, bodies, minds] */
static void *pack_part(const struct sw_wild_blocks *blocks, const struct sw_wild_history *page,
                       size_t *size, struct sw_error *error)
{
    const struct sw_wild_life *life = blocks->life;
    const struct sw_wild_world *world = life->world;
    const struct sw_wild_block *block = &blocks->block;
    struct sw_pack *pack = sw_pack_begin("wild-part", 2, 8);
    uint64_t totals[TOTALS], meals[MEALS];

    memcpy(totals, &world->totals, sizeof totals);
    memcpy(meals, &world->meals, sizeof meals);
    pack_page(pack, page);
    pack_values(pack, totals, TOTALS);
    pack_values(pack, meals, MEALS);
    sw_pack_array(pack, 2 * rows_of(block) * (uint32_t)block->whole.width);
    for (uint32_t row = 0; row < rows_of(block); row++)
        pack_row(pack, world, sw_wild_block_cell(block, whole_row(block, row)));
    sw_pack_array(pack, world->bodies * SW_WILD_BODY_VALUES);
    for (uint32_t i = 0; i < world->bodies; i++)
        sw_wild_pack_body(pack, &world->body[i], sw_wild_block_whole(block, world->body[i].cell));
    sw_pack_array(pack, world->bodies);
    for (uint32_t i = 0; i < world->bodies; i++)
        sw_pack_floats(pack, sw_wild_life_mind(life, world->body[i].home), life->state_floats);
    return sw_pack_end(pack, size, error);
}

struct gathering {
    const struct sw_wild_blocks *blocks;
    struct sw_wild_gathered *out;
    uint32_t rank; /* whose part comes next */
};

static void add_values(struct sw_unpack *reader, const char *field, uint64_t *value, uint32_t count)
{
    if (sw_unpack_array(reader, field, count, 1) != count)
        sw_unpack_refuse(reader, field, "has another length");
    for (uint32_t i = 0; i < count; i++)
        value[i] += sw_unpack_uint(reader, field, UINT64_MAX);
}

/* What other ranks know of ids and ticks is not known here. */
static const struct sw_wild_bounds part_bounds = {UINT64_MAX, UINT64_MAX, SW_WILD_CELLS_MAX};

static int take_births(struct sw_unpack *reader, struct sw_wild_history *page,
                       struct sw_error *error)
{
    uint32_t values = sw_unpack_array(reader, "births", UINT32_MAX, 1);

    for (uint32_t i = 0; i < values / (1 + SW_WILD_BIRTH_VALUES) && !reader->failed; i++) {
        uint64_t id = sw_unpack_uint(reader, "id", UINT64_MAX);
        struct sw_wild_birth birth = sw_wild_read_birth(reader, id, &part_bounds);

        if (sw_wild_history_birth(page, &birth, error) != 0)
            return -1;
    }
    return 0;
}

static int take_deaths(struct sw_unpack *reader, struct sw_wild_history *page,
                       struct sw_error *error)
{
    uint32_t values = sw_unpack_array(reader, "deaths", UINT32_MAX, 1);

    for (uint32_t i = 0; i < values / SW_WILD_DEATH_VALUES && !reader->failed; i++) {
        struct sw_wild_death death = sw_wild_read_death(reader, &part_bounds);

        if (sw_wild_history_death(page, &death, error) != 0)
            return -1;
    }
    return 0;
}

static int take_walks(struct sw_unpack *reader, struct sw_wild_history *page,
                      struct sw_error *error)
{
    uint32_t values = sw_unpack_array(reader, "walks", UINT32_MAX, 1);

    for (uint32_t i = 0; i < values / SW_WILD_WALK_VALUES && !reader->failed; i++) {
        struct sw_wild_walk walk = sw_wild_read_walk(reader, &part_bounds);

        if (sw_wild_history_walk(page, &walk, error) != 0)
            return -1;
    }
    return 0;
}

/* home: where its mind is among those gathered. */
static void take_bodies(struct sw_unpack *reader, const struct gathering *gathering)
{
    const struct sw_wild_blocks *blocks = gathering->blocks;
    struct sw_wild_world *world = gathering->out->world;
    uint32_t bodies = sw_unpack_array(reader, "bodies", UINT32_MAX, 1) / SW_WILD_BODY_VALUES;
    uint32_t first = world->bodies, floats = blocks->life->state_floats;

    if (!reader->failed && bodies > blocks->whole.bodies - first)
        sw_unpack_refuse(reader, "bodies", "are more than there are");
    for (uint32_t i = 0; i < bodies && !reader->failed; i++) {
        struct sw_wild_body *body = &world->body[world->bodies];

        *body = sw_wild_unpack_body(reader, blocks->whole.next_id, world->tick,
                                    sw_wild_cells(&world->settings));
        body->home = world->bodies++;
    }
    if (sw_unpack_array(reader, "minds", UINT32_MAX, 1) != bodies)
        sw_unpack_refuse(reader, "minds", "has another length");
    for (uint32_t i = first; i < first + bodies && !reader->failed; i++)
        sw_unpack_floats(reader, "minds", gathering->out->minds + (size_t)i * floats, floats);
}

static int take_part(void *context, const void *bytes, size_t size, struct sw_error *error)
{
    struct gathering *gathering = context;
    struct sw_wild_world *world = gathering->out->world;
    struct sw_wild_history *page = &gathering->out->page;
    struct sw_wild_block block =
        sw_wild_block_of(&world->settings, gathering->rank++, gathering->blocks->block.ranks);
    uint32_t cells = 2 * rows_of(&block) * (uint32_t)block.whole.width;
    uint64_t totals[TOTALS], meals[MEALS];
    struct sw_unpack reader;

    memcpy(totals, &world->totals, sizeof totals);
    memcpy(meals, &world->meals, sizeof meals);
    sw_unpack_begin(&reader, bytes, size, "wild-part", 2, 8, error);
    if (take_births(&reader, page, error) != 0 || take_deaths(&reader, page, error) != 0 ||
        take_walks(&reader, page, error) != 0)
        return -1;
    add_values(&reader, "totals", totals, TOTALS);
    add_values(&reader, "meals", meals, MEALS);
    if (sw_unpack_array(&reader, "cells", cells, 1) != cells)
        sw_unpack_refuse(&reader, "cells", "has another length");
    for (uint32_t row = 0; row < rows_of(&block); row++)
        read_row(&reader, world, whole_row(&block, row));
    take_bodies(&reader, gathering);
    memcpy(&world->totals, totals, sizeof totals);
    memcpy(&world->meals, meals, sizeof meals);
    return sw_unpack_end(&reader);
}

/* ---- in the order of one process ---- */

static int births_by_id(const void *a, const void *b)
{
    const struct sw_wild_birth *one = a, *other = b;

    return (one->id > other->id) - (one->id < other->id);
}

static int compare(uint64_t one, uint64_t other)
{
    return (one > other) - (one < other);
}

/* In a tick those that are eaten come first: the smallest, and of a size by who eats them. */
static int deaths_in_order(const void *a, const void *b)
{
    const struct sw_wild_death *one = a, *other = b;
    bool eaten = one->cause == SW_WILD_DEVOURED;

    if (one->tick != other->tick)
        return compare(one->tick, other->tick);
    if (eaten != (other->cause == SW_WILD_DEVOURED))
        return eaten ? -1 : 1;
    if (eaten && one->size != other->size)
        return compare(one->size, other->size);
    return eaten ? compare(one->killer, other->killer) : compare(one->id, other->id);
}

static int walks_in_order(const void *a, const void *b)
{
    const struct sw_wild_walk *one = a, *other = b;

    return one->tick != other->tick ? compare(one->tick, other->tick) : compare(one->id, other->id);
}

static int bodies_by_id(const void *a, const void *b)
{
    const struct sw_wild_body *one = a, *other = b;

    return compare(one->id, other->id);
}

static void sort(void *array, uint64_t count, size_t size,
                 int (*order)(const void *a, const void *b))
{
    if (count > 1)
        qsort(array, count, size, order);
}

static int put_in_order(const struct sw_wild_blocks *blocks, struct sw_wild_gathered *gathered,
                        struct sw_error *error)
{
    struct sw_wild_world *world = gathered->world;
    struct sw_wild_history *page = &gathered->page;
    size_t floats = blocks->life->state_floats;
    float *minds = sw_allocate_floats(world->bodies * floats + 1, "gathering minds", error);

    if (minds == NULL)
        return -1;
    sort(page->birth, page->births, sizeof *page->birth, births_by_id);
    sort(page->death, page->deaths, sizeof *page->death, deaths_in_order);
    sort(page->walk, page->walks, sizeof *page->walk, walks_in_order);
    sort(world->body, world->bodies, sizeof *world->body, bodies_by_id);
    for (uint32_t i = 0; i < world->bodies; i++) {
        struct sw_wild_body *body = &world->body[i];

        memcpy(minds + i * floats, gathered->minds + body->home * floats, floats * sizeof *minds);
        world->thing[body->cell] = SW_WILD_BODY + i;
    }
    free(gathered->minds);
    gathered->minds = minds;
    return 0;
}

/* ---- a page ---- */

/* What all ranks know alike. */
static int begin_whole(const struct sw_wild_blocks *blocks, struct sw_wild_gathered *gathered,
                       struct sw_error *error)
{
    const struct sw_wild_world *part = blocks->life->world;
    const struct sw_wild_whole *whole = &blocks->whole;
    struct sw_wild_world *world = sw_wild_world_create(&blocks->block.whole, 0, error);

    gathered->world = world;
    gathered->minds = sw_allocate_floats(whole->bodies * blocks->life->state_floats + 1,
                                         "gathering minds", error);
    if (world == NULL || gathered->minds == NULL)
        return -1;
    world->seed = part->seed;
    world->tick = part->tick;
    world->feeds = part->feeds;
    world->next_id = whole->next_id;
    world->ground = whole->ground;
    world->sun = whole->sun;
    for (uint32_t bed = 0; bed < SW_WILD_BEDS; bed++)
        world->due[bed / SW_WILD_COLOURS][bed % SW_WILD_COLOURS] = whole->due[bed];
    return 0;
}

int sw_wild_deal_gather(struct sw_exchange *exchange, int failed,
                        const struct sw_wild_blocks *blocks, const struct sw_wild_history *page,
                        struct sw_wild_gathered *gathered, struct sw_error *error)
{
    struct gathering gathering = {.blocks = blocks, .out = gathered};
    void *mine = NULL;
    size_t size = 0;

    if (!failed) {
        mine = pack_part(blocks, page, &size, error);
        failed = mine == NULL;
    }
    if (!failed && exchange->rank == 0)
        failed = begin_whole(blocks, gathered, error);
    failed = sw_exchange_agree(exchange, failed, error);
    if (failed == 0)
        failed = sw_exchange_collect(exchange, SW_TRAFFIC_RECORDS, 0, mine, size, take_part,
                                     &gathering, error);
    free(mine);
    if (failed == 0 && exchange->rank == 0)
        failed = put_in_order(blocks, gathered, error);
    return sw_exchange_agree(exchange, failed, error);
}

void sw_wild_gathered_drop(struct sw_wild_gathered *gathered)
{
    sw_wild_world_destroy(gathered->world);
    free(gathered->minds);
    sw_wild_history_free(&gathered->page);
    memset(gathered, 0, sizeof *gathered);
}

#include "wild/ranks/wild_blocks.h"

#include <stdlib.h>
#include <string.h>

static void add(struct sw_wild_crossings *list, struct sw_wild_crossing one)
{
    if (list->count == list->room) {
        uint32_t room = 2 * list->room + 64;
        struct sw_wild_crossing *larger = realloc(list->one, room * sizeof *larger);

        if (larger == NULL)
            sw_wild_whole_short();
        list->one = larger;
        list->room = room;
    }
    list->one[list->count++] = one;
}

/* Both ranks have the same order. */
static int by_cell(const void *a, const void *b)
{
    const struct sw_wild_crossing *one = a, *other = b;

    return (one->cell > other->cell) - (one->cell < other->cell);
}

/* On which side of the middle of the block a cell of the part is. */
static uint32_t side_of(const struct sw_wild_blocks *blocks, uint32_t cell)
{
    uint32_t height = (uint32_t)blocks->block.part.height;
    uint32_t row = cell / (uint32_t)blocks->block.part.width % height;

    return row < height / 2 ? SW_WILD_ABOVE : SW_WILD_BELOW;
}

/* ---- who crosses ---- */

/* Somebody of this block is in the halo, or of the halo in this block. */
static void note_body(struct sw_wild_blocks *blocks, const struct sw_wild_body *body)
{
    uint32_t side = side_of(blocks, body->cell);
    struct sw_wild_crossing one = {.side = side,
                                   .cell = sw_wild_block_whole(&blocks->block, body->cell),
                                   .weights = body->home,
                                   .mind = body->home,
                                   .id = body->id};

    if (body->foreign) {
        add(&blocks->in, one);
        blocks->moved++;
        return;
    }
    if (body->shared >> side & 1)
        one.weights = SW_WILD_ELSEWHERE;
    add(&blocks->out, one);
}

/* A birth, whose place among those of this block is `place`. */
static void note_birth(struct sw_wild_blocks *blocks, const struct sw_wild_birth *birth,
                       uint32_t place, bool inner)
{
    bool parent_here = birth->from == blocks->block.rank;
    uint32_t side = side_of(blocks, birth->cell);
    struct sw_wild_crossing one = {.side = side,
                                   .cell = sw_wild_block_whole(&blocks->block, birth->cell),
                                   .place = place,
                                   .weights = birth->home,
                                   .mind = SW_WILD_ELSEWHERE,
                                   .birth = true};

    if (inner && !parent_here)
        add(&blocks->in, one);
    if (inner || !parent_here)
        return;
    if (birth->shared >> side & 1)
        one.weights = SW_WILD_ELSEWHERE;
    add(&blocks->out, one);
}

/* Births of this block stay in the list, in cells of the part; so do their bodies, whose numbers
 * begin with the next one. */
static void keep_births(struct sw_wild_blocks *blocks)
{
    struct sw_wild_world *world = blocks->life->world;
    struct sw_wild_body *newborn = &world->body[world->bodies - world->births];
    uint32_t kept = 0;

    for (uint32_t i = 0; i < world->births; i++) {
        bool inner = !newborn[i].foreign;

        note_birth(blocks, &world->birth[i], kept, inner);
        if (!inner)
            continue;
        world->birth[kept] = world->birth[i];
        newborn[kept] = newborn[i];
        newborn[kept].rank = blocks->block.rank;
        newborn[kept].home = SW_WILD_ELSEWHERE;
        newborn[kept].shared = 0;
        newborn[kept].id = world->birth[kept].id = blocks->whole.next_id + kept;
        kept++;
    }
    world->bodies -= world->births - kept;
    world->births = kept;
}

static int by_id(const void *a, const void *b)
{
    const struct sw_wild_body *one = a, *other = b;

    return (one->id > other->id) - (one->id < other->id);
}

static void keep_bodies(struct sw_wild_blocks *blocks)
{
    struct sw_wild_world *world = blocks->life->world;
    uint32_t kept = 0;
    bool came = false;

    for (uint32_t i = 0; i < world->bodies; i++) {
        struct sw_wild_body body = world->body[i];
        bool inner = sw_wild_inner(world, body.cell);

        if (inner == (body.foreign != 0))
            note_body(blocks, &body);
        if (!inner)
            continue;
        if (body.foreign) {
            came = true;
            body.shared = (uint8_t)(1u << side_of(blocks, body.cell));
            body.rank = blocks->block.rank;
            body.foreign = 0;
        }
        world->body[kept++] = body;
    }
    world->bodies = kept;
    if (came)
        qsort(world->body, kept, sizeof *world->body, by_id);
    for (uint32_t i = 0; i < kept; i++)
        world->thing[world->body[i].cell] = SW_WILD_BODY + i;
}

void sw_wild_cross(struct sw_wild_blocks *blocks)
{
    blocks->out.count = blocks->in.count = 0;
    keep_births(blocks);
    keep_bodies(blocks);
    qsort(blocks->out.one, blocks->out.count, sizeof *blocks->out.one, by_cell);
    qsort(blocks->in.one, blocks->in.count, sizeof *blocks->in.one, by_cell);
}

/* ---- genomes and minds ---- */

void sw_wild_cross_tell(struct sw_wild_blocks *blocks, uint32_t side)
{
    const struct sw_wild_life *life = blocks->life;
    struct sw_wild_border *border = &blocks->border[side];
    size_t before = border->out.size;

    for (uint32_t i = 0; i < blocks->out.count; i++) {
        const struct sw_wild_crossing *one = &blocks->out.one[i];

        if (one->side != side)
            continue;
        if (one->weights != SW_WILD_ELSEWHERE)
            sw_wild_bytes_add(&border->out, sw_wild_life_weights(life, one->weights),
                              life->layout.floats * sizeof(float));
        if (one->mind != SW_WILD_ELSEWHERE)
            sw_wild_bytes_add(&border->out, sw_wild_life_mind(life, one->mind),
                              life->state_floats * sizeof(float));
    }
    border->parents = border->out.size - before;
}

size_t sw_wild_cross_most(const struct sw_wild_blocks *blocks, uint32_t side)
{
    size_t size = 0;

    for (uint32_t i = 0; i < blocks->in.count; i++) {
        const struct sw_wild_crossing *one = &blocks->in.one[i];

        if (one->side != side)
            continue;
        if (one->weights == SW_WILD_ELSEWHERE)
            size += blocks->life->layout.floats * sizeof(float);
        if (!one->birth)
            size += blocks->life->state_floats * sizeof(float);
    }
    return size;
}

static void read_floats(struct sw_wild_reading *reading, float *to, size_t floats)
{
    const uint8_t *bytes = sw_wild_reading_bytes(reading, floats * sizeof *to);

    if (bytes != NULL)
        memcpy(to, bytes, floats * sizeof *to);
}

/* A home for one who comes, with its genome. */
static uint32_t house(struct sw_wild_blocks *blocks, struct sw_wild_reading *reading)
{
    uint32_t home = sw_wild_life_enter(blocks->life);

    if (home == SW_WILD_ELSEWHERE)
        sw_wild_whole_short();
    read_floats(reading, sw_wild_life_weights(blocks->life, home), blocks->life->layout.floats);
    return home;
}

/* By its id: bodies may have moved in the array. */
static struct sw_wild_body *find(struct sw_wild_world *world, uint64_t id)
{
    struct sw_wild_body key = {.id = id};

    return bsearch(&key, world->body, world->bodies, sizeof key, by_id);
}

static void take_body(struct sw_wild_blocks *blocks, const struct sw_wild_crossing *one,
                      struct sw_wild_reading *reading)
{
    struct sw_wild_body *body = find(blocks->life->world, one->id);

    body->home = one->weights != SW_WILD_ELSEWHERE ? one->weights : house(blocks, reading);
    read_floats(reading, sw_wild_life_mind(blocks->life, body->home), blocks->life->state_floats);
}

void sw_wild_cross_hear(struct sw_wild_blocks *blocks, uint32_t side,
                        struct sw_wild_reading *reading)
{
    struct sw_wild_world *world = blocks->life->world;

    for (uint32_t i = 0; i < blocks->in.count; i++) {
        const struct sw_wild_crossing *one = &blocks->in.one[i];

        if (one->side != side)
            continue;
        if (!one->birth)
            take_body(blocks, one, reading);
        else if (one->weights == SW_WILD_ELSEWHERE)
            world->body[world->bodies - world->births + one->place].home = house(blocks, reading);
    }
}

/* ---- genomes that stay ---- */

void sw_wild_cross_gone(struct sw_wild_blocks *blocks, uint32_t side,
                        const struct sw_wild_body *body)
{
    if (body->home == SW_WILD_ELSEWHERE)
        return;
    for (uint32_t i = 0; i < blocks->in.count; i++)
        if (!blocks->in.one[i].birth && blocks->in.one[i].id == body->id &&
            blocks->in.one[i].side == side)
            return; /* it lives there, in this block */
    sw_wild_life_leave(blocks->life, body->home);
}

void sw_wild_cross_keep(struct sw_wild_blocks *blocks, uint32_t side)
{
    struct sw_wild_page *page = &blocks->border[side].other;

    for (uint32_t i = 0; i < blocks->out.count; i++) {
        const struct sw_wild_crossing *one = &blocks->out.one[i];
        uint32_t at = 0;

        if (one->birth || one->side != side)
            continue;
        while (at < page->bodies && page->body[at].id != one->id)
            at++;
        if (at < page->bodies)
            page->body[at].home = one->mind;
        else
            sw_wild_life_leave(blocks->life, one->mind);
    }
}

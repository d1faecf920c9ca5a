#include "wild/wild_world.h"

#include "base/random.h"

enum { KIND_MEAT = SW_WILD_COLOURS, KIND_SMALLER, KIND_OTHER, KIND_NOTHING };

_Static_assert((int)KIND_NOTHING == (int)SW_WILD_KINDS, "the kinds are those of the header");

struct sw_body_senses sw_wild_senses(void)
{
    struct sw_body_senses senses = {
        .rows = SW_WILD_PLACES * SW_WILD_KINDS + SW_WILD_LEVELS + SW_WILD_WORDS - 1,
        .places = SW_WILD_PLACES,
        .colours = SW_WILD_COLOURS,
        .events = SW_WILD_EVENTS,
        .eaten = SW_WILD_EATEN,
        .acts = SW_WILD_ACTS,
        .words = SW_WILD_WORDS,
    };

    return senses;
}

uint32_t sw_wild_kind(const struct sw_wild_world *world, const struct sw_wild_body *self,
                      uint32_t cell)
{
    uint32_t thing = world->thing[cell];

    if (thing == SW_WILD_EMPTY)
        return KIND_NOTHING;
    if (thing == SW_WILD_MEAT)
        return KIND_MEAT;
    if (thing < SW_WILD_BODY)
        return thing - (uint32_t)SW_WILD_PLANT;
    return world->body[thing - SW_WILD_BODY].size < self->size ? KIND_SMALLER : KIND_OTHER;
}

/* The word that `self` hears of `other`, whom it sees; 0: none. Shuffled, it is that of a third. */
static uint8_t word_of(const struct sw_wild_world *world, const struct sw_wild_body *self,
                       const struct sw_wild_body *other)
{
    uint32_t mine = (uint32_t)(self - world->body), its = (uint32_t)(other - world->body);
    uint32_t block[4], third;

    if (world->settings.speech == SW_WILD_SPEECH_NORMAL)
        return other->said;
    if (world->settings.speech != SW_WILD_SPEECH_SHUFFLED || world->bodies < 3)
        return 0;
    sw_random_block(world->seed, SW_RANDOM_WILD_SHUFFLE, other->id, world->tick & 0xffffff, 0,
                    block);
    third = (uint32_t)((uint64_t)block[0] * (world->bodies - 2) >> 32);
    third += third >= (mine < its ? mine : its);
    third += third >= (mine < its ? its : mine);
    return world->body[third].said;
}

static void add_thing(uint32_t place, uint32_t kind, struct sw_body_percept *out)
{
    if (kind < SW_WILD_COLOURS) {
        out->place[out->foods] = (uint8_t)place;
        out->colour[out->foods++] = (uint8_t)kind;
    }
    out->row[out->rows++] = (uint16_t)(place * SW_WILD_KINDS + kind);
}

static void add_level(uint32_t level, struct sw_body_percept *out)
{
    out->row[out->rows++] = (uint16_t)(SW_WILD_PLACES * SW_WILD_KINDS + level);
}

static void see(const struct sw_wild_world *world, const struct sw_wild_body *self, uint32_t place,
                uint32_t cell, struct sw_body_percept *out, uint8_t heard[SW_WILD_WORDS])
{
    uint32_t kind = sw_wild_kind(world, self, cell);

    if (kind == KIND_NOTHING)
        return;
    if (kind >= KIND_SMALLER)
        heard[word_of(world, self, &world->body[world->thing[cell] - SW_WILD_BODY])]++;
    add_thing(place, kind, out);
}

uint32_t sw_wild_level(const struct sw_wild_world *world, int32_t energy)
{
    int64_t level = (int64_t)energy * 2 / world->settings.divide;

    return level >= SW_WILD_LEVELS ? SW_WILD_LEVELS - 1 : (uint32_t)level;
}

/* A coordinate of a torus, which left it by less than its side. */
static uint32_t wrapped(int at, int side)
{
    return (uint32_t)(at < 0 ? at + side : at >= side ? at - side : at);
}

void sw_wild_look(const struct sw_wild_world *world, uint32_t body, struct sw_body_percept *out)
{
    const struct sw_wild_body *self = &world->body[body];
    int width = (int)world->settings.width, height = (int)world->settings.height;
    uint32_t own = sw_wild_at(&world->settings, self->cell);
    uint32_t first = own * sw_wild_plane(&world->settings), inside = self->cell - first;
    uint32_t column[2 * SW_WILD_REACH + 1];
    int x = (int)inside % width, y = (int)inside / width;
    uint8_t heard[SW_WILD_WORDS] = {0};
    uint32_t place = 0, words = SW_WILD_PLACES * SW_WILD_KINDS + SW_WILD_LEVELS;

    out->rows = out->foods = out->words = out->tales = 0;
    out->event = self->event;
    out->act = self->act;
    out->feeds = sw_wild_feeds(world, own);
    for (int right = -SW_WILD_REACH; right <= SW_WILD_REACH; right++)
        column[right + SW_WILD_REACH] = wrapped(x + right, width);
    for (int down = -SW_WILD_REACH; down <= SW_WILD_REACH; down++) {
        uint32_t row = first + wrapped(y + down, height) * (uint32_t)width;

        for (uint32_t i = 0; i <= 2 * SW_WILD_REACH; i++, place++)
            if (place != SW_WILD_PLACES / 2)
                see(world, self, place, row + column[i], out, heard);
    }
    add_level(sw_wild_level(world, self->energy), out);
    for (uint32_t word = 1; word < SW_WILD_WORDS; word++)
        for (uint32_t i = 0; i < heard[word]; i++)
            out->row[out->rows++] = (uint16_t)(words + word - 1);
}

void sw_wild_show(uint32_t place, uint32_t kind, uint32_t level, struct sw_body_percept *out)
{
    *out = (struct sw_body_percept){.feeds = 3};
    if (kind != SW_WILD_KINDS)
        add_thing(place, kind, out);
    add_level(level, out);
}

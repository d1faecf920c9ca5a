#include "wild/wild_world.h"

enum { KIND_MEAT = SW_WILD_COLOURS, KIND_SMALLER, KIND_OTHER, KINDS, LEVELS = 4 };

struct sw_body_senses sw_wild_senses(void)
{
    struct sw_body_senses senses = {
        .rows = SW_WILD_PLACES * KINDS + LEVELS + SW_WILD_WORDS - 1,
        .places = SW_WILD_PLACES,
        .colours = SW_WILD_COLOURS,
        .events = SW_WILD_EVENTS,
        .eaten = SW_WILD_EATEN,
        .acts = SW_WILD_ACTS,
        .words = SW_WILD_WORDS,
    };

    return senses;
}

static void see(const struct sw_wild_world *world, const struct sw_wild_body *self, uint32_t place,
                uint32_t cell, struct sw_body_percept *out, uint8_t heard[SW_WILD_WORDS])
{
    uint16_t thing = world->thing[cell];
    uint32_t kind;

    if (thing == SW_WILD_EMPTY)
        return;
    if (thing >= SW_WILD_BODY) {
        const struct sw_wild_body *other = &world->body[thing - SW_WILD_BODY];

        kind = other->size < self->size ? KIND_SMALLER : KIND_OTHER;
        if (world->settings.speech == SW_WILD_SPEECH_NORMAL)
            heard[other->said]++;
    } else if (thing == SW_WILD_MEAT) {
        kind = KIND_MEAT;
    } else {
        kind = thing - (uint32_t)SW_WILD_PLANT;
        out->place[out->foods] = (uint8_t)place;
        out->colour[out->foods++] = (uint8_t)kind;
    }
    out->row[out->rows++] = (uint16_t)(place * KINDS + kind);
}

static uint32_t level_of(const struct sw_wild_world *world, int32_t energy)
{
    int64_t level = (int64_t)energy * 2 / world->settings.divide;

    return level >= LEVELS ? LEVELS - 1 : (uint32_t)level;
}

void sw_wild_look(const struct sw_wild_world *world, uint32_t body, struct sw_body_percept *out)
{
    const struct sw_wild_body *self = &world->body[body];
    int width = (int)world->settings.width, height = (int)world->settings.height;
    int x = (int)self->cell % width, y = (int)self->cell / width;
    uint8_t heard[SW_WILD_WORDS] = {0};
    uint32_t place = 0, words = SW_WILD_PLACES * KINDS + LEVELS;

    out->rows = out->foods = out->words = out->tales = 0;
    out->event = self->event;
    out->act = self->act;
    out->feeds = world->feeds;
    for (int down = -SW_WILD_REACH; down <= SW_WILD_REACH; down++) {
        int row = (y + down + height) % height * width;

        for (int right = -SW_WILD_REACH; right <= SW_WILD_REACH; right++, place++)
            if (down != 0 || right != 0)
                see(world, self, place, (uint32_t)(row + (x + right + width) % width), out, heard);
    }
    out->row[out->rows++] = (uint16_t)(SW_WILD_PLACES * KINDS + level_of(world, self->energy));
    for (uint32_t word = 1; word < SW_WILD_WORDS; word++)
        for (uint32_t i = 0; i < heard[word]; i++)
            out->row[out->rows++] = (uint16_t)(words + word - 1);
}

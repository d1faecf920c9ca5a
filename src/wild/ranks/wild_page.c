#include "wild/ranks/wild_page.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

int sw_wild_page_create(struct sw_wild_page *page, const struct sw_wild_block *block,
                        struct sw_error *error)
{
    static const char doing[] = "cutting a world into blocks";

    page->width = (uint32_t)block->whole.width;
    page->worlds = (uint32_t)block->whole.worlds;
    page->cells = page->room = page->width * page->worlds * SW_WILD_HALO;
    page->speech_cost = (int32_t)block->whole.speech_cost;
    page->thing = sw_allocate(page->cells, sizeof *page->thing, doing, error);
    page->energy = sw_allocate(page->cells, sizeof *page->energy, doing, error);
    page->body = sw_allocate(page->room, sizeof *page->body, doing, error);
    return page->thing == NULL || page->energy == NULL || page->body == NULL ? -1 : 0;
}

void sw_wild_page_drop(struct sw_wild_page *page)
{
    free(page->thing);
    free(page->energy);
    free(page->body);
    memset(page, 0, sizeof *page);
}

/* ---- between a page and a world ---- */

void sw_wild_page_take(struct sw_wild_page *page, const struct sw_wild_block *block, uint32_t side,
                       const struct sw_wild_world *world)
{
    for (uint32_t row = 0; row < page->worlds * SW_WILD_HALO; row++) {
        uint32_t from =
            sw_wild_block_row(block, side, false, row / SW_WILD_HALO, row % SW_WILD_HALO);
        uint8_t *thing = page->thing + row * page->width;

        for (uint32_t x = 0; x < page->width; x++)
            thing[x] = (uint8_t)(world->thing[from + x] < SW_WILD_BODY ? world->thing[from + x]
                                                                       : SW_WILD_EMPTY);
        memcpy(page->energy + row * page->width, world->energy + from,
               page->width * sizeof *page->energy);
    }
    page->bodies = 0;
    for (uint32_t i = 0; i < world->bodies; i++) {
        uint32_t cell = sw_wild_block_border(block, side, world->body[i].cell);

        if (cell == SW_WILD_NOWHERE)
            continue;
        page->body[page->bodies] = world->body[i];
        page->body[page->bodies++].cell = cell;
    }
}

void sw_wild_page_put(const struct sw_wild_page *page, const struct sw_wild_block *block,
                      uint32_t side, struct sw_wild_world *world)
{
    for (uint32_t row = 0; row < page->worlds * SW_WILD_HALO; row++) {
        uint32_t to = sw_wild_block_row(block, side, true, row / SW_WILD_HALO, row % SW_WILD_HALO);
        const uint8_t *thing = page->thing + row * page->width;

        for (uint32_t x = 0; x < page->width; x++)
            world->thing[to + x] = thing[x];
        memcpy(world->energy + to, page->energy + row * page->width,
               page->width * sizeof *page->energy);
    }
    for (uint32_t i = 0; i < page->bodies; i++) {
        struct sw_wild_body *body = &world->body[world->bodies];
        uint32_t row = page->body[i].cell / page->width;

        *body = page->body[i];
        body->cell = sw_wild_block_row(block, side, true, row / SW_WILD_HALO, row % SW_WILD_HALO) +
                     page->body[i].cell % page->width;
        body->foreign = body->alive = 1;
        body->shared = 0;
        world->thing[body->cell] = SW_WILD_BODY + world->bodies++;
    }
}

static uint64_t hash_body(uint64_t before, const struct sw_wild_body *body)
{
    const uint64_t value[] = {before,
                              body->id,
                              body->parent,
                              body->born,
                              (uint64_t)body->cell << 32 | (uint32_t)body->energy,
                              (uint64_t)body->children << 32 | (uint32_t)body->size << 24 |
                                  (uint32_t)body->heading << 16 | (uint32_t)body->act << 8 |
                                  body->event,
                              (uint64_t)body->said << 8 | body->team};

    return sw_hash(value, sizeof value);
}

uint64_t sw_wild_page_hash(const struct sw_wild_page *page)
{
    uint64_t value[] = {sw_hash(page->thing, page->cells),
                        sw_hash(page->energy, page->cells * sizeof *page->energy), page->bodies, 0};

    for (uint32_t i = 0; i < page->bodies; i++)
        value[3] = hash_body(value[3], &page->body[i]);
    return sw_hash(value, sizeof value);
}

void sw_wild_page_sprout(struct sw_wild_page *page, uint32_t cell, uint32_t colour)
{
    page->thing[cell] = (uint8_t)(SW_WILD_PLANT + colour);
    page->energy[cell] = SW_WILD_MEAL;
}

void sw_wild_page_add(struct sw_wild_page *page, const struct sw_wild_body *body)
{
    if (page->bodies < page->room)
        page->body[page->bodies++] = *body;
}

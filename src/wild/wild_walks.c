#include "wild/wild_walks.h"

#include "base/pack.h"
#include "wild/wild_event.h"

#include <stdlib.h>

enum { PART_VALUES = 2 };

#define UNITS_MOST (UINT64_C(1) << 60)

int sw_wild_put_walks(struct sw_store *store, uint64_t number, const struct sw_wild_history *page,
                      const struct sw_wild_world *world, struct sw_error *error)
{
    struct sw_wild_part part[SW_WILD_WORLDS_MAX];
    uint32_t worlds = (uint32_t)world->settings.worlds;
    struct sw_pack *pack;
    size_t size = 0;
    void *bytes;
    int result;

    if (worlds == 1)
        return 0;
    sw_wild_figure_parts(world, part);
    pack = sw_pack_begin("wild-walks", 1, 2);
    sw_pack_array(pack, worlds * PART_VALUES);
    for (uint32_t w = 0; w < worlds; w++) {
        sw_pack_uint(pack, part[w].bodies);
        sw_pack_uint(pack, (uint64_t)part[w].units);
    }
    sw_wild_pack_walks(pack, page);
    bytes = sw_pack_end(pack, &size, error);
    result = bytes == NULL
                 ? -1
                 : sw_store_put(store, SW_STORE_WILD_WALKS, number, 0, bytes, size, error);
    free(bytes);
    return result;
}

/* What is in the worlds is what there is in all. */
static int read_parts(struct sw_unpack *reader, struct sw_wild_history *history,
                      struct sw_error *error)
{
    const struct sw_wild_figures *figures = &history->figures[history->pages - 1];
    uint32_t worlds = (uint32_t)history->settings.worlds;
    uint64_t bodies = 0;
    int64_t units = 0;

    if (sw_unpack_array(reader, "worlds", worlds * PART_VALUES, 1) != worlds * PART_VALUES)
        sw_unpack_refuse(reader, "worlds", "has another length");
    for (uint32_t w = 0; w < worlds; w++) {
        struct sw_wild_part part;

        part.bodies = sw_unpack_uint(reader, "bodies of a world", SW_WILD_ROOM);
        part.units = (int64_t)sw_unpack_uint(reader, "units of a world", UINT64_MAX >> 8);
        bodies += part.bodies;
        units += part.units;
        if (sw_wild_history_part(history, &part, error) != 0)
            return -1;
    }
    if (!reader->failed && (bodies != figures->bodies ||
                            units != figures->planted + figures->rotting + figures->living))
        sw_unpack_refuse(reader, "worlds", "are not together what the page has");
    return 0;
}

static int read_walkers(struct sw_unpack *reader, struct sw_wild_history *history,
                        struct sw_error *error)
{
    const struct sw_wild_settings *settings = &history->settings;
    uint32_t values = sw_unpack_array(reader, "walks", UINT32_MAX, 1);
    uint64_t before = history->walks > 0 ? history->walk[history->walks - 1].tick : 0;
    const struct sw_wild_bounds bounds = {
        history->births, history->figures[history->pages - 1].tick, sw_wild_cells(settings) - 1};

    if (values % SW_WILD_WALK_VALUES != 0)
        sw_unpack_refuse(reader, "walks", "has another length");
    for (uint32_t i = 0; i < values / SW_WILD_WALK_VALUES && !reader->failed; i++) {
        struct sw_wild_walk walk = sw_wild_read_walk(reader, &bounds);

        if (walk.id == 0 || walk.tick < before ||
            walk.from % sw_wild_plane(settings) != walk.to % sw_wild_plane(settings) ||
            walk.from == walk.to)
            sw_unpack_refuse(reader, "walks", "are not from world to world, in the order of time");
        before = walk.tick;
        if (sw_wild_history_walk(history, &walk, error) != 0)
            return -1;
    }
    return 0;
}

int sw_wild_read_walks(struct sw_store *store, uint64_t number, struct sw_wild_history *history,
                       struct sw_error *error)
{
    struct sw_unpack reader;
    const void *bytes;
    size_t size;
    int found;

    if (history->settings.worlds == 1)
        return 0;
    found = sw_store_get(store, SW_STORE_WILD_WALKS, number, 0, &bytes, &size, error);
    if (found < 0)
        return -1;
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "page %llu does not say what is in which world",
                       (unsigned long long)number);
    sw_unpack_begin(&reader, bytes, size, "wild-walks", 1, 2, error);
    if (read_parts(&reader, history, error) != 0 || read_walkers(&reader, history, error) != 0)
        return -1;
    return sw_unpack_end(&reader);
}

/* ---- the ledger ---- */

#define GONE UINT8_MAX

/* How far the ledger has come, and who is where by it. */
struct sw_wild_whereabouts {
    const struct sw_wild_history *history;
    uint8_t *world; /* by id; GONE: it does not live */
    uint64_t births, deaths, walks;
    uint64_t bodies[SW_WILD_WORLDS_MAX];
};

static uint32_t at(const struct sw_wild_whereabouts *who, uint32_t cell)
{
    return sw_wild_at(&who->history->settings, cell);
}

static uint64_t earlier(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

/* The tick of what is next in the ledger; UINT64_MAX: nothing. */
static uint64_t next_tick(const struct sw_wild_whereabouts *who)
{
    const struct sw_wild_history *history = who->history;
    uint64_t tick = UINT64_MAX;

    if (who->births < history->births)
        tick = history->birth[who->births].tick;
    if (who->walks < history->walks)
        tick = earlier(tick, history->walk[who->walks].tick);
    if (who->deaths < history->deaths)
        tick = earlier(tick, history->death[who->deaths].tick);
    return tick;
}

/* In one tick births come before walks, and walks before deaths, but for those who are eaten, who
 * do not walk in that tick. False: somebody is elsewhere. */
static bool go_to(struct sw_wild_whereabouts *who, uint64_t tick)
{
    const struct sw_wild_history *history = who->history;

    for (; who->births < history->births && history->birth[who->births].tick == tick;
         who->births++) {
        const struct sw_wild_birth *birth = &history->birth[who->births];

        who->world[birth->id] = (uint8_t)at(who, birth->cell);
        who->bodies[who->world[birth->id]]++;
    }
    for (; who->walks < history->walks && history->walk[who->walks].tick == tick; who->walks++) {
        const struct sw_wild_walk *walk = &history->walk[who->walks];

        if (who->world[walk->id] != at(who, walk->from))
            return false;
        who->bodies[who->world[walk->id]]--;
        who->world[walk->id] = (uint8_t)at(who, walk->to);
        who->bodies[who->world[walk->id]]++;
    }
    for (; who->deaths < history->deaths && history->death[who->deaths].tick == tick;
         who->deaths++) {
        const struct sw_wild_death *death = &history->death[who->deaths];

        if (who->world[death->id] != at(who, death->cell))
            return false;
        who->bodies[who->world[death->id]]--;
        who->world[death->id] = GONE;
    }
    return true;
}

static bool as_page_says(const struct sw_wild_whereabouts *who, uint64_t page)
{
    uint64_t worlds = (uint64_t)who->history->settings.worlds;

    for (uint64_t w = 0; w < worlds; w++)
        if (who->bodies[w] != who->history->part[page * worlds + w].bodies)
            return false;
    return true;
}

int sw_wild_check_walks(const struct sw_wild_history *history, struct sw_error *error)
{
    struct sw_wild_whereabouts who = {.history = history};
    int result = 0;

    if (history->settings.worlds == 1)
        return 0;
    who.world = sw_allocate(history->births + 1, 1, "finding everybody", error);
    if (who.world == NULL)
        return -1;
    for (uint64_t id = 0; id <= history->births; id++)
        who.world[id] = GONE;
    for (uint64_t page = 0; page < history->pages && result == 0; page++) {
        uint64_t ends = history->figures[page].tick;

        while (result == 0 && next_tick(&who) < ends) {
            uint64_t tick = next_tick(&who);

            if (!go_to(&who, tick))
                result =
                    sw_fail(error, SW_EXIT_DAMAGED,
                            "at tick %llu a body is in another world than the one it walked to",
                            (unsigned long long)tick);
        }
        if (result == 0 && page > 0 && !as_page_says(&who, page))
            result = sw_fail(error, SW_EXIT_DAMAGED,
                             "at tick %llu a world has other bodies than were born there or came, "
                             "less those who died or left",
                             (unsigned long long)ends);
    }
    free(who.world);
    return result;
}

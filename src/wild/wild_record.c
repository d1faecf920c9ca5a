#include "wild/wild_record.h"

#include "base/pack.h"
#include "wild/wild_event.h"
#include "wild/wild_meals.h"
#include "wild/wild_walks.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOTALS = sizeof(struct sw_wild_totals) / sizeof(uint64_t),
    TOTALS_PLAIN = offsetof(struct sw_wild_totals, imitated) / sizeof(uint64_t),
    BODY_VALUES = SW_WILD_BODY_VALUES,
    TEXT_MOST = 1 << 16
};

#define UNITS_MOST (UINT64_C(1) << 60) /* sums of a few of them fit */

/* ---- settings ---- */

/* Releases the bytes; NULL: they could not be made. size: known once they are. */
static int put_bytes(struct sw_store *store, enum sw_store_kind kind, uint64_t first, void *bytes,
                     const size_t *size, struct sw_error *error)
{
    int result = bytes == NULL ? -1 : sw_store_put(store, kind, first, 0, bytes, *size, error);

    free(bytes);
    return result;
}

static int put(struct sw_store *store, enum sw_store_kind kind, uint64_t first,
               struct sw_pack *pack, struct sw_error *error)
{
    size_t size = 0;
    void *bytes = sw_pack_end(pack, &size, error);

    return put_bytes(store, kind, first, bytes, &size, error);
}

void *sw_wild_pack_settings(const struct sw_wild_settings *settings, size_t *bytes,
                            struct sw_error *error)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct sw_pack *pack;

    if (out != NULL)
        sw_parameters_print_some(sw_wild_table, settings, sw_wild_settings_stored, out);
    if (out == NULL || fclose(out) != 0) {
        free(text);
        sw_fail(error, SW_EXIT_FAILED, "out of memory for a config");
        return NULL;
    }
    pack = sw_pack_begin("wild-run", 1, 2);
    sw_pack_text(pack, text);
    sw_pack_uint(pack, SW_WILD_BEHAVIOUR);
    free(text);
    return sw_pack_end(pack, bytes, error);
}

int sw_wild_put_settings(struct sw_store *store, const struct sw_wild_settings *settings,
                         struct sw_error *error)
{
    size_t size = 0;

    return put_bytes(store, SW_STORE_WILD_RUN, 0, sw_wild_pack_settings(settings, &size, error),
                     &size, error);
}

int sw_wild_unpack_settings(const void *bytes, size_t size, struct sw_wild_settings *settings,
                            struct sw_error *error)
{
    struct sw_unpack reader;
    const char *text;
    uint64_t behaviour;
    size_t length = 0;

    if (sw_parameters_defaults(sw_wild_table, settings, error) != 0)
        return -1;
    sw_unpack_begin(&reader, bytes, size, "wild-run", 1, 2, error);
    text = sw_unpack_text(&reader, "config", TEXT_MOST, &length);
    behaviour = sw_unpack_uint(&reader, "behaviour", UINT32_MAX);
    if (sw_unpack_end(&reader) != 0)
        return -1;
    if (behaviour != SW_WILD_BEHAVIOUR)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "the run was begun by a smallworld whose wild is another (behaviour %u, here "
            "%u); use that version",
            (unsigned)behaviour, SW_WILD_BEHAVIOUR);
    if (sw_parameters_read(sw_wild_table, settings, text, length, "the stored config", error) !=
            0 ||
        sw_wild_settings_check(settings, error) != 0) {
        if (error->code == SW_EXIT_USAGE) /* and not that memory is short */
            error->code = SW_EXIT_DAMAGED;
        return -1;
    }
    return 0;
}

static int read_settings(struct sw_store *store, struct sw_wild_settings *settings,
                         struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_WILD_RUN, 0, 0, &bytes, &size, error);

    if (found < 0)
        return -1;
    if (found == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "this is not a run of the wild; smallworld inspect says what it is");
    return sw_wild_unpack_settings(bytes, size, settings, error);
}

/* ---- pages ---- */

/* How many totals are kept: those of imitation only where there is any. */
static uint32_t totals_of(const struct sw_wild_settings *settings)
{
    return settings->imitate != SW_WILD_IMITATION_NO ? TOTALS : TOTALS_PLAIN;
}

static void pack_totals(struct sw_pack *pack, const struct sw_wild_settings *settings,
                        const struct sw_wild_totals *totals)
{
    uint64_t value[TOTALS];

    memcpy(value, totals, sizeof value);
    sw_pack_array(pack, totals_of(settings));
    for (uint32_t i = 0; i < totals_of(settings); i++)
        sw_pack_uint(pack, value[i]);
}

static void read_totals(struct sw_unpack *reader, const struct sw_wild_settings *settings,
                        struct sw_wild_totals *totals)
{
    uint64_t value[TOTALS] = {0};
    uint32_t count = totals_of(settings);

    if (sw_unpack_array(reader, "totals", count, 1) != count)
        sw_unpack_refuse(reader, "totals", "has another length");
    for (uint32_t i = 0; i < count; i++)
        value[i] = sw_unpack_uint(reader, "totals", UINT64_MAX);
    memcpy(totals, value, sizeof value);
}

int sw_wild_put_page(struct sw_store *store, uint64_t number, const struct sw_wild_history *page,
                     const struct sw_wild_settings *settings, const struct sw_wild_figures *figures,
                     struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("wild-page", 1, 6);

    sw_pack_array(pack, 9);
    sw_pack_uint(pack, figures->tick);
    sw_pack_uint(pack, figures->bodies);
    sw_pack_uint(pack, figures->plants);
    sw_pack_uint(pack, figures->meats);
    sw_pack_uint(pack, (uint64_t)figures->ground);
    sw_pack_uint(pack, (uint64_t)figures->sun);
    sw_pack_uint(pack, (uint64_t)figures->planted);
    sw_pack_uint(pack, (uint64_t)figures->rotting);
    sw_pack_uint(pack, (uint64_t)figures->living);
    sw_pack_array(pack, SW_WILD_SIZE_MAX + 1);
    for (int i = 0; i <= SW_WILD_SIZE_MAX; i++)
        sw_pack_uint(pack, figures->sizes[i]);
    pack_totals(pack, settings, &figures->totals);
    sw_pack_uint(pack, page->births > 0 ? page->birth[0].id : 0);
    sw_pack_array(pack, (uint32_t)page->births * SW_WILD_BIRTH_VALUES);
    for (uint64_t i = 0; i < page->births; i++)
        sw_wild_pack_birth(pack, &page->birth[i]);
    sw_wild_pack_deaths(pack, page);
    return put(store, SW_STORE_WILD_PAGE, number, pack, error);
}

/* Ticks of pages ascend. */
static void read_figures(struct sw_unpack *reader, const struct sw_wild_history *history,
                         struct sw_wild_figures *figures)
{
    uint64_t pages = history->pages;

    if (sw_unpack_array(reader, "figures", 9, 1) != 9)
        sw_unpack_refuse(reader, "figures", "has another length");
    figures->tick = sw_unpack_uint(reader, "tick", (uint64_t)history->settings.ticks);
    if (pages > 0 && figures->tick <= history->figures[pages - 1].tick)
        sw_unpack_refuse(reader, "tick", "is not after that of the page before");
    figures->bodies = sw_unpack_uint(reader, "bodies", SW_WILD_ROOM);
    figures->plants = sw_unpack_uint(reader, "plants", SW_WILD_CELLS_MAX);
    figures->meats = sw_unpack_uint(reader, "meat", SW_WILD_CELLS_MAX);
    figures->ground = (int64_t)sw_unpack_uint(reader, "ground", UNITS_MOST);
    figures->sun = (int64_t)sw_unpack_uint(reader, "sun", UNITS_MOST);
    figures->planted = (int64_t)sw_unpack_uint(reader, "energy of plants", UNITS_MOST);
    figures->rotting = (int64_t)sw_unpack_uint(reader, "energy of meat", UNITS_MOST);
    figures->living = (int64_t)sw_unpack_uint(reader, "energy of bodies", UNITS_MOST);
    if (sw_unpack_array(reader, "sizes", SW_WILD_SIZE_MAX + 1, 1) != SW_WILD_SIZE_MAX + 1)
        sw_unpack_refuse(reader, "sizes", "has another length");
    for (int i = 0; i <= SW_WILD_SIZE_MAX; i++)
        figures->sizes[i] = sw_unpack_uint(reader, "sizes", SW_WILD_ROOM);
    read_totals(reader, &history->settings, &figures->totals);
}

static int read_births(struct sw_unpack *reader, struct sw_wild_history *history,
                       const struct sw_wild_figures *figures, struct sw_error *error)
{
    uint64_t first = sw_unpack_uint(reader, "first id", UINT64_MAX);
    uint32_t values = sw_unpack_array(reader, "births", UINT32_MAX, 1);
    uint64_t before = history->births > 0 ? history->birth[history->births - 1].tick : 0;

    if (values % SW_WILD_BIRTH_VALUES != 0 || (values > 0 && first != history->births + 1))
        sw_unpack_refuse(reader, "births", "leave ids out");
    for (uint32_t i = 0; i < values / SW_WILD_BIRTH_VALUES && !reader->failed; i++) {
        struct sw_wild_bounds bounds = {first + i - 1, figures->tick,
                                        sw_wild_cells(&history->settings) - 1};
        struct sw_wild_birth birth = sw_wild_read_birth(reader, first + i, &bounds);

        if (birth.tick < before)
            sw_unpack_refuse(reader, "births", "are not in the order of time");
        before = birth.tick;
        if (sw_wild_history_birth(history, &birth, error) != 0)
            return -1;
    }
    return 0;
}

static int read_deaths(struct sw_unpack *reader, struct sw_wild_history *history,
                       const struct sw_wild_figures *figures, struct sw_error *error)
{
    uint32_t values = sw_unpack_array(reader, "deaths", UINT32_MAX, 1);
    const struct sw_wild_bounds bounds = {history->births, figures->tick,
                                          sw_wild_cells(&history->settings) - 1};
    uint64_t before = history->deaths > 0 ? history->death[history->deaths - 1].tick : 0;

    if (values % SW_WILD_DEATH_VALUES != 0)
        sw_unpack_refuse(reader, "deaths", "has another length");
    for (uint32_t i = 0; i < values / SW_WILD_DEATH_VALUES && !reader->failed; i++) {
        struct sw_wild_death death = sw_wild_read_death(reader, &bounds);

        if (death.id == 0 || death.tick < before)
            sw_unpack_refuse(reader, "deaths", "are not in the order of time");
        before = death.tick;
        if (sw_wild_history_death(history, &death, error) != 0)
            return -1;
    }
    return 0;
}

static int read_page(const void *bytes, size_t size, struct sw_wild_history *history,
                     struct sw_error *error)
{
    struct sw_wild_figures figures = {0};
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "wild-page", 1, 6, error);
    read_figures(&reader, history, &figures);
    if (read_births(&reader, history, &figures, error) != 0 ||
        read_deaths(&reader, history, &figures, error) != 0)
        return -1;
    return sw_unpack_end(&reader) != 0 ? -1 : sw_wild_history_page(history, &figures, error);
}

int sw_wild_read_history(struct sw_store *store, struct sw_wild_history *history,
                         struct sw_error *error)
{
    if (read_settings(store, &history->settings, error) != 0)
        return -1;
    for (uint64_t number = 0;; number++) {
        const void *bytes;
        size_t size;
        int found = sw_store_get(store, SW_STORE_WILD_PAGE, number, 0, &bytes, &size, error);

        if (found <= 0)
            return found;
        if (read_page(bytes, size, history, error) != 0 ||
            sw_wild_read_walks(store, number, history, error) != 0 ||
            sw_wild_read_meals(store, number, history, error) != 0)
            return -1;
    }
}

/* ---- the state ---- */

void sw_wild_pack_body(struct sw_pack *pack, const struct sw_wild_body *body, uint32_t cell)
{
    sw_pack_uint(pack, body->id);
    sw_pack_uint(pack, body->parent);
    sw_pack_uint(pack, body->born);
    sw_pack_uint(pack, cell);
    sw_pack_uint(pack, (uint64_t)body->energy);
    sw_pack_uint(pack, body->size);
    sw_pack_uint(pack, body->heading);
    sw_pack_uint(pack, body->act);
    sw_pack_uint(pack, body->event);
    sw_pack_uint(pack, body->said);
    sw_pack_uint(pack, body->team);
    sw_pack_uint(pack, body->children);
}

static void pack_bodies(struct sw_pack *pack, const struct sw_wild_world *world)
{
    sw_pack_array(pack, world->bodies * BODY_VALUES);
    for (uint32_t i = 0; i < world->bodies; i++)
        sw_wild_pack_body(pack, &world->body[i], world->body[i].cell);
}

/* Of plants, in all worlds. */
static uint32_t colours_of(const struct sw_wild_world *world)
{
    return SW_WILD_COLOURS * (uint32_t)world->settings.worlds;
}

int sw_wild_put_state(struct sw_store *store, uint64_t number, const struct sw_wild_life *life,
                      const float *minds, struct sw_error *error)
{
    const struct sw_wild_world *world = life->world;
    uint32_t cells = sw_wild_cells(&world->settings), colours = colours_of(world);
    struct sw_pack *pack = sw_pack_begin("wild-state", 1, 9 + world->bodies);

    sw_pack_uint(pack, world->tick);
    sw_pack_uint(pack, world->next_id);
    sw_pack_uint(pack, world->feeds);
    sw_pack_array(pack, colours);
    for (uint32_t i = 0; i < colours; i++)
        sw_pack_uint(pack, world->due[i / SW_WILD_COLOURS][i % SW_WILD_COLOURS]);
    sw_pack_uint(pack, (uint64_t)world->ground);
    sw_pack_uint(pack, (uint64_t)world->sun);
    pack_totals(pack, &world->settings, &world->totals);
    sw_pack_array(pack, 2 * cells);
    for (uint32_t cell = 0; cell < cells; cell++) {
        sw_pack_uint(pack, world->thing[cell] < SW_WILD_BODY ? world->thing[cell] : SW_WILD_EMPTY);
        sw_pack_uint(pack, (uint64_t)world->energy[cell]);
    }
    pack_bodies(pack, world);
    for (uint32_t i = 0; i < world->bodies; i++)
        sw_pack_floats(pack, minds + (size_t)i * life->state_floats, life->state_floats);
    return put(store, SW_STORE_WILD_STATE, number, pack, error);
}

static void read_cells(struct sw_unpack *reader, struct sw_wild_world *world)
{
    uint32_t cells = sw_wild_cells(&world->settings);

    if (sw_unpack_array(reader, "cells", 2 * cells, 1) != 2 * cells)
        sw_unpack_refuse(reader, "cells", "has another length");
    for (uint32_t cell = 0; cell < cells; cell++) {
        world->thing[cell] = (uint32_t)sw_unpack_uint(reader, "cell", SW_WILD_BODY - 1);
        world->energy[cell] = (int32_t)sw_unpack_uint(reader, "energy", 2 * SW_WILD_FULL);
        if ((world->thing[cell] == SW_WILD_EMPTY) != (world->energy[cell] == 0))
            sw_unpack_refuse(reader, "cells", "has energy where nothing is");
    }
}

/* Where a body is, and its genome: false if it has none, or all homes are taken. */
static bool house(struct sw_wild_life *life, const uint32_t *home_of, struct sw_wild_body *body)
{
    body->rank = life->world->bodies % life->ranks;
    body->home = home_of != NULL            ? home_of[body->id]
                 : body->rank == life->rank ? sw_wild_life_enter(life)
                                            : SW_WILD_ELSEWHERE;
    return body->home != SW_WILD_ELSEWHERE || (home_of == NULL && body->rank != life->rank);
}

struct sw_wild_body sw_wild_unpack_body(struct sw_unpack *reader, uint64_t ids, uint64_t tick,
                                        uint32_t cells)
{
    struct sw_wild_body body = {.alive = 1};

    body.id = sw_unpack_uint(reader, "id", ids - 1);
    body.parent = sw_unpack_uint(reader, "parent", ids - 1);
    body.born = sw_unpack_uint(reader, "tick of birth", tick);
    body.cell = (uint32_t)sw_unpack_uint(reader, "cell", cells - 1);
    body.energy = (int32_t)sw_unpack_uint(reader, "energy", 2 * SW_WILD_FULL);
    body.size = (uint8_t)sw_unpack_uint(reader, "size", SW_WILD_SIZE_MAX);
    body.heading = (uint8_t)sw_unpack_uint(reader, "heading", 3);
    body.act = (uint8_t)sw_unpack_uint(reader, "act", SW_WILD_ACTS - 1);
    body.event = (uint8_t)sw_unpack_uint(reader, "event", SW_WILD_EVENTS - 1);
    body.said = (uint8_t)sw_unpack_uint(reader, "word", SW_WILD_WORDS - 1);
    body.team = (uint8_t)sw_unpack_uint(reader, "team", 1);
    body.children = (uint32_t)sw_unpack_uint(reader, "children", UINT32_MAX);
    return body;
}

static void read_body(struct sw_unpack *reader, struct sw_wild_life *life, const uint32_t *home_of,
                      uint64_t ids)
{
    struct sw_wild_world *world = life->world;
    uint64_t before = world->bodies > 0 ? world->body[world->bodies - 1].id : 0;
    struct sw_wild_body body =
        sw_wild_unpack_body(reader, ids, world->tick, sw_wild_cells(&world->settings));

    if (reader->failed)
        return;
    if (body.id <= before || body.size == 0 || world->thing[body.cell] != SW_WILD_EMPTY ||
        !house(life, home_of, &body)) {
        sw_unpack_refuse(reader, "bodies", "are not those of the chronicle");
        return;
    }
    world->thing[body.cell] = SW_WILD_BODY + world->bodies;
    world->body[world->bodies++] = body;
}

static void read_bodies(struct sw_unpack *reader, struct sw_wild_life *life,
                        const uint32_t *home_of, uint64_t ids)
{
    struct sw_wild_world *world = life->world;
    uint32_t values = sw_unpack_array(reader, "bodies", world->room * BODY_VALUES, 1);

    if (values % BODY_VALUES != 0)
        sw_unpack_refuse(reader, "bodies", "has another length");
    world->bodies = 0;
    for (uint32_t i = 0; i < values / BODY_VALUES && !reader->failed; i++)
        read_body(reader, life, home_of, ids);
}

/* What minds hold, of all; only those at home are kept. */
static int read_minds(struct sw_unpack *reader, struct sw_wild_life *life, struct sw_error *error)
{
    const struct sw_wild_world *world = life->world;
    float *other = sw_allocate_floats(life->state_floats, "reading minds", error);

    if (other == NULL)
        return -1;
    for (uint32_t i = 0; i < world->bodies && !reader->failed; i++) {
        uint32_t home = world->body[i].home;

        sw_unpack_floats(
            reader, "minds",
            home == SW_WILD_ELSEWHERE ? other : life->state + (size_t)home * life->state_floats,
            life->state_floats);
    }
    free(other);
    return 0;
}

int sw_wild_get_state(struct sw_store *store, uint64_t number, const void **bytes, size_t *size,
                      struct sw_error *error)
{
    int found = sw_store_get(store, SW_STORE_WILD_STATE, number, 0, bytes, size, error);

    if (found == 0 && number > 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "the store has no state of page %llu",
                       (unsigned long long)number);
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "the store has no state to go on from");
    return found < 0 ? -1 : 0;
}

int sw_wild_read_state(const void *bytes, size_t size, struct sw_wild_life *life,
                       const uint32_t *home_of, uint64_t ids, uint32_t living,
                       struct sw_error *error)
{
    struct sw_wild_world *world = life->world;
    uint32_t colours = colours_of(world);
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "wild-state", 1, 9 + living, error);
    world->tick = sw_unpack_uint(&reader, "tick", UINT64_MAX);
    world->next_id = sw_unpack_uint(&reader, "next id", UINT64_MAX);
    if (world->next_id != ids)
        sw_unpack_refuse(&reader, "next id", "is not that of the chronicle");
    world->feeds = sw_unpack_uint(&reader, "colours that feed", UINT64_MAX >> (64 - colours));
    if (sw_unpack_array(&reader, "plants due", colours, 1) != colours)
        sw_unpack_refuse(&reader, "plants due", "has another length");
    for (uint32_t i = 0; i < colours; i++)
        world->due[i / SW_WILD_COLOURS][i % SW_WILD_COLOURS] =
            (uint32_t)sw_unpack_uint(&reader, "plants due", UINT32_MAX);
    world->ground = (int64_t)sw_unpack_uint(&reader, "ground", UNITS_MOST);
    world->sun = (int64_t)sw_unpack_uint(&reader, "sun", UNITS_MOST);
    read_totals(&reader, &world->settings, &world->totals);
    read_cells(&reader, world);
    read_bodies(&reader, life, home_of, ids);
    if (world->bodies != living)
        sw_unpack_refuse(&reader, "bodies", "are not those of the chronicle");
    if (read_minds(&reader, life, error) != 0)
        return -1;
    if (!reader.failed && sw_wild_ledger(world) != SW_WILD_SUN)
        sw_unpack_refuse(&reader, "energy", "is not all that there is");
    return sw_unpack_end(&reader);
}

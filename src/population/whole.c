#include "population/whole.h"

#include "base/pack.h"
#include "population/breeding_private.h"

#include <stdlib.h>
#include <string.h>

/* Where somebody stands. */
struct sw_holder {
    uint64_t id;
    uint32_t island;
};

/* ---- plans, from homes to all ----
 *
 * A block of each rank: 8 bytes of length, then one record "plans": for each island whose home it
 * is, in order: id and line of its first parent before; its own settings; three numbers of each
 * litter (parent, mate, whether it is a clone), or of one litter if all are alike; ids of who
 * stands, a string of their scores and one of their observations; a string of scores and one of
 * observations of all members, empty where they were not asked for.
 */

enum { PLANS_VERSION = 2, VALUES_OF_AN_ISLAND = 8 + SW_OWNS };

static bool all_alike(const struct sw_births *births)
{
    const struct sw_litter *first = &births->litter[0];

    for (uint32_t i = 1; i < births->litters; i++)
        if (births->litter[i].parent != first->parent || births->litter[i].mate != first->mate ||
            births->litter[i].clone != first->clone)
            return false;
    return true;
}

static void pack_island(struct sw_pack *pack, const struct sw_breeding *breeding,
                        const struct sw_lived *lived, struct sw_whole_needs needs, uint32_t number,
                        const struct sw_island *island)
{
    uint32_t litters = all_alike(&island->births) ? 1 : island->births.litters;
    size_t members = (size_t)breeding->settings->run.members, width = breeding->breeder->width;
    size_t at = (number - breeding->hosting.first_island) * members;

    sw_pack_uint(pack, island->before);
    sw_pack_uint(pack, island->line_before);
    for (uint32_t i = 0; i < SW_OWNS; i++)
        sw_pack_uint(pack, (uint64_t)(island->births.strategy.power[i] + SW_OWN_POWER_MOST));
    sw_pack_array(pack, 3 * litters);
    for (uint32_t i = 0; i < litters; i++) {
        sw_pack_uint(pack, island->births.litter[i].parent);
        sw_pack_uint(pack, island->births.litter[i].mate);
        sw_pack_uint(pack, island->births.litter[i].clone);
    }
    sw_pack_array(pack, island->standing);
    for (uint32_t i = 0; i < island->standing; i++)
        sw_pack_uint(pack, island->stand[i].individual.id);
    sw_pack_array(pack, island->standing);
    for (uint32_t i = 0; i < island->standing; i++)
        sw_pack_single(pack, island->stand[i].score);
    sw_pack_floats(pack, island->stand_observed, island->standing * width);
    sw_pack_floats(pack, lived->score + at, needs.scores ? members : 0);
    sw_pack_floats(pack, needs.observed ? lived->observed + at * width : NULL,
                   needs.observed ? members * width : 0);
}

/* Owned by the caller; NULL when out of memory. */
static uint8_t *pack_plans(const struct sw_breeding *breeding, const struct sw_lived *lived,
                           struct sw_whole_needs needs, const struct sw_island *hosted,
                           size_t *size, struct sw_error *error)
{
    const struct sw_hosting *hosting = &breeding->hosting;
    uint32_t homes = hosting->end_home - hosting->first_home;
    struct sw_pack *pack = sw_pack_begin("plans", PLANS_VERSION, 1);
    size_t length = 0;
    void *record;
    uint8_t *block;

    sw_pack_array(pack, VALUES_OF_AN_ISLAND * homes);
    for (uint32_t i = hosting->first_home; i < hosting->end_home; i++)
        pack_island(pack, breeding, lived, needs, i, &hosted[i - hosting->first_island]);
    record = sw_pack_end(pack, &length, error);
    block = record == NULL ? NULL : sw_allocate(length + 8, 1, "telling plans", error);
    if (block != NULL) {
        uint64_t prefix = length;

        memcpy(block, &prefix, sizeof prefix);
        memcpy(block + 8, record, length);
        *size = length + 8;
    }
    free(record);
    return block;
}

static void unpack_litters(struct sw_unpack *reader, struct sw_births *births)
{
    uint32_t values = sw_unpack_array(reader, "litters", 3 * births->litters, 1);

    if (!reader->failed && values != 3 && values != 3 * births->litters)
        sw_unpack_refuse(reader, "litters", "are of another number");
    for (uint32_t i = 0; i < births->litters && !reader->failed; i++) {
        struct sw_litter *litter = &births->litter[i];

        if (values == 3 && i > 0) {
            litter->parent = births->litter[0].parent;
            litter->mate = births->litter[0].mate;
            litter->clone = births->litter[0].clone;
            continue;
        }
        litter->parent = sw_unpack_uint(reader, "parent", UINT64_MAX);
        litter->mate = sw_unpack_uint(reader, "mate", UINT64_MAX);
        litter->clone = sw_unpack_uint(reader, "clone", 1) != 0;
    }
}

static void unpack_standing(struct sw_unpack *reader, const struct sw_breeding *breeding,
                            struct sw_island *island)
{
    uint32_t most = breeding->breeder->stands ? breeding->settings->selection.standing : 0;
    uint32_t count = sw_unpack_array(reader, "standing members", most, 1), scores;

    for (uint32_t i = 0; i < count && !reader->failed; i++)
        island->stand[i].individual.id = sw_unpack_uint(reader, "standing member", UINT64_MAX);
    scores = sw_unpack_array(reader, "standing scores", most, 1);
    if (!reader->failed && scores != count)
        sw_unpack_refuse(reader, "standing scores", "are of another number");
    for (uint32_t i = 0; i < count && !reader->failed; i++)
        island->stand[i].score = sw_unpack_single(reader, "standing score");
    island->standing = reader->failed ? 0 : count;
    sw_unpack_floats(reader, "standing observations", island->stand_observed,
                     island->standing * (size_t)breeding->breeder->width);
}

/* One island, at its place in the whole; a hosted one is only passed over. */
static void unpack_island(struct sw_unpack *reader, const struct sw_breeding *breeding,
                          struct sw_whole_needs needs, uint64_t generation, uint32_t number,
                          struct sw_whole *whole, struct sw_island *passed)
{
    size_t members = (size_t)breeding->settings->run.members, width = breeding->breeder->width;
    struct sw_island *island =
        sw_hosting_here(&breeding->hosting, number) ? passed : &whole->next[number];

    island->before = sw_unpack_uint(reader, "parent before", UINT64_MAX);
    island->line_before = (uint32_t)sw_unpack_uint(reader, "line", UINT32_MAX);
    for (uint32_t i = 0; i < SW_OWNS; i++)
        island->births.strategy.power[i] =
            (int16_t)((int)sw_unpack_uint(reader, "own setting", 2 * SW_OWN_POWER_MOST) -
                      SW_OWN_POWER_MOST);
    unpack_litters(reader, &island->births);
    unpack_standing(reader, breeding, island);
    sw_unpack_floats(reader, "scores", needs.scores ? whole->score_room + number * members : NULL,
                     needs.scores ? members : 0);
    sw_unpack_floats(reader, "observations",
                     needs.observed ? whole->observed_room + number * members * width : NULL,
                     needs.observed ? members * width : 0);
    island->births.recombines =
        sw_schedule_scheme(breeding->breeder->schedule, generation + 1, number)->recombines;
}

/* The blocks of all ranks: islands in order. */
static int unpack_plans(const struct sw_breeding *breeding, struct sw_whole_needs needs,
                        uint64_t generation, const uint8_t *bytes, size_t size,
                        struct sw_whole *whole, struct sw_island *passed, struct sw_error *error)
{
    uint32_t number = 0;

    for (size_t at = 0; at + 8 <= size;) {
        struct sw_unpack reader;
        uint64_t length;
        uint32_t values;

        memcpy(&length, bytes + at, sizeof length);
        at += 8;
        if (length > size - at ||
            sw_unpack_begin(&reader, bytes + at, length, "plans", PLANS_VERSION, 1, error) != 0)
            break;
        at += length;
        values = sw_unpack_array(&reader, "islands", UINT32_MAX, 1);
        for (uint32_t i = 0;
             i < values / VALUES_OF_AN_ISLAND && number < breeding->islands && !reader.failed; i++)
            unpack_island(&reader, breeding, needs, generation, number++, whole, passed);
        if (sw_unpack_end(&reader) != 0)
            break;
    }
    if (number == breeding->islands)
        return 0;
    return sw_fail(error, SW_EXIT_INTERNAL, "what other ranks say of their islands is not a plan");
}

/* ---- the whole ---- */

static int make_room(struct sw_whole *whole, const struct sw_breeding *breeding,
                     struct sw_whole_needs needs, struct sw_error *error)
{
    static const char what[] = "gathering plans";
    size_t members = (size_t)breeding->islands * (size_t)breeding->settings->run.members;
    size_t width = breeding->breeder->width;
    bool failed;

    whole->next = sw_allocate(breeding->islands, sizeof *whole->next, what, error);
    failed = whole->next == NULL;
    for (uint32_t i = 0; i < breeding->islands && !failed; i++)
        failed = !sw_hosting_here(&breeding->hosting, i) &&
                 sw_island_create(&whole->next[i], breeding, error) != 0;
    if (needs.scores && !failed)
        whole->score = whole->score_room = sw_allocate_floats(members, what, error);
    if (needs.observed && !failed)
        whole->observed = whole->observed_room = sw_allocate_floats(members * width, what, error);
    return failed || (needs.scores && whole->score == NULL) ||
                   (needs.observed && whole->observed == NULL)
               ? -1
               : 0;
}

static int by_id(const void *a, const void *b)
{
    const struct sw_holder *one = a, *other = b;

    if (one->id != other->id)
        return one->id < other->id ? -1 : 1;
    return one->island < other->island ? -1 : one->island > other->island;
}

static bool born_just_now(const struct sw_breeding *breeding, uint64_t generation, uint64_t id,
                          uint32_t *island)
{
    struct sw_identity identity = sw_identity_of(sw_settings_space(breeding->settings), id);

    *island = identity.island;
    return !identity.founder && identity.generation == generation;
}

/* Who stood before stands here, as long as nothing was chosen yet; and a migrant that was under way
 * is where it is a parent. */
static int note_holders(struct sw_whole *whole, const struct sw_breeding *breeding,
                        uint64_t generation, struct sw_error *error)
{
    size_t room = 1;
    uint32_t born;

    for (uint32_t i = 0; i < breeding->islands; i++)
        room += whole->next[i].standing + breeding->litters;
    whole->holder = sw_allocate(room, sizeof *whole->holder, "gathering plans", error);
    if (whole->holder == NULL)
        return -1;
    for (uint32_t i = 0; i < breeding->islands; i++)
        for (uint32_t j = 0; j < whole->next[i].standing; j++) {
            uint64_t id = whole->next[i].stand[j].individual.id;

            if (!born_just_now(breeding, generation, id, &born))
                whole->holder[whole->holders++] = (struct sw_holder){id, i};
        }
    for (uint32_t i = 0; i < breeding->islands && breeding->settings->migration.delay > 0; i++)
        for (uint32_t j = 0; j < breeding->litters; j++) {
            uint64_t id = whole->next[i].births.litter[j].parent;

            if (!born_just_now(breeding, generation, id, &born))
                whole->holder[whole->holders++] = (struct sw_holder){id, i};
        }
    qsort(whole->holder, whole->holders, sizeof *whole->holder, by_id);
    return 0;
}

/* From all ranks. */
static int gather(struct sw_whole *whole, const struct sw_breeding *breeding, uint64_t generation,
                  const struct sw_lived *lived, struct sw_whole_needs needs,
                  struct sw_island *hosted, int failed, struct sw_error *error)
{
    struct sw_island passed = {0};
    uint8_t *mine = NULL;
    size_t size = 0, total = 0;
    void *all = NULL;

    if (!failed)
        failed = make_room(whole, breeding, needs, error) != 0 ||
                 sw_island_create(&passed, breeding, error) != 0;
    if (!failed) {
        mine = pack_plans(breeding, lived, needs, hosted, &size, error);
        failed = mine == NULL;
    }
    failed = sw_exchange_all(breeding->exchange, SW_TRAFFIC_PLANS, failed, mine, size, &all, &total,
                             error);
    if (failed == 0)
        failed = unpack_plans(breeding, needs, generation, all, total, whole, &passed, error);
    sw_island_clear(&passed);
    free(mine);
    free(all);
    return failed;
}

int sw_whole_begin(struct sw_whole *whole, const struct sw_breeding *breeding, uint64_t generation,
                   const struct sw_lived *lived, struct sw_whole_needs needs,
                   struct sw_island *hosted, int failed, struct sw_error *error)
{
    const struct sw_hosting *hosting = &breeding->hosting;

    memset(whole, 0, sizeof *whole);
    if (breeding->exchange == NULL) {
        whole->next = hosted;
        whole->score = lived->score;
        whole->observed = lived->observed;
        return failed ? -1 : 0;
    }
    failed = gather(whole, breeding, generation, lived, needs, hosted, failed, error) != 0;
    if (!failed) {
        memcpy(whole->next + hosting->first_island, hosted,
               sw_hosting_hosted(hosting) * sizeof *hosted);
        failed = (breeding->breeder->stands || breeding->settings->migration.delay > 0) &&
                 note_holders(whole, breeding, generation, error) != 0;
    }
    return sw_exchange_agree(breeding->exchange, failed, error);
}

void sw_whole_end(struct sw_whole *whole, const struct sw_breeding *breeding,
                  struct sw_island *hosted)
{
    const struct sw_hosting *hosting = &breeding->hosting;
    bool moved = false;

    if (breeding->exchange == NULL || whole->next == NULL)
        return;
    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++)
        moved |= whole->next[i].births.litter != NULL;
    if (moved)
        memcpy(hosted, whole->next + hosting->first_island,
               sw_hosting_hosted(hosting) * sizeof *hosted);
    memset(whole->next + hosting->first_island, 0, sw_hosting_hosted(hosting) * sizeof *hosted);
    sw_islands_free(whole->next, breeding->islands);
    free(whole->score_room);
    free(whole->observed_room);
    free(whole->holder);
    memset(whole, 0, sizeof *whole);
}

/* ---- journeys ---- */

struct route {
    const struct sw_whole *whole;
    const struct sw_breeding *breeding;
    uint64_t generation;
    struct sw_journey *journey; /* NULL: only counted */
    uint32_t journeys;
};

/* The island that has somebody, or UINT32_MAX. */
static uint32_t holder_of(const struct route *route, uint64_t id)
{
    const struct sw_whole *whole = route->whole;
    uint32_t island, low = 0, high = whole->holders;

    if (born_just_now(route->breeding, route->generation, id, &island))
        return island;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (whole->holder[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < whole->holders && whole->holder[low].id == id ? whole->holder[low].island
                                                               : UINT32_MAX;
}

/* Two islands that adopted one parent may both send it: each sender knows of its own letter only,
 * so whoever receives counts both. */
static bool noted(const struct route *route, const struct sw_journey *journey)
{
    for (uint32_t i = 0; i < route->journeys; i++)
        if (route->journey[i].id == journey->id && route->journey[i].to == journey->to &&
            route->journey[i].from == journey->from && route->journey[i].founds == journey->founds)
            return true;
    return false;
}

/* Somebody of island `holder` is needed on island `island`: on each of its ranks that does not host
 * the holder. */
static void need(struct route *route, uint32_t island, uint32_t holder, uint64_t id, bool founds)
{
    const struct sw_hosting *hosting = &route->breeding->hosting;
    uint32_t from, from_end, to, end;

    if (holder == UINT32_MAX || holder == island)
        return;
    sw_hosting_ranks(hosting, holder, &from, &from_end);
    sw_hosting_ranks(hosting, island, &to, &end);
    for (; to < end; to++) {
        struct sw_journey journey = {id, from, to, founds};
        bool has = from <= to && to < from_end;

        if (has || (from != hosting->rank && to != hosting->rank))
            continue;
        if (route->journey == NULL) {
            route->journeys++;
        } else if (!noted(route, &journey)) {
            route->journey[route->journeys++] = journey;
        }
    }
}

static void route_island(struct route *route, uint32_t number, bool restoring)
{
    const struct sw_island *island = &route->whole->next[number];

    if (island->refounded && island->births.recombines && !restoring) {
        need(route, number, island->origin.island[0], island->origin.parent, true);
        need(route, number, island->origin.island[1], island->origin.mate, true);
    }
    for (uint32_t i = 0; i < island->births.litters; i++) {
        const struct sw_litter *litter = &island->births.litter[i];

        need(route, number, holder_of(route, litter->parent), litter->parent, false);
        if (litter->mate != litter->parent)
            need(route, number, holder_of(route, litter->mate), litter->mate, false);
    }
    for (uint32_t i = 0; i < island->standing; i++) {
        uint64_t id = island->stand[i].individual.id;

        need(route, number, holder_of(route, id), id, false);
    }
}

int sw_whole_journeys(const struct sw_whole *whole, const struct sw_breeding *breeding,
                      uint64_t generation, bool restoring, struct sw_journey **out, uint32_t *count,
                      struct sw_error *error)
{
    struct route route = {whole, breeding, generation, NULL, 0};

    *out = NULL;
    *count = 0;
    for (uint32_t i = 0; i < breeding->islands; i++)
        route_island(&route, i, restoring);
    route.journey =
        sw_allocate((size_t)route.journeys + 1, sizeof *route.journey, "planning journeys", error);
    if (route.journey == NULL)
        return -1;
    route.journeys = 0;
    for (uint32_t i = 0; i < breeding->islands; i++)
        route_island(&route, i, restoring);
    *out = route.journey;
    *count = route.journeys;
    return 0;
}

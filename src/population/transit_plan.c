/* Who leaves for later, and who is taken: the choices of transit.h. */
#include "population/breeding_private.h"
#include "population/transit.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

bool sw_transit_departs(const struct sw_breeding *breeding, uint64_t generation)
{
    return breeding->settings->migration.delay > 0 && sw_migrates(breeding, generation);
}

/* One island as migration finds it, with its room. */
struct view {
    struct sw_migration_island island;
    const float *score; /* of its members */
    float *scores;
    uint32_t *parent;
};

static void close_view(struct view *view)
{
    free(view->scores);
    free(view->parent);
}

/* A hosted island. */
static int open_view(const struct sw_breeding *breeding, const struct sw_lived *lived,
                     uint32_t number, const struct sw_island *next, struct view *view,
                     struct sw_error *error)
{
    static const char what[] = "planning migration";
    size_t members = (size_t)breeding->settings->run.members, width = breeding->breeder->width;
    size_t at = (number - breeding->hosting.first_island) * members;
    size_t most =
        breeding->breeder->stands ? (size_t)breeding->settings->selection.standing : members;

    *view = (struct view){
        .score = lived->score + at,
        .scores = sw_allocate_floats(most, what, error),
        .parent = sw_allocate(breeding->litters, sizeof *view->parent, what, error),
    };
    if (view->scores == NULL || view->parent == NULL)
        return -1;
    sw_island_show(breeding, &next[number - breeding->hosting.first_island], view->score,
                   lived->observed == NULL ? NULL : lived->observed + at * width, view->scores,
                   view->parent, &view->island);
    return 0;
}

/* ---- leaving ---- */

struct leaving {
    const struct sw_breeding *breeding;
    const struct sw_lived *lived;
    const struct sw_island *next;
    uint64_t generation;
    struct sw_migration rule;
    struct sw_topology *topology;
    uint32_t (*ways)[2]; /* [islands] how many lead away, of members and of parents */
    bool *known;      /* [islands] here: as where somebody leaves, or as where somebody arrives */
    uint32_t *number; /* [islands] of the flight */
};

/* What kind an edge carries between two islands: 0 members, 1 parents, -1 nothing. */
static int kind_of(const struct leaving *leaving, uint32_t from, uint32_t to)
{
    struct sw_schedule *schedule = leaving->breeding->breeder->schedule;
    uint64_t coming = leaving->generation + 1;

    if (!sw_schedule_scheme(schedule, coming, to)->recombines)
        return 0;
    return sw_schedule_scheme(schedule, coming, from)->recombines ? 1 : -1;
}

static void each_way(struct leaving *leaving,
                     void (*visit)(struct leaving *leaving, uint32_t from, uint32_t to, int kind,
                                   struct sw_transit *transit),
                     struct sw_transit *transit)
{
    uint64_t seed = leaving->breeding->settings->run.seed;

    for (uint32_t to = 0; to < leaving->breeding->islands; to++) {
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_MIGRATION, leaving->generation, to);
        struct sw_edge edge = {.from = UINT32_MAX};

        while (sw_migration_carries(&leaving->rule, leaving->topology, to, &dice, &edge)) {
            int kind = kind_of(leaving, edge.from, to);

            if (kind >= 0)
                visit(leaving, edge.from, to, kind, transit);
        }
    }
}

static void count_way(struct leaving *leaving, uint32_t from, uint32_t to, int kind,
                      struct sw_transit *transit)
{
    const struct sw_hosting *hosting = &leaving->breeding->hosting;

    (void)transit;
    leaving->ways[from][kind]++;
    leaving->known[from] |= sw_hosting_here(hosting, from) || sw_hosting_here(hosting, to);
}

static void note_way(struct leaving *leaving, uint32_t from, uint32_t to, int kind,
                     struct sw_transit *transit)
{
    struct sw_departure *departure;

    if (!leaving->known[from])
        return;
    departure = &transit->flight[leaving->number[from]].departure;
    departure->way[departure->ways++] = (struct sw_route){to, kind == 1};
}

/* An island that is hosted here says who leaves it. */
static int fill(const struct leaving *leaving, struct sw_flight *flight, uint32_t most,
                bool parents, struct sw_error *error)
{
    const struct sw_breeding *breeding = leaving->breeding;
    const struct sw_island *next = &leaving->next[flight->from - breeding->hosting.first_island];
    struct sw_departure *departure = &flight->departure;
    uint32_t width = departure->width, count = 0;
    uint32_t *chosen = sw_allocate((size_t)most + 1, sizeof *chosen, "planning migration", error);
    struct view view;
    int result =
        open_view(breeding, leaving->lived, flight->from, leaving->next, &view, error) != 0 ||
                chosen == NULL
            ? -1
            : 0;

    if (result == 0 && most > 0)
        result = sw_migration_leave(&leaving->rule, &view.island, flight->from, most,
                                    breeding->settings->run.seed, leaving->generation, chosen,
                                    &count, error);
    for (uint32_t i = 0; i < count && result == 0; i++) {
        departure->emigrant[i] = (struct sw_emigrant){
            sw_island_candidate(breeding, leaving->generation, flight->from, next, chosen[i]),
            false, (double)view.island.score[chosen[i]]};
        if (width > 0)
            memcpy(departure->observed + (size_t)i * width,
                   view.island.observed + (size_t)chosen[i] * width, width * sizeof(float));
    }
    if (result == 0 && parents)
        departure->emigrant[most] = (struct sw_emigrant){
            sw_island_sent_parent(breeding, leaving->generation, flight->from, view.score), true,
            sw_scores_mean(view.island.score, view.island.count)};
    close_view(&view);
    free(chosen);
    return result;
}

static int begin_flight(const struct leaving *leaving, uint32_t from, uint64_t due,
                        struct sw_flight *flight, struct sw_error *error)
{
    static const char what[] = "planning migration";
    const struct sw_breeding *breeding = leaving->breeding;
    bool members = leaving->ways[from][0] > 0, parents = leaving->ways[from][1] > 0;
    uint32_t most = !members                                     ? 0
                    : leaving->rule.migrants < breeding->litters ? leaving->rule.migrants
                                                                 : breeding->litters;
    uint32_t places = most + (parents ? 1 : 0), width = breeding->breeder->width;
    struct sw_departure *departure = &flight->departure;

    flight->from = from;
    departure->due = due;
    departure->width = width;
    departure->emigrant = sw_allocate((size_t)places + 1, sizeof *departure->emigrant, what, error);
    departure->observed = sw_allocate_floats((size_t)places * width + 1, what, error);
    departure->way = sw_allocate((size_t)leaving->ways[from][0] + leaving->ways[from][1] + 1,
                                 sizeof *departure->way, what, error);
    flight->individual = sw_allocate((size_t)places + 1, sizeof *flight->individual, what, error);
    if (departure->emigrant == NULL || departure->observed == NULL || departure->way == NULL ||
        flight->individual == NULL)
        return -1;
    for (uint32_t i = 0; i < places; i++)
        departure->emigrant[i] = (struct sw_emigrant){SW_NOBODY, i == most, 0};
    departure->emigrants = places;
    return sw_hosting_here(&breeding->hosting, from) ? fill(leaving, flight, most, parents, error)
                                                     : 0;
}

static int begin_transit(struct leaving *leaving, struct sw_transit **out, struct sw_error *error)
{
    const struct sw_breeding *breeding = leaving->breeding;
    struct sw_transit *transit;

    *out = transit = sw_allocate(1, sizeof *transit, "planning migration", error);
    if (transit == NULL)
        return -1;
    transit->left = leaving->generation;
    transit->due = leaving->generation + breeding->settings->migration.delay;
    transit->flight = sw_allocate((size_t)breeding->islands + 1, sizeof *transit->flight,
                                  "planning migration", error);
    if (transit->flight == NULL)
        return -1;
    for (uint32_t i = 0; i < breeding->islands; i++) {
        if (!leaving->known[i])
            continue;
        leaving->number[i] = transit->flights++;
        if (begin_flight(leaving, i, transit->due, &transit->flight[leaving->number[i]], error) !=
            0)
            return -1;
    }
    each_way(leaving, note_way, transit);
    return 0;
}

int sw_transit_plan(const struct sw_breeding *breeding, uint64_t generation,
                    const struct sw_lived *lived, const struct sw_island *next,
                    struct sw_transit **out, struct sw_error *error)
{
    static const char what[] = "planning migration";
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, generation + 1, 0);
    struct sw_topology_rule connected = sw_settings_topology(settings);
    struct leaving leaving = {.breeding = breeding,
                              .lived = lived,
                              .next = next,
                              .generation = generation,
                              .rule = sw_settings_migration(settings)};
    int result = -1;

    *out = NULL;
    if (!sw_transit_departs(breeding, generation))
        return 0;
    leaving.topology = sw_topology_create(&connected, breeding->islands, settings->run.seed, error);
    leaving.ways = sw_allocate(breeding->islands, sizeof *leaving.ways, what, error);
    leaving.known = sw_allocate(breeding->islands, sizeof *leaving.known, what, error);
    leaving.number = sw_allocate(breeding->islands, sizeof *leaving.number, what, error);
    if (leaving.topology != NULL && leaving.ways != NULL && leaving.known != NULL &&
        leaving.number != NULL) {
        each_way(&leaving, count_way, NULL);
        result = begin_transit(&leaving, out, error);
    }
    sw_topology_destroy(leaving.topology);
    free(leaving.ways);
    free(leaving.known);
    free(leaving.number);
    return result;
}

/* ---- arriving ---- */

struct landing {
    const struct sw_breeding *breeding;
    const struct sw_lived *lived;
    uint64_t generation;
    struct sw_migration rule;
    struct sw_arrival *arrival; /* [most] */
    uint64_t *id;               /* [most] */
    struct sw_move *move;       /* [litters] */
    bool *taken;                /* [litters] */
};

/* Those of one flight that an island can take. */
static uint32_t gather(const struct landing *landing, const struct sw_flight *flight, uint32_t to,
                       bool recombines, uint32_t count)
{
    const struct sw_departure *departure = &flight->departure;

    for (uint32_t i = 0; i < departure->ways; i++) {
        if (departure->way[i].to != to || departure->way[i].parent != recombines)
            continue;
        for (uint32_t j = 0; j < departure->emigrants; j++) {
            const struct sw_emigrant *emigrant = &departure->emigrant[j];

            if (emigrant->parent != recombines || emigrant->id == SW_NOBODY)
                continue;
            landing->id[count] = emigrant->id;
            landing->arrival[count] =
                (struct sw_arrival){emigrant->score, flight->from, count, j,
                                    departure->observed + (size_t)j * departure->width};
            count++;
        }
    }
    return count;
}

static int land_on(const struct landing *landing, uint32_t to, struct sw_island *next,
                   struct sw_error *error)
{
    const struct sw_breeding *breeding = landing->breeding;
    struct sw_island *island = &next[to - breeding->hosting.first_island];
    struct sw_dice dice =
        sw_dice_at(breeding->settings->run.seed, SW_RANDOM_ARRIVALS, landing->generation, to);
    uint32_t arrivals = 0, moves;
    struct view view;
    int result;

    for (const struct sw_transit *transit = breeding->transit; transit != NULL;
         transit = transit->next)
        for (uint32_t i = 0; i < transit->flights && transit->due == landing->generation; i++)
            arrivals =
                gather(landing, &transit->flight[i], to, island->births.recombines, arrivals);
    if (arrivals == 0)
        return 0;
    result = open_view(breeding, landing->lived, to, next, &view, error);
    moves = result != 0 ? 0
                        : sw_migration_admit(&landing->rule, &view.island, to, landing->arrival,
                                             arrivals, &dice, landing->taken, landing->move);
    for (uint32_t i = 0; i < moves; i++)
        sw_litter_give_way(&island->births.litter[landing->move[i].litter],
                           landing->id[landing->move[i].candidate]);
    close_view(&view);
    return result;
}

/* Waits for those who are due: how many there can be for one island. */
static int receive(const struct sw_breeding *breeding, uint64_t generation, size_t *most,
                   struct sw_error *error)
{
    *most = 0;
    for (struct sw_transit *transit = breeding->transit; transit != NULL; transit = transit->next) {
        if (transit->due != generation)
            continue;
        if (sw_transit_receive(breeding, transit, error) != 0)
            return -1;
        for (uint32_t i = 0; i < transit->flights; i++)
            *most += transit->flight[i].departure.emigrants;
    }
    return 0;
}

int sw_transit_land(const struct sw_breeding *breeding, uint64_t generation,
                    const struct sw_lived *lived, struct sw_island *next, struct sw_error *error)
{
    static const char what[] = "taking migrants";
    struct landing landing = {
        .breeding = breeding,
        .lived = lived,
        .generation = generation,
        .rule =
            sw_settings_migration(sw_schedule_at(breeding->breeder->schedule, generation + 1, 0)),
    };
    size_t most;
    int result = receive(breeding, generation, &most, error);

    if (result != 0 || most == 0)
        return result;
    landing.arrival = sw_allocate(most, sizeof *landing.arrival, what, error);
    landing.id = sw_allocate(most, sizeof *landing.id, what, error);
    landing.move = sw_allocate(breeding->litters, sizeof *landing.move, what, error);
    landing.taken = sw_allocate(breeding->litters, sizeof *landing.taken, what, error);
    if (landing.arrival == NULL || landing.id == NULL || landing.move == NULL ||
        landing.taken == NULL)
        result = -1;
    for (uint32_t i = breeding->hosting.first_island;
         i < breeding->hosting.end_island && result == 0; i++)
        result = land_on(&landing, i, next, error);
    free(landing.arrival);
    free(landing.id);
    free(landing.move);
    free(landing.taken);
    return result;
}

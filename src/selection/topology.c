#include "selection/topology.h"

#include "base/number.h"
#include "base/random.h"
#include "selection/edges.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Row `to` of the bits says from whom island `to` receives: bit `from`. */
struct sw_topology {
    uint32_t islands, words; /* words of a row */
    struct sw_edges listed;  /* of a list, in (to, from) order; else none */
    uint64_t bits[];         /* [islands][words] */
};

static uint64_t *word_of(struct sw_topology *topology, uint32_t from, uint32_t to)
{
    return &topology->bits[(size_t)to * topology->words + from / 64];
}

static bool has(struct sw_topology *topology, uint32_t from, uint32_t to)
{
    return (*word_of(topology, from, to) >> from % 64 & 1) != 0;
}

/* An island never receives from itself: where few islands make a neighbour of it, there is none. */
static void add(struct sw_topology *topology, uint32_t from, uint32_t to)
{
    if (from != to)
        *word_of(topology, from, to) |= UINT64_C(1) << from % 64;
}

static void add_link(struct sw_topology *topology, uint32_t a, uint32_t b)
{
    add(topology, a, b);
    add(topology, b, a);
}

static void ring(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    (void)degree, (void)rewire, (void)seed;
    for (uint32_t i = 0; i < topology->islands; i++)
        add(topology, (i + topology->islands - 1) % topology->islands, i);
}

static void unconnected(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    (void)topology, (void)degree, (void)rewire, (void)seed;
}

static void both_ways(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    (void)degree, (void)rewire, (void)seed;
    for (uint32_t i = 0; i < topology->islands; i++)
        add_link(topology, i, (i + 1) % topology->islands);
}

/* Rows: the largest divisor that is no larger than the root. A prime number lies in one row, which
 * is both-ways. */
static void torus(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    uint32_t islands = topology->islands, rows = 1, columns;

    (void)degree, (void)rewire, (void)seed;
    for (uint32_t i = 1; i * i <= islands; i++)
        if (islands % i == 0)
            rows = i;
    columns = islands / rows;
    for (uint32_t y = 0; y < rows; y++)
        for (uint32_t x = 0; x < columns; x++) {
            add_link(topology, y * columns + x, y * columns + (x + 1) % columns);
            add_link(topology, y * columns + x, (y + 1) % rows * columns + x);
        }
}

static void full(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    (void)degree, (void)rewire, (void)seed;
    for (uint32_t to = 0; to < topology->islands; to++)
        for (uint32_t from = 0; from < topology->islands; from++)
            add(topology, from, to);
}

/* Each island draws by dice of its own, until it has as many different others. The fewer of those
 * that it has and those that it lacks are drawn, so a draw hits with a chance of a half or more. */
static void random_degree(struct sw_topology *topology, uint32_t degree, double rewire,
                          uint64_t seed)
{
    uint32_t others = topology->islands - 1;
    bool drop = degree > others / 2;
    uint32_t wanted = degree >= others ? 0 : drop ? others - degree : degree;

    (void)rewire;
    for (uint32_t to = 0; to < topology->islands; to++) {
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TOPOLOGY, to, 0);

        for (uint32_t from = 0; drop && from < topology->islands; from++)
            add(topology, from, to);
        for (uint32_t drawn = 0; drawn < wanted;) {
            uint32_t from = sw_dice_below(&dice, others);

            from += from >= to; /* all but itself */
            if (has(topology, from, to) != drop)
                continue;
            *word_of(topology, from, to) ^= UINT64_C(1) << from % 64;
            drawn++;
        }
    }
}

static uint32_t links_of(struct sw_topology *topology, uint32_t island)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < topology->words; i++)
        count +=
            (uint32_t)__builtin_popcountll(topology->bits[(size_t)island * topology->words + i]);
    return count;
}

/* The n-th island, from 0, that `island` is not linked with and is not. */
static uint32_t stranger_of(struct sw_topology *topology, uint32_t island, uint32_t n)
{
    const uint64_t *row = topology->bits + (size_t)island * topology->words;

    for (uint32_t word = 0;; word++) {
        uint64_t free = ~row[word];
        uint32_t count;

        if (word == island / 64)
            free &= ~(UINT64_C(1) << island % 64);
        count = (uint32_t)__builtin_popcountll(free);
        for (; n < count; n--, free &= free - 1)
            if (n == 0)
                return 64 * word + (uint32_t)__builtin_ctzll(free);
        n -= count;
    }
}

/* Watts and Strogatz 1998: a ring in which each island is linked with the nearest on either side;
 * then, lap after lap, each island's link with its neighbour at that distance is moved, with
 * probability `rewire`, to an island drawn uniformly from those that it is not linked with. */
static void small_world(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    uint32_t islands = topology->islands, reach = degree / 2 + degree % 2;
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TOPOLOGY, islands, 1);

    reach = reach < islands / 2 ? reach : islands / 2;
    for (uint32_t lap = 1; lap <= reach; lap++)
        for (uint32_t i = 0; i < islands; i++)
            add_link(topology, i, (i + lap) % islands);
    for (uint32_t lap = 1; lap <= reach; lap++)
        for (uint32_t i = 0; i < islands; i++) {
            uint32_t old = (i + lap) % islands, strangers = islands - 1 - links_of(topology, i),
                     now;

            if ((double)sw_dice_unit(&dice) >= rewire || strangers == 0)
                continue;
            now = stranger_of(topology, i, sw_dice_below(&dice, strangers));
            *word_of(topology, old, i) ^= UINT64_C(1) << old % 64;
            *word_of(topology, i, old) ^= UINT64_C(1) << i % 64;
            add_link(topology, i, now);
        }
}

static void listed(struct sw_topology *topology, uint32_t degree, double rewire, uint64_t seed)
{
    (void)degree, (void)rewire, (void)seed;
    for (uint32_t i = 0; i < topology->listed.count; i++)
        add(topology, topology->listed.edge[i].from, topology->listed.edge[i].to);
}

#define ROW(function, row_name, text, ...)                                                         \
    {.name = row_name, .description = text, .build = function, __VA_ARGS__},

static const struct sw_topology_row table[] = {SW_TOPOLOGY_ROWS(ROW, ROW)};

const struct sw_topology_row *sw_topology_row(uint32_t index)
{
    return index < sizeof table / sizeof *table ? &table[index] : NULL;
}

struct sw_topology *sw_topology_create(const struct sw_topology_rule *rule, uint32_t islands,
                                       uint64_t seed, struct sw_error *error)
{
    const struct sw_topology_row *row = sw_topology_row(rule->row);
    uint32_t words = (islands + 63) / 64;
    struct sw_topology *topology =
        sw_allocate(1, sizeof *topology + (size_t)islands * words * sizeof(uint64_t),
                    "connecting islands", error);

    if (topology == NULL)
        return NULL;
    topology->islands = islands;
    topology->words = words;
    if (row->lists && sw_edges_read(rule->edges, strlen(rule->edges), NULL, islands,
                                    &topology->listed, error) != 0) {
        free(topology);
        return NULL;
    }
    row->build(topology, rule->degree, rule->rewire, seed);
    return topology;
}

void sw_topology_destroy(struct sw_topology *topology)
{
    if (topology != NULL)
        sw_edges_free(&topology->listed);
    free(topology);
}

bool sw_topology_next(const struct sw_topology *topology, uint32_t to, struct sw_edge *edge)
{
    const uint64_t *row = topology->bits + (size_t)to * topology->words;
    uint32_t from = edge->from == UINT32_MAX ? 0 : edge->from + 1, word = from / 64;
    uint64_t bits = word < topology->words ? row[word] & UINT64_MAX << from % 64 : 0;

    while (bits == 0 && ++word < topology->words)
        bits = row[word];
    if (bits == 0)
        return false;
    edge->to = to;
    edge->from = 64 * word + (uint32_t)__builtin_ctzll(bits);
    edge->probability =
        topology->listed.count == 0 ? 1 : sw_edges_probability(&topology->listed, edge->from, to);
    return true;
}

int sw_topology_file(const char *text, size_t size, const char *name, uint32_t islands, char *out,
                     size_t room, struct sw_error *error)
{
    struct sw_edges edges;
    size_t length = 0;

    if (sw_edges_read(text, size, name, islands, &edges, error) != 0)
        return -1;
    out[0] = '\0';
    for (uint32_t i = 0; i < edges.count && length < room; i++) {
        const struct sw_edge *edge = &edges.edge[i];
        char number[SW_NUMBER_TEXT];
        bool sure = edge->probability == 1;

        length += (size_t)snprintf(out + length, room - length, "%s%u %u%s%s", i > 0 ? ", " : "",
                                   edge->from, edge->to, sure ? "" : " ",
                                   sure ? "" : sw_number_shortest(edge->probability, number));
    }
    sw_edges_free(&edges);
    if (length < room)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "%s holds more edges than migration.edges has room for (%zu characters, about "
                   "%zu edges); use fewer, or a topology with a rule",
                   name, room - 1, (room - 1) / 7);
}

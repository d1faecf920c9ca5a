#include "bench/bench.h"
#include "bench/scale.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "population/checkpoint.h"
#include "population/footprint.h"
#include "population/generation.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Parts are measured on several islands: what one rank has of many does not stay in its caches. */
enum { FEW = 32, MANY = 256, ISLANDS = 8, GENERATIONS = 4 };

/* A run in memory: settings and all that lives by them. */
struct stand {
    struct sw_bench *bench;
    struct sw_exchange *exchange;
    struct sw_settings settings;
    struct sw_breeder breeder;
    struct sw_breeding breeding;
    struct sw_generation generation;
    struct sw_records records;
};

/* Local; on several ranks the exchange has yet to be told. */
static int build(struct stand *stand, struct sw_bench *bench, struct sw_exchange *exchange,
                 int64_t islands, int64_t members)
{
    memset(stand, 0, sizeof *stand);
    stand->bench = bench;
    stand->exchange = exchange;
    stand->settings = bench->settings;
    stand->settings.run.islands = islands;
    stand->settings.run.members = members;
    if (sw_breeder_create(&stand->breeder, &stand->settings, &bench->layout, bench->error) != 0 ||
        sw_breeding_begin_among(&stand->breeding, &stand->settings, &stand->breeder, exchange,
                                bench->error) != 0)
        return -1;
    return sw_generation_create(&stand->generation, &stand->settings, &bench->layout, bench->worlds,
                                exchange, bench->error);
}

static void clear(struct stand *stand)
{
    sw_records_free(&stand->records);
    if (stand->generation.settings != NULL)
        sw_generation_destroy(&stand->generation);
    if (stand->breeding.settings != NULL)
        sw_breeding_end(&stand->breeding);
    if (stand->breeder.settings != NULL)
        sw_breeder_destroy(&stand->breeder);
}

/* ---- what the parts take ---- */

static int live(void *context)
{
    struct stand *stand = context;

    return sw_generation_live(&stand->generation, &stand->breeding, stand->bench->error);
}

static int breed(void *context)
{
    struct stand *stand = context;
    struct sw_lived lived = sw_generation_lived(&stand->generation);

    return sw_breeding_advance(&stand->breeding, &lived, stand->bench->error);
}

static int pack(void *context)
{
    struct stand *stand = context;
    struct sw_lived lived = sw_generation_lived(&stand->generation);
    struct sw_records none = {0};
    uint64_t every = (uint64_t)stand->settings.run.keyframe_every;

    stand->records.size = 0;
    if (stand->breeding.generation % every == 0)
        stand->breeding.generation++; /* keyframes are counted apart */
    return sw_checkpoint_lived(&stand->records, &stand->breeding, &lived, stand->bench->error) !=
                       0 ||
                   sw_checkpoint_bred(&stand->records, &none, &stand->breeding,
                                      stand->bench->error) != 0
               ? -1
               : 0;
}

static int draw(void *context)
{
    struct stand *stand = context;

    sw_litter_noise(&stand->breeder, &stand->breeding.island[0].births.litter[0], SW_LITTER_PAIRS,
                    stand->breeder.noise);
    return 0;
}

/* Of one island: seconds of each part, and bytes. */
struct parts {
    double live, breed, pack, noise, bytes, keyframe;
};

static int measure_parts(struct sw_bench *bench, int64_t members, struct parts *out)
{
    struct sw_exchange alone;
    struct sw_records keyframes = {0};
    struct stand stand;
    int result;

    sw_exchange_alone(&alone);
    result = build(&stand, bench, &alone, ISLANDS, members);
    if (result == 0) {
        out->live = sw_bench_time(bench, live, &stand) / ISLANDS;
        out->breed = sw_bench_time(bench, breed, &stand) / ISLANDS;
        out->noise = sw_bench_time(bench, draw, &stand) / SW_LITTER_MEMBERS;
        out->pack = sw_bench_time(bench, pack, &stand) / ISLANDS;
        out->bytes = (double)stand.records.size / ISLANDS;
        stand.breeding.generation = (uint64_t)stand.settings.run.keyframe_every;
        result = sw_checkpoint_bred(&stand.records, &keyframes, &stand.breeding, bench->error);
        out->keyframe = (double)keyframes.size / ISLANDS;
        result |= out->live < 0 || out->breed < 0 || out->noise < 0 || out->pack < 0 ? -1 : 0;
    }
    sw_records_free(&keyframes);
    clear(&stand);
    return result;
}

static double no_less(double value)
{
    return value > 0 ? value : 0;
}

/* Each part as a straight line: of an island of few members, and of many. */
static int measure_costs(struct sw_bench *bench, struct sw_scale_costs *out)
{
    struct parts few, many;
    double one, large, islands, stored;

    if (measure_parts(bench, FEW, &few) != 0 || measure_parts(bench, MANY, &many) != 0)
        return -1;
    one = sw_bench_store_seconds(bench, 1, MANY);
    large = sw_bench_store_seconds(bench, 1, 256 * MANY);
    islands = sw_bench_store_seconds(bench, 64, MANY);
    if (one < 0 || large < 0 || islands < 0)
        return -1;
    out->member = no_less(many.live - few.live) / (MANY - FEW);
    out->island = no_less(few.live - FEW * out->member);
    out->recombine = no_less(many.breed - few.breed) / (MANY - FEW);
    out->step = no_less(few.breed - FEW * out->recombine);
    out->pack = no_less(many.pack - few.pack) / (MANY - FEW);
    out->pack_island = no_less(few.pack - FEW * out->pack);
    out->record = no_less(many.bytes - few.bytes) / (MANY - FEW);
    out->record_island = no_less(few.bytes - FEW * out->record);
    out->noise = many.noise;
    out->keyframe = many.keyframe;
    stored = no_less(large - one) / (255 * MANY); /* packed and put */
    out->put = no_less(stored - out->pack);
    out->put_island = no_less((islands - one) / 63 - MANY * stored - out->pack_island);
    out->commit = no_less(one - MANY * stored - out->put_island - out->pack_island);
    return 0;
}

/* ---- a short run on the ranks that there are ---- */

/* Of a generation: core-seconds of the busiest rank, and seconds by the clock. The most of any
 * rank: litters that it recombined in a generation, bytes that it holds for islands and litters,
 * and what its process has ever had in memory. */
struct point {
    double working, seconds;
    uint64_t recombined, held, peak;
};

/* Weights and moments of parents, noise, rows of scores and seats. */
static uint64_t held_by(const struct stand *stand)
{
    const struct sw_brain_layout *layout = stand->breeder.layout;
    const struct sw_hosting *hosting = &stand->breeding.hosting;
    uint64_t weights = layout->floats * sizeof(float), arrays = 0;
    uint64_t litters = (uint64_t)sw_hosting_hosted(hosting) * stand->breeding.litters;

    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++) {
        const struct sw_island *island = sw_breeding_island(&stand->breeding, i);

        for (uint32_t j = 0; j < island->parents; j++)
            arrays += 1 + (island->parent[j].first != NULL) + (island->parent[j].second != NULL);
    }
    return arrays * weights +
           (hosting->end - hosting->first) * SW_NOISE_PAIRS *
               (layout->noise + layout->shape.sight_rows) * sizeof(float) +
           litters * SW_LITTER_MEMBERS * 4 * sizeof(float);
}

/* What this process has ever had in memory, in bytes. */
static uint64_t peak_memory(void)
{
    struct rusage usage = {0};

    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)usage.ru_maxrss * 1024;
}

/* Collective. */
static uint64_t most_of(struct sw_exchange *exchange, uint64_t mine)
{
    return (uint64_t)sw_exchange_most(exchange, (uint32_t)(mine / 1024)) * 1024;
}

/* Collective. Waiting does not count as work. */
static int live_here(struct sw_bench *bench, int64_t islands, int64_t members, struct point *out)
{
    struct sw_exchange *exchange = bench->exchange;
    struct stand stand;
    double seconds, working;
    int failed =
        sw_exchange_agree(exchange, build(&stand, bench, exchange, islands, members), bench->error);

    if (failed == 0)
        failed = sw_exchange_host(exchange, &stand.breeding.hosting, bench->error);
    if (failed == 0)
        failed = sw_bench_live(bench, &stand.generation, &stand.breeding);
    seconds = sw_clock_seconds();
    working = sw_clock_thread() - exchange->waited_working;
    stand.breeder.summed = 0;
    for (int i = 0; i < GENERATIONS && failed == 0; i++)
        failed = sw_bench_live(bench, &stand.generation, &stand.breeding);
    working = sw_clock_thread() - exchange->waited_working - working;
    out->seconds = (sw_clock_seconds() - seconds) / GENERATIONS;
    out->working = 1e-6 * sw_exchange_most(exchange, (uint32_t)(1e6 * working)) / GENERATIONS;
    out->recombined = sw_exchange_most(exchange, (uint32_t)stand.breeder.summed) / GENERATIONS;
    out->held = most_of(exchange, failed == 0 ? held_by(&stand) : 0);
    out->peak = most_of(exchange, peak_memory());
    sw_exchange_unhost(exchange);
    clear(&stand);
    return failed;
}

/* ---- telling ---- */

static const struct {
    uint64_t islands, members; /* of each */
} points[] = {{64, 64}, {1, 256}};

enum { POINTS = sizeof points / sizeof *points };

struct told {
    const struct sw_scale_run *run;
    struct sw_scale_costs costs;
    struct sw_scale_forecast forecast;
    struct sw_footprint coordinator;
    struct point point[POINTS];
    double foretold[POINTS];
};

static enum sw_loss worst_of(const struct sw_scale_forecast *forecast)
{
    enum sw_loss worst = SW_LOSS_UNEVEN;

    for (int i = 0; i < SW_LOSSES; i++)
        if (forecast->lost[i] > forecast->lost[worst])
            worst = (enum sw_loss)i;
    return worst;
}

static void tell_json(const struct told *told, uint32_t ranks)
{
    const struct sw_scale_forecast *forecast = &told->forecast;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "ranks", told->run->ranks);
    sw_json_count(&json, "members", told->run->members);
    sw_json_count(&json, "islands", told->run->islands);
    sw_json_real(&json, "seconds", forecast->seconds);
    sw_json_real(&json, "live", forecast->live);
    sw_json_real(&json, "breed", forecast->breed);
    sw_json_real(&json, "meet", forecast->meet);
    sw_json_real(&json, "store", forecast->store);
    sw_json_real(&json, "alone", forecast->alone);
    sw_json_real(&json, "efficiency", forecast->efficiency);
    sw_json_count(&json, "coordinator_bytes", told->coordinator.bytes);
    sw_json_real(&json, "sent", forecast->sent);
    sw_json_real(&json, "sent_member", forecast->sent / (double)told->run->members);
    sw_json_real(&json, "growth", forecast->growth);
    sw_json_text(&json, "breaks", sw_loss_name(worst_of(forecast)));
    sw_json_count(&json, "limit", forecast->limit);
    sw_json_open(&json, "measured", '[');
    for (int i = 0; i < POINTS; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_count(&json, "ranks", ranks);
        sw_json_count(&json, "islands", points[i].islands);
        sw_json_count(&json, "members", points[i].members);
        sw_json_real(&json, "foretold", told->foretold[i]);
        sw_json_real(&json, "working", told->point[i].working);
        sw_json_real(&json, "seconds", told->point[i].seconds);
        sw_json_count(&json, "recombined", told->point[i].recombined);
        sw_json_count(&json, "held", told->point[i].held);
        sw_json_count(&json, "peak", told->point[i].peak);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_json_close(&json, '}');
}

static void line(const char *what, const char *value)
{
    printf("  %-34s %s\n", what, value);
}

static void line_seconds(const char *what, double seconds)
{
    char text[SW_NUMBER_TEXT];

    snprintf(text, sizeof text, "%.4g ms", 1e3 * seconds);
    line(what, text);
}

static void tell_point(const struct told *told, int i)
{
    const struct point *point = &told->point[i];
    char text[SW_NUMBER_TEXT];

    printf("  %u island%s of %u\n", (unsigned)points[i].islands, points[i].islands > 1 ? "s" : "",
           (unsigned)points[i].members);
    line_seconds("  work, estimated", told->foretold[i]);
    line_seconds("  work, measured", point->working);
    line_seconds("  by the clock", point->seconds);
    line("  litters recombined", sw_number_count(point->recombined, text));
    line("  holds for islands and litters", sw_number_bytes(point->held, text));
    line("  peak memory of its process", sw_number_bytes(point->peak, text));
}

static void tell_text(const struct told *told, uint32_t ranks)
{
    const struct sw_scale_forecast *forecast = &told->forecast;
    char a[SW_NUMBER_TEXT], b[SW_NUMBER_TEXT], c[SW_NUMBER_TEXT];

    printf("%s ranks, %s members on %s islands\n", sw_number_count(told->run->ranks, a),
           sw_number_count(told->run->members, b), sw_number_count(told->run->islands, c));
    line_seconds("a generation", forecast->seconds);
    line_seconds("  lives of the busiest rank", forecast->live);
    line_seconds("  its breeding and records", forecast->breed);
    line_seconds("  messages", forecast->meet);
    line_seconds("  rank 0 stores", forecast->store);
    line("efficiency", sw_number_share(forecast->efficiency, a));
    line("memory of rank 0", sw_number_bytes(told->coordinator.bytes, a));
    snprintf(a, sizeof a, "%.3g a member", forecast->sent / (double)told->run->members);
    line("bytes sent in a generation", a);
    line("the store grows a generation by", sw_number_bytes((uint64_t)forecast->growth, a));
    line("what costs most", sw_loss_name(worst_of(forecast)));
    if (forecast->limit > 0)
        line("efficiency is below 90 % from ranks", sw_number_count(forecast->limit, a));
    printf("here, on %u rank%s, the busiest rank in a generation:\n", ranks, ranks > 1 ? "s" : "");
    for (int i = 0; i < POINTS; i++)
        tell_point(told, i);
}

static double foretell_point(const struct told *told, uint32_t ranks, int i)
{
    struct sw_scale_run run = {.ranks = ranks,
                               .members = points[i].islands * points[i].members,
                               .islands = points[i].islands,
                               .litter = told->run->litter,
                               .keyframe_every = told->run->keyframe_every};
    struct sw_scale_forecast forecast = sw_scale_forecast(&told->costs, &run);

    return forecast.live + forecast.breed;
}

static int check(const struct sw_scale_run *run, struct sw_error *error)
{
    if (run->islands > SW_ISLANDS_MAX)
        return sw_fail(error, SW_EXIT_USAGE, "%llu islands are more than a run can have (%u)",
                       (unsigned long long)run->islands, SW_ISLANDS_MAX);
    if (run->members % run->islands != 0 || run->members / run->islands % 2 != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%llu members on %llu islands are not an even number on each; give other "
                       "--members or --islands",
                       (unsigned long long)run->members, (unsigned long long)run->islands);
    if (run->members / run->islands > SW_ISLAND_MEMBERS_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%llu members on one island are more than it can have (%u); give more "
                       "--islands",
                       (unsigned long long)(run->members / run->islands), SW_ISLAND_MEMBERS_MAX);
    return 0;
}

int sw_bench_scale(struct sw_bench *bench, const struct sw_bench_scale_request *request)
{
    uint64_t each = (uint64_t)bench->settings.run.members, islands = request->islands;
    struct sw_scale_run run = {.ranks = request->ranks,
                               .members = request->members,
                               .litter = sw_settings_litter(&bench->settings),
                               .keyframe_every = (uint64_t)bench->settings.run.keyframe_every};
    struct told told = {.run = &run};
    struct sw_settings settings = bench->settings;
    int failed;

    if (islands == 0)
        islands = request->members > each ? request->members / each : 1;
    run.islands = islands;
    failed = check(&run, bench->error);
    if (failed == 0 && bench->exchange->rank == 0)
        failed = measure_costs(bench, &told.costs);
    failed = sw_exchange_agree(bench->exchange, failed, bench->error);
    for (int i = 0; i < POINTS && failed == 0; i++)
        failed = live_here(bench, (int64_t)points[i].islands, (int64_t)points[i].members,
                           &told.point[i]);
    if (failed != 0 || bench->exchange->rank != 0)
        return failed;
    told.costs.latency = 1e-6 * (double)request->latency;
    told.costs.bandwidth = 1e9 / 8 * (double)request->bandwidth;
    told.forecast = sw_scale_forecast(&told.costs, &run);
    settings.run.islands = (int64_t)run.islands;
    settings.run.members = (int64_t)(run.members / run.islands);
    told.coordinator = sw_footprint(&settings, &bench->layout, (uint32_t)run.ranks);
    for (int i = 0; i < POINTS; i++)
        told.foretold[i] = foretell_point(&told, bench->exchange->ranks, i);
    if (bench->json)
        tell_json(&told, bench->exchange->ranks);
    else
        tell_text(&told, bench->exchange->ranks);
    bench->told++;
    return 0;
}

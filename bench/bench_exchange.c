#include "bench/bench.h"

#include "population/checkpoint.h"
#include "population/generation.h"

#include <stdio.h>

enum { GENERATIONS = 10 };

/* What rank 0 would store is only counted. */
static int pass_over(void *context, const void *bytes, size_t size, struct sw_error *error)
{
    (void)context, (void)bytes, (void)size, (void)error;
    return 0;
}

int sw_bench_live(struct sw_bench *bench, struct sw_generation *generation,
                  struct sw_breeding *breeding)
{
    struct sw_records records = {0}, keyframes = {0};
    struct sw_lived lived;
    int failed = sw_generation_live(generation, breeding, bench->error);

    if (failed != 0)
        return -1;
    lived = sw_generation_lived(generation);
    failed = sw_checkpoint_lived(&records, breeding, &lived, bench->error);
    if (failed == 0)
        failed = sw_breeding_advance(breeding, &lived, bench->error);
    if (failed == 0)
        failed = sw_checkpoint_bred(&records, &keyframes, breeding, bench->error);
    failed = sw_exchange_gather(bench->exchange, SW_TRAFFIC_RECORDS, failed, records.bytes,
                                records.size, pass_over, NULL, bench->error);
    sw_exchange_most(bench->exchange, 0); /* who wants to stop */
    sw_records_free(&records);
    sw_records_free(&keyframes);
    return failed;
}

/* Collective. All that a run of these settings has, on all ranks, for some generations. */
static int live_all(struct sw_bench *bench, const struct sw_settings *settings, uint64_t *sent)
{
    struct sw_exchange *exchange = bench->exchange;
    struct sw_generation generation = {0};
    struct sw_breeding breeding = {0};
    struct sw_breeder breeder = {0}; /* its schedule is that of these settings */
    uint64_t before;
    int failed = sw_breeder_create(&breeder, settings, &bench->layout, bench->error);

    if (failed == 0)
        failed = sw_breeding_begin_among(&breeding, settings, &breeder, exchange, bench->error);
    if (failed == 0)
        failed = sw_generation_create(&generation, settings, &bench->layout, bench->worlds,
                                      exchange, bench->error);
    failed = sw_exchange_agree(exchange, failed, bench->error);
    if (failed == 0)
        failed = sw_exchange_host(exchange, &breeding.hosting, bench->error);
    before = sw_exchange_sent(exchange);
    for (int i = 0; i < GENERATIONS && failed == 0; i++)
        failed = sw_bench_live(bench, &generation, &breeding);
    *sent = sw_exchange_sum(exchange, sw_exchange_sent(exchange) - before);
    sw_exchange_unhost(exchange);
    if (generation.settings != NULL)
        sw_generation_destroy(&generation);
    if (breeding.settings != NULL)
        sw_breeding_end(&breeding);
    if (breeder.settings != NULL)
        sw_breeder_destroy(&breeder);
    return failed;
}

/* Lives generations of the defaults on all ranks, and tells what was sent, as the exchange counted
 * it: payload of all ranks, without what MPI adds. */
static int measure(struct sw_bench *bench, const char *name, enum sw_game_id game,
                   enum sw_partner partner, double *most)
{
    struct sw_settings settings = bench->settings;
    uint64_t sent = 0;
    double each;
    char full[64];
    int result;

    settings.phase[0].game = game;
    /* solo, language */
    settings.phase[0].evolve = sw_game_speaker(sw_game_row(game)) == NULL ? 1 : 2;
    settings.life.partner = partner;
    result = live_all(bench, &settings, &sent);
    each = (double)sent / GENERATIONS / ((double)settings.run.islands * settings.run.members);
    *most = each > *most ? each : *most;
    snprintf(full, sizeof full, "exchange.%s", name);
    if (bench->exchange->rank == 0 && result == 0)
        sw_bench_tell(bench, full, (double)sent / GENERATIONS, SW_BENCH_ALONE);
    return result;
}

int sw_bench_exchange(struct sw_bench *bench)
{
    double most = 0, other = 0;

    if (sw_bench_wild_ranks(bench) != 0 || sw_bench_split_ranks(bench) != 0)
        return -1;
    if ((sw_bench_wants(bench, "exchange.wild") || sw_bench_wants(bench, "exchange.split")) &&
        !sw_bench_wants(bench, "exchange.solo"))
        return 0;
    if (measure(bench, "solo", SW_GAME_SOLO, SW_PARTNER_SELF, &most) != 0 ||
        measure(bench, "relay", SW_GAME_RULE_RELAY, SW_PARTNER_SELF, &most) != 0 ||
        measure(bench, "relay.other", SW_GAME_RULE_RELAY, SW_PARTNER_OTHER, &other) != 0)
        return -1;
    if (bench->exchange->rank == 0)
        sw_bench_tell(bench, "exchange.member", most, SW_BENCH_ALONE);
    return 0;
}

#include "bench/bench.h"

#include "population/generation.h"

#include <stdio.h>

enum { GENERATIONS = 10 };

/* Lives generations of the defaults on all ranks, and tells what was sent, as the exchange counted
 * it: payload of all ranks, without what MPI adds. */
static int measure(struct sw_bench *bench, const char *name, enum sw_game_id game,
                   enum sw_partner partner)
{
    struct sw_exchange *exchange = bench->exchange;
    struct sw_settings settings = bench->settings;
    struct sw_generation generation;
    struct sw_breeding breeding;
    uint64_t before, sent;
    char full[64];
    int result;

    settings.phase[0].game = game;
    /* solo, language */
    settings.phase[0].evolve = sw_game_speaker(sw_game_row(game)) == NULL ? 1 : 2;
    settings.partner = partner;
    bench->breeder.settings = &settings;
    result = sw_breeding_begin(&breeding, &settings, &bench->breeder, bench->error);
    if (sw_exchange_agree(exchange, result, bench->error) == 0) {
        result = sw_generation_create(&generation, &settings, &bench->layout, bench->worlds,
                                      exchange, bench->error);
        result = sw_exchange_agree(exchange, result, bench->error);
        before = exchange->token_bytes + exchange->score_bytes;
        for (int i = 0; i < GENERATIONS && result == 0; i++)
            result = sw_generation_live(&generation, &breeding, bench->error);
        sent = sw_exchange_sum(exchange, exchange->token_bytes + exchange->score_bytes - before);
        snprintf(full, sizeof full, "exchange.%s", name);
        if (exchange->rank == 0 && result == 0)
            sw_bench_tell(bench, full, (double)sent / GENERATIONS, SW_BENCH_ALONE);
        if (generation.settings != NULL)
            sw_generation_destroy(&generation);
    } else {
        result = -1;
    }
    if (breeding.settings != NULL)
        sw_breeding_end(&breeding);
    bench->breeder.settings = &bench->settings;
    return result;
}

int sw_bench_exchange(struct sw_bench *bench)
{
    if (measure(bench, "solo", SW_GAME_SOLO, SW_PARTNER_SELF) != 0 ||
        measure(bench, "relay", SW_GAME_RULE_RELAY, SW_PARTNER_SELF) != 0)
        return -1;
    return measure(bench, "relay.other", SW_GAME_RULE_RELAY, SW_PARTNER_OTHER);
}

#include "bench/bench.h"

#include "population/generation.h"

#include <string.h>

/* A run on Rastrigin's function of 1,000 numbers, with the defaults of all else. */
struct stand {
    struct sw_bench *bench;
    struct sw_settings settings;
    struct sw_brain_layout layout;
    struct sw_breeder breeder;
    struct sw_breeding breeding;
    struct sw_generation generation;
    struct sw_landscape *landscape;
    double sum; /* of values, so that none can be left out */
};

static uint32_t members(const struct stand *stand)
{
    return stand->settings.run.islands * stand->settings.run.members;
}

/* The bare function: as often as a generation has members, on a member that is there. */
static int evaluate(void *context)
{
    struct stand *stand = context;

    for (uint32_t i = 0; i < members(stand); i++)
        stand->sum +=
            sw_landscape_value(stand->landscape, stand->breeding.island[0].parent[0].weights, NULL);
    return 0;
}

/* A generation: noise drawn, members evaluated, scores gathered, children recombined. */
static int live(void *context)
{
    struct stand *stand = context;
    struct sw_lived lived;

    if (sw_generation_live(&stand->generation, &stand->breeding, stand->bench->error) != 0)
        return -1;
    lived = sw_generation_lived(&stand->generation);
    return sw_breeding_advance(&stand->breeding, &lived, stand->bench->error);
}

static int build(struct stand *stand)
{
    struct sw_error *error = stand->bench->error;
    struct sw_settings *settings = &stand->settings;
    struct sw_brain_shape shape;

    *settings = stand->bench->settings;
    if (sw_parameters_assign(sw_settings_table, settings, "worlds.source=function:rastrigin",
                             error) != 0 ||
        sw_parameters_assign(sw_settings_table, settings, "worlds.dimension=1000", error) != 0)
        return -1;
    shape = sw_settings_shape(settings);
    stand->landscape =
        sw_landscape_create(sw_settings_function(settings), settings->worlds.dimension, false,
                            false, settings->run.seed, error);
    if (stand->landscape == NULL || sw_brain_layout(&shape, &stand->layout, error) != 0 ||
        sw_breeder_create(&stand->breeder, settings, &stand->layout, error) != 0 ||
        sw_breeding_begin(&stand->breeding, settings, &stand->breeder, error) != 0)
        return -1;
    return sw_generation_create(&stand->generation, settings, &stand->layout, NULL,
                                stand->bench->exchange, error);
}

static void clear(struct stand *stand)
{
    if (stand->generation.settings != NULL)
        sw_generation_destroy(&stand->generation);
    if (stand->breeding.settings != NULL)
        sw_breeding_end(&stand->breeding);
    if (stand->breeder.settings != NULL)
        sw_breeder_destroy(&stand->breeder);
    sw_landscape_destroy(stand->landscape);
}

int sw_bench_function(struct sw_bench *bench)
{
    struct stand stand = {.bench = bench};
    int (*const work[2])(void *) = {live, evaluate};
    void *const context[2] = {&stand, &stand};
    double seconds[2], ratio = -1;

    if (build(&stand) == 0)
        ratio = sw_bench_compare(bench, work, context, seconds);
    if (ratio >= 0) {
        sw_bench_tell(bench, "function.bare", members(&stand) / seconds[1], SW_BENCH_ALONE);
        sw_bench_tell(bench, "function.generation", members(&stand) / seconds[0], ratio);
    }
    clear(&stand);
    return ratio < 0 ? -1 : 0;
}

#include "agent/context_mind.h"

#include <stdlib.h>
#include <string.h>

struct sw_context_mind {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_forecast_mind *mind;
    const float *weights; /* borrowed */
    bool told;
    float *now;      /* [floats] the weights with what is fast in them */
    float *gradient; /* [floats] of one transition */
    float *z;        /* [entities][facts] */
    float *slope;    /* [entities][facts] scratch */
    float *rate;     /* [facts padded] */
};

static uint32_t cells_of(const struct sw_brain_layout *layout)
{
    return layout->shape.forecast.entities * layout->shape.forecast.facts;
}

static uint32_t rates_of(const struct sw_brain_layout *layout)
{
    return layout->tensor[SW_CONTEXT_RATES].stride;
}

struct sw_context_mind *sw_context_mind_create(const struct sw_brain_layout *layout,
                                               struct sw_error *error)
{
    static const char doing[] = "making a mind with fast weights";
    struct sw_context_mind *mind = sw_allocate(1, sizeof *mind, doing, error);
    size_t cells = cells_of(layout);

    if (mind == NULL)
        return NULL;
    mind->layout = layout;
    mind->mind = sw_forecast_mind_create(layout, error);
    mind->now =
        sw_allocate_floats(2 * (size_t)layout->floats + 2 * cells + rates_of(layout), doing, error);
    if (mind->mind == NULL || mind->now == NULL) {
        sw_context_mind_destroy(mind);
        return NULL;
    }
    mind->gradient = mind->now + layout->floats;
    mind->rate = mind->gradient + layout->floats;
    mind->z = mind->rate + rates_of(layout);
    mind->slope = mind->z + cells;
    return mind;
}

void sw_context_mind_destroy(struct sw_context_mind *mind)
{
    if (mind == NULL)
        return;
    sw_forecast_mind_destroy(mind->mind);
    free(mind->now);
    free(mind);
}

static bool is_empty(const float *z, uint32_t facts)
{
    for (uint32_t d = 0; d < facts; d++)
        if (z[d] != 0)
            return false;
    return true;
}

/* The rows that an entity stands in, with what is known of it. */
static void apply(struct sw_context_mind *mind)
{
    const struct sw_forecast_senses *senses = &mind->layout->shape.forecast;
    const struct sw_brain_layout *layout = mind->layout;
    uint32_t H = layout->shape.hidden, D = senses->facts;

    for (uint32_t e = 0; e < senses->entities; e++) {
        const float *z = mind->z + (size_t)e * D;

        for (uint32_t s = 0; s < senses->slots && !is_empty(z, D); s++) {
            uint32_t row = s * senses->entities + e;
            float *now = mind->now + layout->tensor[SW_FORECAST_TABLE].offset + (size_t)row * H;

            memcpy(now, sw_tensor_row(layout, mind->weights, SW_FORECAST_TABLE, row),
                   H * sizeof *now);
            for (uint32_t d = 0; d < D; d++)
                if (z[d] != 0)
                    mind->mind->kernel.add_scaled(
                        now, sw_tensor_row(layout, mind->weights, SW_CONTEXT_WAYS, s * D + d), z[d],
                        H);
        }
    }
}

void sw_context_mind_begin(struct sw_context_mind *mind, const float *weights, const float *told)
{
    const struct sw_brain_layout *layout = mind->layout;
    uint32_t D = layout->shape.forecast.facts, rates = rates_of(layout);

    mind->weights = weights;
    mind->told = told != NULL;
    memcpy(mind->now, weights, layout->floats * sizeof *weights);
    memcpy(mind->rate, sw_tensor_row(layout, weights, SW_CONTEXT_RATES, 0),
           rates * sizeof *weights);
    mind->mind->kernel.exponentials(mind->rate, D, rates);
    if (told != NULL)
        memcpy(mind->z, told, cells_of(layout) * sizeof *told);
    else
        memset(mind->z, 0, cells_of(layout) * sizeof *mind->z);
    if (told != NULL)
        apply(mind);
}

void sw_context_mind_forecast(struct sw_context_mind *mind,
                              const struct sw_forecast_percept *percept, uint8_t *fate)
{
    sw_forecast_mind_think(mind->mind, mind->now, percept);
    sw_forecast_mind_choose(mind->mind, percept, fate);
}

/* How the likelihood goes with z, and, into `ways` (may be NULL), with the ways of the slots. */
static void slope_of_facts(struct sw_context_mind *mind, float *ways)
{
    const struct sw_forecast_senses *senses = &mind->layout->shape.forecast;
    const struct sw_brain_layout *layout = mind->layout;
    const struct sw_kernel *kernel = &mind->mind->kernel;
    uint32_t H = layout->shape.hidden, D = senses->facts;

    memset(mind->slope, 0, cells_of(layout) * sizeof *mind->slope);
    for (uint32_t row = 0; row < senses->slots * senses->entities; row++) {
        uint32_t s = row / senses->entities, e = row % senses->entities;
        const float *got = sw_tensor_row(layout, mind->gradient, SW_FORECAST_TABLE, row);
        float *z = mind->z + (size_t)e * D, *slope = mind->slope + (size_t)e * D;

        if (is_empty(got, H))
            continue;
        for (uint32_t d = 0; d < D; d++) {
            slope[d] += kernel->dot(
                got, sw_tensor_row(layout, mind->weights, SW_CONTEXT_WAYS, s * D + d), H);
            if (ways != NULL && z[d] != 0)
                kernel->add_scaled(ways + (size_t)(s * D + d) * H, got, z[d], H);
        }
    }
}

/* What the changes so far were worth: rates of which more would have been better grow. */
static void slope_of_rates(const struct sw_context_mind *mind, float *rates)
{
    uint32_t D = mind->layout->shape.forecast.facts;

    for (uint32_t i = 0; i < cells_of(mind->layout); i++)
        rates[i % D] += mind->slope[i] * mind->z[i];
}

static void move(struct sw_context_mind *mind)
{
    uint32_t D = mind->layout->shape.forecast.facts;

    for (uint32_t i = 0; i < cells_of(mind->layout); i++)
        mind->z[i] += mind->rate[i % D] * mind->slope[i];
    apply(mind);
}

float sw_context_mind_live(struct sw_context_mind *mind, const struct sw_forecast_percept *percept,
                           const float *back, float *gradient, bool still)
{
    const struct sw_brain_layout *layout = mind->layout;
    float score;

    still = still || mind->told;
    sw_forecast_mind_think(mind->mind, mind->now, percept);
    if (still && gradient == NULL)
        return sw_forecast_mind_judge(mind->mind, percept, NULL, NULL);
    memset(mind->gradient, 0, layout->floats * sizeof *mind->gradient);
    score = sw_forecast_mind_judge(mind->mind, percept, back, mind->gradient);
    slope_of_facts(mind, gradient == NULL || back == NULL
                             ? NULL
                             : mind->gradient + layout->tensor[SW_CONTEXT_WAYS].offset);
    if (gradient != NULL) {
        slope_of_rates(mind, mind->gradient + layout->tensor[SW_CONTEXT_RATES].offset);
        mind->mind->kernel.add_scaled(gradient, mind->gradient, 1, layout->floats);
    }
    if (!still)
        move(mind);
    return score;
}

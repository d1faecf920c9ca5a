#include "agent/forecast_mind.h"

#include "agent/fates.h"

#include <stdlib.h>
#include <string.h>

enum { TILES = (SW_FORECAST_KINDS_MAX + SW_TILE - 1) / SW_TILE };

static uint32_t fate_stride(const struct sw_forecast_mind *mind)
{
    return mind->layout->tensor[SW_FORECAST_HEAD].stride;
}

struct sw_forecast_mind *sw_forecast_mind_create(const struct sw_brain_layout *layout,
                                                 struct sw_error *error)
{
    static const char doing[] = "making a mind that forecasts";
    uint32_t H = layout->shape.hidden, F = layout->tensor[SW_FORECAST_HEAD].stride;
    struct sw_forecast_mind *mind = sw_allocate(1, sizeof *mind, doing, error);
    float *floats = sw_allocate_floats((size_t)TILES * SW_TILE * (H + F) + H + F, doing, error);

    if (mind == NULL || floats == NULL) {
        free(mind);
        free(floats);
        return NULL;
    }
    mind->layout = layout;
    sw_kernel_find("portable", &mind->kernel);
    mind->hidden = floats;
    mind->logit = mind->hidden + (size_t)TILES * SW_TILE * H;
    mind->error = mind->logit + (size_t)TILES * SW_TILE * F;
    mind->back = mind->error + F;
    return mind;
}

void sw_forecast_mind_destroy(struct sw_forecast_mind *mind)
{
    if (mind != NULL)
        free(mind->hidden);
    free(mind);
}

void sw_forecast_mind_think(struct sw_forecast_mind *mind, const float *weights,
                            const struct sw_forecast_percept *percept)
{
    const struct sw_brain_layout *layout = mind->layout;
    uint32_t H = layout->shape.hidden, F = fate_stride(mind), kinds = percept->kinds;
    const float *verb = sw_tensor_row(layout, weights, SW_FORECAST_VERBS, percept->verb);
    const float *bias = weights + layout->tensor[SW_FORECAST_BIAS].offset;
    const float *fate = sw_tensor_row(layout, weights, SW_FORECAST_VERB_FATES, percept->verb);
    const float *fate_bias = weights + layout->tensor[SW_FORECAST_FATE_BIAS].offset;

    mind->kernel.sum_rows(weights + layout->tensor[SW_FORECAST_TABLE].offset, H, percept->row[0],
                          percept->rows, SW_FORECAST_ROWS_MAX, kinds, mind->hidden);
    for (uint32_t k = 0; k < kinds; k++) {
        float *h = mind->hidden + (size_t)k * H;

        for (uint32_t i = 0; i < H; i++) {
            float sum = h[i] + verb[i] + bias[i];

            h[i] = sum > 0 ? sum : 0;
        }
    }
    for (uint32_t first = 0; first < kinds; first += SW_TILE) {
        uint32_t count = kinds - first < SW_TILE ? (kinds - first + 7) / 8 * 8 : SW_TILE;

        mind->kernel.product_rows(mind->hidden + (size_t)first * H, H,
                                  weights + layout->tensor[SW_FORECAST_HEAD].offset, H, F, count,
                                  mind->logit + (size_t)first * F);
    }
    for (uint32_t k = 0; k < kinds; k++)
        for (uint32_t f = 0; f < F; f++)
            mind->logit[(size_t)k * F + f] += fate[f] + fate_bias[f];
}

void sw_forecast_mind_choose(const struct sw_forecast_mind *mind,
                             const struct sw_forecast_percept *percept, uint8_t *fate)
{
    sw_fates_choose(mind->logit, percept->kinds, mind->layout->shape.forecast.fates,
                    fate_stride(mind), fate);
}

/* Adds what one kind teaches. */
static void learn_kind(struct sw_forecast_mind *mind, const struct sw_forecast_percept *percept,
                       uint32_t kind, float share, const float *back, float *gradient)
{
    const struct sw_brain_layout *layout = mind->layout;
    const struct sw_kernel *kernel = &mind->kernel;
    uint32_t H = layout->shape.hidden, F = fate_stride(mind), verb = percept->verb;
    const float *h = mind->hidden + (size_t)kind * H;
    float *head = gradient + layout->tensor[SW_FORECAST_HEAD].offset;

    for (uint32_t i = 0; i < H; i++) {
        mind->back[i] = 0;
        if (h[i] <= 0)
            continue;
        kernel->add_scaled(head + (size_t)i * F, mind->error, share * h[i], F);
        if (back != NULL)
            mind->back[i] = kernel->dot(
                back + layout->tensor[SW_FORECAST_HEAD].offset + (size_t)i * F, mind->error, F);
    }
    kernel->add_scaled(gradient + layout->tensor[SW_FORECAST_VERB_FATES].offset + (size_t)verb * F,
                       mind->error, share, F);
    kernel->add_scaled(gradient + layout->tensor[SW_FORECAST_FATE_BIAS].offset, mind->error, share,
                       F);
    if (back == NULL)
        return;
    for (uint32_t i = 0; i < percept->rows[kind]; i++)
        kernel->add_scaled(gradient + layout->tensor[SW_FORECAST_TABLE].offset +
                               (size_t)percept->row[kind][i] * H,
                           mind->back, share, H);
    kernel->add_scaled(gradient + layout->tensor[SW_FORECAST_VERBS].offset + (size_t)verb * H,
                       mind->back, share, H);
    kernel->add_scaled(gradient + layout->tensor[SW_FORECAST_BIAS].offset, mind->back, share, H);
}

float sw_forecast_mind_judge(struct sw_forecast_mind *mind,
                             const struct sw_forecast_percept *percept, const float *back,
                             float *gradient)
{
    uint32_t F = fate_stride(mind);
    float share = percept->kinds > 0 ? 1.0f / (float)percept->kinds : 0, sum = 0;

    for (uint32_t k = 0; k < percept->kinds; k++) {
        sum += sw_fates_judge(&mind->kernel, percept->right[k], mind->layout->shape.forecast.fates,
                              F, mind->logit + (size_t)k * F, mind->error);
        if (gradient != NULL)
            learn_kind(mind, percept, k, share, back, gradient);
    }
    return sum * share;
}

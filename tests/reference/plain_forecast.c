#include "tests/reference/plain_forecast.h"

static double weight(const struct sw_brain_layout *layout, const float *weights,
                     enum sw_forecast_tensor tensor, uint32_t row, uint32_t column)
{
    return (double)sw_tensor_row(layout, weights, tensor, row)[column];
}

void sw_plain_forecast_kind(const struct sw_brain_layout *layout, const float *weights,
                            const struct sw_forecast_percept *percept, uint32_t kind, double *logit)
{
    uint32_t H = layout->shape.hidden, fates = layout->shape.forecast.fates;
    double h[SW_PLAIN_HIDDEN_MAX];

    for (uint32_t i = 0; i < H; i++) {
        h[i] = weight(layout, weights, SW_FORECAST_BIAS, 0, i) +
               weight(layout, weights, SW_FORECAST_VERBS, percept->verb, i);
        for (uint32_t r = 0; r < percept->rows[kind]; r++)
            h[i] += weight(layout, weights, SW_FORECAST_TABLE, percept->row[kind][r], i);
        if (h[i] < 0)
            h[i] = 0;
    }
    for (uint32_t f = 0; f < fates; f++) {
        logit[f] = weight(layout, weights, SW_FORECAST_FATE_BIAS, 0, f) +
                   weight(layout, weights, SW_FORECAST_VERB_FATES, percept->verb, f);
        for (uint32_t i = 0; i < H; i++)
            logit[f] += h[i] * weight(layout, weights, SW_FORECAST_HEAD, i, f);
    }
}

void sw_plain_forecast(const struct sw_brain_layout *layout, const float *weights,
                       const struct sw_forecast_percept *percept, uint8_t *fate)
{
    for (uint32_t cell = 0; cell < percept->cells; cell++) {
        double logit[64];

        sw_plain_forecast_kind(layout, weights, percept, percept->kind[cell], logit);
        fate[cell] = 0;
        for (uint32_t f = 1; f < layout->shape.forecast.fates; f++)
            if (logit[f] > logit[fate[cell]])
                fate[cell] = (uint8_t)f;
    }
}

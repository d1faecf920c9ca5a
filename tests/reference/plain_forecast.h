/* plain_forecast.h - the plain double of a forecaster's pass: cell after cell, in double precision,
 * with nothing shared between cells that are alike. Local. */
#ifndef SW_TESTS_REFERENCE_PLAIN_FORECAST_H
#define SW_TESTS_REFERENCE_PLAIN_FORECAST_H

#include "agent/forecast_brain.h"
#include "base/forecast_percept.h"

#define SW_PLAIN_HIDDEN_MAX 256u

/* The logits of one kind of cell: logit[fates]. */
void sw_plain_forecast_kind(const struct sw_brain_layout *layout, const float *weights,
                            const struct sw_forecast_percept *percept, uint32_t kind,
                            double *logit);

/* The likeliest fate of each cell, the lowest on a tie: fate[cells]. */
void sw_plain_forecast(const struct sw_brain_layout *layout, const float *weights,
                       const struct sw_forecast_percept *percept, uint8_t *fate);

#endif

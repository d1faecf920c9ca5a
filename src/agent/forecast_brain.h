/* forecast_brain.h - the network of a forecaster, and its table of named tensors.
 *
 *   h     = relu(cell.bias + sum of cell.table rows + verb.table[verb])
 *   logit = fate.bias + verb.fate[verb] + h . fate.head
 *
 * for each kind of cell. A right fate is one that makes what really came; several can be. The
 * likelihood of a cell is the sum of the probabilities of its right fates. All functions are Local.
 *
 * The same network can be one more expert of a brain that solves puzzles (shape.foresight). Its
 * tensors then stand behind the others, are called forecast.*, are of a group of their own
 * (SW_GROUP_FORECAST), and share nothing with them: a forecast reads the canvas as forecasters do,
 * and runs only when it is asked for.
 */
#ifndef SW_AGENT_FORECAST_BRAIN_H
#define SW_AGENT_FORECAST_BRAIN_H

#include "agent/brain.h"

enum sw_forecast_tensor {
    SW_FORECAST_TABLE,
    SW_FORECAST_VERBS,
    SW_FORECAST_BIAS,
    SW_FORECAST_HEAD,
    SW_FORECAST_VERB_FATES,
    SW_FORECAST_FATE_BIAS,
    SW_FORECAST_TENSORS,
    /* Of those that find out what a world is (agent/context_mind.h): */
    SW_CONTEXT_WAYS = SW_FORECAST_TENSORS,
    SW_CONTEXT_RATES,
    SW_CONTEXT_TENSORS
};

/* Lays out the tensors of a shape with forecast.rows > 0. -1 if the shape is out of range. */
int sw_forecast_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                             struct sw_error *error);

/* Appends the forecast expert behind the tensors of a brain with shape.foresight.rows > 0. */
void sw_foresight_append(struct sw_brain_layout *layout);

/* The first tensor of the forecast expert; the number of tensors where there is none. */
uint32_t sw_foresight_first(const struct sw_brain_layout *layout);

/* The forecaster in a brain, as a layout over the brain's own weights: `floats` and offsets are the
 * brain's, tensors and shape are those of the forecast expert. Of a forecaster: itself. The shape
 * of either has rows. */
void sw_foresight_view(const struct sw_brain_layout *layout, struct sw_brain_layout *out);

#endif

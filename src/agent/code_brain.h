/* code_brain.h - the networks of a game of codes, and their table of named tensors: who sees a
 * frame and the next says a code; who sees the first alone hears it, and says what becomes of every
 * cell.
 *
 *     p     = norm(pool(relu(sum of sight.table rows)))     mean and maximum over cells: [2K]
 *     s     = p . say + say.bias                            [N]
 *     x     = tanh(s) of a vector, N = its numbers; of tokens one 1 for each, N = L V
 *     h     = relu(cell.bias + sum of cell.table rows + x . hear)
 *     logit = fate.bias + x . hear.fate + h . fate.head
 *
 * for each kind of cell. Only N and what x is differ between codes. All functions are Local.
 */
#ifndef SW_AGENT_CODE_BRAIN_H
#define SW_AGENT_CODE_BRAIN_H

#include "agent/brain.h"

#define SW_CODE_TOKENS_MAX  8u
#define SW_CODE_NUMBERS_MAX 64u

/* What goes over the channel. */
enum sw_code_form { SW_CODE_SILENCE, SW_CODE_TOKENS, SW_CODE_VECTOR };

struct sw_code_shape {
    enum sw_code_form form;
    uint32_t length, vocabulary; /* tokens: L <= SW_CODE_TOKENS_MAX, V; L * V <= SW_COLUMNS_MAX */
    uint32_t numbers;            /* vector: 1..SW_CODE_NUMBERS_MAX */
    uint32_t sight_rows;         /* of the eye's table, given by the world */
    uint32_t cell_rows, fates;   /* of what the listener perceives and says, given by the world */
    uint32_t features, hidden;   /* K: 16..64, H: 16..256, multiples of 16 */
};

enum sw_code_tensor {
    SW_CODE_SIGHT,
    SW_CODE_SAY,
    SW_CODE_SAY_BIAS,
    SW_CODE_CELLS,
    SW_CODE_HEAR,
    SW_CODE_CELL_BIAS,
    SW_CODE_HEAD,
    SW_CODE_HEAR_FATES,
    SW_CODE_FATE_BIAS,
    SW_CODE_TENSORS
};

/* One message. */
struct sw_code {
    uint8_t token[SW_CODE_TOKENS_MAX];
    float number[SW_CODE_NUMBERS_MAX];
};

/* Numbers of x: L V, or those of a vector; 1 of silence, which is 0. */
uint32_t sw_code_inputs(const struct sw_code_shape *shape);

/* Lays out the tensors; those of the way back stand in the same layout. -1 if the shape is out of
 * range (exit code 2). */
int sw_code_brain_layout(const struct sw_code_shape *shape, struct sw_brain_layout *layout,
                         struct sw_error *error);

/* Weights of a founder: noise of each tensor's scale; biases are 0. A way back begins with nothing
 * at all: then it is what the way forth has learned, but for what fades. weights: [layout->floats].
 */
void sw_code_brain_founder(const struct sw_brain_layout *layout, uint64_t seed, float *weights);

#endif

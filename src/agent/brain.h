/* brain.h - the shape of a mixture of experts, its table of named tensors, and its founder.
 *
 * sight -> memory <- hearing, memory -> one of E thought experts -> heads for edits and speech:
 *
 *   s = tanh(norm(pool(relu(sum of sight.table rows))) . sight.dense + sight.bias)      only when
 * shown something e = tanh(sum of hearing.table rows + hearing.bias) only when tokens arrive (u, n)
 * = (s + e) . memory.sight + memory.edit[last edit] + m . memory.recurrent + memory.bias m' = m +
 * sigmoid(u) (tanh(n) - m) k = argmax(m' . router), y = m' + tanh(m' . thought[k] +
 * thought.bias[k]) edit logits = y . edit.head + edit.bias; speech: two layers from (s, m') or from
 * the own decision
 *
 * Words are heard as images: e lies where s does and takes the same way on. A canvas shown without
 * a target goes through memory.canvas instead of memory.sight. What is shown or heard stays before
 * the eye and in the ear until something else is; its products are computed once. All weights are
 * one array of floats; the table says where each tensor lies. All functions are Local.
 */
#ifndef SW_AGENT_BRAIN_H
#define SW_AGENT_BRAIN_H

#include "base/body_percept.h"
#include "base/forecast_percept.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_LANES            16u     /* columns are padded to this; padding holds zeros */
#define SW_FEATURES_MAX     64u     /* of one eye (agent/eyes.h) */
#define SW_BRAIN_EDITS_MAX  1024u   /* edits that one agent can make */
#define SW_BRAIN_VECTOR_MAX 100000u /* numbers of a plain vector */

/* What the speaker speaks from: id, name, what it is (the help of language.speak_from, without a
 * full stop), what a report calls it. The hidden layer is the hardest: say which. */
#define SW_SPEECH_ROWS(FIRST, ROW)                                                                 \
    FIRST(SW_SPEECH_HIDDEN, "hidden", "speech starts from what was seen and from memory",          \
          "hidden layer")                                                                          \
    ROW(SW_SPEECH_DECISION, "decision",                                                            \
        "it starts from the edits that the speaker itself would make, which is an easier game",    \
        "own decision")                                                                            \
    ROW(SW_SPEECH_VERIFIED, "verified",                                                            \
        "it starts from the program that the speaker has tried on what it sees and found to fit "  \
        "(language.thoughts), and without one from its decision",                                  \
        "verified program")

#define SW_SPEECH_ID(id, ...) id,
enum sw_speech_source { SW_SPEECH_ROWS(SW_SPEECH_ID, SW_SPEECH_ID) SW_SPEECH_SOURCES };

struct sw_speech {
    const char *name, *description, *reported;
};
const struct sw_speech *sw_speech_row(enum sw_speech_source source); /* NULL if there is none */

/* Fields of four bytes alone: shapes are compared byte for byte. */
struct sw_brain_shape {
    uint32_t sight_rows; /* rows of the eye's table, given by the world */
    uint32_t features;   /* K: 16..64, a multiple of 16; of own eyes, all together */
    uint32_t hidden;     /* H: 16..256, a multiple of 16: sight's and hearing's output */
    uint32_t memory;     /* M: 16..256, a multiple of 16 */
    uint32_t experts;    /* E: 1..16 */
    uint32_t edits;      /* rows of the edit head, stop included: 2..SW_BRAIN_EDITS_MAX */
    uint32_t vocabulary; /* V: 2..64 */
    uint32_t length;     /* L: 1..8 tokens an utterance */
    enum sw_speech_source source;
    uint32_t decision_ticks; /* edits that speech reads, but from the hidden layer: 1..12 */
    uint32_t by_edit;        /* 1: each token tells of one of these edits, and not of all */
    uint32_t prototypes; /* P: of each expert, in the gate of a brain that grows (agent/growth.h);
                            0: it does not, and has a router */
    uint32_t own_eyes;   /* 1: each expert of a brain that grows has K / E of the features */
    /* No network, if not 0: a plain vector of so many numbers, which founders draw evenly from low
     * to high. The rest of the shape then says nothing. */
    uint32_t vector; /* 0..SW_BRAIN_VECTOR_MAX */
    float low, high;
    /* The brain of a body in a shared world, if body.rows is not 0 (agent/body_brain.h): features,
     * memory and what follows count. */
    struct sw_body_senses body;
    uint32_t plastic; /* enum sw_body_plastic */
    uint32_t recalls; /* 1: has a memory */
    uint32_t speaks;  /* 1: says a word in every tick */
    uint32_t tells;   /* 1: only of what it just ate, by a table */
    uint32_t heeds;   /* 1: words that are heard move values */
    float retention;  /* ticks that the slowest unit of a founder's memory keeps; 0: as it comes */
    /* A forecaster, if forecast.rows is not 0 (agent/forecast_brain.h): hidden counts. */
    struct sw_forecast_senses forecast;
    /* Of one that solves puzzles: the forecast expert beside its others, if foresight.rows is not 0
     * (agent/forecast_brain.h): hidden counts for it too. */
    struct sw_forecast_senses foresight;
};

enum sw_tensor_kind {
    SW_TENSOR_TABLE, /* rows are looked up and summed; rank-1 noise */
    SW_TENSOR_DENSE, /* rows x columns, applied to a vector from the left; rank-1 noise */
    SW_TENSOR_VECTOR /* a bias; plain noise */
};

/* Which part of the agent a tensor belongs to; a phase says which parts evolve. */
enum sw_tensor_group {
    SW_GROUP_SIGHT = 1 << 0,
    SW_GROUP_HEARING = 1 << 1, /* and what a canvas does to memory: only listeners are shown one */
    SW_GROUP_THOUGHT = 1 << 2, /* memory, router, experts, edit head */
    SW_GROUP_SPEECH = 1 << 3,
    SW_GROUP_ALL = 15,
    /* Beside groups: of these only thresholds mutate, which are biases and a shift of each pooled
     * feature (drawn with sight.dense, in units of SW_FEATURE_SCALE). */
    SW_GROUP_THRESHOLDS = 1 << 4,
    SW_GROUP_LANGUAGE = SW_GROUP_HEARING | SW_GROUP_SPEECH,
    /* The forecast expert of one that solves puzzles: beside groups, so that no phase names it. */
    SW_GROUP_FORECAST = 1 << 5
};

enum sw_tensor_id {
    SW_SIGHT_TABLE,
    SW_SIGHT_DENSE,
    SW_SIGHT_BIAS,
    SW_HEARING_TABLE,
    SW_HEARING_BIAS,
    SW_MEMORY_SIGHT,
    SW_MEMORY_CANVAS,
    SW_MEMORY_EDIT,
    SW_MEMORY_RECURRENT,
    SW_MEMORY_BIAS,
    SW_ROUTER,
    SW_EDIT_HEAD,
    SW_EDIT_BIAS,
    SW_SPEECH_DENSE,
    SW_SPEECH_BIAS,
    SW_SPEECH_HEAD,
    SW_SPEECH_HEAD_BIAS,
    SW_THOUGHT /* thought[k] is tensor SW_THOUGHT + 2k, its bias SW_THOUGHT + 2k + 1; behind the
                  last of them the forecast expert, if there is one */
};

#define SW_FEATURE_SCALE 0.1f /* of a normalised feature's threshold; biases have the same */

#define SW_COLUMNS_MAX 512u /* of any tensor: 2M, V * L */
#define SW_EXPERTS_MAX 16u
#define SW_TENSORS_MAX (SW_THOUGHT + 2 * SW_EXPERTS_MAX + 6) /* 6: SW_FORECAST_TENSORS */

struct sw_tensor {
    char name[24];
    enum sw_tensor_kind kind;
    enum sw_tensor_group group;
    uint32_t rows, columns; /* a vector has one row */
    uint32_t stride;        /* floats from row to row: columns rounded up to SW_LANES */
    uint32_t offset;        /* first float in the weights */
    float scale;            /* standard deviation of a founder's weight; unit of mutations */
    uint32_t noise_row;     /* where its row factors lie in a pair's noise (not for vectors) */
    uint32_t noise_column;  /* where its column factors, or the vector's noise, lie */
};

struct sw_brain_layout {
    struct sw_brain_shape shape;
    uint32_t tensors;
    uint32_t floats;     /* length of a weight array, padding included */
    uint32_t parameters; /* weights that count: padding left out */
    uint32_t noise;      /* floats of one pair's noise */
    struct sw_tensor tensor[SW_TENSORS_MAX];
};

/* Checks the shape and lays out the tensors: those of a network, or one, "vector", whose scale is
 * the range from low to high, so that a strength of 0.1 is a tenth of it. */
int sw_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                    struct sw_error *error);

/* Weights of a founder: noise of each tensor's scale; biases and memory.canvas are zero, and
 * hearing.table is quiet. A plain vector is drawn evenly from its range. weights: [layout->floats].
 */
void sw_brain_founder(const struct sw_brain_layout *layout, uint64_t seed, uint32_t island,
                      float *weights);

static inline const float *sw_tensor_row(const struct sw_brain_layout *layout, const float *weights,
                                         uint32_t tensor, uint32_t row)
{
    return weights + layout->tensor[tensor].offset + (uint64_t)row * layout->tensor[tensor].stride;
}

#endif

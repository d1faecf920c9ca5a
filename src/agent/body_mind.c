#include "agent/body_mind.h"

#include <stdlib.h>
#include <string.h>

#define OPEN_BOUND 1.5f /* of a value that the open table moves */

static uint32_t stride_of(const struct sw_body_mind *mind, enum sw_body_tensor tensor)
{
    return mind->layout->tensor[tensor].stride;
}

static const float *row_of(const struct sw_body_mind *mind, enum sw_body_tensor tensor,
                           uint32_t row)
{
    return sw_tensor_row(mind->layout, mind->weights, tensor, row);
}

static bool has(const struct sw_body_mind *mind, enum sw_body_tensor tensor)
{
    return mind->layout->tensor[tensor].rows > 0;
}

struct sw_body_mind *sw_body_mind_create(const struct sw_brain_layout *layout,
                                         struct sw_error *error)
{
    static const char doing[] = "making minds of bodies";
    uint32_t K = layout->shape.features, M = layout->shape.memory;
    uint32_t acts = layout->tensor[SW_BODY_ACT_BIAS].stride;
    uint32_t words = layout->tensor[SW_BODY_SAY_BIAS].stride;
    struct sw_body_mind *mind = sw_allocate(1, sizeof *mind, doing, error);
    float *floats = sw_allocate_floats(
        (size_t)SW_TILE * (SW_BODY_VALUES + K + 5 * M + acts + words), doing, error);

    if (mind == NULL || floats == NULL) {
        free(mind);
        free(floats);
        return NULL;
    }
    mind->layout = layout;
    sw_kernel_find("portable", &mind->kernel);
    mind->value = floats;
    mind->hidden = mind->value + SW_TILE * SW_BODY_VALUES;
    mind->memory = mind->hidden + SW_TILE * K;
    mind->gates = mind->memory + SW_TILE * M;
    mind->room = mind->gates + SW_TILE * 2 * M;
    mind->logit = mind->room + SW_TILE * 2 * M;
    mind->word = mind->logit + SW_TILE * acts;
    return mind;
}

void sw_body_mind_destroy(struct sw_body_mind *mind)
{
    if (mind != NULL)
        free(mind->value);
    free(mind);
}

void sw_body_mind_begin(struct sw_body_mind *mind, const float *weights, uint32_t rows,
                        enum sw_body_control control)
{
    uint32_t colours = mind->layout->shape.body.colours;

    mind->weights = weights;
    mind->rows = rows;
    mind->control = control;
    memset(mind->value, 0, SW_TILE * SW_BODY_VALUES * sizeof(float));
    memset(mind->hidden, 0, SW_TILE * mind->layout->shape.features * sizeof(float));
    memset(mind->memory, 0, SW_TILE * mind->layout->shape.memory * sizeof(float));
    for (uint32_t row = 0; row < rows && has(mind, SW_BODY_PLASTIC_START); row++)
        memcpy(mind->value + row * SW_BODY_VALUES, row_of(mind, SW_BODY_PLASTIC_START, 0),
               colours * sizeof(float));
}

void sw_body_mind_wake(struct sw_body_mind *mind, uint32_t row)
{
    const struct sw_brain_shape *shape = &mind->layout->shape;
    float *value = mind->value + row * SW_BODY_VALUES;

    memset(value, 0, SW_BODY_VALUES * sizeof *value);
    memset(mind->hidden + row * shape->features, 0, shape->features * sizeof(float));
    memset(mind->memory + row * shape->memory, 0, shape->memory * sizeof(float));
    if (has(mind, SW_BODY_PLASTIC_START))
        memcpy(value, row_of(mind, SW_BODY_PLASTIC_START, 0), shape->body.colours * sizeof *value);
}

/* y = x w: [tile][k] by [k][n]. One body alone, as in the wild, is not worth a tile: its row is
 * computed by itself, to the same bits. */
static void multiply(const struct sw_body_mind *mind, const float *x, const float *w, uint32_t k,
                     uint32_t n, uint32_t tile, float *y)
{
    if (mind->rows == 1)
        mind->kernel.row_product(x, w, k, n, y);
    else
        mind->kernel.product_rows(x, k, w, k, n, tile, y);
}

/* ---- values ---- */

static void learn_by_delta(const struct sw_body_mind *mind, uint32_t event, float *value)
{
    const struct sw_body_senses *senses = &mind->layout->shape.body;
    const float *rates = row_of(mind, SW_BODY_PLASTIC_RATES, 0);
    uint32_t eaten;
    float r;

    if (event < senses->eaten)
        return;
    eaten = (event - senses->eaten) / 2;
    r = (event - senses->eaten) % 2 ? 1.0f : -1.0f;
    for (uint32_t colour = 0; colour < senses->colours; colour++)
        value[colour] += colour == eaten ? rates[0] * (r - value[colour]) : rates[1] * r;
}

/* By a row of a table that evolves: an event, or a word. 0 of either says nothing. */
static void learn_by_table(const struct sw_body_mind *mind, enum sw_body_tensor table, uint32_t row,
                           float *value)
{
    uint32_t colours = mind->layout->shape.body.colours;
    const float *move = row_of(mind, table, 0) + row * colours;

    if (row == 0)
        return;
    for (uint32_t colour = 0; colour < colours; colour++) {
        float v = value[colour] + move[colour];

        value[colour] = v > OPEN_BOUND ? OPEN_BOUND : v < -OPEN_BOUND ? -OPEN_BOUND : v;
    }
}

static void hear_truth(uint32_t colours, uint8_t feeds, float *value)
{
    for (uint32_t colour = 0; colour < colours; colour++)
        value[colour] = feeds >> colour & 1 ? 1.0f : -1.0f;
}

static void mix_truth(const struct sw_body_mind *mind, uint8_t feeds, float *value)
{
    for (uint32_t colour = 0; colour < mind->layout->shape.body.colours; colour++) {
        float truth = feeds >> colour & 1 ? 1.0f : -1.0f;

        value[colour] += mind->given * (truth - value[colour]);
    }
}

/* One event, of the body itself or of another that it knows of. */
static void learn(const struct sw_body_mind *mind, uint32_t event, float *value)
{
    if (mind->layout->shape.plastic == SW_PLASTIC_DELTA)
        learn_by_delta(mind, event, value);
    else if (mind->layout->shape.plastic == SW_PLASTIC_OPEN)
        learn_by_table(mind, SW_BODY_PLASTIC_TABLE, event, value);
}

/* s of all rows, after what each was last told by its senses. */
static void find_values(struct sw_body_mind *mind, const struct sw_body_percept *percept,
                        uint32_t tile)
{
    enum sw_body_plastic plastic = (enum sw_body_plastic)mind->layout->shape.plastic;

    bool heeds = has(mind, SW_BODY_PLASTIC_WORDS);

    if (mind->control == SW_CONTROL_TOLD)
        plastic = SW_PLASTIC_TOLD;
    if (mind->control == SW_CONTROL_FROZEN)
        return;
    if (plastic == SW_PLASTIC_READ) {
        multiply(mind, mind->memory, row_of(mind, SW_BODY_READ, 0), mind->layout->shape.memory,
                 SW_BODY_VALUES, tile, mind->value);
        mind->kernel.tanh(mind->value, tile * SW_BODY_VALUES);
        for (uint32_t row = 0; row < mind->rows && mind->given > 0; row++)
            mix_truth(mind, percept[row].feeds, mind->value + row * SW_BODY_VALUES);
        return;
    }
    for (uint32_t row = 0; row < mind->rows; row++) {
        float *value = mind->value + row * SW_BODY_VALUES;

        if (plastic == SW_PLASTIC_TOLD) {
            hear_truth(mind->layout->shape.body.colours, percept[row].feeds, value);
            continue;
        }
        learn(mind, percept[row].event, value);
        for (uint32_t i = 0; i < percept[row].tales; i++)
            learn(mind, percept[row].tale[i], value);
        for (uint32_t i = 0; i < percept[row].words && heeds; i++)
            learn_by_table(mind, SW_BODY_PLASTIC_WORDS, percept[row].word[i], value);
    }
}

/* ---- a tick ---- */

static void look(struct sw_body_mind *mind, const struct sw_body_percept *percept)
{
    uint32_t K = mind->layout->shape.features;
    bool values = has(mind, SW_BODY_VALUE), heeds = has(mind, SW_BODY_PLASTIC_WORDS);

    for (uint32_t row = 0; row < mind->rows; row++) {
        float *h = mind->hidden + row * K;
        uint8_t rows = (uint8_t)(percept[row].rows - (heeds ? percept[row].words : 0));

        mind->kernel.sum_rows(row_of(mind, SW_BODY_LOOK, 0), K, percept[row].row, &rows, 0, 1, h);
        mind->kernel.add_scaled(h, row_of(mind, SW_BODY_LOOK_BIAS, 0), 1.0f, K);
        for (uint32_t i = 0; i < percept[row].foods && values; i++)
            mind->kernel.add_scaled(h, row_of(mind, SW_BODY_VALUE, percept[row].place[i]),
                                    mind->value[row * SW_BODY_VALUES + percept[row].colour[i]], K);
        for (uint32_t i = 0; i < K; i++)
            h[i] = h[i] > 0 ? h[i] : 0;
    }
}

static void recall(struct sw_body_mind *mind, const struct sw_body_percept *percept, uint32_t tile)
{
    uint32_t K = mind->layout->shape.features, M = mind->layout->shape.memory;

    multiply(mind, mind->hidden, row_of(mind, SW_BODY_MEMORY_LOOK, 0), K, 2 * M, tile, mind->gates);
    multiply(mind, mind->memory, row_of(mind, SW_BODY_MEMORY_RECURRENT, 0), M, 2 * M, tile,
             mind->room);
    for (uint32_t row = 0; row < mind->rows; row++) {
        float *gates = mind->gates + row * 2 * M;

        mind->kernel.add_two(gates, row_of(mind, SW_BODY_MEMORY_EVENT, percept[row].event), 1.0f,
                             row_of(mind, SW_BODY_MEMORY_ACT, percept[row].act), 1.0f,
                             mind->room + row * 2 * M, 2 * M);
        mind->kernel.add_scaled(gates, row_of(mind, SW_BODY_MEMORY_BIAS, 0), 1.0f, 2 * M);
        mind->kernel.gate(mind->memory + row * M, gates, M);
    }
}

static uint8_t choose(const float *logit, uint32_t acts)
{
    uint32_t best = 0;

    for (uint32_t act = 1; act < acts; act++)
        if (logit[act] > logit[best])
            best = act;
    return (uint8_t)best;
}

/* A choice that a brain makes in a tick, and its tensors: what to do, or what to say. */
struct head {
    enum sw_body_tensor look, memory, event, bias;
};

/* logit: [rows][stride of the bias]; choice: [rows]. */
static void decide(struct sw_body_mind *mind, const struct sw_body_percept *percept, uint32_t tile,
                   const struct head *head, float *logit, uint8_t *choice)
{
    uint32_t K = mind->layout->shape.features, M = mind->layout->shape.memory;
    uint32_t A = stride_of(mind, head->bias);
    uint32_t choices = mind->layout->tensor[head->bias].columns;
    bool recalls = mind->layout->shape.recalls;

    multiply(mind, mind->hidden, row_of(mind, head->look, 0), K, A, tile, logit);
    if (recalls)
        multiply(mind, mind->memory, row_of(mind, head->memory, 0), M, A, tile, mind->room);
    for (uint32_t row = 0; row < mind->rows; row++, logit += A) {
        if (recalls)
            mind->kernel.add_scaled(logit, mind->room + row * A, 1.0f, A);
        mind->kernel.add_scaled(logit, row_of(mind, head->event, percept[row].event), 1.0f, A);
        mind->kernel.add_scaled(logit, row_of(mind, head->bias, 0), 1.0f, A);
        choice[row] = choose(logit, choices);
    }
}

/* Says of each plant that was just eaten what the table has for it. */
static void tell(const struct sw_body_mind *mind, const struct sw_body_percept *percept,
                 uint8_t *say)
{
    const struct sw_body_senses *senses = &mind->layout->shape.body;

    for (uint32_t row = 0; row < mind->rows; row++)
        say[row] = percept[row].event < senses->eaten
                       ? 0
                       : choose(row_of(mind, SW_BODY_SAY_EVENT, percept[row].event), senses->words);
}

void sw_body_mind_think(struct sw_body_mind *mind, const struct sw_body_percept *percept,
                        uint8_t *act, uint8_t *say)
{
    static const struct head acts = {SW_BODY_ACT_LOOK, SW_BODY_ACT_MEMORY, SW_BODY_ACT_EVENT,
                                     SW_BODY_ACT_BIAS};
    static const struct head words = {SW_BODY_SAY_LOOK, SW_BODY_SAY_MEMORY, SW_BODY_SAY_EVENT,
                                      SW_BODY_SAY_BIAS};
    uint32_t tile = (mind->rows + 7) / 8 * 8;

    if (mind->control == SW_CONTROL_FORGETFUL)
        memset(mind->memory, 0, tile * mind->layout->shape.memory * sizeof(float));
    find_values(mind, percept, tile);
    look(mind, percept);
    if (mind->layout->shape.recalls)
        recall(mind, percept, tile);
    decide(mind, percept, tile, &acts, mind->logit, act);
    if (say == NULL)
        return;
    if (mind->layout->shape.tells)
        tell(mind, percept, say);
    else if (has(mind, SW_BODY_SAY_BIAS))
        decide(mind, percept, tile, &words, mind->word, say);
    else
        memset(say, 0, mind->rows);
}

#define ACTS_PADDED 16u /* of the head of acts: SW_BODY_ACTS at most */

/* The log of how many acts there are, by the same loops. */
static float log_of(const struct sw_kernel *kernel, uint32_t acts)
{
    float even[ACTS_PADDED] = {0};

    return kernel->exponentials(even, acts, ACTS_PADDED);
}

float sw_body_mind_likelihood(const struct sw_body_mind *mind, uint32_t row, uint32_t act)
{
    uint32_t acts = mind->layout->tensor[SW_BODY_ACT_BIAS].columns;
    const float *logit = mind->logit + row * stride_of(mind, SW_BODY_ACT_BIAS);
    float most = logit[choose(logit, acts)], room[ACTS_PADDED];

    for (uint32_t i = 0; i < acts; i++)
        room[i] = logit[i] - most;
    return (logit[act] - most - mind->kernel.exponentials(room, acts, ACTS_PADDED)) /
           log_of(&mind->kernel, acts);
}

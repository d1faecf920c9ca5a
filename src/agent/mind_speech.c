#include "agent/mind_private.h"

#include <string.h>

void sw_mind_intend(struct sw_mind *mind, uint32_t rows, const uint16_t *edits, uint32_t length)
{
    uint32_t A = mind->layout->shape.edits, ticks = mind->layout->shape.decision_ticks;

    for (uint32_t row = 0; row < SW_TILE; row++) {
        float *at = mind->decision + (size_t)row * mind->decision_stride;

        if ((rows >> row & 1u) == 0)
            continue;
        memset(at, 0, mind->decision_stride * sizeof *at);
        for (uint32_t tick = 0; tick < ticks && tick <= length; tick++)
            at[(size_t)tick * A + (tick < length ? edits[tick] : 0)] = 1.0f;
    }
    mind->intended |= rows;
    mind->intended_alike = rows == UINT32_MAX;
}

/* Runs the own edits through in thought: after each tick the softmax over edits is kept. Memory and
 * thought are left as they were, so that who speaks can still edit. */
static void decide(struct sw_mind *mind)
{
    const struct sw_brain_shape *shape = &mind->layout->shape;
    uint32_t A = shape->edits, stride = mind->layout->tensor[SW_EDIT_HEAD].stride;
    size_t memory = (size_t)SW_TILE * shape->memory * sizeof(float);
    float *logits = sw_mind_region(mind, 3), *kept = sw_mind_region(mind, 4),
          *thought = sw_mind_region(mind, 2);
    bool kept_shared = mind->shared, over[SW_TILE];
    uint16_t previous[SW_TILE];
    uint8_t expert[SW_TILE];

    memcpy(kept, mind->memory, memory);
    memcpy(thought, mind->thought, memory);
    memcpy(expert, mind->expert, sizeof expert);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        over[row] = (mind->intended >> row & 1u) != 0;
        if (!over[row])
            memset(mind->decision + (size_t)row * mind->decision_stride, 0,
                   mind->decision_stride * sizeof(float));
    }
    for (uint32_t tick = 0; tick < shape->decision_ticks; tick++) {
        if (tick > 0)
            sw_mind_think(mind, previous);
        sw_mind_edit(mind, logits);
        for (uint32_t row = 0; row < SW_TILE; row++) {
            float *at = logits + (size_t)row * stride;

            previous[row] = (uint16_t)sw_mind_likeliest(at, A);
            if (over[row])
                continue;
            over[row] = previous[row] == 0;
            float sum = 0.0f;

            mind->kernel.exponentials(at, A, stride);
            for (uint32_t i = 0; i < A; i++)
                sum += at[i];
            mind->kernel.add_scaled(at, at, 1.0f / sum - 1.0f, stride);
            memcpy(mind->decision + (size_t)row * mind->decision_stride + (size_t)tick * A, at,
                   A * sizeof(float));
        }
    }
    memcpy(mind->memory, kept, memory);
    memcpy(mind->thought, thought, memory);
    memcpy(mind->expert, expert, sizeof expert);
    mind->shared = kept_shared;
}

/* Puts memory beside what was seen; returns whether all rows are the same. */
static bool remember(struct sw_mind *mind)
{
    uint32_t H = mind->layout->shape.hidden, M = mind->layout->shape.memory;
    bool shared = mind->hidden_shared && mind->shared;

    for (uint32_t row = 0; row < (shared ? 1u : SW_TILE); row++) {
        float *at = mind->hidden + (size_t)row * (H + M);

        if (mind->hidden_shared && row > 0)
            memcpy(at, mind->hidden, H * sizeof *at);
        memcpy(at + H, mind->memory + (mind->shared ? 0 : (size_t)row * M), M * sizeof *at);
    }
    mind->hidden_shared = shared;
    return shared;
}

/* Words number first..end-1 of each row, from what stands in `from`. */
static void say(struct sw_mind *mind, const float *from, uint32_t stride, bool shared,
                uint32_t first, uint32_t end, uint8_t *tokens)
{
    const struct sw_brain_shape *shape = &mind->layout->shape;
    uint32_t L = shape->length, V = shape->vocabulary, most = mind->words > 0 ? mind->words : V;
    uint32_t width = mind->layout->tensor[SW_SPEECH_HEAD].stride;
    float *hidden = sw_mind_region(mind, 1), *words = sw_mind_region(mind, 2);

    shared = sw_mind_dense(mind, SW_SPEECH_DENSE, SW_SPEECH_BIAS, from, stride, shared, hidden);
    mind->kernel.tanh(hidden, (shared ? 1 : SW_TILE) * shape->hidden);
    shared = sw_mind_dense(mind, SW_SPEECH_HEAD, SW_SPEECH_HEAD_BIAS, hidden, shape->hidden, shared,
                           words);
    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t l = first; l < end; l++)
            tokens[row * L + l] =
                row > 0 && shared
                    ? tokens[l]
                    : (uint8_t)sw_mind_likeliest(words + (size_t)row * width + (size_t)l * V, most);
}

/* Of what is to be said, the edits that token number l tells of, into `masked`: number l, and each
 * that is L later. */
static void mask(struct sw_mind *mind, uint32_t l)
{
    uint32_t A = mind->layout->shape.edits, stride = mind->decision_stride;

    memset(mind->masked, 0, (size_t)SW_TILE * stride * sizeof *mind->masked);
    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t tick = l; tick < mind->layout->shape.decision_ticks;
             tick += mind->layout->shape.length)
            memcpy(mind->masked + (size_t)row * stride + (size_t)tick * A,
                   mind->decision + (size_t)row * stride + (size_t)tick * A,
                   A * sizeof *mind->masked);
}

void sw_mind_speak(struct sw_mind *mind, uint8_t *tokens)
{
    const struct sw_brain_shape *shape = &mind->layout->shape;
    bool shared;

    if (shape->source == SW_SPEECH_HIDDEN) {
        shared = remember(mind);
        say(mind, mind->hidden, shape->hidden + shape->memory, shared, 0, shape->length, tokens);
        return;
    }
    if (mind->intended != UINT32_MAX)
        decide(mind);
    shared = mind->intended == 0 ? mind->shared && !sw_mind_evolves(mind, SW_EDIT_HEAD)
                                 : mind->intended_alike;
    if (!shape->by_edit) {
        say(mind, mind->decision, mind->decision_stride, shared, 0, shape->length, tokens);
        return;
    }
    for (uint32_t l = 0; l < shape->length; l++) {
        mask(mind, l);
        say(mind, mind->masked, mind->decision_stride, shared, l, l + 1, tokens);
    }
}

#include "agent/recall.h"

#include <string.h>

static size_t memory_of(const struct sw_mind *mind)
{
    return mind->layout->shape.memory;
}

uint32_t sw_recall_memory_floats(const struct sw_brain_layout *layout)
{
    return layout->shape.memory;
}

uint32_t sw_recall_senses_floats(const struct sw_brain_layout *layout)
{
    return 4 * layout->shape.memory;
}

void sw_recall_begin(struct sw_mind *mind, const float *weights, bool hears)
{
    size_t gates = (size_t)SW_TILE * 2 * memory_of(mind) * sizeof(float);

    sw_mind_begin(mind, weights, NULL);
    memset(mind->memory, 0, (size_t)SW_TILE * memory_of(mind) * sizeof(float));
    memset(mind->sight_gates, 0, gates);
    memset(mind->heard_gates, 0, gates);
    memset(mind->hidden, 0,
           (size_t)SW_TILE * (mind->layout->shape.hidden + memory_of(mind)) * sizeof(float));
    mind->shared = mind->sight_shared = mind->hidden_shared = false;
    mind->seen = true;
    mind->heard = hears;
}

void sw_recall_take_memory(const struct sw_mind *mind, uint32_t row, float *memory)
{
    memcpy(memory, mind->memory + row * memory_of(mind), memory_of(mind) * sizeof *memory);
}

void sw_recall_put_memory(struct sw_mind *mind, uint32_t row, const float *memory)
{
    float *at = mind->memory + row * memory_of(mind);

    if (memory == NULL)
        memset(at, 0, memory_of(mind) * sizeof *at);
    else
        memcpy(at, memory, memory_of(mind) * sizeof *at);
}

void sw_recall_forget(struct sw_mind *mind, uint32_t rows)
{
    size_t M = memory_of(mind);

    for (uint32_t row = 1; mind->shared && row < SW_TILE; row++)
        memcpy(mind->memory + row * M, mind->memory, M * sizeof(float));
    mind->shared = false;
    for (uint32_t row = 0; row < SW_TILE; row++)
        if (rows >> row & 1u)
            sw_recall_put_memory(mind, row, NULL);
}

void sw_recall_take_senses(const struct sw_mind *mind, uint32_t row, float *senses)
{
    size_t n = 2 * memory_of(mind);

    memcpy(senses, mind->sight_gates + row * n, n * sizeof *senses);
    memcpy(senses + n, mind->heard_gates + row * n, n * sizeof *senses);
}

void sw_recall_put_senses(struct sw_mind *mind, uint32_t row, const float *senses)
{
    size_t n = 2 * memory_of(mind);
    float *sight = mind->sight_gates + row * n, *heard = mind->heard_gates + row * n;

    if (senses == NULL) {
        memset(sight, 0, n * sizeof *sight);
        memset(heard, 0, n * sizeof *heard);
    } else {
        memcpy(sight, senses, n * sizeof *sight);
        memcpy(heard, senses + n, n * sizeof *heard);
    }
}

#include "lang/ambiguity.h"

#include <stddef.h>
#include <string.h>

float sw_ambiguity(const uint8_t *tokens, uint32_t length, const uint32_t *class_of, uint32_t count)
{
    uint64_t pairs = 0, equal = 0;

    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < i; j++) {
            if (class_of[i] == class_of[j])
                continue;
            pairs++;
            equal += memcmp(tokens + (size_t)i * length, tokens + (size_t)j * length, length) == 0;
        }
    return pairs == 0 ? 0.0f : (float)equal / (float)pairs;
}

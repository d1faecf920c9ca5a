#include "store/stage.h"

#include <stdlib.h>
#include <string.h>

/* How many records have a key < `key`; *found says whether the next one has it. */
static uint32_t position(const struct sw_stage *stage, const uint8_t *key, bool *found)
{
    uint32_t low = 0, high = stage->count;

    *found = false;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(stage->record[middle].key, key, SW_PAGES_KEY);

        if (order == 0)
            *found = true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct sw_staged *sw_stage_find(const struct sw_stage *stage, const uint8_t key[SW_PAGES_KEY])
{
    bool found;
    uint32_t at = position(stage, key, &found);

    return found ? &stage->record[at] : NULL;
}

const struct sw_staged *sw_stage_find_last(const struct sw_stage *stage,
                                           const uint8_t key[SW_PAGES_KEY])
{
    bool found;
    uint32_t at = position(stage, key, &found);

    if (found)
        return &stage->record[at];
    return at > 0 ? &stage->record[at - 1] : NULL;
}

uint8_t *sw_stage_add(struct sw_stage *stage, const uint8_t key[SW_PAGES_KEY], size_t size,
                      struct sw_error *error)
{
    bool found;
    uint32_t at = position(stage, key, &found);

    if (!found && stage->count == stage->capacity) {
        uint32_t capacity = stage->capacity == 0 ? 16 : 2 * stage->capacity;
        struct sw_staged *larger = realloc(stage->record, (size_t)capacity * sizeof *stage->record);

        if (larger == NULL)
            goto failed;
        stage->record = larger;
        stage->capacity = capacity;
    }
    if (size > stage->room - stage->used) {
        size_t room = 2 * stage->room + size + 4096;
        uint8_t *larger = realloc(stage->bytes, room);

        if (larger == NULL)
            goto failed;
        stage->bytes = larger;
        stage->room = room;
    }
    if (!found) {
        memmove(&stage->record[at + 1], &stage->record[at],
                (stage->count - at) * sizeof *stage->record);
        memcpy(stage->record[at].key, key, SW_PAGES_KEY);
        stage->count++;
    }
    stage->record[at].offset = stage->used;
    stage->record[at].size = size;
    stage->used += size;
    return stage->bytes + stage->record[at].offset;
failed:
    sw_fail(error, SW_EXIT_FAILED, "out of memory while keeping a record of %zu bytes", size);
    return NULL;
}

void sw_stage_clear(struct sw_stage *stage)
{
    stage->count = 0;
    stage->used = 0;
}

void sw_stage_free(struct sw_stage *stage)
{
    free(stage->record);
    free(stage->bytes);
    *stage = (struct sw_stage){0};
}

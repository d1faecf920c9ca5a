#include "lang/labels.h"

#include <stdlib.h>
#include <string.h>

struct placed {
    uint64_t key;
    uint32_t place;
};

static int by_key(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

int64_t sw_labels_number(const uint64_t *key, uint32_t count, uint32_t *label, uint32_t *first,
                         struct sw_error *error)
{
    struct placed *placed;
    int64_t classes = 0;

    if (count == 0)
        return 0;
    placed = sw_allocate(count, sizeof *placed, "counting words", error);
    if (placed == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        placed[i] = (struct placed){key[i], i};
    qsort(placed, count, sizeof *placed, by_key);
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || placed[i].key != placed[i - 1].key) {
            if (first != NULL)
                first[classes] = placed[i].place;
            classes++;
        }
        label[placed[i].place] = (uint32_t)(classes - 1);
    }
    free(placed);
    return classes;
}

void sw_labels_count(const uint32_t *label, uint32_t count, uint32_t classes, uint32_t *count_of)
{
    memset(count_of, 0, classes * sizeof *count_of);
    for (uint32_t i = 0; i < count; i++)
        count_of[label[i]]++;
}

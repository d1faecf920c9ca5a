/* What a run of one process does with its store after the breeding has advanced. */
#ifndef TESTS_STORE_ADVANCED_H
#define TESTS_STORE_ADVANCED_H

#include "population/checkpoint.h"

static inline int store_advanced(struct sw_store *store, const struct sw_breeding *breeding,
                                 struct sw_error *error)
{
    struct sw_records records = {0}, keyframes = {0};
    int result = sw_checkpoint_bred(&records, &keyframes, breeding, error);

    if (result == 0)
        result = sw_checkpoint_put(store, records.bytes, records.size, error);
    if (result == 0)
        result = sw_checkpoint_put(store, keyframes.bytes, keyframes.size, error);
    if (result == 0)
        result = sw_checkpoint_commit(store, breeding, error);
    sw_records_free(&records);
    sw_records_free(&keyframes);
    return result;
}

#endif

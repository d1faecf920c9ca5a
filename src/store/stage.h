/* stage.h - records on their way into the store: kept in memory until a commit writes them.
 *
 * So a commit that fails (a full disk, a full map) can be tried again with nothing lost, and LMDB's
 * transaction is open only for the moment of writing. The records stand in the order of their keys
 * (they mostly come in it, and LMDB likes it), their bytes in one buffer; both are reused. Local.
 */
#ifndef SW_STORE_STAGE_H
#define SW_STORE_STAGE_H

#include "store/pages.h"

struct sw_staged {
    uint8_t key[SW_PAGES_KEY];
    size_t offset, size; /* of its bytes in `bytes` */
};

struct sw_stage {
    struct sw_staged *record; /* by ascending key */
    uint32_t count, capacity;
    uint8_t *bytes;
    size_t used, room;
};

/* Appends a record, or replaces the bytes of the one with this key. Gives where `size` bytes are to
 * be written (borrowed until the next call), or NULL when out of memory. */
uint8_t *sw_stage_add(struct sw_stage *stage, const uint8_t key[SW_PAGES_KEY], size_t size,
                      struct sw_error *error);

/* The record with this key, or NULL. */
const struct sw_staged *sw_stage_find(const struct sw_stage *stage,
                                      const uint8_t key[SW_PAGES_KEY]);

/* The record with the greatest key <= `key`, or NULL. */
const struct sw_staged *sw_stage_find_last(const struct sw_stage *stage,
                                           const uint8_t key[SW_PAGES_KEY]);

/* Forgets the records and keeps the memory. */
void sw_stage_clear(struct sw_stage *stage);
void sw_stage_free(struct sw_stage *stage);

#endif

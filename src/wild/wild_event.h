/* wild_event.h - births, deaths and walks of the wild as numbers of a record, for the store and for
 * messages between ranks. Arrays are begun by whoever packs births, since only some give their ids.
 * Reading trusts nothing: what is beyond the bounds is refused by the reader. All functions are
 * Local.
 */
#ifndef SW_WILD_WILD_EVENT_H
#define SW_WILD_WILD_EVENT_H

#include "base/pack.h"
#include "wild/wild_history.h"

#include <stdint.h>

enum {
    SW_WILD_BIRTH_VALUES = 4, /* without its id */
    SW_WILD_DEATH_VALUES = 6,
    SW_WILD_WALK_VALUES = 5
};

/* The largest of each that may be read. */
struct sw_wild_bounds {
    uint64_t id;
    uint64_t tick;
    uint32_t cell;
};

void sw_wild_pack_birth(struct sw_pack *pack, const struct sw_wild_birth *birth);
/* All of a page, as one array. */
void sw_wild_pack_deaths(struct sw_pack *pack, const struct sw_wild_history *page);
void sw_wild_pack_walks(struct sw_pack *pack, const struct sw_wild_history *page);

/* Each reads what one of them packed. The parent of a birth is at most bounds->id. */
struct sw_wild_birth sw_wild_read_birth(struct sw_unpack *reader, uint64_t id,
                                        const struct sw_wild_bounds *bounds);
struct sw_wild_death sw_wild_read_death(struct sw_unpack *reader,
                                        const struct sw_wild_bounds *bounds);
struct sw_wild_walk sw_wild_read_walk(struct sw_unpack *reader,
                                      const struct sw_wild_bounds *bounds);

#endif

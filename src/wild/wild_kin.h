/* wild_kin.h - who is whose child and who lives, as a run of the wild, or a shadow of it, has it at
 * the end of each page. Local.
 */
#ifndef SW_WILD_WILD_KIN_H
#define SW_WILD_WILD_KIN_H

#include "base/random.h"
#include "wild/wild_record.h"

struct sw_wild_kin {
    const struct sw_wild_history *history; /* borrowed */
    uint32_t shadow;
    struct sw_dice dice;
    uint64_t *parent;   /* by id; 0: none */
    uint64_t *family;   /* by id: the founder or newcomer that it descends from */
    uint64_t *living;   /* ids, in no order */
    uint64_t *place_of; /* by id: where in `living`, UINT64_MAX: nowhere */
    uint32_t *count;    /* by id: living descendants; 0 between pages */
    uint64_t lives, born, dead;
};

/* Before anybody was born. shadow: 0: the run itself, n: its nth shadow. Also after a failure the
 * caller clears it. */
int sw_wild_kin_create(struct sw_wild_kin *kin, const struct sw_wild_history *history,
                       uint32_t shadow, struct sw_error *error);
void sw_wild_kin_clear(struct sw_wild_kin *kin);

/* All that happened up to the end of a page. */
int sw_wild_kin_advance(struct sw_wild_kin *kin, uint64_t page, struct sw_error *error);

#endif

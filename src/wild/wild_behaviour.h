/* wild_behaviour.h - what a genome does in each of SW_WILD_SITUATIONS situations, and what it goes
 * to by that: what measures of evolution compare where no two genomes are equal. Local.
 *
 * Each situation is met by a newborn, who has nothing in its memory. It sees one thing of each kind
 * in each of the four cells beside it, or nothing, with the least and the most energy. Then the
 * lessons: in the tick before it ate a plant of some colour, which fed or poisoned, and now it sees
 * one of that colour beside it.
 *
 * A diet has a bit for each of these, set if the body goes to it in at least 3 of the 4 cells:
 *
 *     bit k                     a thing of kind k, with the least energy
 *     bit kinds + k             the same with the most energy
 *     bit 2 * kinds + c         a plant of colour c, which has just poisoned it
 *     bit 2 * kinds + 4 + c     a plant of colour c, which has just fed it
 */
#ifndef SW_WILD_WILD_BEHAVIOUR_H
#define SW_WILD_WILD_BEHAVIOUR_H

#include "wild/wild_replay.h"

#define SW_WILD_VIEWS      (1 + 4 * SW_WILD_KINDS)   /* nothing, or a thing beside it */
#define SW_WILD_LESSONS    (2 * 4 * SW_WILD_COLOURS) /* fed or poisoned, place, colour */
#define SW_WILD_SITUATIONS (2 * SW_WILD_VIEWS + SW_WILD_LESSONS)

#define SW_WILD_KNOWN (UINT64_C(1) << 63)

struct sw_wild_behaviour {
    uint64_t diet;      /* SW_WILD_KNOWN and what it goes to; 0: not known */
    uint32_t responses; /* situations in which it acts otherwise than if nothing were there, or
                         * otherwise than if it had eaten nothing: at most 8 * kinds + lessons */
};

/* mind: of the layout of the weights; what it holds is lost. */
struct sw_wild_behaviour sw_wild_behave(struct sw_body_mind *mind, const float *weights);

/* Of all who lived at the end of a page, by rebuilding all genomes. out: [births + 1], by id; those
 * of others are not known. */
int sw_wild_behaviours(const struct sw_wild_history *history, struct sw_wild_behaviour *out,
                       struct sw_error *error);

#endif

/* growth.h - a mixture that grows: each stage of a run opens one more expert, and those before it
 * are held still.
 *
 * The units of sight's output (H) and of memory (M) are E blocks of the same size, and expert k is
 * all that leads into the units of block k, its thought, and what the edit head makes of them:
 *
 *     block                0        1        2
 *     expert 0 reads       #                          its edits are those of block 0 alone
 *     expert 1 reads       #        #
 *     expert 2 reads       #        #        #
 *
 * So what an expert does is a function of its own weights and those of the experts before it, and
 * stays the same, bit for bit, whatever later ones learn (progressive networks: Rusu et al. 2016).
 * The eye's table belongs to expert 0, or each expert has an eye of its own, a block of features
 * that it and later experts read (agent/eyes.h).
 *
 * Who thinks is chosen at the first tick of a life and kept. The gate holds P prototypes of each
 * expert: places in block 0 of memory to which the first look at its puzzles has led. The expert
 * with the nearest one thinks. Prototypes are found by competitive learning (MacQueen 1967; Kohonen
 * 1990): the first of them are what was met first, and then the nearest moves. While expert 0 is
 * taught, what leads to block 0 changes, so its prototypes begin anew in each generation. The gate
 * learns of its own stage alone, and needs no puzzle of another. All functions are Local.
 */
#ifndef SW_AGENT_GROWTH_H
#define SW_AGENT_GROWTH_H

#include "agent/mutation.h"

#define SW_EXPERT_CHOSEN UINT8_MAX        /* in place of an expert: the gate chooses */
#define SW_OWNER_NOBODY  UINT8_MAX        /* the weight is always held */
#define SW_OWNER_ALL     (UINT8_MAX - 1u) /* it is never held */

/* Whether the brain grows at all. */
static inline bool sw_growth_is(const struct sw_brain_shape *shape)
{
    return shape->prototypes > 0;
}

/* Units of memory of one expert. */
static inline uint32_t sw_growth_units(const struct sw_brain_shape *shape)
{
    return shape->memory / shape->experts;
}

/* Of every weight of a network: the expert that it belongs to, SW_OWNER_NOBODY for what stays 0
 * and for the gate, or, in a brain that does not grow, SW_OWNER_ALL. owner: [layout->floats]. */
void sw_growth_owners(const struct sw_brain_layout *layout, uint8_t *owner);

/* Makes 0 what stays 0, and empties the gate. weights: [layout->floats]; nothing happens to those
 * of a brain that does not grow. */
void sw_growth_prune(const struct sw_brain_layout *layout, float *weights);

/* Whether a weight is held while an expert is taught. */
static inline bool sw_growth_holds(uint8_t owner, uint8_t expert)
{
    return owner != expert && owner != SW_OWNER_ALL;
}

/* No noise where an expert is not taught. owner: [layout->floats]. */
void sw_growth_silence(const uint8_t *owner, uint8_t expert, struct sw_noise *noise);

/* Bit k: expert k has prototypes. */
uint32_t sw_growth_open(const struct sw_brain_layout *layout, const float *weights);

/* Who thinks after a first look; expert 0 if none has prototypes. memory: [M]. */
uint8_t sw_growth_choose(const struct sw_brain_layout *layout, const float *weights, uint32_t open,
                         const float *memory);

/* The gate forgets an expert. */
void sw_growth_forget(const struct sw_brain_layout *layout, uint8_t expert, float *weights);

/* Teaches the gate that an expert's puzzles lead to this memory ([M/E], block 0). */
void sw_growth_meet(const struct sw_brain_layout *layout, uint8_t expert, const float *memory,
                    float *weights);

/* Leaves of what was thought, [M], the expert's own units. */
void sw_growth_keep_own(const struct sw_brain_shape *shape, uint8_t expert, float *thought);

#endif

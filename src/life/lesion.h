/* lesion.h - parts of an agent that are weights, made silent: in a member that grew up with them
 * (`parts`), or from the founder on (agent.without). Local.
 */
#ifndef SW_LIFE_LESION_H
#define SW_LIFE_LESION_H

#include "agent/brain.h"

/* Parts: id, name, what it is like without (the help of agent.without, without a full stop). */
#define SW_LESION_ROWS(FIRST, ROW)                                                                 \
    FIRST(SW_LESION_NOTHING, "nothing", "agents are whole")                                        \
    ROW(SW_LESION_SIGHT, "sight", "nothing is seen")                                               \
    ROW(SW_LESION_COLOURS, "colours", "cells and their 3x3 surroundings have no colours")          \
    ROW(SW_LESION_ORGANISMS, "organisms",                                                          \
        "attributes of organisms, and where else something lies")                                  \
    ROW(SW_LESION_RELATIONS, "relations", "how cells compare across frames and symmetries")        \
    ROW(SW_LESION_MEMORY, "memory",                                                                \
        "what was a tick ago is forgotten, but for the last edit")                                 \
    ROW(SW_LESION_EDITS, "edits", "what was edited last is not known")                             \
    ROW(SW_LESION_EXPERTS, "experts", "memory goes to the heads without an expert's thought")

#define SW_LESION_ID(id, ...) id,
enum sw_lesion { SW_LESION_ROWS(SW_LESION_ID, SW_LESION_ID) SW_LESIONS };

/* Makes the weights silent that a part consists of. weights: [layout->floats] of a network that
 * solves puzzles, or its way back.
 *
 * sight: all of it. colours, organisms, relations: rows of its table. memory: what was before, so
 * that m' = tanh(n) of what is before the eye, in the ear and was edited last. edits: that last
 * edit. experts: y = m'. */
void sw_lesion_remove(enum sw_lesion lesion, const struct sw_brain_layout *layout, float *weights);

/* Which weights those are: owner[i] becomes SW_OWNER_NOBODY (agent/growth.h), the others stay what
 * they are. */
int sw_lesion_hold(enum sw_lesion lesion, const struct sw_brain_layout *layout, uint8_t *owner,
                   struct sw_error *error);

#endif

/* plain_thinking.h - thinking (life/thinking.h), written down plainly: all prefixes stand in one
 * list, each is thought through from the beginning on one mind, and every program is run from its
 * start on every demonstration. For edits that need no memory and never move an eye. Local. */
#ifndef SW_TESTS_REFERENCE_PLAIN_THINKING_H
#define SW_TESTS_REFERENCE_PLAIN_THINKING_H

#include "agent/mind.h"
#include "world/puzzle/action_set.h"

struct sw_plain_thinking {
    uint32_t thoughts, ticks, looks;
    float spread;
    uint32_t prefixes; /* at most so many, and four more for each program that was tried */
    float brevity;     /* what each edit costs */
};

struct sw_plain_thought {
    uint32_t tried, found;
    struct sw_program program;
    struct sw_program *trial; /* [thoughts] all that were tried, in their order; the caller's */
};

/* Thinks about one puzzle with the mind of these weights; the mind is a workspace. */
void sw_plain_think(const struct sw_plain_thinking *settings, struct sw_mind *mind,
                    const float *weights, const struct sw_action_set *action_set,
                    const struct sw_puzzle *puzzle, struct sw_plain_thought *out);

/* Tries programs one by one, each from its start on every demonstration: how many fit. */
uint32_t sw_plain_tries(const struct sw_puzzle *puzzle, const struct sw_program *program,
                        uint32_t programs);

#endif

/* examine_alone.h - one network in all seats. */
#ifndef SW_TESTS_UNIT_LIFE_EXAMINE_ALONE_H
#define SW_TESTS_UNIT_LIFE_EXAMINE_ALONE_H

#include "life/life.h"

static inline int examine_alone(struct sw_life *life, const float *weights,
                                const struct sw_batch *batch, enum sw_game_id game,
                                enum sw_channel_mode channel, const uint32_t *source,
                                struct sw_answer *answers, struct sw_error *error)
{
    const struct sw_party party = {life, weights};

    return sw_life_converse(&party, &party, batch, game, channel, source, answers, error);
}

#endif

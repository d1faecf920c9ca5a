#include "body/body_channel.h"

#include <stddef.h>

void sw_body_channel_step(struct sw_body_world *world, uint32_t worlds, const uint8_t *act,
                          const uint8_t *say, enum sw_body_speech speech)
{
    for (uint32_t i = 0; i < worlds; i++) {
        uint32_t seats = world[i].game->bodies;
        const uint8_t *heard = NULL;

        if (speech == SW_BODY_SPEECH_NORMAL)
            heard = say + i * seats;
        else if (speech == SW_BODY_SPEECH_SHUFFLED && worlds > 1)
            heard = say + (i + 1) % worlds * seats;
        sw_body_step(&world[i], act + i * seats, heard);
    }
}

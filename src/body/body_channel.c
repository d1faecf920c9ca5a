#include "body/body_channel.h"

#include <stddef.h>

/* The next world that began otherwise: copies of one world, in which others sit, and its complement
 * have its seed. The world itself if there is none. */
static uint32_t another(const struct sw_body_world *world, uint32_t worlds, uint32_t i)
{
    uint32_t j = (i + 1) % worlds;

    while (j != i && world[j].seed == world[i].seed)
        j = (j + 1) % worlds;
    return j;
}

/* Each seat shows those who imitate it what the same seat of another world did. */
static void show_others(struct sw_body_world *world, uint32_t worlds)
{
    for (uint32_t i = 0; i < worlds; i++) {
        uint32_t from = another(world, worlds, i);

        for (uint32_t seat = 0; seat < world[i].game->bodies; seat++) {
            const struct sw_body *model = &world[from].body[seat];

            world[i].body[seat].shown =
                from != i && model->alive ? model->act : (uint8_t)SW_BODY_WAIT;
        }
    }
}

void sw_body_channel_step(struct sw_body_world *world, uint32_t worlds, const uint8_t *act,
                          const uint8_t *say, enum sw_body_speech speech)
{
    for (uint32_t i = 0; i < worlds; i++) {
        uint32_t seats = world[i].game->bodies;
        uint32_t from = speech == SW_BODY_SPEECH_SHUFFLED ? another(world, worlds, i) : i;
        bool hears = speech == SW_BODY_SPEECH_NORMAL || from != i;
        const uint8_t *heard = hears ? say + from * seats : NULL;

        sw_body_fetch(world, i, worlds);
        sw_body_pay_words(&world[i], say + i * seats);
        sw_body_step(&world[i], act + i * seats, heard);
    }
    if (worlds > 0 && world[0].imitates == SW_IMITATION_SHUFFLED)
        show_others(world, worlds);
}

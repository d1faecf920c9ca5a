#include "wild/wild_match.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

void sw_wild_sample_free(struct sw_wild_sample *sample)
{
    free(sample->weights);
    memset(sample, 0, sizeof *sample);
}

static int take(const struct sw_wild_life *life, const struct sw_wild_history *history,
                const uint32_t *home_of, uint64_t tick, uint32_t most, struct sw_wild_sample *out,
                struct sw_error *error)
{
    struct sw_dice dice =
        sw_dice_at((uint64_t)history->settings.seed, SW_RANDOM_WILD_MATCH, tick, 1);
    uint32_t *homes = sw_allocate(life->homes, sizeof *homes, "drawing a sample", error);
    uint32_t living = 0;

    out->weights =
        sw_allocate_floats((size_t)most * life->layout.floats, "drawing a sample", error);
    if (homes == NULL || out->weights == NULL) {
        free(homes);
        return -1;
    }
    for (uint64_t id = 1; id <= history->births; id++)
        if (home_of[id] != UINT32_MAX)
            homes[living++] = home_of[id];
    for (; out->count < most && living > 0; out->count++)
        memcpy(out->weights + (size_t)out->count * life->layout.floats,
               life->weights + (size_t)homes[sw_dice_below(&dice, living)] * life->layout.floats,
               life->layout.floats * sizeof(float));
    free(homes);
    return 0;
}

int sw_wild_sample_at(const struct sw_wild_history *history, uint64_t tick, uint32_t most,
                      struct sw_wild_sample *out, struct sw_error *error)
{
    struct sw_wild_life *life = sw_wild_life_create(&history->settings, error);
    uint32_t *home_of =
        sw_allocate(history->births + 1, sizeof *home_of, "rebuilding genomes", error);
    int result = -1;

    memset(out, 0, sizeof *out);
    if (life != NULL && home_of != NULL)
        result = sw_wild_replay(life, history, tick, NULL, home_of, error);
    if (result == 0)
        result = take(life, history, home_of, tick, most, out, error);
    sw_wild_life_destroy(life);
    free(home_of);
    return result;
}

/* By turns, so that neither side stands where the world began. */
static void seat(struct sw_wild_life *life, const struct sw_wild_sample side[2])
{
    uint32_t worlds = (uint32_t)life->settings.worlds;
    uint32_t pairs = (uint32_t)life->settings.bodies / 2 * worlds;

    for (uint32_t i = 0; i < 2 * pairs; i++) {
        const struct sw_wild_sample *own = &side[i % 2];
        struct sw_wild_body *body = sw_wild_life_arrive(life, i / 2 % worlds);

        if (body == NULL || own->count == 0)
            continue;
        body->team = (uint8_t)(i % 2);
        memcpy(life->weights + (size_t)body->home * life->layout.floats,
               own->weights + (size_t)(i / 2 % own->count) * life->layout.floats,
               life->layout.floats * sizeof(float));
        sw_wild_life_wake(life, body->home);
    }
}

int sw_wild_match(const struct sw_wild_settings *settings, const struct sw_wild_sample side[2],
                  uint64_t number, uint64_t ticks, uint32_t living[2], struct sw_error *error)
{
    struct sw_wild_settings rules = *settings;
    uint32_t block[4];
    struct sw_wild_life *life;

    sw_random_block((uint64_t)settings->seed, SW_RANDOM_WILD_MATCH, number, 0, 0, block);
    rules.seed = (int64_t)(block[0] | (uint64_t)(block[1] & 0xffff) << 32);
    rules.strength = 0;
    rules.least = 0;
    life = sw_wild_life_create(&rules, error);
    if (life == NULL)
        return -1;
    seat(life, side);
    for (uint64_t tick = 0; tick < ticks && life->world->bodies > 0; tick++)
        sw_wild_life_tick(life, NULL);
    living[0] = living[1] = 0;
    for (uint32_t i = 0; i < life->world->bodies; i++)
        living[life->world->body[i].team]++;
    sw_wild_life_destroy(life);
    return 0;
}

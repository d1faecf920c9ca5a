/* film_random.h - films of small worlds that move by themselves: what encoders are measured on.
 * Local. */
#ifndef SW_FILM_FILM_RANDOM_H
#define SW_FILM_FILM_RANDOM_H

#include "film/frames.h"
#include "world/physics/physics_step.h"

/* A kind of world: which rules it draws. */
struct sw_film_world {
    const char *name, *description;
};

uint32_t sw_film_worlds(void);
const struct sw_film_world *sw_film_world_row(uint32_t kind);

/* Appends the frames of film `number` of the seed: a scene of 2 to 10 organisms on a canvas of
 * 8 x 8 to 20 x 20, left to itself until it rests, repeats itself or has 48 frames; at least 4
 * frames. `kind`: a row; the count of rows: number modulo that. `rules` gets what moves it. -1 when
 * out of memory. */
int sw_film_random(uint64_t seed, uint64_t number, uint32_t kind, struct sw_frames *frames,
                   struct sw_physics_rules *rules, struct sw_error *error);

#endif

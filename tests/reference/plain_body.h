/* plain_body.h - worlds with bodies once more, cell by cell and body against body, as
 * world/body/body_step.h says it: what tests and `bench body` compare with. Local.
 */
#ifndef SW_TESTS_PLAIN_BODY_H
#define SW_TESTS_PLAIN_BODY_H

#include "world/body/body_look.h"
#include "world/body/body_step.h"

struct sw_plain_cell {
    int thing, mark, energy, goal;
};

struct sw_plain_body_world {
    const struct sw_body_game *game;
    uint64_t seed;
    uint32_t tick, earshot, begun, turns, speech_cost;
    uint8_t target;
    uint16_t births;
    bool telepathic;
    uint8_t imitates;
    struct sw_body_physics physics;
    int due[SW_BODY_COLOURS];
    int64_t ground, sun;
    struct sw_body
        body[SW_BODY_SEATS]; /* their cells are not kept: they are where the grid has them */
    struct sw_plain_cell cell[SW_SIDE_MAX][SW_SIDE_MAX]; /* [y][x] */
};

/* The same world, and back. */
void sw_plain_body_take(struct sw_plain_body_world *plain, const struct sw_body_world *world);
void sw_plain_body_give(const struct sw_plain_body_world *plain, struct sw_body_world *world);

/* What words cost, before a step. */
void sw_plain_body_pay_words(struct sw_plain_body_world *plain, const uint8_t *say);

void sw_plain_body_step(struct sw_plain_body_world *plain, const uint8_t *act, const uint8_t *say);

/* What a seat perceives. */
void sw_plain_body_look(const struct sw_plain_body_world *plain, uint32_t seat,
                        struct sw_body_percept *out);

/* XXH3 of all that a world is, apart from its scratch. */
uint64_t sw_plain_body_hash(const struct sw_body_world *world);

#endif

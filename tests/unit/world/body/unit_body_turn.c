/* unit_body_turn.c - windows that are turned with bodies: what a body perceives and what its acts
 * do is what it would be in the world turned until the body faces up. */
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_imitate.h"
#include "world/body/body_look.h"
#include "world/body/body_step.h"
#include "world/body/body_task.h"
#include "world/body/body_turn.h"

#include <string.h>

enum { TICKS = 12, WORLDS = 40 };

static const uint8_t clockwise[SW_DIRECTIONS] = {SW_RIGHT, SW_LEFT, SW_UP, SW_DOWN};

/* Bit 0: right, bit 1: lower. */
static const uint8_t corner_clockwise[] = {1, 3, 0, 2};

/* The world and all that is in it, turned clockwise by a quarter. */
static void quarter(const struct sw_body_world *world, struct sw_body_world *out)
{
    int side = world->game->width;

    *out = *world;
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            uint32_t from = sw_body_cell(x, y), to = sw_body_cell(side - 1 - y, x);

            out->thing[to] = world->thing[from];
            out->mark[to] = world->mark[from];
            out->goal[to] = world->goal[from];
            out->energy[to] = world->energy[from];
        }
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &out->body[seat];
        uint32_t cell = world->body[seat].cell;

        body->cell = (uint16_t)sw_body_cell(side - 1 - sw_body_y(cell), sw_body_x(cell));
        body->heading = clockwise[body->heading];
        if (body->act >= SW_BODY_UP && body->act <= SW_BODY_RIGHT)
            body->act = (uint8_t)(SW_BODY_UP + clockwise[body->act - SW_BODY_UP]);
    }
    if (world->game->task != NULL && world->game->task->target == SW_TARGET_WAY)
        out->target = clockwise[world->target];
    if (world->game->task != NULL && world->game->task->target == SW_TARGET_CORNER)
        out->target = corner_clockwise[world->target];
}

static const char *const games[] = {"carry-led",   "herd",   "market-four", "build", "draw", "pit",
                                    "forage-four", "meadow", "forage-three"};

/* The world as it is, turned so that a seat faces up, and where bodies are not turned. */
static void face_up(const struct sw_body_world *world, uint32_t seat, struct sw_body_world *out)
{
    static struct sw_body_world from;

    *out = *world;
    while (out->body[seat].heading != SW_UP) {
        from = *out;
        quarter(&from, out);
    }
    out->turned = false;
}

START_TEST(what_is_faced_is_above)
{
    static struct sw_body_world world, up;
    const struct sw_body_game *game = sw_body_game_find(games[_i]);
    uint32_t turned = 0, acts = game->acts;

    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TEST, 0, 3);

        sw_body_begin(&world, game, seed, false);
        world.turned = true;
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            uint8_t act[SW_BODY_SEATS];

            for (uint32_t seat = 0; seat < game->bodies; seat++) {
                struct sw_body_percept percept, wanted;
                const struct sw_body *body = &world.body[seat];
                uint8_t felt = (uint8_t)sw_dice_below(&dice, acts);

                act[seat] = sw_body_meant(&world, seat, felt);
                ck_assert_uint_eq(sw_body_felt(&world, seat, act[seat]), felt);
                if (!body->alive)
                    continue;
                if (felt == SW_BODY_UP)
                    ck_assert_uint_eq(act[seat], SW_BODY_UP + body->heading);
                face_up(&world, seat, &up);
                memset(&percept, 0, sizeof percept);
                memset(&wanted, 0, sizeof wanted);
                sw_body_look(&world, seat, &percept);
                sw_body_look(&up, seat, &wanted);
                if (wanted.act >= SW_BODY_UP && wanted.act <= SW_BODY_RIGHT)
                    wanted.act = SW_BODY_UP;
                ck_assert_mem_eq(&percept, &wanted, sizeof percept);
                turned += body->heading != SW_UP;
            }
            sw_body_step(&world, act, NULL);
        }
    }
    ck_assert_uint_gt(turned, WORLDS);
}
END_TEST

static bool same_percept(const struct sw_body_world *world, const struct sw_body_world *other,
                         uint32_t seat)
{
    struct sw_body_percept one, two;

    memset(&one, 0, sizeof one);
    memset(&two, 0, sizeof two);
    sw_body_look(world, seat, &one);
    sw_body_look(other, seat, &two);
    return memcmp(&one, &two, sizeof one) == 0;
}

/* A world that is turned by a quarter is perceived as if it were not, bit for bit; where bodies are
 * upright most percepts are others. */
START_TEST(a_turned_world_is_perceived_the_same)
{
    static struct sw_body_world world, other;
    const struct sw_body_game *game = sw_body_game_find(games[_i]);
    uint32_t differ = 0, looks = 0;

    ck_assert_uint_eq(game->width, game->height);
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TEST, 0, 4);

        sw_body_begin(&world, game, seed, false);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            uint8_t act[SW_BODY_SEATS];

            for (uint32_t seat = 0; seat < game->bodies; seat++) {
                act[seat] = (uint8_t)sw_dice_below(&dice, game->acts);
                if (!world.body[seat].alive)
                    continue;
                world.turned = true;
                quarter(&world, &other);
                ck_assert(same_percept(&world, &other, seat));
                world.turned = other.turned = false;
                differ += !same_percept(&world, &other, seat);
                looks++;
            }
            sw_body_step(&world, act, NULL);
        }
    }
    ck_assert_uint_gt(differ, looks / 2);
}
END_TEST

static const char *const still[] = {"carry-led", "build", "draw", "market-four"};

/* Where nothing grows or moves by itself bodies that choose the same acts live the same life, tick
 * by tick, in a world and in that world turned; upright ones do not. */
START_TEST(a_turned_world_is_lived_the_same)
{
    static struct sw_body_world world, other, wanted;
    const struct sw_body_game *game = sw_body_game_find(still[_i]);
    uint32_t apart = 0;

    for (uint64_t number = 0; number < 2 * WORLDS; number++) {
        struct sw_dice dice = sw_dice_at(number / 2, SW_RANDOM_TEST, 0, 5);
        bool turned = number % 2 == 0, differ = false;

        sw_body_begin(&world, game, number / 2, false);
        world.turned = turned;
        world.imitates = SW_IMITATION_YES;
        quarter(&world, &other);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            uint8_t act[2][SW_BODY_SEATS];

            for (uint32_t seat = 0; seat < game->bodies; seat++) {
                uint8_t felt =
                    (uint8_t)sw_dice_below(&dice, sw_body_choices(game, (uint32_t)world.imitates));

                act[0][seat] = sw_body_meant(&world, seat, felt);
                act[1][seat] = sw_body_meant(&other, seat, felt);
            }
            sw_body_step(&world, act[0], NULL);
            sw_body_step(&other, act[1], NULL);
            quarter(&world, &wanted);
            if (turned) {
                ck_assert_mem_eq(other.thing, wanted.thing, sizeof wanted.thing);
                ck_assert_mem_eq(other.mark, wanted.mark, sizeof wanted.mark);
                for (uint32_t seat = 0; seat < game->bodies; seat++) {
                    ck_assert_uint_eq(other.body[seat].heading, wanted.body[seat].heading);
                    ck_assert_uint_eq(other.body[seat].event, wanted.body[seat].event);
                    ck_assert_int_eq(other.body[seat].energy, wanted.body[seat].energy);
                }
            }
            differ |= memcmp(other.thing, wanted.thing, sizeof wanted.thing) != 0;
        }
        apart += differ;
    }
    ck_assert_uint_gt(apart, WORLDS / 2);
}
END_TEST

/* One that goes ahead comes to the cell that is above the middle of its window. */
START_TEST(to_go_up_is_to_go_ahead)
{
    static struct sw_body_world world;
    uint32_t went = 0;

    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        uint8_t act[SW_BODY_SEATS] = {0};
        uint32_t above;

        sw_body_begin(&world, sw_body_game_find("forage-four"), seed, false);
        world.turned = true;
        above = sw_body_seen_cell(&world, 0, 0, -1);
        if (world.thing[above] != SW_THING_NONE)
            continue;
        act[0] = sw_body_meant(&world, 0, SW_BODY_UP);
        sw_body_step(&world, act, NULL);
        ck_assert_uint_eq(world.body[0].cell, above);
        went++;
    }
    ck_assert_uint_gt(went, WORLDS / 2);
}
END_TEST

/* Where bodies are not turned all is as it stands. */
START_TEST(others_are_not_turned)
{
    static struct sw_body_world world;

    sw_body_begin(&world, sw_body_game_find("herd"), 4, false);
    for (uint32_t heading = 0; heading < SW_DIRECTIONS; heading++) {
        world.body[1].heading = (uint8_t)heading;
        for (uint8_t act = 0; act < SW_BODY_ACTS; act++) {
            ck_assert_uint_eq(sw_body_meant(&world, 1, act), act);
            ck_assert_uint_eq(sw_body_felt(&world, 1, act), act);
        }
        for (uint32_t i = 0; i < 4; i++) {
            ck_assert_uint_eq(sw_body_felt_way(&world, 1, i), i);
            ck_assert_uint_eq(sw_body_felt_corner(&world, 1, i), i);
        }
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body turn");
    TCase *t = tcase_create("body turn");

    tcase_add_loop_test(t, what_is_faced_is_above, 0, (int)(sizeof games / sizeof *games));
    tcase_add_loop_test(t, a_turned_world_is_perceived_the_same, 0,
                        (int)(sizeof games / sizeof *games));
    tcase_add_loop_test(t, a_turned_world_is_lived_the_same, 0,
                        (int)(sizeof still / sizeof *still));
    tcase_add_test(t, to_go_up_is_to_go_ahead);
    tcase_add_test(t, others_are_not_turned);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

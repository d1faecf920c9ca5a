/* unit_body_backplay.c - lives that begin on the way to the goal: how far, in how many worlds, and
 * from there the crew that knows how comes to the end in time. */
#include "body/body_backplay.h"
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_step.h"
#include "world/body/body_task.h"

#include <string.h>

enum { WORLDS = 200, TICKS = 30 };

static struct sw_body_world world, begun;

static const uint32_t *drawn(uint64_t seed)
{
    static uint32_t block[4];

    sw_random_block(seed, SW_RANDOM_TEST, 0, 0, 0, block);
    return block;
}

/* Ticks in which the crew that knows how is done from here; TICKS if it is not. */
static uint32_t ticks_from_here(void)
{
    uint8_t act[SW_BODY_SEATS];

    for (uint32_t tick = 0; tick < TICKS; tick++) {
        if (world.game->task->progress(&world) == SW_BODY_WHOLE)
            return tick;
        world.game->task->solve(&world, act);
        sw_body_step(&world, act, NULL);
    }
    return TICKS;
}

static const char *const games[] = {"carry", "collect", "build", "draw", "market"};

START_TEST(the_way_is_shorter)
{
    uint32_t tall[TICKS] = {0}, moved = 0;

    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        uint32_t whole, left;

        sw_body_begin(&world, sw_body_game_find(games[_i]), seed, false);
        begun = world;
        whole = ticks_from_here();
        world = begun;
        sw_body_backplay(&world, 1, TICKS, drawn(seed));
        ck_assert_uint_lt(world.tick, whole > 0 ? whole : 1);
        ck_assert_int_eq(sw_body_ledger(&world), sw_body_ledger(&begun));
        tall[world.tick]++;
        moved += world.tick > 0;
        left = world.tick;
        left += ticks_from_here();
        ck_assert_uint_ge(left, whole);
        if (whole < TICKS) /* else it was not done in time */
            ck_assert_uint_eq(left, whole);
    }
    ck_assert_uint_gt(tall[0], 0);
    ck_assert_uint_gt(tall[1], 0);
    ck_assert_uint_gt(moved, WORLDS / 3);
}
END_TEST

/* As many worlds as the share says, the same ones each time and whatever the target. */
START_TEST(a_share_of_the_worlds)
{
    const struct sw_body_game *game = sw_body_game_find("market");
    uint32_t moved[3] = {0};

    for (uint64_t seed = 0; seed < WORLDS; seed++)
        for (uint32_t i = 0; i < 3; i++) {
            uint32_t ticks;

            sw_body_begin(&world, game, seed, false);
            begun = world;
            sw_body_backplay(&world, 0.5 * i, TICKS, drawn(seed));
            ticks = world.tick;
            moved[i] += ticks > 0;
            if (ticks == 0)
                ck_assert_mem_eq(&world, &begun, sizeof world);
            sw_body_begin(&world, game, seed, false);
            sw_body_backplay(&world, 0.5 * i, TICKS, drawn(seed));
            ck_assert_uint_eq(world.tick, ticks);
            sw_body_begin(&world, game, seed, true);
            sw_body_backplay(&world, 0.5 * i, TICKS, drawn(seed));
            ck_assert_uint_eq(world.tick > 0, ticks > 0);
        }
    ck_assert_uint_eq(moved[0], 0);
    ck_assert_uint_gt(moved[2], WORLDS / 2);
    ck_assert_uint_gt(moved[1], moved[2] / 3);
    ck_assert_uint_lt(moved[1], 2 * moved[2] / 3 + 1);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body backplay");
    TCase *t = tcase_create("body backplay");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, the_way_is_shorter, 0, (int)(sizeof games / sizeof *games));
    tcase_add_test(t, a_share_of_the_worlds);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

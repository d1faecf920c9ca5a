/* unit_wild_imitate.c - imitation in the wild: whom a body imitates round the edges of its world,
 * what that comes to, its control, and that the order of bodies says nothing. */
#include "base/around.h"
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "wild/wild_imitate.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE = 9, PLANE = SIDE * SIDE };

/* Two worlds of nine by nine in which nothing is. */
static struct sw_wild_world *bare(int32_t imitate)
{
    struct sw_wild_settings settings;
    struct sw_wild_world *world;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_wild_settings_read(NULL, NULL, 0, &settings, &error), 0);
    settings.width = settings.height = SIDE;
    settings.worlds = 2;
    settings.imitate = imitate;
    world = sw_wild_world_create(&settings, 0, &error);
    ck_assert_ptr_nonnull(world);
    world->seed = 5;
    world->next_id = 1;
    return world;
}

/* before: what it did in the tick before. Returns its place in the array. */
static uint32_t put(struct sw_wild_world *world, uint32_t w, int x, int y, uint8_t heading,
                    uint8_t before)
{
    uint32_t cell = w * PLANE + (uint32_t)(y * SIDE + x);

    world->body[world->bodies] = (struct sw_wild_body){.id = world->next_id++,
                                                       .cell = cell,
                                                       .energy = 50,
                                                       .size = 1,
                                                       .heading = heading,
                                                       .act = before,
                                                       .alive = 1};
    world->thing[cell] = (uint32_t)(SW_WILD_BODY + world->bodies);
    return world->bodies++;
}

START_TEST(the_nearest_round_the_edges)
{
    struct sw_wild_world *world = bare(SW_WILD_IMITATION_YES);
    uint32_t one = put(world, 1, 0, 0, 2, SW_WILD_WAIT); /* faces left */

    put(world, 0, 0, 1, 0, SW_WILD_UP); /* in another world */
    put(world, 1, 3, 0, 0, SW_WILD_UP); /* out of its window */
    ck_assert_uint_eq(sw_wild_nearest(world, one), UINT32_MAX);
    ck_assert_uint_eq(sw_wild_nearest(world, put(world, 1, 7, 7, 0, SW_WILD_UP)), one);
    ck_assert_uint_eq(sw_wild_nearest(world, one), 3);
    ck_assert_uint_eq(put(world, 1, 0, 1, 0, SW_WILD_UP), 4); /* below it */
    ck_assert_uint_eq(sw_wild_nearest(world, one), 4);
    ck_assert_uint_eq(put(world, 1, 0, 8, 0, SW_WILD_UP), 5); /* above it, round the edge */
    ck_assert_uint_eq(sw_wild_nearest(world, one), 5);        /* from the left, up comes first */
    ck_assert_uint_eq(put(world, 1, 8, 0, 0, SW_WILD_UP), 6);
    ck_assert_uint_eq(sw_wild_nearest(world, one), 6);
    sw_wild_world_destroy(world);
}
END_TEST

START_TEST(it_does_what_was_done_before)
{
    struct sw_wild_world *world = bare(SW_WILD_IMITATION_YES);
    uint8_t act[3] = {SW_WILD_IMITATE, SW_WILD_LEFT, SW_WILD_IMITATE};

    put(world, 0, 3, 4, 0, SW_WILD_WAIT);
    put(world, 0, 5, 4, 0, SW_WILD_DOWN);
    put(world, 0, 8, 8, 0, SW_WILD_UP); /* sees nobody */
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(world->body[0].act, SW_WILD_DOWN);
    ck_assert_uint_eq(world->body[0].cell, 5 * SIDE + 3);
    ck_assert_int_eq(world->body[0].energy, 50 - 2);
    ck_assert_uint_eq(world->body[2].act, SW_WILD_WAIT);
    ck_assert_int_eq(world->body[2].energy, 50 - 1);
    ck_assert_uint_eq(world->totals.imitated, 2);
    ck_assert_uint_eq(world->totals.found, 1);
    ck_assert_uint_eq(world->totals.acts[SW_WILD_DOWN], 1);
    ck_assert_uint_eq(world->totals.acts[SW_WILD_LEFT], 1);
    ck_assert_uint_eq(world->totals.acts[SW_WILD_WAIT], 1);
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(world->body[0].act, SW_WILD_LEFT);
    sw_wild_world_destroy(world);
}
END_TEST

START_TEST(without_it_the_number_is_a_wait)
{
    struct sw_wild_world *world = bare(SW_WILD_IMITATION_NO);
    uint8_t act[2] = {SW_WILD_IMITATE, SW_WILD_LEFT};

    put(world, 0, 3, 4, 0, SW_WILD_WAIT);
    put(world, 0, 5, 4, 0, SW_WILD_DOWN);
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(world->body[0].act, SW_WILD_WAIT);
    ck_assert_uint_eq(world->totals.imitated, 0);
    ck_assert_uint_eq(sw_wild_choices(&world->settings), SW_WILD_ACTS);
    sw_wild_world_destroy(world);
}
END_TEST

/* In the control the one beside it is never imitated, and neither is it itself: of eight others
 * each is, about as often. */
START_TEST(shuffled_is_a_third)
{
    struct sw_wild_world *world = bare(SW_WILD_IMITATION_SHUFFLED);
    uint32_t one = put(world, 0, 4, 4, 0, SW_WILD_DIVIDE), times[SW_WILD_ACTS] = {0};
    uint8_t chosen[16] = {SW_WILD_IMITATE}, act[16];

    put(world, 0, 5, 4, 0, SW_WILD_GROW); /* the one that is near */
    for (int i = 0; i < 8; i++)
        put(world, 1, i, i % 2 * 4, 0, (uint8_t)(SW_WILD_WAIT + i / 2));
    for (world->tick = 1; world->tick <= 8000; world->tick++) {
        sw_wild_imitate(world, chosen, act);
        times[act[one]]++;
    }
    for (uint8_t i = 0; i < SW_WILD_ACTS; i++)
        if (i <= SW_WILD_LEFT)
            ck_assert(times[i] > 1800 && times[i] < 2200);
        else
            ck_assert_uint_eq(times[i], 0);
    world->bodies = 2; /* nobody else */
    sw_wild_imitate(world, chosen, act);
    ck_assert_uint_eq(act[one], SW_WILD_WAIT);
    sw_wild_world_destroy(world);
}
END_TEST

/* Bodies in another order, with other ids: the same acts by cell. */
START_TEST(order_says_nothing)
{
    uint32_t found = 0;

    for (uint32_t number = 0; number < 100; number++) {
        struct sw_wild_world *world = bare(SW_WILD_IMITATION_YES);
        struct sw_wild_world *other = bare(SW_WILD_IMITATION_YES);
        struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, 0, 8);
        uint8_t chosen[10], there[10], act[10], act_there[10];
        uint32_t cell[PLANE], to[10];

        sw_dice_permutation(&dice, cell, PLANE);
        sw_dice_permutation(&dice, to, 10);
        for (uint32_t i = 0; i < 10; i++)
            put(world, 0, (int)cell[i] % SIDE, (int)cell[i] / SIDE,
                (uint8_t)sw_dice_below(&dice, 4), (uint8_t)sw_dice_below(&dice, SW_WILD_ACTS));
        for (uint32_t i = 0; i < 10; i++) {
            const struct sw_wild_body *body = &world->body[to[i]];

            put(other, 0, (int)body->cell % SIDE, (int)body->cell / SIDE, body->heading, body->act);
            chosen[to[i]] = there[i] = (uint8_t)sw_dice_below(&dice, SW_WILD_ACTS + 1);
        }
        for (uint32_t i = 0; i < 10; i++)
            if (sw_dice_below(&dice, 2) == 0)
                chosen[to[i]] = there[i] = SW_WILD_IMITATE;
        sw_wild_imitate(world, chosen, act);
        sw_wild_imitate(other, there, act_there);
        for (uint32_t i = 0; i < 10; i++)
            ck_assert_uint_eq(act_there[i], act[to[i]]);
        found += (uint32_t)world->totals.found;
        sw_wild_world_destroy(world);
        sw_wild_world_destroy(other);
    }
    ck_assert_uint_gt(found, 200);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("wild_imitate");
    TCase *t = tcase_create("wild_imitate");

    tcase_add_test(t, the_nearest_round_the_edges);
    tcase_add_test(t, it_does_what_was_done_before);
    tcase_add_test(t, without_it_the_number_is_a_wait);
    tcase_add_test(t, shuffled_is_a_third);
    tcase_add_test(t, order_says_nothing);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_body_imitate.c - imitation as an act: whom a body imitates, whatever seats are numbered and
 * however the world is turned, and what that comes to. */
#include "base/around.h"
#include "base/random.h"
#include "body/body_channel.h"
#include "world/body/body_imitate.h"
#include "tests/reference/plain_body_parts.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>
#include <string.h>

/* ---- the order of cells ---- */

START_TEST(around_is_each_cell_once)
{
    bool seen[5][5] = {{false}};
    int before = 0;

    for (uint32_t i = 0; i < SW_AROUND_CELLS; i++) {
        struct sw_around at = sw_around((uint32_t)_i)[i];
        int far = at.right * at.right + at.down * at.down;

        ck_assert_int_ge(far, before);
        ck_assert(abs(at.right) <= SW_AROUND_REACH && abs(at.down) <= SW_AROUND_REACH);
        ck_assert(!seen[at.down + 2][at.right + 2]);
        seen[at.down + 2][at.right + 2] = true;
        before = far;
    }
    ck_assert(!seen[2][2]);
}
END_TEST

/* ---- small worlds ---- */

/* A world of nine by nine without anything, in which bodies are put. */
static struct sw_body_game game;

static void clear(struct sw_body_world *world, uint32_t acts)
{
    game = *sw_body_game_find("forage-four");
    game.width = game.height = 9;
    game.plants = 0;
    game.acts = (uint8_t)acts;
    game.bites = acts <= SW_BODY_ACTS_SIMPLE;
    sw_body_begin(world, &game, 1, false);
    for (int y = 0; y < 9; y++)
        for (int x = 0; x < 9; x++)
            world->thing[sw_body_cell(x, y)] = SW_THING_NONE;
    for (uint32_t seat = 0; seat < SW_BODY_SEATS; seat++)
        world->body[seat] = (struct sw_body){.alive = false};
    world->imitates = SW_IMITATION_YES;
}

/* before: what it did in the tick before. */
static struct sw_body *put(struct sw_body_world *world, uint32_t seat, int x, int y,
                           enum sw_direction heading, enum sw_body_act before)
{
    uint32_t cell = sw_body_cell(x, y);

    world->thing[cell] = (uint8_t)(SW_THING_BODY + seat);
    world->body[seat] = (struct sw_body){.alive = true,
                                         .acts = game.acts,
                                         .size = 1,
                                         .heading = (uint8_t)heading,
                                         .act = (uint8_t)before,
                                         .shown = (uint8_t)before,
                                         .cell = (uint16_t)cell,
                                         .energy = 500};
    return &world->body[seat];
}

static const uint8_t imitate[SW_BODY_SEATS] = {SW_BODY_ACTS_SIMPLE, SW_BODY_ACTS_SIMPLE,
                                               SW_BODY_ACTS_SIMPLE, SW_BODY_ACTS_SIMPLE};

START_TEST(nearest_comes_first)
{
    static struct sw_body_world world;

    clear(&world, SW_BODY_ACTS_SIMPLE);
    put(&world, 0, 4, 4, SW_UP, SW_BODY_WAIT);
    ck_assert_uint_eq(sw_body_nearest(&world, 0), SW_BODY_SEATS);
    put(&world, 1, 7, 4, SW_UP, SW_BODY_UP); /* three cells away */
    ck_assert_uint_eq(sw_body_nearest(&world, 0), SW_BODY_SEATS);
    put(&world, 2, 6, 2, SW_UP, SW_BODY_UP);
    ck_assert_uint_eq(sw_body_nearest(&world, 0), 2);
    put(&world, 3, 4, 6, SW_UP, SW_BODY_UP);
    ck_assert_uint_eq(sw_body_nearest(&world, 0), 3);
    put(&world, 1, 3, 5, SW_UP, SW_BODY_UP);
    ck_assert_uint_eq(sw_body_nearest(&world, 0), 1);
}
END_TEST

/* Four at the same distance, and each is the one that is imitated if the body faces it. Without it
 * the next one clockwise is. */
START_TEST(ties_go_clockwise_from_the_heading)
{
    static const struct {
        enum sw_direction heading;
        int right, down;
    } clockwise[4] = {{SW_UP, 0, -1}, {SW_RIGHT, 1, 0}, {SW_DOWN, 0, 1}, {SW_LEFT, -1, 0}};

    for (uint32_t turn = 0; turn < 4; turn++)
        for (uint32_t missing = 0; missing < 4; missing++) {
            static struct sw_body_world world;

            clear(&world, SW_BODY_ACTS_SIMPLE);
            put(&world, 4, 4, 4, clockwise[turn].heading, SW_BODY_WAIT);
            /* Seats against the clock, so that their order is of no help. */
            for (uint32_t i = missing; i < 4; i++)
                put(&world, 3 - (turn + i) % 4, 4 + clockwise[(turn + i) % 4].right,
                    4 + clockwise[(turn + i) % 4].down, SW_UP, SW_BODY_WAIT);
            ck_assert_uint_eq(sw_body_nearest(&world, 4), 3 - (turn + missing) % 4);
        }
}
END_TEST

START_TEST(it_does_what_was_done_before)
{
    static struct sw_body_world world;
    struct sw_body *one, *other;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_ACTS_SIMPLE, SW_BODY_DOWN};

    clear(&world, SW_BODY_ACTS_SIMPLE);
    one = put(&world, 0, 4, 4, SW_UP, SW_BODY_WAIT);
    other = put(&world, 1, 6, 4, SW_UP, SW_BODY_LEFT);
    sw_body_step(&world, act, NULL);
    /* What the other did before, and not what it does now. */
    ck_assert_uint_eq(one->act, SW_BODY_LEFT);
    ck_assert_uint_eq(one->cell, sw_body_cell(3, 4));
    ck_assert_uint_eq(one->heading, SW_LEFT);
    ck_assert_int_eq(one->energy, 500 - 2); /* its size, and the act that it came to */
    ck_assert_uint_eq(other->act, SW_BODY_DOWN);
    ck_assert(one->imitates && !other->imitates);
    ck_assert_uint_eq(one->imitated.ticks, 1);
    ck_assert_uint_eq(one->imitated.found, 1);
    /* It is out of the other's window by now: a wait, which costs its size alone. */
    sw_body_step(&world, act, NULL);
    ck_assert_uint_eq(one->act, SW_BODY_WAIT);
    ck_assert_int_eq(one->energy, 500 - 3);
    ck_assert_uint_eq(one->imitated.ticks, 2);
    ck_assert_uint_eq(one->imitated.found, 1);
}
END_TEST

/* Two that imitate each other change acts; one that imitates an imitator does what that came to. */
START_TEST(imitation_is_imitated)
{
    static struct sw_body_world world;

    clear(&world, SW_BODY_ACTS_SIMPLE);
    put(&world, 0, 2, 4, SW_UP, SW_BODY_UP);
    put(&world, 1, 3, 4, SW_UP, SW_BODY_DOWN);
    sw_body_step(&world, imitate, NULL);
    ck_assert_uint_eq(world.body[0].act, SW_BODY_DOWN);
    ck_assert_uint_eq(world.body[1].act, SW_BODY_UP);
    sw_body_step(&world, imitate, NULL); /* they stand two apart */
    ck_assert_uint_eq(world.body[0].act, SW_BODY_UP);
    ck_assert_uint_eq(world.body[1].act, SW_BODY_DOWN);
    ck_assert(world.body[0].imitates && world.body[1].imitates);
}
END_TEST

/* Where there is no imitation, the number behind the acts of the game is a wait, as it was. */
START_TEST(no_is_no)
{
    static struct sw_body_world world;

    clear(&world, SW_BODY_ACTS_SIMPLE);
    world.imitates = SW_IMITATION_NO;
    put(&world, 0, 2, 4, SW_UP, SW_BODY_UP);
    put(&world, 1, 3, 4, SW_UP, SW_BODY_UP);
    sw_body_step(&world, imitate, NULL);
    ck_assert_uint_eq(world.body[0].act, SW_BODY_WAIT);
    ck_assert_uint_eq(world.body[0].imitated.ticks, 0);
    ck_assert_uint_eq(sw_body_choices(&game, SW_IMITATION_NO), SW_BODY_ACTS_SIMPLE);
    ck_assert_uint_eq(sw_body_choices(&game, SW_IMITATION_YES), SW_BODY_ACTS_SIMPLE + 1);
    ck_assert_uint_eq(sw_body_choice(&world, SW_BODY_IMITATE), SW_BODY_WAIT);
    world.imitates = SW_IMITATION_YES;
    ck_assert_uint_eq(sw_body_choice(&world, SW_BODY_IMITATE), SW_BODY_ACTS_SIMPLE);
    ck_assert_uint_eq(sw_body_choice(&world, SW_BODY_EAT), SW_BODY_WAIT);
    ck_assert_uint_eq(sw_body_choice(&world, SW_BODY_LEFT), SW_BODY_LEFT);
}
END_TEST

/* A seat that has fewer acts than the one it imitates waits. */
START_TEST(acts_that_it_does_not_have)
{
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_ACTS_OWN, SW_BODY_ACTS_OWN};

    clear(&world, SW_BODY_ACTS_OWN);
    put(&world, 0, 2, 4, SW_UP, SW_BODY_WAIT)->acts = SW_BODY_ACTS_SIMPLE;
    put(&world, 1, 3, 4, SW_UP, SW_BODY_MARK);
    put(&world, 2, 4, 4, SW_UP, SW_BODY_MARK);
    sw_body_step(&world, act, NULL);
    ck_assert_uint_eq(world.body[0].act, SW_BODY_WAIT);
    ck_assert_int_eq(world.body[0].energy, 500 - 1);
    ck_assert_uint_eq(world.body[1].act, SW_BODY_MARK);
    ck_assert_int_eq(world.body[1].energy, 500 - 2);
    ck_assert_uint_eq(world.mark[world.body[1].cell], 1);
}
END_TEST

/* Plants that are eaten so are counted apart. */
START_TEST(meals_are_counted)
{
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_ACTS_SIMPLE, SW_BODY_RIGHT};

    clear(&world, SW_BODY_ACTS_SIMPLE);
    put(&world, 0, 2, 4, SW_UP, SW_BODY_WAIT);
    put(&world, 1, 2, 5, SW_UP, SW_BODY_RIGHT);
    for (int y = 4; y < 6; y++) {
        world.thing[sw_body_cell(3, y)] = SW_THING_PLANT;
        world.energy[sw_body_cell(3, y)] = SW_BODY_MEAL;
    }
    world.physics.feeds = 1;
    sw_body_step(&world, act, NULL);
    for (uint32_t seat = 0; seat < 2; seat++) {
        ck_assert_uint_eq(world.body[seat].meals, 1);
        ck_assert_uint_eq(world.body[seat].imitated.meals, seat == 0);
        ck_assert_uint_eq(world.body[seat].imitated.good, seat == 0);
    }
}
END_TEST

/* ---- worlds that are turned ---- */

static const uint8_t turned_act[] = {SW_BODY_WAIT, SW_BODY_RIGHT, SW_BODY_LEFT, SW_BODY_UP,
                                     SW_BODY_DOWN};

/* The same world a quarter clockwise, seats in the opposite order. */
static void turn(const struct sw_body_world *world, struct sw_body_world *out)
{
    *out = *world;
    for (int y = 0; y < 9; y++)
        for (int x = 0; x < 9; x++) {
            uint8_t thing = world->thing[sw_body_cell(x, y)];

            out->thing[sw_body_cell(8 - y, x)] =
                thing >= SW_THING_BODY ? (uint8_t)(2 * SW_THING_BODY + 3 - thing) : thing;
        }
    for (uint32_t seat = 0; seat < 4; seat++) {
        const struct sw_body *from = &world->body[seat];
        struct sw_body *to = &out->body[3 - seat];
        int x = sw_body_x(from->cell), y = sw_body_y(from->cell);

        *to = *from;
        to->cell = (uint16_t)sw_body_cell(8 - y, x);
        to->heading = (uint8_t)(turned_act[from->heading + 1] - SW_BODY_UP);
        to->act = turned_act[from->act];
        to->shown = turned_act[from->shown];
    }
}

START_TEST(a_turned_world_is_lived_turned)
{
    uint32_t found = 0;

    for (uint32_t number = 0; number < 300; number++) {
        static struct sw_body_world world, other, wanted;
        struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, 0, 7);

        clear(&world, SW_BODY_ACTS_SIMPLE);
        for (uint32_t seat = 0; seat < 4; seat++) {
            int x, y;

            do {
                x = (int)sw_dice_below(&dice, 5) + 2, y = (int)sw_dice_below(&dice, 5) + 2;
            } while (world.thing[sw_body_cell(x, y)] != SW_THING_NONE);
            put(&world, seat, x, y, sw_dice_below(&dice, 4), SW_BODY_WAIT);
        }
        turn(&world, &other);
        for (uint32_t tick = 0; tick < 30; tick++) {
            uint8_t act[SW_BODY_SEATS] = {0}, there[SW_BODY_SEATS] = {0};

            for (uint32_t seat = 0; seat < 4; seat++) {
                act[seat] = (uint8_t)sw_dice_below(&dice, SW_BODY_ACTS_SIMPLE + 4);
                if (act[seat] > SW_BODY_ACTS_SIMPLE)
                    act[seat] = SW_BODY_ACTS_SIMPLE;
                there[3 - seat] =
                    act[seat] == SW_BODY_ACTS_SIMPLE ? act[seat] : turned_act[act[seat]];
            }
            sw_body_step(&world, act, NULL);
            sw_body_step(&other, there, NULL);
            turn(&world, &wanted);
            ck_assert_mem_eq(other.thing, wanted.thing, sizeof other.thing);
            ck_assert_mem_eq(other.body, wanted.body, 4 * sizeof *other.body);
        }
        for (uint32_t seat = 0; seat < 4; seat++)
            found += world.body[seat].imitated.found;
    }
    ck_assert_uint_gt(found, 5000);
}
END_TEST

/* ---- the control ---- */

/* Of each world the same seat of the next one is imitated; copies of one world are no other. */
START_TEST(shuffled_acts_are_of_another_world)
{
    static struct sw_body_world world[4];
    static const uint64_t seeds[4] = {7, 7, 8, 9};
    static const uint32_t next[4] = {2, 2, 3, 0};
    uint8_t act[4][4], say[16] = {0};

    for (uint32_t i = 0; i < 4; i++) {
        clear(&world[i], SW_BODY_ACTS_SIMPLE);
        world[i].seed = seeds[i];
        world[i].imitates = SW_IMITATION_SHUFFLED;
        for (uint32_t seat = 0; seat < 4; seat++) {
            put(&world[i], seat, 1 + 2 * (int)seat, 4, SW_UP, SW_BODY_WAIT);
            act[i][seat] = (uint8_t)(seat % 2 == 0 ? SW_BODY_WAIT : 1 + (i + seat) % 2);
        }
    }
    sw_body_channel_step(world, 4, act[0], say, SW_BODY_SPEECH_NORMAL);
    for (uint32_t i = 0; i < 4; i++)
        for (uint32_t seat = 0; seat < 4; seat++)
            ck_assert_uint_eq(world[i].body[seat].shown, world[next[i]].body[seat].act);
    for (uint32_t i = 0; i < 4; i++)
        act[i][0] = SW_BODY_ACTS_SIMPLE;
    sw_body_channel_step(world, 4, act[0], say, SW_BODY_SPEECH_NORMAL);
    for (uint32_t i = 0; i < 4; i++)
        ck_assert_uint_eq(world[i].body[0].act, 1 + (next[i] + 1) % 2);
    /* One alone has no other world: imitating is waiting. */
    sw_body_channel_step(world, 1, act[0], say, SW_BODY_SPEECH_NORMAL);
    ck_assert_uint_eq(world[0].body[1].shown, SW_BODY_WAIT);
}
END_TEST

/* ---- beside the plain double ---- */

START_TEST(the_plain_double_agrees)
{
    static const char *const games[] = {"meadow", "pit", "forage-and-tell", "guide", "market-four"};
    uint32_t nobody = 0, somebody = 0;

    for (uint32_t number = 0; number < 200; number++) {
        static struct sw_body_world world;
        static struct sw_plain_body_world plain;

        sw_body_begin(&world, sw_body_game_find(games[number % 5]), number, false);
        sw_plain_body_take(&plain, &world);
        for (uint32_t seat = 0; seat < world.game->bodies; seat++) {
            uint32_t nearest = sw_body_nearest(&world, seat);
            int wanted = plain_nearest(&plain, (int)seat);

            ck_assert_int_eq(nearest == SW_BODY_SEATS ? -1 : (int)nearest, wanted);
            nobody += wanted < 0;
            somebody += wanted >= 0;
        }
    }
    ck_assert_uint_gt(nobody, 100);
    ck_assert_uint_gt(somebody, 100);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body_imitate");
    TCase *t = tcase_create("body_imitate");

    tcase_add_loop_test(t, around_is_each_cell_once, 0, 4);
    tcase_add_test(t, nearest_comes_first);
    tcase_add_test(t, ties_go_clockwise_from_the_heading);
    tcase_add_test(t, it_does_what_was_done_before);
    tcase_add_test(t, imitation_is_imitated);
    tcase_add_test(t, no_is_no);
    tcase_add_test(t, acts_that_it_does_not_have);
    tcase_add_test(t, meals_are_counted);
    tcase_add_test(t, a_turned_world_is_lived_turned);
    tcase_add_test(t, shuffled_acts_are_of_another_world);
    tcase_add_test(t, the_plain_double_agrees);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

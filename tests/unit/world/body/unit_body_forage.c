/* unit_body_forage.c - the body that knows how to forage: it goes to the nearest food around what
 * stands, looks where it has not been, perceives no more than a brain does, and gathers well. */
#include "world/body/body_forage.h"
#include "world/body/body_look.h"
#include "world/body/body_step.h"
#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <string.h>

enum { WORLDS = 100, TICKS = 80 };

static struct sw_body_world world, other;
static struct sw_body_forager forager[SW_BODY_SEATS], twin;

/* A world of `forage` with nothing in it but what a picture says, its upper left corner first:
 * P a plant that feeds, X one that poisons, B a box, b the body. */
static void draw(const char *const *row, uint32_t rows)
{
    sw_body_begin(&world, sw_body_game_find("forage"), 1, false);
    for (int y = 0; y < world.game->height; y++)
        memset(world.thing + sw_body_cell(0, y), SW_THING_NONE, world.game->width);
    world.physics.feeds = 1;
    for (uint32_t y = 0; y < rows; y++)
        for (uint32_t x = 0; row[y][x] != 0; x++) {
            uint32_t cell = sw_body_cell((int)x, (int)y);

            world.thing[cell] = row[y][x] == 'P'   ? SW_THING_PLANT
                                : row[y][x] == 'X' ? SW_THING_PLANT + 1
                                : row[y][x] == 'B' ? SW_THING_BOX
                                : row[y][x] == 'b' ? SW_THING_BODY
                                                   : SW_THING_NONE;
            if (row[y][x] == 'b')
                world.body[0].cell = (uint16_t)cell;
        }
    memset(forager, 0, sizeof forager);
}

static const struct picture {
    const char *row[6];
    uint32_t rows;
    uint8_t act;
} pictures[] = {
    {{"bP"}, 1, SW_BODY_RIGHT},             /* what feeds */
    {{"P..b", "...P"}, 2, SW_BODY_DOWN},    /* the nearer one */
    {{"bX", ".P"}, 2, SW_BODY_DOWN},        /* not what poisons */
    {{"bBP", "..."}, 2, SW_BODY_DOWN},      /* around a box */
    {{"bXP", "XX"}, 2, SW_BODY_RIGHT},      /* through poison where no other way is */
    {{"XB", "bB", "BB"}, 3, SW_BODY_UP},    /* poison before boxes */
    {{"BB", "bB", "X."}, 3, SW_BODY_DOWN},  /* the same downwards */
    {{"b...P", "BBBBB"}, 2, SW_BODY_RIGHT}, /* what it does not see yet lies on the way */
};

START_TEST(goes_to_food)
{
    draw(pictures[_i].row, pictures[_i].rows);
    ck_assert_uint_eq(sw_body_forage(&forager[0], &world, 0), pictures[_i].act);
}
END_TEST

/* Boxes all around: it pushes one, rather than wait. */
START_TEST(pushes_its_way_out)
{
    static const char *const boxed[] = {"bB", "B."};

    draw(boxed, 2);
    ck_assert_uint_ne(sw_body_forage(&forager[0], &world, 0), SW_BODY_WAIT);
}
END_TEST

/* In an empty world every cell comes into its window, and again later. */
START_TEST(looks_everywhere)
{
    static const char *const nothing[] = {"b"};
    uint32_t oldest = TICKS;

    draw(nothing, 1);
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        uint8_t act = sw_body_forage(&forager[0], &world, 0);

        sw_body_step(&world, &act, NULL);
    }
    for (int y = 0; y < world.game->height; y++)
        for (int x = 0; x < world.game->width; x++) {
            uint32_t seen = forager[0].seen[sw_body_cell(x, y)];

            ck_assert_uint_gt(seen, 0);
            oldest = seen < oldest ? seen : oldest;
        }
    ck_assert_uint_gt(oldest, TICKS / 4);
}
END_TEST

/* What is beyond the window of all ticks so far says nothing. */
START_TEST(sees_no_more_than_a_brain)
{
    uint32_t differ = 0;

    for (uint32_t seed = 0; seed < WORLDS; seed++) {
        uint32_t cell;

        sw_body_begin(&world, sw_body_game_find("forage-three"), seed, false);
        other = world;
        cell = world.body[0].cell;
        for (int y = 0; y < world.game->height; y++)
            for (int x = 0; x < world.game->width; x++) {
                int right = x - sw_body_x(cell), down = y - sw_body_y(cell);

                if (right < -SW_BODY_REACH || right > SW_BODY_REACH || down < -SW_BODY_REACH ||
                    down > SW_BODY_REACH)
                    other.thing[sw_body_cell(x, y)] = SW_THING_NONE;
            }
        differ += memcmp(world.thing, other.thing, sizeof world.thing) != 0;
        memset(forager, 0, sizeof forager);
        memset(&twin, 0, sizeof twin);
        ck_assert_uint_eq(sw_body_forage(&forager[0], &world, 0), sw_body_forage(&twin, &other, 0));
    }
    ck_assert_uint_eq(differ, WORLDS);
}
END_TEST

/* What a forager gathers in a game, meals a life; all plants that it eats and does not have to
 * feed.
 */
static const struct yield {
    const char *game;
    double meals, good;
} yields[] = {
    {"forage", 20, 0.99},          {"forage-three", 22, 0.98},
    {"forage-four", 15, 0.98},     {"forage-three-four", 17, 0.98},
    {"forage-and-tell", 15, 0.98}, {"guide", 20, 0.99},
};

START_TEST(gathers_well)
{
    const struct sw_body_game *game = sw_body_game_find(yields[_i].game);
    uint64_t meals = 0, good = 0, eaters = (uint64_t)WORLDS * (game->bodies - game->guides);
    int64_t energy = 0;

    for (uint32_t seed = 0; seed < WORLDS; seed++) {
        sw_body_begin(&world, game, seed, seed % 2 == 1);
        memset(forager, 0, sizeof forager);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            uint8_t act[SW_BODY_SEATS] = {0};

            for (uint32_t seat = 0; seat < game->bodies; seat++)
                if (world.body[seat].alive)
                    act[seat] = sw_body_forage(&forager[seat], &world, seat);
            sw_body_step(&world, act, NULL);
        }
        for (uint32_t seat = 0; seat < game->bodies; seat++) {
            meals += world.body[seat].meals;
            good += world.body[seat].good;
            energy += world.body[seat].gained - world.body[seat].lost;
        }
    }
    ck_assert_double_gt((double)energy / SW_BODY_MEAL, yields[_i].meals * (double)eaters);
    ck_assert_double_gt((double)good, yields[_i].good * (double)meals);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body forage");
    TCase *t = tcase_create("body forage");

    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, goes_to_food, 0, sizeof pictures / sizeof *pictures);
    tcase_add_test(t, pushes_its_way_out);
    tcase_add_test(t, looks_everywhere);
    tcase_add_test(t, sees_no_more_than_a_brain);
    tcase_add_loop_test(t, gathers_well, 0, sizeof yields / sizeof *yields);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

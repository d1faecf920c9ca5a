/* unit_body_task.c - tasks of crews: what is laid out, crews that know how do it, one body cannot
 * carry, what each seat perceives, and the shortest way against a plain search. */
#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_look.h"
#include "world/body/body_route.h"
#include "world/body/body_step.h"
#include "world/body/body_task.h"

#include "base/random.h"

#include <stdio.h>
#include <string.h>

#define WORLDS 100
#define TICKS  60

static uint32_t task_games(const struct sw_body_game **game)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < sw_body_game_count(); i++)
        if (sw_body_game_row(i)->task != NULL)
            game[found++] = sw_body_game_row(i);
    return found;
}

/* The game of a loop test. */
static const struct sw_body_game *game_of(int number)
{
    const struct sw_body_game *game[64];

    ck_assert_int_lt(number, (int)task_games(game));
    return game[number];
}

/* Lives a world to its end by the crew that knows how. */
static void solve_world(struct sw_body_world *world)
{
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        uint8_t act[SW_BODY_SEATS] = {0};

        world->game->task->solve(world, act);
        sw_body_step(world, act, NULL);
    }
}

static bool can_be_done(const struct sw_body_game *game)
{
    return game->task != &sw_body_carry || game->bodies > 1;
}

START_TEST(who_knows_how_does_it)
{
    const struct sw_body_game *game = game_of(_i);
    uint32_t done = 0;

    for (uint32_t seed = 0; seed < WORLDS; seed++) {
        static struct sw_body_world world;

        sw_body_begin(&world, game, seed, seed % 2 == 1);
        ck_assert_int_eq(game->task->progress(&world), 0);
        solve_world(&world);
        done += game->task->progress(&world) == SW_BODY_WHOLE;
    }
    if (!can_be_done(game))
        ck_assert_uint_eq(done, 0);
    else
        ck_assert_msg(done >= WORLDS * 9 / 10, "%s: %u of %u", game->name, done, WORLDS);
}
END_TEST

/* Whatever bodies do, progress stays within its bounds, and whole is done. */
START_TEST(progress_has_bounds)
{
    const struct sw_body_game *game = game_of(_i);
    uint32_t moved = 0;

    for (uint32_t seed = 0; seed < WORLDS; seed++) {
        static struct sw_body_world world;
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TEST, (uint64_t)_i, 0);

        sw_body_begin(&world, game, seed, false);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            uint8_t act[SW_BODY_SEATS];

            for (uint32_t seat = 0; seat < SW_BODY_SEATS; seat++)
                act[seat] = (uint8_t)sw_dice_below(&dice, game->acts);
            sw_body_step(&world, act, NULL);
            ck_assert_int_ge(game->task->progress(&world), -SW_BODY_WHOLE);
            ck_assert_int_le(game->task->progress(&world), SW_BODY_WHOLE);
            moved += game->task->progress(&world) != 0;
        }
    }
    ck_assert_uint_gt(moved, 0);
}
END_TEST

/* A complement has the same layout dice and, in many worlds, another target. */
START_TEST(complement_asks_for_another)
{
    const struct sw_body_game *game = game_of(_i);
    uint32_t other = 0;

    for (uint32_t seed = 0; seed < WORLDS; seed++) {
        static struct sw_body_world world, complement;

        sw_body_begin(&world, game, seed, false);
        sw_body_begin(&complement, game, seed, true);
        other += world.target != complement.target ||
                 memcmp(world.goal, complement.goal, sizeof world.goal) != 0;
    }
    if (game->targets == 1)
        ck_assert_uint_eq(other, 0);
    else
        ck_assert_uint_gt(other, WORLDS / 3);
}
END_TEST

/* ---- rights ---- */

static bool holds_row(const struct sw_body_percept *percept, uint32_t row)
{
    for (uint32_t i = 0; i < percept->rows; i++)
        if (percept->row[i] == row)
            return true;
    return false;
}

START_TEST(the_first_alone_is_told)
{
    static const char *const names[] = {"carry-led", "collect", "draw-told"};
    const struct sw_body_game *game = sw_body_game_find(names[_i]);
    uint32_t first = sw_body_senses(game).rows - SW_BODY_TARGETS;

    for (uint32_t seed = 0; seed < 20; seed++) {
        static struct sw_body_world world, bare;

        sw_body_begin(&world, game, seed, false);
        bare = world;
        bare.target = (uint8_t)((world.target + 1) % SW_BODY_TARGETS);
        memset(bare.goal, 0, sizeof bare.goal);
        for (uint32_t seat = 0; seat < game->bodies; seat++) {
            struct sw_body_percept percept, without;

            memset(&percept, 0, sizeof percept);
            memset(&without, 0, sizeof without);
            sw_body_look(&world, seat, &percept);
            sw_body_look(&bare, seat, &without);
            ck_assert(holds_row(&percept, first + world.target) == (seat == 0));
            ck_assert((memcmp(&percept, &without, sizeof percept) == 0) == (seat > 0));
        }
    }
}
END_TEST

/* In carry-told nothing but the word of the last says where home is: it perceives that alone, and
 * a world and its complement look the same to all others, who hear the last alone. */
START_TEST(a_word_alone_tells)
{
    const struct sw_body_game *game = sw_body_game_find("carry-told");
    struct sw_body_senses senses = sw_body_senses(game);
    uint32_t target = senses.rows - SW_BODY_TARGETS, words = target - (SW_BODY_TOKENS - 1);
    uint32_t ways[SW_DIRECTIONS] = {0};

    for (uint32_t seed = 0; seed < 20; seed++) {
        static struct sw_body_world world[2];
        uint8_t act[SW_BODY_SEATS] = {0}, say[SW_BODY_SEATS] = {3, 5, 6};

        for (uint32_t i = 0; i < 2; i++) {
            sw_body_begin(&world[i], game, seed, i == 1);
            ways[world[i].target]++;
        }
        for (uint32_t tick = 0; tick < 2; tick++) {
            for (uint32_t seat = 0; seat < game->bodies; seat++) {
                struct sw_body_percept percept[2];

                memset(percept, 0, sizeof percept);
                for (uint32_t i = 0; i < 2; i++)
                    sw_body_look(&world[i], seat, &percept[i]);
                if (seat == 2) {
                    ck_assert_uint_eq(percept[0].rows, 1);
                    ck_assert_uint_eq(percept[0].row[0], target + world[0].target);
                    continue;
                }
                ck_assert_mem_eq(&percept[0], &percept[1], sizeof percept[0]);
                ck_assert_uint_eq(percept[0].words, tick);
                ck_assert(tick == 0 || holds_row(&percept[0], words + 6 - 1));
            }
            for (uint32_t i = 0; i < 2; i++)
                sw_body_step(&world[i], act, say);
        }
    }
    ck_assert_uint_gt(ways[SW_UP], 10);
    ck_assert_uint_gt(ways[SW_DOWN], 10);
    ck_assert_uint_eq(ways[SW_UP] + ways[SW_DOWN], 40);
}
END_TEST

START_TEST(who_does_not_hear)
{
    struct sw_body_rights rights[SW_BODY_SEATS] = {{0}, {.deaf = true}};
    struct sw_body_game game = *sw_body_game_find("carry");
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {0}, say[SW_BODY_SEATS] = {3, 5};
    uint32_t first = sw_body_senses(&game).rows - SW_BODY_TARGETS - (SW_BODY_TOKENS - 1);

    game.rights = rights;
    sw_body_begin(&world, &game, 1, false);
    sw_body_step(&world, act, say);
    for (uint32_t seat = 0; seat < 2; seat++) {
        struct sw_body_percept percept;

        sw_body_look(&world, seat, &percept);
        ck_assert(holds_row(&percept, first + say[1 - seat] - 1u) == (seat == 0));
        ck_assert((percept.row[percept.rows - 1] == first + say[1 - seat] - 1u) == (seat == 0));
    }
}
END_TEST

START_TEST(acts_are_rights)
{
    const struct sw_body_game *game = sw_body_game_find("draw-told");
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_MARK, SW_BODY_MARK};

    sw_body_begin(&world, game, 1, false);
    sw_body_step(&world, act, NULL);
    ck_assert_uint_eq(world.mark[world.body[0].cell], 0);
    ck_assert_uint_eq(world.mark[world.body[1].cell], 1);
    ck_assert_uint_eq(world.body[0].act, SW_BODY_WAIT);
}
END_TEST

/* ---- hide and market ---- */

/* A canvas with an animal at the left of the middle row, a box before it, and one body. */
static void lay_by_hand(struct sw_body_world *world, int x, int y)
{
    sw_body_begin(world, sw_body_game_find("hide"), 1, false);
    for (int i = 0; i < 81; i++)
        world->thing[sw_body_cell(i % 9, i / 9)] = SW_THING_NONE;
    world->thing[sw_body_cell(0, 4)] = SW_THING_ANIMAL;
    world->thing[sw_body_cell(3, 4)] = SW_THING_BOX;
    world->body[1].alive = false;
    world->body[0].cell = (uint16_t)sw_body_cell(x, y);
    world->thing[world->body[0].cell] = SW_THING_BODY;
}

START_TEST(a_box_hides)
{
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_WAIT};

    /* Behind the box nobody is seen, and the animal stands still. */
    lay_by_hand(&world, 6, 4);
    for (int tick = 0; tick < 4; tick++)
        sw_body_step(&world, act, NULL);
    ck_assert_uint_eq(world.thing[sw_body_cell(0, 4)], SW_THING_ANIMAL);
    ck_assert_uint_eq(world.goal[sw_body_cell(6, 4)], 1);
    ck_assert_uint_eq(world.goal[sw_body_cell(4, 4)], 1);
    ck_assert_uint_eq(world.goal[sw_body_cell(3, 4)], 0); /* the box itself */
    ck_assert_uint_eq(world.goal[sw_body_cell(2, 4)], 0);
    ck_assert_uint_eq(world.goal[sw_body_cell(6, 0)], 0);

    /* Beside it one is, and the animal comes a step nearer in every second tick. */
    lay_by_hand(&world, 6, 0);
    for (int tick = 0; tick < 4; tick++)
        sw_body_step(&world, act, NULL);
    ck_assert_uint_eq(world.thing[sw_body_cell(2, 4)], SW_THING_ANIMAL);
    ck_assert_uint_eq(world.goal[sw_body_cell(4, 4)], 1);
}
END_TEST

START_TEST(what_is_held_is_felt)
{
    const struct sw_body_game *game = sw_body_game_find("market");
    uint32_t kinds =
        (sw_body_senses(game).rows - SW_BODY_TARGETS - (SW_BODY_TOKENS - 1) - SW_BODY_LEVELS) /
        SW_BODY_PLACES;
    uint32_t own = SW_BODY_PLACES / 2 * kinds + 1; /* behind the wall */
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_WAIT};
    struct sw_body_percept percept;

    sw_body_begin(&world, game, 3, false);
    for (uint32_t seat = 0; seat < 2; seat++) {
        sw_body_look(&world, seat, &percept);
        ck_assert(holds_row(&percept, own + (world.target + seat) % 2));
        ck_assert(!holds_row(&percept, own + (world.target + seat + 1) % 2));
    }
    /* Put down it is felt no more; eaten it is lost to the other. */
    while (world.body[0].hand != SW_THING_NONE) {
        act[0] = world.body[0].act == SW_BODY_PUT ? SW_BODY_UP + world.tick % 4 : SW_BODY_PUT;
        sw_body_step(&world, act, NULL);
    }
    sw_body_look(&world, 0, &percept);
    ck_assert(!holds_row(&percept, own) && !holds_row(&percept, own + 1));
    act[0] = SW_BODY_EAT;
    sw_body_step(&world, act, NULL);
    ck_assert_int_lt(game->task->progress(&world), 0);
}
END_TEST

/* ---- ways ---- */

/* Acts to a cell over empty cells, found by relaxing all cells until nothing changes. */
static uint32_t plain_steps(const struct sw_body_world *world, uint32_t from, uint32_t to)
{
    static uint32_t steps[SW_BODY_CELLS];
    bool changes = true;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        steps[cell] = cell == from ? 0 : 10000;
    while (changes) {
        changes = false;
        for (int y = 0; y < world->game->height; y++)
            for (int x = 0; x < world->game->width; x++) {
                uint32_t cell = sw_body_cell(x, y);

                if (cell != to && cell != from && world->thing[cell] != SW_THING_NONE)
                    continue;
                for (uint32_t direction = 0; direction < SW_DIRECTIONS; direction++) {
                    uint32_t beside = sw_body_next(world, cell, direction);

                    if (beside != to && steps[beside] + 1 < steps[cell]) {
                        steps[cell] = steps[beside] + 1;
                        changes = true;
                    }
                }
            }
    }
    return steps[to];
}

START_TEST(ways_are_shortest)
{
    const struct sw_body_game *game = sw_body_game_find("pit");
    uint32_t found = 0;

    for (uint32_t seed = 0; seed < 40; seed++) {
        static struct sw_body_world world;
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TEST, 0, 9);
        uint32_t to = sw_body_cell((int)sw_dice_below(&dice, game->width),
                                   (int)sw_dice_below(&dice, game->height));
        uint32_t wanted;
        struct sw_body_route route, faces;

        sw_body_begin(&world, game, seed, false);
        wanted = plain_steps(&world, world.body[0].cell, to);
        route = sw_body_find_route(&world, 0, to, false, NULL);
        ck_assert_uint_eq(route.steps, wanted < 10000 ? wanted : SW_BODY_NO_WAY);
        if (route.steps == SW_BODY_NO_WAY || route.steps < 2)
            continue;
        found++;
        /* To face it takes a step less than to stand on it, and perhaps a turn or a way round. */
        faces = sw_body_find_route(&world, 0, to, true, NULL);
        ck_assert_uint_ge(faces.steps, route.steps - 1);
    }
    ck_assert_uint_gt(found, 20);
}
END_TEST

START_TEST(tasks_are_in_the_docs)
{
    const struct sw_body_game *game[64];
    uint32_t count = task_games(game);

    for (uint32_t i = 0; i < count; i++) {
        char line[600];

        snprintf(line, sizeof line, "| `%s` | %s | %s |", game[i]->task->name,
                 game[i]->task->success, game[i]->task->graded);
        check_doc_has("bodies.md", line);
        ck_assert(!game[i]->torus);
        ck_assert_uint_ge(game[i]->energy, 1000);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body task");
    TCase *t = tcase_create("body task");
    const struct sw_body_game *game[64];
    int games = (int)task_games(game);

    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, who_knows_how_does_it, 0, games);
    tcase_add_loop_test(t, progress_has_bounds, 0, games);
    tcase_add_loop_test(t, complement_asks_for_another, 0, games);
    tcase_add_loop_test(t, the_first_alone_is_told, 0, 3);
    tcase_add_test(t, a_word_alone_tells);
    tcase_add_test(t, who_does_not_hear);
    tcase_add_test(t, acts_are_rights);
    tcase_add_test(t, a_box_hides);
    tcase_add_test(t, what_is_held_is_felt);
    tcase_add_test(t, ways_are_shortest);
    tcase_add_test(t, tasks_are_in_the_docs);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

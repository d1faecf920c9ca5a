/* Looking again, against one mind that is asked edit by edit: stop ends a look and not the program
 * while the demonstrations are not right, and the next begins with an empty mind. */
#include "life/acting.h"
#include "tests/unit/life/examine_alone.h"
#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { PUZZLES = 40 };

static struct sw_batch *many;

static void set_up(uint32_t ticks, uint32_t looks)
{
    struct sw_worlds_settings settings;

    life_begin("portable", "worlds.laws=mirror,turn,hollow,transpose,gravity");
    settings = sw_settings_worlds(&f.settings);
    sw_worlds_destroy(worlds);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    many = sw_batch_create(PUZZLES, &f.error);
    ck_assert_int_eq(sw_batch_examination(many, worlds, 2, 0, false, &f.error), 0);
    life->ticks = ticks;
    life->looks = looks;
    for (uint32_t i = 0; i < f.layout.tensors; i++) {
        const struct sw_tensor *tensor = &f.layout.tensor[i];

        for (uint32_t row = 0; row < tensor->rows; row++)
            sw_random_noise(3, SW_RANDOM_TEST, i, row, 0,
                            parent.weights + tensor->offset + (size_t)row * tensor->stride,
                            tensor->columns);
        for (uint32_t at = 0; at < tensor->rows * tensor->stride; at++)
            parent.weights[tensor->offset + at] *= tensor->scale;
    }
    parent.weights[f.layout.tensor[SW_EDIT_BIAS].offset] += 0.7f; /* stop */
}

static void tear_down(void)
{
    sw_batch_destroy(many);
    life_end();
}

/* What one mind sees of a puzzle whose canvases the program has made. */
static void look(const struct sw_puzzle *puzzle, const struct sw_program *program,
                 struct sw_encoding *encoding, struct sw_percept *percept)
{
    struct sw_puzzle *seen = calloc(1, sizeof *seen);

    sw_puzzle_copy(seen, puzzle);
    for (int i = 0; i < puzzle->demonstrations; i++)
        seen->demonstration[i].canvas = sw_program_run(program, &puzzle->demonstration[i].canvas);
    ck_assert_int_eq(sw_sight_demonstrations(seen, percept, NULL), 0);
    free(seen);
    sw_mind_begin(life->mind, parent.weights, NULL);
    ck_assert_int_eq(sw_encoding_take(encoding, life->mind, parent.weights, percept, NULL), 0);
    sw_mind_see(life->mind, encoding);
}

static struct sw_program plainly(const struct sw_puzzle *puzzle)
{
    struct sw_program program = {0};
    struct sw_percept *percept = sw_percept_create(64, NULL);
    struct sw_encoding encoding = {0};
    uint32_t looks = 1, begun = 0;
    uint16_t previous[SW_TILE], next[SW_TILE];

    look(puzzle, &program, &encoding, percept);
    sw_mind_previous(previous, SW_EDIT_NONE);
    while (program.length < life->ticks) {
        sw_mind_think(life->mind, previous);
        sw_mind_edit_greedy(life->mind, next);
        sw_mind_previous(previous, next[0]);
        if (next[0] != 0) {
            program.token[program.length++] = life->action_set.token[next[0]];
            continue;
        }
        if (looks == life->looks || program.length == begun || program.length + 1u >= life->ticks ||
            sw_puzzle_explains(puzzle, &program))
            break;
        program.token[program.length++] = (sw_edit_token)sw_edit_find("fresh", 5);
        begun = program.length;
        looks++;
        look(puzzle, &program, &encoding, percept);
        sw_mind_previous(previous, SW_EDIT_NONE);
    }
    sw_percept_destroy(percept);
    sw_encoding_free(&encoding);
    return program;
}

START_TEST(stop_ends_a_look)
{
    static const uint32_t looks[] = {1, 2, 3, 5};
    struct sw_answer answers[PUZZLES];
    uint32_t source[PUZZLES] = {0}, again = 0;

    set_up(9, looks[_i]);
    ck_assert_int_eq(examine_alone(life, parent.weights, many, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   source, answers, &f.error),
                     0);
    for (uint32_t i = 0; i < PUZZLES; i++) {
        struct sw_program wanted = plainly(&many->puzzle[i]);

        ck_assert(sw_program_equal(&answers[i].program, &wanted));
        again += sw_tokens_hold(wanted.token, wanted.length, sw_edit_find("fresh", 5));
    }
    ck_assert_int_eq(again > 0, looks[_i] > 1);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("acting");
    TCase *t = tcase_create("acting");

    tcase_add_loop_test(t, stop_ends_a_look, 0, 4);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

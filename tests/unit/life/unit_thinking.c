/* Thinking against thinking written down plainly (tests/reference/plain_thinking.h): the same
 * programs in the same order, the same answers, whoever shares the tile. */
#include "tests/unit/life/examine_alone.h"
#include "tests/reference/plain_thinking.h"
#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { PUZZLES = 40, THOUGHTS = 60 };

static struct sw_batch *many;
static const struct sw_seat *solver;

/* Weights that prefer some edits to others, but no one always. */
static void set_up(const char *set, uint32_t seed)
{
    struct sw_worlds_settings settings;

    life_begin("portable", set);
    settings = sw_settings_worlds(&f.settings);
    sw_worlds_destroy(worlds);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    many = sw_batch_create(PUZZLES, &f.error);
    ck_assert_int_eq(sw_batch_examination(many, worlds, seed, 0, false, &f.error), 0);
    solver = sw_game_editor(sw_game_row(SW_GAME_SOLO));
    for (uint32_t i = 0; i < f.layout.tensors; i++) {
        const struct sw_tensor *tensor = &f.layout.tensor[i];

        for (uint32_t row = 0; row < tensor->rows; row++)
            sw_random_noise(seed, SW_RANDOM_TEST, i, row, 0,
                            parent.weights + tensor->offset + (size_t)row * tensor->stride,
                            tensor->columns);
        for (uint32_t at = 0; at < tensor->rows * tensor->stride; at++)
            parent.weights[tensor->offset + at] *= tensor->scale;
    }
}

static void tear_down(void)
{
    sw_batch_destroy(many);
    life_end();
}

static struct sw_program told[PUZZLES][THOUGHTS];
static uint32_t tolds[PUZZLES];

static void hear(void *context, uint32_t puzzle, uint32_t number, const struct sw_program *program,
                 bool fits)
{
    (void)fits;
    ck_assert_ptr_eq(context, told);
    ck_assert_uint_eq(number, ++tolds[puzzle]);
    told[puzzle][number - 1] = *program;
}

static void think(const struct sw_thinking_settings *settings, uint32_t first, uint32_t puzzles,
                  struct sw_thought *thought)
{
    struct sw_thinking *thinking = sw_thinking_create(&f.layout, &f.action_set, settings, &f.error);
    struct sw_thinker thinker = {.mind = life->mind,
                                 .weights = parent.weights,
                                 .seat = solver,
                                 .puzzle = many->puzzle + first,
                                 .shown = many->shown + first,
                                 .puzzles = puzzles};

    ck_assert_ptr_nonnull(thinking);
    memset(tolds, 0, sizeof tolds);
    sw_thinking_tell(thinking, hear, told);
    ck_assert_int_eq(sw_thinking_think(thinking, &thinker, thought, &f.error), 0);
    sw_thinking_destroy(thinking);
}

static const struct {
    const char *laws;
    struct sw_thinking_settings settings;
} cases[] = {
    {"worlds.laws=mirror,turn,transpose", {THOUGHTS, 3, 1, 0.0f, 0, 0.0f}},
    {"worlds.laws=mirror,transpose", {THOUGHTS, 5, 1, 0.0f, 0, 0.0f}},
    {"worlds.laws=fill,outline,recolour.largest", {THOUGHTS, 4, 1, 0.1f, 0, 0.0f}},
    {"worlds.laws=fill,outline,recolour.largest", {THOUGHTS, 4, 1, 0.1f, 0, 0.7f}},
    {"worlds.laws=mirror,gravity", {1, 5, 1, 0.0f, 0, 0.0f}},
    {"worlds.laws=mirror,turn,hollow", {THOUGHTS, 6, 2, 0.0f, 0, 0.0f}},
    {"worlds.laws=mirror,gravity.up,turn", {30, 8, 3, 0.05f, 0, 0.0f}},
};

START_TEST(the_same_programs_in_the_same_order)
{
    const struct sw_thinking_settings *settings = &cases[_i].settings;
    struct sw_plain_thinking plain = {
        settings->thoughts, settings->ticks, settings->looks, settings->spread, 2048,
        settings->brevity};
    struct sw_plain_thought wanted = {.trial = calloc(THOUGHTS, sizeof *wanted.trial)};
    struct sw_thought thought[PUZZLES];
    uint32_t found = 0, missed = 0, late = 0;

    set_up(cases[_i].laws, 11 + (uint32_t)_i);
    think(settings, 0, PUZZLES, thought);
    for (uint32_t i = 0; i<PUZZLES; i += settings->looks> 1 ? 4 : 1) {
        sw_plain_think(&plain, life->mind, parent.weights, &f.action_set, &many->puzzle[i],
                       &wanted);
        ck_assert_uint_eq(thought[i].tried, wanted.tried);
        ck_assert_uint_eq(thought[i].found, wanted.found);
        ck_assert(sw_program_equal(&thought[i].program, &wanted.program));
        ck_assert_uint_eq(tolds[i], wanted.tried);
        for (uint32_t k = 0; k < wanted.tried; k++)
            ck_assert(sw_program_equal(&told[i][k], &wanted.trial[k]));
        found += thought[i].found > 0;
        late += thought[i].found > 1;
        missed += thought[i].found == 0;
        if (thought[i].found > 0)
            ck_assert(sw_puzzle_explains(&many->puzzle[i], &thought[i].program));
    }
    ck_assert_uint_gt(settings->thoughts > 1 ? found : missed, 0);
    ck_assert(settings->thoughts == 1 || late > 0);
    free(wanted.trial);
    tear_down();
}
END_TEST

/* Alone on the tile a search thinks ahead, among many it waits for its own prefix: one outcome. */
START_TEST(who_shares_the_tile_does_not_matter)
{
    const struct sw_thinking_settings *settings = &cases[_i].settings;
    struct sw_thought all[PUZZLES], one[PUZZLES];

    set_up(cases[_i].laws, 5);
    think(settings, 0, PUZZLES, all);
    for (uint32_t i = 0; i < PUZZLES; i++)
        think(settings, i, 1, &one[i]);
    ck_assert_mem_eq(all, one, sizeof all);
    think(settings, 0, PUZZLES, one);
    ck_assert_mem_eq(all, one, sizeof all);
    tear_down();
}
END_TEST

/* An examination: the answer is the program that fits, else the first one. */
START_TEST(who_is_examined_answers_with_what_fits)
{
    struct sw_thinking_settings settings = {THOUGHTS, 4, 1, 0.0f, 0, 0.0f};
    struct sw_answer at_once[PUZZLES], thought[PUZZLES];
    uint32_t better = 0, source[PUZZLES] = {0};

    set_up("worlds.laws=mirror,turn,transpose", 3);
    ck_assert_int_eq(examine_alone(life, parent.weights, many, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   source, at_once, &f.error),
                     0);
    ck_assert_int_eq(sw_life_think(life, &settings, &f.error), 0);
    ck_assert_int_eq(examine_alone(life, parent.weights, many, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   source, thought, &f.error),
                     0);
    for (uint32_t i = 0; i < PUZZLES; i++) {
        const struct sw_puzzle *puzzle = &many->puzzle[i];

        ck_assert(sw_program_equal(&thought[i].first, &at_once[i].program));
        ck_assert_int_eq(thought[i].first_exact, at_once[i].exact);
        ck_assert_uint_eq(at_once[i].tried, 0);
        ck_assert_int_eq(thought[i].found > 0, sw_puzzle_explains(puzzle, &thought[i].program));
        ck_assert_int_eq(thought[i].exact, sw_puzzle_exact(puzzle, &thought[i].program));
        if (thought[i].found == 0)
            ck_assert(sw_program_equal(&thought[i].program, &at_once[i].program));
        better += thought[i].exact && !at_once[i].exact;
    }
    ck_assert_uint_gt(better, 0);
    settings.thoughts = 0;
    ck_assert_int_eq(sw_life_think(life, &settings, &f.error), 0);
    ck_assert_ptr_null(life->thinking);
    tear_down();
}
END_TEST

/* Engines of one's own: what the world does, and one in which nothing ever changes. */
struct engine {
    const float *owner;
    uint64_t edits;
    bool still;
};

static void engine_edit(void *context, struct sw_canvas *canvas, uint32_t token)
{
    struct engine *engine = context;

    engine->edits++;
    if (!engine->still)
        sw_edit_do(canvas, token);
}

static void engine_own(void *context, const float *weights)
{
    ((struct engine *)context)->owner = weights;
}

/* Where programs are tried in an engine, it alone says whether they fit: in one that does what the
 * world does the same are found, and in a still one none, whatever the world would make of them. */
START_TEST(an_engine_of_its_own_judges_alone)
{
    const struct sw_thinking_settings settings = {THOUGHTS, 4, 1, 0.0f, 0, 0.0f};
    struct sw_answer in_world[PUZZLES], in_engine[PUZZLES];
    struct engine own = {.still = _i == 1};
    const struct sw_edit_engine engine = {engine_edit, engine_own, &own};
    uint32_t found = 0, source[PUZZLES] = {0};

    set_up("worlds.laws=mirror,turn,transpose", 3);
    ck_assert_int_eq(sw_life_think(life, &settings, &f.error), 0);
    ck_assert_int_eq(examine_alone(life, parent.weights, many, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   source, in_world, &f.error),
                     0);
    sw_life_imagine(life, &engine);
    ck_assert_int_eq(sw_life_think(life, &settings, &f.error), 0); /* it stays, in new room */
    ck_assert_int_eq(examine_alone(life, parent.weights, many, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   source, in_engine, &f.error),
                     0);
    ck_assert_ptr_eq(own.owner, parent.weights);
    ck_assert_uint_gt(own.edits, PUZZLES);
    for (uint32_t i = 0; i < PUZZLES; i++) {
        found += in_world[i].found > 0;
        ck_assert_uint_eq(in_engine[i].found, own.still ? 0 : in_world[i].found);
        ck_assert_int_eq(in_engine[i].exact,
                         own.still ? in_world[i].first_exact : in_world[i].exact);
    }
    ck_assert_uint_gt(found, 0);
    sw_life_imagine(life, NULL);
    own.edits = 0;
    ck_assert_int_eq(examine_alone(life, parent.weights, many, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   source, in_engine, &f.error),
                     0);
    ck_assert_mem_eq(in_world, in_engine, sizeof in_world);
    ck_assert_uint_eq(own.edits, 0);
    tear_down();
}
END_TEST

/* Who edits without seeing demonstrations has nothing to try thoughts on. */
START_TEST(a_listener_answers_at_once)
{
    struct sw_thinking_settings settings = {THOUGHTS, 4, 1, 0.0f, 0, 0.0f};
    struct sw_answer at_once[WORLDS], thought[WORLDS];
    uint32_t source[WORLDS] = {0};

    set_up("worlds.laws=mirror,turn,transpose", 3);
    ck_assert_int_eq(examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY,
                                   SW_CHANNEL_NORMAL, source, at_once, &f.error),
                     0);
    ck_assert_int_eq(sw_life_think(life, &settings, &f.error), 0);
    ck_assert_int_eq(examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY,
                                   SW_CHANNEL_NORMAL, source, thought, &f.error),
                     0);
    ck_assert_mem_eq(at_once, thought, sizeof thought);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("thinking");
    TCase *t = tcase_create("thinking");

    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, the_same_programs_in_the_same_order, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(t, who_shares_the_tile_does_not_matter, 0, sizeof cases / sizeof *cases);
    tcase_add_test(t, who_is_examined_answers_with_what_fits);
    tcase_add_loop_test(t, an_engine_of_its_own_judges_alone, 0, 2);
    tcase_add_test(t, a_listener_answers_at_once);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* The eye within a life: who zooms sees what sight says of the window, and nobody else looks again.
 */
#include "tests/unit/life/examine_alone.h"
#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct sw_percept *percept, *expected;

static const struct sw_seat *solver, *listener;

static void set_up(const char *kernel, const char *set)
{
    life_begin(kernel, set);
    percept = sw_percept_create(16, &f.error);
    expected = sw_percept_create(16, &f.error);
    solver = &sw_game_row(SW_GAME_SOLO)->seat[0];
    listener = &sw_game_row(SW_GAME_RULE_RELAY)->seat[1];
}

static void tear_down(void)
{
    sw_percept_destroy(percept);
    sw_percept_destroy(expected);
    life_end();
}

static struct sw_program program_of(const char *text)
{
    struct sw_program program;

    ck_assert_msg(sw_program_parse(text, &program, &f.error) == 0, "%s", f.error.text);
    return program;
}

/* A canvas after the program, without its memory. */
static struct sw_canvas edited(const struct sw_grid *grid, const struct sw_program *program)
{
    static struct sw_edit_memory memory;
    struct sw_canvas canvas = sw_canvas_of(grid);

    sw_canvas_remember(&canvas, &memory);
    for (uint32_t i = 0; i < program->length; i++)
        sw_edit_apply(&canvas, program->token[i]);
    canvas.memory = NULL;
    return canvas;
}

static void require_same(const struct sw_percept *a, const struct sw_percept *b)
{
    ck_assert_int_eq(a->canvas_only, b->canvas_only);
    ck_assert_uint_eq(a->cells, b->cells);
    ck_assert_uint_eq(a->kinds, b->kinds);
    ck_assert_uint_eq(a->changed_cells, b->changed_cells);
    ck_assert_mem_eq(a->count, b->count, a->kinds * sizeof *a->count);
    ck_assert_mem_eq(a->changed, b->changed, a->kinds * sizeof *a->changed);
    ck_assert_mem_eq(a->rows, b->rows, a->kinds * sizeof *a->rows);
    for (uint32_t i = 0; i < a->kinds; i++)
        ck_assert_mem_eq(a->row + (size_t)i * SW_PERCEPT_ROWS_PER_CELL,
                         b->row + (size_t)i * SW_PERCEPT_ROWS_PER_CELL,
                         a->rows[i] * sizeof *a->row);
}

/* The puzzle whose demonstrations are what the eye sees, cut out cell by cell. */
static void cut_out(const struct sw_puzzle *puzzle, const struct sw_program *program,
                    struct sw_puzzle *out)
{
    out->demonstrations = puzzle->demonstrations;
    for (int i = 0; i < puzzle->demonstrations; i++) {
        const struct sw_pair *pair = &puzzle->demonstration[i];
        struct sw_canvas canvas = edited(&pair->canvas, program);
        struct sw_box box = sw_canvas_window(&canvas);
        struct sw_pair *cut = &out->demonstration[i];

        cut->canvas = cut->target = sw_grid_empty(box.x1 - box.x0, box.y1 - box.y0);
        for (int y = box.y0; y < box.y1; y++)
            for (int x = box.x0; x < box.x1; x++) {
                cut->canvas.cell[y - box.y0][x - box.x0] = canvas.grid.cell[y][x];
                cut->target.cell[y - box.y0][x - box.x0] = pair->target.cell[y][x];
            }
        if (canvas.grid.width != pair->target.width || canvas.grid.height != pair->target.height)
            cut->target = pair->target;
    }
}

/* Each last edit moves the eye. */
static const char *const looks[] = {
    "zoom.in",
    "zoom.in zoom.in",
    "zoom.in zoom.out",
    "select.largest act.recolour zoom.in",
    "zoom.in act.turn.90 focus.left",
    "select.largest focus.selection zoom.in zoom.in focus.up",
    "zoom.in select.everything act.delete zoom.in",
    "act.pad zoom.in", /* the canvas has got another size than the target */
};

START_TEST(who_zooms_sees_the_window)
{
    static struct sw_puzzle cut;
    struct sw_program program = program_of(looks[_i]);

    set_up("portable", "agent.edits=all");
    for (uint32_t i = 0; i < WORLDS; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];
        struct sw_canvas canvas = edited(&puzzle->test[0].canvas, &program);

        ck_assert_int_eq(
            sw_refocus_look(life->refocus, puzzle, listener, &program, percept, &f.error), 1);
        ck_assert_int_eq(sw_sight_view(&canvas, expected, &f.error), 0);
        ck_assert(percept->canvas_only);
        require_same(percept, expected);
        ck_assert_int_eq(
            sw_refocus_look(life->refocus, puzzle, solver, &program, percept, &f.error), 1);
        cut_out(puzzle, &program, &cut);
        ck_assert_int_eq(sw_sight_demonstrations(&cut, expected, &f.error), 0);
        require_same(percept, expected);
    }
    tear_down();
}
END_TEST

START_TEST(nothing_else_is_looked_at)
{
    static const char *const still[] = {
        "stop",
        "select.largest act.recolour",
        "zoom.out",               /* as far as it goes */
        "focus.left focus.up",    /* not zoomed: all is seen already */
        "zoom.in select.largest", /* the eye is where it was */
        "zoom.in act.turn.90",
        "zoom.in mode.four",
    };
    static const struct sw_seat blind = {.name = "blind", .edits = true, .hears = true};
    struct sw_program program;

    set_up("portable", "agent.edits=all");
    for (size_t k = 0; k < sizeof still / sizeof *still; k++) {
        program = program_of(still[k]);
        for (uint32_t i = 0; i < WORLDS; i++) {
            ck_assert_int_eq(sw_refocus_look(life->refocus, &batch->puzzle[i], listener, &program,
                                             percept, &f.error),
                             0);
            ck_assert_int_eq(sw_refocus_look(life->refocus, &batch->puzzle[i], solver, &program,
                                             percept, &f.error),
                             0);
        }
    }
    program = program_of("zoom.in");
    ck_assert_int_eq(
        sw_refocus_look(life->refocus, &batch->puzzle[0], &blind, &program, percept, &f.error), 0);
    tear_down();
    /* Who cannot zoom is not even asked. */
    set_up("portable", "agent.edits=taught");
    ck_assert_int_eq(
        sw_refocus_look(life->refocus, &batch->puzzle[0], solver, &program, percept, &f.error), 0);
    tear_down();
}
END_TEST

static uint16_t row_of(const char *edit)
{
    uint16_t row = f.action_set.row[sw_edit_find(edit, strlen(edit))];

    ck_assert_uint_ne(row, 0);
    return row;
}

/* Makes the parent write "zoom.in first" wherever it is and whatever it sees, with an eye whose
 * gates show what it saw last, though too faintly to matter. */
static void script(const char *first)
{
    uint16_t zoom = row_of("zoom.in"), act = row_of(first);
    uint32_t M = f.layout.shape.memory, none = f.layout.tensor[SW_MEMORY_EDIT].rows - 1;
    const uint32_t last[] = {none, zoom, act}, next[] = {zoom, act, 0};
    float *weights = parent.weights;

    for (uint32_t i = 0; i < f.layout.tensors; i++) {
        const struct sw_tensor *tensor = &f.layout.tensor[i];
        bool eye = i == SW_SIGHT_TABLE || i == SW_SIGHT_DENSE;
        float strength = eye ? 1.0f : i == SW_MEMORY_SIGHT || i == SW_MEMORY_CANVAS ? 1e-3f : 0.0f;

        for (uint32_t row = 0; row < tensor->rows; row++)
            sw_random_noise(5, SW_RANDOM_TEST, i, row, 0,
                            weights + tensor->offset + (size_t)row * tensor->stride,
                            tensor->columns);
        for (uint32_t at = 0; at < tensor->rows * tensor->stride; at++)
            weights[tensor->offset + at] *= tensor->scale * strength;
    }
    for (uint32_t i = 0; i < M; i++) /* the gate is open: memory forgets what was before */
        weights[f.layout.tensor[SW_MEMORY_BIAS].offset + i] = 30.0f;
    for (int i = 0; i < 3; i++) {
        const struct sw_tensor *edit = &f.layout.tensor[SW_MEMORY_EDIT];
        const struct sw_tensor *head = &f.layout.tensor[SW_EDIT_HEAD];

        weights[edit->offset + last[i] * edit->stride + M + (uint32_t)i] = 20.0f;
        weights[head->offset + (uint32_t)i * head->stride + next[i]] = 10.0f;
    }
}

/* What an agent that zooms holds before its mind's eye is what sight says of the window; one that
 * does not zoom still holds the whole. */
START_TEST(a_life_goes_on_with_what_it_sees_then)
{
    static const char *const kernels[] = {"portable", "blas"};
    struct sw_answer answers[WORLDS];
    struct sw_encoding encoding = {0};
    struct sw_mind *mind;
    struct sw_program program = program_of("zoom.in");

    set_up(kernels[_i % 2], "agent.edits=all");
    script("act.turn.90");
    mind = sw_mind_create(&f.layout, kernels[_i % 2], &f.error);
    ck_assert_int_eq(examine_alone(life, parent.weights, batch,
                                   _i < 2 ? SW_GAME_SOLO : SW_GAME_RULE_RELAY, SW_CHANNEL_SILENT,
                                   NULL, answers, &f.error),
                     0);
    sw_mind_begin(mind, parent.weights, NULL);
    for (uint32_t i = 0; i < WORLDS; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];
        struct sw_canvas canvas = edited(&puzzle->test[0].canvas, &program);
        static struct sw_puzzle cut;
        size_t gates = 2 * f.layout.shape.memory;
        const float *held = life->mind->sight_gates + i * gates;

        ck_assert_uint_eq(answers[i].program.length, 2);
        ck_assert_uint_eq(answers[i].program.token[0], program.token[0]);
        cut_out(puzzle, &program, &cut);
        for (int whole = 0; whole < 2; whole++) {
            if (_i < 2)
                sw_sight_demonstrations(whole ? puzzle : &cut, expected, &f.error);
            else if (whole)
                sw_sight_canvas(&puzzle->test[0].canvas, expected, &f.error);
            else
                sw_sight_view(&canvas, expected, &f.error);
            ck_assert_int_eq(sw_encoding_take(&encoding, mind, parent.weights, expected, &f.error),
                             0);
            sw_mind_see_row(mind, i, &encoding);
            ck_assert_int_eq(memcmp(held, mind->sight_gates + i * gates, gates * sizeof *held) == 0,
                             !whole);
        }
    }
    sw_encoding_free(&encoding);
    sw_mind_destroy(mind);
    tear_down();
}
END_TEST

/* A child that is never made looks again as the made child does: scored on following teachers that
 * zoom, seen through its own eye. */
START_TEST(broods_look_as_their_members_would)
{
    static const char *const kernels[] = {"portable", "blas"};
    static const uint8_t evolves[] = {SW_GROUP_ALL, SW_GROUP_SIGHT, SW_GROUP_THOUGHT};
    struct sw_litter litter = {.seed = 40, .strength = 0.3f, .evolve = evolves[_i / 2]};
    struct sw_noise *noise, *none;
    float score[32], one[32], blind[32];
    uint32_t different = 0;

    set_up(kernels[_i % 2], "agent.edits=all");
    for (uint32_t i = 0; i < f.layout.tensors; i++) {
        const struct sw_tensor *tensor = &f.layout.tensor[i];

        for (uint32_t row = 0; row < tensor->rows; row++)
            sw_random_noise(5, SW_RANDOM_TEST, i, row, 0,
                            parent.weights + tensor->offset + (size_t)row * tensor->stride,
                            tensor->columns);
        for (uint32_t at = 0; at < tensor->rows * tensor->stride; at++)
            parent.weights[tensor->offset + at] *= tensor->scale;
    }
    noise = sw_noise_create(&f.layout, &f.error);
    none = sw_noise_create(&f.layout, &f.error);
    sw_litter_noise(&f.breeder, &litter, SW_LITTER_PAIRS, noise);
    sw_noise_draw(none, 1, 1, 0, 0.0f, 0, false);
    for (uint32_t i = 0; i < WORLDS; i++)
        batch->puzzle[i].teacher = program_of("zoom.in select.largest focus.up act.delete");
    ck_assert_int_eq(sw_life_edit(life,
                                  &(struct sw_brood){.weights = parent.weights,
                                                     .noise = (const struct sw_noise *[]){noise},
                                                     .litters = 1},
                                  batch, solver, SW_FITNESS_LIKELIHOOD, NULL, score, &f.error),
                     0);
    for (uint32_t i = 0; i < 32; i += 3) {
        struct sw_individual member;
        struct sw_brood alone = {.noise = (const struct sw_noise *[]){none}, .litters = 1};

        ck_assert_int_eq(sw_genome_member(&f.breeder, &litter, i, &parent, 9, &member, &f.error),
                         0);
        alone.weights = member.weights;
        ck_assert_int_eq(
            sw_life_edit(life, &alone, batch, solver, SW_FITNESS_LIKELIHOOD, NULL, one, &f.error),
            0);
        ck_assert_double_eq_tol((double)score[i], (double)one[0], 2e-4);
        /* The same lives if the eye does not follow: else all this would say nothing. */
        life->refocus = (sw_refocus_destroy(life->refocus),
                         sw_refocus_create(&(struct sw_action_set){.count = 1}, &f.error));
        ck_assert_int_eq(
            sw_life_edit(life, &alone, batch, solver, SW_FITNESS_LIKELIHOOD, NULL, blind, &f.error),
            0);
        life->refocus =
            (sw_refocus_destroy(life->refocus), sw_refocus_create(&f.action_set, &f.error));
        different += fabsf(blind[0] - one[0]) > 1e-2f;
        sw_individual_free(&member);
    }
    ck_assert_uint_gt(different, 5);
    sw_noise_destroy(noise);
    sw_noise_destroy(none);
    tear_down();
}
END_TEST

/* Rows of one tile write what they like: each sees as if it were alone. */
START_TEST(rows_look_for_themselves)
{
    struct sw_program program[SW_TILE];
    struct sw_encoding encoding = {0};
    struct sw_mind *mind, *twin;
    size_t gates;

    set_up("portable", "agent.edits=all");
    script("act.turn.90");
    gates = 2 * f.layout.shape.memory;
    mind = sw_mind_create(&f.layout, "portable", &f.error);
    twin = sw_mind_create(&f.layout, "portable", &f.error);
    for (uint32_t row = 0; row < SW_TILE; row++)
        program[row] = program_of(row % 4 == 3 ? "act.turn.90" : looks[row % 4]);
    for (int together = 0; together < 2; together++) {
        uint32_t rows = together ? 0xfff0ffffu : 0x3fu; /* there are six puzzles */

        for (int who = 0; who < 2; who++) {
            struct sw_mind *at = who ? twin : mind;

            sw_mind_begin(at, parent.weights, NULL);
            ck_assert_int_eq(sw_encoding_take(&encoding, at, parent.weights, batch->shown[0], NULL),
                             0);
            sw_mind_see(at, &encoding);
            at->sight_runs = 0;
        }
        ck_assert_int_eq(sw_refocus_follow_each(life->refocus, mind, batch->puzzle, together,
                                                solver, program, rows, &f.error),
                         0);
        for (uint32_t row = 0; row < SW_TILE; row++)
            if (rows >> row & 1u)
                ck_assert_int_eq(sw_refocus_follow(life->refocus, twin,
                                                   &batch->puzzle[together ? 0 : row], solver,
                                                   &program[row], UINT32_C(1) << row, &f.error),
                                 0);
        ck_assert_uint_eq(mind->sight_runs, together ? 21 : 5);
        ck_assert_mem_eq(mind->sight_gates, twin->sight_gates, SW_TILE * gates * sizeof(float));
        ck_assert_mem_ne(mind->sight_gates, mind->sight_gates + 3 * gates, gates * sizeof(float));
        ck_assert_mem_eq(mind->sight_gates + 3 * gates, mind->sight_gates + 19 * gates,
                         gates * sizeof(float));
    }
    sw_encoding_free(&encoding);
    sw_mind_destroy(mind);
    sw_mind_destroy(twin);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("refocus");
    TCase *t = tcase_create("refocus");

    tcase_add_loop_test(t, who_zooms_sees_the_window, 0, sizeof looks / sizeof *looks);
    tcase_add_test(t, nothing_else_is_looked_at);
    tcase_add_loop_test(t, a_life_goes_on_with_what_it_sees_then, 0, 4);
    tcase_add_loop_test(t, broods_look_as_their_members_would, 0, 6);
    tcase_add_test(t, rows_look_for_themselves);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_keeping.c - one more demonstration that keeps its canvas, as it should, takes nothing away:
 * whatever operations make without it they make with it, unless they change that canvas; and what
 * was solved is solved. */
#include "search/solver.h"
#include "tests/unit/search/search_task.h"
#include "tests/unit/unit_test.h"
#include "world/puzzle/worlds.h"

#include <stdlib.h>

/* SW_KEEPING_ROUNDS in the environment: how often instead. */
enum { ROUNDS = 3, CHILDREN = 6, THROWS = 400, CHANGING = 3 };

static uint32_t rounds(void)
{
    const char *wanted = getenv("SW_KEEPING_ROUNDS");

    return wanted != NULL ? (uint32_t)strtoul(wanted, NULL, 10) : ROUNDS;
}

static struct sw_worlds *worlds_of(const char *laws)
{
    const struct sw_worlds_settings settings = {.laws = laws,
                                                .source = "generated",
                                                .side_min = 3,
                                                .side_max = 10,
                                                .colours = 9,
                                                .organisms_min = 1,
                                                .organisms_max = 5,
                                                .demonstrations_min = CHANGING,
                                                .demonstrations_max = CHANGING};
    struct sw_error error = {0};
    struct sw_worlds *worlds = sw_worlds_create(&settings, NULL, NULL, &error);

    ck_assert_msg(worlds != NULL, "%s: %s", laws, error.text);
    return worlds;
}

static void draw(const struct sw_worlds *worlds, uint32_t number, struct sw_puzzle *puzzle)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_worlds_puzzle(worlds, 61, SW_RANDOM_PUZZLE, number,
                                      number * 37 % sw_worlds_rules(worlds), puzzle, &error),
                     0);
}

/* The puzzle with one more demonstration, at a place of its own. */
static void add_keeping(struct sw_puzzle *puzzle, const struct sw_grid *canvas, uint32_t at)
{
    struct sw_pair *pair = &puzzle->demonstration[at];

    memmove(pair + 1, pair, (puzzle->demonstrations - at) * sizeof *pair);
    *pair = (struct sw_pair){*canvas, *canvas};
    puzzle->demonstrations++;
}

/* --- operations --- */

/* The same task twice: without the demonstration that keeps its canvas, and with it. */
struct twice {
    struct task without, with;
    struct sw_grid kept;
    uint32_t at; /* its place */
    uint32_t compared;
};

/* The state with the images that the other task's state has, and the canvas kept. */
static uint32_t find_alike(const struct twice *twice, uint32_t state)
{
    const struct sw_states *a = twice->without.states, *b = twice->with.states;
    const struct sw_state *row = sw_states_row(a, state);
    uint32_t kept = sw_states_row(b, 0)->image[twice->at];

    for (uint32_t s = 0; s < sw_states_count(b); s++) {
        const struct sw_state *other = sw_states_row(b, s);
        bool alike = other->image[twice->at] == kept;

        for (uint32_t k = 0; k < sw_states_canvases(a) && alike; k++) {
            const struct sw_layer *here = sw_states_image(a, row->image[k]);
            const struct sw_layer *there =
                sw_states_image(b, other->image[k < twice->at ? k : k + 1]);

            alike = here->x == there->x && here->y == there->y &&
                    sw_grid_equal(&here->grid, &there->grid);
        }
        if (alike)
            return s;
    }
    return SW_STATE_NONE;
}

/* Where one operation has taken a piece in hand, another that finds none must not go on with it. */
static bool takes_pieces(const sw_edit_token *token, uint32_t length)
{
    int copy = sw_edit_find("hand.copy", 9);
    uint32_t pieces = 0;

    for (uint32_t t = 0; t < length; t++)
        pieces += token[t] == copy;
    return pieces > 1;
}

/* Whether the program of the state leaves the kept canvas as it is. */
static bool keeps(const struct twice *twice, uint32_t state)
{
    sw_edit_token token[SW_STATE_TOKENS_MAX];
    uint32_t length = sw_states_program(twice->without.states, state, token);
    struct sw_layer made = sw_tokens_place(token, length, &twice->kept, NULL);

    return made.x == 0 && made.y == 0 && sw_grid_equal(&made.grid, &twice->kept) &&
           !takes_pieces(token, length);
}

/* Every state from `first` on whose program leaves the kept canvas as it is. */
static void compare_states(struct twice *twice, uint32_t first)
{
    for (uint32_t s = first; s < sw_states_count(twice->without.states); s++) {
        sw_edit_token token[SW_STATE_TOKENS_MAX];
        char text[2048], picture[1024];

        if (!keeps(twice, s))
            continue;
        twice->compared++;
        if (find_alike(twice, s) != SW_STATE_NONE)
            continue;
        sw_tokens_print(token, sw_states_program(twice->without.states, s, token), text,
                        sizeof text);
        ck_abort_msg("%s is lost by a demonstration that keeps\n%s", text,
                     picture_write(&twice->kept, picture));
    }
}

/* Operations on what came of operations: the first of the states that both have. */
static void compare_children(struct twice *twice)
{
    struct sw_expansion expansion = {.tier = 1, .groups = UINT64_MAX, .limit = UINT32_MAX};
    uint32_t count = sw_states_count(twice->without.states), done = 0;

    for (uint32_t s = 1; s < count && done < CHILDREN; s += 1 + count / (8 * CHILDREN)) {
        uint32_t first = sw_states_count(twice->without.states), alike = find_alike(twice, s);

        if (!keeps(twice, s) || alike == SW_STATE_NONE)
            continue;
        sw_expand(twice->without.expander, twice->without.states, s, &expansion);
        sw_expand(twice->with.expander, twice->with.states, alike, &expansion);
        compare_states(twice, first);
        done++;
    }
}

/* A canvas of another puzzle, or what a puzzle's law has made, or one with a single colour. */
static struct sw_grid draw_kept(const struct sw_worlds *worlds, uint32_t round)
{
    static struct sw_puzzle other;
    struct sw_grid out = sw_grid_empty(3, 3);

    draw(worlds, 1000 + round, &other);
    if (round % 3 == 1)
        return other.demonstration[0].target;
    if (round % 3 == 2)
        return other.demonstration[0].canvas;
    for (int y = 0; y < 3; y++)
        memset(out.cell[y], 3, 3);
    return out;
}

START_TEST(test_operations)
{
    struct sw_worlds *worlds = worlds_of("all");
    static struct twice twice;
    uint32_t strict = 0;

    task_begin(&twice.without);
    task_begin(&twice.with);
    for (uint32_t round = 0; round < rounds(); round++) {
        task_clear(&twice.without);
        task_clear(&twice.with);
        draw(worlds, round, &twice.without.puzzle);
        twice.with.puzzle = twice.without.puzzle;
        twice.kept = draw_kept(worlds, round);
        twice.at = round % (CHANGING + 1);
        add_keeping(&twice.with.puzzle, &twice.kept, twice.at);
        task_expand(&twice.without, UINT32_MAX);
        task_expand(&twice.with, UINT32_MAX);
        compare_states(&twice, 1);
        for (uint32_t s = 1; s < sw_states_count(twice.with.states); s++) {
            const struct sw_state *row = sw_states_row(twice.with.states, s);

            strict += sw_operations_row(twice.with.operations, row->operation)->strict;
        }
        compare_children(&twice);
    }
    if (rounds() >= ROUNDS) {
        ck_assert_uint_gt(twice.compared, 1000);
        ck_assert_uint_gt(strict, 100);
    }
    task_end(&twice.without);
    task_end(&twice.with);
    sw_worlds_destroy(worlds);
}
END_TEST

/* --- whole searches --- */

struct solving {
    struct sw_solver *solver;
    struct sw_answers *answers;
    struct sw_worlds *worlds; /* of all laws: where canvases come from */
    uint32_t solved;
};

static void begin(struct solving *solving)
{
    struct sw_error error = {0};

    solving->solver = sw_solver_create(&error);
    solving->answers = sw_answers_create(&error);
    solving->worlds = worlds_of("all");
    solving->solved = 0;
    ck_assert(solving->solver != NULL && solving->answers != NULL);
}

static void end(struct solving *solving)
{
    sw_worlds_destroy(solving->worlds);
    sw_answers_destroy(solving->answers);
    sw_solver_destroy(solving->solver);
}

/* Whether one of the first two answers is right. */
static bool solves(struct solving *solving, const struct sw_puzzle *puzzle)
{
    const struct sw_solver_settings settings = sw_solver_settings_usual(0);
    struct sw_error error = {0};
    bool right = false;

    ck_assert_int_eq(sw_solve(solving->solver, puzzle, &settings, solving->answers, NULL, &error),
                     0);
    for (uint32_t r = 0; r < 2 && r < sw_answers_count(solving->answers); r++)
        right = right || sw_grid_equal(&sw_answers_row(solving->answers, r)->output[0],
                                       &puzzle->test[0].target);
    return right;
}

/* Draws canvases until the program leaves one as it is. */
static bool draw_unchanged(const struct solving *solving, const struct sw_operation *row,
                           uint32_t number, struct sw_grid *out)
{
    static struct sw_puzzle other;

    for (uint32_t k = 0; k < THROWS; k++) {
        struct sw_grid made;

        if (k % 4 == 3) { /* canvases of one colour, of all sizes */
            *out = sw_grid_empty((int)(k / 4 % 5) + 1, (int)(k / 20) % 5 + 1);
            for (int y = 0; y < out->height; y++)
                memset(out->cell[y], (int)(1 + k / 4 % 9), out->width);
        } else {
            draw(solving->worlds, 5000 + number * THROWS + k, &other);
            *out = k % 4 == 0 ? other.demonstration[0].target : other.demonstration[0].canvas;
        }
        made = sw_tokens_run(row->token, row->length, out);
        if (sw_grid_equal(&made, out))
            return true;
    }
    return false;
}

/* A task whose targets the operation makes, each of another canvas that it changes. */
static bool draw_task(const struct solving *solving, const struct sw_operation *row,
                      uint32_t number, struct sw_puzzle *out)
{
    static struct sw_puzzle other;

    memset(out, 0, sizeof *out);
    for (uint32_t k = 0; k < THROWS && out->tests == 0; k++) {
        struct sw_pair pair;

        draw(solving->worlds, 9000 + number * THROWS + k, &other);
        pair.canvas = other.demonstration[0].canvas;
        pair.target = sw_tokens_run(row->token, row->length, &pair.canvas);
        if (sw_grid_equal(&pair.canvas, &pair.target))
            continue;
        if (out->demonstrations < CHANGING)
            out->demonstration[out->demonstrations++] = pair;
        else
            out->test[out->tests++] = pair;
    }
    return out->tests > 0;
}

static void compare_searches(struct solving *solving, const struct sw_operation *row,
                             uint32_t number)
{
    static struct sw_puzzle puzzle;
    struct sw_grid kept;
    char text[1024], picture[1024];

    if (!draw_task(solving, row, number, &puzzle) || !draw_unchanged(solving, row, number, &kept) ||
        !solves(solving, &puzzle))
        return;
    add_keeping(&puzzle, &kept, number % (CHANGING + 1));
    sw_tokens_print(row->token, row->length, text, sizeof text);
    ck_assert_msg(solves(solving, &puzzle), "%s: unsolved by a demonstration that keeps\n%s", text,
                  picture_write(&kept, picture));
    solving->solved++;
}

/* Of every group of families some of the operations that have to change something. */
START_TEST(test_searches)
{
    static struct solving solving;
    const struct sw_operations *operations;
    uint32_t number = 0;

    begin(&solving);
    operations = sw_solver_operations(solving.solver);
    for (uint32_t group = 0; group < sw_family_groups(NULL); group++) {
        uint32_t of_group = 0, done = 0;

        for (uint32_t i = 0; sw_operations_row(operations, i) != NULL; i++) {
            const struct sw_operation *row = sw_operations_row(operations, i);

            if (row->group != group || !row->strict)
                continue;
            if (of_group++ % 7 == 3 && done++ < rounds())
                compare_searches(&solving, row, number++);
        }
    }
    if (rounds() >= ROUNDS)
        ck_assert_uint_ge(solving.solved, number / 4);
    end(&solving);
}
END_TEST

/* The targets of a law's own puzzle, its law applied again and again until nothing changes. */
static bool settle(const struct sw_puzzle *puzzle, struct sw_grid *out)
{
    *out = puzzle->demonstration[0].target;
    for (int again = 0; again < 6; again++) {
        struct sw_grid made = sw_program_run(&puzzle->teacher, out);

        if (sw_grid_equal(&made, out))
            return true;
        *out = made;
    }
    return false;
}

START_TEST(test_laws)
{
    static struct solving solving;
    static struct sw_puzzle puzzle;
    uint32_t step = 30 / (rounds() < 30 ? rounds() : 30);

    begin(&solving);
    for (uint32_t law = 0; law < sw_law_count(); law += step) {
        struct sw_worlds *worlds = worlds_of(sw_law_row(law)->name);
        struct sw_grid kept;
        char picture[1024];

        draw(worlds, law, &puzzle);
        if (settle(&puzzle, &kept) && solves(&solving, &puzzle)) {
            add_keeping(&puzzle, &kept, law % (CHANGING + 1));
            ck_assert_msg(solves(&solving, &puzzle),
                          "%s: unsolved by a demonstration that keeps\n%s", sw_law_row(law)->name,
                          picture_write(&kept, picture));
            solving.solved++;
        }
        sw_worlds_destroy(worlds);
    }
    ck_assert_uint_gt(solving.solved, 3);
    end(&solving);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("keeping");
    TCase *t = tcase_create("keeping");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, test_operations);
    tcase_add_test(t, test_searches);
    tcase_add_test(t, test_laws);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

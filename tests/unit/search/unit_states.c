/* unit_states.c - joint states: one of each kind, the cheapest program of each, and every program
 * makes, replayed on the untouched canvases, just the images that its state has. */
#include "search/states.h"
#include "tests/unit/search/search_task.h"
#include "tests/unit/unit_test.h"

static void demonstrate(struct task *task, const char *canvas, const char *target)
{
    task_demonstrate(task, picture_read(canvas), picture_read(target));
}

static uint16_t operation_of(const struct task *task, const char *words)
{
    char text[1024];

    for (uint32_t i = 0; sw_operations_row(task->operations, i) != NULL; i++) {
        const struct sw_operation *row = sw_operations_row(task->operations, i);

        sw_tokens_print(row->token, row->length, text, sizeof text);
        if (strcmp(text, words) == 0)
            return (uint16_t)i;
    }
    ck_abort_msg("there is no operation %s", words);
    return 0;
}

START_TEST(test_root)
{
    static struct task task;
    const struct sw_state *root;
    sw_edit_token token[SW_STATE_TOKENS_MAX];

    task_begin(&task);
    demonstrate(&task, "1.2/...", "1.2/3..");
    demonstrate(&task, "1.2/...", "111/1.1");
    task_ask(&task, picture_read("55"));
    task_expand(&task, 0);
    root = sw_states_row(task.states, 0);
    ck_assert_uint_eq(sw_states_count(task.states), 1);
    ck_assert_uint_eq(sw_states_demonstrations(task.states), 2);
    ck_assert_uint_eq(sw_states_canvases(task.states), 3);
    ck_assert_uint_eq(root->image[0], root->image[1]); /* equal images are one */
    ck_assert_uint_ne(root->image[0], root->image[2]);
    ck_assert_uint_eq(root->sized, 1);
    ck_assert_uint_eq(root->wrong, 1 + 4);
    ck_assert_uint_eq(sw_states_program(task.states, 0, token), 0);
    ck_assert_picture(sw_states_canvas(task.states, 2), "55", "the test");
    task_end(&task);
}
END_TEST

START_TEST(test_add)
{
    static struct task task;
    struct sw_grid grid = picture_read("2"), other = picture_read("3"), wide = picture_read("2.");
    struct sw_image image[SW_IMAGES_MAX] = {{&grid, 0, 0}, {&grid, 0, 0}};
    uint16_t cheap, dear;
    uint32_t first, second;
    bool fresh;

    task_begin(&task);
    demonstrate(&task, "1.2", "2");
    task_ask(&task, picture_read("12."));
    task_expand(&task, 0);
    cheap = operation_of(&task, "select.organisms act.crop");
    dear = operation_of(&task, "act.unscale");
    for (uint32_t i = 0; sw_operations_row(task.operations, i) != NULL; i++)
        if (sw_operations_row(task.operations, i)->cost >
            sw_operations_row(task.operations, cheap)->cost)
            dear = (uint16_t)i;
    first = sw_states_add(task.states, 0, dear, image, &fresh);
    ck_assert(fresh);
    ck_assert_uint_eq(sw_states_row(task.states, first)->wrong, 0);
    ck_assert_uint_eq(sw_states_row(task.states, first)->depth, 1);
    /* The same images again are the same state, by the cheaper program. */
    ck_assert_uint_eq(sw_states_add(task.states, 0, cheap, image, &fresh), first);
    ck_assert(!fresh);
    ck_assert_uint_eq(sw_states_row(task.states, first)->operation, cheap);
    ck_assert_uint_eq(sw_states_add(task.states, 0, dear, image, &fresh), first);
    ck_assert_uint_eq(sw_states_row(task.states, first)->operation, cheap);
    /* Another place, another colour, another size: other states. */
    image[0].x = 1;
    second = sw_states_add(task.states, 0, cheap, image, &fresh);
    ck_assert(fresh && second != first);
    image[0] = (struct sw_image){&other, 0, 0};
    ck_assert_uint_eq(
        sw_states_row(task.states, sw_states_add(task.states, 0, cheap, image, &fresh))->wrong, 1);
    ck_assert(fresh);
    image[0] = (struct sw_image){&wide, 0, 0};
    first = sw_states_add(task.states, 0, cheap, image, &fresh);
    ck_assert(fresh);
    ck_assert_uint_eq(sw_states_row(task.states, first)->sized, 0);
    ck_assert_uint_eq(sw_states_row(task.states, first)->wrong, UINT32_MAX);
    /* What is expanded keeps its program. */
    second = sw_states_add(task.states, 0, dear, image, NULL);
    sw_states_mark_expanded(task.states, second);
    ck_assert_uint_eq(sw_states_add(task.states, 0, cheap, image, NULL), second);
    ck_assert_int_eq(sw_states_failed(task.states, NULL), 0);
    task_end(&task);
}
END_TEST

/* A program grows to its limit and no further. */
START_TEST(test_length)
{
    static struct task task;
    struct sw_grid grid = picture_read("1.2");
    struct sw_image image[SW_IMAGES_MAX] = {{&grid, 0, 0}, {&grid, 0, 0}};
    uint32_t state = 0, next = 0;
    sw_edit_token token[SW_STATE_TOKENS_MAX];
    uint16_t operation;

    task_begin(&task);
    demonstrate(&task, "1.2", "2");
    task_ask(&task, picture_read("12."));
    task_expand(&task, 0);
    operation = operation_of(&task, "select.organisms act.crop");
    for (int i = 1; next != SW_STATE_NONE; i++) {
        ck_assert_int_lt(i, 64);
        state = next;
        image[0].x = (int8_t)i;
        next = sw_states_add(task.states, state, operation, image, NULL);
    }
    ck_assert_uint_gt(sw_states_row(task.states, state)->length, SW_STATE_TOKENS_MAX - 4);
    ck_assert_uint_eq(sw_states_program(task.states, state, token),
                      sw_states_row(task.states, state)->length);
    task_end(&task);
}
END_TEST

static void check_programs(struct task *task)
{
    uint32_t canvases = sw_states_canvases(task->states);

    for (uint32_t i = 0; i < sw_states_count(task->states); i++) {
        const struct sw_state *state = sw_states_row(task->states, i);
        sw_edit_token token[SW_STATE_TOKENS_MAX];
        uint32_t length = sw_states_program(task->states, i, token), wrong = 0, cost = 0;
        bool sized = true;
        char text[2048];

        ck_assert_uint_eq(length, state->length);
        sw_tokens_print(token, length, text, sizeof text);
        for (uint32_t k = 0; k < canvases; k++) {
            const struct sw_layer *image = sw_states_image(task->states, state->image[k]);
            struct sw_layer made =
                sw_tokens_place(token, length, sw_states_canvas(task->states, k), NULL);
            const struct sw_grid *target;

            ck_assert_msg(sw_grid_equal(&made.grid, &image->grid), "canvas %u: %s", k, text);
            ck_assert_msg(made.x == image->x && made.y == image->y, "canvas %u: %s", k, text);
            if (k >= sw_states_demonstrations(task->states))
                continue;
            target = sw_states_target(task->states, k);
            sized = sized && target->width == made.grid.width && target->height == made.grid.height;
            wrong += sw_grid_difference(&made.grid, target);
        }
        ck_assert_uint_eq(state->sized, sized);
        ck_assert_uint_eq(state->wrong, sized ? wrong : UINT32_MAX);
        for (uint32_t at = i; at != 0; at = sw_states_row(task->states, at)->parent)
            cost += sw_operations_row(task->operations, sw_states_row(task->states, at)->operation)
                        ->cost;
        ck_assert_uint_eq(state->cost, cost);
    }
}

/* Random canvases, two expansions deep. */
START_TEST(test_programs)
{
    static struct task task;
    struct sw_expansion lean = {.tier = 1, .groups = UINT64_MAX, .limit = 1500};
    struct sw_dice dice = sw_dice_at(77, SW_RANDOM_TEST, 0, 0);

    task_begin(&task);
    for (int round = 0; round < 4; round++) {
        task_clear(&task);
        for (int d = 0; d < 2; d++) {
            struct sw_grid canvas = random_grid(&dice, 7, 6), target = random_grid(&dice, 7, 6);

            task_demonstrate(&task, canvas, target);
        }
        task_ask(&task, random_grid(&dice, 8, 5));
        task_expand(&task, 100000);
        ck_assert_uint_gt(sw_states_count(task.states), 100);
        for (uint32_t i = 0; i < 12; i++) {
            uint32_t state = 1 + sw_dice_below(&dice, sw_states_count(task.states) - 1);

            if (!sw_states_row(task.states, state)->expanded)
                sw_expand(task.expander, task.states, state, &lean);
        }
        check_programs(&task);
    }
    task_end(&task);
}
END_TEST

/* An expansion obeys its limit, its groups and its tier, and repeats. */
START_TEST(test_expansion)
{
    static struct task task;
    struct sw_expansion some = {.tier = 0, .groups = 1, .limit = 100000};
    struct sw_dice dice = sw_dice_at(78, SW_RANDOM_TEST, 0, 0);
    uint32_t applied, states;

    task_begin(&task);
    for (int d = 0; d < 3; d++) {
        struct sw_grid canvas = random_grid(&dice, 10, 10), target = random_grid(&dice, 10, 10);

        task_demonstrate(&task, canvas, target);
    }
    task_ask(&task, random_grid(&dice, 10, 10));
    task_expand(&task, 0);
    applied = sw_expand(task.expander, task.states, 0, &some);
    states = sw_states_count(task.states);
    ck_assert_uint_gt(applied, 0);
    ck_assert_uint_gt(states, 1);
    for (uint32_t i = 1; i < states; i++) {
        const struct sw_operation *row =
            sw_operations_row(task.operations, sw_states_row(task.states, i)->operation);

        ck_assert_uint_eq(row->group, 0);
        ck_assert_uint_eq(row->tier, 0);
    }
    task_expand(&task, 0);
    ck_assert_uint_eq(sw_expand(task.expander, task.states, 0, &some), applied);
    ck_assert_uint_eq(sw_states_count(task.states), states);
    some.groups = UINT64_MAX;
    some.limit = 50;
    task_expand(&task, 0);
    ck_assert_uint_eq(sw_expand(task.expander, task.states, 0, &some), 50);
    task_end(&task);
}
END_TEST

/* The place of a crop is where it was cut out. */
START_TEST(test_frames)
{
    static struct task task;
    struct sw_placement frame[SW_PLACEMENTS_MAX];
    struct sw_layer made;
    uint32_t frames;

    task_begin(&task);
    demonstrate(&task, "....../..11../..11../......", "11/11");
    demonstrate(&task, "...../...../.22../.22../.....", "22/22");
    task_ask(&task, picture_read("........./.3333..../........."));
    task_expand(&task, 100000);
    frames = sw_placements_find(task.states, SW_PLACEMENTS_MAX, frame);
    ck_assert_uint_ge(frames, 2);
    ck_assert_uint_le(frames, SW_PLACEMENTS_MAX);
    ck_assert_int_eq(frame[0].x[0], 2);
    ck_assert_int_eq(frame[0].y[0], 1);
    ck_assert_int_eq(frame[0].x[2], 1);
    ck_assert_uint_eq(frame[0].width[2], 4);
    for (uint32_t f = 0; f < frames; f++) {
        ck_assert(f == 0 || frame[f].cost >= frame[f - 1].cost);
        for (uint32_t k = 0; k < 3; k++) {
            made = sw_tokens_place(frame[f].token, frame[f].length,
                                   sw_states_canvas(task.states, k), NULL);
            ck_assert_int_eq(made.x, frame[f].x[k]);
            ck_assert_int_eq(made.y, frame[f].y[k]);
            ck_assert_uint_eq(made.grid.width, frame[f].width[k]);
            ck_assert_uint_eq(made.grid.height, frame[f].height[k]);
        }
    }
    task_end(&task);
}
END_TEST

/* A size that nothing but a constant has, with sides of one and two digits. */
START_TEST(test_constant_frame)
{
    static struct task task;
    struct sw_placement frame[SW_PLACEMENTS_MAX];
    struct sw_grid target = sw_grid_empty(27, 13);
    struct sw_layer made;
    uint32_t frames;

    task_begin(&task);
    task_demonstrate(&task, picture_read("1.2/..1"), target);
    task_ask(&task, picture_read("..1"));
    task_expand(&task, 0);
    frames = sw_placements_find(task.states, SW_PLACEMENTS_MAX, frame);
    ck_assert_uint_eq(frames, 1);
    ck_assert_uint_eq(frame[0].state, SW_STATE_NONE);
    for (uint32_t k = 0; k < 2; k++) {
        made = sw_tokens_place(frame[0].token, frame[0].length, sw_states_canvas(task.states, k),
                               NULL);
        ck_assert_uint_eq(made.grid.width, 27);
        ck_assert_uint_eq(made.grid.height, 13);
    }
    task_end(&task);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("states");
    TCase *all = tcase_create("states");

    tcase_add_test(all, test_root);
    tcase_add_test(all, test_add);
    tcase_add_test(all, test_length);
    tcase_add_test(all, test_programs);
    tcase_add_test(all, test_expansion);
    tcase_add_test(all, test_frames);
    tcase_add_test(all, test_constant_frame);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)

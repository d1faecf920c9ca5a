#include "agent/study.h"

#include "lang/utterance.h"

#include "tests/reference/study_reference.h"
#include "tests/unit/agent/agent_random.h"
#include "tests/unit/unit_test.h"

/* Learning of a tile against 32 plain lives in double, one after another. */

enum { ROWS = 77, EDITS = 23, PERCEPTS = 5 };

static struct sw_brain_layout layout;
static struct sw_study *study;
static struct sw_percept *percept[PERCEPTS];
static float *weights, *gradient, *back;
static double *plain;
static struct plain_life life[SW_TILE];
static const uint8_t *heard; /* [32][L] by all lives, or NULL */

static void set_up(uint32_t experts)
{
    struct sw_brain_shape shape = {.sight_rows = ROWS,
                                   .features = 16,
                                   .hidden = 32,
                                   .memory = 16,
                                   .experts = experts,
                                   .edits = EDITS,
                                   .vocabulary = 5,
                                   .length = 3,
                                   .decision_ticks = 3};
    struct sw_error error = {0};

    ck_assert_msg(sw_brain_layout(&shape, &layout, &error) == 0, "%s", error.text);
    study = sw_study_create(&layout, &error);
    ck_assert_ptr_nonnull(study);
    weights = make_floats(0, 0.0f, layout.floats);
    gradient = make_floats(0, 0.0f, layout.floats);
    plain = calloc(layout.floats, sizeof *plain);
    sw_brain_founder(&layout, 3, 0, weights);
    for (uint32_t t = 0; t < layout.tensors; t++)
        if (layout.tensor[t].kind == SW_TENSOR_VECTOR)
            random_floats(1000 * t, 0.2f, weights + layout.tensor[t].offset,
                          layout.tensor[t].columns);
    for (uint32_t i = 0; i < PERCEPTS; i++)
        percept[i] = make_percept(20 + i, ROWS, false);
}

static void tear_down(void)
{
    sw_study_destroy(study);
    for (uint32_t i = 0; i < PERCEPTS; i++)
        drop_percept(percept[i]);
    free(weights);
    free(gradient);
    free(back);
    free(plain);
    back = NULL;
}

static void draw_back(enum sw_learning rule)
{
    uint32_t floats = sw_study_back(&layout, rule);

    free(back);
    back = make_floats(0, 0.0f, floats > 0 ? floats : 1);
    sw_study_feedback(&layout, rule, 9, back);
}

/* Lives of different lengths; every third row looks again before its second tick. */
static void draw_lives(uint32_t ticks)
{
    struct sw_dice dice = sw_dice_at(4, SW_RANDOM_TEST, 77, 0);

    memset(life, 0, sizeof life);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        life[row].ticks = row == 5 ? 0 : 1 + sw_dice_below(&dice, ticks);
        for (uint32_t t = 0; t < ticks; t++) {
            life[row].previous[t] = t == 0 ? SW_EDIT_NONE : life[row].wanted[t - 1];
            life[row].wanted[t] = (uint16_t)sw_dice_below(&dice, EDITS);
        }
        life[row].percept[0] = percept[row % PERCEPTS];
        if (row % 3 == 0 && life[row].ticks > 1)
            life[row].percept[1] = percept[(row + 1) % PERCEPTS];
    }
}

/* Lives of all rows at once. Returns the sum of likelihoods. */
static double live(uint32_t ticks)
{
    struct sw_error error = {0};
    double sum = 0;

    sw_study_begin(study, weights);
    if (heard != NULL)
        sw_study_hear(study, heard);
    for (uint32_t t = 0; t < ticks; t++) {
        uint16_t previous[SW_TILE], wanted[SW_TILE];
        float likelihood[SW_TILE];

        for (uint32_t row = 0; row < SW_TILE; row++) {
            bool going = t < life[row].ticks;

            previous[row] = life[row].previous[t];
            wanted[row] = going ? life[row].wanted[t] : SW_EDIT_NONE;
            if (going && life[row].percept[t] != NULL)
                ck_assert_int_eq(sw_study_see(study, row, life[row].percept[t], &error), 0);
        }
        ck_assert_int_eq(sw_study_tick(study, previous, wanted, likelihood, &error), 0);
        for (uint32_t row = 0; row < SW_TILE; row++)
            sum += (double)likelihood[row];
    }
    return sum;
}

static void compare_gradients(double tolerance)
{
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];
        double most = 0;

        for (uint32_t i = 0; i < tensor->rows * tensor->stride; i++)
            most = fmax(most, fabs(plain[tensor->offset + i]));
        for (uint32_t i = 0; i < tensor->rows * tensor->stride; i++)
            ck_assert_msg(fabs((double)gradient[tensor->offset + i] - plain[tensor->offset + i]) <=
                              tolerance * (most + 1e-3),
                          "%s[%u] learns %g, should learn %g", tensor->name, i,
                          (double)gradient[tensor->offset + i], plain[tensor->offset + i]);
    }
}

/* Rules 1.. against plain lives, with one expert and with three, twice with the same study. */
START_TEST(learns_as_plain_lives_do)
{
    enum sw_learning rule = (enum sw_learning)(1 + _i % (SW_LEARNINGS - 1));
    uint32_t experts = _i < SW_LEARNINGS - 1 ? 1 : 3;

    set_up(experts);
    draw_back(rule);
    draw_lives(4);
    for (int time = 0; time < 2; time++) {
        struct plain_lesson lesson = {&layout, weights, back, rule, plain};
        double sum = 0;

        memset(gradient, 0, layout.floats * sizeof *gradient);
        memset(plain, 0, layout.floats * sizeof *plain);
        live(4);
        sw_study_learn(study, rule, back, SW_GROUP_ALL, gradient);
        for (uint32_t row = 0; row < SW_TILE; row++)
            sum += plain_study(&lesson, &life[row]);
        ck_assert_double_lt(fabs(live(4) - sum), 1e-3 * fabs(sum));
        compare_gradients(2e-4);
    }
    tear_down();
}
END_TEST

/* The same of listeners: rows hear, most of them, and see canvases without targets. */
START_TEST(listeners_learn_as_plain_lives_do)
{
    enum sw_learning rule = (enum sw_learning)(1 + _i);
    struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, 78, 0);
    uint8_t tokens[SW_TILE * 3];
    struct plain_lesson lesson;
    double sum = 0;

    set_up(3);
    draw_back(rule);
    draw_lives(4);
    for (uint32_t i = 0; i < PERCEPTS; i++)
        percept[i]->canvas_only = true;
    for (uint32_t i = 0; i < sizeof tokens; i++)
        tokens[i] = (uint8_t)sw_dice_below(&dice, 5);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        life[row].tokens = row % 7 == 3 ? NULL : tokens + (size_t)row * 3;
        if (life[row].tokens == NULL)
            tokens[row * 3] = SW_TOKEN_NOTHING;
    }
    heard = tokens;
    lesson = (struct plain_lesson){&layout, weights, back, rule, plain};
    live(4);
    sw_study_learn(study, rule, back, SW_GROUP_ALL, gradient);
    for (uint32_t row = 0; row < SW_TILE; row++)
        sum += plain_study(&lesson, &life[row]);
    ck_assert_double_lt(fabs(live(4) - sum), 1e-3 * fabs(sum));
    compare_gradients(2e-4);
    /* What is not to learn stays, whatever was heard. */
    memset(gradient, 0, layout.floats * sizeof *gradient);
    sw_study_learn(study, rule, back, SW_GROUP_HEARING, gradient);
    for (uint32_t t = 0; t < layout.tensors; t++)
        for (uint32_t i = 0; i < layout.tensor[t].rows * layout.tensor[t].stride; i++)
            ck_assert(layout.tensor[t].group == SW_GROUP_HEARING ||
                      gradient[layout.tensor[t].offset + i] == 0.0f);
    heard = NULL;
    tear_down();
}
END_TEST

/* With the weights of the way forth as those of the way back, and lives of one tick, the mirror's
 * step is the slope of the likelihood itself: measured by moving single weights. */
START_TEST(the_mirror_of_itself_is_the_slope)
{
    struct plain_lesson lesson;
    float *moved;

    set_up(1);
    draw_lives(1);
    live(1);
    sw_study_learn(study, SW_LEARNING_MIRROR, weights, SW_GROUP_ALL, gradient);
    moved = make_floats(0, 0.0f, layout.floats);
    memcpy(moved, weights, layout.floats * sizeof *moved);
    lesson = (struct plain_lesson){&layout, moved, NULL, SW_LEARNING_MIRROR, NULL};
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];

        for (uint32_t i = 0; i < 12; i++) {
            uint32_t row = (i * 7 + 1) % tensor->rows;
            size_t at = tensor->offset + row * tensor->stride + (i * 5 + 2) % tensor->columns;
            double up = 0, down = 0;

            moved[at] = weights[at] + 0x1p-12f;
            for (uint32_t r = 0; r < SW_TILE; r++)
                up += plain_study(&lesson, &life[r]);
            moved[at] = weights[at] - 0x1p-12f;
            for (uint32_t r = 0; r < SW_TILE; r++)
                down += plain_study(&lesson, &life[r]);
            moved[at] = weights[at];
            ck_assert_msg(fabs((up - down) * 0x1p11 - (double)gradient[at]) <
                              0.02 * fabs((double)gradient[at]) + 0.02,
                          "%s: the slope is %g, the step %g", tensor->name, (up - down) * 0x1p11,
                          (double)gradient[at]);
        }
    }
    free(moved);
    tear_down();
}
END_TEST

/* Only what is to learn moves; what is not shown, said or heard never does. */
START_TEST(what_does_not_learn_stays)
{
    set_up(3);
    draw_back(SW_LEARNING_MIRROR);
    draw_lives(4);
    live(4);
    sw_study_learn(study, SW_LEARNING_MIRROR, back, SW_GROUP_THOUGHT, gradient);
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];
        bool moved = false;

        for (uint32_t i = 0; i < tensor->rows * tensor->stride; i++)
            moved |= gradient[tensor->offset + i] != 0.0f;
        if (tensor->group != SW_GROUP_THOUGHT || t == SW_ROUTER)
            ck_assert_msg(!moved, "%s has learned", tensor->name);
        else if (t < SW_THOUGHT)
            ck_assert_msg(moved, "%s has not learned", tensor->name);
    }
    sw_study_learn(study, SW_LEARNING_NONE, back, SW_GROUP_ALL, gradient);
    tear_down();
}
END_TEST

/* Credit of thresholds, against plain lives. */
START_TEST(credits_as_plain_lives_do)
{
    const uint8_t evolve = SW_GROUP_SIGHT | SW_GROUP_THOUGHT | SW_GROUP_THRESHOLDS;
    struct sw_error error = {0};
    struct sw_noise *noise;
    const struct sw_noise *litter[1];
    struct plain_lesson lesson;
    struct plain_shares shares;
    float *share;

    set_up(_i == 0 ? 1 : 3);
    draw_lives(4);
    noise = sw_noise_create(&layout, &error);
    ck_assert_ptr_nonnull(noise);
    sw_noise_draw(noise, 1, 5, SW_NOISE_PAIRS, 1.0f, evolve, false);
    litter[0] = noise;
    share = make_floats(31, 1.0f, 4 * SW_TILE * SW_NOISE_PAIRS);
    for (uint32_t t = 0; t < 4; t++)
        for (uint32_t row = 0; row < SW_TILE; row++)
            if (t >= life[row].ticks)
                memset(share + (t * SW_TILE + row) * SW_NOISE_PAIRS, 0,
                       SW_NOISE_PAIRS * sizeof *share);
    lesson = (struct plain_lesson){&layout, weights, NULL, SW_LEARNING_NONE, plain};
    shares = (struct plain_shares){noise, share};
    live(4);
    ck_assert_int_eq(sw_study_credit(study, litter, 1, share, 4, SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                     gradient, &error),
                     0);
    for (uint32_t row = 0; row < SW_TILE; row++)
        plain_credit(&lesson, &life[row], row, &shares);
    compare_gradients(2e-4);
    sw_noise_destroy(noise);
    free(share);
    tear_down();
}
END_TEST

/* The way back is drawn by the seed, and each rule has its own. */
START_TEST(the_way_back_is_drawn_by_the_seed)
{
    set_up(2);
    ck_assert_uint_eq(sw_study_back(&layout, SW_LEARNING_DELTA), 0);
    for (enum sw_learning rule = SW_LEARNING_BROADCAST; rule < SW_LEARNINGS; rule++) {
        uint32_t floats = sw_study_back(&layout, rule);
        float *other = make_floats(0, 0.0f, floats);
        double squares = 0;

        draw_back(rule);
        sw_study_feedback(&layout, rule, 9, other);
        ck_assert_mem_eq(back, other, floats * sizeof *back);
        sw_study_feedback(&layout, rule, 10, other);
        ck_assert_mem_ne(back, other, floats * sizeof *back);
        for (uint32_t i = 0; i < floats; i++)
            squares += (double)back[i] * (double)back[i];
        ck_assert_double_gt(squares, 1);
        free(other);
    }
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("study");
    TCase *c = tcase_create("study");

    tcase_add_loop_test(c, learns_as_plain_lives_do, 0, 2 * (SW_LEARNINGS - 1));
    tcase_add_loop_test(c, listeners_learn_as_plain_lives_do, 0, SW_LEARNINGS - 1);
    tcase_add_test(c, the_mirror_of_itself_is_the_slope);
    tcase_add_test(c, what_does_not_learn_stays);
    tcase_add_loop_test(c, credits_as_plain_lives_do, 0, 2);
    tcase_add_test(c, the_way_back_is_drawn_by_the_seed);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

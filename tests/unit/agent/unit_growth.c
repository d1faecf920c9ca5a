/* unit_growth.c - a brain that grows, with one eye and with an eye for each expert: an expert reads
 * no weight of a later one, noise and way back leave alone what is held, and the gate chooses by
 * what an expert's puzzles led to. */
#include "agent/growth.h"

#include "agent/eyes.h"
#include "agent/study.h"

#include "tests/unit/agent/agent_random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { ROWS = 77, EDITS = 23, EXPERTS = 3, TICKS = 3 };

static struct sw_brain_layout layout;
static float *weights;
static uint8_t *owner;

static void set_up_eyes(bool own)
{
    struct sw_brain_shape shape = {.sight_rows = ROWS,
                                   .features = own ? 16 * EXPERTS : 16,
                                   .hidden = 48,
                                   .memory = 48,
                                   .experts = EXPERTS,
                                   .edits = EDITS,
                                   .vocabulary = 5,
                                   .length = 3,
                                   .decision_ticks = 3,
                                   .prototypes = 4,
                                   .own_eyes = own};
    struct sw_error error = {0};

    ck_assert_msg(sw_brain_layout(&shape, &layout, &error) == 0, "%s", error.text);
    weights = make_floats(1, 0.5f, layout.floats);
    owner = calloc(layout.floats, 1);
    sw_growth_owners(&layout, owner);
    sw_growth_prune(&layout, weights);
}

static void set_up(void)
{
    set_up_eyes(false);
}

static void tear_down(void)
{
    free(weights);
    free(owner);
}

/* Edit logits of a mind in whose rows one expert thinks, after some ticks. */
static void live(const float *of, uint8_t expert, float *logits)
{
    struct sw_error error = {0};
    struct sw_mind *mind = sw_mind_create(&layout, "portable", &error);
    struct sw_percept *percept = make_percept(20, ROWS, false);
    struct sw_encoding encoding = {0};
    uint16_t previous[SW_TILE];

    ck_assert_ptr_nonnull(mind);
    mind->only = expert;
    sw_mind_begin(mind, of, NULL);
    ck_assert_int_eq(sw_encoding_take(&encoding, mind, of, percept, &error), 0);
    sw_mind_see(mind, &encoding);
    sw_mind_previous(previous, SW_EDIT_NONE);
    for (uint16_t t = 0; t < TICKS; t++) {
        sw_mind_think(mind, previous);
        sw_mind_previous(previous, t);
    }
    sw_mind_edit(mind, logits);
    sw_encoding_free(&encoding);
    sw_mind_destroy(mind);
    drop_percept(percept);
}

static uint32_t stride(void)
{
    return layout.tensor[SW_EDIT_HEAD].stride;
}

START_TEST(an_expert_reads_no_weight_of_a_later_one)
{
    float *before, *after, *other;
    uint32_t moved = 0;

    set_up_eyes(_i == 1);
    before = make_floats(0, 0.0f, (size_t)SW_TILE * stride());
    after = make_floats(0, 0.0f, (size_t)SW_TILE * stride());
    other = make_floats(2, 0.5f, layout.floats);
    for (uint8_t taught = 1; taught < EXPERTS; taught++) {
        for (uint8_t k = 0; k < EXPERTS; k++) {
            float *changed = make_floats(0, 0.0f, layout.floats);

            for (uint32_t i = 0; i < layout.floats; i++) {
                bool free = !sw_growth_holds(owner[i], taught);

                changed[i] = free ? other[i] : weights[i];
                moved += free;
            }
            live(weights, k, before);
            live(changed, k, after);
            if (k < taught)
                ck_assert_mem_eq(before, after, (size_t)SW_TILE * stride() * sizeof(float));
            if (k == taught)
                ck_assert_mem_ne(before, after, (size_t)SW_TILE * stride() * sizeof(float));
            free(changed);
        }
    }
    ck_assert_uint_gt(moved, 0);
    free(before);
    free(after);
    free(other);
    tear_down();
}
END_TEST

START_TEST(noise_moves_what_is_free_alone)
{
    struct sw_error error = {0};
    struct sw_noise *noise;

    set_up_eyes(_i == 1);
    noise = sw_noise_create(&layout, &error);
    ck_assert_ptr_nonnull(noise);
    for (uint8_t expert = 0; expert < EXPERTS; expert++) {
        float *child = make_floats(0, 0.0f, layout.floats);
        uint32_t moved = 0, all = 0;

        sw_noise_draw(noise, 3, 4, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
        sw_growth_silence(owner, expert, noise);
        memcpy(child, weights, layout.floats * sizeof *child);
        sw_mutation_apply(noise, 5, 1.0f, child);
        for (uint32_t i = 0; i < layout.floats; i++) {
            if (sw_growth_holds(owner[i], expert))
                ck_assert(child[i] == weights[i]);
            all += !sw_growth_holds(owner[i], expert);
            moved += child[i] != weights[i];
        }
        ck_assert_uint_gt(moved, all / 2);
        free(child);
    }
    sw_noise_destroy(noise);
    tear_down();
}
END_TEST

/* A study thinks as a mind does, whoever is made to think, and teaches what feeds it. */
START_TEST(a_study_thinks_as_a_mind_does)
{
    struct sw_error error = {0};
    struct sw_study *study;
    struct sw_percept *percept = make_percept(20, ROWS, false);
    float *logits, *gradient, gained[SW_TILE];
    uint16_t previous[SW_TILE], wanted[SW_TILE];

    set_up_eyes(_i == 1);
    logits = make_floats(0, 0.0f, (size_t)SW_TILE * stride());
    gradient = make_floats(0, 0.0f, layout.floats);
    study = sw_study_create(&layout, &error);
    ck_assert_ptr_nonnull(study);
    for (uint8_t expert = 0; expert < EXPERTS; expert++) {
        uint32_t taught = 0;
        float sum = 0;

        sw_study_by(study, expert);
        sw_study_begin(study, weights);
        for (uint32_t row = 0; row < SW_TILE; row++)
            ck_assert_int_eq(sw_study_see(study, row, percept, &error), 0);
        sw_mind_previous(previous, SW_EDIT_NONE);
        sw_mind_previous(wanted, 7);
        for (uint16_t t = 0; t < TICKS; t++) {
            ck_assert_int_eq(sw_study_tick(study, previous, wanted, gained, &error), 0);
            sw_mind_previous(previous, t);
        }
        live(weights, expert, logits);
        for (uint32_t i = 0; i < EDITS; i++)
            sum += expf(logits[i]);
        ck_assert(fabsf(gained[3] - (logits[7] - logf(sum))) < 1e-4f);
        memset(gradient, 0, layout.floats * sizeof *gradient);
        sw_study_learn(study, SW_LEARNING_MIRROR, weights, SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                       gradient);
        for (uint32_t i = 0; i < layout.floats; i++) /* the head of others hears nothing */
            if (i >= layout.tensor[SW_EDIT_HEAD].offset && i < layout.tensor[SW_EDIT_BIAS].offset &&
                owner[i] != expert)
                ck_assert(gradient[i] == 0.0f);
            else
                taught += gradient[i] != 0.0f && owner[i] == expert;
        ck_assert_uint_gt(taught, 1000);
    }
    sw_study_destroy(study);
    drop_percept(percept);
    free(logits);
    free(gradient);
    tear_down();
}
END_TEST

static uint32_t table_owners(uint8_t expert)
{
    const struct sw_tensor *table = &layout.tensor[SW_SIGHT_TABLE];
    uint32_t count = 0;

    for (uint32_t i = 0; i < table->rows * table->stride; i++)
        count += owner[table->offset + i] == expert;
    return count;
}

START_TEST(each_expert_has_an_eye_if_it_is_asked_for)
{
    set_up_eyes(false);
    ck_assert_uint_eq(table_owners(0), ROWS * 16);
    ck_assert_str_eq(layout.tensor[SW_ROUTER].name, "gate");
    tear_down();
    set_up_eyes(true);
    for (uint8_t k = 0; k < EXPERTS; k++)
        ck_assert_uint_eq(table_owners(k), ROWS * 16);
    ck_assert_str_eq(layout.tensor[SW_ROUTER].name, "gate.eyes");
    tear_down();
}
END_TEST

/* The way back through the normalisation of each eye is its derivative. */
START_TEST(the_way_back_is_the_derivative)
{
    struct sw_error error = {0};
    struct sw_mind *mind;
    const float h = 1e-3f;
    float pooled[96], normal[96], along[96], e[96], deviation[SW_EXPERTS_MAX];

    set_up_eyes(true);
    mind = sw_mind_create(&layout, "portable", &error);
    ck_assert_ptr_nonnull(mind);
    random_floats(7, 1.0f, pooled, 96);
    random_floats(8, 1.0f, along, 96);
    memcpy(normal, pooled, sizeof normal);
    memcpy(e, along, sizeof e);
    sw_eyes_normalise(&mind->kernel, &layout.shape, normal);
    sw_eyes_deviations(&layout.shape, pooled, deviation);
    sw_eyes_normalise_back(&layout.shape, normal, deviation, e);
    for (uint32_t i = 0; i < 96; i++) {
        double slope = 0;

        for (int sign = -1; sign <= 1; sign += 2) {
            float moved[96];

            memcpy(moved, pooled, sizeof moved);
            moved[i] += (float)sign * h;
            sw_eyes_normalise(&mind->kernel, &layout.shape, moved);
            for (uint32_t j = 0; j < 96; j++) {
                slope += sign * (double)moved[j] * (double)along[j] / (2 * (double)h);
                if (sw_eyes_of(&layout.shape, i) != sw_eyes_of(&layout.shape, j))
                    ck_assert(moved[j] == normal[j]);
            }
        }
        ck_assert_msg(fabs(slope - (double)e[i]) < 0.02, "%u: %g, not %g", i, (double)e[i], slope);
    }
    sw_mind_destroy(mind);
    tear_down();
}
END_TEST

START_TEST(the_gate_chooses_the_nearest)
{
    uint32_t n;
    float *memory;

    set_up();
    n = sw_growth_units(&layout.shape);
    ck_assert_uint_eq(n, 16);
    memory = make_floats(5, 1.0f, (size_t)EXPERTS * layout.shape.memory);
    ck_assert_uint_eq(sw_growth_open(&layout, weights), 0);
    ck_assert_uint_eq(sw_growth_choose(&layout, weights, 0, memory), 0);
    for (uint8_t k = 0; k < 2; k++) {
        for (uint32_t time = 0; time < 40; time++) {
            float near[48];

            random_floats(100 * k + time, 0.1f, near, 48);
            for (uint32_t i = 0; i < 48; i++)
                near[i] += memory[k * layout.shape.memory + i];
            sw_growth_meet(&layout, k, near, weights);
        }
        ck_assert_uint_eq(sw_growth_open(&layout, weights), (2u << k) - 1);
    }
    for (uint8_t k = 0; k < 2; k++)
        ck_assert_uint_eq(sw_growth_choose(&layout, weights, 3, memory + k * layout.shape.memory),
                          k);
    /* One that is not open is not chosen, however near. */
    ck_assert_uint_eq(sw_growth_choose(&layout, weights, 1, memory + layout.shape.memory), 0);
    free(memory);
    tear_down();
}
END_TEST

START_TEST(a_brain_that_does_not_grow_holds_nothing)
{
    struct sw_brain_shape shape;
    struct sw_error error = {0};

    set_up();
    shape = layout.shape;
    shape.prototypes = 0;
    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    free(owner);
    owner = calloc(layout.floats, 1);
    sw_growth_owners(&layout, owner);
    for (uint32_t i = 0; i < layout.floats; i++)
        ck_assert(!sw_growth_holds(owner[i], 0));
    shape.prototypes = 4;
    shape.own_eyes = 1;
    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "agent: features is 5; it must be a multiple of 16"));
    error = (struct sw_error){0};
    shape.own_eyes = 0;
    shape.memory = 64;
    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "are not multiples of 3 experts"));
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("growth");
    TCase *c = tcase_create("growth");

    tcase_add_loop_test(c, an_expert_reads_no_weight_of_a_later_one, 0, 2);
    tcase_add_loop_test(c, noise_moves_what_is_free_alone, 0, 2);
    tcase_add_loop_test(c, a_study_thinks_as_a_mind_does, 0, 2);
    tcase_add_test(c, each_expert_has_an_eye_if_it_is_asked_for);
    tcase_add_test(c, the_way_back_is_the_derivative);
    tcase_add_test(c, the_gate_chooses_the_nearest);
    tcase_add_test(c, a_brain_that_does_not_grow_holds_nothing);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

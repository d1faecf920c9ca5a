/* unit_imagination.c - the forecast expert in a brain that solves puzzles is the forecaster that it
 * would be by itself; and edits in imagination are the world's but for acts, which are its
 * forecasts. */
#include "agent/forecast_brain.h"
#include "forecast/forecast_life.h"
#include "forecast/imagination.h"
#include "tests/unit/unit_test.h"

enum { EPISODES = 6, SCENES = 40 };

struct fixture {
    struct sw_episode_rules rules;
    struct sw_brain_layout whole, alone; /* a solver with the expert; a forecaster */
    float *brain, *forecaster;
};

static void begin(struct fixture *f, struct sw_forecast_senses senses)
{
    struct sw_brain_shape shape = {.sight_rows = 40,
                                   .features = 16,
                                   .hidden = 16,
                                   .memory = 16,
                                   .experts = 2,
                                   .edits = 5,
                                   .vocabulary = 4,
                                   .length = 2,
                                   .decision_ticks = 3,
                                   .foresight = senses};
    struct sw_brain_shape alone = {.hidden = 16, .forecast = senses};
    struct sw_error error = {0};
    uint32_t first;

    f->rules = (struct sw_episode_rules){.theme = sw_forecast_theme_find("edits"),
                                         .side_min = 5,
                                         .side_max = 7,
                                         .colours = 4,
                                         .organisms_min = 2,
                                         .organisms_max = 3};
    sw_episode_rules_begin(&f->rules);
    ck_assert_int_eq(sw_brain_layout(&shape, &f->whole, &error), 0);
    ck_assert_int_eq(sw_brain_layout(&alone, &f->alone, &error), 0);
    f->brain = calloc(f->whole.floats, sizeof *f->brain);
    f->forecaster = calloc(f->alone.floats, sizeof *f->forecaster);
    sw_brain_founder(&f->whole, 7, 0, f->brain);
    first = sw_foresight_first(&f->whole);
    ck_assert_uint_eq(f->whole.tensors - first, f->alone.tensors);
    for (uint32_t t = 0; t < f->alone.tensors; t++) {
        const struct sw_tensor *from = &f->whole.tensor[first + t], *to = &f->alone.tensor[t];

        ck_assert_uint_eq(from->group, SW_GROUP_FORECAST);
        ck_assert_uint_eq(from->rows, to->rows);
        ck_assert_uint_eq(from->stride, to->stride);
        ck_assert_str_eq(from->name + strlen("forecast."), to->name);
        memcpy(f->forecaster + to->offset, f->brain + from->offset,
               (size_t)to->rows * to->stride * sizeof(float));
    }
}

static void end(struct fixture *f)
{
    free(f->brain);
    free(f->forecaster);
}

static struct sw_forecast_senses senses_of(int head)
{
    return head == 0 ? sw_outlook_senses() : sw_organism_senses();
}

/* Scores, lessons and dreams are those of the forecaster; lessons leave the rest of the brain. */
START_TEST(the_expert_is_a_forecaster)
{
    struct sw_error error = {0};
    struct fixture f;
    struct sw_forecast_life *inside, *apart;
    struct sw_dream_tally a = {0}, b = {0};
    struct sw_dream *dream;
    uint64_t steps[2] = {0, 0};
    float *room[2][4], *was;
    uint32_t first;

    begin(&f, senses_of(_i));
    first = sw_foresight_first(&f.whole);
    inside = sw_forecast_life_create(&f.whole, &f.rules, EPISODES, &error);
    apart = sw_forecast_life_create(&f.alone, &f.rules, EPISODES, &error);
    ck_assert(inside != NULL && apart != NULL);
    sw_forecast_life_meet(inside, 1, 2, 0);
    sw_forecast_life_meet(apart, 1, 2, 0);
    ck_assert(sw_forecast_life_alone(inside, f.brain) ==
              sw_forecast_life_alone(apart, f.forecaster));

    was = calloc(f.whole.floats, sizeof *was);
    memcpy(was, f.brain, f.whole.floats * sizeof *was);
    for (int side = 0; side < 2; side++) {
        const struct sw_brain_layout *layout = side == 0 ? &f.whole : &f.alone;

        for (int i = 0; i < 4; i++)
            room[side][i] = calloc(layout->floats, sizeof(float));
        struct sw_forecast_lessons how = {.episodes = 64,
                                          .step = 32,
                                          .learn = side == 0 ? SW_GROUP_FORECAST
                                                             : SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                          .rate = 0.03f,
                                          .fade = 0.01f,
                                          .steps = &steps[side],
                                          .first = room[side][0],
                                          .second = room[side][1],
                                          .back = room[side][2]};

        memcpy(how.back, side == 0 ? f.brain : f.forecaster, layout->floats * sizeof(float));
        sw_forecast_life_learn(side == 0 ? inside : apart, &how, 1, 0, 0, 0,
                               side == 0 ? f.brain : f.forecaster);
    }
    for (uint32_t t = 0; t < f.whole.tensors; t++) {
        const struct sw_tensor *tensor = &f.whole.tensor[t];
        size_t bytes = (size_t)tensor->rows * tensor->stride * sizeof(float);

        if (t < first) {
            ck_assert_mem_eq(f.brain + tensor->offset, was + tensor->offset, bytes);
            continue;
        }
        ck_assert(memcmp(f.brain + tensor->offset, was + tensor->offset, bytes) != 0);
        ck_assert_mem_eq(f.brain + tensor->offset, f.forecaster + f.alone.tensor[t - first].offset,
                         bytes);
    }

    dream = sw_dream_create(&f.whole, &error);
    sw_dream_examine(dream, f.brain, &f.rules, 3, 0, 20, 4, &a);
    sw_dream_destroy(dream);
    dream = sw_dream_create(&f.alone, &error);
    sw_dream_examine(dream, f.forecaster, &f.rules, 3, 0, 20, 4, &b);
    sw_dream_destroy(dream);
    ck_assert_mem_eq(&a, &b, sizeof a);
    ck_assert_uint_gt(a.decisions, 0);

    for (int i = 0; i < 8; i++)
        free(room[i / 4][i % 4]);
    free(was);
    sw_forecast_life_destroy(inside);
    sw_forecast_life_destroy(apart);
    end(&f);
}
END_TEST

/* What selects and takes in hand is the world's; an act is what the forecaster dreams of it. */
START_TEST(acts_are_forecasts)
{
    struct sw_error error = {0};
    const struct sw_edit_engine *engine;
    struct sw_imagination *imagination;
    struct sw_imagination_count count;
    struct sw_dream *dream;
    struct fixture f;
    uint32_t differ = 0;

    begin(&f, senses_of(_i));
    imagination = sw_imagination_create(&f.whole, f.brain, &error);
    dream = sw_dream_create(&f.alone, &error);
    ck_assert(imagination != NULL && dream != NULL);
    engine = sw_imagination_engine(imagination);
    for (uint64_t number = 0; number < SCENES; number++) {
        struct sw_episode episode;
        struct sw_canvas canvas, beside;
        struct sw_grid made, real;

        sw_dream_episode(&f.rules, 1, number, 1, &episode);
        sw_canvas_begin(&canvas, &episode.grid);
        canvas.colour = episode.step[0].colour;
        sw_canvas_copy(&beside, &canvas);
        if (episode.step[0].select != 0) {
            engine->edit(engine->context, &canvas, episode.step[0].select);
            sw_edit_do(&beside, episode.step[0].select);
        }
        ck_assert(sw_mask_equal(&canvas.selection, &beside.selection));
        ck_assert(sw_grid_equal(&canvas.grid, &beside.grid));
        ck_assert(sw_imagination_knows(imagination, episode.step[0].deed.token));
        engine->edit(engine->context, &canvas, episode.step[0].deed.token);
        sw_dream_step(dream, f.forecaster, &episode.step[0], &episode.grid, &made);
        ck_assert(sw_grid_equal(&canvas.grid, &made));
        sw_episode_do(&episode.step[0], &episode.grid, &real);
        differ += !sw_grid_equal(&made, &real);
    }
    ck_assert_uint_gt(differ, SCENES / 2); /* it has learned nothing */
    count = sw_imagination_count(imagination);
    ck_assert_uint_eq(count.acts, SCENES);
    ck_assert_uint_eq(count.unknown, 0);
    ck_assert_uint_ge(count.runs, SCENES);
    sw_dream_destroy(dream);
    sw_imagination_destroy(imagination);
    end(&f);
}
END_TEST

/* What cannot be forecast leaves the canvas as it is, and asks the expert nothing. */
START_TEST(the_unknown_changes_nothing)
{
    struct sw_error error = {0};
    const struct sw_edit_engine *engine;
    struct sw_imagination *imagination;
    struct sw_imagination_count count;
    struct sw_grid grid;
    struct sw_canvas canvas;
    struct fixture f;
    uint32_t token = 0;

    begin(&f, senses_of(0));
    imagination = sw_imagination_create(&f.whole, f.brain, &error);
    engine = sw_imagination_engine(imagination);
    for (uint32_t i = 0; i < sw_edit_count() && token == 0; i++)
        if (sw_edit_row(i)->group == SW_EDIT_ACT && !sw_imagination_knows(imagination, i))
            token = i;
    ck_assert_uint_gt(token, 0);
    sw_grid_clear(&grid, 5, 4);
    grid.cell[1][1] = 3;
    sw_canvas_begin(&canvas, &grid);
    sw_mask_set(&canvas.selection, 1, 1);
    engine->edit(engine->context, &canvas, token);
    ck_assert(sw_grid_equal(&canvas.grid, &grid));
    ck_assert_uint_eq(canvas.last_act, token);
    count = sw_imagination_count(imagination);
    ck_assert_uint_eq(count.acts, 1);
    ck_assert_uint_eq(count.unknown, 1);
    ck_assert_uint_eq(count.runs, 0);
    sw_imagination_destroy(imagination);
    end(&f);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("imagination");
    TCase *t = tcase_create("imagination");

    tcase_add_loop_test(t, the_expert_is_a_forecaster, 0, 2);
    tcase_add_loop_test(t, acts_are_forecasts, 0, 2);
    tcase_add_test(t, the_unknown_changes_nothing);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

#include "forecast/context_tune.h"

#include "agent/study.h"

#include <stdlib.h>
#include <string.h>

/* A copy that learns. */
struct pupil {
    struct sw_physics_set set;
    struct sw_episode_rules rules;
    struct sw_context_life *life;
    float *weights; /* [floats], and behind them both moments and the way back */
    uint64_t steps;
    struct sw_forecast_lessons how;
};

static int enrol(struct pupil *pupil, const struct sw_context_exam *exam,
                 const struct sw_brain_layout *layout, const struct sw_context_tuning *tuning,
                 const float *weights, uint64_t number, struct sw_error *error)
{
    size_t n = layout->floats;

    sw_context_exam_set(exam, number, &pupil->set);
    pupil->rules = *exam->rules;
    pupil->rules.only = &pupil->set;
    pupil->life = sw_context_life_create(layout, &pupil->rules, 0, error);
    pupil->weights = sw_allocate_floats(4 * n, "teaching a copy", error);
    if (pupil->life == NULL || pupil->weights == NULL)
        return -1;
    memcpy(pupil->weights, weights, n * sizeof *weights);
    if (tuning->back != NULL)
        memcpy(pupil->weights + 3 * n, tuning->back, n * sizeof *weights);
    pupil->how = (struct sw_forecast_lessons){
        .episodes = tuning->episodes,
        .step = tuning->step,
        .learn = SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
        .rate = tuning->rate,
        .fade = tuning->fade,
        .steps = &pupil->steps,
        .first = pupil->weights + n,
        .second = pupil->weights + 2 * n,
        .back = tuning->back != NULL ? pupil->weights + 3 * n : NULL,
    };
    return 0;
}

float *sw_context_tune_back(const struct sw_brain_layout *layout, uint64_t seed,
                            struct sw_error *error)
{
    float *back = sw_allocate_floats(layout->floats, "teaching a copy", error);

    if (back != NULL)
        sw_study_feedback(layout, SW_LEARNING_MIRROR, seed, back);
    return back;
}

int sw_context_tune(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                    const struct sw_brain_layout *layout, const struct sw_context_tuning *tuning,
                    const float *weights, uint64_t number,
                    struct sw_context_score (*score)[SW_CONTEXT_KNOWS], struct sw_error *error)
{
    struct pupil pupil = {.life = NULL};
    int result = enrol(&pupil, exam, layout, tuning, weights, number, error);
    uint64_t seed =
        sw_lesson_seed(exam->seed, SW_RANDOM_CONTEXT_TUNING, number, (uint32_t)exam->pool, 0);

    for (uint32_t i = 0, generation = 0; i < tuning->tunes && result == 0; i++) {
        for (; generation < 1u << i; generation++)
            for (uint32_t time = 0; time < tuning->times; time++)
                sw_context_life_learn(pupil.life, &pupil.how, seed, generation, 0,
                                      time * tuning->episodes, pupil.weights);
        sw_context_examine(examiner, exam, pupil.weights, number, score[i]);
    }
    sw_context_life_destroy(pupil.life);
    free(pupil.weights);
    return result;
}

#include "population/schooling.h"

#include "agent/growth.h"
#include "base/random.h"
#include "settings/taskfiles.h"

#include <stdlib.h>
#include <string.h>

bool sw_schooling_has_rule(const struct sw_breeder *breeder)
{
    return breeder->settings->learning.rule != SW_LEARNING_NONE &&
           (sw_settings_puzzles(breeder->settings) ||
            sw_settings_forecast(breeder->settings) != NULL);
}

bool sw_breeder_untaught(const struct sw_breeder *breeder)
{
    return (sw_schooling_has_rule(breeder) || breeder->credits) && breeder->schooling == NULL;
}

void sw_schooling_destroy(struct sw_schooling *schooling, uint32_t litters)
{
    if (schooling == NULL)
        return;
    for (uint32_t i = 0; i < litters && schooling->noise != NULL; i++)
        sw_noise_destroy(schooling->noise[i]);
    free(schooling->noise);
    free(schooling->credit);
    free(schooling->each);
    free(schooling->met);
    free(schooling->share);
    free(schooling->times);
    sw_batch_destroy(schooling->lived);
    sw_forecast_life_destroy(schooling->forecasts);
    sw_own_teacher_destroy(schooling->own);
    free(schooling->order);
    sw_world_sets_destroy(schooling->sets);
    sw_lesson_destroy(schooling->lesson);
    sw_batch_destroy(schooling->batch);
    sw_batch_destroy(schooling->whole);
    sw_life_destroy(schooling->life);
    free(schooling->answer);
    free(schooling->heard);
    free(schooling->back);
    free(schooling);
}

/* The way back of the rule, which is one for all islands. Whether it is there, or need not be. */
static bool draw_back(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                      struct sw_error *error)
{
    enum sw_learning rule = (enum sw_learning)breeder->settings->learning.rule;
    uint32_t floats = sw_study_back(breeder->layout, rule);

    if (floats == 0)
        return true;
    schooling->back = sw_allocate_floats(floats, "making room to learn", error);
    if (schooling->back == NULL)
        return false;
    sw_study_feedback(breeder->layout, rule, breeder->settings->run.seed, schooling->back);
    if (rule == SW_LEARNING_MIRROR)
        sw_lesion_remove(sw_genome_lesion(breeder), breeder->layout, schooling->back);
    return true;
}

/* Room to speak to who learns, if listeners do. Whether it is there, or need not be. */
static bool make_talk_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                           struct sw_error *error)
{
    static const char doing[] = "making room to listen";
    const struct sw_settings *settings = breeder->settings;
    size_t puzzles = (size_t)settings->learning.puzzles;

    if (!sw_schooling_has_rule(breeder) || !settings->learning.hearing)
        return true;
    schooling->life = sw_settings_life(settings, "portable", breeder->layout, error);
    schooling->answer = sw_allocate(puzzles, sizeof *schooling->answer, doing, error);
    schooling->heard = sw_allocate(puzzles, (size_t)settings->language.length, doing, error);
    return schooling->life != NULL && schooling->answer != NULL && schooling->heard != NULL;
}

/* Room for credit, if it is given. Whether it is there, or need not be. */
static bool make_credit_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                             struct sw_error *error)
{
    static const char doing[] = "making room for credit";
    const struct sw_settings *settings = breeder->settings;
    uint32_t litters = sw_settings_litters(settings);
    bool failed = false;

    if (!breeder->credits)
        return true;
    schooling->lived = sw_batch_create(settings->life.worlds, error);
    schooling->credit = sw_allocate_floats((size_t)settings->life.worlds * SW_OBSERVED_WORLD_TICKS *
                                               litters * SW_NOISE_PAIRS,
                                           doing, error);
    schooling->noise = sw_allocate(litters, sizeof *schooling->noise, doing, error);
    if (schooling->lived == NULL || schooling->credit == NULL || schooling->noise == NULL)
        return false;
    for (uint32_t i = 0; i < litters && !failed; i++) {
        schooling->noise[i] = sw_noise_create(breeder->layout, error);
        failed = schooling->noise[i] == NULL;
    }
    return !failed;
}

bool sw_schooling_has_priorities(const struct sw_breeder *breeder)
{
    return sw_schooling_has_rule(breeder) && sw_settings_puzzles(breeder->settings) &&
           breeder->settings->learning.draw != SW_DRAW_UNIFORM &&
           !sw_taskfiles_needed(breeder->settings);
}

bool sw_schooling_foretells(const struct sw_breeder *breeder)
{
    return sw_schooling_has_rule(breeder) && sw_settings_foresight(breeder->settings) &&
           breeder->settings->learning.forecasts > 0;
}

/* Room for what a gate learns from. Whether it is there, or need not be. */
static bool make_gate_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                           struct sw_error *error)
{
    const struct sw_brain_shape *shape = &breeder->layout->shape;

    if (!sw_growth_is(shape))
        return true;
    schooling->met = sw_allocate_floats((size_t)breeder->settings->learning.puzzles * shape->memory,
                                        "making room to learn", error);
    return schooling->met != NULL;
}

/* Room for priorities, if there are any. Whether it is there, or need not be. */
static bool make_priority_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                               struct sw_error *error)
{
    static const char doing[] = "making room for priorities";

    if (!sw_schooling_has_priorities(breeder))
        return true;
    schooling->each = sw_allocate_floats((size_t)breeder->settings->learning.puzzles, doing, error);
    schooling->share = sw_allocate(SW_RULES_MAX, sizeof *schooling->share, doing, error);
    schooling->times = sw_allocate(SW_RULES_MAX, sizeof *schooling->times, doing, error);
    return schooling->each != NULL && schooling->share != NULL && schooling->times != NULL;
}

/* Room for a parent's own teaching, if it does any. Whether it is there, or need not be. */
static bool make_own_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                          struct sw_error *error)
{
    const struct sw_own_rules rules = sw_settings_own(breeder->settings);

    if (!sw_settings_owns(breeder->settings))
        return true;
    schooling->own = sw_own_teacher_create(breeder->layout, &schooling->action_set, &rules, error);
    schooling->order = sw_allocate((size_t)breeder->settings->learning.puzzles,
                                   sizeof *schooling->order, "making room to teach", error);
    return schooling->own != NULL && schooling->order != NULL;
}

/* Room for the lessons of the forecast expert, if it has any. Whether it is there, or need not be.
 */
static bool make_foresight_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                                struct sw_error *error)
{
    if (!sw_schooling_foretells(breeder))
        return true;
    schooling->episodes = sw_settings_episode_rules(breeder->settings);
    schooling->forecasts = sw_forecast_life_create(breeder->layout, &schooling->episodes, 0, error);
    return schooling->forecasts != NULL;
}

/* Room for turns, if some phase plays a game by turns. Whether it is there, or need not be. */
static bool make_turn_room(const struct sw_breeder *breeder, struct sw_schooling *schooling,
                           struct sw_error *error)
{
    if (!sw_settings_by_turns(breeder->settings))
        return true;
    schooling->whole = sw_batch_create(breeder->settings->learning.puzzles, error);
    return schooling->whole != NULL;
}

/* Where forecasters learn: no puzzles, but episodes. */
static int teach_forecasters(struct sw_breeder *breeder, struct sw_schooling *schooling,
                             struct sw_error *error)
{
    struct sw_episode_rules rules = sw_settings_episode_rules(breeder->settings);

    schooling->forecasts = sw_forecast_life_create(breeder->layout, &rules, 0, error);
    return schooling->forecasts == NULL || !draw_back(breeder, schooling, error) ? -1 : 0;
}

int sw_breeder_teach(struct sw_breeder *breeder, const struct sw_worlds *worlds,
                     struct sw_error *error)
{
    const struct sw_settings *settings = breeder->settings;
    struct sw_schooling *schooling;

    if (!sw_breeder_untaught(breeder))
        return 0;
    schooling = sw_allocate(1, sizeof *schooling, "making room to learn", error);
    if (schooling == NULL)
        return -1;
    if (sw_settings_forecast(settings) != NULL) {
        if (teach_forecasters(breeder, schooling, error) != 0) {
            sw_schooling_destroy(schooling, 0);
            return -1;
        }
        breeder->schooling = schooling;
        return 0;
    }
    schooling->action_set = sw_settings_action_set(settings);
    schooling->sets = sw_world_sets_create(settings, worlds, error);
    schooling->lesson = sw_lesson_create(breeder->layout, &schooling->action_set, error);
    schooling->batch = sw_batch_create(settings->learning.puzzles, error);
    if (schooling->sets == NULL || schooling->lesson == NULL || schooling->batch == NULL ||
        !draw_back(breeder, schooling, error) || !make_priority_room(breeder, schooling, error) ||
        !make_own_room(breeder, schooling, error) || !make_turn_room(breeder, schooling, error) ||
        !make_gate_room(breeder, schooling, error) ||
        !make_foresight_room(breeder, schooling, error) ||
        !make_credit_room(breeder, schooling, error) ||
        !make_talk_room(breeder, schooling, error)) {
        sw_schooling_destroy(schooling, sw_settings_litters(settings));
        return -1;
    }
    sw_lesson_crew(schooling->lesson, settings->life.crew);
    breeder->schooling = schooling;
    return 0;
}

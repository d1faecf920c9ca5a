#include "forecast/forecast_life.h"

#include "agent/forecast_brain.h"
#include "forecast/context_life.h"
#include "forecast/lessons.h"
#include "world/forecast/organism_edit.h"

#include <stdlib.h>
#include <string.h>

struct sw_forecast_life {
    const struct sw_brain_layout *layout; /* of the forecaster: `view`, or borrowed in context */
    struct sw_brain_layout view;          /* over the weights of the whole brain */
    struct sw_episode_rules rules;
    struct sw_organism_edits edits; /* of those that forecast by organism */
    struct sw_forecast_mind *mind;
    uint32_t episodes;
    struct sw_forecast_percept *percept; /* [episodes], and one for lessons */
    float *member, *gradient;            /* [floats] scratch */
    struct sw_context_life *context; /* where physics is found out; all but layout is idle then */
};

struct sw_forecast_life *sw_forecast_life_create(const struct sw_brain_layout *layout,
                                                 const struct sw_episode_rules *rules,
                                                 uint32_t episodes, struct sw_error *error)
{
    static const char doing[] = "making lives of forecasters";
    struct sw_forecast_life *life = sw_allocate(1, sizeof *life, doing, error);

    if (life == NULL)
        return NULL;
    life->layout = layout;
    if (rules->theme->context) {
        life->context = sw_context_life_create(layout, rules, episodes, error);
        if (life->context != NULL)
            return life;
        free(life);
        return NULL;
    }
    sw_foresight_view(layout, &life->view);
    layout = life->layout = &life->view;
    life->rules = *rules;
    life->episodes = episodes;
    sw_organism_edits_begin(&life->edits);
    life->mind = sw_forecast_mind_create(layout, error);
    life->percept = sw_allocate((size_t)episodes + 1, sizeof *life->percept, doing, error);
    life->member = sw_allocate_floats(layout->floats, doing, error);
    life->gradient = sw_allocate_floats(layout->floats, doing, error);
    if (life->mind != NULL && life->percept != NULL && life->member != NULL &&
        life->gradient != NULL)
        return life;
    sw_forecast_life_destroy(life);
    return NULL;
}

void sw_forecast_life_destroy(struct sw_forecast_life *life)
{
    if (life == NULL)
        return;
    sw_context_life_destroy(life->context);
    sw_forecast_mind_destroy(life->mind);
    free(life->percept);
    free(life->member);
    free(life->gradient);
    free(life);
}

uint64_t sw_forecast_life_bytes(uint32_t episodes, const struct sw_brain_layout *layout)
{
    if (layout->shape.forecast.facts > 0)
        return sw_context_life_bytes(episodes, layout);
    return ((uint64_t)episodes + 1) * sizeof(struct sw_forecast_percept) +
           2 * (uint64_t)layout->floats * sizeof(float) +
           (uint64_t)SW_FORECAST_KINDS_MAX * (layout->shape.hidden + 32) * sizeof(float);
}

/* ---- episodes ---- */

/* How many passes change something. */
static uint32_t passes_of(const struct sw_outlook *begin, const struct sw_grid *end)
{
    struct sw_outlook now = *begin, next;
    uint32_t passes = 0;

    for (; passes < SW_OUTLOOK_PASSES; passes++) {
        sw_outlook_pass(&now, end, &next);
        if (sw_grid_equal(&now.grid, &next.grid))
            break;
        now = next;
    }
    return passes;
}

/* What is seen by organism of a deed that was done to an outlook, and what it made. */
static void see_organisms(const struct sw_forecast_life *life, const struct sw_outlook *outlook,
                          const struct sw_grid *end, struct sw_forecast_percept *percept)
{
    struct sw_outlook_relations relations;
    uint8_t word[SW_ORGANISMS_MAX];
    uint64_t right[SW_ORGANISMS_MAX];
    struct sw_grid turned;

    sw_outlook_turn(end, outlook->direction, &turned);
    sw_relations_begin(&relations, outlook);
    sw_relations_find(&relations);
    sw_organism_teach(&life->edits, &relations, &turned, word, right);
    sw_organism_perceive(&relations, right, percept);
}

/* What is seen of the episode of a seed: one deed, or by cell one pass of it. */
static void see(const struct sw_forecast_life *life, uint64_t seed,
                struct sw_forecast_percept *percept)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FORECAST_EPISODE, 0, 0);
    struct sw_outlook now, next;
    struct sw_episode episode;
    struct sw_canvas canvas;

    sw_episode_draw(&life->rules, &dice, 1, &episode);
    sw_episode_begin(&episode.step[0], &episode.grid, &canvas);
    sw_outlook_of(&canvas, &episode.step[0].deed, &now);
    sw_deed_do(&episode.step[0].deed, &canvas);
    if (life->layout->shape.forecast.organisms) {
        see_organisms(life, &now, &canvas.grid, percept);
        return;
    }
    if (sw_verb_row(now.verb)->passes != SW_PASSES_ONE) {
        uint32_t pass = sw_dice_below(&dice, passes_of(&now, &canvas.grid) + 1);

        for (uint32_t i = 0; i < pass; i++) {
            sw_outlook_pass(&now, &canvas.grid, &next);
            now = next;
        }
    }
    sw_outlook_pass(&now, &canvas.grid, &next);
    sw_outlook_perceive(&now, &next, percept);
}

void sw_forecast_life_rules(struct sw_forecast_life *life, const struct sw_episode_rules *rules)
{
    if (life->context != NULL)
        sw_context_life_rules(life->context, rules);
    else
        life->rules = *rules;
}

void sw_forecast_life_meet(struct sw_forecast_life *life, uint64_t seed, uint64_t generation,
                           uint32_t island)
{
    if (life->context != NULL)
        sw_context_life_meet(life->context, seed, generation, island);
    for (uint32_t i = 0; i < life->episodes; i++)
        see(life, sw_lesson_seed(seed, SW_RANDOM_FORECAST_LIFE, generation, island, i),
            &life->percept[i]);
}

float sw_forecast_life_alone(struct sw_forecast_life *life, const float *weights)
{
    float score = 0;

    for (uint32_t k = 0; k < life->episodes; k++) {
        sw_forecast_mind_think(life->mind, weights, &life->percept[k]);
        score += sw_forecast_mind_judge(life->mind, &life->percept[k], NULL, NULL);
    }
    return score / (float)life->episodes;
}

void sw_forecast_life_litter(struct sw_forecast_life *life, const float *parent,
                             const struct sw_noise *noise, uint32_t pairs, float *score)
{
    if (life->context != NULL) {
        sw_context_life_litter(life->context, parent, noise, pairs, score);
        return;
    }
    memset(score, 0, 2 * SW_NOISE_PAIRS * sizeof *score);
    for (uint32_t i = 0; i < 2 * pairs; i++) {
        memcpy(life->member, parent, life->layout->floats * sizeof *parent);
        sw_mutation_apply(noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, life->member);
        score[i] = sw_forecast_life_alone(life, life->member);
    }
}

/* ---- learning ---- */

void sw_forecast_life_learn(struct sw_forecast_life *life, const struct sw_forecast_lessons *how,
                            uint64_t seed, uint64_t generation, uint32_t island, uint32_t first,
                            float *weights)
{
    struct sw_forecast_percept *percept;

    if (life->context != NULL) {
        sw_context_life_learn(life->context, how, seed, generation, island, first, weights);
        return;
    }
    percept = &life->percept[life->episodes];
    memset(life->gradient, 0, life->layout->floats * sizeof *life->gradient);
    for (uint32_t i = 0; i < how->episodes; i++) {
        see(life, sw_lesson_seed(seed, SW_RANDOM_FORECAST_LESSON, generation, island, first + i),
            percept);
        sw_forecast_mind_think(life->mind, weights, percept);
        sw_forecast_mind_judge(life->mind, percept, how->back, life->gradient);
        if ((i + 1) % how->step != 0 && i + 1 < how->episodes)
            continue;
        sw_lessons_step(life->layout, how, life->gradient, weights);
        memset(life->gradient, 0, life->layout->floats * sizeof *life->gradient);
    }
}

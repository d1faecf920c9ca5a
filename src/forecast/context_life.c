#include "forecast/context_life.h"

#include <stdlib.h>
#include <string.h>

enum { TRANSITIONS = SW_CONTEXT_SHOWN + 1 };

/* One world, as it is lived. */
struct world {
    float told[SW_PHYSICS_ENTITIES][SW_PHYSICS_FACTS];
    struct sw_forecast_percept percept[TRANSITIONS];
};

struct sw_context_life {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_episode_rules rules;
    struct sw_context_mind *mind;
    uint32_t worlds;
    struct world *world;      /* [worlds], and one for lessons */
    float *member, *gradient; /* [floats] scratch */
};

struct sw_context_life *sw_context_life_create(const struct sw_brain_layout *layout,
                                               const struct sw_episode_rules *rules,
                                               uint32_t worlds, struct sw_error *error)
{
    static const char doing[] = "making lives in context";
    struct sw_context_life *life = sw_allocate(1, sizeof *life, doing, error);

    if (life == NULL)
        return NULL;
    life->layout = layout;
    life->rules = *rules;
    life->worlds = worlds;
    life->mind = sw_context_mind_create(layout, error);
    life->world = sw_allocate((size_t)worlds + 1, sizeof *life->world, doing, error);
    life->member = sw_allocate_floats(layout->floats, doing, error);
    life->gradient = sw_allocate_floats(layout->floats, doing, error);
    if (life->mind != NULL && life->world != NULL && life->member != NULL && life->gradient != NULL)
        return life;
    sw_context_life_destroy(life);
    return NULL;
}

void sw_context_life_destroy(struct sw_context_life *life)
{
    if (life == NULL)
        return;
    sw_context_mind_destroy(life->mind);
    free(life->world);
    free(life->member);
    free(life->gradient);
    free(life);
}

uint64_t sw_context_life_bytes(uint32_t worlds, const struct sw_brain_layout *layout)
{
    return ((uint64_t)worlds + 1) * sizeof(struct world) +
           4 * (uint64_t)layout->floats * sizeof(float) +
           (uint64_t)SW_FORECAST_KINDS_MAX * (layout->shape.hidden + 32) * sizeof(float);
}

void sw_context_life_rules(struct sw_context_life *life, const struct sw_episode_rules *rules)
{
    life->rules = *rules;
}

/* The world of a seed. */
static void see(const struct sw_context_life *life, uint64_t seed, struct world *world)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_CONTEXT_WORLD, 0, 0);
    struct sw_transition transition;
    struct sw_physics_set set;

    sw_context_set_draw(&life->rules, SW_PHYSICS_MET, &dice, &set);
    sw_physics_set_facts(&set, world->told);
    for (uint32_t i = 0; i < TRANSITIONS; i++) {
        sw_context_draw(&life->rules, &set, &dice, &transition);
        sw_context_perceive(&transition, true, &world->percept[i]);
    }
}

void sw_context_life_meet(struct sw_context_life *life, uint64_t seed, uint64_t generation,
                          uint32_t island)
{
    for (uint32_t i = 0; i < life->worlds; i++)
        see(life, sw_lesson_seed(seed, SW_RANDOM_FORECAST_LIFE, generation, island, i),
            &life->world[i]);
}

/* Lives through a world; the mean log likelihood of what it shows. */
static float live(struct sw_context_life *life, const struct world *world, const float *weights,
                  const float *back, float *gradient)
{
    float sum = 0;

    sw_context_mind_begin(life->mind, weights, life->rules.theme->told ? world->told[0] : NULL);
    for (uint32_t i = 0; i < TRANSITIONS; i++)
        sum += sw_context_mind_live(life->mind, &world->percept[i], back, gradient,
                                    i + 1 == TRANSITIONS);
    return sum / TRANSITIONS;
}

void sw_context_life_litter(struct sw_context_life *life, const float *parent,
                            const struct sw_noise *noise, uint32_t pairs, float *score)
{
    memset(score, 0, 2 * SW_NOISE_PAIRS * sizeof *score);
    for (uint32_t i = 0; i < 2 * pairs; i++) {
        memcpy(life->member, parent, life->layout->floats * sizeof *parent);
        sw_mutation_apply(noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, life->member);
        for (uint32_t k = 0; k < life->worlds; k++)
            score[i] += live(life, &life->world[k], life->member, life->member, NULL);
        score[i] /= (float)life->worlds;
    }
}

void sw_context_life_learn(struct sw_context_life *life, const struct sw_forecast_lessons *how,
                           uint64_t seed, uint64_t generation, uint32_t island, uint32_t first,
                           float *weights)
{
    struct world *world = &life->world[life->worlds];
    uint32_t worlds = (how->episodes + SW_CONTEXT_SHOWN - 1) / SW_CONTEXT_SHOWN,
             step = how->step / SW_CONTEXT_SHOWN;

    memset(life->gradient, 0, life->layout->floats * sizeof *life->gradient);
    for (uint32_t i = 0; i < worlds; i++) {
        see(life, sw_lesson_seed(seed, SW_RANDOM_FORECAST_LESSON, generation, island, first + i),
            world);
        live(life, world, weights, how->back, life->gradient);
        if ((i + 1) % step != 0 && i + 1 < worlds)
            continue;
        sw_lessons_step(life->layout, how, life->gradient, weights);
        memset(life->gradient, 0, life->layout->floats * sizeof *life->gradient);
    }
}

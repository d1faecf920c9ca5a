#include "population/genome.h"

#include "selection/adam.h"

#include <stdlib.h>
#include <string.h>

void sw_individual_free(struct sw_individual *individual)
{
    free(individual->weights);
    free(individual->first);
    free(individual->second);
    memset(individual, 0, sizeof *individual);
}

int sw_breeder_create(struct sw_breeder *breeder, const struct sw_settings *settings,
                      const struct sw_brain_layout *layout, struct sw_error *error)
{
    uint32_t members = (uint32_t)settings->members, litters = sw_settings_litters(settings);

    memset(breeder, 0, sizeof *breeder);
    breeder->settings = settings;
    breeder->layout = layout;
    breeder->schedule = sw_schedule_create(settings, error);
    sw_kernel_find("portable", &breeder->kernel);
    breeder->noise = sw_noise_create(layout, error);
    breeder->gradient = sw_allocate_floats(layout->floats, "making a breeder", error);
    breeder->order = sw_allocate(2 * (size_t)members, sizeof(uint32_t), "making a breeder", error);
    breeder->choice.share =
        sw_allocate((size_t)litters * SW_LITTER_PAIRS, sizeof(float), "making a breeder", error);
    breeder->choice.parent = sw_allocate(litters, sizeof(uint32_t), "making a breeder", error);
    breeder->choice.clone = sw_allocate(litters, sizeof(bool), "making a breeder", error);
    if (breeder->schedule == NULL || breeder->noise == NULL || breeder->gradient == NULL ||
        breeder->order == NULL || breeder->choice.share == NULL || breeder->choice.parent == NULL ||
        breeder->choice.clone == NULL) {
        sw_breeder_destroy(breeder);
        return -1;
    }
    return 0;
}

void sw_breeder_destroy(struct sw_breeder *breeder)
{
    sw_schedule_destroy(breeder->schedule);
    sw_noise_destroy(breeder->noise);
    free(breeder->gradient);
    free(breeder->order);
    free(breeder->choice.share);
    free(breeder->choice.parent);
    free(breeder->choice.clone);
    memset(breeder, 0, sizeof *breeder);
}

uint32_t sw_litter_pairs(const struct sw_settings *settings, uint32_t index)
{
    uint32_t left = (uint32_t)settings->members / 2 - index * SW_LITTER_PAIRS;

    return left < SW_LITTER_PAIRS ? left : SW_LITTER_PAIRS;
}

void sw_litter_noise(const struct sw_breeder *breeder, const struct sw_litter *litter,
                     uint32_t pairs, struct sw_noise *noise)
{
    sw_noise_draw(noise, (uint64_t)breeder->settings->seed, litter->seed, pairs, litter->strength,
                  litter->evolve, litter->clone);
}

static float *copy_floats(const float *from, uint32_t count, struct sw_error *error)
{
    float *copy = sw_allocate_floats(count, "making an individual", error);

    if (copy != NULL && from != NULL)
        memcpy(copy, from, count * sizeof *copy);
    return copy;
}

int sw_genome_founder(struct sw_breeder *breeder, uint32_t island, struct sw_individual *out,
                      struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = island;
    out->weights = copy_floats(NULL, breeder->layout->floats, error);
    if (out->weights == NULL)
        return -1;
    sw_brain_founder(breeder->layout, (uint64_t)breeder->settings->seed, island, out->weights);
    return 0;
}

int sw_genome_member(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = id;
    out->weights = copy_floats(parent->weights, breeder->layout->floats, error);
    if (out->weights == NULL)
        return -1;
    if (litter->clone && slot / 2 == 0)
        return 0;
    sw_litter_noise(breeder, litter, slot / 2 + 1, breeder->noise);
    sw_mutation_apply(breeder->noise, slot / 2, slot % 2 == 0 ? 1.0f : -1.0f, out->weights);
    return 0;
}

/* The step along the gradient, tensor by tensor, each in units of its scale. */
static void step(struct sw_breeder *breeder, uint8_t evolve, float rate, struct sw_individual *out)
{
    for (uint32_t t = 0; t < breeder->layout->tensors; t++) {
        const struct sw_tensor *tensor = &breeder->layout->tensor[t];
        struct sw_adam adam = {rate * tensor->scale, 0.9f, 0.99f, out->steps};

        if (evolve & tensor->group)
            sw_adam_step(&adam, breeder->gradient + tensor->offset, out->weights + tensor->offset,
                         out->first + tensor->offset, out->second + tensor->offset,
                         tensor->rows * tensor->stride);
    }
}

/* Whether the generation before was lived in another phase. */
static bool begins_phase(struct sw_breeder *breeder, uint64_t generation, uint32_t phase,
                         uint32_t island)
{
    return generation > 0 &&
           sw_settings_phase(sw_schedule_at(breeder->schedule, generation - 1, island),
                             generation - 1, NULL) != phase;
}

int sw_genome_recombine(struct sw_breeder *breeder, uint64_t generation,
                        const struct sw_births *births, const float *scores,
                        const struct sw_individual *parent, struct sw_noise *const *noises,
                        uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    uint32_t island = sw_identity_of(sw_settings_space(breeder->settings), id).island;
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    uint32_t floats = breeder->layout->floats, litters = births->litters;
    uint32_t phase = sw_settings_phase(settings, generation, NULL);
    bool fresh = parent->first == NULL || begins_phase(breeder, generation, phase, island);
    uint8_t evolve = sw_phase_evolves(&settings->phase[phase]);

    memset(out, 0, sizeof *out);
    out->id = id;
    out->steps = fresh ? 1 : parent->steps + 1;
    out->weights = copy_floats(parent->weights, floats, error);
    out->first = copy_floats(fresh ? NULL : parent->first, floats, error);
    out->second = copy_floats(fresh ? NULL : parent->second, floats, error);
    if (out->weights == NULL || out->first == NULL || out->second == NULL) {
        sw_individual_free(out);
        return -1;
    }
    memset(breeder->choice.share, 0, (size_t)litters * SW_LITTER_PAIRS * sizeof(float));
    sw_scheme_row((uint32_t)settings->scheme)
        ->choose(scores, (uint32_t)settings->members, litters, settings->pressure, 0, NULL,
                 breeder->order, &breeder->choice);
    memset(breeder->gradient, 0, floats * sizeof(float));
    for (uint32_t i = 0; i < litters; i++) {
        struct sw_noise *noise = noises == NULL ? NULL : noises[i];

        if (noise == NULL) {
            noise = breeder->noise;
            sw_litter_noise(breeder, &births->litter[i], sw_litter_pairs(settings, i), noise);
        }
        sw_mutation_gradient(noise, &breeder->kernel,
                             breeder->choice.share + (size_t)i * SW_LITTER_PAIRS,
                             breeder->gradient);
    }
    step(breeder, evolve, sw_settings_rate(settings, generation), out);
    return 0;
}

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

int sw_nursery_create(struct sw_nursery *nursery, const struct sw_settings *settings,
                      const struct sw_brain_layout *layout, struct sw_error *error)
{
    uint32_t members = (uint32_t)settings->members, litters = sw_settings_litters(settings);

    memset(nursery, 0, sizeof *nursery);
    nursery->settings = settings;
    nursery->layout = layout;
    nursery->scheme = sw_scheme_row((uint32_t)settings->scheme);
    sw_kernel_find("portable", &nursery->kernel);
    nursery->noise = sw_noise_create(layout, error);
    nursery->gradient = sw_allocate_floats(layout->floats, "making a nursery", error);
    nursery->order = sw_allocate(2 * (size_t)members, sizeof(uint32_t), "making a nursery", error);
    nursery->choice.share =
        sw_allocate((size_t)litters * SW_LITTER_PAIRS, sizeof(float), "making a nursery", error);
    nursery->choice.parent = sw_allocate(litters, sizeof(uint32_t), "making a nursery", error);
    nursery->choice.clone = sw_allocate(litters, sizeof(bool), "making a nursery", error);
    if (nursery->noise == NULL || nursery->gradient == NULL || nursery->order == NULL ||
        nursery->choice.share == NULL || nursery->choice.parent == NULL ||
        nursery->choice.clone == NULL) {
        sw_nursery_destroy(nursery);
        return -1;
    }
    return 0;
}

void sw_nursery_destroy(struct sw_nursery *nursery)
{
    sw_noise_destroy(nursery->noise);
    free(nursery->gradient);
    free(nursery->order);
    free(nursery->choice.share);
    free(nursery->choice.parent);
    free(nursery->choice.clone);
    memset(nursery, 0, sizeof *nursery);
}

uint32_t sw_litter_pairs(const struct sw_settings *settings, uint32_t index)
{
    uint32_t left = (uint32_t)settings->members / 2 - index * SW_LITTER_PAIRS;

    return left < SW_LITTER_PAIRS ? left : SW_LITTER_PAIRS;
}

void sw_litter_noise(const struct sw_nursery *nursery, const struct sw_litter *litter,
                     uint32_t pairs, struct sw_noise *noise)
{
    sw_noise_draw(noise, (uint64_t)nursery->settings->seed, litter->seed, pairs, litter->strength,
                  litter->evolve, litter->clone);
}

static float *copy_floats(const float *from, uint32_t count, struct sw_error *error)
{
    float *copy = sw_allocate_floats(count, "making an individual", error);

    if (copy != NULL && from != NULL)
        memcpy(copy, from, count * sizeof *copy);
    return copy;
}

int sw_genome_founder(struct sw_nursery *nursery, uint32_t island, struct sw_individual *out,
                      struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = island;
    out->weights = copy_floats(NULL, nursery->layout->floats, error);
    if (out->weights == NULL)
        return -1;
    sw_brain_founder(nursery->layout, (uint64_t)nursery->settings->seed, island, out->weights);
    return 0;
}

int sw_genome_member(struct sw_nursery *nursery, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = id;
    out->weights = copy_floats(parent->weights, nursery->layout->floats, error);
    if (out->weights == NULL)
        return -1;
    if (litter->clone && slot / 2 == 0)
        return 0;
    sw_litter_noise(nursery, litter, slot / 2 + 1, nursery->noise);
    sw_mutation_apply(nursery->noise, slot / 2, slot % 2 == 0 ? 1.0f : -1.0f, out->weights);
    return 0;
}

/* The step along the gradient, tensor by tensor, each in units of its scale. */
static void step(struct sw_nursery *nursery, uint8_t evolve, float rate, struct sw_individual *out)
{
    for (uint32_t t = 0; t < nursery->layout->tensors; t++) {
        const struct sw_tensor *tensor = &nursery->layout->tensor[t];
        struct sw_adam adam = {rate * tensor->scale, 0.9f, 0.99f, out->steps};

        if (evolve & tensor->group)
            sw_adam_step(&adam, nursery->gradient + tensor->offset, out->weights + tensor->offset,
                         out->first + tensor->offset, out->second + tensor->offset,
                         tensor->rows * tensor->stride);
    }
}

int sw_genome_recombine(struct sw_nursery *nursery, uint64_t generation,
                        const struct sw_births *births, const float *scores,
                        const struct sw_individual *parent, struct sw_noise *const *noises,
                        uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    const struct sw_settings *settings = nursery->settings;
    uint32_t floats = nursery->layout->floats, litters = births->litters;
    uint32_t phase = sw_settings_phase(settings, generation, NULL);
    bool fresh = parent->first == NULL ||
                 (generation > 0 && sw_settings_phase(settings, generation - 1, NULL) != phase);
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
    memset(nursery->choice.share, 0, (size_t)litters * SW_LITTER_PAIRS * sizeof(float));
    nursery->scheme->choose(scores, (uint32_t)settings->members, litters, settings->pressure, 0,
                            NULL, nursery->order, &nursery->choice);
    memset(nursery->gradient, 0, floats * sizeof(float));
    for (uint32_t i = 0; i < litters; i++) {
        struct sw_noise *noise = noises == NULL ? NULL : noises[i];

        if (noise == NULL) {
            noise = nursery->noise;
            sw_litter_noise(nursery, &births->litter[i], sw_litter_pairs(settings, i), noise);
        }
        sw_mutation_gradient(noise, &nursery->kernel,
                             nursery->choice.share + (size_t)i * SW_LITTER_PAIRS,
                             nursery->gradient);
    }
    step(nursery, evolve, sw_settings_rate(settings, generation), out);
    return 0;
}

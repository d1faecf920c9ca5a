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

/* Scratch of the scheme: for members and, where some stand, for those beside them. */
static int create_scratch(struct sw_breeder *breeder, struct sw_error *error)
{
    static const char doing[] = "making a breeder";
    const struct sw_settings *settings = breeder->settings;
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->scheme);
    bool stands = scheme->survive != NULL;
    uint32_t litters = sw_settings_litters(settings);
    size_t candidates = (size_t)settings->members + (stands ? (size_t)settings->standing : 0);

    breeder->stands = stands;
    breeder->observes = scheme->observes;
    breeder->width = sw_settings_observed(settings);
    breeder->selector = sw_selector_create((uint32_t)candidates, breeder->width, litters, error);
    breeder->choice.share =
        sw_allocate((size_t)litters * SW_LITTER_PAIRS, sizeof(float), doing, error);
    breeder->choice.parent = sw_allocate(litters, sizeof(uint32_t), doing, error);
    breeder->choice.mate = sw_allocate(litters, sizeof(uint32_t), doing, error);
    breeder->choice.clone = sw_allocate(litters, sizeof(bool), doing, error);
    breeder->choice.expected = sw_allocate(candidates, sizeof(float), doing, error);
    if (stands) {
        breeder->candidate_score = sw_allocate_floats(candidates, doing, error);
        breeder->candidate_observed = sw_allocate_floats(
            candidates * (breeder->width > 0 ? breeder->width : 1), doing, error);
        breeder->survivor = sw_allocate((size_t)settings->standing, sizeof(uint32_t), doing, error);
    }
    return breeder->selector == NULL || breeder->choice.share == NULL ||
                   breeder->choice.parent == NULL || breeder->choice.mate == NULL ||
                   breeder->choice.clone == NULL || breeder->choice.expected == NULL ||
                   (stands && (breeder->candidate_score == NULL ||
                               breeder->candidate_observed == NULL || breeder->survivor == NULL))
               ? -1
               : 0;
}

/* What of the whole course decides how individuals are rebuilt. */
struct course_survey {
    bool shares, recombines, crosses;
};

static int survey_stage(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    struct course_survey *survey = context;
    const struct sw_settings *settings = stage->settings;

    (void)error;
    survey->shares |= settings->families_share > 0 && settings->islands > 1;
    survey->recombines |= sw_scheme_row((uint32_t)settings->scheme)->recombines;
    survey->crosses |= settings->crossover > 0;
    return 0;
}

static int survey_course(struct sw_breeder *breeder, struct sw_error *error)
{
    struct course_survey survey = {0};
    struct sw_course_stage own = {breeder->settings, 0, 0};

    if (breeder->schedule == NULL)
        return -1;
    survey_stage(&survey, &own, error);
    sw_schedule_stages(breeder->schedule, survey_stage, &survey, error);
    breeder->shares = survey.shares && survey.recombines;
    breeder->replays = breeder->shares || survey.crosses ||
                       (breeder->settings->families_every > 0 && breeder->settings->islands > 1);
    return 0;
}

int sw_breeder_create(struct sw_breeder *breeder, const struct sw_settings *settings,
                      const struct sw_brain_layout *layout, struct sw_error *error)
{
    memset(breeder, 0, sizeof *breeder);
    breeder->settings = settings;
    breeder->layout = layout;
    breeder->schedule = sw_schedule_create(settings, error);
    sw_kernel_find("portable", &breeder->kernel);
    breeder->noise = sw_noise_create(layout, error);
    breeder->gradient = sw_allocate_floats(layout->floats, "making a breeder", error);
    if (create_scratch(breeder, error) == 0 && survey_course(breeder, error) == 0 &&
        breeder->noise != NULL && breeder->gradient != NULL)
        return 0;
    sw_breeder_destroy(breeder);
    return -1;
}

void sw_breeder_destroy(struct sw_breeder *breeder)
{
    sw_schedule_destroy(breeder->schedule);
    sw_noise_destroy(breeder->noise);
    free(breeder->gradient);
    sw_selector_destroy(breeder->selector);
    free(breeder->choice.share);
    free(breeder->choice.parent);
    free(breeder->choice.mate);
    free(breeder->choice.clone);
    free(breeder->choice.expected);
    free(breeder->candidate_score);
    free(breeder->candidate_observed);
    free(breeder->survivor);
    memset(breeder, 0, sizeof *breeder);
}

/* The shares of recombination, into breeder->choice. settings: those in force; scores: [members].
 */
static void choose_shares(struct sw_breeder *breeder, const struct sw_settings *settings,
                          const float *scores)
{
    struct sw_selection selection = sw_settings_selection(settings);
    struct sw_candidates candidates = {.count = selection.members, .score = scores};

    sw_scheme_parents(sw_scheme_row((uint32_t)settings->scheme), breeder->selector, &selection,
                      &candidates, NULL, &breeder->choice);
}

uint32_t sw_litter_pairs(const struct sw_settings *settings, uint32_t index)
{
    uint32_t pairs = sw_settings_litter(settings) / 2;
    uint32_t left = (uint32_t)settings->members / 2 - index * pairs;

    return left < pairs ? left : pairs;
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

int sw_individual_copy(const struct sw_individual *from, uint32_t floats, struct sw_individual *out,
                       struct sw_error *error)
{
    *out = (struct sw_individual){.id = from->id, .steps = from->steps, .line = from->line};
    out->weights = copy_floats(from->weights, floats, error);
    if (from->first != NULL) {
        out->first = copy_floats(from->first, floats, error);
        out->second = copy_floats(from->second, floats, error);
    }
    if (out->weights != NULL &&
        (from->first == NULL || (out->first != NULL && out->second != NULL)))
        return 0;
    sw_individual_free(out);
    return -1;
}

float *sw_genome_cross(const struct sw_breeder *breeder, uint32_t crossing, uint64_t seed,
                       const float *parent, const float *mate, struct sw_error *error)
{
    float *out = sw_allocate_floats(breeder->layout->floats, "crossing parents", error);

    if (out != NULL)
        sw_cross(breeder->layout, (enum sw_crossing)crossing, (uint64_t)breeder->settings->seed,
                 seed, parent, mate, out);
    return out;
}

int sw_genome_founder(struct sw_breeder *breeder, uint32_t island, struct sw_individual *out,
                      struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = out->line = island;
    out->weights = copy_floats(NULL, breeder->layout->floats, error);
    if (out->weights == NULL)
        return -1;
    sw_brain_founder(breeder->layout, (uint64_t)breeder->settings->seed,
                     breeder->settings->families_founder == SW_FOUNDER_ONE ? 0 : island,
                     out->weights);
    return 0;
}

int sw_genome_member(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = id;
    out->line = parent->line;
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
    out->line = parent->line;
    out->steps = fresh ? 1 : parent->steps + 1;
    out->weights = copy_floats(parent->weights, floats, error);
    out->first = copy_floats(fresh ? NULL : parent->first, floats, error);
    out->second = copy_floats(fresh ? NULL : parent->second, floats, error);
    if (out->weights == NULL || out->first == NULL || out->second == NULL) {
        sw_individual_free(out);
        return -1;
    }
    choose_shares(breeder, settings, scores);
    memset(breeder->gradient, 0, floats * sizeof(float));
    for (uint32_t i = 0; i < litters; i++) {
        struct sw_noise *noise = noises == NULL ? NULL : noises[i];
        uint32_t pairs = sw_litter_pairs(settings, i);
        float share[SW_LITTER_PAIRS] = {0};

        if (noise == NULL) {
            noise = breeder->noise;
            sw_litter_noise(breeder, &births->litter[i], pairs, noise);
        }
        memcpy(share, breeder->choice.share + (size_t)i * (sw_settings_litter(settings) / 2),
               pairs * sizeof *share);
        sw_mutation_gradient(noise, &breeder->kernel, share, breeder->gradient);
    }
    step(breeder, evolve, sw_settings_rate(settings, generation), out);
    return 0;
}

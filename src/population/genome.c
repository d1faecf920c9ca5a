#include "population/genome.h"

#include "agent/growth.h"
#include "record/surface.h"
#include "selection/step.h"
#include "settings/niche.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void sw_individual_free(struct sw_individual *individual)
{
    free(individual->weights);
    free(individual->first);
    free(individual->second);
    free(individual->length_path);
    free(individual->learned.first);
    free(individual->learned.second);
    free(individual->learned.back);
    free(individual->birth);
    free(individual->anchor);
    free(individual->importance);
    free(individual->marks);
    memset(individual, 0, sizeof *individual);
}

/* Room for cma, where members are vectors. */
static int create_deviations(struct sw_breeder *breeder, struct sw_error *error)
{
    uint32_t floats = breeder->layout->floats;

    if (breeder->layout->shape.vector == 0)
        return 0;
    breeder->deviation = sw_allocate_floats(floats, "making a breeder", error);
    breeder->squares = sw_allocate_floats(floats, "making a breeder", error);
    return breeder->deviation == NULL || breeder->squares == NULL ? -1 : 0;
}

/* Scratch of the scheme: for members and, where some stand, for those beside them. */
static int create_scratch(struct sw_breeder *breeder, struct sw_error *error)
{
    static const char doing[] = "making a breeder";
    const struct sw_settings *settings = breeder->settings;
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    bool stands = scheme->survive != NULL;
    uint32_t litters = sw_settings_litters(settings);
    size_t candidates =
        (size_t)settings->run.members + (stands ? (size_t)settings->selection.standing : 0);

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
        breeder->survivor =
            sw_allocate((size_t)settings->selection.standing, sizeof(uint32_t), doing, error);
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
    bool shares, recombines, crosses, refounds;
};

static int survey_stage(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    struct course_survey *survey = context;
    const struct sw_settings *settings = stage->settings;

    (void)error;
    survey->shares |= settings->families.share > 0 && settings->run.islands > 1;
    survey->recombines |= sw_scheme_row((uint32_t)settings->selection.scheme)->recombines;
    survey->crosses |= settings->selection.crossover > 0;
    survey->refounds |= settings->families.every > 0 && settings->run.islands > 1;
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
    breeder->recombines = survey.recombines;
    breeder->shares = survey.shares && survey.recombines;
    breeder->credits = sw_scheme_row((uint32_t)breeder->settings->selection.scheme)->credits;
    breeder->grows = sw_settings_members_learn(breeder->settings);
    breeder->replays = breeder->shares || breeder->credits || survey.crosses || survey.refounds;
    return 0;
}

enum sw_lesion sw_genome_lesion(const struct sw_breeder *breeder)
{
    const struct sw_settings *settings = breeder->settings;

    return sw_settings_puzzles(settings) ? (enum sw_lesion)settings->agent.without
                                         : SW_LESION_NOTHING;
}

/* Whose weights are, where some are held. */
static int create_owners(struct sw_breeder *breeder, struct sw_error *error)
{
    enum sw_lesion lesion = sw_genome_lesion(breeder);

    if (!sw_growth_is(&breeder->layout->shape) && lesion == SW_LESION_NOTHING)
        return 0;
    breeder->owner = sw_allocate(breeder->layout->floats, sizeof *breeder->owner,
                                 "making a breeder", error);
    if (breeder->owner == NULL)
        return -1;
    sw_growth_owners(breeder->layout, breeder->owner);
    return sw_lesion_hold(lesion, breeder->layout, breeder->owner, error);
}

int sw_breeder_create(struct sw_breeder *breeder, const struct sw_settings *settings,
                      const struct sw_brain_layout *layout, struct sw_error *error)
{
    memset(breeder, 0, sizeof *breeder);
    breeder->settings = settings;
    breeder->layout = layout;
    breeder->schedule = sw_schedule_create(settings, error);
    breeder->strategy = sw_settings_strategy(settings);
    sw_kernel_find("portable", &breeder->kernel);
    breeder->noise = sw_noise_create(layout, error);
    breeder->gradient = sw_allocate_floats(layout->floats, "making a breeder", error);
    if (create_deviations(breeder, error) == 0 && create_scratch(breeder, error) == 0 &&
        create_owners(breeder, error) == 0 &&
        survey_course(breeder, error) == 0 && breeder->noise != NULL && breeder->gradient != NULL)
        return 0;
    sw_breeder_destroy(breeder);
    return -1;
}

/* At most `most` are kept: where a scheme follows that makes fewer, the others are freed. */
static void spare(struct sw_spares *spares, uint32_t most, float **array)
{
    if (*array != NULL && spares->count == spares->room && spares->room < most) {
        uint32_t room = 2 * spares->room + 8 < most ? 2 * spares->room + 8 : most;
        float **more = realloc(spares->array, room * sizeof *more);

        if (more != NULL) {
            spares->array = more;
            spares->room = room;
        }
    }
    if (*array != NULL && spares->count < spares->room)
        spares->array[spares->count++] = *array;
    else
        free(*array);
    *array = NULL;
}

void sw_breeder_spare(struct sw_breeder *breeder, struct sw_individual *gone)
{
    uint32_t most = 4 * breeder->settings->run.islands;

    spare(&breeder->spares, most, &gone->weights);
    spare(&breeder->spares, most, &gone->first);
    spare(&breeder->spares, most, &gone->second);
    spare(&breeder->spares, most, &gone->length_path);
    sw_individual_free(gone);
}

float *sw_breeder_spared(struct sw_breeder *breeder, struct sw_error *error)
{
    struct sw_spares *spares = &breeder->spares;

    return spares->count > 0
               ? spares->array[--spares->count]
               : sw_allocate_floats(breeder->layout->floats, "making an individual", error);
}

void sw_breeder_destroy(struct sw_breeder *breeder)
{
    while (breeder->spares.count > 0)
        free(breeder->spares.array[--breeder->spares.count]);
    free(breeder->spares.array);
    sw_schedule_destroy(breeder->schedule);
    sw_noise_destroy(breeder->noise);
    free(breeder->gradient);
    free(breeder->owner);
    free(breeder->deviation);
    free(breeder->squares);
    sw_selector_destroy(breeder->selector);
    if (breeder->schooling != NULL)
        sw_schooling_destroy(breeder->schooling, sw_settings_litters(breeder->settings));
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

struct sw_selection sw_genome_selection(const struct sw_breeder *breeder,
                                        const struct sw_settings *settings,
                                        struct sw_strategy strategy)
{
    struct sw_selection selection = sw_settings_selection(settings);

    selection.pressure = sw_strategy_pressure(
        selection.pressure, sw_strategy_factor(&breeder->strategy, strategy, SW_OWN_PRESSURE));
    return selection;
}

uint32_t sw_litter_pairs(const struct sw_settings *settings, uint32_t index)
{
    uint32_t pairs = sw_settings_litter(settings) / 2;
    uint32_t left = settings->run.members / 2 - index * pairs;

    return left < pairs ? left : pairs;
}

void sw_litter_noise(const struct sw_breeder *breeder, const struct sw_litter *litter,
                     uint32_t pairs, struct sw_noise *noise)
{
    noise->deviates = (enum sw_deviates)breeder->settings->run.noise;
    sw_noise_draw(noise, breeder->settings->run.seed, litter->seed, pairs, litter->strength,
                  litter->evolve, litter->clone);
}

static float *copy_floats(const float *from, uint32_t count, struct sw_error *error)
{
    float *copy = sw_allocate_floats(count, "making an individual", error);

    if (copy != NULL && from != NULL)
        memcpy(copy, from, count * sizeof *copy);
    return copy;
}

/* What an optimiser remembers, if it does. */
static int copy_state(const float *from, uint32_t floats, float **to, struct sw_error *error)
{
    if (from == NULL)
        return 0;
    *to = copy_floats(from, floats, error);
    return *to == NULL ? -1 : 0;
}

int sw_individual_copy(const struct sw_individual *from, uint32_t floats, struct sw_individual *out,
                       struct sw_error *error)
{
    bool failed;

    *out = (struct sw_individual){.id = from->id,
                                  .steps = from->steps,
                                  .line = from->line,
                                  .surface = from->surface,
                                  .genes = from->genes,
                                  .sigma = from->sigma};
    out->weights = copy_floats(from->weights, floats, error);
    failed = out->weights == NULL || copy_state(from->first, floats, &out->first, error) != 0 ||
             copy_state(from->second, floats, &out->second, error) != 0 ||
             copy_state(from->length_path, floats, &out->length_path, error) != 0 ||
             copy_state(from->birth, floats, &out->birth, error) != 0 ||
             copy_state(from->anchor, floats, &out->anchor, error) != 0 ||
             copy_state(from->importance, floats, &out->importance, error) != 0 ||
             copy_state(from->marks, floats, &out->marks, error) != 0 ||
             copy_state(from->learned.first, floats, &out->learned.first, error) != 0 ||
             copy_state(from->learned.second, floats, &out->learned.second, error) != 0 ||
             copy_state(from->learned.back, floats, &out->learned.back, error) != 0;
    out->learned.steps = from->learned.steps;
    if (!failed)
        return 0;
    sw_individual_free(out);
    return -1;
}

bool sw_genome_awake(const struct sw_breeder *breeder, uint64_t generation, uint32_t island)
{
    return !sw_settings_niches(breeder->settings) ||
           sw_schedule_niche(breeder->schedule, generation) == island;
}

uint8_t sw_genome_expert(const struct sw_breeder *breeder, uint64_t generation, uint32_t island)
{
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t last = breeder->layout->shape.experts, at;

    if (!sw_growth_is(&breeder->layout->shape))
        return 0;
    at = sw_schedule_taught(breeder->schedule, generation, island, stage) - 1;
    if (breeder->founder != NULL) /* whose experts are the earlier ones */
        at += (uint32_t)__builtin_popcount(sw_growth_open(breeder->layout, breeder->founder));
    return (uint8_t)(at < last ? at : last - 1);
}

float *sw_genome_cross(const struct sw_breeder *breeder, uint32_t crossing, uint64_t seed,
                       const float *parent, const float *mate, struct sw_error *error)
{
    float *out = sw_allocate_floats(breeder->layout->floats, "crossing parents", error);

    if (out != NULL)
        sw_cross(breeder->layout, (enum sw_crossing)crossing, breeder->settings->run.seed, seed,
                 parent, mate, out);
    return out;
}

uint64_t sw_genome_surface(const struct sw_breeder *breeder, const struct sw_individual *parent,
                           uint64_t id)
{
    struct sw_identity_space space = sw_settings_space(breeder->settings);

    if (!breeder->settings->run.surface)
        return 0;
    return sw_surface_inherit(parent->surface, sw_surface_rank(sw_identity_of(space, parent->id)),
                              breeder->settings->run.seed, id,
                              sw_surface_rank(sw_identity_of(space, id)));
}

int sw_genome_founder(struct sw_breeder *breeder, uint32_t island, struct sw_individual *out,
                      struct sw_error *error)
{
    memset(out, 0, sizeof *out);
    out->id = out->line = island;
    if (breeder->settings->run.surface)
        out->surface = sw_surface_founder(breeder->settings->run.seed, island);
    out->weights = copy_floats(NULL, breeder->layout->floats, error);
    if (out->weights == NULL)
        return -1;
    if (breeder->founder != NULL) {
        memcpy(out->weights, breeder->founder, breeder->layout->floats * sizeof *out->weights);
    } else {
        sw_brain_founder(breeder->layout, breeder->settings->run.seed,
                         breeder->settings->families.founder == SW_FOUNDER_ONE ? 0 : island,
                         out->weights);
    }
    sw_lesion_remove(sw_genome_lesion(breeder), breeder->layout, out->weights);
    return 0;
}

const float *sw_genome_inherited(const struct sw_breeder *breeder,
                                 const struct sw_individual *parent)
{
    return breeder->grows && parent->birth != NULL ? parent->birth : parent->weights;
}

int sw_genome_grow(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                   const struct sw_noise *noise, const struct sw_individual *parent, uint64_t id,
                   struct sw_individual *out, struct sw_error *error)
{
    struct sw_identity born = sw_identity_of(sw_settings_space(breeder->settings), id);
    bool clone = litter->clone && slot / 2 == 0;

    memset(out, 0, sizeof *out);
    out->id = id;
    out->line = parent->line;
    out->surface = sw_genome_surface(breeder, parent, id);
    out->weights = sw_breeder_spared(breeder, error);
    if (out->weights == NULL)
        return -1;
    memcpy(out->weights, sw_genome_inherited(breeder, parent),
           breeder->layout->floats * sizeof *out->weights);
    if (!clone)
        sw_mutation_apply(noise, slot / 2, slot % 2 == 0 ? 1.0f : -1.0f, out->weights);
    if (sw_genome_grow_up(breeder, born.generation, born.island, parent, clone, out, error) == 0)
        return 0;
    sw_individual_free(out);
    return -1;
}

int sw_genome_member(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error)
{
    struct sw_identity born = sw_identity_of(sw_settings_space(breeder->settings), id);

    if (!litter->clone || slot / 2 != 0) {
        sw_litter_noise(breeder, litter, slot / 2 + 1, breeder->noise);
        sw_genome_deviate(breeder, born.generation, born.island, parent, slot / 2 + 1,
                          breeder->noise);
    }
    return sw_genome_grow(breeder, litter, slot, breeder->noise, parent, id, out, error);
}

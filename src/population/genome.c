#include "population/genome.h"

#include "selection/adam.h"
#include "selection/step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bounds of cma's step length, in units of the tensor's scale: what a float holds. */
#define SIGMA_LEAST 1e-30
#define SIGMA_MOST  1e3

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
    bool shares, recombines, crosses, refounds;
};

static int survey_stage(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    struct course_survey *survey = context;
    const struct sw_settings *settings = stage->settings;

    (void)error;
    survey->shares |= settings->families_share > 0 && settings->islands > 1;
    survey->recombines |= sw_scheme_row((uint32_t)settings->scheme)->recombines;
    survey->crosses |= settings->crossover > 0;
    survey->refounds |= settings->families_every > 0 && settings->islands > 1;
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
    breeder->credits = sw_scheme_row((uint32_t)breeder->settings->scheme)->credits;
    breeder->replays = breeder->shares || breeder->credits || survey.crosses || survey.refounds;
    return 0;
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
    uint32_t most = 4 * (uint32_t)breeder->settings->islands;

    spare(&breeder->spares, most, &gone->weights);
    spare(&breeder->spares, most, &gone->first);
    spare(&breeder->spares, most, &gone->second);
    spare(&breeder->spares, most, &gone->length_path);
    sw_individual_free(gone);
}

/* An array of weights, of any content. */
static float *spared(struct sw_breeder *breeder, struct sw_error *error)
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

/* The shares of recombination, into breeder->choice. settings: those in force; scores: [members].
 */
static void choose_shares(struct sw_breeder *breeder, const struct sw_settings *settings,
                          struct sw_strategy strategy, const float *scores)
{
    struct sw_selection selection = sw_genome_selection(breeder, settings, strategy);
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
    noise->deviates = (enum sw_deviates)breeder->settings->deviates;
    sw_noise_draw(noise, (uint64_t)breeder->settings->seed, litter->seed, pairs, litter->strength,
                  litter->evolve, litter->clone);
}

/* ---- updates: what selection.update does ---- */

/* Whether a generation's step adapts the strength of the next: it recombines by cma. settings:
 * those in force. */
static bool adapts(const struct sw_settings *settings)
{
    return settings->update == SW_UPDATE_CMA &&
           sw_scheme_row((uint32_t)settings->scheme)->recombines;
}

/* Whether the generation before was lived in another phase. */
static bool begins_phase(const struct sw_breeder *breeder, uint64_t generation, uint32_t island)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    uint32_t phase = sw_settings_phase(settings, generation, NULL);

    return generation > 0 &&
           sw_settings_phase(sw_schedule_at(breeder->schedule, generation - 1, island),
                             generation - 1, NULL) != phase;
}

/* Whether children that are born in a generation follow what their parent adapted. */
static bool follows(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                    const struct sw_individual *parent)
{
    return parent->length_path != NULL &&
           adapts(sw_schedule_at(breeder->schedule, generation, island)) &&
           !begins_phase(breeder, generation, island);
}

float sw_genome_own_strength(const struct sw_breeder *breeder, struct sw_strategy strategy,
                             float strength)
{
    return (float)((double)strength *
                   sw_strategy_factor(&breeder->strategy, strategy, SW_OWN_STRENGTH));
}

float sw_genome_strength(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                         const struct sw_individual *parent, float otherwise)
{
    return follows(breeder, generation, island, parent) ? (float)parent->sigma : otherwise;
}

void sw_genome_deviate(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                       const struct sw_individual *parent, uint32_t pairs, struct sw_noise *noise)
{
    if (!follows(breeder, generation, island, parent))
        return;
    for (uint32_t i = 0; i < breeder->layout->floats; i++)
        breeder->deviation[i] = sqrtf(parent->second[i]);
    sw_noise_scale(noise, pairs, breeder->deviation);
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

    *out = (struct sw_individual){
        .id = from->id, .steps = from->steps, .line = from->line, .sigma = from->sigma};
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
    if (breeder->founder != NULL) {
        memcpy(out->weights, breeder->founder, breeder->layout->floats * sizeof *out->weights);
        return 0;
    }
    sw_brain_founder(breeder->layout, (uint64_t)breeder->settings->seed,
                     breeder->settings->families_founder == SW_FOUNDER_ONE ? 0 : island,
                     out->weights);
    return 0;
}

int sw_genome_member(struct sw_breeder *breeder, const struct sw_litter *litter, uint32_t slot,
                     const struct sw_individual *parent, uint64_t id, struct sw_individual *out,
                     struct sw_error *error)
{
    struct sw_identity born = sw_identity_of(sw_settings_space(breeder->settings), id);

    memset(out, 0, sizeof *out);
    out->id = id;
    out->line = parent->line;
    out->weights = spared(breeder, error);
    if (out->weights == NULL)
        return -1;
    memcpy(out->weights, parent->weights, breeder->layout->floats * sizeof *out->weights);
    if (litter->clone && slot / 2 == 0)
        return 0;
    sw_litter_noise(breeder, litter, slot / 2 + 1, breeder->noise);
    sw_genome_deviate(breeder, born.generation, born.island, parent, slot / 2 + 1, breeder->noise);
    sw_mutation_apply(breeder->noise, slot / 2, slot % 2 == 0 ? 1.0f : -1.0f, out->weights);
    return 0;
}

/* What the pairs of a litter weigh. first: its first pair among all of the island. share: of the
 * noise; both: of its square, the weights of the two together. The pairs that are not there weigh
 * 0.
 */
static void weigh_pairs(const struct sw_settings *settings, const struct sw_choice *choice,
                        uint32_t first, uint32_t pairs, float share[SW_LITTER_PAIRS],
                        float both[SW_LITTER_PAIRS])
{
    bool by_cma = adapts(settings);

    memset(share, 0, SW_LITTER_PAIRS * sizeof *share);
    memset(both, 0, SW_LITTER_PAIRS * sizeof *both);
    for (uint32_t i = 0; i < pairs; i++) {
        const float *weight = choice->expected + 2 * (size_t)(first + i);

        share[i] = by_cma ? weight[0] - weight[1] : choice->share[first + i];
        both[i] = weight[0] + weight[1];
    }
}

/* ---- one row for each update: whether it goes on from the parent's state, how many arrays it
 * remembers, and its step ---- */

struct stepping {
    struct sw_breeder *breeder;
    const struct sw_settings *settings;
    uint64_t generation;
    struct sw_individual *out;
};

static bool has_moments(const struct sw_individual *parent)
{
    return parent->first != NULL && parent->length_path == NULL;
}

static bool has_no_arrays(const struct sw_individual *parent)
{
    return parent->first == NULL;
}

static bool has_paths(const struct sw_individual *parent)
{
    return parent->length_path != NULL;
}

/* The step along the gradient, tensor by tensor, each in units of its scale. */
static void step_by_adam(const struct stepping *s, const struct sw_tensor *tensor, float rate)
{
    struct sw_adam adam = {rate * tensor->scale, 0.9f, 0.99f, s->out->steps};

    sw_adam_step(&adam, s->breeder->gradient + tensor->offset, s->out->weights + tensor->offset,
                 s->out->first + tensor->offset, s->out->second + tensor->offset,
                 tensor->rows * tensor->stride);
}

/* Columns beyond the tensor's are 0, and shorten the root mean square. */
static void step_plainly(const struct stepping *s, const struct sw_tensor *tensor, float rate)
{
    double filled = sqrt((double)tensor->columns / tensor->stride);

    sw_gradient_step((float)((double)(rate * tensor->scale) * filled),
                     s->breeder->gradient + tensor->offset, s->out->weights + tensor->offset,
                     tensor->rows * tensor->stride);
}

/* The effective number of members, for the length that a step has where scores say nothing. Both of
 * a pair may weigh something, and what one adds the other takes: with weights w of n members in any
 * order the square of the step is on the mean sum w^2 - (1 - sum w^2) / (n - 1) times that of one
 * mutation (the bias that mirrored samples bring otherwise: Brockhoff, Auger, Hansen, Arnold and
 * Hohm 2010). At least 1, at most 4 n: where all weigh alike no step is expected. */
static double effective_of(const float *weight, uint32_t members)
{
    double squares = 0, neutral;

    for (uint32_t i = 0; i < members; i++)
        squares += (double)weight[i] * (double)weight[i];
    neutral = squares - (1 - squares) / (members - 1);
    neutral = neutral > 0.25 / members ? neutral : 0.25 / members;
    return neutral < 1 ? 1 / neutral : 1;
}

static void step_by_cma(const struct stepping *s, const struct sw_tensor *tensor, float rate)
{
    struct sw_individual *out = s->out;
    double scale = (double)tensor->scale, sigma;
    struct sw_cma cma = sw_cma_make(
        tensor->columns, effective_of(s->breeder->choice.expected, (uint32_t)s->settings->members));
    struct sw_cma_state state = {.sigma = out->sigma * scale,
                                 .generation = out->steps - 1,
                                 .variance = out->second,
                                 .path = out->first,
                                 .length_path = out->length_path};

    (void)rate;
    sw_cma_step(&cma, s->breeder->gradient, s->breeder->squares, out->weights, &state);
    sigma = state.sigma / scale;
    out->sigma = sigma < SIGMA_LEAST ? SIGMA_LEAST : sigma < SIGMA_MOST ? sigma : SIGMA_MOST;
}

struct update {
    bool (*goes_on)(const struct sw_individual *parent);
    bool two, three; /* remembers first and second; length_path and sigma */
    void (*step)(const struct stepping *s, const struct sw_tensor *tensor, float rate);
};

static const struct update updates[SW_UPDATES] = {
    [SW_UPDATE_ADAM] = {has_moments, true, false, step_by_adam},
    [SW_UPDATE_PLAIN] = {has_no_arrays, false, false, step_plainly},
    [SW_UPDATE_CMA] = {has_paths, true, true, step_by_cma},
};

/* A copy of an array of the state, or one that is all `initial`. */
static int take(struct sw_breeder *breeder, const float *from, float initial, float **to,
                struct sw_error *error)
{
    uint32_t floats = breeder->layout->floats;

    *to = spared(breeder, error);
    if (*to == NULL)
        return -1;
    for (uint32_t i = 0; i < floats; i++)
        (*to)[i] = from != NULL ? from[i] : initial;
    return 0;
}

/* The state that `out` steps with: the parent's, or a fresh one. litter: any of the children's; its
 * strength is where cma begins. On failure what was made is the caller's to free. */
static int begin_update(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                        const struct sw_litter *litter, const struct sw_individual *parent,
                        struct sw_individual *out, struct sw_error *error)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    const struct update *update = &updates[settings->update];
    bool on = update->goes_on(parent) && !begins_phase(breeder, generation, island);

    out->steps = on ? parent->steps + 1 : 1;
    if (update->two && (take(breeder, on ? parent->first : NULL, 0, &out->first, error) != 0 ||
                        take(breeder, on ? parent->second : NULL, update->three ? 1 : 0,
                             &out->second, error) != 0))
        return -1;
    if (!update->three)
        return 0;
    out->sigma = on ? parent->sigma : (double)litter->strength;
    return take(breeder, on ? parent->length_path : NULL, 0, &out->length_path, error);
}

/* One step, by the gradient, and under cma the squares and the choice of the breeder. */
static void step_update(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                        struct sw_strategy strategy, struct sw_individual *out)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    const struct sw_phase *phase = &settings->phase[sw_settings_phase(settings, generation, NULL)];
    struct stepping stepping = {breeder, settings, generation, out};
    float rate = (float)((double)sw_settings_rate(settings, generation) *
                         sw_strategy_factor(&breeder->strategy, strategy, SW_OWN_RATE));

    for (uint32_t t = 0; t < breeder->layout->tensors; t++)
        if (sw_phase_evolves(phase) & breeder->layout->tensor[t].group)
            updates[settings->update].step(&stepping, &breeder->layout->tensor[t], rate);
}

/* The sums over all children that an update needs, into the breeder's scratch: of share * noise,
 * and under cma of weight * square of noise. */
static void sum_children(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                         const struct sw_births *births, const struct sw_individual *parent,
                         struct sw_noise *const *noises)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    uint32_t floats = breeder->layout->floats, most = sw_settings_litter(settings) / 2;
    bool squares = adapts(settings);

    breeder->summed += births->litters;
    memset(breeder->gradient, 0, floats * sizeof(float));
    if (squares)
        memset(breeder->squares, 0, floats * sizeof(float));
    for (uint32_t i = 0; i < births->litters; i++) {
        struct sw_noise *noise = noises == NULL ? NULL : noises[i];
        uint32_t pairs = sw_litter_pairs(settings, i);
        float share[SW_LITTER_PAIRS], both[SW_LITTER_PAIRS];

        if (noise == NULL) {
            noise = breeder->noise;
            sw_litter_noise(breeder, &births->litter[i], pairs, noise);
            sw_genome_deviate(breeder, generation, island, parent, pairs, noise);
        }
        weigh_pairs(settings, &breeder->choice, i * most, pairs, share, both);
        sw_mutation_gradient(noise, &breeder->kernel, share, breeder->gradient);
        if (squares)
            sw_mutation_squares(noise, both, breeder->squares);
    }
}

int sw_genome_recombine(struct sw_breeder *breeder, uint64_t generation,
                        const struct sw_births *births, const float *scores, const float *observed,
                        const struct sw_individual *parent, struct sw_noise *const *noises,
                        uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    uint32_t island = sw_identity_of(sw_settings_space(breeder->settings), id).island;
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);

    memset(out, 0, sizeof *out);
    out->id = id;
    out->line = parent->line;
    if (take(breeder, parent->birth != NULL ? parent->birth : parent->weights, 0, &out->weights,
             error) != 0 ||
        begin_update(breeder, generation, island, &births->litter[0], parent, out, error) != 0) {
        sw_individual_free(out);
        return -1;
    }
    if (breeder->credits) {
        if (sw_genome_credit(breeder, generation, island, births, observed, parent, noises,
                             error) != 0) {
            sw_individual_free(out);
            return -1;
        }
    } else {
        choose_shares(breeder, settings, births->strategy, scores);
        sum_children(breeder, generation, island, births, parent, noises);
    }
    step_update(breeder, generation, island, births->strategy, out);
    if (sw_genome_learn(breeder, generation, island, parent, out, error) == 0)
        return 0;
    sw_individual_free(out);
    return -1;
}

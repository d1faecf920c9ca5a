#include "population/genome.h"

#include "agent/growth.h"
#include "selection/adam.h"
#include "selection/step.h"

#include <math.h>
#include <string.h>

/* Bounds of cma's step length, in units of the tensor's scale: what a float holds. */
#define SIGMA_LEAST 1e-30
#define SIGMA_MOST  1e3

/* ---- what selection.update adapts ---- */

/* Whether a generation's step adapts the strength of the next: it recombines by cma. settings:
 * those in force. */
static bool adapts(const struct sw_settings *settings)
{
    return settings->selection.update == SW_UPDATE_CMA &&
           sw_scheme_row((uint32_t)settings->selection.scheme)->recombines;
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
    if (breeder->owner != NULL)
        sw_growth_silence(breeder->owner, sw_genome_expert(breeder, generation, island), noise);
    if (!follows(breeder, generation, island, parent))
        return;
    for (uint32_t i = 0; i < breeder->layout->floats; i++)
        breeder->deviation[i] = sqrtf(parent->second[i]);
    sw_noise_scale(noise, pairs, breeder->deviation);
}

/* ---- what the children of a parent come to ---- */

/* The shares of recombination, into breeder->choice. settings: those in force; scores: [members].
 */
static void choose_shares(struct sw_breeder *breeder, const struct sw_settings *settings,
                          struct sw_strategy strategy, const float *scores)
{
    struct sw_selection selection = sw_genome_selection(breeder, settings, strategy);
    struct sw_candidates candidates = {.count = selection.members, .score = scores};

    sw_scheme_parents(sw_scheme_row((uint32_t)settings->selection.scheme), breeder->selector,
                      &selection, &candidates, NULL, &breeder->choice);
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
        tensor->columns, effective_of(s->breeder->choice.expected, s->settings->run.members));
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

    *to = sw_breeder_spared(breeder, error);
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
    const struct update *update = &updates[settings->selection.update];
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
        if (sw_settings_evolves(settings, phase) & breeder->layout->tensor[t].group)
            updates[settings->selection.update].step(&stepping, &breeder->layout->tensor[t], rate);
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

/* The parent of an island that stands still goes on as it is. */
static int stand_still(struct sw_breeder *breeder, const struct sw_individual *parent, uint64_t id,
                       struct sw_individual *out, struct sw_error *error)
{
    if (sw_individual_copy(parent, breeder->layout->floats, out, error) != 0)
        return -1;
    out->id = id;
    out->surface = sw_genome_surface(breeder, parent, id);
    return 0;
}

int sw_genome_recombine(struct sw_breeder *breeder, uint64_t generation,
                        const struct sw_births *births, const float *scores, const float *observed,
                        const struct sw_individual *parent, struct sw_noise *const *noises,
                        uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    uint32_t island = sw_identity_of(sw_settings_space(breeder->settings), id).island;
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);

    if (!sw_genome_awake(breeder, generation, island))
        return stand_still(breeder, parent, id, out, error);
    memset(out, 0, sizeof *out);
    out->id = id;
    out->line = parent->line;
    out->surface = sw_genome_surface(breeder, parent, id);
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

#include "population/refounding.h"

#include "agent/crossing.h"
#include "agent/growth.h"
#include "base/random.h"
#include "selection/families.h"

#include <stdlib.h>
#include <string.h>

/* Islands die out and are refounded by what is in force while the generation is judged. */
static const struct sw_settings *rules_of(const struct sw_breeding *breeding, uint64_t generation)
{
    return sw_schedule_at(breeding->breeder->schedule, generation, 0);
}

bool sw_breeding_judges(struct sw_schedule *schedule, uint64_t generation)
{
    const struct sw_settings *settings = sw_schedule_at(schedule, generation, 0);

    return settings->run.islands > 1 && settings->families.cull > 0 &&
           settings->families.guard < settings->run.islands && /* else nobody may die out */
           sw_families_due((uint64_t)settings->families.every, generation);
}

/* The share of births that the scheme between islands gives each. */
static int births_of(const struct sw_breeding *breeding, uint64_t generation, const float *family,
                     float *births, struct sw_error *error)
{
    const struct sw_settings *settings = rules_of(breeding, generation);
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->families.scheme);
    uint32_t islands = breeding->islands, pairs = (islands + 1) / 2;
    struct sw_selection selection = sw_settings_selection(settings);
    struct sw_candidates candidates = {.count = islands, .score = family};
    struct sw_dice dice =
        sw_dice_at(settings->run.seed, SW_RANDOM_FAMILIES, generation, UINT32_C(1) << 20);
    struct sw_selector *selector = sw_selector_create(islands, 0, islands, error);
    struct sw_choice choice = {
        .share = sw_allocate_floats(pairs, "choosing families", error),
        .parent = sw_allocate(islands, sizeof *choice.parent, "choosing families", error),
        .mate = sw_allocate(islands, sizeof *choice.mate, "choosing families", error),
        .clone = sw_allocate(islands, sizeof *choice.clone, "choosing families", error),
        .expected = births,
    };
    int result = selector == NULL || choice.share == NULL || choice.parent == NULL ||
                         choice.mate == NULL || choice.clone == NULL
                     ? -1
                     : 0;

    selection.members = selection.litters = islands;
    selection.pressure = settings->families.pressure;
    selection.elites = 0;
    selection.crossover = 0;
    if (result == 0)
        sw_scheme_parents(scheme, selector, &selection, &candidates, &dice, &choice);
    sw_selector_destroy(selector);
    free(choice.share);
    free(choice.parent);
    free(choice.mate);
    free(choice.clone);
    return result;
}

static void copy_standing(const struct sw_island *from, uint32_t width, struct sw_island *to)
{
    to->standing = from->standing;
    for (uint32_t i = 0; i < from->standing; i++) {
        to->stand[i].individual.id = from->stand[i].individual.id;
        to->stand[i].score = from->stand[i].score;
    }
    if (width > 0)
        memcpy(to->stand_observed, from->stand_observed,
               (size_t)from->standing * width * sizeof *to->stand_observed);
}

/* The litters of an island that does not recombine become those of the better one: each with a mate
 * from the other, if there is one. */
static void copy_litters(const struct sw_island *parent, const struct sw_island *mate,
                         struct sw_island *to)
{
    for (uint32_t i = 0; i < to->births.litters; i++) {
        struct sw_litter *litter = &to->births.litter[i];

        litter->parent = parent->births.litter[i].parent;
        litter->mate =
            parent == mate ? parent->births.litter[i].mate : mate->births.litter[i].parent;
        litter->clone = false;
    }
}

/* How the parent of a refounded island is made: from the parents that were judged. */
static struct sw_refounded origin_of(const struct sw_breeding *breeding, uint64_t generation,
                                     const struct sw_refounding *plan, const struct sw_island *next)
{
    const struct sw_settings *rules = rules_of(breeding, generation);
    uint32_t phase = sw_settings_phase(rules, generation, NULL), block[4];

    sw_random_block(breeding->settings->run.seed, SW_RANDOM_FAMILIES, generation, 1 + plan->island,
                    0, block);
    return (struct sw_refounded){
        .island = {plan->parent, plan->mate},
        .parent = next[plan->parent].before,
        .mate = next[plan->mate].before,
        .refound =
            (uint8_t)(plan->parent == plan->mate ? SW_REFOUND_COPY : rules->families.refound),
        .seed = (uint64_t)block[1] << 32 | block[0],
        .strength = (float)rules->families.strength,
        .evolve = sw_settings_puzzles(rules) ? sw_phase_evolves(&rules->phase[phase])
                                             : (uint8_t)SW_GROUP_ALL,
    };
}

/* mutates: the island's own settings; not where they are known already. */
static void apply(const struct sw_breeding *breeding, uint64_t generation,
                  const struct sw_refounding *plan, bool mutates, struct sw_island *next)
{
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    struct sw_island *to = &next[plan->island];

    to->refounded = true;
    to->origin = origin_of(breeding, generation, plan, next);
    if (mutates) /* those that refound do not die out, so they still have what they were judged by
                  */
        to->births.strategy =
            sw_strategy_refound(&breeding->breeder->strategy, next[plan->parent].births.strategy,
                                next[plan->mate].births.strategy, breeding->settings->run.seed,
                                generation, plan->island);
    if (!to->births.recombines) {
        copy_litters(&next[plan->parent], &next[plan->mate], to);
        if (breeding->breeder->stands)
            copy_standing(&next[plan->parent], breeding->breeder->width, to);
        return;
    }
    for (uint32_t i = 0; i < to->births.litters; i++)
        to->births.litter[i].parent = to->births.litter[i].mate =
            sw_identity_id(space, generation, plan->island, space.members);
}

/* Which islands die out, and who refounds them. plan: [islands]. */
static int choose(const struct sw_breeding *breeding, uint64_t generation, const float *family,
                  const struct sw_island *next, struct sw_refounding *plan, uint32_t *count,
                  struct sw_error *error)
{
    static const char what[] = "choosing families";
    struct sw_families rule = sw_settings_families(rules_of(breeding, generation));
    uint32_t islands = breeding->islands;
    float *births = sw_allocate_floats(islands, what, error);
    uint32_t *line = sw_allocate(islands, sizeof *line, what, error);
    int result = births == NULL || line == NULL ? -1 : 0;

    for (uint32_t i = 0; i < islands && result == 0; i++)
        line[i] = next[i].line_before;
    if (result == 0)
        result = births_of(breeding, generation, family, births, error);
    if (result == 0)
        result = sw_families_next(&rule, family, births, line, islands,
                                  breeding->settings->run.seed, generation, plan, count, error);
    free(births);
    free(line);
    return result;
}

/* Those that die out refound nobody, so the order of refoundings does not matter. */
int sw_refounding_plan(const struct sw_breeding *breeding, uint64_t generation,
                       const struct sw_lived *lived, struct sw_island *next, struct sw_error *error)
{
    struct sw_refounding *plan;
    uint32_t count = 0;
    int result;

    for (uint32_t i = 0; i < lived->refoundings && lived->planned; i++)
        apply(breeding, generation, &lived->refounding[i], false, next);
    if (lived->planned)
        return 0;
    plan = sw_allocate(breeding->islands, sizeof *plan, "choosing families", error);
    result =
        plan == NULL ? -1 : choose(breeding, generation, lived->family, next, plan, &count, error);
    for (uint32_t i = 0; i < count && result == 0; i++)
        apply(breeding, generation, &plan[i], true, next);
    free(plan);
    return result;
}

static enum sw_crossing crossing_of(uint8_t refound)
{
    switch ((enum sw_refound)refound) {
    case SW_REFOUND_TENSOR:
        return SW_CROSS_TENSORS;
    case SW_REFOUND_EXPERT:
        return SW_CROSS_EXPERTS;
    case SW_REFOUND_COPY:
    case SW_REFOUND_AVERAGE:
    case SW_REFOUNDS:
        break;
    }
    return SW_CROSS_AVERAGE;
}

const struct sw_individual *sw_refounding_parent(const struct sw_breeding *breeding,
                                                 const struct sw_visitors *founders, uint64_t id)
{
    for (uint32_t i = 0; i < sw_hosting_hosted(&breeding->hosting); i++)
        if (breeding->island[i].parent[0].id == id)
            return &breeding->island[i].parent[0];
    return sw_visitor(founders, id);
}

int sw_refounding_make(const struct sw_breeding *breeding, const struct sw_visitors *founders,
                       const struct sw_refounded *origin, uint64_t id, struct sw_individual *out,
                       struct sw_error *error)
{
    struct sw_breeder *breeder = breeding->breeder;
    const struct sw_individual *parent = sw_refounding_parent(breeding, founders, origin->parent);
    const struct sw_individual *mate = sw_refounding_parent(breeding, founders, origin->mate);

    if (parent == NULL || mate == NULL)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "member %llu is refounded from a parent that does not live any more",
                       (unsigned long long)id);
    if (sw_individual_copy(parent, breeder->layout->floats, out, error) != 0)
        return -1;
    out->surface = sw_genome_surface(breeder, parent, id);
    out->id = id;
    /* What it keeps of earlier laws begins with the next. */
    free(out->anchor);
    free(out->importance);
    free(out->marks);
    out->anchor = out->importance = out->marks = NULL;
    if (parent != mate)
        sw_cross(breeder->layout, crossing_of(origin->refound), breeding->settings->run.seed,
                 origin->seed, parent->weights, mate->weights, out->weights);
    if (origin->strength > 0) {
        breeder->noise->deviates = (enum sw_deviates)breeding->settings->run.noise;
        sw_noise_draw(breeder->noise, breeding->settings->run.seed, origin->seed, 1,
                      origin->strength, origin->evolve, false);
        if (breeder->owner != NULL) /* of what agents grow up without nothing mutates */
            sw_growth_silence(breeder->owner, 0, breeder->noise);
        sw_mutation_apply(breeder->noise, 0, 1.0f, out->weights);
    }
    return 0;
}

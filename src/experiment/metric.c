#include "experiment/metric.h"

#include "experiment/sample.h"
#include "life/game.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static uint32_t members_of(const struct sw_place *place)
{
    return place->archive->record.space.members;
}

static double known(bool is, double value)
{
    return is ? value : (double)NAN;
}

/* ---- where, and what holds there ---- */

static uint64_t generation(const struct sw_place *place)
{
    return place->generation;
}

static uint64_t island(const struct sw_place *place)
{
    return place->island;
}

static uint64_t phase(const struct sw_place *place)
{
    return place->statistics.phase + UINT64_C(1);
}

static double pressure(const struct sw_place *place)
{
    return place->settings->selection.pressure;
}

static uint64_t births(const struct sw_place *place)
{
    return (place->generation + 1) * place->archive->record.space.islands * members_of(place);
}

/* ---- scores ---- */

static double mean(const struct sw_place *place)
{
    return place->statistics.mean;
}

static double deviation(const struct sw_place *place)
{
    return place->statistics.deviation;
}

static double best(const struct sw_place *place)
{
    return place->statistics.best;
}

static double quantile(const struct sw_place *place, double share)
{
    double at = share * (members_of(place) - 1);
    uint32_t below = (uint32_t)at;
    double low = (double)place->sorted[below];

    return below == at ? low : low + ((double)place->sorted[below + 1] - low) * (at - below);
}

static double worst(const struct sw_place *place)
{
    return quantile(place, 0);
}

static double lower_quartile(const struct sw_place *place)
{
    return quantile(place, 0.25);
}

static double middle(const struct sw_place *place)
{
    return quantile(place, 0.5);
}

static double upper_quartile(const struct sw_place *place)
{
    return quantile(place, 0.75);
}

static uint64_t best_id(const struct sw_place *place)
{
    return place->statistics.best_id;
}

/* Whether a score is the share of worlds solved, and nothing was taken off it. */
static bool tells_solved(const struct sw_place *place)
{
    const struct sw_phase *row = &place->settings->phase[place->statistics.phase];

    return sw_settings_puzzles(place->settings) &&
           sw_fitness_row((enum sw_fitness_id)row->fitness)->solves &&
           (sw_game_speaker(sw_game_row((enum sw_game_id)row->game)) == NULL ||
            place->settings->language.ambiguity == 0);
}

static double solved(const struct sw_place *place)
{
    return known(tells_solved(place), place->statistics.mean);
}

static double best_solved(const struct sw_place *place)
{
    return known(tells_solved(place), place->statistics.best);
}

/* ---- what selection did ---- */

static double differential(const struct sw_place *place)
{
    return known(place->selected.recorded, place->selected.realised.differential);
}

static double intensity(const struct sw_place *place)
{
    return known(place->selected.recorded, place->selected.realised.intensity);
}

static double effective_parents(const struct sw_place *place)
{
    return known(place->selected.recorded, place->selected.realised.parents);
}

static double top_tenth(const struct sw_place *place)
{
    return known(place->selected.recorded, place->selected.realised.top_tenth);
}

static double takeover(const struct sw_place *place)
{
    return known(place->selected.recorded, place->selected.realised.takeover);
}

static double effective_size(const struct sw_place *place)
{
    return place->selected.effective_size;
}

/* ---- diversity: of lines, and of what members do ---- */

static double since(uint64_t coalescence)
{
    return known(coalescence != SW_SELECTED_NO_COMMON, (double)coalescence);
}

static uint64_t parents(const struct sw_place *place)
{
    return place->selected.descent.parents;
}

static uint64_t ancestors(const struct sw_place *place)
{
    return place->selected.descent.ancestors;
}

static uint64_t lines(const struct sw_place *place)
{
    return place->selected.descent.lines;
}

static double coalescence(const struct sw_place *place)
{
    return since(place->selected.descent.coalescence);
}

static uint64_t all_lines(const struct sw_place *place)
{
    return place->selected.everywhere.lines;
}

static double all_coalescence(const struct sw_place *place)
{
    return since(place->selected.everywhere.coalescence);
}

static double spread(const struct sw_place *place)
{
    return place->selected.spread;
}

static double overlap(const struct sw_place *place)
{
    return place->selected.descent.overlap;
}

static double all_overlap(const struct sw_place *place)
{
    return place->selected.everywhere.overlap;
}

static double program_entropy(const struct sw_place *place)
{
    return known(place->selected.probed, place->selected.programs.entropy);
}

static double behaviour_entropy(const struct sw_place *place)
{
    return known(place->selected.probed, place->selected.programs.together);
}

static double programs(const struct sw_place *place)
{
    return known(place->selected.probed, place->selected.programs.different);
}

static uint64_t elites(const struct sw_place *place)
{
    return place->selected.elites;
}

static double elite_gap(const struct sw_place *place)
{
    return place->selected.elite_gap;
}

/* ---- between islands ---- */

static uint64_t immigrants(const struct sw_place *place)
{
    return place->immigrants;
}

static double family_score(const struct sw_place *place)
{
    return place->selected.family;
}

static uint64_t refounded(const struct sw_place *place)
{
    return place->selected.refounded;
}

static double refounded_from(const struct sw_place *place)
{
    return known(place->selected.refounded, place->selected.from[0]);
}

static double refounded_mate(const struct sw_place *place)
{
    return known(place->selected.refounded, place->selected.from[1]);
}

static double own_strength(const struct sw_place *place)
{
    return place->selected.own[SW_OWN_STRENGTH];
}

static double own_rate(const struct sw_place *place)
{
    return place->selected.own[SW_OWN_RATE];
}

static double own_pressure(const struct sw_place *place)
{
    return place->selected.own[SW_OWN_PRESSURE];
}

#define STATISTICS SW_NEEDS_STATISTICS
#define SCORES     SW_NEEDS_SCORES
#define SELECTED   SW_NEEDS_SELECTED

/* clang-format off */
static const struct sw_metric measures[] = {
    {"generation", "", "the generation, from 0 on", 0, SW_POOL_MOST, .count = generation},
    {"island", "", "the island, from 0 on", 0, SW_POOL_MOST, .count = island},
    {"phase", "", "N of the [phaseN] in which it lived", STATISTICS, SW_POOL_MOST, .count = phase},
    {"pressure", "", "the `selection.pressure` in force there, after events and sections of islands", 0, SW_POOL_MEAN, .real = pressure},
    {"births", "members", "children born in the run up to the end of the generation, on all islands", 0, SW_POOL_MOST, .count = births},
    {"mean", "score", "mean score of the generation's members", STATISTICS, SW_POOL_MEAN, .real = mean},
    {"sd", "score", "standard deviation of their scores", STATISTICS, SW_POOL_MEAN, .real = deviation},
    {"best", "score", "the best score", STATISTICS, SW_POOL_MOST, .real = best},
    {"worst", "score", "the worst score", SCORES, SW_POOL_LEAST, .real = worst},
    {"lower_quartile", "score", "what a quarter of the scores is not above", SCORES, SW_POOL_MEAN, .real = lower_quartile},
    {"median", "score", "the median score", SCORES, SW_POOL_MEAN, .real = middle},
    {"upper_quartile", "score", "what a quarter of the scores is not below", SCORES, SW_POOL_MEAN, .real = upper_quartile},
    {"best_id", "", "the member with the best score, the lowest id of equals", STATISTICS, SW_POOL_MOST, .count = best_id},
    {"solved", "share", "share of the worlds that its members solved; known where the fitness is that share and no ambiguity is charged", STATISTICS, SW_POOL_MEAN, .real = solved},
    {"best_solved", "share", "the same of the member with the best score", STATISTICS, SW_POOL_MOST, .real = best_solved},
    {"differential", "score", "selection differential: mean score of the chosen parents, by births, less that of all candidates", SELECTED, SW_POOL_MEAN, .real = differential},
    {"intensity", "deviations", "selection intensity: the differential in standard deviations of the score", SELECTED, SW_POOL_MEAN, .real = intensity},
    {"effective_parents", "members", "effective number of parents: 1 / the sum of squared shares of births", SELECTED, SW_POOL_MEAN, .real = effective_parents},
    {"top_tenth", "share", "share of the births that the best tenth of the candidates has", SELECTED, SW_POOL_MEAN, .real = top_tenth},
    {"takeover", "share", "share of the births that the parent with most births has", SELECTED, SW_POOL_MEAN, .real = takeover},
    {"effective_size", "members", "variance effective size, by the births of the next generation; not known in the last one", SELECTED, SW_POOL_MEAN, .real = effective_size},
    {"parents", "members", "different parents of the generation's members", SELECTED, SW_POOL_MEAN, .count = parents},
    {"ancestors", "members", "different ancestors of these parents 16 generations before", SELECTED, SW_POOL_MEAN, .count = ancestors},
    {"lines", "founders", "founders that any of them descends from", SELECTED, SW_POOL_MEAN, .count = lines},
    {"coalescence", "generations", "since the birth of their most recent common ancestor; not known if there is none", SELECTED, SW_POOL_MEAN, .real = coalescence},
    {"all_lines", "founders", "founders that any member of any island descends from", SELECTED, SW_POOL_MOST, .count = all_lines},
    {"all_coalescence", "generations", "as coalescence, of the parents on all islands", SELECTED, SW_POOL_MOST, .real = all_coalescence},
    {"spread", "", "diversity of behaviour: root mean squared distance of what the scheme observes from the island's mean; known if it observes anything", SELECTED, SW_POOL_MEAN, .real = spread},
    {"elites", "members", "elites that were scored again", SELECTED, SW_POOL_SUM, .count = elites},
    {"elite_gap", "score", "what they scored again less what they scored when chosen (below 0: luck); not known without elites", SELECTED, SW_POOL_MEAN, .real = elite_gap},
    {"immigrants", "members", "parents that came from another island in this generation", SW_NEEDS_IMMIGRANTS, SW_POOL_SUM, .count = immigrants},
    {"family_score", "score", "of the island's parent on fresh worlds; known where islands are judged after the generation", SELECTED, SW_POOL_MEAN, .real = family_score},
    {"refounded", "", "1 if the island died out after the generation and was refounded, else 0", SELECTED, SW_POOL_SUM, .count = refounded},
    {"refounded_from", "", "the island that its new parent comes from", SELECTED, SW_POOL_MOST, .real = refounded_from},
    {"refounded_mate", "", "the island that the new parent's mate comes from; the same if there is none", SELECTED, SW_POOL_MOST, .real = refounded_mate},
    {"own_strength", "", "what the island multiplies the strength of mutations by; known if `families.mutate` names it", SELECTED, SW_POOL_MEAN, .real = own_strength},
    {"own_rate", "", "the same of the length of steps", SELECTED, SW_POOL_MEAN, .real = own_rate},
    {"own_pressure", "", "the same of the odds of `selection.pressure`", SELECTED, SW_POOL_MEAN, .real = own_pressure},
    {"overlap", "share", "share of their ancestors' mutations that two members of the island have in common", SELECTED, SW_POOL_MEAN, .real = overlap},
    {"all_overlap", "share", "the same of two members of any island", SELECTED, SW_POOL_MOST, .real = all_overlap},
    {"program_entropy", "bits", "entropy of the programs that members write in a probe world, at most log2 of the members; known every `run.probe_every` generations with `run.probes`", SELECTED, SW_POOL_MEAN, .real = program_entropy},
    {"behaviour_entropy", "bits", "the same of what they write in all probe worlds together", SELECTED, SW_POOL_MEAN, .real = behaviour_entropy},
    {"programs", "programs", "different programs that members write in a probe world", SELECTED, SW_POOL_MEAN, .real = programs},
};
/* clang-format on */

#define MEASURES (sizeof measures / sizeof *measures)

const struct sw_metric *sw_metric_row(uint32_t row)
{
    return row < MEASURES ? &measures[row] : NULL;
}

const struct sw_metric *sw_metric_find(const char *name, struct sw_error *error)
{
    const char *names[MEASURES], *near;

    for (uint32_t i = 0; i < MEASURES; i++) {
        names[i] = measures[i].name;
        if (strcmp(names[i], name) == 0)
            return &measures[i];
    }
    near = sw_nearest(name, names, MEASURES);
    if (near != NULL)
        sw_fail(error, SW_EXIT_USAGE, "there is no column \"%.100s\"; did you mean %s?", name,
                near);
    else
        sw_fail(error, SW_EXIT_USAGE,
                "there is no column \"%.100s\"; smallworld table --list names them", name);
    return NULL;
}

double sw_metric_value(const struct sw_metric *measure, const struct sw_place *place)
{
    return measure->real != NULL ? measure->real(place) : (double)measure->count(place);
}

char *sw_metric_text(const struct sw_metric *measure, const struct sw_place *place,
                     char text[SW_NUMBER_TEXT])
{
    double value;

    if (measure->count != NULL) {
        snprintf(text, SW_NUMBER_TEXT, "%" PRIu64, measure->count(place));
        return text;
    }
    value = measure->real(place);
    text[0] = '\0';
    return isnan(value) ? text : sw_number_shortest(value, text);
}

#include "population/footprint.h"

#include "agent/growth.h"
#include "agent/mutation.h"
#include "base/number.h"
#include "settings/schedule.h"
#include "base/percept.h"
#include "life/lesion.h"
#include "population/breeding.h"
#include "population/generation.h"
#include "population/travel.h"
#include "settings/taskfiles.h"
#include "selection/scheme.h"
#include "forecast/forecast_life.h"
#include "world/function/landscape.h"
#include "world/puzzle/puzzle.h"

#include <stdlib.h>
#include <string.h>

/* Measured, with Open MPI. */
#define PROGRAM_BYTES (UINT64_C(30) << 20)
/* A percept keeps for each different cell its rows, and some 60 bytes beside them. */
#define KIND_BYTES (2u * SW_PERCEPT_ROWS_PER_CELL + 60u)

/* Arrays of a member that is made and learns: weights, moments, way back, weights of birth. */
#define GROWING 5u

static const struct {
    const char *what, *lower;
} words[SW_FOOTPRINT_PARTS] = {
    [SW_FOOTPRINT_PROGRAM] = {"the program itself", "nothing: it needs a larger machine"},
    [SW_FOOTPRINT_PARENTS] = {"the weights of parents", "run.islands, agent.hidden, agent.memory, "
                                                        "agent.experts or agent.features (of a "
                                                        "function: worlds.dimension)"},
    [SW_FOOTPRINT_KEYFRAMES] = {"keyframes on their way to the disk",
                                "run.islands, agent.hidden, agent.memory or agent.experts (of a "
                                "function: worlds.dimension)"},
    [SW_FOOTPRINT_NOISE] = {"the mutations of litters",
                            "run.members, run.islands, agent.hidden or agent.memory (of a "
                            "function: worlds.dimension), or use more ranks on more machines"},
    [SW_FOOTPRINT_WORLDS] = {"the worlds of islands, or their function",
                             "life.worlds, learning.puzzles, run.islands, worlds.side_max, "
                             "worlds.demonstrations_max, own.thoughts or language.thoughts"},
    [SW_FOOTPRINT_TOKENS] = {"what members say and hear",
                             "life.worlds, run.members, run.islands or language.length"},
    [SW_FOOTPRINT_SCORES] = {"scores and births", "run.members or run.islands"},
    [SW_FOOTPRINT_PLANS] = {"the plans of all islands", "run.members or run.islands, or let no "
                                                        "island migrate or die out"},
};

/* Bytes of one world and what is seen of it, about. A percept has room for 128 different cells,
 * that of the test canvas for 32, and grows to the most it ever held: some 0.6 of a mean world's
 * cells were measured. A puzzle has room for the largest, but only what is used of it is touched.
 */
static uint64_t world_bytes(const struct sw_settings *settings)
{
    uint64_t side =
        (uint64_t)(settings->worlds.side_min + settings->worlds.side_max); /* twice the mean */
    uint64_t pairs =
        (uint64_t)(settings->worlds.demonstrations_min + settings->worlds.demonstrations_max);
    uint64_t kinds, puzzle;

    if (sw_taskfiles_needed(settings)) { /* files are not read for an estimate */
        side = 2 * 12;
        pairs = 2 * 3;
    }
    kinds = side * side * pairs * 6 / 80;
    kinds = (kinds > 128 ? kinds : 128) + 64; /* those of a canvas, and of one with its answer */
    puzzle = 8192 + (pairs + 2) * sizeof(struct sw_pair) / 2;
    return kinds * KIND_BYTES +
           (puzzle < sizeof(struct sw_puzzle) ? puzzle : sizeof(struct sw_puzzle));
}

/* Individuals that an island has at a time: the parents of the scheme, where there are many also
 * migrants, of which it takes at most one a litter, and who stands. */
static uint64_t parents_of(const struct sw_settings *settings, bool migrates)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    struct sw_selection selection = sw_settings_selection(settings);
    uint64_t parents = sw_scheme_most_parents(scheme, &selection);
    uint64_t litters = sw_settings_litters(settings);
    uint64_t standing = scheme->survive == NULL ? 0 : (uint64_t)settings->selection.standing;

    migrates = (migrates || settings->migration.every > 0) && settings->run.islands > 1;
    if (scheme->recombines || !migrates)
        return parents + standing;
    parents += (uint64_t)settings->migration.migrants * (uint64_t)settings->run.islands;
    return (parents < 2 * litters ? parents : 2 * litters) + standing;
}

/* The most arrays of weights, moments among them, that an island keeps at a time. */
struct weights {
    uint64_t most;      /* of an island */
    uint64_t under_way; /* of all that are: with several ranks one may be where all go */
    uint64_t outgoing;  /* letters of those from here */
    uint64_t incoming;  /* letters to here */
    bool recombines;    /* some scheme of the run */
    bool grows;         /* members learn */
    bool migrates;      /* events let islands migrate */
    uint32_t ranks;
};

/* Copies of one island's emigrants that are under way, of as many generations as leave before the
 * first arrive. */
static uint64_t under_way(const struct sw_settings *settings)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    uint64_t delay = settings->migration.delay, every = settings->migration.every;
    uint64_t each = scheme->recombines ? 1 : settings->migration.migrants;

    if (delay == 0 || settings->run.islands == 1)
        return 0;
    return (every > 0 ? delay / every + 1 : 1) * each;
}

/* The letters of one emigrant of each island: of homes on rank 0 to other ranks, at most one a rank
 * and edge; and of islands elsewhere to rank 0. */
static void count_letters(const struct sw_settings *settings, uint32_t ranks, uint64_t *outgoing,
                          uint64_t *incoming)
{
    struct sw_topology_rule rule = sw_settings_topology(settings);
    uint32_t islands = settings->run.islands;
    struct sw_hosting hosting = sw_hosting_of(islands, sw_settings_litters(settings), ranks, 0);
    struct sw_topology *topology = sw_topology_create(&rule, islands, settings->run.seed, NULL);
    uint32_t *leaves = sw_allocate(islands, sizeof *leaves, "estimating memory", NULL);
    bool *arrives = sw_allocate(islands, sizeof *arrives, "estimating memory", NULL);

    *outgoing = *incoming = 0;
    for (uint32_t to = 0; to < islands && topology != NULL && leaves != NULL && arrives != NULL;
         to++) {
        struct sw_edge edge = {.from = UINT32_MAX};
        bool here = sw_hosting_here(&hosting, to);
        uint32_t first, end;

        sw_hosting_ranks(&hosting, to, &first, &end);
        while (sw_topology_next(topology, to, &edge)) {
            leaves[edge.from] += end - first - here;
            arrives[edge.from] |= here;
        }
    }
    for (uint32_t i = 0; i < islands && leaves != NULL && arrives != NULL; i++) {
        if (hosting.first_home <= i && i < hosting.end_home)
            *outgoing += leaves[i] < ranks - 1 ? leaves[i] : ranks - 1;
        *incoming += arrives[i] && !sw_hosting_here(&hosting, i);
    }
    sw_topology_destroy(topology);
    free(leaves);
    free(arrives);
}

/* Moments and the way back of a parent that learns, or its weights of birth. */
static uint64_t arrays_learned(const struct sw_settings *settings)
{
    if (settings->learning.rule == SW_LEARNING_NONE)
        return 0;
    if (settings->learning.inheritance == SW_INHERIT_BORN)
        return 1;
    return settings->learning.rule == SW_LEARNING_MIRROR ? 3 : 2;
}

/* What a parent keeps of earlier laws. */
static uint64_t arrays_kept(const struct sw_settings *settings)
{
    uint64_t marks =
        settings->learning.rule != SW_LEARNING_NONE && settings->learning.draw != SW_DRAW_UNIFORM;

    return settings->keeping.way == SW_KEEPING_ANCHOR       ? 1 + marks
           : settings->keeping.way == SW_KEEPING_IMPORTANCE ? 2 + marks
                                                            : marks;
}

static int weights_of(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)stage->settings->selection.scheme);
    struct weights *weights = context;
    uint64_t state = scheme->recombines
                         ? 3 + arrays_learned(stage->settings) + arrays_kept(stage->settings)
                         : 1 + (weights->grows ? arrays_learned(stage->settings) : 0);
    uint64_t arrays = parents_of(stage->settings, weights->migrates) * state;
    uint64_t emigrants = under_way(stage->settings), outgoing = 0, incoming = 0;
    uint64_t all = emigrants * (uint64_t)stage->settings->run.islands * state;

    (void)error;
    if (emigrants > 0 && weights->ranks > 1)
        count_letters(stage->settings, weights->ranks, &outgoing, &incoming);
    outgoing *= emigrants * state;
    incoming *= emigrants;
    weights->under_way = all > weights->under_way ? all : weights->under_way;
    weights->outgoing = outgoing > weights->outgoing ? outgoing : weights->outgoing;
    weights->incoming = incoming > weights->incoming ? incoming : weights->incoming;
    weights->recombines |= scheme->recombines;
    weights->most = arrays > weights->most ? arrays : weights->most;
    return 0;
}

static struct weights most_weights(const struct sw_settings *settings, uint32_t ranks)
{
    struct sw_schedule *schedule = sw_schedule_create(settings, NULL);
    struct sw_course_stage own = {settings, 0, 0};
    struct weights weights = {.ranks = ranks, .grows = sw_settings_members_learn(settings)};
    uint32_t count = 0;
    const struct sw_event *event = schedule == NULL ? NULL : sw_schedule_events(schedule, &count);

    for (uint32_t i = 0; i < count; i++)
        weights.migrates |= event[i].action == SW_EVENT_MIGRATE;
    weights_of(&weights, &own, NULL);
    if (schedule != NULL)
        sw_schedule_stages(schedule, weights_of, &weights, NULL);
    sw_schedule_destroy(schedule);
    weights.incoming *= weights.recombines || weights.grows ? SW_GENOME_ARRAYS : 1;
    return weights;
}

/* Islands that rank 0 hosts. Others may touch one more, but hold no records of all. */
static uint64_t hosted_by(const struct sw_settings *settings, uint32_t ranks)
{
    struct sw_hosting hosting =
        sw_hosting_of(settings->run.islands, sw_settings_litters(settings), ranks, 0);

    return sw_hosting_hosted(&hosting);
}

/* What all ranks see of all islands where they are chosen among: scores, and litters with parents
 * to come. */
static uint64_t plans_of(const struct sw_settings *settings, uint32_t ranks)
{
    uint64_t islands = (uint64_t)settings->run.islands, litters = sw_settings_litters(settings);
    bool at_once = settings->migration.delay == 0;
    bool chooses = (at_once && settings->migration.every > 0) || settings->families.every > 0;
    struct sw_schedule *schedule = sw_schedule_create(settings, NULL);
    uint32_t count = 0;
    const struct sw_event *event = schedule == NULL ? NULL : sw_schedule_events(schedule, &count);

    for (uint32_t i = 0; i < count; i++)
        chooses |= (at_once && event[i].action == SW_EVENT_MIGRATE) ||
                   event[i].action == SW_EVENT_CULL ||
                   (event[i].action == SW_EVENT_SET && strcmp(event[i].row->key, "every") == 0);
    sw_schedule_destroy(schedule);
    if (ranks == 1 || islands == 1 || !chooses)
        return 0;
    return islands * (litters * (sizeof(struct sw_litter) + 2 * sizeof(struct sw_individual)) +
                      2 * (uint64_t)settings->run.members * sizeof(float));
}

/* What takes the place of puzzles: bodies in their worlds, episodes, or a function. */
static uint64_t evaluator_bytes(const struct sw_settings *settings,
                                const struct sw_brain_layout *layout, uint32_t ranks)
{
    struct sw_body_rules rules = sw_settings_body_rules(settings);

    if (sw_settings_forecast(settings) != NULL)
        return sw_forecast_life_bytes(settings->life.worlds, layout) +
               (settings->learning.rule != SW_LEARNING_NONE ? sw_forecast_life_bytes(0, layout)
                                                            : 0);
    return rules.game != NULL
               ? sw_body_life_bytes(&rules, layout->floats) +
                     sw_generation_crews_bytes(settings, layout, ranks)
               : sw_landscape_bytes(settings->worlds.dimension, settings->worlds.rotate);
}

/* Deeds that forecast experts foretell and learn from. */
static uint64_t foresight_bytes(const struct sw_settings *settings,
                                const struct sw_brain_layout *layout)
{
    bool lives = settings->life.forecasts > 0;
    bool learns = settings->learning.forecasts > 0 && settings->learning.rule != SW_LEARNING_NONE;

    return !sw_settings_foresight(settings)
               ? 0
               : (lives ? sw_forecast_life_bytes(settings->life.forecasts, layout) : 0) +
                     (learns ? sw_forecast_life_bytes(0, layout) : 0);
}

/* What parents think in that teach themselves: about lives, and about their lessons. */
static uint64_t own_bytes(const struct sw_settings *settings, const struct sw_brain_layout *layout,
                          bool schools)
{
    const struct sw_own_rules rules = sw_settings_own(settings);

    return sw_settings_owns(settings)
               ? (schools ? 2 : 1) * sw_thinking_bytes(layout, &rules.thinking)
               : 0;
}

/* Where parts of a brain are held: whose each weight is and, where it learns, what was there before
 * a step. */
static uint64_t held_bytes(const struct sw_settings *settings, const struct sw_brain_layout *layout)
{
    bool learns = settings->learning.rule != SW_LEARNING_NONE;

    return sw_growth_is(&layout->shape) || settings->agent.without != SW_LESION_NOTHING
               ? layout->floats * (1 + (learns ? 2 * sizeof(float) : 0))
               : 0;
}

/* What speakers think in that verify what they say: in lives, and to listeners that learn. */
static uint64_t verifying_bytes(const struct sw_settings *settings,
                                const struct sw_brain_layout *layout)
{
    const struct sw_thinking_settings verifying = sw_settings_verifying(settings);
    bool hearing = settings->learning.rule != SW_LEARNING_NONE && settings->learning.hearing;

    return verifying.thoughts > 0 ? (hearing ? 2 : 1) * sw_thinking_bytes(layout, &verifying) : 0;
}

struct sw_footprint sw_footprint(const struct sw_settings *settings,
                                 const struct sw_brain_layout *layout, uint32_t ranks)
{
    uint64_t islands = (uint64_t)settings->run.islands, litters = sw_settings_litters(settings);
    uint64_t worlds = (uint64_t)settings->life.worlds, hosted = hosted_by(settings, ranks);
    struct weights weights = most_weights(settings, ranks);
    uint64_t each = weights.most * layout->floats * sizeof(float);
    uint64_t noise = SW_NOISE_PAIRS * ((uint64_t)layout->noise + layout->shape.sight_rows);
    bool solves = sw_settings_puzzles(settings);
    uint64_t strange = settings->language.contact > 0 && islands > 1 ? 2 * worlds : 0;
    uint64_t batches = sw_settings_by_turns(settings) ? 2 : 1; /* wholes, and their present turns */
    bool credits = sw_scheme_row((uint32_t)settings->selection.scheme)->credits;
    uint64_t lessons = (settings->learning.rule != SW_LEARNING_NONE || credits
                            ? (uint64_t)settings->learning.puzzles
                            : 0) +
                       (credits ? worlds : 0);
    uint64_t first, mine;
    struct sw_footprint out = {0};

    sw_deal(islands * litters, ranks, 0, &first, &mine);
    out.part[SW_FOOTPRINT_PROGRAM] = PROGRAM_BYTES;
    out.part[SW_FOOTPRINT_PARENTS] =
        hosted * (2 * each + litters * (sizeof(struct sw_litter) + sizeof(struct sw_individual))) +
        (weights.under_way + weights.outgoing + weights.incoming + (weights.grows ? GROWING : 0)) *
            layout->floats * sizeof(float);
    if (settings->run.keyframe_every <=
        settings->run.generations) /* packed; in memory until the commit */
        out.part[SW_FOOTPRINT_KEYFRAMES] =
            (islands * 3 / 2 + hosted) * each + weights.under_way * layout->floats * sizeof(float);
    out.part[SW_FOOTPRINT_NOISE] = (mine + (credits ? litters : 0)) * noise * sizeof(float);
    out.part[SW_FOOTPRINT_WORLDS] =
        solves ? (batches * (hosted * worlds + lessons + settings->run.probes) + strange) *
                         world_bytes(settings) +
                     own_bytes(settings, layout, lessons > 0) + verifying_bytes(settings, layout) +
                     foresight_bytes(settings, layout) + held_bytes(settings, layout)
               : evaluator_bytes(settings, layout, ranks);
    out.part[SW_FOOTPRINT_TOKENS] =
        !solves ? 0 : 2 * mine * SW_LITTER_MEMBERS * worlds * (uint64_t)settings->language.length;
    /* Scores, costs and seats of litters; scores of members, and their surfaces. Records: packed,
     * and in the store. */
    out.part[SW_FOOTPRINT_SCORES] =
        hosted * litters * SW_LITTER_MEMBERS * (3 + 1) * sizeof(float) +
        islands * (uint64_t)settings->run.members * 3 *
            (sizeof(float) + (settings->run.surface ? sizeof(uint64_t) : 0));
    if (solves) /* what is written in probe worlds */
        out.part[SW_FOOTPRINT_SCORES] +=
            (mine + hosted * litters) * SW_LITTER_MEMBERS * settings->run.probes * sizeof(uint32_t);
    out.part[SW_FOOTPRINT_PLANS] = plans_of(settings, ranks);
    for (uint32_t i = 0; i < SW_FOOTPRINT_PARTS; i++)
        out.bytes += out.part[i];
    return out;
}

int sw_footprint_check(const struct sw_footprint *footprint, struct sw_machine_memory memory,
                       struct sw_error *error)
{
    char wanted[SW_NUMBER_TEXT], there[SW_NUMBER_TEXT], most[SW_NUMBER_TEXT];
    uint32_t largest = SW_FOOTPRINT_PROGRAM;

    if (footprint->bytes <= memory.bytes)
        return 0;
    for (uint32_t i = 0; i < SW_FOOTPRINT_PARTS; i++)
        if (footprint->part[i] > footprint->part[largest])
            largest = i;
    return sw_fail(error, SW_EXIT_USAGE,
                   "the run would take about %s of memory on a rank, and %s leaves %s for one: %s "
                   "alone take %s; lower %s",
                   sw_number_bytes(footprint->bytes, wanted), memory.what,
                   sw_number_bytes(memory.bytes, there), words[largest].what,
                   sw_number_bytes(footprint->part[largest], most), words[largest].lower);
}

void sw_footprint_print(const struct sw_footprint *footprint, const char *prefix, FILE *out)
{
    char text[SW_NUMBER_TEXT];

    fprintf(out, "%smemory of a rank, about: %s\n", prefix,
            sw_number_bytes(footprint->bytes, text));
    for (uint32_t i = 0; i < SW_FOOTPRINT_PARTS; i++)
        fprintf(out, "%s  %10s  %s\n", prefix, sw_number_bytes(footprint->part[i], text),
                words[i].what);
}

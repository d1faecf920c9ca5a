#include "population/schooling.h"

#include "agent/growth.h"
#include "base/random.h"
#include "life/augment.h"
#include "selection/priority.h"
#include "selection/pull.h"
#include "settings/taskfiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct sw_phase *phase_at(const struct sw_settings *settings, uint64_t generation)
{
    return &settings->phase[sw_settings_phase(settings, generation, NULL)];
}

/* The shares of rules, by the marks of the lineage so far. */
static int share_out(const struct sw_breeder *breeder, const struct sw_settings *settings,
                     const struct sw_worlds *worlds, uint64_t generation, float *marks,
                     struct sw_error *error)
{
    if (sw_priority_floats(sw_worlds_rules(worlds)) > breeder->layout->floats)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.draw marks %u rules, for which a brain of %u weights is too "
                       "small; use learning.draw = uniform, or a larger agent.features",
                       sw_worlds_rules(worlds), breeder->layout->floats);
    sw_priority_begin(marks, sw_worlds_rules(worlds));
    sw_priority_shares((enum sw_priority)settings->learning.draw, marks, generation,
                       breeder->schooling->share);
    return 0;
}

/* Puzzles that no life meets: those of a seed of their own. marks: of the lineage, or NULL. */
static int draw_anew(const struct sw_breeder *breeder, const struct sw_settings *settings,
                     uint64_t generation, uint32_t island, float *marks, struct sw_error *error)
{
    struct sw_replay replay;
    const struct sw_phase *phase = phase_at(settings, generation);
    bool as_lives = settings->learning.as_lives;
    bool by_turns = sw_game_takes_turns(sw_game_row((enum sw_game_id)phase->game));
    const struct sw_batch_needs needs = {
        .shows = sw_game_shows(sw_game_row((enum sw_game_id)phase->game)),
        .teachers = !sw_phase_owns(phase),
        .by_turns = by_turns,
        .families = as_lives && settings->worlds.balance == SW_BALANCE_FAMILY,
        .lessons = as_lives && settings->life.lessons && !by_turns,
        .replay = &replay,
        .share = marks != NULL ? breeder->schooling->share : NULL};
    const struct sw_worlds *worlds = sw_world_sets_of(breeder->schooling->sets, settings, error);
    const struct sw_augment augment = {
        .action_set = &breeder->schooling->action_set,
        .worlds = worlds,
        .share = sw_phase_owns(phase) ? 0 : (float)settings->learning.augment,
        .followed = sw_phase_owns(phase) ? 0 : (float)settings->learning.followed,
        .seed = sw_settings_life_seed(settings),
        .generation = generation,
        .island = island,
        .shows = needs.shows};
    uint32_t block[4];

    if (worlds == NULL || sw_world_sets_replay(breeder->schooling->sets, breeder->schedule,
                                               generation, island, &replay, error) != 0)
        return -1;
    if (marks != NULL && share_out(breeder, settings, worlds, generation, marks, error) != 0)
        return -1;
    sw_random_block(sw_settings_life_seed(settings), SW_RANDOM_LESSONS, generation, island, 0,
                    block);
    if (sw_batch_life(needs.by_turns ? breeder->schooling->whole : breeder->schooling->batch,
                      worlds, (uint64_t)block[1] << 32 | block[0], generation, island,
                      settings->run.islands, needs, error) != 0)
        return -1;
    return needs.by_turns ? 0 : sw_augment_batch(breeder->schooling->batch, &augment, error);
}

/* All members of an island learn from the same puzzles: one draws them for all. */
static int draw_lessons(const struct sw_breeder *breeder, const struct sw_settings *settings,
                        uint64_t generation, uint32_t island, float *marks, struct sw_error *error)
{
    struct sw_schooling *schooling = breeder->schooling;

    if (breeder->grows && schooling->drawn && schooling->drawn_generation == generation &&
        schooling->drawn_island == island)
        return 0;
    schooling->drawn = false;
    if (draw_anew(breeder, settings, generation, island, marks, error) != 0)
        return -1;
    schooling->drawn = true;
    schooling->drawn_generation = generation;
    schooling->drawn_island = island;
    return 0;
}

static float *zeros_or_copy(const float *from, uint32_t floats, struct sw_error *error)
{
    float *out = sw_allocate_floats(floats, "learning", error);

    if (out != NULL && from != NULL)
        memcpy(out, from, floats * sizeof *out);
    return out;
}

/* What a life begins to learn with: what `before` remembers, or nothing. anew: but for the way
 * back, which is the one of the schooling. */
static int begin_learning(const struct sw_breeder *breeder, const struct sw_learned *before,
                          bool anew, struct sw_learned *out, struct sw_error *error)
{
    uint32_t floats = breeder->layout->floats;
    bool on = before != NULL && before->first != NULL;

    out->steps = on ? before->steps : 0;
    out->first = zeros_or_copy(on ? before->first : NULL, floats, error);
    out->second = zeros_or_copy(on ? before->second : NULL, floats, error);
    if (breeder->settings->learning.rule == SW_LEARNING_MIRROR)
        out->back = zeros_or_copy(on && !anew && before->back != NULL ? before->back
                                                                      : breeder->schooling->back,
                                  floats, error);
    return out->first == NULL || out->second == NULL ||
                   (breeder->settings->learning.rule == SW_LEARNING_MIRROR && out->back == NULL)
               ? -1
               : 0;
}

/* What a listener hears in its lessons: the parent itself, or the one before it (weights), on the
 * phase's channel, which in a later turn has heard what it was told in the turn before. Rules come
 * in random order, so on `shuffled` what is said of the next puzzle is as good as of any other;
 * where there is no other, nothing arrives. NULL: nothing does, or nobody hears. */
static int speak_of_lessons(const struct sw_schooling *schooling, const struct sw_phase *phase,
                            uint32_t turn, const float *weights, const uint8_t **heard,
                            struct sw_error *error)
{
    const struct sw_game *game = sw_game_row((enum sw_game_id)phase->game);
    enum sw_channel_mode channel = (enum sw_channel_mode)phase->channel;
    const struct sw_seat *mouth = sw_game_mouth(game, channel);
    uint32_t puzzles = schooling->batch->worlds;

    *heard = NULL;
    if (mouth == NULL || !sw_game_delivers(game, channel) ||
        (channel == SW_CHANNEL_SHUFFLED && puzzles == 1))
        return 0;
    if (sw_life_utter(schooling->life, weights, schooling->batch, mouth, turn > 0,
                      schooling->answer, error) != 0)
        return -1;
    for (uint32_t i = 0; i < puzzles; i++) {
        uint32_t L = schooling->life->mind->layout->shape.length;
        uint32_t of = channel == SW_CHANNEL_SHUFFLED ? (i + 1) % puzzles : i;

        memcpy(schooling->heard + (size_t)i * L, schooling->answer[of].said, L);
        if (channel == SW_CHANNEL_CONSTANT)
            sw_channel_constant(schooling->heard + (size_t)i * L, L);
        memcpy(schooling->answer[i].heard, schooling->heard + (size_t)i * L, L);
    }
    *heard = schooling->heard;
    return 0;
}

/* The gate learns where the first looks of the lessons lead, with the weights that they left: while
 * the first expert is taught, that moves. */
static int teach_gate(const struct sw_breeder *breeder, const struct sw_lesson_plan *plan,
                      const struct sw_seat *seat, float *weights, struct sw_error *error)
{
    const struct sw_schooling *schooling = breeder->schooling;
    uint32_t count = plan->order != NULL ? plan->count : schooling->batch->worlds;

    if (sw_lesson_look(schooling->lesson, plan, schooling->batch, seat, weights, error) != 0)
        return -1;
    if (plan->expert == 0)
        sw_growth_forget(breeder->layout, 0, weights);
    for (uint32_t i = 0; i < count; i++) {
        size_t number = plan->order != NULL ? plan->order[i] : i;

        sw_growth_meet(breeder->layout, plan->expert,
                       schooling->met + number * breeder->layout->shape.memory, weights);
    }
    return 0;
}

/* One turn of the lessons, or lessons without turns, as schooling->batch has them. */
static int study_turn(struct sw_breeder *breeder, const struct sw_settings *settings,
                      uint64_t generation, uint32_t island, uint32_t turn,
                      const struct sw_individual *before, struct sw_individual *out,
                      struct sw_learned *learned, struct sw_error *error)
{
    struct sw_schooling *schooling = breeder->schooling;
    const struct sw_phase *phase = phase_at(settings, generation);
    const struct sw_seat *seat = sw_game_editor(sw_game_row((enum sw_game_id)phase->game));
    const struct sw_gene_rule genes = sw_settings_genes(breeder->settings);
    struct sw_lesson_plan plan = {
        .rule = (enum sw_learning)settings->learning.rule,
        .learn = (sw_phase_evolves(phase) & (SW_GROUP_SIGHT | SW_GROUP_THOUGHT)) |
                 (seat->hears ? SW_GROUP_HEARING : 0),
        .waits = seat->hears ? settings->language.delay : 0,
        .rate = (float)((double)sw_settings_learning_rate(settings, generation) *
                        sw_genes_rate(&genes, out->genes)),
        .fade = (float)settings->learning.fade,
        .step = settings->learning.step,
        .each = out->marks != NULL ? schooling->each : NULL,
        .owner = breeder->owner,
        .expert = sw_genome_expert(breeder, generation, island),
    };
    double likelihood;

    if (schooling->life != NULL)
        schooling->life->mind->words = sw_settings_words(settings);
    if (speak_of_lessons(schooling, phase, turn,
                         settings->learning.elders ? before->weights : out->weights, &plan.heard,
                         error) != 0)
        return -1;
    if (sw_phase_owns(phase)) {
        const struct sw_own_place place = {breeder->settings->run.seed, generation, island, true};
        const struct sw_own_rules rules = sw_settings_own(settings);

        sw_own_teacher_follow(schooling->own, &rules);
        if (sw_own_teacher_teach(schooling->own, out->weights, seat, schooling->batch, &place,
                                 error) != 0)
            return -1;
        plan.order = schooling->order;
        plan.count =
            sw_own_teacher_order(schooling->own, schooling->batch, generation, schooling->order);
    }
    for (uint32_t time = 0; time < settings->learning.times; time++) {
        if (sw_lesson_learn(schooling->lesson, &plan, schooling->batch, seat, out->weights, learned,
                            &likelihood, error) != 0)
            return -1;
        if (time == 0 && out->marks != NULL)
            sw_priority_note((enum sw_priority)settings->learning.draw, out->marks,
                             schooling->batch->rule, schooling->each, schooling->batch->worlds,
                             generation, schooling->share, schooling->times);
    }
    plan.met = schooling->met;
    return plan.met == NULL ? 0 : teach_gate(breeder, &plan, seat, out->weights, error);
}

static int study(struct sw_breeder *breeder, const struct sw_settings *settings,
                 uint64_t generation, uint32_t island, const struct sw_individual *before,
                 struct sw_individual *out, struct sw_error *error)
{
    struct sw_schooling *schooling = breeder->schooling;
    const struct sw_phase *phase = phase_at(settings, generation);
    const struct sw_game *game = sw_game_row((enum sw_game_id)phase->game);
    struct sw_learned learned = out->learned;

    if (learned.back == NULL)
        learned.back = schooling->back;
    for (uint32_t turn = 0; turn < sw_game_turns(game, settings->worlds.compose); turn++)
        if ((sw_game_takes_turns(game) && sw_turns_take(schooling->whole, turn, sw_game_shows(game),
                                                        false, schooling->batch, error) != 0) ||
            study_turn(breeder, settings, generation, island, turn, before, out, &learned, error) !=
                0)
            return -1;
    out->learned.steps = learned.steps;
    return 0;
}

/* The same of a forecaster, or of the forecast expert of who solves puzzles. Its tensors are its
 * own, so the rest is what it would be without them: also `steps` goes on from there and is not
 * kept. */
static void study_forecasts(struct sw_breeder *breeder, const struct sw_settings *settings,
                            uint64_t generation, uint32_t island, struct sw_individual *out)
{
    struct sw_schooling *schooling = breeder->schooling;
    bool expert = sw_schooling_foretells(breeder);
    struct sw_episode_rules rules =
        expert ? schooling->episodes : sw_settings_episode_rules(settings);
    uint64_t steps = out->learned.steps;
    const struct sw_gene_rule genes = sw_settings_genes(breeder->settings);
    struct sw_forecast_lessons how = {
        .episodes = expert ? settings->learning.forecasts : settings->learning.puzzles,
        .step = settings->learning.step,
        .learn = expert ? SW_GROUP_FORECAST : SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
        .rate = (float)((double)sw_settings_learning_rate(settings, generation) *
                        (expert ? sw_genes_rate(&genes, out->genes) : 1)),
        .fade = (float)settings->learning.fade,
        .steps = expert ? &steps : &out->learned.steps,
        .first = out->learned.first,
        .second = out->learned.second,
        .back = settings->learning.rule == SW_LEARNING_MIRROR ? out->learned.back : NULL,
    };

    sw_settings_episode_scene(settings, &rules);
    sw_forecast_life_rules(schooling->forecasts, &rules);
    for (uint32_t time = 0; time < (expert ? 1 : settings->learning.times); time++)
        sw_forecast_life_learn(schooling->forecasts, &how, sw_settings_life_seed(settings),
                               generation, island, time * how.episodes, out->weights);
}

static void forget(struct sw_learned *learned)
{
    free(learned->first);
    free(learned->second);
    free(learned->back);
    *learned = (struct sw_learned){0};
}

/* Whether a generation is the first that an island lives under other laws. */
static bool begins_stage(const struct sw_breeder *breeder, uint64_t generation, uint32_t island)
{
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t stages = sw_schedule_taught(breeder->schedule, generation, island, stage);

    return stages > 1 && stage[stages - 1].from == generation;
}

/* Marks of the rules of other laws say nothing. */
static int begin_marks(const struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                       const struct sw_individual *before, struct sw_individual *out,
                       struct sw_error *error)
{
    if (!sw_schooling_has_priorities(breeder))
        return 0;
    out->marks = zeros_or_copy(begins_stage(breeder, generation, island) ? NULL : before->marks,
                               breeder->layout->floats, error);
    return out->marks == NULL ? -1 : 0;
}

/* In a generation without lessons what was learned before is kept for later ones. */
static int learn(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                 const struct sw_individual *before, struct sw_individual *out,
                 struct sw_error *error)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    bool born = settings->learning.inheritance == SW_INHERIT_BORN;
    bool anew = out->genes.feedback != before->genes.feedback;

    if (!sw_schooling_has_rule(breeder))
        return 0;
    if (begin_marks(breeder, generation, island, before, out, error) != 0 ||
        begin_learning(breeder, born ? NULL : &before->learned, anew, &out->learned, error) != 0)
        return -1;
    if (sw_settings_learns(settings, generation)) {
        if (breeder->schooling == NULL)
            return sw_fail(error, SW_EXIT_INTERNAL, "a parent is to learn, and has no worlds");
        if (born)
            out->birth = zeros_or_copy(out->weights, breeder->layout->floats, error);
        if (born && out->birth == NULL)
            return -1;
        if (sw_settings_forecast(settings) != NULL)
            study_forecasts(breeder, settings, generation, island, out);
        else if (draw_lessons(breeder, settings, generation, island, out->marks, error) != 0 ||
                 study(breeder, settings, generation, island, before, out, error) != 0)
            return -1;
        if (sw_schooling_foretells(breeder))
            study_forecasts(breeder, settings, generation, island, out);
    }
    if (born)
        forget(&out->learned);
    return 0;
}

/* The way back that a member's genes say, into the schooling: most members have that of the one
 * before. */
static void ready_feedback(const struct sw_breeder *breeder, struct sw_learning_genes genes)
{
    struct sw_schooling *schooling = breeder->schooling;

    if (schooling->back == NULL || schooling->feedback == genes.feedback)
        return;
    sw_study_feedback(breeder->layout, (enum sw_learning)breeder->settings->learning.rule,
                      sw_genes_seed(genes, breeder->settings->run.seed), schooling->back);
    schooling->feedback = genes.feedback;
}

int sw_genome_grow_up(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                      const struct sw_individual *parent, bool clone, struct sw_individual *out,
                      struct sw_error *error)
{
    const struct sw_gene_rule rule = sw_settings_genes(breeder->settings);

    if (!breeder->grows)
        return 0;
    if (breeder->schooling == NULL)
        return sw_fail(error, SW_EXIT_INTERNAL, "a member is to learn, and has no worlds");
    out->genes = clone
                     ? sw_genes_keep(&rule, parent->genes)
                     : sw_genes_inherit(&rule, parent->genes, breeder->settings->run.seed, out->id);
    ready_feedback(breeder, out->genes);
    return learn(breeder, generation, island, parent, out, error);
}

/* ---- keeping ---- */

/* Importance of a set of laws that ends with this parent, of mean 1 over all weights that moved: by
 * the mean squares of what moved them, of learning where it learned, else of evolution; where there
 * are none, all weights matter alike. */
static void add_importance(const struct sw_breeder *breeder, const struct sw_individual *parent,
                           float *importance)
{
    const struct sw_brain_layout *layout = breeder->layout;
    bool learned = parent->learned.second != NULL && parent->learned.steps > 0;
    const float *squares = learned ? parent->learned.second : parent->second;
    uint64_t moved = 0;
    double sum = 0;

    for (uint32_t t = 0; t < layout->tensors && squares != NULL; t++)
        sum += sw_importance_sum(layout->tensor[t].scale, squares + layout->tensor[t].offset,
                                 layout->tensor[t].rows * layout->tensor[t].stride, &moved);
    for (uint32_t t = 0; t < layout->tensors && sum > 0; t++)
        sw_importance_add(layout->tensor[t].scale, (double)moved / sum,
                          squares + layout->tensor[t].offset, importance + layout->tensor[t].offset,
                          layout->tensor[t].rows * layout->tensor[t].stride);
    for (uint32_t i = 0; i < layout->floats && !(sum > 0); i++)
        importance[i] += 1.0f;
}

/* What `out` keeps: what `before` keeps or, where other laws begin, what `before` is. */
static int hand_on(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                   const struct sw_individual *before, struct sw_individual *out,
                   struct sw_error *error)
{
    bool weighs = breeder->settings->keeping.way == SW_KEEPING_IMPORTANCE;
    bool begins = begins_stage(breeder, generation, island);
    const float *anchor = begins ? before->weights : before->anchor;
    uint32_t floats = breeder->layout->floats;

    if (anchor == NULL)
        return 0;
    out->anchor = zeros_or_copy(anchor, floats, error);
    if (weighs)
        out->importance = zeros_or_copy(before->importance, floats, error);
    if (out->anchor == NULL || (weighs && out->importance == NULL))
        return -1;
    if (weighs && begins)
        add_importance(breeder, before, out->importance);
    return 0;
}

static int keep(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                const struct sw_individual *before, struct sw_individual *out,
                struct sw_error *error)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    const struct sw_phase *phase = phase_at(settings, generation);
    float *twin = out->learned.back; /* there by the mirror alone */

    if ((settings->keeping.way != SW_KEEPING_ANCHOR &&
         settings->keeping.way != SW_KEEPING_IMPORTANCE) ||
        !sw_settings_puzzles(settings) || sw_taskfiles_needed(settings))
        return 0;
    if (hand_on(breeder, generation, island, before, out, error) != 0)
        return -1;
    for (uint32_t t = 0; t < breeder->layout->tensors && out->anchor != NULL; t++) {
        const struct sw_tensor *tensor = &breeder->layout->tensor[t];

        if (sw_phase_evolves(phase) & tensor->group)
            sw_pull((float)settings->keeping.strength, out->anchor + tensor->offset,
                    out->importance != NULL ? out->importance + tensor->offset : NULL,
                    out->weights + tensor->offset, twin != NULL ? twin + tensor->offset : NULL,
                    tensor->rows * tensor->stride);
    }
    return 0;
}

int sw_genome_learn(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                    const struct sw_individual *before, struct sw_individual *out,
                    struct sw_error *error)
{
    uint8_t expert = sw_genome_expert(breeder, generation, island);

    /* Evolution's step leaves what is held as it was. */
    for (uint32_t i = 0; i < breeder->layout->floats && breeder->owner != NULL; i++)
        if (sw_growth_holds(breeder->owner[i], expert))
            out->weights[i] = before->weights[i];
    if (learn(breeder, generation, island, before, out, error) != 0)
        return -1;
    return keep(breeder, generation, island, before, out, error);
}

/* ---- credit ---- */

/* Spread of the members' scores in one tick of a world. */
static float spread_of(const float *score, uint32_t members)
{
    double mean = 0, squares = 0;

    for (uint32_t i = 0; i < members; i++)
        mean += (double)score[i] / members;
    for (uint32_t i = 0; i < members; i++)
        squares += ((double)score[i] - mean) * ((double)score[i] - mean) / members;
    return (float)sqrt(squares);
}

/* Shares of all pairs in all ticks, as the scheme gives them by what a tick added. */
static void share_ticks(struct sw_breeder *breeder, const struct sw_settings *settings,
                        struct sw_strategy strategy, const float *observed, float *score)
{
    struct sw_selection selection = sw_genome_selection(breeder, settings, strategy);
    struct sw_candidates candidates = {.count = selection.members, .score = score};
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    uint32_t litters = sw_settings_litters(settings), most = sw_settings_litter(settings) / 2;
    float *to = breeder->schooling->credit;

    for (uint32_t at = 0; at < breeder->width; at++, to += (size_t)litters * SW_NOISE_PAIRS) {
        float spread;

        for (uint32_t i = 0; i < selection.members; i++)
            score[i] = observed[(size_t)i * breeder->width + at];
        spread = spread_of(score, selection.members);
        memset(to, 0, (size_t)litters * SW_NOISE_PAIRS * sizeof *to);
        if (spread == 0.0f)
            continue;
        sw_scheme_parents(scheme, breeder->selector, &selection, &candidates, NULL,
                          &breeder->choice);
        for (uint32_t i = 0; i < litters; i++)
            for (uint32_t j = 0; j < sw_litter_pairs(settings, i); j++)
                to[i * SW_NOISE_PAIRS + j] = spread * breeder->choice.share[i * most + j];
    }
}

int sw_genome_credit(struct sw_breeder *breeder, uint64_t generation, uint32_t island,
                     const struct sw_births *births, const float *observed,
                     const struct sw_individual *parent, struct sw_noise *const *noises,
                     struct sw_error *error)
{
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    const struct sw_phase *phase = phase_at(settings, generation);
    const struct sw_seat *seat = sw_game_editor(sw_game_row((enum sw_game_id)phase->game));
    struct sw_replay replay;
    /* The puzzles that were lived: drawn, and thought about, as in generation.c. */
    const struct sw_own_place place = {breeder->settings->run.seed, generation, island, false};
    const struct sw_batch_needs needs = {.teachers = sw_fitness_follows(phase->fitness),
                                         .replay = &replay,
                                         .families = settings->worlds.balance == SW_BALANCE_FAMILY,
                                         .lessons = settings->life.lessons};
    struct sw_schooling *schooling = breeder->schooling;
    const struct sw_noise **noise;
    const struct sw_worlds *worlds;
    float *score;
    int result = -1;

    if (schooling == NULL || observed == NULL)
        return sw_fail(error, SW_EXIT_INTERNAL, "credit is to be given, and nothing is known");
    if (sw_phase_owns(phase)) {
        const struct sw_own_rules rules = sw_settings_own(settings);

        sw_own_teacher_follow(schooling->own, &rules);
    }
    worlds = sw_world_sets_of(schooling->sets, settings, error);
    noise = sw_allocate(births->litters, sizeof *noise, "giving credit", error);
    score = sw_allocate_floats((size_t)settings->run.members, "giving credit", error);
    memset(breeder->gradient, 0, breeder->layout->floats * sizeof(float));
    if (worlds != NULL && noise != NULL && score != NULL &&
        sw_world_sets_replay(schooling->sets, breeder->schedule, generation, island, &replay,
                             error) == 0 &&
        sw_batch_life(schooling->lived, worlds, sw_settings_life_seed(settings), generation, island,
                      settings->run.islands, needs, error) == 0 &&
        (!sw_phase_owns(phase) || sw_own_teacher_teach(schooling->own, parent->weights, seat,
                                                       schooling->lived, &place, error) == 0)) {
        for (uint32_t i = 0; i < births->litters; i++) {
            noise[i] = noises == NULL ? NULL : noises[i];
            if (noise[i] != NULL)
                continue;
            sw_litter_noise(breeder, &births->litter[i], sw_litter_pairs(settings, i),
                            schooling->noise[i]);
            noise[i] = schooling->noise[i];
        }
        share_ticks(breeder, settings, births->strategy, observed, score);
        result = sw_lesson_credit(schooling->lesson, schooling->lived, seat, parent->weights, noise,
                                  births->litters, schooling->credit, SW_OBSERVED_WORLD_TICKS,
                                  sw_phase_evolves(phase) & (SW_GROUP_SIGHT | SW_GROUP_THOUGHT),
                                  breeder->gradient, error);
    }
    free(noise);
    free(score);
    return result;
}

#include "forecast/dream.h"

#include "agent/forecast_brain.h"

#include <stdlib.h>
#include <string.h>

struct sw_dream {
    struct sw_brain_layout layout; /* of the forecaster, over the weights of the whole brain */
    struct sw_forecast_mind *mind;
    struct sw_organism_edits edits; /* of those that forecast by organism */
    struct sw_dream_said said;
    struct sw_forecast_percept percept;
    uint8_t kind_fate[SW_FORECAST_KINDS_MAX], fate[SW_FORECAST_KINDS_MAX];
};

struct sw_dream *sw_dream_create(const struct sw_brain_layout *layout, struct sw_error *error)
{
    struct sw_dream *dream = sw_allocate(1, sizeof *dream, "making room to dream", error);

    if (dream == NULL)
        return NULL;
    sw_organism_edits_begin(&dream->edits);
    sw_foresight_view(layout, &dream->layout);
    dream->mind = sw_forecast_mind_create(&dream->layout, error);
    if (dream->mind != NULL)
        return dream;
    free(dream);
    return NULL;
}

void sw_dream_destroy(struct sw_dream *dream)
{
    if (dream != NULL)
        sw_forecast_mind_destroy(dream->mind);
    free(dream);
}

const struct sw_dream_said *sw_dream_said(const struct sw_dream *dream)
{
    return &dream->said;
}

static bool by_organism(const struct sw_dream *dream)
{
    return dream->mind->layout->shape.forecast.organisms != 0;
}

/* The likeliest fate of each cell, or word of each organism, of the percept. */
static void choose(struct sw_dream *dream, const float *weights)
{
    sw_forecast_mind_think(dream->mind, weights, &dream->percept);
    sw_forecast_mind_choose(dream->mind, &dream->percept, dream->kind_fate);
    for (uint32_t i = 0; i < dream->percept.cells; i++)
        dream->fate[i] = dream->kind_fate[dream->percept.kind[i]];
    dream->said.decisions += dream->percept.cells;
    dream->said.passes++;
}

/* By cell, in passes until no more change is expected. */
static void step_cells(struct sw_dream *dream, const float *weights, struct sw_outlook *now)
{
    struct sw_outlook next;
    bool going = true;

    while (going && dream->said.passes < SW_OUTLOOK_PASSES) {
        sw_outlook_perceive(now, NULL, &dream->percept);
        choose(dream, weights);
        going = sw_outlook_settle(now, dream->fate, &next) &&
                sw_verb_row(now->verb)->passes != SW_PASSES_ONE;
        *now = next;
    }
}

/* By organism, at once. */
static void step_organisms(struct sw_dream *dream, const float *weights, struct sw_outlook *now)
{
    struct sw_outlook_relations relations;
    struct sw_grid made;

    sw_relations_begin(&relations, now);
    sw_relations_find(&relations);
    sw_organism_perceive(&relations, NULL, &dream->percept);
    choose(dream, weights);
    for (uint32_t k = 0; k < relations.count; k++)
        dream->said.word[dream->fate[k]]++;
    sw_organism_settle(&dream->edits, &relations, dream->fate, &made);
    sw_grid_copy(&now->grid, &made);
}

void sw_dream_step(struct sw_dream *dream, const float *weights, const struct sw_episode_step *step,
                   const struct sw_grid *grid, struct sw_grid *out)
{
    struct sw_canvas canvas;

    sw_episode_begin(step, grid, &canvas);
    sw_dream_deed(dream, weights, &canvas, &step->deed, out);
}

void sw_dream_deed(struct sw_dream *dream, const float *weights, const struct sw_canvas *canvas,
                   const struct sw_deed *deed, struct sw_grid *out)
{
    struct sw_outlook now;

    memset(&dream->said, 0, sizeof dream->said);
    sw_outlook_of(canvas, deed, &now);
    (by_organism(dream) ? step_organisms : step_cells)(dream, weights, &now);
    sw_outlook_grid(&now, out);
}

void sw_dream_compare(const struct sw_grid *begin, const struct sw_grid *real,
                      const struct sw_grid *dreamt, struct sw_dream_depth *depth)
{
    depth->episodes++;
    depth->exact += sw_grid_equal(real, dreamt);
    depth->still += sw_grid_equal(real, begin);
    for (int y = 0; y < begin->height; y++)
        for (int x = 0; x < begin->width; x++) {
            uint8_t was = begin->cell[y][x], is = real->cell[y][x], seen = dreamt->cell[y][x];

            depth->changed += is != was;
            depth->right += is != was && seen == is;
            depth->false_changes += is == was && seen != is;
        }
}

static uint32_t deed_index(const struct sw_deed *list, uint32_t count, const struct sw_deed *deed)
{
    uint32_t i = 0;

    while (i + 1 < count && strcmp(list[i].name, deed->name) != 0)
        i++;
    return i;
}

/* Whether the search of the teacher finds words that say what a step makes of a grid. */
static bool sayable(const struct sw_dream *dream, const struct sw_episode_step *step,
                    const struct sw_grid *grid, const struct sw_grid *end)
{
    struct sw_outlook_relations relations;
    uint8_t word[SW_ORGANISMS_MAX];
    struct sw_outlook outlook;
    struct sw_canvas canvas;
    struct sw_grid turned;

    sw_episode_begin(step, grid, &canvas);
    sw_outlook_of(&canvas, &step->deed, &outlook);
    sw_relations_begin(&relations, &outlook);
    sw_relations_find(&relations);
    sw_outlook_turn(end, outlook.direction, &turned);
    return sw_organism_teach(&dream->edits, &relations, &turned, word, NULL) == 0;
}

/* What one step, the first of an episode, came to. */
static void count_deed(const struct sw_episode *episode, uint32_t at, const struct sw_grid *real,
                       const struct sw_grid *dreamt, bool said, struct sw_dream_tally *tally)
{
    struct sw_dream_depth one = {0};

    sw_dream_compare(&episode->grid, real, dreamt, &one);
    tally->done[at]++;
    tally->sayable[at] += said;
    tally->exact[at] += one.exact;
    tally->still[at] += one.still;
    tally->changed[at] += one.changed;
    tally->right[at] += one.right;
}

void sw_dream_episode(const struct sw_episode_rules *rules, uint64_t seed, uint64_t number,
                      uint32_t steps, struct sw_episode *out)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FORECAST_EXAMINATION, number, steps);

    sw_episode_draw(rules, &dice, steps, out);
}

void sw_dream_examine(struct sw_dream *dream, const float *weights,
                      const struct sw_episode_rules *rules, uint64_t seed, uint64_t first,
                      uint64_t count, uint32_t steps, struct sw_dream_tally *tally)
{
    struct sw_deed list[SW_DEEDS_MAX];
    uint32_t deeds = sw_deeds_list(list);

    for (uint64_t number = first; number < first + count; number++) {
        struct sw_episode episode;
        struct sw_grid real, dreamt, next;
        bool said = true;

        sw_dream_episode(rules, seed, number, steps, &episode);
        sw_grid_copy(&real, &episode.grid);
        sw_grid_copy(&dreamt, &episode.grid);
        for (uint32_t i = 0; i < steps; i++) {
            bool before = sw_grid_equal(&real, &dreamt);
            struct sw_grid was = real;

            sw_episode_do(&episode.step[i], &was, &real);
            sw_dream_step(dream, weights, &episode.step[i], &dreamt, &next);
            sw_grid_copy(&dreamt, &next);
            said = said && (!by_organism(dream) || (before && sw_grid_equal(&real, &dreamt)) ||
                            sayable(dream, &episode.step[i], &was, &real));
            tally->steps++;
            tally->passes += dream->said.passes;
            tally->decisions += dream->said.decisions;
            sw_dream_compare(&episode.grid, &real, &dreamt, &tally->depth[i]);
            tally->depth[i].sayable += said;
            if (i == 0)
                count_deed(&episode, deed_index(list, deeds, &episode.step[0].deed), &real, &dreamt,
                           said, tally);
        }
    }
}

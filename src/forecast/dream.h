/* dream.h - one forecaster lives episodes in its own forecasts, beside the world: how far dreams
 * hold. Local.
 */
#ifndef SW_FORECAST_DREAM_H
#define SW_FORECAST_DREAM_H

#include "agent/forecast_mind.h"
#include "world/forecast/episode.h"
#include "world/forecast/organism_edit.h"

struct sw_dream; /* opaque: a mind, and room for one canvas */

/* layout: of a forecaster, or of a brain with a forecast expert, whose weights are then the whole
 * brain's. NULL if memory is short. */
struct sw_dream *sw_dream_create(const struct sw_brain_layout *layout, struct sw_error *error);
void sw_dream_destroy(struct sw_dream *dream); /* NULL is fine */

/* What the forecaster believes that the step makes of the grid: by cell in passes until it expects
 * no more change, by organism at once. */
void sw_dream_step(struct sw_dream *dream, const float *weights, const struct sw_episode_step *step,
                   const struct sw_grid *grid, struct sw_grid *out);

/* The same of one deed on a canvas that has its selection and its hand. */
void sw_dream_deed(struct sw_dream *dream, const float *weights, const struct sw_canvas *canvas,
                   const struct sw_deed *deed, struct sw_grid *out);

/* What was said in the last step. */
struct sw_dream_said {
    uint32_t passes;
    uint32_t decisions;                   /* fates of cells, in all passes, or words of organisms */
    uint32_t word[SW_ORGANISM_EDITS_MAX]; /* of how many organisms each word was said */
};
const struct sw_dream_said *sw_dream_said(const struct sw_dream *dream); /* borrowed */

/* How many episodes were right after so many steps. */
struct sw_dream_depth {
    uint64_t episodes, exact, still; /* still: exact where nothing were believed to change */
    uint64_t changed, right;         /* cells that differ from the first scene, and those right */
    uint64_t false_changes;          /* cells changed in the dream alone */
    /* All steps so far could be said: by organism what the best words can say, by cell all. */
    uint64_t sayable;
};

struct sw_dream_tally {
    struct sw_dream_depth depth[SW_EPISODE_STEPS]; /* after 1, 2, ... steps */
    /* One step, by deed of sw_deeds_list: */
    uint64_t done[SW_DEEDS_MAX], exact[SW_DEEDS_MAX], still[SW_DEEDS_MAX];
    uint64_t changed[SW_DEEDS_MAX], right[SW_DEEDS_MAX]; /* cells */
    uint64_t sayable[SW_DEEDS_MAX];
    uint64_t steps, passes, decisions; /* of all */
};

/* Episode `number` of an examination, as sw_dream_examine lives it. rules: begun. */
void sw_dream_episode(const struct sw_episode_rules *rules, uint64_t seed, uint64_t number,
                      uint32_t steps, struct sw_episode *out);

/* Adds what a dream that began with a scene came to, beside what really came. */
void sw_dream_compare(const struct sw_grid *begin, const struct sw_grid *real,
                      const struct sw_grid *dreamt, struct sw_dream_depth *depth);

/* Lives episodes number first .. first + count - 1 of an examination, each of `steps` steps. The
 * deeds by name come from first steps. */
void sw_dream_examine(struct sw_dream *dream, const float *weights,
                      const struct sw_episode_rules *rules, uint64_t seed, uint64_t first,
                      uint64_t count, uint32_t steps, struct sw_dream_tally *tally);

#endif

/* context_exam.h - how much of a world is found out from what it shows: transitions that are asked
 * after 0, 1, 2, 4 and 8 have been shown, in worlds of combinations that no life has met. Local. */
#ifndef SW_FORECAST_CONTEXT_EXAM_H
#define SW_FORECAST_CONTEXT_EXAM_H

#include "forecast/context_life.h"

#define SW_CONTEXT_KNOWS 5u /* 0, 1, 2, 4, 8 transitions */

/* How many transitions have been shown. */
uint32_t sw_context_knows(uint32_t index);

/* What was asked after so many. */
struct sw_context_score {
    uint64_t asked, exact, still; /* still: exact where nothing were believed to change */
    uint64_t changed, right;      /* cells that change, and those right */
    uint64_t false_changes;       /* cells believed to change that do not */
};

/* What is examined. */
struct sw_context_exam {
    const struct sw_episode_rules *rules;
    enum sw_physics_pool pool;
    bool shuffled; /* what is shown is of another world: a control */
    uint64_t seed;
    /* How often it goes over all that it was shown, from the first transition to the last, before
     * anything is asked; 0 is 1. Fast weights move each time. */
    uint32_t passes;
};

struct sw_context_examiner; /* opaque: a mind, and room for one world */

/* layout: borrowed, with facts. NULL if memory is short. */
struct sw_context_examiner *sw_context_examiner_create(const struct sw_brain_layout *layout,
                                                       struct sw_error *error);
void sw_context_examiner_destroy(struct sw_context_examiner *examiner); /* NULL is fine */

/* The physics of world `number` of an examination. */
void sw_context_exam_set(const struct sw_context_exam *exam, uint64_t number,
                         struct sw_physics_set *out);

/* Shows the first `shown` transitions (at most SW_CONTEXT_SHOWN) of world `number`, or of another
 * where exam->shuffled, to a mind that knows nothing yet; who is told is told. Weights do not
 * change, and are borrowed until the next call. */
void sw_context_find_out(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                         const float *weights, uint64_t number, uint32_t shown);

/* What is believed to become of a canvas, by what has been found out last. */
void sw_context_imagine(struct sw_context_examiner *examiner, const struct sw_physics_deed *deed,
                        const struct sw_grid *from, struct sw_grid *to);

/* One world; adds to score[SW_CONTEXT_KNOWS]. Weights do not change. */
void sw_context_examine(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                        const float *weights, uint64_t number, struct sw_context_score *score);

#endif

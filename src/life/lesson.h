/* lesson.h - a life that teaches: one network goes through the puzzles of a batch under their
 * teachers, and what it should have done moves its weights (agent/study.h). Local.
 *
 * Puzzles are taken in steps of SW_LESSON_STEP, one after another: each is lived with the weights
 * that the step before has left. So what is learned is a function of the weights, the state and the
 * puzzles alone.
 */
#ifndef SW_LIFE_LESSON_H
#define SW_LIFE_LESSON_H

#include "agent/study.h"
#include "life/batch.h"
#include "life/game.h"
#include "life/refocus.h"
#include "life/tools.h"

struct sw_lesson; /* opaque: room to learn */

/* layout: borrowed. action_set: what the rows of the edit head stand for. */
struct sw_lesson *sw_lesson_create(const struct sw_brain_layout *layout,
                                   const struct sw_action_set *action_set, struct sw_error *error);
/* As sw_life_crew. */
void sw_lesson_crew(struct sw_lesson *lesson, uint32_t crew);
void sw_lesson_destroy(struct sw_lesson *lesson); /* NULL is fine */

/* How a life is learned from. */
struct sw_lesson_plan {
    enum sw_learning rule; /* not none */
    uint8_t learn;         /* groups of tensors that move */
    float rate;            /* length of a step, in units of each tensor's scale */
    float fade;            /* share that weights and the way back lose in a step, times the rate */
    uint32_t step;         /* puzzles of a step, a multiple of 32 */
    const uint8_t *heard;  /* [worlds][L] what a seat hears before it edits; NULL: nothing arrives;
                              borrowed */
    uint32_t waits; /* ticks that it thinks before it hears, whether or not anything arrives */
    const uint32_t
        *order; /* [count] numbers of the puzzles that are learned from; NULL: all; borrowed */
    uint32_t count;
    /* Which weights are held (agent/growth.h), and the expert that is taught; owner NULL: none is,
     * and the router chooses. [floats], borrowed. */
    const uint8_t *owner;
    uint8_t expert;
    float *met;  /* [worlds][M] room for sw_lesson_look, which alone asks for it; borrowed */
    float *each; /* [worlds] is told the teacher's log likelihood of each puzzle when it
                     was met; NULL: not asked; borrowed */
};

/* What learning remembers from life to life. Arrays are the caller's. */
struct sw_learned {
    uint64_t steps;        /* steps so far */
    float *first, *second; /* [floats] moments of Adam */
    float *back;           /* [sw_study_back()] the way back; moved by rule mirror alone */
};

/* What plan->met is told of the puzzles that plan says, with weights that nothing moves: a first
 * look, and one tick. -1 when out of memory. */
int sw_lesson_look(struct sw_lesson *lesson, const struct sw_lesson_plan *plan,
                   const struct sw_batch *batch, const struct sw_seat *seat, const float *weights,
                   struct sw_error *error);

/* Learns from puzzles of the batch in a seat that edits: moves the weights
 * and what is remembered. Every puzzle must have a teacher; one without is passed over. likelihood:
 * mean over puzzles of the teacher's log likelihood when it was met. -1 when out of memory. */
int sw_lesson_learn(struct sw_lesson *lesson, const struct sw_lesson_plan *plan,
                    const struct sw_batch *batch, const struct sw_seat *seat, float *weights,
                    struct sw_learned *learned, double *likelihood, struct sw_error *error);

/* gradient[...] += the credit of thresholds (agent/study.h) over a batch that the children of one
 * network have lived through. weights: theirs before they were mutated. noise: [litters]. share:
 * [worlds][ticks][litters * 16], of each pair how much better its first did than its second. -1
 * when out of memory. */
int sw_lesson_credit(struct sw_lesson *lesson, const struct sw_batch *batch,
                     const struct sw_seat *seat, const float *weights,
                     const struct sw_noise *const *noise, uint32_t litters, const float *share,
                     uint32_t ticks, uint8_t learn, float *gradient, struct sw_error *error);

#endif

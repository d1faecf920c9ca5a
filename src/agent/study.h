/* study.h - one network lives through 32 worlds under their teachers, remembers what each of its
 * units did in every tick, and learns from it: what learning within a life is made of.
 *
 * The forward pass is that of mind.h without noise, bit for bit. The error of a tick is, for each
 * edit, 1 if it is the teacher's, else 0, minus the own probability. A rule says how it reaches the
 * weights; every weight then moves by what stood before it (the activity) times the error that
 * reached the unit behind it. No time is unrolled: an error moves what its own tick did, and what
 * was seen then.
 *
 * - delta: the error moves the edit head and its bias (Widrow and Hoff 1960).
 * - broadcast: the error also reaches thought, memory and sight, each through a fixed random matrix
 *   of its own (Nokland 2016; Samadi, Lillicrap and Tweed 2017).
 * - mirror: it reaches each layer from the one above, through weights of the way back. These begin
 *   at random and change as those of the way forth do, and both fade alike, so they come to agree
 *   (Kolen and Pollack 1994; Akrout et al. 2019). Nothing is copied from the way forth.
 *
 * Hearing learns as sight does: what is heard lies where the output of sight does, and what reaches
 * it goes on to the table's rows of the tokens that were heard.
 *
 * All is summed in a fixed order by the kernel's loops: the same bits on every instruction set. All
 * functions are Local; a study is its caller's workspace.
 */
#ifndef SW_AGENT_STUDY_H
#define SW_AGENT_STUDY_H

#include "agent/mind.h"

/* Learning rules: id, name, what it is (the help of learning.rule, without a full stop). */
#define SW_LEARNING_ROWS(FIRST, ROW)                                                               \
    FIRST(SW_LEARNING_NONE, "none", "nobody learns within a life")                                 \
    ROW(SW_LEARNING_DELTA, "delta",                                                                \
        "the error, which is the teacher's edit minus the parent's own probabilities, moves the "  \
        "edit head alone (Widrow and Hoff 1960)")                                                  \
    ROW(SW_LEARNING_BROADCAST, "broadcast",                                                        \
        "the same error also reaches thought, memory and sight through fixed random matrices "     \
        "(Nokland 2016)")                                                                          \
    ROW(SW_LEARNING_MIRROR, "mirror",                                                              \
        "the error goes back layer by layer through separate feedback weights, which change and "  \
        "fade as the forward weights do (Kolen and Pollack 1994)")

#define SW_LEARNING_ID(id, ...) id,
enum sw_learning { SW_LEARNING_ROWS(SW_LEARNING_ID, SW_LEARNING_ID) SW_LEARNINGS };

struct sw_study; /* opaque */

/* layout: of a network, borrowed. NULL when out of memory. */
struct sw_study *sw_study_create(const struct sw_brain_layout *layout, struct sw_error *error);
void sw_study_destroy(struct sw_study *study); /* NULL is fine */

/* Begins 32 lives of one network: memory and eyes are empty, nothing is remembered. weights:
 * borrowed until the next beginning. */
void sw_study_begin(struct sw_study *study, const float *weights);

/* Of a brain that grows (agent/growth.h): the expert that thinks from the next beginning on;
 * SW_EXPERT_CHOSEN, so at first: the one that the gate chooses. */
void sw_study_by(struct sw_study *study, uint8_t expert);

/* As sw_mind_bar: up to the next beginning a row gives no probability to edits with barred[edit] !=
 * 0, and learns nothing of them. barred: [A], borrowed. */
void sw_study_bar(struct sw_study *study, uint32_t row, const uint8_t *barred);

/* [32][M] memory after the last tick; borrowed. */
const float *sw_study_memory(const struct sw_study *study);

/* Row `row` is shown a percept, from the next tick on until it is shown another. Rows see
 * demonstrations, or all of them see canvases without targets. Borrowed until the next beginning.
 * -1 when out of memory. */
int sw_study_see(struct sw_study *study, uint32_t row, const struct sw_percept *percept,
                 struct sw_error *error);

/* From the next tick on row r hears tokens[r], of [32][L]; SW_TOKEN_NOTHING as the first of them:
 * nothing. Once between two beginnings. */
void sw_study_hear(struct sw_study *study, const uint8_t *tokens);

/* One tick: row r thinks after the edit previous[r], and wanted[r] is its teacher's edit (rows of
 * the edit head, SW_EDIT_NONE: no edit yet; it rests from now on). likelihood[r]: log likelihood
 * of the wanted edit, 0 if it rests. -1 when out of memory. */
int sw_study_tick(struct sw_study *study, const uint16_t previous[SW_TILE],
                  const uint16_t wanted[SW_TILE], float likelihood[SW_TILE],
                  struct sw_error *error);

/* gradient[...] += what the ticks since the beginning teach, uphill, for the tensors of the groups
 * in `learn`. back: the weights of the way back ([floats]: of rule broadcast what
 * sw_study_feedback wrote, of mirror weights in the layout of the way forth; of delta NULL).
 * gradient: [floats], in the layout. */
void sw_study_learn(struct sw_study *study, enum sw_learning rule, const float *back, uint8_t learn,
                    float *gradient);

/* The same by credit, without a teacher's error: gradient[...] += for every weight the activity
 * before it times the credit of the threshold behind it, which is the sum over pairs of share *
 * what the pair added to the threshold. noise: [litters] of the children (thresholds alone,
 * SW_GROUP_THRESHOLDS); share: [ticks][32][litters * 16], how much better the first of a pair did
 * than the second in a row's tick. Ticks of the study behind `ticks` get none. -1 when out of
 * memory. */
int sw_study_credit(struct sw_study *study, const struct sw_noise *const *noise, uint32_t litters,
                    const float *share, uint32_t ticks, uint8_t learn, float *gradient,
                    struct sw_error *error);

/* How many floats the way back of a rule has; 0: none. */
uint32_t sw_study_back(const struct sw_brain_layout *layout, enum sw_learning rule);

/* Draws the way back of a rule. back: [sw_study_back()]. */
void sw_study_feedback(const struct sw_brain_layout *layout, enum sw_learning rule, uint64_t seed,
                       float *back);

#endif

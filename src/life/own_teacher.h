/* own_teacher.h - a parent teaches itself: what its thinking finds is the teacher of its puzzles.
 *
 *   puzzle ---thinking---> the first program that fits the demonstrations ---> its teacher
 *      |                     ones kept back are checked: if it fails on them, no teacher
 *      +--- nothing fits ---> no teacher; or a program that was tried in vain made something else,
 *                             and is right about that: the demonstrations get what it made as their
 *                             targets (hindsight)
 *
 * No teacher of the worlds and no target of a test is looked at. What comes of a batch is a
 * function of weights, rules, batch and place alone: the kernel is always the portable one. Search
 * whose finds train what guides it: expert iteration (Anthony, Tian and Barber 2017). Hindsight:
 * Andrychowicz et al. 2017, for programs Butt et al. 2024 ("CodeIt"). Local.
 */
#ifndef SW_LIFE_OWN_TEACHER_H
#define SW_LIFE_OWN_TEACHER_H

#include "life/batch.h"
#include "life/thinking.h"

/* What is met equally often among what was found: id, name, description. */
#define SW_OWN_BALANCE_ROWS(FIRST, ROW)                                                            \
    FIRST(SW_OWN_BALANCE_NONE, "none", "nothing: each puzzle once")                                \
    ROW(SW_OWN_BALANCE_PROGRAM, "program", "programs, so rare ones are kept")                      \
    ROW(SW_OWN_BALANCE_ACTS, "acts",                                                               \
        "families of programs: programs whose acts (edits that change the canvas) are the same")

enum sw_own_balance { SW_OWN_BALANCE_ROWS(SW_ROW_ID, SW_ROW_ID) SW_OWN_BALANCES };

struct sw_own_rules {
    struct sw_thinking_settings thinking;
    uint32_t held; /* demonstrations kept back from thinking, and checked afterwards */
    enum sw_own_balance balance;
    float hindsight; /* share of the puzzles for which nothing was found: 0..1 */
};

/* Where chance stands. seed: the run's. lessons: of a parent's lessons, else of lives. */
struct sw_own_place {
    uint64_t seed, generation;
    uint32_t island;
    bool lessons;
};

struct sw_own_teacher; /* opaque */

/* layout: borrowed. */
struct sw_own_teacher *sw_own_teacher_create(const struct sw_brain_layout *layout,
                                             const struct sw_action_set *action_set,
                                             const struct sw_own_rules *rules,
                                             struct sw_error *error);
void sw_own_teacher_destroy(struct sw_own_teacher *own); /* NULL is fine */

/* The rules from now on, which may differ from those before in held, thinking.spread and
 * thinking.brevity; what else they say does not count. */
void sw_own_teacher_follow(struct sw_own_teacher *own, const struct sw_own_rules *rules);

/* Gives every puzzle of the batch its own teacher or none (has_teacher, teacher), as the owner of
 * these weights finds it. A puzzle may come back with other targets (hindsight), and one that was
 * solved by several looks as what one of them did; then it is described anew. seat: sees
 * demonstrations. -1 when out of memory. */
int sw_own_teacher_teach(struct sw_own_teacher *own, const float *weights,
                         const struct sw_seat *seat, struct sw_batch *batch,
                         const struct sw_own_place *place, struct sw_error *error);

/* The puzzles of the batch taught last that have a teacher, in the order in which they are learned
 * from: as many as there are, balanced. order: [worlds] numbers of puzzles. Returns how many. */
uint32_t sw_own_teacher_order(struct sw_own_teacher *own, const struct sw_batch *batch,
                              uint64_t generation, uint32_t *order);

#endif

/* body_gain.h - what the seats of a world have come to when it is over, and the score of a member
 * from its seats in many worlds. Local.
 */
#ifndef SW_BODY_BODY_GAIN_H
#define SW_BODY_BODY_GAIN_H

#include "world/body/body_world.h"

/* What a member is scored by, in games without a task. id, name, what it is. */
#define SW_BODY_SCORE_ROWS(FIRST, ROW)                                                             \
    FIRST(SW_BODY_SCORE_ENERGY, "energy",                                                          \
          "what it gathers, and those that descend from it: meals that fed, less those that "      \
          "poisoned")                                                                              \
    ROW(SW_BODY_SCORE_SURVIVAL, "survival", "the share of the ticks of a life in which it lived")  \
    ROW(SW_BODY_SCORE_OFFSPRING, "offspring",                                                      \
        "how many bodies were born in the world that descend from it, in games that divide")       \
    ROW(SW_BODY_SCORE_LIVING, "living",                                                            \
        "how many live at the end of a life, itself and those that descend from it")

#define SW_BODY_SCORE_ID(id, ...) id,
enum sw_body_score { SW_BODY_SCORE_ROWS(SW_BODY_SCORE_ID, SW_BODY_SCORE_ID) SW_BODY_SCORES };

const char *sw_body_score_name(uint32_t score);

/* What a member has gathered so far, its own or its crews'. Zeroed: nothing yet. Sums of whole
 * numbers: the order in which worlds are added says nothing. */
struct sw_body_gain {
    int64_t gained, lost; /* units, of all seats that count */
    int64_t spoken;       /* units that their words cost */
    int64_t progress;     /* of tasks, in 1 / SW_BODY_WHOLE */
    int64_t reached;      /* the same without mistakes */
    int64_t lived, ticks; /* that its bodies lived, and could have */
    int64_t born;         /* that descend from its bodies */
    int64_t living;       /* of both, at the end */
    uint64_t chairs;      /* seats that it had at first, or that counted for it */
};

/* What a crew has reached where its progress is that, mistakes left out. */
int32_t sw_body_reached(const struct sw_body_world *world, int32_t progress);

/* Sums over worlds, or seats, as a score, 1 being all: mistakes count `mistakes` times. */
float sw_body_task_score(int64_t progress, int64_t reached, uint64_t worlds, float mistakes);

/* Adds a world that is over. gain: [seats] whose member each seat is that lived at first; NULL:
 * nobody asks. What those that were born gather counts for the seat that they descend from. shares:
 * a seat counts what its whole crew gathered. A task is the crew's in any case, and a guide, which
 * gathers nothing, counts what the others did. */
void sw_body_gain_add(const struct sw_body_world *world, bool shares,
                      struct sw_body_gain *const gain[SW_BODY_SEATS]);

/* Adds a world that was a lesson: all its seats have that in the place of progress. */
void sw_body_gain_add_lesson(const struct sw_body_world *world, int32_t progress,
                             struct sw_body_gain *const gain[SW_BODY_SEATS]);

/* The score of a member, as the mean over its seats. By energy: meals of a seat in a world, where
 * poison counts `poison` times and words what they cost; by survival: 0 to 1; by offspring: 0 to
 * the seats that are free at first; by living: to one more. Of a game with a task its progress in
 * any case, 1 being all, where mistakes count `poison` times. */
float sw_body_gain_score(const struct sw_body_gain *gain, const struct sw_body_game *game,
                         enum sw_body_score by, float poison);

/* The same of a game without a task. */
float sw_body_gain_by(const struct sw_body_gain *gain, enum sw_body_score by, float poison);

#endif

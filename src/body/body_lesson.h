/* body_lesson.h - lives that are lessons: a crew that knows how goes its way, and a brain that has
 * the seats is scored by how likely it holds the acts that are right for this crew. What bodies do is
 * given, what they say and hear is their own: so a word pays that makes the acts of its hearer
 * likelier. Local.
 *
 * This is the apprenticeship of Ross et al. (2011, arXiv:1011.0686); as a beginning that fades it
 * is the kickstarting of Schmitt et al. (2018, arXiv:1803.03835), with evolution in the place of
 * gradients. The crew slips now and then, as in Laskey et al. (2017, arXiv:1703.09327): a seat does
 * something else in some ticks, and what is asked stays what is right there. So lessons also show
 * how to come back to the way.
 */
#ifndef SW_BODY_BODY_LESSON_H
#define SW_BODY_BODY_LESSON_H

#include "agent/body_mind.h"
#include "world/body/body_task.h"

/* Of a seat in a tick: the act that is right, and the one that it takes. */
struct sw_body_asked {
    uint8_t right, done;
};

/* The worlds of a life, those of them that are lessons, and their ways. */
struct sw_body_school;

/* Of a game with a task. NULL if memory is short. */
struct sw_body_school *sw_body_school_create(const struct sw_body_game *game, uint32_t worlds,
                                             uint32_t ticks, struct sw_error *error);
void sw_body_school_destroy(struct sw_body_school *school); /* NULL is fine */
uint64_t sw_body_school_bytes(const struct sw_body_game *game, uint32_t worlds, uint32_t ticks);

/* World `number` is met, and is a lesson with probability `share`. drawn: a random number, of which
 * the lowest 8 bits count. begun: as it begins. */
void sw_body_school_meet(struct sw_body_school *school, uint32_t number,
                         const struct sw_body_world *begun, double share, uint32_t drawn);

/* A world that is lived. way: [ticks][seats]; NULL: it is no lesson. Borrowed from the school. */
struct sw_body_lesson {
    const struct sw_body_asked *way;
    uint32_t began; /* the tick at which its world began */
    int32_t acts;   /* that were asked for */
    int64_t points; /* for all of them */
};

/* Of world `number`, before it is lived. school: NULL: there are no lessons. */
struct sw_body_lesson sw_body_lesson_begin(const struct sw_body_school *school, uint32_t number);

/* A seat that row `row` of a mind has just thought for: what it gets for that, and the act in the
 * world that it does instead. Nothing changes in a world that is no lesson. */
void sw_body_lesson_hold(struct sw_body_lesson *lesson, const struct sw_body_world *world,
                         uint32_t seat, const struct sw_body_mind *mind, uint32_t row,
                         uint8_t *act);

/* What counts in the place of progress when it is over: SW_BODY_WHOLE if the right acts were
 * certain, 0 if they were as likely as any, less if less likely, not below -10 SW_BODY_WHOLE. */
int32_t sw_body_lesson_progress(const struct sw_body_lesson *lesson);

#endif

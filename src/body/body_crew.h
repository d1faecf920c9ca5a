/* body_crew.h - the members of a litter as crews: each seat of a world is another member, all
 * perceive, then act and speak at once, and each is scored by what it gathers itself, or by how far
 * its crews come with their task. Local.
 *
 * Every world is lived in copies, until each of the M members has had a seat in it:
 *
 *     copies = M / seats, rounded up;  seat s of copy c is member order[(c * seats + s) % M]
 *
 * where order is a permutation that the seed of the world draws. So who sits beside whom is another
 * in every world and generation, and the two worlds of a complementary pair have the same crews.
 * Where bodies divide these are the seats that live at first. Who is born into another one thinks
 * for itself (body_newborn.h), and counts for the member that it descends from.
 *
 * Where M is no multiple of the seats some members have more than one seat; a score is a mean.
 *
 *     member 0..M-1 ──► a mind each, with a row for each of its seats
 *     world  0..    ──► [copies][seats] bodies; row and member of each: struct chair
 */
#ifndef SW_BODY_BODY_CREW_H
#define SW_BODY_BODY_CREW_H

#include "agent/body_mind.h"
#include "agent/mutation.h"
#include "body/body_channel.h"
#include "body/body_gain.h"
#include "body/body_lesson.h"
#include "body/body_newborn.h"

struct sw_body_crew; /* opaque; has scratch */

struct sw_body_crew_rules {
    uint32_t ticks;
    bool shares; /* a score is that of the crew: the mean over its seats */
    enum sw_body_speech speech;
    enum sw_body_score score;
};

/* NULL if memory is short. */
struct sw_body_crew *sw_body_crew_create(const struct sw_brain_layout *layout,
                                         const struct sw_body_game *game,
                                         struct sw_body_crew_rules rules, struct sw_error *error);
void sw_body_crew_destroy(struct sw_body_crew *crew); /* NULL is fine */

/* Bytes that one takes, about. */
uint64_t sw_body_crew_bytes(const struct sw_body_game *game, uint32_t floats);

/* From now on: how much of the true values is given, where values are read from memory, and what
 * children differ by, where bodies divide. */
void sw_body_crew_lead(struct sw_body_crew *crew, float given, struct sw_body_mutation mutation);

/* The litter parent +- noise, members 0 .. 2 * pairs - 1, in all of `worlds` worlds that have just
 * begun, of which the school (NULL: there is none) says which are lessons. Score: as
 * sw_body_life_litter has it. score: [32], 0 of those who are no members. */
void sw_body_crew_litter(struct sw_body_crew *crew, const struct sw_body_world *begun,
                         uint32_t worlds, const struct sw_body_school *school, const float *parent,
                         const struct sw_noise *noise, uint32_t pairs, float poison, float *score);

#endif

/* generation_private.h - what the files of generation share. Local, but where they say Collective.
 */
#ifndef SW_POPULATION_GENERATION_PRIVATE_H
#define SW_POPULATION_GENERATION_PRIVATE_H

#include "population/generation.h"

/* Where a litter of the run stands among those of the islands that I host. */
size_t sw_hosted_litter(const struct sw_generation *generation, uint64_t litter);

/* The first row of one of my litters among the rows of all of them. */
size_t sw_rows_at(const struct sw_generation *generation, uint64_t litter);

/* Where what my litters say begins in said and heard. */
size_t sw_utterances_at(const struct sw_generation *generation, uint64_t litter);

/* Calls `work` for each brood that I host: litters side by side of one island and one parent. */
int sw_for_each_brood(struct sw_generation *generation, const struct sw_breeding *breeding,
                      int (*work)(struct sw_generation *generation,
                                  const struct sw_breeding *breeding, const struct sw_brood *brood,
                                  uint64_t first, uint32_t island, struct sw_error *error),
                      struct sw_error *error);

/* Whether the members of an island learn within their lives in this generation. */
bool sw_generation_grows(const struct sw_breeding *breeding, uint32_t island);

/* Such members share no sums: each of a brood is made and learns, and then `meet` is called with
 * what it has become. row: among those of all my litters. */
int sw_generation_grow(struct sw_generation *generation, const struct sw_breeding *breeding,
                       const struct sw_brood *brood, uint64_t first, uint32_t number,
                       int (*meet)(struct sw_generation *generation,
                                   const struct sw_breeding *breeding, uint32_t island,
                                   const float *weights, size_t row, struct sw_error *error),
                       struct sw_error *error);

/* Collective. Speakers speak of the present turn, and `heard` is what arrives: tokens go to the
 * ranks that seat the listeners; nothing else does. */
int sw_generation_converse(struct sw_generation *generation, const struct sw_breeding *breeding,
                           struct sw_error *error);

/* Local. The worlds of an island's life in the present phase, whether I host it or not. described:
 * as they are shown; else, and of a game by turns, what is shown is left to do. */
int sw_generation_draw(struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t island, bool described, struct sw_batch *batch,
                       struct sw_error *error);

void sw_strangers_destroy(struct sw_strangers *strangers);

/* Whether speech costs anything on some island. */
bool sw_speech_costs(const struct sw_breeding *breeding, const struct sw_phase *phase);

/* Local. Room for turns, if some phase plays a game by turns. */
int sw_generation_seat_turns(struct sw_generation *generation, struct sw_error *error);

/* Local. Turns of a life in a phase: as many as the laws in a row of any island, so that all ranks
 * take as many. */
uint32_t sw_generation_turns(const struct sw_breeding *breeding, const struct sw_phase *phase);

/* Local. The present turn of the worlds that I host is `turn`; where nobody takes turns the worlds
 * are left as they are. */
int sw_generation_take_turn(struct sw_generation *generation, const struct sw_phase *phase,
                            uint32_t turn, struct sw_error *error);

/* Local. Adds what the present turn came to; after the last one the rows are means over turns. */
void sw_generation_add_turn(struct sw_generation *generation, uint32_t turns);

/* Local. What the forecast experts of a brood come to in the deeds of their lives, into its scores:
 * with what they got in worlds, which is there (generation_gather.c). */
int sw_generation_foretell(struct sw_generation *generation, const struct sw_breeding *breeding,
                           const struct sw_brood *brood, uint64_t first, uint32_t island,
                           struct sw_error *error);

/* Local. Room for crews that come from islands. NULL if memory is short. */
struct sw_generation_crews *sw_generation_crews_create(const struct sw_generation *generation,
                                                       const struct sw_brain_layout *layout,
                                                       struct sw_error *error);
void sw_generation_crews_destroy(struct sw_generation_crews *crews); /* NULL is fine */

/* Collective among ranks that host the same island. Lives of all my members in such crews, and
 * their scores. A failure is a rank's own. */
int sw_generation_live_crews(struct sw_generation *generation, const struct sw_breeding *breeding,
                             struct sw_error *error);

/* Collective. From the rows of my litters to the litters of the islands that I host. talked:
 * whether speakers' costs count. */
int sw_generation_gather(struct sw_generation *generation, bool talked, struct sw_error *error);

/* Collective. The numbers of programs, from the rows of my litters to the islands that I host. */
int sw_generation_gather_programs(struct sw_generation *generation, struct sw_error *error);

/* Local. The probe worlds, and room for what is written there, if any are asked for. */
int sw_generation_seat_probes(struct sw_generation *generation, struct sw_error *error);

/* From litters to members: scores, and what was observed. relays: somebody speaks. */
void sw_generation_settle(struct sw_generation *generation, const struct sw_breeding *breeding,
                          bool relays);

#endif

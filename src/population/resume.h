/* resume.h - how all ranks stand where a run stopped: rank 0 gathers a message for each rank from
 * the store, and the ranks live together through what they hold. Local but where it says so; rank 0
 * alone has the store.
 */
#ifndef SW_POPULATION_RESUME_H
#define SW_POPULATION_RESUME_H

#include "population/breeding.h"
#include "store/store.h"

/* For which islands a message is, first..end-1, and which conditions of events the run has met
 * (sw_schedule_recall; NULL: it is asked here). */
struct sw_resume_part {
    uint32_t first, end;
    struct sw_schedule *recalled;
};

/* Everything that a rank needs to stand at the start of a completed generation, in one message: of
 * its islands the last keyframes, who stood then, and what members got since. Owned by the caller,
 * released by free(). */
void *sw_resume_gather(struct sw_store *store, const struct sw_settings *settings,
                       uint64_t generation, struct sw_resume_part part, size_t *size,
                       struct sw_error *error);

/* How many generations a stored run has completed. */
int sw_resume_generations(struct sw_store *store, uint64_t *out, struct sw_error *error);

/* Collective, with a message for the islands that the breeding hosts: restores the keyframes'
 * generation and lives through the scores since. The breeding stands at generation 0 before. A
 * failure of one rank fails on all. */
int sw_resume_restore(const void *message, size_t size, struct sw_breeding *breeding,
                      struct sw_error *error);

/* What one island got in a generation, from the store. score: [members], observed: [members][width]
 * (NULL: not asked for). A record that is missing is SW_EXIT_DAMAGED. */
int sw_resume_lived(struct sw_store *store, const struct sw_settings *settings, uint64_t generation,
                    uint32_t island, float *score, float *observed, struct sw_error *error);

/* The generation from whose keyframes a run goes on to stand at `generation`: the last in which
 * keyframes were due, or in which the run branched from another. -1 on failure. */
int sw_resume_base(struct sw_store *store, const struct sw_settings *settings, uint64_t generation,
                   uint64_t *base, struct sw_error *error);

/* Who stood on an island when generation `base` > 0 began, or earlier if it was refounded then,
 * with what they once got. Owned by the caller, each field by free(). */
int sw_resume_stood(struct sw_store *store, const struct sw_settings *settings, uint64_t base,
                    uint32_t island, struct sw_stood *out, struct sw_error *error);

/* What an island had of its own in the generation before `base` (1 or more) and has in base, by the
 * births and the refounding of the one before: as these settings count it. */
int sw_resume_strategy(struct sw_store *store, const struct sw_settings *settings, uint64_t base,
                       uint32_t island, struct sw_strategy out[2], struct sw_error *error);

/* From whom an island was refounded after a generation: 1, 0 if it was not, -1. */
int sw_resume_refounded(struct sw_store *store, uint64_t generation, uint32_t island,
                        struct sw_refounded *out, struct sw_error *error);

/* The scores of islands' parents in a generation that judged them. family: [islands]. */
int sw_resume_family(struct sw_store *store, const struct sw_settings *settings,
                     uint64_t generation, float *family, struct sw_error *error);

/* Which conditions of events a stored run has met: its statistics, observed again. generations: how
 * many are completed. It reads a record for each generation and island (about a microsecond each),
 * and nothing at all if no event waits for a condition. -1 if the statistics of one are missing or
 * damaged. */
int sw_schedule_recall(struct sw_schedule *schedule, struct sw_store *store, uint32_t islands,
                       uint64_t generations, struct sw_error *error);

#endif

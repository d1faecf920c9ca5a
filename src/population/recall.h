/* recall.h - which conditions a stored run has met: its statistics, observed again. Local.
 *
 * It reads a statistics record for each generation and island (about a microsecond each), and
 * nothing at all if no event waits for a condition. */
#ifndef SW_POPULATION_RECALL_H
#define SW_POPULATION_RECALL_H

#include "population/schedule.h"
#include "store/store.h"

/* `generations`: how many are completed. -1 if the statistics of one are missing or damaged. */
int sw_schedule_recall(struct sw_schedule *schedule, struct sw_store *store, uint32_t islands,
                       uint64_t generations, struct sw_error *error);

#endif

#include "population/recall.h"

int sw_schedule_recall(struct sw_schedule *schedule, struct sw_store *store, uint32_t islands,
                       uint64_t generations, struct sw_error *error)
{
    if (!sw_schedule_waits(schedule))
        return 0;
    for (uint64_t generation = 0; generation < generations; generation++)
        for (uint32_t island = 0; island < islands; island++) {
            struct sw_statistics statistics;
            const void *bytes;
            size_t size;
            int found =
                sw_store_get(store, SW_STORE_STATISTICS, generation, island, &bytes, &size, error);

            if (found == 0)
                return sw_fail(error, SW_EXIT_DAMAGED,
                               "the statistics of generation %llu on island %u are missing from "
                               "the store",
                               (unsigned long long)generation, island);
            if (found < 0 || sw_statistics_unpack(bytes, size, &statistics, error) != 0)
                return -1;
            sw_schedule_observe(schedule, generation, island, &statistics);
        }
    return 0;
}

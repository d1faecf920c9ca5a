#include "settings/niche.h"

#include <string.h>

uint32_t sw_schedule_niche(struct sw_schedule *schedule, uint64_t generation)
{
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t niche[SW_TAUGHT_MAX], different = 0;
    uint32_t count = sw_schedule_taught(schedule, generation, 0, stage);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = 0;

        while (strcmp(stage[first].laws, stage[i].laws) != 0)
            first++;
        niche[i] = first < i ? niche[first] : different++;
    }
    return niche[count - 1];
}

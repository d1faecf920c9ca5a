#include "selection/condition.h"

void sw_seen_island(struct sw_seen *seen, double best, double mean, uint8_t phase)
{
    bool first = seen->islands++ == 0;

    if (first || best > seen->best)
        seen->best = best;
    if (first || mean > seen->mean)
        seen->mean = mean;
    if (first || mean < seen->worst)
        seen->worst = mean;
    seen->phase = phase;
}

/* Whether a plateau has lasted long enough. */
static bool stands_still(const struct sw_condition *condition, struct sw_tracker *tracker,
                         uint64_t generation, uint8_t phase, double value)
{
    double gain = value - tracker->value;

    if (!tracker->begun || tracker->phase != phase || (gain > 0 && gain >= condition->bound))
        *tracker = (struct sw_tracker){true, phase, generation, value};
    return generation - tracker->since >= condition->patience;
}

bool sw_condition_met(const struct sw_condition *condition, struct sw_tracker *tracker,
                      uint64_t generation, const struct sw_seen *seen)
{
    double value = condition->measure == SW_WATCHED_BEST    ? seen->best
                   : condition->measure == SW_WATCHED_WORST ? seen->worst
                                                            : seen->mean;

    if (condition->measure == SW_WATCHED_SOLVE && !seen->solves)
        return false;
    switch (condition->comparison) {
    case SW_ABOVE:
        return value > condition->bound;
    case SW_AT_LEAST:
        return value >= condition->bound;
    case SW_BELOW:
        return value < condition->bound;
    case SW_AT_MOST:
        return value <= condition->bound;
    case SW_NO_GAIN:
        break;
    }
    return stands_still(condition, tracker, generation, seen->phase, value);
}

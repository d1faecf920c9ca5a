#include "selection/priority.h"

#include <math.h>
#include <string.h>

#define RECENT 0.33f
#define PAST   0.05f
#define EVEN   0.1 /* of all that is drawn, alike for all rules */

enum { MARKS = 3 };

static uint32_t rules_of(const float *marks)
{
    return (uint32_t)marks[0];
}

uint32_t sw_priority_floats(uint32_t rules)
{
    return 1 + MARKS * rules;
}

void sw_priority_begin(float *marks, uint32_t rules)
{
    if (rules_of(marks) == rules)
        return;
    memset(marks, 0, sw_priority_floats(rules) * sizeof *marks);
    marks[0] = (float)rules;
}

void sw_priority_note(enum sw_priority priority, float *marks, const uint32_t *rule,
                      const float *score, uint32_t count, uint64_t generation, double *room,
                      uint32_t *times)
{
    uint32_t rules = rules_of(marks);

    memset(room, 0, rules * sizeof *room);
    memset(times, 0, rules * sizeof *times);
    for (uint32_t i = 0; i < count; i++)
        if (rule[i] < rules) {
            room[rule[i]] += (double)score[i];
            times[rule[i]]++;
        }
    for (uint32_t i = 0; i < rules; i++) {
        float *mark = marks + 1 + MARKS * i, mean;

        if (times[i] == 0)
            continue;
        mean = (float)(room[i] / times[i]);
        mark[0] = mark[2] > 0 ? mark[0] + RECENT * (mean - mark[0]) : mean;
        if (priority == SW_PRIORITY_NOVELTY)
            mark[1] += (float)times[i];
        else
            mark[1] = mark[2] > 0 ? mark[1] + PAST * (mean - mark[1]) : mean;
        mark[2] = (float)(generation + 1);
    }
}

static double priority_of(enum sw_priority priority, const float *mark, uint64_t generation)
{
    switch (priority) {
    case SW_PRIORITY_REGRET:
        return mark[0] < 0 ? (double)-mark[0] : 0;
    case SW_PRIORITY_PROGRESS:
        return fabs((double)mark[0] - (double)mark[1]);
    case SW_PRIORITY_NOVELTY:
        return 1 / sqrt((double)mark[1]);
    default:
        return (double)(generation + 1) - (double)mark[2];
    }
}

void sw_priority_shares(enum sw_priority priority, const float *marks, uint64_t generation,
                        double *share)
{
    uint32_t rules = rules_of(marks);
    double most = 0, sum = 0;

    for (uint32_t i = 0; i < rules; i++) {
        const float *mark = marks + 1 + MARKS * i;

        share[i] = mark[2] > 0 ? priority_of(priority, mark, generation) : 0;
        most = share[i] > most ? share[i] : most;
    }
    most = most > 0 ? most : 1;
    for (uint32_t i = 0; i < rules; i++) {
        share[i] = marks[1 + MARKS * i + 2] > 0 ? share[i] : most;
        sum += share[i];
    }
    for (uint32_t i = 0; i < rules; i++)
        share[i] = sum > 0 ? EVEN / rules + (1 - EVEN) * share[i] / sum : 1.0 / rules;
}

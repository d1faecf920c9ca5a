/* selection_plain.h - plain second implementations of what schemes rank, for the island of
 * selection_island.h: sorted lists and loops, no scratch. */
#ifndef SW_TESTS_UNIT_SELECTION_SELECTION_PLAIN_H
#define SW_TESTS_UNIT_SELECTION_SELECTION_PLAIN_H

#include "tests/unit/selection/selection_island.h"

static inline double plain_distance(uint32_t one, uint32_t other)
{
    uint32_t width = island.candidates.width;
    double sum = 0;

    for (uint32_t i = 0; i < width; i++) {
        double apart =
            (double)island.observed[one * width + i] - (double)island.observed[other * width + i];

        sum += apart * apart;
    }
    return sqrt(sum);
}

static inline int plain_ascending(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;

    return (one > other) - (one < other);
}

/* All distances of one to the others, sorted; returns how many are among the nearest. */
static inline uint32_t plain_nearest(uint32_t one, double *distance)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < island.candidates.count; i++)
        if (i != one)
            distance[count++] = plain_distance(one, i);
    qsort(distance, count, sizeof *distance, plain_ascending);
    return count < island.selection.neighbours ? count : island.selection.neighbours;
}

static inline void plain_window(double *value)
{
    double low = INFINITY, high = -INFINITY;

    for (uint32_t i = 0; i < island.candidates.count; i++) {
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    for (uint32_t i = 0; i < island.candidates.count; i++)
        value[i] = high > low ? (value[i] - low) / (high - low) : 1;
}

static inline void plain_scores(double *value)
{
    for (uint32_t i = 0; i < island.candidates.count; i++)
        value[i] = (double)island.score[i];
}

static inline void plain_shared(double *value)
{
    static double distance[ISLAND_MOST];
    uint32_t count = island.candidates.count;
    double radius = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t found = plain_nearest(i, distance);

        radius += found > 0 ? distance[found - 1] : 0;
    }
    radius /= count;
    plain_scores(value);
    plain_window(value);
    for (uint32_t i = 0; i < count; i++) {
        double niche = 0;

        for (uint32_t j = 0; j < count; j++) {
            double apart = plain_distance(i, j);

            if (apart < radius)
                niche += 1 - apart / radius;
            else if (apart == 0)
                niche += 1;
        }
        value[i] /= niche;
    }
}

static inline void plain_novel(double *value)
{
    static double distance[ISLAND_MOST], score[ISLAND_MOST];
    double weight = island.selection.novelty;

    for (uint32_t i = 0; i < island.candidates.count; i++) {
        uint32_t found = plain_nearest(i, distance);

        value[i] = 0;
        for (uint32_t j = 0; j < found; j++)
            value[i] += distance[j];
        value[i] = found > 0 ? value[i] / found : 0;
    }
    plain_window(value);
    plain_scores(score);
    plain_window(score);
    for (uint32_t i = 0; i < island.candidates.count; i++)
        value[i] = (1 - weight) * score[i] + weight * value[i];
}

/* Whether one is nowhere worse and somewhere better. */
static inline bool plain_dominates(uint32_t one, uint32_t other)
{
    uint32_t width = island.candidates.width;
    const float *a = width > 0 ? island.observed + one * width : island.score + one;
    const float *b = width > 0 ? island.observed + other * width : island.score + other;
    bool better = false;

    for (uint32_t i = 0; i < (width > 0 ? width : 1); i++) {
        if (a[i] < b[i])
            return false;
        better |= a[i] > b[i];
    }
    return better;
}

/* Fronts by taking away, again and again, whoever is dominated by nobody who is left. */
static inline void plain_fronts(uint32_t *front)
{
    uint32_t count = island.candidates.count, done = 0;

    for (uint32_t i = 0; i < count; i++)
        front[i] = UINT32_MAX;
    for (uint32_t number = 0; done < count; number++)
        for (uint32_t i = 0; i < count; i++) {
            bool dominated = false;

            for (uint32_t j = 0; j < count && front[i] == UINT32_MAX && !dominated; j++)
                dominated = front[j] >= number && plain_dominates(j, i);
            if (front[i] == UINT32_MAX && !dominated) {
                front[i] = number;
                done++;
            }
        }
}

/* Crowding distance of one: by objective, the gap between those before and after it in its front,
 * ordered by value and index; infinite at the ends. */
static inline double plain_crowding(const uint32_t *front, uint32_t one)
{
    uint32_t width = island.candidates.width, count = island.candidates.count;
    double sum = 0;

    for (uint32_t k = 0; k < (width > 0 ? width : 1); k++) {
        double low = INFINITY, high = -INFINITY, before = -INFINITY, after = INFINITY;
        double here = (double)(width > 0 ? island.observed[one * width + k] : island.score[one]);
        bool first = true, last = true;

        for (uint32_t i = 0; i < count; i++) {
            double value = (double)(width > 0 ? island.observed[i * width + k] : island.score[i]);

            if (front[i] != front[one])
                continue;
            low = fmin(low, value);
            high = fmax(high, value);
            if (i == one)
                continue;
            if (value < here || (value == here && i < one)) {
                first = false;
                before = fmax(before, value);
            } else {
                last = false;
                after = fmin(after, value);
            }
        }
        if (first || last)
            return INFINITY;
        sum += high > low ? (after - before) / (high - low) : 0;
    }
    return sum;
}

/* Minus the place in the order of front, crowding distance, index. */
static inline void plain_pareto(double *value)
{
    static uint32_t front[ISLAND_MOST];
    static double crowding[ISLAND_MOST];
    uint32_t count = island.candidates.count;

    plain_fronts(front);
    for (uint32_t i = 0; i < count; i++)
        crowding[i] = plain_crowding(front, i);
    for (uint32_t i = 0; i < count; i++) {
        value[i] = 0;
        for (uint32_t j = 0; j < count; j++)
            value[i] -= front[j] < front[i] ||
                        (front[j] == front[i] &&
                         (crowding[j] > crowding[i] || (crowding[j] == crowding[i] && j < i)));
    }
}

/* What a scheme ranks. */
static inline void plain_value(const char *name, double *value)
{
    if (strcmp(name, "sharing") == 0)
        plain_shared(value);
    else if (strcmp(name, "novelty") == 0)
        plain_novel(value);
    else if (strcmp(name, "nsga-ii") == 0)
        plain_pareto(value);
    else
        plain_scores(value);
}

/* Whether one comes before the other: by value, ties to the lower index. */
static inline bool plain_before(const double *value, uint32_t one, uint32_t other)
{
    return value[one] > value[other] || (value[one] == value[other] && one < other);
}

/* Births fall from the best of the scheme's own order to the worst. */
static inline void check_births_follow(const char *name)
{
    static double value[ISLAND_MOST];

    island.selection.pressure = 0.5;
    island_choose(name, 0);
    plain_value(name, value);
    for (uint32_t i = 0; i < island.candidates.count; i++)
        for (uint32_t j = 0; j < island.candidates.count; j++)
            if (plain_before(value, i, j) && island.expected[i] <= island.expected[j])
                ck_abort_msg("%s: %u comes before %u and expects %g, not more than %g", name, i, j,
                             (double)island.expected[i], (double)island.expected[j]);
}

/* Survivors are the best of `from`.. by a value: so many, ascending. */
static inline void check_best_survive(const double *value, uint32_t from, uint32_t survivors)
{
    uint32_t count = island.candidates.count - from, most = island.selection.standing_most, at = 0;

    ck_assert_uint_eq(survivors, count < most ? count : most);
    for (uint32_t i = from; i < island.candidates.count; i++) {
        uint32_t before = 0;

        for (uint32_t j = from; j < island.candidates.count; j++)
            before += j != i && plain_before(value, j, i);
        if (before < most)
            ck_assert_uint_eq(island.survivor[at++], i);
    }
    ck_assert_uint_eq(at, survivors);
}

#endif

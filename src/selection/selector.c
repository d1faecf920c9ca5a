/* The scratch of schemes, and parents drawn from a distribution on an order. */
#include "selection/scheme_private.h"

#include <stdlib.h>
#include <string.h>

static const char what[] = "making a selector";

static size_t at_least(size_t count, size_t least)
{
    return count > least ? count : least;
}

static bool create_arrays(struct sw_selector *selector, struct sw_error *error)
{
    size_t most = at_least(selector->most, 1), width = at_least(selector->width, 1);
    const struct {
        void *array;
        size_t count, size;
    } arrays[] = {
        {&selector->order, most, sizeof(uint32_t)},
        {&selector->best, most, sizeof(uint32_t)},
        {&selector->front, most, sizeof(uint32_t)},
        {&selector->cell, most, sizeof(uint32_t)},
        {&selector->champion, at_least(most, SW_CELLS_MAX), sizeof(uint32_t)},
        {&selector->rank, most, sizeof(float)},
        {&selector->value, most, sizeof(double)},
        {&selector->crowding, most, sizeof(double)},
        {&selector->cumulative, most, sizeof(double)},
        {&selector->nearest, SW_NEIGHBOURS_MAX, sizeof(double)},
        {&selector->cases, width, sizeof(uint32_t)},
        {&selector->sequence, width, sizeof(uint32_t)},
        {&selector->epsilon, width, sizeof(double)},
        {&selector->centroid, 2 * (size_t)SW_CELLS_MAX * SW_BEHAVIOUR_MAX, sizeof(double)},
    };

    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        void *made = sw_allocate(arrays[i].count, arrays[i].size, what, error);

        if (made == NULL)
            return false;
        memcpy(arrays[i].array, &made, sizeof made);
    }
    return true;
}

struct sw_selector *sw_selector_create(uint32_t candidates, uint32_t width, uint32_t litters,
                                       struct sw_error *error)
{
    struct sw_selector *selector = sw_allocate(1, sizeof *selector, what, error);

    if (selector == NULL)
        return NULL;
    selector->most = candidates;
    selector->width = width;
    selector->litters = litters;
    if (!create_arrays(selector, error)) {
        sw_selector_destroy(selector);
        return NULL;
    }
    return selector;
}

void sw_selector_destroy(struct sw_selector *selector)
{
    if (selector == NULL)
        return;
    free(selector->order);
    free(selector->best);
    free(selector->front);
    free(selector->cell);
    free(selector->champion);
    free(selector->rank);
    free(selector->value);
    free(selector->crowding);
    free(selector->cumulative);
    free(selector->nearest);
    free(selector->cases);
    free(selector->sequence);
    free(selector->epsilon);
    free(selector->centroid);
    free(selector);
}

double sw_dice_double(struct sw_dice *dice)
{
    uint64_t high = sw_dice_bits(dice), low = sw_dice_bits(dice);

    return (double)((high << 32 | low) >> 11) * 0x1p-53;
}

/* The first place whose cumulative share is above u. */
static uint32_t place_of(const double *cumulative, uint32_t count, double u)
{
    uint32_t low = 0, high = count - 1;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (cumulative[middle] > u)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Stochastic universal sampling (Baker 1987): one throw, then equal steps. */
static void draw_from(const struct sw_selector *selector, const struct sw_selection *selection,
                      uint32_t count, uint32_t elites, struct sw_dice *dice,
                      struct sw_choice *choice)
{
    uint32_t drawn = selection->litters - elites;
    double offset = sw_dice_double(dice);

    for (uint32_t i = 0; i < selection->litters; i++) {
        double u = sw_dice_double(dice);

        if (i < elites)
            continue;
        if (selection->universal)
            u = (i - elites + offset) / drawn;
        choice->parent[i] = selector->order[place_of(selector->cumulative, count, u)];
    }
}

void sw_draw_mates(const struct sw_selector *selector, const struct sw_selection *selection,
                   uint32_t count, struct sw_dice *dice, struct sw_choice *choice)
{
    for (uint32_t i = 0; i < selection->litters; i++) {
        double crossed = sw_dice_double(dice), u = sw_dice_double(dice);

        choice->mate[i] = choice->parent[i];
        if (!choice->clone[i] && crossed < selection->crossover)
            choice->mate[i] = selector->order[place_of(selector->cumulative, count, u)];
    }
}

void sw_take_elites(struct sw_selector *selector, const struct sw_selection *selection,
                    const struct sw_candidates *candidates, uint32_t elites,
                    struct sw_choice *choice)
{
    float one = 1.0f / (float)selection->litters;

    if (elites > 0)
        sw_order_by_score(candidates->score, candidates->count, selector->best);
    for (uint32_t i = 0; i < selection->litters; i++) {
        choice->clone[i] = i < elites;
        if (i >= elites)
            continue;
        choice->parent[i] = choice->mate[i] = selector->best[i % candidates->count];
        choice->expected[choice->parent[i]] += one;
    }
}

uint32_t sw_elites_of(const struct sw_selection *selection)
{
    return selection->elites < selection->litters ? selection->elites : selection->litters - 1;
}

void sw_draw_parents(struct sw_selector *selector, const struct sw_selection *selection,
                     const struct sw_candidates *candidates, uint32_t elites, struct sw_dice *dice,
                     struct sw_choice *choice)
{
    double drawn = (double)(selection->litters - elites) / selection->litters, last = 0;

    for (uint32_t i = 0; i < candidates->count; i++) {
        choice->expected[selector->order[i]] = (float)(drawn * (selector->cumulative[i] - last));
        last = selector->cumulative[i];
    }
    sw_take_elites(selector, selection, candidates, elites, choice);
    draw_from(selector, selection, candidates->count, elites, dice, choice);
    sw_draw_mates(selector, selection, candidates->count, dice, choice);
}

#include "population/kin.h"

#include <stdlib.h>
#include <string.h>

/* The weight of the others' steps in the present generation: one for all islands. */
static double share_of(const struct sw_breeding *breeding)
{
    return sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0)->families_share;
}

bool sw_kin_share(const struct sw_breeding *breeding)
{
    bool recombines = false;

    for (uint32_t i = 0; i < breeding->islands; i++)
        recombines |= breeding->island[i].births.recombines;
    return recombines && breeding->islands > 1 && share_of(breeding) > 0;
}

static bool kin(const struct sw_breeding *breeding, const struct sw_individual *made, uint32_t a,
                uint32_t b)
{
    return breeding->island[a].births.recombines && breeding->island[b].births.recombines &&
           (breeding->settings->families_founder == SW_FOUNDER_ONE || made[a].line == made[b].line);
}

/* The sum of the steps of one line (or of all islands), in the order of islands. */
static void sum_steps(const struct sw_breeding *breeding, const struct sw_individual *made,
                      uint32_t first, float *sum)
{
    uint32_t floats = breeding->breeder->layout->floats;

    memset(sum, 0, floats * sizeof *sum);
    for (uint32_t j = first; j < breeding->islands; j++) {
        const float *old;

        if (!kin(breeding, made, first, j))
            continue;
        old = breeding->island[j].parent[0].weights;
        for (uint32_t k = 0; k < floats; k++)
            sum[k] += made[j].weights[k] - old[k];
    }
}

/* sum: of all kin, the island's own step among them. */
static void move(const struct sw_breeding *breeding, uint32_t island, const float *sum,
                 struct sw_individual *made)
{
    const float *old = breeding->island[island].parent[0].weights;
    float share = (float)share_of(breeding);

    for (uint32_t k = 0; k < breeding->breeder->layout->floats; k++)
        made->weights[k] += share * (sum[k] - (made->weights[k] - old[k]));
}

int sw_kin_move(const struct sw_breeding *breeding, struct sw_individual *made,
                struct sw_error *error)
{
    uint32_t islands = breeding->islands;
    float *sum = sw_allocate_floats(breeding->breeder->layout->floats, "sharing steps", error);
    bool *moved = sw_allocate(islands, sizeof *moved, "sharing steps", error);
    int result = sum == NULL || moved == NULL ? -1 : 0;

    for (uint32_t i = 0; i < islands && result == 0; i++) {
        if (moved[i])
            continue;
        sum_steps(breeding, made, i, sum);
        for (uint32_t j = i; j < islands; j++)
            if (kin(breeding, made, i, j)) {
                move(breeding, j, sum, &made[j]);
                moved[j] = true;
            }
    }
    free(sum);
    free(moved);
    return result;
}

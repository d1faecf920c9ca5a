#include "population/kin.h"

#include <stdlib.h>
#include <string.h>

/* The weight of the others' steps in the present generation: one for all islands. */
static double share_of(const struct sw_breeding *breeding)
{
    return sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0)->families.share;
}

static bool recombines(const struct sw_breeding *breeding, uint32_t island)
{
    return sw_schedule_scheme(breeding->breeder->schedule, breeding->generation, island)
        ->recombines;
}

bool sw_kin_share(const struct sw_breeding *breeding)
{
    bool any = false;

    if (breeding->islands == 1 || share_of(breeding) <= 0)
        return false;
    for (uint32_t i = 0; i < breeding->islands && !any; i++)
        any = recombines(breeding, i);
    return any;
}

/* Islands that move together, and what their sums run over. */
struct kindred {
    const struct sw_breeding *breeding;
    struct sw_individual *made; /* [hosted] */
    bool *recombines;           /* [islands] */
    uint32_t *line;             /* [islands] that each descends from; NULL: all are kin */
    bool *moved;                /* [islands] */
    uint32_t *rank;             /* [ranks] that host the kin of one line */
    float *sum;
    uint32_t first; /* the first island of the line */
};

static bool kin(const struct kindred *kindred, uint32_t island)
{
    return kindred->recombines[island] &&
           (kindred->line == NULL || kindred->line[island] == kindred->line[kindred->first]);
}

static const float *old_weights(const struct kindred *kindred, uint32_t island)
{
    return sw_breeding_island(kindred->breeding, island)->parent[0].weights;
}

static struct sw_individual *made_on(const struct kindred *kindred, uint32_t island)
{
    return &kindred->made[island - kindred->breeding->hosting.first_island];
}

/* The steps of the kin whose home is here, in the order of islands. */
static void add_steps(void *context, float *sum, uint32_t first, uint32_t end)
{
    const struct kindred *kindred = context;
    const struct sw_hosting *hosting = &kindred->breeding->hosting;

    for (uint32_t i = hosting->first_home; i < hosting->end_home; i++) {
        const float *made, *old;

        if (i < kindred->first || !kin(kindred, i))
            continue;
        made = made_on(kindred, i)->weights;
        old = old_weights(kindred, i);
        for (uint32_t k = first; k < end; k++)
            sum[k] += made[k] - old[k];
    }
}

/* The ranks that host an island of the line, in order; whether this is one of them. */
static bool ranks_of(const struct kindred *kindred, uint32_t *count)
{
    const struct sw_hosting *hosting = &kindred->breeding->hosting;
    bool here = false;

    *count = 0;
    for (uint32_t i = kindred->first; i < hosting->islands; i++) {
        uint32_t rank, end;

        if (!kin(kindred, i))
            continue;
        sw_hosting_ranks(hosting, i, &rank, &end);
        if (*count > 0 && rank <= kindred->rank[*count - 1])
            rank = kindred->rank[*count - 1] + 1;
        for (; rank < end; rank++) {
            kindred->rank[(*count)++] = rank;
            here |= rank == hosting->rank;
        }
    }
    return here;
}

/* The sum of the steps of one line, in the order of islands. */
static void sum_steps(struct kindred *kindred, uint32_t ranks)
{
    uint32_t floats = kindred->breeding->breeder->layout->floats;

    if (ranks > 1) {
        sw_exchange_add_up(kindred->breeding->exchange, kindred->rank, ranks, kindred->sum, floats,
                           add_steps, kindred);
        return;
    }
    memset(kindred->sum, 0, floats * sizeof *kindred->sum);
    add_steps(kindred, kindred->sum, 0, floats);
}

/* By the sum of all kin, the island's own step among them. */
static void move(const struct kindred *kindred, uint32_t island)
{
    const float *old = old_weights(kindred, island), *sum = kindred->sum;
    float share = (float)share_of(kindred->breeding), *made = made_on(kindred, island)->weights;

    for (uint32_t k = 0; k < kindred->breeding->breeder->layout->floats; k++)
        made[k] += share * (sum[k] - (made[k] - old[k]));
}

static void move_line(struct kindred *kindred)
{
    const struct sw_breeding *breeding = kindred->breeding;
    uint32_t ranks;
    bool here = ranks_of(kindred, &ranks);

    if (here)
        sum_steps(kindred, ranks);
    for (uint32_t i = kindred->first; i < breeding->islands; i++) {
        if (!kin(kindred, i))
            continue;
        kindred->moved[i] = true;
        if (sw_hosting_here(&breeding->hosting, i))
            move(kindred, i);
    }
}

/* Collective. Whom each island descends from, where that says who is kin. */
static int tell_lines(struct kindred *kindred, int failed, struct sw_error *error)
{
    const struct sw_breeding *breeding = kindred->breeding;
    const struct sw_hosting *hosting = &breeding->hosting;
    uint32_t homes = hosting->end_home - hosting->first_home, *mine;
    size_t size = homes * sizeof *mine;
    void *all = NULL;

    if (breeding->settings->families.founder == SW_FOUNDER_ONE)
        return breeding->exchange == NULL ? (failed ? -1 : 0)
                                          : sw_exchange_agree(breeding->exchange, failed, error);
    mine = sw_allocate((size_t)homes + 1, sizeof *mine, "sharing steps", error);
    failed |= mine == NULL;
    for (uint32_t i = 0; i < homes && !failed; i++)
        mine[i] = sw_breeding_island(breeding, hosting->first_home + i)->parent[0].line;
    if (breeding->exchange == NULL) {
        kindred->line = mine;
        return failed ? -1 : 0;
    }
    failed = sw_exchange_all(breeding->exchange, SW_TRAFFIC_PLANS, failed, mine, size, &all, &size,
                             error);
    free(mine);
    kindred->line = all;
    return failed;
}

int sw_kin_move(const struct sw_breeding *breeding, struct sw_individual *made, int failed,
                struct sw_error *error)
{
    static const char what[] = "sharing steps";
    struct kindred kindred = {.breeding = breeding, .made = made};

    kindred.sum = sw_allocate_floats(breeding->breeder->layout->floats, what, error);
    kindred.moved = sw_allocate(breeding->islands, sizeof *kindred.moved, what, error);
    kindred.recombines = sw_allocate(breeding->islands, sizeof *kindred.recombines, what, error);
    kindred.rank = sw_allocate(breeding->hosting.ranks, sizeof *kindred.rank, what, error);
    failed |= kindred.sum == NULL || kindred.moved == NULL || kindred.rank == NULL ||
              kindred.recombines == NULL;
    for (uint32_t i = 0; i < breeding->islands && !failed; i++)
        kindred.recombines[i] = recombines(breeding, i);
    failed = tell_lines(&kindred, failed, error);
    for (uint32_t i = 0; i < breeding->islands && !failed; i++) {
        kindred.first = i;
        if (!kindred.moved[i] && kin(&kindred, i))
            move_line(&kindred);
    }
    free(kindred.sum);
    free(kindred.moved);
    free(kindred.recombines);
    free(kindred.rank);
    free(kindred.line);
    return failed;
}

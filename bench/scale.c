#include "bench/scale.h"

#include <math.h>

#define GOOD 0.9 /* efficiency */

#define NAME_OF(id, name) [id] = (name),

const char *sw_loss_name(enum sw_loss loss)
{
    static const char *const names[SW_LOSSES] = {SW_LOSS_ROWS(NAME_OF)};

    return names[loss];
}

/* How the litters of a run fall to ranks. */
struct share {
    double litters, most; /* all; those of the busiest rank */
    double hosted;        /* the most islands of a rank */
    double hosts;         /* the most ranks of an island */
    double island;        /* litters of one */
};

static struct share share_of(const struct sw_scale_run *run)
{
    double ranks = (double)run->ranks, islands = (double)run->islands;
    struct share share;

    share.island = ceil((double)run->members / islands / run->litter);
    share.litters = islands * share.island;
    share.most = ceil(share.litters / ranks);
    share.hosted = ceil(share.most / share.island);
    share.hosts = ceil(share.island / share.most);
    /* Where blocks do not end with islands a rank has the end of one and the beginning of another.
     */
    if (fmod(share.litters, ranks) != 0 ||
        (fmod(share.most, share.island) != 0 && fmod(share.island, share.most) != 0)) {
        share.hosted = floor((share.most + share.island - 2) / share.island) + 1;
        share.hosts = floor((share.island + share.most - 2) / share.most) + 1;
    }
    share.hosted = share.hosted < islands ? share.hosted : islands;
    share.hosts = share.hosts < ranks ? share.hosts : ranks;
    return share;
}

/* What one rank would do for all, the store apart. */
static double work_alone(const struct sw_scale_costs *costs, const struct sw_scale_run *run)
{
    return (double)run->islands * (costs->island + costs->step + costs->pack_island) +
           (double)run->members * (costs->member + costs->recombine + costs->pack);
}

static double store_of(const struct sw_scale_costs *costs, const struct sw_scale_run *run)
{
    return (double)run->islands * costs->put_island + (double)run->members * costs->put +
           costs->commit;
}

static double records_of(const struct sw_scale_costs *costs, const struct sw_scale_run *run)
{
    return (double)run->islands * costs->record_island + (double)run->members * costs->record;
}

/* The bytes of records that rank 0 hears: those of islands of which it is not the home itself. */
static double crossing(const struct sw_scale_costs *costs, const struct sw_scale_run *run,
                       const struct share *share)
{
    double islands = (double)run->islands, own = ceil(share->most / share->island);

    return records_of(costs, run) * (own < islands ? 1 - own / islands : 0);
}

/* A generation meets four times: lives done, records gathered, all well, who wants to stop. */
static double meet(const struct sw_scale_costs *costs, const struct sw_scale_run *run,
                   const struct share *share)
{
    enum { ROUNDS = 4 };
    double ranks = (double)run->ranks;
    double scores = share->hosts > 1 ? 2 * share->island * run->litter * sizeof(float) : 0;

    if (run->ranks == 1)
        return 0;
    return costs->latency *
               (ROUNDS * 2 * ceil(log2(ranks)) + (share->hosts > 1 ? share->hosts : 0)) +
           (scores + crossing(costs, run, share)) / costs->bandwidth;
}

static double sent_by_all(const struct sw_scale_costs *costs, const struct sw_scale_run *run,
                          const struct share *share)
{
    double ranks = (double)run->ranks;

    if (run->ranks == 1)
        return 0;
    return (double)run->members * sizeof(float) * (share->hosts - 1) + crossing(costs, run, share) +
           ranks * 6 * sizeof(uint64_t);
}

static struct sw_scale_forecast forecast_of(const struct sw_scale_costs *costs,
                                            const struct sw_scale_run *run)
{
    struct share share = share_of(run);
    double ranks = (double)run->ranks, members = (double)run->members;
    double each = members / (double)run->islands, own = share.most * run->litter;
    double hosted = share.hosted * each;
    double homes =
        share.hosted < (double)run->islands / ranks ? share.hosted : (double)run->islands / ranks;
    double even = work_alone(costs, run) / ranks;
    struct sw_scale_forecast out = {.litters = (uint64_t)share.most,
                                    .hosted = (uint64_t)share.hosted};

    own = own < members ? own : members;
    hosted = hosted > own ? hosted : own;
    out.live = own * costs->member + share.hosted * costs->island;
    out.breed = share.hosted * costs->step + hosted * costs->recombine +
                (hosted - own) * costs->noise + homes * (costs->pack_island + each * costs->pack);
    out.meet = meet(costs, run, &share);
    out.store = store_of(costs, run);
    out.seconds = out.live + out.breed + out.meet + out.store;
    out.alone = work_alone(costs, run) + out.store;
    out.efficiency = out.alone / (ranks * out.seconds);
    out.sent = sent_by_all(costs, run, &share);
    out.growth = records_of(costs, run) +
                 (double)run->islands * costs->keyframe / (double)run->keyframe_every;
    out.lost[SW_LOSS_UNEVEN] = (own - members / ranks) * costs->member;
    out.lost[SW_LOSS_SPREAD] = out.live + out.breed - even - out.lost[SW_LOSS_UNEVEN];
    out.lost[SW_LOSS_MEETING] = out.meet;
    out.lost[SW_LOSS_STORE] = out.store * (1 - 1 / ranks);
    return out;
}

/* The fewest ranks from which on efficiency is below 0.9, looked for by doubling and then halving
 * the step. */
static uint64_t limit_of(const struct sw_scale_costs *costs, struct sw_scale_run run)
{
    uint64_t good = 1, bad = 0;

    for (run.ranks = 2; bad == 0 && run.ranks <= UINT64_C(1) << 40; run.ranks *= 2) {
        if (forecast_of(costs, &run).efficiency < GOOD)
            bad = run.ranks;
        else
            good = run.ranks;
    }
    while (bad > 0 && bad - good > 1) {
        run.ranks = good + (bad - good) / 2;
        if (forecast_of(costs, &run).efficiency < GOOD)
            bad = run.ranks;
        else
            good = run.ranks;
    }
    return bad;
}

struct sw_scale_forecast sw_scale_forecast(const struct sw_scale_costs *costs,
                                           const struct sw_scale_run *run)
{
    struct sw_scale_forecast out = forecast_of(costs, run);

    out.limit = limit_of(costs, *run);
    return out;
}

#include "wild/wild_moments.h"

#include <math.h>

#define NAME(id, name, reason)   name,
#define REASON(id, name, reason) reason,

const char *sw_wild_moment_name(enum sw_wild_moment_kind kind)
{
    static const char *const names[] = {SW_WILD_MOMENT_ROWS(NAME)};

    return names[kind];
}

const char *sw_wild_moment_reason(enum sw_wild_moment_kind kind)
{
    static const char *const reasons[] = {SW_WILD_MOMENT_ROWS(REASON)};

    return reasons[kind];
}

static double share(uint64_t part, uint64_t all)
{
    return all == 0 ? 0 : (double)part / (double)all;
}

static double size_above_one(const struct sw_wild_figures *page)
{
    uint64_t above = 0;

    for (uint64_t size = 2; size <= SW_WILD_SIZE_MAX; size++)
        above += (size - 1) * page->sizes[size];
    return share(above, page->bodies);
}

static uint64_t acts_of(const struct sw_wild_figures *page, uint64_t act[SW_WILD_ACTS])
{
    uint64_t sum = 0;

    for (int i = 0; i < SW_WILD_ACTS; i++) {
        act[i] = page->totals.acts[i] - page[-1].totals.acts[i];
        sum += act[i];
    }
    return sum;
}

/* Total variation distance of the shares of acts: 0 the same, 1 nothing in common. */
static double change_of_acts(const struct sw_wild_figures *page)
{
    uint64_t now[SW_WILD_ACTS], then[SW_WILD_ACTS];
    uint64_t all_now = acts_of(page, now), all_then = acts_of(page - 1, then);
    double sum = 0;

    for (int i = 0; i < SW_WILD_ACTS; i++)
        sum += fabs(share(now[i], all_now) - share(then[i], all_then));
    return sum / 2;
}

/* page: not the first of all. */
static double value_of(enum sw_wild_moment_kind kind, const struct sw_wild_history *history,
                       uint64_t number)
{
    const struct sw_wild_figures *page = &history->figures[number];
    const struct sw_wild_totals *now = &page->totals, *before = &page[-1].totals;
    uint64_t hunted = now->hunted - before->hunted, meat = now->scavenged - before->scavenged;
    uint64_t eaten = hunted + meat + now->grazed - before->grazed;

    switch (kind) {
    case SW_WILD_MOMENT_BIRTHS:
        return share(now->births - before->births, page->tick - page[-1].tick);
    case SW_WILD_MOMENT_BODIES:
        return (double)page->bodies;
    case SW_WILD_MOMENT_FEWEST:
        return (double)SW_WILD_ROOM - (double)page->bodies;
    case SW_WILD_MOMENT_HUNTED:
        return share(hunted, eaten);
    case SW_WILD_MOMENT_MEAT:
        return share(meat, eaten);
    case SW_WILD_MOMENT_SIZE:
        return size_above_one(page);
    case SW_WILD_MOMENT_FED:
        return share(now->good - before->good, now->meals - before->meals);
    case SW_WILD_MOMENT_CHANGE:
        return number > 1 ? change_of_acts(page) : 0;
    default:
        return 0;
    }
}

static bool is_chosen(const struct sw_wild_moment *moment, uint32_t count, uint64_t page)
{
    for (uint32_t i = 0; i < count; i++)
        if (moment[i].page == page)
            return true;
    return false;
}

/* The page with the most of it, among those that nobody chose; false: none has anything. */
static bool choose(enum sw_wild_moment_kind kind, const struct sw_wild_history *history,
                   const struct sw_wild_moment *moment, uint32_t count, struct sw_wild_moment *out)
{
    *out = (struct sw_wild_moment){.kind = kind};
    for (uint64_t page = 1; page < history->pages; page++) {
        double value = value_of(kind, history, page);

        if (value > out->value && !is_chosen(moment, count, page)) {
            out->page = page;
            out->value = value;
        }
    }
    return out->page > 0;
}

uint32_t sw_wild_moments(const struct sw_wild_history *history,
                         struct sw_wild_moment out[SW_WILD_MOMENTS])
{
    uint32_t count = 0;

    if (history->pages < 2)
        return 0;
    out[count++] = (struct sw_wild_moment){.kind = SW_WILD_MOMENT_FIRST, .page = 1};
    if (history->pages > 2)
        out[count++] =
            (struct sw_wild_moment){.kind = SW_WILD_MOMENT_LAST, .page = history->pages - 1};
    for (int kind = SW_WILD_MOMENT_LAST + 1; kind < SW_WILD_MOMENTS; kind++)
        count += choose((enum sw_wild_moment_kind)kind, history, out, count, &out[count]);
    for (uint32_t i = 0; i < count; i++)
        if (out[i].kind == SW_WILD_MOMENT_FEWEST)
            out[i].value = (double)history->figures[out[i].page].bodies;
    return count;
}

#include "population/exchange_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- who meets whom ---- */

struct finding {
    const struct sw_hosting *hosting;
    struct sw_exchange_groups *groups;
};

static void note_group(void *context, uint32_t island, bool odd)
{
    const struct finding *finding = context;
    struct sw_island_group *group = &finding->groups->island[odd];
    uint32_t end;

    sw_hosting_ranks(finding->hosting, island, &group->first, &end);
    group->island = island;
    group->ranks = end - group->first;
}

static int make_scratch(struct sw_exchange_groups *groups, struct sw_error *error)
{
    static const char what[] = "grouping ranks";
    size_t ranks = (size_t)groups->machine_ranks + (size_t)groups->leader_ranks;
    bool failed = false;

    for (int odd = 0; odd < 2; odd++) {
        struct sw_island_group *group = &groups->island[odd];

        group->count = sw_allocate(4 * (size_t)group->ranks + 1, sizeof(int), what, error);
        failed |= group->count == NULL;
    }
    groups->size = sw_allocate(ranks, sizeof *groups->size, what, error);
    groups->count = sw_allocate(2 * ranks, sizeof *groups->count, what, error);
    return failed || groups->size == NULL || groups->count == NULL ? -1 : 0;
}

int sw_exchange_host(struct sw_exchange *exchange, const struct sw_hosting *hosting,
                     struct sw_error *error)
{
    struct sw_exchange_groups *groups;
    struct finding finding = {.hosting = hosting};

    if (exchange->ranks == 1)
        return 0;
    sw_exchange_unhost(exchange);
    groups = sw_allocate(1, sizeof *groups, "grouping ranks", error);
    if (groups != NULL)
        groups->wire = sw_wire_room(error);
    if (sw_exchange_agree(exchange, groups == NULL || groups->wire == NULL, error) != 0) {
        if (groups != NULL)
            free(groups->wire);
        free(groups);
        return -1;
    }
    exchange->groups = finding.groups = groups;
    sw_hosting_spread(hosting, note_group, &finding);
    sw_wire_split(exchange, groups);
    return sw_exchange_agree(exchange, make_scratch(groups, error), error);
}

void sw_exchange_unhost(struct sw_exchange *exchange)
{
    struct sw_exchange_groups *groups = exchange->groups;

    if (groups == NULL)
        return;
    sw_wire_part(exchange, groups);
    for (int odd = 0; odd < 2; odd++)
        free(groups->island[odd].count);
    free(groups->size);
    free(groups->count);
    free(groups);
    exchange->groups = NULL;
}

/* ---- scores ---- */

/* Both islands at once: if a rank waited for one before it began the other, the whole row of ranks
 * would wait for each other in turn. */
int sw_exchange_scores(struct sw_exchange *exchange, const struct sw_hosting *hosting, float *all,
                       uint32_t each, struct sw_error *error)
{
    static const char *const what = "gathering scores";
    size_t unit = (size_t)each * sizeof(float);
    struct sw_meeting meeting;

    if (exchange->ranks == 1)
        return 0;
    meeting = sw_exchange_enter();
    if (hosting->litters * unit > INT_MAX) /* the same on all ranks */
        return sw_fail(error, SW_EXIT_USAGE,
                       "an island of this size sends more than 2 GB at once; use fewer members");
    for (int odd = 0; odd < 2; odd++) {
        struct sw_island_group *group = &exchange->groups->island[odd];
        int *count = group->count, *at = group->count + group->ranks;
        uint64_t mine;

        if (group->ranks == 0)
            continue;
        for (uint32_t i = 0; i < group->ranks; i++) {
            uint32_t first, end;

            sw_hosting_litters(hosting, group->island, group->first + i, &first, &end);
            count[i] = (int)((end - first) * unit);
            at[i] = (int)(first * unit);
        }
        mine = (uint64_t)count[exchange->rank - group->first];
        sw_wire_begin_blocks(exchange, SW_CIRCLE_EVEN + odd,
                             (char *)all + (size_t)(group->island - hosting->first_island) *
                                               hosting->litters * unit,
                             count, at, what);
        sw_exchange_count(exchange, SW_TRAFFIC_SCORES, mine * (group->ranks - 1),
                          hosting->litters * unit - mine);
    }
    sw_wire_end(exchange, what);
    sw_exchange_leave(exchange, meeting);
    return 0;
}

/* ---- tokens ---- */

/* What is said on one island, between rows of `each` bytes. */
struct talk {
    const struct sw_hosting *hosting;
    const uint8_t *said; /* of my first row on the island */
    uint8_t *heard;
    const uint32_t *source; /* [rows of the island] */
    uint32_t first, end;    /* my rows */
    uint32_t unit, each;
    uint8_t *out, *in; /* of a spread island */
    size_t sent, got;  /* rows */
};

static struct talk talk_of(const struct sw_hosting *hosting, uint32_t island, const uint8_t *said,
                           uint8_t *heard, const uint32_t *source, uint32_t unit, uint32_t each)
{
    struct talk talk = {.hosting = hosting, .unit = unit, .each = each};
    uint64_t low = (uint64_t)island * hosting->litters;
    uint64_t before = low > hosting->first ? low - hosting->first : 0; /* my litters before it */

    sw_hosting_litters(hosting, island, hosting->rank, &talk.first, &talk.end);
    talk.first *= unit;
    talk.end *= unit;
    talk.said = said + before * unit * each;
    talk.heard = heard + before * unit * each;
    talk.source = source + (size_t)(island - hosting->first_island) * hosting->litters * unit;
    return talk;
}

static bool is_mine(const struct talk *talk, uint32_t row)
{
    return talk->first <= row && row < talk->end;
}

/* All its rows are mine. */
static void hear_here(const struct talk *talk)
{
    for (uint32_t row = talk->first; row < talk->end; row++)
        if (is_mine(talk, talk->source[row]))
            memcpy(talk->heard + (size_t)(row - talk->first) * talk->each,
                   talk->said + (size_t)(talk->source[row] - talk->first) * talk->each, talk->each);
}

/* Rows of the island that a rank of the group has. */
static void rows_of(const struct talk *talk, const struct sw_island_group *group, uint32_t place,
                    uint32_t *first, uint32_t *end)
{
    sw_hosting_litters(talk->hosting, group->island, group->first + place, first, end);
    *first *= talk->unit;
    *end *= talk->unit;
}

/* Everybody knows who hears whom, so nothing but tokens is sent: in the order of the listeners. */
static void pack_talk(struct talk *talk, const struct sw_island_group *group)
{
    int *send_count = group->count, *send_at = send_count + group->ranks;
    int *receive_count = send_at + group->ranks, *receive_at = receive_count + group->ranks;

    for (uint32_t place = 0; place < group->ranks; place++) {
        size_t sent = talk->sent, got = talk->got;
        uint32_t a, b;

        rows_of(talk, group, place, &a, &b);
        send_at[place] = (int)(sent * talk->each);
        receive_at[place] = (int)(got * talk->each);
        for (uint32_t row = a; row < b && a != talk->first; row++)
            if (is_mine(talk, talk->source[row]))
                memcpy(talk->out + talk->sent++ * talk->each,
                       talk->said + (size_t)(talk->source[row] - talk->first) * talk->each,
                       talk->each);
        for (uint32_t row = talk->first; row < talk->end && a != talk->first; row++)
            talk->got += a <= talk->source[row] && talk->source[row] < b;
        send_count[place] = (int)((talk->sent - sent) * talk->each);
        receive_count[place] = (int)((talk->got - got) * talk->each);
    }
}

static void unpack_talk(const struct sw_exchange *exchange, const struct talk *talk,
                        const struct sw_island_group *group, uint32_t words)
{
    int *receive_at = group->count + 3 * (size_t)group->ranks;

    for (size_t i = 0; i < talk->got * talk->each; i++)
        if (talk->in[i] >= words)
            sw_exchange_broken(exchange, "exchanging tokens",
                               "one came that is not in the vocabulary");
    for (uint32_t place = 0; place < group->ranks; place++) {
        uint32_t a, b;

        rows_of(talk, group, place, &a, &b);
        for (uint32_t row = talk->first; row < talk->end && a != talk->first; row++) {
            if (talk->source[row] < a || talk->source[row] >= b)
                continue;
            memcpy(talk->heard + (size_t)(row - talk->first) * talk->each,
                   talk->in + receive_at[place], talk->each);
            receive_at[place] += (int)talk->each;
        }
    }
}

static int make_room(struct talk *talk, size_t rows, struct sw_error *error)
{
    if (rows * talk->each > INT_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "an island of this size says more than 2 GB at once; use fewer members");
    talk->out = sw_allocate(rows, talk->each, "exchanging tokens", error);
    talk->in = sw_allocate(rows, talk->each, "exchanging tokens", error);
    return talk->out == NULL || talk->in == NULL ? -1 : 0;
}

/* Among the ranks of spread islands. talk: of the two groups. */
static void converse(struct sw_exchange *exchange, struct talk talk[2])
{
    static const char *const what = "exchanging tokens";
    struct sw_meeting meeting = sw_exchange_enter();

    for (int odd = 0; odd < 2; odd++) {
        struct sw_island_group *group = &exchange->groups->island[odd];
        int *count = group->count;

        if (group->ranks == 0)
            continue;
        pack_talk(&talk[odd], group);
        sw_wire_begin_trade(exchange, SW_CIRCLE_EVEN + odd, talk[odd].out, count,
                            count + group->ranks, talk[odd].in, count + 2 * (size_t)group->ranks,
                            count + 3 * (size_t)group->ranks, what);
        sw_exchange_count(exchange, SW_TRAFFIC_TOKENS, talk[odd].sent * talk[odd].each,
                          talk[odd].got * talk[odd].each);
    }
    sw_wire_end(exchange, what);
    sw_exchange_leave(exchange, meeting);
}

int sw_exchange_tokens(struct sw_exchange *exchange, const struct sw_hosting *hosting,
                       const uint8_t *said, uint8_t *heard, const uint32_t *source, uint32_t unit,
                       uint32_t each, uint32_t words, struct sw_error *error)
{
    size_t rows = (size_t)hosting->litters * unit;
    struct talk talk[2] = {{0}};
    int failed = 0;

    for (uint32_t island = hosting->first_island; island < hosting->end_island; island++) {
        struct talk here = talk_of(hosting, island, said, heard, source, unit, each);

        hear_here(&here);
        for (int odd = 0; odd < 2 && exchange->groups != NULL; odd++)
            if (exchange->groups->island[odd].ranks > 0 &&
                exchange->groups->island[odd].island == island) {
                talk[odd] = here;
                failed |= make_room(&talk[odd], rows, error);
            }
    }
    failed = sw_exchange_agree(exchange, failed, error);
    if (failed == 0 && exchange->ranks > 1) {
        converse(exchange, talk);
        for (int odd = 0; odd < 2; odd++)
            if (exchange->groups->island[odd].ranks > 0)
                unpack_talk(exchange, &talk[odd], &exchange->groups->island[odd], words);
    }
    for (int odd = 0; odd < 2; odd++) {
        free(talk[odd].out);
        free(talk[odd].in);
    }
    return failed;
}

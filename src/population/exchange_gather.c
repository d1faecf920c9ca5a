#include "population/exchange_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int too_large(struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_USAGE,
                   "a generation of this size sends more than 2 GB at once; use fewer members");
}

/* Counts and places of blocks in a row; the bytes of all. */
static uint64_t place_blocks(const uint64_t *size, uint32_t blocks, int *count, int *at)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < blocks; i++) {
        count[i] = (int)size[i];
        at[i] = (int)sum;
        sum += size[i];
    }
    return sum;
}

static uint64_t sum_of(const uint64_t *size, uint32_t blocks)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < blocks; i++)
        sum += size[i];
    return sum;
}

/* ---- from all to all ---- */

static int all_alone(const void *mine, size_t size, void **all, size_t *total,
                     struct sw_error *error)
{
    *all = sw_allocate(size + 1, 1, "gathering from all ranks", error);
    *total = size;
    if (*all == NULL)
        return -1;
    memcpy(*all, mine, size);
    return 0;
}

int sw_exchange_all(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                    const void *mine, size_t size, void **all, size_t *total,
                    struct sw_error *error)
{
    static const char what[] = "gathering from all ranks";
    uint32_t ranks = exchange->ranks;
    uint64_t *sizes;
    int *count;

    *all = NULL;
    if (ranks == 1)
        return failed ? -1 : all_alone(mine, size, all, total, error);
    sizes = sw_allocate(ranks, sizeof *sizes, what, error);
    count = sw_allocate(2 * (size_t)ranks, sizeof *count, what, error);
    failed = sw_exchange_agree(exchange, failed || sizes == NULL || count == NULL, error);
    if (failed == 0) {
        sw_wire_numbers(exchange, size, sizes, what);
        sw_exchange_count(exchange, SW_TRAFFIC_CONTROL, sizeof *sizes * (ranks - 1),
                          sizeof *sizes * (ranks - 1));
        *total = sum_of(sizes, ranks);
        if (*total > INT_MAX)
            failed = too_large(error);
        else
            *all = sw_allocate(*total + 1, 1, what, error);
        failed = sw_exchange_agree(exchange, *all == NULL, error);
    }
    if (failed == 0) {
        place_blocks(sizes, ranks, count, count + ranks);
        sw_wire_blocks(exchange, mine, (int)size, *all, count, count + ranks, what);
        sw_exchange_count(exchange, kind, size * (ranks - 1), *total - size);
    } else {
        free(*all);
        *all = NULL;
    }
    free(sizes);
    free(count);
    return failed;
}

/* ---- to rank 0, over one rank of each machine ---- */

/* Sizes on their way up: a leader knows those of its machine, rank 0 also those of the leaders.
 * Returns what I have to hold. */
static uint64_t gather_sizes(struct sw_exchange *exchange, uint64_t mine)
{
    static const char *const what = "gathering sizes";
    struct sw_exchange_groups *groups = exchange->groups;
    uint64_t sum;

    sw_wire_gather_numbers(exchange, SW_CIRCLE_MACHINE, mine, groups->size, what);
    if (groups->machine_rank != 0) {
        sw_exchange_count(exchange, SW_TRAFFIC_CONTROL, sizeof mine, 0);
        return mine;
    }
    sum = sum_of(groups->size, (uint32_t)groups->machine_ranks);
    sw_wire_gather_numbers(exchange, SW_CIRCLE_LEADERS, sum, groups->size + groups->machine_ranks,
                           what);
    return exchange->rank == 0
               ? sum_of(groups->size + groups->machine_ranks, (uint32_t)groups->leader_ranks)
               : sum;
}

/* One level: blocks of all ranks of a circle become one on its rank 0, where mine may be all: then
 * its own stand there already. */
static void gather_level(struct sw_exchange *exchange, enum sw_traffic kind, enum sw_circle circle,
                         bool leads, const void *mine, uint64_t size, const uint64_t *sizes,
                         uint32_t ranks, void *all)
{
    int *count = exchange->groups->count;
    uint64_t total = 0;

    if (leads)
        total = place_blocks(sizes, ranks, count, count + ranks);
    sw_wire_gather(exchange, circle, mine, (int)size, leads && mine == all, all, count,
                   count + ranks, "gathering records");
    sw_exchange_count(exchange, kind, leads ? 0 : size, leads ? total - size : 0);
}

/* all: on rank 0 and leaders, room for what they hold. */
static void gather_blocks(struct sw_exchange *exchange, enum sw_traffic kind, const void *mine,
                          uint64_t size, void *all)
{
    struct sw_exchange_groups *groups = exchange->groups;
    bool leads = groups->machine_rank == 0;
    uint64_t here = leads ? sum_of(groups->size, (uint32_t)groups->machine_ranks) : size;

    gather_level(exchange, kind, SW_CIRCLE_MACHINE, leads, mine, size, groups->size,
                 leads ? (uint32_t)groups->machine_ranks : 0, all);
    if (leads && groups->leader_ranks > 1)
        gather_level(exchange, kind, SW_CIRCLE_LEADERS, exchange->rank == 0, all, here,
                     groups->size + groups->machine_ranks, (uint32_t)groups->leader_ranks, all);
}

int sw_exchange_gather(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                       const void *mine, size_t size,
                       int (*take)(void *context, const void *bytes, size_t size,
                                   struct sw_error *error),
                       void *context, struct sw_error *error)
{
    void *all = NULL;
    struct sw_meeting meeting;
    uint64_t hold;

    if (exchange->ranks == 1)
        return failed ? -1 : take(context, mine, size, error) != 0;
    meeting = sw_exchange_enter();
    hold = gather_sizes(exchange, failed ? 0 : size);
    sw_exchange_leave(exchange, meeting);
    if (!failed && hold > INT_MAX)
        failed = too_large(error);
    if (!failed && exchange->groups->machine_rank == 0) {
        all = sw_allocate(hold + 1, 1, "gathering records", error);
        failed = all == NULL;
    }
    failed = sw_exchange_agree(exchange, failed, error);
    if (failed == 0) {
        meeting = sw_exchange_enter();
        gather_blocks(exchange, kind, mine, size, all);
        sw_exchange_leave(exchange, meeting);
        if (exchange->rank == 0)
            failed = take(context, all, hold, error) != 0;
    }
    free(all);
    return failed;
}

/* ---- between rank 0 and one rank after another ---- */

static void send_bytes(struct sw_exchange *exchange, enum sw_traffic kind, const void *bytes,
                       uint64_t size, uint32_t to)
{
    sw_wire_send(exchange, kind, bytes, size, to, "sending");
    sw_exchange_count(exchange, kind, size, 0);
}

static void receive_bytes(struct sw_exchange *exchange, enum sw_traffic kind, void *bytes,
                          uint64_t size, uint32_t from)
{
    sw_wire_receive(exchange, kind, bytes, size, from, "receiving");
    sw_exchange_count(exchange, kind, 0, size);
}

static void say(struct sw_exchange *exchange, uint64_t number, uint32_t to)
{
    send_bytes(exchange, SW_TRAFFIC_CONTROL, &number, sizeof number, to);
}

static uint64_t hear(struct sw_exchange *exchange, uint32_t from)
{
    uint64_t number = 0;

    receive_bytes(exchange, SW_TRAFFIC_CONTROL, &number, sizeof number, from);
    return number;
}

/* Each rank says how much it has, and sends it when rank 0 has room. */
int sw_exchange_collect(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                        const void *mine, size_t size,
                        int (*take)(void *context, const void *bytes, size_t size,
                                    struct sw_error *error),
                        void *context, struct sw_error *error)
{
    if (exchange->rank != 0) {
        say(exchange, size, 0);
        if (hear(exchange, 0) != 0)
            send_bytes(exchange, kind, mine, size, 0);
        return failed ? -1 : 0;
    }
    if (!failed)
        failed = take(context, mine, size, error);
    for (uint32_t rank = 1; rank < exchange->ranks; rank++) {
        uint64_t length = hear(exchange, rank);
        void *bytes = failed ? NULL : sw_allocate(length + 1, 1, "collecting from ranks", error);

        failed |= bytes == NULL;
        say(exchange, !failed, rank);
        if (!failed) {
            receive_bytes(exchange, kind, bytes, length, rank);
            failed = take(context, bytes, length, error);
        }
        free(bytes);
    }
    return failed ? -1 : 0;
}

/* Rank 0's side; 0 or -1. */
static int deal(struct sw_exchange *exchange,
                void *(*make)(void *context, uint32_t rank, size_t *size, struct sw_error *error),
                void *context, void **mine, size_t *size, struct sw_error *error)
{
    int failed;

    *mine = make(context, 0, size, error);
    failed = *mine == NULL;
    for (uint32_t rank = 1; rank < exchange->ranks; rank++) {
        size_t length = 0;
        void *bytes = failed ? NULL : make(context, rank, &length, error);

        failed |= bytes == NULL;
        say(exchange, failed ? UINT64_MAX : length, rank);
        if (!failed && hear(exchange, rank) != 0)
            send_bytes(exchange, SW_TRAFFIC_PARENTS, bytes, length, rank);
        free(bytes);
    }
    return failed ? -1 : 0;
}

/* The others'. */
static int take_mine(struct sw_exchange *exchange, void **mine, size_t *size,
                     struct sw_error *error)
{
    uint64_t length = hear(exchange, 0);

    if (length == UINT64_MAX)
        return 0; /* rank 0 says why */
    *mine = sw_allocate(length + 1, 1, "hearing from rank 0", error);
    *size = length;
    say(exchange, *mine != NULL, 0);
    if (*mine == NULL)
        return -1;
    receive_bytes(exchange, SW_TRAFFIC_PARENTS, *mine, length, 0);
    return 0;
}

int sw_exchange_deal_out(struct sw_exchange *exchange,
                         void *(*make)(void *context, uint32_t rank, size_t *size,
                                       struct sw_error *error),
                         void *context, void **mine, size_t *size, struct sw_error *error)
{
    int failed;

    *mine = NULL;
    *size = 0;
    failed = exchange->rank == 0 ? deal(exchange, make, context, mine, size, error)
                                 : take_mine(exchange, mine, size, error);
    if (sw_exchange_agree(exchange, failed, error) == 0)
        return 0;
    free(*mine);
    *mine = NULL;
    return -1;
}

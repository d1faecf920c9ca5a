#include "population/exchange_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

void *sw_exchange_letters_room(uint32_t letters, struct sw_error *error)
{
    return sw_wire_letters_room(letters, error);
}

static const char sending[] = "sending letters";

void sw_exchange_await(struct sw_exchange *exchange, enum sw_traffic kind, struct sw_letter *letter,
                       uint32_t letters, void *room)
{
    struct sw_meeting meeting = sw_exchange_enter();

    sw_wire_end_letters(exchange, letter, letters, room, sending);
    for (uint32_t i = 0; i < letters; i++)
        sw_exchange_count(exchange, kind, letter[i].incoming ? 0 : letter[i].size,
                          letter[i].incoming ? letter[i].size : 0);
    sw_exchange_leave(exchange, meeting);
}

void sw_exchange_round_begin(struct sw_exchange *exchange, enum sw_traffic kind,
                             struct sw_letter *letter, uint32_t letters, void *room)
{
    sw_wire_begin_letters(exchange, kind, letter, letters, room, sending);
}

void sw_exchange_round(struct sw_exchange *exchange, enum sw_traffic kind, struct sw_letter *letter,
                       uint32_t letters, void *room)
{
    sw_exchange_round_begin(exchange, kind, letter, letters, room);
    sw_exchange_await(exchange, kind, letter, letters, room);
}

int sw_exchange_post(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                     struct sw_letter *letter, uint32_t letters, void **room,
                     struct sw_error *error)
{
    *room = sw_exchange_letters_room(letters, error);
    for (uint32_t i = 0; i < letters && !failed; i++)
        if (letter[i].size > INT_MAX)
            failed = sw_fail(error, SW_EXIT_USAGE,
                             "a genome of this size takes more than 2 GB; use a smaller agent");
    if (sw_exchange_agree(exchange, failed || *room == NULL, error) != 0) {
        free(*room);
        *room = NULL;
        return -1;
    }
    sw_wire_begin_letters(exchange, kind, letter, letters, *room, sending);
    return 0;
}

int sw_exchange_letters(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                        struct sw_letter *letter, uint32_t letters, struct sw_error *error)
{
    void *room;

    if (sw_exchange_post(exchange, kind, failed, letter, letters, &room, error) != 0)
        return -1;
    sw_exchange_await(exchange, kind, letter, letters, room);
    free(room);
    return 0;
}

/* ---- a sum in the order of ranks ---- */

enum { CHUNK = 8192 }; /* floats that are on their way while the next are added */

static void send_floats(struct sw_exchange *exchange, const float *floats, uint32_t count,
                        uint32_t to)
{
    sw_wire_send(exchange, SW_TRAFFIC_STEPS, floats, count * sizeof *floats, to, "adding up");
    sw_exchange_count(exchange, SW_TRAFFIC_STEPS, (uint64_t)count * sizeof *floats, 0);
}

static void receive_floats(struct sw_exchange *exchange, float *floats, uint32_t count,
                           uint32_t from)
{
    sw_wire_receive(exchange, SW_TRAFFIC_STEPS, floats, count * sizeof *floats, from, "adding up");
    sw_exchange_count(exchange, SW_TRAFFIC_STEPS, 0, (uint64_t)count * sizeof *floats);
}

/* From the last rank of the list to all, along a binomial tree: place 0 is the last. */
static void spread_sum(struct sw_exchange *exchange, const uint32_t *rank, uint32_t ranks,
                       uint32_t place, float *sum, uint32_t floats)
{
    uint32_t reach = 1;

    while (place >= reach)
        reach *= 2;
    if (place > 0) /* the highest bit names who sends to me */
        receive_floats(exchange, sum, floats, rank[ranks - 1 - (place - reach / 2)]);
    for (uint32_t step = reach; place + step < ranks; step *= 2)
        send_floats(exchange, sum, floats, rank[ranks - 1 - (place + step)]);
}

void sw_exchange_add_up(struct sw_exchange *exchange, const uint32_t *rank, uint32_t ranks,
                        float *sum, uint32_t floats,
                        void (*add)(void *context, float *sum, uint32_t first, uint32_t end),
                        void *context)
{
    uint32_t at = 0;

    while (at + 1 < ranks && rank[at] != exchange->rank)
        at++;
    memset(sum, 0, floats * sizeof *sum);
    for (uint32_t first = 0; first < floats; first += CHUNK) {
        uint32_t count = floats - first < CHUNK ? floats - first : CHUNK;

        if (at > 0)
            receive_floats(exchange, sum + first, count, rank[at - 1]);
        add(context, sum, first, first + count);
        if (at + 1 < ranks)
            send_floats(exchange, sum + first, count, rank[at + 1]);
    }
    spread_sum(exchange, rank, ranks, ranks - 1 - at, sum, floats);
}

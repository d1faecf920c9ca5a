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

/* Floats are on their way in chunks, while the next are added. Most phases let a part of the agent
 * evolve, so long rows of a sum are zeros. These stay where they are: a chunk is a bit for each of
 * its blocks, and then the floats of the blocks that hold anything but +0.
 *
 *     bits  1 0 1 1        blocks 0, 2 and 3 follow, in order; the last may be short
 */
enum { CHUNK = 8192, BLOCK = 64, BITS = CHUNK / BLOCK / 8 };

struct chunk {
    uint8_t bits[BITS];
    float floats[CHUNK];
};

_Static_assert(sizeof(struct chunk) == BITS + CHUNK * sizeof(float), "a chunk is a message");

static uint32_t block_length(uint32_t count, uint32_t block)
{
    return count - block * BLOCK < BLOCK ? count - block * BLOCK : BLOCK;
}

static bool is_sent(const struct chunk *chunk, uint32_t block)
{
    return (chunk->bits[block / 8] >> block % 8 & 1u) != 0;
}

/* Returns the bytes of the message. */
static uint64_t pack_chunk(const float *floats, uint32_t count, struct chunk *chunk)
{
    static const float zeros[BLOCK];
    uint32_t filled = 0;

    memset(chunk->bits, 0, sizeof chunk->bits);
    for (uint32_t block = 0; block * BLOCK < count; block++) {
        const float *from = floats + (size_t)block * BLOCK;
        uint32_t length = block_length(count, block);

        if (memcmp(from, zeros, length * sizeof *from) == 0)
            continue;
        chunk->bits[block / 8] |= (uint8_t)(1u << block % 8);
        memcpy(chunk->floats + filled, from, length * sizeof *from);
        filled += length;
    }
    return BITS + filled * sizeof *floats;
}

/* Returns the bytes that the message has to have. */
static uint64_t unpack_chunk(const struct chunk *chunk, float *floats, uint32_t count)
{
    uint32_t filled = 0;

    for (uint32_t block = 0; block * BLOCK < count; block++) {
        float *to = floats + (size_t)block * BLOCK;
        uint32_t length = block_length(count, block);

        if (!is_sent(chunk, block)) {
            memset(to, 0, length * sizeof *to);
            continue;
        }
        memcpy(to, chunk->floats + filled, length * sizeof *to);
        filled += length;
    }
    return BITS + filled * sizeof *floats;
}

static void send_floats(struct sw_exchange *exchange, const float *floats, uint32_t count,
                        uint32_t to)
{
    struct chunk chunk;
    uint64_t size = pack_chunk(floats, count, &chunk);

    sw_wire_send(exchange, SW_TRAFFIC_STEPS, &chunk, size, to, "adding up");
    sw_exchange_count(exchange, SW_TRAFFIC_STEPS, size, 0);
}

static void receive_floats(struct sw_exchange *exchange, float *floats, uint32_t count,
                           uint32_t from)
{
    struct chunk chunk;
    uint64_t size = sw_wire_receive_some(exchange, SW_TRAFFIC_STEPS, &chunk,
                                         BITS + count * sizeof *floats, from, "adding up");

    if (size < BITS || size != unpack_chunk(&chunk, floats, count))
        sw_exchange_broken(exchange, "adding up", "a message of another length came");
    sw_exchange_count(exchange, SW_TRAFFIC_STEPS, 0, size);
}

/* From the last rank of the list to all, along a binomial tree: place 0 is the last. */
static void spread_chunk(struct sw_exchange *exchange, const uint32_t *rank, uint32_t ranks,
                         uint32_t place, float *sum, uint32_t count)
{
    uint32_t reach = 1;

    while (place >= reach)
        reach *= 2;
    if (place > 0) /* the highest bit names who sends to me */
        receive_floats(exchange, sum, count, rank[ranks - 1 - (place - reach / 2)]);
    for (uint32_t step = reach; place + step < ranks; step *= 2)
        send_floats(exchange, sum, count, rank[ranks - 1 - (place + step)]);
}

static uint32_t chunk_length(uint32_t floats, uint32_t first)
{
    return floats - first < CHUNK ? floats - first : CHUNK;
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
        uint32_t count = chunk_length(floats, first);

        if (at > 0)
            receive_floats(exchange, sum + first, count, rank[at - 1]);
        add(context, sum, first, first + count);
        if (at + 1 < ranks)
            send_floats(exchange, sum + first, count, rank[at + 1]);
    }
    for (uint32_t first = 0; first < floats; first += CHUNK)
        spread_chunk(exchange, rank, ranks, ranks - 1 - at, sum + first,
                     chunk_length(floats, first));
}

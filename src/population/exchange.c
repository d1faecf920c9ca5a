#include "population/exchange.h"

#include <limits.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int sw_exchange_begin(struct sw_exchange *exchange, struct sw_error *error)
{
    int rank, ranks, length = 0;
    char host[MPI_MAX_PROCESSOR_NAME];

    memset(exchange, 0, sizeof *exchange);
    if (MPI_Init(NULL, NULL) != MPI_SUCCESS)
        return sw_fail(error, SW_EXIT_FAILED, "MPI does not start; try mpirun -n 1 smallworld");
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    MPI_Get_processor_name(host, &length);
    exchange->rank = (uint32_t)rank;
    exchange->ranks = (uint32_t)ranks;
    snprintf(exchange->host, sizeof exchange->host, "%.*s", length < 63 ? length : 63, host);
    return 0;
}

void sw_exchange_alone(struct sw_exchange *exchange)
{
    memset(exchange, 0, sizeof *exchange);
    exchange->ranks = 1;
    snprintf(exchange->host, sizeof exchange->host, "alone");
}

void sw_exchange_end(struct sw_exchange *exchange)
{
    (void)exchange;
    MPI_Finalize();
}

void sw_exchange_abort(int code)
{
    MPI_Abort(MPI_COMM_WORLD, code);
    abort();
}

void sw_deal(uint64_t total, uint32_t ranks, uint32_t rank, uint64_t *first, uint64_t *end)
{
    uint64_t each = total / ranks, over = total % ranks;

    *first = each * rank + (rank < over ? rank : over);
    *end = *first + each + (rank < over ? 1 : 0);
}

int sw_exchange_agree(struct sw_exchange *exchange, int failed, struct sw_error *error)
{
    int mine = failed ? (int)exchange->rank : INT_MAX, lowest;

    if (exchange->ranks == 1)
        return failed ? -1 : 0;
    MPI_Allreduce(&mine, &lowest, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    if (lowest == INT_MAX)
        return 0;
    MPI_Bcast(error, sizeof *error, MPI_BYTE, lowest, MPI_COMM_WORLD);
    return -1;
}

uint32_t sw_exchange_most(struct sw_exchange *exchange, uint32_t mine)
{
    uint32_t most = mine;

    if (exchange->ranks == 1)
        return mine;
    exchange->bytes_sent += sizeof mine;
    MPI_Allreduce(&mine, &most, 1, MPI_UINT32_T, MPI_MAX, MPI_COMM_WORLD);
    return most;
}

uint64_t sw_exchange_sum(struct sw_exchange *exchange, uint64_t mine)
{
    uint64_t sum = mine;

    if (exchange->ranks == 1)
        return mine;
    MPI_Reduce(&mine, &sum, 1, MPI_UINT64_T, MPI_SUM, 0, MPI_COMM_WORLD);
    return sum;
}

int sw_exchange_broadcast(struct sw_exchange *exchange, void **bytes, size_t *size,
                          struct sw_error *error)
{
    uint64_t length = *size;
    int failed = 0;

    if (exchange->ranks == 1)
        return 0;
    MPI_Bcast(&length, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    if (exchange->rank != 0) {
        *bytes = sw_allocate(length + 1, 1, "hearing from rank 0", error);
        *size = length;
        failed = *bytes == NULL;
    }
    if (sw_exchange_agree(exchange, failed, error) != 0) {
        if (exchange->rank != 0) {
            free(*bytes);
            *bytes = NULL;
            *size = 0;
        }
        return -1;
    }
    for (uint64_t at = 0; at < length; at += 1u << 30) {
        uint64_t part = length - at < (1u << 30) ? length - at : 1u << 30;

        MPI_Bcast((char *)*bytes + at, (int)part, MPI_BYTE, 0, MPI_COMM_WORLD);
    }
    if (exchange->rank == 0)
        exchange->bytes_sent += length * (exchange->ranks - 1);
    return 0;
}

/* Counts and displacements of all ranks' blocks, in bytes. */
static int blocks(struct sw_exchange *exchange, uint64_t total, uint64_t each, int **count,
                  int **at, struct sw_error *error)
{
    int *both;

    if (total * each > INT_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "a generation of this size sends more than 2 GB at once; use fewer members");
    both = sw_allocate(2 * (size_t)exchange->ranks, sizeof *both, "dealing to ranks", error);
    if (both == NULL)
        return -1;
    *count = both;
    *at = both + exchange->ranks;
    for (uint32_t rank = 0; rank < exchange->ranks; rank++) {
        uint64_t first, end;

        sw_deal(total, exchange->ranks, rank, &first, &end);
        (*count)[rank] = (int)((end - first) * each);
        (*at)[rank] = (int)(first * each);
    }
    return 0;
}

int sw_exchange_scores(struct sw_exchange *exchange, float *all, uint64_t total, uint32_t each,
                       struct sw_error *error)
{
    int *count = NULL, *at = NULL, failed;

    if (exchange->ranks == 1)
        return 0;
    failed = blocks(exchange, total, (uint64_t)each * sizeof(float), &count, &at, error);
    if (sw_exchange_agree(exchange, failed, error) != 0) {
        free(count);
        return -1;
    }
    MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all, count, at, MPI_BYTE, MPI_COMM_WORLD);
    exchange->score_bytes += (uint64_t)count[exchange->rank] * (exchange->ranks - 1);
    exchange->bytes_sent += (uint64_t)count[exchange->rank] * (exchange->ranks - 1);
    free(count);
    return 0;
}

/* The rank that has an item of the deal. */
static uint32_t rank_of(uint64_t total, uint32_t ranks, uint64_t item)
{
    uint64_t each = total / ranks, over = total % ranks;

    if (item < over * (each + 1))
        return (uint32_t)(item / (each + 1));
    return (uint32_t)(over + (item - over * (each + 1)) / each);
}

int sw_exchange_tokens(struct sw_exchange *exchange, const uint8_t *said, uint8_t *heard,
                       const uint32_t *source, uint64_t total, uint32_t unit, uint32_t each,
                       struct sw_error *error)
{
    uint32_t ranks = exchange->ranks, me = exchange->rank;
    uint64_t litters = total / unit, first, end;
    int *counts, *send_count, *send_at, *receive_count, *receive_at, failed;
    uint64_t sent = 0, got = 0;
    uint8_t *out, *in;

    if (ranks == 1) {
        for (uint64_t listener = 0; listener < total; listener++)
            memcpy(heard + listener * each, said + (size_t)source[listener] * each, each);
        return 0;
    }
    counts = sw_allocate(4 * (size_t)ranks, sizeof *counts, "exchanging tokens", error);
    sw_deal(litters, ranks, me, &first, &end);
    first *= unit;
    end *= unit;
    out = sw_allocate(total, each, "exchanging tokens", error);
    in = sw_allocate(end - first, each, "exchanging tokens", error);
    failed = counts == NULL || out == NULL || in == NULL || total * each > INT_MAX;
    if (failed)
        sw_fail(error, SW_EXIT_FAILED, "too many tokens for one exchange; use fewer members");
    if (sw_exchange_agree(exchange, failed, error) != 0) {
        free(counts);
        free(out);
        free(in);
        return -1;
    }
    send_count = counts;
    send_at = counts + ranks;
    receive_count = counts + 2 * (size_t)ranks;
    receive_at = counts + 3 * (size_t)ranks;
    /* Everybody knows who hears whom, so nothing but tokens is sent: in the order of the listeners.
     */
    for (uint32_t rank = 0; rank < ranks; rank++) {
        uint64_t a, b;

        sw_deal(litters, ranks, rank, &a, &b);
        send_at[rank] = (int)(sent * each);
        for (uint64_t listener = a * unit; listener < b * unit; listener++) {
            uint64_t speaker = source[listener];

            if (speaker >= first && speaker < end)
                memcpy(out + sent++ * each, said + (speaker - first) * each, each);
        }
        send_count[rank] = (int)(sent * each) - send_at[rank];
        receive_at[rank] = (int)(got * each);
        for (uint64_t listener = first; listener < end; listener++)
            got += rank_of(litters, ranks, source[listener] / unit) == rank;
        receive_count[rank] = (int)(got * each) - receive_at[rank];
    }
    MPI_Alltoallv(out, send_count, send_at, MPI_BYTE, in, receive_count, receive_at, MPI_BYTE,
                  MPI_COMM_WORLD);
    for (uint64_t listener = first; listener < end; listener++) {
        uint32_t rank = rank_of(litters, ranks, source[listener] / unit);

        memcpy(heard + (listener - first) * each, in + receive_at[rank], each);
        receive_at[rank] += (int)each;
    }
    exchange->token_bytes += (sent * each) - (uint64_t)send_count[me];
    exchange->bytes_sent += (sent * each) - (uint64_t)send_count[me];
    free(counts);
    free(out);
    free(in);
    return 0;
}

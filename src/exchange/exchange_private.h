/* exchange_private.h - what the files of this room share; nobody else includes it, so that nobody
 * else sees MPI. Local.
 */
#ifndef SW_EXCHANGE_PRIVATE_H
#define SW_EXCHANGE_PRIVATE_H

#include "exchange/exchange.h"

#include <mpi.h>

/* Says what went wrong between ranks and ends them all. */
void sw_exchange_broken(const struct sw_exchange *exchange, const char *what, const char *why);

/* Every call of MPI goes through here: MPI is told to return its errors. */
void sw_exchange_must(const struct sw_exchange *exchange, int result, const char *what);

void sw_exchange_count(struct sw_exchange *exchange, enum sw_traffic kind, uint64_t sent,
                       uint64_t received);

/* When this rank began to meet others, and when it was done: counts the time between. */
struct sw_meeting {
    double seconds, working;
};

struct sw_meeting sw_exchange_enter(void);
void sw_exchange_leave(struct sw_exchange *exchange, struct sw_meeting meeting);

/* The ranks of a spread island that this rank hosts: rank i of it is rank first + i of all. */
struct sw_island_group {
    MPI_Comm comm; /* MPI_COMM_NULL: none */
    uint32_t island, first, ranks;
    int *count; /* [4 * ranks] scratch: counts and places of what is sent, and of what comes */
};

struct sw_exchange_groups {
    struct sw_island_group island[2]; /* even and odd spread islands */
    MPI_Comm machine;                 /* the ranks of this machine; its rank 0 leads */
    MPI_Comm leaders;                 /* one rank of each machine; MPI_COMM_NULL on others */
    int machine_rank, machine_ranks, leader_ranks;
    uint64_t *size; /* [machine_ranks + leader_ranks] scratch */
    int *count;     /* [2 * (machine_ranks + leader_ranks)] scratch */
};

#endif

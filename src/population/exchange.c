#include "population/exchange_private.h"

#include "base/clock.h"
#include "base/log.h"

#include <limits.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sw_exchange_broken(const struct sw_exchange *exchange, const char *what, const char *why)
{
    sw_log_error("rank %u on %s: MPI failed while %s: %s; check that all machines and the network "
                 "are up. What was committed is kept: --resume continues the run",
                 exchange->rank, exchange->host, what, why);
    sw_exchange_abort(SW_EXIT_INTERNAL);
}

/* Every call of MPI goes through here: MPI is told to return its errors. */
static void must(const struct sw_exchange *exchange, int result, const char *what)
{
    char why[MPI_MAX_ERROR_STRING] = "it does not say why";
    int length = 0;

    if (result == MPI_SUCCESS)
        return;
    MPI_Error_string(result, why, &length);
    sw_exchange_broken(exchange, what, why);
}

void sw_exchange_count(struct sw_exchange *exchange, enum sw_traffic kind, uint64_t sent,
                       uint64_t received)
{
    exchange->sent[kind] += sent;
    exchange->received[kind] += received;
}

struct sw_meeting sw_exchange_enter(void)
{
    return (struct sw_meeting){sw_clock_seconds(), sw_clock_thread()};
}

void sw_exchange_leave(struct sw_exchange *exchange, struct sw_meeting meeting)
{
    exchange->waited += sw_clock_seconds() - meeting.seconds;
    exchange->waited_working += sw_clock_thread() - meeting.working;
}

uint64_t sw_exchange_sent(const struct sw_exchange *exchange)
{
    uint64_t sum = 0;

    for (int i = 0; i < SW_TRAFFICS; i++)
        sum += exchange->sent[i];
    return sum;
}

#define NAME_OF(id, name) [id] = (name),

const char *sw_traffic_name(enum sw_traffic kind)
{
    static const char *const names[SW_TRAFFICS] = {SW_TRAFFIC_ROWS(NAME_OF)};

    return names[kind];
}

int sw_exchange_begin(struct sw_exchange *exchange, struct sw_error *error)
{
    int rank = 0, ranks = 1, length = 0;
    char host[MPI_MAX_PROCESSOR_NAME];

    memset(exchange, 0, sizeof *exchange);
    snprintf(exchange->host, sizeof exchange->host, "this machine");
    /* A process that nobody launched would start a daemon, which can outlive it. */
    setenv("OMPI_MCA_ess_singleton_isolated", "1", 0);
    if (MPI_Init(NULL, NULL) != MPI_SUCCESS)
        return sw_fail(error, SW_EXIT_FAILED, "MPI does not start; try mpirun -n 1 smallworld");
    exchange->mpi = true;
    must(exchange, MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN), "starting");
    must(exchange, MPI_Comm_rank(MPI_COMM_WORLD, &rank), "starting");
    must(exchange, MPI_Comm_size(MPI_COMM_WORLD, &ranks), "starting");
    must(exchange, MPI_Get_processor_name(host, &length), "starting");
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
    sw_exchange_unhost(exchange);
    if (exchange->mpi)
        must(exchange, MPI_Finalize(), "ending");
    exchange->mpi = false;
}

void sw_exchange_abort(int code)
{
    int begun = 0;

    if (MPI_Initialized(&begun) == MPI_SUCCESS && begun)
        MPI_Abort(MPI_COMM_WORLD, code);
    _exit(code);
}

char *sw_exchange_library(char text[SW_EXCHANGE_LIBRARY])
{
    char whole[MPI_MAX_LIBRARY_VERSION_STRING] = "";
    int length = 0;

    if (MPI_Get_library_version(whole, &length) != MPI_SUCCESS)
        whole[0] = '\0';
    whole[strcspn(whole, ",\n")] = '\0'; /* then come its packager, and more lines */
    snprintf(text, SW_EXCHANGE_LIBRARY, "%.*s", SW_EXCHANGE_LIBRARY - 1,
             whole[0] != '\0' ? whole : "unknown");
    return text;
}

uint32_t sw_exchange_hosts(struct sw_exchange *exchange)
{
    static const char *const what = "counting machines";
    MPI_Comm machine;
    int rank = 0, hosts = 1, first;

    if (exchange->ranks == 1)
        return 1;
    must(exchange,
         MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine),
         what);
    must(exchange, MPI_Comm_rank(machine, &rank), what);
    must(exchange, MPI_Comm_free(&machine), what);
    first = rank == 0;
    must(exchange, MPI_Allreduce(&first, &hosts, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD), what);
    return (uint32_t)hosts;
}

uint64_t sw_exchange_sum(struct sw_exchange *exchange, uint64_t mine)
{
    uint64_t sum = mine;

    if (exchange->ranks == 1)
        return mine;
    must(exchange, MPI_Reduce(&mine, &sum, 1, MPI_UINT64_T, MPI_SUM, 0, MPI_COMM_WORLD),
         "summing over ranks");
    return sum;
}

/* ---- circles ---- */

struct sw_exchange_wire {
    MPI_Comm comm[SW_CIRCLES]; /* MPI_COMM_NULL: this rank is in no such circle */
    MPI_Request request[2];    /* what the islands' circles have begun */
};

static MPI_Comm comm_of(const struct sw_exchange *exchange, enum sw_circle circle)
{
    return exchange->groups->wire->comm[circle];
}

struct sw_exchange_wire *sw_wire_room(struct sw_error *error)
{
    struct sw_exchange_wire *wire = sw_allocate(1, sizeof *wire, "grouping ranks", error);

    for (int circle = 0; wire != NULL && circle < SW_CIRCLES; circle++)
        wire->comm[circle] = MPI_COMM_NULL;
    for (int odd = 0; odd < 2 && wire != NULL; odd++)
        wire->request[odd] = MPI_REQUEST_NULL;
    return wire;
}

void sw_wire_split(struct sw_exchange *exchange, struct sw_exchange_groups *groups)
{
    static const char *const what = "grouping ranks";
    int rank = (int)exchange->rank, place = 0;
    MPI_Comm machine, *comm = groups->wire->comm;

    for (int odd = 0; odd < 2; odd++) {
        const struct sw_island_group *group = &groups->island[odd];

        must(exchange,
             MPI_Comm_split(MPI_COMM_WORLD, group->ranks > 0 ? (int)group->island : MPI_UNDEFINED,
                            rank, &comm[SW_CIRCLE_EVEN + odd]),
             what);
    }
    must(exchange,
         MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank, MPI_INFO_NULL, &machine),
         what);
    must(exchange, MPI_Comm_rank(machine, &place), what);
    must(exchange,
         MPI_Comm_split(machine, exchange->fan == 0 ? 0 : place / (int)exchange->fan, rank,
                        &comm[SW_CIRCLE_MACHINE]),
         what);
    must(exchange, MPI_Comm_free(&machine), what);
    must(exchange, MPI_Comm_rank(comm[SW_CIRCLE_MACHINE], &groups->machine_rank), what);
    must(exchange, MPI_Comm_size(comm[SW_CIRCLE_MACHINE], &groups->machine_ranks), what);
    must(exchange,
         MPI_Comm_split(MPI_COMM_WORLD, groups->machine_rank == 0 ? 0 : MPI_UNDEFINED, rank,
                        &comm[SW_CIRCLE_LEADERS]),
         what);
    if (comm[SW_CIRCLE_LEADERS] != MPI_COMM_NULL)
        must(exchange, MPI_Comm_size(comm[SW_CIRCLE_LEADERS], &groups->leader_ranks), what);
}

void sw_wire_part(const struct sw_exchange *exchange, struct sw_exchange_groups *groups)
{
    for (int circle = 0; groups->wire != NULL && circle < SW_CIRCLES; circle++)
        if (groups->wire->comm[circle] != MPI_COMM_NULL)
            must(exchange, MPI_Comm_free(&groups->wire->comm[circle]), "parting");
    free(groups->wire);
}

/* ---- over the wire ---- */

uint32_t sw_wire_reduce(const struct sw_exchange *exchange, uint32_t mine,
                        enum sw_wire_operation operation, const char *what)
{
    uint32_t all = mine;

    must(exchange,
         MPI_Allreduce(&mine, &all, 1, MPI_UINT32_T, operation == SW_WIRE_LEAST ? MPI_MIN : MPI_MAX,
                       MPI_COMM_WORLD),
         what);
    return all;
}

/* What is longer than an int counts goes in parts. */
#define PART_BYTES (UINT64_C(1) << 30)

static int part_of(uint64_t size, uint64_t at)
{
    return (int)(size - at < PART_BYTES ? size - at : PART_BYTES);
}

void sw_wire_broadcast(const struct sw_exchange *exchange, void *bytes, uint64_t size,
                       uint32_t from, const char *what)
{
    for (uint64_t at = 0; at < size; at += PART_BYTES)
        must(exchange,
             MPI_Bcast((char *)bytes + at, part_of(size, at), MPI_BYTE, (int)from, MPI_COMM_WORLD),
             what);
}

void sw_wire_numbers(const struct sw_exchange *exchange, uint64_t mine, uint64_t *all,
                     const char *what)
{
    must(exchange, MPI_Allgather(&mine, 1, MPI_UINT64_T, all, 1, MPI_UINT64_T, MPI_COMM_WORLD),
         what);
}

void sw_wire_gather_numbers(const struct sw_exchange *exchange, enum sw_circle circle,
                            uint64_t mine, uint64_t *all, const char *what)
{
    must(exchange,
         MPI_Gather(&mine, 1, MPI_UINT64_T, all, 1, MPI_UINT64_T, 0, comm_of(exchange, circle)),
         what);
}

void sw_wire_blocks(const struct sw_exchange *exchange, const void *mine, int size, void *all,
                    const int *count, const int *at, const char *what)
{
    must(exchange, MPI_Allgatherv(mine, size, MPI_BYTE, all, count, at, MPI_BYTE, MPI_COMM_WORLD),
         what);
}

void sw_wire_gather(const struct sw_exchange *exchange, enum sw_circle circle, const void *mine,
                    int size, bool placed, void *all, const int *count, const int *at,
                    const char *what)
{
    must(exchange,
         MPI_Gatherv(placed ? MPI_IN_PLACE : mine, size, MPI_BYTE, all, count, at, MPI_BYTE, 0,
                     comm_of(exchange, circle)),
         what);
}

void sw_wire_begin_blocks(const struct sw_exchange *exchange, enum sw_circle circle, void *all,
                          const int *count, const int *at, const char *what)
{
    must(exchange,
         MPI_Iallgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all, count, at, MPI_BYTE,
                         comm_of(exchange, circle), &exchange->groups->wire->request[circle]),
         what);
}

void sw_wire_begin_trade(const struct sw_exchange *exchange, enum sw_circle circle, const void *out,
                         const int *out_count, const int *out_at, void *in, const int *in_count,
                         const int *in_at, const char *what)
{
    must(exchange,
         MPI_Ialltoallv(out, out_count, out_at, MPI_BYTE, in, in_count, in_at, MPI_BYTE,
                        comm_of(exchange, circle), &exchange->groups->wire->request[circle]),
         what);
}

void sw_wire_end(const struct sw_exchange *exchange, const char *what)
{
    must(exchange, MPI_Waitall(2, exchange->groups->wire->request, MPI_STATUSES_IGNORE), what);
}

void sw_wire_send(const struct sw_exchange *exchange, enum sw_traffic kind, const void *bytes,
                  uint64_t size, uint32_t to, const char *what)
{
    for (uint64_t at = 0; at < size; at += PART_BYTES)
        must(exchange,
             MPI_Send((const char *)bytes + at, part_of(size, at), MPI_BYTE, (int)to, (int)kind,
                      MPI_COMM_WORLD),
             what);
}

void sw_wire_receive(const struct sw_exchange *exchange, enum sw_traffic kind, void *bytes,
                     uint64_t size, uint32_t from, const char *what)
{
    for (uint64_t at = 0; at < size; at += PART_BYTES)
        must(exchange,
             MPI_Recv((char *)bytes + at, part_of(size, at), MPI_BYTE, (int)from, (int)kind,
                      MPI_COMM_WORLD, MPI_STATUS_IGNORE),
             what);
}

uint64_t sw_wire_receive_some(const struct sw_exchange *exchange, enum sw_traffic kind, void *bytes,
                              uint64_t room, uint32_t from, const char *what)
{
    MPI_Status status;
    int count = 0;

    must(exchange,
         MPI_Recv(bytes, (int)room, MPI_BYTE, (int)from, (int)kind, MPI_COMM_WORLD, &status), what);
    must(exchange, MPI_Get_count(&status, MPI_BYTE, &count), what);
    return (uint64_t)count;
}

void *sw_wire_letters_room(uint32_t letters, struct sw_error *error)
{
    return sw_allocate((size_t)letters + 1, sizeof(MPI_Request), "sending letters", error);
}

void sw_wire_begin_letters(const struct sw_exchange *exchange, enum sw_traffic kind,
                           struct sw_letter *letter, uint32_t letters, void *room, const char *what)
{
    MPI_Request *request = room;

    for (uint32_t i = 0; i < letters; i++) {
        int size = (int)letter[i].size, peer = (int)letter[i].peer;

        must(exchange,
             letter[i].incoming ? MPI_Irecv(letter[i].bytes, size, MPI_BYTE, peer, (int)kind,
                                            MPI_COMM_WORLD, &request[i])
                                : MPI_Isend(letter[i].bytes, size, MPI_BYTE, peer, (int)kind,
                                            MPI_COMM_WORLD, &request[i]),
             what);
    }
}

void sw_wire_end_letters(const struct sw_exchange *exchange, struct sw_letter *letter,
                         uint32_t letters, void *room, const char *what)
{
    MPI_Request *request = room;

    for (uint32_t i = 0; i < letters; i++) {
        MPI_Status status;
        int length = 0;

        must(exchange, MPI_Wait(&request[i], &status), what);
        if (!letter[i].incoming)
            continue;
        must(exchange, MPI_Get_count(&status, MPI_BYTE, &length), what);
        letter[i].size = (size_t)length;
    }
}

#include "exchange/exchange.h"

#include "base/hash.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/pack.h"

#include "exchange/exchange_private.h"

#include <limits.h>
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

void sw_exchange_must(const struct sw_exchange *exchange, int result, const char *what)
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
    sw_exchange_must(exchange, MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN), "starting");
    sw_exchange_must(exchange, MPI_Comm_rank(MPI_COMM_WORLD, &rank), "starting");
    sw_exchange_must(exchange, MPI_Comm_size(MPI_COMM_WORLD, &ranks), "starting");
    sw_exchange_must(exchange, MPI_Get_processor_name(host, &length), "starting");
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
        sw_exchange_must(exchange, MPI_Finalize(), "ending");
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

/* ---- failures that all ranks hear of ---- */

/* ["failure", 1, code, text] in MessagePack, and zeros behind it; written here byte by byte, since
 * what has failed may be an allocation. */
enum { FAILURE_BYTES = 1024, FAILURE_VERSION = 1, CODE_MOST = 127 };

static void pack_failure(const struct sw_error *error, uint8_t out[FAILURE_BYTES])
{
    static const uint8_t head[] = {0x94, 0xa7, 'f', 'a', 'i', 'l', 'u', 'r', 'e', FAILURE_VERSION};
    size_t length = strnlen(error->text, sizeof error->text - 1), at = sizeof head;
    bool known = error->code > 0 && error->code <= CODE_MOST;

    _Static_assert(sizeof error->text + 16 <= FAILURE_BYTES, "the longest sentence fits");
    memset(out, 0, FAILURE_BYTES);
    memcpy(out, head, sizeof head);
    out[at++] = (uint8_t)(known ? error->code : SW_EXIT_INTERNAL);
    out[at++] = 0xda; /* a text with two bytes of length */
    out[at++] = (uint8_t)(length >> 8);
    out[at++] = (uint8_t)length;
    memcpy(out + at, error->text, length);
}

static int unpack_failure(const uint8_t bytes[FAILURE_BYTES], struct sw_error *error)
{
    struct sw_unpack reader;
    struct sw_error heard = {0};
    const char *text;
    size_t length = 0;

    if (sw_unpack_begin(&reader, bytes, FAILURE_BYTES, "failure", FAILURE_VERSION, 2, NULL) != 0)
        return -1;
    heard.code = (int)sw_unpack_uint(&reader, "code", CODE_MOST);
    text = sw_unpack_text(&reader, "sentence", sizeof heard.text - 1, &length);
    if (reader.failed || text == NULL)
        return -1;
    memcpy(heard.text, text, length);
    *error = heard;
    return 0;
}

int sw_exchange_agree(struct sw_exchange *exchange, int failed, struct sw_error *error)
{
    int mine = failed ? (int)exchange->rank : INT_MAX, lowest = INT_MAX;
    uint8_t bytes[FAILURE_BYTES];
    struct sw_meeting meeting;

    if (exchange->ranks == 1)
        return failed ? -1 : 0;
    meeting = sw_exchange_enter();
    sw_exchange_must(exchange, MPI_Allreduce(&mine, &lowest, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD),
         "asking all ranks whether they go on");
    sw_exchange_leave(exchange, meeting);
    sw_exchange_count(exchange, SW_TRAFFIC_CONTROL, sizeof mine, sizeof lowest);
    if (lowest == INT_MAX)
        return 0;
    if (lowest == (int)exchange->rank)
        pack_failure(error, bytes);
    sw_exchange_must(exchange, MPI_Bcast(bytes, sizeof bytes, MPI_BYTE, lowest, MPI_COMM_WORLD),
         "telling all ranks why one cannot go on");
    if (unpack_failure(bytes, error) != 0)
        sw_exchange_broken(exchange, "hearing why a rank cannot go on", "what came is no sentence");
    return -1;
}

/* ---- the first words ---- */

/* A trait as one line of fixed length, which is what is sent and compared. What is too long stands
 * as its hash. */
enum { LINE_BYTES = 64 };

static void line_of(const struct sw_exchange_trait *trait, char line[LINE_BYTES])
{
    const char *value = trait->value != NULL ? trait->value : "none";
    char hash[SW_HASH_TEXT];

    memset(line, 0, LINE_BYTES);
    if (strlen(value) > LINE_BYTES / 2 - 1)
        value = sw_hash_print(sw_hash(value, strlen(value)), hash);
    snprintf(line, LINE_BYTES, "%.31s=%.31s", trait->name, value);
}

int sw_exchange_meet(struct sw_exchange *exchange, const struct sw_exchange_trait *trait,
                     uint32_t traits, struct sw_error *error)
{
    char mine[SW_EXCHANGE_TRAITS][LINE_BYTES] = {0}, first[SW_EXCHANGE_TRAITS][LINE_BYTES];
    int failed = 0;

    if (exchange->ranks == 1)
        return 0;
    for (uint32_t i = 0; i < traits && i < SW_EXCHANGE_TRAITS; i++)
        line_of(&trait[i], mine[i]);
    memcpy(first, mine, sizeof first);
    sw_exchange_must(exchange, MPI_Bcast(first, sizeof first, MPI_BYTE, 0, MPI_COMM_WORLD),
         "comparing ranks with rank 0");
    for (uint32_t i = 0; i < SW_EXCHANGE_TRAITS && failed == 0; i++)
        if (memcmp(first[i], mine[i], LINE_BYTES) != 0)
            failed = sw_fail(error, SW_EXIT_USAGE,
                             "ranks differ: \"%.*s\" on rank 0 and \"%.*s\" on rank %u (%s); start "
                             "all ranks with the same program and the same options",
                             LINE_BYTES - 1, first[i], LINE_BYTES - 1, mine[i], exchange->rank,
                             exchange->host);
    return sw_exchange_agree(exchange, failed, error);
}

uint32_t sw_exchange_hosts(struct sw_exchange *exchange)
{
    static const char *const what = "counting machines";
    MPI_Comm machine;
    int rank = 0, hosts = 1, first;

    if (exchange->ranks == 1)
        return 1;
    sw_exchange_must(exchange,
         MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine),
         what);
    sw_exchange_must(exchange, MPI_Comm_rank(machine, &rank), what);
    sw_exchange_must(exchange, MPI_Comm_free(&machine), what);
    first = rank == 0;
    sw_exchange_must(exchange, MPI_Allreduce(&first, &hosts, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD), what);
    return (uint32_t)hosts;
}

/* ---- what crosses during a run ---- */

uint32_t sw_exchange_most(struct sw_exchange *exchange, uint32_t mine)
{
    uint32_t most = mine;
    struct sw_meeting meeting;

    if (exchange->ranks == 1)
        return mine;
    meeting = sw_exchange_enter();
    sw_exchange_count(exchange, SW_TRAFFIC_CONTROL, sizeof mine, sizeof most);
    sw_exchange_must(exchange, MPI_Allreduce(&mine, &most, 1, MPI_UINT32_T, MPI_MAX, MPI_COMM_WORLD),
         "comparing what ranks want");
    sw_exchange_leave(exchange, meeting);
    return most;
}

uint64_t sw_exchange_sum(struct sw_exchange *exchange, uint64_t mine)
{
    uint64_t sum = mine;

    if (exchange->ranks == 1)
        return mine;
    sw_exchange_must(exchange, MPI_Reduce(&mine, &sum, 1, MPI_UINT64_T, MPI_SUM, 0, MPI_COMM_WORLD),
         "summing over ranks");
    return sum;
}

int sw_exchange_broadcast(struct sw_exchange *exchange, void **bytes, size_t *size,
                          struct sw_error *error)
{
    uint64_t length = *size;
    int failed = 0;

    if (exchange->ranks == 1)
        return 0;
    sw_exchange_must(exchange, MPI_Bcast(&length, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD), "hearing from rank 0");
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

        sw_exchange_must(exchange, MPI_Bcast((char *)*bytes + at, (int)part, MPI_BYTE, 0, MPI_COMM_WORLD),
             "hearing from rank 0");
    }
    sw_exchange_count(exchange, SW_TRAFFIC_CONTROL,
                      exchange->rank == 0 ? length * (exchange->ranks - 1) : 0,
                      exchange->rank == 0 ? 0 : length);
    return 0;
}

#include "population/exchange_private.h"

#include "base/hash.h"
#include "base/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    uint32_t mine = failed ? exchange->rank : UINT32_MAX, lowest;
    uint8_t bytes[FAILURE_BYTES];
    struct sw_meeting meeting;

    if (exchange->ranks == 1)
        return failed ? -1 : 0;
    meeting = sw_exchange_enter();
    lowest = sw_wire_reduce(exchange, mine, SW_WIRE_LEAST, "asking all ranks whether they go on");
    sw_exchange_leave(exchange, meeting);
    sw_exchange_count(exchange, SW_TRAFFIC_CONTROL, sizeof mine, sizeof lowest);
    if (lowest == UINT32_MAX)
        return 0;
    if (lowest == exchange->rank)
        pack_failure(error, bytes);
    sw_wire_broadcast(exchange, bytes, sizeof bytes, lowest,
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
    sw_wire_broadcast(exchange, first, sizeof first, 0, "comparing ranks with rank 0");
    for (uint32_t i = 0; i < SW_EXCHANGE_TRAITS && failed == 0; i++)
        if (memcmp(first[i], mine[i], LINE_BYTES) != 0)
            failed = sw_fail(error, SW_EXIT_USAGE,
                             "ranks differ: \"%.*s\" on rank 0 and \"%.*s\" on rank %u (%s); start "
                             "all ranks with the same program and the same options",
                             LINE_BYTES - 1, first[i], LINE_BYTES - 1, mine[i], exchange->rank,
                             exchange->host);
    return sw_exchange_agree(exchange, failed, error);
}

/* ---- what one rank wants or knows ---- */

uint32_t sw_exchange_most(struct sw_exchange *exchange, uint32_t mine)
{
    uint32_t most = mine;
    struct sw_meeting meeting;

    if (exchange->ranks == 1)
        return mine;
    meeting = sw_exchange_enter();
    sw_exchange_count(exchange, SW_TRAFFIC_CONTROL, sizeof mine, sizeof most);
    most = sw_wire_reduce(exchange, mine, SW_WIRE_MOST, "comparing what ranks want");
    sw_exchange_leave(exchange, meeting);
    return most;
}

int sw_exchange_broadcast(struct sw_exchange *exchange, void **bytes, size_t *size,
                          struct sw_error *error)
{
    static const char what[] = "hearing from rank 0";
    uint64_t length = *size;
    int failed = 0;

    if (exchange->ranks == 1)
        return 0;
    sw_wire_broadcast(exchange, &length, sizeof length, 0, what);
    if (exchange->rank != 0) {
        *bytes = sw_allocate(length + 1, 1, what, error);
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
    sw_wire_broadcast(exchange, *bytes, length, 0, what);
    sw_exchange_count(exchange, SW_TRAFFIC_CONTROL,
                      exchange->rank == 0 ? length * (exchange->ranks - 1) : 0,
                      exchange->rank == 0 ? 0 : length);
    return 0;
}

double sw_exchange_tell_sent(struct sw_exchange *exchange, const uint64_t *before, double each,
                             char kinds[SW_EXCHANGE_KINDS])
{
    double all = 0;

    kinds[0] = '\0';
    for (int kind = 0; kind < SW_TRAFFICS && exchange->ranks > 1; kind++) {
        uint64_t sent = sw_exchange_sum(exchange, exchange->sent[kind] - before[kind]);
        size_t at = strlen(kinds);

        all += (double)sent / each;
        if (sent > 0)
            snprintf(kinds + at, SW_EXCHANGE_KINDS - at, "%s%s %.2f", at > 0 ? ", " : "",
                     sw_traffic_name((enum sw_traffic)kind), (double)sent / each);
    }
    return all;
}

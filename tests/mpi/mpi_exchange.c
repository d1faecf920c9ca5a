/* What crosses ranks, against what one process would make of it. Every check fails on all ranks at
 * once (a rank that stopped alone would leave the others waiting for ever). */
#include "base/random.h"
#include "exchange/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sw_exchange exchange;

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: rank %u of %u: not so: %s\n", __FILE__, __LINE__,              \
                    exchange.rank, exchange.ranks, #condition);                                    \
            sw_exchange_abort(1);                                                                  \
        }                                                                                          \
    } while (0)

static uint32_t bits(uint64_t id, uint32_t index)
{
    uint32_t block[4];

    sw_random_block(7, SW_RANDOM_TEST, id, 0, index, block);
    return block[0];
}

static void test_deal(void)
{
    for (uint64_t total = 0; total < 40; total++)
        for (uint32_t ranks = 1; ranks < 9; ranks++) {
            uint64_t at = 0, least = UINT64_MAX, most = 0;

            for (uint32_t rank = 0; rank < ranks; rank++) {
                uint64_t first, end;

                sw_deal(total, ranks, rank, &first, &end);
                EXPECT(first == at && end >= first);
                at = end;
                least = end - first < least ? end - first : least;
                most = end - first > most ? end - first : most;
            }
            EXPECT(at == total && most - least <= 1);
        }
}

static void test_scores(uint64_t total, uint32_t each)
{
    float *all = sw_allocate_floats(total * each, "testing", NULL);
    uint64_t first, end;
    struct sw_error error = {0};

    sw_deal(total, exchange.ranks, exchange.rank, &first, &end);
    for (uint64_t i = 0; i < total * each; i++)
        all[i] = i / each >= first && i / each < end ? (float)bits(i, each) : -1.0f;
    EXPECT(sw_exchange_scores(&exchange, all, total, each, &error) == 0);
    for (uint64_t i = 0; i < total * each; i++)
        EXPECT(all[i] == (float)bits(i, each));
    free(all);
}

static uint8_t token(uint64_t member, uint32_t at)
{
    return (uint8_t)bits(member, 1000 + at);
}

/* `kind`: 0 everybody hears itself, 1 a shift as partners sit, 2 anybody, also several the same. */
static void test_tokens(uint32_t litters, uint32_t unit, uint32_t each, int kind)
{
    uint64_t total = (uint64_t)litters * unit, first, end, crossing = 0;
    uint64_t before = exchange.token_bytes, sent = exchange.bytes_sent;
    uint32_t *source = sw_allocate(total, sizeof *source, "testing", NULL);
    uint8_t *said, *heard;
    struct sw_error error = {0};

    sw_deal(litters, exchange.ranks, exchange.rank, &first, &end);
    first *= unit;
    end *= unit;
    said = sw_allocate(end - first, each, "testing", NULL);
    heard = sw_allocate(end - first, each, "testing", NULL);
    for (uint64_t i = 0; i < total; i++)
        source[i] = (uint32_t)(kind == 0   ? i
                               : kind == 1 ? (i + total / 3 + 1) % total
                                           : bits(i, 99) % total);
    for (uint64_t i = first; i < end; i++)
        for (uint32_t j = 0; j < each; j++)
            said[(i - first) * each + j] = token(i, j);
    EXPECT(sw_exchange_tokens(&exchange, said, heard, source, total, unit, each, 256, &error) == 0);
    for (uint64_t i = first; i < end; i++)
        for (uint32_t j = 0; j < each; j++)
            EXPECT(heard[(i - first) * each + j] == token(source[i], j));
    /* What was counted as sent is what I said to listeners elsewhere, and not a byte more. */
    for (uint64_t i = 0; i < total; i++)
        crossing += (i < first || i >= end) && source[i] >= first && source[i] < end;
    EXPECT(exchange.token_bytes - before == crossing * each);
    EXPECT(exchange.bytes_sent - sent == crossing * each);
    EXPECT(kind != 0 || crossing == 0);
    free(source);
    free(said);
    free(heard);
}

static void test_broadcast(size_t length)
{
    void *bytes = NULL;
    size_t size = 0;
    struct sw_error error = {0};

    if (exchange.rank == 0) {
        size = length;
        bytes = sw_allocate(length, 1, "testing", NULL);
        for (size_t i = 0; i < length; i++)
            ((uint8_t *)bytes)[i] = (uint8_t)(i * 31 + i / 251);
    }
    EXPECT(sw_exchange_broadcast(&exchange, &bytes, &size, &error) == 0);
    EXPECT(size == length && bytes != NULL);
    for (size_t i = 0; i < length; i++)
        EXPECT(((uint8_t *)bytes)[i] == (uint8_t)(i * 31 + i / 251));
    free(bytes);
}

/* Ranks of the set `failing` fail; everybody hears the lowest's sentence. */
static void test_agree(uint32_t failing)
{
    struct sw_error error = {0};
    int failed = 0, result;
    char expected[64];
    uint32_t lowest = 0;

    failing &= (1u << exchange.ranks) - 1;
    if (failing >> exchange.rank & 1u)
        failed = sw_fail(&error, SW_EXIT_DAMAGED, "rank %u cannot", exchange.rank);
    result = sw_exchange_agree(&exchange, failed, &error);
    EXPECT(result == (failing == 0 ? 0 : -1));
    if (failing == 0) {
        EXPECT(error.code == 0 && error.text[0] == '\0');
        return;
    }
    while (!(failing >> lowest & 1u))
        lowest++;
    snprintf(expected, sizeof expected, "rank %u cannot", lowest);
    EXPECT(error.code == SW_EXIT_DAMAGED && strcmp(error.text, expected) == 0);
}

static void test_numbers(void)
{
    uint64_t sum = sw_exchange_sum(&exchange, exchange.rank + 1);
    uint64_t ranks = exchange.ranks;

    EXPECT(sw_exchange_most(&exchange, exchange.rank * 3 + 1) == (exchange.ranks - 1) * 3 + 1);
    EXPECT(sw_exchange_most(&exchange, 10 - exchange.rank) == 10);
    EXPECT(exchange.rank != 0 || sum == ranks * (ranks + 1) / 2);
    EXPECT(exchange.host[0] != '\0');
}

/* The lowest rank's differing trait is told to all; equal ones pass. */
static void test_meet(uint32_t odd)
{
    char value[64] = "7";
    struct sw_exchange_trait traits[] = {{"first", NULL}, {"second", value}};
    struct sw_error error = {0};
    bool differs = odd > 0 && odd < exchange.ranks;

    if (exchange.rank == odd && differs)
        memset(value, '8', 50); /* too long to be sent as it is */
    EXPECT(sw_exchange_meet(&exchange, traits, 2, &error) == (differs ? -1 : 0));
    EXPECT(!differs || (error.code == SW_EXIT_USAGE && strstr(error.text, "second=7") != NULL));
}

/* What must end all ranks with exit code 70; run by tests/mpi/t2011-handshake.sh. */
static int go_wrong(const char *how)
{
    struct sw_error error = {0};
    uint8_t said[2] = {3, 9}, heard[2];
    uint32_t source[] = {1, 0};

    if (strcmp(how, "root") == 0) {
        exchange.rank += 77; /* who cannot go on is no rank */
        sw_fail(&error, SW_EXIT_FAILED, "on purpose");
        sw_exchange_agree(&exchange, -1, &error);
    } else {
        sw_exchange_tokens(&exchange, said + exchange.rank, heard, source, 2, 1, 1, 9, &error);
    }
    return 0;
}

int main(int count, char **words)
{
    static const uint32_t eaches[] = {1, 3, 84};
    struct sw_error error = {0};

    if (sw_exchange_begin(&exchange, &error) != 0) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    if (count > 1)
        return go_wrong(words[1]);
    EXPECT(sw_exchange_hosts(&exchange) == 1);
    for (uint32_t odd = 0; odd < 4; odd++)
        test_meet(odd);
    test_deal();
    for (uint64_t total = 0; total < 9; total++) {
        test_scores(total, 1);
        test_scores(total, 32);
    }
    test_scores(1000, 32);
    /* Also with fewer litters than ranks: somebody seats nobody. */
    for (uint32_t litters = 1; litters < 8; litters++)
        for (int kind = 0; kind < 3; kind++)
            for (int e = 0; e < 3; e++) {
                test_tokens(litters, 1, eaches[e], kind);
                test_tokens(litters, 32, eaches[e], kind);
            }
    test_broadcast(0);
    test_broadcast(1);
    test_broadcast(100003);
    for (uint32_t failing = 0; failing < 8; failing++)
        test_agree(failing);
    test_numbers();
    sw_exchange_end(&exchange);
    return 0;
}

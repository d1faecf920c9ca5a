/* What crosses ranks, against what one process would make of it. Every check fails on all ranks at
 * once (a rank that stopped alone would leave the others waiting for ever). */
#include "base/random.h"
#include "population/exchange.h"

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

/* As the exchange wants it: the hosting of its own ranks. */
static struct sw_hosting host(uint32_t islands, uint32_t litters)
{
    struct sw_hosting hosting = sw_hosting_of(islands, litters, exchange.ranks, exchange.rank);
    struct sw_error error = {0};

    EXPECT(sw_exchange_host(&exchange, &hosting, &error) == 0);
    return hosting;
}

/* The definition of a hosting, litter by litter. */
static void test_hosting(uint32_t islands, uint32_t litters, uint32_t ranks)
{
    uint64_t total = (uint64_t)islands * litters;
    uint32_t homes = 0;

    for (uint32_t rank = 0; rank < ranks; rank++) {
        struct sw_hosting hosting = sw_hosting_of(islands, litters, ranks, rank);

        for (uint32_t island = 0; island < islands; island++) {
            uint32_t lowest = UINT32_MAX, highest = 0, mine = 0, first, end;

            for (uint32_t other = 0; other < ranks; other++) {
                uint64_t a, b;

                sw_deal(total, ranks, other, &a, &b);
                for (uint64_t litter = a; litter < b; litter++)
                    if (litter / litters == island) {
                        lowest = other < lowest ? other : lowest;
                        highest = other;
                        mine += other == rank;
                    }
            }
            EXPECT(sw_hosting_here(&hosting, island) == (mine > 0));
            sw_hosting_ranks(&hosting, island, &first, &end);
            EXPECT(first == lowest && end == highest + 1);
            sw_hosting_litters(&hosting, island, rank, &first, &end);
            EXPECT(end - first == mine);
            EXPECT((hosting.first_home <= island && island < hosting.end_home) == (lowest == rank));
        }
        homes += hosting.end_home - hosting.first_home;
    }
    EXPECT(homes == islands);
}

static void test_scores(uint32_t islands, uint32_t litters, uint32_t each)
{
    struct sw_hosting hosting = host(islands, litters);
    uint64_t low = (uint64_t)hosting.first_island * litters, mine, others = 0;
    uint64_t rows = (uint64_t)sw_hosting_hosted(&hosting) * litters;
    uint64_t sent = exchange.sent[SW_TRAFFIC_SCORES], got = exchange.received[SW_TRAFFIC_SCORES];
    float *all = sw_allocate_floats(rows * each + 1, "testing", NULL);
    struct sw_error error = {0};

    for (uint64_t i = 0; i < rows * each; i++) {
        uint64_t litter = low + i / each;
        bool here = hosting.first <= litter && litter < hosting.end;

        all[i] = here ? (float)bits(litter, (uint32_t)(i % each)) : -1.0f;
    }
    EXPECT(sw_exchange_scores(&exchange, &hosting, all, each, &error) == 0);
    for (uint64_t i = 0; i < rows * each; i++)
        EXPECT(all[i] == (float)bits(low + i / each, (uint32_t)(i % each)));
    /* What was counted: mine to every other host of its island, and theirs once. */
    mine = hosting.end - hosting.first;
    for (uint64_t litter = hosting.first; litter < hosting.end; litter++) {
        uint32_t first, end;

        sw_hosting_ranks(&hosting, (uint32_t)(litter / litters), &first, &end);
        others += end - first - 1;
    }
    EXPECT(exchange.sent[SW_TRAFFIC_SCORES] - sent == others * each * sizeof *all);
    EXPECT(exchange.received[SW_TRAFFIC_SCORES] - got == (rows - mine) * each * sizeof *all);
    free(all);
    sw_exchange_unhost(&exchange);
}

static uint8_t token(uint64_t member, uint32_t at)
{
    return (uint8_t)bits(member, 1000 + at);
}

/* `kind`: 0 everybody hears itself, 1 a shift as partners sit, 2 anybody, also several the same. */
static uint32_t heard_by(uint32_t island, uint32_t row, uint32_t room, int kind)
{
    return kind == 0   ? row
           : kind == 1 ? (row + room / 3 + 1) % room
                       : bits((uint64_t)island * room + row, 99) % room;
}

static void test_tokens(struct sw_hosting hosting, uint32_t unit, uint32_t each, int kind)
{
    uint32_t room = hosting.litters * unit;
    uint64_t first = hosting.first * unit, end = hosting.end * unit, crossing = 0;
    uint64_t before = exchange.sent[SW_TRAFFIC_TOKENS];
    uint64_t low = (uint64_t)hosting.first_island * room;
    uint64_t rows = (uint64_t)sw_hosting_hosted(&hosting) * room;
    uint32_t *source = sw_allocate(rows + 1, sizeof *source, "testing", NULL);
    uint8_t *said = sw_allocate(end - first + 1, each, "testing", NULL);
    uint8_t *heard = sw_allocate(end - first + 1, each, "testing", NULL);
    struct sw_error error = {0};

    for (uint64_t i = 0; i < rows; i++)
        source[i] = heard_by((uint32_t)((low + i) / room), (uint32_t)(i % room), room, kind);
    for (uint64_t i = first; i < end; i++)
        for (uint32_t j = 0; j < each; j++)
            said[(i - first) * each + j] = token(i, j);
    EXPECT(sw_exchange_tokens(&exchange, &hosting, said, heard, source, unit, each, 256, &error) ==
           0);
    for (uint64_t i = first; i < end; i++)
        for (uint32_t j = 0; j < each; j++)
            EXPECT(heard[(i - first) * each + j] == token(i / room * room + source[i - low], j));
    /* What was counted as sent is what I said to listeners elsewhere, and not a byte more. */
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t speaker = (low + i) / room * room + source[i];
        bool here = first <= low + i && low + i < end;

        crossing += !here && first <= speaker && speaker < end;
    }
    EXPECT(exchange.sent[SW_TRAFFIC_TOKENS] - before == crossing * each);
    EXPECT(kind != 0 || crossing == 0);
    free(source);
    free(said);
    free(heard);
}

/* ---- blocks of bytes: rank r has r * 37 % 5 * scale bytes that say who it is ---- */

static size_t block_of(uint32_t rank, size_t scale, uint8_t *out)
{
    size_t size = rank * 37 % 5 * scale;

    for (size_t i = 0; i < size && out != NULL; i++)
        out[i] = (uint8_t)(rank * 31 + i);
    return size;
}

static size_t blocks_of(size_t scale, uint8_t *out)
{
    size_t at = 0;

    for (uint32_t rank = 0; rank < exchange.ranks; rank++)
        at += block_of(rank, scale, out == NULL ? NULL : out + at);
    return at;
}

struct taken {
    uint8_t *bytes;
    size_t size;
    bool fails;
};

static int take(void *context, const void *bytes, size_t size, struct sw_error *error)
{
    struct taken *taken = context;

    if (taken->fails)
        return sw_fail(error, SW_EXIT_FAILED, "on purpose");
    memcpy(taken->bytes + taken->size, bytes, size);
    taken->size += size;
    return 0;
}

static void *deal_block(void *context, uint32_t rank, size_t *size, struct sw_error *error)
{
    size_t scale = *(size_t *)context;
    uint8_t *block = sw_allocate(rank * 37 % 5 * scale + 1, 1, "testing", error);

    *size = block_of(rank, scale, block);
    return block;
}

/* To all, to rank 0, to rank 0 one after another, and from it. */
static void test_blocks(size_t scale)
{
    size_t total = blocks_of(scale, NULL), got = 0;
    uint8_t *expected = sw_allocate(total + 1, 1, "testing", NULL);
    uint8_t *mine = sw_allocate(5 * scale + 1, 1, "testing", NULL);
    size_t size = block_of(exchange.rank, scale, mine);
    struct taken taken = {.bytes = sw_allocate(total + 1, 1, "testing", NULL)};
    struct sw_error error = {0};
    void *all;

    host(3, 2);
    blocks_of(scale, expected);
    EXPECT(sw_exchange_all(&exchange, SW_TRAFFIC_PLANS, 0, mine, size, &all, &got, &error) == 0);
    EXPECT(got == total && memcmp(all, expected, total) == 0);
    free(all);
    EXPECT(sw_exchange_gather(&exchange, SW_TRAFFIC_RECORDS, 0, mine, size, take, &taken, &error) ==
           0);
    EXPECT(exchange.rank != 0 ||
           (taken.size == total && memcmp(taken.bytes, expected, total) == 0));
    taken.size = 0;
    EXPECT(sw_exchange_collect(&exchange, SW_TRAFFIC_PARENTS, 0, mine, size, take, &taken,
                               &error) == 0);
    EXPECT(exchange.rank != 0 ||
           (taken.size == total && memcmp(taken.bytes, expected, total) == 0));
    EXPECT(sw_exchange_deal_out(&exchange, deal_block, &scale, &all, &got, &error) == 0);
    EXPECT(got == size && memcmp(all, mine, size) == 0);
    free(all);
    /* What fails on one rank fails on all; where rank 0 cannot take, it alone says so. */
    EXPECT(sw_exchange_all(&exchange, SW_TRAFFIC_PLANS, exchange.rank + 1 == exchange.ranks, mine,
                           size, &all, &got, &error) == -1);
    EXPECT(sw_exchange_gather(&exchange, SW_TRAFFIC_RECORDS, exchange.rank + 1 == exchange.ranks,
                              mine, size, take, &taken, &error) == -1);
    taken.fails = true;
    EXPECT(sw_exchange_gather(&exchange, SW_TRAFFIC_RECORDS, 0, mine, size, take, &taken, &error) ==
           (exchange.rank == 0));
    EXPECT(sw_exchange_collect(&exchange, SW_TRAFFIC_PARENTS, 0, mine, size, take, &taken,
                               &error) == (exchange.rank == 0 ? -1 : 0));
    free(expected);
    free(mine);
    free(taken.bytes);
    sw_exchange_unhost(&exchange);
}

/* Everybody writes two letters to everybody else. */
static void test_letters(void)
{
    enum { MOST = 64, ROOM = 5000 };
    struct sw_letter letter[MOST];
    struct sw_error error = {0};
    uint32_t count = 0;

    for (uint32_t peer = 0; peer < exchange.ranks; peer++)
        for (uint32_t k = 0; k < 4 && peer != exchange.rank; k++) {
            uint32_t from = k < 2 ? exchange.rank : peer;
            struct sw_letter *next = &letter[count++];

            *next = (struct sw_letter){peer, k >= 2, sw_allocate(ROOM, 1, "testing", NULL), ROOM};
            if (k < 2) {
                next->size = 1000 * (k + 1) + from;
                memset(next->bytes, (int)(10 * from + k), next->size);
            }
        }
    EXPECT(sw_exchange_letters(&exchange, SW_TRAFFIC_PARENTS, 0, letter, count, &error) == 0);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = i % 4, from = letter[i].peer;

        EXPECT(k < 2 || letter[i].size == 1000 * (k - 1) + from);
        EXPECT(k < 2 ||
               ((uint8_t *)letter[i].bytes)[letter[i].size - 1] == (uint8_t)(10 * from + k - 2));
        free(letter[i].bytes);
    }
    EXPECT(sw_exchange_letters(&exchange, SW_TRAFFIC_PARENTS, exchange.rank == 0, NULL, 0,
                               &error) == -1);
}

/* Terms of which no two sums in another order are equal. */
static float term(uint32_t rank, uint32_t at)
{
    return (float)bits(rank, at) * (rank % 2 == 0 ? 1.0f : 1e-6f);
}

static void add_terms(void *context, float *sum, uint32_t first, uint32_t end)
{
    (void)context;
    for (uint32_t i = first; i < end; i++)
        sum[i] += term(exchange.rank, i);
}

/* Of the ranks first, first + step, ...: the sum is that of a plain loop, bit for bit. */
static void test_sum(uint32_t floats, uint32_t first, uint32_t step)
{
    uint32_t rank[64], ranks = 0;
    float *sum = sw_allocate_floats(floats, "testing", NULL);
    bool here = false;

    for (uint32_t i = first; i < exchange.ranks; i += step) {
        rank[ranks++] = i;
        here |= i == exchange.rank;
    }
    if (here)
        sw_exchange_add_up(&exchange, rank, ranks, sum, floats, add_terms, NULL);
    for (uint32_t i = 0; i < floats && here; i++) {
        float expected = 0;

        for (uint32_t k = 0; k < ranks; k++)
            expected += term(rank[k], i);
        EXPECT(sum[i] == expected);
    }
    free(sum);
}

/* Blocks of 64 in which rank `rank` has something; all have nothing in most of them. */
static bool has_block(uint32_t rank, uint32_t block)
{
    return block % 41 == 3 * (rank % 4) + 5;
}

static void add_few(void *context, float *sum, uint32_t first, uint32_t end)
{
    (void)context;
    for (uint32_t i = first; i < end; i++)
        if (has_block(exchange.rank, i / 64))
            sum[i] += term(exchange.rank, i);
}

/* The same of sums that are mostly 0: the first rank, which sends nothing but its own terms, sends
 * those, and 16 bytes for each 8,192 floats. */
static void test_sparse_sum(void)
{
    enum { FLOATS = 20000, CHUNKS = 3, HEADER = 16 };
    uint32_t rank[64], blocks = 0;
    float *sum = sw_allocate_floats(FLOATS, "testing", NULL);
    uint64_t before = exchange.sent[SW_TRAFFIC_STEPS];

    for (uint32_t i = 0; i < exchange.ranks; i++)
        rank[i] = i;
    for (uint32_t i = 0; i < FLOATS; i++)
        sum[i] = -1; /* what stood there before does not stay */
    sw_exchange_add_up(&exchange, rank, exchange.ranks, sum, FLOATS, add_few, NULL);
    for (uint32_t i = 0; i < FLOATS; i++) {
        float expected = 0;

        for (uint32_t k = 0; k < exchange.ranks; k++)
            expected += has_block(k, i / 64) ? term(k, i) : 0;
        EXPECT(sum[i] == expected);
    }
    for (uint32_t block = 0; block < FLOATS / 64; block++)
        blocks += has_block(0, block);
    EXPECT(blocks > 0 && !has_block(0, FLOATS / 64)); /* the last block is a short one */
    if (exchange.rank == 0)
        EXPECT(exchange.sent[SW_TRAFFIC_STEPS] - before ==
               (exchange.ranks == 1 ? 0 : CHUNKS * HEADER + blocks * 64 * sizeof *sum));
    free(sum);
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
        struct sw_hosting hosting = host(1, 2);

        sw_exchange_tokens(&exchange, &hosting, said + exchange.rank, heard, source, 1, 1, 9,
                           &error);
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
    for (uint32_t islands = 1; islands < 5; islands++)
        for (uint32_t litters = 1; litters < 4; litters++) {
            for (uint32_t ranks = 1; ranks < 9; ranks++)
                test_hosting(islands, litters, ranks);
            test_scores(islands, litters, 1);
            test_scores(islands, litters, 32);
        }
    test_scores(7, 143, 32);
    /* Also with fewer litters than ranks: somebody seats nobody. */
    for (uint32_t islands = 1; islands < 5; islands++)
        for (uint32_t litters = 1; litters < 6; litters += 2) {
            struct sw_hosting hosting = host(islands, litters);

            for (int kind = 0; kind < 3; kind++)
                for (int e = 0; e < 3; e++) {
                    test_tokens(hosting, 1, eaches[e], kind);
                    test_tokens(hosting, 32, eaches[e], kind);
                }
        }
    /* All by way of one rank, each for itself, and two by two: as on several machines. */
    for (exchange.fan = 0; exchange.fan < 3; exchange.fan++) {
        test_blocks(0);
        test_blocks(1);
        test_blocks(50001);
    }
    exchange.fan = 0;
    test_letters();
    test_sum(1, 0, 1);
    test_sum(20000, 0, 1);
    test_sum(20000, 1, 1);
    test_sum(5, 0, 2);
    test_sparse_sum();
    test_broadcast(0);
    test_broadcast(1);
    test_broadcast(100003);
    for (uint32_t failing = 0; failing < 8; failing++)
        test_agree(failing);
    test_numbers();
    sw_exchange_end(&exchange);
    return 0;
}

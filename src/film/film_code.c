#include "film/film_code.h"

#include <stdlib.h>

#define SHARE_LEAST 512u /* of 65536: 1/128 */
#define SEEN_MOST   30

/* -log2((i + 1/2) / 128), in 1024ths, for i = 0..127: what a bit of that share costs. */
static const uint16_t cost_of_share[128] = {
    8192, 6569, 5814, 5317, 4946, 4650, 4403, 4191, 4006, 3842, 3694, 3560, 3437, 3323, 3217, 3119,
    3027, 2940, 2858, 2780, 2706, 2636, 2568, 2504, 2443, 2383, 2327, 2272, 2219, 2168, 2119, 2071,
    2025, 1980, 1937, 1895, 1854, 1814, 1775, 1737, 1700, 1664, 1629, 1594, 1561, 1528, 1496, 1464,
    1434, 1404, 1374, 1345, 1317, 1289, 1261, 1235, 1208, 1182, 1157, 1132, 1107, 1083, 1059, 1036,
    1013, 990,  967,  945,  924,  902,  881,  860,  840,  820,  800,  780,  760,  741,  722,  704,
    685,  667,  649,  631,  613,  596,  579,  562,  545,  529,  512,  496,  480,  464,  448,  433,
    417,  402,  387,  372,  357,  343,  328,  314,  300,  286,  272,  258,  244,  231,  217,  204,
    191,  178,  165,  152,  139,  126,  114,  102,  89,   77,   65,   53,   41,   29,   17,   6,
};

/* 65536 / (n + 1.5) for the n-th bit. */
static const uint16_t rate[SEEN_MOST + 1] = {
    43691, 26214, 18725, 14564, 11916, 10082, 8738, 7710, 6899, 6242, 5699,
    5243,  4855,  4520,  4228,  3972,  3745,  3542, 3361, 3197, 3048, 2913,
    2789,  2675,  2570,  2473,  2383,  2300,  2222, 2149, 2081,
};

void sw_film_bits_reset(struct sw_film_bit *bits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bits[i] = (struct sw_film_bit){32768, 0};
}

struct sw_film_coder sw_film_counter(void)
{
    return (struct sw_film_coder){.mode = SW_FILM_COUNTS};
}

struct sw_film_coder sw_film_writer(void)
{
    return (struct sw_film_coder){.mode = SW_FILM_WRITES, .high = UINT32_MAX};
}

static uint8_t next_byte(struct sw_film_coder *coder)
{
    if (coder->at < coder->end)
        return *coder->at++;
    coder->missing++;
    return 0;
}

struct sw_film_coder sw_film_reader(const void *bytes, size_t size)
{
    struct sw_film_coder coder = {.mode = SW_FILM_READS, .high = UINT32_MAX};

    coder.at = bytes;
    coder.end = coder.at + size;
    for (int i = 0; i < 4; i++)
        coder.value = coder.value << 8 | next_byte(&coder);
    return coder;
}

static void put_byte(struct sw_film_coder *coder, uint8_t byte)
{
    if (coder->size == coder->capacity) {
        size_t capacity = coder->capacity < 64 ? 64 : 2 * coder->capacity;
        uint8_t *bytes = coder->failed ? NULL : realloc(coder->bytes, capacity);

        if (bytes == NULL) {
            coder->failed = true;
            return;
        }
        coder->bytes = bytes;
        coder->capacity = capacity;
    }
    coder->bytes[coder->size++] = byte;
}

uint8_t *sw_film_writer_end(struct sw_film_coder *coder, size_t *size)
{
    uint8_t *bytes;

    /* The shortest number in the interval whose digits behind are zeros. */
    for (int count = 0; count <= 4; count++) {
        uint32_t rest = count == 0 ? UINT32_MAX : (uint32_t)((1ull << (32 - 8 * count)) - 1);
        uint64_t start = ((uint64_t)coder->low + rest) & ~(uint64_t)rest;

        if (start > coder->high)
            continue;
        for (int i = 0; i < count; i++)
            put_byte(coder, (uint8_t)(start >> (24 - 8 * i)));
        break;
    }
    /* Even nothing is a buffer, so that NULL means one thing. */
    if (coder->bytes == NULL && !coder->failed)
        coder->bytes = malloc(1);
    bytes = coder->bytes;
    if (coder->failed) {
        free(bytes);
        bytes = NULL;
    }
    *size = coder->size;
    coder->bytes = NULL;
    coder->size = coder->capacity = 0;
    return bytes;
}

int sw_film_reader_end(const struct sw_film_coder *coder)
{
    return coder->failed || coder->missing > 4 || coder->at != coder->end ? -1 : 0;
}

/* Codes one bit whose probability of being 1 is share / 65536. */
static uint32_t split(struct sw_film_coder *coder, uint32_t share, uint32_t value)
{
    uint32_t middle;

    if (coder->mode == SW_FILM_COUNTS) {
        coder->cost += cost_of_share[(value ? share : 65536 - share) >> 9];
        return value;
    }
    if (coder->mode == SW_FILM_READS && (coder->failed || coder->missing > 4)) {
        coder->failed = true;
        return 0;
    }
    middle = coder->low + (uint32_t)((uint64_t)(coder->high - coder->low) * share >> 16);
    if (coder->mode == SW_FILM_READS)
        value = coder->value <= middle;
    if (value)
        coder->high = middle;
    else
        coder->low = middle + 1;
    while ((coder->low ^ coder->high) >> 24 == 0) {
        if (coder->mode == SW_FILM_READS)
            coder->value = coder->value << 8 | next_byte(coder);
        else
            put_byte(coder, (uint8_t)(coder->low >> 24));
        coder->low <<= 8;
        coder->high = coder->high << 8 | 255;
    }
    return value;
}

uint32_t sw_film_code_bit(struct sw_film_coder *coder, struct sw_film_bit *bit, uint32_t value)
{
    uint32_t share = bit->share;

    if (share < SHARE_LEAST)
        share = SHARE_LEAST;
    if (share > 65536 - SHARE_LEAST)
        share = 65536 - SHARE_LEAST;
    value = split(coder, share, value);
    if (coder->mode == SW_FILM_COUNTS)
        return value;
    if (value)
        bit->share = (uint16_t)(bit->share + ((65535u - bit->share) * rate[bit->seen] >> 16));
    else
        bit->share = (uint16_t)(bit->share - (bit->share * (uint32_t)rate[bit->seen] >> 16));
    if (bit->seen < SEEN_MOST)
        bit->seen++;
    return value;
}

uint32_t sw_film_code_tree(struct sw_film_coder *coder, struct sw_film_bit *tree, int depth,
                           uint32_t count, uint32_t value)
{
    uint32_t node = 1;

    for (int i = depth - 1; i >= 0; i--)
        node = node << 1 | sw_film_code_bit(coder, &tree[node], value >> i & 1u);
    value = node - (1u << depth);
    if (value >= count) {
        coder->failed = true;
        return 0;
    }
    return value;
}

uint32_t sw_film_code_below(struct sw_film_coder *coder, uint32_t bound, uint32_t value)
{
    uint32_t low = 0, high = bound; /* low <= value < high */

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t share = (uint32_t)((uint64_t)(high - middle) * 65536 / (high - low));

        if (split(coder, share, value >= middle))
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint32_t sw_film_code_gap(struct sw_film_coder *coder, struct sw_film_bit bits[SW_FILM_GAP_BITS],
                          uint32_t value)
{
    uint32_t digits = value < 1023 ? 31u - (uint32_t)__builtin_clz(value + 1) : 0, number = 1;

    digits = sw_film_code_tree(coder, bits, 4, 10, digits);
    for (uint32_t i = digits; i-- > 0;) {
        uint32_t digit = (value + 1) >> i & 1u;

        if (i + 1 == digits)
            digit = sw_film_code_bit(coder, &bits[16 + digits], digit);
        else
            digit = sw_film_code_below(coder, 2, digit);
        number = number << 1 | digit;
    }
    return number - 1;
}

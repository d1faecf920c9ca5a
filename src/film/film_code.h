/* film_code.h - bits for films: an adaptive binary arithmetic coder, and numbers made of bits.
 *
 * One call serves three modes, so that what is written and what is read are described once:
 *
 *     SW_FILM_COUNTS  adds up what coding would cost and changes no model: for choosing
 *     SW_FILM_WRITES  appends to a buffer of its own
 *     SW_FILM_READS   takes bytes that somebody else may have made up
 *
 * Every call takes the value (what is read is passed in as 0) and returns it; when reading, what
 * was read. A model bit holds the share of ones among the bits coded with it so far: it begins at
 * one half, its n-th bit moves it by 1 / (n + 1.5), later ones by 1 / 32. Shares are kept between
 * 1/128 and 127/128. So a bit costs at least 0.011 bits, and a few bytes cannot ask for work
 * without end. Integers only: the same bytes on every machine.
 *
 * The coder is the carryless one of Mahoney's PAQ series: an interval of 32-bit numbers, split at
 * each bit in the proportion of the model; bytes on which its ends agree are written. It ends with
 * the fewest bytes (at most 4) that lead into the interval if zeros follow. All functions are
 * Local.
 */
#ifndef SW_FILM_FILM_CODE_H
#define SW_FILM_FILM_CODE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum sw_film_mode { SW_FILM_COUNTS, SW_FILM_WRITES, SW_FILM_READS };

/* An adaptive bit; all zero is not a start: see sw_film_bits_reset. */
struct sw_film_bit {
    uint16_t share; /* of ones, in 1/65536 */
    uint8_t seen;   /* bits coded so far, at most 30 */
};

struct sw_film_coder {
    enum sw_film_mode mode;
    bool failed;             /* reading: the bytes ended or make no sense; writing: out of memory */
    uint32_t low, high;      /* the interval, both ends included */
    uint32_t value;          /* reading: the number inside it */
    const uint8_t *at, *end; /* reading: borrowed */
    uint32_t missing;        /* reading: bytes taken behind the end (zeros) */
    uint8_t *bytes;          /* writing: owned by the coder */
    size_t size, capacity;
    uint64_t cost; /* counting: 1024ths of a bit */
};

void sw_film_bits_reset(struct sw_film_bit *bits, size_t count);

struct sw_film_coder sw_film_counter(void);
struct sw_film_coder sw_film_writer(void);
struct sw_film_coder sw_film_reader(const void *bytes, size_t size);

/* Ends writing. The bytes are the caller's, released by free(); NULL when out of memory. */
uint8_t *sw_film_writer_end(struct sw_film_coder *coder, size_t *size);

/* Ends reading: -1 if the bytes were too few, too many or made no sense. */
int sw_film_reader_end(const struct sw_film_coder *coder);

/* One bit. */
uint32_t sw_film_code_bit(struct sw_film_coder *coder, struct sw_film_bit *bit, uint32_t value);

/* A number of `depth` bits, 0 <= value < count <= 2^depth: a tree with a model bit in each of the
 * 2^depth nodes that `tree` holds. Reading a value of `count` or more is a failure (and gives 0).
 */
uint32_t sw_film_code_tree(struct sw_film_coder *coder, struct sw_film_bit *tree, int depth,
                           uint32_t count, uint32_t value);

/* 0 <= value < bound, all equally likely: log2(bound) bits. */
uint32_t sw_film_code_below(struct sw_film_coder *coder, uint32_t bound, uint32_t value);

/* 0 <= value < 1023, small ones likely: the place of the leading digit of value + 1 by a tree
 * of 16, then the digits behind it, the first of them modelled. */
#define SW_FILM_GAP_BITS 32
uint32_t sw_film_code_gap(struct sw_film_coder *coder, struct sw_film_bit bits[SW_FILM_GAP_BITS],
                          uint32_t value);

#endif

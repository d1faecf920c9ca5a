/* hash.h - XXH3-64 (xxHash): finds damage and compares contents; no protection against someone who
 * forges. Local.
 *
 * The values are part of our file formats: XXH3 is stable since xxHash 0.8, seed 0.
 */
#ifndef SW_BASE_HASH_H
#define SW_BASE_HASH_H

#include "base/error.h"

#include <stdint.h>

#define SW_HASH_TEXT 17

uint64_t sw_hash(const void *bytes, size_t size);

/* Sixteen hexadecimal digits, "00ab...". Returns `text`. */
char *sw_hash_print(uint64_t hash, char text[SW_HASH_TEXT]);

/* A hash of bytes that come piece by piece: equals sw_hash of all of them in a row. */
struct sw_digest; /* opaque */

struct sw_digest *sw_digest_create(struct sw_error *error);
void sw_digest_destroy(struct sw_digest *digest); /* NULL is fine */
void sw_digest_add(struct sw_digest *digest, const void *bytes, size_t size);

/* Adds the eight bytes of a number, lowest first. Put one before every piece of varying length (its
 * length): then different lists of pieces never run together into the same bytes. */
void sw_digest_number(struct sw_digest *digest, uint64_t number);

/* The hash of what was added so far; more may be added afterwards. */
uint64_t sw_digest_value(const struct sw_digest *digest);

#endif

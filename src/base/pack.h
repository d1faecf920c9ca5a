/* pack.h - MessagePack records: [kind, version, field, field, ...], written plainly, read without
 * trust.
 *
 * Writing goes through msgpack-c. Reading does not: its unpacker allocates what an array's header
 * claims (five hostile bytes ask for gigabytes), so the reader here is a cursor over the bytes that
 * allocates nothing and checks every length against what is left. Both sides remember their first
 * failure and do nothing from there on, so that a record is written or read field by field and
 * checked once, at the end. Arrays of floats are one `bin`, 4 bytes each, little-endian, on every
 * machine: their bits come back as they were.
 *
 * All functions are Local. Failures of reading carry SW_EXIT_DAMAGED.
 */
#ifndef SW_BASE_PACK_H
#define SW_BASE_PACK_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* ---- writing ---- */

struct sw_pack; /* opaque */

/* Begins a record of `fields` fields (an array counts as one, whatever it holds). NULL when out of
 * memory: every function below takes that NULL and sw_pack_end says so. */
struct sw_pack *sw_pack_begin(const char *kind, uint32_t version, uint32_t fields);

void sw_pack_uint(struct sw_pack *pack, uint64_t value);   /* 1 to 9 bytes */
void sw_pack_bool(struct sw_pack *pack, bool value);       /* 1 byte */
void sw_pack_single(struct sw_pack *pack, float value);    /* 5 bytes */
void sw_pack_double(struct sw_pack *pack, double value);   /* 9 bytes */
void sw_pack_nil(struct sw_pack *pack);                    /* 1 byte: no value */
void sw_pack_array(struct sw_pack *pack, uint32_t count);  /* `count` values must follow */
void sw_pack_text(struct sw_pack *pack, const char *text); /* up to its 0 */
void sw_pack_bytes(struct sw_pack *pack, const void *bytes, size_t size);
void sw_pack_floats(struct sw_pack *pack, const float *values, size_t count); /* bin, 4 * count */

/* Ends the record and releases the writer. Returns the bytes, released by free(), or NULL. */
void *sw_pack_end(struct sw_pack *pack, size_t *size, struct sw_error *error);

/* ---- reading ---- */

struct sw_unpack {
    const uint8_t *at, *end; /* what is left; borrowed from the caller */
    const char *kind;        /* for sentences */
    uint32_t version;        /* of the record */
    bool failed;
    struct sw_error *error; /* may be NULL */
};

/* Checks the envelope: this kind, a version in 1..version_max, exactly `fields` fields. A version
 * beyond is a sentence that asks for a newer program. Returns -1 on failure, and then every read
 * below gives 0 and sw_unpack_end fails too. */
int sw_unpack_begin(struct sw_unpack *reader, const void *bytes, size_t size, const char *kind,
                    uint32_t version_max, uint32_t fields, struct sw_error *error);

/* The same for a record whose versions differ in length: fields[v - 1] of version v, 1..versions. */
int sw_unpack_begin_versions(struct sw_unpack *reader, const void *bytes, size_t size,
                             const char *kind, const uint32_t *fields, uint32_t versions,
                             struct sw_error *error);

/* Each reads one value; `field` names it in the sentence of a failure. */
uint64_t sw_unpack_uint(struct sw_unpack *reader, const char *field, uint64_t maximum);
bool sw_unpack_bool(struct sw_unpack *reader, const char *field);
float sw_unpack_single(struct sw_unpack *reader, const char *field);  /* NaN, infinity: refused */
double sw_unpack_double(struct sw_unpack *reader, const char *field); /* NaN, infinity: refused */

/* True, and the value is taken, if the next value is nil; else nothing is taken. */
bool sw_unpack_nil(struct sw_unpack *reader);

/* The length of an array, at most `maximum`, and no more than could stand in the bytes that are
 * left if each element took `element_bytes` (>= 1): what a caller may allocate. */
uint32_t sw_unpack_array(struct sw_unpack *reader, const char *field, uint32_t maximum,
                         uint32_t element_bytes);

/* Text or bytes inside the record, borrowed, at most `maximum` long; text has no final 0 and
 * contains none. NULL on failure. */
const char *sw_unpack_text(struct sw_unpack *reader, const char *field, size_t maximum,
                           size_t *size);
const void *sw_unpack_bytes(struct sw_unpack *reader, const char *field, size_t maximum,
                            size_t *size);

/* Exactly `count` floats into out; NaN and infinity are refused, all other bits are kept. */
void sw_unpack_floats(struct sw_unpack *reader, const char *field, float *out, size_t count);

/* Fails the read with "the <kind> record's <field> <sentence>" (for checks between fields). */
void sw_unpack_refuse(struct sw_unpack *reader, const char *field, const char *sentence);

/* 0 if every read succeeded and nothing is left over, else -1. */
int sw_unpack_end(struct sw_unpack *reader);

#endif

/* datafile.h - LMDB's data file as bytes: reading them, and the two pages that describe the rest.
 * Local.
 *
 * The format is that of LMDB 0.9 (MDB_DATA_VERSION 1) on machines with 64 bits, as its mdb.c lays
 * it out; numbers are in the machine's own byte order. For population/pages and population/store
 * only.
 */
#ifndef SW_STORE_DATAFILE_H
#define SW_STORE_DATAFILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    SW_DATAFILE_HEADER = 16, /* of a page: number 8, pad 2, flags 2, lower 2, upper 2 */
    SW_DATAFILE_DEPTH = 32,  /* no tree is deeper */
    SW_DATAFILE_META = 136,  /* bytes of a description */
    SW_DATAFILE_FIRST = SW_DATAFILE_HEADER + SW_DATAFILE_META /* of a page that begins with one */
};

/* Numbers at any address. */
static inline uint16_t sw_datafile_get16(const uint8_t *at)
{
    uint16_t value;

    memcpy(&value, at, sizeof value);
    return value;
}

static inline uint32_t sw_datafile_get32(const uint8_t *at)
{
    uint32_t value;

    memcpy(&value, at, sizeof value);
    return value;
}

static inline uint64_t sw_datafile_get64(const uint8_t *at)
{
    uint64_t value;

    memcpy(&value, at, sizeof value);
    return value;
}

/* Fails with "the store is damaged: page N of data.mdb <what>; ..."; returns -1. */
int sw_datafile_broken(uint64_t page, const char *what, struct sw_error *error);

/* Reads `size` bytes; what lies behind the file's end is damage of that page, what the system does
 * not read is not (SW_EXIT_FAILED). */
int sw_datafile_read(int file, uint64_t page, uint64_t offset, uint8_t *out, size_t size,
                     struct sw_error *error);

struct sw_datafile_tree {
    uint64_t root, entries, branches, leaves, overflows;
    uint32_t depth;
};

/* One of the two descriptions of the whole file, of which LMDB overwrites the older at a commit. */
struct sw_datafile_meta {
    uint32_t page_size;
    uint64_t last_page, transaction, map_bytes;
    struct sw_datafile_tree spare, main; /* the pages that may be reused; the records */
    uint8_t raw[SW_DATAFILE_META];       /* as in the file */
};

/* Checks and decodes; `index` (0, 1) stands in the sentence. */
int sw_datafile_meta_decode(const uint8_t raw[SW_DATAFILE_META], int index,
                            struct sw_datafile_meta *out, struct sw_error *error);

/* Reads both (another process may be writing: a torn read is read again). Each by itself must be
 * sound and speak of no more than the file holds; whether they fit each other is
 * sw_datafile_metas_newest. */
int sw_datafile_metas(int file, struct sw_datafile_meta out[2], struct sw_error *error);

/* The index of the newer one, or -1 if they cannot both stand in an undamaged file. */
int sw_datafile_metas_newest(const struct sw_datafile_meta meta[2], struct sw_error *error);

/* The beginnings of the two pages as they stand, sound or not: for when one of them is not. */
struct sw_datafile_pair {
    uint32_t page_size;
    uint8_t page[2][SW_DATAFILE_FIRST];
};

int sw_datafile_pair_read(int file, struct sw_datafile_pair *out, struct sw_error *error);

/* Writes back what differs from before. A commit whose description could not be written leaves a
 * mixture: LMDB puts the old number over the new trees. */
void sw_datafile_pair_put_back(int file, const struct sw_datafile_pair *before);

/* Decodes one of them by itself. False if it is not sound: then only out->transaction is set, to
 * the one that the page claims, or UINT64_MAX if it does not look like a description at all. */
bool sw_datafile_pair_decode(const struct sw_datafile_pair *pair, int index,
                             struct sw_datafile_meta *out);

/* Makes it the description of another transaction. */
void sw_datafile_renumber(struct sw_datafile_meta *meta, uint64_t transaction);

/* Whether a file of this size can hold the pages that are described. */
bool sw_datafile_fits(const struct sw_datafile_meta *meta, uint64_t file_bytes);

/* Overwrites both with this one (and syncs): the file is again what it was at that transaction. The
 * caller has made sure that its pages are still there. */
int sw_datafile_restore(int file, const struct sw_datafile_meta *meta, struct sw_error *error);

#endif

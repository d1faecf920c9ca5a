/* ledger.h - the records in the store's pages: their keys, their checksums, and the seal over all.
 * Local.
 *
 * A key is kind (1 byte), first (8), second (4), highest byte first, so that walks are in order,
 * and a check of these (3). A value is the record's bytes and the XXH3-64 of key (13 bytes) and
 * bytes. The record of kind 0 is the seal: the transaction, the number of records and the sum of
 * their hashes. It ties the description of the file to its content: a commit of which only a part
 * reached the disk, or a description of another commit, does not agree with it.
 */
#ifndef SW_STORE_LEDGER_H
#define SW_STORE_LEDGER_H

#include "store/pages.h"

#define SW_LEDGER_KEY  SW_PAGES_KEY
#define SW_LEDGER_HASH 8 /* bytes behind a record */

struct sw_ledger_name {
    uint32_t kind; /* 0: the seal; else enum sw_store_kind */
    uint64_t first;
    uint32_t second;
};

void sw_ledger_key(struct sw_ledger_name name, uint8_t key[SW_LEDGER_KEY]);
struct sw_ledger_name sw_ledger_name(const uint8_t key[SW_LEDGER_KEY]);

/* The XXH3-64 of the key's first 13 bytes and the record. */
uint64_t sw_ledger_hash(const uint8_t key[SW_LEDGER_KEY], const void *bytes, size_t size);

/* Writes the record and its hash into out[size + SW_LEDGER_HASH]. */
void sw_ledger_wrap(const uint8_t key[SW_LEDGER_KEY], const void *bytes, size_t size, uint8_t *out);

/* The hash that stands behind a wrapped record. */
uint64_t sw_ledger_hash_of(const uint8_t *value, size_t size);

/* The size of a wrapped record's bytes, which stand first; -1 if its hash is wrong. */
int sw_ledger_unwrap(const uint8_t key[SW_LEDGER_KEY], const uint8_t *value, size_t value_size,
                     size_t *size, struct sw_error *error);

struct sw_ledger_seal {
    uint64_t transaction, records, sum; /* sum of all records' hashes, modulo 2^64 */
};

void *sw_ledger_seal_pack(const struct sw_ledger_seal *seal, size_t *size, struct sw_error *error);

/* Reads the seal and checks that it is the one of this description. */
int sw_ledger_seal_read(struct sw_pages *pages, const struct sw_datafile_meta *meta,
                        struct sw_ledger_seal *seal, struct sw_error *error);

/* The transaction of the content that a description leads to, whatever it says itself; 0 if that is
 * damaged. -1 if it could not be looked at. */
int sw_ledger_transaction(int file, const struct sw_datafile_meta *meta, uint64_t *transaction,
                          struct sw_error *error);

/* Finds the record of this name, or the last of its kind with first <= name.first. Returns 1 with
 * the name found and the bytes (borrowed until the pages are used again), 0 if there is none, -1 if
 * damaged. */
int sw_ledger_find(struct sw_pages *pages, struct sw_ledger_name name, const uint8_t **bytes,
                   size_t *size, struct sw_error *error);
int sw_ledger_find_last(struct sw_pages *pages, struct sw_ledger_name name,
                        struct sw_ledger_name *found, const uint8_t **bytes, size_t *size,
                        struct sw_error *error);

/* Calls visit for all records but the seal, in order; bytes is NULL, with the sentence in `damage`,
 * where a record is damaged. Returns what ended the walk: 0 all was visited, -1 something could not
 * be looked at (its code is not SW_EXIT_DAMAGED), the pages are damaged, or the number of records
 * or the sum of their hashes is not what the seal says (not said again if damaged records were
 * visited), else what visit returned. */
typedef int sw_ledger_visit(void *context, struct sw_ledger_name name, const uint8_t *bytes,
                            size_t size, const struct sw_error *damage);
int sw_ledger_walk(struct sw_pages *pages, const struct sw_ledger_seal *seal,
                   sw_ledger_visit *visit, void *context, struct sw_error *error);

/* Checks every page and every record of the description. */
int sw_ledger_verify(int file, const struct sw_datafile_meta *meta, struct sw_error *error);

#endif

/* pages.h - reads the pages of an LMDB 0.9 file without trusting one byte of them. Local.
 *
 * Why not LMDB itself: it follows page numbers and offsets through its memory map unchecked. On
 * damaged copies of a store it crashes and answers wrong, even where every key and record that it
 * gives is checked (docs/stores.md has the figures; tests/store_readers measures them). The store
 * therefore writes with LMDB and reads with this: pages come by pread, every header, offset, size,
 * key and page number is checked before it is used, and a failure is a sentence
 * (SW_EXIT_DAMAGED). Of the same copies none crashes and none is read wrong.
 *
 * What is found, given that the data behind the keys carries checksums of its own (the store's):
 * - a page must say its own number and kind, its nodes must tile it without gap or overlap, its
 *   keys must ascend, lie between the keys of its parent, and end in a check of themselves
 *   (sw_pages_key_seal): so no record can move unnoticed;
 * - sw_pages_survey: no page is claimed twice or claimed while it is free: so no pointer can lead
 *   to an older copy of a page;
 * - the two meta pages must be one transaction apart.
 *
 * What only a walk finds, by the number of records (store/ledger.h): a leaf that was replaced in
 * its place by an older copy of itself. A search for what is newer than the copy finds none.
 *
 * A snapshot that LMDB holds for a reader never changes, so whatever was checked stays checked.
 */
#ifndef SW_STORE_PAGES_H
#define SW_STORE_PAGES_H

#include "store/datafile.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_PAGES_KEY      16 /* bytes of every key */
#define SW_PAGES_KEY_OPEN 13 /* of them chosen by the caller; the rest is their check */

/* Fills the last three bytes of a key with the check of the others. */
void sw_pages_key_seal(uint8_t key[SW_PAGES_KEY]);

struct sw_pages; /* one snapshot with one cursor */

/* `file` is borrowed and stays open; released by sw_pages_close (NULL is fine). */
struct sw_pages *sw_pages_open(int file, const struct sw_datafile_meta *meta,
                               struct sw_error *error);
void sw_pages_close(struct sw_pages *pages);

/* Checks the shape of the file: of everything but the leaves and what they point to (about one page
 * in 200; enough for reading, which checks leaves as it meets them), or with `everything` of every
 * page, that all pages of the file are accounted for: what a writer needs who will let LMDB loose
 * on it. */
int sw_pages_survey(struct sw_pages *pages, bool everything, struct sw_error *error);

/* Puts the cursor on the first record with a key >= `key`, or on the last with a key <= `key`.
 * Returns 1, 0 if there is none, -1 if damaged. */
int sw_pages_seek(struct sw_pages *pages, const uint8_t key[SW_PAGES_KEY], struct sw_error *error);
int sw_pages_seek_last(struct sw_pages *pages, const uint8_t key[SW_PAGES_KEY],
                       struct sw_error *error);

/* Moves the cursor, which stands on a record, to the next. Returns as sw_pages_seek. */
int sw_pages_next(struct sw_pages *pages, struct sw_error *error);

/* The record under the cursor. The key is borrowed until the cursor moves, the value until the
 * cursor moves or the next call. The value's bytes are as in the file: unchecked. */
const uint8_t *sw_pages_key(const struct sw_pages *pages);
int sw_pages_value(struct sw_pages *pages, const uint8_t **bytes, size_t *size,
                   struct sw_error *error);

#endif

/* digest.h - verifies every record of a run and hashes what it holds. Local.
 *
 * Two runs with the same config and seed have the same digest, however many ranks they had,
 * wherever and whenever they ran, stopped and were resumed. It is the XXH3-128 over all records but
 * the run, its state, its files, its branch and its journal in key order, each as its kind, first
 * and second key, size (8 bytes each, lowest first) and bytes. Those are verified and left out:
 * they say how the run was made, and not what lived.
 */
#ifndef SW_ARCHIVE_DIGEST_H
#define SW_ARCHIVE_DIGEST_H

#include "store/store.h"

#define SW_RUN_DIGEST_TEXT 33

struct sw_run_digest {
    uint64_t records;              /* in the store, sound or not */
    uint64_t generations;          /* completed */
    uint64_t members;              /* who ever lived: founders, children, recombined parents */
    uint64_t wrong;                /* sentences said */
    char text[SW_RUN_DIGEST_TEXT]; /* 32 hexadecimal digits; "" if anything is wrong */
};

/* Reads the whole store. Beyond the store's own checks every record must unpack, stand where it
 * says that it belongs, name parents that were born before, and none may be missing. `complain`
 * (may be NULL) is called with a sentence for everything that is wrong. Returns 0 if nothing is;
 * else -1 with the first sentence. An error other than SW_EXIT_DAMAGED is no damage: the store
 * could not be read to its end, and nothing was wrong before. `out` is filled either way. */
int sw_run_digest(struct sw_store *store, void (*complain)(void *context, const char *sentence),
                  void *context, struct sw_run_digest *out, struct sw_error *error);

#endif

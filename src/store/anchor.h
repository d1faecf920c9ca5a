/* anchor.h - a note of the last state of the data file that is certainly on disk. Local.
 *
 * The store commits without waiting for the disk and syncs about once a second. After a sync it
 * notes here the description (LMDB's meta page) of the transaction that was synced, and the boot of
 * the machine. Until the next note, no page of that transaction is overwritten. So after a power
 * failure, which a killed process is not, the store goes back to the note if what was written since
 * did not reach the disk whole; as long as the machine has not been booted again nothing can be
 * missing.
 *
 * The file has two slots of SW_ANCHOR_SLOT bytes, written in turn: length (4 bytes, lowest first),
 * XXH3 of the record (8), a MessagePack record. A torn write loses the newer note, never both.
 */
#ifndef SW_STORE_ANCHOR_H
#define SW_STORE_ANCHOR_H

#include "store/datafile.h"

#include <stdbool.h>

#define SW_ANCHOR_SLOT 512
#define SW_ANCHOR_BOOT 64

struct sw_anchor {
    char boot[SW_ANCHOR_BOOT]; /* "" if unknown */
    struct sw_datafile_meta meta;
};

/* The name of this boot of this machine; "" if the system does not say. */
void sw_anchor_boot(char boot[SW_ANCHOR_BOOT]);

/* Overwrites the older note and waits until it is on disk. */
int sw_anchor_write(int file, const char *boot, const struct sw_datafile_meta *meta,
                    struct sw_error *error);

/* The newest sound note; false if there is none (never an error: the note is a help, not a need).
 */
bool sw_anchor_read(int file, struct sw_anchor *out);

/* Chooses what to read of the data file: the newest transaction if the machine has not been booted
 * since the note, or if it is the noted one, for then no write can be missing; else the newest if
 * every page and record of it proves whole (the whole file is read). If the two descriptions do not
 * fit: after a write of one that failed, the last commit, if it proves whole; after a power
 * failure, the noted one if that does. `*rescued` says that it is not what the file's own
 * descriptions say. `file` may be -1: no note. What could not be looked at (no memory, a disk that
 * does not read) is a failure and never a reason to take another. */
int sw_anchor_choose(int data, int file, const char *boot, struct sw_datafile_meta *chosen,
                     bool *rescued, struct sw_error *error);

#endif

/* journal.h - a run's record of its starts: when, where and how a process began to write it. It is
 * no part of what lived, and so of no digest. Local.
 */
#ifndef SW_STORE_JOURNAL_H
#define SW_STORE_JOURNAL_H

#include "store/store.h"

#define SW_START_TEXT    256u  /* bytes of a host, a version and a commit, with the 0 */
#define SW_START_COMMAND 4096u /* of a command line; what is longer is cut */

struct sw_start {
    uint64_t when;       /* seconds since 1970, by the clock of the machine */
    uint64_t generation; /* at which the process took over */
    uint32_t ranks, hosts;
    uint64_t rules; /* what seeds mean where laws are all (sw_world_sets_rules); 0: not told */
    char host[SW_START_TEXT]; /* of rank 0 */
    char version[SW_START_TEXT], commit[SW_START_TEXT];
    char command[SW_START_COMMAND]; /* words parted by blanks, quoted as a shell would need it */
};

int sw_start_unpack(const void *bytes, size_t size, struct sw_start *out, struct sw_error *error);

/* Puts a start behind those that are there; the next commit writes it. */
int sw_journal_put(struct sw_store *store, const struct sw_start *start, struct sw_error *error);

/* Calls `visit` for each start in order; what it returns other than 0 ends it and is returned. */
int sw_journal_each(struct sw_store *store,
                    int (*visit)(void *context, const struct sw_start *start), void *context,
                    struct sw_error *error);

/* Writes the words of a command line into out[SW_START_COMMAND]. */
void sw_start_command(char *const *words, int count, char *out);

#endif

/* audit.h - whether what a run holds follows from itself. Local.
 *
 * The digest (archive/digest.h) finds records that are damaged, missing or in the wrong place.
 * This makes things anew and compares: statistics from scores, keyframes from the births and scores
 * since the keyframe before, generations by living them again. So a store that passes was written
 * by a run of its config, and by nothing else.
 */
#ifndef SW_ARCHIVE_AUDIT_H
#define SW_ARCHIVE_AUDIT_H

#include "archive/rebuild.h"

struct sw_audit {
    struct sw_archive *archive; /* borrowed */
    /* Called (if not NULL) with a sentence for each thing that is wrong. */
    void (*complain)(void *context, const char *sentence);
    /* Called (if not NULL) now and then: `done` of `all` keyframes, members, ... */
    void (*progress)(void *context, const char *what, uint64_t done, uint64_t all);
    void *context;

    uint64_t wrong;                           /* sentences said */
    uint64_t keyframes, members, generations; /* compared, rebuilt, lived again */
};

/* Each returns 0 when it could look (what is wrong is told to `complain`), -1 when it could not. */

/* Every generation's statistics are those of its scores, bit for bit. */
int sw_audit_statistics(struct sw_audit *audit, struct sw_error *error);

/* Every keyframe equals the individual that is rebuilt without it, bit for bit. */
int sw_audit_keyframes(struct sw_audit *audit, struct sw_error *error);

/* A sample of up to `count` members can be rebuilt, and their weights are finite. */
int sw_audit_members(struct sw_audit *audit, uint32_t count, struct sw_error *error);

/* Lives up to `count` generations again, since the run branched if it did, on this one process: the
 * scores are the stored ones bit for bit, and the births that follow from them are the stored
 * births. If the same lives are not certain (see below) a difference is no more than `*differs`.
 * Needs the run's worlds: -1 if files that they were read from are gone (SW_EXIT_FAILED) or have
 * changed (SW_EXIT_USAGE). */
int sw_audit_lives(struct sw_audit *audit, uint32_t count, bool *differs, struct sw_error *error);

/* Whether lives must come out the same here. Under the kernel blas the bits are those of one type
 * of processor, and a run on files by an older program does not say what they held. */
bool sw_audit_certain(const struct sw_archive *archive);

#endif

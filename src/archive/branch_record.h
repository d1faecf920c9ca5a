/* branch_record.h - what the store of a run that branched keeps of the run that it was part of
 * until then. Local. */
#ifndef SW_ARCHIVE_BRANCH_RECORD_H
#define SW_ARCHIVE_BRANCH_RECORD_H

#include "record/record.h"

/* Up to the generation of the record's key the run is that of `run`, which lay in `folder`. */
struct sw_branch_record {
    char *folder; /* as it was named then; owned */
    struct sw_run_record run;
};

void *sw_branch_pack(const struct sw_branch_record *branch, size_t *size, struct sw_error *error);
/* -1 (exit code 3) says what is wrong. Released by sw_branch_free. */
int sw_branch_unpack(const void *bytes, size_t size, struct sw_branch_record *out,
                     struct sw_error *error);
void sw_branch_free(struct sw_branch_record *branch);

#endif

#include "archive/branch_record.h"

#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

enum { BRANCH_VERSION = 1, BRANCH_FIELDS = 2, FOLDER_MAX = 4096 };

void *sw_branch_pack(const struct sw_branch_record *branch, size_t *size, struct sw_error *error)
{
    size_t run_size = 0;
    void *run = sw_run_pack(&branch->run, &run_size, error);
    struct sw_pack *pack;

    if (run == NULL)
        return NULL;
    pack = sw_pack_begin("branch", BRANCH_VERSION, BRANCH_FIELDS);
    sw_pack_text(pack, strlen(branch->folder) < FOLDER_MAX ? branch->folder : "");
    sw_pack_bytes(pack, run, run_size);
    free(run);
    return sw_pack_end(pack, size, error);
}

int sw_branch_unpack(const void *bytes, size_t size, struct sw_branch_record *out,
                     struct sw_error *error)
{
    struct sw_unpack reader;
    size_t folder_size = 0, run_size = 0;
    const char *folder;
    const void *run;

    *out = (struct sw_branch_record){0};
    sw_unpack_begin(&reader, bytes, size, "branch", BRANCH_VERSION, BRANCH_FIELDS, error);
    folder = sw_unpack_text(&reader, "folder", FOLDER_MAX, &folder_size);
    run = sw_unpack_bytes(&reader, "run", size, &run_size);
    if (sw_unpack_end(&reader) != 0 || sw_run_unpack(run, run_size, &out->run, error) != 0)
        return -1;
    out->folder = sw_allocate(folder_size + 1, 1, "reading a branch", error);
    if (out->folder == NULL) {
        sw_branch_free(out);
        return -1;
    }
    memcpy(out->folder, folder, folder_size);
    return 0;
}

void sw_branch_free(struct sw_branch_record *branch)
{
    free(branch->folder);
    sw_run_free(&branch->run);
    branch->folder = NULL;
}

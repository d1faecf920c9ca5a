#include "cli/worlds_hash.h"
#include "base/file.h"
#include "base/hash.h"
#include "cli/arguments.h"
#include "world/arc.h"

#include <stdio.h>
#include <stdlib.h>

static int hash_files(const struct sw_file_list *files, struct sw_puzzle *puzzle,
                      struct sw_error *error)
{
    uint32_t done = 0;

    for (uint32_t i = 0; i < files->count; i++) {
        struct sw_error refused = {0};
        char text[SW_HASH_TEXT];

        if (sw_arc_load(files->path[i], puzzle, &refused) != 0) {
            sw_warn(refused.text, NULL);
            continue;
        }
        printf("%s  %s\n", sw_hash_print(sw_task_hash(puzzle), text), files->path[i]);
        done++;
    }
    if (done == 0)
        return sw_fail(error, SW_EXIT_FAILED, "none of %u files is an ARC task", files->count);
    return 0;
}

int sw_worlds_hash(char *const *paths, uint32_t count, struct sw_error *error)
{
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "reading ARC files", error);
    struct sw_file_list files = {0};
    int result = puzzle == NULL ? -1 : 0;

    for (uint32_t i = 0; i < count && result == 0; i++)
        result = sw_file_list_find(&files, paths[i], ".json", error);
    if (result == 0)
        result = hash_files(&files, puzzle, error);
    sw_file_list_clear(&files);
    free(puzzle);
    return result;
}

/* replay.h - the main of a fuzz target where there is no fuzzer (make check): replays the files of
 * tests/fuzz/FOLDER, or of the folder that it is given, and speaks TAP. For -DSW_FUZZ_REPLAY. */
#ifndef SW_TESTS_FUZZ_REPLAY_H
#define SW_TESTS_FUZZ_REPLAY_H

#include "base/file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline int fuzz_replay(int argc, char **argv, const char *folder,
                              int (*target)(const uint8_t *bytes, size_t size))
{
    struct sw_file_list list = {0};
    struct sw_error error = {0};
    const char *source = getenv("SW_SOURCE");
    char path[SW_PATH_MAX];

    snprintf(path, sizeof path, "%s/tests/fuzz/%s", source != NULL ? source : ".", folder);
    if (sw_file_list_find(&list, argc > 1 ? argv[1] : path, "", &error) != 0 || list.count == 0) {
        printf("1..1\nnot ok 1 - no corpus: %s\n", error.text);
        return EXIT_FAILURE;
    }
    printf("1..%u\n", list.count);
    for (uint32_t i = 0; i < list.count; i++) {
        size_t size;
        char *bytes = sw_file_read(list.path[i], 1 << 20, &size, &error);
        /* A copy of exact size, so that a sanitizer sees a byte read too many. */
        uint8_t *copy = malloc(size > 0 ? size : 1);

        if (bytes == NULL || copy == NULL)
            abort();
        memcpy(copy, bytes, size);
        target(copy, size);
        printf("ok %u - %s\n", i + 1, sw_path_name(list.path[i]));
        free(copy);
        free(bytes);
    }
    sw_file_list_clear(&list);
    return EXIT_SUCCESS;
}

#endif

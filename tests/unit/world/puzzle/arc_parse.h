/* arc_parse.h - for the tests of ARC files: text that holds one task. */
#ifndef SW_TESTS_UNIT_WORLD_PUZZLE_ARC_PARSE_H
#define SW_TESTS_UNIT_WORLD_PUZZLE_ARC_PARSE_H

#include "world/puzzle/arc.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Reads a text that must hold one task, which stands in sentences as t.json. */
static inline int arc_parse(const char *text, size_t size, struct sw_puzzle *out,
                            struct sw_error *error)
{
    struct sw_arc_file *file = sw_arc_file_parse(text, size, "t.json", error);
    int result = -1;

    if (file != NULL && sw_arc_file_count(file) > 1)
        sw_fail(error, SW_EXIT_DAMAGED, "t.json holds %u tasks", sw_arc_file_count(file));
    else if (file != NULL)
        result = sw_arc_file_task(file, 0, out, NULL, error);
    sw_arc_file_destroy(file);
    return result;
}

/* The same of a copy that has nothing of ours before or after it, so that sanitizers see a read
 * beyond its end. */
static inline int parse(const char *text, size_t size, struct sw_puzzle *out,
                        struct sw_error *error)
{
    char *copy = malloc(size == 0 ? 1 : size);
    int result;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, size);
    result = arc_parse(copy, size, out, error);
    free(copy);
    return result;
}

#endif

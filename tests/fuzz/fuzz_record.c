/* fuzz_record.c - every reader of records takes whatever bytes come; none may crash, leak or say
 * nothing.
 *
 * The first byte picks the reader, the rest is the record. With libFuzzer:
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -Isrc tests/fuzz/fuzz_record.c
 * \ src/population/record.c src/base/pack.c src/base/error.c -lmsgpackc -o fuzz_record
 *     ./fuzz_record tests/fuzz/record
 *
 * Without it (make check): the program replays the files in the folder that it is given, or in
 * $SW_SOURCE/tests/fuzz/record, and speaks TAP. -DSW_FUZZ_REPLAY makes that main.
 */
#include "population/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A reader that fails says so in a sentence; one that does not has nothing to say. */
static void judge(int result, const struct sw_error *error)
{
    if ((result != 0) != (error->code == SW_EXIT_DAMAGED) ||
        (result != 0 && strlen(error->text) < 10))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct sw_error error = {0};
    struct sw_births births;
    struct sw_keyframe keyframe;
    struct sw_run_record run;
    struct sw_statistics statistics;
    uint64_t generations;
    float scores[8];

    if (size < 1)
        return 0;
    switch (bytes[0] % 6) {
    case 0:
        judge(sw_births_unpack(bytes + 1, size - 1, &births, &error), &error);
        sw_births_free(&births);
        break;
    case 1:
        judge(sw_scores_unpack(bytes + 1, size - 1, scores, 8, &error), &error);
        break;
    case 2:
        judge(sw_statistics_unpack(bytes + 1, size - 1, &statistics, &error), &error);
        break;
    case 3:
        judge(sw_keyframe_unpack(bytes + 1, size - 1, &keyframe, &error), &error);
        sw_keyframe_free(&keyframe);
        break;
    case 4:
        judge(sw_run_unpack(bytes + 1, size - 1, &run, &error), &error);
        sw_run_free(&run);
        break;
    default:
        judge(sw_state_unpack(bytes + 1, size - 1, &generations, &error), &error);
    }
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "base/file.h"

int main(int argc, char **argv)
{
    struct sw_file_list list = {0};
    struct sw_error error = {0};
    const char *source = getenv("SW_SOURCE");
    char folder[SW_PATH_MAX];

    snprintf(folder, sizeof folder, "%s/tests/fuzz/record", source != NULL ? source : ".");
    if (sw_file_list_find(&list, argc > 1 ? argv[1] : folder, "", &error) != 0 || list.count == 0) {
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
        LLVMFuzzerTestOneInput(copy, size);
        printf("ok %u - %s\n", i + 1, sw_path_name(list.path[i]));
        free(copy);
        free(bytes);
    }
    sw_file_list_clear(&list);
    return EXIT_SUCCESS;
}
#endif

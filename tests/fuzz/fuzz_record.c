/* fuzz_record.c - every reader of records takes whatever bytes come; none may crash, leak or say
 * nothing.
 *
 * The first byte picks the reader, the rest is the record. With libFuzzer:
 *
 *     bash tests/fuzz/run.sh record 10000000
 *
 * Without it (make check): the program replays tests/fuzz/record (see replay.h).
 */
#include "record/programs.h"
#include "record/surface.h"
#include "settings/taskfiles.h"

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
    struct sw_taskfiles files;
    struct sw_statistics statistics;
    struct sw_departure departure;
    struct sw_programs programs;
    uint64_t generations;
    float scores[8];
    uint64_t surfaces[8];

    if (size < 1)
        return 0;
    if (bytes[0] == 255) { /* the corpus of the others is of their numbers */
        judge(sw_surfaces_unpack(bytes + 1, size - 1, surfaces, 8, &error), &error);
        return 0;
    }
    if (bytes[0] == 254) {
        judge(sw_departure_unpack(bytes + 1, size - 1, &departure, &error), &error);
        sw_departure_free(&departure);
        return 0;
    }
    if (bytes[0] == 253) {
        judge(sw_programs_unpack(bytes + 1, size - 1, 8, &programs, &error), &error);
        return 0;
    }
    switch (bytes[0] % 7) {
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
    case 5:
        judge(sw_state_unpack(bytes + 1, size - 1, &generations, &error), &error);
        break;
    default:
        judge(sw_taskfiles_unpack(bytes + 1, size - 1, &files, &error), &error);
        sw_taskfiles_free(&files);
    }
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "replay.h"

int main(int argc, char **argv)
{
    return fuzz_replay(argc, argv, "record", LLVMFuzzerTestOneInput);
}
#endif

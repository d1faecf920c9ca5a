/* fuzz_arc.c - ARC files, in all forms, from whatever text comes: what is refused is refused with a
 * sentence, and what is read is written back to the same content.
 *
 * With libFuzzer:
 *
 *     bash tests/fuzz/run.sh arc 10000000
 *
 * Without it (make check): the program replays tests/fuzz/arc (see replay.h).
 */
#include "world/puzzle/arc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void require_grid(const struct sw_grid *grid)
{
    require(grid->width >= 1 && grid->width <= SW_SIDE_MAX);
    require(grid->height >= 1 && grid->height <= SW_SIDE_MAX);
    for (int y = 0; y < SW_SIDE_MAX; y++)
        for (int x = 0; x < SW_STRIDE; x++)
            require(grid->cell[y][x] <= (x < grid->width && y < grid->height ? SW_COLOURS - 1 : 0));
}

static void require_puzzle(const struct sw_puzzle *puzzle)
{
    require(puzzle->demonstrations >= 1 && puzzle->demonstrations <= SW_DEMONSTRATIONS_MAX);
    require(puzzle->tests >= 1 && puzzle->tests <= SW_TESTS_MAX);
    require(puzzle->rule == SW_RULE_NONE && !puzzle->has_teacher);
    require(puzzle->id == sw_puzzle_hash(puzzle));
    for (int i = 0; i < puzzle->demonstrations; i++) {
        require_grid(&puzzle->demonstration[i].canvas);
        require_grid(&puzzle->demonstration[i].target);
    }
    for (int i = 0; i < puzzle->tests; i++) {
        require_grid(&puzzle->test[i].canvas);
        require_grid(&puzzle->test[i].target);
    }
}

static void require_round_trip(const struct sw_arc_file *file, uint32_t index)
{
    static struct sw_puzzle puzzle, again;
    struct sw_error error = {0};
    struct sw_arc_file *written;
    char *text = NULL;
    size_t length = 0;
    FILE *stream;

    if (sw_arc_file_task(file, index, &puzzle, NULL, &error) != 0) {
        require(error.code == SW_EXIT_DAMAGED && strlen(error.text) > 10);
        return;
    }
    require_puzzle(&puzzle);
    stream = open_memstream(&text, &length);
    require(stream != NULL);
    sw_arc_write(&puzzle, stream);
    require(fclose(stream) == 0);
    written = sw_arc_file_parse(text, length, "again.json", &error);
    require(written != NULL && sw_arc_file_count(written) == 1);
    require(sw_arc_file_task(written, 0, &again, NULL, &error) == 0);
    sw_arc_file_destroy(written);
    require_puzzle(&again);
    require(again.id == puzzle.id && again.demonstrations == puzzle.demonstrations &&
            again.tests == puzzle.tests);
    require(memcmp(again.test_has_target, puzzle.test_has_target, sizeof again.test_has_target) ==
            0);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct sw_error error = {0};
    struct sw_arc_file *file = sw_arc_file_parse((const char *)bytes, size, "t.json", &error);

    if (file == NULL) {
        require(error.code == SW_EXIT_DAMAGED && strlen(error.text) > 10);
        return 0;
    }
    require(sw_arc_file_count(file) >= 1);
    for (uint32_t i = 0; i < sw_arc_file_count(file); i++) {
        const char *key = sw_arc_file_key(file, i);

        require(key != NULL || sw_arc_file_count(file) == 1);
        require(key == NULL || strlen(key) < size);
        require_round_trip(file, i);
    }
    sw_arc_file_destroy(file);
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "replay.h"

int main(int argc, char **argv)
{
    return fuzz_replay(argc, argv, "arc", LLVMFuzzerTestOneInput);
}
#endif

/* fuzz_program.c - edit programs from whatever text comes, run on canvases from whatever bytes.
 *
 * The first byte picks: even, the rest is text for the parser; odd, the rest is tokens. The canvas
 * is made of a second part, behind the first 0 byte: its size, then its cells. What is refused is
 * refused with a sentence; what is read prints back to the same program; and whatever runs leaves a
 * sound canvas, and the same one when it runs again.
 *
 * With libFuzzer:
 *
 *     bash tests/fuzz/run.sh program 10000000
 *
 * Without it (make check): the program replays tests/fuzz/program (see replay.h).
 */
#include "base/error.h"
#include "world/edit.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 100, ROOM = 100 * 64 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void require_grid(const struct sw_grid *grid)
{
    uint8_t wrong = 0;

    require(grid->width >= 1 && grid->width <= SW_SIDE_MAX);
    require(grid->height >= 1 && grid->height <= SW_SIDE_MAX);
    for (int y = 0; y < SW_SIDE_MAX; y++) {
        int inside = y < grid->height ? grid->width : 0;
        for (int x = 0; x < SW_STRIDE; x++)
            wrong |= x < inside ? grid->cell[y][x] >= SW_COLOURS : grid->cell[y][x] != 0;
    }
    require(wrong == 0);
}

static void require_mask(const struct sw_mask *mask, const struct sw_grid *grid)
{
    struct sw_mask full = sw_mask_full(grid->width, grid->height);
    struct sw_mask outside = sw_mask_minus(*mask, full);

    require(sw_mask_empty(&outside));
}

static struct sw_grid read_canvas(const uint8_t *bytes, size_t size)
{
    int width = size > 0 ? 1 + bytes[0] % SW_SIDE_MAX : 3;
    int height = size > 1 ? 1 + bytes[1] % SW_SIDE_MAX : 3;
    struct sw_grid grid = sw_grid_empty(width, height);

    for (int i = 0; i < width * height && (size_t)i + 2 < size; i++)
        grid.cell[i / width][i % width] = bytes[i + 2] % SW_COLOURS;
    return grid;
}

/* Token by token, so that every canvas on the way is looked at. */
static struct sw_canvas walk(const uint8_t *token, size_t count, const struct sw_grid *grid,
                             bool remember)
{
    static struct sw_edit_memory memory;
    struct sw_canvas canvas = sw_canvas_of(grid);

    if (remember)
        sw_canvas_remember(&canvas, &memory);
    for (size_t i = 0; i < count && token[i] != 0; i++) {
        struct sw_grid before = canvas.grid;
        struct sw_box window;
        bool changed = sw_edit_apply(&canvas, token[i]);
        require_grid(&canvas.grid);
        require(changed == !sw_grid_equal(&before, &canvas.grid));
        require_mask(&canvas.selection, &canvas.grid);
        require_mask(&canvas.anchor, &canvas.grid);
        require(canvas.colour <= SW_COLOUR_OWN);
        require(canvas.focus_x < canvas.grid.width && canvas.focus_y < canvas.grid.height);
        window = sw_canvas_window(&canvas);
        require(window.x0 < window.x1 && window.x1 <= canvas.grid.width);
        require(window.y0 < window.y1 && window.y1 <= canvas.grid.height);
    }
    return canvas;
}

static void run(const uint8_t *token, size_t count, const struct sw_grid *grid)
{
    bool remember = sw_tokens_remember(token, count);
    struct sw_canvas canvas = walk(token, count, grid, remember);
    struct sw_grid out = sw_tokens_run(token, count, grid);

    require_grid(&out);
    require(sw_grid_equal(&out, &canvas.grid));
    out = sw_tokens_run(token, count, grid);
    require(sw_grid_equal(&out, &canvas.grid));
}

static void parse_and_run(const char *text, const struct sw_grid *grid)
{
    static char printed[ROOM];
    uint8_t token[TOKENS_MAX], again[TOKENS_MAX];
    size_t count, count_again;
    struct sw_program program;
    struct sw_error error = {0};

    if (sw_tokens_parse(text, token, TOKENS_MAX, &count, &error) != 0) {
        require(error.code == SW_EXIT_USAGE && strlen(error.text) > 10);
        require(sw_program_parse(text, &program, &error) != 0);
        return;
    }
    require(count <= TOKENS_MAX);
    require(sw_tokens_print(token, count, printed, sizeof printed) < sizeof printed);
    require(sw_tokens_parse(printed, again, TOKENS_MAX, &count_again, &error) == 0);
    require(count_again == count && memcmp(again, token, count) == 0);
    /* As a program, if it is not too long for one. */
    if (sw_program_parse(text, &program, &error) == 0) {
        require(program.length == count && memcmp(program.token, token, count) == 0);
        require(sw_program_print(&program, printed, 7) == strlen(printed) || strlen(printed) == 6);
    } else {
        require(count > SW_PROGRAM_MAX && strlen(error.text) > 10);
    }
    run(token, count, grid);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const uint8_t *zero;
    struct sw_grid grid;
    size_t first;

    if (size < 1)
        return 0;
    zero = memchr(bytes + 1, 0, size - 1);
    first = zero != NULL ? (size_t)(zero - bytes - 1) : size - 1;
    grid = read_canvas(bytes + 1 + first + (zero != NULL), size - 1 - first - (zero != NULL));
    if (bytes[0] % 2 == 0) {
        char *text = strndup((const char *)bytes + 1, first);
        require(text != NULL);
        parse_and_run(text, &grid);
        free(text);
    } else {
        run(bytes + 1, first < TOKENS_MAX ? first : TOKENS_MAX, &grid);
    }
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "replay.h"

int main(int argc, char **argv)
{
    return fuzz_replay(argc, argv, "program", LLVMFuzzerTestOneInput);
}
#endif

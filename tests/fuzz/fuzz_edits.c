/* fuzz_edits.c - edits run on canvases: whatever tokens stand behind one another leave a sound
 * canvas at every step, and the same one when they run again.
 *
 * The bytes up to the first 0 are tokens, of which those from 255 on are two bytes: 255 and how
 * far above it, counted from 1. Behind the 0 stands the canvas: its width, its height, its cells.
 *
 * With libFuzzer:
 *
 *     bash tests/fuzz/run.sh edits 1000000
 *
 * Without it (make check): the program replays tests/fuzz/edits (see replay.h).
 */
#include "world/edit/edit.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 100, MORE = 255 };

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

static size_t read_tokens(const uint8_t *bytes, size_t size, sw_edit_token *token)
{
    size_t count = 0;

    for (size_t i = 0; i < size && count < TOKENS_MAX; i++) {
        token[count] = bytes[i];
        if (bytes[i] == MORE && i + 1 < size)
            token[count] = (sw_edit_token)(MORE + bytes[++i] - 1);
        count++;
    }
    return count;
}

/* Token by token, so that every canvas on the way is looked at. */
static struct sw_canvas walk(const sw_edit_token *token, size_t count, const struct sw_grid *grid,
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

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const uint8_t *zero = size > 0 ? memchr(bytes, 0, size) : NULL;
    size_t first = zero != NULL ? (size_t)(zero - bytes) : size;
    size_t behind = zero != NULL ? first + 1 : size;
    sw_edit_token token[TOKENS_MAX];
    size_t count = read_tokens(bytes, first, token);
    struct sw_grid grid = read_canvas(bytes + behind, size - behind);
    struct sw_canvas canvas = walk(token, count, &grid, sw_tokens_remember(token, count));
    struct sw_grid out = sw_tokens_run(token, count, &grid);

    require(sw_grid_equal(&out, &canvas.grid));
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "replay.h"

int main(int argc, char **argv)
{
    return fuzz_replay(argc, argv, "edits", LLVMFuzzerTestOneInput);
}
#endif

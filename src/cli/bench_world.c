#include "cli/bench.h"

#include <stdlib.h>
#include <string.h>

enum { SCENES = 64 }; /* different ones, so that no branch is learned by heart */

struct world_work {
    struct sw_bench *bench;
    struct sw_grid grid[SCENES];
    struct sw_canvas canvas[SCENES];
    uint8_t token[4];
    uint64_t number;
    volatile uint32_t sum;
};

/* Random boxes: a share `filled` of 1 / 256 of the cells in one of `colours` colours. */
static struct sw_grid draw_grid(uint32_t index, int side, uint32_t filled, uint32_t colours)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, index, 0);
    struct sw_grid grid = sw_grid_empty(side, side);

    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            if (sw_dice_below(&dice, 256) < filled)
                grid.cell[y][x] = (uint8_t)(1 + sw_dice_below(&dice, colours));
    return grid;
}

/* One edit a scene, which always changes it: the selected cell takes a new colour. */
static int recolour(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_canvas *canvas = &work->canvas[i];

        canvas->colour = canvas->colour % 9 + 1;
        work->sum += sw_edit_apply(canvas, work->token[0]);
    }
    return 0;
}

/* Two edits a scene: select, act. */
static int select_and_act(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_canvas *canvas = &work->canvas[i];

        canvas->colour = canvas->colour % 9 + 1;
        sw_edit_apply(canvas, work->token[1]);
        work->sum += sw_edit_apply(canvas, work->token[2]);
    }
    return 0;
}

static int label(void *context)
{
    static const struct sw_connection connection = {8, true};
    struct world_work *work = context;
    struct sw_organism organisms[SW_ORGANISMS_MAX];

    for (uint32_t i = 0; i < SCENES; i++)
        work->sum += sw_organisms(&work->grid[i], NULL, connection, organisms);
    return 0;
}

static int make_puzzle(void *context)
{
    struct world_work *work = context;
    struct sw_puzzle puzzle;
    uint32_t meanings = sw_worlds_meanings(work->bench->worlds);

    work->number++;
    return sw_worlds_puzzle(work->bench->worlds, 1, SW_RANDOM_PUZZLE, work->number,
                            (uint32_t)(work->number % meanings), &puzzle, work->bench->error);
}

static int describe(void *context)
{
    struct world_work *work = context;
    struct sw_arena *arena = work->bench->arena;

    for (uint32_t i = 0; i < arena->worlds; i++)
        if (sw_sight_demonstrations(&arena->puzzle[i], arena->shown[i], work->bench->error) != 0)
            return -1;
    return 0;
}

static void set_scenes(struct world_work *work, int side, uint32_t filled, uint32_t colours)
{
    for (uint32_t i = 0; i < SCENES; i++) {
        work->grid[i] = draw_grid(i, side, filled, colours);
        work->canvas[i] = sw_canvas_of(&work->grid[i]);
    }
}

static int measure_edits(struct world_work *work)
{
    struct sw_bench *bench = work->bench;
    double one, two;

    set_scenes(work, 10, 60, 4);
    for (uint32_t i = 0; i < SCENES; i++) {
        work->canvas[i].selection.row[i % 10] = 1u << (i % 7);
        work->canvas[i].grid.cell[i % 10][i % 7] = 1;
    }
    one = sw_bench_time(bench, recolour, work);
    set_scenes(work, 10, 60, 4);
    two = sw_bench_time(bench, select_and_act, work);
    if (one < 0 || two < 0)
        return -1;
    sw_bench_tell(bench, "world.recolour", SCENES / one, SW_BENCH_ALONE);
    sw_bench_tell(bench, "world.edits", 2 * SCENES / two, SW_BENCH_ALONE);
    return 0;
}

int sw_bench_world(struct sw_bench *bench)
{
    struct world_work *work = sw_allocate(1, sizeof *work, "measuring", bench->error);
    static const char *const names[] = {"act.recolour", "select.border", "act.recolour"};
    double seconds, sights;
    int result = -1;

    if (work == NULL)
        return -1;
    work->bench = bench;
    for (int i = 0; i < 3; i++)
        work->token[i] = (uint8_t)sw_edit_find(names[i], strlen(names[i]));
    if (measure_edits(work) != 0)
        goto out;
    set_scenes(work, 30, 100, 3);
    seconds = sw_bench_time(bench, label, work);
    sw_bench_tell(bench, "world.label", seconds / SCENES * 1e6, SW_BENCH_ALONE);
    seconds = sw_bench_time(bench, make_puzzle, work);
    sights = sw_bench_time(bench, describe, work);
    if (seconds < 0 || sights < 0)
        goto out;
    sw_bench_tell(bench, "world.puzzles", 1 / seconds, SW_BENCH_ALONE);
    sw_bench_tell(bench, "world.percepts", bench->arena->worlds / sights, SW_BENCH_ALONE);
    result = 0;
out:
    free(work);
    return result;
}

#include "bench/bench.h"
#include "tests/reference/plain_physics.h"
#include "tests/reference/plain_puzzle.h"
#include "tests/reference/plain_sight.h"
#include "world/physics/physics.h"

#include <stdlib.h>
#include <string.h>

/* Every figure of the engine is measured beside the same done one cell at a time (tests/reference),
 * by turns. Both do it to the same scenes: enough different ones that no branch is learned by
 * heart. */
enum { SCENES = 64 };

struct world_work {
    struct sw_bench *bench;
    struct sw_grid grid[SCENES];
    struct sw_canvas canvas[SCENES];
    struct sw_cells cells[SCENES]; /* the same selections, for the plain ones */
    struct sw_grid plain[SCENES];
    struct sw_physics_world *world;     /* [SCENES] */
    struct sw_plain_world *plain_world; /* [SCENES] */
    struct sw_physics_rules rules;
    struct sw_worlds *worlds;     /* whose puzzles are made, */
    struct sw_plain_maker *maker; /* and plainly */
    struct sw_plain_percept *percept;
    sw_edit_token recolour, select[4];
    uint64_t number[2];
    volatile uint32_t sum;
};

/* What the selectors pick; the plain ones by attribute. */
static const struct {
    const char *token;
    uint8_t attribute;
} selectors[4] = {{"select.largest", SW_LARGEST},
                  {"select.border", SW_TOUCHES_BORDER},
                  {"select.holed", SW_HAS_HOLE},
                  {"select.symmetric", SW_SYMMETRIC}};

/* ---- scenes ---- */

/* Random boxes: a share `filled` of 1 / 256 of the cells in one of `colours` colours. */
static struct sw_grid draw_noise(uint32_t index, int side, uint32_t filled, uint32_t colours)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, index, 0);
    struct sw_grid grid = sw_grid_empty(side, side);

    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            if (sw_dice_below(&dice, 256) < filled)
                grid.cell[y][x] = (uint8_t)(1 + sw_dice_below(&dice, colours));
    return grid;
}

/* Eight rectangles and frames of up to 4x4 cells, apart from each other. */
static struct sw_grid draw_organisms(uint32_t index, int side)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, index, 0);
    struct sw_grid grid = sw_grid_empty(side, side);

    for (int left = 8; left > 0;) {
        int width = sw_dice_between(&dice, 1, 4), height = sw_dice_between(&dice, 1, 4);
        int x0 = sw_dice_between(&dice, 0, side - width);
        int y0 = sw_dice_between(&dice, 0, side - height);
        uint8_t colour = (uint8_t)(1 + sw_dice_below(&dice, 9));
        bool frame = sw_dice_below(&dice, 3) == 0, room = true;
        for (int y = y0 > 0 ? y0 - 1 : 0; y <= y0 + height && y < side; y++)
            for (int x = x0 > 0 ? x0 - 1 : 0; x <= x0 + width && x < side; x++)
                room = room && grid.cell[y][x] == 0;
        if (!room)
            continue;
        for (int y = y0; y < y0 + height; y++)
            for (int x = x0; x < x0 + width; x++)
                if (!frame || x == x0 || y == y0 || x == x0 + width - 1 || y == y0 + height - 1)
                    grid.cell[y][x] = colour;
        left--;
    }
    return grid;
}

/* ---- what is measured, by bit rows and plainly; one round is every scene once ---- */

/* One edit a scene, which always changes it: the selected cell takes a new colour. */
static int recolour(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_canvas *canvas = &work->canvas[i];

        canvas->colour = canvas->colour % 9 + 1;
        work->sum += sw_edit_apply(canvas, work->recolour);
    }
    return 0;
}

static int plain_recolour(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        work->canvas[i].colour = work->canvas[i].colour % 9 + 1;
        work->sum += sw_plain_paint(&work->plain[i], &work->cells[i], work->canvas[i].colour);
    }
    return 0;
}

/* Select and recolour, a scene's selector changing from round to round. */
static int act(void *context)
{
    struct world_work *work = context;

    work->number[0]++;
    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_canvas *canvas = &work->canvas[i];

        canvas->colour = canvas->colour % 9 + 1;
        sw_edit_apply(canvas, work->select[(work->number[0] + i) % 4]);
        work->sum += sw_edit_apply(canvas, work->recolour);
    }
    return 0;
}

static int plain_act(void *context)
{
    struct world_work *work = context;

    work->number[1]++;
    for (uint32_t i = 0; i < SCENES; i++) {
        uint8_t attribute = selectors[(work->number[1] + i) % 4].attribute;
        struct sw_cells cells = sw_plain_select(&work->plain[i], attribute, true);

        work->canvas[i].colour = work->canvas[i].colour % 9 + 1;
        work->sum += sw_plain_paint(&work->plain[i], &cells, work->canvas[i].colour);
    }
    return 0;
}

static int label(void *context)
{
    struct world_work *work = context;
    struct sw_organism organisms[SW_ORGANISMS_MAX];

    for (uint32_t i = 0; i < SCENES; i++)
        work->sum += sw_organisms(&work->grid[i], NULL, (struct sw_connection){8, true}, organisms);
    return 0;
}

static int plain_label(void *context)
{
    struct world_work *work = context;
    struct sw_plain_organisms organisms;

    for (uint32_t i = 0; i < SCENES; i++) {
        sw_plain_label(&work->grid[i], NULL, (struct sw_connection){8, true}, &organisms);
        work->sum += organisms.count;
    }
    return 0;
}

static int holes(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_mask out =
            sw_mask_holes(&work->canvas[i].selection, work->grid[i].width, work->grid[i].height);
        work->sum += out.row[work->grid[i].height / 2];
    }
    return 0;
}

static int plain_holes(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_cells out =
            sw_plain_holes(&work->cells[i], work->grid[i].width, work->grid[i].height);
        work->sum += out.at[work->grid[i].height / 2][0];
    }
    return 0;
}

static int turn(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_grid out = sw_grid_symmetry(&work->grid[i], (enum sw_symmetry)(i % 8));
        work->sum += out.cell[0][0];
    }
    return 0;
}

static int plain_turn(void *context)
{
    struct world_work *work = context;

    for (uint32_t i = 0; i < SCENES; i++) {
        struct sw_grid out = sw_plain_symmetry(&work->grid[i], (enum sw_symmetry)(i % 8));
        work->sum += out.cell[0][0];
    }
    return 0;
}

/* Gravity turns every eight rounds, so that worlds never rest for long. */
static int step(void *context)
{
    struct world_work *work = context;
    struct sw_physics_rules rules = work->rules;

    rules.gravity = (uint8_t)(work->number[0]++ / 8 % SW_DIRECTIONS);
    for (uint32_t i = 0; i < SCENES; i++)
        work->sum += sw_physics_step(&work->world[i], &rules);
    return 0;
}

static int plain_step(void *context)
{
    struct world_work *work = context;
    struct sw_physics_rules rules = work->rules;

    rules.gravity = (uint8_t)(work->number[1]++ / 8 % SW_DIRECTIONS);
    for (uint32_t i = 0; i < SCENES; i++)
        work->sum += sw_plain_step(&work->plain_world[i], &rules);
    return 0;
}

/* One puzzle of every rule; both rounds of one number make the same ones. */
static int make_puzzles(void *context)
{
    struct world_work *work = context;
    uint32_t rules = sw_worlds_rules(work->worlds);
    struct sw_puzzle puzzle;

    for (uint32_t rule = 0; rule < rules; rule++)
        if (sw_worlds_puzzle(work->worlds, 1, SW_RANDOM_PUZZLE, work->number[0]++, rule, &puzzle,
                             work->bench->error) != 0)
            return -1;
    return 0;
}

static int make_puzzles_plainly(void *context)
{
    struct world_work *work = context;
    uint32_t rules = sw_worlds_rules(work->worlds);
    struct sw_worlds_tally tally = {0};
    struct sw_puzzle puzzle;

    for (uint32_t rule = 0; rule < rules; rule++)
        if (sw_plain_puzzle(work->maker, 1, SW_RANDOM_PUZZLE, work->number[1]++, rule, &puzzle,
                            &tally) != 0)
            return sw_fail(work->bench->error, SW_EXIT_FAILED,
                           "a puzzle that is drawn quickly cannot be drawn plainly");
    return 0;
}

static int describe(void *context)
{
    struct world_work *work = context;
    struct sw_batch *batch = work->bench->batch;

    for (uint32_t i = 0; i < batch->worlds; i++)
        if (sw_sight_demonstrations(&batch->puzzle[i], batch->shown[i], work->bench->error) != 0)
            return -1;
    return 0;
}

static int describe_plainly(void *context)
{
    struct world_work *work = context;
    const struct sw_batch *batch = work->bench->batch;

    for (uint32_t i = 0; i < batch->worlds; i++)
        if (!sw_plain_sight_demonstrations(&batch->puzzle[i], work->percept))
            return sw_fail(work->bench->error, SW_EXIT_INTERNAL,
                           "a puzzle has more kinds of cells than the plain sight has room for");
    return 0;
}

/* ---- measuring ---- */

static void set_scenes(struct world_work *work)
{
    for (uint32_t i = 0; i < SCENES; i++) {
        work->plain[i] = work->grid[i];
        work->canvas[i] = sw_canvas_of(&work->grid[i]);
        work->canvas[i].selection = sw_grid_occupied(&work->grid[i]);
        work->cells[i] = sw_plain_cells(&work->canvas[i].selection);
    }
    work->number[0] = work->number[1] = 0;
}

/* Tells what one of the `each` things of a round takes, as a rate or as a time, beside the plain
 * one. */
static int compare_each(struct world_work *work, const char *name, int (*quick)(void *),
                        int (*plain)(void *), uint32_t each, bool rate)
{
    int (*const both[2])(void *) = {quick, plain};
    void *const context[2] = {work, work};
    double seconds[2], ratio;

    if (!sw_bench_wants(work->bench, name))
        return 0;
    ratio = sw_bench_compare(work->bench, both, context, seconds);
    if (ratio < 0)
        return -1;
    for (int k = 0; k < 2; k++)
        seconds[k] = rate ? each / seconds[k] : seconds[k] / each * 1e6;
    sw_bench_tell_beside(work->bench, name, seconds[0], seconds[1], ratio);
    return 0;
}

/* The same where a round is every scene once. */
static int compare(struct world_work *work, const char *name, int (*quick)(void *),
                   int (*plain)(void *), bool rate)
{
    return compare_each(work, name, quick, plain, SCENES, rate);
}

static int measure_edits(struct world_work *work)
{
    for (uint32_t i = 0; i < SCENES; i++)
        work->grid[i] = draw_noise(i, 10, 60, 4);
    set_scenes(work);
    for (uint32_t i = 0; i < SCENES; i++) {
        work->canvas[i].selection = sw_mask_none();
        sw_mask_set(&work->canvas[i].selection, (int)(i % 7), (int)(i % 10));
        work->cells[i] = sw_plain_cells(&work->canvas[i].selection);
    }
    if (compare(work, "world.recolour", recolour, plain_recolour, true) != 0)
        return -1;
    for (uint32_t i = 0; i < SCENES; i++)
        work->grid[i] = draw_organisms(i, 16);
    set_scenes(work);
    return compare(work, "world.act", act, plain_act, true);
}

static int measure_steps(struct world_work *work)
{
    work->rules = sw_physics_rules_none();
    for (int walking = 0; walking < 2; walking++) {
        for (uint8_t colour = 1; walking != 0 && colour <= SW_DIRECTIONS; colour++)
            work->rules.heading[colour] = (uint8_t)(colour - 1);
        work->rules.push = work->rules.turn_back = walking != 0;
        work->number[0] = work->number[1] = 0;
        for (uint32_t i = 0; i < SCENES; i++) {
            sw_physics_begin(&work->world[i], &work->grid[i], &work->rules);
            sw_plain_begin(&work->plain_world[i], &work->grid[i], &work->rules);
        }
        if (compare(work, walking != 0 ? "world.step.walking" : "world.step", step, plain_step,
                    false) != 0)
            return -1;
    }
    return 0;
}

static int measure_rows(struct world_work *work)
{
    for (uint32_t i = 0; i < SCENES; i++)
        work->grid[i] = draw_organisms(i, 16);
    set_scenes(work);
    if (measure_steps(work) != 0 || compare(work, "world.holes", holes, plain_holes, false) != 0)
        return -1;
    for (uint32_t i = 0; i < SCENES; i++)
        work->grid[i] = draw_noise(i, 30, 64, 2);
    set_scenes(work);
    return compare(work, "world.label", label, plain_label, false) != 0 ||
                   compare(work, "world.turn", turn, plain_turn, false) != 0
               ? -1
               : 0;
}

/* Puzzles of 10x10 canvases, by the laws of the default config and by all of them. */
static int measure_puzzles(struct world_work *work)
{
    for (int all = 0; all < 2; all++) {
        struct sw_worlds_settings settings = sw_settings_worlds(&work->bench->settings);
        const char *name = all != 0 ? "world.puzzles.all" : "world.puzzles";
        int told = -1;
        if (!sw_bench_wants(work->bench, name))
            continue;
        settings.side_min = settings.side_max = 10;
        if (all != 0)
            settings.laws = "all";
        work->worlds = sw_worlds_create(&settings, NULL, NULL, work->bench->error);
        if (work->worlds == NULL)
            return -1;
        work->number[0] = work->number[1] = 0;
        if (sw_plain_maker_begin(&settings, work->worlds, work->maker))
            told = compare_each(work, name, make_puzzles, make_puzzles_plainly,
                                sw_worlds_rules(work->worlds), true);
        else
            sw_fail(work->bench->error, SW_EXIT_INTERNAL,
                    "the default worlds have something that plain puzzles lack");
        sw_worlds_destroy(work->worlds);
        if (told != 0)
            return -1;
    }
    return 0;
}

int sw_bench_world(struct sw_bench *bench)
{
    struct world_work *work = sw_allocate(1, sizeof *work, "measuring", bench->error);
    int result = -1;

    if (work == NULL)
        return -1;
    work->bench = bench;
    work->world = sw_allocate(SCENES, sizeof *work->world, "measuring", bench->error);
    work->plain_world = sw_allocate(SCENES, sizeof *work->plain_world, "measuring", bench->error);
    work->maker = sw_allocate(1, sizeof *work->maker, "measuring", bench->error);
    work->percept = sw_allocate(1, sizeof *work->percept, "measuring", bench->error);
    if (work->world == NULL || work->plain_world == NULL || work->maker == NULL ||
        work->percept == NULL)
        goto out;
    work->recolour = (sw_edit_token)sw_edit_find("act.recolour", strlen("act.recolour"));
    for (int i = 0; i < 4; i++)
        work->select[i] =
            (sw_edit_token)sw_edit_find(selectors[i].token, strlen(selectors[i].token));
    if (measure_edits(work) == 0 && measure_rows(work) == 0 && measure_puzzles(work) == 0 &&
        compare_each(work, "world.percepts", describe, describe_plainly, bench->batch->worlds,
                     true) == 0)
        result = 0;
out:
    free(work->world);
    free(work->plain_world);
    free(work->maker);
    free(work->percept);
    free(work);
    return result;
}

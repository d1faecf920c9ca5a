/* bench_signature.c - what the engine does, in one number.
 *
 * A fixed set of canvases is labelled, flooded, turned, edited by every token, stepped under every
 * rule, and given to every law; everything that comes of it goes into a hash, a part at a time so
 * that one sees what has changed. The number depends on nothing but the engine: not on the machine,
 * the compiler or the number of ranks. A commit that touches the engine states it, and
 * tests/golden/signature holds it. */
#include "base/hash.h"
#include "bench/bench.h"
#include "base/json.h"
#include "world/edit/edit.h"
#include "world/law/law.h"
#include "world/physics/physics.h"
#include "world/physics/physics_step.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { CANVASES = 96, PUZZLES = 400 };

/* What a part is made of. */
struct trail {
    const struct sw_grid *canvas; /* [CANVASES] */
    uint64_t hash;
    struct sw_error *error;
    struct sw_edit_memory *memory; /* what the parts work in */
    struct sw_physics_world *world;
    struct sw_puzzle *puzzle;
};

static void absorb(struct trail *trail, const void *bytes, size_t size)
{
    trail->hash = XXH3_64bits_withSeed(bytes, size, trail->hash);
}

static void absorb_number(struct trail *trail, uint64_t number)
{
    number = htole64(number);
    absorb(trail, &number, sizeof number);
}

/* In words: numbers of tokens change when the vocabulary grows. */
static void absorb_program(struct trail *trail, const struct sw_program *program)
{
    for (uint32_t i = 0; i < program->length; i++) {
        const char *name = sw_edit_row(program->token[i])->name;

        absorb(trail, name, strlen(name));
    }
}

static void absorb_mask(struct trail *trail, const struct sw_mask *mask)
{
    uint32_t row[SW_STRIDE];

    for (int y = 0; y < SW_STRIDE; y++)
        row[y] = htole32(mask->row[y]);
    absorb(trail, row, sizeof row);
}

static void absorb_grid(struct trail *trail, const struct sw_grid *grid)
{
    absorb(trail, &grid->width, 1);
    absorb(trail, &grid->height, 1);
    absorb(trail, grid->cell, sizeof grid->cell);
}

/* Canvases of all sizes and densities; every third has rectangles and frames instead of noise, and
 * every fourth is one half of the other mirrored, so that there is symmetry to be found. */
static struct sw_grid draw(uint32_t index)
{
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, index, 0);
    int most = index % 8 == 0 ? SW_SIDE_MAX : 12;
    int width = sw_dice_between(&dice, index < 4 ? 1 : 3, most);
    int height = index % 5 == 0 ? width : sw_dice_between(&dice, index < 4 ? 1 : 3, most);
    uint32_t colours = 1 + sw_dice_below(&dice, 9), filled = sw_dice_below(&dice, 90);
    struct sw_grid grid = sw_grid_empty(width, height);

    for (int y = 0; index % 3 != 0 && y < height; y++)
        for (int x = 0; x < width; x++)
            if (sw_dice_below(&dice, 100) < filled)
                grid.cell[y][x] = (uint8_t)(1 + sw_dice_below(&dice, colours));
    for (uint32_t left = index % 3 == 0 ? 1 + sw_dice_below(&dice, 9) : 0; left > 0; left--) {
        int x0 = (int)sw_dice_below(&dice, (uint32_t)width);
        int y0 = (int)sw_dice_below(&dice, (uint32_t)height);
        int x1 = sw_dice_between(&dice, x0, x0 + 4 < width ? x0 + 4 : width - 1);
        int y1 = sw_dice_between(&dice, y0, y0 + 4 < height ? y0 + 4 : height - 1);
        bool frame = sw_dice_below(&dice, 2) == 0;
        uint8_t colour = (uint8_t)(1 + sw_dice_below(&dice, colours));
        for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
                if (!frame || x == x0 || x == x1 || y == y0 || y == y1)
                    grid.cell[y][x] = colour;
    }
    for (int y = 0; index % 4 == 3 && y < height; y++)
        for (int x = 0; x < width / 2; x++)
            grid.cell[y][width - 1 - x] = grid.cell[y][x];
    return grid;
}

/* The parts: what they do with canvas `index`, or once with all. */

static int part_canvases(struct trail *trail, uint32_t index)
{
    absorb_grid(trail, &trail->canvas[index]);
    return 0;
}

static int part_masks(struct trail *trail, uint32_t index)
{
    const struct sw_grid *grid = &trail->canvas[index];
    int width = grid->width, height = grid->height;
    struct sw_mask occupied = sw_grid_occupied(grid), out;
    struct sw_box box = {0, 0, grid->width, grid->height};
    uint32_t cells[SW_COLOURS];

    sw_grid_census(grid, &occupied, cells);
    for (uint8_t colour = 0; colour < SW_COLOURS; colour++) {
        struct sw_mask part = sw_grid_colour(grid, colour), seed = sw_mask_none();
        int x, y;
        absorb_number(trail, cells[colour]);
        absorb_mask(trail, &part);
        out = sw_mask_holes(&part, width, height);
        absorb_mask(trail, &out);
        for (int neighbours = 4; neighbours <= 8; neighbours += 4) {
            out = sw_mask_grow(part, neighbours, width, height);
            absorb_mask(trail, &out);
            if (sw_mask_first(&part, &x, &y))
                sw_mask_set(&seed, x, y);
            out = sw_mask_flood(seed, occupied, neighbours);
            absorb_mask(trail, &out);
        }
        out = sw_mask_rim(&part, width, height);
        absorb_mask(trail, &out);
        out = sw_mask_shift(part, colour - 4, 3 - colour, width, height);
        absorb_mask(trail, &out);
    }
    for (int symmetry = 0; symmetry < SW_SYMMETRIES; symmetry++) {
        struct sw_grid turned = sw_grid_symmetry(grid, (enum sw_symmetry)symmetry);
        absorb_grid(trail, &turned);
        out = sw_mask_symmetry(&occupied, box, (enum sw_symmetry)symmetry);
        absorb_mask(trail, &out);
    }
    return 0;
}

static int part_labels(struct trail *trail, uint32_t index)
{
    const struct sw_grid *grid = &trail->canvas[index];
    struct sw_organism organisms[SW_ORGANISMS_MAX];

    for (int mode = 0; mode < 4; mode++) {
        struct sw_connection connection = {(mode & 1) != 0 ? 4 : 8, (mode & 2) == 0};
        uint32_t count = sw_organisms(grid, NULL, connection, organisms);
        sw_organisms_describe(grid, organisms, count);
        absorb_number(trail, count);
        for (uint32_t k = 0; k < count; k++) {
            absorb_mask(trail, &organisms[k].mask);
            absorb(trail, &organisms[k].box, sizeof organisms[k].box);
            absorb_number(trail, (uint64_t)organisms[k].cells << 16 |
                                     (uint64_t)organisms[k].colour << 8 | organisms[k].attributes);
        }
    }
    return 0;
}

/* Slide, push and eat, the organisms of odd colours being the bodies. */
static int part_moves(struct trail *trail, uint32_t index)
{
    struct sw_organism all[SW_ORGANISMS_MAX], bodies[SW_ORGANISMS_MAX], others[SW_ORGANISMS_MAX];

    for (int d = 0; d < SW_DIRECTIONS; d++) {
        struct sw_grid slid = trail->canvas[index], pushed = slid;
        uint32_t count = 0, other_count = 0;
        uint32_t found = sw_organisms(&slid, NULL, (struct sw_connection){8, true}, all);
        for (uint32_t k = 0; k < found; k++) {
            if (all[k].colour % 2 == 1)
                bodies[count++] = all[k];
            else if (all[k].colour != 8)
                others[other_count++] = all[k];
        }
        sw_physics_push(&pushed, bodies, count, others, other_count, (enum sw_direction)d);
        absorb_grid(trail, &pushed);
        count = 0;
        for (uint32_t k = 0; k < found; k++)
            if (all[k].colour % 2 == 1)
                bodies[count++] = all[k];
        sw_physics_slide(&slid, bodies, count, (enum sw_direction)d);
        absorb_grid(trail, &slid);
        found = sw_organisms(&slid, NULL, (struct sw_connection){8, true}, all);
        sw_physics_eat(&slid, all, found);
        absorb_grid(trail, &slid);
    }
    return 0;
}

static int part_steps(struct trail *trail, uint32_t index)
{
    struct sw_physics_world *world = trail->world;

    for (uint32_t k = 0; k < 48; k++) {
        struct sw_physics_rules rules = sw_physics_rules_none();
        uint32_t steps;
        rules.connection = (struct sw_connection){k % 2 == 0 ? 8 : 4, k % 5 != 0};
        rules.gravity = (uint8_t)(k % 6 < 5 ? k % 6 : SW_DOWN);
        for (uint8_t colour = 1; k % 3 != 0 && colour < SW_COLOURS; colour++)
            rules.heading[colour] =
                (uint8_t)((colour + k) % 7 < 4 ? (colour + k) % 7 : SW_DIRECTIONS);
        rules.push = k % 4 < 2;
        rules.turn_back = k % 7 < 3;
        rules.slide = k % 8 == 5;
        rules.merge = (uint8_t)(k / 3 % 3);
        rules.eat = (uint8_t)(k / 9 % 3);
        rules.grow = (uint8_t)(k % 4 == 3 ? 4 + k / 4 % 2 * 4 : 0);
        rules.walls = (uint16_t)(k % 5 == 1 ? 1u << 9 : 0);
        rules.floats = (uint16_t)(k % 5 == 2 ? 1u << 2 | 1u << 5 : 0);
        rules.growing = 1u << 1 | 1u << 6;
        rules.brittle = (uint16_t)(k % 2 == 1 ? 1u << 3 | 1u << 4 : 0);
        sw_physics_begin(world, &trail->canvas[index], &rules);
        for (int i = 0; i < 3 && sw_physics_step(world, &rules); i++)
            absorb_grid(trail, &world->grid);
        absorb_number(trail, (uint64_t)sw_physics_settle(world, &rules, 24, &steps));
        absorb_number(trail, steps);
        absorb_grid(trail, &world->grid);
        absorb_number(trail, world->count);
    }
    return 0;
}

/* ---- edits ---- */

static void absorb_canvas(struct trail *trail, const struct sw_canvas *canvas)
{
    const uint8_t rest[] = {canvas->whole, canvas->each,       canvas->colour,    canvas->number,
                            canvas->mode,  canvas->ground,     canvas->focus_x,   canvas->focus_y,
                            canvas->zoom,  (uint8_t)canvas->x, (uint8_t)canvas->y};

    absorb_grid(trail, &canvas->grid);
    absorb_mask(trail, &canvas->selection);
    absorb_mask(trail, &canvas->anchor);
    absorb(trail, rest, sizeof rest);
}

/* A hand that holds something: the selection is the organisms of one colour, the anchor those of
 * another. */
static void hold_something(struct sw_canvas *canvas, uint32_t index)
{
    uint8_t colour = canvas->grid.cell[canvas->grid.height / 2][canvas->grid.width / 2];
    struct sw_mask occupied = sw_grid_occupied(&canvas->grid);

    canvas->selection = colour == 0 ? occupied : sw_grid_colour(&canvas->grid, colour);
    canvas->anchor = sw_mask_minus(occupied, canvas->selection);
    canvas->colour = (uint8_t)(index % SW_COLOURS);
    canvas->number = (uint8_t)(1 + index % 4);
}

/* Every edit of the group by itself. What it is given depends on its name, not on its token, so
 * that another edit changes the figures of its own group and of random programs alone. */
static int part_edits(struct trail *trail, uint32_t index, enum sw_edit_group group)
{
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const struct sw_edit *row = sw_edit_row(token);
        struct sw_canvas canvas;
        if (row->group != group)
            continue;
        canvas = sw_canvas_of(&trail->canvas[index]);
        sw_canvas_remember(&canvas, trail->memory);
        hold_something(&canvas, index + (uint32_t)sw_hash(row->name, strlen(row->name)));
        absorb(trail, row->name, strlen(row->name));
        absorb_number(trail, sw_edit_apply(&canvas, token));
        absorb_canvas(trail, &canvas);
    }
    return 0;
}

static int part_select(struct trail *trail, uint32_t index)
{
    return part_edits(trail, index, SW_EDIT_SELECT);
}

static int part_hand(struct trail *trail, uint32_t index)
{
    return part_edits(trail, index, SW_EDIT_HAND);
}

static int part_mode(struct trail *trail, uint32_t index)
{
    return part_edits(trail, index, SW_EDIT_MODE);
}

static int part_act(struct trail *trail, uint32_t index)
{
    return part_edits(trail, index, SW_EDIT_ACT);
}

static int part_control(struct trail *trail, uint32_t index)
{
    return part_edits(trail, index, SW_EDIT_CONTROL);
}

/* Tokens at random, one after the other on the same canvas. */
static int part_programs(struct trail *trail, uint32_t index)
{
    struct sw_dice dice = sw_dice_at(4, SW_RANDOM_TEST, index, 0);
    struct sw_canvas canvas;

    for (int i = 0; i < 200; i++) {
        if (i % 40 == 0) {
            canvas = sw_canvas_of(&trail->canvas[index]);
            sw_canvas_remember(&canvas, trail->memory);
        }
        sw_edit_apply(&canvas, sw_dice_below(&dice, sw_edit_count()));
        absorb_canvas(trail, &canvas);
    }
    return 0;
}

/* ---- laws ---- */

/* What every law makes of the canvas with every choice of its parameters. */
static int part_laws(struct trail *trail, uint32_t index)
{
    if (index % 4 != 0) /* 24 canvases are enough for so many laws */
        return 0;
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_rule rule;
        struct sw_grid target;
        if (sw_law_mean(walk.law, walk.choice, &rule, trail->error) != 0)
            return -1;
        target = sw_program_run(&rule.teacher, &trail->canvas[index]);
        absorb(trail, rule.name, strlen(rule.name));
        absorb_grid(trail, &target);
    }
    return 0;
}

/* The first puzzles of the default worlds, for lives and for examinations. */
static int part_puzzles(struct trail *trail, uint32_t index)
{
    struct sw_settings settings;
    struct sw_worlds_settings wanted;
    struct sw_worlds *worlds;
    struct sw_puzzle *puzzle = trail->puzzle;
    int result = -1;

    if (index != 0)
        return 0;
    if (sw_parameters_defaults(sw_settings_table, &settings, trail->error) != 0)
        return -1;
    wanted = sw_settings_worlds(&settings);
    worlds = sw_worlds_create(&wanted, NULL, NULL, trail->error);
    if (worlds == NULL)
        return -1;
    for (uint32_t i = 0; i < PUZZLES; i++) {
        if (sw_worlds_puzzle(worlds, 5, i % 2 == 0 ? SW_RANDOM_PUZZLE : SW_RANDOM_EXAMINATION, i,
                             i % sw_worlds_rules(worlds), puzzle, trail->error) != 0)
            goto out;
        absorb_number(trail, sw_puzzle_hash(puzzle));
        absorb_program(trail, &puzzle->teacher);
    }
    result = 0;
out:
    sw_worlds_destroy(worlds);
    return result;
}

/* ---- telling ---- */

static const struct part {
    const char *name;
    int (*run)(struct trail *trail, uint32_t index);
} parts[] = {
    {"canvases", part_canvases},
    {"masks", part_masks},
    {"labels", part_labels},
    {"moves", part_moves},
    {"steps", part_steps},
    {"edits.select", part_select},
    {"edits.hand", part_hand},
    {"edits.mode", part_mode},
    {"edits.act", part_act},
    {"edits.control", part_control},
    {"edits.programs", part_programs},
    {"laws", part_laws},
    {"puzzles", part_puzzles},
};

enum { PARTS = sizeof parts / sizeof *parts };

static void tell(struct sw_bench *bench, const char *name, uint64_t hash)
{
    char text[17];

    bench->told++;
    snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
    if (bench->json) {
        struct sw_json json = {.out = stdout};
        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "name", name);
        sw_json_text(&json, "hash", text);
        sw_json_close(&json, '}');
    } else {
        printf("%-24s %s\n", name, text);
    }
}

int sw_bench_signature(struct sw_bench *bench)
{
    static const char what[] = "hashing what the engine does";
    struct sw_error *error = bench->error;
    struct sw_grid *canvas = sw_allocate(CANVASES, sizeof *canvas, what, error);
    struct trail trail = {.canvas = canvas,
                          .error = error,
                          .memory = sw_allocate(1, sizeof *trail.memory, what, error),
                          .world = sw_allocate(1, sizeof *trail.world, what, error),
                          .puzzle = sw_allocate(1, sizeof *trail.puzzle, what, error)};
    uint64_t hashes[PARTS];
    int result = -1;

    if (canvas == NULL || trail.memory == NULL || trail.world == NULL || trail.puzzle == NULL)
        goto out;
    for (uint32_t i = 0; i < CANVASES; i++)
        canvas[i] = draw(i);
    for (int k = 0; k < PARTS; k++) {
        char name[40];
        trail.hash = 0;
        for (uint32_t i = 0; i < CANVASES; i++)
            if (parts[k].run(&trail, i) != 0)
                goto out;
        snprintf(name, sizeof name, "signature.%s", parts[k].name);
        tell(bench, name, trail.hash);
        hashes[k] = trail.hash;
    }
    trail.hash = 0;
    for (int k = 0; k < PARTS; k++)
        absorb_number(&trail, hashes[k]);
    tell(bench, "signature", trail.hash);
    result = 0;
out:
    free(canvas);
    free(trail.memory);
    free(trail.world);
    free(trail.puzzle);
    return result;
}

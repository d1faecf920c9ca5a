/* unit_physics.c - sliding, pushing and eating against a plain simulation, cell by cell. */
#include "base/random.h"
#include "world/physics/physics.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

#define CASES 6000

static const struct sw_connection by_colour = {8, true};
static const int step_x[4] = {0, 0, -1, 1}, step_y[4] = {-1, 1, 0, 0};

enum { EMPTY = -1, OBSTACLE = -2 };

/* A scene told cell by cell: whose each cell is, and its colour. */
struct scene {
    int width, height;
    int owner[SW_SIDE_MAX][SW_SIDE_MAX];
    uint8_t colour[SW_SIDE_MAX][SW_SIDE_MAX];
};

static struct scene scene_of(const struct sw_grid *grid, const struct sw_organism *bodies,
                             uint32_t count)
{
    struct scene out = {.width = grid->width, .height = grid->height};

    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            out.colour[y][x] = grid->cell[y][x];
            out.owner[y][x] = grid->cell[y][x] == 0 ? EMPTY : OBSTACLE;
            for (uint32_t k = 0; k < count; k++) {
                if (sw_mask_get(&bodies[k].mask, x, y))
                    out.owner[y][x] = (int)k;
            }
        }
    }
    return out;
}

/* Which bodies cannot move: the wall, an obstacle or another that cannot is in the way. */
static void plain_held(const struct scene *scene, enum sw_direction direction, bool *held,
                       uint32_t count)
{
    bool more = true;

    memset(held, 0, count * sizeof *held);
    while (more) {
        more = false;
        for (int y = 0; y < scene->height; y++) {
            for (int x = 0; x < scene->width; x++) {
                int self = scene->owner[y][x];
                int to_x = x + step_x[direction], to_y = y + step_y[direction];
                if (self < 0 || held[self])
                    continue;
                bool out = to_x < 0 || to_y < 0 || to_x >= scene->width || to_y >= scene->height;
                int there = out ? OBSTACLE : scene->owner[to_y][to_x];
                if (there == OBSTACLE || (there >= 0 && there != self && held[there])) {
                    held[self] = true;
                    more = true;
                }
            }
        }
    }
}

static void plain_move(struct scene *scene, enum sw_direction direction, const bool *moves)
{
    struct scene before = *scene;

    for (int turn = 0; turn < 2; turn++) {
        for (int y = 0; y < scene->height; y++) {
            for (int x = 0; x < scene->width; x++) {
                int self = before.owner[y][x];
                if (self < 0 || !moves[self])
                    continue;
                int to_x = turn == 0 ? x : x + step_x[direction];
                int to_y = turn == 0 ? y : y + step_y[direction];
                scene->owner[to_y][to_x] = turn == 0 ? EMPTY : self;
                scene->colour[to_y][to_x] = turn == 0 ? 0 : before.colour[y][x];
            }
        }
    }
}

static bool plain_slide(struct scene *scene, enum sw_direction direction, uint32_t count)
{
    bool held[2 * SW_ORGANISMS_MAX], moves[2 * SW_ORGANISMS_MAX], moved = false;

    for (;;) {
        uint32_t loose = 0;
        plain_held(scene, direction, held, count);
        for (uint32_t k = 0; k < count; k++) {
            moves[k] = !held[k];
            loose += moves[k];
        }
        if (loose == 0)
            return moved;
        plain_move(scene, direction, moves);
        moved = true;
    }
}

/* The first `pushers` bodies push, the others are only pushed. */
static bool plain_push(struct scene *scene, enum sw_direction direction, uint32_t pushers,
                       uint32_t count)
{
    bool held[2 * SW_ORGANISMS_MAX], moves[2 * SW_ORGANISMS_MAX], more = true, moved = false;

    plain_held(scene, direction, held, count);
    for (uint32_t k = 0; k < count; k++) {
        moves[k] = k < pushers && !held[k];
        moved = moved || moves[k];
    }
    while (more) {
        more = false;
        for (int y = 0; y < scene->height; y++) {
            for (int x = 0; x < scene->width; x++) {
                int self = scene->owner[y][x];
                int to_x = x + step_x[direction], to_y = y + step_y[direction];
                if (self < 0 || !moves[self])
                    continue;
                int there = scene->owner[to_y][to_x];
                if (there >= 0 && !moves[there]) {
                    moves[there] = true;
                    more = true;
                }
            }
        }
    }
    plain_move(scene, direction, moves);
    return moved;
}

static void assert_scene(const struct scene *scene, const struct sw_grid *grid,
                         const struct sw_organism *bodies, uint32_t count)
{
    assert_sound(grid);
    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = sw_mask_box(&bodies[k].mask);
        quick_assert(memcmp(&bodies[k].box, &box, sizeof box) == 0);
        quick_assert(sw_mask_count(&bodies[k].mask) == bodies[k].cells);
    }
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            quick_assert(grid->cell[y][x] == scene->colour[y][x]);
            if (scene->owner[y][x] >= 0)
                quick_assert(sw_mask_get(&bodies[scene->owner[y][x]].mask, x, y));
        }
    }
}

/* Draws a canvas and splits its organisms: some bodies, some others, the rest obstacles. */
static struct sw_grid throw_scene(struct sw_dice *dice, uint32_t k, struct sw_organism *bodies,
                                  uint32_t *count, struct sw_organism *others,
                                  uint32_t *other_count)
{
    struct sw_organism all[SW_ORGANISMS_MAX];
    struct sw_grid grid = random_canvas(dice);
    struct sw_connection connection = {k % 2 == 0 ? 8 : 4, k % 4 < 3};
    uint32_t found = sw_organisms(&grid, NULL, connection, all);
    uint32_t share = sw_dice_below(dice, 101), other_share = sw_dice_below(dice, 101);

    *count = *other_count = 0;
    for (uint32_t j = 0; j < found; j++) {
        if (sw_dice_below(dice, 100) < share)
            bodies[(*count)++] = all[j];
        else if (sw_dice_below(dice, 100) < other_share)
            others[(*other_count)++] = all[j];
    }
    return grid;
}

static void shuffle(struct sw_dice *dice, struct sw_organism *organisms, uint32_t count)
{
    for (uint32_t k = count; k > 1; k--) {
        uint32_t j = sw_dice_below(dice, k);
        struct sw_organism keep = organisms[k - 1];
        organisms[k - 1] = organisms[j];
        organisms[j] = keep;
    }
}

START_TEST(test_slide)
{
    uint32_t moving = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(9, SW_RANDOM_TEST, k, 1);
        struct sw_organism bodies[SW_ORGANISMS_MAX], others[SW_ORGANISMS_MAX];
        uint32_t count, other_count;
        struct sw_grid grid = throw_scene(&dice, k, bodies, &count, others, &other_count);
        struct sw_grid again = grid;
        enum sw_direction direction = (enum sw_direction)(k / 4 % SW_DIRECTIONS);
        struct scene scene = scene_of(&grid, bodies, count);
        struct sw_organism shuffled[SW_ORGANISMS_MAX];

        memcpy(shuffled, bodies, count * sizeof *bodies);
        shuffle(&dice, shuffled, count);
        bool want = plain_slide(&scene, direction, count);
        quick_assert(sw_physics_slide(&grid, bodies, count, direction) == want);
        assert_scene(&scene, &grid, bodies, count);
        quick_assert(sw_physics_slide(&again, shuffled, count, direction) == want);
        quick_assert(sw_grid_equal(&again, &grid));
        /* What came to rest stays. */
        quick_assert(!sw_physics_slide(&again, shuffled, count, direction));
        quick_assert(sw_grid_equal(&again, &grid));
        moving += want;
    }
    ck_assert_uint_gt(moving, CASES / 3);
    ck_assert_uint_lt(moving, CASES);
}
END_TEST

START_TEST(test_push)
{
    uint32_t moving = 0, pushing = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(10, SW_RANDOM_TEST, k, 1);
        struct sw_organism both[2 * SW_ORGANISMS_MAX], others[SW_ORGANISMS_MAX];
        struct sw_organism shuffled[SW_ORGANISMS_MAX];
        uint32_t count, other_count;
        struct sw_grid grid = throw_scene(&dice, k, both, &count, others, &other_count);
        struct sw_grid again = grid;
        enum sw_direction direction = (enum sw_direction)(k / 4 % SW_DIRECTIONS);

        memcpy(both + count, others, other_count * sizeof *others);
        memcpy(shuffled, both, count * sizeof *both);
        shuffle(&dice, shuffled, count);
        shuffle(&dice, others, other_count);
        struct scene scene = scene_of(&grid, both, count + other_count);
        bool want = plain_push(&scene, direction, count, count + other_count);
        struct sw_box box = other_count > 0 ? both[count].box : (struct sw_box){0, 0, 0, 0};
        quick_assert(sw_physics_push(&grid, both, count, both + count, other_count, direction) ==
                     want);
        assert_scene(&scene, &grid, both, count + other_count);
        quick_assert(sw_physics_push(&again, shuffled, count, others, other_count, direction) ==
                     want);
        quick_assert(sw_grid_equal(&again, &grid));
        moving += want;
        pushing += other_count > 0 && memcmp(&box, &both[count].box, sizeof box) != 0;
    }
    ck_assert_uint_gt(moving, CASES / 3);
    ck_assert_uint_lt(moving, CASES);
    ck_assert_uint_gt(pushing, 100);
}
END_TEST

/* For every organism: looks at all neighbours of all its cells for the largest larger one. */
static struct sw_grid plain_eat(const struct sw_grid *grid, const struct sw_organism *organisms,
                                uint32_t count)
{
    struct sw_grid out = *grid;

    for (uint32_t k = 0; k < count; k++) {
        uint32_t best = count;
        for (uint32_t j = 0; j < count; j++) { /* in order of the first cell: earlier wins a tie */
            struct sw_mask near = sw_mask_grow(organisms[j].mask, 8, grid->width, grid->height);
            if (organisms[j].cells > organisms[k].cells &&
                organisms[j].colour != organisms[k].colour &&
                sw_mask_overlap(&near, &organisms[k].mask) &&
                (best == count || organisms[j].cells > organisms[best].cells))
                best = j;
        }
        for (int y = 0; best != count && y < grid->height; y++) {
            for (int x = 0; x < grid->width; x++) {
                if (sw_mask_get(&organisms[k].mask, x, y))
                    out.cell[y][x] = organisms[best].colour;
            }
        }
    }
    return out;
}

START_TEST(test_eat)
{
    uint32_t changed = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(11, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice), again;
        struct sw_connection connection = {k % 2 == 0 ? 8 : 4, true};
        struct sw_organism organisms[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&grid, NULL, connection, organisms);
        struct sw_grid want = plain_eat(&grid, organisms, count);

        again = grid;
        bool any = sw_physics_eat(&grid, organisms, count);
        quick_assert(sw_grid_equal(&grid, &want));
        shuffle(&dice, organisms, count);
        quick_assert(sw_physics_eat(&again, organisms, count) == any);
        quick_assert(sw_grid_equal(&again, &want));
        changed += any;
    }
    ck_assert_uint_gt(changed, CASES / 4);
}
END_TEST

/* Pictures: organisms of colours 1 to 4 are bodies, 5 to 8 are others, 9 is an obstacle. */
static const struct {
    const char *what, *before;
    enum sw_direction direction;
    const char *slid, *pushed;
} examples[] = {
    {"falls on the floor", "1../.../...", SW_DOWN, ".../.../1..", ".../1../..."},
    {"a wall", "11./...", SW_LEFT, "11./...", "11./..."},
    {"rests on an obstacle", ".1../..../.9../....", SW_DOWN, "..../.1../.9../....",
     "..../.1../.9../...."},
    {"a pile keeps its order", "1./../2./../3.", SW_DOWN, "../../1./2./3.", "../1./../2./3."},
    {"comes to rest on another", "22./.../1../1.9", SW_DOWN, ".../22./1../1.9", ".../22./1../1.9"},
    {"interlocked bodies fall together", ".111./.1.1./.1221/..2../..2../.....", SW_DOWN,
     "...../.111./.1.1./.1221/..2../..2..", "...../.111./.1.1./.1221/..2../..2.."},
    {"one that is hooked in hangs from an obstacle", "222./2.2./2.2./9.../....", SW_DOWN,
     "222./2.2./2.2./9.../....", "222./2.2./2.2./9.../...."},
    {"one hooked on another falls with it", "111../1.1../22.../2..../...9.", SW_DOWN,
     "...../111../1.1../22.../2..9.", "...../111../1.1../22.../2..9."},
    {"pushes a chain", "1.56..", SW_RIGHT, ".156..", ".156.."},
    {"pushes what it touches", "156...", SW_RIGHT, "156...", ".156.."},
    {"the chain's end is blocked", "1569", SW_RIGHT, "1569", "1569"},
    {"the chain's end is the wall", "..651", SW_LEFT, "..651", ".651."},
    {"pushed at a corner only: not in the way", "1.../.5..", SW_RIGHT, "...1/.5..", ".1../.5.."},
    {"a wide one pushes two", ".../111/5.6/...", SW_DOWN, ".../111/5.6/...", ".../.../111/5.6"},
    {"one of two is blocked, so neither moves", ".../111/5.6/9..", SW_DOWN, ".../111/5.6/9..",
     ".../111/5.6/9.."},
};

START_TEST(test_examples)
{
    for (size_t k = 0; k < sizeof examples / sizeof *examples; k++) {
        struct sw_grid grid = picture_read(examples[k].before);
        struct sw_organism all[SW_ORGANISMS_MAX], bodies[SW_ORGANISMS_MAX],
            others[SW_ORGANISMS_MAX];
        uint32_t found = sw_organisms(&grid, NULL, by_colour, all), count = 0, other_count = 0;

        for (uint32_t j = 0; j < found; j++) {
            if (all[j].colour <= 4)
                bodies[count++] = all[j];
            else if (all[j].colour <= 8)
                others[other_count++] = all[j];
        }
        struct sw_grid slid = grid, pushed = grid;
        struct sw_organism copy[SW_ORGANISMS_MAX];
        memcpy(copy, bodies, count * sizeof *bodies);
        sw_physics_slide(&slid, copy, count, examples[k].direction);
        ck_assert_picture(&slid, examples[k].slid, examples[k].what);
        sw_physics_push(&pushed, bodies, count, others, other_count, examples[k].direction);
        ck_assert_picture(&pushed, examples[k].pushed, examples[k].what);
    }
}
END_TEST

START_TEST(test_nothing)
{
    struct sw_grid grid = picture_read("1.9"), before = grid;

    ck_assert(!sw_physics_slide(&grid, NULL, 0, SW_RIGHT));
    ck_assert(!sw_physics_push(&grid, NULL, 0, NULL, 0, SW_RIGHT));
    ck_assert(!sw_physics_eat(&grid, NULL, 0));
    ck_assert(sw_grid_equal(&grid, &before));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("physics");
    TCase *t = tcase_create("physics");

    tcase_add_test(t, test_slide);
    tcase_add_test(t, test_push);
    tcase_add_test(t, test_eat);
    tcase_add_test(t, test_examples);
    tcase_add_test(t, test_nothing);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

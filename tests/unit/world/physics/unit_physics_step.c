/* unit_physics_step.c - worlds that move by themselves: pictures of every rule, and what must hold
 * whatever the rules. tests/unit/reference/unit_plain.c compares with a world of one byte per cell. */
#include "base/random.h"
#include "world/physics/physics_change.h"
#include "world/physics/physics_step.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"
#include "tests/unit/physics_random.h"

#include <string.h>

#define CASES 20000

/* ---- pictures ---- */

/* 1 to 4 walk up, down, left and right, 5 is plain, 6 floats, 7 grows, 8 is brittle and 9 a wall.
 */
static struct sw_physics_rules rules_of_pictures(void)
{
    struct sw_physics_rules rules = sw_physics_rules_none();

    for (uint8_t colour = 1; colour <= 4; colour++)
        rules.heading[colour] = (uint8_t)(colour - 1);
    rules.floats = 1u << 6;
    rules.growing = 1u << 7;
    rules.brittle = 1u << 8;
    rules.walls = 1u << 9;
    return rules;
}

enum option {
    DOWN = 1 << 0,
    RIGHT = 1 << 1,
    PUSH = 1 << 2,
    TURN = 1 << 3,
    SLIDE = 1 << 4,
    MERGE = 1 << 5,
    MERGE_ANY = 1 << 6,
    ABSORB = 1 << 7,
    SWALLOW = 1 << 8,
    GROW_4 = 1 << 9,
    GROW_8 = 1 << 10,
    FOUR = 1 << 11
};

static struct sw_physics_rules rules_with(uint32_t options)
{
    struct sw_physics_rules rules = rules_of_pictures();

    if ((options & (DOWN | RIGHT)) != 0)
        rules.gravity = (options & DOWN) != 0 ? SW_DOWN : SW_RIGHT;
    rules.push = (options & PUSH) != 0;
    rules.turn_back = (options & TURN) != 0;
    rules.slide = (options & SLIDE) != 0;
    rules.merge = (options & MERGE) != 0 ? SW_MERGE_COLOUR : SW_MERGE_NEVER;
    if ((options & MERGE_ANY) != 0)
        rules.merge = SW_MERGE_ANY;
    rules.eat = (options & ABSORB) != 0 ? SW_EAT_ABSORB : SW_EAT_NEVER;
    if ((options & SWALLOW) != 0)
        rules.eat = SW_EAT_SWALLOW;
    rules.grow = (options & GROW_4) != 0 ? 4 : (options & GROW_8) != 0 ? 8 : 0;
    if ((options & FOUR) != 0)
        rules.connection.neighbours = 4;
    return rules;
}

/* The canvas, then what it is after one step, after two, and so on. The world rests after the last
 * picture if that equals the one before it. */
static const struct {
    const char *what;
    uint32_t options;
    const char *steps[5];
} examples[] = {
    {"nothing happens by itself", 0, {"5.6./7889", "5.6./7889"}},
    {"falls one cell a step", DOWN, {"5../.../...", ".../5../...", ".../.../5..", ".../.../5.."}},
    {"slides until contact",
     DOWN | SLIDE,
     {"5.6/.../.../9..", "..6/.../5../9..", "..6/.../5../9.."}},
    {"a pile falls as one", DOWN, {"55/5./77/../..", "../55/5./77/..", "../../55/5./77"}},
    {"rests on what floats, on walls and on each other",
     RIGHT,
     {"5.6./75.9/5.77", ".56./.759/.577", ".56./.759/.577"}},
    {"interlocked bodies fall together",
     DOWN,
     {"555./5.5./5775/..7./....", "..../555./5.5./5775/..7.", "..../555./5.5./5775/..7."}},
    {"hangs on a floating one", DOWN, {"55./65./...", "55./65./..."}},
    {"four walk their ways", 0, {"...../..1../.3.4./..2../.....", "..1../...../3...4/...../..2.."}},
    {"four mean to enter one cell", 0, {"..2../.4.3./..1..", "..2../.4.3./..1.."}},
    {"walks into the wall", 0, {"4..9", ".4.9", "..49", "..49"}},
    {"does not push without push", 0, {"45..", "45.."}},
    {"pushes a chain", PUSH, {"456..", ".456.", "..456", "..456"}},
    {"a chain with a fixed end stays", PUSH, {"459.", "459."}},
    {"what is wide is pushed as a whole",
     PUSH,
     {"4.5./..5./..5.", ".45./..5./..5.", "..45/...5/...5"}},
    {"one hook on a wall holds it", PUSH, {"45../.5../.559", "45../.5../.559"}},
    {"pushed two ways it stays", PUSH, {".2./45./...", ".2./45./..."}},
    {"pushed from both sides it stays", PUSH, {"453", "453"}},
    {"two walk into one cell: neither does", 0, {"4.3", "4.3"}},
    {"the same across", 0, {"4../.1./...", "4../.1./..."}},
    {"who is held does not contest", 0, {"49./.../1..", "49./1../...", "49./1../..."}},
    {"follows one that goes the same way", 0, {"44.4.", ".44.4", "..444", "..444"}},
    {"waits for one that goes another way", 0, {"4.../1...", ".4../1...", "1.4./...."}},
    {"turns back", TURN, {"4..", ".4.", "..4", "..4", ".4."}},
    {"two that meet turn back", TURN, {"4.3.", "4.3.", "4..3"}},
    {"walks, then falls", DOWN, {"4../.../...", ".../.4./...", ".../.../..4", ".../.../..4"}},
    {"merges with its colour", DOWN | MERGE, {"5../.../5.7", ".../5../5.7", ".../5../5.7"}},
    {"merges with any, and floats if most of it does",
     DOWN | MERGE_ANY,
     {"5./66/66/..", "5./66/66/..", "5./66/66/.."}},
    {"merged it walks on as one", MERGE, {"4.../44..", ".4../.44.", "..4./..44"}},
    {"heads that differ cancel", MERGE_ANY, {"4.3", "4.3"}},
    {"the largest eats first", ABSORB, {"55.6/5577/5.77", "55.6/5555/5.55", "55.5/5555/5.55"}},
    {"big absorbs small", ABSORB, {"556/55./...", "555/55./...", "555/55./..."}},
    {"big swallows small", SWALLOW, {"556/55./...", "55./55./...", "55./55./..."}},
    {"the larger of two eats", ABSORB, {"77655/77.55/....5", "77555/77.55/....5"}},
    {"two equally large leave it alone", SWALLOW, {"77655/77.55", "77655/77.55"}},
    {"one that is eaten does not eat",
     SWALLOW,
     {"7.../7556/7...", "7.../7..6/7...", "7.../7..6/7..."}},
    {"walls neither eat nor are eaten", SWALLOW, {"99955", "99955"}},
    {"eats only what it touches by 4", SWALLOW | FOUR, {"55./556/..6/7..", "55./55./.../7.."}},
    {"grows to 4",
     GROW_4,
     {"....../.7..../......", ".7..../777.../.7....", "777.../7777../777..."}},
    {"grows to 8",
     GROW_8,
     {"....../.7..../......", "777.../777.../777...", "7777../7777../7777.."}},
    {"contested cells stay empty", GROW_4, {"7...7", "77.77", "77.77"}},
    {"grows around walls and others", GROW_8, {"7.5/99./...", "775/99./...", "775/997/..."}},
    {"breaks in two",
     0,
     {"..8../4.8../..8..", "..8../.48../..8..", "..8../.4.../..8..", "..8../..4../..8.."}},
    {"both pieces fall",
     DOWN,
     {".../.8./48./.8./...", ".../.../.8./4../.8.", ".../.../.8./.4./.8."}},
    {"breaks what does not move away", PUSH, {"488", "4.8", ".48", ".4.", "..4"}},
};

enum { EXAMPLES = sizeof examples / sizeof *examples };

START_TEST(test_examples)
{
    static struct sw_physics_world world;

    for (size_t k = 0; k < EXAMPLES; k++) {
        struct sw_physics_rules rules = rules_with(examples[k].options);
        struct sw_grid grid = picture_read(examples[k].steps[0]);

        sw_physics_begin(&world, &grid, &rules);
        for (int i = 1; i < 5 && examples[k].steps[i] != NULL; i++) {
            bool any = sw_physics_step(&world, &rules);
            char what[128];
            snprintf(what, sizeof what, "%s: step %d", examples[k].what, i);
            ck_assert_picture(&world.grid, examples[k].steps[i], what);
            if (strcmp(examples[k].steps[i], examples[k].steps[i - 1]) != 0)
                ck_assert_msg(any, "%s changes nothing", what);
        }
    }
}
END_TEST

/* ---- whatever the rules ---- */

static void shuffle(struct sw_dice *dice, struct sw_physics_world *world)
{
    for (uint32_t k = world->count; k > 1; k--) {
        uint32_t j = sw_dice_below(dice, k);
        struct sw_organism body = world->body[k - 1];
        uint8_t heading = world->heading[k - 1];
        world->body[k - 1] = world->body[j];
        world->heading[k - 1] = world->heading[j];
        world->body[j] = body;
        world->heading[j] = heading;
    }
}

/* What a world must be after anything that was done to it. */
static void assert_world(const struct sw_physics_world *world, int neighbours)
{
    struct sw_mask all = world->fixed, occupied = sw_grid_occupied(&world->grid);

    assert_sound(&world->grid);
    quick_assert(world->count <= SW_ORGANISMS_MAX);
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        struct sw_box box = sw_mask_box(&body->mask);
        quick_assert(!sw_mask_overlap(&all, &body->mask));
        quick_assert(body->cells > 0 && body->cells == sw_mask_count(&body->mask));
        quick_assert(memcmp(&box, &body->box, sizeof box) == 0);
        quick_assert(body->colour == sw_organism_commonest(&world->grid, body));
        quick_assert(world->heading[k] <= SW_DIRECTIONS);
        all = sw_mask_or(all, body->mask);
        if (neighbours != 0) { /* one piece */
            struct sw_mask seed = sw_mask_none();
            int x, y;
            sw_mask_first(&body->mask, &x, &y);
            sw_mask_set(&seed, x, y);
            seed = sw_mask_flood(seed, body->mask, neighbours);
            quick_assert(sw_mask_equal(&seed, &body->mask));
        }
    }
    quick_assert(sw_mask_equal(&all, &occupied));
}

START_TEST(test_order)
{
    static struct sw_physics_world world, shuffled;
    uint32_t changed = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(41, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_physics_rules rules = random_rules(&dice);
        int neighbours = rules.grow == 8 ? 8 : rules.connection.neighbours;

        sw_physics_begin(&world, &grid, &rules);
        for (int i = 0; i < 4; i++) {
            shuffled = world;
            shuffle(&dice, &shuffled);
            quick_assert(sw_physics_hash(&shuffled) == sw_physics_hash(&world));
            bool any = sw_physics_step(&world, &rules);
            quick_assert(sw_physics_step(&shuffled, &rules) == any);
            quick_assert(sw_grid_equal(&shuffled.grid, &world.grid));
            quick_assert(sw_physics_hash(&shuffled) == sw_physics_hash(&world));
            assert_world(&world, neighbours);
            if (i % 2 == 1)
                world = shuffled; /* and the other order goes on */
            changed += any;
            if (!any) { /* rest is for good */
                quick_assert(!sw_physics_step(&shuffled, &rules));
                quick_assert(sw_physics_hash(&shuffled) == sw_physics_hash(&world));
                break;
            }
        }
    }
    ck_assert_uint_gt(changed, CASES);
}
END_TEST

/* Where the symmetry takes a direction. */
static uint8_t turned(enum sw_symmetry symmetry, uint8_t direction)
{
    static const int step[SW_DIRECTIONS][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
    int x0, y0, x1, y1;

    if (direction >= SW_DIRECTIONS)
        return direction;
    sw_symmetry_cell(symmetry, 3, 3, 1, 1, &x0, &y0);
    sw_symmetry_cell(symmetry, 3, 3, 1 + step[direction][0], 1 + step[direction][1], &x1, &y1);
    for (uint8_t d = 0; d < SW_DIRECTIONS; d++)
        if (step[d][0] == x1 - x0 && step[d][1] == y1 - y0)
            return d;
    ck_abort_msg("a direction was lost");
    return 0;
}

START_TEST(test_symmetry)
{
    static struct sw_physics_world world, image;
    uint32_t changed = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(42, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_physics_rules rules = random_rules(&dice), other = rules;
        enum sw_symmetry symmetry = (enum sw_symmetry)(k % SW_SYMMETRIES);
        struct sw_grid turned_grid = sw_grid_symmetry(&grid, symmetry);

        other.gravity = turned(symmetry, rules.gravity);
        for (int colour = 0; colour < SW_COLOURS; colour++)
            other.heading[colour] = turned(symmetry, rules.heading[colour]);
        sw_physics_begin(&world, &grid, &rules);
        sw_physics_begin(&image, &turned_grid, &other);
        if (world.count == SW_ORGANISMS_MAX) /* the one thing that goes by reading order */
            continue;
        for (int i = 0; i < 4; i++) {
            bool any = sw_physics_step(&world, &rules);
            quick_assert(sw_physics_step(&image, &other) == any);
            turned_grid = sw_grid_symmetry(&world.grid, symmetry);
            quick_assert(sw_grid_equal(&turned_grid, &image.grid));
            quick_assert(world.count == image.count);
            changed += any;
            if (!any)
                break;
        }
        /* Headings and what belongs together, by turning the image's world back into the grid's. */
        struct sw_physics_world back = world;
        for (uint32_t j = 0; j < world.count; j++) {
            struct sw_box whole = {0, 0, world.grid.width, world.grid.height};
            back.body[j].mask = sw_mask_symmetry(&world.body[j].mask, whole, symmetry);
            back.body[j].box = sw_mask_box(&back.body[j].mask);
            back.heading[j] = turned(symmetry, world.heading[j]);
        }
        back.grid = turned_grid;
        quick_assert(sw_physics_hash(&back) == sw_physics_hash(&image));
    }
    ck_assert_uint_gt(changed, CASES);
}
END_TEST

/* Nothing comes or goes but by eating, growing and breaking. */
START_TEST(test_conserved)
{
    static struct sw_physics_world world;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(43, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_physics_rules rules = random_rules(&dice);
        struct sw_mask full = sw_mask_full(grid.width, grid.height), fixed;
        uint32_t before[SW_COLOURS], after[SW_COLOURS];

        rules.eat = SW_EAT_NEVER;
        rules.grow = 0;
        rules.brittle = 0;
        sw_physics_begin(&world, &grid, &rules);
        fixed = world.fixed;
        for (int i = 0; i < 4; i++)
            sw_physics_step(&world, &rules);
        sw_grid_census(&grid, &full, before);
        sw_grid_census(&world.grid, &full, after);
        quick_assert(memcmp(before, after, sizeof before) == 0);
        quick_assert(sw_mask_equal(&fixed, &world.fixed));
    }
}
END_TEST

START_TEST(test_settle)
{
    static struct sw_physics_world world, again;
    uint32_t ends[3] = {0};

    for (uint32_t k = 0; k < CASES / 4; k++) {
        struct sw_dice dice = sw_dice_at(44, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_physics_rules rules = random_rules(&dice);
        uint32_t limit = k % 8 == 0 ? k % 5 : 500, steps, same;

        sw_physics_begin(&world, &grid, &rules);
        again = world;
        enum sw_physics_end end = sw_physics_settle(&world, &rules, limit, &steps);
        ends[end]++;
        quick_assert(steps <= limit);
        quick_assert(end != SW_PHYSICS_LIMIT || steps == limit);
        for (uint32_t i = 0; i < steps; i++)
            quick_assert(sw_physics_step(&again, &rules));
        quick_assert(sw_physics_hash(&again) == sw_physics_hash(&world));
        quick_assert(sw_physics_settle(&again, &rules, limit, &same) == end ||
                     end == SW_PHYSICS_LIMIT || limit < 500);
        if (end == SW_PHYSICS_REST)
            quick_assert(same == 0 && !sw_physics_step(&again, &rules));
    }
    for (int end = 0; end < 3; end++)
        ck_assert_uint_gt(ends[end], 20);
}
END_TEST

START_TEST(test_settle_by_hand)
{
    static struct sw_physics_world world;
    struct sw_physics_rules rules = rules_with(TURN);
    struct sw_grid grid = picture_read("4..");
    uint32_t steps;

    /* Two cells there, turn, two back, turn: a cycle of six. */
    sw_physics_begin(&world, &grid, &rules);
    ck_assert_int_eq(sw_physics_settle(&world, &rules, 1000, &steps), SW_PHYSICS_CYCLE);
    ck_assert_uint_le(steps, 18);
    sw_physics_begin(&world, &grid, &rules);
    ck_assert_int_eq(sw_physics_settle(&world, &rules, 5, NULL), SW_PHYSICS_LIMIT);
    ck_assert_picture(&world.grid, "4..", "after five steps");
    rules.turn_back = false;
    sw_physics_begin(&world, &grid, &rules);
    ck_assert_int_eq(sw_physics_settle(&world, &rules, 1000, &steps), SW_PHYSICS_REST);
    ck_assert_uint_eq(steps, 2);
    ck_assert_int_eq(sw_physics_settle(&world, &rules, 0, &steps), SW_PHYSICS_LIMIT);
}
END_TEST

START_TEST(test_cut)
{
    static struct sw_physics_world world;
    struct sw_physics_rules rules = rules_with(0);
    struct sw_grid grid = picture_read("555./5.59/555.");
    struct sw_mask line = picture_mask(".1../.1../.1.."), wall = picture_mask("..../...1/....");
    struct sw_mask all = sw_mask_full(4, 3);

    sw_physics_begin(&world, &grid, &rules);
    ck_assert_uint_eq(world.count, 1);
    ck_assert(sw_physics_cut(&world, &line, 4));
    ck_assert_picture(&world.grid, "5.5./5.59/5.5.", "a ring that is cut");
    ck_assert_uint_eq(world.count, 2);
    ck_assert(!sw_physics_cut(&world, &line, 4));
    ck_assert(sw_physics_cut(&world, &wall, 4));
    ck_assert_picture(&world.grid, "5.5./5.5./5.5.", "a wall that is cut");
    assert_world(&world, 4);
    ck_assert(sw_physics_cut(&world, &all, 4));
    ck_assert_uint_eq(world.count, 0);
    assert_world(&world, 4);
}
END_TEST

START_TEST(test_too_many)
{
    static struct sw_physics_world world;
    struct sw_physics_rules rules = rules_with(0);
    struct sw_grid grid = sw_grid_empty(30, 30);
    struct sw_mask holes = sw_mask_none();

    /* Comes apart into more pieces than there are bodies: it stays one. */
    rules.connection.neighbours = 4;
    for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 30; x++) {
            grid.cell[y][x] = 5;
            if ((x + y) % 2 == 0)
                sw_mask_set(&holes, x, y);
        }
    }
    sw_physics_begin(&world, &grid, &rules);
    ck_assert_uint_eq(world.count, 1);
    ck_assert(sw_physics_cut(&world, &holes, 4));
    ck_assert_uint_eq(world.count, 1);
    ck_assert_uint_eq(world.body[0].cells, 450);
    assert_world(&world, 0);
    /* And read anew: those beyond the last are obstacles. */
    grid = world.grid;
    sw_physics_begin(&world, &grid, &rules);
    ck_assert_uint_eq(world.count, SW_ORGANISMS_MAX);
    ck_assert_uint_eq(sw_mask_count(&world.fixed), 450 - SW_ORGANISMS_MAX);
    assert_world(&world, 4);
    /* The most bodies there can be, one of which breaks in two as another vanishes. */
    grid = sw_grid_empty(30, 30);
    holes = sw_mask_none();
    for (int y = 0, left = SW_ORGANISMS_MAX - 1; y < 28; y += 2) {
        for (int x = 0; x < 30 && left > 0; x++, left--)
            grid.cell[y][x] = (uint8_t)(1 + x % 2);
    }
    for (int x = 20; x < 23; x++)
        grid.cell[29][x] = 3;
    rules.walls = 0;
    sw_physics_begin(&world, &grid, &rules);
    ck_assert_uint_eq(world.count, SW_ORGANISMS_MAX);
    sw_mask_set(&holes, 0, 0);
    sw_mask_set(&holes, 21, 29);
    ck_assert(sw_physics_cut(&world, &holes, 4));
    ck_assert_uint_eq(world.count, SW_ORGANISMS_MAX);
    assert_world(&world, 4);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("physics_step");
    TCase *t = tcase_create("physics_step");

    tcase_add_test(t, test_examples);
    tcase_add_test(t, test_order);
    tcase_add_test(t, test_symmetry);
    tcase_add_test(t, test_conserved);
    tcase_add_test(t, test_settle);
    tcase_add_test(t, test_settle_by_hand);
    tcase_add_test(t, test_cut);
    tcase_add_test(t, test_too_many);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

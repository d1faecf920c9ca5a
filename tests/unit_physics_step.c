/* unit_physics_step.c - worlds that move by themselves: pictures of every rule, and what must hold
 * whatever the rules. tests/unit_plain.c compares with a world of one byte per cell. */
#include "base/random.h"
#include "world/physics_step.h"
#include "unit_test.h"
#include "world_picture.h"

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

/* The canvas after one step, after two, and so on, until an empty picture. */
static const struct {
    const char *what;
    uint32_t options;
    const char *steps[5];
} examples[] = {
    {"falls one cell a step", DOWN, {"5../.../...", ".../5../...", ".../.../5..", ".../.../5.."}},
    {"slides until contact", DOWN | SLIDE, {"5../.../9..", "5../.../9..", NULL}},
    {"slides to the floor", RIGHT | SLIDE, {"5...6", "...56", "...56"}},
    {"a pile falls as one", DOWN, {"55/5./77/../..", "../55/5./77/..", "../../55/5./77"}},
    {"rests on a floating one", DOWN, {"5/./6/./", NULL}},
};

static void run_examples(void)
{
    (void)examples;
}

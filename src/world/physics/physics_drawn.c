#include "world/physics/physics_drawn.h"

#include <assert.h>

enum { STEPS = 12 };

/* Sides, corners, two steps. */
static const int8_t step_x[STEPS] = {0, 0, -1, 1, -1, 1, -1, 1, 0, 0, -2, 2};
static const int8_t step_y[STEPS] = {-1, 1, 0, 0, -1, -1, 1, 1, -2, 2, 0, 0};
static const uint16_t places[SW_PLACES] = {
    [SW_PLACE_SIDES] = 0x00f,  [SW_PLACE_UP] = 0x001,     [SW_PLACE_DOWN] = 0x002,
    [SW_PLACE_LEFT] = 0x004,   [SW_PLACE_RIGHT] = 0x008,  [SW_PLACE_CORNERS] = 0x0f0,
    [SW_PLACE_AROUND] = 0x0ff, [SW_PLACE_SECOND] = 0xf00,
};

/* ---- drawing ---- */

/* Whether a row says what kind a colour is, or a rule is of it. */
static bool is_taken(const struct sw_physics_set *set, uint8_t colour)
{
    for (uint32_t row = 0; row < sw_physics_row_count(); row++)
        if (sw_physics_row(row)->kind && set->colour[row][0] == colour)
            return true;
    for (uint32_t i = 0; i < set->rules; i++)
        if (set->rule[i].by == colour)
            return true;
    return false;
}

/* A colour that is neither of two. */
static uint8_t draw_other(uint32_t colours, uint8_t one, uint8_t two, struct sw_dice *dice)
{
    uint8_t colour;

    do
        colour = (uint8_t)(1 + sw_dice_below(dice, colours));
    while (colour == one || colour == two);
    return colour;
}

static void draw_rule(struct sw_physics_rule *rule, uint32_t colours, struct sw_dice *dice)
{
    uint8_t by = rule->by;

    rule->whom = (uint8_t)sw_dice_below(dice, SW_WHOM);
    rule->place = (uint8_t)sw_dice_below(dice, SW_PLACES);
    rule->of = rule->whom == SW_WHOM_ONE ? draw_other(colours, by, by, dice) : 0;
    rule->becomes = draw_other(colours, by, rule->of, dice);
    if (rule->whom == SW_WHOM_ONE && sw_dice_below(dice, 3) == 0)
        rule->becomes = 0;
    else if (sw_dice_below(dice, 2) == 0 &&
             !(rule->whom == SW_WHOM_EMPTY && rule->place == SW_PLACE_SIDES))
        rule->becomes = by;
}

void sw_physics_rules_draw(struct sw_physics_set *set, uint32_t most, uint32_t colours,
                           struct sw_dice *dice)
{
    uint32_t count = sw_dice_below(dice, most + 1), order[SW_COLOURS];

    assert(most <= SW_PHYSICS_RULES_MAX && set->rules == 0);
    sw_dice_permutation(dice, order, colours);
    for (uint32_t i = 0; i < colours && set->rules < count; i++) {
        uint8_t by = (uint8_t)(1 + order[i]);

        if (is_taken(set, by))
            continue;
        set->rule[set->rules].by = by;
        draw_rule(&set->rule[set->rules], colours, dice);
        set->rules++;
    }
}

/* ---- acting ---- */

static bool concerns(const struct sw_physics_rule *rule, uint8_t colour)
{
    switch ((enum sw_physics_whom)rule->whom) {
    case SW_WHOM_ONE:
        return colour == rule->of;
    case SW_WHOM_EVERY:
        return colour != 0 && colour != rule->by;
    default:
        return colour == 0;
    }
}

static bool has_in_place(const struct sw_grid *grid, int x, int y,
                         const struct sw_physics_rule *rule)
{
    for (int i = 0; i < STEPS; i++) {
        int at_x = x + step_x[i], at_y = y + step_y[i];

        if ((places[rule->place] >> i & 1) != 0 && at_x >= 0 && at_y >= 0 && at_x < grid->width &&
            at_y < grid->height && grid->cell[at_y][at_x] == rule->by)
            return true;
    }
    return false;
}

static void act(struct sw_physics_scene *scene, const struct sw_physics_rule *rule)
{
    const struct sw_grid *before = scene->before;

    for (int y = 0; y < before->height; y++)
        for (int x = 0; x < before->width; x++) {
            if (!concerns(rule, before->cell[y][x]) || sw_mask_get(&scene->settled, x, y) ||
                !has_in_place(before, x, y, rule))
                continue;
            scene->after->cell[y][x] = rule->becomes;
            sw_mask_set(&scene->settled, x, y);
        }
}

void sw_physics_rules_act(struct sw_physics_scene *scene, const struct sw_physics_set *set)
{
    for (uint32_t i = 0; i < set->rules; i++)
        act(scene, &set->rule[i]);
}

#include "world/forecast/context.h"

#include <assert.h>

enum { THROWS = 16, SPAN = 3 /* longest side of a patch */ };

void sw_context_set_draw(const struct sw_episode_rules *rules, enum sw_physics_pool pool,
                         struct sw_dice *dice, struct sw_physics_set *out)
{
    bool found = true;

    if (rules->only != NULL)
        *out = *rules->only;
    else
        found = sw_physics_set_draw(pool, &rules->holds, (uint32_t)rules->colours, dice, out);
    assert(found); /* sw_settings_check has asked whether the pool is common */
    (void)found;
}

/* Patches of colour that may touch and cover each other, twice as many as organisms are asked for.
 */
static void draw_scene(const struct sw_episode_rules *rules, struct sw_dice *dice,
                       struct sw_grid *out)
{
    int width = sw_dice_between(dice, rules->side_min, rules->side_max);
    int height = sw_dice_between(dice, rules->side_min, rules->side_max);
    int patches = 2 * sw_dice_between(dice, rules->organisms_min, rules->organisms_max);

    sw_grid_clear(out, width, height);
    for (int i = 0; i < patches; i++) {
        int wide = sw_dice_between(dice, 1, SPAN), high = sw_dice_between(dice, 1, SPAN);
        int x0 = sw_dice_between(dice, 0, width - wide),
            y0 = sw_dice_between(dice, 0, height - high);
        struct sw_mask patch = sw_box_mask(
            (struct sw_box){(uint8_t)x0, (uint8_t)y0, (uint8_t)(x0 + wide), (uint8_t)(y0 + high)});

        sw_grid_paint(out, &patch, (uint8_t)sw_dice_between(dice, 1, rules->colours));
    }
}

/* One thing of three is a push. */
static void draw_deed(const struct sw_episode_rules *rules, struct sw_dice *dice,
                      struct sw_physics_deed *out)
{
    *out = (struct sw_physics_deed){.push = sw_dice_below(dice, 3) == 0};
    if (!out->push)
        return;
    out->hand = (uint8_t)sw_dice_between(dice, 1, rules->colours);
    out->direction = (uint8_t)sw_dice_below(dice, SW_DIRECTIONS);
}

void sw_context_draw(const struct sw_episode_rules *rules, const struct sw_physics_set *set,
                     struct sw_dice *dice, struct sw_transition *out)
{
    for (int i = 0; i < THROWS; i++) {
        draw_scene(rules, dice, &out->before);
        draw_deed(rules, dice, &out->deed);
        sw_physics_set_do(set, &out->deed, &out->before, &out->after);
        if (!sw_grid_equal(&out->before, &out->after))
            return;
    }
}

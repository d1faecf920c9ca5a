#include "world/forecast/goal.h"

#include <string.h>

enum { THROWS = 16, STEPS_MIN = 2, ATTEMPTS = 64 };

/* The deeds of each kind of goal. */
static const char *const deeds[SW_GOAL_KINDS][2] = {
    {"act.push.", NULL},
    {"act.slide.", NULL},
    {"act.slide.", "act.eat"},
};

static const char *const names[SW_GOAL_KINDS] = {"push", "slide", "eat"};

const char *sw_goal_name(enum sw_goal_kind kind)
{
    return names[kind];
}

static void add(struct sw_goal *goal, sw_edit_token select, uint8_t colour,
                const struct sw_deed *deed)
{
    if (goal->actions < SW_GOAL_ACTIONS_MAX)
        goal->action[goal->actions++] = (struct sw_episode_step){select, colour, *deed};
}

/* All that may be done: for each colour of the canvas each deed. */
static void list_actions(enum sw_goal_kind kind, bool near, struct sw_goal *goal)
{
    struct sw_deed all[SW_DEEDS_MAX];
    uint32_t count = sw_deeds_list(all);
    int select = sw_edit_find("select.colour", strlen("select.colour"));

    goal->actions = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *one = deeds[kind][0], *other = deeds[kind][1];

        all[i].near = near;
        if (other != NULL && strcmp(all[i].name, other) == 0)
            add(goal, 0, 1, &all[i]);
        for (uint8_t c = 1; c < SW_COLOURS && strncmp(all[i].name, one, strlen(one)) == 0; c++) {
            struct sw_mask cells = sw_grid_colour(&goal->begin, c);

            if (!sw_mask_empty(&cells))
                add(goal, (sw_edit_token)select, c, &all[i]);
        }
    }
}

/* Goes `steps` steps that change the canvas; false if none was found for one of them. */
static bool go(struct sw_goal *goal, uint32_t steps, struct sw_dice *dice)
{
    struct sw_grid next;

    sw_grid_copy(&goal->end, &goal->begin);
    for (uint32_t i = 0; i < steps; i++) {
        int left = THROWS;

        do {
            goal->program[i] = (uint8_t)sw_dice_below(dice, goal->actions);
            sw_episode_do(&goal->action[goal->program[i]], &goal->end, &next);
        } while (sw_grid_equal(&next, &goal->end) && --left > 0);
        if (left == 0)
            return false;
        sw_grid_copy(&goal->end, &next);
    }
    return !sw_grid_equal(&goal->end, &goal->begin);
}

bool sw_goal_draw(const struct sw_episode_rules *rules, enum sw_goal_kind kind, uint64_t seed,
                  uint64_t number, struct sw_goal *out)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FORECAST_GOAL, number, kind);

    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        struct sw_episode episode;

        sw_episode_draw(rules, &dice, 0, &episode);
        sw_grid_copy(&out->begin, &episode.grid);
        list_actions(kind, rules->theme->near, out);
        out->hidden = (uint32_t)sw_dice_between(&dice, STEPS_MIN, (int)SW_GOAL_STEPS);
        if (out->actions > 0 && go(out, out->hidden, &dice))
            return true;
    }
    return false;
}

#include "world/forecast/episode.h"

#include "world/law/scene.h"

#include <string.h>

enum { THROWS = 8, SCENE_THROWS = 64 };

static const struct sw_forecast_theme themes[] = {
    {.name = "edits", .description = "acts of the edit table", .acts = true},
    {.name = "ticks", .description = "ticks of physics", .ticks = true},
    {.name = "all", .description = "acts and ticks", .acts = true, .ticks = true},
    {.name = "near",
     .description = "acts and ticks, with nothing perceived but each cell and its neighbours",
     .acts = true,
     .ticks = true,
     .near = true},
    {.name = "context",
     .description = "ticks and pushes in worlds whose physics is found out in each",
     .context = true},
    {.name = "told",
     .description = "ticks and pushes in worlds whose physics is told",
     .context = true,
     .told = true},
};

uint32_t sw_forecast_theme_count(void)
{
    return sizeof themes / sizeof *themes;
}

const struct sw_forecast_theme *sw_forecast_theme_row(uint32_t index)
{
    return &themes[index];
}

const struct sw_forecast_theme *sw_forecast_theme_find(const char *name)
{
    for (uint32_t i = 0; i < sw_forecast_theme_count(); i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

void sw_episode_rules_begin(struct sw_episode_rules *rules)
{
    static const char *const selects[] = {
        "select.organisms", "select.organisms", "select.organisms", "select.largest",
        "select.smallest",  "select.border",    "select.inner",     "select.solid",
        "select.holed",     "select.rectangle", "select.dot",       "select.line",
        "select.top",       "select.bottom",    "select.leftmost",  "select.rightmost",
        "select.colour",    "select.symmetric",
    };
    struct sw_deed all[SW_DEEDS_MAX];
    uint32_t count = sw_deeds_list(all);

    rules->deeds = rules->selects = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool act = sw_verb_row(all[i].verb)->form == SW_VERB_ACT;

        all[i].near = rules->theme->near;
        if (act ? rules->theme->acts : rules->theme->ticks)
            rules->deed[rules->deeds++] = all[i];
    }
    for (size_t i = 0; i < sizeof selects / sizeof *selects; i++) {
        int token = sw_edit_find(selects[i], strlen(selects[i]));

        if (token > 0)
            rules->select[rules->selects++] = (sw_edit_token)token;
    }
}

void sw_episode_begin(const struct sw_episode_step *step, const struct sw_grid *grid,
                      struct sw_canvas *out)
{
    sw_canvas_begin(out, grid);
    out->colour = step->colour;
    if (step->select != 0)
        sw_edit_do(out, step->select);
}

/* Scenes of all laws: each throw asks for another thing that some law needs. */
static void draw_scene(const struct sw_episode_rules *rules, struct sw_dice *dice,
                       struct sw_grid *out)
{
    struct sw_scene scene = {.colours = rules->colours,
                             .organisms_min = rules->organisms_min,
                             .organisms_max = rules->organisms_max};

    for (int i = 0; i < SCENE_THROWS; i++) {
        uint32_t need = sw_dice_below(dice, 24);

        scene.width = sw_dice_between(dice, rules->side_min, rules->side_max);
        scene.height = sw_dice_between(dice, rules->side_min, rules->side_max);
        need = need < 14 ? 1u << need : 0; /* of an ordinary scene a third */
        if (sw_scene_draw(&scene,
                          need & ~(uint32_t)(SW_SCENE_LAYOUTS | SW_SCENE_INK | SW_SCENE_INKS), dice,
                          out) == 0)
            return;
    }
    sw_grid_clear(out, scene.width, scene.height);
}

/* One throw for a step; whether it changes the canvas. */
static bool draw_step(const struct sw_episode_rules *rules, struct sw_dice *dice,
                      struct sw_canvas *canvas, const struct sw_grid *grid, uint32_t deed,
                      struct sw_episode_step *out)
{
    out->deed = rules->deed[deed];
    out->colour = (uint8_t)(1 + sw_dice_below(dice, (uint32_t)rules->colours));
    out->select = rules->select[sw_dice_below(dice, rules->selects)];
    if (!sw_verb_row(out->deed.verb)->selects)
        out->select = 0;
    sw_episode_begin(out, grid, canvas);
    sw_deed_do(&out->deed, canvas);
    return !sw_grid_equal(&canvas->grid, grid);
}

void sw_episode_draw(const struct sw_episode_rules *rules, struct sw_dice *dice, uint32_t steps,
                     struct sw_episode *out)
{
    struct sw_grid grid;

    draw_scene(rules, dice, &out->grid);
    sw_grid_copy(&grid, &out->grid);
    out->steps = steps;
    for (uint32_t i = 0; i < steps; i++) {
        uint32_t deed = sw_dice_below(dice, rules->deeds);
        struct sw_canvas canvas;

        for (int throw = 0; throw < THROWS; throw ++) {
            if (draw_step(rules, dice, &canvas, &grid, deed, &out->step[i]))
                break;
            if (throw % 2 == 1) /* perhaps this cannot be done here */
                deed = sw_dice_below(dice, rules->deeds);
        }
        sw_grid_copy(&grid, &canvas.grid);
    }
}

void sw_episode_do(const struct sw_episode_step *step, const struct sw_grid *grid,
                   struct sw_grid *out)
{
    struct sw_canvas canvas;

    sw_episode_begin(step, grid, &canvas);
    sw_deed_do(&step->deed, &canvas);
    sw_grid_copy(out, &canvas.grid);
}

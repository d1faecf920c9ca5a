/* episode.h - what forecasters are shown: a scene, and deeds done to it one after another. Local.
 *
 * In each step something is selected, a colour is taken in hand, and a deed is done. Selecting and
 * taking are acts of the eye and the hand: they change nothing in the world, so whoever forecasts
 * does them itself, on what it believes the canvas to be.
 */
#ifndef SW_WORLD_FORECAST_EPISODE_H
#define SW_WORLD_FORECAST_EPISODE_H

#include "base/random.h"
#include "world/forecast/outlook.h"
#include "world/physics/physics_set.h"

#define SW_EPISODE_STEPS 8u

#define SW_FORECAST_PREFIX "forecast:" /* what worlds.source begins with */

/* Which deeds there are: a named set, worlds.source = forecast:NAME. */
struct sw_forecast_theme {
    const char *name, *description;
    bool acts, ticks;
    bool near; /* relations are not perceived: a control */
    /* Physics is drawn for each world, and found out in it (world/forecast/context.h). */
    bool context;
    bool told; /* it is told what the physics is: a reference, and no ceiling */
};

uint32_t sw_forecast_theme_count(void);
const struct sw_forecast_theme *sw_forecast_theme_row(uint32_t index);
const struct sw_forecast_theme *sw_forecast_theme_find(const char *name); /* NULL: none */

struct sw_episode_step {
    sw_edit_token select; /* 0: nothing */
    uint8_t colour;       /* taken in hand */
    struct sw_deed deed;
};

struct sw_episode {
    struct sw_grid grid;
    uint32_t steps;
    struct sw_episode_step step[SW_EPISODE_STEPS];
};

/* How scenes are drawn, and what is done in them. */
struct sw_episode_rules {
    const struct sw_forecast_theme *theme;
    int side_min, side_max; /* 3..30 */
    int colours;            /* 1..9 */
    int organisms_min, organisms_max;
    struct sw_physics_holds holds;     /* in context: physics that lives never meet */
    const struct sw_physics_set *only; /* the only physics that is drawn, borrowed; NULL: any */
    uint32_t deeds;                    /* read by sw_episode_rules_begin */
    struct sw_deed deed[SW_DEEDS_MAX];
    sw_edit_token select[24];
    uint32_t selects;
};

/* Reads deeds and selections of the theme. */
void sw_episode_rules_begin(struct sw_episode_rules *rules);

/* Draws a scene and `steps` steps. Each step changes the canvas, unless eight throws for it did
 * not. */
void sw_episode_draw(const struct sw_episode_rules *rules, struct sw_dice *dice, uint32_t steps,
                     struct sw_episode *out);

/* A fresh canvas over the grid with what the step selects and takes in hand; the deed is not done.
 */
void sw_episode_begin(const struct sw_episode_step *step, const struct sw_grid *grid,
                      struct sw_canvas *out);

/* What the world makes of a step. */
void sw_episode_do(const struct sw_episode_step *step, const struct sw_grid *grid,
                   struct sw_grid *out);

#endif

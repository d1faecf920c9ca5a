/* context.h - worlds in context: a world whose physics is drawn by its seed shows what becomes of
 * scenes when something is done to them, one transition after another. Local.
 *
 * What is perceived of a cell is colours as they are, and nothing of what they mean: that has to be
 * found out. The canvas of a push is turned so that the push goes up; that of a tick is not turned.
 */
#ifndef SW_WORLD_FORECAST_CONTEXT_H
#define SW_WORLD_FORECAST_CONTEXT_H

#include "world/forecast/episode.h"

#define SW_CONTEXT_SHOWN 8u /* transitions that one world shows, before the one that is asked */

/* One thing done to a scene, and what comes of it. */
struct sw_transition {
    struct sw_grid before, after;
    struct sw_physics_deed deed;
};

/* Rows of what is perceived, with slots: row = slot * entities + entity (base/forecast_percept.h).
 */
struct sw_forecast_senses sw_context_senses(void);

/* The physics of a world: rules->only, or one of the pool. */
void sw_context_set_draw(const struct sw_episode_rules *rules, enum sw_physics_pool pool,
                         struct sw_dice *dice, struct sw_physics_set *out);

/* A scene and a deed that changes it, unless sixteen throws for it did not. */
void sw_context_draw(const struct sw_episode_rules *rules, const struct sw_physics_set *set,
                     struct sw_dice *dice, struct sw_transition *out);

/* What is perceived of the scene before; right fates are filled if `knows`. */
void sw_context_perceive(const struct sw_transition *transition, bool knows,
                         struct sw_forecast_percept *percept);

/* What fates of cells (in the order of the percept) make of the scene. fate: [cells]. */
void sw_context_settle(const struct sw_transition *transition, const uint8_t *fate,
                       struct sw_grid *out);

#endif

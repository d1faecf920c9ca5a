/* scene_layout.h - canvases that are no organisms on an empty ground: panels, patterns, pictures.
 * Only the scene maker includes it. Local. */
#ifndef SW_WORLD_LAW_SCENE_LAYOUT_H
#define SW_WORLD_LAW_SCENE_LAYOUT_H

#include "world/law/scene_need.h"
#include "world/law/sketch.h"

/* Draws what the bit asks for, one of SW_SCENE_LAYOUTS; false if the size does not allow it. */
bool sw_layout_draw(const struct sw_scene *scene, uint32_t need, struct sw_dice *dice,
                    struct sw_grid *out);

#endif

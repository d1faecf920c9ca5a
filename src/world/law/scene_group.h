/* scene_group.h - organisms that belong together: in line, nested, with a legend. Only the scene
 * maker includes it. Local. */
#ifndef SW_WORLD_LAW_SCENE_GROUP_H
#define SW_WORLD_LAW_SCENE_GROUP_H

#include "world/law/scene_need.h"
#include "world/law/sketch.h"

/* Lays what the bit asks for, one of SW_SCENE_GROUPS; false if there was no room. */
bool sw_sketch_group(struct sw_sketch *sketch, uint32_t need, struct sw_dice *dice);

#endif

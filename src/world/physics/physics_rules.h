/* physics_rules.h - the functions of the rows of physics_set.c. Each acts on a canvas as it was
 * before and writes what comes after; a cell that is settled is left alone. Local. */
#ifndef SW_WORLD_PHYSICS_PHYSICS_RULES_H
#define SW_WORLD_PHYSICS_PHYSICS_RULES_H

#include "world/physics/physics_set.h"

struct sw_physics_scene {
    const struct sw_grid *before;
    struct sw_grid *after;
    struct sw_mask settled;
    bool wraps;           /* what moves over an edge comes in at the opposite one */
    struct sw_mask held;  /* cells that do not fall */
    struct sw_mask glass; /* cells that what falls takes the place of */
    struct sw_physics_deed deed;
};

void sw_physics_border(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_glass(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_glue(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_fire(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_react(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_prey_on(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_gravity(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_growth(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);
void sw_physics_shove(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour);

#endif

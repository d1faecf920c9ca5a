/* physics_world.h - a world of bodies and its rules, as data. What the rules mean stands in
 * physics_step.h. */
#ifndef SW_WORLD_PHYSICS_PHYSICS_WORLD_H
#define SW_WORLD_PHYSICS_PHYSICS_WORLD_H

#include "world/grid/organism.h"

enum sw_physics_merge {
    SW_MERGE_NEVER,
    SW_MERGE_COLOUR, /* bodies of the same colour */
    SW_MERGE_ANY
};

enum sw_physics_eat {
    SW_EAT_NEVER,
    SW_EAT_ABSORB, /* the eaten one takes the colour of its eater and becomes part of it */
    SW_EAT_SWALLOW /* the eaten one vanishes */
};

struct sw_physics_rules {
    struct sw_connection connection; /* what an organism is, when the world begins */
    uint8_t gravity;                 /* enum sw_direction, or SW_DIRECTIONS: none */
    uint8_t heading[SW_COLOURS];     /* which way a colour walks; SW_DIRECTIONS: it does not */
    bool push, turn_back, slide;
    uint8_t merge;    /* enum sw_physics_merge */
    uint8_t eat;      /* enum sw_physics_eat */
    uint8_t grow;     /* 0, 4 or 8 neighbours */
    uint16_t walls;   /* colours that are fixed obstacles */
    uint16_t floats;  /* colours that do not fall */
    uint16_t growing; /* colours that grow */
    uint16_t brittle; /* colours that break when they are hit */
};

struct sw_physics_world {
    struct sw_grid grid;
    struct sw_mask fixed;                      /* what is not empty and belongs to no body */
    uint32_t count;                            /* bodies */
    struct sw_organism body[SW_ORGANISMS_MAX]; /* attributes are not kept */
    uint8_t heading[SW_ORGANISMS_MAX];         /* enum sw_direction, or SW_DIRECTIONS: none */
};

#endif

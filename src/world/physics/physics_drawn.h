/* physics_drawn.h - rules that are drawn, beside the rows of physics_set.c: kinds of physics that
 * no row has, so that lives also meet that a colour does something new. Local.
 *
 * A rule says: in a tick a cell of those that it is of (one colour, every colour but the rule's
 * own, or empty cells) that has the rule's colour in one of the places becomes another colour, or
 * empty. Rules act before the rows, the first one first, each on the canvas as it was before; what
 * they act on is settled.
 *
 * Two things no rule does, so that what lives meet is new to them in an examination: it does not
 * make every colour vanish (fire does), wherever the rule's colour has to be; and it makes no
 * empty cells take its own colour on all four sides (growth does).
 */
#ifndef SW_WORLD_PHYSICS_PHYSICS_DRAWN_H
#define SW_WORLD_PHYSICS_PHYSICS_DRAWN_H

#include "world/physics/physics_rules.h"

/* Where the rule's colour has to be, seen from the cell. */
enum sw_physics_place {
    SW_PLACE_SIDES,
    SW_PLACE_UP,
    SW_PLACE_DOWN,
    SW_PLACE_LEFT,
    SW_PLACE_RIGHT,
    SW_PLACE_CORNERS,
    SW_PLACE_AROUND, /* sides and corners */
    SW_PLACE_SECOND, /* two steps away, along a row or a column */
    SW_PLACES
};

/* Draws 0..most rules, evenly, for a set that has none. Each is of another colour, and of none that
 * a row says the kind of; where no colour is left there are fewer. most: 0..SW_PHYSICS_RULES_MAX.
 * colours: those of the world, 4..9. */
void sw_physics_rules_draw(struct sw_physics_set *set, uint32_t most, uint32_t colours,
                           struct sw_dice *dice);

/* What the rules of the set do in a tick. */
void sw_physics_rules_act(struct sw_physics_scene *scene, const struct sw_physics_set *set);

#endif

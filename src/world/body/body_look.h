/* body_look.h - what a body perceives: the window around it, its energy, what it just ate or ran
 * into, and what was said within earshot in the tick before. Local.
 *
 * Rows of the table, in this order:
 *
 *     place * kinds + kind    for each cell of the window that is not empty; place 0 is its upper
 *                             left corner; kinds: a wall, each colour of plants and, in games that
 *                             have them, box, stone, meat, a smaller body, another one, a mark
 *     energy                  one of SW_BODY_LEVELS rows: how much of the energy of its birth
 *     words                   one row for each that is heard, in games of several seats
 *     target                  in games with a task: one of SW_BODY_TARGETS rows, if the seat is
 *                             told
 *     colours that feed       for guides, in games that have them; they perceive nothing else
 *     what a touch makes      in games that tell it: a row for each of the two colours, then one
 * for what both become, a colour or nothing
 *
 * A game with a task has two more kinds: an animal, and the goal, which is seen beside what stands
 * there. Its rows of place 12, the own cell, are the goal and the mark under the body and, in tasks
 * that say so, what it holds. In a percept
 * words come last.
 *
 * Where windows are turned with bodies (body_turn.h) what a body faces is above. Targets that are
 * directions or corners are turned as well; if its last act was to go, that was ahead.
 */
#ifndef SW_WORLD_BODY_BODY_LOOK_H
#define SW_WORLD_BODY_BODY_LOOK_H

#include "base/body_percept.h"
#include "world/body/body_world.h"

#define SW_BODY_LEVELS  4u
#define SW_BODY_TARGETS 4u

/* The tables that a brain needs in a game. */
struct sw_body_senses sw_body_senses(const struct sw_body_game *game);

/* What a living seat perceives. */
void sw_body_look(const struct sw_body_world *world, uint32_t seat, struct sw_body_percept *out);

#endif

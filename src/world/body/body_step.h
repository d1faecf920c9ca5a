/* body_step.h - one tick of a world with bodies: all act and speak at once. Local.
 *
 * A tick is, in this order, each for all bodies at once, and never by the order of seats:
 *
 *   speak   Who says a word pays for it, where words cost something (sw_body_pay_words).
 *   choose  Who imitates has the act of another (body_imitate.h).
 *   pay     A body pays its size and the cost of its act, as far as it has energy.
 *   turn    Who goes faces that way. A guide always waits.
 *   bite    A plant or meat is eaten by those that walk into it (games that bite) or that eat and
 *           face it. Of n eaters each gets 1/n of its energy, or 1/n of the harm, rounded down.
 *   devour  A body is eaten by those that eat, face it and are larger: its energy, sizes and hand,
 *           in equal shares. The smallest are eaten first, so what they gave goes on.
 *   shape   A body that grows turns SW_BODY_MEAL units into a size; it keeps at least one unit.
 *   drop    A body that sheds puts a size, as meat, on the empty cell that it faces; one that puts
 *           down what is in its hand, the same. A cell that several mean to fill stays empty.
 *   lift    A body with an empty hand takes the box, plant or meat that it faces. What several
 *           reach for stays where it is.
 *   mark    The ground under a body is marked, or its mark taken away.
 *   divide  In games that have it: who has game->divides units and faces an empty cell puts a child
 *           there, of size 1 and with half of what is left (base/division.h), as in the wild. A
 *           cell that several mean stays empty. Children take free seats, in the order of their
 *           cells; if fewer seats are free than are wanted in a tick nobody divides in it.
 *   move    Who goes pushes all that stands in its way up to the first empty cell. Each thing must
 *           be one that gives way in this world. Those in the row that go the same way push
 *           together: the sum of their sizes must reach the weight of what they push (a box, a
 *           plant and meat weigh 1, a stone 2, a body its size; an animal stands). If the last in
 *           the row cannot, the next one may. Rows that would move the same thing two ways, or
 *           enter the same cell, stay.
 *   fall    Under gravity loose things, plants and meat move one cell, those at the bottom first.
 *   touch   In worlds that have the law: a plant of one of the two colours that was moved in this
 *           tick by a push, a hand or a fall, so that it stands in a cell where none of its colour
 *           stood before, and is beside one of the other colour, changes with it: both become what
 *           the law says, and keep their energy, or are no more, and it goes to the ground.
 *   die     A body without energy becomes meat of its sizes; a box in its hand stands there
 *           instead.
 *   grow    Every plant that is no more grows again, in its colour, on an empty cell where plants
 *           grow; if none is found in a few tries, in a later tick. In a task none grows, and what
 *           the task says of what moves by itself comes here.
 *   turn    In a world that turns in this tick what feeds and what poisons change places.
 *
 * Costs, harm and what is left over in shares go to the ground. A plant takes its energy from the
 * ground and, if that lacks it, from the sun. So sw_body_ledger never changes.
 */
#ifndef SW_WORLD_BODY_BODY_STEP_H
#define SW_WORLD_BODY_BODY_STEP_H

#include "world/body/body_world.h"

/* act, say: [seats]. An act that the game, or the seat, does not have is a wait; in a world with
 * imitation the one behind those of the game is to imitate. say may be NULL: silence. What the dead
 * do and say counts for nothing. */
void sw_body_step(struct sw_body_world *world, const uint8_t *act, const uint8_t *say);

/* Before world[at] is stepped, of those before `end` that are stepped one after another: asks
 * memory for what the steps of the next worlds will touch. A batch of worlds is larger than caches
 * are, and bodies stand anywhere in theirs, so a step would wait for memory at each of them. It
 * changes nothing. */
void sw_body_fetch(const struct sw_body_world *world, uint32_t at, uint32_t end);

/* Who says a word pays world->speech_cost for it, as far as it has energy, to the ground; silence
 * is free. Before the tick in which it is said, whether or not anybody hears it: say is what each
 * seat says, [seats], and not what its world hears. Where words cost nothing it does nothing. */
void sw_body_pay_words(struct sw_body_world *world, const uint8_t *say);

/* How many live. */
uint32_t sw_body_living(const struct sw_body_world *world);

#endif

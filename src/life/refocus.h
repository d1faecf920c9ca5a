/* refocus.h - the eye within a life: what a seat sees when its edits move the focus or the zoom.
 *
 * A seat is shown its world whole when a life begins. After an edit by which its window becomes
 * another (sw_canvas_window: `zoom.in`, `zoom.out`, and `focus.*` while it is zoomed) it is shown,
 * in the next tick and until the eye moves again, what the eye sees then: its canvases as they have
 * become by its edits, through the window. A seat that sees demonstrations sees them so
 * (sw_sight_through), one that sees the test canvas sees that (sw_sight_view). Who never zooms
 * never looks again, and costs nothing. Local.
 */
#ifndef SW_LIFE_REFOCUS_H
#define SW_LIFE_REFOCUS_H

#include "agent/mind.h"
#include "life/game.h"
#include "world/puzzle/action_set.h"
#include "world/sight/sight.h"

struct sw_refocus; /* opaque: room to look again, for 32 lives at a time */

/* `action_set`: where zoom is not in it no eye ever moves. */
struct sw_refocus *sw_refocus_create(const struct sw_action_set *action_set,
                                     struct sw_error *error);
void sw_refocus_destroy(struct sw_refocus *refocus); /* NULL is fine */

/* Whether the edits of the action set can move an eye at all. */
bool sw_refocus_moves(const struct sw_refocus *refocus);

/* The edit that empties the hand where another look begins. */
sw_edit_token sw_refocus_fresh(const struct sw_refocus *refocus);

/* Shows the rows (bit r: row r), all in one puzzle and with one program so far, what they see now
 * if the last edit has moved their eye. -1 when out of memory. */
int sw_refocus_follow(struct sw_refocus *refocus, struct sw_mind *mind,
                      const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                      const struct sw_program *program, uint32_t rows, struct sw_error *error);

/* The same for rows that write programs of their own: program[r], in puzzle[r], or all in puzzle[0]
 * if they are `together`. */
int sw_refocus_follow_each(struct sw_refocus *refocus, struct sw_mind *mind,
                           const struct sw_puzzle *puzzle, bool together,
                           const struct sw_seat *seat, const struct sw_program *program,
                           uint32_t rows, struct sw_error *error);

/* Shows the rows what the program has made of what their seat sees, whether or not it has moved an
 * eye: the demonstrations as they are now beside their targets, or the test canvas. */
int sw_refocus_again(struct sw_refocus *refocus, struct sw_mind *mind,
                     const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                     const struct sw_program *program, uint32_t rows, struct sw_error *error);

/* What a seat sees after a program, if the last edit has moved its eye: 1 and the percept; 0 if
 * not; -1 when out of memory. */
int sw_refocus_look(struct sw_refocus *refocus, const struct sw_puzzle *puzzle,
                    const struct sw_seat *seat, const struct sw_program *program,
                    struct sw_percept *percept, struct sw_error *error);

#endif

/* sight.h - describes what is shown as rows of the eye's table (see base/percept.h).
 *
 * For every cell: its 3x3 surroundings in both frames (colour or outside), the attributes of its
 * organism in both frames, and its relations: whether it equals, appeared in, vanished from or
 * differs from the cell that each of the eight symmetries maps it to (after against before, and
 * after against after; five codes each). A symmetry that swaps width and height has no row on a
 * canvas that is not square, nor has any relation between frames of different sizes. Relations were
 * worth 6 to 8 points in rule induction, attributes and position next to nothing. Local.
 */
#ifndef SW_WORLD_SIGHT_H
#define SW_WORLD_SIGHT_H

#include "base/error.h"
#include "base/percept.h"
#include "world/puzzle.h"

/* Rows of the table; a row's meaning is fixed by this version of the program. */
uint32_t sw_sight_rows(void);

struct sw_percept *sw_percept_create(uint32_t capacity, struct sw_error *error);
void sw_percept_destroy(struct sw_percept *percept);

/* Replaces the percept's content by all demonstrations of the puzzle, as one bag of cells. Grows the arrays as needed;
 * -1 only when out of memory. Kinds stand in order of first appearance (row by row, demonstration by demonstration). */
int sw_sight_demonstrations(const struct sw_puzzle *puzzle, struct sw_percept *percept,
                            struct sw_error *error);

/* The same for one canvas without a target: the rows of the second frame and the relations between frames are absent. */
int sw_sight_canvas(const struct sw_grid *canvas, struct sw_percept *percept,
                    struct sw_error *error);

#endif

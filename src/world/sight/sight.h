/* sight.h - describes what is shown as rows of the eye's table (see base/percept.h).
 *
 * For every cell: its 3x3 surroundings in both frames (colour or outside), the attributes of its
 * organism in both frames (8 neighbours, one colour, as the edits see organisms), in which of the
 * four directions anything lies, and its relations: whether it equals, appeared in, vanished from
 * or differs from the cell that each of the eight symmetries maps it to (after against before, and
 * after against after; five codes each), and the next cell of the canvas in each direction. A
 * changed cell also says what it was and what it becomes, and in which directions something lay.
 *
 * A symmetry that swaps width and height has no row on a canvas that is not square. When the
 * target's size differs from the canvas's, cells do not correspond: then the cells of the first
 * frame are shown, followed by those of the second, each with a row that says so, and there is no
 * relation between frames. Relations were worth 6 to 8 points in rule induction, attributes and
 * position next to nothing. Local.
 */
#ifndef SW_WORLD_SIGHT_SIGHT_H
#define SW_WORLD_SIGHT_SIGHT_H

#include "base/error.h"
#include "base/percept.h"
#include "world/puzzle/puzzle.h"

#include <stddef.h>

/* Rows of the table; a row's meaning is fixed by this version of the program. */
uint32_t sw_sight_rows(void);

/* The table's rows come in groups: what each row stands for, for documentation and inspection. */
struct sw_sight_group {
    const char *name, *description;
    uint16_t first, count; /* rows first .. first + count - 1 */
};

uint32_t sw_sight_group_count(void);
const struct sw_sight_group *sw_sight_group_row(uint32_t index);

/* An empty percept with room for `capacity` kinds; it grows by itself. */
struct sw_percept *sw_percept_create(uint32_t capacity, struct sw_error *error);
void sw_percept_destroy(struct sw_percept *percept); /* NULL is fine */

/* Replaces the percept's content by all demonstrations of the puzzle, as one bag of cells. Grows
 * the arrays as needed (so pointers into them end with this call); -1 only when out of memory.
 * Kinds stand in order of first appearance (row by row, demonstration by demonstration). The
 * percept must come from sw_percept_create. */
int sw_sight_demonstrations(const struct sw_puzzle *puzzle, struct sw_percept *percept,
                            struct sw_error *error);

/* The same for the puzzle's first test canvas beside its target, as if they were a demonstration;
 * for the canvas alone where the target is not known. */
int sw_sight_answer(const struct sw_puzzle *puzzle, struct sw_percept *percept,
                    struct sw_error *error);

/* The same for one canvas without a target: the rows of the second frame and the relations between
 * frames are absent. */
int sw_sight_canvas(const struct sw_grid *canvas, struct sw_percept *percept,
                    struct sw_error *error);

/* What the eye sees of a canvas that is edited: the part of it in the window that focus and zoom
 * leave (sw_canvas_window), as if there were no more of it. */
int sw_sight_view(const struct sw_canvas *canvas, struct sw_percept *percept,
                  struct sw_error *error);

/* The same for demonstrations that are edited: canvas[i] is what has become of demonstration i's.
 * Where it has its target's size both are seen through its window, cell on cell; where not, it is
 * seen through its window and the target whole. */
int sw_sight_through(const struct sw_puzzle *puzzle, const struct sw_canvas *canvas,
                     struct sw_percept *percept, struct sw_error *error);

#endif

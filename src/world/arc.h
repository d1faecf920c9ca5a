/* arc.h - puzzles as ARC files: {"train": [{"input": grid, "output": grid}, ...], "test": [...]}, a
 * grid is a list of rows of colours 0..9.
 *
 * Several test inputs, tests without an output and keys that ARC does not know are fine. Everything
 * else is refused with a sentence that names the file, the pair and what is wrong: text that is not
 * JSON, keys given twice, nesting deeper than jansson's 2048, grids that are not rectangular or
 * beyond 30x30, cells that are not whole numbers 0..9, no demonstration or no test, or more of them
 * than a puzzle holds. Such an error carries SW_EXIT_DAMAGED; a file that cannot be read,
 * SW_EXIT_FAILED. Local.
 */
#ifndef SW_WORLD_ARC_H
#define SW_WORLD_ARC_H

#include "base/error.h"
#include "world/puzzle.h"

#include <stdio.h>

#define SW_ARC_BYTES_MAX (1u << 20) /* of a file; the largest task of ARC-AGI-1 has 60 kB */

/* Reads a task from `size` bytes of JSON; `name` stands in sentences. The puzzle's id is the hash
 * of its pairs, it has no meaning and no teacher. */
int sw_arc_parse(const char *text, size_t size, const char *name, struct sw_puzzle *out,
                 struct sw_error *error);

int sw_arc_load(const char *path, struct sw_puzzle *out, struct sw_error *error);

/* Writes the puzzle as one JSON object on a few lines (a grid per line); a test whose target is not
 * known has no "output". */
void sw_arc_write(const struct sw_puzzle *puzzle, FILE *out);

#endif

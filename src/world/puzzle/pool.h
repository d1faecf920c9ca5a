/* pool.h - puzzles from ARC files, for lives that are spent on them.
 *
 * Every demonstration of a task is held back in turn and becomes the test of a puzzle whose
 * demonstrations are the others. The task's own tests never enter the pool: they are for
 * examinations. A demonstration whose target equals its canvas is shown but never held back, a task
 * found twice (by the hash of its pairs) is taken once, and each task's teacher is found by search
 * over all its demonstrations. Local.
 */
#ifndef SW_WORLD_PUZZLE_POOL_H
#define SW_WORLD_PUZZLE_POOL_H

#include "base/error.h"
#include "world/puzzle/puzzle.h"

struct sw_pool; /* opaque: the pairs of all tasks, and which is held back in which puzzle */

struct sw_pool_counts {
    uint32_t files;   /* found; of a file that holds tasks under keys, each counts */
    uint32_t refused; /* of these: cannot be used */
    uint32_t doubles; /* of these: hold a task that another file holds */
    uint32_t tasks;   /* taken */
    uint32_t taught;  /* of these: the search found a teacher that is exact */
    uint32_t puzzles; /* tasks with one of their demonstrations held back */
};

/* Reads "PATH[:PATH...]", files or folders (world/puzzle/tasks.h). Puzzles stand in the order of the paths
 * as given, below a folder in the order of the files' names. `warn` (may be NULL) is told in one
 * sentence how many files were left out, and why the first was. NULL with a sentence if a path does
 * not exist, a file cannot be read, or not one puzzle came of it. */
struct sw_pool *sw_pool_load(const char *paths, void (*warn)(const char *sentence, void *context),
                             void *context, struct sw_error *error);
void sw_pool_destroy(struct sw_pool *pool); /* NULL is fine */

struct sw_pool_counts sw_pool_counts(const struct sw_pool *pool);

/* Tasks stand in the order of their puzzles: how many puzzles task `index` (below counts.tasks)
 * makes, and in `path` where it was read (borrowed from the pool). */
uint32_t sw_pool_task(const struct sw_pool *pool, uint32_t index, const char **path);

/* Writes puzzle `index` (below counts.puzzles); its id is the hash of its pairs. */
void sw_pool_puzzle(const struct sw_pool *pool, uint32_t index, struct sw_puzzle *out);

#endif

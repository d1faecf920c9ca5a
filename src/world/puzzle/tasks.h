/* tasks.h - the tasks of ARC files and folders, one after another, and what was left out.
 *
 * A folder stands for every *.json below it, in the order of their names, one task in each; a file
 * that holds tasks under keys (world/puzzle/arc.h) is named itself, and its tasks come in the
 * file's order. What is no task that can be used is left out and counted, and told of in one
 * sentence at the end (of each by itself at SW_LOG_DEBUG). What cannot be read (no right, no
 * memory, a failing disk, too many open files) is an error: whoever goes on without it does other
 * work than was asked for. Local.
 */
#ifndef SW_WORLD_PUZZLE_TASKS_H
#define SW_WORLD_PUZZLE_TASKS_H

#include "base/error.h"
#include "world/puzzle/puzzle.h"

#include <stdbool.h>

struct sw_tasks; /* opaque: the paths, and the file that is open */

/* Finds all files and reads those that are named themselves. `paths` are copied. NULL with a
 * sentence if one is not there or cannot be read. */
struct sw_tasks *sw_tasks_open(const char *const *paths, uint32_t count, struct sw_error *error);
void sw_tasks_close(struct sw_tasks *tasks); /* NULL is fine */

/* Tasks under keys, and files that hold one or none; FIFOs and the like in folders too. */
uint32_t sw_tasks_found(const struct sw_tasks *tasks);

/* -1 with a sentence that names both files if two tasks have one key: their answers could not be
 * told apart. SW_EXIT_USAGE. */
int sw_tasks_unique(const struct sw_tasks *tasks, struct sw_error *error);

/* -1 with SW_EXIT_USAGE if the file `output` is one of those that are read. */
int sw_tasks_apart(const struct sw_tasks *tasks, const char *output, struct sw_error *error);

bool sw_tasks_more(const struct sw_tasks *tasks); /* whether sw_tasks_next has any to look at */

/* Reads the next task: 1; 0 if there is no more; -1 if a file cannot be read. */
int sw_tasks_next(struct sw_tasks *tasks, struct sw_puzzle *out, struct sw_error *error);

/* Of the task that was read last, valid until the next one is: its key (the file's name without
 * ".json" if it has none), its file, and both as a sentence names them. */
const char *sw_tasks_key(const struct sw_tasks *tasks);
bool sw_tasks_keyed(const struct sw_tasks *tasks); /* the key stands in the file */
const char *sw_tasks_path(const struct sw_tasks *tasks);
const char *sw_tasks_name(const struct sw_tasks *tasks);

/* The caller cannot use the task that was read last; `why` follows its name. */
void sw_tasks_leave_out(struct sw_tasks *tasks, const char *why);

uint32_t sw_tasks_left_out(const struct sw_tasks *tasks);

/* After the last task: says in a sentence how many were left out, and why the first was; in others
 * how many have no answer in the file of solutions beside them, and how many lists had more pairs
 * than a puzzle holds. Nothing if there is nothing to say. */
void sw_tasks_tell(const struct sw_tasks *tasks, void (*warn)(const char *sentence, void *context),
                   void *context);

/* For callers to whom no task is left: the sentence, with SW_EXIT_DAMAGED if it is about one file,
 * else SW_EXIT_FAILED. Returns -1. */
int sw_tasks_none(const struct sw_tasks *tasks, struct sw_error *error);

#endif

/* task_list.h - which tasks a pool of ARC files holds: a hash of each, and where it was read. A run
 * on files notes them when it begins, and whoever goes on with it compares. Local.
 */
#ifndef SW_WORLD_PUZZLE_TASK_LIST_H
#define SW_WORLD_PUZZLE_TASK_LIST_H

#include "base/error.h"

#include <stdint.h>

#define SW_TASK_NAME 160 /* bytes of a name, with its final 0 */

struct sw_task {
    uint64_t hash;           /* of all that a life can meet of it */
    char name[SW_TASK_NAME]; /* its path, escaped; the front of a long one is left out */
};

struct sw_task_list {
    uint32_t count;
    struct sw_task *task; /* [count], owned */
};

/* Room for `count` tasks, zeroed. */
int sw_task_list_create(struct sw_task_list *tasks, uint32_t count, struct sw_error *error);
void sw_task_list_free(struct sw_task_list *tasks);

/* Names a task after its path. */
void sw_task_name(struct sw_task *task, const char *path);

/* order: [wanted->count] which of the found tasks is each of those wanted; names do not count. If
 * the two hold other tasks, -1 (SW_EXIT_USAGE) with a sentence that names a few of the files that
 * changed, are missing or are new. */
int sw_task_list_match(const struct sw_task_list *wanted, const struct sw_task_list *found,
                       uint32_t *order, struct sw_error *error);

#endif

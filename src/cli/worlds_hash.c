#include "cli/worlds_hash.h"
#include "base/hash.h"
#include "base/text.h"
#include "report/print.h"
#include "world/puzzle/tasks.h"

#include <stdio.h>
#include <stdlib.h>

static int hash_tasks(struct sw_tasks *tasks, struct sw_puzzle *puzzle, struct sw_error *error)
{
    uint32_t done = 0;
    int result;

    while ((result = sw_tasks_next(tasks, puzzle, error)) == 1) {
        char text[SW_HASH_TEXT];

        printf("%s  ", sw_hash_print(sw_task_hash(puzzle), text));
        sw_text_print(sw_tasks_path(tasks), stdout);
        if (sw_tasks_keyed(tasks)) {
            putchar(':');
            sw_text_print(sw_tasks_key(tasks), stdout);
        }
        putchar('\n');
        done++;
    }
    if (result == 0 && done == 0)
        return sw_tasks_none(tasks, error);
    if (result == 0)
        sw_tasks_tell(tasks, sw_warn, NULL);
    return result;
}

int sw_worlds_hash(char *const *paths, uint32_t count, struct sw_error *error)
{
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "reading ARC files", error);
    struct sw_tasks *tasks =
        puzzle != NULL ? sw_tasks_open((const char *const *)paths, count, error) : NULL;
    int result = tasks == NULL ? -1 : hash_tasks(tasks, puzzle, error);

    sw_tasks_close(tasks);
    free(puzzle);
    return result;
}

#include "world/puzzle/task_list.h"

#include "base/file.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMED_MOST 3 /* files that one sentence names */

int sw_task_list_create(struct sw_task_list *tasks, uint32_t count, struct sw_error *error)
{
    *tasks = (struct sw_task_list){0};
    tasks->task = sw_allocate((size_t)count + 1, sizeof *tasks->task, "listing tasks", error);
    if (tasks->task == NULL)
        return -1;
    tasks->count = count;
    return 0;
}

void sw_task_list_free(struct sw_task_list *tasks)
{
    free(tasks->task);
    *tasks = (struct sw_task_list){0};
}

void sw_task_name(struct sw_task *task, const char *path)
{
    char shown[4 * SW_PATH_MAX];
    const char *from = shown;
    size_t length;

    sw_text_show(path, strlen(path), UINT32_MAX, shown, sizeof shown);
    length = strlen(shown);
    if (length >= SW_TASK_NAME) {
        from += length - (SW_TASK_NAME - 4);
        while ((*from & 0xc0) == 0x80) /* not within a character */
            from++;
    }
    if (from == shown)
        snprintf(task->name, sizeof task->name, "%.*s", SW_TASK_NAME - 1, shown);
    else
        snprintf(task->name, sizeof task->name, "...%.*s", SW_TASK_NAME - 4, from);
}

/* A task and where it stands in its list, sorted by hash; equal ones keep their order. */
struct ranked {
    uint64_t hash;
    uint32_t at;
};

static int by_hash(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static struct ranked *rank(const struct sw_task_list *tasks, struct sw_error *error)
{
    struct ranked *ranked =
        sw_allocate((size_t)tasks->count + 1, sizeof *ranked, "comparing tasks", error);

    for (uint32_t i = 0; i < tasks->count && ranked != NULL; i++)
        ranked[i] = (struct ranked){tasks->task[i].hash, i};
    if (ranked != NULL)
        qsort(ranked, tasks->count, sizeof *ranked, by_hash);
    return ranked;
}

/* What differs, in words: "a.json has changed, b.json is missing". */
struct difference {
    char text[3 * SW_TASK_NAME + 128];
    uint32_t count;
};

static void tell(struct difference *difference, const char *name, const char *what)
{
    size_t used = strlen(difference->text);

    if (difference->count++ < NAMED_MOST)
        snprintf(difference->text + used, sizeof difference->text - used, "%s%s %s",
                 used > 0 ? ", " : "", name, what);
    else if (difference->count == NAMED_MOST + 1)
        snprintf(difference->text + used, sizeof difference->text - used, ", and more differ");
}

/* The task of the same file name in a list of marked tasks, which loses its mark; or NULL. */
static const struct sw_task *namesake(const struct sw_task_list *tasks, bool *marked,
                                      const char *name)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        if (!marked[i] || strcmp(sw_path_name(tasks->task[i].name), sw_path_name(name)) != 0)
            continue;
        marked[i] = false;
        return &tasks->task[i];
    }
    return NULL;
}

/* gone: marks what is wanted and was not found; extra: what was found and is not wanted. */
static int refuse(const struct sw_task_list *wanted, const struct sw_task_list *found,
                  const bool *gone, bool *extra, struct sw_error *error)
{
    struct difference difference = {.count = 0};

    for (uint32_t i = 0; i < wanted->count && difference.count <= NAMED_MOST; i++) {
        const struct sw_task *other;

        if (!gone[i])
            continue;
        other = namesake(found, extra, wanted->task[i].name);
        tell(&difference, other != NULL ? other->name : wanted->task[i].name,
             other != NULL ? "has changed" : "is missing");
    }
    for (uint32_t i = 0; i < found->count && difference.count <= NAMED_MOST; i++)
        if (extra[i])
            tell(&difference, found->task[i].name, "is new");
    return sw_fail(error, SW_EXIT_USAGE,
                   "the ARC files are not those that the run was begun with: %s; put them back as "
                   "they were, or name a copy of them: --set worlds.source=arc:PATH",
                   difference.text);
}

int sw_task_list_match(const struct sw_task_list *wanted, const struct sw_task_list *found,
                       uint32_t *order, struct sw_error *error)
{
    struct ranked *left = rank(wanted, error), *right = rank(found, error);
    bool *gone = sw_allocate((size_t)wanted->count + 1, sizeof *gone, "comparing tasks", error);
    bool *extra = sw_allocate((size_t)found->count + 1, sizeof *extra, "comparing tasks", error);
    uint32_t i = 0, k = 0, differ = 0;
    int result = -1;

    if (left == NULL || right == NULL || gone == NULL || extra == NULL)
        goto out;
    while (i < wanted->count || k < found->count) {
        bool first = k == found->count || (i < wanted->count && left[i].hash < right[k].hash);

        if (!first && i < wanted->count && left[i].hash == right[k].hash) {
            order[left[i++].at] = right[k++].at;
            continue;
        }
        differ++;
        if (first)
            gone[left[i++].at] = true;
        else
            extra[right[k++].at] = true;
    }
    result = differ == 0 ? 0 : refuse(wanted, found, gone, extra, error);
out:
    free(left);
    free(right);
    free(gone);
    free(extra);
    return result;
}

#include "world/puzzle/pool.h"
#include "base/file.h"
#include "world/puzzle/tasks.h"
#include "world/puzzle/teacher_search.h"

#include <stdlib.h>
#include <string.h>

/* A task is as long as its demonstrations, not as long as the longest puzzle: of 126 kB a puzzle a
 * pool of thousands would mostly hold nothing. */
struct task {
    uint64_t hash;
    struct sw_teacher teacher;
    uint32_t first; /* of its demonstrations in `pair` */
    uint32_t count;
    uint32_t puzzles;
    char *path;
};

struct entry {
    uint32_t task, held; /* which demonstration is the test */
};

struct sw_pool {
    struct task *task;
    struct entry *entry;
    struct sw_pair *pair;
    uint32_t pairs;
    uint32_t task_room, entry_room, pair_room;
    struct sw_pool_counts counts;
};

/* Makes room for `more` further elements of an array that grows by doubling. */
static int reserve(void **array, uint32_t *room, uint32_t used, uint32_t more, size_t size,
                   struct sw_error *error)
{
    uint32_t wanted = *room < 64 ? 64 : *room;
    void *block;

    if (used + more <= *room)
        return 0;
    while (wanted < used + more)
        wanted *= 2;
    block = realloc(*array, (size_t)wanted * size);
    if (block == NULL)
        return sw_fail(error, SW_EXIT_FAILED,
                       "out of memory while reading ARC files; name fewer of them");
    *array = block;
    *room = wanted;
    return 0;
}

static bool known(const struct sw_pool *pool, uint64_t hash)
{
    for (uint32_t i = 0; i < pool->counts.tasks; i++)
        if (pool->task[i].hash == hash)
            return true;
    return false;
}

/* Takes the task that was read last into the pool, or leaves it out. */
static int take(struct sw_pool *pool, const struct sw_puzzle *puzzle, struct sw_tasks *tasks,
                struct sw_error *error)
{
    uint32_t count = puzzle->demonstrations, task = pool->counts.tasks, held = 0;
    char *name;

    if (known(pool, puzzle->id)) {
        pool->counts.doubles++;
        return 0;
    }
    if (count < 2) {
        sw_tasks_leave_out(
            tasks, "its only demonstration cannot be held back; two are needed to learn from");
        return 0;
    }
    if (reserve((void **)&pool->task, &pool->task_room, task, 1, sizeof *pool->task, error) != 0 ||
        reserve((void **)&pool->pair, &pool->pair_room, pool->pairs, count, sizeof *pool->pair,
                error) != 0 ||
        reserve((void **)&pool->entry, &pool->entry_room, pool->counts.puzzles, count,
                sizeof *pool->entry, error) != 0)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        if (sw_grid_equal(&puzzle->demonstration[i].canvas, &puzzle->demonstration[i].target))
            continue;
        pool->entry[pool->counts.puzzles + held++] = (struct entry){task, i};
    }
    if (held == 0) {
        sw_tasks_leave_out(tasks,
                           "no demonstration changes anything, so there is nothing to learn");
        return 0;
    }
    name = strdup(sw_tasks_name(tasks));
    if (name == NULL)
        return sw_fail(error, SW_EXIT_FAILED,
                       "out of memory while reading ARC files; name fewer of them");
    memcpy(pool->pair + pool->pairs, puzzle->demonstration, count * sizeof *pool->pair);
    pool->task[task] = (struct task){
        .hash = puzzle->id, .first = pool->pairs, .count = count, .puzzles = held, .path = name};
    pool->task[task].teacher =
        sw_teacher_search(pool->pair + pool->pairs, count, SW_TEACHER_BUDGET);
    pool->pairs += count;
    pool->counts.puzzles += held;
    pool->counts.taught += pool->task[task].teacher.exact;
    pool->counts.tasks++;
    return 0;
}

static int read_tasks(struct sw_pool *pool, struct sw_tasks *tasks, struct sw_error *error)
{
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "reading ARC files", error);
    int result = puzzle == NULL ? -1 : 1;

    while (result == 1) {
        result = sw_tasks_next(tasks, puzzle, error);
        if (result == 1 && take(pool, puzzle, tasks, error) != 0)
            result = -1;
    }
    free(puzzle);
    pool->counts.files = sw_tasks_found(tasks);
    pool->counts.refused = sw_tasks_left_out(tasks);
    return result;
}

/* "PATH[:PATH...]" as a list; the paths lie in *text. Both are released by free(). */
static char **split(const char *paths, char **text, uint32_t *count, struct sw_error *error)
{
    size_t room = 1;
    char **list;

    for (const char *c = paths; *c != '\0'; c++)
        room += *c == ':';
    *text = strdup(paths);
    list = sw_allocate(room, sizeof *list, "reading ARC files", error);
    if (*text == NULL)
        sw_fail(error, SW_EXIT_FAILED, "out of memory while reading ARC files");
    *count = 0;
    for (char *at = *text; at != NULL && list != NULL;) {
        char *end = strchr(at, ':');

        if (end != NULL)
            *end++ = '\0';
        if (*at != '\0')
            list[(*count)++] = at;
        at = end;
    }
    return list;
}

struct sw_pool *sw_pool_load(const char *paths, void (*warn)(const char *sentence, void *context),
                             void *context, struct sw_error *error)
{
    struct sw_pool *pool = sw_allocate(1, sizeof *pool, "reading ARC files", error);
    struct sw_tasks *tasks = NULL;
    bool done = false;
    char *text, **list;
    uint32_t count;

    if (pool == NULL)
        return NULL;
    list = split(paths, &text, &count, error);
    if (list == NULL || text == NULL)
        goto out;
    tasks = sw_tasks_open((const char *const *)list, count, error);
    if (tasks == NULL || read_tasks(pool, tasks, error) != 0)
        goto out;
    if (pool->counts.puzzles == 0) {
        struct sw_error none = {0};

        sw_tasks_none(tasks, &none);
        sw_fail(error, SW_EXIT_FAILED,
                "no puzzle in worlds.source = arc:PATH[:PATH...], which reads ARC tasks as *.json, "
                "or folders of them: %.400s",
                none.text);
        goto out;
    }
    sw_tasks_tell(tasks, warn, context);
    done = true;
out:
    sw_tasks_close(tasks);
    free(text);
    free(list);
    if (!done) {
        sw_pool_destroy(pool);
        return NULL;
    }
    return pool;
}

void sw_pool_destroy(struct sw_pool *pool)
{
    if (pool == NULL)
        return;
    for (uint32_t i = 0; i < pool->counts.tasks; i++)
        free(pool->task[i].path);
    free(pool->task);
    free(pool->entry);
    free(pool->pair);
    free(pool);
}

struct sw_pool_counts sw_pool_counts(const struct sw_pool *pool)
{
    return pool->counts;
}

uint32_t sw_pool_task(const struct sw_pool *pool, uint32_t index, const char **path)
{
    *path = pool->task[index].path;
    return pool->task[index].puzzles;
}

void sw_pool_puzzle(const struct sw_pool *pool, uint32_t index, struct sw_puzzle *out)
{
    const struct entry *entry = &pool->entry[index];
    const struct task *task = &pool->task[entry->task];

    out->rule = SW_RULE_NONE;
    out->parts = 0;
    out->ground = 0;
    out->has_teacher = task->teacher.exact;
    out->teacher = task->teacher.program;
    out->teacher_progress = task->teacher.progress;
    out->demonstrations = 0;
    out->tests = 1;
    memset(out->test_has_target, 0, sizeof out->test_has_target);
    out->test_has_target[0] = true;
    for (uint32_t i = 0; i < task->count; i++) {
        if (i == entry->held)
            out->test[0] = pool->pair[task->first + i];
        else
            out->demonstration[out->demonstrations++] = pool->pair[task->first + i];
    }
    out->id = sw_puzzle_hash(out);
}

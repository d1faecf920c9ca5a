#include "world/puzzle/tasks.h"

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "world/puzzle/arc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCE = 800 };

/* A file. What is named itself is read when it is found, for its keys; kept is what holds several
 * tasks, and what cannot be read twice. */
struct source {
    bool named;
    struct sw_arc_file *file; /* NULL: not read yet, or read and closed again */
    char *refusal;            /* why it holds no task, if that is known already */
};

struct entry {
    uint32_t source, index; /* of the task within the file */
    char *key;
};

struct sw_tasks {
    struct sw_file_list files;
    struct source *source; /* (files.count) */
    struct entry *entry;
    uint32_t count, capacity, at; /* at: entries that were begun */
    bool keyed;                   /* some file holds tasks under keys */
    uint32_t left_out, cut,
        lacking;        /* lacking: without an answer, and others of the file have one */
    uint32_t cut_pairs; /* of the first list that was cut */
    char first[SENTENCE], first_cut[SENTENCE], first_lacking[SENTENCE], name[SENTENCE];
};

/* The file's name without ".json". */
static char *name_of(const char *path)
{
    const char *last = sw_path_name(path);
    size_t length = strlen(last);

    if (length > 5 && strcmp(last + length - 5, ".json") == 0)
        length -= 5;
    return strndup(last, length);
}

static int add_entry(struct sw_tasks *tasks, uint32_t source, uint32_t index, const char *key,
                     struct sw_error *error)
{
    char *copy = key != NULL ? strdup(key) : name_of(tasks->files.path[source]);

    if (copy != NULL && tasks->count == tasks->capacity) {
        uint32_t capacity = tasks->capacity == 0 ? 64 : 2 * tasks->capacity;
        struct entry *more = realloc(tasks->entry, capacity * sizeof *more);

        if (more == NULL) {
            free(copy);
            copy = NULL;
        } else {
            tasks->entry = more;
            tasks->capacity = capacity;
        }
    }
    if (copy == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while listing tasks");
    tasks->entry[tasks->count++] = (struct entry){source, index, copy};
    return 0;
}

/* Reads a file; 0 also if it holds no task: then its refusal is set. */
static int read_source(struct sw_tasks *tasks, uint32_t index, struct sw_error *error)
{
    struct source *source = &tasks->source[index];
    struct sw_error refused = {0};

    source->file = sw_arc_file_load(tasks->files.path[index], &refused);
    if (source->file != NULL)
        return 0;
    if (refused.code != SW_EXIT_DAMAGED)
        return sw_fail(error, (enum sw_exit)refused.code, "%s", refused.text);
    source->refusal = strdup(refused.text);
    return source->refusal != NULL
               ? 0
               : sw_fail(error, SW_EXIT_FAILED, "out of memory while reading tasks");
}

static void close_source(struct source *source)
{
    sw_arc_file_destroy(source->file);
    source->file = NULL;
}

/* Adds the tasks of a file that is named itself. */
static int add_named(struct sw_tasks *tasks, uint32_t index, struct sw_error *error)
{
    struct source *source = &tasks->source[index];
    const char *key;

    source->named = true;
    if (read_source(tasks, index, error) != 0)
        return -1;
    if (source->file == NULL)
        return add_entry(tasks, index, 0, NULL, error);
    for (uint32_t i = 0; i < sw_arc_file_count(source->file); i++) {
        key = sw_arc_file_key(source->file, i);
        tasks->keyed = tasks->keyed || key != NULL;
        if (add_entry(tasks, index, i, key, error) != 0)
            return -1;
    }
    if (sw_arc_file_key(source->file, 0) == NULL && sw_file_regular(tasks->files.path[index]))
        close_source(source);
    return 0;
}

static int add_path(struct sw_tasks *tasks, const char *path, struct sw_error *error)
{
    uint32_t before = tasks->files.count;
    bool named = !sw_folder_exists(path);
    struct source *more;

    if (sw_file_list_find(&tasks->files, path, ".json", error) != 0)
        return -1;
    if (tasks->files.count == before)
        return 0;
    more = realloc(tasks->source, tasks->files.count * sizeof *more);
    if (more == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while listing tasks");
    tasks->source = more;
    memset(more + before, 0, (tasks->files.count - before) * sizeof *more);
    for (uint32_t i = before; i < tasks->files.count; i++)
        if ((named ? add_named(tasks, i, error) : add_entry(tasks, i, 0, NULL, error)) != 0)
            return -1;
    return 0;
}

static void leave_out(struct sw_tasks *tasks, const char *sentence)
{
    sw_log_debug("%s; it is left out", sentence);
    if (tasks->left_out++ == 0)
        snprintf(tasks->first, sizeof tasks->first, "%.*s", SENTENCE - 1, sentence);
}

/* What was found in folders and is no file. */
static void count_special(struct sw_tasks *tasks)
{
    char shown[400], sentence[SENTENCE];

    if (tasks->files.special == 0)
        return;
    sw_text_show(tasks->files.special_first, strlen(tasks->files.special_first), 200, shown,
                 sizeof shown);
    snprintf(sentence, sizeof sentence, "%s: this is no regular file", shown);
    leave_out(tasks, sentence);
    tasks->left_out += tasks->files.special - 1;
}

struct sw_tasks *sw_tasks_open(const char *const *paths, uint32_t count, struct sw_error *error)
{
    struct sw_tasks *tasks = sw_allocate(1, sizeof *tasks, "listing tasks", error);

    if (tasks == NULL)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        if (add_path(tasks, paths[i], error) != 0) {
            sw_tasks_close(tasks);
            return NULL;
        }
    count_special(tasks);
    return tasks;
}

void sw_tasks_close(struct sw_tasks *tasks)
{
    if (tasks == NULL)
        return;
    for (uint32_t i = 0; i < tasks->files.count && tasks->source != NULL; i++) {
        close_source(&tasks->source[i]);
        free(tasks->source[i].refusal);
    }
    for (uint32_t i = 0; i < tasks->count; i++)
        free(tasks->entry[i].key);
    free(tasks->entry);
    free(tasks->source);
    sw_file_list_clear(&tasks->files);
    free(tasks);
}

uint32_t sw_tasks_found(const struct sw_tasks *tasks)
{
    return tasks->count + tasks->files.special;
}

/* ---- keys ---- */

static int by_key(const void *left, const void *right)
{
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    int order = strcmp(a->key, b->key);

    return order != 0 ? order : (a > b) - (a < b);
}

int sw_tasks_unique(const struct sw_tasks *tasks, struct sw_error *error)
{
    const struct entry **sorted = sw_allocate(tasks->count, sizeof *sorted, "sorting keys", error);
    int result = sorted == NULL ? -1 : 0;

    for (uint32_t i = 0; i < tasks->count && result == 0; i++)
        sorted[i] = &tasks->entry[i];
    if (result == 0)
        qsort(sorted, tasks->count, sizeof *sorted, by_key);
    for (uint32_t i = 1; i < tasks->count && result == 0; i++) {
        const char *one = tasks->files.path[sorted[i - 1]->source];
        const char *other = tasks->files.path[sorted[i]->source];
        char key[200], a[300], b[300];

        if (strcmp(sorted[i - 1]->key, sorted[i]->key) != 0)
            continue;
        sw_text_show(sorted[i]->key, strlen(sorted[i]->key), 60, key, sizeof key);
        sw_text_show(one, strlen(one), 200, a, sizeof a);
        sw_text_show(other, strlen(other), 200, b, sizeof b);
        result = sw_fail(error, SW_EXIT_USAGE,
                         "%s and %s both hold a task \"%s\", and answers are distinguished by "
                         "that name; leave one of them out",
                         a, b, key);
    }
    free(sorted);
    return result;
}

int sw_tasks_apart(const struct sw_tasks *tasks, const char *output, struct sw_error *error)
{
    char answers[SW_PATH_MAX];

    for (uint32_t i = 0; i < tasks->files.count; i++) {
        const char *path = tasks->files.path[i];

        if (sw_file_apart(path, output, error) != 0)
            return -1;
        if (tasks->source[i].named && sw_arc_answers_path(path, answers) &&
            sw_file_apart(answers, output, error) != 0)
            return -1;
    }
    return 0;
}

/* ---- one after another ---- */

/* What the task is called in sentences. */
static void name_task(struct sw_tasks *tasks, const struct entry *entry)
{
    const char *path = tasks->files.path[entry->source];
    char shown[400], key[300];

    sw_text_show(path, strlen(path), 200, shown, sizeof shown);
    if (!tasks->source[entry->source].named ||
        sw_arc_file_key(tasks->source[entry->source].file, entry->index) == NULL) {
        snprintf(tasks->name, sizeof tasks->name, "%s", shown);
        return;
    }
    sw_text_show(entry->key, strlen(entry->key), 100, key, sizeof key);
    snprintf(tasks->name, sizeof tasks->name, "%s: \"%s\"", shown, key);
}

/* Notes a task whose answers are asked for in vain in the file beside it. */
static void note_lacking(struct sw_tasks *tasks, const struct entry *entry,
                         const struct sw_puzzle *puzzle)
{
    int known = 0;

    for (int i = 0; i < puzzle->tests; i++)
        known += puzzle->test_has_target[i];
    if (known < puzzle->tests &&
        sw_arc_file_lacks(tasks->source[entry->source].file, entry->index) && tasks->lacking++ == 0)
        snprintf(tasks->first_lacking, sizeof tasks->first_lacking, "%s", tasks->name);
}

/* Reads one task: 1, 0 if it is left out, -1. */
static int read_entry(struct sw_tasks *tasks, const struct entry *entry, struct sw_puzzle *out,
                      struct sw_error *error)
{
    struct source *source = &tasks->source[entry->source];
    struct sw_error refused = {0};
    uint32_t unused;

    if (source->file == NULL && source->refusal == NULL &&
        read_source(tasks, entry->source, error) != 0)
        return -1;
    if (source->file == NULL) {
        leave_out(tasks, source->refusal);
        return 0;
    }
    name_task(tasks, entry);
    if (!source->named && sw_arc_file_key(source->file, 0) != NULL) {
        sw_tasks_leave_out(tasks, "it holds tasks under keys; name the file itself to take them");
        return 0;
    }
    if (sw_arc_file_task(source->file, entry->index, out, &unused, &refused) != 0) {
        leave_out(tasks, refused.text);
        return 0;
    }
    if (unused > 0 && tasks->cut++ == 0) {
        snprintf(tasks->first_cut, sizeof tasks->first_cut, "%s", tasks->name);
        tasks->cut_pairs = unused;
    }
    note_lacking(tasks, entry, out);
    return 1;
}

bool sw_tasks_more(const struct sw_tasks *tasks)
{
    return tasks->at < tasks->count;
}

int sw_tasks_next(struct sw_tasks *tasks, struct sw_puzzle *out, struct sw_error *error)
{
    int result = 0;

    while (result == 0 && tasks->at < tasks->count) {
        const struct entry *entry = &tasks->entry[tasks->at];

        if (tasks->at > 0 && entry[-1].source != entry->source)
            close_source(&tasks->source[entry[-1].source]);
        tasks->at++;
        result = read_entry(tasks, entry, out, error);
    }
    return result;
}

const char *sw_tasks_key(const struct sw_tasks *tasks)
{
    return tasks->entry[tasks->at - 1].key;
}

bool sw_tasks_keyed(const struct sw_tasks *tasks)
{
    const struct entry *entry = &tasks->entry[tasks->at - 1];

    return sw_arc_file_key(tasks->source[entry->source].file, entry->index) != NULL;
}

const char *sw_tasks_path(const struct sw_tasks *tasks)
{
    return tasks->files.path[tasks->entry[tasks->at - 1].source];
}

const char *sw_tasks_name(const struct sw_tasks *tasks)
{
    return tasks->name;
}

/* ---- what was left out ---- */

void sw_tasks_leave_out(struct sw_tasks *tasks, const char *why)
{
    char sentence[SENTENCE * 2];

    snprintf(sentence, sizeof sentence, "%s: %s", tasks->name, why);
    leave_out(tasks, sentence);
}

uint32_t sw_tasks_left_out(const struct sw_tasks *tasks)
{
    return tasks->left_out;
}

static const char *noun(const struct sw_tasks *tasks)
{
    return tasks->keyed ? "tasks" : "files";
}

void sw_tasks_tell(const struct sw_tasks *tasks, void (*warn)(const char *sentence, void *context),
                   void *context)
{
    uint32_t found = sw_tasks_found(tasks), used = found - tasks->left_out;
    char sentence[SENTENCE + 256];

    if (warn == NULL)
        return;
    if (tasks->left_out > 0) {
        snprintf(sentence, sizeof sentence, "%u of %u %s %s used; %u %s %s", used, found,
                 noun(tasks), used == 1 ? "is" : "are", tasks->left_out,
                 tasks->left_out == 1 ? "is left out:" : "are left out, such as", tasks->first);
        warn(sentence, context);
    }
    if (tasks->lacking > 0) {
        snprintf(sentence, sizeof sentence,
                 "%u of %u %s no answer in the solutions beside %s, such as %s", tasks->lacking,
                 found, tasks->lacking == 1 ? "tasks has" : "tasks have",
                 tasks->lacking == 1 ? "it" : "them", tasks->first_lacking);
        warn(sentence, context);
    }
    if (tasks->cut > 0) {
        size_t used_up = (size_t)snprintf(
            sentence, sizeof sentence,
            "%s: a puzzle holds %d demonstrations, so %u further pairs are not used",
            tasks->first_cut, SW_DEMONSTRATIONS_MAX, tasks->cut_pairs);

        if (tasks->cut > 1)
            snprintf(sentence + used_up, sizeof sentence - used_up, "; the same with %u more",
                     tasks->cut - 1);
        warn(sentence, context);
    }
}

int sw_tasks_none(const struct sw_tasks *tasks, struct sw_error *error)
{
    uint32_t found = sw_tasks_found(tasks);

    if (found == 0)
        return sw_fail(error, SW_EXIT_FAILED,
                       "no .json file was found; give ARC tasks or folders "
                       "of them");
    if (found == 1)
        return sw_fail(error, SW_EXIT_DAMAGED, "%s", tasks->first);
    return sw_fail(error, SW_EXIT_FAILED,
                   "none of the %u %s is a task that can be used, such as %s", found, noun(tasks),
                   tasks->first);
}

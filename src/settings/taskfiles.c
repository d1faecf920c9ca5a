#include "settings/taskfiles.h"

#include "base/file.h"
#include "base/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERSION     1u
#define PREFIX      "arc:"
#define SOURCE_MAX  (1u << 20) /* bytes of all paths */
#define TASKS_MAX   (1u << 24)
#define TASK_PACKED 2u /* bytes of the smallest task */

bool sw_taskfiles_needed(const struct sw_settings *settings)
{
    return strncmp(settings->worlds.source, PREFIX, strlen(PREFIX)) == 0;
}

void sw_taskfiles_free(struct sw_taskfiles *files)
{
    free(files->source);
    sw_task_list_free(&files->tasks);
    *files = (struct sw_taskfiles){0};
}

/* ---- paths ---- */

/* The next path of a list that is separated by colons (empty ones are passed over): false at its
 * end, or if it is too long to be one. */
static bool next_path(const char **list, char path[SW_PATH_MAX])
{
    size_t length;

    while (**list == ':')
        (*list)++;
    length = strcspn(*list, ":");
    if (length == 0 || length >= SW_PATH_MAX)
        return false;
    memcpy(path, *list, length);
    path[length] = '\0';
    *list += length;
    return true;
}

/* A record holds no control characters, and a list of paths no colons within one. */
static bool listable(const char *path)
{
    for (; *path != '\0'; path++)
        if ((unsigned char)*path < 0x20 || *path == 0x7f || *path == ':')
            return false;
    return true;
}

/* "arc:" and the paths of a source, each made by `change` from its place in the list. */
static char *map_source(const char *source,
                        void (*change)(const void *context, uint32_t index, char path[SW_PATH_MAX]),
                        const void *context, struct sw_error *error)
{
    const char *list = source + strlen(PREFIX);
    char path[SW_PATH_MAX], *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool failed;

    if (out == NULL)
        goto failed;
    fputs(PREFIX, out);
    for (uint32_t i = 0; next_path(&list, path); i++) {
        change(context, i, path);
        fprintf(out, "%s%s", i > 0 ? ":" : "", path);
    }
    fputs(list, out); /* what is too long for a path is refused by whoever opens it */
    failed = ferror(out) != 0;
    if (fclose(out) == 0 && !failed)
        return text;
    free(text);
failed:
    sw_fail(error, SW_EXIT_FAILED, "out of memory while listing ARC files");
    return NULL;
}

/* Makes a path absolute; one that a list could not hold then stays. */
static void make_absolute(const void *context, uint32_t index, char path[SW_PATH_MAX])
{
    const char *here = context;
    char whole[SW_PATH_MAX];

    (void)index;
    if (here != NULL && sw_path_join(whole, here, path, NULL) == 0 && listable(whole))
        strcpy(path, whole);
}

static char *absolute(const char *source, struct sw_error *error)
{
    char here[SW_PATH_MAX];

    return map_source(source, make_absolute, getcwd(here, sizeof here), error);
}

struct places {
    const char *source; /* as the config says it; NULL: only where it was */
    const char *folder; /* of the run; may be NULL */
};

/* Leaves a path that exists; else tries the one of the config from here, and from the run. */
static void find_path(const void *context, uint32_t index, char path[SW_PATH_MAX])
{
    const struct places *places = context;
    char written[SW_PATH_MAX] = "", beside[SW_PATH_MAX];
    const char *list = places->source == NULL ? "" : places->source + strlen(PREFIX);

    if (sw_file_exists(path))
        return;
    for (uint32_t i = 0; i <= index; i++)
        if (!next_path(&list, written))
            return;
    if (sw_file_exists(written))
        strcpy(path, written);
    else if (places->folder != NULL && sw_path_join(beside, places->folder, written, NULL) == 0 &&
             sw_file_exists(beside))
        strcpy(path, beside);
}

/* All of them exist, or a sentence. */
static int look(const char *source, struct sw_error *error)
{
    const char *list = source + strlen(PREFIX);
    char path[SW_PATH_MAX];

    while (next_path(&list, path))
        if (!sw_file_exists(path))
            return sw_fail(error, SW_EXIT_FAILED,
                           "the ARC files of the run are not found: there is no %.400s; say where "
                           "they are: --set worlds.source=arc:PATH",
                           path);
    return 0;
}

/* ---- the record ---- */

int sw_taskfiles_of(const struct sw_settings *settings, const struct sw_worlds *worlds,
                    struct sw_taskfiles *out, struct sw_error *error)
{
    *out = (struct sw_taskfiles){0};
    if (!sw_taskfiles_needed(settings))
        return 0;
    out->source = absolute(settings->worlds.source, error);
    if (out->source != NULL && sw_worlds_tasks(worlds, &out->tasks, error) == 0)
        return 0;
    sw_taskfiles_free(out);
    return -1;
}

void *sw_taskfiles_pack(const struct sw_taskfiles *files, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("files", VERSION, 2);

    sw_pack_text(pack, files->source);
    sw_pack_array(pack, 2 * files->tasks.count);
    for (uint32_t i = 0; i < files->tasks.count; i++) {
        sw_pack_uint(pack, files->tasks.task[i].hash);
        sw_pack_text(pack, files->tasks.task[i].name);
    }
    return sw_pack_end(pack, size, error);
}

/* A text of the record as a copy that ends in 0; NULL if it fails. */
static char *read_source(struct sw_unpack *reader)
{
    size_t size;
    const char *text = sw_unpack_text(reader, "source", SOURCE_MAX, &size);
    char *copy = text == NULL ? NULL : sw_allocate(size + 1, 1, "reading paths", reader->error);

    if (text == NULL)
        return NULL;
    if (copy == NULL) {
        reader->failed = true;
        return NULL;
    }
    memcpy(copy, text, size);
    if (strncmp(copy, PREFIX, strlen(PREFIX)) != 0)
        sw_unpack_refuse(reader, "source", "names no files");
    return copy;
}

static void read_tasks(struct sw_unpack *reader, struct sw_task_list *tasks)
{
    uint32_t count = sw_unpack_array(reader, "tasks", 2 * TASKS_MAX, TASK_PACKED / 2);

    if (count % 2 != 0)
        sw_unpack_refuse(reader, "tasks", "are not pairs of hash and name");
    if (reader->failed)
        return;
    if (sw_task_list_create(tasks, count / 2, reader->error) != 0) {
        reader->failed = true;
        return;
    }
    for (uint32_t i = 0; i < tasks->count && !reader->failed; i++) {
        const char *name;
        size_t size;

        tasks->task[i].hash = sw_unpack_uint(reader, "hash of a task", UINT64_MAX);
        name = sw_unpack_text(reader, "name of a task", SW_TASK_NAME - 1, &size);
        if (name == NULL)
            return;
        memcpy(tasks->task[i].name, name, size);
        for (size_t k = 0; k < size; k++)
            if ((unsigned char)name[k] < 0x20 || name[k] == 0x7f)
                sw_unpack_refuse(reader, "name of a task", "holds control characters");
    }
}

int sw_taskfiles_unpack(const void *bytes, size_t size, struct sw_taskfiles *out,
                        struct sw_error *error)
{
    struct sw_unpack reader;

    *out = (struct sw_taskfiles){0};
    sw_unpack_begin(&reader, bytes, size, "files", VERSION, 2, error);
    out->source = read_source(&reader);
    read_tasks(&reader, &out->tasks);
    if (sw_unpack_end(&reader) == 0)
        return 0;
    sw_taskfiles_free(out);
    return -1;
}

int sw_taskfiles_put(struct sw_store *store, const struct sw_settings *settings,
                     const struct sw_worlds *worlds, struct sw_error *error)
{
    struct sw_taskfiles files;
    size_t size = 0;
    void *bytes;
    int result = -1;

    if (!sw_taskfiles_needed(settings))
        return 0;
    if (sw_taskfiles_of(settings, worlds, &files, error) != 0)
        return -1;
    bytes = sw_taskfiles_pack(&files, &size, error);
    if (bytes != NULL)
        result = sw_store_put(store, SW_STORE_FILES, 0, 0, bytes, size, error);
    free(bytes);
    sw_taskfiles_free(&files);
    return result;
}

int sw_taskfiles_get(struct sw_store *store, struct sw_taskfiles *out, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_FILES, 0, 0, &bytes, &size, error);

    *out = (struct sw_taskfiles){0};
    if (found <= 0)
        return found;
    return sw_taskfiles_unpack(bytes, size, out, error) == 0 ? 1 : -1;
}

/* ---- worlds ---- */

int sw_taskfiles_move(struct sw_taskfiles *files, const struct sw_settings *settings,
                      const char *source, struct sw_error *error)
{
    char *moved;

    if (!sw_taskfiles_needed(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "the worlds of this run are generated, not read from files: leave "
                       "worlds.source as it is");
    if (look(source, error) != 0)
        return -1;
    moved = absolute(source, error);
    if (moved == NULL)
        return -1;
    free(files->source);
    files->source = moved;
    return 0;
}

struct sw_worlds *sw_taskfiles_worlds(const struct sw_taskfiles *files,
                                      const struct sw_settings *settings, const char *folder,
                                      void (*warn)(const char *sentence, void *context),
                                      void *context, struct sw_error *error)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    struct places places = {settings->worlds.source, folder};
    bool bound = files->tasks.count > 0;
    struct sw_worlds *worlds = NULL;
    char *source;

    if (!sw_taskfiles_needed(settings))
        return sw_worlds_create(&wanted, warn, context, error);
    source = map_source(files->source != NULL ? files->source : settings->worlds.source, find_path,
                        &places, error);
    if (source == NULL)
        return NULL;
    wanted.source = source;
    if (look(source, error) == 0)
        worlds = sw_worlds_create(&wanted, warn, context, error);
    free(source);
    if (worlds != NULL && bound && sw_worlds_arrange(worlds, &files->tasks, error) != 0) {
        sw_worlds_destroy(worlds);
        return NULL;
    }
    if (worlds != NULL && !bound && warn != NULL)
        warn("the run does not say which tasks its ARC files held (an older smallworld began it): "
             "they may have changed since",
             context);
    return worlds;
}

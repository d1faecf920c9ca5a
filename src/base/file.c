#include "base/file.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEEPEST    16
#define MOST_FILES 1000000u

/* A path as it may stand in a sentence. */
struct shown {
    char text[400];
};

static const char *show(const char *path, struct shown *shown)
{
    return sw_text_show(path, strlen(path), 200, shown->text, sizeof shown->text);
}

static int fail_on(const char *doing, const char *path, struct sw_error *error)
{
    int number = errno;
    struct shown shown;

    return sw_fail(error, SW_EXIT_FAILED, "cannot %s %s: %s", doing, show(path, &shown),
                   number == ENOSPC || number == EDQUOT
                       ? "the disk is full; free some space and try again"
                       : strerror(number));
}

char *sw_file_read(const char *path, size_t limit, size_t *size, struct sw_error *error)
{
    size_t used = 0, room = 4096;
    struct stat status;
    struct shown shown;
    char *bytes = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        fail_on("open", path, error);
        return NULL;
    }
    if (fstat(file, &status) != 0) {
        fail_on("read", path, error);
        goto failed;
    }
    if (S_ISDIR(status.st_mode)) {
        sw_fail(error, SW_EXIT_FAILED, "%s is a folder, and a file is needed here",
                show(path, &shown));
        goto failed;
    }
    /* The size that the file says is where we start; what comes out of it is what counts (it may be
     * a pipe, or grow). One byte beyond the limit is asked for, to see that there is more. */
    if (S_ISREG(status.st_mode) && status.st_size > 0)
        room = (uint64_t)status.st_size < limit ? (size_t)status.st_size + 2 : limit + 2;
    for (;;) {
        ssize_t got;

        if (bytes == NULL || used + 1 == room) {
            size_t wanted = bytes == NULL ? room : room * 2;
            char *more = realloc(bytes, wanted);

            if (more == NULL) {
                sw_fail(error, SW_EXIT_FAILED, "out of memory while reading %s (%zu bytes wanted)",
                        show(path, &shown), wanted);
                goto failed;
            }
            bytes = more;
            room = wanted;
        }
        got = read(file, bytes + used, room - used - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            fail_on("read", path, error);
            goto failed;
        }
        if (got == 0)
            break;
        used += (size_t)got;
        if (used > limit) {
            sw_fail(error, SW_EXIT_FAILED, "%s is larger than the %zu bytes that are read at most",
                    show(path, &shown), limit);
            goto failed;
        }
    }
    close(file);
    bytes[used] = '\0';
    *size = used;
    return bytes;
failed:
    free(bytes);
    close(file);
    return NULL;
}

static int write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

/* The folder that holds `path`: what stands before its last slash. */
static void folder_of(const char *path, char folder[SW_PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path);

    if (slash == NULL)
        strcpy(folder, ".");
    else if (length == 0)
        strcpy(folder, "/");
    else {
        memcpy(folder, path, length);
        folder[length] = '\0';
    }
}

static void sync_folder(const char *path)
{
    char folder[SW_PATH_MAX];
    int descriptor;

    folder_of(path, folder);
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    /* Some file systems cannot sync a folder; the rename is then as safe as they make it. */
    (void)fsync(descriptor);
    close(descriptor);
}

/* Makes a file beside `path` that may take its place; its descriptor, or -1. */
static int open_beside(const char *path, char temporary[SW_PATH_MAX], struct sw_error *error)
{
    int length = snprintf(temporary, SW_PATH_MAX, "%s.XXXXXX", path), file;

    if (length < 0 || length >= SW_PATH_MAX) {
        errno = ENAMETOOLONG;
        return fail_on("write", path, error);
    }
    file = mkostemp(temporary, O_CLOEXEC);
    return file >= 0 ? file : fail_on("write", path, error);
}

int sw_file_try(const char *path, struct sw_error *error)
{
    char temporary[SW_PATH_MAX];
    int file = open_beside(path, temporary, error);

    if (file < 0)
        return -1;
    close(file);
    unlink(temporary);
    return 0;
}

int sw_file_write(const char *path, const void *bytes, size_t size, struct sw_error *error)
{
    char temporary[SW_PATH_MAX];
    int file = open_beside(path, temporary, error);
    mode_t mask;

    if (file < 0)
        return -1;
    /* mkostemp makes it private; a result of a run is as open as any other file of this person. */
    mask = umask(0);
    umask(mask);
    if (write_all(file, bytes, size) != 0 || fchmod(file, 0666 & ~mask) != 0 || fsync(file) != 0) {
        fail_on("write", path, error);
        close(file);
        unlink(temporary);
        return -1;
    }
    if (close(file) != 0 || rename(temporary, path) != 0) {
        fail_on("write", path, error);
        unlink(temporary);
        return -1;
    }
    sync_folder(path);
    return 0;
}

int sw_folder_make(const char *path, struct sw_error *error)
{
    char part[SW_PATH_MAX];
    size_t length = strlen(path);

    if (length == 0 || length >= sizeof part) {
        errno = length == 0 ? ENOENT : ENAMETOOLONG;
        return fail_on("make the folder", path, error);
    }
    memcpy(part, path, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && (errno != EEXIST || !sw_folder_exists(part))) {
            if (errno == EEXIST)
                errno = ENOTDIR;
            return fail_on("make the folder", part, error);
        }
        if (i < length)
            part[i] = '/';
    }
    return 0;
}

bool sw_file_exists(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

bool sw_folder_exists(const char *path)
{
    struct stat status;
    int saved = errno;
    bool exists = stat(path, &status) == 0 && S_ISDIR(status.st_mode);

    errno = saved;
    return exists;
}

int sw_folder_empty(const char *path, struct sw_error *error)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int empty = 1;

    if (folder == NULL)
        return fail_on("read the folder", path, error);
    while (empty && (entry = readdir(folder)) != NULL)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty;
}

int sw_path_join(char path[SW_PATH_MAX], const char *folder, const char *name,
                 struct sw_error *error)
{
    size_t length = strlen(folder);
    int written;

    if (name[0] == '/' || length == 0)
        written = snprintf(path, SW_PATH_MAX, "%s", name);
    else
        written = snprintf(path, SW_PATH_MAX, "%s%s%s", folder,
                           folder[length - 1] == '/' ? "" : "/", name);
    if (written < 0 || written >= SW_PATH_MAX) {
        struct shown shown;

        path[0] = '\0';
        return sw_fail(error, SW_EXIT_FAILED, "the path of %s is longer than %d bytes",
                       show(name, &shown), SW_PATH_MAX - 1);
    }
    return 0;
}

const char *sw_path_name(const char *path)
{
    const char *name = path;

    for (const char *at = path; *at != '\0'; at++)
        if (*at == '/' && at[1] != '\0' && at[1] != '/')
            name = at + 1;
    return name;
}

static int list_add(struct sw_file_list *list, const char *path, struct sw_error *error)
{
    if (list->count >= MOST_FILES)
        return sw_fail(error, SW_EXIT_FAILED,
                       "more than %u files were found; name a smaller folder", MOST_FILES);
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        char **more = realloc(list->path, capacity * sizeof *more);

        if (more == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while listing files");
        list->path = more;
        list->capacity = capacity;
    }
    list->path[list->count] = strdup(path);
    if (list->path[list->count] == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while listing files");
    list->count++;
    return 0;
}

static bool ends_in(const char *text, const char *suffix)
{
    size_t length = strlen(text), end = strlen(suffix);

    return length >= end && strcmp(text + length - end, suffix) == 0;
}

static int list_folder(struct sw_file_list *list, const char *path, const char *suffix, int depth,
                       struct sw_error *error)
{
    DIR *folder;
    const struct dirent *entry;
    int result = 0;

    if (depth > DEEPEST) {
        struct shown shown;

        return sw_fail(error, SW_EXIT_FAILED, "%s is more than %d folders deep", show(path, &shown),
                       DEEPEST);
    }
    folder = opendir(path);
    if (folder == NULL)
        return fail_on("read the folder", path, error);
    while (result == 0 && (entry = readdir(folder)) != NULL) {
        char below[SW_PATH_MAX];
        struct stat status;

        if (entry->d_name[0] == '.')
            continue;
        result = sw_path_join(below, path, entry->d_name, error);
        if (result != 0 || lstat(below, &status) != 0)
            continue; /* gone since it was listed */
        if (S_ISDIR(status.st_mode))
            result = list_folder(list, below, suffix, depth + 1, error);
        else if (ends_in(entry->d_name, suffix) && !sw_folder_exists(below))
            result = list_add(list, below, error);
    }
    closedir(folder);
    return result;
}

static int by_bytes(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

int sw_file_list_find(struct sw_file_list *list, const char *path, const char *suffix,
                      struct sw_error *error)
{
    uint32_t before = list->count;
    struct stat status;

    if (stat(path, &status) != 0)
        return fail_on("open", path, error);
    if (!S_ISDIR(status.st_mode))
        return list_add(list, path, error);
    if (list_folder(list, path, suffix, 1, error) != 0)
        return -1;
    if (list->count > before)
        qsort(list->path + before, list->count - before, sizeof *list->path, by_bytes);
    return 0;
}

void sw_file_list_clear(struct sw_file_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        free(list->path[i]);
    free(list->path);
    memset(list, 0, sizeof *list);
}

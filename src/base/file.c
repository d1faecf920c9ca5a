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

static int too_large(const char *path, size_t limit, enum sw_exit code, struct sw_error *error)
{
    struct shown shown;

    return sw_fail(error, code, "%s is larger than the %zu bytes that are read at most",
                   show(path, &shown), limit);
}

/* `beyond` is the exit code of a file that is larger than the limit. */
static char *read_whole(const char *path, size_t limit, enum sw_exit beyond, size_t *size,
                        struct sw_error *error)
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
            too_large(path, limit, beyond, error);
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

char *sw_file_read(const char *path, size_t limit, size_t *size, struct sw_error *error)
{
    return read_whole(path, limit, SW_EXIT_FAILED, size, error);
}

char *sw_file_read_text(const char *path, size_t limit, size_t *size, struct sw_error *error)
{
    char *text = read_whole(path, limit, SW_EXIT_DAMAGED, size, error);
    const char *encoding = text != NULL ? sw_text_encoding(text, *size) : NULL;
    size_t mark;
    struct shown shown;

    if (encoding != NULL) {
        sw_fail(error, SW_EXIT_DAMAGED, "%s is a text in %s; convert it to UTF-8",
                show(path, &shown), encoding);
        free(text);
        return NULL;
    }
    mark = text != NULL ? sw_text_mark(text, *size) : 0;
    if (mark > 0) {
        *size -= mark;
        memmove(text, text + mark, *size + 1);
    }
    return text;
}

/* Something is there and is no folder. */
static int fail_on_folder(const char *path, struct sw_error *error)
{
    struct shown shown, target;
    char to[SW_PATH_MAX];
    struct stat status;
    ssize_t length = stat(path, &status) == 0 ? -1 : readlink(path, to, sizeof to - 1);

    if (length < 0)
        return sw_fail(error, SW_EXIT_FAILED,
                       "cannot make the folder %s: a file has that name; "
                       "give another name, or move the file away",
                       show(path, &shown));
    to[length] = '\0';
    return sw_fail(
        error, SW_EXIT_FAILED,
        "cannot make the folder %s: it is a symbolic link to %s, which is not there; make "
        "that folder, or remove the link",
        show(path, &shown), show(to, &target));
}

/* Makes a folder and those above it; *made counts them. */
static int make_folder(const char *path, uint32_t *made, struct sw_error *error)
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
        if (mkdir(part, 0777) == 0) {
            ++*made;
        } else if (errno != EEXIST || !sw_folder_exists(part)) {
            return errno == EEXIST ? fail_on_folder(part, error)
                                   : fail_on("make the folder", part, error);
        }
        if (i < length)
            part[i] = '/';
    }
    return 0;
}

int sw_folder_make(const char *path, struct sw_error *error)
{
    uint32_t made = 0;

    return make_folder(path, &made, error);
}

int sw_folder_begin(struct sw_folder_new *folder, const char *path, bool fresh,
                    struct sw_error *error)
{
    struct shown shown;
    int result;

    folder->made = 0;
    if (strlen(path) >= sizeof folder->path) {
        errno = ENAMETOOLONG;
        return fail_on("make the folder", path, error);
    }
    strcpy(folder->path, path);
    if (strcmp(path, "-") == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "several files cannot go to stdout; give -o the name of a folder");
    result = make_folder(path, &folder->made, error);
    if (result == 0 && fresh) {
        result = sw_folder_empty(path, error);
        if (result == 0)
            sw_fail(error, SW_EXIT_USAGE, "%s is not empty; give -o another folder",
                    show(path, &shown));
        result = result == 1 ? 0 : -1;
    }
    if (result != 0)
        sw_folder_abandon(folder);
    return result;
}

void sw_folder_abandon(const struct sw_folder_new *folder)
{
    char part[SW_PATH_MAX];
    size_t length = strlen(folder->path);

    memcpy(part, folder->path, length + 1);
    for (uint32_t i = 0; i < folder->made && length > 0; i++) {
        while (length > 1 && part[length - 1] == '/')
            part[--length] = '\0';
        if (rmdir(part) != 0)
            return;
        while (length > 0 && part[length - 1] != '/')
            part[--length] = '\0';
    }
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

bool sw_file_regular(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
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

static int list_entry(struct sw_file_list *list, const char *path, const char *suffix, int depth,
                      struct sw_error *error);

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
    while (result == 0) {
        char below[SW_PATH_MAX];

        errno = 0;
        entry = readdir(folder);
        if (entry == NULL) {
            if (errno != 0)
                result = fail_on("read the folder", path, error);
            break;
        }
        if (entry->d_name[0] == '.')
            continue;
        result = sw_path_join(below, path, entry->d_name, error);
        if (result == 0)
            result = list_entry(list, below, suffix, depth, error);
    }
    closedir(folder);
    return result;
}

/* What is no regular file is not opened: a FIFO would wait for a writer for ever, and to open a
 * device may already do something. A link that leads nowhere is taken: who reads it says why not.
 */
static int list_entry(struct sw_file_list *list, const char *path, const char *suffix, int depth,
                      struct sw_error *error)
{
    struct stat status;

    if (lstat(path, &status) != 0)
        return errno == ENOENT ? 0 : fail_on("look at", path, error); /* gone since it was listed */
    if (S_ISDIR(status.st_mode))
        return list_folder(list, path, suffix, depth + 1, error);
    if (!ends_in(path, suffix))
        return 0;
    if (!S_ISLNK(status.st_mode) || stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return 0;
        if (!S_ISREG(status.st_mode)) {
            if (list->special++ == 0)
                memcpy(list->special_first, path, strlen(path) + 1);
            return 0;
        }
    }
    return list_add(list, path, error);
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

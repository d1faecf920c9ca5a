/* output.c - sw_file_write, sw_file_try and sw_file_apart of file.h: what an output option names,
 * and how to write there without destroying what it is. */
#include "base/file.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MAX = 40 }; /* as the kernel has it */

/* Where an output goes: a descriptor that is open already, something that is written straight into,
 * or a regular file, there or not, that is replaced. */
struct target {
    enum { TARGET_DESCRIPTOR, TARGET_STRAIGHT, TARGET_REPLACED } kind;
    int descriptor;
    bool exists;
    mode_t mode; /* if it exists */
    char path[SW_PATH_MAX];
};

static int fail_on(const char *path, struct sw_error *error)
{
    int number = errno;
    char shown[400];

    sw_text_show(path, strlen(path), 200, shown, sizeof shown);
    return sw_fail(
        error, SW_EXIT_FAILED, "cannot write %s: %s", shown,
        number == ENOSPC || number == EDQUOT ? "the disk is full; free some space and try again"
        : number == ENOENT ? "the folder that it should be in is not there; make it first"
                           : strerror(number));
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

/* ---- what a path names ---- */

/* The number behind `prefix`, or -1. */
static int number_behind(const char *path, const char *prefix)
{
    size_t length = strlen(prefix);
    char *end;
    long number;

    if (strncmp(path, prefix, length) != 0 || path[length] < '0' || path[length] > '9')
        return -1;
    number = strtol(path + length, &end, 10);
    return *end == '\0' && number <= 1 << 20 ? (int)number : -1;
}

/* The open descriptor that a path names, or -1. To open such a path anew would begin a regular file
 * at its first byte again, and fails for a socket. */
static int descriptor_of(const char *path)
{
    char own[64];
    int number = number_behind(path, "/dev/fd/");

    if (strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    if (number < 0)
        number = number_behind(path, "/proc/self/fd/");
    snprintf(own, sizeof own, "/proc/%ld/fd/", (long)getpid());
    return number >= 0 ? number : number_behind(path, own);
}

/* The folder that holds `path`, with its last slash; "" if there is none. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Puts what the link `path` points to in its place. */
static int follow(char path[SW_PATH_MAX])
{
    char to[SW_PATH_MAX];
    ssize_t length = readlink(path, to, sizeof to - 1);
    size_t begin;

    if (length < 0)
        return -1;
    to[length] = '\0';
    begin = to[0] == '/' ? 0 : folder_length(path);
    if (begin + (size_t)length >= SW_PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(path + begin, to, (size_t)length + 1);
    return 0;
}

static int find_target(const char *path, struct target *target, struct sw_error *error)
{
    struct stat status;

    if (path[0] == '\0')
        return sw_fail(error, SW_EXIT_USAGE,
                       "the name of the file to write is empty; is a shell variable empty?");
    if (strlen(path) >= sizeof target->path) {
        errno = ENAMETOOLONG;
        return fail_on(path, error);
    }
    strcpy(target->path, path);
    target->exists = false;
    for (int links = 0;; links++) {
        target->kind = TARGET_DESCRIPTOR;
        target->descriptor = descriptor_of(target->path);
        if (target->descriptor >= 0)
            return 0;
        target->kind = TARGET_REPLACED;
        if (lstat(target->path, &status) != 0)
            return errno == ENOENT ? 0 : fail_on(path, error);
        if (!S_ISLNK(status.st_mode))
            break;
        if (links == LINKS_MAX)
            errno = ELOOP;
        if (links == LINKS_MAX || follow(target->path) != 0)
            return fail_on(path, error);
    }
    target->exists = true;
    target->mode = status.st_mode & 0777;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return fail_on(path, error);
    }
    if (!S_ISREG(status.st_mode))
        target->kind = TARGET_STRAIGHT;
    return 0;
}

/* ---- writing ---- */

static void sync_folder(const char *path)
{
    char folder[SW_PATH_MAX] = ".";
    size_t length = folder_length(path);
    int descriptor;

    if (length > 0) {
        memcpy(folder, path, length);
        folder[length] = '\0';
    }
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    /* Some file systems cannot sync a folder; the rename is then as safe as they make it. */
    (void)fsync(descriptor);
    close(descriptor);
}

/* Makes a file beside `path` that may take its place; its descriptor, or -1. */
static int open_beside(const char *path, char temporary[SW_PATH_MAX])
{
    int length = snprintf(temporary, SW_PATH_MAX, "%s.XXXXXX", path);

    if (length < 0 || length >= SW_PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return mkostemp(temporary, O_CLOEXEC);
}

/* mkostemp makes it private; a result of a run is as open as any other file of this person, or as
 * the one that it replaces. */
static mode_t mode_of(const struct target *target)
{
    mode_t mask;

    if (target->exists)
        return target->mode;
    mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int replace(const char *path, const struct target *target, const void *bytes, size_t size,
                   struct sw_error *error)
{
    char temporary[SW_PATH_MAX];
    int file = open_beside(target->path, temporary);

    if (file < 0)
        return fail_on(path, error);
    if (write_all(file, bytes, size) != 0 || fchmod(file, mode_of(target)) != 0 ||
        fsync(file) != 0) {
        fail_on(path, error);
        close(file);
        unlink(temporary);
        return -1;
    }
    if (close(file) != 0 || rename(temporary, target->path) != 0) {
        fail_on(path, error);
        unlink(temporary);
        return -1;
    }
    sync_folder(target->path);
    return 0;
}

/* What was printed before comes before it, wherever both go. */
static int write_straight(const char *path, const struct target *target, const void *bytes,
                          size_t size, struct sw_error *error)
{
    int file = target->descriptor;
    bool own = target->kind == TARGET_STRAIGHT;

    fflush(stdout);
    if (own)
        file = open(target->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return fail_on(path, error);
    if (write_all(file, bytes, size) != 0) {
        fail_on(path, error);
        if (own)
            close(file);
        return -1;
    }
    if (own && close(file) != 0)
        return fail_on(path, error);
    return 0;
}

bool sw_file_is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

int sw_file_write(const char *path, const void *bytes, size_t size, struct sw_error *error)
{
    struct target target;

    if (sw_file_is_stdout(path)) {
        fwrite(bytes, 1, size, stdout);
        return 0;
    }
    if (find_target(path, &target, error) != 0)
        return -1;
    return target.kind == TARGET_REPLACED ? replace(path, &target, bytes, size, error)
                                          : write_straight(path, &target, bytes, size, error);
}

int sw_file_try(const char *path, struct sw_error *error)
{
    char temporary[SW_PATH_MAX];
    struct target target;
    int file, flags;

    if (sw_file_is_stdout(path))
        return 0;
    if (find_target(path, &target, error) != 0)
        return -1;
    switch (target.kind) {
    case TARGET_DESCRIPTOR:
        flags = fcntl(target.descriptor, F_GETFL);
        if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY) {
            errno = EBADF;
            flags = -1;
        }
        return flags >= 0 ? 0 : fail_on(path, error);
    case TARGET_STRAIGHT:
        return access(target.path, W_OK) == 0 ? 0 : fail_on(path, error);
    default:
        file = open_beside(target.path, temporary);
        if (file < 0)
            return fail_on(path, error);
        close(file);
        unlink(temporary);
        return 0;
    }
}

int sw_file_apart(const char *input, const char *output, struct sw_error *error)
{
    struct stat read, written;
    char shown[400];

    if (stat(input, &read) != 0 || !S_ISREG(read.st_mode) || sw_file_is_stdout(output) ||
        descriptor_of(output) >= 0 || stat(output, &written) != 0 ||
        written.st_dev != read.st_dev || written.st_ino != read.st_ino)
        return 0;
    sw_text_show(input, strlen(input), 200, shown, sizeof shown);
    return sw_fail(error, SW_EXIT_USAGE,
                   "the result would replace %s, which is read; give it another name", shown);
}

/* store_faults.c - a library to be preloaded: kills the program at, or fails, the Nth of the calls
 * that change files below one folder. Raw system calls only: nothing is allocated, and no other
 * allocator is disturbed.
 *
 *     SW_FAULTS_BELOW=/tmp/run   which files (an absolute path); without it nothing is done
 *     SW_FAULTS_KILL=N           kill -9 instead of the Nth call
 *     SW_FAULTS_FAIL=N           the Nth call fails ...
 *     SW_FAULTS_ERRNO=28         ... with this errno
 *     SW_FAULTS_HALF=1           ... after half of what is to be written (in place of the errno); a
 *                                kill too comes then
 *     SW_FAULTS_FOR_GOOD=1       ... and all later ones fail too
 *     SW_FAULTS_LOG=file         a line for each call: name, offset, size, path, what became of it
 *
 * Killed, N counts all calls; failed, it counts all but those that remove something. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls, failing; /* so far, of both countings */
static bool broken;         /* one has failed */

static long number_of(const char *name)
{
    const char *text = getenv(name);

    return text != NULL ? atol(text) : 0;
}

static bool below(const char *path)
{
    const char *folder = getenv("SW_FAULTS_BELOW");

    return folder != NULL && path != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

/* The path of an open file, if it is one of those. */
static bool watched(int file, char path[4096])
{
    char link[64];
    long length;

    if (getenv("SW_FAULTS_BELOW") == NULL)
        return false;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = syscall(SYS_readlinkat, AT_FDCWD, link, path, 4095);
    path[length > 0 ? length : 0] = '\0';
    return below(path);
}

static void note(const char *call, const char *path, long offset, size_t size, const char *what)
{
    const char *log = getenv("SW_FAULTS_LOG");
    char line[4400];
    int length, file;

    if (log == NULL)
        return;
    length = snprintf(line, sizeof line, "%s %ld %zu %s %s\n", call, offset, size, path, what);
    file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (file < 0)
        return;
    syscall(SYS_write, file, line, (size_t)length);
    syscall(SYS_close, file);
}

/* What becomes of this call: 0 it is done, 1 it fails, 2 half of it is done, 3 that and the end. */
static int fate(const char *call, const char *path, long offset, size_t size, bool removes)
{
    long at = number_of("SW_FAULTS_FAIL");
    int result = 0;

    if (++calls == number_of("SW_FAULTS_KILL")) {
        if (number_of("SW_FAULTS_HALF") != 0 && size > 1 && strcmp(call, "fallocate") != 0)
            return 3;
        kill(getpid(), SIGKILL);
    }
    if (!removes && ++failing == at)
        result = number_of("SW_FAULTS_HALF") != 0 && size > 1 ? 2 : 1;
    else if (!removes && broken && number_of("SW_FAULTS_FOR_GOOD") != 0)
        result = 1;
    note(call, path, offset, size, result == 0 ? "done" : result == 1 ? "failed" : "half");
    if (result != 0) {
        broken = true;
        errno = (int)number_of("SW_FAULTS_ERRNO");
    }
    return result;
}

static ssize_t ended(int what, ssize_t result)
{
    if (what == 3)
        kill(getpid(), SIGKILL);
    return result;
}

/* ---- writing ---- */

ssize_t write(int file, const void *bytes, size_t size)
{
    char path[4096];
    int saved = errno, what = watched(file, path) ? fate("write", path, -1, size, false) : 0;

    if (what == 1)
        return -1;
    errno = saved;
    return ended(what, syscall(SYS_write, file, bytes, what >= 2 ? size / 2 : size));
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset)
{
    char path[4096];
    int saved = errno, what = watched(file, path) ? fate("pwrite", path, offset, size, false) : 0;

    if (what == 1)
        return -1;
    errno = saved;
    return ended(what, syscall(SYS_pwrite64, file, bytes, what >= 2 ? size / 2 : size, offset));
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset)
    __attribute__((alias("pwrite")));

static size_t size_of(const struct iovec *part, int parts)
{
    size_t size = 0;

    for (int i = 0; i < parts; i++)
        size += part[i].iov_len;
    return size;
}

ssize_t writev(int file, const struct iovec *part, int parts)
{
    char path[4096];
    int saved = errno;
    int what = watched(file, path) ? fate("writev", path, -1, size_of(part, parts), false) : 0;

    if (what == 1)
        return -1;
    errno = saved;
    return ended(what, syscall(SYS_writev, file, part, what >= 2 ? (parts + 1) / 2 : parts));
}

ssize_t pwritev(int file, const struct iovec *part, int parts, off_t offset)
{
    char path[4096];
    int saved = errno;
    int what = watched(file, path) ? fate("pwritev", path, offset, size_of(part, parts), false) : 0;

    if (what == 1)
        return -1;
    errno = saved;
    return ended(what,
                 syscall(SYS_pwritev, file, part, what >= 2 ? (parts + 1) / 2 : parts, offset, 0L));
}

ssize_t pwritev64(int file, const struct iovec *part, int parts, off_t offset)
    __attribute__((alias("pwritev")));

/* ---- sizes, and what waits for the disk ---- */

int ftruncate(int file, off_t size)
{
    char path[4096];
    int saved = errno;

    if (watched(file, path) && fate("ftruncate", path, size, 0, false) != 0)
        return -1;
    errno = saved;
    return (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate64(int file, off_t size) __attribute__((alias("ftruncate")));

int posix_fallocate(int file, off_t offset, off_t size)
{
    char path[4096];
    int saved = errno, code = 0;

    if (watched(file, path) && fate("fallocate", path, offset, (size_t)size, false) != 0)
        code = errno;
    else if (syscall(SYS_fallocate, file, 0, offset, size) != 0)
        code = errno;
    errno = saved;
    return code;
}

int posix_fallocate64(int file, off_t offset, off_t size) __attribute__((alias("posix_fallocate")));

int fdatasync(int file)
{
    char path[4096];
    int saved = errno;

    if (watched(file, path) && fate("fdatasync", path, 0, 0, false) != 0)
        return -1;
    errno = saved;
    return (int)syscall(SYS_fdatasync, file);
}

int fsync(int file)
{
    char path[4096];
    int saved = errno;

    if (watched(file, path) && fate("fsync", path, 0, 0, false) != 0)
        return -1;
    errno = saved;
    return (int)syscall(SYS_fsync, file);
}

int msync(void *address, size_t size, int flags)
{
    return (int)syscall(SYS_msync, address, size,
                        flags); /* the store writes nothing through maps */
}

/* ---- names ---- */

int open(const char *path, int flags, ...)
{
    int mode = 0, saved = errno;

    if (flags & O_CREAT) {
        va_list arguments;

        va_start(arguments, flags);
        mode = va_arg(arguments, int);
        va_end(arguments);
        if (below(path) && fate("open", path, 0, 0, false) != 0)
            return -1;
    }
    errno = saved;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));

int mkdir(const char *path, mode_t mode)
{
    int saved = errno;

    if (below(path) && fate("mkdir", path, 0, 0, false) != 0)
        return -1;
    errno = saved;
    return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int rename(const char *from, const char *to)
{
    int saved = errno;

    if (below(to) && fate("rename", to, 0, 0, false) != 0)
        return -1;
    errno = saved;
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    int saved = errno;

    if (below(path))
        fate("unlink", path, 0, 0, true);
    errno = saved;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    int saved = errno;

    if (below(path))
        fate("rmdir", path, 0, 0, true);
    errno = saved;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

/* As C has it: whatever is there. */
int remove(const char *path)
{
    int result = unlink(path);

    return result != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : result;
}

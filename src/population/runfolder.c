#include "population/runfolder.h"

#include "population/datafile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int sw_runfolder_path(const char *folder, const char *name, char path[SW_PATH_MAX],
                      struct sw_error *error)
{
    char inside[64];

    snprintf(inside, sizeof inside, name[0] == '\0' ? "store" : "store/%s", name);
    return sw_path_join(path, folder, inside, error);
}

int sw_runfolder_open(const char *folder, const char *name, int flags, struct sw_error *error)
{
    char path[SW_PATH_MAX];
    int file;

    if (sw_runfolder_path(folder, name, path, error) != 0)
        return -1;
    file = open(path, flags | O_CLOEXEC, 0644);
    if (file < 0)
        sw_fail(error, SW_EXIT_FAILED, "%s cannot be opened: %s", path, strerror(errno));
    return file;
}

/* True unless the file is missing, empty, or a data file in which no commit has more than the
 * store's own seal (population/ledger.h). */
static bool holds_records(const char *path)
{
    struct sw_datafile_meta meta[2];
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool holds;

    if (file < 0)
        return errno != ENOENT;
    holds = fstat(file, &status) != 0 || status.st_size > 0;
    if (holds && sw_datafile_metas(file, meta, NULL) == 0)
        holds = meta[0].main.entries > 1 || meta[1].main.entries > 1;
    close(file);
    return holds;
}

int sw_runfolder_fresh(const char *folder, struct sw_error *error)
{
    char inside[SW_PATH_MAX], data[SW_PATH_MAX];
    int empty = sw_folder_empty(folder, error);

    if (empty != 0)
        return empty < 0 ? -1 : 0;
    if (sw_runfolder_path(folder, "", inside, error) != 0 ||
        sw_runfolder_path(folder, "data.mdb", data, error) != 0)
        return -1;
    if (!sw_folder_exists(inside))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s holds other files; give -o a folder that is empty or not there yet",
                       folder);
    if (holds_records(data))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s holds a run already; continue it with --resume, or give -o another "
                       "folder",
                       folder);
    return 0;
}

int sw_runfolder_clear(const char *folder, struct sw_error *error)
{
    static const char *const names[] = {"data.mdb", "lock.mdb", "anchor"};
    char path[SW_PATH_MAX];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (sw_runfolder_path(folder, names[i], path, error) != 0)
            return -1;
        if (unlink(path) != 0 && errno != ENOENT)
            return sw_fail(error, SW_EXIT_FAILED,
                           "%s is left of a run that never began and cannot be "
                           "removed: %s",
                           path, strerror(errno));
    }
    return 0;
}

int sw_runfolder_lock(const char *folder, struct sw_error *error)
{
    char text[32] = "";
    ssize_t size;
    int file = sw_runfolder_open(folder, "writer", O_RDWR | O_CREAT, error);

    if (file < 0)
        return -1;
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        int reason = errno;

        size = pread(file, text, sizeof text - 1, 0);
        text[size > 0 ? size : 0] = '\0';
        text[strspn(text, "0123456789")] = '\0';
        if (reason == EWOULDBLOCK)
            sw_fail(error, SW_EXIT_FAILED,
                    "%s is being written by another process%s%s; wait until it ends, stop it "
                    "(kill -USR2), or write to another folder",
                    folder, text[0] != '\0' ? ", pid " : "", text);
        else
            sw_fail(error, SW_EXIT_FAILED, "%s cannot be locked for writing: %s", folder,
                    strerror(reason));
        close(file);
        return -1;
    }
    snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(file, 0) != 0 || pwrite(file, text, strlen(text), 0) < 0) {
        sw_fail(error, SW_EXIT_FAILED, "%s cannot be locked for writing: %s", folder,
                strerror(errno));
        close(file);
        return -1;
    }
    return file;
}

#include "store/runfolder.h"

#include "store/anchor.h"
#include "store/store_advice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_BYTES 8192 /* of LMDB's lock file: a head and 126 readers of 64 bytes */

int sw_runfolder_path(const char *folder, const char *name, char path[SW_PATH_MAX],
                      struct sw_error *error)
{
    char inside[64];

    snprintf(inside, sizeof inside, name[0] == '\0' ? "store" : "store/%s", name);
    return sw_path_join(path, folder, inside, error);
}

/* Whether a sentence about the folder speaks of a run that goes on or of one that never began. */
static enum sw_store_aim aim_of(const char *folder)
{
    int state = sw_runfolder_look(folder, NULL);

    return state == SW_RUNFOLDER_NONE || state == SW_RUNFOLDER_UNBEGUN ? SW_STORE_BEGIN
                                                                       : SW_STORE_GO_ON;
}

/* The store's files are regular ones: another would hold what nobody wrote, and a FIFO would wait
 * for a writer for ever. */
static int refuse_special(int file, const char *path, struct sw_error *error)
{
    struct stat status;

    if (fstat(file, &status) != 0 || S_ISREG(status.st_mode))
        return 0;
    return sw_fail(error, SW_EXIT_FAILED,
                   "%s is not a regular file; put the run's own back, or restore a copy of the run",
                   path);
}

int sw_runfolder_open(const char *folder, const char *name, int flags, struct sw_error *error)
{
    char path[SW_PATH_MAX];
    int file;

    if (sw_runfolder_path(folder, name, path, error) != 0)
        return -1;
    file = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0644);
    if (file >= 0 && refuse_special(file, path, error) != 0) {
        close(file);
        return -1;
    }
    if (file < 0 && error != NULL) {
        int code = errno;

        sw_store_refused(error, code,
                         (flags & O_ACCMODE) == O_RDONLY ? SW_STORE_READ : aim_of(folder),
                         "%s cannot be opened", path);
    }
    return file;
}

/* ---- what is there ---- */

/* Whether a data file whose descriptions are sound may hold more than the store's own seal
 * (store/ledger.h): 1, 0, or -1. */
static int holds_records(int data, const struct sw_datafile_meta meta[2], int anchor, bool noted,
                         struct sw_error *error)
{
    char boot[SW_ANCHOR_BOOT];
    struct sw_datafile_meta chosen;
    struct sw_error damage = {0};
    bool rescued;

    if (meta[0].main.entries <= 1 && meta[1].main.entries <= 1)
        return 0;
    if (!noted)
        return 1;
    /* Synced before its first record, and written on: after a power failure that may be lost. */
    sw_anchor_boot(boot);
    if (sw_anchor_choose(data, anchor, boot, &chosen, &rescued, &damage) == 0)
        return chosen.main.entries > 1;
    return damage.code == SW_EXIT_DAMAGED
               ? 1
               : sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
}

/* The state of a store with this data file (-1: it is missing) and anchor (-1: there is none). */
static int judge(int data, int anchor, struct sw_error *error)
{
    struct sw_datafile_meta meta[2];
    struct sw_error damage = {0};
    struct sw_anchor note;
    struct stat status;
    bool noted = anchor >= 0 && sw_anchor_read(anchor, &note);
    int holds;

    if (noted && note.meta.main.entries > 1)
        return SW_RUNFOLDER_RUN; /* it had begun, whatever became of it */
    if (data < 0)
        return SW_RUNFOLDER_UNBEGUN;
    if (fstat(data, &status) != 0)
        return sw_store_refused(error, errno, SW_STORE_READ, "data.mdb cannot be examined");
    /* Two pages describe the others: nothing else is in so short a file. */
    if (S_ISREG(status.st_mode) && status.st_size <= 2 * sysconf(_SC_PAGESIZE))
        return SW_RUNFOLDER_UNBEGUN;
    if (sw_datafile_metas(data, meta, &damage) != 0)
        return damage.code == SW_EXIT_DAMAGED
                   ? SW_RUNFOLDER_RUN
                   : sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
    holds = holds_records(data, meta, anchor, noted, error);
    return holds < 0 ? -1 : holds > 0 ? SW_RUNFOLDER_RUN : SW_RUNFOLDER_UNBEGUN;
}

/* Opens one of the store's files to be looked at: -1 if there is none, -2 if it cannot be. */
static int open_to_look(const char *folder, const char *name, struct sw_error *error)
{
    char path[SW_PATH_MAX];
    int file;

    if (sw_runfolder_path(folder, name, path, error) != 0)
        return -2;
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file >= 0 && refuse_special(file, path, error) != 0) {
        close(file);
        return -2;
    }
    if (file >= 0 || errno == ENOENT)
        return file;
    sw_store_refused(error, errno, SW_STORE_READ, "%s cannot be opened", path);
    return -2;
}

static int look_at_store(const char *folder, struct sw_error *error)
{
    int data = open_to_look(folder, "data.mdb", error), anchor, state = -1;

    if (data == -2)
        return -1;
    anchor = open_to_look(folder, "anchor", error);
    if (anchor != -2)
        state = judge(data, anchor, error);
    if (data >= 0)
        close(data);
    if (anchor >= 0)
        close(anchor);
    return state;
}

/* 1 a folder, 0 no folder, -1 it cannot be looked at. */
static int is_folder(const char *path, struct sw_error *error)
{
    struct stat status;

    if (stat(path, &status) == 0)
        return S_ISDIR(status.st_mode);
    if (errno == ENOENT || errno == ENOTDIR)
        return 0;
    return sw_store_refused(error, errno, SW_STORE_READ, "%s cannot be entered", path);
}

int sw_runfolder_look(const char *folder, struct sw_error *error)
{
    char inside[SW_PATH_MAX];
    int there = is_folder(folder, error), empty;

    if (there <= 0)
        return there < 0 ? -1 : SW_RUNFOLDER_NONE;
    if (sw_runfolder_path(folder, "", inside, error) != 0)
        return -1;
    there = is_folder(inside, error);
    if (there != 0)
        return there < 0 ? -1 : look_at_store(folder, error);
    empty = sw_folder_empty(folder, error);
    return empty < 0 ? -1 : empty > 0 ? SW_RUNFOLDER_NONE : SW_RUNFOLDER_OTHER;
}

int sw_runfolder_fresh(const char *folder, struct sw_error *error)
{
    int state = sw_runfolder_look(folder, error);

    if (state == SW_RUNFOLDER_OTHER)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s holds other files; give -o a folder that is empty or not there yet",
                       folder);
    if (state == SW_RUNFOLDER_RUN)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s holds a run already; continue it with --resume, or give -o another "
                       "folder",
                       folder);
    return state < 0 ? -1 : 0;
}

int sw_runfolder_none(const char *folder, int state, struct sw_error *error)
{
    if (state == SW_RUNFOLDER_UNBEGUN)
        return sw_fail(
            error, SW_EXIT_FAILED,
            "%s holds no run yet: it was stopped before its first record was written; it "
            "is begun by: smallworld run CONFIG -o %s",
            folder, folder);
    return sw_fail(error, SW_EXIT_FAILED,
                   "%s holds no run (there is no %s/store/data.mdb); a run is begun by: smallworld "
                   "run CONFIG -o %s",
                   folder, folder, folder);
}

/* ---- beginning ---- */

int sw_runfolder_clear(const char *folder, struct sw_error *error)
{
    static const char *const names[] = {"data.mdb",       "lock.mdb",       "anchor",
                                        "begun/data.mdb", "begun/lock.mdb", "begun"};
    char path[SW_PATH_MAX];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (sw_runfolder_path(folder, names[i], path, error) != 0)
            return -1;
        if (remove(path) != 0 && errno != ENOENT && errno != ENOTDIR)
            return sw_store_refused(error, errno, SW_STORE_BEGIN,
                                    "%s is left of a run that never began and cannot be removed",
                                    path);
    }
    return 0;
}

/* Moves a file out of begun/ to its place. */
static int move_up(const char *folder, const char *name, struct sw_error *error)
{
    char inside[64], from[SW_PATH_MAX], to[SW_PATH_MAX];

    snprintf(inside, sizeof inside, "begun/%s", name);
    if (sw_runfolder_path(folder, inside, from, error) != 0 ||
        sw_runfolder_path(folder, name, to, error) != 0)
        return -1;
    /* Gone already: an earlier try came that far. */
    if (rename(from, to) == 0 || (errno == ENOENT && sw_file_exists(to)))
        return 0;
    return sw_store_refused(error, errno, SW_STORE_BEGIN, "%s cannot be moved to %s", from, to);
}

/* The names in a folder are on disk. */
static int sync_folder(const char *path, struct sw_error *error)
{
    int file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), code = 0;

    if (file < 0)
        return errno == EACCES
                   ? 0 /* it may be written and not read */
                   : sw_store_refused(error, errno, SW_STORE_BEGIN, "%s cannot be opened", path);
    /* Some file systems cannot sync a folder; the rename is then as safe as they make it. */
    if (fsync(file) != 0 && errno != EINVAL && errno != EBADF && errno != ENOTSUP)
        code = errno;
    close(file);
    return code == 0 ? 0
                     : sw_store_refused(error, code, SW_STORE_BEGIN, "%s cannot be written", path);
}

int sw_runfolder_publish(const char *folder, struct sw_error *error)
{
    char begun[SW_PATH_MAX], inside[SW_PATH_MAX], above[SW_PATH_MAX];

    if (sw_runfolder_path(folder, "begun", begun, error) != 0 ||
        sw_runfolder_path(folder, "", inside, error) != 0 ||
        sw_path_join(above, folder, "..", error) != 0)
        return -1;
    /* The lock first: whoever finds data.mdb must share it. */
    if (move_up(folder, "lock.mdb", error) != 0 || move_up(folder, "data.mdb", error) != 0)
        return -1;
    (void)rmdir(begun); /* an empty folder that stays is no harm */
    if (sync_folder(inside, error) != 0 || sync_folder(folder, error) != 0)
        return -1;
    return sync_folder(above, error);
}

int sw_runfolder_lock_room(const char *folder, const char *name, bool writable,
                           struct sw_error *error)
{
    char path[SW_PATH_MAX];
    int file, code;

    if (sw_runfolder_path(folder, name, path, error) != 0)
        return -1;
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644);
    if (file >= 0 && refuse_special(file, path, error) != 0) {
        close(file);
        return -1;
    }
    if (file < 0 && !writable && (errno == EACCES || errno == EPERM || errno == EROFS))
        return 0;
    code = file < 0 ? errno : posix_fallocate(file, 0, LOCK_BYTES);
    if (file >= 0)
        close(file);
    if (code == 0 || code == EINVAL || code == EOPNOTSUPP)
        return 0;
    return sw_store_refused(error, code, writable ? aim_of(folder) : SW_STORE_READ,
                            "%s cannot be made", path);
}

int sw_runfolder_there(const char *folder, int data, struct sw_error *error)
{
    struct stat open_file, named;
    char path[SW_PATH_MAX];
    bool there, same;

    if (sw_runfolder_path(folder, "data.mdb", path, error) != 0)
        return -1;
    if (fstat(data, &open_file) != 0)
        return sw_store_refused(error, errno, SW_STORE_GO_ON, "%s cannot be examined", path);
    there = stat(path, &named) == 0;
    same = there && named.st_dev == open_file.st_dev && named.st_ino == open_file.st_ino;
    if (same ||
        (!there && open_file.st_nlink > 0)) /* moved with its folder, it is still the run's */
        return 0;
    return sw_fail(error, SW_EXIT_FAILED, "%s was %s during the run; %s", path,
                   there ? "replaced" : "removed",
                   there ? "see with smallworld check what is there now, and resume it"
                         : "nothing of the run is left there: restore a copy, or begin it again");
}

/* ---- who writes ---- */

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
            sw_store_refused(error, reason, aim_of(folder), "%s cannot be locked for writing",
                             folder);
        close(file);
        return -1;
    }
    snprintf(text, sizeof text, "%ld\n", (long)getpid());
    size = -1;
    if (ftruncate(file, 0) != 0 ||
        (size = pwrite(file, text, strlen(text), 0)) != (ssize_t)strlen(text)) {
        int reason = size < 0 ? errno : ENOSPC;

        sw_store_refused(error, reason, aim_of(folder), "%s cannot be locked for writing", folder);
        close(file);
        return -1;
    }
    return file;
}

bool sw_runfolder_busy(const char *folder)
{
    int file = open_to_look(folder, "writer", NULL);
    bool busy = file >= 0 && flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;

    if (file >= 0)
        close(file);
    return busy;
}

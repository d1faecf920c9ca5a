/* runfolder.h - the folder of a run: where its store's files are, who may begin one, who writes it.
 *
 *     RUN/store/data.mdb, lock.mdb   LMDB's
 *     RUN/store/anchor               store/anchor.h
 *     RUN/store/writer               locked (flock) by the process that writes, with its pid
 *     RUN/store/begun/               data.mdb and lock.mdb, as long as no record is in
 *
 * A run has begun when data.mdb is in its place: its first records are in it and on disk; the
 * anchor comes after. What was left before that is no run, whatever its bytes are. 0.1.0 wrote
 * data.mdb in place: there it is looked whether a record can be in it.
 *
 * All functions are Local.
 */
#ifndef SW_STORE_RUNFOLDER_H
#define SW_STORE_RUNFOLDER_H

#include "base/file.h"

/* The path of one of the store's files; "" is the store's own folder. */
int sw_runfolder_path(const char *folder, const char *name, char path[SW_PATH_MAX],
                      struct sw_error *error);

/* Opens one of them (flags as for open); -1 with a sentence, also if it is no regular file. */
int sw_runfolder_open(const char *folder, const char *name, int flags, struct sw_error *error);

enum sw_runfolder_state {
    SW_RUNFOLDER_NONE,    /* no such folder, or an empty one */
    SW_RUNFOLDER_UNBEGUN, /* what a run leaves that was stopped in its first moment */
    SW_RUNFOLDER_OTHER,   /* other files, and no store */
    SW_RUNFOLDER_RUN      /* a run, or what may be one: damage is found by opening it */
};

/* What is in the folder: enum sw_runfolder_state, or -1 if that cannot be looked at (no right to
 * enter it, no memory). Changes nothing. */
int sw_runfolder_look(const char *folder, struct sw_error *error);

/* 0 if the folder may become a run: none is in it, nor other files. */
int sw_runfolder_fresh(const char *folder, struct sw_error *error);

/* Fails with the sentence that the folder, which is in that state, holds no run; returns -1. */
int sw_runfolder_none(const char *folder, int state, struct sw_error *error);

/* Removes the files of a store that has not begun; the caller holds the lock. */
int sw_runfolder_clear(const char *folder, struct sw_error *error);

/* Moves the two files to their place, for good: the run has begun. Whoever has them open may go on
 * using them. Calling it again after a failure is fine. */
int sw_runfolder_publish(const char *folder, struct sw_error *error);

/* Makes LMDB's lock file of this name ("lock.mdb") and room for it on the disk: LMDB maps it, and a
 * map without room is a bus error. A reader without the right to write it needs none: 0. */
int sw_runfolder_lock_room(const char *folder, const char *name, bool writable,
                           struct sw_error *error);

/* 0 if the run's folder still has this open data file (it may have been moved), else the sentence
 * that it was removed or replaced. */
int sw_runfolder_there(const char *folder, int data, struct sw_error *error);

/* Makes this process the one that writes, or says which one is. Returns the lock file, whose close
 * gives the lock back, or -1. */
int sw_runfolder_lock(const char *folder, struct sw_error *error);

/* Whether a process writes there at the moment. */
bool sw_runfolder_busy(const char *folder);

#endif

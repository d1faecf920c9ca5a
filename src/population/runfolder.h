/* runfolder.h - the folder of a run: where its store's files are, who may begin one, who writes it.
 *
 *     RUN/store/data.mdb, lock.mdb   LMDB's
 *     RUN/store/anchor               population/anchor.h
 *     RUN/store/writer               locked (flock) by the process that writes, with its pid
 *
 * All functions are Local.
 */
#ifndef SW_POPULATION_RUNFOLDER_H
#define SW_POPULATION_RUNFOLDER_H

#include "base/file.h"

/* The path of one of the store's files; "" is the store's own folder. */
int sw_runfolder_path(const char *folder, const char *name, char path[SW_PATH_MAX],
                      struct sw_error *error);

/* Opens one of them (flags as for open); -1 with a sentence. */
int sw_runfolder_open(const char *folder, const char *name, int flags, struct sw_error *error);

/* 0 if the folder may become a run: it is empty, or holds what a run leaves that was stopped in its
 * first moment: a store without a record. */
int sw_runfolder_fresh(const char *folder, struct sw_error *error);

/* Removes the files of such a store; the caller holds the lock. */
int sw_runfolder_clear(const char *folder, struct sw_error *error);

/* Makes this process the one that writes, or says which one is. Returns the lock file, whose close
 * gives the lock back, or -1. */
int sw_runfolder_lock(const char *folder, struct sw_error *error);

#endif

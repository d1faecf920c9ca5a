/* work_folder.h - a folder for the files of one test, in $TMPDIR or else in /tmp, whose names may
 * hold anything, blanks too. */
#ifndef SW_TESTS_UNIT_WORK_FOLDER_H
#define SW_TESTS_UNIT_WORK_FOLDER_H

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define WORK_FOLDER_MAX 512

/* Makes one and writes its path. Returns whether that went well. */
static inline bool work_folder_make(char path[WORK_FOLDER_MAX])
{
    const char *base = getenv("TMPDIR");
    int length = snprintf(path, WORK_FOLDER_MAX, "%s/smallworld-unit-XXXXXX",
                          base != NULL && base[0] != '\0' ? base : "/tmp");

    return length < WORK_FOLDER_MAX && mkdtemp(path) != NULL;
}

static inline int work_folder_remove(const char *path, const struct stat *status, int type,
                                     struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

/* Removes it and all that is in it. Returns whether that went well. */
static inline bool work_folder_drop(const char *path)
{
    return nftw(path, work_folder_remove, 16, FTW_DEPTH | FTW_PHYS) == 0;
}

#endif

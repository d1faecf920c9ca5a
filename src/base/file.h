/* file.h - whole files, folders and paths. Sentences name the path; what failed in the system ends
 * with exit code 1. Local. */
#ifndef SW_BASE_FILE_H
#define SW_BASE_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_PATH_MAX 4096 /* bytes of a path, with its final 0 */

/* Reads a whole file of at most `limit` bytes. The result has a 0 behind its last byte (not counted
 * in *size) and is released by free(). Pipes and devices may be read; a folder, a missing file, and
 * more than `limit` bytes are errors. */
char *sw_file_read(const char *path, size_t limit, size_t *size, struct sw_error *error);

/* Writes a file so that readers and crashes see the old content or the new, never a part: into a
 * file beside it, fsync, rename, fsync of the folder. A failure leaves the old file and no litter.
 */
int sw_file_write(const char *path, const void *bytes, size_t size, struct sw_error *error);

/* Whether sw_file_write could begin: asked before long work whose result goes there. The file is left
 * as it is. */
int sw_file_try(const char *path, struct sw_error *error);

/* Makes a folder and the folders above it; one that exists is fine. */
int sw_folder_make(const char *path, struct sw_error *error);

bool sw_file_exists(const char *path); /* anything of that name */
bool sw_folder_exists(const char *path);

/* 1 if the folder holds nothing, 0 if it holds something, -1 if it cannot be read. */
int sw_folder_empty(const char *path, struct sw_error *error);

/* folder + "/" + name, with one slash; an absolute name stands alone. A path too long is an error.
 */
int sw_path_join(char path[SW_PATH_MAX], const char *folder, const char *name,
                 struct sw_error *error);

/* The part behind the last slash (of "a/b/" too: "b/"). Borrowed from `path`. */
const char *sw_path_name(const char *path);

/* Files found, in the order of their paths' bytes, whatever order the file system gave. One
 * allocation per path; released by sw_file_list_clear. */
struct sw_file_list {
    char **path;
    uint32_t count, capacity;
};

/* Appends `path` itself if it is a file, or every file below the folder `path` whose name ends in
 * `suffix` (hidden ones left out, symbolic links to folders not followed below `path`). More than
 * 16 folders deep or a million files is an error. */
int sw_file_list_find(struct sw_file_list *list, const char *path, const char *suffix,
                      struct sw_error *error);
void sw_file_list_clear(struct sw_file_list *list);

#endif

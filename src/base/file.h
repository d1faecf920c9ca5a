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

/* The same for a text: a byte order mark of UTF-8 is left out, UTF-16 and UTF-32 are refused by
 * name (SW_EXIT_DAMAGED, as is a file beyond the limit here: it was read, and is no such text). */
char *sw_file_read_text(const char *path, size_t limit, size_t *size, struct sw_error *error);

/* Writes what an output option names. "-" is stdout (main finds what fails there). A regular file,
 * or a name that does not exist yet, is replaced so that readers and crashes see the old content or
 * the new, never a part: into a file beside it, fsync, rename, fsync of the folder; it keeps its
 * permissions. A failure leaves the old file and no litter. A symbolic link stays, and what it
 * points to is written. FIFOs, devices and open descriptors (/dev/fd/N, /dev/stdout, >(command))
 * stay what they are, and the bytes go straight into them; a FIFO waits for its reader.
 */
int sw_file_write(const char *path, const void *bytes, size_t size, struct sw_error *error);

/* Whether sw_file_write could begin: asked before long work whose result goes there. Nothing is
 * changed. An empty name is SW_EXIT_USAGE, here and there. */
int sw_file_try(const char *path, struct sw_error *error);

/* -1 with SW_EXIT_USAGE if sw_file_write(output) would replace the regular file `input`, by
 * whatever name. */
int sw_file_apart(const char *input, const char *output, struct sw_error *error);

/* Whether `path` is "-": data goes to stdout, and words should go elsewhere. */
bool sw_file_is_stdout(const char *path);

/* Makes a folder and the folders above it; one that exists is fine. */
int sw_folder_make(const char *path, struct sw_error *error);

/* A folder for output: what sw_folder_begin had to make, sw_folder_abandon removes again. */
struct sw_folder_new {
    char path[SW_PATH_MAX];
    uint32_t made; /* folders that were made: `path` and so many less one above it */
};

/* Makes the folder that an output option names, if it is not there. `fresh`: it must be new or
 * empty (files of two commands side by side would be taken for one set; SW_EXIT_USAGE), and is not
 * "-", which would be stdout. */
int sw_folder_begin(struct sw_folder_new *folder, const char *path, bool fresh,
                    struct sw_error *error);

/* After a failure: removes what was made, as far as it is empty. */
void sw_folder_abandon(const struct sw_folder_new *folder);

bool sw_file_exists(const char *path); /* anything of that name */
bool sw_folder_exists(const char *path);
bool sw_file_regular(const char *path); /* links followed */

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
    uint32_t special;                /* passed over below folders: FIFOs, sockets, devices */
    char special_first[SW_PATH_MAX]; /* the first of them */
};

/* Appends `path` itself if it is no folder (a FIFO too: `<(command)` is one), or every regular file
 * below the folder `path` whose name ends in `suffix` (hidden ones left out, symbolic links to
 * folders not followed below `path`). More than 16 folders deep, a million files, and what cannot
 * be looked at are errors. */
int sw_file_list_find(struct sw_file_list *list, const char *path, const char *suffix,
                      struct sw_error *error);
void sw_file_list_clear(struct sw_file_list *list);

#endif

/* worlds_hash.h - hashes of tasks in files: smallworld worlds --hash. Local. */
#ifndef SW_CLI_WORLDS_HASH_H
#define SW_CLI_WORLDS_HASH_H

#include "base/error.h"

#include <stdint.h>

/* Prints "HASH  PATH" for every ARC file of the paths, files or folders (every *.json below them).
 * A file that cannot be used is a warning; -1 with a sentence if a path is not there, or if no file
 * could be used. */
int sw_worlds_hash(char *const *paths, uint32_t count, struct sw_error *error);

#endif

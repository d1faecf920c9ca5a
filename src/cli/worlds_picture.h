/* worlds_picture.h - puzzles as files of pictures, for `smallworld worlds --format=png|gif`. Local.
 */
#ifndef SW_CLI_WORLDS_PICTURE_H
#define SW_CLI_WORLDS_PICTURE_H

#include "base/error.h"
#include "world/puzzle/puzzle.h"

/* Writes one puzzle into FOLDER/NUMBER-NAME.png (a sheet), or .gif (each canvas, the teacher's
 * edits one by one, and the target). */
int sw_worlds_picture(const char *folder, uint64_t number, const char *name,
                      const struct sw_puzzle *puzzle, bool gif, struct sw_error *error);

#endif

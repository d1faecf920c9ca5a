/* frames.h - lists of frames, and files that hold them. Local.
 *
 * A file of frames is one of
 *
 *     text          pictures as `smallworld worlds --format=plain` draws a grid ('.' is empty, '1'
 *                   to '9' are colours), an empty line between two frames
 *     JSON          a list of grids, each a list of rows of 0..9
 *     ARC tasks     in any form (world/puzzle/arc.h): their pairs: canvas, target, canvas, target, ...
 *
 * A byte order mark is skipped.
 */
#ifndef SW_FILM_FRAMES_H
#define SW_FILM_FRAMES_H

#include "base/error.h"
#include "world/grid/grid.h"

#include <stdio.h>

#define SW_FRAMES_BYTES_MAX (256u << 20) /* of a file */

struct sw_frames {
    struct sw_grid *grid;
    uint32_t count, capacity;
    bool pairs; /* frames 2i and 2i + 1 are a pair of an ARC task */
};

/* -1 when out of memory. */
int sw_frames_add(struct sw_frames *frames, const struct sw_grid *grid, struct sw_error *error);
void sw_frames_clear(struct sw_frames *frames);

/* Appends the frames of a file. What is none of the three is refused with a sentence that says
 * where; at least one frame is there. */
int sw_frames_parse(struct sw_frames *frames, const char *text, size_t size, const char *name,
                    struct sw_error *error);
int sw_frames_load(struct sw_frames *frames, const char *path, struct sw_error *error);

#endif

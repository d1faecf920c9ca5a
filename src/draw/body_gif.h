/* body_gif.h - a world of bodies as an animated GIF, tick by tick. Local. */
#ifndef SW_DRAW_BODY_GIF_H
#define SW_DRAW_BODY_GIF_H

#include "draw/picture.h"

struct sw_body_gif {
    struct sw_gif *gif;
    struct sw_picture *picture;
    uint32_t width, height; /* cells */
    int scale;              /* pixels a cell */
};

/* gif: zeroed. -1 if memory is short. */
int sw_body_gif_begin(struct sw_body_gif *gif, uint32_t width, uint32_t height,
                      struct sw_error *error);

/* One frame. colour: [height][width], each 0..9; text: a line below it. */
void sw_body_gif_add(struct sw_body_gif *gif, const uint8_t *colour, const char *text);

/* Writes the file, if nothing failed so far (result 0), and frees all. */
int sw_body_gif_end(struct sw_body_gif *gif, int result, const char *path, struct sw_error *error);

#endif

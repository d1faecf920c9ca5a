#include "draw/body_gif.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

enum { WIDE = 480, CAPTION = 14, HUNDREDTHS = 12, LEAST = 200 };

int sw_body_gif_begin(struct sw_body_gif *gif, uint32_t width, uint32_t height,
                      struct sw_error *error)
{
    int wide;

    gif->width = width;
    gif->height = height;
    gif->scale = WIDE / (int)(width > height ? width : height);
    gif->scale = gif->scale > 16 ? 16 : gif->scale < 2 ? 2 : gif->scale;
    wide = gif->scale * (int)width;
    gif->picture =
        sw_picture_create(wide < LEAST ? LEAST : wide, gif->scale * (int)height + CAPTION, error);
    if (gif->picture == NULL)
        return -1;
    gif->gif = sw_gif_begin(gif->picture->width, gif->picture->height, error);
    return gif->gif == NULL ? -1 : 0;
}

static void fill(struct sw_picture *picture, int x, int y, int side, uint8_t ink)
{
    for (int row = y; row < y + side; row++)
        memset(picture->pixel + (size_t)row * (size_t)picture->width + x, ink, (size_t)side);
}

void sw_body_gif_add(struct sw_body_gif *gif, const uint8_t *colour, const char *text)
{
    struct sw_picture *picture = gif->picture;
    int gap = gif->scale > 4;

    memset(picture->pixel, SW_INK_PAPER, (size_t)picture->width * (size_t)picture->height);
    for (uint32_t y = 0; y < gif->height; y++)
        for (uint32_t x = 0; x < gif->width; x++)
            fill(picture, (int)x * gif->scale, (int)y * gif->scale, gif->scale - gap,
                 colour[y * gif->width + x]);
    sw_picture_text(picture, 2, gif->scale * (int)gif->height + 3, 0, text, SW_INK_TEXT, 1);
    sw_gif_add(gif->gif, picture, HUNDREDTHS);
}

int sw_body_gif_end(struct sw_body_gif *gif, int result, const char *path, struct sw_error *error)
{
    struct sw_error unsaid = {0};
    size_t size = 0;
    void *bytes =
        gif->gif == NULL ? NULL : sw_gif_end(gif->gif, &size, result == 0 ? error : &unsaid);

    if (result == 0)
        result = bytes == NULL ? -1 : sw_file_write(path, bytes, size, error);
    free(bytes);
    sw_picture_destroy(gif->picture);
    memset(gif, 0, sizeof *gif);
    return result;
}

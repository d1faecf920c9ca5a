#include "draw/picture.h"

#include "draw/picture_font.h"
#include "draw/render.h"

#include <cgif.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define ARROW_LENGTH 32
#define ARROW_HEAD   8

/* What is not one of ARC's colours. */
static const struct {
    uint8_t red, green, blue;
} inks[SW_INKS - SW_COLOURS] = {
    [SW_INK_PAPER - SW_COLOURS] = {0xfa, 0xfa, 0xf7},
    [SW_INK_LINE - SW_COLOURS] = {0x50, 0x50, 0x50},
    [SW_INK_TEXT - SW_COLOURS] = {0x20, 0x20, 0x20},
    [SW_INK_FAINT - SW_COLOURS] = {0x80, 0x80, 0x80},
    [SW_INK_MARK - SW_COLOURS] = {0xff, 0xff, 0xff},
};

struct sw_picture *sw_picture_create(int width, int height, struct sw_error *error)
{
    struct sw_picture *picture;

    if (width < 1 || height < 1 || width > SW_PICTURE_SIDE_MAX || height > SW_PICTURE_SIDE_MAX) {
        sw_fail(error, SW_EXIT_FAILED,
                "a picture of %d x %d pixels is beyond %d: show fewer grids in it", width, height,
                SW_PICTURE_SIDE_MAX);
        return NULL;
    }
    picture = sw_allocate(1, sizeof *picture + (size_t)width * (size_t)height, "drawing", error);
    if (picture == NULL)
        return NULL;
    picture->width = width;
    picture->height = height;
    picture->pixel = (uint8_t *)(picture + 1);
    memset(picture->pixel, SW_INK_PAPER, (size_t)width * (size_t)height);
    return picture;
}

void sw_picture_destroy(struct sw_picture *picture)
{
    free(picture);
}

int sw_picture_scale(int side)
{
    int scale = 320 / (side > 0 ? side : 1);

    return scale < 10 ? 10 : scale > 24 ? 24 : scale;
}

static void fill(struct sw_picture *picture, int x, int y, int width, int height, uint8_t ink)
{
    int x1 = x + width, y1 = y + height;

    if (picture == NULL)
        return;
    x = x < 0 ? 0 : x;
    x1 = x1 > picture->width ? picture->width : x1;
    y1 = y1 > picture->height ? picture->height : y1;
    for (y = y < 0 ? 0 : y; y < y1 && x < x1; y++)
        memset(picture->pixel + (size_t)y * (size_t)picture->width + x, ink, (size_t)(x1 - x));
}

struct sw_extent sw_picture_grid(struct sw_picture *picture, int x, int y,
                                 const struct sw_grid *grid, const struct sw_mask *marked,
                                 int scale)
{
    struct sw_extent extent = {x + grid->width * scale + 1, y + grid->height * scale + 1};
    int rim = scale / 8 + 1;

    fill(picture, x, y, extent.x - x, extent.y - y, SW_INK_LINE);
    for (int row = 0; row < grid->height; row++) {
        for (int column = 0; column < grid->width; column++) {
            int left = x + column * scale + 1, top = y + row * scale + 1;
            uint8_t colour = grid->cell[row][column];

            if (marked != NULL && sw_mask_get(marked, column, row)) {
                fill(picture, left, top, scale - 1, scale - 1, SW_INK_MARK);
                fill(picture, left + rim, top + rim, scale - 1 - 2 * rim, scale - 1 - 2 * rim,
                     colour);
            } else {
                fill(picture, left, top, scale - 1, scale - 1, colour);
            }
        }
    }
    return extent;
}

static void draw_letter(struct sw_picture *picture, int x, int y, char letter, uint8_t ink,
                        int dots)
{
    const uint8_t *glyph = sw_font_glyph(letter);

    for (int row = 0; row < SW_FONT_ROWS; row++)
        for (int column = 0; column < SW_FONT_COLUMNS; column++)
            if ((glyph[row] >> (SW_FONT_COLUMNS - 1 - column) & 1) != 0)
                fill(picture, x + column * dots, y + row * dots, dots, dots, ink);
}

/* How many characters go on the next line, of `room`; *skip: characters after them that are not
 * drawn. */
static size_t line_of(const char *text, size_t room, size_t *skip)
{
    size_t length = strcspn(text, "\n"), cut = 0;

    *skip = text[length] == '\n';
    if (length <= room)
        return length;
    for (size_t i = 1; i <= room; i++)
        if (text[i] == ' ')
            cut = i;
    *skip = cut > 0;
    return cut > 0 ? cut : room;
}

struct sw_extent sw_picture_text(struct sw_picture *picture, int x, int y, int width,
                                 const char *text, enum sw_picture_ink ink, int dots)
{
    struct sw_extent extent = {x, y};
    int step = (SW_FONT_COLUMNS + 1) * dots;
    size_t room = width > step ? (size_t)((width + dots) / step) : 1;

    if (width <= 0)
        room = SIZE_MAX;
    while (*text != '\0') {
        size_t skip, length = line_of(text, room, &skip);

        for (size_t i = 0; i < length; i++)
            draw_letter(picture, x + (int)i * step, extent.y, text[i], (uint8_t)ink, dots);
        if (length > 0 && x + (int)length * step - dots > extent.x)
            extent.x = x + (int)length * step - dots;
        extent.y += (SW_FONT_ROWS + 2) * dots;
        text += length + skip;
    }
    return extent;
}

struct sw_extent sw_picture_arrow(struct sw_picture *picture, int x, int y)
{
    fill(picture, x, y - 1, ARROW_LENGTH - ARROW_HEAD, 3, SW_INK_FAINT);
    for (int i = 0; i < ARROW_HEAD; i++)
        fill(picture, x + ARROW_LENGTH - ARROW_HEAD + i, y - (ARROW_HEAD - 1 - i), 1,
             2 * (ARROW_HEAD - 1 - i) + 1, SW_INK_FAINT);
    return (struct sw_extent){x + ARROW_LENGTH, y + ARROW_HEAD};
}

/* ---- PNG ---- */

struct bytes {
    uint8_t *byte;
    size_t size, capacity;
    bool failed;
};

static void append(struct bytes *bytes, const void *more, size_t size)
{
    if (bytes->failed)
        return;
    if (bytes->size + size > bytes->capacity) {
        size_t capacity = 2 * bytes->capacity + size + 1024;
        uint8_t *grown = realloc(bytes->byte, capacity);

        if (grown == NULL) {
            bytes->failed = true;
            return;
        }
        bytes->byte = grown;
        bytes->capacity = capacity;
    }
    memcpy(bytes->byte + bytes->size, more, size);
    bytes->size += size;
}

static void png_append(png_structp png, png_bytep data, png_size_t size)
{
    append(png_get_io_ptr(png), data, size);
}

static void png_flush_nothing(png_structp png)
{
    (void)png;
}

/* libpng's own words are for its developers: it jumps out of the drawing, and that is all. */
static void png_give_up(png_structp png, png_const_charp words)
{
    (void)words;
    png_longjmp(png, 1);
}

static void png_be_quiet(png_structp png, png_const_charp words)
{
    (void)png;
    (void)words;
}

static void palette_entry(int index, uint8_t *red, uint8_t *green, uint8_t *blue)
{
    struct sw_render_colour colour;

    if (index >= SW_COLOURS) {
        *red = inks[index - SW_COLOURS].red;
        *green = inks[index - SW_COLOURS].green;
        *blue = inks[index - SW_COLOURS].blue;
        return;
    }
    colour = sw_render_colour((uint8_t)index);
    *red = colour.red;
    *green = colour.green;
    *blue = colour.blue;
}

/* Writes the image; false if libpng gave up. Nothing that changes lives here across its jump. */
static bool png_write(png_structp png, png_infop info, const struct sw_picture *picture)
{
    png_color palette[SW_INKS];

    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    for (int i = 0; i < SW_INKS; i++)
        palette_entry(i, &palette[i].red, &palette[i].green, &palette[i].blue);
    png_set_compression_level(png, 9);
    png_set_filter(png, 0, PNG_FILTER_NONE);
    png_set_IHDR(png, info, (png_uint_32)picture->width, (png_uint_32)picture->height, 4,
                 PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(png, info, palette, SW_INKS);
    png_write_info(png, info);
    png_set_packing(png);
    for (int y = 0; y < picture->height; y++)
        png_write_row(png, picture->pixel + (size_t)y * (size_t)picture->width);
    png_write_end(png, NULL);
    return true;
}

void *sw_picture_png(const struct sw_picture *picture, size_t *size, struct sw_error *error)
{
    struct bytes bytes = {0};
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, png_give_up, png_be_quiet);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;

    *size = 0;
    if (info != NULL) {
        png_set_write_fn(png, &bytes, png_append, png_flush_nothing);
        if (!png_write(png, info, picture))
            bytes.failed = true;
    }
    png_destroy_write_struct(&png, &info);
    if (bytes.failed || bytes.byte == NULL) {
        free(bytes.byte);
        sw_fail(error, SW_EXIT_FAILED, "out of memory while making a PNG");
        return NULL;
    }
    *size = bytes.size;
    return bytes.byte;
}

/* ---- GIF ---- */

struct sw_gif {
    CGIF *cgif;
    struct bytes bytes;
    int width, height;
    bool failed;
};

static int gif_append(void *context, const uint8_t *data, size_t size)
{
    struct bytes *bytes = context;

    append(bytes, data, size);
    return bytes->failed ? -1 : 0;
}

struct sw_gif *sw_gif_begin(int width, int height, struct sw_error *error)
{
    struct sw_gif *gif = sw_allocate(1, sizeof *gif, "making a GIF", error);
    uint8_t palette[3 * SW_INKS];
    CGIF_Config config = {0};

    if (gif == NULL)
        return NULL;
    for (int i = 0; i < SW_INKS; i++)
        palette_entry(i, &palette[3 * i], &palette[3 * i + 1], &palette[3 * i + 2]);
    gif->width = width;
    gif->height = height;
    config.pGlobalPalette = palette;
    config.numGlobalPaletteEntries = SW_INKS;
    config.attrFlags = CGIF_ATTR_IS_ANIMATED;
    config.width = (uint16_t)width;
    config.height = (uint16_t)height;
    config.numLoops = CGIF_INFINITE_LOOP;
    config.pWriteFn = gif_append;
    config.pContext = &gif->bytes;
    gif->cgif = cgif_newgif(&config);
    if (gif->cgif == NULL) {
        free(gif->bytes.byte);
        free(gif);
        sw_fail(error, SW_EXIT_FAILED, "a GIF of %d x %d pixels could not be begun", width, height);
        return NULL;
    }
    return gif;
}

void sw_gif_add(struct sw_gif *gif, const struct sw_picture *picture, int hundredths)
{
    CGIF_FrameConfig frame = {0};

    if (gif == NULL || gif->failed)
        return;
    if (picture == NULL || picture->width != gif->width || picture->height != gif->height) {
        gif->failed = true;
        return;
    }
    frame.pImageData = picture->pixel;
    frame.delay = (uint16_t)hundredths;
    frame.genFlags = CGIF_FRAME_GEN_USE_TRANSPARENCY | CGIF_FRAME_GEN_USE_DIFF_WINDOW;
    if (cgif_addframe(gif->cgif, &frame) != CGIF_OK)
        gif->failed = true;
}

void *sw_gif_end(struct sw_gif *gif, size_t *size, struct sw_error *error)
{
    void *bytes = NULL;

    *size = 0;
    if (gif == NULL)
        return NULL;
    if (cgif_close(gif->cgif) != CGIF_OK || gif->failed || gif->bytes.failed) {
        free(gif->bytes.byte);
        sw_fail(error, SW_EXIT_FAILED, "the GIF could not be made: out of memory, or no frame");
    } else {
        bytes = gif->bytes.byte;
        *size = gif->bytes.size;
    }
    free(gif);
    return bytes;
}

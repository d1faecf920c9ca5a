/* unit_picture.c - pictures pixel by pixel: PNG read back by libpng, GIF by a reader of its own. */
#include "base/hash.h"
#include "tests/unit/unit_test.h"
#include "world/law/law.h"
#include "draw/picture.h"
#include "draw/picture_font.h"
#include "draw/render.h"
#include "draw/show.h"
#include "tests/unit/world_picture.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

/* ---- readers ---- */

struct image {
    int width, height;
    uint8_t *rgb;
};

static struct image read_png(const void *bytes, size_t size)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    struct image image;

    quick_assert(png_image_begin_read_from_memory(&png, bytes, size) != 0);
    png.format = PNG_FORMAT_RGB;
    image.width = (int)png.width;
    image.height = (int)png.height;
    image.rgb = malloc(PNG_IMAGE_SIZE(png));
    quick_assert(image.rgb != NULL);
    quick_assert(png_image_finish_read(&png, NULL, image.rgb, 0, NULL) != 0);
    return image;
}

/* One image of a GIF laid over the canvas (GIF89a, appendix F: codes of growing width, lowest bits
 * first). */
static size_t read_gif_image(const uint8_t *byte, size_t at, int transparent, uint8_t *canvas,
                             int canvas_width)
{
    static struct {
        uint16_t before;
        uint8_t last;
    } table[4096];
    int left = byte[at] | byte[at + 1] << 8, top = byte[at + 2] | byte[at + 3] << 8;
    int width = byte[at + 4] | byte[at + 5] << 8, start = byte[at + 9];
    int bits = start + 1, clear = 1 << start, next = clear + 2, before = -1, place = 0;
    uint32_t buffer = 0;
    int held = 0;
    uint8_t first = 0;
    bool ended = false;

    quick_assert((byte[at + 8] & 0xc0) == 0); /* no colours of its own, not interlaced */
    at += 10;
    for (;;) {
        size_t block = byte[at++];

        if (block == 0)
            return at;
        for (size_t end = at + block; at < end; at++) {
            buffer |= (uint32_t)byte[at] << held;
            held += 8;
            while (held >= bits) {
                int code = (int)(buffer & ((1u << bits) - 1)), walk;
                uint8_t string[4097];
                int length = 0;

                buffer >>= bits;
                held -= bits;
                if (code == clear) {
                    bits = start + 1;
                    next = clear + 2;
                    before = -1;
                    continue;
                }
                if (code == clear + 1) { /* the end; what follows fills the byte */
                    ended = true;
                    held = 0;
                }
                if (ended)
                    continue;
                quick_assert(code <= next && (before >= 0 || code < clear));
                walk = code;
                if (code == next) { /* the string before, and its first once more */
                    string[length++] = first;
                    walk = before;
                }
                while (walk >= clear) {
                    string[length++] = table[walk].last;
                    walk = table[walk].before;
                }
                string[length++] = first = (uint8_t)walk;
                if (before >= 0 && next < 4096) {
                    table[next].before = (uint16_t)before;
                    table[next].last = first;
                    next++;
                    if (next == 1 << bits && bits < 12)
                        bits++;
                }
                before = code;
                while (length-- > 0) {
                    if (string[length] != transparent)
                        canvas[(top + place / width) * canvas_width + left + place % width] =
                            string[length];
                    place++;
                }
            }
        }
    }
}

/* Shows a GIF frame by frame; calls `see` with every frame. Returns the number of frames. */
static int read_gif(const void *bytes, size_t size, void (*see)(int, const uint8_t *, int, int))
{
    const uint8_t *byte = bytes;
    int width = byte[6] | byte[7] << 8, height = byte[8] | byte[9] << 8, transparent = -1;
    int frames = 0;
    uint8_t *canvas = calloc((size_t)width, (size_t)height);
    size_t at = 13 + 3 * ((size_t)2 << (byte[10] & 7));

    quick_assert(size > 13 && memcmp(byte, "GIF89a", 6) == 0 && canvas != NULL);
    while (byte[at] != ';') {
        if (byte[at] == '!') {
            if (byte[at + 1] == 0xf9)
                transparent = (byte[at + 3] & 1) != 0 ? byte[at + 6] : -1;
            at += 2;
            while (byte[at] != 0)
                at += byte[at] + 1u;
            at++;
            continue;
        }
        quick_assert(byte[at] == ',');
        at = read_gif_image(byte, at + 1, transparent, canvas, width);
        see(frames++, canvas, width, height);
        quick_assert(at < size);
    }
    free(canvas);
    return frames;
}

/* ---- tests ---- */

START_TEST(a_grid_as_png)
{
    struct sw_error error = {0};
    struct sw_grid grid = picture_read("1.2/..9");
    struct sw_picture *picture = sw_picture_create(40, 30, &error);
    struct sw_extent end = sw_picture_grid(picture, 2, 3, &grid, NULL, 10);
    struct image image;
    size_t size, again;
    void *bytes, *twice;

    ck_assert_int_eq(end.x, 2 + 31);
    ck_assert_int_eq(end.y, 3 + 21);
    bytes = sw_picture_png(picture, &size, &error);
    twice = sw_picture_png(picture, &again, &error);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq(size, again);
    ck_assert_int_eq(memcmp(bytes, twice, size), 0);
    image = read_png(bytes, size);
    ck_assert_int_eq(image.width, 40);
    ck_assert_int_eq(image.height, 30);
    for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 40; x++) {
            const uint8_t *pixel = image.rgb + 3 * (y * 40 + x);
            int column = (x - 2) / 10, row = (y - 3) / 10;
            bool inside = x >= 2 && y >= 3 && x < end.x && y < end.y;

            if (inside && (x - 2) % 10 != 0 && (y - 3) % 10 != 0) {
                struct sw_render_colour colour = sw_render_colour(grid.cell[row][column]);

                quick_assert(pixel[0] == colour.red && pixel[1] == colour.green &&
                             pixel[2] == colour.blue);
            } else {
                quick_assert(pixel[0] == (inside ? 0x50 : 0xfa));
            }
        }
    }
    free(image.rgb);
    free(bytes);
    free(twice);
    sw_picture_destroy(picture);
}
END_TEST

/* Every letter is drawn, inside its box, and unlike every other. */
START_TEST(letters)
{
    for (char a = ' ' + 1; a <= '~'; a++) {
        bool empty = true;

        for (int row = 0; row < SW_FONT_ROWS; row++) {
            quick_assert(sw_font_glyph(a)[row] < 32);
            empty = empty && sw_font_glyph(a)[row] == 0;
        }
        quick_assert(!empty);
        for (char b = ' '; b < a; b++)
            quick_assert(memcmp(sw_font_glyph(a), sw_font_glyph(b), SW_FONT_ROWS) != 0);
    }
    ck_assert_ptr_eq(sw_font_glyph('\n'), sw_font_glyph('?'));
    ck_assert_ptr_eq(sw_font_glyph((char)0xe9), sw_font_glyph('?'));
}
END_TEST

static int lines_of(const char *text, int width)
{
    return sw_picture_text(NULL, 0, 0, width, text, SW_INK_TEXT, 1).y / (SW_FONT_ROWS + 2);
}

START_TEST(text_is_folded)
{
    ck_assert_int_eq(lines_of("", 60), 0);
    ck_assert_int_eq(lines_of("one two", 60), 1);
    ck_assert_int_eq(lines_of("one two three", 60), 2);
    ck_assert_int_eq(lines_of("one\ntwo", 0), 2);
    ck_assert_int_eq(lines_of("abcdefghijklmnopqrst", 59), 2); /* ten letters a line */
    ck_assert_int_eq(lines_of("abc", 1), 3);
    ck_assert_int_eq(sw_picture_text(NULL, 5, 0, 0, "ab", SW_INK_TEXT, 2).x, 5 + 24 - 2);
    ck_assert_int_le(sw_picture_text(NULL, 0, 0, 60, "one two three", SW_INK_TEXT, 1).x, 60);
}
END_TEST

/* What lies outside is not drawn; a picture beyond all measure is refused. */
START_TEST(edges)
{
    struct sw_error error = {0};
    struct sw_grid grid = sw_grid_empty(30, 30);
    struct sw_picture *picture = sw_picture_create(20, 20, &error);

    sw_picture_grid(picture, -100, -100, &grid, NULL, 24);
    sw_picture_grid(picture, 15, 15, &grid, NULL, 24);
    sw_picture_text(picture, 18, 18, 0, "far out", SW_INK_TEXT, 3);
    sw_picture_arrow(picture, -3, 2);
    sw_picture_destroy(picture);
    ck_assert_ptr_null(sw_picture_create(SW_PICTURE_SIDE_MAX + 1, 1, &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    sw_picture_destroy(NULL);
    ck_assert_int_eq(sw_picture_scale(1), 24);
    ck_assert_int_eq(sw_picture_scale(30), 10);
}
END_TEST

static struct sw_puzzle falling(void)
{
    struct sw_puzzle puzzle = {.demonstrations = 2, .tests = 2, .has_teacher = true};
    struct sw_error error = {0};

    puzzle.demonstration[0].canvas = picture_read("11./.../2..");
    puzzle.demonstration[0].target = picture_read(".../11./2..");
    puzzle.demonstration[1].canvas = picture_read("3..4/..../....");
    puzzle.demonstration[1].target = picture_read("..../..../3..4");
    puzzle.test[0].canvas = picture_read("5/./.");
    puzzle.test[0].target = picture_read("././5");
    puzzle.test[1].canvas = picture_read("6/.");
    puzzle.test_has_target[0] = true;
    ck_assert_int_eq(sw_program_parse("select.everything act.slide.down", &puzzle.teacher, &error),
                     0);
    return puzzle;
}

/* A sheet by its pixels: a change of layout is a change of this number, and is to be looked at. */
START_TEST(a_sheet)
{
    struct sw_error error = {0};
    struct sw_puzzle puzzle = falling();
    size_t size, bare;
    void *bytes = sw_puzzle_png(&puzzle, true, "gravity.down", &size, &error);
    void *without = sw_puzzle_png(&puzzle, false, NULL, &bare, &error);
    struct image image = read_png(bytes, size);
    char text[SW_HASH_TEXT];

    ck_assert_str_eq(
        sw_hash_print(sw_hash(image.rgb, 3 * (size_t)image.width * (size_t)image.height), text),
        "dd5a6ec03a4eea26");
    ck_assert_uint_lt(bare, size);
    free(image.rgb);
    free(bytes);
    free(without);
}
END_TEST

static uint64_t seen[64];
static uint32_t first_colours;

static void see(int frame, const uint8_t *pixel, int width, int height)
{
    uint32_t colours = 0;

    seen[frame % 64] = sw_hash(pixel, (size_t)width * (size_t)height);
    for (int i = 0; i < width * height; i++) {
        quick_assert(pixel[i] < SW_INKS);
        colours |= 1u << pixel[i];
    }
    if (frame == 0)
        first_colours = colours;
}

START_TEST(a_puzzle_in_motion)
{
    struct sw_error error = {0};
    struct sw_puzzle puzzle = falling();
    struct sw_show *show = sw_show_create(&error);
    size_t size, again;
    void *bytes, *twice;

    ck_assert_int_eq(sw_show_add_puzzle(show, &puzzle, "gravity.down", &error), 0);
    bytes = sw_show_gif(show, &size, &error);
    twice = sw_show_gif(show, &again, &error);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq(size, again);
    ck_assert_int_eq(memcmp(bytes, twice, size), 0);
    /* Three pairs: the canvas, two edits, the end. */
    ck_assert_int_eq(read_gif(bytes, size, see), 12);
    for (int i = 1; i < 12; i++)
        ck_assert(seen[i] != seen[i - 1]);
    /* paper, lines, text and the arrow; empty, and what falls */
    ck_assert_uint_eq(first_colours, 1u << SW_INK_PAPER | 1u << SW_INK_LINE | 1u << SW_INK_TEXT |
                                         1u << SW_INK_FAINT | 7);
    free(bytes);
    free(twice);
    sw_show_destroy(show);
    sw_show_destroy(NULL);
}
END_TEST

/* Pictures at random go through cgif's windows and transparency and come out as they were. */
static const uint8_t *expected[40];

static void compare(int frame, const uint8_t *pixel, int width, int height)
{
    quick_assert(memcmp(pixel, expected[frame], (size_t)(width * height)) == 0);
}

START_TEST(gif_is_exact)
{
    struct sw_error error = {0};
    struct sw_picture *picture[40];

    for (uint32_t number = 0; number < 20; number++) {
        struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, number, 0);
        int width = sw_dice_between(&dice, 1, 90), height = sw_dice_between(&dice, 1, 90);
        struct sw_gif *gif = sw_gif_begin(width, height, &error);
        size_t size;
        void *bytes;

        for (int i = 0; i < 40; i++) {
            uint32_t changes = sw_dice_below(&dice, 200);

            picture[i] = sw_picture_create(width, height, &error);
            if (i > 0)
                memcpy(picture[i]->pixel, picture[i - 1]->pixel, (size_t)(width * height));
            for (uint32_t k = 0; k < changes; k++)
                picture[i]->pixel[sw_dice_below(&dice, (uint32_t)(width * height))] =
                    (uint8_t)sw_dice_below(&dice, SW_INKS);
            sw_gif_add(gif, picture[i], 5);
            expected[i] = picture[i]->pixel;
        }
        bytes = sw_gif_end(gif, &size, &error);
        quick_assert(bytes != NULL);
        ck_assert_int_eq(read_gif(bytes, size, compare), 40);
        free(bytes);
        for (int i = 0; i < 40; i++)
            sw_picture_destroy(picture[i]);
    }
}
END_TEST

START_TEST(gif_failures)
{
    struct sw_error error = {0};
    struct sw_picture *picture = sw_picture_create(4, 4, &error);
    struct sw_gif *gif = sw_gif_begin(5, 5, &error);
    struct sw_show *show = sw_show_create(&error);
    size_t size;

    sw_gif_add(gif, picture, 1); /* of another size */
    ck_assert_ptr_null(sw_gif_end(gif, &size, &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    error = (struct sw_error){0};
    ck_assert_ptr_null(sw_show_gif(show, &size, &error));
    ck_assert_str_eq(error.text, "there is nothing to show");
    ck_assert_ptr_null(sw_gif_end(NULL, &size, &error));
    sw_show_destroy(show);
    sw_picture_destroy(picture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("picture");
    TCase *tests = tcase_create("picture");

    tcase_add_test(tests, a_grid_as_png);
    tcase_add_test(tests, letters);
    tcase_add_test(tests, text_is_folded);
    tcase_add_test(tests, edges);
    tcase_add_test(tests, a_sheet);
    tcase_add_test(tests, a_puzzle_in_motion);
    tcase_add_test(tests, gif_is_exact);
    tcase_add_test(tests, gif_failures);
    suite_add_tcase(s, tests);
    return s;
}

SW_TEST_MAIN(suite)

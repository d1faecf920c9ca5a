/* unit_film.c - what is read back is what was added, whatever the frames; and what the edits cost.
 */
#include "base/file.h"
#include "base/pack.h"
#include "read_doc.h"
#include "unit_test.h"
#include "world/edit.h"
#include "world/film.h"
#include "world/film_random.h"
#include "world/frames.h"
#include "world_picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FRAMES_MAX 24

static struct sw_dice dice_of(uint32_t number)
{
    return sw_dice_at(11, SW_RANDOM_TEST, number, 0);
}

/* Frames at random: noise, or organisms that wander, change colour, appear and vanish; now and then
 * another size. */
static uint32_t random_frames(uint32_t number, struct sw_grid *frame)
{
    struct sw_dice dice = dice_of(number);
    uint32_t count = 1 + sw_dice_below(&dice, FRAMES_MAX), kind = sw_dice_below(&dice, 4);
    int side = 1 + (int)sw_dice_below(&dice, kind == 0 ? 8 : SW_SIDE_MAX);

    frame[0] = sw_grid_empty(side, 1 + (int)sw_dice_below(&dice, (uint32_t)side));
    for (uint32_t i = 0; i < count; i++) {
        struct sw_grid *grid = &frame[i];
        uint32_t changes = sw_dice_below(&dice, kind == 1 ? 40 : 4);

        if (i > 0)
            *grid = frame[i - 1];
        if (sw_dice_below(&dice, 6) == 0)
            *grid = sw_grid_empty(1 + (int)sw_dice_below(&dice, SW_SIDE_MAX),
                                  1 + (int)sw_dice_below(&dice, SW_SIDE_MAX));
        for (uint32_t k = 0; k < changes; k++) {
            int width = 1 + (int)sw_dice_below(&dice, kind == 2 ? 6 : 1);
            int height = 1 + (int)sw_dice_below(&dice, kind == 2 ? 6 : 1);
            int x0 = (int)sw_dice_below(&dice, grid->width);
            int y0 = (int)sw_dice_below(&dice, grid->height);
            uint8_t colour = (uint8_t)sw_dice_below(&dice, SW_COLOURS);

            for (int y = y0; y < y0 + height && y < grid->height; y++)
                for (int x = x0; x < x0 + width && x < grid->width; x++)
                    grid->cell[y][x] = colour;
        }
        if (kind == 3 && i > 0) { /* everything moves */
            struct sw_film_state state = {.grid = *grid};
            struct sw_film_edit edit = {.kind = (uint8_t)(SW_FILM_MOVE + sw_dice_below(&dice, 9)),
                                        .choice = (uint8_t)(1 + sw_dice_below(&dice, 3)),
                                        .connection = (uint8_t)sw_dice_below(&dice, 4),
                                        .chosen = (uint8_t)(1 + sw_dice_below(&dice, 9)),
                                        .organism = (uint8_t)sw_dice_below(&dice, 4),
                                        .dx = (int8_t)sw_dice_between(&dice, -3, 3),
                                        .dy = (int8_t)sw_dice_between(&dice, -3, 3),
                                        .symmetry = (uint8_t)sw_dice_below(&dice, 8),
                                        .direction = (uint8_t)sw_dice_below(&dice, 4),
                                        .colour = (uint8_t)(1 + sw_dice_below(&dice, 9))};
            sw_film_apply(&state, &edit);
            *grid = state.grid;
        }
    }
    return count;
}

static struct sw_film *film_of(const struct sw_grid *frame, uint32_t count,
                               const struct sw_physics_rules *rules, int encoder)
{
    struct sw_error error = {0};
    struct sw_film *film = sw_film_create(&frame[0], rules, &error);

    for (uint32_t i = 1; i < count; i++)
        if (sw_film_add(film, &frame[i], sw_film_encoder_row((enum sw_film_encoder_id)encoder),
                        &error) != 0)
            ck_abort_msg("%s", error.text);
    return film;
}

static void check_frames(const struct sw_film *film, const struct sw_grid *frame, uint32_t count)
{
    struct sw_error error = {0};
    struct sw_film_player *player = sw_film_play(film, &error);

    quick_assert(player != NULL && sw_film_frames(film) == count);
    for (uint32_t i = 0; i < count; i++) {
        quick_assert(sw_grid_equal(sw_film_player_grid(player), &frame[i]));
        quick_assert(sw_film_player_next(player) == (i + 1 < count));
    }
    sw_film_player_destroy(player);
}

/* There and back, twice: the second record is the first, byte for byte. */
static size_t check_film(const struct sw_grid *frame, uint32_t count,
                         const struct sw_physics_rules *rules, int encoder)
{
    struct sw_error error = {0};
    struct sw_film *film = film_of(frame, count, rules, encoder), *back;
    size_t size, again, code = sw_film_code_size(film);
    void *bytes = sw_film_pack(film, &size, &error), *copy;

    check_frames(film, frame, count);
    quick_assert(bytes != NULL && size > code && size < code + 64);
    back = sw_film_unpack(bytes, size, &error);
    if (back == NULL)
        ck_abort_msg("%s", error.text);
    check_frames(back, frame, count);
    copy = sw_film_pack(back, &again, &error);
    quick_assert(copy != NULL && again == size && memcmp(bytes, copy, size) == 0);
    free(bytes);
    free(copy);
    sw_film_destroy(film);
    sw_film_destroy(back);
    return code;
}

START_TEST(random_films)
{
    struct sw_grid frame[FRAMES_MAX];
    size_t total[SW_FILM_ENCODERS] = {0};

    for (uint32_t number = 0; number < 2000; number++) {
        uint32_t count = random_frames(number, frame);

        for (int encoder = 0; encoder < SW_FILM_ENCODERS; encoder++)
            if (encoder != SW_FILM_PROGRAMS || number % 100 == 0) /* which is slow */
                total[encoder] += check_film(frame, count, NULL, encoder);
    }
    ck_assert_uint_lt(total[SW_FILM_RECTANGLES], total[SW_FILM_CELLS]);
    ck_assert_uint_lt(total[SW_FILM_ORGANISMS], total[SW_FILM_RECTANGLES]);
}
END_TEST

/* Worlds of every kind of physics: with their rules known, a frame costs next to nothing. */
START_TEST(films_of_physics)
{
    struct sw_grid frame[FRAMES_MAX];
    struct sw_physics_world *world = malloc(sizeof *world);
    uint32_t frames = 0;
    size_t known = 0, unknown = 0, still = 0;

    ck_assert_ptr_nonnull(world);
    for (uint32_t number = 0; number < 300; number++) {
        struct sw_dice dice = dice_of(10000 + number);
        struct sw_physics_rules rules = sw_physics_rules_none();
        uint32_t count = 1;

        rules.gravity = (uint8_t)sw_dice_below(&dice, 5);
        rules.merge = (uint8_t)sw_dice_below(&dice, 3);
        rules.eat = (uint8_t)sw_dice_below(&dice, 3);
        rules.push = sw_dice_below(&dice, 2) == 0;
        rules.turn_back = sw_dice_below(&dice, 2) == 0;
        rules.slide = sw_dice_below(&dice, 4) == 0;
        rules.grow = (uint8_t)(4 * sw_dice_below(&dice, 3));
        rules.walls = 1 << 5;
        rules.floats = (uint16_t)(sw_dice_below(&dice, 1024) & 0x3de);
        rules.growing = (uint16_t)(sw_dice_below(&dice, 3) == 0 ? 1 << 3 : 0);
        for (int c = 1; c < SW_COLOURS; c++)
            if (sw_dice_below(&dice, 3) == 0)
                rules.heading[c] = (uint8_t)sw_dice_below(&dice, 5);
        frame[0] = sw_grid_empty(12, 12);
        for (int k = 0; k < 20; k++)
            frame[0].cell[sw_dice_below(&dice, 12)][sw_dice_below(&dice, 12)] =
                (uint8_t)(1 + sw_dice_below(&dice, 9));
        sw_physics_begin(world, &frame[0], &rules);
        while (count < FRAMES_MAX && sw_physics_step(world, &rules))
            frame[count++] = world->grid;
        known += check_film(frame, count, &rules, SW_FILM_ORGANISMS);
        unknown += check_film(frame, count, NULL, SW_FILM_ORGANISMS);
        still += check_film(frame, 1, &rules, SW_FILM_ORGANISMS);
        frames += count - 1;
    }
    ck_assert_uint_gt(frames, 1000);
    ck_assert_uint_lt(8 * (known - still),
                      2 * frames); /* under two bits a frame, rounding and all */
    ck_assert_uint_gt(unknown, 2 * known);
    free(world);
}
END_TEST

/* ---- files of frames, and tasks ---- */

START_TEST(frames_in_files)
{
    static const char text[] = "1.2\n...\n\n\n9\r\n", list[] = " [[[1,0,2],[0,0,0]],\n[[9]]]";
    static const struct {
        const char *text, *sentence;
    } bad[] = {
        {"", "f: there is no frame in it"},
        {"\n\n", "f: there is no frame in it"},
        {"[]", "f: there is no frame in it"},
        {"1.\n1", "f: line 2: the rows of a frame are equally long; an empty line divides frames"},
        {"1x", "f: line 1: a cell is '.' or a digit"},
        {"0123456789012345678901234567890", "f: line 1: a frame has at most 30 x 30 cells"},
        {"[[[1],[2,3]]]", "f: frame 1, row 2: the rows are not equally long"},
        {"[[[1]],[[10]]]", "f: frame 2, row 1: a cell is a whole number from 0 to 9"},
        {"[[[1]],[[true]]]", "f: frame 2, row 1: a cell is a whole number from 0 to 9"},
        {"[[]]",
         "f: frame 1, row 1: a frame is a list of 1 to 30 rows, each a list of 1 to 30 cells"},
        {"[7]",
         "f: frame 1, row 1: a frame is a list of 1 to 30 rows, each a list of 1 to 30 cells"},
        {"[[[1]]", NULL},
        {"{}", NULL}};
    struct sw_error error = {0};
    struct sw_frames frames = {0};
    struct sw_grid first = picture_read("1.2/..."), second = picture_read("9");

    ck_assert_int_eq(sw_frames_parse(&frames, text, sizeof text - 1, "f", &error), 0);
    ck_assert_int_eq(sw_frames_parse(&frames, list, sizeof list - 1, "f", &error), 0);
    ck_assert_uint_eq(frames.count, 4);
    for (int i = 0; i < 4; i++)
        ck_assert(sw_grid_equal(&frames.grid[i], i % 2 == 0 ? &first : &second));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        error = (struct sw_error){0};
        ck_assert_int_eq(sw_frames_parse(&frames, bad[i].text, strlen(bad[i].text), "f", &error),
                         -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
        if (bad[i].sentence != NULL)
            ck_assert_str_eq(error.text, bad[i].sentence);
    }
    ck_assert(!frames.pairs);
    sw_frames_clear(&frames);
}
END_TEST

/* The tasks that the tests have, and those below $SMALLWORLD_DATA if it is set. */
START_TEST(arc_pairs)
{
    struct sw_error error = {0};
    struct sw_file_list list = {0};
    const char *source = getenv("SW_SOURCE"), *data = getenv("SMALLWORLD_DATA");
    char path[SW_PATH_MAX];
    uint32_t pairs = 0;

    ck_assert_int_eq(
        sw_path_join(path, source != NULL ? source : ".", "tests/data/arc-small", &error), 0);
    ck_assert_int_eq(sw_file_list_find(&list, path, ".json", &error), 0);
    if (data != NULL)
        ck_assert_int_eq(sw_file_list_find(&list, data, ".json", &error), 0);
    for (uint32_t i = 0; i < list.count; i++) {
        struct sw_frames frames = {0};
        struct sw_error refused = {0};

        if (sw_frames_load(&frames, list.path[i], &refused) == 0) {
            quick_assert(frames.pairs && frames.count % 2 == 0);
            for (uint32_t k = 0; k < frames.count; k += 2, pairs++)
                for (int encoder = 0; encoder < SW_FILM_ENCODERS; encoder++)
                    check_film(&frames.grid[k], 2, NULL, encoder);
        }
        sw_frames_clear(&frames);
    }
    ck_assert_uint_ge(pairs, 6);
    sw_file_list_clear(&list);
}
END_TEST

/* ---- the code ---- */

START_TEST(numbers_there_and_back)
{
    for (uint32_t number = 0; number < 200; number++) {
        struct sw_film_bit bit[2][40], tree[2][32], gap[2][SW_FILM_GAP_BITS];
        struct sw_film_coder writer = sw_film_writer(), reader;
        uint32_t count = 0;
        uint8_t *bytes;
        size_t size;

        for (int pass = 0; pass < 2; pass++) {
            struct sw_dice dice = dice_of(20000 + number);
            struct sw_film_coder *coder = pass == 0 ? &writer : &reader;
            uint32_t skew = sw_dice_below(&dice, 200);

            if (pass == 1) {
                bytes = sw_film_writer_end(&writer, &size);
                quick_assert(bytes != NULL);
                reader = sw_film_reader(bytes, size);
            }
            sw_film_bits_reset(bit[pass], 40);
            sw_film_bits_reset(tree[pass], 32);
            sw_film_bits_reset(gap[pass], SW_FILM_GAP_BITS);
            count = sw_dice_below(&dice, 3000);
            for (uint32_t i = 0; i < count; i++) {
                uint32_t kind = sw_dice_below(&dice, 4), value, got = 0;
                uint32_t bound = 1 + sw_dice_below(&dice, 900);

                value = sw_dice_below(&dice, kind == 0   ? 2
                                             : kind == 1 ? 30
                                             : kind == 2 ? bound
                                                         : 1023);
                if (kind == 0 && sw_dice_below(&dice, 200) < skew)
                    value = 1;
                if (kind == 0)
                    got = sw_film_code_bit(coder, &bit[pass][i % 40], pass == 0 ? value : 0);
                if (kind == 1)
                    got = sw_film_code_tree(coder, tree[pass], 5, 30, pass == 0 ? value : 0);
                if (kind == 2)
                    got = sw_film_code_below(coder, bound, pass == 0 ? value : 0);
                if (kind == 3)
                    got = sw_film_code_gap(coder, gap[pass], pass == 0 ? value : 0);
                quick_assert(got == value);
            }
        }
        quick_assert(sw_film_reader_end(&reader) == 0);
        free(bytes);
    }
}
END_TEST

/* What counting says is what writing takes, but for the bits that learn meanwhile. */
START_TEST(counted_costs)
{
    for (uint32_t bound = 2; bound <= 900; bound += 13) {
        struct sw_film_coder counter = sw_film_counter();

        for (uint32_t value = 0; value < bound; value++)
            sw_film_code_below(&counter, bound, value);
        ck_assert_double_eq_tol((double)counter.cost / 1024 / bound, log2(bound), 0.08);
    }
    for (int share = 512; share <= 65024; share += 256) {
        struct sw_film_bit bit = {(uint16_t)share, 30};
        struct sw_film_coder counter = sw_film_counter();

        sw_film_code_bit(&counter, &bit, 1);
        ck_assert_double_eq_tol((double)counter.cost / 1024, -log2(share / 65536.0), 0.6);
        ck_assert_uint_eq(bit.share, share);
    }
}
END_TEST

/* Bits that are nearly always the same cost next to nothing, but never nothing. */
START_TEST(learning)
{
    struct sw_film_bit bit;
    struct sw_film_coder writer = sw_film_writer();
    size_t size;

    sw_film_bits_reset(&bit, 1);
    for (int i = 0; i < 8000; i++)
        sw_film_code_bit(&writer, &bit, 1);
    free(sw_film_writer_end(&writer, &size));
    ck_assert_uint_le(size, 14);
    ck_assert_uint_ge(size, 10);
}
END_TEST

/* ---- records ---- */

/* A film of everything: its bytes are the file format. */
static struct sw_film *known_film(void)
{
    struct sw_error error = {0};
    struct sw_physics_rules rules = sw_physics_rules_none();
    struct sw_grid frame[6] = {
        picture_read("11.2/11../..../.3.."), picture_read("...2/11../11../.3.."),
        picture_read("...2/..../11../1144"), picture_read("5..2/..../11.."),
        picture_read("5..2/..../11.."),      picture_read("6..2/..../66..")};
    struct sw_film *film;

    rules.gravity = SW_DOWN;
    film = sw_film_create(&frame[0], &rules, &error);
    for (int i = 1; i < 6; i++)
        ck_assert_int_eq(
            sw_film_add(film, &frame[i], sw_film_encoder_row(SW_FILM_ORGANISMS), &error), 0);
    return film;
}

START_TEST(bytes_of_a_film)
{
    struct sw_error error = {0};
    struct sw_film *film = known_film();
    char text[400] = "";
    size_t size;
    uint8_t *bytes = sw_film_pack(film, &size, &error);

    for (size_t i = 0; i < size && i < 150; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    ck_assert_str_eq(
        text,
        "99a466696c6d01060404c390ced7b9f4e1c418eef19d6a0bcd747bec56ae3baa073567fb212fbc0d444c59");
    free(bytes);
    sw_film_destroy(film);
}
END_TEST

static void refused(const void *bytes, size_t size, const char *words)
{
    struct sw_error error = {0};
    struct sw_film *film = sw_film_unpack(bytes, size, &error);

    ck_assert_ptr_null(film);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    if (strstr(error.text, words) == NULL)
        ck_abort_msg("\"%s\" does not say \"%s\"", error.text, words);
}

/* A record with what the caller says and a code of one frame. */
static void refused_record(uint64_t frames, uint64_t width, const char *name, uint64_t check,
                           const char *code, const char *words)
{
    struct sw_error error = {0};
    struct sw_pack *pack = sw_pack_begin("film", 1, 7);
    size_t size;
    void *bytes;

    sw_pack_uint(pack, frames);
    sw_pack_uint(pack, width);
    sw_pack_uint(pack, 1);
    sw_pack_bool(pack, false);
    sw_pack_array(pack, 1);
    sw_pack_text(pack, name);
    sw_pack_uint(pack, check);
    sw_pack_bytes(pack, code, strlen(code));
    bytes = sw_pack_end(pack, &size, &error);
    refused(bytes, size, words);
    free(bytes);
}

START_TEST(hostile_films)
{
    struct sw_error error = {0};
    struct sw_film *film = known_film();
    size_t size;
    uint8_t *bytes = sw_film_pack(film, &size, &error);

    refused(NULL, 0, "is empty");
    refused("film", 4, "");
    refused_record(0, 1, "stop", 0, "", "is 0");
    refused_record(1, 31, "stop", 0, "", "width");
    refused_record(1, 0, "stop", 0, "", "is 0");
    refused_record(2000000, 1, "stop", 0, "", "frames");
    refused_record(1, 1, "fly", 0, "", "does not know");
    refused_record(1, 1, "stop", 0, "abcdefghijkl", "too early or too late");
    refused_record(100000, 9, "stop", 0, "abc", "too early or too late");
    refused_record(1, 1, "stop", 12345, "\xff", "another last frame");
    for (size_t cut = 0; cut < size; cut++)
        refused(bytes, cut, "");
    /* One bit turned is refused, or is another film that is whole. */
    for (size_t i = 0; i < 8 * size; i++) {
        struct sw_film *other;

        bytes[i / 8] ^= (uint8_t)(1 << i % 8);
        error = (struct sw_error){0};
        other = sw_film_unpack(bytes, size, &error);
        quick_assert((other == NULL) == (error.code == SW_EXIT_DAMAGED));
        sw_film_destroy(other);
        bytes[i / 8] ^= (uint8_t)(1 << i % 8);
    }
    free(bytes);
    sw_film_destroy(film);
}
END_TEST

START_TEST(files)
{
    struct sw_error error = {0};
    char path[64], text[200];
    struct sw_film *film = known_film(), *back;
    uint32_t count;
    const struct sw_film_edit *edit = sw_film_edits(film, 1, &count);

    ck_assert_uint_eq(count, 1);
    sw_film_edit_print(edit, text, sizeof text);
    ck_assert_str_eq(text, "move organism 0 by 0 1");
    snprintf(path, sizeof path, "/tmp/smallworld-film-%d", (int)getpid());
    ck_assert_int_eq(sw_film_save(film, path, &error), 0);
    back = sw_film_load(path, &error);
    ck_assert_ptr_nonnull(back);
    ck_assert_uint_eq(sw_film_frames(back), 6);
    ck_assert_int_eq(sw_film_rules(back)->gravity, SW_DOWN);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_ptr_null(sw_film_load(path, &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    sw_film_destroy(back);
    sw_film_destroy(film);
    sw_film_destroy(NULL);
}
END_TEST

/* ---- edits ---- */

/* Every kind of edit says itself and does what its row says. */
START_TEST(what_edits_do)
{
    static const struct {
        struct sw_film_edit edit;
        const char *before, *after, *words;
    } rows[] = {
        {{.kind = SW_FILM_CELL, .x = 1, .colour = 3}, "1./..", "13/..", "cell at 1 0 in 3"},
        {{.kind = SW_FILM_RECTANGLE, .y = 1, .width = 2, .height = 1, .colour = 4},
         "1./..",
         "1./44",
         "rectangle at 0 1 of 2 x 1 in 4"},
        {{.kind = SW_FILM_CANVAS, .dx = 1, .dy = -1, .width = 2, .height = 3},
         "12/34",
         "../2./4.",
         "canvas by 1 -1 of 2 x 3"},
        {{.kind = SW_FILM_MOVE, .choice = SW_FILM_ONE, .organism = 1, .dx = -1, .dy = 1},
         "1.2/...",
         "1../.2.",
         "move organism 1 by -1 1"},
        {{.kind = SW_FILM_COPY, .choice = SW_FILM_OF_COLOUR, .chosen = 2, .dx = 1},
         "12./2..",
         "122/22.",
         "copy all of colour 2 by 1 0"},
        {{.kind = SW_FILM_RECOLOUR, .choice = SW_FILM_ALL, .colour = 5},
         "1.2/...",
         "5.5/...",
         "recolour all in 5"},
        {{.kind = SW_FILM_DELETE, .choice = SW_FILM_SOME, .some = {5}},
         "1.2.3",
         "..2..",
         "delete organisms 0 2"},
        {{.kind = SW_FILM_TURN, .choice = SW_FILM_ONE, .symmetry = SW_MIRROR_X, .dx = 1},
         "1.../11..",
         "..1./.11.",
         "turn organism 0 mirrored x by 1 0"},
        {{.kind = SW_FILM_STAMP, .choice = SW_FILM_ONE, .symmetry = SW_ROTATE_180, .dx = 2},
         "1.../11..",
         "1.11/11.1",
         "stamp organism 0 turned 180 by 2 0"},
        {{.kind = SW_FILM_FILL, .choice = SW_FILM_ALL, .colour = 7},
         "111/1.1/111",
         "111/171/111",
         "fill all in 7"},
        {{.kind = SW_FILM_OUTLINE, .choice = SW_FILM_ONE, .connection = SW_FILM_FOUR, .colour = 8},
         "..../.1../....",
         "888./818./888.",
         "outline organism 0 (4 neighbours) in 8"},
        {{.kind = SW_FILM_EXTEND,
          .choice = SW_FILM_ONE,
          .connection = SW_FILM_EIGHT_ANY,
          .direction = SW_RIGHT},
         "1..2/3...",
         "1112/3333",
         "extend organism 0 (any colours) right"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sw_film_state state = {.grid = picture_read(rows[i].before)};
        struct sw_grid after = picture_read(rows[i].after);
        char text[200];

        sw_film_apply(&state, &rows[i].edit);
        sw_film_edit_print(&rows[i].edit, text, sizeof text);
        ck_assert_str_eq(text, rows[i].words);
        if (!sw_grid_equal(&state.grid, &after))
            ck_abort_msg("%s does something else", text);
    }
}
END_TEST

/* docs/video.md tells every row of the table, and every encoder. */
START_TEST(the_page)
{
    static const char *const operands[] = {"choice",    "place", "offset", "symmetry",
                                           "direction", "size",  "colour", "tokens"};

    for (int kind = 0; kind < SW_FILM_KINDS; kind++) {
        const struct sw_film_row *row = sw_film_row((enum sw_film_kind)kind);
        char line[400], list[200] = "";

        for (int i = 0; i < 8; i++)
            if ((row->operands >> i & 1) != 0)
                snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
                         list[0] != '\0' ? ", " : " ", operands[i]);
        snprintf(line, sizeof line, "| %d | `%s` |%s | %s |", kind, row->name, list,
                 row->description);
        check_doc_has("video.md", line);
    }
    ck_assert_ptr_null(sw_film_row(SW_FILM_KINDS));
    ck_assert_ptr_null(sw_film_encoder_row(SW_FILM_ENCODERS));
    for (int i = 0; i < SW_FILM_ENCODERS; i++)
        ck_assert_int_eq(
            sw_film_encoder_find(sw_film_encoder_row((enum sw_film_encoder_id)i)->name), i);
    ck_assert_int_eq(sw_film_encoder_find("none"), -1);
}
END_TEST

/* Worlds that move by themselves: any kind, the same each time, and never without motion. */
START_TEST(random_worlds)
{
    struct sw_error error = {0};

    for (uint64_t number = 0; number < 60; number++) {
        struct sw_frames frames = {0}, again = {0};
        struct sw_physics_rules rules, same;

        ck_assert_int_eq(sw_film_random(3, number, sw_film_worlds(), &frames, &rules, &error), 0);
        ck_assert_int_eq(
            sw_film_random(3, number, (uint32_t)(number % sw_film_worlds()), &again, &same, &error),
            0);
        ck_assert_uint_eq(frames.count, again.count);
        ck_assert_uint_ge(frames.count, 4);
        ck_assert_uint_le(frames.count, 48);
        for (uint32_t i = 0; i < frames.count; i++)
            quick_assert(sw_grid_equal(&frames.grid[i], &again.grid[i]));
        check_film(frames.grid, frames.count, &rules, SW_FILM_PROGRAMS);
        sw_frames_clear(&frames);
        sw_frames_clear(&again);
    }
    ck_assert_ptr_null(sw_film_world_row(sw_film_worlds()));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("film");
    TCase *tests = tcase_create("film");

    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, random_films);
    tcase_add_test(tests, films_of_physics);
    tcase_add_test(tests, frames_in_files);
    tcase_add_test(tests, arc_pairs);
    tcase_add_test(tests, numbers_there_and_back);
    tcase_add_test(tests, counted_costs);
    tcase_add_test(tests, learning);
    tcase_add_test(tests, bytes_of_a_film);
    tcase_add_test(tests, hostile_films);
    tcase_add_test(tests, files);
    tcase_add_test(tests, what_edits_do);
    tcase_add_test(tests, the_page);
    tcase_add_test(tests, random_worlds);
    suite_add_tcase(s, tests);
    return s;
}

SW_TEST_MAIN(suite)

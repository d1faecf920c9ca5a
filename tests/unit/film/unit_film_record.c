/* unit_film_record.c - the bytes of films: their code, their records, what is refused; and what
 * each edit does. */
#include "base/pack.h"
#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"
#include "film/film.h"
#include "tests/unit/work_folder.h"
#include "tests/unit/world_picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct sw_dice dice_of(uint32_t number)
{
    return sw_dice_at(11, SW_RANDOM_TEST, number, 0);
}

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
    char folder[WORK_FOLDER_MAX], path[WORK_FOLDER_MAX + 8], text[200];
    struct sw_film *film = known_film(), *back;
    uint32_t count;
    const struct sw_film_edit *edit = sw_film_edits(film, 1, &count);

    ck_assert_uint_eq(count, 1);
    sw_film_edit_print(edit, text, sizeof text);
    ck_assert_str_eq(text, "move organism 0 by 0 1");
    ck_assert(work_folder_make(folder));
    snprintf(path, sizeof path, "%s/film", folder);
    ck_assert_int_eq(sw_film_save(film, path, &error), 0);
    back = sw_film_load(path, &error);
    ck_assert_ptr_nonnull(back);
    ck_assert_uint_eq(sw_film_frames(back), 6);
    ck_assert_int_eq(sw_film_rules(back)->gravity, SW_DOWN);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_ptr_null(sw_film_load(path, &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert(work_folder_drop(folder));
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
}
END_TEST

static bool has_program(const struct sw_film_edits *edits)
{
    for (uint32_t i = 0; i < edits->count; i++)
        if (edits->edit[i].kind == SW_FILM_PROGRAM)
            return true;
    return false;
}

/* A film names 255 different edits of the vocabulary and no more, so what would want another is
 * said without a program. */
START_TEST(names_run_out)
{
    struct sw_dice dice = dice_of(5);
    static struct sw_film_model model;
    static struct sw_film_edits edits;
    struct sw_film_state state = {.grid = random_grid(&dice, 12, 12)};
    sw_edit_token sort = (sw_edit_token)sw_edit_find("act.sort.rows", 13);
    struct sw_grid next = sw_tokens_run((sw_edit_token[]){sort}, 1, &state.grid);

    sw_film_model_reset(&model);
    sw_film_encode_programs(&model, &state, &next, &edits);
    ck_assert(has_program(&edits));
    while (model.names < SW_FILM_NAMES_MAX) /* all the same, which no film of today could be */
        model.name[model.names++] = UINT16_MAX;
    sw_film_encode_programs(&model, &state, &next, &edits);
    ck_assert(!has_program(&edits));
    model.name[200] = sort;
    sw_film_encode_programs(&model, &state, &next, &edits);
    ck_assert(has_program(&edits));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("film_record");
    TCase *tests = tcase_create("film_record");

    tcase_add_test(tests, numbers_there_and_back);
    tcase_add_test(tests, counted_costs);
    tcase_add_test(tests, learning);
    tcase_add_test(tests, bytes_of_a_film);
    tcase_add_test(tests, hostile_films);
    tcase_add_test(tests, files);
    tcase_add_test(tests, what_edits_do);
    tcase_add_test(tests, names_run_out);
    tcase_add_test(tests, the_page);
    suite_add_tcase(s, tests);
    return s;
}

SW_TEST_MAIN(suite)

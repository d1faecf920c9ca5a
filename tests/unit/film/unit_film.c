/* unit_film.c - what is read back is what was added, whatever the frames; and what the edits cost.
 */
#include "base/file.h"
#include "tests/unit/unit_test.h"
#include "film/film.h"
#include "film/film_random.h"
#include "film/frames.h"
#include "tests/unit/world_picture.h"

#include <stdlib.h>
#include <string.h>

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
    /* Around the code stands a head, which names the edits of programs. */
    quick_assert(bytes != NULL && size > code &&
                 size < code + (encoder == SW_FILM_PROGRAMS ? 1000 : 64));
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

    tcase_add_test(tests, random_films);
    tcase_add_test(tests, films_of_physics);
    tcase_add_test(tests, frames_in_files);
    tcase_add_test(tests, arc_pairs);
    tcase_add_test(tests, random_worlds);
    suite_add_tcase(s, tests);
    return s;
}

SW_TEST_MAIN(suite)

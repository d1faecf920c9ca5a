/* unit_cover.c - answers by layers: tasks whose layers are known, and a search through all covers
 * of tiny tasks, cell by cell, that has to agree on the cheapest. */
#include "search/bitset.h"
#include "search/cover.h"
#include "tests/unit/search/search_task.h"
#include "tests/unit/unit_test.h"

static struct sw_composed cover(struct task *task, const struct sw_cover_settings *settings)
{
    struct sw_placement frame[SW_PLACEMENTS_MAX];
    struct sw_composed composed = {0};
    struct sw_error error = {0};
    uint32_t frames = sw_placements_find(task->states, SW_PLACEMENTS_MAX, frame);

    ck_assert_uint_gt(frames, 0);
    for (uint32_t f = 0; f < frames; f++)
        ck_assert_int_eq(
            sw_cover_search(task->states, &frame[f], settings, task->answers, &composed, &error),
            0);
    return composed;
}

static void demonstrate(struct task *task, const char *canvas, const char *target)
{
    task_demonstrate(task, picture_read(canvas), picture_read(target));
}

/* Expands the root, covers, and says at which rank the answer stands. */
static int rank_of(struct task *task, const char *canvas, const char *answer)
{
    struct sw_cover_settings settings = sw_cover_settings_usual();
    struct sw_composed composed;

    task_ask(task, picture_read(canvas));
    task_expand(task, 100000);
    for (uint32_t s = 0; s < sw_states_count(task->states); s++)
        ck_assert_msg(sw_states_row(task->states, s)->wrong > 0,
                      "a state alone does it: the task shows nothing of covers");
    composed = cover(task, &settings);
    ck_assert_uint_eq(composed.mismatched, 0);
    ck_assert_uint_ge(composed.added, sw_answers_count(task->answers));
    return task_rank(task, answer);
}

/* Holes become 4, and 2s go right: no single operation does both. */
START_TEST(test_two_layers)
{
    static struct task task;

    task_begin(&task);
    demonstrate(&task, "111../1.1../111../...../2....", "111../141../111../...../22222");
    demonstrate(&task, ".2.../...../..555/..5.5/..555", ".2222/...../..555/..545/..555");
    ck_assert_int_eq(
        rank_of(&task, "2..../.888./.8.8./.888./.2...", "22222/.888./.848./.888./.2222"), 0);
    task_end(&task);
}
END_TEST

/* The same, and 3s go up. */
START_TEST(test_three_layers)
{
    static struct task task;

    task_begin(&task);
    demonstrate(&task, "111.../1.1.../111.../2...../....../.....3",
                "111..3/141..3/111..3/222223/.....3/.....3");
    demonstrate(&task, "....../.2..../..555./..5.5./..555./3.....",
                "3...../322222/3.555./3.545./3.555./3.....");
    ck_assert_int_eq(rank_of(&task, "....../.888../.8.8../.888../2...../....3.",
                             "....3./.8883./.8483./.8883./222232/....3."),
                     0);
    task_end(&task);
}
END_TEST

/* Holes become 4, and 5s are erased, which a silhouette in colour 0 does. */
START_TEST(test_eraser)
{
    static struct task task;
    char text[600];
    int rank;

    task_begin(&task);
    demonstrate(&task, "111.5/1.1../111../.5.../2...5", "111../141../111../...../2....");
    demonstrate(&task, "53.../...../..222/5.2.2/..222", ".3.../...../..222/..242/..222");
    rank = rank_of(&task, "5..../.888./.8.8./.888./.2..5", "...../.888./.848./.888./.2...");
    ck_assert_int_eq(rank, 0);
    ck_assert_ptr_nonnull(strstr(task_words(&task, rank, text, sizeof text), "layer."));
    task_end(&task);
}
END_TEST

/* The right half lies over the left one: neither the input nor an empty canvas is of that size. */
START_TEST(test_other_frame)
{
    static struct task task;

    task_begin(&task);
    demonstrate(&task, "11..2./.1..2./..12.2", "12./.2./2.2");
    demonstrate(&task, "1.12../.1.22./1...2.", "2.1/22./12.");
    demonstrate(&task, "111..2/...2../.1..2.", "112/2../.2.");
    ck_assert_int_eq(rank_of(&task, "1..222/111.../..1.2.", "222/111/.21"), 0);
    task_end(&task);
}
END_TEST

/* --- all covers of tiny tasks --- */

struct plain {
    const struct task *task;
    const struct sw_placement *frame;
    const struct sw_cover_settings *settings;
    uint32_t states, best;
};

/* One byte a cell: the demonstrations in a row. */
typedef uint8_t plain_cells[128];

static uint32_t plain_state(const struct plain *plain, uint32_t state, plain_cells out)
{
    uint32_t count = 0;

    for (uint32_t k = 0; k < plain->task->puzzle.demonstrations; k++) {
        const struct sw_layer *image = sw_states_image(
            plain->task->states, sw_states_row(plain->task->states, state)->image[k]);
        int width = plain->frame->width[k], height = plain->frame->height[k];
        bool same = image->grid.width == width && image->grid.height == height;

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from_x = same ? x : x + plain->frame->x[k] - image->x;
                int from_y = same ? y : y + plain->frame->y[k] - image->y;
                bool inside = from_x >= 0 && from_y >= 0 && from_x < image->grid.width &&
                              from_y < image->grid.height;

                out[count++] = inside ? image->grid.cell[from_y][from_x] : 0;
            }
        }
    }
    return count;
}

static uint32_t plain_target(const struct plain *plain, plain_cells out)
{
    uint32_t count = 0;

    for (uint32_t k = 0; k < plain->task->puzzle.demonstrations; k++) {
        const struct sw_grid *target = sw_states_target(plain->task->states, k);

        for (int y = 0; y < target->height; y++)
            for (int x = 0; x < target->width; x++)
                out[count++] = target->cell[y][x];
    }
    return count;
}

/* Tries every state in every colour as the next layer below; remembers the cheapest whole cover.
 * Colours are 0..9 and 10 for the state's own. */
static void plain_search(struct plain *plain, const plain_cells base, uint32_t cost,
                         const plain_cells covered, uint32_t depth)
{
    plain_cells target, image, next;
    uint32_t count = plain_target(plain, target);

    for (uint32_t s = 0; s < plain->states && depth < plain->settings->depth; s++) {
        plain_state(plain, s, image);
        for (uint32_t colour = 0; colour <= SW_COLOUR_OWN; colour++) {
            bool right = true, gains = false, whole = true;
            uint32_t price = cost + sw_states_row(plain->task->states, s)->cost +
                             plain->settings->layer_cost +
                             (colour == SW_COLOUR_OWN ? 0 : plain->settings->paint_cost);

            for (uint32_t i = 0; i < count; i++) {
                bool paints = image[i] != 0 && !covered[i];
                uint8_t paint = colour == SW_COLOUR_OWN ? image[i] : (uint8_t)colour;

                right = right && (!paints || paint == target[i]);
                gains = gains || (paints && base[i] != target[i]);
                next[i] = covered[i] || image[i] != 0;
                whole = whole && (next[i] || base[i] == target[i]);
            }
            if (!right || !gains)
                continue;
            if (!whole)
                plain_search(plain, base, price, next, depth + 1);
            else if (price < plain->best)
                plain->best = price;
        }
    }
}

/* Lays two of the first states over the canvas, the second one in one colour. */
static struct sw_grid laid(const struct task *task, uint32_t k, uint32_t first, uint32_t second,
                           uint8_t colour)
{
    struct sw_grid out = *sw_states_canvas(task->states, k);
    const uint32_t state[2] = {first, second};

    for (int i = 0; i < 2; i++) {
        const struct sw_state *row = sw_states_row(task->states, state[i]);
        const struct sw_grid *image = &sw_states_image(task->states, row->image[k])->grid;

        for (int y = 0; y < out.height && y < image->height; y++)
            for (int x = 0; x < out.width && x < image->width; x++)
                if (image->cell[y][x] != 0)
                    out.cell[y][x] = i == 0 ? image->cell[y][x] : colour;
    }
    return out;
}

/* Random small canvases whose targets are two states laid over them: the beam, wide enough for all
 * covers there are, finds one as cheap as the cheapest, or none if there is none. */
START_TEST(test_against_all_covers)
{
    static struct task task;
    struct sw_dice dice = sw_dice_at(7, SW_RANDOM_TEST, 0, 0);
    uint32_t covered = 0;

    task_begin(&task);
    for (int round = 0; round < 60; round++) {
        struct sw_cover_settings settings = sw_cover_settings_usual();
        struct sw_placement frame[SW_PLACEMENTS_MAX];
        struct plain plain = {&task, frame, &settings, 0, UINT32_MAX};
        plain_cells base = {0}, none = {0};
        struct sw_composed composed = {0};
        struct sw_error error = {0};
        uint32_t cheapest = UINT32_MAX, first, second;
        uint8_t colour = (uint8_t)sw_dice_below(&dice, SW_COLOURS);

        task_clear(&task);
        for (int k = 0; k < 3; k++) {
            struct sw_grid canvas = random_grid(&dice, 4, 4);

            if (k < 2)
                task_demonstrate(&task, canvas, canvas);
            else
                task_ask(&task, canvas);
        }
        task_expand(&task, 12);
        first = sw_dice_below(&dice, sw_states_count(task.states));
        second = sw_dice_below(&dice, sw_states_count(task.states));
        for (uint32_t k = 0; k < 2; k++)
            task.puzzle.demonstration[k].target = laid(&task, k, first, second, colour);
        task_expand(&task, 12);
        settings.beam = 32;
        settings.depth = 2;
        settings.bases = 0;
        settings.states = 12;
        plain.states = sw_states_count(task.states) < 12 ? sw_states_count(task.states) : 12;
        ck_assert_uint_gt(sw_placements_find(task.states, 1, frame), 0);
        ck_assert_int_eq(
            sw_cover_search(task.states, frame, &settings, task.answers, &composed, &error), 0);
        ck_assert_uint_eq(composed.mismatched, 0);
        plain_search(&plain, base, frame->cost + SW_PLACEMENT_EMPTY_COST, none, 0);
        plain_state(&plain, 0, base);
        plain_search(&plain, base, 0, none, 0);
        for (uint32_t r = 0; r < sw_answers_count(task.answers); r++)
            if (sw_answers_row(task.answers, r)->cost < cheapest)
                cheapest = sw_answers_row(task.answers, r)->cost;
        if (plain.best != UINT32_MAX)
            plain.best += settings.cover_cost;
        ck_assert_uint_eq(cheapest, plain.best);
        covered += cheapest != UINT32_MAX;
    }
    ck_assert_uint_ge(covered, 20);
    task_end(&task);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("cover");
    TCase *c = tcase_create("cover");

    tcase_add_test(c, test_two_layers);
    tcase_add_test(c, test_three_layers);
    tcase_add_test(c, test_eraser);
    tcase_add_test(c, test_other_frame);
    tcase_add_test(c, test_against_all_covers);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

/* Tests of weights/weights_file: there and back bit for bit, and thousands of files that are cut,
 * changed or made of pieces: an answer, a sentence, no crash. */
#include "weights/weights_file.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static struct sw_brain_layout layout;
static float *weights, *back;
static struct sw_error error;
static const char edits[] = "0123456789abcdef";

static void begin(void)
{
    struct sw_brain_shape shape = {.vector = 37, .low = -1, .high = 1};

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = calloc(layout.floats, sizeof *weights);
    back = calloc(layout.floats, sizeof *back);
    sw_brain_founder(&layout, 5, 0, weights);
    weights[3] = -0.0f;
    weights[4] = 0x1p-149f;
}

static void end(void)
{
    free(weights);
    free(back);
}

static uint8_t *packed(int format, size_t *size)
{
    uint8_t *bytes =
        sw_weights_pack(&layout, weights, edits, (enum sw_weights_format)format, size, &error);

    ck_assert_msg(bytes != NULL, "%s", error.text);
    return bytes;
}

START_TEST(test_round_trip)
{
    size_t size;
    uint8_t *bytes;

    begin();
    bytes = packed(_i, &size);
    memset(back, 1, layout.floats * sizeof *back);
    ck_assert_msg(sw_weights_unpack(&layout, bytes, size, back, &error) == 0, "%s", error.text);
    ck_assert_int_eq(memcmp(weights, back, layout.floats * sizeof *back), 0);
    free(bytes);
    end();
}
END_TEST

/* Whatever is accepted is finite; whatever is not has a sentence and is the user's. */
static bool accepts(const uint8_t *bytes, size_t size)
{
    uint8_t *exact = malloc(size + 1); /* so that a sanitizer sees each byte beyond it */
    int result;

    error = (struct sw_error){0};
    memcpy(exact, bytes, size);
    sw_weights_suit(exact, size, edits);
    result = sw_weights_unpack(&layout, exact, size, back, &error);
    free(exact);
    if (result != 0) {
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_uint_gt(strlen(error.text), 10);
        return false;
    }
    for (uint32_t i = 0; i < layout.floats; i++)
        ck_assert(isfinite(back[i]));
    return true;
}

/* Files tell of their edits; those that do not suit whoever asks. */
START_TEST(test_edits)
{
    static const char other[] = "0123456789abcdee";
    size_t size;
    void *bytes;

    begin();
    bytes = packed(_i, &size);
    ck_assert(sw_weights_suit(bytes, size, edits));
    ck_assert(sw_weights_suit(bytes, size, NULL));
    ck_assert(!sw_weights_suit(bytes, size, other));
    free(bytes);
    bytes = sw_weights_pack(&layout, weights, NULL, (enum sw_weights_format)_i, &size, &error);
    ck_assert_ptr_nonnull(bytes);
    ck_assert(sw_weights_suit(bytes, size, other));
    ck_assert(accepts(bytes, size));
    free(bytes);
    end();
}
END_TEST

START_TEST(test_cut)
{
    size_t size;
    uint8_t *bytes;

    begin();
    bytes = packed(_i, &size);
    for (size_t cut = 0; cut < size; cut++)
        ck_assert(!accepts(bytes, cut));
    ck_assert(accepts(bytes, size));
    free(bytes);
    end();
}
END_TEST

START_TEST(test_changed)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 0);
    size_t size;
    uint8_t *bytes, *copy;
    uint32_t refused = 0;

    begin();
    bytes = packed(_i, &size);
    copy = malloc(size);
    for (int round = 0; round < 5000; round++) {
        uint32_t changes = 1 + sw_dice_below(&dice, 3);

        memcpy(copy, bytes, size);
        for (uint32_t i = 0; i < changes; i++) {
            size_t at = sw_dice_below(&dice, (uint32_t)size);

            copy[at] = sw_dice_below(&dice, 2) == 0 ? (uint8_t)sw_dice_bits(&dice)
                                                    : copy[sw_dice_below(&dice, (uint32_t)size)];
        }
        refused += !accepts(copy, size);
    }
    ck_assert_uint_gt(refused, 1000);
    free(copy);
    free(bytes);
    end();
}
END_TEST

/* Every bit of an npz beyond what numbers have is told by a checksum or a check; a number that is
 * not finite is refused in both. */
START_TEST(test_not_finite)
{
    size_t size;
    uint8_t *bytes;

    begin();
    weights[7] = NAN;
    bytes = packed(_i, &size);
    ck_assert(!accepts(bytes, size));
    ck_assert_ptr_nonnull(strstr(error.text, "not finite"));
    free(bytes);
    end();
}
END_TEST

START_TEST(test_names)
{
    ck_assert_int_eq(sw_weights_format("a/b.npz", &error), SW_WEIGHTS_NPZ);
    ck_assert_int_eq(sw_weights_format("b.safetensors", &error), SW_WEIGHTS_SAFETENSORS);
    ck_assert_int_eq(sw_weights_format(".npz", &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_int_eq(sw_weights_format("b.npy", NULL), -1);
}
END_TEST

/* A network's shape is read off its file; what is left to choose is as few tokens as can be. */
START_TEST(test_shape)
{
    struct sw_brain_shape shape = {.sight_rows = 40,
                                   .features = 16,
                                   .hidden = 32,
                                   .memory = 48,
                                   .experts = 3,
                                   .edits = 21,
                                   .vocabulary = 40,
                                   .length = 4,
                                   .source = _i < 2 ? SW_SPEECH_HIDDEN : SW_SPEECH_DECISION,
                                   .decision_ticks = 3};
    struct sw_brain_shape read;
    size_t size;
    uint8_t *bytes;

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = calloc(layout.floats, sizeof *weights);
    back = calloc(layout.floats, sizeof *back);
    sw_brain_founder(&layout, 5, 0, weights);
    bytes = packed(_i % SW_WEIGHTS_FORMATS, &size);
    ck_assert_msg(sw_weights_shape(bytes, size, &read, &error) == 0, "%s", error.text);
    ck_assert_uint_eq(read.sight_rows, 40);
    ck_assert_uint_eq(read.features, 16);
    ck_assert_uint_eq(read.hidden, 32);
    ck_assert_uint_eq(read.memory, 48);
    ck_assert_uint_eq(read.experts, 3);
    ck_assert_uint_eq(read.edits, 21);
    ck_assert_uint_eq(read.vocabulary * read.length, 160);
    ck_assert_uint_eq(read.length, 4); /* of 64 words at most */
    ck_assert_int_eq(read.source, shape.source);
    ck_assert_uint_eq(read.decision_ticks, 3);
    ck_assert_int_eq(sw_brain_layout(&read, &layout, &error), 0);
    ck_assert_int_eq(sw_weights_unpack(&layout, bytes, size, back, &error), 0);
    ck_assert_int_eq(memcmp(weights, back, layout.floats * sizeof *back), 0);
    free(bytes);
    end();
}
END_TEST

/* That of a brain that grows too, with one eye or an eye for each expert. */
START_TEST(test_shape_grown)
{
    struct sw_brain_shape shape = {.sight_rows = 40,
                                   .features = 48,
                                   .hidden = 48,
                                   .memory = 48,
                                   .experts = 3,
                                   .edits = 21,
                                   .vocabulary = 40,
                                   .length = 4,
                                   .decision_ticks = 3,
                                   .prototypes = 5,
                                   .own_eyes = _i % 2};
    struct sw_brain_shape read;
    size_t size;
    uint8_t *bytes;

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = calloc(layout.floats, sizeof *weights);
    back = calloc(layout.floats, sizeof *back);
    sw_brain_founder(&layout, 5, 0, weights);
    bytes = packed(_i / 2, &size);
    ck_assert_msg(sw_weights_shape(bytes, size, &read, &error) == 0, "%s", error.text);
    ck_assert_uint_eq(read.features, 48);
    ck_assert_uint_eq(read.experts, 3);
    ck_assert_uint_eq(read.prototypes, 5);
    ck_assert_uint_eq(read.own_eyes, (uint32_t)_i % 2);
    ck_assert_int_eq(sw_brain_layout(&read, &layout, &error), 0);
    ck_assert_int_eq(sw_weights_unpack(&layout, bytes, size, back, &error), 0);
    ck_assert_int_eq(memcmp(weights, back, layout.floats * sizeof *back), 0);
    free(bytes);
    end();
}
END_TEST

/* Cut anywhere, or with a byte that is another: a shape or a sentence, no crash. */
START_TEST(test_shape_changed)
{
    size_t size;
    uint8_t *bytes;
    struct sw_brain_shape read;

    begin();
    bytes = packed(_i, &size);
    ck_assert_int_eq(sw_weights_shape(bytes, size, &read, &error), -1); /* a vector */
    ck_assert_ptr_nonnull(strstr(error.text, "sight.table"));
    for (size_t k = 0; k < 2 * size; k++) {
        uint8_t *exact = malloc(size + 1), held;
        size_t length = k < size ? k : size;

        memcpy(exact, bytes, length);
        exact = realloc(exact, length + 1);
        held = (uint8_t)(k * 37);
        if (k >= size)
            exact[k - size] ^= (uint8_t)(held | 1);
        ck_assert_int_eq(sw_weights_shape(exact, length, &read, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        free(exact);
    }
    free(bytes);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("weights");
    TCase *tcase = tcase_create("weights");

    tcase_set_timeout(tcase, 300);
    tcase_add_loop_test(tcase, test_round_trip, 0, SW_WEIGHTS_FORMATS);
    tcase_add_loop_test(tcase, test_edits, 0, SW_WEIGHTS_FORMATS);
    tcase_add_loop_test(tcase, test_cut, 0, SW_WEIGHTS_FORMATS);
    tcase_add_loop_test(tcase, test_changed, 0, SW_WEIGHTS_FORMATS);
    tcase_add_loop_test(tcase, test_not_finite, 0, SW_WEIGHTS_FORMATS);
    tcase_add_test(tcase, test_names);
    tcase_add_loop_test(tcase, test_shape, 0, 2 * SW_WEIGHTS_FORMATS);
    tcase_add_loop_test(tcase, test_shape_grown, 0, 2 * SW_WEIGHTS_FORMATS);
    tcase_add_loop_test(tcase, test_shape_changed, 0, SW_WEIGHTS_FORMATS);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

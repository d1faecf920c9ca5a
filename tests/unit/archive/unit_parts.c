/* unit_parts.c - removing a part of a member silences what it consists of, and nothing else;
 * without memory a mind is what it would be if it had just begun. */
#include "archive/parts.h"

#include "agent/forecast_brain.h"

#include "tests/unit/unit_test.h"
#include "world/forecast/organism_edit.h"
#include "world/sight/sight.h"

#include <stdlib.h>
#include <string.h>

static struct sw_brain_layout layout;
static float *whole, *without;

static void begin_with(struct sw_forecast_senses foresight)
{
    struct sw_brain_shape shape = {
        .sight_rows = sw_sight_rows(),
        .features = 16,
        .hidden = 16,
        .memory = 16,
        .experts = 2,
        .edits = 5,
        .vocabulary = 4,
        .length = 2,
        .source = SW_SPEECH_HIDDEN,
        .decision_ticks = 3,
        .foresight = foresight,
    };
    struct sw_error error = {0};

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    whole = sw_allocate_floats(layout.floats, "testing", &error);
    without = sw_allocate_floats(layout.floats, "testing", &error);
    sw_brain_founder(&layout, 5, 0, whole);
}

static void begin(void)
{
    begin_with((struct sw_forecast_senses){0});
}

static void end(void)
{
    free(whole);
    free(without);
}

static void remove_part(enum sw_part_id part)
{
    memcpy(without, whole, layout.floats * sizeof *whole);
    sw_part_remove(part, &layout, without);
}

/* How many weights of a tensor differ from the whole's. */
static uint32_t changed(uint32_t tensor)
{
    const struct sw_tensor *of = &layout.tensor[tensor];
    uint32_t count = 0;

    for (uint32_t i = 0; i < of->rows * of->stride; i++)
        count += whole[of->offset + i] != without[of->offset + i];
    return count;
}

static uint32_t changed_in_all(void)
{
    uint32_t count = 0;

    for (uint32_t t = 0; t < layout.tensors; t++)
        count += changed(t);
    return count;
}

START_TEST(what_is_no_weight_changes_none)
{
    static const enum sw_part_id parts[] = {SW_PART_NONE, SW_PART_THINKING, SW_PART_WORDS,
                                            SW_PART_RIGHT_WORDS};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        remove_part(parts[i]);
        ck_assert_uint_eq(changed_in_all(), 0);
    }
}
END_TEST

START_TEST(rows_of_sight_are_parted)
{
    static const enum sw_part_id parts[] = {SW_PART_COLOURS, SW_PART_ORGANISMS, SW_PART_RELATIONS};
    const struct sw_tensor *table = &layout.tensor[SW_SIGHT_TABLE];
    uint32_t silent[3], all = 0;

    for (size_t i = 0; i < 3; i++) {
        remove_part(parts[i]);
        silent[i] = changed(SW_SIGHT_TABLE);
        ck_assert_uint_gt(silent[i], 0);
        ck_assert_uint_eq(changed_in_all(), silent[i]);
        all += silent[i];
    }
    /* What is left says of which kind a cell is. */
    remove_part(SW_PART_SIGHT);
    ck_assert_uint_gt(changed(SW_SIGHT_TABLE), all);
    ck_assert_uint_le(changed(SW_SIGHT_TABLE), all + 8 * table->columns);
}
END_TEST

/* The mind's edit logits after some ticks, of which the last edit was `last`. */
static void think(const float *weights, uint32_t ticks, uint16_t last, float *out)
{
    struct sw_error error = {0};
    struct sw_mind *mind = sw_mind_create(&layout, "portable", &error);
    uint16_t previous[SW_TILE];

    ck_assert_ptr_nonnull(mind);
    sw_mind_begin(mind, weights, NULL);
    for (uint32_t tick = 0; tick < ticks; tick++) {
        sw_mind_previous(previous, tick + 1 == ticks ? last : (uint16_t)(tick % 3));
        sw_mind_think(mind, previous);
    }
    sw_mind_edit(mind, out);
    sw_mind_destroy(mind);
}

static bool alike(const float *a, const float *b)
{
    return memcmp(a, b, 5 * sizeof *a) == 0;
}

START_TEST(without_memory_the_past_is_nothing)
{
    float now[SW_TILE * SW_LANES], later[SW_TILE * SW_LANES], other[SW_TILE * SW_LANES];

    think(whole, 1, 1, now);
    think(whole, 4, 1, later);
    ck_assert(!alike(now, later));
    remove_part(SW_PART_MEMORY);
    think(without, 1, 1, now);
    think(without, 4, 1, later);
    ck_assert(alike(now, later));
    think(without, 4, 2, other);
    ck_assert(!alike(now, other));
    remove_part(SW_PART_EDITS);
    think(without, 1, 1, now);
    think(without, 1, 2, other);
    ck_assert(alike(now, other));
}
END_TEST

START_TEST(experts_are_all_silent)
{
    remove_part(SW_PART_EXPERTS);
    for (uint32_t t = 0; t < layout.tensors; t++)
        ck_assert_int_eq(changed(t) > 0, t >= SW_THOUGHT && layout.tensor[t].rows > 1);
}
END_TEST

/* Forecasts are a part of their own, which thought experts leave alone. */
START_TEST(forecasts_are_erased_alone)
{
    uint32_t first, other = 0;

    end();
    begin_with(sw_organism_senses());
    first = sw_foresight_first(&layout);
    ck_assert_uint_lt(first, layout.tensors);
    remove_part(SW_PART_FORECAST);
    for (uint32_t t = 0; t < first; t++)
        other += changed(t);
    ck_assert_uint_eq(other, 0);
    ck_assert_uint_gt(changed_in_all(), 0);
    for (uint32_t t = first; t < layout.tensors; t++)
        for (uint32_t i = 0; i < layout.tensor[t].rows * layout.tensor[t].stride; i++)
            ck_assert_float_eq(without[layout.tensor[t].offset + i], 0);
    remove_part(SW_PART_EXPERTS);
    for (uint32_t t = first; t < layout.tensors; t++)
        ck_assert_uint_eq(changed(t), 0);
    ck_assert_uint_gt(changed_in_all(), 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("parts");
    TCase *t = tcase_create("parts");

    tcase_add_checked_fixture(t, begin, end);
    tcase_add_test(t, what_is_no_weight_changes_none);
    tcase_add_test(t, rows_of_sight_are_parted);
    tcase_add_test(t, without_memory_the_past_is_nothing);
    tcase_add_test(t, experts_are_all_silent);
    tcase_add_test(t, forecasts_are_erased_alone);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_plain_puzzle.c - the puzzles that worlds draw against those made and checked the plain way,
 * bit for bit, and what was thrown away for them. */
#include "tests/reference/plain_puzzle.h"
#include "settings/settings.h"
#include "world/puzzle/generator.h"
#include "tests/unit/reference/law_plain.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

/* SW_PLAIN_PUZZLES in the environment asks for so many of each kind instead. */
static uint32_t wanted(uint32_t usual)
{
    const char *text = getenv("SW_PLAIN_PUZZLES");

    return text != NULL ? (uint32_t)strtoul(text, NULL, 10) : usual;
}

/* As in the default config but for these; the first two are what bench draws. No canvas is larger
 * than 16x16: it cannot have more organisms than are labelled. */
static const struct kind {
    const char *laws; /* NULL: its laws */
    int side_min, side_max, colours;
    bool discriminating;
    uint32_t puzzles;
} kinds[] = {
    {NULL, 10, 10, 0, true, 20000},
    {"all", 10, 10, 0, true, 2500},
    {"all", 3, 14, 9, true, 500},
    {"all,-rest,-recolour", 3, 16, 4, false, 1000},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* What is counted is the same; what is not may be anything. */
static bool same_puzzle(const struct sw_puzzle *a, const struct sw_puzzle *b)
{
    if (a->demonstrations != b->demonstrations || a->tests != b->tests || a->id != b->id ||
        a->rule != b->rule || a->parts != b->parts || a->part[0] != b->part[0] ||
        a->ground != b->ground || a->has_teacher != b->has_teacher ||
        !sw_program_equal(&a->teacher, &b->teacher) ||
        memcmp(&a->teacher_progress, &b->teacher_progress, sizeof a->teacher_progress) != 0 ||
        memcmp(a->test_has_target, b->test_has_target, sizeof a->test_has_target) != 0)
        return false;
    return memcmp(a->demonstration, b->demonstration, a->demonstrations * sizeof(struct sw_pair)) ==
               0 &&
           memcmp(a->test, b->test, a->tests * sizeof(struct sw_pair)) == 0;
}

START_TEST(test_puzzles)
{
    const struct kind *kind = &kinds[_i];
    struct sw_worlds_settings settings;
    struct sw_settings defaults;
    uint32_t puzzles = wanted(kind->puzzles), rules;
    static struct sw_plain_maker maker;
    struct sw_worlds_tally tally = {0}, plainly = {0};
    struct sw_error error = {0};
    struct sw_worlds *worlds;

    ck_assert(sw_parameters_defaults(sw_settings_table, &defaults, &error) == 0);
    settings = sw_settings_worlds(&defaults);
    settings.laws = kind->laws != NULL ? kind->laws : settings.laws;
    settings.side_min = kind->side_min;
    settings.side_max = kind->side_max;
    settings.square = kind->side_min == kind->side_max;
    settings.colours = kind->colours != 0 ? kind->colours : settings.colours;
    settings.discriminating = kind->discriminating;
    worlds = sw_worlds_create(&settings, NULL, NULL, &error);
    ck_assert_msg(worlds != NULL, "%s", error.text);
    for (uint32_t m = 0; m < sw_worlds_rows(worlds); m++)
        plain_law_of(sw_worlds_rule(worlds, m));
    ck_assert(sw_plain_maker_begin(&settings, worlds, &maker));
    rules = sw_worlds_rules(worlds);
    for (uint32_t k = 0; k < puzzles; k++) {
        enum sw_purpose purpose = k % 4 == 0 ? SW_RANDOM_EXAMINATION : SW_RANDOM_PUZZLE;
        uint32_t rule = k * 7919u % rules;
        static struct sw_puzzle one, two;

        quick_assert(sw_worlds_puzzle_tally(worlds, 3, purpose, k, rule, &one, &tally, &error) ==
                     0);
        quick_assert(sw_plain_puzzle(&maker, 3, purpose, k, rule, &two, &plainly) == 0);
        if (memcmp(&tally, &plainly, sizeof tally) != 0)
            ck_abort_msg("puzzle %u of %s took %u throws and %u attempts so far, plainly %u and %u",
                         k, sw_worlds_rule(worlds, rule)->name, (unsigned)tally.throws,
                         (unsigned)tally.attempts, (unsigned)plainly.throws,
                         (unsigned)plainly.attempts);
        if (!same_puzzle(&one, &two))
            ck_abort_msg("puzzle %u of %s is another one plainly", k,
                         sw_worlds_rule(worlds, rule)->name);
    }
    ck_assert_uint_eq(tally.puzzles, puzzles);
    if (kind->discriminating && kind->laws != NULL)
        ck_assert_uint_gt(tally.ambiguous, puzzles / 50);
    ck_assert_uint_gt(tally.not_ours, puzzles / 4);
    ck_assert_uint_gt(tally.no_show, puzzles / 4);
    sw_worlds_destroy(worlds);
}
END_TEST

/* What it does not make, it says. */
START_TEST(test_refused)
{
    struct sw_worlds_settings settings = {.laws = "mirror,turn",
                                          .source = "generated",
                                          .side_min = 5,
                                          .side_max = 8,
                                          .colours = 5,
                                          .organisms_min = 2,
                                          .organisms_max = 4,
                                          .demonstrations_min = 2,
                                          .demonstrations_max = 3,
                                          .discriminating = true,
                                          .composed = 0.5};
    static struct sw_plain_maker maker;
    struct sw_worlds *worlds = sw_worlds_create(&settings, NULL, NULL, NULL);

    ck_assert_ptr_nonnull(worlds);
    ck_assert(sw_plain_maker_begin(&settings, worlds, &maker));
    settings.compose = 2;
    ck_assert(!sw_plain_maker_begin(&settings, worlds, &maker));
    settings.compose = 1;
    settings.distractors = 1;
    ck_assert(!sw_plain_maker_begin(&settings, worlds, &maker));
    settings.distractors = 0;
    settings.occlusion = 0.5;
    ck_assert(!sw_plain_maker_begin(&settings, worlds, &maker));
    settings.occlusion = 0;
    settings.background = 0.5;
    ck_assert(!sw_plain_maker_begin(&settings, worlds, &maker));
    sw_worlds_destroy(worlds);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("plain_puzzle");
    TCase *t = tcase_create("plain_puzzle");

    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_puzzles, 0, KINDS);
    tcase_add_test(t, test_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

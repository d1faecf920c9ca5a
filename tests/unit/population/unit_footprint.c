#include "population/footprint.h"

#include "population/travel.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

static struct sw_footprint of(const struct fixture *f, uint32_t ranks)
{
    return sw_footprint(&f->settings, &f->layout, ranks);
}

/* With other settings, the third of which may be NULL. */
static struct sw_footprint with_all(const char *set, const char *more, const char *third)
{
    struct fixture f;
    struct sw_footprint out;

    fixture_settings(&f, "run.members=640", set, more, third, NULL);
    out = of(&f, 1);
    fixture_end(&f);
    return out;
}

static struct sw_footprint with(const char *set, uint32_t ranks)
{
    struct fixture f;
    struct sw_footprint out;

    fixture_settings(&f, "run.members=640", set, NULL);
    out = of(&f, ranks);
    fixture_end(&f);
    return out;
}

START_TEST(parts_make_the_sum)
{
    struct sw_footprint footprint = with("run.islands=3", 2);
    uint64_t sum = 0;

    for (uint32_t i = 0; i < SW_FOOTPRINT_PARTS; i++)
        sum += footprint.part[i];
    ck_assert_uint_eq(sum, footprint.bytes);
}
END_TEST

/* What is counted is what the run allocates. */
START_TEST(counts_are_those_of_the_run)
{
    struct fixture f;
    struct sw_footprint footprint;
    struct sw_breeding breeding;
    uint64_t weights;

    fixture_settings(&f, "run.members=640", "run.islands=3", "life.worlds=7", "language.length=5",
                     NULL);
    footprint = of(&f, 1);
    weights = (uint64_t)f.layout.floats * sizeof(float);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    ck_assert_uint_eq(footprint.part[SW_FOOTPRINT_TOKENS],
                      2 * 3 * breeding.litters * SW_LITTER_MEMBERS * 7 * 5);
    ck_assert_uint_eq(footprint.part[SW_FOOTPRINT_NOISE],
                      3 * (uint64_t)breeding.litters * SW_NOISE_PAIRS *
                          (f.layout.noise + f.layout.shape.sight_rows) * sizeof(float));
    /* Weights and two moments, of this generation and the next. */
    ck_assert_uint_ge(footprint.part[SW_FOOTPRINT_PARENTS], 3 * 2 * 3 * weights);
    ck_assert_uint_le(footprint.part[SW_FOOTPRINT_PARENTS], 3 * 2 * 3 * weights + (1u << 20));
    sw_breeding_end(&breeding);
    fixture_end(&f);
}
END_TEST

START_TEST(grows_with_what_is_named)
{
    static const struct {
        const char *less, *more;
        enum sw_footprint_part part;
    } cases[] = {
        {"run.islands=1", "run.islands=9", SW_FOOTPRINT_PARENTS},
        {"agent.hidden=16", "agent.hidden=256", SW_FOOTPRINT_PARENTS},
        {"run.keyframe_every=1000", "run.keyframe_every=2", SW_FOOTPRINT_KEYFRAMES},
        {"run.members=320", "run.members=3200", SW_FOOTPRINT_NOISE},
        {"life.worlds=6", "life.worlds=60", SW_FOOTPRINT_WORLDS},
        {"worlds.side_max=7", "worlds.side_max=30", SW_FOOTPRINT_WORLDS},
        {"life.worlds=6", "life.worlds=60", SW_FOOTPRINT_TOKENS},
        {"language.length=1", "language.length=8", SW_FOOTPRINT_TOKENS},
        {"run.members=320", "run.members=3200", SW_FOOTPRINT_SCORES},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sw_footprint less = with(cases[i].less, 1), more = with(cases[i].more, 1);

        ck_assert_msg(more.part[cases[i].part] > less.part[cases[i].part] &&
                          more.bytes > less.bytes,
                      "%s", cases[i].more);
    }
}
END_TEST

/* Speakers that verify think in a room of their own, and listeners that learn hear of another. */
START_TEST(verified_words_take_room)
{
    static const enum sw_footprint_part part = SW_FOOTPRINT_WORLDS;
    static const char verified[] = "language.speak_from=verified", rule[] = "learning.rule=mirror";
    uint64_t none = with_all(rule, "language.speak_from=decision", NULL).part[part];
    uint64_t some = with_all(rule, verified, NULL).part[part];
    uint64_t hearing = with_all(rule, verified, "learning.hearing=yes").part[part];
    uint64_t taught = with_all("learning.hearing=yes", verified, NULL).part[part];
    uint64_t more = with_all(rule, verified, "language.thoughts=1000").part[part];

    ck_assert_uint_gt(some, none);
    ck_assert_uint_gt(more, some);
    ck_assert_uint_eq(hearing - some, some - none);
    ck_assert_uint_eq(taught - with("run.islands=1", 1).part[part], some - none);
}
END_TEST

/* What is dealt to ranks is divided, and so is what belongs to the islands that a rank hosts. */
START_TEST(ranks_share)
{
    struct sw_footprint one = with("run.islands=4", 1), four = with("run.islands=4", 4);

    ck_assert_uint_eq(one.part[SW_FOOTPRINT_NOISE], 4 * four.part[SW_FOOTPRINT_NOISE]);
    ck_assert_uint_eq(one.part[SW_FOOTPRINT_TOKENS], 4 * four.part[SW_FOOTPRINT_TOKENS]);
    ck_assert_uint_eq(one.part[SW_FOOTPRINT_WORLDS], 4 * four.part[SW_FOOTPRINT_WORLDS]);
    ck_assert_uint_eq(one.part[SW_FOOTPRINT_PARENTS], 4 * four.part[SW_FOOTPRINT_PARENTS]);
    ck_assert_uint_eq(one.part[SW_FOOTPRINT_PLANS], 0); /* they are there already */
    ck_assert_uint_eq(four.part[SW_FOOTPRINT_PLANS], 0);
    four = with("migration.every=5", 4); /* of one island */
    ck_assert_uint_eq(four.part[SW_FOOTPRINT_PLANS], 0);
}
END_TEST

/* Of 4 islands on 2 ranks rank 0 sends the emigrants of 2 to the other rank, and has room for all
 * that an individual can have for those of the other 2; 3 generations are under way. */
START_TEST(letters_under_way_take_room)
{
    static const char *const topology[] = {"migration.topology=unconnected",
                                           "migration.topology=ring", "migration.topology=full"};
    uint64_t bytes[3][2], weights = 0;

    for (int i = 0; i < 3; i++) {
        struct fixture f;

        fixture_settings(&f, "run.members=640", "run.islands=4", "selection.scheme=tournament",
                         "migration.every=1", "migration.delay=2", topology[i], NULL);
        weights = (uint64_t)f.layout.floats * sizeof(float);
        bytes[i][0] = of(&f, 1).part[SW_FOOTPRINT_PARENTS];
        bytes[i][1] = of(&f, 2).part[SW_FOOTPRINT_PARENTS];
        fixture_end(&f);
    }
    ck_assert_uint_eq(bytes[1][0], bytes[0][0]);
    ck_assert_uint_eq(bytes[2][0], bytes[0][0]);
    ck_assert_uint_eq(bytes[1][1] - bytes[0][1], 3 * (1 + 1 * SW_GENOME_ARRAYS) * weights);
    ck_assert_uint_eq(bytes[2][1] - bytes[0][1], 3 * (2 + 2 * SW_GENOME_ARRAYS) * weights);
}
END_TEST

START_TEST(surfaces_take_room)
{
    static const enum sw_footprint_part part = SW_FOOTPRINT_SCORES;

    ck_assert_uint_eq(with_all("run.islands=3", "run.surface=yes", NULL).part[part] -
                          with_all("run.islands=3", "run.surface=no", NULL).part[part],
                      3 * 640 * 3 * sizeof(uint64_t));
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
    struct sw_footprint footprint = with("run.islands=1", 1);
    struct sw_machine_memory memory = {footprint.bytes, "the machine"};
    struct sw_error error = {0};

    ck_assert_int_eq(sw_footprint_check(&footprint, memory, &error), 0);
    memory.bytes = UINT64_MAX;
    ck_assert_int_eq(sw_footprint_check(&footprint, memory, &error), 0);
    for (uint32_t part = 0; part < SW_FOOTPRINT_PARTS; part++) {
        static const char *const keys[SW_FOOTPRINT_PARTS] = {
            "nothing",     "run.islands", "run.islands", "run.members",
            "life.worlds", "life.worlds", "run.members", "run.islands"};
        struct sw_footprint most = {.bytes = 101, .part = {1, 1, 1, 1, 1, 1, 1, 1}};

        most.part[part] = 94;
        memory.bytes = 100;
        error.code = 0;
        ck_assert_int_eq(sw_footprint_check(&most, memory, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(error.text, "lower "));
        ck_assert_msg(strstr(strstr(error.text, "lower "), keys[part]) != NULL, "%s", error.text);
    }
}
END_TEST

START_TEST(the_machine_has_some)
{
    struct sw_machine_memory one = sw_machine_memory(1), four = sw_machine_memory(4);

    ck_assert_ptr_nonnull(one.what);
    ck_assert_uint_gt(one.bytes, 0);
    ck_assert_uint_le(four.bytes, one.bytes);
    ck_assert_uint_eq(sw_machine_memory(0).bytes, one.bytes);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("footprint");
    TCase *t = tcase_create("footprint");

    tcase_add_test(t, parts_make_the_sum);
    tcase_add_test(t, counts_are_those_of_the_run);
    tcase_add_test(t, grows_with_what_is_named);
    tcase_add_test(t, verified_words_take_room);
    tcase_add_test(t, ranks_share);
    tcase_add_test(t, letters_under_way_take_room);
    tcase_add_test(t, surfaces_take_room);
    tcase_add_test(t, what_does_not_fit_is_refused);
    tcase_add_test(t, the_machine_has_some);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

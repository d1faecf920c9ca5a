/* Tests of record/record: records read back bit for bit, hostile ones end in a sentence. */
#include "record/record.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static uint32_t random_state = 1;

static uint32_t draw(void)
{
    random_state = random_state * 1664525u + 1013904223u;
    return random_state >> 8;
}

static void expect_damaged(const struct sw_error *error)
{
    ck_assert_int_eq(error->code, SW_EXIT_DAMAGED);
    ck_assert_int_gt((int)strlen(error->text), 20);
}

START_TEST(test_identities)
{
    static const struct sw_identity_space spaces[] = {
        {1, 1, 0}, {1, 256, 0}, {3, 7, 0}, {64, 32, 0}, {SW_ISLANDS_MAX, SW_ISLAND_MEMBERS_MAX, 0}};

    for (size_t s = 0; s < sizeof spaces / sizeof *spaces; s++) {
        struct sw_identity_space space = spaces[s];
        uint64_t last = sw_identity_generations(space) - 1, next = space.islands;

        ck_assert(sw_identity_space_valid(space));
        ck_assert(sw_identity_of(space, space.islands - 1).founder);
        ck_assert_uint_eq(sw_identity_of(space, space.islands - 1).island, space.islands - 1);
        for (int i = 0; i < 3000; i++) { /* ids follow each other without gap or overlap */
            struct sw_identity identity = sw_identity_of(space, next);

            ck_assert(!identity.founder);
            ck_assert_uint_eq(
                sw_identity_id(space, identity.generation, identity.island, identity.slot), next);
            next++;
        }
        for (int i = 0; i < 1000; i++) {
            uint64_t generation = i == 0 ? last : ((uint64_t)draw() << 24 | draw()) % (last + 1);
            uint32_t island = draw() % space.islands, slot = draw() % (space.members + 1);
            struct sw_identity identity =
                sw_identity_of(space, sw_identity_id(space, generation, island, slot));

            ck_assert(!identity.founder);
            ck_assert_uint_eq(identity.generation, generation);
            ck_assert_uint_eq(identity.island, island);
            ck_assert_uint_eq(identity.slot, slot);
        }
    }
    ck_assert(!sw_identity_space_valid((struct sw_identity_space){0, 1, 0}));
    ck_assert(!sw_identity_space_valid((struct sw_identity_space){1, 0, 0}));
    ck_assert(!sw_identity_space_valid((struct sw_identity_space){SW_ISLANDS_MAX + 1, 1, 0}));
}
END_TEST

static struct sw_births sample_births(uint32_t litters)
{
    struct sw_births births = {.recombines = true, .litters = litters};

    births.litter = calloc(litters + 1, sizeof *births.litter);
    for (uint32_t i = 0; i < litters; i++)
        births.litter[i] = (struct sw_litter){
            .parent = 70000 + i,
            .mate = 70000 + i,
            .seed = 0x9e3779b97f4a7c15u * (i + 1),
            .strength = 0.02f * (float)(i + 1),
            .evolve = (uint8_t)(i % 8),
            .clone = i % 2 == 1,
        };
    return births;
}

START_TEST(test_births)
{
    for (uint32_t litters = 0; litters < 40; litters++) {
        struct sw_births births = sample_births(litters), back;
        struct sw_error error = {0};
        size_t size;
        void *bytes = sw_births_pack(&births, &size, &error);

        ck_assert_ptr_nonnull(bytes);
        ck_assert_int_eq(sw_births_unpack(bytes, size, &back, &error), 0);
        ck_assert_uint_eq(back.litters, litters);
        ck_assert(back.recombines);
        for (uint32_t i = 0; i < litters; i++) {
            ck_assert_uint_eq(back.litter[i].parent, births.litter[i].parent);
            ck_assert_uint_eq(back.litter[i].mate, births.litter[i].mate);
            ck_assert_uint_eq(back.litter[i].seed, births.litter[i].seed);
            ck_assert(back.litter[i].strength == births.litter[i].strength);
            ck_assert_uint_eq(back.litter[i].evolve, births.litter[i].evolve);
            ck_assert(back.litter[i].clone == births.litter[i].clone);
        }
        sw_births_free(&back);
        free(births.litter);
        free(bytes);
    }
}
END_TEST

START_TEST(test_scores)
{
    static const float scores[6] = {0.0f, -0.0f, 1.0f, -1e-45f, 3.4e38f, 0.1f};
    struct sw_error error = {0};
    float back[6];
    size_t size;
    void *bytes = sw_scores_pack(scores, 6, &size, &error);

    ck_assert_int_eq(sw_scores_unpack(bytes, size, back, 6, &error), 0);
    ck_assert_mem_eq(back, scores, sizeof scores);
    ck_assert_int_eq(sw_scores_unpack(bytes, size, back, 5, &error), -1);
    expect_damaged(&error);
    error.code = 0;
    ck_assert_ptr_null(sw_scores_pack(&(float){NAN}, 1, &(size_t){0}, &error));
    ck_assert_int_eq(error.code, SW_EXIT_INTERNAL);
    /* One that stands in the bytes all the same. */
    memcpy((uint8_t *)bytes + size - 4, "\x00\x00\x80\x7f", 4);
    error.code = 0;
    ck_assert_int_eq(sw_scores_unpack(bytes, size, back, 6, &error), -1);
    expect_damaged(&error);
    free(bytes);
}
END_TEST

START_TEST(test_statistics)
{
    struct sw_statistics statistics = {
        .best = 0.1, .mean = -2.5, .deviation = 0.25, .best_id = 123456789012u, .phase = 3};
    struct sw_statistics back;
    struct sw_error error = {0};
    size_t size;
    void *bytes = sw_statistics_pack(&statistics, &size, &error);

    ck_assert_int_eq(sw_statistics_unpack(bytes, size, &back, &error), 0);
    ck_assert(back.best == statistics.best && back.mean == statistics.mean &&
              back.deviation == statistics.deviation);
    ck_assert_uint_eq(back.best_id, statistics.best_id);
    ck_assert_uint_eq(back.phase, 3);
    free(bytes);
    statistics.deviation = -1.0;
    bytes = sw_statistics_pack(&statistics, &size, &error);
    ck_assert_int_eq(sw_statistics_unpack(bytes, size, &back, &error), -1);
    expect_damaged(&error);
    free(bytes);
    statistics.mean = (double)NAN;
    error.code = 0;
    ck_assert_ptr_null(sw_statistics_pack(&statistics, &size, &error));
    ck_assert_int_eq(error.code, SW_EXIT_INTERNAL);
}
END_TEST

START_TEST(test_keyframes)
{
    float weights[1000], first[1000], second[1000];
    struct sw_error error = {0};

    for (int i = 0; i < 1000; i++) {
        weights[i] = (float)draw() / 1000.0f;
        first[i] = -weights[i];
        second[i] = weights[i] * weights[i];
    }
    /* 2: with what cma remembers; 3: learning; 4 and 5: what earlier laws are kept by */
    for (int moments = 0; moments < 6; moments++) {
        struct sw_keyframe keyframe = {.id = 17,
                                       .steps = 5,
                                       .parameters = 1000,
                                       .weights = weights,
                                       .first_moment = moments ? first : NULL,
                                       .second_moment = moments ? second : NULL,
                                       .sigma = moments == 2 ? 0.3 : 0,
                                       .length_path = moments == 2 ? first : NULL,
                                       .learned_steps = moments == 3 ? 9 : 0,
                                       .learned_first = moments == 3 ? first : NULL,
                                       .learned_second = moments == 3 ? second : NULL,
                                       .learned_back = moments == 3 ? weights : NULL,
                                       .birth = moments == 3 ? second : NULL,
                                       .anchor = moments >= 4 ? first : NULL,
                                       .importance = moments == 5 ? second : NULL,
                                       .marks = moments == 3 ? first : NULL};
        struct sw_keyframe back;
        size_t size;
        void *bytes = sw_keyframe_pack(&keyframe, &size, &error);

        ck_assert_int_eq(sw_keyframe_unpack(bytes, size, &back, &error), 0);
        ck_assert_uint_eq(back.id, 17);
        ck_assert_uint_eq(back.steps, 5);
        ck_assert_uint_eq(back.parameters, 1000);
        ck_assert_mem_eq(back.weights, weights, sizeof weights);
        ck_assert((back.first_moment != NULL) == (moments > 0));
        ck_assert((back.second_moment != NULL) == (moments > 0));
        ck_assert((back.length_path != NULL) == (moments == 2));
        ck_assert(back.sigma == keyframe.sigma);
        if (moments == 2)
            ck_assert_mem_eq(back.length_path, first, sizeof first);
        ck_assert_uint_eq(back.learned_steps, keyframe.learned_steps);
        if (moments == 3) {
            ck_assert_mem_eq(back.learned_first, first, sizeof first);
            ck_assert_mem_eq(back.learned_second, second, sizeof second);
            ck_assert_mem_eq(back.learned_back, weights, sizeof weights);
            ck_assert_mem_eq(back.birth, second, sizeof second);
        } else {
            ck_assert(back.learned_first == NULL && back.learned_second == NULL &&
                      back.learned_back == NULL && back.birth == NULL);
        }
        ck_assert((back.anchor != NULL) == (moments >= 4));
        ck_assert((back.importance != NULL) == (moments == 5));
        ck_assert((back.marks != NULL) == (moments == 3));
        if (moments == 3)
            ck_assert_mem_eq(back.marks, first, sizeof first);
        if (moments >= 4)
            ck_assert_mem_eq(back.anchor, first, sizeof first);
        if (moments == 5)
            ck_assert_mem_eq(back.importance, second, sizeof second);
        if (moments) {
            ck_assert_mem_eq(back.first_moment, first, sizeof first);
            ck_assert_mem_eq(back.second_moment, second, sizeof second);
        }
        sw_keyframe_free(&back);
        free(bytes);
    }
    weights[999] = INFINITY;
    ck_assert_ptr_null(
        sw_keyframe_pack(&(struct sw_keyframe){.id = 5, .parameters = 1000, .weights = weights},
                         &(size_t){0}, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "member 5"));
}
END_TEST

START_TEST(test_run_and_state)
{
    struct sw_run_record run = {.seed = UINT64_MAX,
                                .parameters = 31337,
                                .behaviour = 7,
                                .space = {4, 256},
                                .config = (char *)"[run]\nseed = 1 # \xc3\xa9\n",
                                .version = (char *)"0.1"};
    struct sw_run_record back;
    struct sw_error error = {0};
    uint64_t generations;
    size_t size;
    void *bytes = sw_run_pack(&run, &size, &error);

    ck_assert_int_eq(sw_run_unpack(bytes, size, &back, &error), 0);
    ck_assert_uint_eq(back.seed, UINT64_MAX);
    ck_assert_uint_eq(back.parameters, 31337);
    ck_assert_uint_eq(back.behaviour, 7);
    ck_assert_uint_eq(back.space.islands, 4);
    ck_assert_uint_eq(back.space.members, 256);
    ck_assert_str_eq(back.config, run.config);
    ck_assert_str_eq(back.version, "0.1");
    sw_run_free(&back);
    free(bytes);
    run.config = (char *)"[run]\n\x1b]0;owned\x07";
    ck_assert_ptr_null(sw_run_pack(&run, &size, &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    error.code = 0;
    run.config = (char *)"";
    run.space.islands = 0;
    bytes = sw_run_pack(&run, &size, &error);
    ck_assert_int_eq(sw_run_unpack(bytes, size, &back, &error), -1);
    expect_damaged(&error);
    free(bytes);
    error.code = 0;
    bytes = sw_state_pack(123456, &size, &error);
    ck_assert_int_eq(sw_state_unpack(bytes, size, &generations, &error), 0);
    ck_assert_uint_eq(generations, 123456);
    /* A record of one kind is none of another. */
    ck_assert_int_eq(sw_run_unpack(bytes, size, &back, &error), -1);
    expect_damaged(&error);
    free(bytes);
}
END_TEST

/* A litter of two parents keeps both; one parent takes no byte for a mate. */
START_TEST(test_mates)
{
    struct sw_litter litter[2] = {{.parent = 9, .mate = 9, .strength = 0.1f},
                                  {.parent = 9, .mate = 5, .strength = 0.1f}};
    struct sw_births births = {.litters = 2, .litter = litter}, back;
    size_t size, alone;
    void *bytes = sw_births_pack(&births, &size, NULL);

    ck_assert_int_eq(sw_births_unpack(bytes, size, &back, NULL), 0);
    ck_assert_uint_eq(back.litter[0].mate, 9);
    ck_assert_uint_eq(back.litter[1].mate, 5);
    sw_births_free(&back);
    free(bytes);
    litter[1].mate = 9;
    free(sw_births_pack(&births, &alone, NULL));
    ck_assert_uint_eq(alone + 1, size);
}
END_TEST

/* What schemes see and do, and how islands began again: there and back; width and kind are checked.
 */
START_TEST(test_selection_records)
{
    float observed[6] = {0.5f, -1, 2, 3, 4, 1e-20f}, again[6];
    uint64_t ids[3] = {7, 70000, UINT64_MAX - 1}, *stood;
    struct sw_refounded origin = {{3, 4}, 11, 12, 1, 99, 0.25f, 5}, origin_again;
    struct sw_realised realised = {1.5, 0.25, 7, 0.5, 0.125}, realised_again;
    struct sw_error error = {0};
    uint32_t count;
    size_t size;
    void *bytes = sw_observed_pack(observed, 3, 2, &size, NULL);

    ck_assert_int_eq(sw_observed_unpack(bytes, size, again, 3, 2, NULL), 0);
    ck_assert_mem_eq(observed, again, sizeof observed);
    ck_assert_int_eq(sw_observed_check(bytes, size, 3, NULL), 0);
    ck_assert_int_eq(sw_observed_unpack(bytes, size, again, 2, 3, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    free(bytes);
    bytes = sw_standing_pack(ids, 3, &size, NULL);
    ck_assert_int_eq(sw_standing_unpack(bytes, size, &stood, &count, NULL), 0);
    ck_assert_uint_eq(count, 3);
    ck_assert_mem_eq(ids, stood, sizeof ids);
    free(stood);
    ck_assert_int_eq(sw_standing_unpack(bytes, size - 1, &stood, &count, NULL), -1);
    free(bytes);
    bytes = sw_refounded_pack(&origin, &size, NULL);
    ck_assert_int_eq(sw_refounded_unpack(bytes, size, &origin_again, NULL), 0);
    ck_assert_uint_eq(origin_again.island[1], 4);
    ck_assert_uint_eq(origin_again.mate, 12);
    ck_assert_uint_eq(origin_again.seed, 99);
    ck_assert(origin_again.strength == 0.25f);
    free(bytes);
    bytes = sw_realised_pack(&realised, &size, NULL);
    ck_assert_int_eq(sw_realised_unpack(bytes, size, &realised_again, NULL), 0);
    ck_assert_mem_eq(&realised, &realised_again, sizeof realised);
    free(bytes);
}
END_TEST

/* Who left an island: nobody in the third place, so it is not there afterwards. */
static struct sw_departure sample_departure(void)
{
    static struct sw_emigrant emigrant[4] = {
        {70, false, 1.5}, {7000, false, -0.25}, {SW_NOBODY, false, 9}, {71, true, 0.125}};
    static float observed[8] = {1, 2, 3, 4, 99, 99, 7, 8};
    static struct sw_route way[3] = {{0, false}, {3, true}, {3, false}};

    return (struct sw_departure){12, 4, 3, emigrant, 2, observed, way};
}

START_TEST(test_departures)
{
    static const uint32_t place[3] = {0, 1, 3};
    struct sw_departure departure = sample_departure(), again;
    size_t size;
    void *bytes = sw_departure_pack(&departure, &size, NULL);

    ck_assert_int_eq(sw_departure_unpack(bytes, size, &again, NULL), 0);
    ck_assert_uint_eq(again.due, 12);
    ck_assert_uint_eq(again.emigrants, 3);
    ck_assert_uint_eq(again.width, 2);
    for (uint32_t i = 0; i < 3; i++) {
        const struct sw_emigrant *was = &departure.emigrant[place[i]], *is = &again.emigrant[i];

        ck_assert_uint_eq(is->id, was->id);
        ck_assert(is->parent == was->parent && is->score == was->score);
        ck_assert_mem_eq(again.observed + (size_t)i * 2, departure.observed + (size_t)place[i] * 2,
                         2 * sizeof(float));
    }
    ck_assert_uint_eq(again.ways, 3);
    for (uint32_t i = 0; i < 3; i++)
        ck_assert(again.way[i].to == departure.way[i].to &&
                  again.way[i].parent == departure.way[i].parent);
    sw_departure_free(&again);
    for (size_t cut = 0; cut < size; cut++) {
        struct sw_error error = {0};

        ck_assert_int_eq(sw_departure_unpack(bytes, cut, &again, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
        ck_assert_ptr_null(again.emigrant);
    }
    free(bytes);
}
END_TEST

START_TEST(test_bytes_per_birth)
{
    struct sw_births births = sample_births(8);
    float scores[256] = {0};
    size_t births_size, scores_size;

    free(sw_births_pack(&births, &births_size, NULL));
    free(sw_scores_pack(scores, 256, &scores_size, NULL));
    free(births.litter);
    printf("# 256 births: %zu bytes, their scores: %zu bytes, %.2f bytes per birth\n", births_size,
           scores_size, (double)(births_size + scores_size) / 256.0);
    fflush(stdout);
    ck_assert_uint_eq(births_size + scores_size, 1223); /* README.md and docs/stores.md say 4.8 */
}
END_TEST

/* ---- hostile bytes ---- */

static int unpack_births(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_births out;
    int result = sw_births_unpack(bytes, size, &out, error);

    sw_births_free(&out); /* fine after a failure too */
    return result;
}

static int unpack_scores(const void *bytes, size_t size, struct sw_error *error)
{
    float out[64];

    return sw_scores_unpack(bytes, size, out, 64, error);
}

static int unpack_statistics(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_statistics out;

    return sw_statistics_unpack(bytes, size, &out, error);
}

static int unpack_keyframe(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_keyframe out;
    int result = sw_keyframe_unpack(bytes, size, &out, error);

    sw_keyframe_free(&out);
    return result;
}

static int unpack_run(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_run_record out;
    int result = sw_run_unpack(bytes, size, &out, error);

    sw_run_free(&out);
    return result;
}

static int unpack_state(const void *bytes, size_t size, struct sw_error *error)
{
    uint64_t generations;

    return sw_state_unpack(bytes, size, &generations, error);
}

static int unpack_departure(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_departure out;
    int result = sw_departure_unpack(bytes, size, &out, error);

    sw_departure_free(&out);
    return result;
}

static void *sample(int kind, size_t *size)
{
    struct sw_departure departure = sample_departure();
    float values[64] = {1.0f, 2.0f};
    struct sw_births births;
    void *bytes = NULL;

    switch (kind) {
    case 0:
        births = sample_births(4);
        bytes = sw_births_pack(&births, size, NULL);
        free(births.litter);
        break;
    case 1:
        bytes = sw_scores_pack(values, 64, size, NULL);
        break;
    case 2:
        bytes =
            sw_statistics_pack(&(struct sw_statistics){.best = 1.0, .deviation = 0.5}, size, NULL);
        break;
    case 3:
        bytes = sw_keyframe_pack(&(struct sw_keyframe){.id = 1,
                                                       .parameters = 16,
                                                       .weights = values,
                                                       .first_moment = values,
                                                       .second_moment = values},
                                 size, NULL);
        break;
    case 4:
        bytes = sw_run_pack(&(struct sw_run_record){.seed = 1,
                                                    .parameters = 10,
                                                    .space = {2, 64},
                                                    .config = (char *)"[run]\nseed = 1\n",
                                                    .version = (char *)"0.1"},
                            size, NULL);
        break;
    case 6:
        bytes = sw_keyframe_pack(&(struct sw_keyframe){.id = 1,
                                                       .parameters = 16,
                                                       .weights = values,
                                                       .first_moment = values,
                                                       .second_moment = values,
                                                       .sigma = 0.5,
                                                       .length_path = values},
                                 size, NULL);
        break;
    case 7:
        bytes = sw_keyframe_pack(&(struct sw_keyframe){.id = 1,
                                                       .parameters = 16,
                                                       .weights = values,
                                                       .learned_steps = 3,
                                                       .learned_first = values,
                                                       .learned_second = values,
                                                       .birth = values},
                                 size, NULL);
        break;
    case 8:
        bytes = sw_keyframe_pack(&(struct sw_keyframe){.id = 1,
                                                       .parameters = 16,
                                                       .weights = values,
                                                       .anchor = values,
                                                       .importance = values},
                                 size, NULL);
        break;
    case 9:
        bytes = sw_departure_pack(&departure, size, NULL);
        break;
    default:
        bytes = sw_state_pack(7, size, NULL);
    }
    return bytes;
}

static int (*const unpackers[])(const void *, size_t, struct sw_error *) = {
    unpack_births, unpack_scores,   unpack_statistics, unpack_keyframe, unpack_run,
    unpack_state,  unpack_keyframe, unpack_keyframe,   unpack_keyframe, unpack_departure};

#define KINDS (int)(sizeof unpackers / sizeof *unpackers)

/* Every reader takes every mutated record: a value or a sentence, no crash, no leak, no huge
 * allocation. */
START_TEST(test_mutations)
{
    size_t size;
    uint8_t *sound = sample(_i, &size);
    int read = 0;
    struct sw_error none = {0};

    ck_assert_int_eq(unpackers[_i](sound, size, &none), 0);
    for (int turn = 0; turn < 100000; turn++) {
        size_t length = size;
        uint8_t *copy;
        struct sw_error error = {0};

        if (turn % 5 == 0)
            length = draw() % (size + 1);
        copy = malloc(length + 1 + (turn % 7 == 0 ? 9u : 0u));
        memcpy(copy, sound, length);
        if (turn % 7 == 0)
            for (int k = 0; k < 9; k++)
                copy[length++] = (uint8_t)draw();
        for (int k = 0; k <= turn % 4 && length > 0; k++)
            copy[draw() % (turn % 2 == 0 && length > 24 ? 24 : length)] = (uint8_t)draw();
        if (unpackers[turn % 11 == 0 ? draw() % KINDS : (uint32_t)_i](copy, length, &error) == 0) {
            ck_assert_int_eq(error.code, 0);
            read++;
        } else {
            expect_damaged(&error);
        }
        free(copy);
    }
    ck_assert_int_lt(read, 90000);
    free(sound);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("record");
    TCase *c = tcase_create("record");

    tcase_add_test(c, test_identities);
    tcase_add_test(c, test_births);
    tcase_add_test(c, test_scores);
    tcase_add_test(c, test_statistics);
    tcase_add_test(c, test_keyframes);
    tcase_add_test(c, test_run_and_state);
    tcase_add_test(c, test_mates);
    tcase_add_test(c, test_selection_records);
    tcase_add_test(c, test_departures);
    tcase_add_test(c, test_bytes_per_birth);
    tcase_add_loop_test(c, test_mutations, 0, KINDS);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

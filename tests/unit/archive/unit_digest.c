/* Tests of population/digest: the same content has the same digest, anything else has not, and what
 * is wrong is said. */
#include "archive/digest.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/unit_test.h"

#include <fcntl.h>
#include <unistd.h>

static const struct sw_identity_space space = {2, 40, 0};

static void put_statistics(struct sw_store *store, uint64_t generation, uint32_t island,
                           uint64_t best)
{
    struct sw_statistics statistics = {.best = 1.0, .mean = 0.5, .best_id = best};
    size_t size;
    void *bytes = sw_statistics_pack(&statistics, &size, NULL);

    ck_assert_int_eq(
        sw_store_put(store, SW_STORE_STATISTICS, generation, island, bytes, size, NULL), 0);
    free(bytes);
}

static void put_keyframe(struct sw_store *store, uint64_t place, uint64_t id, uint32_t parameters,
                         float weight)
{
    float weights[16] = {weight};
    struct sw_keyframe keyframe = {.id = id, .parameters = parameters, .weights = weights};
    size_t size;
    void *bytes = sw_keyframe_pack(&keyframe, &size, NULL);

    ck_assert_int_eq(sw_store_put(store, SW_STORE_KEYFRAME, place, 0, bytes, size, NULL), 0);
    free(bytes);
}

#define GENERATIONS 9u

/* A whole run. */
static struct sw_store *run(uint32_t seed, float weight)
{
    struct sw_store *store = random_store(space, GENERATIONS, seed);

    for (uint64_t g = 0; g < GENERATIONS; g++)
        for (uint32_t i = 0; i < 2; i++) {
            put_statistics(store, g, i, sw_identity_id(space, g, i, 5));
            if (g % 3 == 0)
                put_keyframe(store, sw_identity_id(space, g, i, 40),
                             sw_identity_id(space, g, i, 40), 10, weight);
        }
    ck_assert_int_eq(sw_store_commit(store, NULL), 0);
    return store;
}

static void digest_of(struct sw_store *store, struct sw_run_digest *out)
{
    struct sw_error error = {0};

    ck_assert_msg(sw_run_digest(store, NULL, NULL, out, &error) == 0, "%s", error.text);
    ck_assert_uint_eq(out->wrong, 0);
    ck_assert_uint_eq(strlen(out->text), 32);
    ck_assert_uint_eq(strspn(out->text, "0123456789abcdef"), 32);
}

START_TEST(test_counts_and_equality)
{
    struct sw_run_digest first, again, other, heavier;
    struct sw_store *store = run(1, 0.5f);

    digest_of(store, &first);
    ck_assert_uint_eq(first.records, 2 + GENERATIONS * 2 * 3 + 6);
    ck_assert_uint_eq(first.records, sw_store_records(store));
    ck_assert_uint_eq(first.generations, GENERATIONS);
    /* Two founders, 40 children on each island, one recombined parent on island 0. */
    ck_assert_uint_eq(first.members, 2 + GENERATIONS * (2 * 40 + 1));
    /* Writing the same again changes nothing, in whatever order. */
    for (uint64_t g = GENERATIONS; g-- > 0;) {
        put_statistics(store, g, 1, sw_identity_id(space, g, 1, 5));
        ck_assert_int_eq(sw_store_commit(store, NULL), 0);
    }
    digest_of(store, &again);
    ck_assert_str_eq(first.text, again.text);
    drop_store(store);
    store = run(1, 0.5f);
    digest_of(store, &again);
    ck_assert_str_eq(first.text, again.text);
    drop_store(store);
    store = run(2, 0.5f);
    digest_of(store, &other);
    ck_assert_str_ne(first.text, other.text);
    drop_store(store);
    store = run(1, -0.5f); /* one bit of a few weights */
    digest_of(store, &heavier);
    ck_assert_str_ne(first.text, heavier.text);
    drop_store(store);
}
END_TEST

/* The run's own record says which program wrote it and is no part of the digest. */
START_TEST(test_version_is_left_out)
{
    struct sw_run_record record = {.seed = 1,
                                   .parameters = 10,
                                   .space = space,
                                   .config = (char *)"",
                                   .version = (char *)"another"};
    struct sw_run_digest first, again;
    struct sw_store *store = run(1, 0.5f);
    size_t size;
    void *bytes = sw_run_pack(&record, &size, NULL);

    digest_of(store, &first);
    ck_assert_int_eq(sw_store_put(store, SW_STORE_RUN, 0, 0, bytes, size, NULL), 0);
    ck_assert_int_eq(sw_store_commit(store, NULL), 0);
    free(bytes);
    digest_of(store, &again);
    ck_assert_str_eq(first.text, again.text);
    drop_store(store);
}
END_TEST

struct complaints {
    int count;
    char last[1024];
};

static void keep(void *context, const char *sentence)
{
    struct complaints *complaints = context;

    complaints->count++;
    snprintf(complaints->last, sizeof complaints->last, "%s", sentence);
}

/* Each puts one thing wrong into a sound run. */
static void wrong_births(struct sw_store *store)
{
    struct sw_litter litter[2] = {{.parent = 5000}, {.parent = 5000}};

    put_births(store, 2, 0, true, 2, litter);
}

static void wrong_births_count(struct sw_store *store)
{
    struct sw_litter litter[3] = {{.parent = 0}, {.parent = 0}, {.parent = 0}};

    put_births(store, 2, 0, true, 3, litter);
}

static void wrong_scores(struct sw_store *store)
{
    put_scores(store, 3, 1, 39);
}

static void wrong_best(struct sw_store *store)
{
    put_statistics(store, 3, 1, sw_identity_id(space, 3, 0, 5));
}

static void wrong_keyframe(struct sw_store *store)
{
    put_keyframe(store, sw_identity_id(space, 3, 1, 40), 17, 10, 1.0f);
}

static void wrong_brain(struct sw_store *store)
{
    put_keyframe(store, 17, 17, 11, 1.0f);
}

static void wrong_future(struct sw_store *store)
{
    uint64_t id = sw_identity_id(space, GENERATIONS, 0, 0);

    put_keyframe(store, id, id, 10, 1.0f);
}

static void wrong_place(struct sw_store *store)
{
    put_scores(store, 3, 2, 40);
}

static void wrong_key(struct sw_store *store)
{
    ck_assert_int_eq(sw_store_put(store, SW_STORE_STATE, 1, 0, "x", 1, NULL), 0);
}

static void wrong_bytes(struct sw_store *store)
{
    ck_assert_int_eq(sw_store_put(store, SW_STORE_BIRTHS, 4, 1, "x", 1, NULL), 0);
}

static void wrong_state(struct sw_store *store)
{
    put_state(store, GENERATIONS + 1);
}

static void wrong_run(struct sw_store *store)
{
    ck_assert_int_eq(sw_store_put(store, SW_STORE_RUN, 0, 0, "x", 1, NULL), 0);
}

static const struct {
    void (*act)(struct sw_store *store);
    int complaints;
    const char *sentence;
} wrongs[] = {
    {wrong_births, 1, "births record (2, 0) is wrong: it names a parent that was not born yet"},
    {wrong_births_count, 1, "more litters than an island"},
    {wrong_scores, 1, "scores record (3, 1) is wrong"},
    {wrong_best, 1, "another island as the best"},
    {wrong_keyframe, 1, "another member"},
    {wrong_brain, 1, "another kind of brain"},
    {wrong_future, 1, "that was not born yet"},
    {wrong_place, 2, "there are 19 scores records, not the 18"},
    {wrong_key, 1, "is in a place where none should be"},
    {wrong_bytes, 1, "births record (4, 1) is wrong"},
    {wrong_state, 3, "there are 18 statistics records, not the 20 of 10 generations"},
    {wrong_run, 1, "the run record's"},
};

START_TEST(test_wrongs)
{
    struct complaints complaints = {0};
    struct sw_error error = {0};
    struct sw_run_digest digest;
    struct sw_store *store = run(1, 0.5f);

    wrongs[_i].act(store);
    ck_assert_int_eq(sw_store_commit(store, NULL), 0);
    ck_assert_int_eq(sw_run_digest(store, keep, &complaints, &digest, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(complaints.last, wrongs[_i].sentence) != NULL, "%s", complaints.last);
    ck_assert_int_eq(complaints.count, wrongs[_i].complaints);
    ck_assert_uint_eq(digest.wrong, (uint64_t)complaints.count);
    ck_assert_str_eq(digest.text, "");
    drop_store(store);
}
END_TEST

/* A damaged record is said and the others are read on; the store opens because no page is damaged.
 */
START_TEST(test_flipped_record)
{
    struct complaints complaints = {0};
    struct sw_error error = {0};
    struct sw_run_digest digest;
    struct sw_store *store = run(1, 0.5f);
    static const char needle[] = "scores";
    char path[WORK_FOLDER_MAX + 64], *bytes = malloc(1 << 22);
    ssize_t size;
    int file, flipped = 0;

    sw_store_close(store);
    snprintf(path, sizeof path, "%s/store/data.mdb", store_folder);
    file = open(path, O_RDWR);
    size = read(file, bytes, 1 << 22);
    ck_assert_int_gt(size, 10000);
    for (ssize_t i = 0; i + 6 < size && flipped < 4000; i++)
        if (memcmp(bytes + i, needle, 6) == 0) {
            char changed = (char)(bytes[i + 40] ^ 16);

            ck_assert_int_eq(pwrite(file, &changed, 1, i + 40), 1);
            flipped++;
        }
    close(file);
    free(bytes);
    ck_assert_int_ge(flipped, 18);
    store = sw_store_open(store_folder, false, false, &error);
    ck_assert_msg(store != NULL, "%s", error.text);
    ck_assert_int_eq(sw_run_digest(store, keep, &complaints, &digest, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_ptr_nonnull(strstr(error.text, "checksum"));
    ck_assert_int_eq(complaints.count, 18);
    ck_assert_uint_eq(digest.records, 2 + GENERATIONS * 2 * 3 + 6);
    drop_store(store);
}
END_TEST

START_TEST(test_empty_run)
{
    struct sw_run_digest digest;
    struct sw_store *store = new_store(space);

    put_state(store, 0);
    digest_of(store, &digest);
    ck_assert_uint_eq(digest.members, 2);
    ck_assert_uint_eq(digest.generations, 0);
    /* The XXH3-128 of nothing. */
    ck_assert_str_eq(digest.text, "99aa06d3014798d86001c324468d497f");
    drop_store(store);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("digest");
    TCase *c = tcase_create("digest");

    tcase_add_test(c, test_counts_and_equality);
    tcase_add_test(c, test_version_is_left_out);
    tcase_add_loop_test(c, test_wrongs, 0, (int)(sizeof wrongs / sizeof *wrongs));
    tcase_add_test(c, test_flipped_record);
    tcase_add_test(c, test_empty_run);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

/* Tests of population/lineage: births, walks and lives, against stores made by hand. */
#include "archive/lineage.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/unit_test.h"

/* Everyone in the small store, by hand. */
static const struct {
    uint64_t id, parent;
    enum sw_birth_kind kind;
    uint64_t origin, destruction;
} lives[] = {
    {0, 0, SW_BIRTH_FOUNDER, 0, 1},
    {1, 1, SW_BIRTH_FOUNDER, 0, 1},
    {2, 0, SW_BIRTH_MUTATION, 0, 1},
    {3, 0, SW_BIRTH_MUTATION, 0, 1},
    {4, 0, SW_BIRTH_MUTATION, 0, 1},
    {5, 0, SW_BIRTH_RECOMBINATION, 0, 2},
    {6, 1, SW_BIRTH_MUTATION, 0, 1},
    {7, 1, SW_BIRTH_MUTATION, 0, 2},
    {8, 1, SW_BIRTH_MUTATION, 0, 1},
    {10, 5, SW_BIRTH_MUTATION, 1, 2},
    {11, 5, SW_BIRTH_MUTATION, 1, 2},
    {12, 5, SW_BIRTH_MUTATION, 1, 2},
    {13, 5, SW_BIRTH_RECOMBINATION, 1, 3},
    {14, 7, SW_BIRTH_CLONE, 1, 2},
    {15, 7, SW_BIRTH_CLONE, 1, 2},
    {16, 7, SW_BIRTH_MUTATION, 1, SW_LINEAGE_LIVING},
    {18, 13, SW_BIRTH_MUTATION, 2, 3},
    {19, 13, SW_BIRTH_MUTATION, 2, 3},
    {20, 13, SW_BIRTH_MUTATION, 2, 3},
    {21, 13, SW_BIRTH_RECOMBINATION, 2, SW_LINEAGE_LIVING},
    {22, 16, SW_BIRTH_MUTATION, 2, 3},
    {23, 16, SW_BIRTH_MUTATION, 2, 3},
    {24, 16, SW_BIRTH_MUTATION, 2, 3},
    {26, 21, SW_BIRTH_MUTATION, 3, SW_LINEAGE_LIVING},
    {27, 21, SW_BIRTH_MUTATION, 3, SW_LINEAGE_LIVING},
    {28, 21, SW_BIRTH_MUTATION, 3, SW_LINEAGE_LIVING},
    {29, 21, SW_BIRTH_RECOMBINATION, 3, SW_LINEAGE_LIVING},
    {30, 16, SW_BIRTH_MUTATION, 3, SW_LINEAGE_LIVING},
    {31, 16, SW_BIRTH_MUTATION, 3, SW_LINEAGE_LIVING},
    {32, 16, SW_BIRTH_MUTATION, 3, SW_LINEAGE_LIVING},
};

#define LIVES (sizeof lives / sizeof *lives)

static void check_life(size_t index, const struct sw_lineage_member *member)
{
    ck_assert_uint_eq(member->birth.id, lives[index].id);
    ck_assert_uint_eq(member->birth.parent, lives[index].parent);
    ck_assert_int_eq((int)member->birth.kind, (int)lives[index].kind);
    ck_assert_msg(member->origin == lives[index].origin &&
                      member->destruction == lives[index].destruction,
                  "member %llu lives %llu to %llu", (unsigned long long)lives[index].id,
                  (unsigned long long)member->origin, (unsigned long long)member->destruction);
    ck_assert(member->scored ==
              (member->birth.kind == SW_BIRTH_MUTATION || member->birth.kind == SW_BIRTH_CLONE));
    if (member->scored)
        ck_assert(member->score == (float)member->identity.generation +
                                       (float)member->identity.island / 4.0f +
                                       (float)member->identity.slot / 64.0f);
}

static int check_next(void *context, const struct sw_lineage_member *member)
{
    size_t *index = context;

    ck_assert_uint_lt(*index, LIVES);
    check_life((*index)++, member);
    return 0;
}

START_TEST(test_lives)
{
    struct sw_error error = {0};
    struct sw_store *store = small_store();
    struct sw_lineage *lineage = sw_lineage_open(store, &error);
    struct sw_lineage_member member;
    size_t index = 0;

    ck_assert_ptr_nonnull(lineage);
    ck_assert_uint_eq(sw_lineage_generations(lineage), 4);
    ck_assert_int_eq(sw_lineage_each(lineage, check_next, &index, &error), 0);
    ck_assert_uint_eq(index, LIVES);
    for (index = LIVES; index-- > 0;) {
        ck_assert_int_eq(sw_lineage_member(lineage, lives[index].id, &member, &error), 0);
        check_life(index, &member);
    }
    ck_assert_int_eq(sw_lineage_connected(lineage, &error), 0);
    sw_lineage_close(lineage);
    sw_lineage_close(NULL);
    drop_store(store);
}
END_TEST

/* One birth, read afresh: 1, 0 if nobody was born with this id, -1. */
static int birth_of(struct sw_store *store, uint64_t id, struct sw_birth *birth,
                    struct sw_error *error)
{
    struct sw_lineage *lineage = sw_lineage_open(store, error);
    struct sw_lineage_member member;
    int result;

    ck_assert_ptr_nonnull(lineage);
    result = sw_lineage_member(lineage, id, &member, error);
    sw_lineage_close(lineage);
    *birth = member.birth;
    if (result == 0)
        return 1;
    return error->code == SW_EXIT_USAGE ? 0 : -1;
}

START_TEST(test_births)
{
    struct sw_error error = {0};
    struct sw_store *store = small_store();
    struct sw_birth birth;
    size_t index = 0;

    for (uint64_t id = 0; id < 40; id++) {
        int found = birth_of(store, id, &birth, &error);

        if (index < LIVES && lives[index].id == id) {
            ck_assert_int_eq(found, 1);
            ck_assert_uint_eq(birth.id, id);
            ck_assert_uint_eq(birth.parent, lives[index].parent);
            ck_assert_int_eq((int)birth.kind, (int)lives[index].kind);
            index++;
        } else {
            ck_assert_int_eq(found, 0);
        }
    }
    ck_assert_uint_eq(index, LIVES);
    /* Slot 1 subtracts the noise of pair 0; slot 2 adds that of pair 1. */
    ck_assert_int_eq(birth_of(store, 11, &birth, &error), 1);
    ck_assert(birth.strength == -0.25f);
    ck_assert_uint_eq(birth.pair, 0);
    ck_assert_uint_eq(birth.seed, 1000);
    ck_assert_uint_eq(birth.evolve, 3);
    ck_assert_int_eq(birth_of(store, 16, &birth, &error), 1);
    ck_assert(birth.strength == 0.25f);
    ck_assert_uint_eq(birth.pair, 1);
    ck_assert_uint_eq(birth.seed, 1001);
    drop_store(store);
}
END_TEST

struct path {
    uint64_t id[16];
    size_t count;
};

static int note(void *context, const struct sw_lineage_member *member)
{
    struct path *path = context;

    path->id[path->count++] = member->birth.id;
    return 0;
}

static int stop_at_once(void *context, const struct sw_lineage_member *member)
{
    (void)context;
    (void)member;
    return 7;
}

START_TEST(test_walk)
{
    static const uint64_t expected[] = {28, 21, 13, 5, 0};
    struct sw_error error = {0};
    struct sw_store *store = small_store();
    struct sw_lineage *lineage = sw_lineage_open(store, &error);
    struct path path = {0};

    ck_assert_int_eq(sw_lineage_walk(lineage, 28, note, &path, &error), 0);
    ck_assert_uint_eq(path.count, 5);
    ck_assert_mem_eq(path.id, expected, sizeof expected);
    ck_assert_int_eq(sw_lineage_walk(lineage, 28, stop_at_once, NULL, &error), 7);
    ck_assert_int_eq(sw_lineage_each(lineage, stop_at_once, NULL, &error), 7);
    path.count = 0;
    ck_assert_int_eq(sw_lineage_walk(lineage, 1, note, &path, &error), 0);
    ck_assert_uint_eq(path.count, 1);
    /* Nobody: a slot that stays empty, and ids beyond the run. */
    for (int i = 0; i < 3; i++) {
        static const uint64_t nobody[] = {9, 34, UINT64_MAX};

        error.code = 0;
        ck_assert_int_eq(sw_lineage_walk(lineage, nobody[i], note, &path, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(error.text, "below 34"));
    }
    sw_lineage_close(lineage);
    drop_store(store);
}
END_TEST

START_TEST(test_children)
{
    static const struct {
        uint64_t parent, child[12];
        size_t count;
    } row[] = {
        {0, {2, 3, 4, 5}, 4},
        {1, {6, 7, 8}, 3},
        {2, {0}, 0},
        {5, {10, 11, 12, 13}, 4},
        {7, {14, 15, 16}, 3},
        {16, {22, 23, 24, 30, 31, 32}, 6},
        {21, {26, 27, 28, 29}, 4},
        {29, {0}, 0},
        {13, {18, 19, 20, 21}, 4},
        {9, {0}, 0},
    };
    struct sw_error error = {0};
    struct sw_store *store = small_store();
    struct sw_lineage *lineage = sw_lineage_open(store, &error);

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct sw_lineage_place place = sw_lineage_children(lineage, row[i].parent);
        uint64_t child;

        for (size_t k = 0; k < row[i].count; k++) {
            ck_assert_int_eq(sw_lineage_next_child(lineage, &place, &child, &error), 1);
            ck_assert_uint_eq(child, row[i].child[k]);
        }
        ck_assert_int_eq(sw_lineage_next_child(lineage, &place, &child, &error), 0);
        ck_assert_int_eq(sw_lineage_next_child(lineage, &place, &child, &error), 0);
    }
    sw_lineage_close(lineage);
    drop_store(store);
}
END_TEST

static int count_all(void *context, const struct sw_lineage_member *member)
{
    uint64_t *counts = context; /* all, sum of ids, last id */

    ck_assert(counts[0] == 0 || member->birth.id > counts[2]);
    counts[0]++;
    counts[1] += member->birth.id;
    counts[2] = member->birth.id;
    return 0;
}

/* Everyone is somebody's child, once. */
START_TEST(test_random_stores)
{
    static const struct sw_identity_space spaces[] = {
        {1, 1, 0}, {1, 32, 0}, {2, 33, 0}, {3, 70, 0}, {5, 64, 0}};

    for (size_t s = 0; s < sizeof spaces / sizeof *spaces; s++) {
        struct sw_error error = {0};
        struct sw_store *store = random_store(spaces[s], 12, (uint32_t)s + 1);
        struct sw_lineage *lineage = sw_lineage_open(store, &error);
        uint64_t counts[3] = {0}, queue[8000], ends = 0, sum = 0;
        uint32_t recombining = (spaces[s].islands + 1) / 2;
        size_t head = 0;

        ck_assert_int_eq(sw_lineage_each(lineage, count_all, counts, &error), 0);
        ck_assert_uint_eq(counts[0],
                          spaces[s].islands +
                              12 * (spaces[s].islands * spaces[s].members + recombining));
        ck_assert_int_eq(sw_lineage_connected(lineage, &error), 0);
        for (uint32_t i = 0; i < spaces[s].islands; i++)
            queue[ends++] = i;
        for (; head < ends; head++) {
            struct sw_lineage_place place = sw_lineage_children(lineage, queue[head]);
            struct sw_lineage_member member;
            uint64_t child;

            sum += queue[head];
            while (sw_lineage_next_child(lineage, &place, &child, &error) == 1) {
                ck_assert_int_eq(sw_lineage_member(lineage, child, &member, &error), 0);
                ck_assert_uint_eq(member.birth.parent, queue[head]);
                ck_assert_uint_lt(ends, 8000);
                queue[ends++] = child;
            }
        }
        ck_assert_uint_eq(ends, counts[0]);
        ck_assert_uint_eq(sum, counts[1]);
        sw_lineage_close(lineage);
        drop_store(store);
    }
}
END_TEST

static void expect_damaged(struct sw_error *error, int result, const char *part)
{
    ck_assert_int_eq(result, -1);
    ck_assert_int_eq(error->code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error->text, part) != NULL, "%s", error->text);
    error->code = 0;
}

/* Records that are sound by themselves and lie together. */
START_TEST(test_lies)
{
    struct sw_error error = {0};
    struct sw_store *store = small_store();
    struct sw_litter litter[2] = {{.parent = 26}, {.parent = 0}};
    struct sw_birth birth;
    struct sw_lineage *lineage;
    struct path path = {0};

    put_births(store, 3, 0, true, 1, litter); /* its own child as parent */
    lineage = sw_lineage_open(store, &error);
    expect_damaged(&error, birth_of(store, 26, &birth, &error), "not born yet");
    expect_damaged(&error, sw_lineage_walk(lineage, 30, note, &path, &error), "not born yet");
    sw_lineage_close(lineage);

    put_births(store, 3, 0, true, 2, litter); /* more litters than fit */
    expect_damaged(&error, birth_of(store, 26, &birth, &error), "more litters");
    put_births(store, 3, 0, true, 0, litter);
    expect_damaged(&error, birth_of(store, 29, &birth, &error), "no children");

    litter[0].parent = 9; /* a slot that stayed empty */
    put_births(store, 3, 0, true, 1, litter);
    lineage = sw_lineage_open(store, &error);
    path.count = 0;
    expect_damaged(&error, sw_lineage_walk(lineage, 26, note, &path, &error), "never born");
    expect_damaged(&error, sw_lineage_connected(lineage, &error), "not alive any more");
    sw_lineage_close(lineage);

    litter[0].parent = 2; /* dead for two generations */
    put_births(store, 3, 0, true, 1, litter);
    lineage = sw_lineage_open(store, &error);
    path.count = 0;
    ck_assert_int_eq(sw_lineage_walk(lineage, 26, note, &path, &error), 0);
    ck_assert_uint_eq(path.count, 3);
    expect_damaged(&error, sw_lineage_connected(lineage, &error), "not alive any more");
    sw_lineage_close(lineage);

    put_state(store, 6); /* generations that were never stored */
    lineage = sw_lineage_open(store, &error);
    expect_damaged(&error, sw_lineage_walk(lineage, 40, note, &path, &error), "missing");
    sw_lineage_close(lineage);
    put_state(store, UINT64_MAX);
    ck_assert_ptr_null(sw_lineage_open(store, &error));
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    drop_store(store);
}
END_TEST

START_TEST(test_nothing_lived_yet)
{
    struct sw_identity_space space = {3, 5, 0};
    struct sw_error error = {0};
    struct sw_store *store = new_store(space);
    struct sw_lineage *lineage;
    uint64_t counts[3] = {0};

    put_state(store, 0);
    lineage = sw_lineage_open(store, &error);
    ck_assert_ptr_nonnull(lineage);
    ck_assert_int_eq(sw_lineage_each(lineage, count_all, counts, &error), 0);
    ck_assert_uint_eq(counts[0], 3);
    ck_assert_int_eq(sw_lineage_connected(lineage, &error), 0);
    sw_lineage_close(lineage);
    drop_store(store);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("lineage");
    TCase *c = tcase_create("lineage");

    tcase_add_test(c, test_lives);
    tcase_add_test(c, test_births);
    tcase_add_test(c, test_walk);
    tcase_add_test(c, test_children);
    tcase_add_test(c, test_random_stores);
    tcase_add_test(c, test_lies);
    tcase_add_test(c, test_nothing_lived_yet);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

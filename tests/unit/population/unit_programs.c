/* Tests of record/programs: counts against a plain reading, entropies against closed forms, hostile
 * records. */
#include "base/pack.h"
#include "record/programs.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { MEMBERS = 60, WORLDS = 3 };

static uint32_t state;

static uint32_t draw(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 12) % below;
}

static struct sw_programs of(const uint32_t *program, uint32_t members, uint32_t worlds)
{
    struct sw_error error = {0};
    struct sw_programs out;
    size_t size;
    void *bytes = sw_programs_pack(program, members, worlds, &size, &error);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(sw_programs_unpack(bytes, size, members, &out, &error), 0);
    free(bytes);
    return out;
}

/* Of members 0..n-1 by a plain double loop; world WORLDS is all of them together. */
static double plain_entropy(const uint32_t program[][WORLDS], uint32_t world, double *different)
{
    double sum = 0, kinds = 0;

    for (uint32_t i = 0; i < MEMBERS; i++) {
        uint32_t same = 0;

        for (uint32_t j = 0; j < MEMBERS; j++)
            same += world < WORLDS ? program[i][world] == program[j][world]
                                   : memcmp(program[i], program[j], sizeof program[i]) == 0;
        sum -= log2((double)same / MEMBERS) / MEMBERS;
        kinds += 1.0 / same;
    }
    *different = kinds;
    return sum;
}

START_TEST(test_plain)
{
    for (uint32_t seed = 1; seed <= 20; seed++) {
        uint32_t program[MEMBERS][WORLDS], kinds = 1 + seed * seed / 4;
        double entropy = 0, different = 0, here;
        struct sw_programs out;

        state = seed;
        for (uint32_t i = 0; i < MEMBERS; i++)
            for (uint32_t world = 0; world < WORLDS; world++)
                program[i][world] = draw(kinds) * 0x9e3779b9u;
        for (uint32_t world = 0; world < WORLDS; world++) {
            entropy += plain_entropy(program, world, &here) / WORLDS;
            different += here / WORLDS;
        }
        out = of(program[0], MEMBERS, WORLDS);
        ck_assert_double_eq_tol(out.entropy, entropy, 1e-9);
        ck_assert_double_eq_tol(out.different, different, 1e-9);
        ck_assert_double_eq_tol(out.together, plain_entropy(program, WORLDS, &here), 1e-9);
    }
}
END_TEST

START_TEST(test_closed_forms)
{
    uint32_t program[64];
    struct sw_programs out;

    for (uint32_t i = 0; i < 64; i++)
        program[i] = 5;
    out = of(program, 64, 1); /* all write the same */
    ck_assert(out.entropy == 0 && out.together == 0 && out.different == 1);
    for (uint32_t i = 0; i < 64; i++)
        program[i] = i;
    out = of(program, 64, 1); /* no two do */
    ck_assert_double_eq_tol(out.entropy, 6, 1e-12);
    ck_assert_double_eq_tol(out.together, 6, 1e-12);
    ck_assert_double_eq_tol(out.different, 64, 1e-12);
    out = of(program, 32, 2); /* in each of two worlds */
    ck_assert_double_eq_tol(out.entropy, 5, 1e-12);
    ck_assert_double_eq_tol(out.together, 5, 1e-12);
    for (uint32_t i = 0; i < 32; i++) {
        program[2 * i] = i % 4; /* four kinds, eight in the other world, and 32 together */
        program[2 * i + 1] = i / 4;
    }
    out = of(program, 32, 2);
    ck_assert_double_eq_tol(out.entropy, (2 + 3) / 2.0, 1e-12);
    ck_assert_double_eq_tol(out.together, 5, 1e-12);
    ck_assert_double_eq_tol(out.different, 6, 1e-12);
}
END_TEST

/* One unsigned list a world. */
static void *pack_counts(const uint32_t *count, uint32_t rows, uint32_t each, size_t *size)
{
    struct sw_error error = {0};
    struct sw_pack *pack = sw_pack_begin("programs", 1, 1);

    sw_pack_array(pack, rows);
    for (uint32_t row = 0; row < rows; row++) {
        sw_pack_array(pack, each);
        for (uint32_t i = 0; i < each; i++)
            sw_pack_uint(pack, count[row * each + i]);
    }
    return sw_pack_end(pack, size, &error);
}

static void refused(const uint32_t *count, uint32_t rows, uint32_t each)
{
    struct sw_error error = {0};
    struct sw_programs out;
    size_t size;
    void *bytes = pack_counts(count, rows, each, &size);

    ck_assert_int_eq(sw_programs_unpack(bytes, size, 8, &out, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_int_gt((int)strlen(error.text), 20);
    free(bytes);
}

START_TEST(test_hostile)
{
    static const uint32_t well[] = {5, 3, 6, 2}, less[] = {5, 2, 6, 2}, more[] = {5, 4, 6, 2};
    static const uint32_t rising[] = {3, 5, 6, 2}, none[] = {8, 0, 6, 2};
    struct sw_error error = {0};
    struct sw_programs out;
    size_t size;
    void *bytes = pack_counts(well, 2, 2, &size);

    ck_assert_int_eq(sw_programs_unpack(bytes, size, 8, &out, &error), 0);
    for (size_t cut = 0; cut < size; cut++) {
        struct sw_error short_of = {0};

        ck_assert_int_eq(sw_programs_unpack(bytes, cut, 8, &out, &short_of), -1);
    }
    free(bytes);
    refused(less, 2, 2);
    refused(more, 2, 2);
    refused(rising, 2, 2);
    refused(none, 2, 2);
    refused(well, 1, 2);
    refused(well, 0, 2);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("programs");
    TCase *t = tcase_create("programs");

    tcase_add_test(t, test_plain);
    tcase_add_test(t, test_closed_forms);
    tcase_add_test(t, test_hostile);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

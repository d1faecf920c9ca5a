/* The second record of descent: 64 bits that each genome carries from its parent, through a
 * population that breeds, against the table that the store holds of its births. */
#include "archive/kinship.h"
#include "archive/living.h"
#include "population/checkpoint.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

enum { ISLANDS = 3, MEMBERS = 64, GENERATIONS = 300, SEED = 11, PAIRS = 4000 };

/* The bit of a rank in the line of `id`, as it is drawn. */
static unsigned drawn(uint64_t id, uint64_t rank)
{
    uint32_t bits[4];

    sw_random_block(SEED, SW_RANDOM_SURFACE, id, 0, (uint32_t)(rank / 128), bits);
    return bits[rank % 128 / 32] >> rank % 32 & 1;
}

/* Places by the rule in words: each rank overwrites the fourth before it of its level. */
START_TEST(test_places)
{
    uint64_t stands[SW_SURFACE_BITS];
    bool any[SW_SURFACE_BITS] = {false};

    for (uint64_t rank = 0; rank < 400000; rank++) {
        uint32_t level = 0, place;

        while (level < 15 && rank % (UINT64_C(2) << level) == 0)
            level++;
        place = 4 * level + (uint32_t)(rank / (level < 15 ? UINT64_C(2) << level : 32768)) % 4;
        stands[place] = rank;
        any[place] = true;
        for (uint32_t i = 0; i < SW_SURFACE_BITS && (rank < 3000 || rank % 997 == 0); i++) {
            uint64_t held = UINT64_MAX;

            ck_assert_int_eq(sw_surface_held(rank, i, &held), any[i]);
            ck_assert(!any[i] || held == stands[i]);
        }
    }
}
END_TEST

/* How far back bits are kept, and how densely, is what the header says. */
START_TEST(test_density)
{
    for (uint64_t rank = 0; rank < 200000; rank = rank < 300 ? rank + 1 : rank * 5 / 4) {
        bool kept[200001] = {false};
        uint64_t last = rank;

        for (uint32_t place = 0; place < SW_SURFACE_BITS; place++) {
            uint64_t held;

            if (sw_surface_held(rank, place, &held))
                kept[held] = true;
        }
        for (uint64_t d = 0; d < 131072 && d <= rank; d++) {
            if (!kept[rank - d])
                continue;
            ck_assert_msg(d < 8 ? last - (rank - d) <= 1 : 4 * (last - (rank - d)) <= d,
                          "of rank %llu, %llu ranks ago", (unsigned long long)rank,
                          (unsigned long long)d);
            last = rank - d;
        }
        ck_assert(rank >= 131072 || last == 0);
    }
}
END_TEST

/* A line whose members are born with gaps between them: every bit is that of who was born last. */
START_TEST(test_inherit)
{
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, 0, 0);
    static uint64_t owner[40000];
    uint64_t surface = sw_surface_founder(SEED, 5), rank = 0, held;

    owner[0] = 5;
    for (uint64_t id = 100; rank < 30000; id++) {
        uint64_t next = rank + 1 + sw_dice_bits(&dice) % (id % 7 == 0 ? 300 : 3);

        surface = sw_surface_inherit(surface, rank, SEED, id, next);
        while (rank < next)
            owner[++rank] = id;
        for (uint32_t place = 0; place < SW_SURFACE_BITS; place++)
            ck_assert_int_eq(surface >> place & 1,
                             sw_surface_held(rank, place, &held) ? drawn(owner[held], held) : 0);
    }
}
END_TEST

/* Many pairs that parted at a known rank: the certain bound always holds, the other fails in at
 * most one of 32. */
START_TEST(test_estimate)
{
    struct sw_dice dice = sw_dice_at(4, SW_RANDOM_TEST, 0, 0);
    uint32_t late = 0, unrelated = 0, width = 0;

    for (uint32_t i = 0; i < PAIRS; i++) {
        uint64_t rank = 1 + sw_dice_bits(&dice) % 5000, apart = sw_dice_bits(&dice) % rank;
        uint64_t longer = rank + sw_dice_bits(&dice) % 4;
        uint64_t common = sw_surface_inherit(sw_surface_founder(SEED, i), 0, SEED, 1000000 + i,
                                             apart > 0 ? apart : 1);
        uint64_t from = apart > 0 ? apart : 1;
        uint64_t a = sw_surface_inherit(common, from, SEED, 2000000 + i, rank + 1);
        uint64_t b = sw_surface_inherit(common, from, SEED, 3000000 + i, longer + 1);
        uint64_t c = sw_surface_inherit(sw_surface_founder(SEED, 4000000 + i), 0, SEED, 5000000 + i,
                                        rank + 1);
        struct sw_surface_estimate estimate = sw_surface_compare(a, rank + 1, b, longer + 1);

        ck_assert_uint_lt(from, estimate.before);
        ck_assert_uint_lt(estimate.likely, estimate.before);
        ck_assert_uint_le(estimate.since, estimate.likely);
        late += estimate.since > from;
        width += estimate.likely <= from;
        unrelated += sw_surface_compare(a, rank + 1, c, rank + 1).related;
        estimate = sw_surface_compare(a, rank + 1, a, rank + 1);
        ck_assert_uint_eq(estimate.before, rank + 2);
    }
    ck_assert_msg(late > PAIRS / 128 && late < PAIRS / 32 + 40, "%u of %d are late", late, PAIRS);
    ck_assert_msg(unrelated < PAIRS / 32 + 40, "%u of %d strangers", unrelated, PAIRS);
    ck_assert_msg(width > PAIRS * 2 / 5 && width < PAIRS * 3 / 5, "%u of %d", width, PAIRS);
}
END_TEST

/* ---- a population ---- */

static uint64_t surface_of(struct sw_store *store, struct sw_identity identity)
{
    uint64_t surfaces[MEMBERS];
    struct sw_error error = {0};
    const void *bytes;
    size_t size;

    ck_assert_int_eq(sw_store_get(store, SW_STORE_SURFACES, identity.generation, identity.island,
                                  &bytes, &size, &error),
                     1);
    ck_assert_int_eq(sw_surfaces_unpack(bytes, size, surfaces, MEMBERS, &error), 0);
    return surfaces[identity.slot];
}

/* The members of the last generation by pairs: what they carry against the table of births. */
static void compare(struct sw_store *store, struct sw_identity_space space)
{
    struct sw_error error = {0};
    struct sw_lineage *lineage = sw_lineage_open(store, &error);
    uint32_t pairs = 0, related = 0, late = 0;
    double spare = 0;

    ck_assert_msg(lineage != NULL, "%s", error.text);
    for (uint32_t i = 0; i < ISLANDS * MEMBERS; i += 2)
        for (uint32_t j = i + 1; j < ISLANDS * MEMBERS; j += 3) {
            struct sw_identity x = {false, GENERATIONS - 1, i / MEMBERS, i % MEMBERS};
            struct sw_identity y = {false, GENERATIONS - 1, j / MEMBERS, j % MEMBERS};
            struct sw_surface_estimate estimate = sw_surface_compare(
                surface_of(store, x), GENERATIONS, surface_of(store, y), GENERATIONS);
            uint64_t ancestor, rank = 0;
            int found = sw_kinship_ancestor(
                lineage, sw_identity_id(space, x.generation, x.island, x.slot),
                sw_identity_id(space, y.generation, y.island, y.slot), &ancestor, &error);

            ck_assert_msg(found >= 0, "%s", error.text);
            if (found > 0)
                rank = sw_surface_rank(sw_identity_of(space, ancestor));
            ck_assert(found == 0 || rank < estimate.before); /* for certain */
            late += estimate.related && (found == 0 || rank < estimate.since);
            related += found > 0;
            if (found > 0)
                spare += (double)(estimate.before - 1 - rank) / (double)(GENERATIONS - rank);
            pairs++;
        }
    ck_assert_uint_gt(pairs, 3000);
    ck_assert_uint_gt(related, 1000);
    /* Pairs of the same two lines tell the same, so the share is not that of single ones. */
    ck_assert_msg(late < pairs / 8, "%u of %u pairs are late", late, pairs);
    ck_assert_msg(spare / related < 0.5, "late by %.2f of the way on the mean", spare / related);
    sw_lineage_close(lineage);
}

/* Two-parent births, migration, and members that stand or are recombined. */
static void breed_and_compare(const char *scheme, const char *crossover)
{
    struct fixture f;
    struct sw_breeding breeding;
    struct sw_identity_space space;
    struct sw_store *store;
    float scores[ISLANDS * MEMBERS];
    struct sw_lived lived = {.score = scores};

    fixture_settings(&f, "run.members=64", "run.islands=3", "run.generations=300", "run.seed=11",
                     "run.surface=yes", "selection.pressure=0.2", "migration.every=9", scheme,
                     crossover, NULL);
    space = sw_settings_space(&f.settings);
    store = new_store(space);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint64_t g = 0; g < GENERATIONS; g++) {
        fixture_scores(&f, g, scores);
        ck_assert_msg(sw_checkpoint_generation(store, &breeding, &lived, &f.error) == 0, "%s",
                      f.error.text);
        ck_assert_msg(sw_breeding_advance(&breeding, &lived, &f.error) == 0, "%s", f.error.text);
    }
    put_state(store, GENERATIONS);
    compare(store, space);
    sw_breeding_end(&breeding);
    drop_store(store);
    fixture_end(&f);
}

START_TEST(test_agree)
{
    breed_and_compare("selection.scheme=tournament", "selection.crossover=0");
}
END_TEST

START_TEST(test_two_parents)
{
    breed_and_compare("selection.scheme=tournament", "selection.crossover=0.5");
}
END_TEST

/* A keyframe with a surface, whatever else it holds. */
START_TEST(test_keyframe)
{
    float weights[4] = {1, 2, 3, 4}, more[4] = {5, 6, 7, 8};
    struct sw_keyframe frame = {.id = 9,
                                .steps = 3,
                                .lined = true,
                                .line = 2,
                                .parameters = 4,
                                .weights = weights,
                                .surfaced = true,
                                .surface = 0xfedcba9876543210u};
    struct sw_error error = {0};
    struct sw_keyframe read;
    size_t size;

    for (int adapted = 0; adapted < 2; adapted++) {
        void *bytes;

        if (adapted == 1) {
            frame.first_moment = frame.second_moment = frame.length_path = more;
            frame.sigma = 0.5;
        }
        bytes = sw_keyframe_pack(&frame, &size, &error);
        ck_assert_msg(bytes != NULL, "%s", error.text);
        ck_assert_msg(sw_keyframe_unpack(bytes, size, &read, &error) == 0, "%s", error.text);
        ck_assert(read.surfaced && read.surface == frame.surface && read.line == 2);
        ck_assert(read.sigma == frame.sigma && (read.length_path != NULL) == (adapted == 1));
        sw_keyframe_free(&read);
        ck_assert_int_eq(sw_keyframe_unpack(bytes, size - 1, &read, NULL), -1);
        free(bytes);
    }
}
END_TEST

/* Genes of learning, with a surface or without one; what no gene can be is refused. */
START_TEST(test_genes)
{
    float weights[4] = {1, 2, 3, 4};
    struct sw_keyframe frame = {.id = 9,
                                .lined = true,
                                .parameters = 4,
                                .weights = weights,
                                .surface = 5,
                                .has_genes = true,
                                .genes = {-7, UINT64_MAX}};
    struct sw_error error = {0};
    struct sw_keyframe read;
    size_t size;

    for (int surfaced = 0; surfaced < 2; surfaced++) {
        void *bytes;

        frame.surfaced = surfaced == 1;
        bytes = sw_keyframe_pack(&frame, &size, &error);
        ck_assert_msg(bytes != NULL, "%s", error.text);
        ck_assert_msg(sw_keyframe_unpack(bytes, size, &read, &error) == 0, "%s", error.text);
        ck_assert(read.has_genes && read.genes.power == -7 && read.genes.feedback == UINT64_MAX);
        ck_assert(read.surfaced == frame.surfaced && read.surface == (surfaced == 1 ? 5u : 0u));
        sw_keyframe_free(&read);
        ck_assert_int_eq(sw_keyframe_unpack(bytes, size - 1, &read, NULL), -1);
        free(bytes);
        frame.genes.power = SW_GENE_POWER_MOST + 1;
        bytes = sw_keyframe_pack(&frame, &size, &error);
        ck_assert_int_eq(sw_keyframe_unpack(bytes, size, &read, &error), -1);
        ck_assert_msg(strstr(error.text, "step of the rate") != NULL, "%s", error.text);
        free(bytes);
        frame.genes.power = -7;
        error = (struct sw_error){0};
    }
}
END_TEST

START_TEST(test_record)
{
    uint64_t surfaces[3] = {1, UINT64_MAX, 0x0123456789abcdefu}, read[3];
    struct sw_error error = {0};
    size_t size;
    void *bytes = sw_surfaces_pack(surfaces, 3, &size, &error);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(sw_surfaces_unpack(bytes, size, read, 3, &error), 0);
    ck_assert(memcmp(surfaces, read, sizeof read) == 0);
    ck_assert_int_eq(sw_surfaces_unpack(bytes, size, read, 2, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    for (size_t cut = 0; cut < size; cut++)
        ck_assert_int_eq(sw_surfaces_unpack(bytes, cut, read, 3, NULL), -1);
    free(bytes);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("surface");
    TCase *tcase = tcase_create("surface");

    tcase_set_timeout(tcase, 300);
    tcase_add_test(tcase, test_places);
    tcase_add_test(tcase, test_density);
    tcase_add_test(tcase, test_inherit);
    tcase_add_test(tcase, test_estimate);
    tcase_add_test(tcase, test_agree);
    tcase_add_test(tcase, test_two_parents);
    tcase_add_test(tcase, test_keyframe);
    tcase_add_test(tcase, test_genes);
    tcase_add_test(tcase, test_record);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

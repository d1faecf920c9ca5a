/* The second record of descent: a surface of random bits that each genome carries from its parent,
 * through a population that breeds, against the table that the store holds of its births. */
#include "archive/living.h"
#include "tests/reference/surface.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

enum { ISLANDS = 3, MEMBERS = 64, GENERATIONS = 300, SEED = 11 };

/* Surfaces of the members of this generation and the one before, as they are carried. */
static struct sw_surface now[ISLANDS * MEMBERS], before[ISLANDS * MEMBERS], founder[ISLANDS];

static struct sw_surface carried(struct sw_identity_space space, uint64_t id, uint64_t generation)
{
    struct sw_identity identity = sw_identity_of(space, id);

    if (identity.founder)
        return founder[id];
    ck_assert_uint_eq(identity.generation + 1, generation);
    return before[identity.island * MEMBERS + identity.slot];
}

/* The children of a generation inherit, and their births go into the store. */
static void bear(const struct sw_breeding *breeding, struct sw_store *store)
{
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    uint64_t g = breeding->generation;

    for (uint32_t i = 0; i < ISLANDS; i++) {
        const struct sw_births *births = &breeding->island[i].births;
        struct sw_error error = {0};
        size_t size;
        void *bytes = sw_births_pack(births, &size, &error);

        ck_assert_int_eq(sw_store_put(store, SW_STORE_BIRTHS, g, i, bytes, size, &error), 0);
        free(bytes);
        put_scores(store, g, i, MEMBERS);
        for (uint32_t slot = 0; slot < MEMBERS; slot++) {
            uint64_t parent = births->litter[slot / SW_LITTER_MEMBERS].parent;

            now[i * MEMBERS + slot] = sw_surface_inherit(carried(space, parent, g), SEED,
                                                         sw_identity_id(space, g, i, slot));
        }
    }
    memcpy(before, now, sizeof now);
}

/* So many births lie between the founder, itself counted, and somebody. */
static uint64_t deposits_of(const struct sw_tree *tree, uint32_t place,
                            struct sw_identity_space space)
{
    if (place == SW_TREE_ROOT)
        return 0;
    return sw_identity_of(space, tree->node[place].id).founder ? 1 : tree->node[place].origin + 2;
}

static uint32_t common(const struct sw_tree *tree, uint32_t a, uint32_t b)
{
    while (a != b && a != SW_TREE_ROOT && b != SW_TREE_ROOT) {
        if (a > b)
            a = tree->node[a].parent;
        else
            b = tree->node[b].parent;
    }
    return a == b ? a : SW_TREE_ROOT;
}

static void compare(struct sw_store *store, struct sw_identity_space space)
{
    struct sw_error error = {0};
    struct sw_lineage *lineage = sw_lineage_open(store, &error);
    struct sw_tree tree = {0};
    double spare = 0;
    uint32_t pairs = 0, related = 0;

    ck_assert_int_eq(sw_living_tree(lineage, &tree, &error), 0);
    for (uint32_t a = 0; a < tree.count; a += 3)
        for (uint32_t b = a + 1; b < tree.count; b += 2) {
            struct sw_identity x = sw_identity_of(space, tree.node[a].id);
            struct sw_identity y = sw_identity_of(space, tree.node[b].id);
            struct sw_surface s, t;
            uint64_t shared, apart;
            uint32_t alike;

            if (x.founder || y.founder || x.generation != GENERATIONS - 1 ||
                y.generation != GENERATIONS - 1)
                continue;
            s = now[x.island * MEMBERS + x.slot];
            t = now[y.island * MEMBERS + y.slot];
            shared = deposits_of(&tree, common(&tree, a, b), space);
            apart = sw_surface_apart(s, t, &alike);
            ck_assert_uint_eq(s.deposits, GENERATIONS + 1);
            ck_assert_uint_lt(shared, apart); /* for certain */
            related += shared > 0;
            spare += (double)(apart - 1 - shared) / (double)sw_surface_stride(s);
            pairs++;
        }
    ck_assert_uint_gt(pairs, 1000);
    ck_assert_uint_gt(related, 300);
    /* Bits beyond the common ancestor are alike by chance: one on the mean, and the way to the
     * first that is held is half a stride. */
    ck_assert_msg(spare / pairs < 3, "the surfaces are %.2f strides late", spare / pairs);
    sw_tree_free(&tree);
    sw_lineage_close(lineage);
}

START_TEST(test_agree)
{
    struct fixture f;
    struct sw_breeding breeding;
    struct sw_identity_space space;
    struct sw_store *store;
    float scores[ISLANDS * MEMBERS];
    struct sw_lived lived = {.score = scores};

    fixture_settings(&f, "run.members=64", "run.islands=3", "run.generations=300",
                     "selection.scheme=tournament", "selection.pressure=0.2", "migration.every=9",
                     NULL);
    space = sw_settings_space(&f.settings);
    store = new_store(space);
    for (uint32_t i = 0; i < ISLANDS; i++)
        founder[i] = sw_surface_inherit((struct sw_surface){0, 0}, SEED, i);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint64_t g = 0; g < GENERATIONS; g++) {
        bear(&breeding, store);
        fixture_scores(&f, g, scores);
        ck_assert_msg(sw_breeding_advance(&breeding, &lived, &f.error) == 0, "%s", f.error.text);
    }
    put_state(store, GENERATIONS);
    compare(store, space);
    sw_breeding_end(&breeding);
    drop_store(store);
    fixture_end(&f);
}
END_TEST

/* A surface holds the bits of every stride-th deposit, whatever was moved: against a plain list. */
START_TEST(test_surface)
{
    struct sw_surface surface = {0, 0};
    bool bit[5000];

    for (uint64_t i = 0; i < 5000; i++) {
        uint32_t drawn[4];
        uint64_t stride = 1;

        sw_random_block(SEED, SW_RANDOM_SURFACE, 7 * i, 0, 0, drawn);
        bit[i] = drawn[0] & 1;
        surface = sw_surface_inherit(surface, SEED, 7 * i);
        while (i + 1 > 64 * stride)
            stride *= 2;
        ck_assert_uint_eq(surface.deposits, i + 1);
        ck_assert_uint_eq(sw_surface_stride(surface), stride);
        for (uint64_t k = 0; k * stride <= i; k++)
            ck_assert_int_eq(surface.bits >> k & 1, bit[k * stride]);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("surface");
    TCase *tcase = tcase_create("surface");

    tcase_set_timeout(tcase, 300);
    tcase_add_test(tcase, test_surface);
    tcase_add_test(tcase, test_agree);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

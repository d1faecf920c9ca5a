/* Tests of phylogeny/measures: closed forms of trees that have them, and a plain second
 * implementation, taxon by taxon and pair by pair, on random trees. */
#include "phylogeny/measures.h"
#include "tests/unit/phylogeny/tree_random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static struct sw_tree_measures measure(const struct sw_tree *tree)
{
    struct sw_tree_measures out;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_tree_measure(tree, &out, &error), 0);
    return out;
}

static void near(double a, double b)
{
    ck_assert_msg(fabs(a - b) <= 1e-9 * (1 + fabs(a)), "%.17g is not %.17g", a, b);
}

/* n leaves on one node, `length` away; a stem of 5 above it, which must not count. */
START_TEST(test_star)
{
    for (uint32_t n = 2; n < 40; n += 7) {
        struct sw_tree tree = {0};
        struct sw_tree_measures got;

        tree_grow(&tree, 1, 0, SW_TREE_ROOT, false);
        tree_grow(&tree, 2, 5, 0, false);
        for (uint32_t i = 0; i < n; i++)
            tree_grow(&tree, 10 + i, 8, 1, true);
        got = measure(&tree);
        ck_assert_uint_eq(got.taxa, n);
        ck_assert_uint_eq(got.branchings, 1);
        ck_assert(got.common);
        ck_assert_uint_eq(got.ancestor, 2);
        ck_assert_uint_eq(got.ancestor_origin, 5);
        near(got.diversity, 3.0 * n);
        near(got.pairwise, 6);
        near(got.distinct_mean, 3);
        near(got.distinct_most, 3);
        near(got.sackin, n);
        near(got.colless, 0);
        sw_tree_free(&tree);
    }
}
END_TEST

/* 2^d leaves, all branches 1 long. */
START_TEST(test_balanced)
{
    for (uint32_t d = 1; d < 11; d++) {
        double leaves = ldexp(1, (int)d), pairwise = 0;
        struct sw_tree tree = {0};
        struct sw_tree_measures got;

        tree_grow(&tree, 1, 0, SW_TREE_ROOT, false);
        for (uint32_t i = 2; i < 2u << d; i++)
            tree_grow(&tree, i, tree.node[i / 2 - 1].origin + 1, i / 2 - 1, i >= 1u << d);
        got = measure(&tree);
        /* Of the other leaves 2^(k-1) have their ancestor k above. */
        for (uint32_t k = 1; k <= d; k++)
            pairwise += 2.0 * k * ldexp(1, (int)k - 1) / (leaves - 1);
        near(got.diversity, 2 * leaves - 2);
        near(got.pairwise, pairwise);
        near(got.distinct_mean, (2 * leaves - 2) / leaves);
        near(got.distinct_most, got.distinct_mean);
        near(got.sackin, d * leaves);
        near(got.colless, 0);
        ck_assert_uint_eq(got.branchings, (uint32_t)leaves - 1);
        sw_tree_free(&tree);
    }
}
END_TEST

/* From each node of a chain one leaf goes out: n leaves, all branches 1 long. */
static struct sw_tree caterpillar(uint32_t n)
{
    struct sw_tree tree = {0};
    uint32_t spine = 0;

    tree_grow(&tree, 1, 0, SW_TREE_ROOT, false);
    for (uint32_t i = 1; i < n; i++) {
        tree_grow(&tree, 2 * i, i, spine, true);
        tree_grow(&tree, 2 * i + 1, i, spine, i == n - 1);
        spine = tree.count - 1;
    }
    return tree;
}

START_TEST(test_caterpillar)
{
    for (uint32_t n = 2; n < 300; n = 2 * n + 1) {
        struct sw_tree tree = caterpillar(n);
        struct sw_tree_measures got = measure(&tree);
        double most = 1, pairwise = 0;

        near(got.diversity, 2.0 * n - 2);
        near(got.sackin, n * (n + 1.0) / 2 - 1);
        near(got.colless, (n - 1.0) * (n - 2) / 2);
        /* Leaf i hangs from spine i; the last is a leaf of the last spine node too. */
        for (uint32_t i = 1; i < n; i++)
            for (uint32_t j = i + 1; j <= n; j++)
                pairwise += (j < n ? j : n - 1) - i + 2;
        near(got.pairwise, pairwise / (n * (n - 1.0) / 2));
        for (uint32_t i = 2; i < n; i++) /* spine branch i - 1 has n - i + 1 leaves below */
            most += 1.0 / (n - i + 1);
        near(got.distinct_most, most);
        sw_tree_free(&tree);
    }
}
END_TEST

/* A living parent is a leaf of length 0 below itself: here a tree of the leaves 2, 3 and 1 itself.
 */
START_TEST(test_living_ancestor)
{
    struct sw_tree tree = {0};
    struct sw_tree_measures got;

    tree_grow(&tree, 1, 0, SW_TREE_ROOT, true);
    tree_grow(&tree, 2, 4, 0, true);
    got = measure(&tree);
    ck_assert_uint_eq(got.ancestor, 1);
    ck_assert_uint_eq(got.branchings, 1);
    near(got.diversity, 4);
    near(got.pairwise, 4);
    near(got.sackin, 2);
    near(got.colless, 0);
    tree_grow(&tree, 3, 4, 1, true);
    got = measure(&tree);
    near(got.sackin, 5); /* 1: one, 2 and 3: two */
    near(got.colless, 1);
    sw_tree_free(&tree);
}
END_TEST

/* Three branches, worked by hand from the definition: sizes f(0), f(0) and f(0) + f(0) + f(2). */
START_TEST(test_three_branches)
{
    double e = exp(1.0), f0 = log(e), f2 = log(2 + e);
    struct sw_tree tree = {0};

    tree_grow(&tree, 1, 0, SW_TREE_ROOT, false);
    tree_grow(&tree, 2, 1, 0, true);
    tree_grow(&tree, 3, 1, 0, true);
    tree_grow(&tree, 4, 1, 0, false);
    tree_grow(&tree, 5, 2, 3, true);
    tree_grow(&tree, 6, 2, 3, true);
    near(measure(&tree).colless, (f0 + f2) / 3 / ((f0 + f2) / 2));
    sw_tree_free(&tree);
}
END_TEST

START_TEST(test_nobody)
{
    struct sw_tree tree = {0};
    struct sw_tree_measures got = measure(&tree);

    ck_assert_uint_eq(got.taxa, 0);
    ck_assert(!got.common && isnan(got.pairwise) && isnan(got.distinct_mean));
    tree_grow(&tree, 7, 3, SW_TREE_ROOT, true);
    got = measure(&tree);
    ck_assert(got.common && isnan(got.pairwise));
    ck_assert_uint_eq(got.ancestor, 7);
    near(got.diversity, 0);
    sw_tree_free(&tree);
}
END_TEST

/* ---- the plain side ---- */

static bool below(const struct sw_tree *tree, uint32_t place, uint32_t above)
{
    while (place != above && tree->node[place].parent != SW_TREE_ROOT)
        place = tree->node[place].parent;
    return place == above;
}

static uint32_t taxa_below(const struct sw_tree *tree, uint32_t place)
{
    uint32_t taxa = 0;

    for (uint32_t i = 0; i < tree->count; i++)
        taxa += tree->node[i].taxon && below(tree, i, place);
    return taxa;
}

/* The common ancestor of two taxa, or SW_TREE_ROOT. */
static uint32_t common(const struct sw_tree *tree, uint32_t a, uint32_t b)
{
    while (a != SW_TREE_ROOT && !below(tree, b, a))
        a = tree->node[a].parent;
    return a;
}

static bool branches(const struct sw_tree *tree, uint32_t place)
{
    uint32_t out = 0;

    for (uint32_t i = 0; i < tree->count; i++)
        out += tree->node[i].parent == place && taxa_below(tree, i) > 0;
    return out + tree->node[place].taxon > 1 && out > 0;
}

/* The oldest place that is an ancestor of all taxa of its tree and below which no other is. */
static uint32_t crown(const struct sw_tree *tree, uint32_t taxon)
{
    uint32_t found = taxon;

    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->node[i].taxon && common(tree, taxon, i) != SW_TREE_ROOT &&
            below(tree, found, common(tree, taxon, i)))
            found = common(tree, taxon, i);
    return found;
}

static void compare(const struct sw_tree *tree)
{
    struct sw_tree_measures got = measure(tree);
    double diversity = 0, distances = 0, pairs = 0, sackin = 0, most = -1, distinct;

    for (uint32_t i = 0; i < tree->count; i++) {
        uint32_t taxa = taxa_below(tree, i), parent = tree->node[i].parent;

        if (parent != SW_TREE_ROOT && taxa > 0 && !below(tree, crown(tree, i), i))
            diversity += (double)(tree->node[i].origin - tree->node[parent].origin);
        if (!tree->node[i].taxon)
            continue;
        distinct = 0;
        for (uint32_t at = i; at != SW_TREE_ROOT; at = tree->node[at].parent) {
            sackin += branches(tree, at);
            if (at != crown(tree, i) && below(tree, at, crown(tree, i)))
                distinct +=
                    (double)(tree->node[at].origin - tree->node[tree->node[at].parent].origin) /
                    taxa_below(tree, at);
        }
        most = distinct > most ? distinct : most;
        for (uint32_t j = i + 1; j < tree->count; j++) {
            uint32_t both = tree->node[j].taxon ? common(tree, i, j) : SW_TREE_ROOT;

            if (both == SW_TREE_ROOT)
                continue;
            pairs++;
            distances +=
                (double)(tree->node[i].origin + tree->node[j].origin - 2 * tree->node[both].origin);
        }
    }
    near(got.diversity, diversity);
    near(got.pairs, pairs);
    near(got.sackin, sackin);
    near(got.distinct_mean * got.taxa, diversity);
    near(got.distinct_most, most);
    if (pairs > 0)
        near(got.pairwise, distances / pairs);
}

/* Pruning takes chains and the dead away, and no measure sees it. */
START_TEST(test_random)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct sw_tree tree = tree_random(seed, 20 + (uint32_t)(seed % 41));
        struct sw_tree_measures whole = measure(&tree), pruned;
        uint32_t count = tree.count;

        compare(&tree);
        tree_prune(&tree);
        ck_assert_uint_lt(tree.count, count);
        compare(&tree);
        pruned = measure(&tree);
        near(whole.colless, pruned.colless);
        ck_assert_uint_eq(whole.branchings, pruned.branchings);
        ck_assert_uint_eq(whole.trees, pruned.trees);
        ck_assert_uint_eq(whole.taxa, pruned.taxa);
        ck_assert_uint_eq(whole.common, pruned.common);
        ck_assert_uint_eq(whole.ancestor, pruned.ancestor);
        ck_assert_uint_eq(whole.ancestor_origin, pruned.ancestor_origin);
        for (uint32_t i = 0; i < tree.count; i++)
            ck_assert(tree.node[i].taxon || tree.node[i].parent == SW_TREE_ROOT ||
                      branches(&tree, i));
        sw_tree_free(&tree);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("measures");
    TCase *tcase = tcase_create("measures");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, test_star);
    tcase_add_test(tcase, test_balanced);
    tcase_add_test(tcase, test_caterpillar);
    tcase_add_test(tcase, test_living_ancestor);
    tcase_add_test(tcase, test_three_branches);
    tcase_add_test(tcase, test_nobody);
    tcase_add_test(tcase, test_random);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

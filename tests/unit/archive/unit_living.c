/* Tests of archive/living and archive/dynasty: on random stores, against the plain way, which is to
 * read everyone first. */
#include "archive/dynasty.h"
#include "archive/living.h"
#include "phylogeny/measures.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/phylogeny/tree_random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static uint32_t place_of(const struct sw_tree *tree, uint64_t id)
{
    uint32_t low = 0, high = tree->count;

    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;

        *(tree->node[middle].id <= id ? &low : &high) = middle;
    }
    ck_assert_uint_eq(tree->node[low].id, id);
    return low;
}

/* Everyone, by id; taxa are who is alive. */
static int note(void *context, const struct sw_lineage_member *member)
{
    struct sw_tree *tree = context;

    tree_grow(tree, member->birth.id, member->origin,
              member->first ? SW_TREE_ROOT : place_of(tree, member->birth.parent),
              member->destruction == SW_LINEAGE_LIVING);
    return 0;
}

static struct sw_tree everyone_of(struct sw_lineage *lineage)
{
    struct sw_error error = {0};
    struct sw_tree tree = {0};

    ck_assert_int_eq(sw_lineage_each(lineage, note, &tree, &error), 0);
    return tree;
}

static void check_living(struct sw_lineage *lineage)
{
    struct sw_tree plain = everyone_of(lineage), tree = {0};
    struct sw_error error = {0};

    tree_prune(&plain);
    ck_assert_int_eq(sw_living_tree(lineage, &tree, &error), 0);
    ck_assert_uint_eq(tree.count, plain.count);
    for (uint32_t i = 0; i < tree.count; i++) {
        ck_assert_uint_eq(tree.node[i].id, plain.node[i].id);
        ck_assert_uint_eq(tree.node[i].origin, plain.node[i].origin);
        ck_assert_uint_eq(tree.node[i].parent, plain.node[i].parent);
        ck_assert_uint_eq(tree.node[i].taxon, plain.node[i].taxon);
    }
    sw_tree_free(&tree);
    sw_tree_free(&plain);
}

static struct sw_lineage *open_between(struct sw_store *store, uint64_t since, uint64_t until)
{
    struct sw_error error = {0};
    struct sw_lineage *lineage = sw_lineage_open(store, &error);

    ck_assert_ptr_nonnull(lineage);
    ck_assert_int_eq(sw_lineage_between(lineage, since, until, &error), 0);
    return lineage;
}

START_TEST(test_living)
{
    for (uint32_t seed = 1; seed <= 6; seed++) {
        struct sw_store *store =
            random_store((struct sw_identity_space){1 + seed % 3, 20 + 9 * seed, 0}, 14, seed);

        for (uint64_t since = 0; since < 14; since += 3)
            for (uint64_t until = since + 1; until <= 14; until += 4) {
                struct sw_lineage *lineage = open_between(store, since, until);

                check_living(lineage);
                sw_lineage_close(lineage);
            }
        drop_store(store);
    }
}
END_TEST

/* Times since and until are as if the run had been no longer. */
struct span {
    uint64_t since, until, last;
    size_t count;
};

static int check_span(void *context, const struct sw_lineage_member *member)
{
    struct span *span = context;

    ck_assert(span->count++ == 0 || member->birth.id > span->last);
    span->last = member->birth.id;
    ck_assert_uint_lt(member->origin, span->until);
    ck_assert_uint_gt(member->destruction, span->since);
    ck_assert(member->destruction == SW_LINEAGE_LIVING || member->destruction < span->until);
    ck_assert(member->first == (member->identity.founder || member->origin < span->since));
    return 0;
}

START_TEST(test_between)
{
    struct sw_store *store = random_store((struct sw_identity_space){2, 33, 0}, 12, 3);
    struct span span = {.since = 4, .until = 9};
    struct sw_lineage *lineage = open_between(store, 4, 9);
    struct sw_error error = {0};
    struct sw_lineage_member member;

    ck_assert_uint_eq(sw_lineage_generations(lineage), 9);
    ck_assert_int_eq(sw_lineage_each(lineage, check_span, &span, &error), 0);
    ck_assert_uint_gt(span.count, 5 * 2 * 33);
    ck_assert_int_eq(sw_lineage_member(lineage, 0, &member, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    sw_lineage_close(lineage);
    for (int i = 0; i < 4; i++) {
        static const uint64_t wrong[4][2] = {{5, 5}, {6, 5}, {0, 13}, {1, 0}};

        error = (struct sw_error){0};
        lineage = sw_lineage_open(store, &error);
        ck_assert_int_eq(sw_lineage_between(lineage, wrong[i][0], wrong[i][1], &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        sw_lineage_close(lineage);
    }
    drop_store(store);
}
END_TEST

/* ---- dynasties ---- */

struct check {
    struct sw_store *store;
    uint64_t since, next, swept, ancestor;
};

static uint32_t root_of(const struct sw_tree *tree, uint32_t place)
{
    while (tree->node[place].parent != SW_TREE_ROOT)
        place = tree->node[place].parent;
    return place;
}

/* The plain way: everyone as if the run had ended with this generation. */
static int check_reign(void *context, const struct sw_reign *reign)
{
    struct check *check = context;
    struct sw_lineage *lineage = open_between(check->store, check->since, check->next + 1);
    struct sw_identity_space space = sw_lineage_space(lineage);
    struct sw_tree tree = everyone_of(lineage);
    struct sw_tree_measures measures;
    struct sw_error error = {0};
    uint64_t members = 0, last = UINT64_MAX;
    double squares = 0;

    ck_assert_uint_eq(reign->time, check->next++);
    for (uint32_t i = 0; i < reign->lines; i++) {
        uint64_t count = 0;

        for (uint32_t j = 0; j < tree.count; j++) {
            struct sw_identity identity = sw_identity_of(space, tree.node[j].id);

            count += !identity.founder && identity.generation == reign->time &&
                     identity.slot < space.members &&
                     tree.node[root_of(&tree, j)].id == reign->line[i].founder;
        }
        ck_assert_uint_eq(reign->line[i].members, count);
        ck_assert_uint_le(count, last);
        last = count;
        members += count;
        squares += pow((double)count / (double)reign->members, 2);
    }
    ck_assert_uint_eq(members, reign->members);
    ck_assert_uint_eq(members, (uint64_t)space.islands * space.members);
    ck_assert(fabs(reign->effective - 1 / squares) < 1e-9);
    ck_assert_int_eq(sw_tree_measure(&tree, &measures, &error), 0);
    ck_assert_int_eq(reign->common, measures.common);
    if (reign->common) {
        ck_assert_uint_eq(reign->ancestor, measures.ancestor);
        ck_assert_uint_eq(reign->born, measures.ancestor_origin);
        ck_assert_int_eq(reign->swept, check->ancestor != reign->ancestor);
        check->ancestor = reign->ancestor;
        check->swept += reign->swept;
    }
    sw_tree_free(&tree);
    sw_lineage_close(lineage);
    return 0;
}

START_TEST(test_dynasties)
{
    uint64_t swept = 0;

    for (uint32_t seed = 1; seed <= 6; seed++) {
        struct check check = {.since = seed % 2 * 5, .next = seed % 2 * 5, .ancestor = UINT64_MAX};
        struct sw_lineage *lineage;
        struct sw_error error = {0};

        check.store =
            random_store((struct sw_identity_space){1 + seed % 3, 70 + seed, 0}, 16, 7 * seed);
        lineage = open_between(check.store, check.since, 16);
        ck_assert_int_eq(sw_dynasties_each(lineage, check_reign, &check, &error), 0);
        ck_assert_uint_eq(check.next, 16);
        swept += check.swept;
        sw_lineage_close(lineage);
        drop_store(check.store);
    }
    ck_assert_uint_gt(swept, 10);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("living");
    TCase *tcase = tcase_create("living");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, test_living);
    tcase_add_test(tcase, test_between);
    tcase_add_test(tcase, test_dynasties);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

/* Tests of phylogeny/newick: what is written is read back, by a plain reader of its own, as the
 * same tree, however deep it is. */
#include "phylogeny/newick.h"
#include "tests/unit/phylogeny/tree_random.h"
#include "tests/unit/unit_test.h"

/* For each node of the tree, by its place: what the text said of it. */
struct heard {
    uint32_t parent;
    uint64_t length;
    uint32_t times;
};

struct reader {
    const struct sw_tree *tree;
    struct heard *heard;
    const char *at;
    uint32_t deepest;
};

static uint32_t place_of(const struct sw_tree *tree, uint64_t id)
{
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->node[i].id == id)
            return i;
    ck_abort_msg("nobody has the id %llu", (unsigned long long)id);
    return 0;
}

/* Reads a node with all below it; returns its place. */
static uint32_t read_node(struct reader *reader, uint32_t depth)
{
    uint32_t below[64], count = 0, place;
    char *end;

    if (depth > reader->deepest)
        reader->deepest = depth;
    if (*reader->at == '(')
        do {
            reader->at++;
            ck_assert_uint_lt(count, 64);
            below[count++] = read_node(reader, depth + 1);
        } while (*reader->at == ',');
    if (count > 0)
        ck_assert_int_eq(*reader->at++, ')');
    place = place_of(reader->tree, strtoull(reader->at, &end, 10));
    ck_assert_ptr_ne(end, reader->at);
    reader->at = end;
    for (uint32_t i = 0; i < count; i++)
        reader->heard[below[i]].parent = place;
    reader->heard[place].times++;
    if (*reader->at == ':') {
        reader->heard[place].length = strtoull(reader->at + 1, &end, 10);
        reader->at = end;
    }
    return place;
}

/* Returns how many trees there were. */
static uint32_t check(const struct sw_tree *tree)
{
    struct heard *heard = calloc(tree->count + 1, sizeof *heard);
    struct reader reader = {.tree = tree, .heard = heard};
    struct sw_error error = {0};
    uint32_t trees = 0, again = 0;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    ck_assert_int_eq(sw_newick_write(tree, out, &error), 0);
    fclose(out);
    for (uint32_t i = 0; i < tree->count; i++)
        heard[i].parent = SW_TREE_ROOT;
    for (reader.at = text; *reader.at != '\0'; trees++) {
        read_node(&reader, 0);
        ck_assert_int_eq(*reader.at++, ';');
        ck_assert_int_eq(*reader.at++, '\n');
    }
    ck_assert_uint_le(reader.deepest, SW_NEWICK_DEEP);
    for (uint32_t i = 0; i < tree->count; i++) {
        const struct sw_tree_node *node = &tree->node[i];

        ck_assert_uint_eq(heard[i].parent, node->parent);
        again += heard[i].times - 1;
        ck_assert_uint_ge(heard[i].times, 1);
        ck_assert_uint_le(heard[i].times, 2);
        if (node->parent != SW_TREE_ROOT)
            ck_assert_uint_eq(heard[i].length, node->origin - tree->node[node->parent].origin);
        trees -= node->parent == SW_TREE_ROOT;
    }
    ck_assert_uint_eq(trees, again); /* who is told twice begins a tree of its own */
    free(text);
    free(heard);
    return again;
}

START_TEST(test_random)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct sw_tree tree = tree_random(seed, 1 + (uint32_t)(seed * 7 % 400));

        check(&tree);
        sw_tree_free(&tree);
    }
}
END_TEST

START_TEST(test_deep)
{
    for (uint32_t deep = SW_NEWICK_DEEP - 1; deep < 2000; deep = deep * 3 / 2) {
        struct sw_tree tree = {0};

        for (uint32_t i = 0; i < deep; i++) {
            tree_grow(&tree, 2 * i, i, i == 0 ? SW_TREE_ROOT : i == 1 ? 0 : 2 * i - 3, false);
            if (i > 0)
                tree_grow(&tree, 2 * i + 1, i, i == 1 ? 0 : 2 * i - 3, true);
        }
        ck_assert_uint_eq(check(&tree), (deep - 1 - 1) / SW_NEWICK_DEEP);
        sw_tree_free(&tree);
    }
}
END_TEST

START_TEST(test_empty)
{
    struct sw_tree tree = {0};

    ck_assert_uint_eq(check(&tree), 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("newick");
    TCase *tcase = tcase_create("newick");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, test_random);
    tcase_add_test(tcase, test_deep);
    tcase_add_test(tcase, test_empty);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)

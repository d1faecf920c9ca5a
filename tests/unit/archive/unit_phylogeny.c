/* Tests of population/phylogeny: each format against its golden text, and read back by other means.
 */
#include "archive/phylogeny.h"
#include "phylogeny/newick.h"
#include "base/file.h"
#include "tests/unit/full_stream.h"
#include "tests/unit/archive/lineage_store.h"
#include "tests/unit/unit_test.h"

#include <jansson.h>

/* SW_GOLDEN=write in the environment makes the texts anew, to be looked at before they are
 * committed. */
static void compare_with_golden(const char *name, const char *text, size_t size)
{
    const char *source = getenv("SW_SOURCE"), *mode = getenv("SW_GOLDEN");
    struct sw_error error = {0};
    char path[SW_PATH_MAX];
    char *golden;
    size_t golden_size;

    snprintf(path, sizeof path, "%s/tests/golden/%s", source != NULL ? source : ".", name);
    if (mode != NULL && strcmp(mode, "write") == 0)
        ck_assert_int_eq(sw_file_write(path, text, size, &error), 0);
    golden = sw_file_read(path, 1 << 20, &golden_size, &error);
    ck_assert_msg(golden != NULL, "%s", error.text);
    ck_assert_msg(golden_size == size && memcmp(golden, text, size) == 0,
                  "%s differs; this was written:\n%s", name, text);
    free(golden);
}

/* The export as text, to be freed. id UINT64_MAX: everyone. */
static char *export(struct sw_store *store, uint64_t id, enum sw_phylogeny_format format,
                    size_t *size)
{
    struct sw_error error = {0};
    struct sw_lineage *lineage = sw_lineage_open(store, &error);
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    int result;

    ck_assert_msg(lineage != NULL, "%s", error.text);
    if (id == UINT64_MAX)
        result = sw_phylogeny_everyone(lineage, format, out, &error);
    else
        result = sw_phylogeny_ancestry(lineage, id, format, out, &error);
    ck_assert_msg(result == 0, "%s", error.text);
    fclose(out);
    sw_lineage_close(lineage);
    return text;
}

START_TEST(test_golden)
{
    static const char *const ending[] = {"txt", "csv", "nwk", "dot", "json"};
    struct sw_store *store = small_store();
    char name[64];
    size_t size;
    char *text;

    for (int everyone = 0; everyone < 2; everyone++) {
        text = export(store, everyone ? UINT64_MAX : 31, (enum sw_phylogeny_format)_i, &size);
        snprintf(name, sizeof name, "lineage-%s.%s", everyone ? "everyone" : "ancestry",
                 ending[_i]);
        compare_with_golden(name, text, size);
        free(text);
    }
    drop_store(store);
}
END_TEST

/* ---- reading back ---- */

struct found {
    uint64_t id, parent, origin; /* parent of a founder: UINT64_MAX */
    bool seen;
};

struct everyone {
    struct found found[20000];
    size_t count;
};

static int note(void *context, const struct sw_lineage_member *member)
{
    struct everyone *everyone = context;
    struct found *found = &everyone->found[everyone->count++];

    ck_assert_uint_lt(everyone->count, 20000);
    found->id = member->birth.id;
    found->parent = member->identity.founder ? UINT64_MAX : member->birth.parent;
    found->origin = member->origin;
    found->seen = false;
    return 0;
}

static struct found *find(struct everyone *everyone, uint64_t id)
{
    for (size_t i = 0; i < everyone->count; i++)
        if (everyone->found[i].id == id)
            return &everyone->found[i];
    ck_abort_msg("nobody has the id %llu", (unsigned long long)id);
}

static struct everyone *everyone_of(struct sw_store *store)
{
    struct everyone *everyone = calloc(1, sizeof *everyone);
    struct sw_error error = {0};
    struct sw_lineage *lineage = sw_lineage_open(store, &error);

    ck_assert_int_eq(sw_lineage_each(lineage, note, everyone, &error), 0);
    sw_lineage_close(lineage);
    return everyone;
}

static void check_all_seen(const struct everyone *everyone)
{
    for (size_t i = 0; i < everyone->count; i++)
        ck_assert_msg(everyone->found[i].seen, "%llu is missing",
                      (unsigned long long)everyone->found[i].id);
}

/* A strict reader of the Newick that we write: subtree = ['(' subtree {',' subtree} ')'] id [':'
 * length]. Returns the id of the subtree's root; lengths are checked against the origins. */
static uint64_t read_subtree(const char **at, struct everyone *everyone, bool root)
{
    uint64_t child[400], id, length;
    size_t children = 0;
    char *end;

    if (**at == '(') {
        do {
            ++*at;
            ck_assert_uint_lt(children, 400);
            child[children++] = read_subtree(at, everyone, false);
        } while (**at == ',');
        ck_assert_int_eq(**at, ')');
        ++*at;
    }
    ck_assert(**at >= '0' && **at <= '9');
    id = strtoull(*at, &end, 10);
    *at = end;
    ck_assert(!find(everyone, id)->seen);
    find(everyone, id)->seen = true;
    for (size_t i = 0; i < children; i++)
        ck_assert_uint_eq(find(everyone, child[i])->parent, id);
    if (root) {
        ck_assert_uint_eq(find(everyone, id)->parent, UINT64_MAX);
        return id;
    }
    ck_assert_int_eq(**at, ':');
    length = strtoull(*at + 1, &end, 10);
    ck_assert_ptr_ne(end, *at + 1);
    *at = end;
    ck_assert_uint_eq(find(everyone, find(everyone, id)->parent)->origin + length,
                      find(everyone, id)->origin);
    return id;
}

START_TEST(test_newick_reads_back)
{
    struct sw_store *store = random_store((struct sw_identity_space){3, 40, 0}, 15, 5);
    struct everyone *everyone = everyone_of(store);
    size_t size;
    char *text = export(store, UINT64_MAX, SW_PHYLOGENY_NEWICK, &size);
    const char *at = text;

    for (uint64_t founder = 0; founder < 3; founder++) {
        ck_assert_uint_eq(read_subtree(&at, everyone, true), founder);
        ck_assert_int_eq(*at++, ';');
        ck_assert_int_eq(*at++, '\n');
    }
    ck_assert_int_eq(*at, '\0');
    check_all_seen(everyone);
    free(text);
    free(everyone);
    drop_store(store);
}
END_TEST

START_TEST(test_csv_reads_back)
{
    struct sw_store *store = random_store((struct sw_identity_space){2, 33, 0}, 10, 9);
    struct everyone *everyone = everyone_of(store);
    size_t size;
    char *text = export(store, UINT64_MAX, SW_PHYLOGENY_CSV, &size);
    char *line = strtok(text, "\n");

    ck_assert_ptr_eq(strstr(line, "id,ancestor_list,origin_time,destruction_time,"), line);
    while ((line = strtok(NULL, "\n")) != NULL) {
        unsigned long long id, parent = UINT64_MAX, origin;
        char ancestors[64], end[32];
        int commas = 0;

        ck_assert_int_eq(
            sscanf(line, "%llu,\"[%60[^]]]\",%llu,%31[^,]", &id, ancestors, &origin, end), 4);
        if (strcmp(ancestors, "none") != 0)
            ck_assert_int_eq(sscanf(ancestors, "%llu", &parent), 1);
        ck_assert(strcmp(end, "inf") == 0 || strtoull(end, NULL, 10) > origin);
        ck_assert_uint_eq(find(everyone, id)->parent, parent);
        ck_assert_uint_eq(find(everyone, id)->origin, origin);
        find(everyone, id)->seen = true;
        for (const char *c = line; *c != '\0'; c++)
            commas += *c == ',';
        ck_assert_int_eq(commas, 12);
    }
    check_all_seen(everyone);
    free(text);
    free(everyone);
    drop_store(store);
}
END_TEST

START_TEST(test_json_reads_back)
{
    struct sw_store *store = random_store((struct sw_identity_space){2, 33, 0}, 10, 11);
    struct everyone *everyone = everyone_of(store);
    json_error_t reason;
    size_t size, index;
    char *text = export(store, UINT64_MAX, SW_PHYLOGENY_JSON, &size);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &reason), *entry;

    ck_assert_msg(root != NULL, "line %d: %s", reason.line, reason.text);
    ck_assert_int_eq(json_integer_value(json_object_get(root, "generations")), 10);
    ck_assert_int_eq(json_integer_value(json_object_get(root, "islands")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(root, "members")), 33);
    json_array_foreach(json_object_get(root, "lineage"), index, entry)
    {
        struct found *found =
            find(everyone, (uint64_t)json_integer_value(json_object_get(entry, "id")));
        json_t *parent = json_object_get(entry, "parent");

        found->seen = true;
        if (found->parent == UINT64_MAX)
            ck_assert(json_is_null(parent));
        else
            ck_assert_uint_eq((uint64_t)json_integer_value(parent), found->parent);
        ck_assert_uint_eq((uint64_t)json_integer_value(json_object_get(entry, "origin_time")),
                          found->origin);
        ck_assert_uint_eq(json_object_size(entry), 13);
    }
    check_all_seen(everyone);
    json_decref(root);
    free(text);
    free(everyone);
    drop_store(store);
}
END_TEST

/* Every line of the graph is a node or an edge; every end of an edge is a node. */
START_TEST(test_dot_reads_back)
{
    struct sw_store *store = random_store((struct sw_identity_space){2, 20, 0}, 6, 13);
    struct everyone *everyone = everyone_of(store);
    size_t size, edges = 0;
    char *text = export(store, UINT64_MAX, SW_PHYLOGENY_DOT, &size);
    char *line = strtok(text, "\n");

    ck_assert_str_eq(line, "digraph lineage {");
    while ((line = strtok(NULL, "\n")) != NULL && strcmp(line, "}") != 0) {
        unsigned long long from, to;
        char rest[200];

        if (sscanf(line, "  \"%llu\" -> \"%llu\" [%199[^]]];", &from, &to, rest) == 3) {
            ck_assert_uint_eq(find(everyone, to)->parent, from);
            edges++;
        } else {
            ck_assert_int_eq(sscanf(line, "  \"%llu\" [shape=%199[^]]];", &from, rest), 2);
            find(everyone, from)->seen = true;
        }
        ck_assert_str_eq(line + strlen(line) - 2, "];");
    }
    ck_assert_ptr_nonnull(line);
    ck_assert_ptr_null(strtok(NULL, "\n"));
    check_all_seen(everyone);
    ck_assert_uint_eq(edges, everyone->count - 2);
    free(text);
    free(everyone);
    drop_store(store);
}
END_TEST

/* Checks that no tree is nested deeper than readers bear, and that the roots of all trees but
 * `first` are leaves of others: together they are one of so many nodes. */
static void check_pieces(const char *text, size_t nodes, size_t first)
{
    size_t depth = 0, most = 0, trees = 0, labels = 0;

    for (const char *c = text; *c != '\0'; c++) {
        depth += *c == '(';
        most = depth > most ? depth : most;
        depth -= *c == ')';
        trees += *c == ';';
        labels += *c >= '0' && *c <= '9' && (c == text || strchr("(),\n", c[-1]) != NULL);
    }
    ck_assert_uint_eq(depth, 0);
    ck_assert_uint_eq(most, SW_NEWICK_DEEP);
    ck_assert_uint_eq(labels, nodes + trees - first);
}

/* A long chain: an ancestry and a tree ten thousand deep, written piece by piece. */
START_TEST(test_deep)
{
    struct sw_identity_space space = {1, 1, 0};
    struct sw_store *store = random_store(space, 10000, 1);
    uint64_t last = sw_identity_id(space, 9999, 0, 0);
    size_t size, depth = 0;
    char *text = export(store, UINT64_MAX, SW_PHYLOGENY_NEWICK, &size);

    check_pieces(text, 20001, 1); /* founder, 10000 children, 10000 recombined parents */
    free(text);
    text = export(store, last, SW_PHYLOGENY_NEWICK, &size);
    check_pieces(text, 10001, 1);
    ck_assert_ptr_nonnull(strstr(text, ")0;\n"));
    free(text);
    text = export(store, sw_identity_id((struct sw_identity_space){1, 1, 0}, 9999, 0, 0),
                  SW_PHYLOGENY_CSV, &size);
    for (const char *c = text; *c != '\0'; c++)
        depth += *c == '\n';
    ck_assert_uint_eq(depth, 10002); /* header, founder, 10000 */
    free(text);
    drop_store(store);
}
END_TEST

START_TEST(test_formats)
{
    char names[] = SW_PHYLOGENY_FORMAT_NAMES, *rest;
    int found = 0;
    struct sw_error error = {0};

    for (char *name = strtok_r(names, "|", &rest); name != NULL; name = strtok_r(NULL, "|", &rest))
        ck_assert_int_eq(sw_phylogeny_format_find(name, &error), found++);
    ck_assert_int_eq(found, SW_PHYLOGENY_FORMATS);
    ck_assert_int_eq(sw_phylogeny_format_find("newik", &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "did you mean newick?"));
}
END_TEST

/* What cannot be written leaves a sentence; what cannot be found leaves nothing written. */
START_TEST(test_failures)
{
    struct sw_store *store = small_store();
    struct sw_error error = {0};
    struct sw_lineage *lineage = sw_lineage_open(store, &error);
    FILE *full = full_stream();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    for (int i = 0; i < SW_PHYLOGENY_FORMATS; i++) {
        error.code = 0;
        ck_assert_int_eq(
            sw_phylogeny_ancestry(lineage, 999, (enum sw_phylogeny_format)i, out, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        fflush(out);
        ck_assert_uint_eq(size, 0);
        error.code = 0;
        ck_assert_int_eq(sw_phylogeny_everyone(lineage, (enum sw_phylogeny_format)i, full, &error),
                         -1);
        ck_assert_int_eq(error.code, SW_EXIT_FAILED);
        ck_assert_ptr_nonnull(strstr(error.text, "disk full"));
    }
    fclose(out);
    free(text);
    fclose(full);
    sw_lineage_close(lineage);
    drop_store(store);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("phylogeny");
    TCase *c = tcase_create("phylogeny");

    tcase_add_loop_test(c, test_golden, 0, SW_PHYLOGENY_FORMATS);
    tcase_add_test(c, test_newick_reads_back);
    tcase_add_test(c, test_csv_reads_back);
    tcase_add_test(c, test_json_reads_back);
    tcase_add_test(c, test_dot_reads_back);
    tcase_add_test(c, test_deep);
    tcase_add_test(c, test_formats);
    tcase_add_test(c, test_failures);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)

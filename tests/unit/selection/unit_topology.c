#include "selection/topology.h"

#include "tests/unit/unit_test.h"

#include <math.h>

enum { MOST = 130 };

/* carries[to][from]: the probability of each edge; -1: there is none. */
static double carries[MOST][MOST];
static struct sw_error error;

static uint32_t row_of(const char *name)
{
    for (uint32_t i = 0; sw_topology_row(i) != NULL; i++)
        if (strcmp(sw_topology_row(i)->name, name) == 0)
            return i;
    ck_abort_msg("there is no topology %s", name);
}

/* Reads all edges into the table, and checks that they come in order. Returns how many. */
static uint32_t read_edges(const char *name, uint32_t islands, uint32_t degree, double rewire,
                           const char *edges, uint64_t seed)
{
    struct sw_topology_rule rule = {row_of(name), degree, rewire, edges};
    struct sw_topology *topology;
    uint32_t count = 0;

    error = (struct sw_error){0};
    topology = sw_topology_create(&rule, islands, seed, &error);
    ck_assert_msg(topology != NULL, "%s", error.text);
    for (uint32_t to = 0; to < islands; to++) {
        struct sw_edge edge = {.from = UINT32_MAX};
        int64_t before = -1;

        for (uint32_t from = 0; from < islands; from++)
            carries[to][from] = -1;
        while (sw_topology_next(topology, to, &edge)) {
            ck_assert_uint_eq(edge.to, to);
            ck_assert_int_gt((int64_t)edge.from, before);
            ck_assert_uint_lt(edge.from, islands);
            ck_assert_uint_ne(edge.from, to);
            before = edge.from;
            carries[to][edge.from] = edge.probability;
            count++;
        }
    }
    sw_topology_destroy(topology);
    return count;
}

/* The row against its definition, one pair of islands after another. */
static void check_pairs(const char *name, uint32_t islands,
                        bool (*receives)(uint32_t islands, uint32_t from, uint32_t to))
{
    read_edges(name, islands, 2, 0.1, "", 1);
    for (uint32_t to = 0; to < islands; to++)
        for (uint32_t from = 0; from < islands; from++) {
            bool wanted = from != to && receives(islands, from, to);

            ck_assert_msg(carries[to][from] == (wanted ? 1 : -1), "%s of %u: %u -> %u", name,
                          islands, from, to);
        }
}

static bool nowhere(uint32_t islands, uint32_t from, uint32_t to)
{
    (void)islands, (void)from, (void)to;
    return false;
}

static bool everywhere(uint32_t islands, uint32_t from, uint32_t to)
{
    (void)islands, (void)from, (void)to;
    return true;
}

static bool before(uint32_t islands, uint32_t from, uint32_t to)
{
    return (from + 1) % islands == to;
}

static bool beside(uint32_t islands, uint32_t from, uint32_t to)
{
    return (from + 1) % islands == to || (to + 1) % islands == from;
}

/* Coordinates, and the widest grid that is no wider than it is long. */
static bool on_the_grid(uint32_t islands, uint32_t from, uint32_t to)
{
    uint32_t columns = islands, dx, dy, rows;

    for (uint32_t i = islands; i * i >= islands; i--)
        if (islands % i == 0)
            columns = i;
    rows = islands / columns;
    dx = (from % columns + columns - to % columns) % columns;
    dy = (from / columns + rows - to / columns) % rows;
    return (dy == 0 && (dx == 1 || dx == columns - 1)) || (dx == 0 && (dy == 1 || dy == rows - 1));
}

START_TEST(rows_are_what_they_say)
{
    static const uint32_t sizes[] = {1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 63, 64, 65, 128, 130};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        check_pairs("unconnected", sizes[i], nowhere);
        check_pairs("ring", sizes[i], before);
        check_pairs("both-ways", sizes[i], beside);
        check_pairs("torus", sizes[i], on_the_grid);
        check_pairs("full", sizes[i], everywhere);
    }
    ck_assert_uint_eq(read_edges("torus", 12, 1, 0, "", 1), 48); /* 3 x 4 */
}
END_TEST

/* Every island has its degree; over seeds each other island is drawn equally often, within five
 * standard errors. */
START_TEST(random_has_its_degree)
{
    static uint32_t times[MOST][MOST];
    enum { ISLANDS = 9, SEEDS = 300 };

    for (uint32_t degree = 1; degree <= 12; degree += degree < 5 ? 2 : 3) {
        uint32_t most = degree < ISLANDS - 1 ? degree : ISLANDS - 1;
        double chance = most / (ISLANDS - 1.0);

        memset(times, 0, sizeof times);
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            ck_assert_uint_eq(read_edges("random", ISLANDS, degree, 0, "", seed), most * ISLANDS);
            for (uint32_t to = 0; to < ISLANDS; to++)
                for (uint32_t from = 0; from < ISLANDS; from++)
                    times[to][from] += carries[to][from] == 1;
        }
        for (uint32_t to = 0; to < ISLANDS; to++)
            for (uint32_t from = 0; from < ISLANDS; from++)
                if (from != to)
                    ck_assert_double_le(fabs(times[to][from] / (double)SEEDS - chance),
                                        5 * sqrt(chance * (1 - chance) / SEEDS) + 1e-9);
    }
    ck_assert_uint_eq(read_edges("random", 1, 3, 0, "", 1), 0);
    ck_assert_uint_eq(read_edges("random", 130, 100, 0, "", 1), 13000);
}
END_TEST

static uint32_t distance(uint32_t islands, uint32_t a, uint32_t b)
{
    uint32_t d = (a + islands - b) % islands;

    return d < islands - d ? d : islands - d;
}

/* Links go both ways, none is lost by rewiring, and the share of those that are long is what the
 * probability says. */
START_TEST(small_worlds_are_rewired_rings)
{
    static const struct {
        uint32_t islands, degree;
        double rewire;
    } rows[] = {{130, 4, 0}, {130, 4, 0.1}, {130, 5, 0.5}, {130, 4, 1}, {65, 64, 1},
                {64, 63, 1}, {10, 9, 0.5},  {2, 2, 1},     {3, 2, 1},   {1, 2, 1}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t islands = rows[i].islands, reach = (rows[i].degree + 1) / 2, links = 0, far = 0;
        uint32_t all = islands * (islands - 1), wanted = 2 * reach * islands;
        uint32_t count = read_edges("small-world", islands, rows[i].degree, rows[i].rewire, "", 7);

        ck_assert_uint_eq(count, wanted < all ? wanted : all);
        for (uint32_t a = 0; a < islands; a++)
            for (uint32_t b = 0; b < a; b++) {
                ck_assert(carries[a][b] == carries[b][a]);
                links += carries[a][b] == 1;
                far += carries[a][b] == 1 && distance(islands, a, b) > reach;
            }
        if (islands == 130) {
            /* A rewired link falls into the neighbourhood now and then. */
            double share = far / (double)links;

            ck_assert_double_le(share, rows[i].rewire + 0.1);
            ck_assert_double_ge(share, 0.85 * rows[i].rewire - 0.08);
        }
    }
}
END_TEST

START_TEST(seeds_decide_what_is_drawn)
{
    static double first[MOST][MOST];
    static const char *const names[] = {"random", "small-world", "ring"};

    for (int i = 0; i < 3; i++) {
        read_edges(names[i], 100, 4, 0.3, "", 5);
        memcpy(first, carries, sizeof first);
        read_edges(names[i], 100, 4, 0.3, "", 5);
        ck_assert_mem_eq(first, carries, sizeof first);
        read_edges(names[i], 100, 4, 0.3, "", 6);
        ck_assert_int_eq(memcmp(first, carries, sizeof first) == 0, i == 2);
    }
}
END_TEST

START_TEST(lists_are_read)
{
    ck_assert_uint_eq(read_edges("edges", 70, 1, 0, "69 0 0.25,0 1,  1 0\t1,68 0 0,", 1), 4);
    ck_assert(carries[0][69] == 0.25 && carries[1][0] == 1 && carries[0][1] == 1);
    ck_assert(carries[0][68] == 0 && carries[0][2] == -1);
}
END_TEST

/* What a file says, and how it is kept; or the sentence. */
static const char *of_file(const char *text, size_t size, uint32_t islands)
{
    static char out[64];

    error = (struct sw_error){0};
    memset(out, 'x', sizeof out);
    if (sw_topology_file(text, size, "my.edges", islands, out, 40, &error) == 0)
        return out;
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_int_eq(out[40], 'x');
    return error.text;
}

START_TEST(files_are_kept_in_order)
{
    static const char text[] = "# FROM TO\n\n2 1 0.50\r\n0 1 # a comment, with 3 4\n\t1  0 1.0";

    ck_assert_str_eq(of_file(text, strlen(text), 3), "1 0, 0 1, 2 1 0.5");
    ck_assert_uint_eq(read_edges("edges", 3, 1, 0, of_file(text, strlen(text), 3), 1), 3);
    ck_assert(carries[1][2] == 0.5);
}
END_TEST

START_TEST(wrong_lists_are_refused)
{
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"0 1\n0 4\n", "my.edges line 2: 4 is not an island; with run.islands = 4 they are 0 to 3"},
        {"0 1\n-1 2", "line 2: -1 is not an island"},
        {"0 1\n\n#\n1", "line 4: \"1\" is not an edge; write FROM TO or FROM TO PROBABILITY"},
        {"0 1 0.5 2", "line 1: \"0 1 0.5 2\" is not an edge"},
        {"0,1,0.5", "line 1: \"0,1,0.5\" is not an edge"},
        {"0 1 1.5", "line 1: 1.5 is not a probability, which is a number from 0 to 1"},
        {"0 1 -0.1", "line 1: -0.1 is not a probability"},
        {"0 1 nan", "line 1: nan is not a probability"},
        {"2 2", "line 1: an island does not receive from itself (2)"},
        {"0 1\n3 1\n0 1 0.5", "line 3: the edge 0 1 stands twice (first as line 1)"},
        {"0 99999999999999999999", "line 1: 99999999999999999999 is not an island"},
        {"0 1\x1b[2J", "line 1: 1\\x1b[2J is not an island"},
        {"# nothing\n", "my.edges names no edge"},
        {"", "my.edges names no edge"},
        {"0 1\n0 2\n0 3\n1 0\n1 2\n1 3\n2 0\n2 1\n2 3", "my.edges holds more edges than "},
    };
    char longest[5000];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *said = of_file(rows[i].text, strlen(rows[i].text), 4);

        ck_assert_msg(strstr(said, rows[i].words) != NULL, "%s: %s", rows[i].text, said);
    }
    ck_assert_ptr_nonnull(strstr(of_file("0 1\0 5", 6, 4), "line 1: \"0 1\\x00 5\" is not an edge"));
    memset(longest, '7', sizeof longest);
    ck_assert_ptr_nonnull(strstr(of_file(longest, sizeof longest, 4), "line 1: \"777"));
    longest[1] = ' ';
    ck_assert_ptr_nonnull(strstr(of_file(longest, sizeof longest, 9), "is not an island"));
    error = (struct sw_error){0};
    ck_assert_ptr_null(sw_topology_create(
        &(struct sw_topology_rule){row_of("edges"), 1, 0, "0 1,,1 0"}, 4, 1, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "migration.edges, edge 2: \"\" is not an edge"));
    error = (struct sw_error){0};
    ck_assert_ptr_null(
        sw_topology_create(&(struct sw_topology_rule){row_of("edges"), 1, 0, ""}, 4, 1, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "migration.edges names no edge"));
    sw_topology_destroy(NULL);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("topology");
    TCase *t = tcase_create("topology");

    tcase_add_test(t, rows_are_what_they_say);
    tcase_add_test(t, random_has_its_degree);
    tcase_add_test(t, small_worlds_are_rewired_rings);
    tcase_add_test(t, seeds_decide_what_is_drawn);
    tcase_add_test(t, lists_are_read);
    tcase_add_test(t, files_are_kept_in_order);
    tcase_add_test(t, wrong_lists_are_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)

/* unit_operations.c - the moves of the search: every one parses, stands by itself, and is found in
 * the tree once; the tree says of its parts what holds for their operations. */
#include "search/operations.h"
#include "world/edit/edit.h"
#include "world/law/law.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <stdlib.h>
#include <string.h>

static struct sw_operations *create(void)
{
    struct sw_error error = {0};
    struct sw_operations *operations = sw_operations_create(&error);

    ck_assert_msg(operations != NULL, "%s", error.text);
    ck_assert_ptr_nonnull(sw_operations_row(operations, 1000));
    ck_assert_ptr_null(sw_operations_row(operations, SW_OPERATION_NONE));
    return operations;
}

static void words(const struct sw_operation *row, char text[1024])
{
    sw_tokens_print(row->token, row->length, text, 1024);
}

static bool has(const struct sw_operation *row, const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_int_ge(token, 0);
    return sw_tokens_hold(row->token, row->length, token);
}

/* Nothing may reach behind the state that an operation begins on, but what is tried on the canvases
 * as they are may go back to them. */
START_TEST(test_words)
{
    struct sw_operations *operations = create();
    const char *banned[] = {"stop", "restart", "select.input", "fresh", "ground"};
    char text[1024];

    for (uint32_t i = 0; sw_operations_row(operations, i) != NULL; i++) {
        const struct sw_operation *row = sw_operations_row(operations, i);

        words(row, text);
        ck_assert_msg(row->length > 0 && row->cost >= 10, "%s", text);
        ck_assert_uint_le(row->tier, 2);
        for (size_t b = 0; b < sizeof banned / sizeof *banned; b++)
            ck_assert_msg(!has(row, banned[b]) ||
                              (row->tier == 2 && strcmp(banned[b], "restart") == 0),
                          "%s", text);
        for (uint32_t k = 0, own = 0; k < row->length; k++) {
            const struct sw_edit *edit = sw_edit_row(row->token[k]);

            ck_assert_msg(edit != NULL, "%s", text);
            own = edit->group == SW_EDIT_ACT ? 1 : own;
            if (strcmp(edit->name, "undo") == 0) /* takes back an act of its own */
                ck_assert_msg(own-- == 1, "%s", text);
        }
        if (i > 0) /* by cost, so the first of equals is the cheapest */
            ck_assert_uint_ge(row->cost, sw_operations_row(operations, i - 1)->cost);
    }
    sw_operations_destroy(operations);
}
END_TEST

/* A name that stands twice stands for one alternative; conditions follow the colours. */
START_TEST(test_templates)
{
    struct sw_operations *operations = create();
    sw_edit_token token[16];
    size_t count;
    bool found = false;

    ck_assert_int_eq(
        sw_tokens_parse("hand.3 select.colour hand.4 act.recolour", token, 16, &count, NULL), 0);
    for (uint32_t i = 0; sw_operations_row(operations, i) != NULL; i++) {
        const struct sw_operation *row = sw_operations_row(operations, i);
        char text[1024];

        words(row, text);
        if (row->length == count && sw_tokens_compare(row->token, token, count) == 0) {
            found = true;
            ck_assert_uint_eq(row->reads, 1u << 3);
            ck_assert_uint_eq(row->paints, 1u << 4);
        }
        ck_assert_msg(!has(row, "mode.any") || has(row, "mode.colour"), "%s", text);
        ck_assert_msg(!has(row, "mode.four") || has(row, "mode.eight"), "%s", text);
        ck_assert_msg(!has(row, "mode.panels") || has(row, "mode.eight") || has(row, "mode.colour"),
                      "%s", text);
        if (has(row, "act.shoot.left") && has(row, "act.shoot.right"))
            ck_assert_msg(!has(row, "select.largest") || !has(row, "select.smallest"), "%s", text);
    }
    ck_assert(found);
    sw_operations_destroy(operations);
}
END_TEST

/* True if an operation begins with these tokens and then only leaves modes. */
static bool is_operation(const struct sw_operations *operations, const struct sw_program *program)
{
    for (uint32_t i = 0; sw_operations_row(operations, i) != NULL; i++) {
        const struct sw_operation *row = sw_operations_row(operations, i);
        bool same = row->length >= program->length &&
                    sw_tokens_compare(row->token, program->token, program->length) == 0;

        for (uint32_t k = program->length; k < row->length && same; k++)
            same = sw_edit_row(row->token[k])->group == SW_EDIT_MODE;
        if (same)
            return true;
    }
    return false;
}

/* What sw_canvas_hash leaves out, no operation asks for: beginnings that differ in it may be taken
 * for one. */
START_TEST(test_hash_sees_all)
{
    struct sw_operations *operations = create();

    for (uint32_t i = 0; sw_operations_row(operations, i) != NULL; i++) {
        const struct sw_operation *row = sw_operations_row(operations, i);

        for (uint32_t k = 0; k < row->length; k++) {
            const char *name = sw_edit_row(row->token[k])->name;

            if (strcmp(name, "again") == 0 || strstr(name, "focus") != NULL ||
                strncmp(name, "zoom.", 5) == 0)
                ck_abort_msg("an operation has %s", name);
        }
    }
    sw_operations_destroy(operations);
}
END_TEST

START_TEST(test_laws)
{
    struct sw_operations *operations = create();
    struct sw_error error = {0};
    uint32_t rules = 0;

    for (struct sw_law_walk walk = {0}; sw_law_next(&walk); rules++) {
        struct sw_rule rule;

        ck_assert_int_eq(sw_law_mean(walk.law, walk.choice, &rule, &error), 0);
        ck_assert_msg(is_operation(operations, &rule.teacher), "%s", rule.name);
    }
    ck_assert_uint_ge(rules, 900);
    sw_operations_destroy(operations);
}
END_TEST

static struct sw_layer run(const struct sw_operation *row, struct sw_canvas canvas, bool dirty)
{
    static struct sw_edit_memory memory;

    sw_canvas_remember(&canvas, &memory);
    if (dirty) {
        sw_edit_token fresh = (sw_edit_token)sw_edit_find("fresh", 5);

        canvas.colour = 7;
        canvas.number = 5;
        canvas.mode = SW_MODE_ANY;
        canvas.selection = sw_mask_full(2, 2);
        canvas.anchor = sw_mask_full(3, 1);
        canvas.each = true;
        canvas.last_act = (sw_edit_token)sw_edit_find("act.delete", 10);
        sw_edit_apply(&canvas, sw_edit_find("layer.save", 10));
        memory.layer[0].grid.cell[0][0] ^= 1;
        sw_edit_apply(&canvas, fresh);
    }
    for (uint32_t k = 0; k < row->length; k++)
        sw_edit_apply(&canvas, row->token[k]);
    ck_assert_uint_eq(canvas.ground, 0);
    ck_assert(!memory.holding);
    return (struct sw_layer){canvas.grid, canvas.x, canvas.y};
}

/* Whatever came before it, behind `fresh` an operation does what it does alone. */
START_TEST(test_alone)
{
    struct sw_operations *operations = create();
    struct sw_dice dice = sw_dice_at(31, SW_RANDOM_TEST, 0, 0);
    char text[1024];

    for (int i = 0; i < 3; i++) {
        struct sw_grid grid = random_grid(&dice, 9, 12);
        struct sw_canvas canvas = sw_canvas_of(&grid);

        for (uint32_t k = 0; sw_operations_row(operations, k) != NULL; k++) {
            const struct sw_operation *row = sw_operations_row(operations, k);
            struct sw_layer alone = run(row, canvas, false), behind = run(row, canvas, true);

            words(row, text);
            ck_assert_msg(sw_grid_equal(&alone.grid, &behind.grid) && alone.x == behind.x &&
                              alone.y == behind.y,
                          "%s", text);
        }
    }
    sw_operations_destroy(operations);
}
END_TEST

/* Whether what is below both nodes is the same: levels, tokens, and where operations end. */
static bool alike_below(const struct sw_operations *operations, uint32_t a, uint32_t b)
{
    const struct sw_operation_node *one = sw_operations_node(operations, a);
    const struct sw_operation_node *two = sw_operations_node(operations, b);

    if (one->after - a != two->after - b)
        return false;
    for (uint32_t k = 1; k < one->after - a; k++) {
        const struct sw_operation_node *x = sw_operations_node(operations, a + k);
        const struct sw_operation_node *y = sw_operations_node(operations, b + k);

        if (x->level - one->level != y->level - two->level || x->length != y->length ||
            sw_tokens_compare(x->token, y->token, x->length) != 0 ||
            (x->operation == SW_OPERATION_NONE) != (y->operation == SW_OPERATION_NONE))
            return false;
    }
    return true;
}

struct shaped {
    uint64_t shape;
    uint32_t node;
};

static int by_shape(const void *a, const void *b)
{
    const struct shaped *x = a, *y = b;

    return (x->shape > y->shape) - (x->shape < y->shape);
}

/* Nodes of one shape are alike below, so that what was walked once need not be walked again. */
START_TEST(test_shapes)
{
    struct sw_operations *operations = create();
    uint32_t nodes = sw_operations_nodes(operations), compared = 0;
    struct shaped *row = calloc(nodes, sizeof *row);

    for (uint32_t i = 0; i < nodes; i++)
        row[i] = (struct shaped){sw_operations_node(operations, i)->shape, i};
    qsort(row, nodes, sizeof *row, by_shape);
    for (uint32_t i = 1; i < nodes; i++) {
        uint32_t a = row[i - 1].node, b = row[i].node;

        if (row[i].shape != row[i - 1].shape)
            continue;
        ck_assert(alike_below(operations, a, b));
        compared += sw_operations_node(operations, a)->after > a + 1;
    }
    ck_assert_uint_gt(compared, 100);
    free(row);
    sw_operations_destroy(operations);
}
END_TEST

/* Walks the tree and puts the tokens of each path together; since a node ends one operation at
 * most and all are found, no two have the same tokens. */
START_TEST(test_tree)
{
    struct sw_operations *operations = create();
    uint32_t nodes = sw_operations_nodes(operations), ends = 0;
    uint32_t length[SW_OPERATION_LEVELS_MAX + 1] = {0};
    sw_edit_token path[SW_OPERATION_TOKENS_MAX];

    for (uint32_t i = 0; i < nodes; i++) {
        const struct sw_operation_node *node = sw_operations_node(operations, i);
        uint32_t from = length[node->level], tier = UINT8_MAX;
        uint16_t reads = UINT16_MAX, paints = UINT16_MAX;
        uint64_t groups = 0;
        bool strict = true, memory = false;

        ck_assert_uint_gt(node->after, i);
        ck_assert_uint_le(node->after, nodes);
        memcpy(path + from, node->token, node->length * sizeof *path);
        length[node->level + 1] = from + node->length;
        if (node->operation != SW_OPERATION_NONE) {
            const struct sw_operation *row = sw_operations_row(operations, node->operation);

            ends++;
            ck_assert_uint_eq(row->length, from + node->length);
            ck_assert_int_eq(sw_tokens_compare(row->token, path, row->length), 0);
        }
        memory = sw_tokens_remember(node->token, node->length);
        for (uint32_t k = i; k < node->after; k++) {
            const struct sw_operation_node *below = sw_operations_node(operations, k);
            const struct sw_operation *row;

            ck_assert(k == i || below->level > node->level);
            memory = memory || sw_tokens_remember(below->token, below->length);
            if (below->operation == SW_OPERATION_NONE)
                continue;
            row = sw_operations_row(operations, below->operation);
            tier = row->tier < tier ? row->tier : tier;
            reads &= row->reads;
            paints &= row->paints;
            groups |= 1ull << row->group;
            strict = strict && row->strict;
        }
        ck_assert_uint_eq(node->tier, tier);
        ck_assert_uint_eq(node->reads, reads);
        ck_assert_uint_eq(node->paints, paints);
        ck_assert_uint_eq(node->groups, groups);
        ck_assert_int_eq(node->strict, strict);
        ck_assert_int_eq(node->memory, memory);
    }
    ck_assert_ptr_nonnull(sw_operations_row(operations, ends - 1));
    ck_assert_ptr_null(sw_operations_row(operations, ends));
    sw_operations_destroy(operations);
}
END_TEST

START_TEST(test_groups)
{
    uint8_t *group = calloc(sw_family_count(), 1);
    uint32_t groups = sw_family_groups(group);

    ck_assert_uint_le(groups, SW_GROUPS_MAX);
    ck_assert_uint_eq(sw_family_groups(NULL), groups);
    for (uint32_t i = 0; i < sw_family_count(); i++) {
        ck_assert_uint_lt(group[i], groups - 1);
        ck_assert_str_eq(sw_family_group_name(group[i]), sw_family_row(i)->name);
    }
    free(group);
    ck_assert_str_eq(sw_family_group_name(groups - 1), "law");
    ck_assert_ptr_null(sw_family_group_name(groups));
    ck_assert_ptr_null(sw_alternatives_find("NOWHERE", 7));
    ck_assert_ptr_nonnull(sw_alternatives_find("PIECE", 5));
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("operations");
    TCase *all = tcase_create("operations");

    tcase_add_test(all, test_words);
    tcase_add_test(all, test_templates);
    tcase_add_test(all, test_hash_sees_all);
    tcase_add_test(all, test_laws);
    tcase_add_test(all, test_alone);
    tcase_add_test(all, test_shapes);
    tcase_add_test(all, test_tree);
    tcase_add_test(all, test_groups);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)

#include "search/operations.h"
#include "base/hash.h"
#include "world/edit/edit.h"
#include "world/law/law.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* While it is built, the tree has one token a node and lists of children in the order of cost, so
 * that of two beginnings that come to the same the cheaper one is walked first. */
struct twig {
    uint32_t child, last, next; /* 0: none */
    uint16_t operation;
    sw_edit_token token;
};

/* Tokens that set what counts as an organism. */
struct modes {
    int eight, colour;
};

struct sw_operations {
    uint32_t count, nodes, twigs, capacity;
    struct sw_operation *row;
    struct sw_operation_node *node;
    struct twig *twig;
    struct modes modes;
};

/* --- templates --- */

enum { TEXT_MAX = 512 };

/* Where a colour of the task is meant and not a number: which colours a text needs is kept while it
 * is expanded. */
struct draft {
    const struct sw_family *family;
    uint8_t group;
    uint32_t cost, reads, paints;
};

static int broken(const struct draft *draft, const char *text, struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_INTERNAL, "the operations of family \"%s\" cannot be read: %s",
                   draft->family->name, text);
}

static void find_modes(struct modes *out)
{
    out->eight = sw_edit_find("mode.eight", 10);
    out->colour = sw_edit_find("mode.colour", 11);
}

/* Modes are left as they were found. */
static int restore_modes(const struct modes *modes, struct sw_operation *row)
{
    uint8_t mode = 0;
    bool has_four, has_any, is_loose;

    for (uint32_t k = 0; k < row->length; k++) {
        const struct sw_edit *edit = sw_edit_row(row->token[k]);

        mode = edit->mode != NULL ? edit->mode(mode) : mode;
    }
    has_four = (mode & SW_MODE_FOUR) != 0;
    has_any = (mode & SW_MODE_ANY) != 0;
    is_loose = (mode & (SW_MODE_PANELS | SW_MODE_APART)) != 0;
    if (row->length + 2 > SW_OPERATION_TOKENS_MAX)
        return -1;
    if (has_any)
        row->token[row->length++] = (sw_edit_token)modes->colour;
    if (has_four || (is_loose && !has_any))
        row->token[row->length++] = (sw_edit_token)modes->eight;
    return 0;
}

static int add(struct sw_operations *operations, const struct draft *draft, const char *text,
               struct sw_error *error)
{
    struct sw_operation *row;
    size_t length;

    if (operations->count == operations->capacity) {
        uint32_t capacity = operations->capacity == 0 ? 4096 : 2 * operations->capacity;
        void *larger = capacity > SW_OPERATIONS_MAX
                           ? NULL
                           : realloc(operations->row, capacity * sizeof *operations->row);

        if (larger == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading the operations");
        operations->row = larger;
        operations->capacity = capacity;
    }
    row = &operations->row[operations->count];
    memset(row, 0, sizeof *row);
    row->cost = (uint16_t)draft->cost;
    row->reads = (uint16_t)draft->reads;
    row->paints = (uint16_t)draft->paints;
    row->group = draft->group;
    row->tier = draft->family->tier;
    row->strict = draft->family->strict;
    if (sw_tokens_parse(text, row->token, SW_OPERATION_TOKENS_MAX, &length, error) != 0)
        return -1;
    row->length = (uint8_t)length;
    if (restore_modes(&operations->modes, row) != 0)
        return broken(draft, text, error);
    operations->count++;
    return 0;
}

static int expand(struct sw_operations *operations, struct draft draft, const char *text,
                  struct sw_error *error);

static size_t name_of(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* Puts one alternative (`length` bytes) in the place of every $NAME. */
static int replace(struct sw_operations *operations, struct draft draft, const char *text,
                   const char *name, size_t name_length, const char *alternative, size_t length,
                   struct sw_error *error)
{
    const char *plus = memchr(alternative, '+', length);
    char longer[TEXT_MAX];
    size_t to = 0;

    if (plus != NULL) {
        draft.cost += (uint32_t)strtoul(plus + 1, NULL, 10);
        length = (size_t)(plus - alternative);
    }
    while (*text != '\0') {
        bool here = *text == '$' && name_of(text + 1) == name_length &&
                    memcmp(text + 1, name, name_length) == 0;

        if (to + (here ? length : 1) + 1 > sizeof longer)
            return broken(&draft, text, error);
        if (here) {
            memcpy(longer + to, alternative, length);
            to += length;
            text += 1 + name_length;
        } else {
            longer[to++] = *text++;
        }
    }
    longer[to] = '\0';
    return expand(operations, draft, longer, error);
}

static int expand(struct sw_operations *operations, struct draft draft, const char *text,
                  struct sw_error *error)
{
    const char *at = strchr(text, '$');
    const struct sw_alternatives *set;
    size_t name;

    if (at == NULL)
        return add(operations, &draft, text, error);
    name = name_of(at + 1);
    if (name == 1 && strchr("RQPO", at[1]) != NULL) {
        for (uint32_t colour = 1; colour < 10; colour++) {
            struct draft one = draft;
            char word[8] = "hand.1";
            uint32_t others = at[1] == 'Q' ? draft.reads : at[1] == 'O' ? draft.paints : 0;

            if ((others >> colour & 1u) != 0)
                continue;

            word[5] = (char)('0' + colour);
            if (at[1] == 'P' || at[1] == 'O')
                one.paints |= 1u << colour;
            else
                one.reads |= 1u << colour;
            if (replace(operations, one, text, at + 1, 1, word, 6, error) != 0)
                return -1;
        }
        return 0;
    }
    set = sw_alternatives_find(at + 1, (uint32_t)name);
    if (set == NULL)
        return broken(&draft, text, error);
    for (const char *from = set->text; from != NULL;) {
        const char *end = strchr(from, '|');
        size_t length = end != NULL ? (size_t)(end - from) : strlen(from);

        if (replace(operations, draft, text, at + 1, name, from, length, error) != 0)
            return -1;
        from = end != NULL ? end + 1 : NULL;
    }
    return 0;
}

/* --- laws --- */

/* What stands for a choice of a law's parameter in a template: for a colour that is looked for $R
 * or $Q, for one that is painted $P or $O. */
static void put_choice(enum sw_law_parameter parameter, uint32_t index, uint32_t choice,
                       const char *behind, char *out, size_t size)
{
    int next = *behind == ' ' ? sw_edit_find(behind + 1, strcspn(behind + 1, " ")) : -1;
    bool looked_for = next >= 0 && sw_edit_row((uint32_t)next)->group == SW_EDIT_SELECT;

    if (parameter == SW_PARAMETER_COLOUR)
        snprintf(out, size, "$%c",
                 looked_for ? (index == 0 ? 'R' : 'Q') : (index == 0 ? 'P' : 'O'));
    else
        snprintf(out, size, "%s", sw_law_choice_word(parameter, choice));
}

/* The teacher with the choices of the parameters that are no colours. */
static void write_template(const struct sw_law *law, const uint32_t choice[2], char text[TEXT_MAX])
{
    size_t to = 0;

    for (const char *at = law->teacher; *at != '\0' && to + 16 < TEXT_MAX;) {
        if (*at != '$') {
            text[to++] = *at++;
            continue;
        }
        uint32_t k = at[1] == '2';

        /* What stands for a colour stands for the whole word. */
        while (law->parameter[k] == SW_PARAMETER_COLOUR && to > 0 && text[to - 1] != ' ')
            to--;
        put_choice(law->parameter[k], k, choice[k], at + 2, text + to, TEXT_MAX - to);
        to += strlen(text + to);
        at += 2;
    }
    text[to] = '\0';
}

static uint32_t choices_of(enum sw_law_parameter parameter)
{
    return parameter == SW_PARAMETER_COLOUR ? 1 : sw_law_choices(parameter);
}

/* Every law of the worlds is an operation: what its teacher does. */
static int add_laws(struct sw_operations *operations, uint8_t group, struct sw_error *error)
{
    for (uint32_t i = 0; i < sw_law_count(); i++) {
        const struct sw_law *law = sw_law_row(i);
        uint32_t cost = 11; /* and a tenth a token; as the other operations, not below 12 */

        for (const char *at = law->teacher; (at = strchr(at, ' ')) != NULL; at++)
            cost++;
        cost = cost < 12 ? 12 : cost;
        for (uint32_t a = 0; a < choices_of(law->parameter[0]); a++) {
            for (uint32_t b = 0; b < choices_of(law->parameter[1]); b++) {
                struct sw_family family = {"law", 2, (uint8_t)cost, false, NULL};
                struct draft draft = {.family = &family, .cost = family.cost, .group = group};
                char text[TEXT_MAX];

                write_template(law, (uint32_t[2]){a, b}, text);
                if (expand(operations, draft, text, error) != 0)
                    return -1;
            }
        }
    }
    return 0;
}

static int compare_tokens(const struct sw_operation *a, const struct sw_operation *b)
{
    int shorter = a->length < b->length ? a->length : b->length;
    int order = sw_tokens_compare(a->token, b->token, (size_t)shorter);

    return order != 0 ? order : (int)a->length - (int)b->length;
}

static int by_tokens(const void *a, const void *b)
{
    const struct sw_operation *x = a, *y = b;
    int order = compare_tokens(x, y);

    if (order == 0)
        order = (int)x->tier - (int)y->tier;
    return order != 0 ? order : (int)x->cost - (int)y->cost;
}

static int by_cost(const void *a, const void *b)
{
    const struct sw_operation *x = a, *y = b;
    int order = (int)x->cost - (int)y->cost;

    if (order == 0)
        order = (int)x->length - (int)y->length;
    return order != 0 ? order : compare_tokens(x, y);
}

/* The same tokens from two families are one operation: of the lower tier, at the lower cost, with
 * the fewest conditions. */
static void join_doubles(struct sw_operations *operations)
{
    uint32_t kept = 0;

    qsort(operations->row, operations->count, sizeof *operations->row, by_tokens);
    for (uint32_t i = 0; i < operations->count; i++) {
        struct sw_operation *row = &operations->row[i], *last = &operations->row[kept - 1];

        if (kept == 0 || compare_tokens(last, row) != 0) {
            operations->row[kept++] = *row;
            continue;
        }
        last->cost = row->cost < last->cost ? row->cost : last->cost;
        last->reads &= row->reads;
        last->paints &= row->paints;
        last->strict = last->strict && row->strict;
    }
    operations->count = kept;
    qsort(operations->row, operations->count, sizeof *operations->row, by_cost);
}

/* --- the tree --- */

static int grow_tree(struct sw_operations *operations, struct sw_error *error)
{
    uint32_t tokens = 1;

    for (uint32_t i = 0; i < operations->count; i++)
        tokens += operations->row[i].length;
    operations->twig = sw_allocate(tokens, sizeof *operations->twig, "ordering operations", error);
    if (operations->twig == NULL)
        return -1;
    operations->twigs = 1;
    operations->twig[0].operation = SW_OPERATION_NONE;
    for (uint32_t i = 0; i < operations->count; i++) {
        uint32_t at = 0;

        for (uint32_t k = 0; k < operations->row[i].length; k++) {
            sw_edit_token token = operations->row[i].token[k];
            uint32_t next = operations->twig[at].child;

            while (next != 0 && operations->twig[next].token != token)
                next = operations->twig[next].next;
            if (next == 0) {
                next = operations->twigs++;
                operations->twig[next] =
                    (struct twig){.operation = SW_OPERATION_NONE, .token = token};
                if (operations->twig[at].child == 0)
                    operations->twig[at].child = next;
                else
                    operations->twig[operations->twig[at].last].next = next;
                operations->twig[at].last = next;
            }
            at = next;
        }
        operations->twig[at].operation = (uint16_t)i;
    }
    return 0;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static void lay_out(struct sw_operations *operations, uint32_t twig, int level);

/* Lays out the node of a twig and all below it. Returns what sums the node up for its parent's
 * shape. */
static uint64_t lay_out_node(struct sw_operations *operations, uint32_t twig, int level)
{
    struct sw_operation_node *node = &operations->node[operations->nodes];
    uint32_t index = operations->nodes++;
    uint64_t shape = 1;

    *node = (struct sw_operation_node){.level = (uint8_t)level, .tier = UINT8_MAX, .strict = true};
    node->reads = node->paints = UINT16_MAX;
    node->token[node->length++] = operations->twig[twig].token;
    while (operations->twig[twig].operation == SW_OPERATION_NONE &&
           operations->twig[twig].child == operations->twig[twig].last) {
        twig = operations->twig[twig].child;
        node->token[node->length++] = operations->twig[twig].token;
    }
    node->operation = operations->twig[twig].operation;
    if (node->operation != SW_OPERATION_NONE) {
        const struct sw_operation *row = &operations->row[node->operation];

        node->tier = row->tier;
        node->strict = row->strict;
        node->reads = row->reads;
        node->paints = row->paints;
        node->groups = 1ull << row->group;
        shape = mix(shape, 2u + row->tier);
        shape = mix(shape, row->strict);
        shape = mix(shape, (uint64_t)row->reads << 16 | row->paints);
    }
    node->memory = sw_tokens_remember(node->token, node->length);
    lay_out(operations, twig, level + 1);
    for (uint32_t k = index + 1; k < operations->nodes; k = operations->node[k].after) {
        const struct sw_operation_node *below = &operations->node[k];

        node->tier = below->tier < node->tier ? below->tier : node->tier;
        node->strict = node->strict && below->strict;
        node->reads &= below->reads;
        node->paints &= below->paints;
        node->groups |= below->groups;
        node->memory = node->memory || below->memory;
        shape = mix(shape, below->length);
        for (uint32_t t = 0; t < below->length; t++)
            shape = mix(shape, below->token[t]);
        shape = mix(shape, below->shape);
    }
    node->shape = shape;
    node->after = operations->nodes;
    return shape;
}

static void lay_out(struct sw_operations *operations, uint32_t twig, int level)
{
    for (uint32_t k = operations->twig[twig].child; k != 0; k = operations->twig[k].next)
        lay_out_node(operations, k, level);
}

struct sw_operations *sw_operations_create(struct sw_error *error)
{
    struct sw_operations *operations =
        sw_allocate(1, sizeof *operations, "reading the operations", error);
    uint8_t *group = sw_allocate(sw_family_count(), 1, "reading the operations", error);
    uint32_t groups;

    if (operations == NULL || group == NULL)
        goto fail;
    groups = sw_family_groups(group);
    find_modes(&operations->modes);
    for (uint32_t i = 0; i < sw_family_count(); i++) {
        const struct sw_family *family = sw_family_row(i);
        struct draft draft = {.family = family, .group = group[i], .cost = family->cost};

        if (expand(operations, draft, family->text, error) != 0)
            goto fail;
    }
    if (add_laws(operations, (uint8_t)(groups - 1), error) != 0)
        goto fail;
    join_doubles(operations);
    if (grow_tree(operations, error) != 0)
        goto fail;
    operations->node =
        sw_allocate(operations->twigs, sizeof *operations->node, "ordering operations", error);
    if (operations->node == NULL)
        goto fail;
    lay_out(operations, 0, 0);
    free(operations->twig);
    operations->twig = NULL;
    free(group);
    return operations;
fail:
    free(group);
    sw_operations_destroy(operations);
    return NULL;
}

void sw_operations_destroy(struct sw_operations *operations)
{
    if (operations == NULL)
        return;
    free(operations->row);
    free(operations->node);
    free(operations->twig);
    free(operations);
}

const struct sw_operation *sw_operations_row(const struct sw_operations *operations,
                                             uint32_t operation)
{
    return operation < operations->count ? &operations->row[operation] : NULL;
}

uint32_t sw_operations_nodes(const struct sw_operations *operations)
{
    return operations->nodes;
}

const struct sw_operation_node *sw_operations_node(const struct sw_operations *operations,
                                                   uint32_t node)
{
    return &operations->node[node];
}

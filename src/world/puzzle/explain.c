/* explain.c - which rules explain what is shown.
 *
 * A pair is held against the claims of all rules first, which leaves a dozen of hundreds. Their
 * programs are run as a tree, so that what several of them select at first is selected once, and an
 * act is done only if it can reach what has changed (world/edit/edit_reach.h). */
#include "world/puzzle/explain.h"
#include "world/edit/edit_reach.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 2 * SW_RULES_MAX, LEVELS_MAX = SW_PROGRAM_MAX + 1 };

#define NO_NODE UINT16_MAX

/* Programs that begin alike share their beginning. A node applies its tokens to what its parent has
 * left. For each pair hundreds are gone through: tokens lie elsewhere, so that all nodes fit into
 * the first-level cache. */
struct node {
    uint16_t parent; /* or NO_NODE */
    uint16_t reach;  /* of the first act on the pair's own canvas, if nothing is selected before it
                        in this node; else 0 */
    uint32_t token;  /* its first, in the tokens of all nodes */
    uint8_t length;
    uint8_t level; /* 0 without parent */
    bool acts;     /* one of its tokens may change the grid */
};

/* Rules stand in the order of their programs, so that each subtree is a stretch of them. Those
 * whose programs need a memory are behind all others and in no tree: each is run by itself. */
struct sw_explain {
    const struct sw_rule *rule;
    uint32_t count, nodes, tokens;
    uint32_t row[SW_RULES_MAX];   /* the rule at this place */
    uint16_t ended[SW_RULES_MAX]; /* the node that its program ends with, or NO_NODE */
    struct sw_law_filter claims;  /* by place */
    struct node node[NODES_MAX];
    sw_edit_token token[SW_RULES_MAX * SW_PROGRAM_MAX]; /* of all nodes, one after the other */
};

/* --- the tree --- */

/* A rule on its way to its place. */
struct entry {
    const struct sw_program *program;
    uint32_t row;
    bool memory;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    uint8_t length =
        x->program->length < y->program->length ? x->program->length : y->program->length;
    int order = (int)x->memory - (int)y->memory;

    if (order == 0)
        order = sw_tokens_compare(x->program->token, y->program->token, length);
    if (order == 0)
        order = (int)x->program->length - (int)y->program->length;
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* Notes whether the node's tokens change the grid, and how far the first of them that does reaches.
 * pristine: no token before the node's has changed it. */
static void look_ahead(struct node *node, const sw_edit_token *token, bool pristine)
{
    bool hand = pristine; /* nothing but hands so far */

    for (int t = 0; t < node->length; t++) {
        enum sw_edit_group group = sw_edit_row(token[t])->group;

        if (group == SW_EDIT_ACT && hand)
            node->reach = sw_edit_row(token[t])->reach;
        hand = hand && group == SW_EDIT_HAND;
        node->acts = node->acts || group == SW_EDIT_ACT || group == SW_EDIT_CONTROL;
    }
}

/* Adds the nodes of the sorted entries low..high-1, which share their first `from` tokens and are
 * longer. Every node ends a program or has two children: fewer than two a rule. */
static void add_subtree(struct sw_explain *explain, const struct entry *entry, uint32_t low,
                        uint32_t high, int from, uint16_t parent, bool pristine)
{
    while (low < high) {
        const struct sw_program *first = entry[low].program, *last;
        uint16_t at = (uint16_t)explain->nodes++;
        struct node *node = &explain->node[at];
        uint32_t end = low;
        int shared = from + 1;

        assert(explain->nodes <= NODES_MAX);
        while (end < high && entry[end].program->token[from] == first->token[from])
            end++;
        last = entry[end - 1].program;
        while (shared < first->length && shared < last->length &&
               first->token[shared] == last->token[shared])
            shared++;
        *node = (struct node){.parent = parent, .length = (uint8_t)(shared - from)};
        node->level = parent == NO_NODE ? 0 : (uint8_t)(explain->node[parent].level + 1);
        node->token = explain->tokens;
        memcpy(explain->token + node->token, first->token + from,
               node->length * sizeof *first->token);
        explain->tokens += node->length;
        look_ahead(node, first->token + from, pristine);
        for (; low < end && entry[low].program->length == shared; low++)
            explain->ended[low] = at;
        add_subtree(explain, entry, low, end, shared, at, pristine && !node->acts);
        low = end;
    }
}

struct sw_explain *sw_explain_create(const struct sw_rule *rule, uint32_t count,
                                     struct sw_error *error)
{
    struct sw_explain *explain = sw_allocate(1, sizeof *explain, "sorting the rules", error);
    struct entry *entry = sw_allocate(count, sizeof *entry, "sorting the rules", error);
    uint32_t plain = 0;

    if (explain == NULL || entry == NULL) {
        free(entry);
        free(explain);
        return NULL;
    }
    assert(count <= SW_RULES_MAX);
    for (uint32_t i = 0; i < count; i++) {
        const struct sw_program *teacher = &rule[i].teacher;

        entry[i] = (struct entry){teacher, i, sw_tokens_remember(teacher->token, teacher->length)};
        plain += !entry[i].memory;
    }
    qsort(entry, count, sizeof *entry, compare_entries);
    explain->rule = rule;
    explain->count = count;
    for (uint32_t i = 0; i < count; i++) {
        explain->row[i] = entry[i].row;
        explain->ended[i] = NO_NODE;
        sw_law_filter_set(&explain->claims, i, &rule[entry[i].row]);
    }
    add_subtree(explain, entry, 0, plain, 0, NO_NODE, true);
    free(entry);
    return explain;
}

void sw_explain_destroy(struct sw_explain *explain)
{
    free(explain);
}

/* --- running it --- */

/* A walk through the tree on one pair, along its nodes in their order. */
struct walk {
    const struct sw_explain *explain;
    const struct sw_pair *pair;
    struct sw_change change;
    uint16_t path[LEVELS_MAX]; /* by level: the node whose result is in work[level + 1] */
    bool failed[LEVELS_MAX]; /* it could not be done: then no program behind it explains anything */
    uint64_t pristine;       /* bit k: the grid of work[k] is the pair's canvas */
    struct sw_canvas work[LEVELS_MAX + 1];
    struct sw_anatomy anatomy;
};

static void begin_walk(struct walk *walk, const struct sw_explain *explain,
                       const struct sw_pair *pair)
{
    walk->explain = explain;
    walk->pair = pair;
    sw_change_of(&pair->canvas, &pair->target, &walk->change);
    memset(walk->path, 0xff, sizeof walk->path);
    walk->pristine = 1;
    walk->anatomy.known = 0;
    sw_canvas_begin(&walk->work[0], &pair->canvas);
    walk->work[0].anatomy = &walk->anatomy;
}

/* Copies what the parent has left; the grid only if it is not there already. */
static void copy_work(struct walk *walk, const struct node *node)
{
    struct sw_canvas *from = &walk->work[node->level];

    if ((walk->pristine >> node->level & 3) == 3)
        sw_canvas_copy_hand(from + 1, from);
    else
        sw_canvas_copy(from + 1, from);
    walk->pristine &= ~(UINT64_C(2) << node->level);
    if (!node->acts)
        walk->pristine |= (walk->pristine >> node->level & 1) << (node->level + 1);
}

/* Does the node, after those before it; false if it cannot be done, or cannot reach what has
 * changed. */
static bool do_node(struct walk *walk, uint16_t at)
{
    const struct node *node = &walk->explain->node[at];
    uint8_t level = node->level;
    bool done;

    if (walk->path[level] == at)
        return !walk->failed[level];
    done = node->parent == NO_NODE || do_node(walk, node->parent);
    if (done && sw_reach_allows(node->reach, &walk->work[level], &walk->change)) {
        copy_work(walk, node);
        for (int t = 0; t < node->length && done; t++)
            done = sw_edit_step(&walk->work[level + 1], walk->explain->token[node->token + t]);
    } else {
        done = false;
    }
    walk->path[level] = at;
    walk->failed[level] = !done;
    return done;
}

/* With a memory, by itself; what is known of the canvas is shared. */
static bool explains_alone(struct walk *walk, const struct sw_program *teacher)
{
    struct sw_edit_memory memory;
    struct sw_canvas canvas;

    sw_canvas_copy(&canvas, &walk->work[0]);
    sw_canvas_remember(&canvas, &memory);
    for (int t = 0; t < teacher->length; t++)
        if (!sw_edit_step(&canvas, teacher->token[t]))
            return false;
    return sw_grid_equal(&canvas.grid, &walk->pair->target);
}

/* Whether the rule at this place explains the walk's pair. */
static bool explains_it(struct walk *walk, uint32_t place)
{
    const struct sw_explain *explain = walk->explain;
    uint16_t at = explain->ended[place];

    if (at == NO_NODE)
        return explains_alone(walk, &explain->rule[explain->row[place]].teacher);
    return do_node(walk, at) &&
           sw_grid_equal(&walk->work[explain->node[at].level + 1].grid, &walk->pair->target);
}

/* Takes from place[0..count) what does not explain the pair, but for `own`; returns how many are
 * left. */
static uint32_t sift(const struct sw_explain *explain, const struct sw_pair *pair, uint32_t own,
                     uint16_t *place, uint32_t count)
{
    struct walk walk;
    uint32_t kept = 0;

    begin_walk(&walk, explain, pair);
    for (uint32_t i = 0; i < count; i++)
        if (explain->row[place[i]] == own || explains_it(&walk, place[i]))
            place[kept++] = place[i];
    return kept;
}

static void write_out(const struct sw_explain *explain, const uint16_t *place, uint32_t count,
                      bool *explains)
{
    memset(explains, 0, explain->count * sizeof *explains);
    for (uint32_t i = 0; i < count; i++)
        explains[explain->row[place[i]]] = true;
}

uint32_t sw_explain_pair(const struct sw_explain *explain, const struct sw_pair *pair,
                         bool *explains)
{
    struct sw_signature signature = sw_signature_of(&pair->canvas, &pair->target);
    uint16_t place[SW_RULES_MAX];
    uint32_t left = sw_law_filter_pass(&explain->claims, explain->count, &signature, place);

    left = sift(explain, pair, SW_RULE_NONE, place, left);
    write_out(explain, place, left, explains);
    return left;
}

/* What all demonstrations show together: a rule must agree with each. *first: the one of the
 * smallest canvas. */
static struct sw_signature signature_of_all(const struct sw_puzzle *puzzle, int *first)
{
    struct sw_signature all = {
        .effects = UINT32_MAX, .ink = UINT16_MAX, .from = UINT16_MAX, .seen = UINT16_MAX};

    *first = 0;
    for (int d = 0; d < puzzle->demonstrations; d++) {
        const struct sw_pair *pair = &puzzle->demonstration[d],
                             *least = &puzzle->demonstration[*first];
        struct sw_signature one = sw_signature_of(&pair->canvas, &pair->target);

        all.effects &= one.effects;
        all.ink &= one.ink;
        all.from &= one.from;
        all.seen &= one.seen;
        all.changed |= one.changed;
        if (pair->canvas.width * pair->canvas.height < least->canvas.width * least->canvas.height)
            *first = d;
    }
    return all;
}

/* Demonstrations are looked at together before any program is run; and what is left is run on the
 * smallest canvas first. */
uint32_t sw_explain_puzzle(const struct sw_explain *explain, const struct sw_puzzle *puzzle,
                           uint32_t own, bool *explains)
{
    uint16_t place[SW_RULES_MAX];
    struct sw_signature all;
    uint32_t left;
    int first;

    if (puzzle->demonstrations == 0) {
        memset(explains, true, explain->count);
        return explain->count;
    }
    all = signature_of_all(puzzle, &first);
    left = sw_law_filter_pass(&explain->claims, explain->count, &all, place);
    left = sift(explain, &puzzle->demonstration[first], own, place, left);
    for (int d = 0; d < puzzle->demonstrations && left > 0; d++)
        if (d != first && (left > 1 || explain->row[place[0]] != own))
            left = sift(explain, &puzzle->demonstration[d], own, place, left);
    write_out(explain, place, left, explains);
    return left;
}

/* The demonstrations in their order, the smallest first. What was begun on one is kept until
 * another is wanted in its place: mostly there are two. */
bool sw_explain_rival(const struct sw_explain *explain, const struct sw_puzzle *puzzle,
                      uint32_t own)
{
    uint16_t place[SW_RULES_MAX];
    struct walk walk[2];
    int first, begun = -1;
    struct sw_signature all = signature_of_all(puzzle, &first);
    uint32_t count = sw_law_filter_pass(&explain->claims, explain->count, &all, place);

    begin_walk(&walk[0], explain, &puzzle->demonstration[first]);
    for (uint32_t i = 0; i < count; i++) {
        bool stands = explain->row[place[i]] != own && explains_it(&walk[0], place[i]);

        for (int d = 0; d < puzzle->demonstrations && stands; d++) {
            if (d == first)
                continue;
            if (d != begun)
                begin_walk(&walk[1], explain, &puzzle->demonstration[d]);
            begun = d;
            stands = explains_it(&walk[1], place[i]);
        }
        if (stands && !sw_puzzle_exact(puzzle, &explain->rule[explain->row[place[i]]].teacher))
            return true;
    }
    return false;
}

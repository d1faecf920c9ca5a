#include "search/likelihood.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* A beginning of operations: that of its parent and one edit more. Parents stand before their
 * children. */
struct bough {
    uint32_t parent, child, next; /* NONE: there is none */
    uint32_t context;   /* in which the edits behind it were scored; NONE: they were not */
    uint32_t surprise;  /* of the edits up to here */
    uint16_t operation; /* one that begins so */
    uint8_t length;
    sw_edit_token token;
};

/* A beginning after which the scorer may be asked next. */
struct wish {
    uint32_t surprise, bough;
};

enum {
    CONTEXTS = 1 + SW_LIKELIHOOD_ROUNDS * SW_LIKELIHOOD_TILE,
    LEVELS = SW_LIKELIHOOD_SURPRISE_MAX + 1,
};

struct sw_likelihood {
    const struct sw_operations *operations;
    uint32_t count, boughs;
    struct bough *bough;
    uint32_t *end;      /* [count] the whole operation */
    uint16_t *surprise; /* [count] */
    uint64_t *sorted;   /* [count] scratch: surprise, then row */
    uint8_t *pass;      /* [count] */
    uint8_t *passes;    /* [nodes] */
    bool free[SW_EDITS_MAX];
    float level[LEVELS]; /* the probability of each surprise */
    uint32_t contexts;
    uint8_t context[CONTEXTS][SW_EDITS_MAX];
    uint8_t mean[SW_EDITS_MAX];
};

/* Operations end with those that bring the modes back (operations.c); `fresh` stands between two.
 */
static const char *const free_names[] = {"mode.eight", "mode.colour", "fresh", "stop"};

bool sw_likelihood_free(sw_edit_token token)
{
    for (size_t i = 0; i < sizeof free_names / sizeof *free_names; i++)
        if (sw_edit_find(free_names[i], strlen(free_names[i])) == (int)token)
            return true;
    return false;
}

/* --- the tree --- */

static uint32_t find_child(const struct sw_likelihood *likelihood, uint32_t at, sw_edit_token token)
{
    uint32_t child = likelihood->bough[at].child;

    while (child != NONE && likelihood->bough[child].token != token)
        child = likelihood->bough[child].next;
    return child;
}

static uint32_t add_child(struct sw_likelihood *likelihood, uint32_t at, uint16_t operation,
                          uint8_t length)
{
    const struct sw_operation *row = sw_operations_row(likelihood->operations, operation);
    uint32_t child = likelihood->boughs++;

    likelihood->bough[child] = (struct bough){.parent = at,
                                              .child = NONE,
                                              .next = likelihood->bough[at].child,
                                              .context = NONE,
                                              .operation = operation,
                                              .length = length,
                                              .token = row->token[length - 1]};
    likelihood->bough[at].child = child;
    return child;
}

static void grow(struct sw_likelihood *likelihood)
{
    likelihood->boughs = 1;
    likelihood->bough[0] = (struct bough){.parent = NONE, .child = NONE, .next = NONE};
    for (uint32_t i = 0; i < likelihood->count; i++) {
        const struct sw_operation *row = sw_operations_row(likelihood->operations, i);
        uint32_t at = 0;

        for (uint8_t k = 0; k < row->length; k++) {
            uint32_t child = find_child(likelihood, at, row->token[k]);

            at = child != NONE ? child : add_child(likelihood, at, (uint16_t)i, (uint8_t)(k + 1));
        }
        likelihood->end[i] = at;
    }
}

static uint32_t count_operations(const struct sw_operations *operations, uint32_t *tokens)
{
    uint32_t count = 0;

    *tokens = 1;
    for (const struct sw_operation *row; (row = sw_operations_row(operations, count)) != NULL;
         count++)
        *tokens += row->length;
    return count;
}

struct sw_likelihood *sw_likelihood_create(const struct sw_operations *operations,
                                           struct sw_error *error)
{
    static const char what[] = "ordering a search";
    struct sw_likelihood *likelihood = sw_allocate(1, sizeof *likelihood, what, error);
    uint32_t tokens, count = count_operations(operations, &tokens);

    if (likelihood == NULL)
        return NULL;
    likelihood->operations = operations;
    likelihood->count = count;
    likelihood->bough = sw_allocate(tokens, sizeof *likelihood->bough, what, error);
    likelihood->end = sw_allocate(count, sizeof *likelihood->end, what, error);
    likelihood->surprise = sw_allocate(count, sizeof *likelihood->surprise, what, error);
    likelihood->sorted = sw_allocate(count, sizeof *likelihood->sorted, what, error);
    likelihood->pass = sw_allocate(count, sizeof *likelihood->pass, what, error);
    likelihood->passes =
        sw_allocate(sw_operations_nodes(operations), sizeof *likelihood->passes, what, error);
    if (likelihood->bough == NULL || likelihood->end == NULL || likelihood->surprise == NULL ||
        likelihood->sorted == NULL || likelihood->pass == NULL || likelihood->passes == NULL) {
        sw_likelihood_destroy(likelihood);
        return NULL;
    }
    for (uint32_t t = 0; t < sw_edit_count(); t++)
        likelihood->free[t] = sw_likelihood_free((sw_edit_token)t);
    likelihood->level[0] = 1.0f;
    for (uint32_t i = 1; i < LEVELS; i++) /* exp(-1/10) */
        likelihood->level[i] = likelihood->level[i - 1] * 0.904837418f;
    grow(likelihood);
    return likelihood;
}

void sw_likelihood_destroy(struct sw_likelihood *likelihood)
{
    if (likelihood == NULL)
        return;
    free(likelihood->bough);
    free(likelihood->end);
    free(likelihood->surprise);
    free(likelihood->sorted);
    free(likelihood->pass);
    free(likelihood->passes);
    free(likelihood);
}

/* --- one task --- */

/* What an edit behind a beginning adds: as it was scored there, or its mean. */
static uint32_t surprise_behind(const struct sw_likelihood *likelihood, uint32_t bough,
                                sw_edit_token token)
{
    uint32_t context = likelihood->bough[bough].context;

    if (likelihood->free[token])
        return 0;
    return context != NONE ? likelihood->context[context][token] : likelihood->mean[token];
}

/* Beginnings behind a scored one, and not scored themselves, the likeliest first. */
static uint32_t choose(struct sw_likelihood *likelihood, struct wish wish[SW_LIKELIHOOD_TILE])
{
    uint32_t wishes = 0;

    for (uint32_t i = 1; i < likelihood->boughs; i++) {
        struct bough *bough = &likelihood->bough[i];
        const struct bough *parent = &likelihood->bough[bough->parent];
        uint32_t at = wishes;

        if (parent->context == NONE || bough->context != NONE || bough->child == NONE)
            continue;
        bough->surprise =
            parent->surprise + surprise_behind(likelihood, bough->parent, bough->token);
        if (wishes == SW_LIKELIHOOD_TILE && bough->surprise >= wish[wishes - 1].surprise)
            continue;
        if (wishes < SW_LIKELIHOOD_TILE)
            wishes++;
        else
            at--;
        for (; at > 0 && wish[at - 1].surprise > bough->surprise; at--)
            wish[at] = wish[at - 1];
        wish[at] = (struct wish){bough->surprise, i};
    }
    return wishes;
}

static int ask(struct sw_likelihood *likelihood, const struct sw_scorer *scorer,
               const struct sw_puzzle *puzzle, const struct wish *wish, uint32_t wishes,
               struct sw_error *error)
{
    struct sw_beginning beginning[SW_LIKELIHOOD_TILE];

    for (uint32_t i = 0; i < wishes; i++) {
        struct bough *bough = &likelihood->bough[wish[i].bough];
        const struct sw_operation *row =
            sw_operations_row(likelihood->operations, bough->operation);

        beginning[i] = (struct sw_beginning){row->token, bough->length};
        bough->context = likelihood->contexts + i;
    }
    if (scorer->score(scorer->context, puzzle, beginning, wishes,
                      &likelihood->context[likelihood->contexts], error) != 0)
        return -1;
    likelihood->contexts += wishes;
    return 0;
}

/* The mean of probabilities, as the surprise next to it from below. */
static void take_means(struct sw_likelihood *likelihood)
{
    for (uint32_t t = 0; t < sw_edit_count(); t++) {
        float sum = 0.0f;
        uint8_t surprise = 0;

        for (uint32_t c = 0; c < likelihood->contexts; c++)
            sum += likelihood->level[likelihood->context[c][t]];
        while (surprise < SW_LIKELIHOOD_SURPRISE_MAX &&
               likelihood->level[surprise] * (float)likelihood->contexts > sum)
            surprise++;
        likelihood->mean[t] = surprise;
    }
}

static int by_key(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

/* The passes of all operations by their rank, and of all nodes by what lies below them. */
static void take_passes(struct sw_likelihood *likelihood)
{
    uint32_t nodes = sw_operations_nodes(likelihood->operations);

    for (uint32_t i = 0; i < likelihood->count; i++)
        likelihood->sorted[i] = (uint64_t)likelihood->surprise[i] << 32 | i;
    qsort(likelihood->sorted, likelihood->count, sizeof *likelihood->sorted, by_key);
    for (uint32_t rank = 0; rank < likelihood->count; rank++)
        likelihood->pass[(uint32_t)likelihood->sorted[rank]] = (uint8_t)(rank < 64     ? 0
                                                                         : rank < 512  ? 1
                                                                         : rank < 4096 ? 2
                                                                                       : 3);
    for (uint32_t i = nodes; i-- > 0;) {
        const struct sw_operation_node *node = sw_operations_node(likelihood->operations, i);
        uint8_t own = 0;

        if (node->operation != SW_OPERATION_NONE)
            own = (uint8_t)(1u << likelihood->pass[node->operation]);
        for (uint32_t k = i + 1; k < node->after;
             k = sw_operations_node(likelihood->operations, k)->after)
            own |= likelihood->passes[k];
        likelihood->passes[i] = own;
    }
}

int sw_likelihood_take(struct sw_likelihood *likelihood, const struct sw_scorer *scorer,
                       const struct sw_puzzle *puzzle, struct sw_error *error)
{
    struct wish wish[SW_LIKELIHOOD_TILE] = {{0, 0}};
    uint32_t wishes = 1;

    likelihood->contexts = 0;
    for (uint32_t i = 0; i < likelihood->boughs; i++)
        likelihood->bough[i].context = NONE;
    for (uint32_t round = 0; round <= SW_LIKELIHOOD_ROUNDS && wishes > 0; round++) {
        if (ask(likelihood, scorer, puzzle, wish, wishes, error) != 0)
            return -1;
        wishes = choose(likelihood, wish);
    }
    take_means(likelihood);
    for (uint32_t i = 1; i < likelihood->boughs; i++) {
        struct bough *bough = &likelihood->bough[i];

        bough->surprise = likelihood->bough[bough->parent].surprise +
                          surprise_behind(likelihood, bough->parent, bough->token);
    }
    for (uint32_t i = 0; i < likelihood->count; i++)
        likelihood->surprise[i] = (uint16_t)likelihood->bough[likelihood->end[i]].surprise;
    take_passes(likelihood);
    return 0;
}

/* --- reading --- */

uint32_t sw_likelihood_operation(const struct sw_likelihood *likelihood, uint32_t operation)
{
    return likelihood->surprise[operation];
}

uint32_t sw_likelihood_tokens(const struct sw_likelihood *likelihood, const sw_edit_token *token,
                              uint32_t count)
{
    uint32_t sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += likelihood->free[token[i]] ? 0 : likelihood->mean[token[i]];
    return sum;
}

uint32_t sw_likelihood_state(const struct sw_likelihood *likelihood, const struct sw_states *states,
                             uint32_t state)
{
    const struct sw_state *row = sw_states_row(states, state);
    uint32_t sum = 0;

    for (; row->parent != SW_STATE_NONE; row = sw_states_row(states, row->parent))
        if (row->operation < likelihood->count)
            sum += sw_likelihood_operation(likelihood, row->operation);
    return sum;
}

uint32_t sw_likelihood_pass(const struct sw_likelihood *likelihood, uint32_t operation)
{
    return likelihood->pass[operation];
}

uint32_t sw_likelihood_passes(const struct sw_likelihood *likelihood, uint32_t node)
{
    return likelihood->passes[node];
}

/* `room` has as many entries as there are states: the key, then the state. */
void sw_likelihood_list(const struct sw_likelihood *likelihood, const struct sw_states *states,
                        uint32_t weight, uint64_t *room, uint32_t *state)
{
    uint32_t count = sw_states_count(states);

    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = sw_states_row(states, i)->cost;

        key += sw_likelihood_term(sw_likelihood_state(likelihood, states, i), weight);
        room[i] = key << 32 | i;
    }
    qsort(room, count, sizeof *room, by_key);
    for (uint32_t i = 0; i < count; i++)
        state[i] = (uint32_t)room[i];
}

#include "search/expand.h"

#include <stdlib.h>

/* Keys that were met during this expansion: a table of 64-bit keys that is emptied by counting the
 * expansions up. */
enum { MET = 1 << 14 };

struct met {
    uint64_t key;
    uint32_t expansion;
};

struct sw_expander {
    const struct sw_operations *operations;
    uint32_t expansions, met_count, applied, fitted;
    uint32_t canvases, levels;
    bool wants[SW_IMAGES_MAX]; /* a demonstration in which something is still to be done */
    bool done[SW_IMAGES_MAX];  /* a demonstration in which nothing is */
    bool holds;                /* a piece may be in hand that the program of the state has taken */
    struct sw_canvas *work;    /* (levels, SW_IMAGES_MAX) */
    struct sw_edit_memory *memory;        /* (levels, SW_IMAGES_MAX) */
    struct sw_anatomy *anatomy;           /* (SW_IMAGES_MAX) */
    uint64_t (*grid_hash)[SW_IMAGES_MAX]; /* (levels, SW_IMAGES_MAX): 0 while it is the image */
    struct met met[MET];
};

struct sw_expander *sw_expander_create(const struct sw_operations *operations,
                                       struct sw_error *error)
{
    struct sw_expander *expander = sw_allocate(1, sizeof *expander, "starting a search", error);

    if (expander == NULL)
        return NULL;
    expander->operations = operations;
    for (uint32_t i = 0; i < sw_operations_nodes(operations); i++) {
        uint32_t level = sw_operations_node(operations, i)->level;

        expander->levels = level + 2 > expander->levels ? level + 2 : expander->levels;
    }
    expander->work = sw_allocate((size_t)expander->levels * SW_IMAGES_MAX, sizeof *expander->work,
                                 "starting a search", error);
    expander->memory = sw_allocate((size_t)expander->levels * SW_IMAGES_MAX,
                                   sizeof *expander->memory, "starting a search", error);
    expander->anatomy =
        sw_allocate(SW_IMAGES_MAX, sizeof *expander->anatomy, "starting a search", error);
    expander->grid_hash =
        sw_allocate(expander->levels, sizeof *expander->grid_hash, "starting a search", error);
    if (expander->work == NULL || expander->memory == NULL || expander->anatomy == NULL ||
        expander->grid_hash == NULL) {
        sw_expander_destroy(expander);
        return NULL;
    }
    return expander;
}

void sw_expander_destroy(struct sw_expander *expander)
{
    if (expander == NULL)
        return;
    free(expander->work);
    free(expander->memory);
    free(expander->anatomy);
    free(expander->grid_hash);
    free(expander);
}

static bool meet(struct sw_expander *expander, uint64_t key)
{
    uint32_t at = (uint32_t)key & (MET - 1);

    for (; expander->met[at].expansion == expander->expansions; at = (at + 1) & (MET - 1))
        if (expander->met[at].key == key)
            return true;
    if (expander->met_count < MET / 2) {
        expander->met[at] = (struct met){key, expander->expansions};
        expander->met_count++;
    }
    return false;
}

/* --- one node --- */

enum step { STEP_DEAD, STEP_IDLE, STEP_FINE };

/* Brings canvas k of the node's level on. STEP_DEAD: nothing in the node's subtree can be of use
 * for this canvas; STEP_IDLE: a selection was empty or an act changed nothing, which is right for a
 * demonstration in which nothing is to be done. */
static enum step step(struct sw_expander *expander, const struct sw_operation_node *node,
                      uint32_t k)
{
    const struct sw_canvas *from = &expander->work[node->level * SW_IMAGES_MAX + k];
    struct sw_canvas *canvas = &expander->work[(node->level + 1) * SW_IMAGES_MAX + k];
    uint64_t *hash = &expander->grid_hash[node->level + 1][k];
    enum step result = STEP_FINE;

    *canvas = *from;
    *hash = expander->grid_hash[node->level][k];
    canvas->memory = NULL;
    if (node->memory) {
        struct sw_edit_memory *memory = &expander->memory[(node->level + 1) * SW_IMAGES_MAX + k];

        if (from->memory == NULL) {
            sw_canvas_remember(canvas, memory);
        } else {
            sw_edit_memory_copy(memory, from->memory);
            canvas->memory = memory;
        }
    }
    for (uint32_t t = 0; t < node->length; t++) {
        sw_edit_token token = node->token[t];
        const struct sw_edit *row = sw_edit_row(token);
        bool changed = sw_edit_apply(canvas, token);

        /* What an operation before took in hand, which states do not know, would stay there. */
        if (row->lifts && sw_mask_empty(&canvas->selection) &&
            (expander->holds || !expander->done[k]))
            return STEP_DEAD;
        if (changed)
            *hash = sw_canvas_hash_grid(canvas);
        if ((row->group == SW_EDIT_ACT && !changed) || !sw_edit_found(row, canvas)) {
            if (node->strict && expander->wants[k])
                return STEP_DEAD;
            result = STEP_IDLE;
        }
    }
    return result;
}

static bool same_as_image(const struct sw_canvas *canvas, const struct sw_canvas *image)
{
    return canvas->x == image->x && canvas->y == image->y &&
           sw_grid_equal(&canvas->grid, &image->grid);
}

/* Adds the state that the operation which ends here makes. */
static void end(struct sw_expander *expander, struct sw_states *states, uint32_t state,
                const struct sw_operation_node *node)
{
    const struct sw_operation *row = sw_operations_row(expander->operations, node->operation);
    const struct sw_canvas *canvas = &expander->work[(node->level + 1) * SW_IMAGES_MAX];
    struct sw_image picture[SW_IMAGES_MAX];
    uint32_t changed = 0, made;

    for (uint32_t k = 0; k < expander->canvases; k++) {
        bool same = same_as_image(&canvas[k], &expander->work[k]);

        if (same && row->strict && expander->wants[k])
            return;
        changed += !same;
        picture[k] = (struct sw_image){&canvas[k].grid, canvas[k].x, canvas[k].y};
    }
    if (changed == 0)
        return;
    made = sw_states_add(states, state, node->operation, picture, NULL);
    if (expander->fitted == 0 && made != SW_STATE_NONE && sw_states_row(states, made)->wrong == 0)
        expander->fitted = expander->applied;
}

static uint32_t colours_in(const struct sw_grid *grid)
{
    uint32_t colours = 0;

    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            colours |= 1u << grid->cell[y][x];
    return colours;
}

/* The colours of all images and of all targets, but for demonstrations that keep their canvas: what
 * is to be done to a colour that only they have is not shown. */
static void colours_of(const struct sw_states *states, const struct sw_canvas *canvas,
                       uint32_t *reads, uint32_t *paints)
{
    uint32_t demonstrations = sw_states_demonstrations(states);
    bool any = sw_states_changing(states) == 0;

    *reads = 0;
    *paints = 0;
    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        if (k < demonstrations && sw_states_keeps(states, k) && !any)
            continue;
        *reads |= colours_in(&canvas[k].grid);
        *paints |= k < demonstrations ? colours_in(sw_states_target(states, k)) : 0;
    }
}

/* Whether a program takes a piece in hand, which stays there for operations behind it. */
static bool takes_piece(const struct sw_states *states, uint32_t state)
{
    sw_edit_token token[SW_STATE_TOKENS_MAX];
    uint32_t length = sw_states_program(states, state, token);

    for (uint32_t i = 0; i < length; i++)
        if (sw_edit_row(token[i])->lifts)
            return true;
    return false;
}

/* The images that the state has of all canvases, and what is still to be done to them. */
static void lay_out(struct sw_expander *expander, const struct sw_states *states, uint32_t state)
{
    const struct sw_state *row = sw_states_row(states, state);
    uint32_t demonstrations = sw_states_demonstrations(states);

    expander->canvases = sw_states_canvases(states);
    expander->holds = takes_piece(states, state);
    for (uint32_t k = 0; k < expander->canvases; k++) {
        const struct sw_layer *image = sw_states_image(states, row->image[k]);

        expander->work[k] = sw_canvas_of(&image->grid);
        expander->work[k].x = image->x;
        expander->work[k].y = image->y;
        expander->work[k].anatomy = &expander->anatomy[k];
        expander->anatomy[k].known = 0;
        expander->grid_hash[0][k] = 0;
        expander->done[k] =
            k < demonstrations && (sw_states_keeps(states, k) ||
                                   sw_grid_equal(&image->grid, sw_states_target(states, k)));
        expander->wants[k] = k < demonstrations && !expander->done[k];
    }
}

/* What one walk of the tree looks at. */
struct walk {
    const struct sw_expansion *expansion;
    uint32_t reads, paints; /* colours, as of colours_of */
    uint32_t pass;          /* with a likelihood: only operations of this pass end */
};

/* Whether the operation that ends at a node, if there is one, ends in this walk. */
static bool ends_here(const struct walk *walk, const struct sw_operation_node *node)
{
    const struct sw_likelihood *likelihood = walk->expansion->likelihood;

    return node->operation != SW_OPERATION_NONE &&
           (likelihood == NULL || sw_likelihood_pass(likelihood, node->operation) == walk->pass);
}

static bool worth_walking(const struct walk *walk, const struct sw_operation_node *node, uint32_t i)
{
    const struct sw_expansion *expansion = walk->expansion;

    return node->tier <= expansion->tier && (node->reads & ~walk->reads) == 0 &&
           (node->paints & ~walk->paints) == 0 && (node->groups & expansion->groups) != 0 &&
           (expansion->likelihood == NULL ||
            (sw_likelihood_passes(expansion->likelihood, i) >> walk->pass & 1u) != 0);
}

static void walk_tree(struct sw_expander *expander, struct sw_states *states, uint32_t state,
                      const struct walk *walk)
{
    const struct sw_operations *operations = expander->operations;
    const struct sw_expansion *expansion = walk->expansion;
    uint32_t nodes = sw_operations_nodes(operations);

    for (uint32_t i = 0, next; i < nodes && expander->applied < expansion->limit; i = next) {
        const struct sw_operation_node *node = sw_operations_node(operations, i);
        uint32_t idle = 0, k = 0;
        uint64_t key = node->shape;

        next = node->after;
        if (!worth_walking(walk, node, i))
            continue;
        for (; k < expander->canvases; k++) {
            enum step result = step(expander, node, k);

            if (result == STEP_DEAD)
                break;
            idle += result == STEP_IDLE;
        }
        expander->applied += ends_here(walk, node);
        if (k < expander->canvases || idle == expander->canvases)
            continue;
        for (k = 0; k < expander->canvases; k++)
            key = sw_canvas_hash(&expander->work[(node->level + 1) * SW_IMAGES_MAX + k],
                                 expander->grid_hash[node->level + 1][k], key);
        if (next > i + 1 && meet(expander, key))
            continue;
        if (ends_here(walk, node)) {
            const struct sw_operation *row = sw_operations_row(operations, node->operation);

            if (row->tier <= expansion->tier && (expansion->groups >> row->group & 1u) != 0)
                end(expander, states, state, node);
        }
        next = i + 1;
    }
}

uint32_t sw_expand(struct sw_expander *expander, struct sw_states *states, uint32_t state,
                   const struct sw_expansion *expansion)
{
    struct walk walk = {.expansion = expansion};
    uint32_t passes = expansion->likelihood != NULL ? SW_LIKELIHOOD_PASSES : 1;

    sw_states_mark_expanded(states, state);
    expander->applied = expander->fitted = 0;
    lay_out(expander, states, state);
    colours_of(states, expander->work, &walk.reads, &walk.paints);
    for (; walk.pass < passes; walk.pass++) {
        expander->expansions++;
        expander->met_count = 0;
        walk_tree(expander, states, state, &walk);
    }
    return expander->applied;
}

uint32_t sw_expand_fitted(const struct sw_expander *expander)
{
    return expander->fitted;
}

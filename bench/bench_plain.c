#include "bench/bench.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the brood pass is compared with: inference of one network on a batch of worlds, as any
 * library would do it, with the same kernel: every row has its own percept, every layer is one
 * product of a whole tile, and of the thought experts those run that some row chose. Follows the
 * teacher, like a life by likelihood. */
struct view {
    uint32_t room, kinds;
    float *base;  /* [room][K], owned */
    float *count; /* [kinds], behind base */
};

struct sw_plain {
    const struct sw_brain_layout *layout;
    struct sw_kernel kernel;
    struct sw_action_set action_set;
    uint32_t views; /* room in view */
    struct view *view;
    float *pooled, *hidden, *sight, *memory, *gates, *scores, *tile, *thought, *logits;
    uint8_t expert[SW_TILE];
};

struct sw_plain *sw_plain_create(const struct sw_brain_layout *layout, const char *kernel,
                                 const struct sw_action_set *action_set, struct sw_error *error)
{
    const struct sw_brain_shape *shape = &layout->shape;
    uint32_t M = shape->memory, A = layout->tensor[SW_EDIT_HEAD].stride;
    uint32_t widths[] = {2 * shape->features,
                         shape->hidden,
                         2 * M,
                         M,
                         2 * M,
                         layout->tensor[SW_ROUTER].stride,
                         M,
                         M,
                         A};
    struct sw_plain *plain = sw_allocate(1, sizeof *plain, "making a plain pass", error);
    size_t floats = 0;
    float *at;

    if (plain == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        floats += (size_t)SW_TILE * widths[i];
    at = sw_allocate_floats(floats, "making a plain pass", error);
    if (at == NULL || sw_kernel_find(kernel, &plain->kernel) != 0) {
        free(at);
        free(plain);
        return NULL;
    }
    plain->action_set = *action_set;
    plain->layout = layout;
    float **arrays[] = {&plain->pooled, &plain->hidden,  &plain->sight,
                        &plain->memory, &plain->gates,   &plain->scores,
                        &plain->tile,   &plain->thought, &plain->logits};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        *arrays[i] = at;
        at += (size_t)SW_TILE * widths[i];
    }
    return plain;
}

void sw_plain_destroy(struct sw_plain *plain)
{
    if (plain == NULL)
        return;
    for (uint32_t i = 0; i < plain->views; i++)
        free(plain->view[i].base);
    free(plain->view);
    free(plain->pooled);
    free(plain);
}

static const float *weights_of(const struct sw_plain *plain, const float *weights, uint32_t tensor)
{
    return weights + plain->layout->tensor[tensor].offset;
}

/* y = x . W (+ bias) for all rows of the tile. */
static void dense(struct sw_plain *plain, const float *weights, uint32_t tensor, uint32_t bias,
                  const float *x, uint32_t x_stride, float *y)
{
    const struct sw_tensor *t = &plain->layout->tensor[tensor];

    plain->kernel.product(x, x_stride, weights_of(plain, weights, tensor), t->rows, t->stride, y);
    for (uint32_t row = 0; row < SW_TILE && bias != SW_TENSORS_MAX; row++)
        plain->kernel.add_scaled(y + (size_t)row * t->stride, weights_of(plain, weights, bias),
                                 1.0f, t->stride);
}

/* The sums over one world's kinds of cells. */
static bool look(struct sw_plain *plain, const float *weights, const struct sw_percept *percept,
                 struct view *view)
{
    uint32_t K = plain->layout->shape.features;

    if (view->room < percept->kinds) {
        free(view->base);
        view->base = sw_allocate_floats((size_t)percept->kinds * (K + 1), "looking plainly", NULL);
        view->room = view->base == NULL ? 0 : percept->kinds;
    }
    if (view->base == NULL)
        return false;
    view->kinds = percept->kinds;
    view->count = view->base + (size_t)percept->kinds * K;
    for (uint32_t i = 0; i < percept->kinds; i++)
        view->count[i] = 8.0f * (float)percept->count[i] / (float)percept->cells;
    plain->kernel.sum_rows(weights_of(plain, weights, SW_SIGHT_TABLE), K, percept->row,
                           percept->rows, SW_PERCEPT_ROWS_PER_CELL, percept->kinds, view->base);
    return true;
}

static void see(struct sw_plain *plain, const struct view *view, uint32_t row)
{
    uint32_t K = plain->layout->shape.features;
    float *pooled = plain->pooled + (size_t)row * 2 * K;

    plain->kernel.pool(view->base, view->count, view->kinds, K, pooled);
    plain->kernel.normalise(pooled, 2 * K);
}

static void route(struct sw_plain *plain, const float *weights)
{
    uint32_t E = plain->layout->shape.experts, M = plain->layout->shape.memory;
    uint32_t stride = plain->layout->tensor[SW_ROUTER].stride;

    memset(plain->expert, 0, sizeof plain->expert);
    if (E == 1)
        return;
    dense(plain, weights, SW_ROUTER, SW_TENSORS_MAX, plain->memory, M, plain->scores);
    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t k = 1; k < E; k++)
            if (plain->scores[row * stride + k] > plain->scores[row * stride + plain->expert[row]])
                plain->expert[row] = (uint8_t)k;
}

static void think(struct sw_plain *plain, const float *weights, const uint16_t *previous)
{
    uint32_t M = plain->layout->shape.memory, n = 2 * M, chosen = 0;
    uint32_t none = plain->layout->tensor[SW_MEMORY_EDIT].rows - 1;

    dense(plain, weights, SW_MEMORY_RECURRENT, SW_MEMORY_BIAS, plain->memory, M, plain->gates);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t edit = previous[row] < none ? previous[row] : none;
        float *gates = plain->gates + (size_t)row * n;

        plain->kernel.add_scaled(
            gates, weights_of(plain, weights, SW_MEMORY_EDIT) + (size_t)edit * n, 1.0f, n);
        plain->kernel.add_scaled(gates, plain->sight + (size_t)row * n, 1.0f, n);
        plain->kernel.gate(plain->memory + (size_t)row * M, gates, M);
    }
    route(plain, weights);
    for (uint32_t row = 0; row < SW_TILE; row++)
        chosen |= 1u << plain->expert[row];
    for (uint32_t k = 0; k < plain->layout->shape.experts; k++) {
        if (!(chosen >> k & 1u))
            continue;
        dense(plain, weights, SW_THOUGHT + 2 * k, SW_THOUGHT + 2 * k + 1, plain->memory, M,
              plain->tile);
        for (uint32_t row = 0; row < SW_TILE; row++)
            if (plain->expert[row] == k) {
                memcpy(plain->thought + (size_t)row * M, plain->tile + (size_t)row * M,
                       M * sizeof(float));
                plain->kernel.residual_tanh(plain->thought + (size_t)row * M,
                                            plain->memory + (size_t)row * M, M);
            }
    }
    dense(plain, weights, SW_EDIT_HEAD, SW_EDIT_BIAS, plain->thought, M, plain->logits);
}

static double live(struct sw_plain *plain, const float *weights, const struct sw_batch *batch,
                   uint32_t first, bool shared)
{
    const struct sw_brain_shape *shape = &plain->layout->shape;
    uint32_t stride = plain->layout->tensor[SW_EDIT_HEAD].stride, longest = 0;
    uint16_t previous[SW_TILE];
    double sum = 0;

    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t world = (first + row) % batch->worlds;

        if (!shared && !look(plain, weights, batch->shown[world], &plain->view[world]))
            return (double)NAN;
        see(plain, &plain->view[world], row);
        if (batch->puzzle[world].teacher.length > longest)
            longest = batch->puzzle[world].teacher.length;
    }
    dense(plain, weights, SW_SIGHT_DENSE, SW_SIGHT_BIAS, plain->pooled, 2 * shape->features,
          plain->hidden);
    plain->kernel.tanh(plain->hidden, SW_TILE * shape->hidden);
    dense(plain, weights, SW_MEMORY_SIGHT, SW_TENSORS_MAX, plain->hidden, shape->hidden,
          plain->sight);
    memset(plain->memory, 0, (size_t)SW_TILE * shape->memory * sizeof(float));
    sw_mind_previous(previous, SW_EDIT_NONE);
    for (uint32_t tick = 0; tick <= longest; tick++) {
        think(plain, weights, previous);
        for (uint32_t row = 0; row < SW_TILE; row++) {
            const struct sw_program *teacher =
                &batch->puzzle[(first + row) % batch->worlds].teacher;
            float *logits = plain->logits + (size_t)row * stride;
            float wanted;

            if (tick > teacher->length)
                continue;
            previous[row] =
                tick < teacher->length ? plain->action_set.row[teacher->token[tick]] : 0;
            wanted = logits[previous[row]];
            sum += (double)(wanted - plain->kernel.exponentials(logits, shape->edits, stride));
        }
    }
    return sum;
}

static bool make_views(struct sw_plain *plain, uint32_t worlds)
{
    struct view *views = NULL;

    if (worlds <= plain->views)
        return true;
    views = realloc(plain->view, worlds * sizeof *views);
    if (views == NULL)
        return false;
    memset(views + plain->views, 0, (worlds - plain->views) * sizeof *views);
    plain->view = views;
    plain->views = worlds;
    return true;
}

double sw_plain_pass(struct sw_plain *plain, const float *weights, const struct sw_batch *batch,
                     uint32_t tiles, bool shared)
{
    double sum = 0;

    if (!make_views(plain, batch->worlds))
        return (double)NAN;
    for (uint32_t world = 0; world < batch->worlds && shared; world++)
        if (!look(plain, weights, batch->shown[world], &plain->view[world]))
            return (double)NAN;
    for (uint32_t tile = 0; tile < tiles; tile++)
        sum += live(plain, weights, batch, tile * SW_TILE, shared);
    return sum;
}

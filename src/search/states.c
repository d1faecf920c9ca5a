#include "search/states.h"
#include "base/hash.h"
#include "search/operations.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Images and states lie in arrays that double. Each array has a table of the hashes beside it with
 * at least twice as many slots, open addressing, so equal ones are found by one look. A slot holds
 * an index + 1; 0 is free. */
struct slots {
    uint32_t *slot;
    uint32_t size; /* a power of two */
};

enum { START = 1024, OFFERS_MAX = 8192 };

struct sw_states {
    const struct sw_operations *operations;
    const struct sw_puzzle *puzzle;
    sw_edit_token fresh; /* the token that empties the hand */
    uint32_t demonstrations, canvases, changing;
    bool keeps[SW_DEMONSTRATIONS_MAX];
    uint32_t count, capacity;
    unsigned char *row; /* a state as long as the task's canvases want, `stride` bytes each */
    size_t stride, row_bytes;
    uint64_t *row_hash;
    struct slots rows;
    uint32_t images, image_capacity;
    struct sw_layer *image;
    uint64_t *image_hash;
    struct slots image_slots;
    bool out_of_memory;
    uint32_t offers;
    const struct sw_operation *offer[OFFERS_MAX]; /* operation SW_OPERATIONS_MAX + i */
};

static struct sw_state *row_at(const struct sw_states *states, uint32_t index)
{
    return (struct sw_state *)(void *)(states->row + index * states->stride);
}

static const struct sw_operation *operation_at(const struct sw_states *states, uint16_t operation)
{
    return operation >= SW_OPERATIONS_MAX ? states->offer[operation - SW_OPERATIONS_MAX]
                                          : sw_operations_row(states->operations, operation);
}

uint16_t sw_states_offer(struct sw_states *states, const struct sw_operation *row)
{
    if (states->offers == OFFERS_MAX)
        return SW_OPERATION_NONE;
    states->offer[states->offers] = row;
    return (uint16_t)(SW_OPERATIONS_MAX + states->offers++);
}

static void *resize(struct sw_states *states, void *old, size_t count, size_t size)
{
    void *larger = realloc(old, count * size);

    if (larger == NULL)
        states->out_of_memory = true;
    return larger;
}

/* Makes room for at least one more of what is hashed in `hash`; `slots` is filled anew. */
static bool grow_slots(struct sw_states *states, struct slots *slots, const uint64_t *hash,
                       uint32_t count)
{
    uint32_t size = slots->size == 0 ? 2 * START : 2 * slots->size;
    uint32_t *slot = calloc(size, sizeof *slot);

    if (slot == NULL) {
        states->out_of_memory = true;
        return false;
    }
    free(slots->slot);
    *slots = (struct slots){slot, size};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)hash[i] & (size - 1);

        while (slot[at] != 0)
            at = (at + 1) & (size - 1);
        slot[at] = i + 1;
    }
    return true;
}

static void put(struct slots *slots, uint64_t hash, uint32_t index)
{
    uint32_t at = (uint32_t)hash & (slots->size - 1);

    while (slots->slot[at] != 0)
        at = (at + 1) & (slots->size - 1);
    slots->slot[at] = index + 1;
}

static bool room_for_image(struct sw_states *states)
{
    uint32_t capacity = states->image_capacity == 0 ? START : 2 * states->image_capacity;
    void *larger;

    if (states->images < states->image_capacity)
        return true;
    larger = resize(states, states->image, capacity, sizeof *states->image);
    if (larger == NULL)
        return false;
    states->image = larger;
    larger = resize(states, states->image_hash, capacity, sizeof *states->image_hash);
    if (larger == NULL)
        return false;
    states->image_hash = larger;
    if (!grow_slots(states, &states->image_slots, states->image_hash, states->images))
        return false;
    states->image_capacity = capacity;
    return true;
}

static bool room_for_rows(struct sw_states *states, size_t capacity)
{
    void *larger;

    if (capacity * states->stride <= states->row_bytes)
        return true;
    larger = resize(states, states->row, capacity, states->stride);
    if (larger == NULL)
        return false;
    states->row = larger;
    states->row_bytes = capacity * states->stride;
    return true;
}

static bool room_for_state(struct sw_states *states)
{
    uint32_t capacity = states->capacity == 0 ? START : 2 * states->capacity;
    void *larger;

    if (states->count < states->capacity)
        return true;
    if (!room_for_rows(states, capacity))
        return false;
    larger = resize(states, states->row_hash, capacity, sizeof *states->row_hash);
    if (larger == NULL)
        return false;
    states->row_hash = larger;
    if (!grow_slots(states, &states->rows, states->row_hash, states->count))
        return false;
    states->capacity = capacity;
    return true;
}

/* --- images --- */

static uint64_t hash_image(const struct sw_image *image)
{
    const struct sw_grid *grid = image->grid;
    uint64_t place = (uint64_t)grid->width << 24 | (uint64_t)grid->height << 16 |
                     (uint64_t)(uint8_t)image->x << 8 | (uint8_t)image->y;

    return sw_hash(grid->cell, (size_t)grid->height * SW_STRIDE) ^ place * 0x9e3779b97f4a7c15u;
}

static bool same_image(const struct sw_layer *a, const struct sw_image *b)
{
    return a->x == b->x && a->y == b->y && a->grid.width == b->grid->width &&
           a->grid.height == b->grid->height &&
           memcmp(a->grid.cell, b->grid->cell, (size_t)a->grid.height * SW_STRIDE) == 0;
}

static uint32_t find_image(const struct sw_states *states, const struct sw_image *image,
                           uint64_t hash)
{
    const struct slots *slots = &states->image_slots;
    uint32_t at = (uint32_t)hash & (slots->size - 1);

    for (; slots->slot[at] != 0; at = (at + 1) & (slots->size - 1)) {
        uint32_t id = slots->slot[at] - 1;

        if (states->image_hash[id] == hash && same_image(&states->image[id], image))
            return id;
    }
    return SW_STATE_NONE;
}

static uint32_t intern(struct sw_states *states, const struct sw_image *image, uint64_t hash)
{
    uint32_t id;

    if (!room_for_image(states))
        return SW_STATE_NONE;
    id = states->images++;
    states->image[id] = (struct sw_layer){*image->grid, image->x, image->y};
    states->image_hash[id] = hash;
    put(&states->image_slots, hash, id);
    return id;
}

/* --- states --- */

static uint64_t hash_ids(const struct sw_states *states, const uint32_t *image)
{
    return sw_hash(image, states->canvases * sizeof *image);
}

static uint32_t find_state(const struct sw_states *states, const uint32_t *image, uint64_t hash)
{
    const struct slots *slots = &states->rows;
    uint32_t at = (uint32_t)hash & (slots->size - 1);

    for (; slots->slot[at] != 0; at = (at + 1) & (slots->size - 1)) {
        uint32_t index = slots->slot[at] - 1;

        if (states->row_hash[index] == hash &&
            memcmp(row_at(states, index)->image, image, states->canvases * sizeof *image) == 0)
            return index;
    }
    return SW_STATE_NONE;
}

static void compare_with_targets(const struct sw_states *states, struct sw_state *state)
{
    state->sized = 1;
    state->wrong = 0;
    for (uint32_t k = 0; k < states->demonstrations && state->sized; k++) {
        const struct sw_grid *grid = &states->image[state->image[k]].grid;
        const struct sw_grid *target = sw_states_target(states, k);

        if (grid->width != target->width || grid->height != target->height)
            state->sized = 0;
        else
            state->wrong += sw_grid_difference(grid, target);
    }
    if (!state->sized)
        state->wrong = UINT32_MAX;
}

static uint32_t add_state(struct sw_states *states, const struct sw_state *state,
                          const uint32_t *image, uint64_t hash)
{
    uint32_t index;

    if (!room_for_state(states))
        return SW_STATE_NONE;
    index = states->count++;
    *row_at(states, index) = *state;
    memcpy(row_at(states, index)->image, image, states->canvases * sizeof *image);
    compare_with_targets(states, row_at(states, index));
    states->row_hash[index] = hash;
    put(&states->rows, hash, index);
    return index;
}

/* Operations in a row stand apart by `fresh`, which empties the hand: each does what it does alone.
 */
static uint32_t length_of(const struct sw_states *states, uint32_t parent, uint16_t operation)
{
    const struct sw_state *from = row_at(states, parent);

    return from->length + (uint32_t)(from->depth > 0) + operation_at(states, operation)->length;
}

static void take_program(struct sw_states *states, struct sw_state *state, uint32_t parent,
                         uint16_t operation, uint32_t cost)
{
    const struct sw_state *from = row_at(states, parent);

    state->parent = parent;
    state->operation = operation;
    state->cost = (uint16_t)cost;
    state->depth = (uint8_t)(from->depth + 1);
    state->length = (uint8_t)length_of(states, parent, operation);
}

uint32_t sw_states_add(struct sw_states *states, uint32_t parent, uint16_t operation,
                       const struct sw_image image[SW_IMAGES_MAX], bool *fresh)
{
    const struct sw_operation *row = operation_at(states, operation);
    struct sw_state state = {0};
    uint64_t hash[SW_IMAGES_MAX], all;
    uint32_t ids[SW_IMAGES_MAX], index = SW_STATE_NONE;
    uint32_t total = row_at(states, parent)->cost + row->cost;
    bool known = true;

    if (fresh != NULL)
        *fresh = false;
    if (length_of(states, parent, operation) > SW_STATE_TOKENS_MAX || total > UINT16_MAX)
        return SW_STATE_NONE;
    for (uint32_t k = 0; k < states->canvases; k++) {
        hash[k] = hash_image(&image[k]);
        ids[k] = find_image(states, &image[k], hash[k]);
        known = known && ids[k] != SW_STATE_NONE;
    }
    if (known)
        index = find_state(states, ids, hash_ids(states, ids));
    if (index != SW_STATE_NONE) {
        if (!row_at(states, index)->expanded && row_at(states, index)->cost > total)
            take_program(states, row_at(states, index), parent, operation, total);
        return index;
    }
    for (uint32_t k = 0; k < states->canvases; k++) {
        if (ids[k] == SW_STATE_NONE) /* it may have come in with an earlier canvas */
            ids[k] = find_image(states, &image[k], hash[k]);
        if (ids[k] == SW_STATE_NONE)
            ids[k] = intern(states, &image[k], hash[k]);
        if (ids[k] == SW_STATE_NONE)
            return SW_STATE_NONE;
    }
    all = hash_ids(states, ids);
    take_program(states, &state, parent, operation, total);
    index = add_state(states, &state, ids, all);
    if (fresh != NULL)
        *fresh = index != SW_STATE_NONE;
    return index;
}

void sw_states_mark_expanded(struct sw_states *states, uint32_t index)
{
    row_at(states, index)->expanded = 1;
}

int sw_states_failed(const struct sw_states *states, struct sw_error *error)
{
    if (!states->out_of_memory)
        return 0;
    return sw_fail(error, SW_EXIT_FAILED, "out of memory while searching; give a smaller --budget");
}

/* --- lifetime --- */

struct sw_states *sw_states_create(const struct sw_operations *operations, struct sw_error *error)
{
    struct sw_states *states = sw_allocate(1, sizeof *states, "starting a search", error);

    if (states == NULL)
        return NULL;
    states->operations = operations;
    states->stride = sizeof(struct sw_state);
    states->fresh = (sw_edit_token)sw_edit_find("fresh", 5);
    if (!room_for_image(states) || !room_for_state(states)) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while starting a search");
        sw_states_destroy(states);
        return NULL;
    }
    return states;
}

void sw_states_destroy(struct sw_states *states)
{
    if (states == NULL)
        return;
    free(states->row);
    free(states->row_hash);
    free(states->rows.slot);
    free(states->image);
    free(states->image_hash);
    free(states->image_slots.slot);
    free(states);
}

int sw_states_reset(struct sw_states *states, const struct sw_puzzle *puzzle,
                    struct sw_error *error)
{
    struct sw_state root = {.parent = SW_STATE_NONE};
    uint32_t ids[SW_IMAGES_MAX];

    states->puzzle = puzzle;
    states->demonstrations = puzzle->demonstrations;
    states->canvases = (uint32_t)puzzle->demonstrations + puzzle->tests;
    states->stride = sizeof(struct sw_state) + states->canvases * sizeof(uint32_t);
    states->changing = 0;
    for (uint32_t k = 0; k < states->demonstrations; k++) {
        states->keeps[k] = sw_grid_equal(sw_states_canvas(states, k), sw_states_target(states, k));
        states->changing += !states->keeps[k];
    }
    states->count = 0;
    states->images = 0;
    states->offers = 0;
    states->out_of_memory = false;
    if (!room_for_rows(states, states->capacity))
        return sw_states_failed(states, error);
    memset(states->rows.slot, 0, states->rows.size * sizeof(uint32_t));
    memset(states->image_slots.slot, 0, states->image_slots.size * sizeof(uint32_t));
    for (uint32_t k = 0; k < states->canvases; k++) {
        struct sw_image image = {sw_states_canvas(states, k), 0, 0};
        uint64_t hash = hash_image(&image);

        ids[k] = find_image(states, &image, hash);
        if (ids[k] == SW_STATE_NONE)
            ids[k] = intern(states, &image, hash);
    }
    if (!states->out_of_memory)
        add_state(states, &root, ids, hash_ids(states, ids));
    return sw_states_failed(states, error);
}

/* --- reading --- */

uint32_t sw_states_demonstrations(const struct sw_states *states)
{
    return states->demonstrations;
}

uint32_t sw_states_canvases(const struct sw_states *states)
{
    return states->canvases;
}

uint32_t sw_states_count(const struct sw_states *states)
{
    return states->count;
}

const struct sw_state *sw_states_row(const struct sw_states *states, uint32_t index)
{
    return row_at(states, index);
}

const struct sw_layer *sw_states_image(const struct sw_states *states, uint32_t id)
{
    return &states->image[id];
}

const struct sw_grid *sw_states_canvas(const struct sw_states *states, uint32_t k)
{
    return k < states->demonstrations ? &states->puzzle->demonstration[k].canvas
                                      : &states->puzzle->test[k - states->demonstrations].canvas;
}

const struct sw_grid *sw_states_target(const struct sw_states *states, uint32_t k)
{
    return &states->puzzle->demonstration[k].target;
}

bool sw_states_keeps(const struct sw_states *states, uint32_t k)
{
    return states->keeps[k];
}

uint32_t sw_states_changing(const struct sw_states *states)
{
    return states->changing;
}

uint32_t sw_states_program(const struct sw_states *states, uint32_t index,
                           sw_edit_token token[SW_STATE_TOKENS_MAX])
{
    uint32_t length = row_at(states, index)->length, end = length;

    for (uint32_t at = index; row_at(states, at)->parent != SW_STATE_NONE;
         at = row_at(states, at)->parent) {
        const struct sw_operation *row = operation_at(states, row_at(states, at)->operation);

        end -= row->length;
        memcpy(token + end, row->token, row->length * sizeof *token);
        if (end > 0)
            token[--end] = states->fresh;
    }
    assert(end == 0);
    return length;
}

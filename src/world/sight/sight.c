#include "world/sight/sight.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The rows, group by group. A view has 9 places, column by column from the left (so that the code
 * of a column of three cells is computed once and used by three cells), each with 11 codes. */
enum {
    PLACES = 9,
    VIEW_CODES = SW_COLOURS + 1,
    OUTSIDE = SW_COLOURS,
    ORGANISM_ATTRIBUTES = 8,
    ATTRIBUTES = ORGANISM_ATTRIBUTES + SW_DIRECTIONS, /* its organism's, then what lies where */
    RELATION_CODES = 5,
    BETWEEN = SW_SYMMETRIES,    /* relations between frames, */
    WITHIN = SW_SYMMETRIES - 1, /* within the second, */
    BESIDE = SW_DIRECTIONS,     /* and between frames one cell away */
    RELATIONS = BETWEEN + WITHIN + BESIDE,

    ROW_BIAS = 0,
    ROW_CANVAS_ONLY,
    ROW_SIZES_DIFFER,
    ROW_CELL_BEFORE,
    ROW_CELL_AFTER,
    ROW_VIEW_BEFORE,
    ROW_ATTRIBUTE_BEFORE = ROW_VIEW_BEFORE + PLACES * VIEW_CODES,
    ROW_VIEW_AFTER = ROW_ATTRIBUTE_BEFORE + ATTRIBUTES,
    ROW_ATTRIBUTE_AFTER = ROW_VIEW_AFTER + PLACES * VIEW_CODES,
    ROW_BETWEEN = ROW_ATTRIBUTE_AFTER + ATTRIBUTES,
    ROW_WITHIN = ROW_BETWEEN + BETWEEN * RELATION_CODES,
    ROW_BESIDE = ROW_WITHIN + WITHIN * RELATION_CODES,
    ROW_BECOMES = ROW_BESIDE + BESIDE * RELATION_CODES,
    ROW_WAS = ROW_BECOMES + SW_COLOURS,
    ROW_TOWARDS = ROW_WAS + SW_COLOURS,
    ROWS = ROW_TOWARDS + SW_DIRECTIONS,

    MOST_ROWS = 2 + 2 * (PLACES + ATTRIBUTES) + RELATIONS + 2 + SW_DIRECTIONS
};

_Static_assert(MOST_ROWS <= SW_PERCEPT_ROWS_PER_CELL, "a cell has more rows than a percept holds");

static const struct sw_sight_group groups[] = {
    {"bias", "every cell has it", ROW_BIAS, 1},
    {"canvas", "a canvas shown without a target", ROW_CANVAS_ONLY, 1},
    {"sizes", "canvas and target differ in size", ROW_SIZES_DIFFER, 1},
    {"cell.before", "sizes differ: a cell of the canvas", ROW_CELL_BEFORE, 1},
    {"cell.after", "sizes differ: a cell of the target", ROW_CELL_AFTER, 1},
    {"before.view", "3x3 surroundings in the canvas: 9 places, 10 colours or outside",
     ROW_VIEW_BEFORE, PLACES *VIEW_CODES},
    {"before.organism", "canvas: its organism's attributes, and where else something lies",
     ROW_ATTRIBUTE_BEFORE, ATTRIBUTES},
    {"after.view", "3x3 surroundings in the target", ROW_VIEW_AFTER, PLACES *VIEW_CODES},
    {"after.organism", "target: its organism's attributes, and where else something lies",
     ROW_ATTRIBUTE_AFTER, ATTRIBUTES},
    {"between", "the target's cell against the canvas's at each of the 8 symmetries' places",
     ROW_BETWEEN, BETWEEN *RELATION_CODES},
    {"within", "the target's cell against the target's own at each of 7 symmetries' places",
     ROW_WITHIN, WITHIN *RELATION_CODES},
    {"beside", "the target's cell against the canvas's next cell in each direction", ROW_BESIDE,
     BESIDE *RELATION_CODES},
    {"becomes", "a changed cell: its colour in the target", ROW_BECOMES, SW_COLOURS},
    {"was", "a changed cell: its colour in the canvas", ROW_WAS, SW_COLOURS},
    {"towards", "a changed cell: where something lies in the canvas", ROW_TOWARDS, SW_DIRECTIONS},
};

uint32_t sw_sight_rows(void)
{
    return ROWS;
}

uint32_t sw_sight_group_count(void)
{
    return (uint32_t)(sizeof groups / sizeof groups[0]);
}

const struct sw_sight_group *sw_sight_group_row(uint32_t index)
{
    return index < sw_sight_group_count() ? &groups[index] : NULL;
}

/* A cell in short: everything that its rows say, in three words, so that two cells are compared and
 * hashed without writing their rows. Word 0: view of the canvas (36 bits), attributes (8), what
 * kind of cell (2). Word 1: view of the target (36), attributes (8). Word 2: relations, 3 bits
 * each: 0 where there is none, else code + 1. */
struct key {
    uint64_t word[3];
};

enum cell_kind { CELL_PAIR, CELL_CANVAS, CELL_BEFORE, CELL_AFTER };

enum { ATTRIBUTE_SHIFT = 36, KIND_SHIFT = ATTRIBUTE_SHIFT + ATTRIBUTES };

/* What sw_percept_create really makes: the percept and the index by which equal cells are found. */
struct store {
    struct sw_percept shown;
    struct key *key; /* [capacity] */
    uint32_t *slot;  /* [slots] kind + 1, or 0 */
    uint32_t slots;  /* a power of two, at least 2 * capacity */
    uint32_t in_use; /* slots of the present content, a power of two */
};

static int grow(struct store *store, uint32_t capacity, struct sw_error *error)
{
    uint32_t slots = 64;
    void *block;

    if (capacity < 32)
        capacity = 32;
    while (slots < 2 * capacity)
        slots *= 2;
#define GROW(field, count)                                                                         \
    do {                                                                                           \
        block = realloc(store->field, (size_t)(count) * sizeof *store->field);                     \
        if (block == NULL)                                                                         \
            return sw_fail(error, SW_EXIT_FAILED,                                                  \
                           "out of memory while making room for %u kinds "                         \
                           "of cells in a percept",                                                \
                           capacity);                                                              \
        store->field = block;                                                                      \
    } while (0)
    GROW(key, capacity);
    GROW(shown.count, capacity);
    GROW(shown.changed, capacity);
    GROW(shown.rows, capacity);
    GROW(shown.row, (size_t)capacity * SW_PERCEPT_ROWS_PER_CELL);
    GROW(slot, slots);
#undef GROW
    store->shown.capacity = capacity;
    store->slots = slots;
    return 0;
}

struct sw_percept *sw_percept_create(uint32_t capacity, struct sw_error *error)
{
    struct store *store = sw_allocate(1, sizeof *store, "making a percept", error);

    if (store == NULL)
        return NULL;
    if (capacity > 1u << 20) {
        sw_fail(error, SW_EXIT_INTERNAL, "a percept of %u kinds was asked for", capacity);
        goto failed;
    }
    if (grow(store, capacity, error) != 0)
        goto failed;
    return &store->shown;
failed:
    sw_percept_destroy(&store->shown);
    return NULL;
}

void sw_percept_destroy(struct sw_percept *percept)
{
    struct store *store = (struct store *)percept;

    if (store == NULL)
        return;
    free(store->key);
    free(store->shown.count);
    free(store->shown.changed);
    free(store->shown.rows);
    free(store->shown.row);
    free(store->slot);
    free(store);
}

static uint32_t hash_of(const struct key *key)
{
    uint64_t hash = key->word[0] * 0x9e3779b97f4a7c15u;

    hash = (hash ^ hash >> 32 ^ key->word[1]) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ hash >> 29 ^ key->word[2]) * 0x94d049bb133111ebu;
    return (uint32_t)(hash >> 32);
}

static void index_clear(struct store *store, uint32_t slots)
{
    memset(store->slot, 0, slots * sizeof *store->slot);
    store->in_use = slots;
}

static void index_insert(struct store *store, uint32_t kind)
{
    uint32_t at = hash_of(&store->key[kind]);

    while (store->slot[at & (store->in_use - 1)] != 0)
        at++;
    store->slot[at & (store->in_use - 1)] = kind + 1;
}

/* Empties the percept for a content of `cells` cells. */
static void begin(struct store *store, uint32_t cells)
{
    uint32_t kinds = cells < store->shown.capacity ? cells : store->shown.capacity;
    uint32_t slots = 64;

    while (slots < 2 * kinds)
        slots *= 2;
    index_clear(store, slots);
    store->shown.cells = cells;
    store->shown.changed_cells = 0;
    store->shown.kinds = 0;
}

static uint32_t view_rows(uint16_t *row, uint64_t word, uint32_t view, uint32_t attributes)
{
    uint32_t count = 0;

    for (uint32_t place = 0; place < PLACES; place++)
        row[count++] = (uint16_t)(view + place * VIEW_CODES + (word >> 4 * place & 15u));
    for (uint32_t bits = word >> ATTRIBUTE_SHIFT & ((1u << ATTRIBUTES) - 1); bits != 0;
         bits &= bits - 1)
        row[count++] = (uint16_t)(attributes + (uint32_t)__builtin_ctz(bits));
    return count;
}

enum { HERE_SHIFT = 4 * 4 }; /* the fifth place of a view */

static bool changed(const struct key *key)
{
    return (enum cell_kind)(key->word[0] >> KIND_SHIFT) == CELL_PAIR &&
           ((key->word[0] ^ key->word[1]) >> HERE_SHIFT & 15u) != 0;
}

/* What a change says by itself: these could be put together from other rows, but evolution then has
 * to find the conjunctions. */
static uint32_t change_rows(const struct key *key, uint16_t *row)
{
    uint32_t was = key->word[0] >> HERE_SHIFT & 15u, is = key->word[1] >> HERE_SHIFT & 15u;
    uint32_t count = 0;
    uint32_t around =
        key->word[0] >> (ATTRIBUTE_SHIFT + ORGANISM_ATTRIBUTES) & ((1u << SW_DIRECTIONS) - 1);

    row[count++] = (uint16_t)(ROW_BECOMES + is);
    row[count++] = (uint16_t)(ROW_WAS + was);
    for (; around != 0; around &= around - 1)
        row[count++] = (uint16_t)(ROW_TOWARDS + __builtin_ctz(around));
    return count;
}

/* Writes the key's rows in ascending order; returns how many. */
static uint32_t expand(const struct key *key, uint16_t *row)
{
    enum cell_kind kind = (enum cell_kind)(key->word[0] >> KIND_SHIFT);
    uint32_t count = 0;

    row[count++] = ROW_BIAS;
    if (kind == CELL_CANVAS) {
        row[count++] = ROW_CANVAS_ONLY;
    } else if (kind != CELL_PAIR) {
        row[count++] = ROW_SIZES_DIFFER;
        row[count++] = kind == CELL_BEFORE ? ROW_CELL_BEFORE : ROW_CELL_AFTER;
    }
    if (kind != CELL_AFTER)
        count += view_rows(row + count, key->word[0], ROW_VIEW_BEFORE, ROW_ATTRIBUTE_BEFORE);
    if (kind == CELL_PAIR || kind == CELL_AFTER)
        count += view_rows(row + count, key->word[1], ROW_VIEW_AFTER, ROW_ATTRIBUTE_AFTER);
    for (uint32_t relation = 0; relation < RELATIONS; relation++) {
        uint32_t code = key->word[2] >> 3 * relation & 7u;

        row[count] = (uint16_t)(ROW_BETWEEN + relation * RELATION_CODES + code - 1);
        count += code != 0;
    }
    return changed(key) ? count + change_rows(key, row + count) : count;
}

/* Counts one cell. */
static int add(struct store *store, const struct key *key, struct sw_error *error)
{
    struct sw_percept *shown = &store->shown;
    uint32_t at = hash_of(key), kind;

    for (;; at++) {
        kind = store->slot[at & (store->in_use - 1)];
        if (kind == 0)
            break;
        if (memcmp(&store->key[kind - 1], key, sizeof *key) == 0) {
            shown->count[kind - 1]++;
            shown->changed_cells += shown->changed[kind - 1];
            return 0;
        }
    }
    if (shown->kinds == shown->capacity) {
        if (grow(store, 2 * shown->capacity, error) != 0)
            return -1;
        index_clear(store, store->slots);
        for (uint32_t i = 0; i < shown->kinds; i++)
            index_insert(store, i);
        at = hash_of(key);
        while (store->slot[at & (store->in_use - 1)] != 0)
            at++;
    }
    kind = shown->kinds++;
    store->slot[at & (store->in_use - 1)] = kind + 1;
    store->key[kind] = *key;
    shown->count[kind] = 1;
    shown->changed[kind] = changed(key);
    shown->changed_cells += shown->changed[kind];
    shown->rows[kind] = (uint8_t)expand(key, shown->row + (size_t)kind * SW_PERCEPT_ROWS_PER_CELL);
    return 0;
}

/* One frame looked at: word[y * SW_STRIDE + x] is the view and the attributes of the cell (x, y).
 */
struct frame {
    uint64_t word[SW_SIDE_MAX * SW_STRIDE];
};

/* 1 + the place in relation_names of a cell of the target and one of the canvas. */
static uint64_t relation_code(uint8_t a, uint8_t b)
{
    if (a == b)
        return a == 0 ? 1 : 2;
    return b == 0 ? 3 : a == 0 ? 4 : 5;
}

/* Marks for every cell in which directions something lies, however far. */
static void look_around(const struct sw_grid *grid, struct frame *frame)
{
    const uint64_t first = 1ull << (ATTRIBUTE_SHIFT + ORGANISM_ATTRIBUTES);
    struct sw_mask occupied = sw_grid_occupied(grid);
    uint32_t above = 0, below[SW_SIDE_MAX + 1] = {0};

    for (int y = grid->height - 1; y >= 0; y--)
        below[y] = below[y + 1] | occupied.row[y];
    for (int y = 0; y < grid->height; y++) {
        uint32_t row = occupied.row[y];

        for (int x = 0; x < grid->width; x++) {
            uint64_t marks = (above >> x & 1u) | (below[y + 1] >> x & 1u) << 1 |
                             (uint32_t)((row & ((1u << x) - 1)) != 0) << 2 |
                             (uint32_t)(row >> x >> 1 != 0) << 3;

            frame->word[y * SW_STRIDE + x] |= marks * first;
        }
        above |= row;
    }
}

static void look(const struct sw_grid *grid, struct frame *frame)
{
    static const struct sw_connection connection = {.neighbours = 8, .one_colour = true};
    struct sw_organism organism[SW_ORGANISMS_MAX];
    int width = grid->width, height = grid->height;
    uint32_t count;

    for (int y = 0; y < height; y++) {
        const uint8_t *up = y > 0 ? grid->cell[y - 1] : NULL;
        const uint8_t *down = y < height - 1 ? grid->cell[y + 1] : NULL;
        uint32_t column[SW_STRIDE + 2];

        column[0] = column[width + 1] = OUTSIDE | OUTSIDE << 4 | OUTSIDE << 8;
        for (int x = 0; x < width; x++)
            column[x + 1] = (up != NULL ? up[x] : (uint32_t)OUTSIDE) |
                            (uint32_t)grid->cell[y][x] << 4 |
                            (down != NULL ? down[x] : (uint32_t)OUTSIDE) << 8;
        for (int x = 0; x < width; x++)
            frame->word[y * SW_STRIDE + x] =
                column[x] | (uint64_t)column[x + 1] << 12 | (uint64_t)column[x + 2] << 24;
    }
    look_around(grid, frame);
    count = sw_organisms(grid, NULL, connection, organism);
    sw_organisms_describe(grid, organism, count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t attributes = (uint64_t)organism[i].attributes << ATTRIBUTE_SHIFT;

        for (int y = organism[i].box.y0; y < organism[i].box.y1; y++)
            for (uint32_t bits = organism[i].mask.row[y]; bits != 0; bits &= bits - 1)
                frame->word[y * SW_STRIDE + __builtin_ctz(bits)] |= attributes;
    }
}

/* Adds 3 bits at `shift` to every cell's relations: the cell of `after` against the next cell of
 * `before` in a direction; none where that is outside. */
static void relate_beside(const struct sw_grid *after, const struct sw_grid *before,
                          enum sw_direction direction, int shift, uint64_t *relation)
{
    int dx = direction == SW_LEFT ? -1 : direction == SW_RIGHT ? 1 : 0;
    int dy = direction == SW_UP ? -1 : direction == SW_DOWN ? 1 : 0;

    for (int y = dy < 0; y < after->height - (dy > 0); y++)
        for (int x = dx < 0; x < after->width - (dx > 0); x++)
            relation[y * SW_STRIDE + x] |=
                relation_code(after->cell[y][x], before->cell[y + dy][x + dx]) << shift;
}

/* Adds 3 bits at `shift` to every cell's relations: the cell of `after` against the cell of `other`
 * to which the symmetry takes its place. */
static void relate(const struct sw_grid *after, const struct sw_grid *other,
                   enum sw_symmetry symmetry, int shift, uint64_t *relation)
{
    const uint8_t *cell = &other->cell[0][0];
    int width = after->width, height = after->height;
    int x, y, origin, along, down;

    sw_symmetry_cell(symmetry, width, height, 0, 0, &x, &y);
    origin = y * SW_STRIDE + x;
    sw_symmetry_cell(symmetry, width, height, 1, 0, &x, &y);
    along = y * SW_STRIDE + x - origin;
    sw_symmetry_cell(symmetry, width, height, 0, 1, &x, &y);
    down = y * SW_STRIDE + x - origin;
    for (int j = 0; j < height; j++) {
        for (int i = 0; i < width; i++) {
            uint8_t a = after->cell[j][i], b = cell[origin + j * down + i * along];

            relation[j * SW_STRIDE + i] |= relation_code(a, b) << shift;
        }
    }
}

static bool fits(const struct sw_grid *grid, enum sw_symmetry symmetry)
{
    return symmetry < SW_TRANSPOSE || grid->width == grid->height;
}

/* Counts every cell of a frame; `second` and `relation` may be NULL. */
static int add_cells(struct store *store, const struct sw_grid *grid, enum cell_kind kind,
                     const struct frame *first, const struct frame *second,
                     const uint64_t *relation, struct sw_error *error)
{
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            int at = y * SW_STRIDE + x;
            struct key key = {{(uint64_t)kind << KIND_SHIFT, 0, 0}};

            if (first != NULL)
                key.word[0] |= first->word[at];
            if (second != NULL)
                key.word[1] = second->word[at];
            if (relation != NULL)
                key.word[2] = relation[at];
            if (add(store, &key, error) != 0)
                return -1;
        }
    }
    return 0;
}

static int add_pair(struct store *store, const struct sw_pair *pair, struct sw_error *error)
{
    const struct sw_grid *canvas = &pair->canvas, *target = &pair->target;
    uint64_t relation[SW_SIDE_MAX * SW_STRIDE];
    struct frame before, after;
    bool aligned = canvas->width == target->width && canvas->height == target->height;

    look(canvas, &before);
    look(target, &after);
    memset(relation, 0, (size_t)target->height * SW_STRIDE * sizeof relation[0]);
    for (int symmetry = SW_IDENTITY; symmetry < SW_SYMMETRIES; symmetry++) {
        if (!fits(target, (enum sw_symmetry)symmetry))
            continue;
        if (aligned)
            relate(target, canvas, (enum sw_symmetry)symmetry, 3 * symmetry, relation);
        if (symmetry != SW_IDENTITY)
            relate(target, target, (enum sw_symmetry)symmetry, 3 * (SW_SYMMETRIES + symmetry - 1),
                   relation);
    }
    for (int direction = 0; direction < SW_DIRECTIONS && aligned; direction++)
        relate_beside(target, canvas, (enum sw_direction)direction,
                      3 * (BETWEEN + WITHIN + direction), relation);
    if (aligned)
        return add_cells(store, target, CELL_PAIR, &before, &after, relation, error);
    if (add_cells(store, canvas, CELL_BEFORE, &before, NULL, NULL, error) != 0)
        return -1;
    return add_cells(store, target, CELL_AFTER, NULL, &after, relation, error);
}

static uint32_t cells_of(const struct sw_grid *grid)
{
    return (uint32_t)grid->width * grid->height;
}

/* Fills a percept with pairs. */
static int show_pairs(const struct sw_pair *pair, int pairs, struct sw_percept *percept,
                      struct sw_error *error)
{
    struct store *store = (struct store *)percept;
    uint32_t cells = 0;

    assert(pairs <= SW_DEMONSTRATIONS_MAX);
    for (int i = 0; i < pairs; i++) {
        const struct sw_grid *canvas = &pair[i].canvas, *target = &pair[i].target;

        cells += cells_of(target);
        if (canvas->width != target->width || canvas->height != target->height)
            cells += cells_of(canvas);
    }
    begin(store, cells);
    percept->canvas_only = false;
    for (int i = 0; i < pairs; i++)
        if (add_pair(store, &pair[i], error) != 0)
            return -1;
    return 0;
}

int sw_sight_demonstrations(const struct sw_puzzle *puzzle, struct sw_percept *percept,
                            struct sw_error *error)
{
    return show_pairs(puzzle->demonstration, puzzle->demonstrations, percept, error);
}

int sw_sight_canvas(const struct sw_grid *canvas, struct sw_percept *percept,
                    struct sw_error *error)
{
    struct store *store = (struct store *)percept;
    struct frame frame;

    begin(store, cells_of(canvas));
    percept->canvas_only = true;
    look(canvas, &frame);
    return add_cells(store, canvas, CELL_CANVAS, &frame, NULL, NULL, error);
}

int sw_sight_answer(const struct sw_puzzle *puzzle, struct sw_percept *percept,
                    struct sw_error *error)
{
    return puzzle->test_has_target[0] ? show_pairs(&puzzle->test[0], 1, percept, error)
                                      : sw_sight_canvas(&puzzle->test[0].canvas, percept, error);
}

int sw_sight_view(const struct sw_canvas *canvas, struct sw_percept *percept,
                  struct sw_error *error)
{
    struct sw_grid window = sw_grid_crop(&canvas->grid, sw_canvas_window(canvas));

    return sw_sight_canvas(&window, percept, error);
}

int sw_sight_through(const struct sw_puzzle *puzzle, const struct sw_canvas *canvas,
                     struct sw_percept *percept, struct sw_error *error)
{
    struct sw_pair seen[SW_DEMONSTRATIONS_MAX];

    assert(puzzle->demonstrations <= SW_DEMONSTRATIONS_MAX);
    for (int i = 0; i < puzzle->demonstrations; i++) {
        const struct sw_grid *grid = &canvas[i].grid, *target = &puzzle->demonstration[i].target;
        struct sw_box window = sw_canvas_window(&canvas[i]);
        bool aligned = grid->width == target->width && grid->height == target->height;

        seen[i].canvas = sw_grid_crop(grid, window);
        seen[i].target = aligned ? sw_grid_crop(target, window) : *target;
    }
    return show_pairs(seen, puzzle->demonstrations, percept, error);
}

/* physics.c - slide, push, eat.
 *
 * When all bodies move in step until each is held, a body's way ends where the nearest of the
 * things before it allows: way(body) = min over what stands before each of its cells of gap +
 * way(that), a wall and an obstacle having no way at all. So ways are shortest paths over the gaps,
 * which are read off once, lane by lane, from the wall backwards; no step is simulated. Bodies that
 * only stand before each other get the same way: they move together. */
#include "world/physics/physics.h"

#include <string.h>

#define BODIES_MAX (2 * SW_ORGANISMS_MAX)
#define CELLS_MAX  (SW_SIDE_MAX * SW_SIDE_MAX)
#define FAR        UINT8_MAX
#define NOBODY     UINT16_MAX

/* What is where. A body's number is read only where `bodies` has a cell. */
struct ground {
    struct sw_mask occupied, bodies;
    uint16_t at[SW_SIDE_MAX][SW_STRIDE];
};

/* The next thing before some cell of the body is the body `before`, `gap` empty cells away. */
struct contact {
    uint16_t body, before;
    uint8_t gap;
};

struct body {
    struct sw_organism *organism;
    uint8_t way; /* cells that it can move */
};

static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1};
static const int8_t step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};

static void stand(const struct sw_grid *grid, struct ground *ground)
{
    ground->occupied = sw_grid_occupied(grid);
    ground->bodies = sw_mask_none();
}

/* Adds bodies for the organisms, from number `first` on; returns the number of bodies. */
static uint32_t enlist(struct body *body, uint32_t first, struct sw_organism *organisms,
                       uint32_t count, struct ground *ground)
{
    if (count > BODIES_MAX - first)
        count = BODIES_MAX - first;
    for (uint32_t k = 0; k < count; k++) {
        const struct sw_organism *organism = &organisms[k];
        for (int y = organism->box.y0; y < organism->box.y1; y++) {
            ground->bodies.row[y] |= organism->mask.row[y];
            for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1)
                ground->at[y][__builtin_ctz(row)] = (uint16_t)(first + k);
        }
        body[first + k] = (struct body){&organisms[k], FAR};
    }
    return first + count;
}

/* The last thing that was met in a lane, from the wall backwards. */
struct last {
    uint16_t body; /* NOBODY: the wall or an obstacle */
    uint8_t next;  /* the first place behind it */
};

/* What has been read of the gaps. */
struct reading {
    struct body *body;
    struct contact *contacts;
    uint32_t count;
};

static inline void read_cell(struct reading *reading, struct last *last, bool in_body,
                             const uint16_t *number, int place)
{
    uint16_t here = in_body ? *number : NOBODY;

    if (in_body && here != last->body) {
        uint8_t gap = (uint8_t)(place - last->next);
        if (last->body != NOBODY)
            reading->contacts[reading->count++] = (struct contact){here, last->body, gap};
        else if (gap < reading->body[here].way)
            reading->body[here].way = gap;
    }
    last->body = here;
    last->next = (uint8_t)(place + 1);
}

/* Reads the gaps: those to walls and obstacles bound the ways at once, those between bodies are
 * written to `contacts`, at most one per cell. Returns how many. */
static uint32_t find_contacts(const struct sw_grid *grid, const struct ground *ground,
                              enum sw_direction direction, struct body *body,
                              struct contact *contacts)
{
    struct reading reading = {body, contacts, 0};
    bool vertical = direction == SW_UP || direction == SW_DOWN;
    struct last lane[SW_STRIDE];

    for (int x = 0; x < SW_STRIDE; x++)
        lane[x] = (struct last){NOBODY, 0};
    for (int k = 0; k < grid->height; k++) {
        int y = direction == SW_DOWN ? grid->height - 1 - k : k;
        uint32_t row = ground->occupied.row[y], bodies = ground->bodies.row[y];
        struct last last = {NOBODY, 0};
        if (vertical) {
            for (; row != 0; row &= row - 1) {
                int x = __builtin_ctz(row);
                read_cell(&reading, &lane[x], bodies >> x & 1u, &ground->at[y][x], k);
            }
        } else if (direction == SW_LEFT) {
            for (; row != 0; row &= row - 1) {
                int x = __builtin_ctz(row);
                read_cell(&reading, &last, bodies >> x & 1u, &ground->at[y][x], x);
            }
        } else {
            while (row != 0) {
                int x = 31 - __builtin_clz(row);
                row ^= 1u << x;
                read_cell(&reading, &last, bodies >> x & 1u, &ground->at[y][x],
                          grid->width - 1 - x);
            }
        }
    }
    return reading.count;
}

/* Shortens the ways until they fit each other. Contacts come from the wall backwards, so that one
 * pass settles a whole pile of one lane. In the lane of each of its cells a body has a wall at the
 * end, or something before it that has: so no way stays FAR. */
static void fit_ways(struct body *body, const struct contact *contacts, uint32_t count)
{
    bool changed = true;

    while (changed) {
        changed = false;
        for (uint32_t k = 0; k < count; k++) {
            int way = body[contacts[k].before].way + contacts[k].gap;
            if (way < body[contacts[k].body].way) {
                body[contacts[k].body].way = (uint8_t)way;
                changed = true;
            }
        }
    }
}

static void move_organism(struct sw_organism *organism, int dx, int dy)
{
    struct sw_box box = organism->box;
    uint32_t rows[SW_STRIDE];

    for (int y = box.y0; y < box.y1; y++) {
        uint32_t row = organism->mask.row[y];
        rows[y] = dx < 0 ? row >> -dx : row << dx;
        organism->mask.row[y] = 0;
    }
    for (int y = box.y0; y < box.y1; y++)
        organism->mask.row[y + dy] = rows[y];
    organism->box = (struct sw_box){(uint8_t)(box.x0 + dx), (uint8_t)(box.y0 + dy),
                                    (uint8_t)(box.x1 + dx), (uint8_t)(box.y1 + dy)};
}

/* Moves every body by its way, in the grid and in itself. Returns true if anything moved. */
static bool move(struct sw_grid *grid, struct body *body, uint32_t count,
                 enum sw_direction direction)
{
    struct sw_grid before;
    bool moved = false;

    sw_grid_copy(&before, grid);
    for (uint32_t k = 0; k < count; k++) {
        const struct sw_organism *organism = body[k].organism;
        for (int y = organism->box.y0; body[k].way != 0 && y < organism->box.y1; y++) {
            for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1)
                grid->cell[y][__builtin_ctz(row)] = 0;
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        struct sw_organism *organism = body[k].organism;
        int dx = step_x[direction] * body[k].way, dy = step_y[direction] * body[k].way;
        if (body[k].way == 0)
            continue;
        for (int y = organism->box.y0; y < organism->box.y1; y++) {
            for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1) {
                int x = __builtin_ctz(row);
                grid->cell[y + dy][x + dx] = before.cell[y][x];
            }
        }
        move_organism(organism, dx, dy);
        moved = true;
    }
    return moved;
}

/* Whether the body may stand so many cells further on. */
static bool fits(const struct sw_organism *body, const struct sw_mask *others, int dx, int dy)
{
    uint32_t met = 0;

    for (int y = body->box.y0; y < body->box.y1; y++) {
        uint32_t row = body->mask.row[y];
        met |= (dx < 0 ? row >> -dx : row << dx) & others->row[y + dy];
    }
    return met == 0;
}

/* The way of a body that is alone, step by step. */
static int way_alone(const struct sw_grid *grid, const struct sw_organism *body,
                     enum sw_direction direction)
{
    struct sw_mask others = sw_mask_minus(sw_grid_occupied(grid), body->mask);
    const int room[SW_DIRECTIONS] = {body->box.y0, grid->height - body->box.y1, body->box.x0,
                                     grid->width - body->box.x1};
    int way = 0;

    while (way < room[direction] &&
           fits(body, &others, (way + 1) * step_x[direction], (way + 1) * step_y[direction]))
        way++;
    return way;
}

bool sw_physics_slide(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                      enum sw_direction direction)
{
    struct ground ground;
    struct body body[BODIES_MAX];
    struct contact contacts[CELLS_MAX];

    if (count == 1) {
        body[0] = (struct body){bodies, (uint8_t)way_alone(grid, bodies, direction)};
        return move(grid, body, 1, direction);
    }
    stand(grid, &ground);
    count = enlist(body, 0, bodies, count, &ground);
    uint32_t contact_count = find_contacts(grid, &ground, direction, body, contacts);
    fit_ways(body, contacts, contact_count);
    return move(grid, body, count, direction);
}

bool sw_physics_push(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                     struct sw_organism *others, uint32_t other_count, enum sw_direction direction)
{
    struct ground ground;
    struct body body[BODIES_MAX];
    struct contact contacts[CELLS_MAX];
    bool moves[BODIES_MAX], more = true;

    stand(grid, &ground);
    uint32_t pushers = enlist(body, 0, bodies, count, &ground);
    uint32_t all = enlist(body, pushers, others, other_count, &ground);
    uint32_t contact_count = find_contacts(grid, &ground, direction, body, contacts);
    fit_ways(body, contacts, contact_count);
    for (uint32_t k = 0; k < all; k++)
        moves[k] = k < pushers && body[k].way > 0;
    /* What stands right before something that moves can move as well, or else that could not. */
    while (more) {
        more = false;
        for (uint32_t k = contact_count; k-- > 0;) {
            if (contacts[k].gap == 0 && moves[contacts[k].body] && !moves[contacts[k].before]) {
                moves[contacts[k].before] = true;
                more = true;
            }
        }
    }
    for (uint32_t k = 0; k < all; k++)
        body[k].way = moves[k] ? 1 : 0;
    return move(grid, body, all, direction);
}

/* Whether a is to be taken for the largest rather than b: more cells, then the earlier first cell.
 */
static bool comes_before(const struct sw_organism *a, const struct sw_organism *b)
{
    if (a->cells != b->cells)
        return a->cells > b->cells;
    if (a->box.y0 != b->box.y0)
        return a->box.y0 < b->box.y0;
    return __builtin_ctz(a->mask.row[a->box.y0]) < __builtin_ctz(b->mask.row[b->box.y0]);
}

/* Who would eat whom; numbers are read only of cells of organisms. */
struct feast {
    const struct sw_organism *organisms;
    uint16_t eater[SW_ORGANISMS_MAX]; /* NOBODY: none */
    uint16_t at[SW_SIDE_MAX][SW_STRIDE];
};

static void meet(struct feast *feast, uint16_t here, uint16_t there)
{
    const struct sw_organism *a = &feast->organisms[here], *b = &feast->organisms[there];

    if (here == there || a->colour == b->colour || a->cells == b->cells)
        return;
    uint16_t small = a->cells < b->cells ? here : there;
    uint16_t large = a->cells < b->cells ? there : here;
    if (feast->eater[small] == NOBODY ||
        comes_before(&feast->organisms[large], &feast->organisms[feast->eater[small]]))
        feast->eater[small] = large;
}

/* The cells that touch a cell of another colour to the right, below, or below at a corner; only
 * those of organisms count. */
bool sw_physics_eat(struct sw_grid *grid, const struct sw_organism *organisms, uint32_t count)
{
    static const int8_t side[4][2] = {{1, 0}, {-1, 1}, {0, 1}, {1, 1}};
    struct sw_mask cells = sw_mask_none(), digit[4];
    struct feast feast;
    bool changed = false;

    feast.organisms = organisms;
    if (count > SW_ORGANISMS_MAX)
        count = SW_ORGANISMS_MAX;
    for (uint32_t k = 0; k < count; k++) {
        feast.eater[k] = NOBODY;
        for (int y = organisms[k].box.y0; y < organisms[k].box.y1; y++) {
            cells.row[y] |= organisms[k].mask.row[y];
            for (uint32_t row = organisms[k].mask.row[y]; row != 0; row &= row - 1)
                feast.at[y][__builtin_ctz(row)] = (uint16_t)k;
        }
    }
    sw_grid_digits(grid, digit);
    for (int y = 0; y < grid->height; y++) {
        for (int k = 0; k < 4; k++) {
            int dx = side[k][0], below = y + side[k][1];
            uint32_t both = dx < 0 ? cells.row[below] << 1 : cells.row[below] >> dx, differ = 0;
            both &= cells.row[y];
            for (int d = 0; d < 4 && both != 0; d++) {
                uint32_t other = digit[d].row[below];
                differ |= digit[d].row[y] ^ (dx < 0 ? other << 1 : other >> dx);
            }
            for (both &= differ; both != 0; both &= both - 1) {
                int x = __builtin_ctz(both);
                meet(&feast, feast.at[y][x], feast.at[below][x + dx]);
            }
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        if (feast.eater[k] == NOBODY)
            continue;
        struct sw_box box = organisms[k].box;
        sw_grid_paint_rows(grid, box.y0, &organisms[k].mask.row[box.y0], box.y1 - box.y0,
                           organisms[feast.eater[k]].colour);
        changed = true;
    }
    return changed;
}

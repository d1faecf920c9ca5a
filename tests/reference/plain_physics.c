#include "tests/reference/plain_physics.h"
#include "tests/reference/plain_world.h"

#include <string.h>

enum { NOWHERE = SW_DIRECTIONS, BODIES = 8 * SW_ORGANISMS_MAX };

static const int8_t ahead[SW_DIRECTIONS][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
static const int8_t around[8][2] = {{0, -1},  {0, 1},  {-1, 0}, {1, 0},
                                    {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};

/* Every loop over cells, and one over the cells beside (x, y). */
#define EACH_CELL(plain)                                                                           \
    for (int y = 0; y < (plain)->grid.height; y++)                                                 \
        for (int x = 0; x < (plain)->grid.width; x++)

/* What stands at (x, y): the edges are fixed. */
static int at(const struct sw_plain_world *plain, int x, int y)
{
    if (x < 0 || y < 0 || x >= plain->grid.width || y >= plain->grid.height)
        return SW_PLAIN_FIXED;
    return plain->owner[y][x];
}

/* Cells, and the commonest colour, of every body. */
struct facts {
    int cells[BODIES];
    uint8_t colour[BODIES];
};

static void look(const struct sw_plain_world *plain, struct facts *facts)
{
    uint16_t census[BODIES][SW_COLOURS];

    memset(census, 0, (size_t)plain->count * sizeof *census);
    memset(facts->cells, 0, (size_t)plain->count * sizeof *facts->cells);
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        if (self >= 0) {
            facts->cells[self]++;
            census[self][plain->grid.cell[y][x]]++;
        }
    }
    for (int k = 0; k < plain->count; k++) {
        facts->colour[k] = 1;
        for (uint8_t colour = 2; colour < SW_COLOURS; colour++)
            if (census[k][colour] > census[k][facts->colour[k]])
                facts->colour[k] = colour;
    }
}

/* ---- moving ---- */

/* way[k] becomes NOWHERE for all who cannot go: in their way is something fixed, or a body that
 * does not go the same way. */
static void hold(const struct sw_plain_world *plain, uint8_t *way)
{
    bool more = true;

    while (more) {
        more = false;
        EACH_CELL(plain)
        {
            int self = plain->owner[y][x];
            if (self < 0 || way[self] == NOWHERE)
                continue;
            int there = at(plain, x + ahead[way[self]][0], y + ahead[way[self]][1]);
            if (there == SW_PLAIN_FIXED || (there >= 0 && way[there] != way[self])) {
                way[self] = NOWHERE;
                more = true;
            }
        }
    }
}

/* asked[k], bit d: a chain that begins with a walker to d who has a way pushes body k. */
static void push(const struct sw_plain_world *plain, const uint8_t *way, uint8_t *asked)
{
    bool more = true;

    memset(asked, 0, (size_t)plain->count);
    while (more) {
        more = false;
        EACH_CELL(plain)
        {
            int self = plain->owner[y][x];
            if (self < 0)
                continue;
            uint8_t walks = plain->heading[self];
            uint32_t ways = walks == NOWHERE ? asked[self] : way[self] == walks ? 1u << walks : 0;
            for (int d = 0; d < SW_DIRECTIONS; d++) {
                int there = (ways >> d & 1) != 0 ? at(plain, x + ahead[d][0], y + ahead[d][1]) : -1;
                if (there < 0 || plain->heading[there] != NOWHERE || (asked[there] >> d & 1) != 0)
                    continue;
                asked[there] |= (uint8_t)(1 << d);
                more = true;
            }
        }
    }
}

static bool contest(const struct sw_plain_world *plain, uint8_t *way)
{
    uint8_t enter[SW_SIDE_MAX][SW_SIDE_MAX];
    bool any = false, loses[BODIES] = {false};

    memset(enter, 0, sizeof enter);
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        if (self >= 0 && way[self] != NOWHERE)
            enter[y + ahead[way[self]][1]][x + ahead[way[self]][0]]++;
    }
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        if (self >= 0 && way[self] != NOWHERE &&
            enter[y + ahead[way[self]][1]][x + ahead[way[self]][0]] > 1)
            loses[self] = any = true;
    }
    for (int k = 0; k < plain->count; k++)
        if (loses[k])
            way[k] = NOWHERE;
    return any;
}

static bool move(struct sw_plain_world *plain, const uint8_t *way)
{
    struct sw_grid cells = plain->grid;
    int16_t owner[SW_SIDE_MAX][SW_SIDE_MAX];
    bool any = false;

    memcpy(owner, plain->owner, sizeof owner);
    for (int turn = 0; turn < 2; turn++) {
        EACH_CELL(plain)
        {
            int self = owner[y][x];
            if (self < 0 || way[self] == NOWHERE)
                continue;
            int to_x = x + turn * ahead[way[self]][0], to_y = y + turn * ahead[way[self]][1];
            plain->grid.cell[to_y][to_x] = turn == 0 ? 0 : cells.cell[y][x];
            plain->owner[to_y][to_x] = (int16_t)(turn == 0 ? SW_PLAIN_EMPTY : self);
            any = true;
        }
    }
    return any;
}

/* One cell; way says afterwards who moved. */
static bool walk_one(struct sw_plain_world *plain, bool pushing, uint8_t *way)
{
    uint8_t asked[BODIES];

    memcpy(way, plain->heading, (size_t)plain->count);
    if (pushing) {
        push(plain, way, asked);
        for (int k = 0; k < plain->count; k++)
            for (uint8_t d = 0; d < SW_DIRECTIONS; d++)
                if (asked[k] == 1 << d)
                    way[k] = d;
    }
    for (int turn = 0; turn < 2; turn++) {
        hold(plain, way);
        if (pushing) {
            push(plain, way, asked);
            for (int k = 0; k < plain->count; k++)
                if (plain->heading[k] == NOWHERE && asked[k] == 0)
                    way[k] = NOWHERE;
        }
        if (turn == 1 || !contest(plain, way))
            break;
    }
    return move(plain, way);
}

static bool fall(struct sw_plain_world *plain, const struct sw_physics_rules *rules)
{
    struct facts facts;
    uint8_t way[BODIES];
    bool any = false;

    look(plain, &facts);
    do {
        for (int k = 0; k < plain->count; k++)
            way[k] = rules->floats >> facts.colour[k] & 1 ? NOWHERE : rules->gravity;
        hold(plain, way);
        if (!move(plain, way))
            return any;
        any = true;
    } while (rules->slide);
    return any;
}

/* ---- breaking ---- */

bool sw_plain_cut(struct sw_plain_world *plain, uint8_t cells[SW_SIDE_MAX][SW_SIDE_MAX],
                  int neighbours)
{
    int16_t piece[SW_SIDE_MAX][SW_SIDE_MAX]; /* a number for each piece of what is left */
    int whole[SW_SIDE_MAX * SW_SIDE_MAX];    /* the body it is of */
    int16_t stack[SW_SIDE_MAX * SW_SIDE_MAX];
    int pieces = 0, top = 0, number[BODIES]; /* number: of the bodies that lose nothing, or -1 */
    bool any = false, loses[BODIES] = {false};

    memset(piece, 0xff, sizeof piece);
    memset(number, 0xff, sizeof number);
    EACH_CELL(plain)
    {
        if (!cells[y][x] || plain->grid.cell[y][x] == 0)
            continue;
        if (plain->owner[y][x] >= 0)
            loses[plain->owner[y][x]] = true;
        plain->grid.cell[y][x] = 0;
        plain->owner[y][x] = SW_PLAIN_EMPTY;
        any = true;
    }
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        if (self < 0 || piece[y][x] >= 0)
            continue;
        if (number[self] >= 0) {
            piece[y][x] = (int16_t)number[self];
            continue;
        }
        whole[pieces] = self;
        piece[y][x] = (int16_t)pieces;
        if (!loses[self]) {
            number[self] = pieces++;
            continue;
        }
        stack[top++] = (int16_t)(y * SW_SIDE_MAX + x);
        while (top > 0) {
            int here = stack[--top];
            for (int k = 0; k < neighbours; k++) {
                int to_x = here % SW_SIDE_MAX + around[k][0],
                    to_y = here / SW_SIDE_MAX + around[k][1];
                if (at(plain, to_x, to_y) != self || piece[to_y][to_x] >= 0)
                    continue;
                piece[to_y][to_x] = (int16_t)pieces;
                stack[top++] = (int16_t)(to_y * SW_SIDE_MAX + to_x);
            }
        }
        pieces++;
    }
    if (!any || pieces > SW_ORGANISMS_MAX)
        return any;
    uint8_t heading[BODIES];
    for (int k = 0; k < pieces; k++)
        heading[k] = plain->heading[whole[k]];
    memcpy(plain->heading, heading, (size_t)pieces);
    plain->count = pieces;
    EACH_CELL(plain)
    {
        if (plain->owner[y][x] >= 0)
            plain->owner[y][x] = piece[y][x];
    }
    return true;
}

static bool walk(struct sw_plain_world *plain, const struct sw_physics_rules *rules)
{
    struct facts facts;
    uint8_t way[BODIES], hit[SW_SIDE_MAX][SW_SIDE_MAX];
    bool any = false;

    while (walk_one(plain, rules->push, way)) {
        any = true;
        if (!rules->slide)
            break;
    }
    look(plain, &facts);
    memset(hit, 0, sizeof hit);
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        if (self < 0 || plain->heading[self] == NOWHERE || way[self] != NOWHERE)
            continue;
        int to_x = x + ahead[plain->heading[self]][0], to_y = y + ahead[plain->heading[self]][1];
        int there = at(plain, to_x, to_y);
        if (there >= 0 && there != self && (rules->brittle >> facts.colour[there] & 1) != 0)
            hit[to_y][to_x] = 1;
    }
    for (int k = 0; k < plain->count && rules->turn_back; k++) {
        static const uint8_t back[SW_DIRECTIONS] = {SW_DOWN, SW_UP, SW_RIGHT, SW_LEFT};
        if (facts.cells[k] == 0 || plain->heading[k] == NOWHERE || way[k] != NOWHERE)
            continue;
        plain->heading[k] = back[plain->heading[k]];
        any = true;
    }
    return sw_plain_cut(plain, hit, rules->connection.neighbours) || any;
}

/* ---- touching ---- */

/* touch[a][b], for the bodies that there are at the end of a cut: at most SW_ORGANISMS_MAX. */
struct touch {
    bool at[SW_ORGANISMS_MAX][SW_ORGANISMS_MAX];
};

static bool find_touch(const struct sw_plain_world *plain, int neighbours, struct touch *touch)
{
    bool any = false;

    for (int k = 0; k < plain->count; k++)
        memset(touch->at[k], 0, (size_t)plain->count);
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        for (int k = 0; k < neighbours && self >= 0; k++) {
            int there = at(plain, x + around[k][0], y + around[k][1]);
            if (there >= 0 && there != self)
                touch->at[self][there] = any = true;
        }
    }
    return any;
}

/* Who eats k, or -1; asks first whether those who would are eaten themselves. */
static int eater_of(const struct touch *touch, const struct facts *facts, int count, int k)
{
    int best = -1;
    bool even = false;

    for (int j = 0; j < count; j++) {
        if (!touch->at[k][j] || facts->cells[j] <= facts->cells[k] ||
            facts->colour[j] == facts->colour[k] ||
            (best >= 0 && facts->cells[j] < facts->cells[best]) ||
            eater_of(touch, facts, count, j) >= 0)
            continue;
        even = best >= 0 && facts->cells[j] == facts->cells[best];
        best = j;
    }
    return even ? -1 : best;
}

/* All bodies whose number is `from` get the number `to`. */
static void rename_all(int *number, int count, int from, int to)
{
    for (int k = 0; k < count; k++)
        if (number[k] == from)
            number[k] = to;
}

static bool eat_and_merge(struct sw_plain_world *plain, const struct sw_physics_rules *rules)
{
    struct touch touch;
    struct facts facts;
    int eater[SW_ORGANISMS_MAX], number[SW_ORGANISMS_MAX], count = plain->count;
    uint8_t headings[SW_ORGANISMS_MAX] = {0};
    bool any = false;

    if (!find_touch(plain, rules->connection.neighbours, &touch))
        return false;
    look(plain, &facts);
    for (int k = 0; k < count; k++) {
        eater[k] = rules->eat == SW_EAT_NEVER ? -1 : eater_of(&touch, &facts, count, k);
        number[k] = k;
    }
    EACH_CELL(plain)
    {
        int self = plain->owner[y][x];
        if (self < 0 || eater[self] < 0)
            continue;
        any = true;
        plain->grid.cell[y][x] = rules->eat == SW_EAT_SWALLOW ? 0 : facts.colour[eater[self]];
        if (rules->eat == SW_EAT_SWALLOW)
            plain->owner[y][x] = SW_PLAIN_EMPTY;
    }
    for (int k = 0; k < count; k++)
        if (eater[k] >= 0 && rules->eat == SW_EAT_ABSORB)
            rename_all(number, count, number[k], number[eater[k]]);
    look(plain, &facts);
    for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
            if (!touch.at[a][b] || number[a] == number[b] || facts.cells[a] == 0 ||
                facts.cells[b] == 0 || rules->merge == SW_MERGE_NEVER ||
                (rules->merge == SW_MERGE_COLOUR && facts.colour[a] != facts.colour[b]))
                continue;
            rename_all(number, count, number[a], number[b]);
            any = true;
        }
    }
    if (!any)
        return false;
    for (int k = 0; k < count; k++)
        if (facts.cells[k] > 0 && eater[k] < 0 && plain->heading[k] != NOWHERE)
            headings[number[k]] |= (uint8_t)(1 << plain->heading[k]);
    for (int k = 0; k < count; k++) {
        plain->heading[k] = NOWHERE;
        for (uint8_t d = 0; d < SW_DIRECTIONS; d++)
            if (headings[k] == 1 << d)
                plain->heading[k] = d;
    }
    EACH_CELL(plain)
    {
        if (plain->owner[y][x] >= 0)
            plain->owner[y][x] = (int16_t)number[plain->owner[y][x]];
    }
    return true;
}

/* ---- growing ---- */

static bool grow(struct sw_plain_world *plain, const struct sw_physics_rules *rules)
{
    int16_t taker[SW_SIDE_MAX][SW_SIDE_MAX];
    struct facts facts;
    bool any = false;

    look(plain, &facts);
    EACH_CELL(plain)
    {
        int found = -1;
        bool several = false;
        taker[y][x] = -1;
        for (int k = 0; k < rules->grow && plain->grid.cell[y][x] == 0; k++) {
            int there = at(plain, x + around[k][0], y + around[k][1]);
            if (there < 0 || (rules->growing >> facts.colour[there] & 1) == 0)
                continue;
            several = several || (found >= 0 && found != there);
            found = there;
        }
        if (!several)
            taker[y][x] = (int16_t)found;
    }
    EACH_CELL(plain)
    {
        if (taker[y][x] < 0)
            continue;
        plain->owner[y][x] = taker[y][x];
        plain->grid.cell[y][x] = facts.colour[taker[y][x]];
        any = true;
    }
    return any;
}

/* ---- worlds ---- */

void sw_plain_begin(struct sw_plain_world *plain, const struct sw_grid *grid,
                    const struct sw_physics_rules *rules)
{
    struct sw_plain_organisms all;
    struct sw_cells within;

    plain->grid = *grid;
    EACH_CELL(plain)
    within.at[y][x] = (rules->walls >> grid->cell[y][x] & 1) == 0;
    sw_plain_label(grid, &within, rules->connection, &all);
    plain->count = (int)all.count;
    for (uint32_t k = 0; k < all.count; k++)
        plain->heading[k] = rules->heading[all.organism[k].colour];
    EACH_CELL(plain)
    plain->owner[y][x] = (int16_t)(all.label[y][x] != 0    ? all.label[y][x] - 1
                                   : grid->cell[y][x] != 0 ? SW_PLAIN_FIXED
                                                           : SW_PLAIN_EMPTY);
}

bool sw_plain_step(struct sw_plain_world *plain, const struct sw_physics_rules *rules)
{
    bool any = walk(plain, rules);

    if (rules->gravity < NOWHERE)
        any = fall(plain, rules) || any;
    if (rules->eat != SW_EAT_NEVER || rules->merge != SW_MERGE_NEVER)
        any = eat_and_merge(plain, rules) || any;
    return grow(plain, rules) || any;
}

bool sw_plain_same(const struct sw_plain_world *plain, const struct sw_physics_world *world)
{
    int16_t owner[SW_SIDE_MAX][SW_SIDE_MAX];
    struct facts facts;
    uint32_t bodies = 0;

    if (!sw_grid_equal(&plain->grid, &world->grid))
        return false;
    EACH_CELL(plain)
    owner[y][x] = sw_mask_get(&world->fixed, x, y) ? SW_PLAIN_FIXED : SW_PLAIN_EMPTY;
    look(plain, &facts);
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        int cells = 0, self = -1;
        EACH_CELL(plain)
        {
            if (!sw_mask_get(&body->mask, x, y))
                continue;
            if (owner[y][x] != SW_PLAIN_EMPTY || (cells > 0 && plain->owner[y][x] != self))
                return false;
            self = plain->owner[y][x];
            owner[y][x] = (int16_t)self;
            cells++;
        }
        if (self < 0 || cells != body->cells || cells != facts.cells[self] ||
            facts.colour[self] != body->colour || plain->heading[self] != world->heading[k])
            return false;
    }
    EACH_CELL(plain)
    {
        if (owner[y][x] != plain->owner[y][x])
            return false;
    }
    for (int k = 0; k < plain->count; k++)
        bodies += facts.cells[k] > 0;
    return bodies == world->count;
}

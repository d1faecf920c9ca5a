/* physics_change.c - breaking, eating, merging, growing. */
#include "world/physics/physics_change.h"

#include <string.h>

#define NOWHERE   SW_DIRECTIONS
#define NOBODY    UINT16_MAX
#define LINKS_MAX (8 * SW_SIDE_MAX * SW_SIDE_MAX) /* a cell touches at most eight others */

static bool has(uint16_t set, uint8_t colour)
{
    return set >> colour & 1;
}

/* ---- breaking ---- */

/* What there is to say of a body whose mask has changed. */
static void measure(const struct sw_grid *grid, struct sw_organism *body)
{
    body->box = sw_mask_box(&body->mask);
    body->cells = (uint16_t)sw_mask_count(&body->mask);
    if (body->cells > 0)
        body->colour = sw_organism_commonest(grid, body);
}

/* Takes the piece with the first cell out of `rest`; false if nothing is left. */
static bool next_piece(struct sw_mask *rest, int neighbours, struct sw_mask *piece)
{
    int x, y;

    if (!sw_mask_first(rest, &x, &y))
        return false;
    *piece = sw_mask_none();
    sw_mask_set(piece, x, y);
    *piece = sw_mask_flood(*piece, *rest, neighbours);
    *rest = sw_mask_minus(*rest, *piece);
    return true;
}

/* Takes the empty bodies out of the array; the others keep their order, and so do their marks. */
static void close_ranks(struct sw_physics_world *world, bool *mark)
{
    uint32_t kept = 0;

    for (uint32_t k = 0; k < world->count; k++) {
        if (world->body[k].cells == 0)
            continue;
        if (kept != k) {
            world->body[kept] = world->body[k];
            world->heading[kept] = world->heading[k];
            mark[kept] = mark[k];
        }
        kept++;
    }
    world->count = kept;
}

/* Makes the pieces of the bodies that are marked bodies of their own, if there is room for all. */
static void break_up(struct sw_physics_world *world, const bool *mark, int neighbours)
{
    struct sw_mask piece;
    uint32_t count = world->count, pieces = 0;

    for (uint32_t k = 0; k < count; k++) {
        struct sw_mask rest = world->body[k].mask;
        if (!mark[k])
            pieces++;
        while (mark[k] && next_piece(&rest, neighbours, &piece))
            pieces++;
    }
    for (uint32_t k = 0; k < count && pieces <= SW_ORGANISMS_MAX; k++) {
        struct sw_mask rest = world->body[k].mask;
        bool first = true;
        while (mark[k] && next_piece(&rest, neighbours, &piece)) {
            uint32_t at = first ? k : world->count++;
            world->body[at].mask = piece;
            world->body[at].attributes = 0;
            world->heading[at] = world->heading[k];
            measure(&world->grid, &world->body[at]);
            first = false;
        }
    }
}

bool sw_physics_cut(struct sw_physics_world *world, const struct sw_mask *cells, int neighbours)
{
    struct sw_mask occupied = sw_grid_occupied(&world->grid);
    bool mark[SW_ORGANISMS_MAX];

    if (!sw_mask_overlap(cells, &occupied))
        return false;
    world->fixed = sw_mask_minus(world->fixed, *cells);
    sw_grid_paint(&world->grid, cells, 0);
    for (uint32_t k = 0; k < world->count; k++) {
        struct sw_organism *body = &world->body[k];
        mark[k] = sw_mask_overlap(&body->mask, cells);
        if (!mark[k])
            continue;
        body->mask = sw_mask_minus(body->mask, *cells);
        measure(&world->grid, body);
    }
    close_ranks(world, mark);
    break_up(world, mark, neighbours);
    return true;
}

/* ---- touching ---- */

/* Who touches whom: a list of neighbours for each body. */
struct links {
    uint16_t first[SW_ORGANISMS_MAX]; /* its first link, or NOBODY */
    uint16_t body[LINKS_MAX], next[LINKS_MAX];
    uint32_t count;
};

static void link_to(struct links *links, uint32_t from, uint32_t to)
{
    links->body[links->count] = (uint16_t)to;
    links->next[links->count] = links->first[from];
    links->first[from] = (uint16_t)links->count++;
}

static bool any_near(const struct sw_organism *a, const struct sw_organism *b)
{
    return a->box.x0 <= b->box.x1 && b->box.x0 <= a->box.x1 && a->box.y0 <= b->box.y1 &&
           b->box.y0 <= a->box.y1;
}

/* The cells beside the body's, of rows box.y0 - 1 to box.y1, at ring[y + 1]. */
static void ring_of(const struct sw_organism *body, int neighbours, uint32_t *ring)
{
    uint32_t corners = neighbours == 8 ? UINT32_MAX : 0;
    uint32_t above = 0, here = 0;

    for (int y = body->box.y0 - 1; y <= body->box.y1; y++) {
        uint32_t below = y + 1 < body->box.y1 ? body->mask.row[y + 1] : 0;
        uint32_t over = above | below;
        over |= (over << 1 | over >> 1) & corners;
        ring[y + 1] = (over | here << 1 | here >> 1) & ~here;
        above = here;
        here = below;
    }
}

static void find_links(const struct sw_physics_world *world, int neighbours, struct links *links)
{
    uint32_t all[SW_STRIDE + 2] = {0}; /* cells of bodies, row y at y + 1 */
    uint32_t ring[SW_STRIDE + 2];

    links->count = 0;
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        links->first[k] = NOBODY;
        for (int y = body->box.y0; y < body->box.y1; y++)
            all[y + 1] |= body->mask.row[y];
    }
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        uint32_t common = 0;
        ring_of(body, neighbours, ring);
        for (int y = body->box.y0; y < body->box.y1 + 2; y++)
            common |= ring[y] & all[y];
        for (uint32_t j = k + 1; common != 0 && j < world->count; j++) {
            const struct sw_organism *other = &world->body[j];
            if (!any_near(body, other))
                continue;
            int y0 = other->box.y0 + 1 > body->box.y0 ? other->box.y0 + 1 : body->box.y0;
            int y1 = other->box.y1 + 1 < body->box.y1 + 2 ? other->box.y1 + 1 : body->box.y1 + 2;
            uint32_t shared = 0;
            for (int y = y0; y < y1; y++)
                shared |= ring[y] & other->mask.row[y - 1];
            if (shared != 0) {
                link_to(links, k, j);
                link_to(links, j, k);
            }
        }
    }
}

/* eater[k]: who eats body k, or NOBODY. From the largest down: when a body's turn comes, all that
 * are larger have said whom they would eat. */
static bool find_eaters(const struct sw_physics_world *world, const struct links *links,
                        uint16_t *eater)
{
    const struct sw_organism *body = world->body;
    uint16_t order[SW_ORGANISMS_MAX];
    bool even[SW_ORGANISMS_MAX], any = false; /* even: two largest ones leave it alone */

    sw_organisms_by_size(body, world->count, order);
    for (uint32_t k = 0; k < world->count; k++) {
        eater[k] = NOBODY;
        even[k] = false;
    }
    for (uint32_t i = 0; i < world->count; i++) {
        uint16_t k = order[i];
        if (even[k])
            eater[k] = NOBODY;
        if (eater[k] != NOBODY) {
            any = true;
            continue;
        }
        for (uint32_t at = links->first[k]; at != NOBODY; at = links->next[at]) {
            uint16_t j = links->body[at];
            if (body[j].cells >= body[k].cells || body[j].colour == body[k].colour)
                continue;
            if (eater[j] == NOBODY)
                eater[j] = k;
            else if (body[eater[j]].cells == body[k].cells)
                even[j] = true;
        }
    }
    return any;
}

static uint16_t root_of(uint16_t *parent, uint16_t body)
{
    while (parent[body] != body) {
        parent[body] = parent[parent[body]];
        body = parent[body];
    }
    return body;
}

static bool join(uint16_t *parent, uint16_t a, uint16_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    parent[a > b ? a : b] = a > b ? b : a;
    return a != b;
}

/* Adds a body's cells to another's. */
static void absorb(struct sw_organism *into, const struct sw_organism *from)
{
    for (int y = from->box.y0; y < from->box.y1; y++)
        into->mask.row[y] |= from->mask.row[y];
    into->cells = (uint16_t)(into->cells + from->cells);
    if (from->box.x0 < into->box.x0)
        into->box.x0 = from->box.x0;
    if (from->box.y0 < into->box.y0)
        into->box.y0 = from->box.y0;
    if (from->box.x1 > into->box.x1)
        into->box.x1 = from->box.x1;
    if (from->box.y1 > into->box.y1)
        into->box.y1 = from->box.y1;
}

/* Unites all bodies that have one root. */
static void unite(struct sw_physics_world *world, uint16_t *parent, const uint16_t *eater)
{
    uint8_t headings[SW_ORGANISMS_MAX] = {0}; /* of the parts: bit d */
    bool mixed[SW_ORGANISMS_MAX] = {false};

    for (uint16_t k = 0; k < world->count; k++) {
        uint16_t root = root_of(parent, k);
        if (eater[k] == NOBODY && world->heading[k] != NOWHERE)
            headings[root] |= (uint8_t)(1u << world->heading[k]);
        if (root == k)
            continue;
        mixed[root] = mixed[root] || world->body[k].colour != world->body[root].colour;
        absorb(&world->body[root], &world->body[k]);
        world->body[k].cells = 0;
    }
    for (uint16_t k = 0; k < world->count; k++) {
        if (world->body[k].cells == 0)
            continue;
        if (mixed[k])
            world->body[k].colour = sw_organism_commonest(&world->grid, &world->body[k]);
        world->heading[k] = headings[k] != 0 && (headings[k] & (headings[k] - 1)) == 0
                                ? (uint8_t)__builtin_ctz(headings[k])
                                : NOWHERE;
    }
}

bool sw_physics_touch(struct sw_physics_world *world, const struct sw_physics_rules *rules)
{
    struct links links;
    uint16_t eater[SW_ORGANISMS_MAX], parent[SW_ORGANISMS_MAX];
    bool any = false;

    find_links(world, rules->connection.neighbours, &links);
    if (links.count == 0)
        return false;
    if (rules->eat == SW_EAT_NEVER || !find_eaters(world, &links, eater)) {
        for (uint32_t k = 0; k < world->count; k++)
            eater[k] = NOBODY;
    }
    for (uint16_t k = 0; k < world->count; k++)
        parent[k] = k;
    for (uint16_t k = 0; k < world->count; k++) {
        struct sw_organism *body = &world->body[k];
        if (eater[k] == NOBODY)
            continue;
        any = true;
        if (rules->eat == SW_EAT_SWALLOW) {
            sw_grid_paint(&world->grid, &body->mask, 0);
            body->cells = 0;
            continue;
        }
        /* The eater is not eaten itself, so its colour is the old one. */
        body->colour = world->body[eater[k]].colour;
        sw_grid_paint(&world->grid, &body->mask, body->colour);
        join(parent, k, eater[k]);
    }
    for (uint16_t k = 0; k < world->count && rules->merge != SW_MERGE_NEVER; k++) {
        for (uint32_t at = links.first[k]; at != NOBODY; at = links.next[at]) {
            uint16_t j = links.body[at];
            if (j > k && world->body[k].cells > 0 && world->body[j].cells > 0 &&
                (rules->merge == SW_MERGE_ANY || world->body[j].colour == world->body[k].colour))
                any = join(parent, k, j) || any;
        }
    }
    if (any) {
        bool unused[SW_ORGANISMS_MAX] = {false};
        unite(world, parent, eater);
        close_ranks(world, unused);
    }
    return any;
}

/* ---- growing ---- */

bool sw_physics_grow(struct sw_physics_world *world, const struct sw_physics_rules *rules)
{
    uint32_t once[SW_STRIDE + 2] = {0}, twice[SW_STRIDE + 2] = {0}, ring[SW_STRIDE + 2];
    uint32_t free[SW_STRIDE + 2] = {0}; /* row y at y + 1, like the rings */
    struct sw_mask occupied = sw_grid_occupied(&world->grid);
    bool any = false;

    for (int y = 0; y < world->grid.height; y++)
        free[y + 1] = ~occupied.row[y] & ((1u << world->grid.width) - 1u);
    for (uint32_t k = 0; k < world->count; k++) {
        const struct sw_organism *body = &world->body[k];
        if (!has(rules->growing, body->colour))
            continue;
        ring_of(body, rules->grow, ring);
        for (int y = body->box.y0; y < body->box.y1 + 2; y++) {
            twice[y] |= once[y] & ring[y];
            once[y] |= ring[y];
        }
    }
    for (int y = 0; y < SW_STRIDE + 2; y++)
        free[y] &= ~twice[y];
    for (uint32_t k = 0; k < world->count; k++) {
        struct sw_organism *body = &world->body[k];
        struct sw_organism grown = {.box = body->box, .colour = body->colour};
        uint32_t taken = 0;
        if (!has(rules->growing, body->colour))
            continue;
        ring_of(body, rules->grow, ring);
        for (int y = body->box.y0; y < body->box.y1 + 2; y++) {
            ring[y] &= free[y];
            taken |= ring[y];
            if (y > 0)
                grown.mask.row[y - 1] = ring[y];
        }
        if (taken == 0)
            continue;
        sw_grid_paint(&world->grid, &grown.mask, body->colour);
        body->mask = sw_mask_or(body->mask, grown.mask);
        body->box = sw_mask_box(&body->mask);
        body->cells = (uint16_t)(body->cells + sw_mask_count(&grown.mask));
        any = true;
    }
    return any;
}

#include "tests/reference/plain_world.h"

#include <string.h>

static const int8_t around[8][2] = {{0, -1},  {0, 1},  {-1, 0}, {1, 0},
                                    {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
static const int8_t ahead[SW_DIRECTIONS][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};

static bool inside(int x, int y, int width, int height)
{
    return x >= 0 && y >= 0 && x < width && y < height;
}

struct sw_cells sw_plain_cells(const struct sw_mask *mask)
{
    struct sw_cells out;

    for (int y = 0; y < SW_SIDE_MAX; y++)
        for (int x = 0; x < SW_SIDE_MAX; x++)
            out.at[y][x] = mask->row[y] >> x & 1;
    return out;
}

/* Flood fill with a stack of cells. */
void sw_plain_label(const struct sw_grid *grid, const struct sw_cells *within,
                    struct sw_connection connection, struct sw_plain_organisms *out)
{
    uint16_t stack[SW_SIDE_MAX * SW_SIDE_MAX];
    uint8_t done[SW_SIDE_MAX][SW_SIDE_MAX];
    int width = grid->width, height = grid->height;

    memset(out->label, 0, sizeof out->label);
    memset(done, 0, sizeof done);
    out->count = 0;
    for (int start = 0; start < width * height; start++) {
        int sx = start % width, sy = start / width, top = 0;
        uint32_t cells[SW_COLOURS] = {0};
        bool kept = out->count < SW_ORGANISMS_MAX;
        if (done[sy][sx] || grid->cell[sy][sx] == 0 || (within != NULL && !within->at[sy][sx]))
            continue;
        if (!kept)
            return;
        struct sw_plain_organism *organism = &out->organism[out->count++];
        *organism = (struct sw_plain_organism){
            .box = {(uint8_t)sx, (uint8_t)sy, (uint8_t)(sx + 1), (uint8_t)(sy + 1)}};
        stack[top++] = (uint16_t)(sy * SW_SIDE_MAX + sx);
        done[sy][sx] = 1;
        while (top > 0) {
            int y = stack[--top] / SW_SIDE_MAX, x = stack[top] % SW_SIDE_MAX;
            out->label[y][x] = (uint16_t)out->count;
            organism->cells++;
            cells[grid->cell[y][x]]++;
            if (x < organism->box.x0)
                organism->box.x0 = (uint8_t)x;
            if (x >= organism->box.x1)
                organism->box.x1 = (uint8_t)(x + 1);
            if (y < organism->box.y0)
                organism->box.y0 = (uint8_t)y;
            if (y >= organism->box.y1)
                organism->box.y1 = (uint8_t)(y + 1);
            for (int k = 0; k < connection.neighbours; k++) {
                int to_x = x + around[k][0], to_y = y + around[k][1];
                if (!inside(to_x, to_y, width, height) || done[to_y][to_x] ||
                    grid->cell[to_y][to_x] == 0 || (within != NULL && !within->at[to_y][to_x]) ||
                    (connection.one_colour && grid->cell[to_y][to_x] != grid->cell[y][x]))
                    continue;
                done[to_y][to_x] = 1;
                stack[top++] = (uint16_t)(to_y * SW_SIDE_MAX + to_x);
            }
        }
        organism->colour = 1;
        for (uint8_t colour = 2; colour < SW_COLOURS; colour++)
            if (cells[colour] > cells[organism->colour])
                organism->colour = colour;
    }
}

/* ---- attributes ---- */

static bool encloses(const struct sw_plain_organisms *all, uint32_t k, int width, int height)
{
    struct sw_cells own, holes;
    uint8_t any = 0;

    memset(&own, 0, sizeof own);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            own.at[y][x] = all->label[y][x] == k + 1;
    holes = sw_plain_holes(&own, width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            any |= holes.at[y][x];
    return any != 0;
}

static bool mirrored(const struct sw_grid *grid, const struct sw_plain_organisms *all, uint32_t k,
                     bool left_right)
{
    struct sw_box box = all->organism[k].box;

    for (int y = box.y0; y < box.y1; y++) {
        for (int x = box.x0; x < box.x1; x++) {
            int to_x = left_right ? box.x0 + box.x1 - 1 - x : x;
            int to_y = left_right ? y : box.y0 + box.y1 - 1 - y;
            bool own = all->label[y][x] == k + 1, other = all->label[to_y][to_x] == k + 1;
            if (own != other || (own && grid->cell[y][x] != grid->cell[to_y][to_x]))
                return false;
        }
    }
    return true;
}

static bool same_shape(const struct sw_plain_organisms *all, uint32_t a, uint32_t b)
{
    struct sw_box one = all->organism[a].box, two = all->organism[b].box;

    if (one.x1 - one.x0 != two.x1 - two.x0 || one.y1 - one.y0 != two.y1 - two.y0)
        return false;
    for (int y = 0; y < one.y1 - one.y0; y++)
        for (int x = 0; x < one.x1 - one.x0; x++)
            if ((all->label[one.y0 + y][one.x0 + x] == a + 1) !=
                (all->label[two.y0 + y][two.x0 + x] == b + 1))
                return false;
    return true;
}

/* By definition: all others are like each other, and none of them is like this one. */
static bool odd(const struct sw_plain_organisms *all, uint32_t k, bool by_shape)
{
    uint32_t example = k == 0 ? 1 : 0;

    if (all->count < 3)
        return false;
    for (uint32_t j = 0; j < all->count; j++) {
        bool like = by_shape ? same_shape(all, example, j)
                             : all->organism[example].colour == all->organism[j].colour;
        if (like == (j == k))
            return false;
    }
    return true;
}

void sw_plain_describe(const struct sw_grid *grid, struct sw_plain_organisms *all)
{
    for (uint32_t k = 0; k < all->count; k++) {
        struct sw_plain_organism *self = &all->organism[k];
        struct sw_box box = self->box;
        uint32_t found = all->count >= 2 ? SW_LARGEST | SW_SMALLEST : 0;

        for (uint32_t j = 0; j < all->count; j++) {
            if (j != k && all->organism[j].cells >= self->cells)
                found &= ~(uint32_t)SW_LARGEST;
            if (j != k && all->organism[j].cells <= self->cells)
                found &= ~(uint32_t)SW_SMALLEST;
        }
        if (box.x0 == 0 || box.y0 == 0 || box.x1 == grid->width || box.y1 == grid->height)
            found |= SW_TOUCHES_BORDER;
        if (encloses(all, k, grid->width, grid->height))
            found |= SW_HAS_HOLE;
        if (mirrored(grid, all, k, true) || mirrored(grid, all, k, false))
            found |= SW_SYMMETRIC;
        if (odd(all, k, true))
            found |= SW_ODD_SHAPE;
        if (odd(all, k, false))
            found |= SW_ODD_COLOUR;
        if (self->cells == (box.x1 - box.x0) * (box.y1 - box.y0))
            found |= SW_RECTANGLE;
        self->attributes = (uint8_t)found;
    }
}

/* ---- sets of cells ---- */

struct sw_cells sw_plain_flood(const struct sw_cells *seed, const struct sw_cells *within,
                               int neighbours, int width, int height)
{
    uint16_t stack[SW_SIDE_MAX * SW_SIDE_MAX];
    struct sw_cells out;
    int top = 0;

    memset(&out, 0, sizeof out);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if (seed->at[y][x] && within->at[y][x]) {
                out.at[y][x] = 1;
                stack[top++] = (uint16_t)(y * SW_SIDE_MAX + x);
            }
        }
    }
    while (top > 0) {
        int y = stack[--top] / SW_SIDE_MAX, x = stack[top] % SW_SIDE_MAX;
        for (int k = 0; k < neighbours; k++) {
            int to_x = x + around[k][0], to_y = y + around[k][1];
            if (inside(to_x, to_y, width, height) && within->at[to_y][to_x] &&
                !out.at[to_y][to_x]) {
                out.at[to_y][to_x] = 1;
                stack[top++] = (uint16_t)(to_y * SW_SIDE_MAX + to_x);
            }
        }
    }
    return out;
}

struct sw_cells sw_plain_holes(const struct sw_cells *cells, int width, int height)
{
    struct sw_cells edge, outside, reached;

    memset(&edge, 0, sizeof edge);
    memset(&outside, 0, sizeof outside);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            outside.at[y][x] = !cells->at[y][x];
            edge.at[y][x] = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        }
    }
    reached = sw_plain_flood(&edge, &outside, 4, width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            outside.at[y][x] = outside.at[y][x] && !reached.at[y][x];
    return outside;
}

struct sw_cells sw_plain_grow(const struct sw_cells *cells, int neighbours, int width, int height)
{
    struct sw_cells out = *cells;

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            for (int k = 0; k < neighbours && cells->at[y][x]; k++) {
                int to_x = x + around[k][0], to_y = y + around[k][1];
                if (inside(to_x, to_y, width, height))
                    out.at[to_y][to_x] = 1;
            }
        }
    }
    return out;
}

struct sw_cells sw_plain_rim(const struct sw_cells *cells, int width, int height)
{
    struct sw_cells out;

    memset(&out, 0, sizeof out);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            for (int k = 0; k < 4; k++) {
                int to_x = x + around[k][0], to_y = y + around[k][1];
                if (cells->at[y][x] &&
                    !(inside(to_x, to_y, width, height) && cells->at[to_y][to_x]))
                    out.at[y][x] = 1;
            }
        }
    }
    return out;
}

struct sw_cells sw_plain_shift(const struct sw_cells *cells, int dx, int dy, int width, int height)
{
    struct sw_cells out;

    memset(&out, 0, sizeof out);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if (inside(x + dx, y + dy, width, height))
                out.at[y + dy][x + dx] = cells->at[y][x];
    return out;
}

struct sw_box sw_plain_box(const struct sw_cells *cells, int width, int height)
{
    struct sw_box box = {0, 0, 0, 0};

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if (!cells->at[y][x])
                continue;
            if (box.y1 == 0)
                box = (struct sw_box){(uint8_t)x, (uint8_t)y, (uint8_t)(x + 1), (uint8_t)(y + 1)};
            if (x < box.x0)
                box.x0 = (uint8_t)x;
            if (x >= box.x1)
                box.x1 = (uint8_t)(x + 1);
            box.y1 = (uint8_t)(y + 1);
        }
    }
    return box;
}

/* ---- grids ---- */

struct sw_grid sw_plain_symmetry(const struct sw_grid *grid, enum sw_symmetry symmetry)
{
    int width = grid->width, height = grid->height;
    struct sw_grid out;

    memset(&out, 0, sizeof out);
    out.width = (uint8_t)(symmetry >= SW_TRANSPOSE ? height : width);
    out.height = (uint8_t)(symmetry >= SW_TRANSPOSE ? width : height);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            /* Where each of the eight takes the cell (x, y). */
            const int to[SW_SYMMETRIES][2] = {
                {x, y}, {width - 1 - x, y},  {x, height - 1 - y}, {width - 1 - x, height - 1 - y},
                {y, x}, {height - 1 - y, x}, {y, width - 1 - x},  {height - 1 - y, width - 1 - x}};
            out.cell[to[symmetry][1]][to[symmetry][0]] = grid->cell[y][x];
        }
    }
    return out;
}

bool sw_plain_paint(struct sw_grid *grid, const struct sw_cells *cells, uint8_t colour)
{
    bool changed = false;

    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            if (cells->at[y][x] && grid->cell[y][x] != colour) {
                grid->cell[y][x] = colour;
                changed = true;
            }
        }
    }
    return changed;
}

struct sw_cells sw_plain_select(const struct sw_grid *grid, uint8_t attribute, bool with)
{
    struct sw_plain_organisms all;
    struct sw_cells out;

    sw_plain_label(grid, NULL, (struct sw_connection){8, true}, &all);
    sw_plain_describe(grid, &all);
    if (all.count == 1) /* as edits see it, who is alone has the most cells and the fewest */
        all.organism[0].attributes |= SW_LARGEST | SW_SMALLEST;
    memset(&out, 0, sizeof out);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            uint16_t label = all.label[y][x];
            out.at[y][x] =
                label != 0 && ((all.organism[label - 1].attributes & attribute) != 0) == with;
        }
    }
    return out;
}

bool sw_plain_slide(struct sw_grid *grid, const struct sw_cells *cells, enum sw_direction direction)
{
    struct sw_plain_organisms all;
    bool loose[SW_ORGANISMS_MAX + 1], held[SW_ORGANISMS_MAX + 1], any = false;
    int width = grid->width, height = grid->height;
    int dx = ahead[direction][0], dy = ahead[direction][1];

    sw_plain_label(grid, NULL, (struct sw_connection){8, true}, &all);
    memset(loose, 0, sizeof loose);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if (cells->at[y][x])
                loose[all.label[y][x]] = true;
    for (;;) {
        bool more = true, moved = false;
        for (uint32_t k = 0; k <= all.count; k++)
            held[k] = k == 0 || !loose[k];
        while (more) {
            more = false;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    uint16_t self = all.label[y][x];
                    if (self == 0 || held[self])
                        continue;
                    bool out = !inside(x + dx, y + dy, width, height);
                    uint16_t there = out ? 0 : all.label[y + dy][x + dx];
                    if (out || (there == 0 && grid->cell[y + dy][x + dx] != 0) ||
                        (there != 0 && held[there]))
                        held[self] = more = true;
                }
            }
        }
        struct sw_grid before = *grid;
        struct sw_plain_organisms was = all;
        for (int turn = 0; turn < 2; turn++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    uint16_t self = was.label[y][x];
                    if (self == 0 || held[self])
                        continue;
                    moved = true;
                    grid->cell[y + turn * dy][x + turn * dx] = turn == 0 ? 0 : before.cell[y][x];
                    all.label[y + turn * dy][x + turn * dx] = turn == 0 ? 0 : self;
                }
            }
        }
        if (!moved)
            return any;
        any = true;
    }
}

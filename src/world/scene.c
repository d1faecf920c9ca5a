#include "world/scene.h"

#include <string.h>

enum { SHAPE_ROWS = 20, SHAPE_CELLS = 9, DRAWN_MAX = 64 };

/* A shape in its own box: bit x of row[y]. Small, because most shapes are a few cells. */
struct shape {
    uint32_t row[SHAPE_ROWS];
    int width, height;
};

/* A canvas in the making. Rows are those of the canvas; every organism keeps the cells around it
 * free by marking them as blocked. */
struct sketch {
    int width, height;
    uint32_t blocked[SW_STRIDE];
    struct {
        struct shape shape;
        int x, y;
        uint8_t colour;
    } drawn[DRAWN_MAX];
    int count;
};

/* True once in `times` throws. */
static bool once_in(struct sw_dice *dice, uint32_t times)
{
    return sw_dice_below(dice, times) == 0;
}

/* Moves the shape to its box's top left corner. */
static void settle(struct shape *shape)
{
    uint32_t all = 0;
    int top = 0, bottom = SHAPE_ROWS, left;

    for (int y = 0; y < SHAPE_ROWS; y++)
        all |= shape->row[y];
    while (shape->row[top] == 0)
        top++;
    while (shape->row[bottom - 1] == 0)
        bottom--;
    left = __builtin_ctz(all);
    shape->width = 32 - __builtin_clz(all) - left;
    shape->height = bottom - top;
    for (int y = 0; y < shape->height; y++)
        shape->row[y] = shape->row[y + top] >> left;
    for (int y = shape->height; y < SHAPE_ROWS; y++)
        shape->row[y] = 0;
}

/* A random connected shape (4 neighbours): cells are added beside cells that are there. */
static struct shape grown_shape(int cells, struct sw_dice *dice)
{
    static const int8_t step[4][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
    struct shape shape = {.row = {0}};
    int8_t at[SHAPE_CELLS][2];
    int count = 1;

    at[0][0] = at[0][1] = SHAPE_CELLS;
    shape.row[SHAPE_CELLS] = 1u << SHAPE_CELLS;
    while (count < cells) {
        uint32_t bits = sw_dice_below(dice, 4u * (uint32_t)count);
        int x = at[bits >> 2][0] + step[bits & 3][0], y = at[bits >> 2][1] + step[bits & 3][1];

        if (shape.row[y] >> x & 1u)
            continue;
        shape.row[y] |= 1u << x;
        at[count][0] = (int8_t)x;
        at[count++][1] = (int8_t)y;
    }
    settle(&shape);
    return shape;
}

/* A rectangle, 3 or 4 cells a side; a ring is empty inside and may lack corners. */
static struct shape box_shape(const struct sketch *sketch, bool ring, struct sw_dice *dice)
{
    struct shape shape = {.row = {0}};
    uint32_t full, sides;

    shape.width = 3 + (sketch->width > 4 && once_in(dice, 3));
    shape.height = 3 + (sketch->height > 4 && once_in(dice, 3));
    full = (1u << shape.width) - 1;
    sides = 1u | 1u << (shape.width - 1);
    for (int y = 0; y < shape.height; y++)
        shape.row[y] = ring && y > 0 && y < shape.height - 1 ? sides : full;
    if (!ring)
        return shape;
    for (int corner = 0; corner < 4; corner++)
        if (once_in(dice, 4))
            shape.row[corner & 1 ? shape.height - 1 : 0] &=
                ~(corner & 2 ? 1u << (shape.width - 1) : 1u);
    return shape;
}

/* Bit x of free[y]: the shape may lie with its corner at (x, y). `beside` (may be NULL) are rows of
 * which it must cover at least one cell. Returns how many places there are. */
static uint32_t places(const struct sketch *sketch, const struct shape *shape,
                       const uint32_t *blocked, const uint32_t *beside, uint32_t *free)
{
    uint32_t count = 0;

    if (shape->width > sketch->width || shape->height > sketch->height)
        return 0;
    for (int y = 0; y <= sketch->height - shape->height; y++) {
        uint32_t good = (1u << (sketch->width - shape->width + 1)) - 1, hit = 0;

        for (int r = 0; r < shape->height; r++) {
            for (uint32_t bits = shape->row[r]; bits != 0; bits &= bits - 1) {
                int c = __builtin_ctz(bits);

                good &= ~(blocked[y + r] >> c);
                if (beside != NULL)
                    hit |= beside[y + r] >> c;
            }
        }
        free[y] = beside != NULL ? good & hit : good;
        count += (uint32_t)__builtin_popcount(free[y]);
    }
    return count;
}

/* Marks the shape at (x, y) and its 8 neighbours in rows. */
static void mark_around(const struct sketch *sketch, const struct shape *shape, int x, int y,
                        uint32_t *rows)
{
    uint32_t inside = sketch->width == 32 ? UINT32_MAX : (1u << sketch->width) - 1;

    for (int r = 0; r < shape->height; r++) {
        uint32_t bits = shape->row[r] << x;

        bits = (bits | bits << 1 | bits >> 1) & inside;
        for (int j = y + r - 1; j <= y + r + 1; j++)
            if (j >= 0 && j < sketch->height)
                rows[j] |= bits;
    }
}

/* Lays the shape on a random free place; false if there is none. */
static bool lay(struct sketch *sketch, const struct shape *shape, uint8_t colour,
                const uint32_t *blocked, const uint32_t *beside, struct sw_dice *dice)
{
    uint32_t free[SW_STRIDE], count = places(sketch, shape, blocked, beside, free), pick;
    int x = 0, y = 0;

    if (count == 0)
        return false;
    pick = sw_dice_below(dice, count);
    while (pick >= (uint32_t)__builtin_popcount(free[y]))
        pick -= (uint32_t)__builtin_popcount(free[y++]);
    while (pick-- > 0)
        free[y] &= free[y] - 1;
    x = __builtin_ctz(free[y]);
    mark_around(sketch, shape, x, y, sketch->blocked);
    sketch->drawn[sketch->count].shape = *shape;
    sketch->drawn[sketch->count].x = x;
    sketch->drawn[sketch->count].y = y;
    sketch->drawn[sketch->count].colour = colour;
    sketch->count++;
    return true;
}

/* Lays the shape so that it touches the organism drawn last, which has another colour. */
static bool lay_beside(struct sketch *sketch, const struct shape *shape, uint8_t colour,
                       const uint32_t *off, struct sw_dice *dice)
{
    uint32_t blocked[SW_STRIDE], beside[SW_STRIDE] = {0};
    int last = sketch->count - 1;

    memcpy(blocked, off, sizeof blocked);
    for (int i = 0; i < last; i++)
        mark_around(sketch, &sketch->drawn[i].shape, sketch->drawn[i].x, sketch->drawn[i].y,
                    blocked);
    for (int r = 0; r < sketch->drawn[last].shape.height; r++)
        blocked[sketch->drawn[last].y + r] |= sketch->drawn[last].shape.row[r]
                                              << sketch->drawn[last].x;
    mark_around(sketch, &sketch->drawn[last].shape, sketch->drawn[last].x, sketch->drawn[last].y,
                beside);
    return lay(sketch, shape, colour, blocked, beside, dice);
}

static void paint(const struct shape *shape, int x, int y, uint8_t colour, struct sw_grid *out)
{
    for (int r = 0; r < shape->height; r++)
        for (uint32_t bits = shape->row[r]; bits != 0; bits &= bits - 1)
            out->cell[y + r][x + __builtin_ctz(bits)] = colour;
}

/* Paints the mirror image of what is drawn, except that a random part of the organisms (at least
 * one) stays single: a symmetry to complete. */
static void paint_mirrored(const struct sketch *sketch, bool axis_y, struct sw_dice *dice,
                           struct sw_grid *out)
{
    int single = (int)sw_dice_below(dice, (uint32_t)sketch->count);

    for (int i = 0; i < sketch->count; i++) {
        const struct shape *shape = &sketch->drawn[i].shape;
        struct shape image = *shape;
        int x = sketch->drawn[i].x, y = sketch->drawn[i].y;

        if (i == single || once_in(dice, 2))
            continue;
        for (int r = 0; r < shape->height; r++) {
            if (axis_y) {
                image.row[r] = shape->row[shape->height - 1 - r];
            } else {
                image.row[r] = 0;
                for (uint32_t bits = shape->row[r]; bits != 0; bits &= bits - 1)
                    image.row[r] |= 1u << (shape->width - 1 - __builtin_ctz(bits));
            }
        }
        if (axis_y)
            y = sketch->height - y - shape->height;
        else
            x = sketch->width - x - shape->width;
        paint(&image, x, y, sketch->drawn[i].colour, out);
    }
}

/* A colour of 1..colours other than `than` (0: any). */
static uint8_t colour_other(int colours, uint8_t than, struct sw_dice *dice)
{
    uint32_t colour;

    if (than == 0 || colours < 2)
        return (uint8_t)(1 + sw_dice_below(dice, (uint32_t)colours));
    colour = 1 + sw_dice_below(dice, (uint32_t)colours - 1);
    return (uint8_t)(colour + (colour >= than));
}

/* What one scene decides before anything is drawn. */
struct plan {
    int organisms, cells_max;
    bool half, half_y, odd_shape, odd_colour, one_colour, touch;
    uint32_t needs;
    struct shape common; /* of all but the odd one */
    uint8_t common_colour;
};

static struct plan make_plan(const struct sketch *sketch, const struct sw_scene *scene,
                             uint32_t needs, struct sw_dice *dice)
{
    struct plan plan = {.needs = needs};
    uint32_t style = sw_dice_below(dice, 48); /* the styles that no law asked for */

    plan.organisms = sw_dice_between(dice, scene->organisms_min, scene->organisms_max);
    if (plan.organisms > DRAWN_MAX)
        plan.organisms = DRAWN_MAX;
    if (needs & (SW_SCENE_HALF_X | SW_SCENE_HALF_Y)) {
        plan.half = style >= 12;
        plan.half_y = (needs & SW_SCENE_HALF_Y) != 0;
    } else if (needs == 0 || needs == SW_SCENE_ODD) {
        plan.half = needs == 0 && style < 6;
        plan.half_y = style < 3;
    }
    plan.touch = (needs & SW_SCENE_TOUCH) != 0 || style % 6 == 0;
    if ((needs & SW_SCENE_ODD) != 0 && plan.organisms < 3)
        plan.organisms = 3;
    plan.cells_max = sketch->width * sketch->height / (plan.organisms + 1);
    if (plan.cells_max > SHAPE_CELLS)
        plan.cells_max = SHAPE_CELLS;
    if (plan.cells_max < 1)
        plan.cells_max = 1;
    if ((needs & SW_SCENE_ODD) != 0 || (plan.organisms >= 3 && style % 8 == 1)) {
        plan.touch = false;
        plan.odd_shape = scene->colours < 2 || once_in(dice, 2);
        plan.odd_colour = !plan.odd_shape;
        plan.one_colour = plan.odd_shape && !once_in(dice, 4);
        plan.common_colour = colour_other(scene->colours, 0, dice);
        plan.common = grown_shape(1 + (int)sw_dice_below(dice, (uint32_t)plan.cells_max), dice);
    }
    return plan;
}

static struct shape shape_of(const struct sketch *sketch, const struct plan *plan, int index,
                             struct sw_dice *dice)
{
    uint32_t kind = sw_dice_below(dice, 24);

    if (index == 0 && (plan->needs & SW_SCENE_HOLE))
        return box_shape(sketch, true, dice);
    if (index == 0 && (plan->needs & SW_SCENE_THICK))
        return box_shape(sketch, false, dice);
    if (index > 0 && (plan->odd_shape || (plan->odd_colour && kind < 12)))
        return plan->common;
    if (kind >= 20 && sketch->width > 3 && sketch->height > 3)
        return box_shape(sketch, kind >= 22, dice);
    return grown_shape(1 + (int)sw_dice_below(dice, (uint32_t)plan->cells_max), dice);
}

static uint8_t colour_of(const struct sketch *sketch, const struct plan *plan, int colours,
                         int index, struct sw_dice *dice)
{
    if (plan->one_colour)
        return plan->common_colour;
    if (plan->odd_colour)
        return index > 0 ? plan->common_colour : colour_other(colours, plan->common_colour, dice);
    if (plan->touch && index == 1)
        return colour_other(colours, sketch->drawn[0].colour, dice);
    return colour_other(colours, 0, dice);
}

int sw_scene_draw(const struct sw_scene *scene, uint32_t needs, struct sw_dice *dice,
                  struct sw_grid *out)
{
    struct sketch sketch; /* only what is counted in is ever read */
    struct plan plan;
    uint32_t off[SW_STRIDE] = {0}; /* the half that stays empty */
    int least;

    sketch.width = scene->width;
    sketch.height = scene->height;
    sketch.count = 0;
    plan = make_plan(&sketch, scene, needs, dice);
    if (plan.half) {
        bool far =
            once_in(dice, 2); /* the right or the bottom half is drawn, not the left or top */
        int side = plan.half_y ? scene->height : scene->width, half = (side + 1) / 2;
        uint32_t kept = ((1u << half) - 1) << (far ? side - half : 0);

        for (int y = 0; y < scene->height; y++)
            if (!plan.half_y)
                off[y] = ~kept;
            else if (!(kept >> y & 1u))
                off[y] = UINT32_MAX;
    }
    memcpy(sketch.blocked, off, sizeof off);
    for (int i = 0; i < plan.organisms; i++) {
        struct shape shape = shape_of(&sketch, &plan, i, dice);
        uint8_t colour = colour_of(&sketch, &plan, scene->colours, i, dice);
        bool laid = plan.touch && i == 1 ? lay_beside(&sketch, &shape, colour, off, dice)
                                         : lay(&sketch, &shape, colour, sketch.blocked, NULL, dice);

        if (!laid && (i == 0 || plan.odd_shape || plan.odd_colour))
            return -1;
        if (!laid) {
            shape = grown_shape(1, dice);
            if (!lay(&sketch, &shape, colour, sketch.blocked, NULL, dice))
                break;
        }
    }
    least = plan.half ? 1 : scene->organisms_min;
    if (sketch.count < least)
        return -1;
    *out = sw_grid_empty(scene->width, scene->height);
    if (plan.half)
        paint_mirrored(&sketch, plan.half_y, dice, out);
    for (int i = 0; i < sketch.count; i++)
        paint(&sketch.drawn[i].shape, sketch.drawn[i].x, sketch.drawn[i].y, sketch.drawn[i].colour,
              out);
    return 0;
}

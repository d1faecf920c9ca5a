/* scene.c - draws a scene: a layout if one is asked for, else first what belongs together and then
 * organisms until there are enough. */
#include "world/law/scene.h"
#include "world/law/scene_group.h"
#include "world/law/scene_layout.h"
#include "world/law/sketch.h"

#include <string.h>

/* What an organism is to be. */
enum kind { KIND_ANY, KIND_RING, KIND_BOX, KIND_SQUARE, KIND_LINE, KIND_DOT, KIND_LARGE };

/* What one scene decides before anything is drawn. */
struct plan {
    int organisms, cells_max;
    bool half, half_y, odd_shape, odd_colour, one_colour, touch, twins, noise;
    uint8_t must[8]; /* enum kind of the first organisms */
    int musts;
    struct sw_shape common; /* of all but the odd one */
    uint8_t common_colour;
};

static void plan_kinds(struct plan *plan, uint32_t needs, struct sw_dice *dice)
{
    static const struct {
        uint32_t need;
        enum kind kind;
    } kinds[] = {{SW_SCENE_HOLE, KIND_RING},     {SW_SCENE_THICK, KIND_BOX},
                 {SW_SCENE_SQUARE, KIND_SQUARE}, {SW_SCENE_LINE, KIND_LINE},
                 {SW_SCENE_DOTS, KIND_DOT},      {SW_SCENE_NOISE, KIND_LARGE}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (needs & kinds[i].need)
            plan->must[plan->musts++] = (uint8_t)kinds[i].kind;
    if ((needs & SW_SCENE_DOTS) != 0 && sw_once_in(dice, 2))
        plan->must[plan->musts++] = KIND_DOT;
    plan->noise = (needs & SW_SCENE_NOISE) != 0;
}

static void plan_odd(struct plan *plan, const struct sw_scene *scene, struct sw_dice *dice)
{
    if (plan->organisms < 3)
        plan->organisms = 3;
    plan->touch = false;
    plan->twins = false;
    plan->odd_shape = scene->colours < 2 || sw_once_in(dice, 2);
    plan->odd_colour = !plan->odd_shape;
    plan->one_colour = plan->odd_shape && !sw_once_in(dice, 4);
    plan->common_colour = sw_scene_colour(scene->colours, 0, dice);
    plan->common = sw_shape_grown(1 + (int)sw_dice_below(dice, (uint32_t)plan->cells_max), dice);
}

static void make_plan(const struct sw_scene *scene, uint32_t needs, struct sw_dice *dice,
                      struct plan *plan)
{
    uint32_t style = sw_dice_below(dice, 48); /* the styles that no law asked for */
    uint32_t halves = SW_SCENE_HALF_X | SW_SCENE_HALF_Y;
    int most = scene->width * scene->height > 200 ? SW_SHAPE_CELLS : 9;

    plan->half = plan->half_y = plan->odd_shape = plan->odd_colour = plan->one_colour = false;
    plan->musts = 0;
    plan->common_colour = 0;
    plan->organisms = sw_dice_between(dice, scene->organisms_min, scene->organisms_max);
    if ((needs & halves) != 0) {
        plan->half = style >= 12;
        plan->half_y = (needs & SW_SCENE_HALF_Y) != 0;
    } else if (needs == 0) {
        plan->half = style < 6;
        plan->half_y = style < 3;
    }
    plan->touch = (needs & SW_SCENE_TOUCH) != 0 || style % 6 == 0;
    plan->twins = (needs & SW_SCENE_TWINS) != 0 || style % 6 == 2;
    plan_kinds(plan, needs, dice);
    plan->cells_max = scene->width * scene->height / (plan->organisms + 1);
    plan->cells_max = plan->cells_max > most ? most : plan->cells_max < 1 ? 1 : plan->cells_max;
    if ((needs & SW_SCENE_ODD) != 0 ||
        ((needs & ~halves) == 0 && plan->organisms >= 3 && style % 8 == 1))
        plan_odd(plan, scene, dice);
    if (plan->organisms < plan->musts)
        plan->organisms = plan->musts;
    if (plan->organisms < 2 && (needs & (SW_SCENE_TOUCH | SW_SCENE_TWINS | SW_SCENE_INKS)) != 0)
        plan->organisms = 2;
}

/* A full rectangle of about half the canvas's sides, three cells a side at least. */
static struct sw_shape large_shape(const struct sw_sketch *sketch, struct sw_dice *dice)
{
    int width = sketch->width / 2 + 1, height = sketch->height / 2 + 1;

    /* Compilers differ in which argument of a call comes first, so dice are thrown before it. */
    height = sw_dice_between(dice, 3, height < 3 ? 3 : height);
    width = sw_dice_between(dice, 3, width < 3 ? 3 : width);
    return sw_shape_rectangle(width, height);
}

static struct sw_shape kind_shape(const struct sw_sketch *sketch, enum kind kind,
                                  struct sw_dice *dice)
{
    int side = sketch->width < sketch->height ? sketch->width : sketch->height;

    switch (kind) {
    case KIND_RING:
        return sw_shape_box(sketch, true, dice);
    case KIND_BOX:
        return sw_shape_box(sketch, false, dice);
    case KIND_SQUARE:
        side = 2 + (side > 4 && sw_once_in(dice, 2));
        return sw_shape_rectangle(side, side);
    case KIND_LINE:
        side = sw_dice_between(dice, 2, side / 2 + 1 < 6 ? side / 2 + 1 : 6);
        return sw_once_in(dice, 2) ? sw_shape_rectangle(side, 1) : sw_shape_rectangle(1, side);
    case KIND_LARGE:
        return large_shape(sketch, dice);
    default:
        return sw_shape_rectangle(1, 1);
    }
}

/* The shape of organism `index` of the plan (those of groups do not count). `first` is the place of
 * organism 0 in the sketch. */
static struct sw_shape shape_of(const struct sw_sketch *sketch, const struct plan *plan, int index,
                                int first, struct sw_dice *dice)
{
    uint32_t kind = sw_dice_below(dice, 32);

    if (index < plan->musts)
        return kind_shape(sketch, (enum kind)plan->must[index], dice);
    if (index > 0 && (plan->odd_shape || (plan->odd_colour && kind < 16)))
        return plan->common;
    if (plan->twins && index > 0 && sketch->count > first &&
        (index == (plan->musts > 1 ? plan->musts : 1) || kind < 16))
        return sketch->drawn[first + (int)sw_dice_below(dice, (uint32_t)(sketch->count - first))]
            .shape;
    if (kind >= 24 && sketch->width > 3 && sketch->height > 3)
        return kind_shape(sketch,
                          kind >= 30   ? KIND_RING
                          : kind >= 28 ? KIND_BOX
                          : kind == 27 ? KIND_SQUARE
                          : kind == 26 ? KIND_LINE
                                       : KIND_DOT,
                          dice);
    return sw_shape_grown(1 + (int)sw_dice_below(dice, (uint32_t)plan->cells_max), dice);
}

/* The inks come first if they are asked for; later organisms have one of them more often than
 * another colour. */
static uint8_t colour_of(const struct sw_sketch *sketch, const struct plan *plan, uint32_t needs,
                         int index, struct sw_dice *dice)
{
    int colours = sketch->colours;
    uint8_t ink = (needs & SW_SCENE_INK) != 0 ? sketch->ink[0] : 0;

    if (plan->one_colour)
        return plan->common_colour;
    if (plan->odd_colour)
        return index > 0 ? plan->common_colour
                         : sw_scene_colour(colours, plan->common_colour, dice);
    if (index < 2 && sketch->wanted[index] != 0)
        return sketch->wanted[index];
    if (ink != 0 && index == 0)
        return ink;
    if (index == 1 && (needs & SW_SCENE_INKS) != 0)
        return sketch->ink[1];
    if (plan->touch && index == 1)
        return sw_scene_colour(colours, sketch->drawn[sketch->count - 1].colour, dice);
    if (index == 1 && ink != 0)
        return sw_scene_colour(colours, ink, dice);
    if (ink != 0 && sw_once_in(dice, 4))
        return ink;
    if ((needs & SW_SCENE_INKS) != 0 && sw_once_in(dice, 4))
        return sketch->ink[1];
    return sw_scene_colour(colours, 0, dice);
}

/* Single cells that are wrong: empty ones in organisms, coloured ones anywhere. */
static void sprinkle(int colours, struct sw_dice *dice, struct sw_grid *out)
{
    int area = out->width * out->height, count = sw_dice_between(dice, 1, area / 16 + 2);

    for (int i = 0; i < count; i++) {
        uint32_t x = sw_dice_below(dice, out->width), y = sw_dice_below(dice, out->height);

        out->cell[y][x] = out->cell[y][x] != 0 && sw_once_in(dice, 2)
                              ? 0
                              : sw_scene_colour(colours, out->cell[y][x], dice);
    }
}

/* Lays the groups that are asked for; seldom one that is not. */
static bool lay_groups(struct sw_sketch *sketch, uint32_t needs, struct sw_dice *dice)
{
    uint32_t groups = needs & SW_SCENE_GROUPS;

    if (groups == 0) {
        uint32_t style = sw_dice_below(dice, 64);

        if (needs == 0 && style < 7)
            sw_sketch_group(sketch, SW_SCENE_INLINE << style, dice);
        return true;
    }
    for (uint32_t bit = SW_SCENE_INLINE; bit <= SW_SCENE_ANCHOR; bit <<= 1)
        if ((groups & bit) != 0 && !sw_sketch_group(sketch, bit, dice))
            return false;
    return true;
}

static bool lay_organisms(struct sw_sketch *sketch, const struct sw_scene *scene,
                          const struct plan *plan, uint32_t needs, struct sw_dice *dice)
{
    int first = sketch->count;

    for (int i = 0; i < plan->organisms; i++) {
        struct sw_shape shape = shape_of(sketch, plan, i, first, dice);
        uint8_t colour = colour_of(sketch, plan, needs, i, dice);
        bool laid = plan->touch && i == 1
                        ? sw_sketch_beside(sketch, &shape, colour, dice)
                        : sw_sketch_lay(sketch, &shape, colour, sketch->blocked, NULL, dice);

        if (!laid && (i == 0 || plan->odd_shape || plan->odd_colour) && first == 0)
            return false;
        if (!laid) {
            shape = sw_shape_rectangle(1, 1);
            if (!sw_sketch_lay(sketch, &shape, colour, sketch->blocked, NULL, dice))
                break;
        }
    }
    return sketch->count >= (plan->half ? 1 : scene->organisms_min);
}

/* What is asked for as a whole canvas; or, where nothing is asked for, seldom one of them. */
static uint32_t layout_of(uint32_t needs, struct sw_dice *dice)
{
    uint32_t layouts = needs & SW_SCENE_LAYOUTS;

    if (layouts != 0)
        return layouts & (0u - layouts);
    if (needs == 0) {
        uint32_t style = sw_dice_below(dice, 48);

        if (style < 5)
            return SW_SCENE_PANELS << style;
    }
    return 0;
}

int sw_scene_draw(const struct sw_scene *scene, uint32_t needs, struct sw_dice *dice,
                  struct sw_grid *out)
{
    struct sw_sketch sketch; /* only what is counted in is ever read */
    struct plan plan;
    uint32_t layout = layout_of(needs, dice);

    if (layout != 0)
        return sw_layout_draw(scene, layout, dice, out) ? 0 : -1;
    sketch.width = scene->width;
    sketch.height = scene->height;
    sketch.colours = scene->colours;
    memcpy(sketch.ink, scene->ink, sizeof sketch.ink);
    sketch.count = 0;
    sketch.wanted[0] = sketch.wanted[1] = 0;
    memset(sketch.off, 0, sizeof sketch.off);
    memset(sketch.blocked, 0, sizeof sketch.blocked);
    make_plan(scene, needs, dice, &plan);
    if (plan.half)
        sw_sketch_halve(&sketch, plan.half_y, dice);
    else if (!lay_groups(&sketch, needs, dice))
        return -1;
    if (!lay_organisms(&sketch, scene, &plan, needs, dice))
        return -1;
    sw_grid_clear(out, scene->width, scene->height);
    if (plan.half)
        sw_sketch_paint_mirrored(&sketch, plan.half_y, dice, out);
    sw_sketch_paint(&sketch, out);
    if (plan.noise || (needs == 0 && sw_once_in(dice, 64)))
        sprinkle(scene->colours, dice, out);
    return 0;
}

bool sw_scene_bystander(const struct sw_grid *canvas, int colours, struct sw_dice *dice,
                        struct sw_mask *cells, uint8_t *colour)
{
    struct sw_mask around =
        sw_mask_grow(sw_grid_occupied(canvas), 8, canvas->width, canvas->height);
    struct sw_shape shape = sw_shape_grown(sw_dice_between(dice, 1, 4), dice);
    struct sw_sketch sketch;

    sketch.width = canvas->width;
    sketch.height = canvas->height;
    sketch.count = 0;
    *colour = sw_scene_colour(colours, 0, dice);
    memcpy(sketch.blocked, around.row, sizeof around.row);
    memset(sketch.blocked + SW_STRIDE, 0, sizeof sketch.blocked - sizeof around.row);
    if (!sw_sketch_lay(&sketch, &shape, *colour, sketch.blocked, NULL, dice))
        return false;
    *cells = sw_mask_none();
    for (int r = 0; r < shape.height; r++)
        cells->row[sketch.drawn[0].y + r] = shape.row[r] << sketch.drawn[0].x;
    return true;
}

#include "world/physics/physics_rules.h"

#include <string.h>

static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1};
static const int8_t step_y[SW_DIRECTIONS] = {-1, 1, 0, 0};

/* Cells of a colour or with a side on one. */
static struct sw_mask around(const struct sw_physics_scene *scene, uint8_t colour)
{
    return sw_mask_grow(sw_grid_colour(scene->before, colour), 4, scene->before->width,
                        scene->before->height);
}

static void settle(struct sw_physics_scene *scene, struct sw_mask cells, uint8_t colour)
{
    cells = sw_mask_minus(cells, scene->settled);
    sw_grid_paint(scene->after, &cells, colour);
    scene->settled = sw_mask_or(scene->settled, cells);
}

void sw_physics_border(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    (void)colour;
    scene->wraps = choice == 1;
}

void sw_physics_glass(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    if (choice == 1)
        scene->glass = sw_grid_colour(scene->before, colour[0]);
}

void sw_physics_glue(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    if (choice == 1)
        scene->held = around(scene, colour[0]);
}

void sw_physics_fire(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    struct sw_mask burning;

    if (choice != 1)
        return;
    burning = sw_mask_and(around(scene, colour[0]), sw_grid_occupied(scene->before));
    settle(scene, sw_mask_minus(burning, sw_grid_colour(scene->before, colour[0])), 0);
}

void sw_physics_react(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    struct sw_mask one, other;

    if (choice == 0)
        return;
    one = sw_mask_and(sw_grid_colour(scene->before, colour[0]), around(scene, colour[1]));
    other = sw_mask_and(sw_grid_colour(scene->before, colour[1]), around(scene, colour[0]));
    if (choice == 1)
        settle(scene, one, 0);
    else
        settle(scene, sw_mask_or(one, other), colour[2]);
}

void sw_physics_prey(const struct sw_grid *grid, struct sw_mask *smaller, struct sw_mask *lower)
{
    static const struct sw_connection connection = {4, true};
    struct sw_organism organism[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, connection, organism);

    *smaller = *lower = sw_mask_none();
    for (uint32_t i = 0; i < count; i++) {
        struct sw_mask ring = sw_mask_grow(organism[i].mask, 4, grid->width, grid->height);
        bool by_larger = false, by_higher = false;

        for (uint32_t j = 0; j < count; j++) {
            if (organism[j].colour == organism[i].colour ||
                !sw_mask_overlap(&ring, &organism[j].mask))
                continue;
            by_larger = by_larger || organism[j].cells > organism[i].cells;
            by_higher = by_higher || organism[j].colour > organism[i].colour;
        }
        if (by_larger)
            *smaller = sw_mask_or(*smaller, organism[i].mask);
        if (by_higher)
            *lower = sw_mask_or(*lower, organism[i].mask);
    }
}

void sw_physics_prey_on(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    struct sw_mask smaller, lower;

    (void)colour;
    if (choice == 0)
        return;
    sw_physics_prey(scene->before, &smaller, &lower);
    settle(scene, choice == 1 ? smaller : lower, 0);
}

/* The cell that one comes to; false: beyond an edge that is a wall. */
static bool go(const struct sw_physics_scene *scene, int *x, int *y, enum sw_direction direction)
{
    int width = scene->before->width, height = scene->before->height;

    *x += step_x[direction];
    *y += step_y[direction];
    if (*x >= 0 && *y >= 0 && *x < width && *y < height)
        return true;
    *x = (*x + width) % width;
    *y = (*y + height) % height;
    return scene->wraps;
}

/* Moves the cells of a mask, whose places to come to are free or are left. */
static void carry(struct sw_physics_scene *scene, const struct sw_mask *moving,
                  enum sw_direction direction)
{
    const struct sw_grid *before = scene->before;
    struct sw_mask left = *moving, taken = sw_mask_none();

    sw_grid_paint(scene->after, moving, 0);
    for (int y = 0; y < before->height; y++)
        for (int x = 0; x < before->width; x++) {
            int to_x = x, to_y = y;

            if (!sw_mask_get(moving, x, y))
                continue;
            go(scene, &to_x, &to_y, direction);
            scene->after->cell[to_y][to_x] = before->cell[y][x];
            sw_mask_set(&taken, to_x, to_y);
        }
    scene->settled = sw_mask_or(scene->settled, sw_mask_or(left, taken));
}

/* A cell falls into the next one if that is empty, or glass, now. Glass itself does not fall. */
void sw_physics_gravity(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    struct sw_mask open, able, moving = sw_mask_none();
    enum sw_direction direction = choice == 0 ? SW_UP : (enum sw_direction)(choice - 1);

    (void)colour;
    if (choice == 0)
        return;
    open = sw_mask_or(scene->glass, sw_grid_colour(scene->before, 0));
    open = sw_mask_minus(open, scene->settled);
    able = sw_mask_minus(sw_grid_occupied(scene->before), sw_mask_or(scene->glass, scene->held));
    able = sw_mask_minus(able, scene->settled);
    for (int y = 0; y < scene->before->height; y++)
        for (int x = 0; x < scene->before->width; x++) {
            int to_x = x, to_y = y;

            if (sw_mask_get(&able, x, y) && go(scene, &to_x, &to_y, direction) &&
                sw_mask_get(&open, to_x, to_y))
                sw_mask_set(&moving, x, y);
        }
    carry(scene, &moving, direction);
}

void sw_physics_growth(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    if (choice == 1)
        settle(scene, sw_mask_and(around(scene, colour[0]), sw_grid_colour(scene->before, 0)),
               colour[0]);
}

/* Lines of cells, from the end that is pushed towards. */
struct line {
    const struct sw_grid *grid;
    enum sw_direction direction;
    uint8_t hand;
    bool upright;
    int length;
};

static void line_place(const struct line *line, int across, int along, int *x, int *y)
{
    bool back = line->direction == SW_DOWN || line->direction == SW_RIGHT;
    int at = back ? line->length - 1 - along : along;

    *x = line->upright ? across : at;
    *y = line->upright ? at : across;
}

/* From the end on, what pushes; then back, what stands before it. */
static void code_line(const struct line *line, int across, uint8_t code[SW_SIDE_MAX][SW_STRIDE])
{
    uint8_t colour[SW_SIDE_MAX], pushes[SW_SIDE_MAX], first = 0, behind = 0;
    enum sw_push_end end;
    uint32_t load = 0;
    bool alike = true;
    int x, y;

    for (int i = 0; i < line->length; i++) {
        line_place(line, across, i, &x, &y);
        colour[i] = line->grid->cell[y][x];
    }
    end = colour[line->length - 1] == 0 ? SW_END_ACROSS : SW_END_BLOCKED;
    for (int i = 0; i < line->length; i++) {
        pushes[i] = 0;
        if (colour[i] == 0) {
            end = SW_END_FREE;
            load = 0;
            alike = true;
        } else if (colour[i] == line->hand)
            pushes[i] = (uint8_t)(1 + end +
                                  3 * (load < 2 ? load
                                       : alike  ? SW_LOAD_ALIKE
                                                : SW_LOAD_MIXED));
        else {
            first = load == 0 ? colour[i] : first;
            alike = alike && colour[i] == first;
            load++;
        }
    }
    for (int i = line->length - 1; i >= 0; i--) {
        behind = colour[i] == 0 ? 0 : pushes[i] != 0 ? pushes[i] : behind;
        line_place(line, across, i, &x, &y);
        code[y][x] = behind;
    }
}

void sw_push_codes(const struct sw_grid *grid, uint8_t hand, enum sw_direction direction,
                   uint8_t code[SW_SIDE_MAX][SW_STRIDE])
{
    bool upright = direction == SW_UP || direction == SW_DOWN;
    struct line line = {grid, direction, hand, upright, upright ? grid->height : grid->width};

    for (int across = 0; across < (upright ? grid->width : grid->height); across++)
        code_line(&line, across, code);
}

/* choice: nothing, one, a row, what has one colour. */
void sw_physics_shove(struct sw_physics_scene *scene, uint8_t choice, const uint8_t *colour)
{
    static const enum sw_push_load most[] = {SW_LOAD_NONE, SW_LOAD_ONE, SW_LOAD_MIXED,
                                             SW_LOAD_ALIKE};
    uint8_t code[SW_SIDE_MAX][SW_STRIDE];
    struct sw_mask moving = sw_mask_none();

    (void)colour;
    sw_push_codes(scene->before, scene->deed.hand, scene->deed.direction, code);
    for (int y = 0; y < scene->before->height; y++)
        for (int x = 0; x < scene->before->width; x++) {
            uint32_t load = (code[y][x] - 1u) / 3, end = (code[y][x] - 1u) % 3;

            if (code[y][x] != 0 && load <= (uint32_t)most[choice] &&
                (end == SW_END_FREE || (end == SW_END_ACROSS && scene->wraps)))
                sw_mask_set(&moving, x, y);
        }
    carry(scene, &moving, scene->deed.direction);
}

#include "film/film_random.h"

#include "base/random.h"

#include <stdlib.h>

#define FRAMES_MOST  48
#define FRAMES_LEAST 4
#define THROWS       200

enum { FALL, SIDEWAYS, PILE, EAT, PUSH, PATROL, SLIDE, GROW, BREAK, ANY, WORLDS };

static const struct sw_film_world worlds[WORLDS] = {
    [FALL] = {"fall", "organisms fall, some float"},
    [SIDEWAYS] = {"sideways", "gravity in one of four directions, with walls"},
    [PILE] = {"pile", "organisms fall and those of one colour grow together"},
    [EAT] = {"eat", "organisms fall and large ones eat small ones"},
    [PUSH] = {"push", "two colours walk and push the others"},
    [PATROL] = {"patrol", "two colours walk to and fro"},
    [SLIDE] = {"slide", "two colours walk, then others fall at one go"},
    [GROW] = {"grow", "one colour grows"},
    [BREAK] = {"break", "walkers break what is brittle"},
    [ANY] = {"any", "rules drawn at random"},
};

uint32_t sw_film_worlds(void)
{
    return WORLDS;
}

const struct sw_film_world *sw_film_world_row(uint32_t kind)
{
    return kind < WORLDS ? &worlds[kind] : NULL;
}

/* A shape of 1 to 16 cells in a box of at most 5 x 5: a rectangle, a ring, or cells that hang
 * together; where it lies is all empty, or else it is left out. */
static void draw_organism(struct sw_dice *dice, struct sw_grid *grid, uint8_t colour)
{
    int width = sw_dice_between(dice, 1, 5), height = sw_dice_between(dice, 1, 5);
    int x0 = sw_dice_between(dice, 0, grid->width - width);
    int y0 = sw_dice_between(dice, 0, grid->height - height);
    uint32_t kind = sw_dice_below(dice, 4);
    struct sw_mask cells = sw_mask_none(), around, occupied = sw_grid_occupied(grid);
    struct sw_box box = {(uint8_t)x0, (uint8_t)y0, (uint8_t)(x0 + width), (uint8_t)(y0 + height)};

    if (kind < 2) {
        cells = sw_box_mask(box);
        if (kind == 1 && width > 2 && height > 2)
            cells = sw_mask_rim(&cells, grid->width, grid->height);
    } else {
        int size = sw_dice_between(dice, 1, 8), x = x0, y = y0;

        for (int i = 0; i < 3 * size; i++) { /* a walk within the box */
            sw_mask_set(&cells, x, y);
            if (sw_dice_below(dice, 2) == 0)
                x = sw_dice_below(dice, 2) == 0 && x > x0 ? x - 1 : x + 1 < box.x1 ? x + 1 : x;
            else
                y = sw_dice_below(dice, 2) == 0 && y > y0 ? y - 1 : y + 1 < box.y1 ? y + 1 : y;
        }
    }
    around = sw_mask_grow(cells, 8, grid->width, grid->height);
    if (!sw_mask_overlap(&around, &occupied))
        sw_grid_paint(grid, &cells, colour);
}

static void draw_rules(struct sw_dice *dice, uint32_t kind, struct sw_physics_rules *rules)
{
    uint32_t walker = 1 + sw_dice_below(dice, 4), other = 1 + (walker + sw_dice_below(dice, 3)) % 4;
    bool walks = kind == PUSH || kind == PATROL || kind == SLIDE || kind == BREAK ||
                 (kind == ANY && sw_dice_below(dice, 2) == 0);

    *rules = sw_physics_rules_none();
    if (kind <= EAT || kind == SLIDE || (kind == ANY && sw_dice_below(dice, 2) == 0))
        rules->gravity = kind == FALL ? SW_DOWN : (uint8_t)sw_dice_below(dice, SW_DIRECTIONS);
    if (kind == FALL || kind == ANY)
        rules->floats = (uint16_t)(1u << (1 + sw_dice_below(dice, 9)));
    if (kind == SIDEWAYS || kind == PUSH || kind == GROW || kind == ANY)
        rules->walls = 1u << 5;
    if (kind == PILE)
        rules->merge = SW_MERGE_COLOUR;
    if (kind == EAT)
        rules->eat = (uint8_t)(1 + sw_dice_below(dice, 2));
    if (walks) {
        rules->heading[walker] = (uint8_t)sw_dice_below(dice, SW_DIRECTIONS);
        rules->heading[other] = (uint8_t)sw_dice_below(dice, SW_DIRECTIONS);
    }
    rules->push = kind == PUSH || kind == SLIDE || (kind == ANY && sw_dice_below(dice, 2) == 0);
    rules->turn_back = kind == PATROL || kind == BREAK || (kind == ANY && sw_dice_below(dice, 2));
    if (kind == GROW || (kind == ANY && sw_dice_below(dice, 4) == 0)) {
        rules->grow = (uint8_t)(4 + 4 * sw_dice_below(dice, 2));
        rules->growing = (uint16_t)(1u << walker);
    }
    if (kind == BREAK)
        rules->brittle = (uint16_t)(0x3fe & ~(1u << walker | 1u << other));
    if (kind == ANY) {
        rules->merge = (uint8_t)sw_dice_below(dice, 3);
        rules->eat = (uint8_t)sw_dice_below(dice, 3);
        rules->connection.one_colour = sw_dice_below(dice, 2) == 0;
    }
}

static void draw_scene(struct sw_dice *dice, struct sw_grid *grid)
{
    int organisms = sw_dice_between(dice, 2, 10), colours = sw_dice_between(dice, 3, 9);
    int height = sw_dice_between(dice, 8, 20), width = sw_dice_between(dice, 8, 20);

    *grid = sw_grid_empty(width, height);
    for (int i = 0; i < 3 * organisms; i++) {
        uint8_t colour = (uint8_t)(1 + sw_dice_below(dice, (uint32_t)colours));

        if (i < organisms || sw_dice_below(dice, 4) == 0)
            draw_organism(dice, grid, colour);
    }
}

int sw_film_random(uint64_t seed, uint64_t number, uint32_t kind, struct sw_frames *frames,
                   struct sw_physics_rules *rules, struct sw_error *error)
{
    struct sw_physics_world *world = sw_allocate(1, sizeof *world, "drawing a film", error);
    uint64_t seen[FRAMES_MOST];
    uint32_t before = frames->count;
    int result = world == NULL ? -1 : 0;

    if (kind >= WORLDS)
        kind = (uint32_t)(number % WORLDS);
    for (uint32_t throw = 0; result == 0 && throw < THROWS; throw ++) {
        struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_FILM, number, throw);
        struct sw_grid first;
        uint32_t count = 1;
        bool again = false;

        draw_rules(&dice, kind, rules);
        draw_scene(&dice, &first);
        sw_physics_begin(world, &first, rules);
        seen[0] = sw_physics_hash(world);
        frames->count = before;
        result = sw_frames_add(frames, &first, error);
        while (result == 0 && count < FRAMES_MOST && sw_physics_step(world, rules)) {
            seen[count] = sw_physics_hash(world);
            for (uint32_t i = 0; i < count && !again; i++)
                again = seen[i] == seen[count];
            if (again)
                break;
            result = sw_frames_add(frames, &world->grid, error);
            count++;
        }
        if (count >= FRAMES_LEAST)
            break;
    }
    free(world);
    return result;
}

#include "world/body/body_world.h"

#include "world/body/body_private.h"
#include "world/body/body_task.h"

#include <string.h>

uint32_t sw_body_wrapped(const struct sw_body_world *world, uint32_t cell, uint32_t direction)
{
    const struct sw_body_game *game = world->game;
    int x = sw_body_x(cell), y = sw_body_y(cell);

    if (direction == SW_UP && y == 0)
        return sw_body_cell(x, game->height - 1);
    if (direction == SW_DOWN && y == game->height - 1)
        return sw_body_cell(x, 0);
    if (direction == SW_LEFT && x == 0)
        return sw_body_cell(game->width - 1, y);
    if (direction == SW_RIGHT && x == game->width - 1)
        return sw_body_cell(0, y);
    return cell + (uint32_t)sw_body_away(direction);
}

/* ---- how it begins ---- */

/* Each law has dice of its own: what one draws never moves another. index: 0 for the world itself,
 * 1 for another one of which its bodies are told. */
static struct sw_dice dice_of_law(const struct sw_body_world *world, enum sw_body_law law,
                                  uint32_t index)
{
    return sw_dice_at(world->seed, SW_RANDOM_BODY_WORLD, 1 + law, index);
}

static uint8_t all_colours(const struct sw_body_world *world)
{
    return (uint8_t)((1u << world->game->colours) - 1);
}

static void draw_feeds(struct sw_body_world *world, struct sw_dice *dice)
{
    uint32_t order[SW_BODY_COLOURS], colours = world->game->colours;

    sw_dice_permutation(dice, order, colours);
    world->physics.feeds = 0;
    for (uint32_t i = 0; i < colours / 2; i++)
        world->physics.feeds |= (uint8_t)(1u << order[i]);
}

static void draw_yields(struct sw_body_world *world, struct sw_dice *dice)
{
    world->physics.yields = (uint8_t)sw_dice_below(dice, 8);
}

static void draw_growth(struct sw_body_world *world, struct sw_dice *dice)
{
    world->physics.growth = (uint8_t)sw_dice_below(dice, SW_GROWTHS);
    world->physics.quarter = (uint8_t)sw_dice_below(dice, 4);
}

static void draw_gravity(struct sw_body_world *world, struct sw_dice *dice)
{
    uint32_t throw = sw_dice_below(dice, 2 * SW_DIRECTIONS);

    world->physics.gravity =
        (uint8_t)(throw < SW_DIRECTIONS && !world->game->torus ? throw : SW_DIRECTIONS);
}

/* What two colours make, of those that the game has and nothing, evenly: it may be one of the two.
 */
static void draw_touch(struct sw_body_world *world, struct sw_dice *dice)
{
    uint32_t order[SW_BODY_COLOURS], colours = world->game->colours, throw;

    sw_dice_permutation(dice, order, colours);
    throw = sw_dice_below(dice, colours + 1);
    world->physics.touch = (uint8_t)(1u << order[0] | 1u << order[1]);
    world->physics.makes = (uint8_t)(throw < colours ? throw : SW_BODY_COLOURS);
}

static void draw_physics(struct sw_body_world *world)
{
    static void (*const draw[SW_BODY_LAWS])(struct sw_body_world * world, struct sw_dice * dice) = {
        [SW_LAW_FEEDS] = draw_feeds,   [SW_LAW_YIELDS] = draw_yields,
        [SW_LAW_GROWTH] = draw_growth, [SW_LAW_GRAVITY] = draw_gravity,
        [SW_LAW_TOUCH] = draw_touch,
    };

    world->physics = world->game->physics;
    for (uint32_t law = 0; law < SW_BODY_LAWS; law++)
        if (world->game->varies >> law & 1) {
            struct sw_dice dice = dice_of_law(world, law, 0);

            draw[law](world, &dice);
        }
}

/* What bodies are told of a touch, in games that tell it. */
static void draw_told(struct sw_body_world *world)
{
    struct sw_body_physics *physics = &world->physics, own = *physics;
    struct sw_dice dice = dice_of_law(world, SW_LAW_TOUCH, 1);

    if (world->game->telling == SW_TELLS_ANOTHER)
        draw_touch(world, &dice);
    if (world->game->telling == SW_TELLS_SAME)
        *physics = world->game->physics;
    own.told_touch = physics->touch;
    own.told_makes = physics->makes;
    *physics = own;
}

static void frame(struct sw_body_world *world)
{
    memset(world->thing, SW_THING_WALL, sizeof world->thing);
    for (int y = 0; y < world->game->height; y++)
        memset(world->thing + sw_body_cell(0, y), SW_THING_NONE, world->game->width);
}

/* How many of the acts a seat has. */
static uint8_t acts_of(const struct sw_body_game *game, uint32_t seat, bool guides)
{
    if (guides)
        return SW_BODY_WAIT + 1;
    return game->rights != NULL && game->rights[seat].acts > 0 ? game->rights[seat].acts
                                                               : game->acts;
}

void sw_body_settle(struct sw_body_world *world, uint32_t seat, uint32_t cell, uint32_t heading)
{
    const struct sw_body_game *game = world->game;
    bool guides = seat + game->guides >= game->bodies;

    world->thing[cell] = (uint8_t)(SW_THING_BODY + seat);
    world->body[seat] = (struct sw_body){.alive = true,
                                         .guides = guides,
                                         .acts = acts_of(game, seat, guides),
                                         .size = 1,
                                         .heading = (uint8_t)heading,
                                         .cell = (uint16_t)cell,
                                         .parent = (uint8_t)seat,
                                         .founder = (uint8_t)seat,
                                         .energy = game->energy};
}

static void place_bodies(struct sw_body_world *world, struct sw_dice *dice)
{
    for (uint32_t seat = 0; seat < sw_body_founders(world->game); seat++) {
        uint32_t cell = sw_body_place(world, dice, false, SW_BODY_SEARCH);

        if (cell != 0)
            sw_body_settle(world, seat, cell, sw_dice_below(dice, SW_DIRECTIONS));
    }
}

static void place_things(struct sw_body_world *world, struct sw_dice *dice, enum sw_thing thing,
                         uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cell = sw_body_place(world, dice, false, SW_BODY_SEARCH);

        if (cell != 0)
            world->thing[cell] = (uint8_t)thing;
    }
}

void sw_body_begin(struct sw_body_world *world, const struct sw_body_game *game, uint64_t seed,
                   bool complement)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_BODY_WORLD, 0, 0);

    memset(world, 0, sizeof *world);
    world->game = game;
    world->seed = seed;
    world->earshot = SW_BODY_EARSHOT;
    world->sun = SW_BODY_SUN;
    draw_physics(world);
    draw_told(world);
    frame(world);
    if (game->task != NULL) {
        game->task->lay(world, complement);
        return;
    }
    if (complement)
        sw_body_reverse(world);
    place_bodies(world, &dice);
    place_things(world, &dice, SW_THING_BOX, game->boxes);
    place_things(world, &dice, SW_THING_STONE, game->stones);
    for (uint32_t i = 0; i < game->plants; i++) {
        uint32_t cell = sw_body_place(world, &dice, true, SW_BODY_SEARCH);

        if (cell != 0)
            sw_body_plant(world, cell, i % game->colours);
    }
}

void sw_body_reverse(struct sw_body_world *world)
{
    world->physics.feeds ^= all_colours(world);
}

/* ---- plants ---- */

static bool may_grow(const struct sw_body_world *world, int x, int y)
{
    int width = world->game->width, height = world->game->height;

    switch (world->physics.growth) {
    case SW_GROWTH_QUARTER:
        return (2 * x >= width) == (world->physics.quarter & 1) &&
               (2 * y >= height) == (world->physics.quarter >> 1);
    case SW_GROWTH_EDGE:
        return x == 0 || y == 0 || x == width - 1 || y == height - 1;
    default:
        return true;
    }
}

uint32_t sw_body_place(const struct sw_body_world *world, struct sw_dice *dice, bool grows,
                       uint32_t tries)
{
    while (tries-- > 0) {
        int x = (int)sw_dice_below(dice, world->game->width);
        int y = (int)sw_dice_below(dice, world->game->height);
        uint32_t cell = sw_body_cell(x, y);

        if (world->thing[cell] == SW_THING_NONE && (!grows || may_grow(world, x, y)))
            return cell;
    }
    return 0;
}

void sw_body_plant(struct sw_body_world *world, uint32_t cell, uint32_t colour)
{
    int64_t reused = world->ground < SW_BODY_MEAL ? world->ground : SW_BODY_MEAL;

    world->thing[cell] = (uint8_t)(SW_THING_PLANT + colour);
    world->energy[cell] = SW_BODY_MEAL;
    world->ground -= reused;
    world->sun -= SW_BODY_MEAL - reused;
}

/* ---- what it holds ---- */

int64_t sw_body_ledger(const struct sw_body_world *world)
{
    int64_t sum = world->ground + world->sun;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        sum += world->energy[cell];
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        const struct sw_body *body = &world->body[seat];

        if (body->alive)
            sum += body->energy + body->carried + body->size * SW_BODY_MEAL;
    }
    return sum;
}

void sw_body_grid(const struct sw_body_world *world, struct sw_grid *grid)
{
    sw_grid_clear(grid, world->game->width, world->game->height);
    for (int y = 0; y < world->game->height; y++)
        for (int x = 0; x < world->game->width; x++) {
            uint8_t thing = world->thing[sw_body_cell(x, y)], *colour = &grid->cell[y][x];

            if (thing >= SW_THING_BODY)
                *colour = (uint8_t)(7 + (thing - SW_THING_BODY) % 3);
            else if (sw_thing_is_plant(thing))
                *colour = (uint8_t)(1 + thing - SW_THING_PLANT);
            else if (thing == SW_THING_MEAT || thing == SW_THING_ANIMAL)
                *colour = 6;
            else if (thing != SW_THING_NONE)
                *colour = 5;
        }
}

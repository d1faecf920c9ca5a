#include "tests/reference/plain_body_parts.h"

#include "base/random.h"
#include "world/body/body_task.h"

#include <string.h>

void sw_plain_body_take(struct sw_plain_body_world *plain, const struct sw_body_world *world)
{
    memset(plain, 0, sizeof *plain);
    plain->game = world->game;
    plain->seed = world->seed;
    plain->tick = world->tick;
    plain->earshot = world->earshot;
    plain->begun = world->begun;
    plain->turns = world->turns;
    plain->speech_cost = world->speech_cost;
    plain->target = world->target;
    plain->births = world->births;
    plain->telepathic = world->telepathic;
    plain->imitates = world->imitates;
    plain->physics = world->physics;
    plain->ground = world->ground;
    plain->sun = world->sun;
    memcpy(plain->body, world->body, sizeof plain->body);
    for (int i = 0; i < (int)SW_BODY_COLOURS; i++)
        plain->due[i] = (int)world->due[i];
    for (int y = 0; y < world->game->height; y++)
        for (int x = 0; x < world->game->width; x++) {
            uint32_t cell = sw_body_cell(x, y);

            plain->cell[y][x] = (struct sw_plain_cell){world->thing[cell], world->mark[cell],
                                                       world->energy[cell], world->goal[cell]};
        }
}

void sw_plain_body_give(const struct sw_plain_body_world *plain, struct sw_body_world *world)
{
    memset(world, 0, sizeof *world);
    memset(world->thing, SW_THING_WALL, sizeof world->thing);
    world->game = plain->game;
    world->seed = plain->seed;
    world->tick = plain->tick;
    world->earshot = plain->earshot;
    world->begun = plain->begun;
    world->turns = plain->turns;
    world->speech_cost = plain->speech_cost;
    world->target = plain->target;
    world->births = plain->births;
    world->telepathic = plain->telepathic;
    world->imitates = plain->imitates;
    world->physics = plain->physics;
    world->ground = plain->ground;
    world->sun = plain->sun;
    memcpy(world->body, plain->body, sizeof plain->body);
    for (int i = 0; i < (int)SW_BODY_COLOURS; i++)
        world->due[i] = (uint32_t)plain->due[i];
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++) {
            uint32_t cell = sw_body_cell(x, y);

            world->thing[cell] = (uint8_t)plain->cell[y][x].thing;
            world->mark[cell] = (uint8_t)plain->cell[y][x].mark;
            world->energy[cell] = plain->cell[y][x].energy;
            world->goal[cell] = (uint8_t)plain->cell[y][x].goal;
        }
    for (int seat = 0; seat < plain->game->bodies; seat++)
        if (plain->body[seat].alive) {
            struct spot spot = where(plain, seat);

            world->body[seat].cell = (uint16_t)sw_body_cell(spot.x, spot.y);
        }
}

/* ---- eating ---- */

static bool is_food(int thing)
{
    return is_plant(thing) || thing == SW_THING_MEAT;
}

static bool going(const struct sw_body *body)
{
    return body->alive && body->act >= SW_BODY_UP && body->act <= SW_BODY_RIGHT;
}

static bool mouth_open(const struct sw_plain_body_world *plain, int seat)
{
    const struct sw_body *body = &plain->body[seat];

    return body->alive && (body->act == SW_BODY_EAT || (plain->game->bites && going(body)));
}

static void feed(struct sw_plain_body_world *plain, struct sw_body *body,
                 const struct sw_plain_cell *food, int eaters)
{
    int colour = food->thing - SW_THING_PLANT, share = food->energy / eaters;

    if (food->thing == SW_THING_MEAT) {
        body->event = SW_EVENT_MEAT;
        body->energy += share;
        body->gained += share;
    } else if ((plain->physics.feeds & (1 << colour)) != 0) {
        body->event = (uint8_t)(SW_EVENT_EATEN + 2 * colour + 1);
        body->energy += share;
        body->gained += share;
        body->meals++, body->good++;
        body->imitated.meals += body->imitates, body->imitated.good += body->imitates;
    } else {
        int harm = SW_BODY_MEAL / eaters, paid = least(harm, body->energy);

        body->event = (uint8_t)(SW_EVENT_EATEN + 2 * colour);
        body->energy -= paid;
        body->lost += harm;
        body->meals++;
        body->imitated.meals += body->imitates;
        plain->ground += paid + share;
    }
}

/* Cell by cell: who eats here? */
static void eat_food(struct sw_plain_body_world *plain)
{
    struct sw_plain_body_world before = *plain;

    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++) {
            struct sw_plain_cell *cell = &plain->cell[y][x];
            struct spot spot = {x, y};
            int eaters = 0;

            if (!is_food(before.cell[y][x].thing))
                continue;
            for (int seat = 0; seat < plain->game->bodies; seat++)
                eaters += mouth_open(&before, seat) && same(faced(&before, seat), spot);
            if (eaters == 0)
                continue;
            for (int seat = 0; seat < plain->game->bodies; seat++)
                if (mouth_open(&before, seat) && same(faced(&before, seat), spot))
                    feed(plain, &plain->body[seat], &before.cell[y][x], eaters);
            plain->ground += cell->energy % eaters;
            if (is_plant(cell->thing))
                plain->due[cell->thing - SW_THING_PLANT]++;
            cell->thing = cell->energy = 0;
        }
}

/* What a body leaves where it was: its box, or meat, or nothing. */
static void end_body(struct sw_plain_body_world *plain, int seat, int meat)
{
    struct sw_body *body = &plain->body[seat];
    struct sw_plain_cell *cell = at(plain, where(plain, seat));

    if (is_plant(body->hand))
        plain->due[body->hand - SW_THING_PLANT]++;
    cell->thing = cell->energy = 0;
    if (body->hand == SW_THING_BOX) {
        cell->thing = SW_THING_BOX;
        plain->ground += meat;
    } else if (meat > 0) {
        cell->thing = SW_THING_MEAT;
        cell->energy = meat;
    }
    body->alive = false;
    body->energy = body->carried = body->hand = 0;
    body->cell = 0;
}

static void eat_bodies(struct sw_plain_body_world *plain)
{
    int prey[SW_BODY_SEATS];

    for (int seat = 0; seat < plain->game->bodies; seat++) {
        int thing = at(plain, faced(plain, seat))->thing;

        prey[seat] = -1;
        if (plain->body[seat].alive && plain->body[seat].act == SW_BODY_EAT &&
            thing >= SW_THING_BODY &&
            plain->body[thing - SW_THING_BODY].size < plain->body[seat].size)
            prey[seat] = thing - SW_THING_BODY;
    }
    for (int size = 1; size <= SW_BODY_SIZE_MAX; size++)
        for (int seat = 0; seat < plain->game->bodies; seat++) {
            struct sw_body *body = &plain->body[seat];
            int eaters = 0, all = body->energy + body->carried + SW_BODY_MEAL * body->size;

            for (int i = 0; i < plain->game->bodies; i++)
                eaters += prey[i] == seat;
            if (eaters == 0 || !body->alive || body->size != size)
                continue;
            for (int i = 0; i < plain->game->bodies; i++)
                if (prey[i] == seat) {
                    plain->body[i].energy += all / eaters;
                    plain->body[i].gained += all / eaters;
                    plain->body[i].event = SW_EVENT_MEAT;
                }
            plain->ground += all % eaters;
            end_body(plain, seat, 0);
        }
}

/* ---- hands ---- */

static bool lays_down(const struct sw_body *body)
{
    return body->alive && ((body->act == SW_BODY_SHED && body->size > 1) ||
                           (body->act == SW_BODY_PUT && body->hand != SW_THING_NONE));
}

static bool takes(const struct sw_body *body)
{
    return body->alive && body->act == SW_BODY_PICK && body->hand == SW_THING_NONE;
}

static void use_hands(struct sw_plain_body_world *plain, bool (*does)(const struct sw_body *body),
                      bool lift)
{
    struct sw_plain_body_world before = *plain;

    for (int seat = 0; seat < plain->game->bodies; seat++) {
        struct sw_body *body = &plain->body[seat];
        struct spot spot = faced(&before, seat);
        struct sw_plain_cell was = *at(&before, spot), *cell = at(plain, spot);
        int rivals = 0;

        for (int i = 0; i < plain->game->bodies; i++)
            rivals += i != seat && does(&before.body[i]) && same(faced(&before, i), spot);
        if (!does(&before.body[seat]) || rivals > 0)
            continue;
        if (lift && (is_food(was.thing) || was.thing == SW_THING_BOX)) {
            body->hand = (uint8_t)was.thing;
            body->carried = was.energy;
            cell->thing = cell->energy = 0;
        } else if (!lift && was.thing == SW_THING_NONE) {
            bool sheds = body->act == SW_BODY_SHED;

            cell->thing = sheds ? SW_THING_MEAT : body->hand;
            cell->energy = sheds ? SW_BODY_MEAL : body->carried;
            body->size = (uint8_t)(body->size - sheds);
            if (!sheds)
                body->hand = 0, body->carried = 0;
        }
    }
}

/* ---- moves ---- */

/* The cells that a body would move, itself first, and the one behind them. */
struct row {
    int length, direction; /* length 0: it cannot */
    struct spot spot[SW_SIDE_MAX + 1];
};

static int weight(const struct sw_plain_body_world *plain, int thing)
{
    int yields = plain->physics.yields;

    if (thing >= SW_THING_BODY)
        return (yields & SW_YIELD_BODIES) != 0 ? plain->body[thing - SW_THING_BODY].size : 100000;
    if (is_food(thing))
        return (yields & SW_YIELD_FOOD) != 0 ? 1 : 100000;
    if (thing == SW_THING_WALL || thing == SW_THING_ANIMAL || (yields & SW_YIELD_LOOSE) == 0)
        return 100000;
    return thing == SW_THING_STONE ? 2 : 1;
}

static void plan(struct sw_plain_body_world *plain, int seat, struct row *row)
{
    int strength = 0, load = 0, thing;
    struct spot spot = where(plain, seat);

    row->length = 0;
    row->direction = plain->body[seat].act - SW_BODY_UP;
    while ((thing = at(plain, spot)->thing) != SW_THING_NONE) {
        const struct sw_body *body =
            thing >= SW_THING_BODY ? &plain->body[thing - SW_THING_BODY] : NULL;

        if (row->length == SW_SIDE_MAX || (row->length > 0 && same(spot, row->spot[0]))) {
            row->length = 0;
            return;
        }
        if (body != NULL && going(body) && body->act - SW_BODY_UP == row->direction)
            strength += body->size;
        else
            load += weight(plain, thing);
        row->spot[row->length++] = spot;
        spot = beside(plain, spot, row->direction);
    }
    row->spot[row->length] = spot;
    if (strength < load)
        row->length = 0;
}

static bool cross(const struct row *a, const struct row *b)
{
    if (a->length == 0 || b->length == 0 || a->direction == b->direction)
        return false;
    for (int i = 0; i <= a->length; i++)
        for (int j = 0; j <= b->length; j++)
            if (same(a->spot[i], b->spot[j]))
                return true;
    return false;
}

static void move(struct sw_plain_body_world *plain)
{
    struct sw_plain_body_world before = *plain;
    struct row row[SW_BODY_SEATS];
    bool stays[SW_BODY_SEATS];
    int seats = plain->game->bodies;

    for (int i = 0; i < seats; i++) {
        row[i].length = 0;
        if (going(&before.body[i]))
            plan(&before, i, &row[i]);
    }
    for (int i = 0; i < seats; i++) {
        stays[i] = row[i].length == 0;
        for (int j = 0; j < seats; j++)
            stays[i] |= cross(&row[i], &row[j]);
    }
    for (int i = 0; i < seats; i++)
        for (int k = 0; k < row[i].length && !stays[i]; k++)
            at(plain, row[i].spot[k])->thing = at(plain, row[i].spot[k])->energy = 0;
    for (int i = 0; i < seats; i++)
        for (int k = 0; k < row[i].length && !stays[i]; k++) {
            struct sw_plain_cell *cell = at(plain, row[i].spot[k + 1]);

            cell->thing = at(&before, row[i].spot[k])->thing;
            cell->energy = at(&before, row[i].spot[k])->energy;
        }
    for (int i = 0; i < seats; i++)
        if (going(&plain->body[i]) && plain->body[i].event == SW_EVENT_NONE &&
            same(where(plain, i), where(&before, i)))
            plain->body[i].event = SW_EVENT_BLOCKED;
}

/* ---- the rest of a tick ---- */

/* How many cells lie between a cell and the edge that things fall towards. */
static int depth(const struct sw_plain_body_world *plain, struct spot spot)
{
    const int depths[SW_DIRECTIONS] = {
        [SW_UP] = spot.y,
        [SW_DOWN] = plain->game->height - 1 - spot.y,
        [SW_LEFT] = spot.x,
        [SW_RIGHT] = plain->game->width - 1 - spot.x,
    };

    return depths[plain->physics.gravity];
}

static void fall(struct sw_plain_body_world *plain)
{
    for (int deep = 1; deep < SW_SIDE_MAX; deep++)
        for (int y = 0; y < plain->game->height; y++)
            for (int x = 0; x < plain->game->width; x++) {
                struct spot spot = {x, y};
                struct sw_plain_cell *cell = at(plain, spot), *to;
                int thing = cell->thing;

                if (depth(plain, spot) != deep || thing == SW_THING_NONE || thing >= SW_THING_BODY)
                    continue;
                to = at(plain, beside(plain, spot, plain->physics.gravity));
                if (to->thing != SW_THING_NONE)
                    continue;
                to->thing = thing, to->energy = cell->energy;
                cell->thing = cell->energy = 0;
            }
}

static bool grows_at(const struct sw_plain_body_world *plain, int x, int y)
{
    int width = plain->game->width, height = plain->game->height, half = plain->physics.quarter;

    if (plain->physics.growth == SW_GROWTH_QUARTER)
        return (x < width - x ? 0 : 1) + (y < height - y ? 0 : 2) == half;
    if (plain->physics.growth == SW_GROWTH_EDGE)
        return x % (width - 1) == 0 || y % (height - 1) == 0;
    return true;
}

static void grow(struct sw_plain_body_world *plain)
{
    for (int colour = 0; colour < plain->game->colours; colour++) {
        struct sw_dice dice =
            sw_dice_at(plain->seed, SW_RANDOM_BODY_GROWTH, plain->tick, (uint32_t)colour);
        int fails = 0;

        while (plain->due[colour] > 0 && fails < 16) {
            int x = (int)sw_dice_below(&dice, plain->game->width);
            int y = (int)sw_dice_below(&dice, plain->game->height);

            fails++;
            if (plain->cell[y][x].thing != SW_THING_NONE || !grows_at(plain, x, y))
                continue;
            plain->cell[y][x].thing = SW_THING_PLANT + colour;
            plain->cell[y][x].energy = SW_BODY_MEAL;
            for (int i = 0; i < SW_BODY_MEAL; i++)
                if (plain->ground > 0)
                    plain->ground--;
                else
                    plain->sun--;
            plain->due[colour]--;
            fails = 0;
        }
    }
}

static bool has_act(const struct sw_body_game *game, int seat, int act)
{
    int acts = game->acts;

    if (game->rights != NULL && game->rights[seat].acts != 0)
        acts = game->rights[seat].acts;
    return act < acts;
}

/* The animal of a herd: where it would be farthest from the nearest body, and a draw among equals.
 */
static int squares_to_bodies(const struct sw_plain_body_world *plain, struct spot spot)
{
    int nearest = 100000;

    for (int seat = 0; seat < plain->game->bodies; seat++) {
        struct spot body = where(plain, seat);
        int x = spot.x - body.x, y = spot.y - body.y;

        if (plain->body[seat].alive)
            nearest = least(nearest, x * x + y * y);
    }
    return nearest;
}

static void flee(struct sw_plain_body_world *plain, struct spot from)
{
    struct sw_dice dice = sw_dice_at(plain->seed, SW_RANDOM_BODY_ANIMAL, plain->tick, 0);
    struct spot best = from;
    int farthest = squares_to_bodies(plain, from), equal = 1;

    if (farthest > 8)
        return;
    for (int direction = 0; direction < SW_DIRECTIONS; direction++) {
        struct spot to = beside(plain, from, direction);
        int far = squares_to_bodies(plain, to);

        if (at(plain, to)->thing != SW_THING_NONE || far < farthest)
            continue;
        equal = far == farthest ? equal + 1 : 1;
        farthest = far;
        if (sw_dice_below(&dice, (uint32_t)equal) == 0)
            best = to;
    }
    at(plain, from)->thing = SW_THING_NONE;
    at(plain, best)->thing = SW_THING_ANIMAL;
}

static void flee_all(struct sw_plain_body_world *plain)
{
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++)
            if (plain->cell[y][x].thing == SW_THING_ANIMAL) {
                flee(plain, (struct spot){x, y});
                return;
            }
}

/* The acts of those that imitate, from those of the tick before. */
static void imitate(struct sw_plain_body_world *plain, const uint8_t *chosen, uint8_t *act)
{
    for (int seat = 0; seat < plain->game->bodies && seat < (int)SW_BODY_SEATS; seat++) {
        struct sw_body *body = &plain->body[seat];
        int other = -1;

        act[seat] = chosen[seat];
        body->imitates =
            plain->imitates && body->alive && !body->guides && chosen[seat] == plain->game->acts;
        if (!body->imitates)
            continue;
        other = plain_nearest(plain, seat);
        act[seat] = other < 0 ? SW_BODY_WAIT : plain->body[other].act;
        body->imitated.ticks++;
        body->imitated.found += other >= 0;
    }
}

static void pay(struct sw_plain_body_world *plain, const uint8_t *chosen, const uint8_t *say)
{
    uint8_t act[SW_BODY_SEATS];

    imitate(plain, chosen, act);
    for (int seat = 0; seat < plain->game->bodies; seat++) {
        struct sw_body *body = &plain->body[seat];
        int cost;

        body->act = body->size > 0 && has_act(plain->game, seat, act[seat]) && !body->guides
                        ? act[seat]
                        : SW_BODY_WAIT;
        body->shown = body->act;
        body->said = body->alive && say != NULL ? (uint8_t)(say[seat] % 8) : 0;
        body->event = SW_EVENT_NONE;
        if (!body->alive)
            continue;
        body->lived++;
        cost = least(body->size + (body->act == SW_BODY_WAIT ? 0 : 1), body->energy);
        body->energy -= cost;
        plain->ground += cost;
        if (going(body))
            body->heading = (uint8_t)(body->act - SW_BODY_UP);
    }
}

void sw_plain_body_pay_words(struct sw_plain_body_world *plain, const uint8_t *say)
{
    for (int seat = 0; seat < plain->game->bodies; seat++)
        for (uint32_t unit = 0; unit < plain->speech_cost && say[seat] % 8 > 0; unit++)
            if (plain->body[seat].alive && plain->body[seat].energy > 0) {
                plain->body[seat].energy--;
                plain->body[seat].spoken++;
                plain->ground++;
            }
}

void sw_plain_body_step(struct sw_plain_body_world *plain, const uint8_t *act, const uint8_t *say)
{
    struct sw_plain_body_world began = *plain;

    pay(plain, act, say);
    eat_food(plain);
    eat_bodies(plain);
    for (int seat = 0; seat < plain->game->bodies; seat++) {
        struct sw_body *body = &plain->body[seat];

        if (body->alive && body->act == SW_BODY_GROW && body->energy > SW_BODY_MEAL &&
            body->size < SW_BODY_SIZE_MAX) {
            body->energy -= SW_BODY_MEAL;
            body->size++;
        }
    }
    use_hands(plain, lays_down, false);
    use_hands(plain, takes, true);
    for (int seat = 0; seat < plain->game->bodies; seat++)
        if (plain->body[seat].alive && plain->body[seat].act == SW_BODY_MARK) {
            struct sw_plain_cell *cell = at(plain, where(plain, seat));

            cell->mark = !cell->mark;
        }
    plain_divide(plain);
    move(plain);
    if (plain->physics.gravity < SW_DIRECTIONS)
        fall(plain);
    plain_touch(plain, &began);
    for (int seat = 0; seat < plain->game->bodies; seat++) {
        struct sw_body *body = &plain->body[seat];

        if (body->alive && body->energy == 0)
            end_body(plain, seat, SW_BODY_MEAL * body->size + body->carried);
    }
    if (plain->game->task == NULL)
        grow(plain);
    else if (plain->game->task == &sw_body_hide)
        plain_seek(plain);
    else
        flee_all(plain);
    plain->tick++;
    if (plain->tick == plain->turns)
        plain->physics.feeds ^= (uint8_t)((1 << plain->game->colours) - 1);
}

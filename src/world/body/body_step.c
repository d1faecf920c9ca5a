#include "world/body/body_step.h"

#include "world/body/body_imitate.h"
#include "world/body/body_private.h"
#include "world/body/body_task.h"

#include <stddef.h>
#include <string.h>

static uint32_t faced(const struct sw_body_world *world, const struct sw_body *body)
{
    return sw_body_next(world, body->cell, body->heading);
}

void sw_body_pay_words(struct sw_body_world *world, const uint8_t *say)
{
    for (uint32_t seat = 0; seat < world->game->bodies && world->speech_cost > 0; seat++) {
        struct sw_body *body = &world->body[seat];
        int32_t cost = (int32_t)world->speech_cost;

        if (!body->alive || say[seat] % SW_BODY_TOKENS == 0)
            continue;
        cost = cost < body->energy ? cost : body->energy;
        body->energy -= cost;
        body->spoken += cost;
        world->ground += cost;
    }
}

static void begin_tick(struct sw_body_world *world, const uint8_t *chosen, const uint8_t *say)
{
    uint8_t act[SW_BODY_SEATS];

    sw_body_imitate(world, chosen, act);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];
        int32_t cost;

        body->act = body->shown = act[seat] < body->acts ? act[seat] : (uint8_t)SW_BODY_WAIT;
        body->said = say != NULL && body->alive ? (uint8_t)(say[seat] % SW_BODY_TOKENS) : 0;
        body->event = SW_EVENT_NONE;
        if (!body->alive)
            continue;
        body->lived++;
        cost = body->size + sw_body_act_cost(body->act);
        cost = cost < body->energy ? cost : body->energy;
        body->energy -= cost;
        world->ground += cost;
        if (sw_act_goes(body->act))
            body->heading = (uint8_t)(body->act - SW_BODY_UP);
    }
}

/* ---- bite ---- */

static bool eats(const struct sw_body_world *world, const struct sw_body *body)
{
    return body->alive &&
           (body->act == SW_BODY_EAT || (world->game->bites && sw_act_goes(body->act)));
}

static void eat_plant(struct sw_body_world *world, struct sw_body *body, uint32_t colour,
                      int32_t energy, int32_t share)
{
    bool feeds = world->physics.feeds >> colour & 1;
    int32_t harm = share < body->energy ? share : body->energy;

    body->event = (uint8_t)(SW_EVENT_EATEN + 2 * colour + feeds);
    body->meals++;
    body->good += feeds;
    body->imitated.meals += body->imitates;
    body->imitated.good += body->imitates && feeds;
    if (feeds) {
        body->energy += energy;
        body->gained += energy;
        return;
    }
    body->energy -= harm;
    body->lost += share;
    world->ground += harm + energy;
}

/* All shares of a cell's food. bits: who eats it. */
static void share_food(struct sw_body_world *world, uint32_t cell, uint32_t bits, uint32_t eaters)
{
    uint8_t thing = world->thing[cell];
    int32_t energy = world->energy[cell], share = energy / (int32_t)eaters;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];

        if (!(bits >> seat & 1))
            continue;
        if (thing != SW_THING_MEAT) {
            eat_plant(world, body, thing - SW_THING_PLANT, share, SW_BODY_MEAL / (int32_t)eaters);
            continue;
        }
        body->event = SW_EVENT_MEAT;
        body->energy += share;
        body->gained += share;
    }
    world->ground += energy - share * (int32_t)eaters;
    if (thing != SW_THING_MEAT)
        world->due[thing - SW_THING_PLANT]++;
    world->thing[cell] = SW_THING_NONE;
    world->energy[cell] = 0;
}

static void bite(struct sw_body_world *world)
{
    uint32_t seats = world->game->bodies, aim[SW_BODY_SEATS];

    for (uint32_t seat = 0; seat < seats; seat++) {
        const struct sw_body *body = &world->body[seat];

        aim[seat] = 0;
        if (eats(world, body)) {
            uint32_t cell = faced(world, body);

            aim[seat] = sw_thing_is_food(world->thing[cell]) ? cell : 0;
        }
    }
    for (uint32_t seat = 0; seat < seats; seat++) {
        uint32_t bits = 0, eaters = 0;

        if (aim[seat] == 0)
            continue;
        for (uint32_t other = seat; other < seats; other++)
            if (aim[other] == aim[seat]) {
                bits |= 1u << other;
                eaters++;
            }
        share_food(world, aim[seat], bits, eaters);
        for (uint32_t other = seats; other-- > seat;)
            if (bits >> other & 1)
                aim[other] = 0;
    }
}

/* ---- devour ---- */

/* Where a body has been, once it is no more: the box in its hand, or what it left as meat. */
static void leave(struct sw_body_world *world, struct sw_body *body, int32_t meat)
{
    uint32_t cell = body->cell;

    body->alive = false;
    if (sw_thing_is_plant(body->hand))
        world->due[body->hand - SW_THING_PLANT]++;
    world->thing[cell] = SW_THING_NONE;
    if (body->hand == SW_THING_BOX) {
        world->thing[cell] = SW_THING_BOX;
        world->ground += meat;
    } else if (meat > 0) {
        world->thing[cell] = SW_THING_MEAT;
        world->energy[cell] = meat;
    }
    body->energy = body->carried = 0;
    body->hand = SW_THING_NONE;
    body->cell = 0;
}

static int32_t matter(const struct sw_body *body)
{
    return body->size * SW_BODY_MEAL + body->carried;
}

static void share_body(struct sw_body_world *world, uint32_t seat, const uint8_t *victim)
{
    struct sw_body *eaten = &world->body[seat];
    int32_t energy = eaten->energy + matter(eaten), eaters = 0, share;

    for (uint32_t other = 0; other < world->game->bodies; other++)
        eaters += victim[other] == seat;
    share = energy / eaters;
    for (uint32_t other = 0; other < world->game->bodies; other++)
        if (victim[other] == seat) {
            world->body[other].energy += share;
            world->body[other].gained += share;
            world->body[other].event = SW_EVENT_MEAT;
        }
    world->ground += energy - share * eaters;
    leave(world, eaten, 0);
}

static void devour(struct sw_body_world *world)
{
    uint8_t victim[SW_BODY_SEATS];
    uint32_t seats = world->game->bodies, eaten = 0;

    for (uint32_t seat = 0; seat < seats; seat++) {
        const struct sw_body *body = &world->body[seat];
        uint8_t thing = SW_THING_NONE;

        victim[seat] = SW_BODY_SEATS;
        if (body->alive && body->act == SW_BODY_EAT)
            thing = world->thing[faced(world, body)];
        if (thing >= SW_THING_BODY && world->body[thing - SW_THING_BODY].size < body->size) {
            victim[seat] = (uint8_t)(thing - SW_THING_BODY);
            eaten |= 1u << victim[seat];
        }
    }
    for (int size = 1; eaten != 0 && size < SW_BODY_SIZE_MAX; size++)
        for (uint32_t seat = 0; seat < seats; seat++)
            if (eaten >> seat & 1 && world->body[seat].size == size)
                share_body(world, seat, victim);
}

/* ---- shape, drop, lift, mark ---- */

static void shape(struct sw_body_world *world)
{
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];

        if (!body->alive || body->act != SW_BODY_GROW || body->size == SW_BODY_SIZE_MAX ||
            body->energy <= SW_BODY_MEAL)
            continue;
        body->energy -= SW_BODY_MEAL;
        body->size++;
    }
}

static bool drops(const struct sw_body *body)
{
    return body->alive && ((body->act == SW_BODY_SHED && body->size > 1) ||
                           (body->act == SW_BODY_PUT && body->hand != SW_THING_NONE));
}

static bool lifts(const struct sw_body *body)
{
    return body->alive && body->act == SW_BODY_PICK && body->hand == SW_THING_NONE;
}

static void drop(struct sw_body_world *world, struct sw_body *body, uint32_t cell)
{
    bool sheds = body->act == SW_BODY_SHED;

    world->thing[cell] = sheds ? SW_THING_MEAT : body->hand;
    world->energy[cell] = sheds ? SW_BODY_MEAL : body->carried;
    if (sheds) {
        body->size--;
        return;
    }
    body->hand = SW_THING_NONE;
    body->carried = 0;
}

static void lift(struct sw_body_world *world, struct sw_body *body, uint32_t cell)
{
    body->hand = world->thing[cell];
    body->carried = world->energy[cell];
    world->thing[cell] = SW_THING_NONE;
    world->energy[cell] = 0;
}

/* Calls `work` for each body that acts on the cell it faces, if it is the only one that does. The
 * cells that several act on are counted first, so the order of seats says nothing. */
static void handle(struct sw_body_world *world, uint8_t *claim,
                   bool (*acts)(const struct sw_body *body), bool (*fits)(uint8_t thing),
                   void (*work)(struct sw_body_world *world, struct sw_body *body, uint32_t cell))
{
    uint32_t cell[SW_BODY_SEATS];

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        const struct sw_body *body = &world->body[seat];

        cell[seat] = acts(body) ? faced(world, body) : 0;
        if (cell[seat] != 0 && !fits(world->thing[cell[seat]]))
            cell[seat] = 0;
        if (cell[seat] != 0)
            claim[cell[seat]]++;
    }
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        if (cell[seat] != 0 && claim[cell[seat]] == 1)
            work(world, &world->body[seat], cell[seat]);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        claim[cell[seat]] = 0;
}

static bool is_empty(uint8_t thing)
{
    return thing == SW_THING_NONE;
}

static bool is_light(uint8_t thing)
{
    return thing == SW_THING_BOX || sw_thing_is_food(thing);
}

static void mark(struct sw_body_world *world)
{
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        if (world->body[seat].alive && world->body[seat].act == SW_BODY_MARK)
            world->mark[world->body[seat].cell] ^= 1;
}

/* ---- fall, die, grow ---- */

static bool falls(uint8_t thing)
{
    return thing >= SW_THING_BOX && thing < SW_THING_ANIMAL;
}

static void fall_row(struct sw_body_world *world, uint32_t first, uint32_t last, int32_t away)
{
    int32_t step = first <= last ? 1 : -1;

    for (uint32_t cell = first;; cell += (uint32_t)step) {
        uint32_t to = cell + (uint32_t)away;

        if (falls(world->thing[cell]) && world->thing[to] == SW_THING_NONE) {
            world->thing[to] = world->thing[cell];
            world->energy[to] = world->energy[cell];
            world->thing[cell] = SW_THING_NONE;
            world->energy[cell] = 0;
        }
        if (cell == last)
            return;
    }
}

/* Those at the bottom first; where there is gravity there is no torus. */
static void fall(struct sw_body_world *world)
{
    int right = world->game->width - 1, lowest = world->game->height - 1;
    uint8_t gravity = world->physics.gravity;
    bool last_first = gravity == SW_DOWN || gravity == SW_RIGHT;

    for (int i = 0; i <= lowest; i++) {
        int y = last_first ? lowest - i : i;
        uint32_t left = sw_body_cell(0, y), end = sw_body_cell(right, y);

        fall_row(world, last_first ? end : left, last_first ? left : end, sw_body_away(gravity));
    }
}

static void die(struct sw_body_world *world)
{
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        if (world->body[seat].alive && world->body[seat].energy <= 0)
            leave(world, &world->body[seat], matter(&world->body[seat]));
}

static void grow(struct sw_body_world *world)
{
    for (uint32_t colour = 0; colour < world->game->colours; colour++) {
        struct sw_dice dice;

        if (world->due[colour] == 0)
            continue;
        dice = sw_dice_at(world->seed, SW_RANDOM_BODY_GROWTH, world->tick, colour);
        for (uint32_t left = world->due[colour]; left > 0; left--) {
            uint32_t cell = sw_body_place(world, &dice, true, SW_BODY_TRIES);

            if (cell == 0)
                break;
            sw_body_plant(world, cell, colour);
            world->due[colour]--;
        }
    }
}

void sw_body_step(struct sw_body_world *world, const uint8_t *act, const uint8_t *say)
{
    static _Thread_local uint8_t claim[SW_BODY_CELLS]; /* 0 between steps */
    uint8_t before[SW_BODY_CELLS];

    if (world->physics.touch != 0)
        memcpy(before, world->thing, sizeof before);
    begin_tick(world, act, say);
    bite(world);
    if (world->game->acts > SW_BODY_ACTS_SIMPLE) {
        devour(world);
        shape(world);
        handle(world, claim, drops, is_empty, drop);
        handle(world, claim, lifts, is_light, lift);
        mark(world);
    }
    world->births = 0;
    if (world->game->divides > 0)
        sw_body_divide(world, claim);
    sw_body_move(world, claim);
    if (world->physics.gravity != SW_DIRECTIONS)
        fall(world);
    if (world->physics.touch != 0)
        sw_body_touch(world, before);
    die(world);
    if (world->game->task == NULL)
        grow(world);
    else if (world->game->task->turn != NULL)
        world->game->task->turn(world);
    world->tick++;
    if (world->turns > 0 && world->tick == world->turns)
        sw_body_reverse(world);
}

/* ---- fetch ---- */

#define LINE 64u /* bytes that memory gives at once */

static void fetch(const void *from, size_t bytes)
{
    const char *at = from;

    for (size_t i = 0; i < bytes; i += LINE)
        __builtin_prefetch(at + i);
}

/* The rows of a window around a body, as far as it sees. */
static void fetch_window(const struct sw_body_world *world, uint32_t cell)
{
    uint32_t rows = SW_BODY_REACH * SW_BODY_STRIDE;

    if (cell < rows + SW_BODY_REACH)
        return;
    fetch(&world->thing[cell - rows - SW_BODY_REACH], 2 * rows + LINE);
    fetch(&world->mark[cell - rows - SW_BODY_REACH], 2 * rows + LINE);
}

void sw_body_fetch(const struct sw_body_world *world, uint32_t at, uint32_t end)
{
    if (at + 2 < end)
        fetch(&world[at + 2], offsetof(struct sw_body_world, body) +
                                  world[at].game->bodies * sizeof(struct sw_body));
    if (at + 1 < end)
        for (uint32_t seat = 0; seat < world[at].game->bodies; seat++)
            fetch_window(&world[at + 1], world[at + 1].body[seat].cell);
}

uint32_t sw_body_living(const struct sw_body_world *world)
{
    uint32_t living = 0;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        living += world->body[seat].alive;
    return living;
}

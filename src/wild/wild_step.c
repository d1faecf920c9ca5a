#include "wild/wild_world.h"

#include "base/division.h"
#include "base/random.h"
#include "wild/wild_imitate.h"

#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX

/* Where something is counted. */
struct sw_wild_book {
    struct sw_wild_totals *totals;
    struct sw_wild_meals *meals;
    int64_t *ground;
};

/* What a tick keeps beside the world, whose scratch its arrays are. */
struct sw_wild_tick {
    struct sw_wild_world *world;
    uint32_t bodies; /* at its beginning */
    uint32_t *aim, *victim, *hunters;
    int32_t *share;
    struct sw_wild_book book[2]; /* of what belongs here, and of what belongs to other blocks */
    struct sw_wild_totals other_totals;
    struct sw_wild_meals other_meals;
    int64_t other_ground;
};

static void open_tick(struct sw_wild_tick *tick, struct sw_wild_world *world)
{
    const struct sw_wild_scratch *scratch = &world->scratch;

    memset(tick, 0, sizeof *tick);
    tick->world = world;
    tick->bodies = world->bodies;
    tick->aim = scratch->aim;
    tick->victim = scratch->victim;
    tick->hunters = scratch->hunters;
    tick->share = scratch->share;
    tick->book[0] = (struct sw_wild_book){&world->totals, &world->meals, &world->ground};
    tick->book[1] =
        (struct sw_wild_book){&tick->other_totals, &tick->other_meals, &tick->other_ground};
}

static const struct sw_wild_book *book_of(const struct sw_wild_tick *tick,
                                          const struct sw_wild_body *body)
{
    return &tick->book[body->foreign];
}

static const struct sw_wild_book *book_at(const struct sw_wild_tick *tick, uint32_t cell)
{
    return &tick->book[!sw_wild_inner(tick->world, cell)];
}

static bool goes(const struct sw_wild_body *body)
{
    return body->act >= SW_WILD_UP && body->act <= SW_WILD_RIGHT;
}

static bool is_food(uint32_t thing)
{
    return thing >= SW_WILD_MEAT && thing < SW_WILD_BODY;
}

static int32_t cost_of(uint8_t act)
{
#define COST(id, name, cost) cost,
    static const int32_t cost[] = {SW_WILD_ACT_ROWS(COST)};

    return cost[act];
}

int32_t sw_wild_pay(struct sw_wild_body *body, uint8_t act, uint8_t word, int32_t speech_cost)
{
    int32_t cost;

    body->act = act < SW_WILD_ACTS ? act : SW_WILD_WAIT;
    body->said = word % SW_WILD_WORDS;
    body->event = SW_WILD_NOTHING;
    cost = body->size + cost_of(body->act) + (body->said != 0 ? speech_cost : 0);
    cost = cost < body->energy ? cost : body->energy;
    if (body->energy > SW_WILD_FULL)
        cost = body->energy - SW_WILD_FULL;
    body->energy -= cost;
    if (goes(body))
        body->heading = (uint8_t)(body->act - SW_WILD_UP);
    return cost;
}

static void begin_tick(struct sw_wild_tick *tick, const uint8_t *chosen, const uint8_t *say)
{
    struct sw_wild_world *world = tick->world;

    const uint8_t *acts = world->scratch.act;

    sw_wild_imitate(world, chosen, world->scratch.act);
    for (uint32_t i = 0; i < tick->bodies; i++) {
        struct sw_wild_body *body = &world->body[i];
        const struct sw_wild_book *book = book_of(tick, body);

        *book->ground += sw_wild_pay(body, acts[i], say != NULL ? say[i] : 0,
                                     (int32_t)world->settings.speech_cost);
        book->totals->acts[body->act]++;
        book->totals->words[body->said]++;
        tick->aim[i] = sw_wild_next(world, body->cell, body->heading);
    }
}

/* ---- bite ---- */

static void count_meal(const struct sw_wild_tick *tick, const struct sw_wild_body *body, bool feeds)
{
    const struct sw_wild_world *world = tick->world;
    struct sw_wild_totals *totals = book_of(tick, body)->totals;
    bool young = world->tick - body->born < SW_WILD_YOUNG;

    totals->meals++;
    totals->good += feeds;
    totals->imitated_meals += body->imitates;
    totals->imitated_good += body->imitates && feeds;
    totals->young_meals += young;
    totals->young_good += young && feeds;
}

static void eat_share(const struct sw_wild_tick *tick, struct sw_wild_body *body, uint32_t thing,
                      int32_t energy, int32_t eaters)
{
    const struct sw_wild_world *world = tick->world;
    const struct sw_wild_book *book = book_of(tick, body);
    uint32_t colour = thing - (uint32_t)SW_WILD_PLANT;
    int32_t share = energy / eaters, harm = (int32_t)world->settings.harm / eaters;
    bool feeds;

    if (thing == SW_WILD_MEAT) {
        body->event = SW_WILD_FLESH;
        body->energy += share;
        book->totals->scavenged += (uint64_t)share;
        book->meals->units[body->size][SW_WILD_FROM_MEAT] += (uint64_t)share;
        return;
    }
    feeds = sw_wild_feeds(world, sw_wild_at(&world->settings, body->cell)) >> colour & 1;
    body->event = (uint8_t)(SW_WILD_EATEN + 2 * (int)colour + feeds);
    count_meal(tick, body, feeds);
    if (feeds) {
        body->energy += share;
        book->totals->grazed += (uint64_t)share;
        book->meals->units[body->size][SW_WILD_FROM_PLANTS] += (uint64_t)share;
        return;
    }
    harm = harm < body->energy ? harm : body->energy;
    body->energy -= harm;
    *book->ground += harm + share;
}

static bool bites(const struct sw_wild_tick *tick, uint32_t i)
{
    return goes(&tick->world->body[i]) && is_food(tick->world->thing[tick->aim[i]]);
}

static void bite(struct sw_wild_tick *tick)
{
    struct sw_wild_world *world = tick->world;

    for (uint32_t i = 0; i < tick->bodies; i++)
        if (bites(tick, i))
            world->claim[tick->aim[i]]++;
    for (uint32_t i = 0; i < tick->bodies; i++) {
        uint32_t cell = tick->aim[i];

        if (bites(tick, i))
            eat_share(tick, &world->body[i], world->thing[cell], world->energy[cell],
                      world->claim[cell]);
    }
    for (uint32_t i = 0; i < tick->bodies; i++) {
        uint32_t cell = tick->aim[i];

        if (!bites(tick, i))
            continue;
        *book_at(tick, cell)->ground += world->energy[cell] % world->claim[cell];
        if (world->thing[cell] != SW_WILD_MEAT && sw_wild_inner(world, cell))
            world->due[sw_wild_at(&world->settings, cell)][world->thing[cell] - SW_WILD_PLANT]++;
        world->thing[cell] = SW_WILD_EMPTY;
        world->energy[cell] = 0;
        world->claim[cell] = 0;
    }
}

/* ---- devour ---- */

static void tell_death(struct sw_wild_world *world, const struct sw_wild_body *body,
                       enum sw_wild_cause cause, uint64_t killer)
{
    if (body->foreign)
        return;
    world->death[world->deaths++] = (struct sw_wild_death){.id = body->id,
                                                           .killer = killer,
                                                           .tick = world->tick,
                                                           .cell = body->cell,
                                                           .home = body->home,
                                                           .cause = (uint8_t)cause,
                                                           .size = body->size};
    world->totals.deaths[cause]++;
}

static void hunt(struct sw_wild_tick *tick)
{
    struct sw_wild_world *world = tick->world;

    memset(tick->hunters, 0, tick->bodies * sizeof *tick->hunters);
    for (uint32_t i = 0; i < tick->bodies; i++) {
        const struct sw_wild_body *body = &world->body[i];
        uint32_t thing = world->thing[tick->aim[i]];

        tick->victim[i] = NOBODY;
        if (body->act != SW_WILD_EAT || thing < SW_WILD_BODY ||
            world->body[thing - SW_WILD_BODY].size >= body->size)
            continue;
        tick->victim[i] = thing - (uint32_t)SW_WILD_BODY;
        tick->hunters[tick->victim[i]]++;
    }
}

/* All that are eaten and have this size. The shares of all are known before one is paid. */
static void devour_size(struct sw_wild_tick *tick, int size)
{
    struct sw_wild_world *world = tick->world;

    for (uint32_t i = 0; i < tick->bodies; i++) {
        struct sw_wild_body *body = &world->body[i];
        int32_t energy = body->energy + size * SW_WILD_MEAL;

        if (tick->hunters[i] == 0 || body->size != size)
            continue;
        tick->share[i] = energy / (int32_t)tick->hunters[i];
        *book_of(tick, body)->ground += energy % (int32_t)tick->hunters[i];
    }
    for (uint32_t i = 0; i < tick->bodies; i++) {
        const struct sw_wild_book *book = book_of(tick, &world->body[i]);
        uint32_t victim = tick->victim[i];

        if (victim == NOBODY || world->body[victim].size != size)
            continue;
        world->body[i].energy += tick->share[victim];
        book->totals->hunted += (uint64_t)tick->share[victim];
        book->meals->units[world->body[i].size][SW_WILD_FROM_BODY + size] +=
            (uint64_t)tick->share[victim];
        world->body[i].event = SW_WILD_FLESH;
        if (world->body[victim].alive) {
            uint64_t killer = UINT64_MAX;

            for (uint32_t j = 0; j < tick->bodies; j++)
                if (tick->victim[j] == victim && world->body[j].id < killer)
                    killer = world->body[j].id;
            world->body[victim].alive = 0;
            tell_death(world, &world->body[victim], SW_WILD_DEVOURED, killer);
            world->thing[world->body[victim].cell] = SW_WILD_EMPTY;
        }
    }
}

static void devour(struct sw_wild_tick *tick)
{
    bool any = false;

    hunt(tick);
    for (uint32_t i = 0; i < tick->bodies && !any; i++)
        any = tick->victim[i] != NOBODY;
    for (int size = 1; any && size < SW_WILD_SIZE_MAX; size++)
        devour_size(tick, size);
}

static void grow(struct sw_wild_tick *tick)
{
    for (uint32_t i = 0; i < tick->bodies; i++) {
        struct sw_wild_body *body = &tick->world->body[i];

        if (!body->alive || body->act != SW_WILD_GROW || body->size == SW_WILD_SIZE_MAX ||
            body->energy <= SW_WILD_MEAL)
            continue;
        body->energy -= SW_WILD_MEAL;
        body->size++;
    }
}

/* ---- divide and move ---- */

static int by_cell(const void *a, const void *b)
{
    const struct sw_wild_birth *one = a, *other = b;

    return (one->cell > other->cell) - (one->cell < other->cell);
}

/* home: the parent's place in the array, until all places are known. */
static void tell_birth(struct sw_wild_tick *tick, uint32_t i)
{
    struct sw_wild_world *world = tick->world;

    world->birth[world->births++] =
        (struct sw_wild_birth){.cell = tick->aim[i], .home = i, .tick = world->tick};
}

static void bear(const struct sw_wild_tick *tick, struct sw_wild_birth *birth)
{
    struct sw_wild_world *world = tick->world;
    struct sw_wild_body *parent = &world->body[birth->home];
    struct sw_wild_body *child = &world->body[world->bodies];
    struct sw_division units = sw_divide(parent->energy, SW_WILD_MEAL);

    parent->energy = units.parent;
    parent->children++;
    book_at(tick, birth->cell)->totals->births++;
    *child = (struct sw_wild_body){.id = world->next_id++,
                                   .parent = parent->id,
                                   .born = world->tick,
                                   .cell = birth->cell,
                                   .home = parent->home,
                                   .rank = parent->rank,
                                   .energy = units.child,
                                   .size = 1,
                                   .heading = parent->heading,
                                   .team = parent->team,
                                   .alive = 1,
                                   .foreign = !sw_wild_inner(world, birth->cell)};
    birth->id = child->id;
    birth->parent = parent->id;
    birth->home = parent->home;
    birth->from = birth->rank = parent->rank;
    birth->shared = parent->shared;
    world->thing[child->cell] = SW_WILD_BODY + world->bodies++;
}

static bool divides(const struct sw_wild_tick *tick, uint32_t i)
{
    const struct sw_wild_body *body = &tick->world->body[i];

    return body->act == SW_WILD_DIVIDE &&
           sw_may_divide(body->energy, tick->world->settings.divide) &&
           tick->bodies + tick->world->elsewhere < tick->world->settings.most;
}

/* Who claims an empty cell: UINT32_MAX in `aim` of all others. */
static void claim(struct sw_wild_tick *tick)
{
    struct sw_wild_world *world = tick->world;

    for (uint32_t i = 0; i < tick->bodies; i++) {
        struct sw_wild_body *body = &world->body[i];

        if (!body->alive || !(goes(body) || divides(tick, i)) ||
            world->thing[tick->aim[i]] != SW_WILD_EMPTY) {
            if (body->alive && goes(body) && body->event == SW_WILD_NOTHING)
                body->event = SW_WILD_BLOCKED;
            tick->aim[i] = NOBODY;
            continue;
        }
        world->claim[tick->aim[i]]++;
    }
}

static void divide_and_move(struct sw_wild_tick *tick)
{
    struct sw_wild_world *world = tick->world;

    claim(tick);
    for (uint32_t i = 0; i < tick->bodies; i++) {
        struct sw_wild_body *body = &world->body[i];

        if (tick->aim[i] == NOBODY)
            continue;
        if (world->claim[tick->aim[i]] > 1) {
            if (goes(body) && body->event == SW_WILD_NOTHING)
                body->event = SW_WILD_BLOCKED;
        } else if (!goes(body)) {
            tell_birth(tick, i);
        } else {
            world->thing[body->cell] = SW_WILD_EMPTY;
            world->thing[tick->aim[i]] = SW_WILD_BODY + i;
            body->cell = tick->aim[i];
        }
    }
    for (uint32_t i = 0; i < tick->bodies; i++)
        if (tick->aim[i] != NOBODY)
            world->claim[tick->aim[i]] = 0;
    qsort(world->birth, world->births, sizeof *world->birth, by_cell);
    for (uint32_t i = 0; i < world->births; i++)
        bear(tick, &world->birth[i]);
}

/* ---- walk ---- */

/* The cell in another world that a body walks to; NOBODY: it stays. */
static uint32_t draw_walk(const struct sw_wild_world *world, const struct sw_wild_body *body)
{
    const struct sw_wild_settings *settings = &world->settings;
    uint32_t plane = sw_wild_plane(settings), from = body->cell / plane, to, block[4];

    sw_random_block(world->seed, SW_RANDOM_WILD_WALK, body->id, world->tick & 0xffffff, 0, block);
    if (!body->alive || (block[0] >> 8) * 0x1p-24 >= settings->migration)
        return NOBODY;
    to = (uint32_t)((uint64_t)block[1] * (uint64_t)(settings->worlds - 1) >> 32);
    to += to >= from;
    return world->thing[to * plane + body->cell % plane] == SW_WILD_EMPTY
               ? to * plane + body->cell % plane
               : NOBODY;
}

static void walk_to(struct sw_wild_world *world, uint32_t i, uint32_t cell)
{
    struct sw_wild_body *body = &world->body[i];

    if (sw_wild_inner(world, cell))
        world->walk[world->walks++] =
            (struct sw_wild_walk){.id = body->id,
                                  .tick = world->tick,
                                  .from = body->cell,
                                  .to = cell,
                                  .units = (uint32_t)(body->energy + body->size * SW_WILD_MEAL)};
    world->thing[body->cell] = SW_WILD_EMPTY;
    world->thing[cell] = SW_WILD_BODY + i;
    body->cell = cell;
}

static void walk(struct sw_wild_tick *tick)
{
    struct sw_wild_world *world = tick->world;

    if (world->settings.worlds == 1 || world->settings.migration <= 0)
        return;
    for (uint32_t i = 0; i < tick->bodies; i++) {
        tick->aim[i] = draw_walk(world, &world->body[i]);
        if (tick->aim[i] != NOBODY)
            world->claim[tick->aim[i]]++;
    }
    for (uint32_t i = 0; i < tick->bodies; i++)
        if (tick->aim[i] != NOBODY && world->claim[tick->aim[i]] == 1)
            walk_to(world, i, tick->aim[i]);
    for (uint32_t i = 0; i < tick->bodies; i++)
        if (tick->aim[i] != NOBODY)
            world->claim[tick->aim[i]] = 0;
}

/* ---- die, rot, sprout ---- */

static void leave_meat(struct sw_wild_world *world, struct sw_wild_body *body,
                       enum sw_wild_cause cause)
{
    body->alive = 0;
    tell_death(world, body, cause, 0);
    world->thing[body->cell] = SW_WILD_MEAT;
    world->energy[body->cell] = body->energy + body->size * SW_WILD_MEAL;
}

static void die(struct sw_wild_world *world)
{
    uint64_t age = (uint64_t)world->settings.age;

    for (uint32_t i = 0; i < world->bodies; i++) {
        struct sw_wild_body *body = &world->body[i];

        if (body->alive && body->energy <= 0)
            leave_meat(world, body, SW_WILD_STARVED);
        else if (body->alive && age > 0 && world->tick - body->born >= age)
            leave_meat(world, body, SW_WILD_OLD);
    }
}

/* The living move up, and stay in the order of their ids. */
static void close_ranks(struct sw_wild_world *world)
{
    uint32_t living = 0;

    for (uint32_t i = 0; i < world->bodies; i++) {
        if (!world->body[i].alive)
            continue;
        world->body[living] = world->body[i];
        world->thing[world->body[living].cell] = SW_WILD_BODY + living;
        living++;
    }
    world->bodies = living;
}

static void rot(const struct sw_wild_tick *tick)
{
    struct sw_wild_world *world = tick->world;
    uint32_t cells = sw_wild_cells(&world->settings);

    for (uint32_t cell = 0; cell < cells; cell++) {
        if (world->thing[cell] != SW_WILD_MEAT)
            continue;
        world->energy[cell]--;
        ++*book_at(tick, cell)->ground;
        if (world->energy[cell] == 0)
            world->thing[cell] = SW_WILD_EMPTY;
    }
}

static bool sprout_one(struct sw_wild_world *world, uint32_t w, uint32_t colour,
                       struct sw_dice *dice)
{
    uint32_t cells = sw_wild_plane(&world->settings);

    for (uint32_t i = 0; i < SW_WILD_SPROUTS; i++) {
        uint32_t cell = w * cells + sw_dice_below(dice, cells);
        int64_t reused = world->ground < SW_WILD_MEAL ? world->ground : SW_WILD_MEAL;

        if (world->thing[cell] != SW_WILD_EMPTY)
            continue;
        world->thing[cell] = SW_WILD_PLANT + colour;
        world->energy[cell] = SW_WILD_MEAL;
        world->ground -= reused;
        world->sun -= SW_WILD_MEAL - reused;
        world->due[w][colour]--;
        return true;
    }
    return false;
}

static void sprout(struct sw_wild_world *world, uint32_t w)
{
    for (uint32_t colour = 0; colour < SW_WILD_COLOURS; colour++) {
        uint32_t growth = (uint32_t)world->settings.growth;
        struct sw_dice dice;

        if (world->due[w][colour] == 0)
            continue;
        dice = sw_dice_at(world->seed, SW_RANDOM_WILD_GROWTH, world->tick,
                          SW_WILD_COLOURS * w + colour);
        for (uint32_t i = 0; i < growth && world->due[w][colour] > 0; i++)
            if (!sprout_one(world, w, colour, &dice))
                break;
    }
}

void sw_wild_step_bodies(struct sw_wild_world *world, const uint8_t *act, const uint8_t *say)
{
    struct sw_wild_tick tick;

    open_tick(&tick, world);
    world->births = world->deaths = world->walks = 0;
    begin_tick(&tick, act, say);
    bite(&tick);
    devour(&tick);
    grow(&tick);
    divide_and_move(&tick);
    walk(&tick);
    die(world);
    close_ranks(world);
    rot(&tick);
}

void sw_wild_step_end(struct sw_wild_world *world)
{
    uint64_t reversal = (uint64_t)world->settings.reversal;

    world->tick++;
    if (reversal > 0 && world->tick % reversal == 0)
        for (uint32_t w = 0; w < (uint32_t)world->settings.worlds; w++)
            world->feeds ^= ((UINT64_C(1) << SW_WILD_COLOURS) - 1) << SW_WILD_COLOURS * w;
}

void sw_wild_step(struct sw_wild_world *world, const uint8_t *act, const uint8_t *say)
{
    sw_wild_step_bodies(world, act, say);
    for (uint32_t w = 0; w < (uint32_t)world->settings.worlds; w++)
        sprout(world, w);
    sw_wild_step_end(world);
}

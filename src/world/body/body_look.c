#include "world/body/body_look.h"

#include "base/bytes.h"
#include "world/body/body_private.h"
#include "world/body/body_task.h"
#include "world/body/body_turn.h"

enum { KIND_WALL, KIND_PLANT };
enum { KIND_BOX, KIND_STONE, KIND_MEAT, KIND_SMALLER, KIND_OTHER, KIND_MARK, KINDS_MORE };
enum { KIND_ANIMAL = KINDS_MORE, KIND_GOAL, KINDS_TASK }; /* in games with a task */

/* Whether a game has more to see than plants and walls. */
static bool is_rich(const struct sw_body_game *game)
{
    return game->bodies > 1 || game->boxes > 0 || game->stones > 0 ||
           game->acts > SW_BODY_ACTS_SIMPLE;
}

static uint32_t kinds_of(const struct sw_body_game *game)
{
    return KIND_PLANT + game->colours +
           (game->task != NULL ? (uint32_t)KINDS_TASK
            : is_rich(game)    ? (uint32_t)KINDS_MORE
                               : 0u);
}

static uint32_t words_of(const struct sw_body_game *game)
{
    return game->bodies > 1 ? SW_BODY_TOKENS - 1 : 0;
}

static uint32_t targets_of(const struct sw_body_game *game)
{
    return game->task != NULL ? SW_BODY_TARGETS : 0;
}

/* What a touch makes, for those who are told: the two colours, and what both become. */
static uint32_t laws_of(const struct sw_body_game *game)
{
    return game->tells >> SW_LAW_TOUCH & 1 ? 2u * game->colours + 1 : 0;
}

struct sw_body_senses sw_body_senses(const struct sw_body_game *game)
{
    struct sw_body_senses senses = {
        .rows = SW_BODY_PLACES * kinds_of(game) + SW_BODY_LEVELS + words_of(game) +
                targets_of(game) + (game->guides > 0 ? game->colours : 0u) + laws_of(game),
        .places = SW_BODY_PLACES,
        .colours = game->colours,
        .events = SW_EVENT_EATEN + 2u * game->colours,
        .eaten = SW_EVENT_EATEN,
        .acts = game->acts,
        .words = SW_BODY_TOKENS,
    };

    return senses;
}

/* The kind of what stands in a cell, behind the colours of plants. */
static uint32_t other_kind(const struct sw_body_world *world, uint32_t seat, uint8_t thing)
{
    if (thing >= SW_THING_BODY)
        return world->body[thing - SW_THING_BODY].size < world->body[seat].size ? KIND_SMALLER
                                                                                : KIND_OTHER;
    return thing == SW_THING_BOX      ? KIND_BOX
           : thing == SW_THING_STONE  ? KIND_STONE
           : thing == SW_THING_ANIMAL ? KIND_ANIMAL
                                      : KIND_MEAT;
}

static void see(const struct sw_body_world *world, uint32_t seat, uint32_t kinds, uint32_t place,
                uint32_t cell, struct sw_body_percept *out)
{
    uint8_t thing = world->thing[cell];
    uint32_t more = KIND_PLANT + world->game->colours, kind;

    if (thing == SW_THING_NONE) {
        if (!world->mark[cell])
            return;
        kind = more + KIND_MARK;
    } else if (thing == SW_THING_WALL) {
        kind = KIND_WALL;
    } else if (sw_thing_is_plant(thing)) {
        kind = KIND_PLANT + (thing - (uint32_t)SW_THING_PLANT);
        out->place[out->foods] = (uint8_t)place;
        out->colour[out->foods++] = (uint8_t)(thing - SW_THING_PLANT);
    } else {
        kind = more + other_kind(world, seat, thing);
    }
    out->row[out->rows++] = (uint16_t)(place * kinds + kind);
}

/* The window of a torus, or of a body that is turned, cell by cell. */
static void look_round(const struct sw_body_world *world, uint32_t seat, uint32_t kinds,
                       struct sw_body_percept *out)
{
    uint32_t place = 0;

    for (int down = -SW_BODY_REACH; down <= SW_BODY_REACH; down++)
        for (int right = -SW_BODY_REACH; right <= SW_BODY_REACH; right++, place++)
            if (down != 0 || right != 0)
                see(world, seat, kinds, place, sw_body_seen_cell(world, seat, right, down), out);
}

#define WINDOW_ROW UINT64_C(0xffffffffff) /* five cells */
#define OWN_CELL   UINT64_C(0x0000ff0000)

/* The window of a canvas with edges: rows of five cells as one number, of which only those are
 * looked at that are not 0. */
static void look_about(const struct sw_body_world *world, uint32_t seat, uint32_t kinds,
                       struct sw_body_percept *out)
{
    uint32_t at = world->body[seat].cell - SW_BODY_REACH * SW_BODY_STRIDE - SW_BODY_REACH;

    for (uint32_t place = 0; place < SW_BODY_PLACES; place += 5, at += SW_BODY_STRIDE) {
        uint64_t held = sw_bytes_little64(world->thing + at);

        if (world->game->acts > SW_BODY_MARK)
            held |= sw_bytes_little64(world->mark + at);
        held &= place == SW_BODY_PLACES / 2 - 2 ? WINDOW_ROW & ~OWN_CELL : WINDOW_ROW;
        while (held != 0) {
            uint32_t right = (uint32_t)__builtin_ctzll(held) / 8;

            see(world, seat, kinds, place + right, at + right, out);
            held &= ~(UINT64_C(0xff) << 8 * right);
        }
    }
}

static uint32_t apart(int a, int b, int side, bool torus)
{
    int distance = a < b ? b - a : a - b;

    return (uint32_t)(torus && 2 * distance > side ? side - distance : distance);
}

static bool is_heard(const struct sw_body_world *world, uint32_t seat, const struct sw_body *body)
{
    const struct sw_body_game *game = world->game;
    uint32_t cell = world->body[seat].cell, earshot = world->earshot;

    if (!body->alive || body == &world->body[seat])
        return false;
    if (sw_body_only_speaks(game, game->bodies - 1u) && body != &world->body[game->bodies - 1u])
        return false;
    return body->guides ||
           (apart(sw_body_x(cell), sw_body_x(body->cell), game->width, game->torus) <= earshot &&
            apart(sw_body_y(cell), sw_body_y(body->cell), game->height, game->torus) <= earshot);
}

/* Puts one more into an ascending list. */
static void insert(uint8_t *list, uint8_t *count, uint8_t value)
{
    uint32_t at = (*count)++;

    for (; at > 0 && list[at - 1] > value; at--)
        list[at] = list[at - 1];
    list[at] = value;
}

/* Words come in ascending order, so it does not matter which seat said which. */
static void listen(const struct sw_body_world *world, uint32_t seat, uint32_t first,
                   struct sw_body_percept *out)
{
    for (uint32_t other = 0; other < world->game->bodies; other++) {
        const struct sw_body *body = &world->body[other];

        if (!is_heard(world, seat, body))
            continue;
        if (body->said != 0)
            insert(out->word, &out->words, body->said);
        if (world->telepathic && body->event >= SW_EVENT_EATEN)
            insert(out->tale, &out->tales, body->event);
    }
    for (uint32_t i = 0; i < out->words; i++)
        out->row[out->rows++] = (uint16_t)(first + out->word[i] - 1);
}

/* All that a guide perceives. */
static void know(const struct sw_body_world *world, uint32_t first, struct sw_body_percept *out)
{
    for (uint32_t colour = 0; colour < world->game->colours; colour++)
        if (world->physics.feeds >> colour & 1)
            out->row[out->rows++] = (uint16_t)(first + colour);
}

/* What a touch makes. first: its row. */
static void know_touch(const struct sw_body_world *world, uint32_t first,
                       struct sw_body_percept *out)
{
    uint32_t colours = world->game->colours, makes = world->physics.told_makes;

    for (uint32_t colour = 0; colour < colours; colour++)
        if (world->physics.told_touch >> colour & 1)
            out->row[out->rows++] = (uint16_t)(first + colour);
    out->row[out->rows++] = (uint16_t)(first + colours + (makes < colours ? makes : colours));
}

/* What is in a hand: nothing that stands, and no body. */
static uint32_t kind_held(const struct sw_body_world *world, uint32_t seat, uint8_t thing)
{
    return sw_thing_is_plant(thing)
               ? KIND_PLANT + (thing - (uint32_t)SW_THING_PLANT)
               : KIND_PLANT + world->game->colours + other_kind(world, seat, thing);
}

/* The target, as a seat is told it. */
static uint32_t told(const struct sw_body_world *world, uint32_t seat)
{
    switch (world->game->task->target) {
    case SW_TARGET_WAY:
        return sw_body_felt_way(world, seat, world->target);
    case SW_TARGET_CORNER:
        return sw_body_felt_corner(world, seat, world->target);
    default:
        return world->target;
    }
}

/* What a crew with a task sees besides: cells that are the goal, whatever stands there, and what is
 * marked under the body itself or, in some tasks, in its hand; and the target, if the seat is told.
 * first: row of the target. */
static void see_task(const struct sw_body_world *world, uint32_t seat, uint32_t kinds,
                     uint32_t first, struct sw_body_percept *out)
{
    const struct sw_body_rights *rights = world->game->rights;
    uint32_t cell = world->body[seat].cell, more = KIND_PLANT + world->game->colours;

    if (world->game->task->feels && world->body[seat].hand != SW_THING_NONE)
        out->row[out->rows++] =
            (uint16_t)(SW_BODY_PLACES / 2 * kinds + kind_held(world, seat, world->body[seat].hand));
    if (world->mark[cell])
        out->row[out->rows++] = (uint16_t)(SW_BODY_PLACES / 2 * kinds + more + KIND_MARK);
    for (uint32_t place = 0; place < SW_BODY_PLACES && !(rights != NULL && rights[seat].blind);
         place++)
        if (world->goal[sw_body_seen_cell(world, seat, (int)(place % 5) - SW_BODY_REACH,
                                          (int)(place / 5) - SW_BODY_REACH)])
            out->row[out->rows++] = (uint16_t)(place * kinds + more + KIND_GOAL);
    if (rights == NULL || !rights[seat].untold)
        out->row[out->rows++] = (uint16_t)(first + told(world, seat));
}

static uint32_t level_of(const struct sw_body_world *world, int32_t energy)
{
    int32_t level = energy * 2 / (world->game->energy > 0 ? world->game->energy : 1);

    return level >= (int32_t)SW_BODY_LEVELS ? SW_BODY_LEVELS - 1 : (uint32_t)level;
}

static bool is_deaf(const struct sw_body_game *game, uint32_t seat)
{
    return game->rights != NULL && game->rights[seat].deaf;
}

void sw_body_look(const struct sw_body_world *world, uint32_t seat, struct sw_body_percept *out)
{
    const struct sw_body *body = &world->body[seat];
    uint32_t kinds = kinds_of(world->game), feeling = SW_BODY_PLACES * kinds;
    uint32_t words = feeling + SW_BODY_LEVELS, target = words + words_of(world->game);

    out->rows = out->foods = out->words = out->tales = 0;
    out->event = body->event;
    out->act = world->turned && sw_act_goes(body->act) ? (uint8_t)SW_BODY_UP : body->act;
    out->feeds = world->physics.feeds;
    if (body->guides) {
        know(world, target + targets_of(world->game), out);
        return;
    }
    if (sw_body_only_speaks(world->game, seat)) {
        if (!world->game->rights[seat].untold)
            out->row[out->rows++] = (uint16_t)(target + told(world, seat));
        return;
    }
    if (world->game->torus || world->turned)
        look_round(world, seat, kinds, out);
    else
        look_about(world, seat, kinds, out);
    out->row[out->rows++] = (uint16_t)(feeling + level_of(world, body->energy));
    if (laws_of(world->game) > 0)
        know_touch(world,
                   target + targets_of(world->game) +
                       (world->game->guides > 0 ? world->game->colours : 0u),
                   out);
    if (world->game->task != NULL)
        see_task(world, seat, kinds, target, out);
    if (world->game->bodies > 1 && !is_deaf(world->game, seat))
        listen(world, seat, words, out);
}

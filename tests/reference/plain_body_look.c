#include "tests/reference/plain_body_parts.h"

#include "world/body/body_task.h"

#include <string.h>

static int kind_of(struct sw_plain_body_world *plain, uint32_t seat, struct spot spot)
{
    const struct sw_plain_cell *cell = at(plain, spot);
    int more = 1 + plain->game->colours;

    if (cell->thing == SW_THING_WALL)
        return 0;
    if (cell->thing == SW_THING_NONE)
        return cell->mark ? more + 5 : -1;
    if (is_plant(cell->thing))
        return 1 + cell->thing - SW_THING_PLANT;
    if (cell->thing == SW_THING_BOX)
        return more;
    if (cell->thing == SW_THING_STONE)
        return more + 1;
    if (cell->thing == SW_THING_MEAT)
        return more + 2;
    if (cell->thing == SW_THING_ANIMAL)
        return more + 6;
    return plain->body[cell->thing - SW_THING_BODY].size < plain->body[seat].size ? more + 3
                                                                                  : more + 4;
}

/* Steps between two places along one side, the short way round where it is a ring. */
static int steps(int a, int b, int side, bool ring)
{
    int there = (a - b + side) % side, back = (b - a + side) % side;

    return ring ? least(there, back) : (a > b ? a - b : b - a);
}

/* What others say, word by word, and what they ate, plant by plant. words: the first row of them.
 */
static void hear(struct sw_plain_body_world *plain, int seat, int words,
                 struct sw_body_percept *out)
{
    const struct sw_body_game *game = plain->game;
    struct spot me = where(plain, seat);
    bool deaf = game->rights != NULL && game->rights[seat].deaf;
    bool one_speaks = game->rights != NULL && game->rights[game->bodies - 1].acts == 1;

    for (int what = 1; what < SW_BODY_EVENTS; what++)
        for (int other = 0; other < game->bodies; other++) {
            const struct sw_body *body = &plain->body[other];
            struct spot spot = where(plain, other);
            bool near = steps(me.x, spot.x, game->width, game->torus) <= (int)plain->earshot &&
                        steps(me.y, spot.y, game->height, game->torus) <= (int)plain->earshot;

            if (one_speaks && other < game->bodies - 1)
                continue;
            if (deaf || other == seat || !body->alive || !(near || body->guides))
                continue;
            if (body->said == what) {
                out->word[out->words++] = (uint8_t)what;
                out->row[out->rows++] = (uint16_t)(words + what - 1);
            }
            if (plain->telepathic && what >= 3 && body->event == what)
                out->tale[out->tales++] = (uint8_t)what;
        }
}

/* Plants, boxes and meat can be held. */
static int kind_in_hand(const struct sw_plain_body_world *plain, int thing)
{
    if (is_plant(thing))
        return 1 + thing - SW_THING_PLANT;
    return 1 + plain->game->colours + (thing == SW_THING_BOX ? 0 : 2);
}

/* What it holds, the mark under it, the goal around it, and the target. */
static void look_at_task(struct sw_plain_body_world *plain, uint32_t seat, int kinds,
                         struct sw_body_percept *out)
{
    const struct sw_body_game *game = plain->game;
    struct spot me = where(plain, (int)seat);
    struct sw_body_rights rights = {0};
    int kind = 1 + game->colours, words = game->bodies > 1 ? 7 : 0;

    if (game->rights != NULL)
        rights = game->rights[seat];
    if (game->task->feels && plain->body[seat].hand != SW_THING_NONE)
        out->row[out->rows++] =
            (uint16_t)(12 * kinds + kind_in_hand(plain, plain->body[seat].hand));
    if (at(plain, me)->mark)
        out->row[out->rows++] = (uint16_t)(12 * kinds + kind + 5);
    for (int i = 0; i < 25 && !rights.blind; i++)
        if (at(plain, (struct spot){me.x - 2 + i % 5, me.y - 2 + i / 5})->goal)
            out->row[out->rows++] = (uint16_t)(i * kinds + kind + 7);
    if (!rights.untold)
        out->row[out->rows++] = (uint16_t)(25 * kinds + 4 + words + plain->target);
}

/* Which two colours make something, and what. No game that tells it has a guide. */
static void look_at_touch(const struct sw_plain_body_world *plain, int first,
                          struct sw_body_percept *out)
{
    int colours = plain->game->colours;

    for (int colour = 0; colour < colours; colour++)
        if (plain->physics.told_touch & 1 << colour)
            out->row[out->rows++] = (uint16_t)(first + colour);
    out->row[out->rows++] = (uint16_t)(first + colours + least(plain->physics.told_makes, colours));
}

void sw_plain_body_look(const struct sw_plain_body_world *constant, uint32_t seat,
                        struct sw_body_percept *out)
{
    struct sw_plain_body_world copy = *constant, *plain = &copy;
    const struct sw_body_game *game = plain->game;
    struct spot me = where(plain, (int)seat);
    bool rich = game->bodies > 1 || game->boxes + game->stones > 0 || game->acts > 5;
    bool task = game->task != NULL;
    int kinds = 1 + game->colours + (task ? 8 : rich ? 6 : 0), place = 0;
    int level = least(3, plain->body[seat].energy * 2 / game->energy);

    memset(out, 0, sizeof *out);
    out->event = plain->body[seat].event;
    out->act = plain->body[seat].act;
    out->feeds = plain->physics.feeds;
    for (int colour = 0; colour < game->colours && plain->body[seat].guides; colour++)
        if (plain->physics.feeds & 1 << colour)
            out->row[out->rows++] = (uint16_t)(25 * kinds + 4 + 7 + (task ? 4 : 0) + colour);
    if (plain->body[seat].guides)
        return;
    if (game->rights != NULL && game->rights[seat].acts == 1) {
        out->row[out->rows++] = (uint16_t)(25 * kinds + 4 + 7 + plain->target);
        return;
    }
    for (int y = me.y - 2; y <= me.y + 2; y++)
        for (int x = me.x - 2; x <= me.x + 2; x++, place++) {
            struct spot spot = {x, y};
            int kind;

            if (game->torus)
                spot = (struct spot){(x + game->width) % game->width,
                                     (y + game->height) % game->height};
            kind = kind_of(plain, seat, spot);
            if (place == 12 || kind < 0)
                continue;
            out->row[out->rows++] = (uint16_t)(place * kinds + kind);
            if (kind >= 1 && kind <= game->colours) {
                out->place[out->foods] = (uint8_t)place;
                out->colour[out->foods++] = (uint8_t)(kind - 1);
            }
        }
    out->row[out->rows++] = (uint16_t)(25 * kinds + level);
    if (game->tells != 0)
        look_at_touch(plain, 25 * kinds + 4 + (game->bodies > 1 ? 7 : 0) + (task ? 4 : 0), out);
    if (task)
        look_at_task(plain, seat, kinds, out);
    hear(plain, (int)seat, 25 * kinds + 4, out);
}

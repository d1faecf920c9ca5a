/* The animal of the task "hide" once more: all cells that it sees, body by body. */
#include "tests/reference/plain_body_parts.h"

#include <math.h>
#include <stdlib.h>

static bool in_sight(struct sw_plain_body_world *plain, struct spot from, struct spot to)
{
    double right = to.x - from.x, down = to.y - from.y;
    double length = fmax(fabs(right), fabs(down));

    for (double i = 1; i < length; i++) {
        struct spot between = {from.x + (int)round(right * i / length),
                               from.y + (int)round(down * i / length)};
        int thing = at(plain, between)->thing;

        if (thing == SW_THING_BOX || thing == SW_THING_STONE || thing == SW_THING_WALL)
            return false;
    }
    return true;
}

static struct spot find_seeker(const struct sw_plain_body_world *plain)
{
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++)
            if (plain->cell[y][x].thing == SW_THING_ANIMAL)
                return (struct spot){x, y};
    return (struct spot){-9, -9};
}

/* Nearer, among equals higher and then farther to the left. */
static bool is_before(struct spot from, struct spot a, struct spot b)
{
    int to_a = (a.x - from.x) * (a.x - from.x) + (a.y - from.y) * (a.y - from.y);
    int to_b = (b.x - from.x) * (b.x - from.x) + (b.y - from.y) * (b.y - from.y);

    return to_a != to_b ? to_a < to_b : a.y != b.y ? a.y < b.y : a.x < b.x;
}

static void go_after(struct sw_plain_body_world *plain, struct spot from, struct spot prey)
{
    struct spot across = {from.x + (prey.x > from.x) - (prey.x < from.x), from.y};
    struct spot along = {from.x, from.y + (prey.y > from.y) - (prey.y < from.y)};
    bool first = abs(prey.x - from.x) >= abs(prey.y - from.y);
    struct spot way[2] = {first ? across : along, first ? along : across};

    for (int i = 0; i < 2; i++)
        if (at(plain, way[i])->thing == SW_THING_NONE) {
            at(plain, from)->thing = SW_THING_NONE;
            at(plain, way[i])->thing = SW_THING_ANIMAL;
            return;
        }
}

void plain_seek(struct sw_plain_body_world *plain)
{
    struct spot from = find_seeker(plain), prey = from;

    if (plain->tick % 2 != 0)
        return;
    for (int seat = 0; seat < plain->game->bodies; seat++) {
        struct spot spot = where(plain, seat);

        if (plain->body[seat].alive && in_sight(plain, from, spot) &&
            ((prey.x == from.x && prey.y == from.y) || is_before(from, spot, prey)))
            prey = spot;
    }
    go_after(plain, from, prey);
    from = find_seeker(plain);
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++) {
            struct sw_plain_cell *cell = &plain->cell[y][x];

            cell->goal = (cell->thing == SW_THING_NONE || cell->thing >= SW_THING_BODY) &&
                         !in_sight(plain, from, (struct spot){x, y});
        }
}

/* plain_body_divide.c - who is born in a tick of the plain double: cell by cell. */
#include "tests/reference/plain_body_parts.h"

static int seats_never_had(const struct sw_plain_body_world *plain)
{
    int count = 0;

    for (int seat = 0; seat < plain->game->bodies; seat++)
        count += plain->body[seat].size == 0;
    return count;
}

/* The seat that alone means its child to stand here; -1: there is none. */
static int parent_at(struct sw_plain_body_world *before, struct spot spot)
{
    int parent = -1, rivals = 0;

    for (int seat = 0; seat < before->game->bodies; seat++) {
        const struct sw_body *body = &before->body[seat];

        if (!body->alive || body->act != SW_BODY_DIVIDE || body->energy < before->game->divides ||
            !same(faced(before, seat), spot))
            continue;
        parent = seat;
        rivals++;
    }
    return rivals == 1 && at(before, spot)->thing == SW_THING_NONE ? parent : -1;
}

static void beget(struct sw_plain_body_world *plain, int parent, struct spot spot)
{
    struct sw_body *body = &plain->body[parent];
    int seat = 0, all = body->energy - SW_BODY_MEAL;

    while (plain->body[seat].size > 0)
        seat++;
    plain->body[seat] = (struct sw_body){.alive = true,
                                         .acts = plain->game->acts,
                                         .size = 1,
                                         .heading = body->heading,
                                         .energy = all / 2,
                                         .parent = (uint8_t)parent,
                                         .founder = body->founder};
    body->energy = (all + 1) / 2;
    plain->births |= (uint16_t)(1 << seat);
    at(plain, spot)->thing = SW_THING_BODY + seat;
}

/* Cell by cell: is somebody born here? */
void plain_divide(struct sw_plain_body_world *plain)
{
    struct sw_plain_body_world before = *plain;
    int wanted = 0;

    plain->births = 0;
    if (plain->game->divides == 0)
        return;
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++)
            wanted += parent_at(&before, (struct spot){x, y}) >= 0;
    if (wanted > seats_never_had(plain))
        return;
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++) {
            int parent = parent_at(&before, (struct spot){x, y});

            if (parent >= 0)
                beget(plain, parent, (struct spot){x, y});
        }
}

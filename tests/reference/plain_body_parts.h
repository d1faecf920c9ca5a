/* plain_body_parts.h - what the files of the plain double of worlds with bodies share. */
#ifndef SW_TESTS_PLAIN_BODY_PARTS_H
#define SW_TESTS_PLAIN_BODY_PARTS_H

#include "tests/reference/plain_body.h"

struct spot {
    int x, y;
};

/* A wall where there is no cell. */
static inline struct sw_plain_cell *at(struct sw_plain_body_world *plain, struct spot spot)
{
    static struct sw_plain_cell wall;
    bool inside =
        spot.x >= 0 && spot.y >= 0 && spot.x < plain->game->width && spot.y < plain->game->height;

    wall = (struct sw_plain_cell){SW_THING_WALL, 0, 0, 0};
    return inside ? &plain->cell[spot.y][spot.x] : &wall;
}

static inline struct spot where(const struct sw_plain_body_world *plain, int seat)
{
    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++)
            if (plain->cell[y][x].thing == SW_THING_BODY + seat)
                return (struct spot){x, y};
    return (struct spot){-9, -9};
}

static inline bool is_plant(int thing)
{
    return thing >= SW_THING_PLANT && thing < SW_THING_PLANT + (int)SW_BODY_COLOURS;
}

static inline struct spot beside(const struct sw_plain_body_world *plain, struct spot spot,
                                 int direction)
{
    int width = plain->game->width, height = plain->game->height;

    spot.x += (direction == SW_RIGHT) - (direction == SW_LEFT);
    spot.y += (direction == SW_DOWN) - (direction == SW_UP);
    if (plain->game->torus)
        spot = (struct spot){(spot.x + width) % width, (spot.y + height) % height};
    return spot;
}

static inline bool same(struct spot a, struct spot b)
{
    return a.x == b.x && a.y == b.y;
}

static inline struct spot faced(const struct sw_plain_body_world *plain, int seat)
{
    return beside(plain, where(plain, seat), plain->body[seat].heading);
}

/* Who is born: plain_body_divide.c. */
void plain_divide(struct sw_plain_body_world *plain);

/* What plants make that were moved beside others since a tick began: plain_body_touch.c. */
void plain_touch(struct sw_plain_body_world *plain, struct sw_plain_body_world *began);

/* What an animal does that seeks, and where it sees nobody afterwards: plain_body_seek.c. */
void plain_seek(struct sw_plain_body_world *plain);

/* The seat whose act one imitates; -1: nobody is near. plain_body_imitate.c. */
int plain_nearest(const struct sw_plain_body_world *plain, int seat);

static inline int least(int a, int b)
{
    return a < b ? a : b;
}

#endif

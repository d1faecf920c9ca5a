/* Imitation once more: all bodies of the world, by distance and by angle. */
#include "tests/reference/plain_body_parts.h"

#include <math.h>
#include <stdlib.h>

/* Steps from one place to another, the short way where the side is a ring. */
static int way(int from, int to, int side, bool ring)
{
    int steps = to - from;

    if (ring && steps > side / 2)
        steps -= side;
    if (ring && steps < -(side / 2))
        steps += side;
    return steps;
}

/* The angle clockwise from the heading, as a share of the circle: 0 straight ahead. */
static double turned(int right, int down, int heading)
{
    static const double ahead[4] = {
        [SW_UP] = 0, [SW_RIGHT] = 0.25, [SW_DOWN] = 0.5, [SW_LEFT] = 0.75};
    double angle = atan2(right, -down) / (2 * acos(-1)) - ahead[heading];

    angle -= floor(angle);
    return angle > 1 - 1e-9 ? 0 : angle;
}

int plain_nearest(const struct sw_plain_body_world *plain, int seat)
{
    const struct sw_body_game *game = plain->game;
    struct spot me = where(plain, seat);
    double best = 100;
    int nearest = -1;

    for (int other = 0; other < game->bodies; other++) {
        struct spot spot = where(plain, other);
        int right = way(me.x, spot.x, game->width, game->torus);
        int down = way(me.y, spot.y, game->height, game->torus);
        double far =
            right * right + down * down + turned(right, down, plain->body[seat].heading) / 2;

        if (other == seat || !plain->body[other].alive || abs(right) > 2 || abs(down) > 2 ||
            far >= best)
            continue;
        best = far;
        nearest = other;
    }
    return nearest;
}

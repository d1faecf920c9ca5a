#include "base/around.h"

/* As a body that faces up has them; the others are turned by a quarter, a half and three. */
/* clang-format off */
#define AROUND(CELL)                                                                               \
    CELL(0, -1) CELL(1, 0) CELL(0, 1) CELL(-1, 0)                                                  \
    CELL(1, -1) CELL(1, 1) CELL(-1, 1) CELL(-1, -1)                                                \
    CELL(0, -2) CELL(2, 0) CELL(0, 2) CELL(-2, 0)                                                  \
    CELL(1, -2) CELL(2, -1) CELL(2, 1) CELL(1, 2) CELL(-1, 2) CELL(-2, 1) CELL(-2, -1) CELL(-1, -2)\
    CELL(2, -2) CELL(2, 2) CELL(-2, 2) CELL(-2, -2)
/* clang-format on */

#define FACING_UP(right, down)    {(right), (down)},
#define FACING_DOWN(right, down)  {-(right), -(down)},
#define FACING_LEFT(right, down)  {(down), -(right)},
#define FACING_RIGHT(right, down) {-(down), (right)},

const struct sw_around *sw_around(uint32_t heading)
{
    static const struct sw_around around[4][SW_AROUND_CELLS] = {
        {AROUND(FACING_UP)}, {AROUND(FACING_DOWN)}, {AROUND(FACING_LEFT)}, {AROUND(FACING_RIGHT)}};

    return around[heading];
}

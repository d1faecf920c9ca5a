/* around.h - the cells around one, in the order in which a body looks for others: nearer ones
 * first, and of equally near ones those that come first clockwise from the way it faces. So the
 * order turns with the body, and says nothing of who stands where in any array. Local.
 */
#ifndef SW_BASE_AROUND_H
#define SW_BASE_AROUND_H

#include <stdint.h>

#define SW_AROUND_REACH 2   /* cells to each side */
#define SW_AROUND_CELLS 24u /* of the window of 5x5 but its middle */

struct sw_around {
    int8_t right, down; /* steps from the middle */
};

/* All of them, by the square of their distance, then clockwise. heading: 0 up, 1 down, 2 left, 3
 * right. Static. */
const struct sw_around *sw_around(uint32_t heading);

#endif

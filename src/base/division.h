/* division.h - what dividing comes to for a body and its child, in scored worlds and in the wild:
 * one rule for both. Local.
 *
 * The child's body is made of the parent's energy, and what is left is shared; of an odd unit the
 * parent has it. Nothing is made or lost.
 */
#ifndef SW_BASE_DIVISION_H
#define SW_BASE_DIVISION_H

#include <stdbool.h>
#include <stdint.h>

/* Units that both have afterwards. */
struct sw_division {
    int32_t parent, child;
};

/* Whether a body may divide: least, at least 2 more than its child is made of, is what it needs. */
static inline bool sw_may_divide(int32_t energy, int64_t least)
{
    return energy >= least;
}

/* energy: of the parent; size: units that the child's body is made of. */
static inline struct sw_division sw_divide(int32_t energy, int32_t size)
{
    int32_t left = energy - size;

    return (struct sw_division){.parent = left - left / 2, .child = left / 2};
}

#endif

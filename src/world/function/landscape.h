/* landscape.h - a test function at one dimension, where a seed has moved and turned it: what a
 * member's vector is worth.
 *
 *     z = R (x - best) + b
 *
 * with b the best point as the table has it (where that is not one point, the middle of the usual
 * range). `best` is b, or, shifted, drawn evenly from the middle 80 % of the usual range,
 * coordinate by coordinate (rounded to float, so that a member can stand on it).
 *
 * R is the identity, or, rotated, a random orthogonal matrix: full up to SW_LANDSCAPE_BLOCK
 * coordinates; above, blocks of that side on the diagonal, over coordinates in random order (the
 * last may be smaller). A full matrix of 1,000 coordinates takes 300 us an evaluation, a hundred
 * times Rastrigin itself; blocks of 40 take 12, and each coordinate still depends on 39 others (the
 * blocks of bbob-largescale: Ait ElHara, Auger & Hansen 2016). A block is an orthonormal basis from
 * random columns by Gram-Schmidt, twice; the columns are sums of bytes and not quite Gaussian, so
 * all directions are only nearly as likely. Local.
 */
#ifndef SW_WORLD_FUNCTION_LANDSCAPE_H
#define SW_WORLD_FUNCTION_LANDSCAPE_H

#include "base/error.h"
#include "world/function/function.h"

#define SW_LANDSCAPE_BLOCK 40u

struct sw_landscape; /* opaque; has scratch, so it is not for two threads at once */

/* dimension: function->least..SW_FUNCTION_DIMENSION. Shift and rotation are left out where the
 * function does not move. NULL if memory is short. */
struct sw_landscape *sw_landscape_create(const struct sw_function *function, uint32_t dimension,
                                         bool shift, bool rotate, uint64_t seed,
                                         struct sw_error *error);
void sw_landscape_destroy(struct sw_landscape *landscape); /* NULL is fine */

/* The function's value at x ([dimension], any floats: beyond SW_FUNCTION_FAR, and where it is no
 * number, a coordinate is held there). observed: [sw_function_width()], or NULL. */
double sw_landscape_value(struct sw_landscape *landscape, const float *x, float *observed);

/* How far x is from the best point, by the root of the summed squares; NaN where that is not one
 * point. */
double sw_landscape_distance(const struct sw_landscape *landscape, const float *x);

/* Bytes that one takes. */
uint64_t sw_landscape_bytes(uint32_t dimension, bool rotate);

#endif

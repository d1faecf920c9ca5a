/* code_patches.h - what a general tokenizer does, as a baseline: the next frame is cut into patches
 * of 2x2 cells, and each patch is said by the number of the nearest of K centres, found by k-means
 * over patches. The frame before is not used, and nothing is known of what was done. Local.
 */
#ifndef SW_CODES_CODE_PATCHES_H
#define SW_CODES_CODE_PATCHES_H

#include "base/error.h"
#include "world/grid/grid.h"

struct sw_code_patches; /* opaque */

#define SW_CODE_CENTRES_MAX 1024u

/* Learns centres from the films of lessons by this seed. centres: 2..SW_CODE_CENTRES_MAX. NULL if
 * memory is short. */
struct sw_code_patches *sw_code_patches_create(uint32_t centres, uint64_t seed,
                                               struct sw_error *error);
void sw_code_patches_destroy(struct sw_code_patches *patches); /* NULL is fine */

/* What is left of a frame when it has been said in patches. */
void sw_code_patches_make(const struct sw_code_patches *patches, const struct sw_grid *frame,
                          struct sw_grid *out);

/* Bits that it takes. */
double sw_code_patches_bits(const struct sw_code_patches *patches, const struct sw_grid *frame);

#endif

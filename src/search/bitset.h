/* bitset.h - all cells of all demonstrations as one row of bits.
 *
 * A frame gives every demonstration a place and a size; its cells, row by row, demonstration after
 * demonstration, are numbered 0, 1, ... and a set of them is `words` words of 64 bits. What a state
 * does within the frame is then two sets: the cells that it paints (its image is not empty there)
 * and those that it paints right (in the target's colour). Images lie on the frame as the edits
 * `layer.*` lay them: of the frame's size, corner on corner; of another size, as both lie on the
 * first canvas. Local, nothing here fails.
 */
#ifndef SW_SEARCH_BITSET_H
#define SW_SEARCH_BITSET_H

#include "search/placement.h"

#define SW_BITSET_WORDS_MAX ((SW_DEMONSTRATIONS_MAX * SW_SIDE_MAX * SW_SIDE_MAX + 63) / 64)

struct sw_bitset {
    const struct sw_states *states; /* borrowed, with the frame */
    const struct sw_placement *frame;
    uint32_t demonstrations;
    uint32_t count, words;
    /* target[c]: the cells whose target has the colour c */
    uint64_t target[SW_COLOURS][SW_BITSET_WORDS_MAX];
    uint32_t target_count[SW_COLOURS];                                 /* how many */
    uint8_t colour[SW_DEMONSTRATIONS_MAX * SW_SIDE_MAX * SW_SIDE_MAX]; /* of the target */
};

void sw_bitset_of(struct sw_bitset *cells, const struct sw_states *states,
                  const struct sw_placement *frame);

/* What the state paints within the frame and what of it is right; arrays of `words`. */
void sw_bitset_effect(const struct sw_bitset *cells, uint32_t state, uint64_t *painted,
                      uint64_t *right);

/* True if the state's images have the frame's places and sizes on all canvases, tests included. */
bool sw_bitset_fits(const struct sw_states *states, const struct sw_placement *frame,
                    uint32_t state);

#define SW_BITSET_NEAR_MAX 16

/* The states that fit the frame and have fewest wrong cells, but some; fewest first, the root left
 * out. At most `most` of them (and SW_BITSET_NEAR_MAX); returns how many. */
uint32_t sw_bitset_near(const struct sw_states *states, const struct sw_placement *frame,
                        uint32_t most, uint32_t near[SW_BITSET_NEAR_MAX]);

/* Lays the image, as the frame has it, over a grid of the frame's size for canvas k: in its own
 * colours (SW_COLOUR_OWN) or all in one. */
void sw_bitset_lay(const struct sw_placement *frame, uint32_t k, const struct sw_layer *image,
                   uint8_t colour, struct sw_grid *grid);

/* How many bits of `left` are not in `painted`; or, if they are at least `bound`, any number that
 * is. */
uint32_t sw_bitset_left(const uint64_t *left, const uint64_t *painted, uint32_t words,
                        uint32_t bound);

static inline uint32_t sw_bits_count(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (uint32_t)((bits * 0x0101010101010101u) >> 56);
}

#endif

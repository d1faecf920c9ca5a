/* surface.h - a second record of descent: 64 random bits that an individual carries from its
 * parent.
 *
 * In each generation a line of descent deposits one bit, drawn for whoever is born in it
 * (hereditary stratigraphy: Moreno, Dolson and Ofria 2022, "Hereditary stratigraphy: genome
 * annotations to enable phylogenetic inference over distributed populations"). Two lines have the
 * same bits up to their last common ancestor. After it they are drawn apart, and each is the same
 * by chance in half of all cases. So two surfaces say when the last common ancestor was born, and
 * no table of parents takes part.
 *
 * The *rank* of a bit is the generation that it was deposited in: 0 for a founder, g + 1 for who is
 * born in generation g. Only 64 bits are kept, more of late ranks than of early ones
 * (recency-proportional resolution). The place of a rank is fixed, and a later rank overwrites an
 * earlier one:
 *
 *     level 0   ranks 1, 3, 5, 7, ...        the last four of each level: places 4 * level to
 *     level 1   ranks 2, 6, 10, 14, ...      4 * level + 3
 *     level 2   ranks 4, 12, 20, 28, ...
 *     ...
 *     level 15  all multiples of 32,768, 0 among them
 *
 * So all of the last eight ranks are kept, and of those d ranks ago at least one in d / 4; what is
 * more than 131,072 ranks ago is lost. (The surfaces of Moreno et al. 2024, "Structured
 * downsampling", use all places from the beginning by a longer rule.) All functions are Local.
 */
#ifndef SW_RECORD_SURFACE_H
#define SW_RECORD_SURFACE_H

#include "record/record.h"

enum { SW_SURFACE_BITS = 64 };

uint64_t sw_surface_rank(struct sw_identity identity);

/* What the founder `id` carries, in a run of this seed. */
uint64_t sw_surface_founder(uint64_t seed, uint64_t id);

/* What `id`, who is born at `rank`, carries from a parent of an earlier rank: the parent's bits,
 * and those of all ranks after it. seed: that of the run, when it is born. */
uint64_t sw_surface_inherit(uint64_t parent, uint64_t parent_rank, uint64_t seed, uint64_t id,
                            uint64_t rank);

/* The rank whose bit stands in a place (0..63) of a surface of `rank`; false: none does yet. */
bool sw_surface_held(uint64_t rank, uint32_t place, uint64_t *held);

/* What two surfaces say about the rank t of the last common ancestor. */
struct sw_surface_estimate {
    uint64_t before; /* t < before for certain */
    uint64_t likely; /* likely <= t < before has the highest likelihood: the last rank whose bits
                        are the same. 0 also if no bit is */
    uint64_t since;  /* since <= t, or SW_SURFACE_CHANCE bits are the same by chance: that is so in
                        1 of 32 cases */
    bool related;    /* as many bits are the same; if not, there may be no common ancestor, and
                        `since` is 0 */
    uint32_t compared; /* bits that both hold */
    uint32_t alike;    /* of those the same ones before the first that differs */
};

enum { SW_SURFACE_CHANCE = 5 };

struct sw_surface_estimate sw_surface_compare(uint64_t a, uint64_t rank_a, uint64_t b,
                                              uint64_t rank_b);

/* The record of the members of an island, born in one generation: [count] surfaces by slot. As in
 * record.h. */
void *sw_surfaces_pack(const uint64_t *surfaces, uint32_t count, size_t *size,
                       struct sw_error *error);
int sw_surfaces_unpack(const void *bytes, size_t size, uint64_t *out, uint32_t count,
                       struct sw_error *error);

#endif

/* surface.h - a record of descent that a genome carries itself, in 64 bits and a counter, and that
 * no table of parents takes part in. Local.
 *
 * Each birth deposits one random bit, drawn by (seed, id), into what the child inherits from its
 * parent (hereditary stratigraphy: Moreno, Dolson and Ofria 2022, ALIFE; surfaces: Moreno et al.
 * 2024, "Structured downsampling"). Two individuals have equal bits up to their common ancestor,
 * and from the first different bit on they certainly had none.
 *
 * A surface holds the bits of the deposits 0, s, 2s, ... with the smallest s = 1, 2, 4, ... that
 * leaves at most 64 of them: when it is full every second bit is dropped. (The source spares the
 * moves by a rule for places; 64 bits are moved in a few steps.)
 */
#ifndef SW_TESTS_REFERENCE_SURFACE_H
#define SW_TESTS_REFERENCE_SURFACE_H

#include <stdint.h>

struct sw_surface {
    uint64_t bits;     /* bit k: that of deposit k * stride */
    uint64_t deposits; /* so many births since, and with, the founder's; 0: a fresh surface */
};

/* What a child born as `id` has. parent: a fresh surface for a founder. */
struct sw_surface sw_surface_inherit(struct sw_surface parent, uint64_t seed, uint64_t id);

/* Every so many deposits one is held. */
uint64_t sw_surface_stride(struct sw_surface surface);

/* Two had surely no common ancestor with as many deposits as are returned, or more. If all bits
 * that both hold are alike, that is one more than the one with fewer has. *alike: how many bits
 * were alike before the first that was not (each is alike by chance in half of all cases). */
uint64_t sw_surface_apart(struct sw_surface a, struct sw_surface b, uint32_t *alike);

#endif

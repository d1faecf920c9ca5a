/* programs.h - how many members write the same program in a probe world: what the store keeps, and
 * what it comes to. Local.
 *
 * Members are compared by a number for each program (life/life.h). A record holds, of each probe
 * world and of all together, how many members wrote the commonest program, the next, and so on:
 * whole numbers, so that it has the same bytes on every machine. Of such counts c of n members
 *
 *     entropy = sum over different programs of c/n log2(n/c)      bits, 0 .. log2(n)
 *
 * It is 0 where all write the same, and log2(n) where no two do. */
#ifndef SW_RECORD_PROGRAMS_H
#define SW_RECORD_PROGRAMS_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#define SW_PROBES_MAX 64 /* probe worlds: the bound of run.probes */

struct sw_programs {
    uint32_t worlds;  /* probe worlds */
    double entropy;   /* of the programs in one world: the mean over the worlds, in bits */
    double together;  /* of the programs of all worlds together, in bits */
    double different; /* different programs in a world: the mean */
};

/* program: [members][worlds], worlds >= 1. A buffer to free(), or NULL. */
void *sw_programs_pack(const uint32_t *program, uint32_t members, uint32_t worlds, size_t *size,
                       struct sw_error *error);

/* members: of how many it must be. -1 (exit code 3) says what is wrong. */
int sw_programs_unpack(const void *bytes, size_t size, uint32_t members, struct sw_programs *out,
                       struct sw_error *error);

#endif

/* machine.h - what this process may use of the machine it runs on. Local. */
#ifndef SW_BASE_MACHINE_H
#define SW_BASE_MACHINE_H

#include <stdint.h>

struct sw_machine_memory {
    uint64_t bytes;   /* UINT64_MAX: nothing says how much */
    const char *what; /* "the machine", "its control group", "ulimit -v" */
};

/* The most memory that one of `ranks` processes that share this machine can come to have: the least
 * of the machine's own and that of the control group (each divided among them), and the address
 * space that ulimit -v leaves. What others use at the moment is not taken off: it may be free when
 * it is needed, or the reverse. */
struct sw_machine_memory sw_machine_memory(uint32_t ranks);

#endif

/* The kernel's loops for any processor. */
#include "agent/kernel.h"

#define LANES        4
#define INSTRUCTIONS "baseline"
#define LOOPS(name)  sw_baseline_##name
#include "agent/kernel_declare.h"
#include "agent/kernel_loops.h"

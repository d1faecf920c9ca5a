/* The kernel's loops for processors with avx512f. */
#include "agent/kernel.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,fma")
#endif

#define LANES        16
#define INSTRUCTIONS "avx512f"
#define LOOPS(name)  sw_avx512f_##name
#include "agent/kernel_declare.h"
#include "agent/kernel_loops.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int sw_avx512f_absent; /* an empty translation unit is not C */
#endif

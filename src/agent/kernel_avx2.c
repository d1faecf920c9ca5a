/* The kernel's loops for processors with avx2. */
#include "agent/kernel.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif

#define LANES        8
#define INSTRUCTIONS "avx2"
#define LOOPS(name)  sw_avx2_##name
#include "agent/kernel_declare.h"
#include "agent/kernel_loops.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int sw_avx2_absent; /* an empty translation unit is not C */
#endif

/* store_fault.h - what becomes of a program whose mapped file is cut short under it. Local.
 *
 * LMDB maps data.mdb and lock.mdb. When one of them is cut or replaced while a program uses it, or
 * its disk fails, touching the map is a bus error. It cannot be survived; it can be a sentence.
 */
#ifndef SW_STORE_STORE_FAULT_H
#define SW_STORE_STORE_FAULT_H

#include "base/error.h"

/* From now on a bus error of this process is a sentence on stderr and exit code 1. Called by
 * whoever opens a store; calling it again is fine. */
int sw_store_fault_handle(struct sw_error *error);

#endif

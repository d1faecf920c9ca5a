/* signals.h - what was asked from outside while we work: checkpoint, or checkpoint and stop.
 *
 * USR1: checkpoint and go on. USR2, TERM, INT and HUP (the terminal was closed): checkpoint and stop
 * (exit code 75). The handlers only set flags, which the run loop reads at its start and at the end
 * of a generation; all ranks have to agree on what they read (the exchange does that). A second INT
 * ends the process at once, for an impatient person. Local.
 */
#ifndef SW_BASE_SIGNALS_H
#define SW_BASE_SIGNALS_H

#include "base/error.h"

/* Ordered: ranks agree by taking the maximum. */
enum sw_request { SW_REQUEST_NONE = 0, SW_REQUEST_CHECKPOINT = 1, SW_REQUEST_STOP = 2 };

/* Installs the handlers; system calls go on after a signal. A program calls it before anything that
 * takes time: until then each of these signals would end it. A HUP that was ignored before (nohup)
 * stays ignored. XFSZ (a file beyond ulimit -f) is ignored, so
 * that the write fails and is told. Calling it twice is fine. */
int sw_signals_install(struct sw_error *error);

/* What was asked since the last call. A checkpoint is forgotten by being read; a stop stays. */
enum sw_request sw_signals_take(void);

/* True once a stop was asked; forgets nothing. For loops inside a generation that may end early. */
int sw_signals_stopping(void);

#endif

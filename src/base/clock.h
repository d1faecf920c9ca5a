/* clock.h - the time that passes, for progress and limits only: no result depends on it. Local. */
#ifndef SW_BASE_CLOCK_H
#define SW_BASE_CLOCK_H

#include "base/error.h"

#define SW_DURATION_TEXT 32

/* Seconds since some fixed moment, never going backwards. */
double sw_clock_seconds(void);

/* Core-seconds that this thread has worked. */
double sw_clock_thread(void);

/* Reads "H:MM:SS", "M:SS" or "S" (the first number may have up to 6 digits, the others two, below
 * 60) into seconds. `what` ("--max-time") stands in the sentence. */
int sw_duration_parse(const char *text, const char *what, double *seconds, struct sw_error *error);

/* "H:MM:SS", rounded to whole seconds; below 0 or not a number it is "-:--:--". Returns `text`. */
char *sw_duration_print(double seconds, char text[SW_DURATION_TEXT]);

#endif

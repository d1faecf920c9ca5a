/* number.h - numbers read strictly and written for people, or so that they read back bit for bit.
 * Local. */
#ifndef SW_BASE_NUMBER_H
#define SW_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#define SW_NUMBER_TEXT 32 /* bytes that hold any text made here, with its final 0 */

/* The whole text is one decimal integer ("-12"); no spaces, no other base. False if not, or if it
 * does not fit. */
bool sw_number_integer(const char *text, int64_t *value);

/* The same for unsigned 64 bits (seeds, ids); a minus sign is refused. */
bool sw_number_unsigned(const char *text, uint64_t *value);

/* The whole text is one finite decimal number ("0.5", "1e-3"); no hexadecimal, no "inf" or "nan".
 */
bool sw_number_real(const char *text, double *value);

/* The shortest decimal text that reads back to the same double, bit for bit ("0.1", "1e+22"). */
char *sw_number_shortest(double value, char text[SW_NUMBER_TEXT]);

/* "1,234,567". */
char *sw_number_count(uint64_t value, char text[SW_NUMBER_TEXT]);

/* "12.3 MB" (powers of 1000), "999 B". */
char *sw_number_bytes(uint64_t bytes, char text[SW_NUMBER_TEXT]);

/* A magnitude in three digits: "0.47", "12.3", "4.56 k", "789 M"; `unit` follows ("4.56 kticks/s"
 * needs "ticks/s"). */
char *sw_number_rate(double value, const char *unit, char text[SW_NUMBER_TEXT]);

/* A share of 0..1 as "97.3 %"; "-" when it is not a number (nothing to divide by). */
char *sw_number_share(double share, char text[SW_NUMBER_TEXT]);

#endif

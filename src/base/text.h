/* text.h - text that people see: how wide it is, and how to show bytes that came from outside.
 *
 * All functions are Local and read UTF-8; a byte that is not UTF-8 counts as one character.
 */
#ifndef SW_BASE_TEXT_H
#define SW_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Reads the character at `text` (size bytes are left, at least 1), gives its code point (U+FFFD for
 * a byte that is not UTF-8) and returns how many bytes it takes. Overlong forms and surrogates are
 * not UTF-8. */
size_t sw_text_next(const char *text, size_t size, uint32_t *code);

/* Columns of one code point on a terminal: 0 for combining marks and controls, 2 for wide East
 * Asian characters and emoji, else 1. */
int sw_text_columns_of(uint32_t code);

/* Columns of a text. */
uint32_t sw_text_columns(const char *text);

/* Whether a character must not reach a terminal as it is: control characters (C0, DEL, C1),
 * characters that turn the direction of writing, and invisible ones that shape no letter. */
bool sw_text_harmful(uint32_t code);

/* Writes `text` (size bytes) so that it is harmless in a message: harmful characters and bytes that
 * are not UTF-8 become \xNN, and what is longer than `columns` is cut and ends in "...". `out` has
 * room for `room` bytes (at least 8) and ends in a 0; returns `out`. */
char *sw_text_show(const char *text, size_t size, uint32_t columns, char *out, size_t room);

/* Prints `text` the same way, whole. For every text from outside that goes to stdout: names of
 * files, keys, words of the command line. (Messages pass through log.h, cells through table.h and
 * JSON through json.h, which do so themselves.) */
void sw_text_print(const char *text, FILE *out);

/* The name of an encoding that `text` begins like and that is not UTF-8 ("UTF-16", "UTF-32"), or
 * NULL. */
const char *sw_text_encoding(const char *text, size_t size);

/* Bytes of the byte order mark of UTF-8 that `text` begins with: 3, or 0. */
size_t sw_text_mark(const char *text, size_t size);

#endif
